//! Who decides what, function by function.

use std::collections::BTreeMap;

use remit_model::document::Effect;
use remit_model::model::{AsAt, Doing, NodeAt};
use remit_model::page::{Block, Cell, Page, Table, day_in_words, sentence, words};

use crate::evidence::{assumed_keys, evidence_cell, names, verb};

/// The page of decisions.
pub fn decisions(at: &AsAt<'_>) -> Page {
    let model = at.model();
    let mut holders: BTreeMap<&str, Vec<(NodeAt<'_, '_>, &Doing)>> = BTreeMap::new();
    let mut others: Vec<(NodeAt<'_, '_>, &Doing)> = Vec::new();
    for node in at.nodes() {
        for does in node.does() {
            match &does.function {
                Some(function) => holders.entry(&function.value).or_default().push((node, does)),
                None => others.push((node, does)),
            }
        }
    }
    let mut rows = Vec::new();
    for function in at.current(model.functions.rows()) {
        let reading = if function.statement.assumed("of").is_some() {
            " (assumed)"
        } else {
            ""
        };
        let of = names(function.of.iter().map(|&id| at.node(id)));
        let of_words = if of.is_empty() {
            String::new()
        } else {
            format!("{of}{reading}")
        };
        let mut held = holders.remove(function.key.as_str()).unwrap_or_default();
        held.sort_by_key(|(node, does)| {
            (
                does.effect != Some(Effect::Decide),
                node.key().clone(),
                does.key.clone(),
            )
        });
        if held.is_empty() {
            rows.push(vec![
                Cell::words(function.name.as_str()),
                Cell::words(of_words.clone()),
                Cell::words("nobody is entered"),
                Cell::Empty,
                Cell::Empty,
                evidence_cell(&function.statement, &assumed_keys(&function.statement)),
            ]);
        }
        for (node, does) in held {
            rows.push(vec![
                Cell::words(function.name.as_str()),
                Cell::words(of_words.clone()),
                Cell::words(node.name().as_str()),
                Cell::words(verb(does)),
                Cell::words(does.effect.map(|effect| sentence(effect.word())).unwrap_or_default()),
                evidence_cell(&does.statement, &assumed_keys(&does.statement)),
            ]);
        }
    }
    let columns = [
        "Function or matter",
        "Belongs to",
        "Body",
        "Verb",
        "Which amounts to",
        "On whose word",
    ];
    let mut blocks = vec![
        Block::Paragraph(words(
            "Local verbs are kept; each amounts to one of four things: to decide, to recommend, to oversee, or to do.",
        )),
        Block::Table(Table {
            caption: "Who decides what, and who has another part in it".to_owned(),
            columns: columns.map(str::to_owned).to_vec(),
            rows,
        }),
    ];
    let rows: Vec<Vec<Cell>> = others
        .into_iter()
        .map(|(node, does)| {
            vec![
                Cell::words(node.name().as_str()),
                Cell::words(verb(does)),
                Cell::words(does.text.as_ref().map(|text| text.to_string()).unwrap_or_default()),
                evidence_cell(&does.statement, &assumed_keys(&does.statement)),
            ]
        })
        .collect();
    if !rows.is_empty() {
        blocks.push(Block::Table(Table {
            caption: "What else bodies do".to_owned(),
            columns: ["Body", "Verb", "What", "On whose word"].map(str::to_owned).to_vec(),
            rows,
        }));
    }
    Page {
        title: format!("Who decides what: {}", model.framework.name),
        summary: format!(
            "Functions, matters and who holds them as at {}.",
            day_in_words(at.date())
        ),
        blocks,
    }
}
