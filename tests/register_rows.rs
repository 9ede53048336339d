//! What a register says of what is over, has not begun, is only proposed, is a reading, or is silence: by an invented framework.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::cli::{code, err, out, remit};

const FRAMEWORK: &str = r#"
[framework]
name = "Rows"
as-at = 2024-10-01
tiers = ["county", "officers"]
source = "paper: 1"
complete = ["seats:empty"]
assumed = { as-at = "the day of the scheme" }

[verbs]
takes-into-account = "do"

[document.paper]
title = "Paper"
date = 2024-01-01

[organisation.council]
name = "Exampleshire Council"
form = "county-council"
tier = "county"

[organisation.gone]
name = "Gone Trust"
form = "nhs-trust"
ends = 2023-03-31

[body.cabinet]
name = "Cabinet"
form = "executive"
within = "council"
tier = "county"
assumed = { within = "it follows from its name" }
does.decide = { verb = "decide", function = "contracts", reserved = true, limit = { above = 500_000, currency = "GBP", per = "decision" } }
does.savings = { verb = "decide", text = "the savings programme" }
does.manage = { verb = "takes-into-account", function = "managed", assumed = { verb = "a reading of the scheme", starts = "a reading of the scheme" } }
party.council = { capacity = "member" }
supports.panel = {}
challenges.panel = {}
scrutinises.panel = {}
carries.flood = { text = "Floods" }
advises.panel = { for = ["managed"] }
seats.chairs = { role = "member", ex-officio = "chair of form:programme-board", voting = true }
seats.ended = { role = "member", post = "old", voting = true }
seats.future = { role = "member", post = "new", voting = true }
seats.named = { role = "member", person = "pat", nominee-of = "gone", approved-by = "council", category = "non-executive" }
seats.over = { role = "co-chair", person = "pat", term-ends = 2024-01-01 }
instrument = "terms"

[body.panel]
name = "Panel"
form = "committee"
within = "council"
tier = "county"
not-stated = ["seats"]
assumed = { tier = "as its cabinet" }

[body.empty]
name = "Empty Panel"
form = "committee"
not-stated = ["within"]

[body.one]
name = "Board One"
form = "programme-board"
within = "council"
seats.chair = { role = "chair", person = "pat" }

[body.two]
name = "Board Two"
form = "programme-board"
within = "council"

[body.past]
name = "Past Board"
form = "committee"
within = "council"
ends = 2018-03-31
successor = "panel"
answers-to.council = { for = ["*"] }
seats.chair = { role = "chair", person = "pat" }

[body.to-come]
name = "Board to Come"
form = "committee"
within = "council"
starts = 2025-04-01
seats.chair = { role = "chair", person = "pat" }

[body.shadow]
name = "Shadow Board"
form = "partnership-forum"
within = "council"
status = "shadow"
seats.chair = { role = "chair", person = "pat" }

[person.pat]
name = "Pat Person"
of = ["council"]

[post.old]
name = "Old Post"
within = "council"
holder = "pat"
ends = 2024-01-01

[post.new]
name = "New Post"
within = "council"
starts = 2025-01-01

[post.director]
name = "Director"
within = "council"
tier = "officers"

[function.contracts]
name = "Contracts"
kind = "contract"
of = ["council"]

[function.managed]
name = "Managed matter"
kind = "matter"
of = ["council"]

[delegation.director]
name = "Contracts to the director"
from = ["council"]
to = "director"
functions = ["contracts"]
limit = { above = 100_000, amount = 500_000, currency = "GBP", per = "year" }
liable = ["council"]
consent = "Cabinet, 4 March"

[budget.euro]
name = "Euro fund"
kind = "aligned"
amount = { amount = 10, currency = "EUR", per = "lifetime" }
contributors = []

[instrument.terms]
name = "Memorandum"
kind = "mou"

[log.later]
kind = "question"
text = "Raised later?"
raised = 2025-01-01

[log.all]
kind = "question"
text = "Of all levels?"
tiers = ["county", "officers"]
assumed = { tiers = "it says everybody" }

[route.proposed]
text = "Proposed route"
status = "proposed"
step.a = { body = "cabinet", verb = "approve", on = 2024-12-01 }
step.b = { body = "past", verb = "advise", after = ["a"] }

[departure.one]
rule = "many-hats"
subject = "person.pat"
reason = "Known"
accepted-by = "cabinet"
"#;

const PROPOSAL: &str = r#"
[proposal]
id = "renewal"
title = "Renewal"

[body.new-board]
name = "New Board"
form = "committee"
within = "council"
answers-to.council = { for = ["renewed"] }
answers-to.past = { for = ["renewed"] }
does.decide = { verb = "decide", function = "renewed" }
seats.chair = { role = "chair", vacant = true }

[function.renewed]
name = "Renewed matter"
kind = "matter"
of = ["council"]

[function.alone]
name = "Matter alone"
kind = "matter"

[milestone.renewed]
text = "Renew"
by = 2025-01-01

[route.renewed]
function = "renewed"
step.a = { body = "new-board", verb = "decide" }
"#;

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("framework.toml"), FRAMEWORK).expect("written");
    fs::create_dir(folder.path().join("proposals")).expect("a folder");
    fs::write(folder.path().join("proposals/renewal.toml"), PROPOSAL).expect("written");
    folder
}

fn rows_with(folder: &TempDir, args: &[&str]) -> Vec<Value> {
    let output = remit(folder.path(), &[&["register"], args, &["--format", "json"]].concat());
    assert_eq!(code(&output), 0, "{}", err(&output));
    let read: Value = serde_json::from_str(&out(&output)).expect("JSON");
    read["registers"][0]["rows"].as_array().expect("rows").clone()
}

fn rows(folder: &TempDir, key: &str) -> Vec<Value> {
    rows_with(folder, &[key])
}

fn by<'r>(rows: &'r [Value], column: &str, words: &str) -> &'r Value {
    let found = rows.iter().find(|row| row[column] == words);
    found.unwrap_or_else(|| panic!("{column} {words}: {rows:#?}"))
}

fn terms(folder: &TempDir, body: &str) -> Vec<(String, String)> {
    let rows = rows_with(folder, &["terms", body]);
    let words = |row: &Value, column: &str| row[column].as_str().expect("words").to_owned();
    rows.iter()
        .map(|row| (words(row, "Part"), words(row, "What the framework says")))
        .collect()
}

#[test]
fn terms_of_what_is_not_in_force_say_so_first() {
    let folder = folder();
    for (body, status) in [
        ("past", "Ended on 31 March 2018"),
        ("to-come", "Begins on 1 April 2025"),
        ("shadow", "In shadow form"),
        ("new-board", "Proposed (renewal)"),
    ] {
        let told = terms(&folder, body);
        assert_eq!(told[0], ("Status".to_owned(), status.to_owned()), "{body}");
        let page = out(&remit(folder.path(), &["register", "terms", body]));
        assert!(page.contains(status), "{page}");
    }
    // Of what is over or to come nothing reads as if it were in force.
    for body in ["past", "to-come"] {
        let told = terms(&folder, body);
        assert!(told.iter().all(|(_, says)| !says.contains("Pat")), "{told:?}");
        assert!(told.iter().all(|(part, _)| part != "Accountable to"), "{told:?}");
        assert!(told.iter().any(|(_, says)| says.contains("--as-at 20")), "{told:?}");
    }
    assert!(terms(&folder, "past").contains(&("What took its place".to_owned(), "Panel".to_owned())));
    // What is proposed or in shadow form is told with what is proposed with it.
    let told = terms(&folder, "new-board");
    assert!(
        told.contains(&("Duties".to_owned(), "Decide: Renewed matter".to_owned())),
        "{told:?}"
    );
    assert_eq!(terms(&folder, "cabinet")[0].0, "Legal form");
    // All of them stand in the register, but for those of another date.
    let all = rows(&folder, "terms");
    let bodies: Vec<&str> = all.iter().filter_map(|row| row["Body"].as_str()).collect();
    assert!(bodies.contains(&"New Board") && bodies.contains(&"Shadow Board"));
    assert!(!bodies.contains(&"Past Board") && !bodies.contains(&"Board to Come"));
}

#[test]
fn terms_tell_limits_relations_risks_and_silence() {
    let folder = folder();
    let told = terms(&folder, "cabinet");
    for (part, says) in [
        ("Established by", "Exampleshire Council (assumed), of which it is part"),
        ("Supports", "Panel"),
        ("Challenges", "Panel"),
        ("Scrutinises", "Panel"),
        ("Parties", "Exampleshire Council (as a member)"),
        ("Risks that it carries", "Floods"),
        ("Written in", "Memorandum"),
    ] {
        assert!(told.contains(&(part.to_owned(), says.to_owned())), "{part}: {told:#?}");
    }
    let of = |part: &str| told.iter().find(|(known, _)| known == part).expect(part).1.clone();
    assert!(of("Duties").contains("Decide: Contracts (reserved; above £500,000 per decision)"));
    assert!(
        of("Duties").contains("Takes into account: Managed matter (assumed)"),
        "{}",
        of("Duties")
    );
    assert!(of("Membership").contains("(the Old Post), votes (the post ended on 1 January 2024)"));
    assert!(!of("Membership").contains("no holder"), "{}", of("Membership"));
    assert!(terms(&folder, "empty").contains(&("Established by".to_owned(), "Not stated".to_owned())));
    let director = rows(&folder, "delegations");
    let director = by(&director, "Id", "director");
    assert_eq!(
        director["More than"],
        serde_json::json!({ "amount": 100_000, "currency": "GBP" })
    );
    assert_eq!(
        director["Up to"],
        serde_json::json!({ "amount": 500_000, "currency": "GBP" })
    );
    assert_eq!(director["For"], "each year");
    assert_eq!(director["Liable"], "Exampleshire Council");
    assert_eq!(director["Consent to passing it on"], "Cabinet, 4 March");
}

#[test]
fn an_office_of_several_bodies_brings_so_many_places_and_names_them() {
    let folder = folder();
    let rows = rows(&folder, "members");
    let row = by(&rows, "Id", "cabinet.seats.chairs");
    assert_eq!(row["Places"], 2);
    assert_eq!(
        row["Filled by"],
        "Ex officio: the chair of each of Board One and Board Two"
    );
    assert_eq!(row["Person"], "Pat Person");
}

#[test]
fn a_seat_says_what_of_it_is_over_or_has_not_begun() {
    let folder = folder();
    let rows = rows(&folder, "members");
    for (seat, words) in [
        ("ended", "The post ended on 1 January 2024"),
        ("future", "The post begins on 1 January 2025"),
        ("named", "Gone Trust, which names its holder, ended on 31 March 2023"),
        ("over", "The term ended on 1 January 2024"),
    ] {
        let row = by(&rows, "Id", &format!("cabinet.seats.{seat}"));
        assert_eq!(row["To note"], words);
    }
    let named = by(&rows, "Id", "cabinet.seats.named");
    assert_eq!(named["Approved by"], "Exampleshire Council");
    assert_eq!(named["Belongs to"], "Exampleshire Council");
    assert_eq!(named["Category"], "Non-executive");
    assert_eq!(by(&rows, "Body", "Panel")["Filled by"], "Not stated");
    assert_eq!(by(&rows, "Body", "Panel")["Tier"], "County (assumed)");
    assert_eq!(by(&rows, "Body", "Empty Panel")["Filled by"], "None");
}

#[test]
fn the_map_says_what_nobody_decides_who_advises_and_what_is_no_function() {
    let folder = folder();
    let rows = rows(&folder, "functions");
    let of = |id: &str| -> Vec<&Value> { rows.iter().filter(|row| row["Id"] == id).collect() };
    let managed = of("managed");
    let who: Vec<&str> = managed.iter().filter_map(|row| row["Who"].as_str()).collect();
    assert_eq!(who, ["Cabinet", "Cabinet", "Nobody is entered as deciding it"]);
    assert_eq!(managed[0]["How"], "Takes into account (assumed)");
    assert_eq!(managed[1]["How"], "Advises Panel");
    assert_eq!(managed[1]["Which amounts to"], "Recommend");
    let savings = of("cabinet.does.savings");
    assert_eq!(savings[0]["Function or matter"], "The savings programme");
    // Real money, and for what it counts.
    let contracts = of("contracts");
    let director = contracts.iter().find(|row| row["Who"] == "Director").expect("a row");
    assert_eq!(
        director["More than"],
        serde_json::json!({ "amount": 100_000, "currency": "GBP" })
    );
    assert_eq!(director["For"], "each year");
    assert_eq!(director["Devolved?"], "Devolved; in part: beyond a sum it is reserved");
    // What a proposal brings stands there with the proposal's id.
    assert_eq!(of("renewed")[0]["Status"], "Proposed (renewal)");
    assert_eq!(
        (&of("alone")[0]["Status"], of("alone").len()),
        (&"Proposed (renewal)".into(), 1)
    );
}

#[test]
fn what_is_proposed_stands_with_its_status_and_not_before_its_ends_are_there() {
    let folder = folder();
    let routes = rows(&folder, "routes");
    assert_eq!(by(&routes, "Id", "proposed.step.a")["Status"], "Proposed");
    let past = &by(&routes, "Id", "proposed.step.b")["How it stands"];
    assert_eq!(past, "No meeting is entered; the body ended on 31 March 2018");
    assert_eq!(by(&routes, "Id", "renewed.step.a")["Status"], "Proposed (renewal)");
    assert_eq!(
        by(&rows(&folder, "milestones"), "Id", "renewed")["State"],
        "Proposed (renewal)"
    );
    let lines = rows(&folder, "lines");
    assert_eq!(
        by(&lines, "Id", "new-board.answers-to.council")["Status"],
        "Proposed (renewal)"
    );
    assert!(
        lines.iter().all(|row| row["Id"] != "new-board.answers-to.past"),
        "{lines:#?}"
    );
    let parties = by(&lines, "Id", "cabinet.party.council");
    assert_eq!(
        (&parties["Relation"], &parties["For what"]),
        (&"Has among its parties".into(), &"As a member".into())
    );
}

#[test]
fn silence_none_and_readings_are_told_apart() {
    let folder = folder();
    let budget = &rows(&folder, "budgets")[0];
    assert_eq!(
        (&budget["Contributors"], &budget["For"]),
        (&"None".into(), &"its whole lifetime".into())
    );
    assert_eq!(rows(&folder, "instruments")[0]["Kind"], "MOU");
    let log = rows(&folder, "log");
    assert!(log.iter().all(|row| row["Id"] != "later"), "{log:#?}");
    assert_eq!(by(&log, "Id", "all")["Level"], "All levels (assumed)");
    // An assumption names what it is about, and all that it is about.
    let functions = rows(&folder, "functions");
    let managed = by(&functions, "Id", "managed")["On whose word"]
        .as_str()
        .expect("words");
    assert!(
        managed.contains("Assumed: the first day, verb: a reading of the scheme"),
        "{managed}"
    );
    for args in [
        &["register"][..],
        &["register", "members"],
        &["register", "members", "--format", "html"],
    ] {
        let page = out(&remit(folder.path(), args));
        assert!(page.contains("1 October 2024 (an assumed date)"), "{args:?}: {page}");
    }
    let departure = &rows(&folder, "departures")[0];
    assert_eq!(departure["Rule"], "Many hats (many-hats)");
    assert_eq!(departure["Subject"], "Pat Person (person.pat)");
}

#[test]
fn a_file_for_a_spreadsheet_says_how_it_is_written_and_a_pipe_gets_plain_text() {
    let folder = folder();
    let args = ["register", "members", "--format", "csv"];
    assert!(out(&remit(folder.path(), &args)).starts_with("Body,"));
    let written = remit(folder.path(), &[&args[..], &["-o", "members.csv"]].concat());
    assert_eq!(code(&written), 0, "{}", err(&written));
    let bytes = fs::read(folder.path().join("members.csv")).expect("a file");
    assert!(bytes.starts_with(b"\xef\xbb\xbfBody,"));
}
