//! Holds a JSON value to a JSON schema: as much of draft-07 as the schemas here use. A word of it that is not known here is
//! a mistake of the test, so that nothing is passed over in silence.

use serde_json::{Map, Value};

/// What is wrong with a value, each with where. A name that the schema does not list is wrong too: the schema may allow
/// more, but what we write ourselves is to be in it.
pub(crate) fn mistakes(schema: &Value, value: &Value) -> Vec<String> {
    let mut walk = Walk {
        root: schema,
        mistakes: Vec::new(),
    };
    walk.value(schema, value, "");
    walk.mistakes
}

struct Walk<'s> {
    root: &'s Value,
    mistakes: Vec<String>,
}

impl Walk<'_> {
    fn value(&mut self, schema: &Value, value: &Value, at: &str) {
        for (word, rule) in schema.as_object().expect("a schema is a table") {
            match word.as_str() {
                "$schema" | "title" | "description" | "definitions" => {}
                "$ref" => {
                    let pointer = rule
                        .as_str()
                        .and_then(|to| to.strip_prefix('#'))
                        .expect("within the schema");
                    let target = self.root.pointer(pointer).expect("it leads somewhere").clone();
                    self.value(&target, value, at);
                }
                "allOf" => items(rule).for_each(|rule| self.value(rule, value, at)),
                "anyOf" | "oneOf" => {
                    let fits = items(rule).filter(|rule| self.fits(rule, value)).count();
                    self.expect(fits == 1 || (word == "anyOf" && fits > 1), at, word, value);
                }
                "const" => self.expect(value == rule, at, word, value),
                "enum" => self.expect(items(rule).any(|one| one == value), at, word, value),
                "type" => {
                    let fits = match rule {
                        Value::Array(kinds) => kinds.iter().any(|kind| is(kind, value)),
                        kind => is(kind, value),
                    };
                    self.expect(fits, at, word, value);
                }
                "minimum" => {
                    let below = value.as_f64().is_some_and(|number| Some(number) < rule.as_f64());
                    self.expect(!below, at, word, value);
                }
                "minItems" => {
                    let few = value
                        .as_array()
                        .is_some_and(|list| Some(list.len() as u64) < rule.as_u64());
                    self.expect(!few, at, word, value);
                }
                "format" => {
                    assert_eq!(rule, "date", "a format that is not known here");
                    let day = value.as_str().map(|day| day.parse::<jiff::civil::Date>().is_ok());
                    self.expect(day != Some(false), at, word, value);
                }
                "required" => {
                    for name in items(rule).filter_map(Value::as_str) {
                        self.expect(value.get(name).is_some(), at, &format!("required {name}"), value);
                    }
                }
                "properties" => self.table(rule, value, at),
                "additionalProperties" => {
                    let map = value.as_object().filter(|_| schema.get("properties").is_none());
                    for (name, value) in map.into_iter().flatten() {
                        self.value(rule, value, &format!("{at}/{name}"));
                    }
                }
                "items" => {
                    for (number, value) in value.as_array().into_iter().flatten().enumerate() {
                        self.value(rule, value, &format!("{at}/{number}"));
                    }
                }
                other => panic!("a word that is not known here: {other}"),
            }
        }
    }

    fn table(&mut self, properties: &Value, value: &Value, at: &str) {
        let empty = Map::new();
        for (name, value) in value.as_object().unwrap_or(&empty) {
            match properties.get(name) {
                Some(rule) => self.value(rule, value, &format!("{at}/{name}")),
                None => self.mistakes.push(format!("{at}/{name}: not in the schema")),
            }
        }
    }

    fn fits(&self, schema: &Value, value: &Value) -> bool {
        let mut walk = Walk {
            root: self.root,
            mistakes: Vec::new(),
        };
        walk.value(schema, value, "");
        walk.mistakes.is_empty()
    }

    fn expect(&mut self, fits: bool, at: &str, what: &str, value: &Value) {
        if !fits {
            self.mistakes.push(format!("{at}: {what}: {value}"));
        }
    }
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().expect("a list").iter()
}

fn is(kind: &Value, value: &Value) -> bool {
    match kind.as_str().expect("the name of a type") {
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "null" => value.is_null(),
        other => panic!("a type that is not known here: {other}"),
    }
}

#[test]
fn what_does_not_fit_is_told() {
    let schema = serde_json::json!({
        "type": "object",
        "required": ["a"],
        "properties": {
            "a": { "$ref": "#/definitions/Level" },
            "b": { "type": ["integer", "null"], "minimum": 1 },
            "c": { "type": "array", "minItems": 1, "items": { "anyOf": [{ "type": "string" }, { "type": "null" }] } },
            "d": { "type": "string", "format": "date" }
        },
        "definitions": { "Level": { "oneOf": [{ "const": "must" }, { "enum": ["note"] }] } }
    });
    let wrong = |value: Value| mistakes(&schema, &value).len();
    assert_eq!(
        wrong(serde_json::json!({"a": "must", "b": null, "c": ["x", null], "d": "2017-11-01"})),
        0
    );
    for value in [
        serde_json::json!({}),
        serde_json::json!({"a": "should"}),
        serde_json::json!({"a": "must", "b": "1"}),
        serde_json::json!({"a": "must", "b": 0}),
        serde_json::json!({"a": "must", "c": []}),
        serde_json::json!({"a": "must", "c": [1]}),
        serde_json::json!({"a": "must", "d": "yesterday"}),
        serde_json::json!({"a": "must", "e": 1}),
    ] {
        assert_eq!(wrong(value.clone()), 1, "{value}");
    }
}
