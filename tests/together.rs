//! Proposals that change the same row or line: each alone says what it says, and together they say what both say.

use jiff::civil::{Date, date};
use remit_diff::diff;
use remit_model::document::RelationKind;
use remit_model::model::{AsAt, Delegation, Filled, Row, Standing, Table};
use remit_model::resolve::Loaded;

use crate::folder::from_texts;

const DAY: Date = date(2024, 6, 1);

const BASE: &str = "[framework]
name = \"F\"
[document.m]
[organisation.council]
name = \"Council\"
[organisation.trust]
[body.board]
within = \"council\"
answers-to.panel = { for = [\"f\"] }
seats.chair = { role = \"chair\", person = \"a\" }
does.award = { verb = \"decide\", text = \"awards\" }
carries.cost = { text = \"cost\" }
[body.panel]
within = \"council\"
[post.lead]
within = \"council\"
advises.board = { for = [\"f\"] }
[person.a]
[person.b]
[function.f]
[function.g]
[budget.pool]
held-by = \"board\"
[instrument.terms]
[delegation.d]
from = [\"council\"]
to = \"panel\"
functions = [\"f\"]
[log.q]
text = \"?\"
[milestone.m]
text = \"!\"
[scenario.both]
proposals = [\"p\", \"q\"]
";

/// The base with proposals of these ids, of which this is the text below `id`.
fn proposing(proposals: &[(&str, &str)]) -> Loaded {
    let texts: Vec<(String, String)> = proposals
        .iter()
        .map(|(id, text)| {
            (
                format!("proposals/{id}.toml"),
                format!("[proposal]\nid = \"{id}\"\n{text}"),
            )
        })
        .collect();
    let mut files = vec![("framework.toml", BASE)];
    files.extend(texts.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let loaded = from_texts(&files);
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
    loaded
}

/// The one row of a key that counts.
fn row<'m, R: Row>(at: &AsAt<'m>, table: &'m Table<R>, key: &str) -> &'m R {
    let mut rows = at.current(table.rows()).filter(|row| row.key().as_str() == key);
    let row = rows.next().expect("it is in force");
    assert!(rows.next().is_none(), "one row a key");
    row
}

fn delegation<'m>(at: &AsAt<'m>) -> &'m Delegation {
    row(at, &at.model().delegations, "d")
}

/// What is delegated, to whom, and up to how much.
fn given(at: &AsAt<'_>) -> String {
    let row = delegation(at);
    let to = row.to.as_ref().map(|to| at.node(to.value).key().to_string());
    let limit = row.limit.as_ref().and_then(|limit| limit.amount);
    format!("{} {:?} {:?} {:?}", row.name, to, row.functions, limit)
}

const P: &str = "[change.delegation.d]
to = \"board\"
name = \"By P\"
";

const Q: &str = "[change.delegation.d]
limit = { amount = 500, currency = \"GBP\" }
functions = [\"f\", \"g\"]
";

const OF_BASE: &str = "d Some(\"panel\") [\"f\"] None";
const OF_P: &str = "By P Some(\"board\") [\"f\"] None";
const OF_Q: &str = "d Some(\"panel\") [\"f\", \"g\"] Some(500)";
const OF_BOTH: &str = "By P Some(\"board\") [\"f\", \"g\"] Some(500)";

#[test]
fn a_row_that_two_proposals_change_says_what_both_say() {
    let loaded = proposing(&[("p", P), ("q", Q)]);
    let with = |with: &[&str]| given(&loaded.model.at(DAY, with));
    assert_eq!(with(&[]), OF_BASE);
    assert_eq!(with(&["p"]), OF_P);
    assert_eq!(with(&["q"]), OF_Q);
    assert_eq!(with(&["p", "q"]), OF_BOTH);
    assert_eq!(with(&["q", "p"]), OF_BOTH);
    assert_eq!(with(&["both"]), OF_BOTH, "in a scenario");
    let at = loaded.model.at(DAY, &["p"]);
    assert_eq!(given(&at.and_with("q")), OF_BOTH, "one after the other");
    assert_eq!(given(&at.and_with("q").and_with("p")), OF_BOTH);
    assert_eq!(given(&loaded.clone().model.at(DAY, &["p", "q"])), OF_BOTH);
}

#[test]
fn the_line_of_a_delegation_follows() {
    let loaded = proposing(&[("p", P), ("q", Q)]);
    let at = loaded.model.at(DAY, &["p", "q"]);
    let council = at.node_by_key("council").expect("it is there").id();
    let lines = at
        .relations_from(council)
        .filter(|line| line.kind == RelationKind::Delegation);
    let to: Vec<&str> = lines.map(|line| at.node(line.to).key().as_str()).collect();
    assert_eq!(to, ["board"]);
}

#[test]
fn line_ends_make_no_difference() {
    let windows = |text: &str| format!("[proposal]\r\nid = \"{}\"\r\n", &text[..1]) + &text[1..].replace('\n', "\r\n");
    let (p, q) = (windows(&format!("p{P}")), windows(&format!("q{Q}")));
    let base = BASE.replace('\n', "\r\n");
    let loaded = from_texts(&[("framework.toml", &base), ("p.toml", &p), ("q.toml", &q)]);
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
    let at = loaded.model.at(DAY, &["both"]);
    assert_eq!(given(&at), OF_BOTH);
    assert_eq!(loaded.sources.cite(delegation(&at).statement.place), "q.toml:3");
}

#[test]
fn what_was_adopted_is_below_both() {
    let adopted = "adopted = 2024-01-01\n[change.delegation.d]\nonward = \"prohibited\"\nname = \"Adopted\"\n";
    let loaded = proposing(&[("z", adopted), ("p", P), ("q", Q)]);
    let with = |with: &[&str]| {
        let at = loaded.model.at(DAY, with);
        (given(&at), delegation(&at).onward.is_some())
    };
    assert_eq!(with(&[]), (OF_BASE.replacen('d', "Adopted", 1), true));
    assert_eq!(with(&["q"]), (OF_Q.replacen('d', "Adopted", 1), true));
    assert_eq!(with(&["both"]), (OF_BOTH.to_owned(), true));
    // Adopting one of two changes nothing for who takes both.
    let loaded = proposing(&[("p", &format!("adopted = 2024-01-01\n{P}")), ("q", Q)]);
    assert_eq!(given(&loaded.model.at(DAY, &["q"])), OF_BOTH);
}

#[test]
fn of_what_both_say_the_later_counts() {
    let q = format!("{Q}name = \"By Q\"\n");
    let loaded = proposing(&[("p", P), ("q", &q)]);
    assert_eq!(given(&loaded.model.at(DAY, &["both"])), OF_BOTH.replace("By P", "By Q"));
    assert_eq!(loaded.model.conflicts.len(), 1, "and that they differ is found");
}

#[test]
fn a_line_of_a_body_or_post_says_what_both_say() {
    let p = "[change.body.board]
seats.chair = { person = \"b\" }
seats.guest = { role = \"member\" }
answers-to.panel = { quote = \"p\", for = [\"g\"] }
does.award = { text = \"by p\" }
carries.cost = { text = \"by p\" }
[change.post.lead]
advises.board = { for = [\"g\"] }
";
    let q = "[change.body.board]
name = \"By Q\"
seats.chair = { voting = true }
seats.guest = { person = \"a\" }
answers-to.panel = { basis = \"constitution\" }
does.award = { verb = \"monitor\" }
carries.cost = { log = \"q\" }
[change.post.lead]
advises.board = { status = \"shadow\" }
";
    let loaded = proposing(&[("p", p), ("q", q)]);
    let base = below(&loaded.model.at(DAY, &[]));
    assert_eq!(
        base,
        [
            "chair Some(Chair) a None",
            "award Some(\"decide\") Some(\"awards\")",
            "cost Some(\"cost\") None",
            "answers-to [\"f\"] None InForce",
            "advises [\"f\"] None InForce",
        ]
    );
    let by_p = below(&loaded.model.at(DAY, &["p"]));
    assert_eq!(
        by_p,
        [
            "chair Some(Chair) b None",
            "guest Some(Member) nobody None",
            "award Some(\"decide\") Some(\"by p\")",
            "cost Some(\"by p\") None",
            "answers-to [\"g\"] None InForce",
            "advises [\"g\"] None InForce",
        ]
    );
    let by_q = below(&loaded.model.at(DAY, &["q"]));
    assert_eq!(
        by_q,
        [
            "chair Some(Chair) a Some(true)",
            "guest None a None",
            "award Some(\"monitor\") Some(\"awards\")",
            "cost Some(\"cost\") Some(\"q\")",
            "answers-to [\"f\"] Some(Constitution) InForce",
            "advises [\"f\"] None Shadow",
        ]
    );
    let by_both = below(&loaded.model.at(DAY, &["both"]));
    assert_eq!(
        by_both,
        [
            "chair Some(Chair) b Some(true)",
            "guest Some(Member) a None",
            "award Some(\"monitor\") Some(\"by p\")",
            "cost Some(\"by p\") Some(\"q\")",
            "answers-to [\"g\"] Some(Constitution) InForce",
            "advises [\"g\"] None Shadow",
        ]
    );
}

/// What stands below the board, and the line of the lead.
fn below(at: &AsAt<'_>) -> Vec<String> {
    let [board, lead] = ["board", "lead"].map(|key| at.node_by_key(key).expect("it is there"));
    let mut said = Vec::new();
    for seat in board.seats() {
        let role = seat.role.as_ref().map(|role| role.value);
        let who = match &seat.filled {
            Filled::Person(person) => person.value.as_str(),
            _ => "nobody",
        };
        said.push(format!("{} {role:?} {who} {:?}", seat.key, seat.voting));
    }
    for does in board.does() {
        let verb = does.verb.as_ref().map(|verb| &verb.value);
        said.push(format!("{} {verb:?} {:?}", does.key, does.text));
    }
    for risk in board.carries() {
        let log = risk.log.as_ref().map(|log| &log.value);
        said.push(format!("{} {:?} {log:?}", risk.key, risk.text));
    }
    for node in [board, lead] {
        let lines = at.lines_of(node.id());
        for (line, standing) in lines.filter(|(line, _)| line.kind != RelationKind::Within) {
            let counts = at.has_layer(line.statement.layer) && standing != Standing::OtherDate;
            if counts {
                let words = format!("{} {:?} {:?} {standing:?}", line.kind, line.matters, line.basis);
                said.push(words);
            }
        }
    }
    said
}

#[test]
fn each_table_has_both() {
    let p = "[change.function.f]
name = \"P\"
[change.budget.pool]
name = \"P\"
[change.instrument.terms]
name = \"P\"
[change.log.q]
text = \"P\"
[change.milestone.m]
text = \"P\"
";
    let q = "[change.function.f]
executive = true
[change.budget.pool]
manager = \"lead\"
[change.instrument.terms]
review-due = 2030-01-01
[change.log.q]
owner = \"lead\"
[change.milestone.m]
owner = \"lead\"
";
    let loaded = proposing(&[("p", p), ("q", q)]);
    let at = loaded.model.at(DAY, &["both"]);
    let model = at.model();
    let function = row(&at, &model.functions, "f");
    assert_eq!((function.name.as_str(), function.executive), ("P", Some(true)));
    let budget = row(&at, &model.budgets, "pool");
    assert_eq!((budget.name.as_str(), budget.manager.is_some()), ("P", true));
    let paper = row(&at, &model.instruments, "terms");
    assert_eq!((paper.name.as_str(), paper.review_due), ("P", Some(date(2030, 1, 1))));
    let entry = row(&at, &model.log, "q");
    assert_eq!((entry.text.as_str(), entry.owner.is_some()), ("P", true));
    let milestone = row(&at, &model.milestones, "m");
    assert_eq!((milestone.text.as_str(), milestone.owner.is_some()), ("P", true));
}

#[test]
fn what_one_brings_and_names_is_known_where_the_other_says_more() {
    let p = "[body.office]\nwithin = \"council\"\n[change.delegation.d]\nto = \"office\"\n";
    let loaded = proposing(&[("p", p), ("q", Q)]);
    assert_eq!(
        given(&loaded.model.at(DAY, &["both"])),
        "d Some(\"office\") [\"f\", \"g\"] Some(500)"
    );
}

#[test]
fn what_one_says_from_a_day_counts_from_that_day() {
    let p = "[change.body.board]\nseats.chair = { person = \"b\", starts = 2025-01-01 }\n";
    let q = "[change.body.board]\nseats.chair = { voting = true }\n";
    let loaded = proposing(&[("p", p), ("q", q)]);
    let chair = |day| below(&loaded.model.at(day, &["both"])).swap_remove(0);
    assert_eq!(chair(date(2025, 1, 1)), "chair Some(Chair) b Some(true)");
}

#[test]
fn of_three_any_two_say_what_these_two_say() {
    let r = "[change.delegation.d]\nonward = \"prohibited\"\n";
    let loaded = proposing(&[("p", P), ("q", Q), ("r", r)]);
    for (number, with) in [&["p", "q"][..], &["p", "r"], &["q", "r"], &["p", "q", "r"]]
        .iter()
        .enumerate()
    {
        let at = loaded.model.at(DAY, with);
        let (said, onward) = (given(&at), delegation(&at).onward.is_some());
        assert_eq!(
            (said.as_str(), onward),
            ([OF_BOTH, OF_P, OF_Q, OF_BOTH][number], number > 0)
        );
    }
}

#[test]
fn what_ends_has_ended_for_both() {
    let ends = "[end.delegation.d]\n";
    let loaded = proposing(&[("p", P), ("q", Q), ("r", ends)]);
    let count = |with: &[&str]| {
        let at = loaded.model.at(DAY, with);
        at.current(at.model().delegations.rows()).count()
    };
    assert_eq!(count(&["p", "q", "r"]), 0);
    assert_eq!(count(&["p", "q"]), 1);
}

#[test]
fn what_the_second_adds_is_what_differs() {
    let loaded = proposing(&[("p", P), ("q", Q)]);
    let [p, both] = [&["p"][..], &["p", "q"]].map(|with| loaded.model.at(DAY, with));
    let keys: Vec<String> = diff(&p, &both)
        .changes
        .iter()
        .flat_map(|change| &change.fields)
        .map(|field| field.key.to_string())
        .collect();
    assert!(keys.contains(&"limit".to_owned()), "{keys:?}");
    assert!(
        !keys.contains(&"to".to_owned()) && !keys.contains(&"name".to_owned()),
        "{keys:?}"
    );
}

/// Whichever of two proposals says which keys of a row: of what only one says, that one's word counts, alone and together.
#[test]
fn each_key_is_what_its_proposal_says() {
    let keys = [
        ("name = \"said\"", "name"),
        ("to = \"board\"", "to"),
        ("limit = { amount = 500, currency = \"GBP\" }", "limit"),
        ("onward = \"prohibited\"", "onward"),
    ];
    let says = |row: &Delegation, base: &Delegation, key: &str| match key {
        "name" => row.name != base.name,
        "to" => row.to.as_ref().map(|to| to.value) != base.to.as_ref().map(|to| to.value),
        "limit" => row.limit.is_some(),
        _ => row.onward.is_some(),
    };
    for choice in 0..3_usize.pow(4) {
        let of = |place: u32| choice / 3_usize.pow(place) % 3;
        let text = |proposal: usize| {
            let own = (0..).zip(keys).filter(|(place, _)| of(*place) == proposal);
            own.fold("[change.delegation.d]\n".to_owned(), |text, (_, (line, _))| {
                text + line + "\n"
            })
        };
        let loaded = proposing(&[("p", &text(1)), ("q", &text(2))]);
        let base = loaded.model.at(DAY, &[]);
        for (with, taken) in [(&["p"][..], [1, 1]), (&["q"], [2, 2]), (&["p", "q"], [1, 2])] {
            let at = loaded.model.at(DAY, with);
            for (place, (_, key)) in (0..).zip(keys) {
                let said = says(delegation(&at), delegation(&base), key);
                assert_eq!(said, taken.contains(&of(place)), "{key} with {with:?} in {choice}");
            }
        }
    }
}
