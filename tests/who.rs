//! The answers of `remit who …` and `remit list`: each question on a real framework and on a small one that has everything;
//! what is not in force stands apart; page and JSON say the same.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use remit_model::answer::{Answer, Group, Row, Value};
use remit_model::document::RelationKind;
use remit_model::model::{AsAt, NodeId, NodeKind, Selector};
use remit_model::path::StepStatus;
use remit_model::resolve::Loaded;
use remit_report::{answer_page, who};

use crate::folder::{from_folder, from_texts, root};
use crate::generate::{LOOKS, PROPOSALS, Taste, frameworks};

const TODAY: Date = date(2025, 1, 1);

/// A framework in which somebody holds something in every way there is.
pub(crate) const EVERYTHING: &str = r#"
[framework]
name = "Exampleshire"
as-at = 2025-01-01
complete = ["seats:board", "seats:quiet"]
[document.handbook]
title = "Partnership handbook"
date = 2024-03-01
[organisation.council]
name = "Exampleshire Council"
[organisation.icb]
name = "NHS Exampleshire"
[person.ann]
name = "Ann Example"
[person.bob]
name = "Bob Sample"
[post.director]
name = "Joint Director"
between = ["council", "icb"]
employer = "council"
holder = "ann"
source = "handbook: page 2"
answers-to.council = { for = ["plan"], basis = "line-management" }
[function.plan]
name = "Yearly plan"
kind = "matter"
of = ["council", "icb"]
needs = ["approve", "review"]
source = "handbook: page 3"
assumed.of = "read from page 3"
[function.grants]
name = "Small grants"
of = ["council"]
[function.orphan]
name = "Orphaned matter"
not-stated = ["of"]
[instrument.agreement]
name = "Section 75 agreement"
[body.board]
name = "Partnership Board"
form = "partnership-forum"
between = ["council", "icb"]
source = "handbook: page 4"
answers-to.council = { for = ["*"], basis = "partnership-agreement", instrument = "agreement" }
does.approve = { verb = "approve", function = "plan", reserved = true, limit = { amount = 500_000, currency = "GBP", per = "year" }, quote = "approves the plan" }
seats.chair = { role = "chair", person = "bob", voting = true, category = "councillor", starts = 2024-05-01, term-ends = 2025-04-30 }
seats.director = { role = "member", post = "director", voting = true, ends = 2025-06-30 }
seats.icb = { role = "member", nominee-of = "icb", count = 2 }
seats.chairs = { role = "in-attendance", ex-officio = "chair of form:programme-board", voting = false }
seats.lay = { role = "member", vacant = true, category = "lay" }
seats.unknown = { role = "member", not-stated = ["person"] }
seats.deputy = { role = "vice-chair", person = "ann", ends = 2023-12-31 }
[body.frailty]
name = "Frailty Programme"
form = "programme-board"
between = ["council", "icb"]
answers-to.board = { for = ["plan"], basis = "constitution" }
seats.chair = { role = "chair", person = "ann" }
does.advise = { verb = "recommend", function = "plan" }
does.watch = { verb = "monitor", function = "plan", status = "shadow" }
[body.group]
name = "Working group"
form = "programme-board"
within = "icb"
answers-to.frailty = { for = ["plan", "grants"] }
not-stated = ["seats", "does"]
[body.loose]
name = "Loose forum"
[body.quiet]
name = "Quiet panel"
seats.one = { role = "member", person = "bob" }
[body.empty]
name = "Board without a chair"
seats.chair = { role = "chair", vacant = true }
[body.former]
name = "Board of yesterday"
seats.chair = { role = "chair", person = "bob", ends = 2024-06-30 }
[delegation.grants]
name = "Grants to the Board"
from = ["council"]
to = "board"
functions = ["grants"]
power = "nhs-act-2006-s75"
instrument = "agreement"
recorded-in = ["agreement"]
limit = { amount = 1_000_000, currency = "GBP", per = "decision" }
onward = "with-consent"
starts = 2024-04-01
ends = 2025-03-31
source = "handbook: page 9"
assumed.power = "the handbook names none"
"#;

/// A proposal that changes it.
pub(crate) const PROPOSAL: &str = r#"
[proposal]
id = "forum-decides"
title = "The forum decides"
[change.body.loose]
does.orphan = { verb = "decide", function = "orphan" }
seats.chair = { role = "chair", person = "bob" }
answers-to.frailty = { for = ["*"] }
[body.fresh]
name = "New body"
within = "icb"
seats.chair = { role = "chair", person = "ann" }
[change.post.director]
holder = "bob"
[delegation.plan]
from = ["icb"]
to = "director"
functions = ["plan"]
"#;

fn everything() -> Loaded {
    let loaded = from_texts(&[("framework.toml", EVERYTHING), ("proposals/p.toml", PROPOSAL)]);
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
    loaded
}

/// What stands in a column of a row, by the names that it names, its words, or its sort of silence.
fn says(group: &Group, row: &Row, column: &str) -> String {
    let at = group.columns.iter().position(|known| known.name == column);
    let value = at
        .map(|at| &row.values[at])
        .unwrap_or_else(|| panic!("no column {column}"));
    match value {
        Value::Empty => String::new(),
        Value::NotStated => "not stated".to_owned(),
        Value::Unknown => "unknown".to_owned(),
        Value::Words(words) | Value::Id(words) => words.clone(),
        Value::Names(names) => names
            .iter()
            .map(|named| named.key.clone())
            .collect::<Vec<_>>()
            .join(" "),
        Value::Holder(holder) => holder.words.clone(),
        Value::Flag(flag) => flag.to_string(),
        Value::Day(day) => day.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Money(money) => format!("{:?} {} {:?}", money.amount, money.currency, money.per.as_deref()),
    }
}

/// Some columns of a group, row by row; nothing where there is no such group.
fn rows(answer: &Answer, group: &str, columns: &[&str]) -> Vec<Vec<String>> {
    let Some(group) = answer.group(group) else {
        return Vec::new();
    };
    let of = |row| columns.iter().map(|column| says(group, row, column)).collect();
    group.rows.iter().map(of).collect()
}

fn sits(at: &AsAt<'_>, body: &str) -> Answer {
    who::sits(at, &at.node_by_key(body).expect("the body exists"))
}

fn answers_to(at: &AsAt<'_>, node: &str) -> Answer {
    who::answers_to(at, &at.node_by_key(node).expect("the node exists"))
}

#[test]
fn who_decides_in_its_own_right_and_by_delegation() {
    let loaded = everything();
    let at = loaded.model.at(TODAY, &[]);
    let plan = who::decides(&at, "plan");
    assert_eq!(plan.says[0], "Partnership Board (up to £500,000 per year) decides it.");
    assert!(
        plan.says[1].contains("review"),
        "a verb that nobody holds: {:?}",
        plan.says
    );
    assert_eq!(
        rows(&plan, "decides", &["who", "verb", "effect", "reserved", "limit"]),
        [["board", "approve", "decide", "true", "Some(500000) GBP Some(\"year\")"]]
    );
    assert_eq!(rows(&plan, "others", &["who", "effect"]), [["frailty", "recommend"]]);
    assert_eq!(rows(&plan, "function", &["of", "kind"]), [["council icb", "matter"]]);
    assert_eq!(rows(&plan, "proposed", &["who", "verb"]), [["frailty", "monitor"]]);
    assert_eq!(
        rows(&plan, "delegations-proposed", &["who", "from"]),
        [["director", "icb"]]
    );
    assert!(plan.group("delegated").is_none(), "what is proposed is not held");

    let grants = who::decides(&at, "grants");
    assert_eq!(
        grants.says[..2],
        [
            "Partnership Board (up to £1,000,000 per decision) holds it by delegation.",
            "Nobody is entered as deciding it in its own right."
        ]
    );
    let columns = [
        "who",
        "from",
        "power",
        "instrument",
        "limit",
        "onward",
        "recorded-in",
        "starts",
        "ends",
    ];
    assert_eq!(
        rows(&grants, "delegated", &columns),
        [[
            "board",
            "council",
            "nhs-act-2006-s75",
            "agreement",
            "Some(1000000) GBP Some(\"decision\")",
            "with consent",
            "agreement",
            "2024-04-01",
            "2025-03-31"
        ]]
    );
    let evidence = &grants.group("delegated").expect("held").rows[0].evidence;
    assert_eq!(evidence.source.as_deref(), Some("handbook: page 9"));
    assert_eq!(
        evidence.assumed,
        [("power".to_owned(), "the handbook names none".to_owned())]
    );
    assert_eq!(grants.documents[0].title, "Partnership handbook");
}

#[test]
fn nobody_decides_and_of_whom_the_documents_do_not_say() {
    let loaded = everything();
    let at = loaded.model.at(TODAY, &[]);
    let orphan = who::decides(&at, "orphan");
    assert_eq!(
        orphan.says,
        [
            "Nobody is entered as deciding it.",
            "To whom it belongs is not stated by the documents."
        ]
    );
    assert_eq!(rows(&orphan, "not-stated", &["who"]), [["group"]]);
    assert_eq!(rows(&orphan, "proposed", &["who"]), [["loose"]]);
    let adopted = who::decides(&loaded.model.at(TODAY, &["forum-decides"]), "orphan");
    assert_eq!(adopted.says[0], "Loose forum decides it.");
    let status = &adopted.group("decides").expect("decided").rows[0].status;
    assert_eq!(*status, StepStatus::AsIfAdopted("forum-decides".to_owned()));
    assert!(adopted.group("proposed").is_none() && adopted.group("not-stated").is_none());
}

#[test]
fn the_date_changes_the_answer() {
    let loaded = everything();
    let after = who::decides(&loaded.model.at(date(2025, 4, 1), &[]), "grants");
    assert_eq!(after.says[0], "Nobody is entered as deciding it.");
    assert_eq!(
        rows(&after, "delegations-other-date", &["who", "ends"]),
        [["board", "2025-03-31"]]
    );
    let before = sits(&loaded.model.at(date(2023, 6, 1), &[]), "board");
    assert!(rows(&before, "seats", &["role"]).contains(&vec!["vice-chair".to_owned()]));
    assert!(
        !rows(&before, "seats", &["role"]).contains(&vec!["chair".to_owned()]),
        "he came in 2024"
    );
}

#[test]
fn who_sits_in_every_way_there_is() {
    let loaded = everything();
    let at = loaded.model.at(TODAY, &[]);
    let board = sits(&at, "board");
    assert_eq!(
        rows(&board, "seats", &["role", "holder", "voting", "count"]),
        [
            ["chair", "Bob Sample", "true", ""],
            ["member", "the Joint Director (held by Ann Example)", "true", ""],
            ["member", "a nominee of NHS Exampleshire", "", "2"],
            ["member", "vacant", "", ""],
            ["member", "not stated", "", ""],
            [
                "in attendance",
                "the chair of each of Frailty Programme (Ann Example) and Working group, by that office",
                "false",
                ""
            ],
        ]
    );
    assert_eq!(
        rows(&board, "seats", &["category", "starts", "ends", "term-ends"])[..2],
        [
            ["councillor", "2024-05-01", "", "2025-04-30"],
            ["", "", "2025-06-30", ""]
        ]
    );
    assert_eq!(
        board.says,
        [
            "8 seats are entered, of which 1 is vacant.",
            "The framework says that its seats are listed in full."
        ]
    );
    assert_eq!(
        rows(&board, "other-date", &["role", "holder"]),
        [["vice-chair", "Ann Example"]]
    );
    assert_eq!(sits(&at, "group").says, ["The documents do not say who sits on it."]);
    assert_eq!(sits(&at, "loose").says, ["Nobody is entered as sitting on it."]);
    assert_eq!(rows(&sits(&at, "loose"), "proposed", &["holder"]), [["Bob Sample"]]);
    assert!(sits(&at, "fresh").says[0].starts_with("It is not in force on this date (proposed (forum-decides))"));
}

#[test]
fn who_holds_posts_and_seats() {
    let loaded = everything();
    let at = loaded.model.at(TODAY, &[]);
    let ann = who::person(&at, "ann");
    assert_eq!(
        ann.says,
        [
            "Ann Example holds the post Joint Director; also chairs Frailty Programme; also sits on Partnership Board; also \
          attends Partnership Board."
        ]
    );
    assert_eq!(
        rows(&ann, "seats", &["body", "role", "as"]),
        [
            ["board", "member", "holder of the post Joint Director"],
            ["board", "in attendance", "chair of Frailty Programme"],
            ["frailty", "chair", "in person"],
        ]
    );
    assert_eq!(rows(&ann, "proposed", &["body", "role"]), [["fresh", "chair"]]);
    assert_eq!(rows(&ann, "other-date", &["body", "role"]), [["board", "vice-chair"]]);

    let director = who::post(&at, &at.node_by_key("director").expect("a post"));
    assert_eq!(director.says, ["It is held by Ann Example.", "1 seat comes with it."]);
    assert_eq!(
        rows(&director, "post", &["employer", "belongs"]),
        [["council", "council icb"]]
    );
    assert_eq!(rows(&director, "holders", &["holder"]), [["ann"]]);
    assert_eq!(rows(&director, "holders-proposed", &["holder"]), [["bob"]]);
    assert_eq!(rows(&director, "delegations-proposed", &["functions"]), [["plan"]]);

    let adopted = loaded.model.at(TODAY, &["forum-decides"]);
    let ann = who::person(&adopted, "ann");
    assert!(ann.group("posts").is_none(), "the post has passed to somebody else");
    assert_eq!(rows(&ann, "posts-other-date", &["post"]), [["director"]]);
    let bob = who::person(&adopted, "bob");
    assert_eq!(rows(&bob, "posts", &["post"]), [["director"]]);
    assert!(rows(&bob, "seats", &["body", "as"]).contains(&vec![
        "board".to_owned(),
        "holder of the post Joint Director".to_owned()
    ]));
    let director = who::post(&adopted, &adopted.node_by_key("director").expect("a post"));
    assert_eq!(rows(&director, "delegated", &["functions", "from"]), [["plan", "icb"]]);
}

#[test]
fn who_chairs_and_of_whom_it_is_not_known() {
    let loaded = everything();
    let at = loaded.model.at(TODAY, &[]);
    let all = who::chairs(&at, None);
    assert_eq!(
        rows(&all, "chairs", &["body", "holder"]),
        [["board", "Bob Sample"], ["empty", "vacant"], ["frailty", "Ann Example"]]
    );
    assert_eq!(rows(&all, "not-stated", &["body"]), [["group"]]);
    assert_eq!(rows(&all, "not-entered", &["body"]), [["loose"]]);
    assert_eq!(rows(&all, "none", &["body"]), [["quiet"]]);
    assert_eq!(rows(&all, "none-on-this-date", &["body"]), [["former"]]);
    assert_eq!(rows(&all, "other-date", &["body", "ends"]), [["former", "2024-06-30"]]);
    assert_eq!(rows(&all, "proposed", &["body"]), [["fresh"], ["loose"]]);
    assert_eq!(
        all.says,
        [
            "7 bodies are in force: for 2 a chair is entered; for 1 a place in the chair is vacant; for 1 a chair is \
          entered for another date; for 1 the documents do not say who it is; for 1 there is none, since the seats are \
          listed in full; for 1 nobody has entered who it is."
        ]
    );
    let one = |body: &str| who::chairs(&at, at.node_by_key(body).as_ref()).says;
    assert_eq!(one("board"), ["It is chaired by Bob Sample."]);
    assert_eq!(one("empty"), ["The chair is vacant."]);
    assert_eq!(one("group"), ["The documents do not say who chairs it."]);
    assert_eq!(one("loose"), ["Nobody is entered as chairing it."]);
    assert_eq!(one("quiet"), ["It has no chair: its seats are listed in full."]);
}

#[test]
fn who_answers_directly_and_through_others() {
    let loaded = everything();
    let at = loaded.model.at(TODAY, &[]);
    let council = answers_to(&at, "council");
    assert_eq!(
        rows(&council, "direct", &["who", "for", "basis"]),
        [
            ["board", "everything", "partnership agreement, Section 75 agreement"],
            ["director", "plan", "line management"]
        ]
    );
    assert_eq!(
        rows(&council, "through", &["who", "through", "steps", "for", "basis"]),
        [
            ["frailty", "board", "2", "plan", "constitution"],
            ["group", "frailty board", "3", "plan grants", ""]
        ]
    );
    assert_eq!(
        rows(&council, "proposed", &["who", "through"]),
        [["loose", "frailty board"]]
    );
    let icb = answers_to(&at, "icb");
    assert_eq!(
        rows(&icb, "direct", &["who", "basis"]),
        [["group", "implied: it is part of it"]]
    );
    assert_eq!(rows(&icb, "proposed", &["who"]), [["fresh"]]);
    let group = answers_to(&at, "group");
    assert_eq!(group.says[0], "Nobody is entered as answering to it.");
    assert_eq!(rows(&group, "above", &["to"]), [["frailty"], ["icb"]]);
    assert_eq!(
        rows(&group, "above-through", &["to", "steps"]),
        [["board", "2"], ["council", "3"]]
    );
}

#[test]
fn a_circle_is_said_to_be_one() {
    let loaded = from_texts(&[(
        "framework.toml",
        "[body.a]\nanswers-to.b = {}\n[body.b]\nanswers-to.c = {}\n[body.c]\nanswers-to.a = {}\n",
    )]);
    let at = loaded.model.at(TODAY, &[]);
    let answer = answers_to(&at, "a");
    assert!(
        answer.says.iter().any(|text| text.contains("circle")),
        "{:?}",
        answer.says
    );
    assert_eq!(rows(&answer, "direct", &["who"]), [["c"]]);
    assert_eq!(rows(&answer, "through", &["who"]), [["b"], ["a"]]);
}

#[test]
fn a_list_is_what_any_of_the_selectors_names() {
    let loaded = everything();
    let at = loaded.model.at(TODAY, &[]);
    let list = |written: &[&str]| {
        let selectors = written.iter().map(|written| {
            let selector = Selector::parse(written, at.model()).expect("a selector");
            ((*written).to_owned(), selector)
        });
        who::list(&at, &selectors.collect::<Vec<_>>())
    };
    let some = list(&["form:programme-board", "within:icb", "board"]);
    assert_eq!(rows(&some, "bodies", &["key"]), [["board"], ["frailty"], ["group"]]);
    assert_eq!(rows(&some, "posts", &["key", "belongs"]), [["director", "council icb"]]);
    assert_eq!(rows(&some, "proposed", &["key", "kind"]), [["fresh", "body"]]);
    let all = list(&[]);
    let count: usize = all.groups.iter().map(|group| group.rows.len()).sum();
    assert_eq!(count, at.all_nodes().count(), "without a selector it is everything");
    assert_eq!(list(&["tag:none"]).says, ["There are none."]);
}

#[test]
fn tower_hamlets_is_answered_truthfully() {
    let loaded = from_folder(&root().join("models/tower-hamlets-together"));
    let at = loaded.model.at(date(2017, 11, 1), &[]);
    assert_eq!(
        who::decides(&at, "bcf").says,
        ["Health and Wellbeing Board decides it."]
    );
    assert_eq!(
        who::decides(&at, "performance-risk").says[0],
        "Nobody is entered as deciding it."
    );
    let sits = sits(&at, "tht-board");
    assert_eq!(sits.says[1], "The documents do not say who else sits on it.");
    assert!(rows(&sits, "seats", &["holder"])[0][0].contains("Living Well programme board"));
    let chairs = who::chairs(&at, None);
    assert_eq!(rows(&chairs, "chairs", &["body"]), [["thipp"], ["vanguard"]]);
    assert!(rows(&chairs, "not-stated", &["body"]).contains(&vec!["hwb".to_owned()]));
    let held = who::person(&at, "p-bennett-richards");
    assert!(held.says[0].contains("also chairs"), "{:?}", held.says);
    assert!(!format!("{held:?}").to_lowercase().contains("conflict"));
    let hwb = answers_to(&at, "hwb");
    assert!(hwb.group("direct").is_none());
    assert!(rows(&hwb, "not-stated", &["who"]).contains(&vec!["locality-committees".to_owned()]));
    assert_eq!(rows(&hwb, "above", &["to"]), [["lbth"]]);
    let post = who::post(&at, &at.node_by_key("joint-director").expect("a post"));
    assert!(post.says[0].contains("not in force"), "only proposed: {:?}", post.says);
}

/// Every answer that can be asked for.
fn every_answer(at: &AsAt<'_>) -> Vec<Answer> {
    let mut answers = vec![who::chairs(at, None), who::list(at, &[])];
    answers.extend(
        at.model()
            .functions
            .iter()
            .map(|function| who::decides(at, &function.key)),
    );
    answers.extend(at.model().persons.iter().map(|person| who::person(at, &person.key)));
    for node in at.all_nodes() {
        answers.push(who::answers_to(at, &node));
        match node.kind() {
            NodeKind::Body => answers.extend([who::sits(at, &node), who::chairs(at, Some(&node))]),
            NodeKind::Post => answers.push(who::post(at, &node)),
            NodeKind::Organisation => {}
        }
    }
    answers
}

/// The words that a value of the JSON stands for, as the page would say them.
fn words_of(value: &serde_json::Value, words: &mut Vec<String>) {
    use serde_json::Value as Json;
    match value {
        Json::String(text) => match text.parse::<Date>() {
            Ok(day) => words.push(remit_model::page::day_in_words(day)),
            Err(_) => words.push(text.clone()),
        },
        Json::Array(items) => items.iter().for_each(|item| words_of(item, words)),
        Json::Object(map) => {
            if let Some(said) = map.get("words").or(map.get("name")) {
                words_of(said, words);
            } else if map.contains_key("silence") {
                words.push(
                    if map["silence"] == "unknown" {
                        "names what"
                    } else {
                        "not stated"
                    }
                    .to_owned(),
                );
            } else if let Some(per) = map.get("per") {
                words_of(per, words);
            }
        }
        Json::Number(number) => words.push(number.to_string()),
        Json::Bool(flag) => words.push(if *flag { "yes" } else { "no" }.to_owned()),
        Json::Null => {}
    }
}

#[test]
fn page_and_json_say_the_same() {
    let mut seen = 0;
    for (loaded, day) in [
        (everything(), TODAY),
        (
            from_folder(&root().join("models/tower-hamlets-together")),
            date(2017, 11, 1),
        ),
    ] {
        for with in [&[][..], &["forum-decides"], &["hwb-oversees"]] {
            let at = loaded.model.at(day, with);
            for answer in every_answer(&at) {
                let page = remit_render::human::page(&answer_page(&answer, &loaded.sources), 5000);
                let json = remit_render::json::answer(&answer, &loaded.sources);
                let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
                assert_eq!(json["remit"], 1);
                let groups = json["groups"].as_array().expect("groups");
                let headings: Vec<&str> = groups.iter().filter_map(|group| group["heading"].as_str()).collect();
                assert!(headings.iter().all(|heading| page.contains(heading)), "{page}");
                for said in json["says"].as_array().expect("sentences") {
                    assert!(page.contains(said.as_str().expect("text")), "{said} in\n{page}");
                }
                for (group, made) in groups.iter().zip(&answer.groups) {
                    let rows = group["rows"].as_array().expect("rows");
                    assert_eq!(rows.len(), made.rows.len());
                    for row in rows {
                        let mut words = Vec::new();
                        // A list gives the ids of what each belongs to; ids are ids in both.
                        let values = row["values"].as_object().expect("values").iter();
                        for (_, value) in values.filter(|(name, _)| *name != "belongs" || answer.asks != "list") {
                            words_of(value, &mut words);
                        }
                        for word in words {
                            assert!(page.contains(&word), "{word:?} in\n{page}");
                            seen += 1;
                        }
                        if row["status"] != "in-force" && made.shape != remit_model::answer::Shape::Names {
                            let detail = row["status-detail"].as_str().unwrap_or("");
                            assert!(page.contains(detail), "{detail} in\n{page}");
                        }
                        if made.shape == remit_model::answer::Shape::Sourced {
                            let place = &row["evidence"]["place"];
                            let cited = format!("{}:{}", place["path"].as_str().expect("a path"), place["line"]);
                            assert!(page.contains(&cited), "{cited} in\n{page}");
                            for key in ["source", "quote", "note"] {
                                let text = row["evidence"][key].as_str().unwrap_or("");
                                assert!(page.contains(text), "{text:?} in\n{page}");
                            }
                        }
                    }
                }
            }
        }
    }
    assert!(seen > 500, "{seen}");
}

#[test]
fn a_narrow_terminal_has_room_for_it() {
    let loaded = everything();
    for answer in every_answer(&loaded.model.at(TODAY, &[])) {
        for width in [20, 40, 60] {
            let page = remit_render::human::page(&answer_page(&answer, &loaded.sources), width);
            let widest = page.lines().map(|line| line.chars().count()).max().unwrap_or(0);
            assert!(widest <= width, "{widest} columns in {width}:\n{page}");
        }
    }
}

/// Who answers to one, found the plain way: again and again over all lines, until nobody new is found.
fn naive(at: &AsAt<'_>, top: NodeId) -> BTreeSet<NodeId> {
    let mut below = BTreeSet::new();
    loop {
        let before = below.len();
        for (number, line) in at.model().relations().iter().enumerate() {
            let counts = matches!(line.kind, RelationKind::AnswersTo | RelationKind::Within);
            if counts && at.relation_in_force(number) && (line.above() == top || below.contains(&line.above())) {
                below.insert(line.below());
            }
        }
        if below.len() == before {
            return below;
        }
    }
}

fn cases() -> u32 {
    std::env::var("REMIT_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok())
        .unwrap_or(64)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn whoever_answers_is_found_and_nobody_else(
        framework in frameworks(Taste { misspelt: true, clashes: true, adopted: true }),
        look in 0..LOOKS.len(),
        with in 0..=PROPOSALS.len(),
    ) {
        let loaded = framework.load();
        let with: Vec<&str> = PROPOSALS.iter().take(with).copied().collect();
        let at = loaded.model.at(LOOKS[look], &with);
        for node in at.all_nodes() {
            let answer = who::answers_to(&at, &node);
            let mut found = BTreeSet::new();
            for group in ["direct", "through"] {
                for row in rows(&answer, group, &["who"]) {
                    found.insert(at.node_by_key(&row[0]).expect("it exists").id());
                }
            }
            prop_assert_eq!(found, naive(&at, node.id()), "{}", node.key());
        }
    }

    #[test]
    fn what_is_not_in_force_never_stands_among_what_is(
        framework in frameworks(Taste { misspelt: true, clashes: true, adopted: true }),
        look in 0..LOOKS.len(),
        with in 0..=PROPOSALS.len(),
    ) {
        let loaded = framework.load();
        let with: Vec<&str> = PROPOSALS.iter().take(with).copied().collect();
        let at = loaded.model.at(LOOKS[look], &with);
        for answer in every_answer(&at) {
            for group in &answer.groups {
                let apart = group.name.contains("proposed") || group.name.contains("other-date");
                // What a post or function is, is shown whatever its status, with its status.
                let itself = matches!(group.name, "post" | "function");
                for row in &group.rows {
                    prop_assert_eq!(row.values.len(), group.columns.len());
                    let counts = matches!(row.status, StepStatus::InForce | StepStatus::AsIfAdopted(_));
                    prop_assert!(itself || counts != apart, "{} of {}: {:?}", group.name, answer.title, row.status);
                }
            }
            for body in at.bodies().filter(|_| answer.asks == "who-sits" && answer.about[0].table == "body") {
                if *body.key() == answer.about[0].key.as_str() {
                    let shown = answer.group("seats").map_or(0, |group| group.rows.len());
                    prop_assert_eq!(shown, body.seats().count(), "the seats of {}", body.key());
                }
            }
            let page = remit_render::human::page(&answer_page(&answer, &loaded.sources), 80);
            let again = remit_render::human::page(&answer_page(&answer, &loaded.sources), 80);
            prop_assert_eq!(page, again);
        }
    }
}
