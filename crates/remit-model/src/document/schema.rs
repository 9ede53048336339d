//! The schema of the format: the document types give it, editors complete from it, and the walk over a file follows it.
//!
//! It is JSON Schema draft-07, which editors understand best; compiled once into `Node`s, it drives the walk (see `walk`).

use std::collections::BTreeMap;
use std::sync::OnceLock;

use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::FileDocument;

/// The JSON schema (draft-07) of a framework file. `forms` are completed by editors wherever a form is asked for.
pub fn json_schema(forms: &[&str]) -> Value {
    let mut schema = raw_schema();
    if let Some(Value::Object(form)) = schema.pointer_mut("/definitions/LegalForm") {
        let pattern = form.remove("pattern").unwrap_or(Value::Null);
        form.insert(
            "anyOf".to_owned(),
            serde_json::json!([{ "enum": forms }, { "type": "string", "pattern": pattern }]),
        );
    }
    schema
}

fn raw_schema() -> Value {
    let schema = SchemaSettings::draft07()
        .into_generator()
        .into_root_schema_for::<FileDocument>();
    let mut value = schema.to_value();
    tidy(&mut value);
    value
}

/// Takes out of the derived schema what TOML has no use for (null, defaults), and closes every table.
fn tidy(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.remove("default");
            if let Some(Value::Array(types)) = object.get_mut("type") {
                types.retain(|kind| kind != "null");
                if let [only] = types.as_slice() {
                    let only = only.clone();
                    object.insert("type".to_owned(), only);
                }
            }
            if let Some(Value::Array(options)) = object.get_mut("anyOf") {
                options.retain(|option| option.get("type").is_none_or(|kind| kind != "null"));
                if options.len() == 1 {
                    let options = object.remove("anyOf").unwrap_or_default();
                    object.insert("allOf".to_owned(), options);
                }
            }
            if object.contains_key("properties") {
                object.insert("additionalProperties".to_owned(), Value::Bool(false));
            }
            object.values_mut().for_each(tidy);
        }
        Value::Array(items) => items.iter_mut().for_each(tidy),
        _ => {}
    }
}

/// The number of a node.
pub(super) type NodeId = usize;
/// The node of a whole file.
pub(super) const ROOT: NodeId = 0;

/// What may stand at a place of a file.
#[derive(Debug)]
pub(super) enum Node {
    Text,
    Id,
    Choice(Vec<String>),
    Day,
    Boolean,
    Integer(i64, i64),
    List(NodeId),
    /// One value by itself, or a list of such.
    OneOrMore(NodeId),
    Table(BTreeMap<String, NodeId>),
    Map(NodeId),
}

/// The keys of a top-level table of entries (`body`, `post`), in order; none for a name that is no such table.
pub fn keys_of(table: &str) -> impl Iterator<Item = &'static str> {
    let nodes = nodes();
    let entry = match &nodes[ROOT] {
        Node::Table(tables) => tables.get(table).and_then(|&node| match &nodes[node] {
            Node::Map(entry) => Some(&nodes[*entry]),
            _ => None,
        }),
        _ => None,
    };
    let keys = match entry {
        Some(Node::Table(keys)) => Some(keys.keys().map(String::as_str)),
        _ => None,
    };
    keys.into_iter().flatten()
}

/// The nodes; the first is a whole file.
pub(super) fn nodes() -> &'static [Node] {
    static NODES: OnceLock<Vec<Node>> = OnceLock::new();
    NODES.get_or_init(|| {
        let schema = raw_schema();
        let mut compiler = Compiler {
            schema: &schema,
            nodes: Vec::new(),
            named: BTreeMap::new(),
        };
        compiler.compile(&schema);
        compiler.nodes
    })
}

struct Compiler<'s> {
    schema: &'s Value,
    nodes: Vec<Node>,
    named: BTreeMap<&'s str, NodeId>,
}

impl<'s> Compiler<'s> {
    fn compile(&mut self, schema: &'s Value) -> NodeId {
        if let Some(Value::String(reference)) = schema.get("$ref") {
            return self.reference(reference);
        }
        if let Some([only]) = schema.get("allOf").and_then(Value::as_array).map(Vec::as_slice) {
            return self.compile(only);
        }
        // The number is taken before the children, so that the root is 0.
        let id = self.nodes.len();
        self.nodes.push(Node::Text);
        self.nodes[id] = self.node(schema);
        id
    }

    fn reference(&mut self, reference: &'s str) -> NodeId {
        if let Some(&id) = self.named.get(reference) {
            return id;
        }
        let target = self
            .schema
            .pointer(reference.trim_start_matches('#'))
            .unwrap_or(&Value::Null);
        let id = self.compile(target);
        self.named.insert(reference, id);
        id
    }

    fn node(&mut self, schema: &'s Value) -> Node {
        if let Some(choices) = choices(schema) {
            return Node::Choice(choices);
        }
        if let Some([one, _]) = schema.get("anyOf").and_then(Value::as_array).map(Vec::as_slice) {
            return Node::OneOrMore(self.compile(one));
        }
        match schema.get("type").and_then(Value::as_str) {
            Some("object") => match schema.get("properties").and_then(Value::as_object) {
                Some(properties) => Node::Table(
                    properties
                        .iter()
                        .map(|(key, value)| (key.clone(), self.compile(value)))
                        .collect(),
                ),
                None => Node::Map(self.compile(schema.get("additionalProperties").unwrap_or(&Value::Null))),
            },
            Some("array") => Node::List(self.compile(schema.get("items").unwrap_or(&Value::Null))),
            Some("boolean") => Node::Boolean,
            Some("integer") => Node::Integer(
                schema.get("minimum").and_then(Value::as_i64).unwrap_or(i64::MIN),
                schema.get("maximum").and_then(Value::as_i64).unwrap_or(
                    match schema.get("format").and_then(Value::as_str) {
                        Some("uint32") => i64::from(u32::MAX),
                        _ => i64::MAX,
                    },
                ),
            ),
            _ if schema.get("format").is_some_and(|format| format == "date") => Node::Day,
            _ if schema.get("pattern").is_some() => Node::Id,
            _ => Node::Text,
        }
    }
}

/// The words of a closed list, whichever way the schema writes it.
fn choices(schema: &Value) -> Option<Vec<String>> {
    let words = |schema: &Value| -> Option<Vec<String>> {
        if let Some(word) = schema.get("const").and_then(Value::as_str) {
            return Some(vec![word.to_owned()]);
        }
        let words = schema.get("enum")?.as_array()?;
        Some(
            words
                .iter()
                .filter_map(|word| word.as_str().map(str::to_owned))
                .collect(),
        )
    };
    words(schema).or_else(|| {
        let options = schema.get("oneOf")?.as_array()?;
        Some(options.iter().filter_map(words).flatten().collect())
    })
}
