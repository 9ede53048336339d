//! Bodies that become one, and one that becomes several: what was theirs is told as carried over, by the comparison, by the rule on
//! members, and in the drawing.

use std::fs;

use remit_diff::{Kind, Table, diff};
use remit_model::model::Choice;
use remit_model::resolve::Loaded;
use remit_report::{text_equivalent, what_changes};
use serde_json::Value;

use crate::cli::{code, out, remit};
use crate::folder::from_texts;

const FRAMEWORK: &str = r#"[framework]
name = "Exampleshire"
as-at = 2026-06-01

[organisation.council]
name = "Exampleshire Council"
form = "county-council"

[person.ann]
name = "Ann Example"
[person.ben]
name = "Ben Example"
[person.cat]
name = "Cat Example"

[function.bcf]
name = "Better Care Fund"
of = ["council"]

[body.cabinet]
name = "Cabinet"
within = "council"

[body.adults]
name = "Adults Board"
within = "council"
quorum.members = 2
answers-to.cabinet = { for = ["*"] }
seats.chair = { role = "chair", voting = true, person = "ann" }
seats.ben = { role = "member", voting = true, person = "ben" }
does.plan = { verb = "decide", function = "bcf" }

[body.children]
name = "Children Board"
within = "council"
quorum.members = 3
answers-to.cabinet = { for = ["*"] }
seats.head = { role = "chair", voting = true, person = "cat" }
seats.second = { role = "member", voting = true, person = "ben" }
seats.third = { role = "member", vacant = true }

[body.forum]
name = "Forum"
within = "council"
answers-to.children = { for = ["*"] }
advises.adults = {}

[delegation.care]
from = ["council"]
to = "adults"
functions = ["bcf"]

[milestone.charter]
text = "The charter is agreed"
by = 2026-08-01
met = 2026-07-15
"#;

const ONE: &str = r#"[proposal]
id = "one"
title = "One board for all ages"

[body.ages]
name = "All Ages Board"
within = "council"
quorum.members = 2
answers-to.cabinet = { for = ["*"] }
seats.chair = { role = "chair", voting = true, person = "cat" }
seats.ben = { role = "member", voting = true, person = "ben" }
does.plan = { verb = "decide", function = "bcf" }

[change.body.forum]
answers-to.ages = { for = ["*"] }
advises.ages = {}

[delegation.care-2]
from = ["council"]
to = "ages"
functions = ["bcf"]

[end.body.adults]
successor = "ages"
[end.body.children]
successor = "ages"
"#;

const SPLIT: &str = r#"[proposal]
id = "split"
title = "Two forums"
starts = 2026-09-01

[body.north]
name = "Forum North"
within = "council"
answers-to.children = { for = ["*"] }

[body.south]
name = "Forum South"
within = "council"
answers-to.children = { for = ["*"] }
advises.adults = {}

[end.body.forum]
successor = ["north", "south"]
"#;

const INTO: &str = r#"[proposal]
id = "into"
title = "The Children Board takes in the other"

[body.assembly]
name = "Assembly"
within = "council"

[end.body.forum]
successor = "assembly"
[end.body.adults]
successor = "children"
"#;

const FILES: [(&str, &str); 4] = [
    ("framework.toml", FRAMEWORK),
    ("proposals/one.toml", ONE),
    ("proposals/split.toml", SPLIT),
    ("proposals/into.toml", INTO),
];

fn loaded() -> Loaded {
    let loaded = from_texts(&FILES);
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
    loaded
}

/// Each change of a kind of thing: what became of it, and the keys on either side.
fn told(loaded: &Loaded, day: &str, proposal: &str, table: Table) -> Vec<String> {
    let day = day.parse().expect("a day");
    let [before, after] = [&[][..], &[proposal]].map(|with| loaded.model.at(day, with));
    let there = diff(&before, &after);
    let back: Vec<_> = diff(&after, &before)
        .changes
        .into_iter()
        .map(|change| change.mirrored())
        .collect();
    assert_eq!(there.changes, back, "it mirrors");
    let keys = |things: &[remit_diff::Thing]| -> String {
        let keys = things.iter().map(|thing| match &thing.id.owner {
            Some(owner) => format!("{owner}.{}", thing.id.key),
            None => thing.id.key.clone(),
        });
        keys.collect::<Vec<_>>().join(" ")
    };
    let of = there.of(table);
    of.map(|change| {
        format!(
            "{} {} > {}",
            change.kind.word(),
            keys(&change.before),
            keys(&change.after)
        )
    })
    .collect()
}

const DAY: &str = "2026-06-01";

#[test]
fn what_was_of_either_is_of_the_one_that_they_become() {
    let loaded = loaded();
    let told = |table| told(&loaded, DAY, "one", table);
    assert_eq!(told(Table::Body), ["merged adults children > ages"]);
    assert_eq!(
        told(Table::Line),
        [
            "merged adults.answers-to.cabinet children.answers-to.cabinet > ages.answers-to.cabinet",
            "moved forum.advises.adults > forum.advises.ages",
            "moved forum.answers-to.children > forum.answers-to.ages",
        ]
    );
    assert_eq!(told(Table::Duty), ["moved adults.plan > ages.plan"]);
    assert_eq!(
        told(Table::Seat),
        [
            "merged adults.ben children.second > ages.ben",
            "ended adults.chair > ",
            "moved children.head > ages.chair",
            "ended children.third > ",
        ]
    );
    assert_eq!(told(Table::Delegation), ["moved care > care-2"]);
}

#[test]
fn what_was_of_one_is_of_those_that_it_becomes() {
    let loaded = loaded();
    let told = |table| told(&loaded, "2026-09-01", "split", table);
    assert_eq!(told(Table::Body), ["split forum > north south"]);
    assert_eq!(
        told(Table::Line),
        [
            "moved forum.advises.adults > south.advises.adults",
            "split forum.answers-to.children > north.answers-to.children south.answers-to.children",
        ]
    );
}

#[test]
fn what_is_taken_in_joins_what_stays() {
    let loaded = loaded();
    let told = |table| told(&loaded, DAY, "into", table);
    assert_eq!(
        told(Table::Body),
        ["merged adults children > children", "replaced forum > assembly",]
    );
    let lines = told(Table::Line);
    let joined = "merged adults.answers-to.cabinet children.answers-to.cabinet > children.answers-to.cabinet";
    assert!(lines.contains(&joined.to_owned()), "{lines:?}");
    assert!(
        lines.contains(&"ended forum.advises.adults > ".to_owned()),
        "nobody says that the Assembly advises anybody: {lines:?}"
    );
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("proposals")).expect("made");
    for (name, text) in FILES {
        fs::write(folder.path().join(name), text).expect("written");
    }
    folder
}

#[test]
fn the_members_of_both_are_counted_beside_those_of_the_one() {
    let folder = folder();
    let text = out(&remit(folder.path(), &["diff", "one", "--format", "json"]));
    let json: Value = serde_json::from_str(&text).expect("JSON");
    let all = json["consequences"].as_array().expect("consequences");
    let shifted: Vec<&str> = all
        .iter()
        .filter(|one| one["rule"] == "membership-shifted")
        .filter_map(|one| one["message"].as_str())
        .collect();
    assert_eq!(
        shifted,
        [
            "All Ages Board: seats 2 (Adults Board) + 3 (Children Board) = 5 → 2; with a vote 2 (Adults Board) + 2 (Children Board) = 4 → 2; \
         quorum 2 (Adults Board) + 3 (Children Board) → 2"
        ]
    );
}

/// The mark of each box, and the lines that are marked, in the drawing of what a proposal changes.
fn drawn(loaded: &Loaded, day: &str, proposal: &str) -> (Vec<String>, usize, String) {
    let at = loaded.model.at(day.parse().expect("a day"), &[proposal]);
    let drawing = what_changes(&at, &loaded.broken, &Choice::new("All")).expect("it changes something");
    let boxes = drawing.tiers.iter().flat_map(|tier| &tier.boxes);
    let marked = boxes.filter(|drawn| drawn.change.is_some()).map(|drawn| {
        let origin = drawn.details.iter().map(|detail| detail.text());
        let origin = origin
            .filter(|text| text.starts_with("from ") || text.starts_with("takes in "))
            .collect::<Vec<_>>();
        format!(
            "{} {:?} {}",
            drawn.key,
            drawn.change.expect("it is marked"),
            origin.join(" ")
        )
    });
    let lines = drawing.lines.iter().filter(|line| line.change.is_some()).count();
    let words = format!("{:?}", text_equivalent(&drawing));
    (marked.collect(), lines, words)
}

#[test]
fn the_drawing_has_one_box_for_them_that_says_from_whom_it_came() {
    let loaded = loaded();
    let (boxes, lines, words) = drawn(&loaded, DAY, "one");
    assert_eq!(boxes, ["ages Succeeds from Adults Board and Children Board"]);
    assert_eq!(lines, 0, "what is carried over neither comes nor goes");
    assert!(
        words.contains("from Adults Board and Children Board") && words.contains("uccessor"),
        "{words}"
    );
    let (boxes, lines, _) = drawn(&loaded, "2026-09-01", "split");
    assert_eq!(boxes, ["north Succeeds from Forum", "south Succeeds from Forum"]);
    assert_eq!(lines, 0);
    let (boxes, lines, _) = drawn(&loaded, DAY, "into");
    assert_eq!(
        boxes,
        [
            "adults Removed ",
            "assembly Succeeds from Forum",
            "children Succeeds takes in Adults Board",
            "forum Removed "
        ],
        "those whose lines nobody took over are drawn with them"
    );
    assert!(lines > 0, "the delegation, and what the Forum did, are gone");
}

#[test]
fn a_line_that_nobody_took_over_ends_where_it_ended() {
    let text = r#"
[framework]
name = "Exampleshire"
as-at = 2026-06-01

[organisation.council]
name = "The Council"

[body.old]
name = "Old Board"
within = "council"
answers-to.council = {}

[body.group]
name = "Group"
within = "council"
answers-to.old = {}
"#;
    let split = r#"
[proposal]
id = "split"
title = "Two boards"

[body.adults]
name = "Adults Board"
within = "council"
answers-to.council = {}

[body.children]
name = "Children Board"
within = "council"
answers-to.council = {}

[end.body.old]
successor = ["adults", "children"]
"#;
    let loaded = from_texts(&[("framework.toml", text), ("proposals/split.toml", split)]);
    let at = loaded.model.at("2026-06-01".parse().expect("a day"), &["split"]);
    let drawing = what_changes(&at, &loaded.broken, &Choice::new("All")).expect("it changes something");
    let of_group = drawing.lines.iter().filter(|line| line.from == "group");
    let lines: Vec<String> = of_group
        .map(|line| format!("{:?} {} {:?}", line.kind, line.to, line.change))
        .collect();
    assert!(
        lines.contains(&"Some(AnswersTo) old Some(Removed)".to_owned()),
        "{lines:?}"
    );
    let hung = |line: &String| line.contains("adults") || line.contains("children");
    assert!(!lines.iter().any(hung), "{lines:?}");
    let (boxes, ..) = drawn(&loaded, "2026-06-01", "split");
    assert_eq!(
        boxes,
        [
            "adults Succeeds from Old Board",
            "children Succeeds from Old Board",
            "old Removed "
        ]
    );
}

#[test]
fn a_proposal_that_starts_later_says_so_and_what_to_type() {
    let folder = folder();
    let late = remit(folder.path(), &["diff", "split"]);
    let text = out(&late);
    assert!(
        text.contains("Not yet: on 1 June 2026") && text.contains("split@2026-09-01"),
        "{text}"
    );
    let then = out(&remit(folder.path(), &["diff", "split@2026-09-01"]));
    assert!(
        then.contains("Bodies: +0 -0 ~0 ↔1") && !then.contains("Not yet"),
        "{then}"
    );
    let compared = out(&remit(folder.path(), &["compare", "base", "split"]));
    assert!(compared.contains("split@2026-09-01"), "{compared}");
    let checked = remit(folder.path(), &["check", "--with", "split"]);
    let talk = crate::cli::err(&checked);
    assert!(
        talk.contains("starts on 1 September 2026") && talk.contains("--as-at 2026-09-01"),
        "{talk}"
    );
    let checked = remit(folder.path(), &["check", "--with", "split", "--as-at", "2026-09-01"]);
    assert_eq!(crate::cli::err(&checked), "");
}

#[test]
fn a_milestone_is_met_from_its_day_on() {
    let loaded = loaded();
    let of = |then: &str, now: &str| {
        let [then, now] = [then, now].map(|day| loaded.model.at(day.parse().expect("a day"), &[]));
        let changes = diff(&then, &now).changes;
        let kinds: Vec<(Kind, bool)> = changes
            .iter()
            .map(|change| (change.kind, change.field("met").is_some()))
            .collect();
        kinds
    };
    assert_eq!(of("2026-07-01", "2026-07-15"), [(Kind::Changed, true)]);
    assert_eq!(of("2026-07-15", "2026-09-01"), []);
    assert_eq!(of("2026-07-01", "2026-07-14"), []);
    let folder = folder();
    let output = remit(folder.path(), &["diff", "@2026-07-01", "@2026-08-01"]);
    assert_eq!(code(&output), 0);
    assert!(out(&output).contains("when it was met"), "{}", out(&output));
}

#[test]
fn the_count_is_one_line_where_a_program_reads_it() {
    let folder = folder();
    let text = out(&remit(folder.path(), &["diff", "one"]));
    let first = text.lines().next().expect("a line");
    assert!(
        first.chars().count() > 100 && first.ends_with("Delegations: +0 -0 ~0 ↔1."),
        "{text}"
    );
}
