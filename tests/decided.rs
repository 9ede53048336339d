//! The table of who decides what: what its letters and its last column say.

use std::fs;

use tempfile::TempDir;

use crate::cli::{code, err, out, remit};

const FRAMEWORK: &str = r#"
[framework]
name = "Exampleshire"
as-at = 2026-06-01
tiers = ["county", "place"]

[organisation.council]
name = "Exampleshire Council"
form = "county-council"
tier = "county"

[body.cabinet]
name = "Cabinet"
within = "council"
tier = "county"
does.budget = { verb = "decide", function = "budget", reserved = true }
does.roads = { verb = "decide", function = "roads" }
does.parks = { verb = "recommend", function = "parks" }

[body.place]
name = "Place Committee"
within = "council"
tier = "place"
does.parks = { verb = "do", function = "parks", assumed = { all = "it is said of all places" } }
does.libraries = { verb = "decide", function = "libraries", status = "proposed" }

[delegation.buses]
name = "Buses"
from = ["council"]
to = "place"
functions = ["buses"]

[function.budget]
name = "Budget"

[function.roads]
name = "Roads"

[function.parks]
name = "Parks"
not-stated = ["of"]

[function.buses]
name = "Buses"

[function.libraries]
name = "Libraries"

[function.markets]
name = "Markets"

[view.by-tier]
title = "By tier"
kind = "decisions"
columns = "tier"

[view.by-body]
title = "By body"
kind = "decisions"
show = ["place"]
"#;

fn framework(text: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("framework.toml"), text).expect("a file");
    folder
}

/// The rows of the table as text, each as its cells.
fn rows(view: &str) -> Vec<Vec<String>> {
    let folder = framework(FRAMEWORK);
    let output = remit(folder.path(), &["diagram", view, "--format", "text"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let text = out(&output);
    let cells = |line: &str| {
        let cells = line.split("  ").map(str::trim).filter(|cell| !cell.is_empty());
        cells.map(str::to_owned).collect::<Vec<_>>()
    };
    let table = text.lines().skip_while(|line| !line.starts_with("Function or matter"));
    table.take_while(|line| !line.is_empty()).map(cells).collect()
}

fn row(rows: &[Vec<String>], first: &str) -> Vec<String> {
    let found = rows.iter().find(|row| row.first().is_some_and(|cell| cell == first));
    found.unwrap_or_else(|| panic!("no row {first}: {rows:?}")).clone()
}

#[test]
fn each_part_has_its_letter_and_the_last_column_sums_up() {
    let rows = rows("by-tier");
    assert_eq!(rows[0], ["Function or matter", "County", "Place", "Devolved?"]);
    assert_eq!(row(&rows, "Budget"), ["Budget", "K", "not devolved: kept by Cabinet"]);
    assert_eq!(
        row(&rows, "Roads"),
        ["Roads", "D", "decided by Cabinet; no delegation is entered"]
    );
    assert_eq!(row(&rows, "Parks"), ["Parks", "R", "W*", "not stated"]);
    assert_eq!(row(&rows, "Buses"), ["Buses", "G", "V", "devolved to Place Committee"]);
    assert_eq!(
        row(&rows, "Libraries"),
        ["Libraries", "(D)", "nobody is entered who decides"]
    );
    assert_eq!(row(&rows, "Markets"), ["Markets", "nobody is entered who decides"]);
}

#[test]
fn with_a_choice_of_bodies_only_what_they_have_a_part_in_is_shown() {
    let rows = rows("by-body");
    assert_eq!(rows[0], ["Function or matter", "Place Committee", "Devolved?"]);
    let names: Vec<&str> = rows[2..].iter().map(|row| row[0].as_str()).collect();
    assert_eq!(names, ["Parks", "Buses", "Libraries"]);
    assert_eq!(row(&rows, "Buses"), ["Buses", "V", "devolved"]);
}

#[test]
fn every_framework_with_functions_has_the_table_and_tiers_are_no_columns_of_a_diagram() {
    let folder = framework(FRAMEWORK);
    let listed = out(&remit(folder.path(), &["diagram", "--list"]));
    assert!(listed.contains("decisions"), "{listed}");
    let wrong = FRAMEWORK.replace("kind = \"decisions\"\ncolumns", "columns");
    let folder = framework(&wrong);
    let found = remit(folder.path(), &["check"]);
    assert_eq!(code(&found), 1);
    let text = out(&found);
    assert!(
        text.contains("`tier` stands in the columns of a table of decisions alone"),
        "{text}"
    );
    assert!(text.contains("framework.toml:"), "{text}");
}
