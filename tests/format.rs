//! The page of the format is true: its examples load, it leaves no key and no word out, and its limits are the real ones.
//!
//! Each example is a fence whose info string is ```` ```toml FILE ````, and `<!-- with: FILE, FILE -->` before it names the
//! others that it needs. Those bring along what they need in turn.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::limits;
use remit_model::resolve::Loaded;
use serde_json::Value;

use super::folder::{from_texts, root};

/// The keys that every statement has; they are shown here and there, not in every table.
const COMMON: [&str; 9] = [
    "source",
    "quote",
    "assumed",
    "not-stated",
    "starts",
    "ends",
    "status",
    "note",
    "audience",
];

/// An example of the page.
struct Fence {
    with: Vec<String>,
    text: String,
    /// The line of the page on which its text begins.
    line: usize,
}

fn page(name: &str) -> String {
    let path = root().join("docs").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The examples by file name.
fn fences() -> BTreeMap<String, Fence> {
    let page = page("format.md");
    let mut fences = BTreeMap::new();
    let mut with = Vec::new();
    let mut lines = page.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        if let Some(names) = line
            .strip_prefix("<!-- with: ")
            .and_then(|rest| rest.strip_suffix(" -->"))
        {
            with = names.split(", ").map(str::to_owned).collect();
        } else if let Some(name) = line.strip_prefix("```toml") {
            let body = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```");
            let fence = Fence {
                with: std::mem::take(&mut with),
                text: body.fold(String::new(), |text, line| text + line + "\n"),
                line: number + 2,
            };
            let name = name.trim().to_owned();
            assert!(!name.is_empty(), "the example on line {} has no file name", number + 1);
            assert!(
                fences.insert(name.clone(), fence).is_none(),
                "two examples are called {name}"
            );
        }
    }
    assert!(fences.len() > 10, "the page has lost its examples");
    fences
}

/// The examples as the files of one framework.
pub(crate) fn examples() -> BTreeMap<String, String> {
    fences().into_iter().map(|(name, fence)| (name, fence.text)).collect()
}

/// The mistakes of loading, each with its line on the page.
fn mistakes(loaded: &Loaded, fences: &BTreeMap<String, Fence>) -> String {
    let mut report = String::new();
    for finding in &loaded.findings {
        report += &format!("{}: {}\n", finding.rule, finding.message);
        for help in &finding.help {
            report += &format!("    help: {help}\n");
        }
        for label in &finding.labels {
            let (line, _) = loaded.sources.line_column(label.place);
            let file = &loaded.sources.get(label.place.file).path;
            let first = fences.get(file).map_or(1, |fence| fence.line);
            report += &format!(
                "    {file}, line {} of docs/format.md {}\n",
                first + line - 1,
                label.text
            );
        }
    }
    report
}

#[test]
fn every_example_loads_with_what_it_names() {
    let fences = fences();
    for name in fences.keys() {
        let mut needed = BTreeSet::new();
        let mut open = vec![name.as_str()];
        while let Some(next) = open.pop() {
            if needed.insert(next) {
                let fence = fences
                    .get(next)
                    .unwrap_or_else(|| panic!("there is no example called {next}"));
                open.extend(fence.with.iter().map(String::as_str));
            }
        }
        let files: Vec<_> = needed.iter().map(|name| (*name, fences[*name].text.as_str())).collect();
        let loaded = from_texts(&files);
        let report = mistakes(&loaded, &fences);
        assert!(report.is_empty(), "the example {name}, with what it names:\n{report}");
    }
}

#[test]
fn the_examples_together_are_one_framework() {
    let fences = fences();
    let files: Vec<_> = fences
        .iter()
        .map(|(name, fence)| (name.as_str(), fence.text.as_str()))
        .collect();
    let report = mistakes(&from_texts(&files), &fences);
    assert!(report.is_empty(), "all examples as one framework:\n{report}");
}

#[test]
fn every_key_has_an_example() {
    let schema = remit_model::document::json_schema(&[]);
    let mut shown = BTreeSet::new();
    for (name, fence) in &fences() {
        for path in keys(&fence.text) {
            show(&schema, &path, &mut shown)
                .unwrap_or_else(|key| panic!("{name}: {path:?}: the format has no `{key}`"));
        }
    }
    let mut missing = Vec::new();
    for (table, keys) in tables(&schema) {
        for key in keys {
            let common = COMMON.contains(&key.as_str());
            let found = if common {
                shown.iter().any(|(_, shown)| *shown == key)
            } else {
                shown.contains(&(table.clone(), key.clone()))
            };
            if !found {
                missing.push(format!("{table}: {key}"));
            }
        }
    }
    assert!(
        missing.is_empty(),
        "docs/format.md has no example of:\n{}",
        missing.join("\n")
    );
}

#[test]
fn every_word_of_a_closed_list_is_named() {
    fn words<'s>(schema: &'s Value, found: &mut BTreeSet<&'s str>) {
        match schema {
            Value::Object(object) => {
                found.extend(object.get("const").and_then(Value::as_str));
                let listed = object.get("enum").and_then(Value::as_array);
                found.extend(listed.into_iter().flatten().filter_map(Value::as_str));
                object.values().for_each(|value| words(value, found));
            }
            Value::Array(items) => items.iter().for_each(|item| words(item, found)),
            _ => {}
        }
    }
    let schema = remit_model::document::json_schema(&[]);
    let mut closed = BTreeSet::new();
    words(&schema, &mut closed);
    assert!(closed.contains("in-attendance"), "the closed lists were not found");
    let fences = fences();
    let texts = fences.values().map(|fence| fence.text.as_str());
    let named: BTreeSet<&str> = texts
        .flat_map(|text| text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')))
        .collect();
    let missing: Vec<_> = closed.difference(&named).collect();
    assert!(missing.is_empty(), "docs/format.md does not name: {missing:?}");
}

#[test]
fn the_limits_are_the_real_ones() {
    let rows = [
        ("Bytes in one file (16 MB)", limits::FILE_BYTES),
        ("Bytes in all files together (512 MB)", limits::TOTAL_BYTES),
        ("Files in one framework", limits::FILES),
        ("Folders within folders", limits::FOLDER_DEPTH),
        ("Mistakes reported for one file", limits::MISTAKES_PER_FILE),
        (
            "Bytes in a file that is not TOML throughout, for all its mistakes to be reported and not only the first",
            limits::RECOVERY_BYTES,
        ),
        ("Characters in an id", limits::ID_CHARS),
        ("Bytes in one text", limits::TEXT_BYTES),
        ("Entries in one list", limits::LIST_ITEMS),
        ("Proposals in one framework", limits::PROPOSALS),
        ("Scenarios in one framework", limits::SCENARIOS),
    ];
    let page = page("format.md");
    for (what, limit) in rows {
        let row = format!("| {what} | {} |", thousands(limit));
        assert!(
            page.lines().any(|line| line == row),
            "docs/format.md lacks the row {row}"
        );
    }
    let source = root().join("crates/remit-model/src/limits.rs");
    let source = std::fs::read_to_string(source).expect("limits.rs can be read");
    let all = source.matches("pub const ").count();
    assert_eq!(rows.len(), all, "a limit is in limits.rs and not on the page");
}

#[test]
fn the_glossary_has_one_meaning_a_word_in_order() {
    let page = page("glossary.md");
    let rows = page.lines().filter_map(|line| line.strip_prefix("| **"));
    let words: Vec<String> = rows
        .filter_map(|row| row.split("**").next())
        .map(str::to_lowercase)
        .collect();
    assert!(words.len() > 40, "the glossary has lost its words");
    for pair in words.windows(2) {
        assert!(pair[0] < pair[1], "{} stands before {}", pair[0], pair[1]);
    }
}

/// 16777216 as 16,777,216.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut written = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

/// What a part of the schema refers to.
fn target<'s>(schema: &'s Value, mut part: &'s Value) -> (Option<&'s str>, &'s Value) {
    let mut name = None;
    loop {
        let only = part.get("allOf").and_then(|all| all.get(0));
        if let Some(next) = only {
            part = next;
        } else if let Some(reference) = part.get("$ref").and_then(Value::as_str) {
            name = reference.strip_prefix("#/definitions/");
            part = schema
                .pointer(reference.trim_start_matches('#'))
                .expect("the schema resolves");
        } else {
            return (name, part);
        }
    }
}

/// The tables of the schema, each with its keys.
fn tables(schema: &Value) -> Vec<(String, Vec<String>)> {
    let keys = |table: &Value| -> Vec<String> {
        let properties = table.get("properties").and_then(Value::as_object);
        properties.into_iter().flat_map(|keys| keys.keys().cloned()).collect()
    };
    let definitions = schema["definitions"].as_object().expect("the schema has definitions");
    let mut tables: Vec<_> = definitions
        .iter()
        .map(|(name, table)| (name.clone(), keys(table)))
        .collect();
    tables.push(("a file".to_owned(), keys(schema)));
    tables
}

/// Follows a key with its tables through the schema, and notes which key of which table each part of it is.
fn show(schema: &Value, path: &[String], shown: &mut BTreeSet<(String, String)>) -> Result<(), String> {
    let (mut table, mut part) = ("a file", schema);
    for key in path {
        let below = match part.get("properties") {
            Some(keys) => {
                shown.insert((table.to_owned(), key.clone()));
                keys.get(key)
            }
            None => part.get("additionalProperties"),
        };
        let (name, next) = target(schema, below.ok_or_else(|| key.clone())?);
        (table, part) = (name.unwrap_or(table), next);
    }
    Ok(())
}

/// All keys of a TOML text, each with the tables that it stands in. It knows as much of TOML as the page uses: no text over
/// several lines, no dots or brackets in keys. (The text itself is known to be good: the loader has read it.)
fn keys(text: &str) -> Vec<Vec<String>> {
    let mut keys = Vec::new();
    let mut table = Vec::new();
    for line in text.lines() {
        let bare = without_texts(line);
        let bare = bare.trim();
        if let Some(heading) = bare.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            table = dotted(heading);
            keys.push(table.clone());
        } else {
            inline(bare, &table, &mut keys);
        }
    }
    keys
}

/// A line without its comment, and with nothing between quotation marks.
fn without_texts(line: &str) -> String {
    let mut bare = String::new();
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            '#' if !quoted => break,
            _ if quoted => {}
            _ => bare.push(c),
        }
    }
    bare
}

fn dotted(key: &str) -> Vec<String> {
    key.split('.').map(|part| part.trim().to_owned()).collect()
}

/// The keys of `key = value, key = { key = value }`.
fn inline(bare: &str, table: &[String], keys: &mut Vec<Vec<String>>) {
    let mut tables = vec![table.to_vec()];
    let mut last = table.to_vec();
    let mut word = String::new();
    for c in bare.chars() {
        match c {
            '=' => {
                last = tables.last().cloned().unwrap_or_default();
                last.extend(dotted(&word));
                keys.push(last.clone());
            }
            '{' => tables.push(last.clone()),
            '}' => {
                tables.pop();
            }
            ',' | '[' | ']' => {}
            _ => {
                word.push(c);
                continue;
            }
        }
        word.clear();
    }
}
