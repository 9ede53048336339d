//! `remit schema`: the schema of the format, for editors.

use crate::args::Common;
use crate::exit::{Exit, Trouble};
use crate::output;

pub(crate) fn run(common: &Common) -> Result<Exit, Trouble> {
    output::result(&text(), common.output.as_deref())?;
    Ok(Exit::Clean)
}

/// The schema as text, with the forms that ship with Remit.
pub(crate) fn text() -> String {
    let catalogue = remit_model::resolve::load(remit_law::CATALOGUE, Vec::new());
    let forms: Vec<&str> = catalogue.model.forms.iter().map(|form| form.key.as_str()).collect();
    let schema = remit_model::document::json_schema(&forms);
    // A JSON value always prints.
    let text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    format!("{text}\n")
}
