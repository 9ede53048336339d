//! What each row on bodies, seats and papers accepts and rejects, on each side of both its dates.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::{Date, date};
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{Model, StatutoryBody, Validity};
use remit_model::resolve::{Input, Loaded, load};
use remit_rules::{Group, check_with, rule};
use serde::Deserialize;

/// The cases of the rows, by table and key.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Rows {
    cast: String,
    statutory_body: BTreeMap<String, Row>,
    statutory_seat: BTreeMap<String, Row>,
    paper: BTreeMap<String, Row>,
}

/// The case of one row: two frameworks that differ in what the row is about.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    /// The rule that tells what the row finds.
    rule: String,
    /// What is listed in full.
    #[serde(default)]
    complete: Vec<String>,
    /// What both have.
    #[serde(default)]
    both: String,
    accepts: String,
    rejects: String,
}

impl Rows {
    fn read() -> Self {
        toml::from_str(include_str!("rows.toml")).expect("the cases can be read")
    }

    /// All cases, by table and key: `statutory-seat.hwb-ccg`.
    fn all(&self) -> BTreeMap<String, &Row> {
        let tables = [
            ("statutory-body", &self.statutory_body),
            ("statutory-seat", &self.statutory_seat),
            ("paper", &self.paper),
        ];
        let rows = tables
            .into_iter()
            .flat_map(|(table, rows)| rows.iter().map(move |(key, row)| (format!("{table}.{key}"), row)));
        rows.collect()
    }

    fn framework(&self, row: &Row, own: &str, law: &str) -> Loaded {
        let listed: Vec<String> = row.complete.iter().map(|entry| format!("\"{entry}\"")).collect();
        let head = format!(
            "[framework]\nname = \"A case\"\nlaw = \"{law}\"\ncomplete = [{}]\n",
            listed.join(", ")
        );
        let files = [
            ("cast.toml", self.cast.clone()),
            ("framework.toml", [&row.both, own, &head].join("\n")),
        ];
        let inputs = files.map(|(path, text)| Input {
            path: path.to_owned(),
            bytes: text.into_bytes(),
        });
        let loaded = load(remit_law::CATALOGUE, inputs.to_vec());
        let mistakes: Vec<_> = loaded.findings.iter().map(|finding| &finding.message).collect();
        assert!(mistakes.is_empty(), "{own}\n{mistakes:#?}");
        loaded
    }
}

/// The rows of the catalogue that somebody must obey, each with its name and dates.
fn catalogue() -> BTreeMap<String, (String, Validity)> {
    let model: Model = load(remit_law::CATALOGUE, Vec::new()).model;
    let mut rows = BTreeMap::new();
    // A body that nobody must have, and of which nothing is asked, is there to be named.
    let asks = |row: &&StatutoryBody| !row.of.is_empty() || !row.keeps_from.is_empty();
    for row in model.statutory_bodies.iter().filter(asks) {
        let key = format!("statutory-body.{}", row.key);
        rows.insert(key, (row.name.to_string(), row.validity.clone()));
    }
    for row in model.statutory_seats.iter() {
        let key = format!("statutory-seat.{}", row.key);
        rows.insert(key, (row.name.to_string(), row.validity.clone()));
    }
    for row in model.papers.iter() {
        let key = format!("paper.{}", row.key);
        rows.insert(key, (row.name.to_string(), row.validity.clone()));
    }
    rows
}

/// The days on which a row is tried, each with whether it is in force.
fn days(validity: &Validity) -> Vec<(Date, bool)> {
    let mut days = Vec::new();
    if let Some(since) = validity.since {
        days.extend([(since - 1.day(), false), (since, true)]);
    }
    if let Some(until) = validity.until {
        days.extend([(until, true), (until + 1.day(), false)]);
    }
    if days.is_empty() {
        days.push((date(2024, 6, 1), true));
    }
    days
}

fn found(loaded: &Loaded, row: &Row, day: Date) -> Vec<Finding> {
    let rule = rule(&row.rule).expect("a rule");
    check_with(&loaded.model.at(day, &[]), &loaded.broken, &[rule]).findings
}

#[test]
fn every_row_has_a_case_and_no_case_is_of_no_row() {
    let cases = Rows::read();
    let cases: BTreeSet<String> = cases.all().into_keys().collect();
    let rows: BTreeSet<String> = catalogue().into_keys().collect();
    let without: Vec<_> = rows.difference(&cases).collect();
    assert!(without.is_empty(), "rows without a case: {without:?}");
    let of_none: Vec<_> = cases.difference(&rows).collect();
    assert!(of_none.is_empty(), "cases of no row: {of_none:?}");
}

#[test]
fn each_row_accepts_and_rejects_on_each_side_of_its_dates() {
    let (cases, rows) = (Rows::read(), catalogue());
    let mut wrong = Vec::new();
    for (key, row) in cases.all() {
        let Some((name, validity)) = rows.get(&key) else {
            continue;
        };
        let (accepted, rejected) = (
            cases.framework(row, &row.accepts, "shipped"),
            cases.framework(row, &row.rejects, "shipped"),
        );
        for (day, in_force) in days(validity) {
            let is_it = |finding: &&Finding| finding.keys.contains(&key);
            for finding in found(&accepted, row, day) {
                // Accepted because it is so, and not because it cannot be told.
                let open = finding.verdict == Verdict::CannotTell
                    && finding.remarks.iter().any(|remark| remark.contains(name.as_str()));
                if is_it(&&finding) || open {
                    wrong.push(format!("{key} on {day}: accepted, and found: {}", finding.message));
                }
            }
            let found = found(&rejected, row, day);
            let told = found
                .iter()
                .filter(is_it)
                .any(|finding| finding.verdict != Verdict::CannotTell);
            if told != in_force {
                let said: Vec<_> = found.iter().map(|finding| &finding.message).collect();
                wrong.push(format!(
                    "{key} on {day}: in force {in_force}, rejected {told}: {said:?}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_a_row_finds_names_its_section() {
    let (cases, rows) = (Rows::read(), catalogue());
    for (key, row) in cases.all() {
        let Some((_, validity)) = rows.get(&key) else { continue };
        let rejected = cases.framework(row, &row.rejects, "shipped");
        let day = days(validity)
            .into_iter()
            .find(|(_, in_force)| *in_force)
            .expect("a day");
        for finding in found(&rejected, row, day.0)
            .iter()
            .filter(|finding| finding.keys.contains(&key))
        {
            let citation = validity.citation.as_ref().expect("a section");
            let cited = finding
                .remarks
                .iter()
                .any(|remark| remark.starts_with(citation.as_str()));
            assert!(cited, "{key}: {:?}", finding.remarks);
            let ends = |help: &String| help.ends_with("Check with your legal adviser");
            assert!(finding.help.last().is_some_and(ends), "{key}: {:?}", finding.help);
            let admits = finding.remarks.iter().any(|remark| remark.contains("not verified"));
            assert_eq!(admits, validity.is_from_memory(), "{key}: {:?}", finding.remarks);
            assert!(
                !admits || finding.level == Level::Note,
                "{key}: more than a note, from memory"
            );
        }
    }
}

#[test]
fn nothing_is_said_under_no_law() {
    let cases = Rows::read();
    for (key, row) in cases.all() {
        let loaded = cases.framework(row, &row.rejects, "off");
        for day in [date(2017, 11, 1), date(2024, 6, 1)] {
            // A rule that is not about the law itself goes on, and names no row.
            let of_law = rule(&row.rule).expect("a rule").group == Group::Law;
            let mut said = found(&loaded, row, day);
            said.retain(|finding| of_law || finding.keys.contains(&key));
            assert!(
                said.is_empty(),
                "{key}: {:?}",
                said.first().map(|finding| &finding.message)
            );
        }
    }
}
