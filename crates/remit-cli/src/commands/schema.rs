//! `remit schema`: the schema of the format, for editors, and those of findings and comparisons, for programs.

use serde_json::Value;

use crate::args::{Common, SchemaOf};
use crate::exit::{Exit, Trouble};
use crate::output;

pub(crate) fn run(of: SchemaOf, common: &Common) -> Result<Exit, Trouble> {
    let text = match of {
        SchemaOf::Framework => text(),
        SchemaOf::Findings => printed(&remit_render::json::schema()),
        SchemaOf::Diff => printed(&remit_render::json::comparison_schema()),
    };
    output::result(&text, common.output.as_deref())?;
    Ok(Exit::Clean)
}

/// The schema of the format as text, with the forms that ship with Remit.
pub(crate) fn text() -> String {
    let catalogue = remit_model::resolve::load(remit_law::CATALOGUE, Vec::new());
    let forms: Vec<&str> = catalogue.model.forms.iter().map(|form| form.key.as_str()).collect();
    printed(&remit_model::document::json_schema(&forms))
}

fn printed(schema: &Value) -> String {
    // A JSON value always prints.
    let text = serde_json::to_string_pretty(&sorted(schema)).unwrap_or_default();
    format!("{text}\n")
}

/// The same with its keys in order. What else is built beside Remit may make serde_json keep the order in which they came.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(object) => {
            let mut entries: Vec<(&String, &Value)> = object.iter().collect();
            entries.sort_by_key(|(key, _)| *key);
            Value::Object(
                entries
                    .into_iter()
                    .map(|(key, value)| (key.clone(), sorted(value)))
                    .collect(),
            )
        }
        Value::Array(items) => Value::Array(items.iter().map(sorted).collect()),
        other => other.clone(),
    }
}
