//! `remit schema`: the schema of the format, for editors, and that of the findings, for programs.

use crate::args::{Common, SchemaOf};
use crate::exit::{Exit, Trouble};
use crate::output;

pub(crate) fn run(of: SchemaOf, common: &Common) -> Result<Exit, Trouble> {
    let text = match of {
        SchemaOf::Framework => text(),
        SchemaOf::Findings => printed(&remit_render::json::schema()),
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

fn printed(schema: &serde_json::Value) -> String {
    // A JSON value always prints.
    let text = serde_json::to_string_pretty(schema).unwrap_or_default();
    format!("{text}\n")
}
