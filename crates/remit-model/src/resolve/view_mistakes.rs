//! What is wrong with one view: a view with a mistake would draw something else than what it says, and not say so.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Loaded;
use crate::document::Span;
use crate::finding::{Finding, Level};
use crate::sources::FileId;

impl Loaded {
    /// The mistakes in the table of a view, and in the file that it stands in where that could not be read throughout.
    pub fn mistakes_of_view(&self, key: &str) -> Vec<&Finding> {
        let files: Vec<FileId> = self.model.views.of(key).map(|view| view.statement.place.file).collect();
        let name = format!("view.{key}");
        let below = format!("{name}.");
        // A text is read again only where a mistake stands in it.
        let mut spans: BTreeMap<FileId, Vec<Span>> = BTreeMap::new();
        let mut stands_in_it = |finding: &Finding| {
            finding.labels.iter().any(|label| {
                let file = label.place.file;
                if !files.contains(&file) {
                    return false;
                }
                let spans = spans
                    .entry(file)
                    .or_insert_with(|| spans_of_view(&self.sources.get(file).text, key));
                self.broken.contains(&file) || spans.contains(&label.place.span)
            })
        };
        let mistakes = self.findings.iter().filter(|finding| finding.level > Level::Note);
        mistakes
            .filter(|finding| {
                let subject = finding.subject();
                subject == name || subject.starts_with(&below) || stands_in_it(finding)
            })
            .collect()
    }
}

/// Where the keys and values of a view stand, in whatever order its tables are written.
fn spans_of_view(text: &str, key: &str) -> Vec<Span> {
    let (file, _) = DeTable::parse_recoverable(text);
    let mut spans = Vec::new();
    let views = file.get_ref().get("view").and_then(|views| views.get_ref().as_table());
    let entry = views.and_then(|views| views.get_key_value(key));
    if let Some((key, value)) = entry {
        spans.push(key.span().into());
        add(value, &mut spans);
    }
    spans
}

/// TOML that is read goes no deeper than its reader lets it.
fn add(value: &Spanned<DeValue<'_>>, spans: &mut Vec<Span>) {
    spans.push(value.span().into());
    match value.get_ref() {
        DeValue::Array(items) => items.iter().for_each(|item| add(item, spans)),
        DeValue::Table(table) => {
            for (key, value) in table.iter() {
                spans.push(key.span().into());
                add(value, spans);
            }
        }
        _ => {}
    }
}
