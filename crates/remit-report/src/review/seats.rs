//! Who carries which risk, which seats and posts are vacant, and which quorums cannot be met.

use std::collections::BTreeSet;

use remit_model::document::LogKind;
use remit_model::model::{AsAt, Filled};
use remit_model::page::{Cell, message, sentence};
use remit_rules::Checked;

use super::page::Writer;
use crate::who::in_force;

/// The rules that say that a quorum cannot be met, or a seat is lost.
const QUORUM: [&str; 3] = ["conflicted-quorum", "lost-seat", "unreachable-quorum"];

pub(super) fn blocks(at: &AsAt<'_>, checked: &Checked, writer: &mut Writer<'_>) {
    writer.heading(2, "Who carries which risk", "risks");
    let mut rows = Vec::new();
    for node in at.nodes() {
        for carries in node.carries() {
            let entry = carries.log.as_ref().and_then(|key| at.model().log.get(&key.value));
            let text = carries.text.as_ref().or(entry.map(|entry| &entry.text));
            rows.push(vec![
                Cell::words(node.name().as_str()),
                Cell::words(text.unwrap_or(&carries.key).as_str()),
                writer.place(carries.statement.place),
            ]);
        }
    }
    let carried: BTreeSet<&str> = at
        .nodes()
        .flat_map(|node| {
            node.carries()
                .filter_map(|carries| Some(carries.log.as_ref()?.value.as_str()))
                .collect::<Vec<_>>()
        })
        .collect();
    let risks = at.current(at.model().log.rows());
    let risks = risks.filter(|entry| entry.kind == Some(LogKind::Risk) && at.is_open(entry));
    for entry in risks.filter(|entry| !carried.contains(entry.key.as_str())) {
        let who = match entry.statement.is_not_stated("owner") {
            true => "not stated",
            false => "nobody entered",
        };
        rows.push(vec![
            Cell::words(who),
            Cell::words(entry.text.as_str()),
            writer.place(entry.statement.place),
        ]);
    }
    some(writer, "Risks", &["Who", "Risk", "Written at"], rows);
    writer.heading(2, "Vacancies and quorums", "vacancies");
    let mut rows = Vec::new();
    for node in at.nodes() {
        for seat in node.seats().filter(|seat| matches!(seat.filled, Filled::Vacant(_))) {
            let role = seat.role.as_ref().map_or("seat", |role| role.value.words());
            let places = seat.count.filter(|count| *count > 1);
            let places = places.map_or(String::new(), |count| format!(" ({count} places)"));
            rows.push(vec![
                Cell::words(node.name().as_str()),
                Cell::words(format!("{}{places}", sentence(role))),
                writer.place(seat.statement.place),
            ]);
        }
        let mut tenures = node.tenures().into_iter();
        let vacant = tenures.find(|tenure| in_force(&tenure.status));
        if let Some(tenure) = vacant.filter(|tenure| tenure.person.is_none()) {
            rows.push(vec![
                Cell::words(node.name().as_str()),
                Cell::words("The post itself"),
                writer.place(tenure.statement.place),
            ]);
        }
    }
    some(
        writer,
        "Vacant",
        &["Body or post", "What is vacant", "Written at"],
        rows,
    );
    let found = checked.findings.iter().filter(|finding| QUORUM.contains(&finding.rule));
    let rows = found.map(|finding| {
        let place = finding.labels.first().map(|label| label.place);
        vec![
            Cell::Words(message(&sentence(&finding.message))),
            Cell::words(finding.rule),
            place.map_or(Cell::Empty, |place| writer.place(place)),
        ]
    });
    let rows = rows.collect();
    writer.table("Quorums and seats", &["Finding", "Rule", "Written at"], rows);
}

fn some(writer: &mut Writer<'_>, caption: &str, columns: &[&str], rows: Vec<Vec<Cell>>) {
    if rows.is_empty() {
        writer.paragraph("Nothing that is entered.");
    }
    writer.table(caption, columns, rows);
}
