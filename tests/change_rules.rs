//! What the rules on changes say where their pages show no more than one case: of many at once, of successors, of chains, of dates.

use jiff::civil::{Date, date};
use remit_model::finding::Verdict;
use remit_rules::change::{Compared, Consequence, Weight, consequences};
use remit_rules::{Checked, check};

use crate::folder::{from_folder, from_texts, models};

pub(crate) const COUNCIL: &str = r#"
[framework]
name = "Changes"

[organisation.council]
name = "Exampleshire Council"
form = "county-council"

[body.cabinet]
name = "Cabinet"
within = "council"

[function.grants]
name = "Grants"
of = ["council"]
"#;

/// What a proposal brings with it, below a framework.
pub(crate) fn brought(framework: &str, proposal: &str) -> Vec<Consequence> {
    let texts = [
        ("framework.toml", format!("{COUNCIL}{framework}")),
        (
            "proposals/p.toml",
            format!("[proposal]\nid = \"p\"\ntitle = \"P\"\n{proposal}"),
        ),
    ];
    let texts: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (*path, text.as_str())).collect();
    between(&texts, (date(2026, 4, 1), &[]), (date(2026, 4, 1), &["p"]))
}

pub(crate) fn between(texts: &[(&str, &str)], before: (Date, &[&str]), after: (Date, &[&str])) -> Vec<Consequence> {
    let loaded = from_texts(texts);
    let mistakes: Vec<&str> = loaded.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert!(mistakes.is_empty(), "{mistakes:?}");
    let [before, after] = [before, after].map(|(date, with)| loaded.model.at(date, with));
    let [was, is] = [&before, &after].map(|at| check(at, &loaded.broken));
    consequences(&Compared::new((&before, &was), (&after, &is)))
}

/// Rule and sentence of each, of some rules.
pub(crate) fn told(found: &[Consequence], rules: &[&str]) -> Vec<String> {
    let findings = found.iter().map(|one| &one.finding);
    findings
        .filter(|finding| rules.iter().any(|rule| finding.rule.starts_with(rule)))
        .map(|finding| format!("{}: {}", finding.rule, finding.message))
        .collect()
}

#[test]
fn what_many_lose_alike_is_told_once() {
    let forums: String = (1..=9)
        .map(|number| format!("[body.forum-{number}]\nname = \"Forum {number}\"\nwithin = \"council\"\nanswers-to.board = {{ for = [\"*\"] }}\n"))
        .collect();
    let board = "[body.board]\nname = \"Board\"\nwithin = \"council\"\nanswers-to.cabinet = { for = [\"*\"] }\n";
    let found = brought(&format!("{board}{forums}"), "[end.body.board.answers-to.cabinet]\n");
    assert_eq!(
        told(&found, &["path-", "left-"]),
        [
            "left-unanswering: Board answers to nobody any more: before, it answered to Cabinet",
            "path-lost: in the end Forum 1, Forum 2, Forum 3, Forum 4, Forum 5, Forum 6, Forum 7, Forum 8 and Forum 9 no longer answer to Cabinet, and to nobody in its place",
        ]
    );
    let lost = found
        .iter()
        .find(|one| one.finding.rule == "path-lost")
        .expect("it is told");
    assert_eq!(
        lost.finding.shortened.as_deref(),
        Some(
            "in the end Forum 1, Forum 2, Forum 3, Forum 4, Forum 5 and 4 more no longer answer to Cabinet, and to nobody in its place"
        )
    );
    assert_eq!(lost.finding.keys.len(), 9);
    // Three ways, before and after.
    assert_eq!(lost.finding.paths.len(), 6);
    assert!(
        lost.finding.paths[..3]
            .iter()
            .all(|path| path.in_force() && path.steps.len() == 2)
    );
    assert!(
        lost.finding.paths[3..]
            .iter()
            .all(|path| !path.in_force() && path.steps.len() == 2)
    );
}

#[test]
fn a_top_that_is_exchanged_is_another_way() {
    let framework = r#"
[body.scrutiny]
name = "Scrutiny"
within = "council"

[body.board]
name = "Board"
within = "council"
answers-to.cabinet = { for = ["*"] }

[body.forum]
name = "Forum"
within = "council"
answers-to.board = { for = ["*"] }
"#;
    let proposal =
        "[end.body.board.answers-to.cabinet]\n[change.body.board]\nanswers-to.scrutiny = { for = [\"*\"] }\n";
    assert_eq!(
        told(&brought(framework, proposal), &["path-", "left-"]),
        ["path-rerouted: in the end Board and Forum answer to Scrutiny now, and no longer to Cabinet"]
    );
}

#[test]
fn a_way_round_is_a_loss_of_what_only_demands() {
    let framework = r#"
[body.board]
name = "Board"
within = "council"
answers-to.cabinet = { for = ["*"] }

[body.forum]
name = "Forum"
within = "council"
answers-to.board = { for = ["*"] }

[requirement.only.heard]
top-down = ["cabinet", "forum"]
through = "board"
by = ["answers-to"]
"#;
    let found = brought(
        framework,
        "[change.body.forum]\nanswers-to.cabinet = { for = [\"*\"] }\n",
    );
    assert_eq!(
        told(&found, &["path-"]),
        ["path-lost: a way leads from Forum up to Cabinet that goes round whom `only.heard` wants every way to pass"]
    );
}

const COMMITTEE: &str = r#"
[body.committee]
name = "Committee"
within = "council"

[body.group]
name = "Group"
within = "council"

[delegation.to-committee]
name = "the first delegation"
from = ["cabinet"]
to = "committee"
functions = ["grants"]
onward = "permitted"

[delegation.to-group]
name = "the second delegation"
from = ["committee"]
to = "group"
functions = ["grants"]
onward = "permitted"
"#;

#[test]
fn of_a_party_with_a_successor_it_is_to_be_renewed() {
    let board = "[body.board]\nname = \"Board\"\nwithin = \"council\"\n";
    let merged = brought(
        &format!("{COMMITTEE}{board}"),
        "[end.body.group]\nsuccessor = \"board\"\n",
    );
    assert_eq!(
        told(&merged, &["delegation-", "onward-"]),
        [
            "delegation-to-renew: Group, a party to the second delegation, is merged into Board: it is to be made anew, or novated",
        ]
    );
    let new = brought(COMMITTEE, &format!("[end.body.group]\nsuccessor = \"board\"\n{board}"));
    assert_eq!(
        told(&new, &["delegation-", "onward-"]),
        [
            "delegation-to-renew: Group, a party to the second delegation, is replaced by Board: it is to be made anew, or novated"
        ]
    );
    let none = brought(COMMITTEE, "[end.body.group]\nnot-stated = [\"successor\"]\n");
    assert_eq!(
        told(&none, &["delegation-", "onward-"]),
        [
            "delegation-broken: Group, which receives the second delegation, is no longer there, and nothing says who takes over"
        ]
    );
}

#[test]
fn below_the_first_that_breaks_the_chain_is_cut() {
    let third = r#"
[body.officers]
name = "Officers"
within = "council"

[delegation.to-officers]
name = "the third delegation"
from = ["group"]
to = "officers"
functions = ["grants"]
"#;
    let found = brought(
        &format!("{COMMITTEE}{third}"),
        "[end.delegation.to-committee]\nnot-stated = [\"successor\"]\n",
    );
    assert_eq!(
        told(&found, &["delegation-", "onward-"]),
        [
            "onward-chain-cut: the second delegation and the third delegation rest on the first delegation, which ends: nobody holds Grants to pass on any more",
        ]
    );
    let cut = found
        .iter()
        .find(|one| one.finding.rule == "onward-chain-cut")
        .expect("it is told");
    // Of each the chain up to the cut, before and after.
    let lengths: Vec<usize> = cut.finding.paths.iter().map(|path| path.steps.len()).collect();
    assert_eq!(lengths, [2, 2, 3, 3]);
    assert_eq!(
        cut.finding.keys,
        [
            "delegation.to-group",
            "delegation.to-officers",
            "delegation.to-committee"
        ]
    );
}

/// The first delegation stands, and goes to somebody else or gives something else: what rested on it has lost its footing.
#[test]
fn where_the_first_goes_elsewhere_the_chain_is_cut() {
    let board = "[body.board]\nname = \"Board\"\nwithin = \"council\"\n[function.roads]\nname = \"Roads\"\nof = [\"council\"]\n";
    let framework = format!("{COMMITTEE}{board}");
    let moved = brought(&framework, "[change.delegation.to-committee]\nto = \"board\"\n");
    assert_eq!(
        told(&moved, &["delegation-", "onward-"]),
        [
            "onward-chain-cut: the second delegation rests on the first delegation, which goes to Board now: Committee no longer holds Grants to pass on",
            "delegation-to-renew: the terms of the first delegation change: who receives it",
        ]
    );
    let given = brought(
        &framework,
        "[change.delegation.to-committee]\nfunctions = [\"roads\"]\n",
    );
    assert_eq!(
        told(&given, &["delegation-", "onward-"]),
        [
            "onward-chain-cut: the second delegation rests on the first delegation, which no longer gives that: Committee no longer holds Grants to pass on",
            "delegation-to-renew: the terms of the first delegation change: what it gives",
        ]
    );
    // Where it is given on by the new one, or held by another way, nothing is cut.
    for other in [
        "[change.delegation.to-committee]\nto = \"board\"\n[change.delegation.to-group]\nfrom = [\"board\"]\n",
        "[change.delegation.to-committee]\nto = \"board\"\n[delegation.anew]\nfrom = [\"council\"]\nto = \"committee\"\nfunctions = [\"grants\"]\nonward = \"permitted\"\n",
        "[change.delegation.to-committee]\nto = \"board\"\n[change.body.committee]\ndoes.grants = { verb = \"decide\", function = \"grants\" }\n",
    ] {
        let found = brought(&framework, other);
        assert_eq!(told(&found, &["onward-"]), Vec::<String>::new(), "{other}");
    }
}

/// What somebody does by a delegation is often entered twice: as the delegation, and as what the body does.
#[test]
fn what_a_receiver_says_that_it_decides_is_no_title_of_its_own() {
    let framework = r#"
[body.panel]
name = "Panel"
form = "committee"
within = "council"
does.grants = { verb = "decide", function = "grants" }

[body.other]
name = "Other Panel"
form = "committee"
within = "council"

[post.deputy]
name = "Deputy"
within = "council"

[delegation.first]
name = "the first"
from = ["council"]
to = "panel"
functions = ["grants"]

[delegation.second]
name = "the second"
from = ["panel"]
to = "deputy"
functions = ["grants"]
"#;
    assert_eq!(
        told(
            &brought(framework, "[end.delegation.first]\n"),
            &["onward-", "delegation-"]
        ),
        ["onward-chain-cut: the second rests on the first, which ends: nobody holds Grants to pass on any more"]
    );
    let found = brought(framework, "[change.delegation.first]\nto = \"other\"\n");
    assert_eq!(
        told(&found, &["decision-moved"]),
        ["decision-moved: Other Panel now decides Grants as well as Panel"],
        "the deputy's delegation is cut: nobody is told that the deputy decides it as before"
    );
    assert_eq!(
        told(&found, &["onward-", "delegation-"]),
        [
            "onward-chain-cut: the second rests on the first, which goes to Other Panel now: Panel no longer holds Grants to pass on",
            "delegation-to-renew: the terms of the first change: who receives it",
        ]
    );
    let renewed = found.iter().find(|one| one.finding.rule == "delegation-to-renew");
    assert!(renewed.is_some_and(|one| {
        let said = "Panel still says that it decides Grants, and no longer receives it by this";
        one.finding.remarks.iter().any(|remark| remark == said)
    }));
    let found = brought(framework, "[change.body.panel]\nform = \"advisory-group\"\n");
    assert_eq!(
        told(&found, &["onward-", "delegation-"]),
        [
            "delegation-broken: Panel is an advisory group, which can hold no decision, and decides Grants and holds a delegation of Grants",
            "onward-chain-cut: the second rests on the first, which breaks: nobody holds Grants to pass on any more",
        ]
    );
    // Who newly says that they decide it, as the delegation ends, takes it over in their own right.
    let plain = framework.replace("does.grants = { verb = \"decide\", function = \"grants\" }\n", "");
    let own =
        "[end.delegation.first]\n[change.body.panel]\ndoes.grants = { verb = \"decide\", function = \"grants\" }\n";
    assert_eq!(
        told(&brought(&plain, own), &["onward-", "delegation-"]),
        Vec::<String>::new()
    );
}

#[test]
fn what_goes_further_than_what_it_rests_on_is_broken_once() {
    let limits = |first: u32| format!("limit = {{ amount = {first}, currency = \"GBP\", per = \"decision\" }}");
    let framework = COMMITTEE
        .replace(
            "name = \"the first delegation\"",
            &format!("name = \"the first delegation\"\n{}", limits(500)),
        )
        .replace(
            "name = \"the second delegation\"",
            &format!("name = \"the second delegation\"\n{}", limits(400)),
        );
    let found = brought(
        &framework,
        &format!("[change.delegation.to-committee]\n{}\n", limits(100)),
    );
    assert_eq!(
        told(&found, &["delegation-", "onward-"]),
        [
            "delegation-broken: Committee gives Grants to Group up to \u{a3}400 per decision, and may itself decide up to \u{a3}100 per decision",
            "delegation-to-renew: the terms of the first delegation change: its limit",
        ]
    );
}

/// By a power that does not reach its new receiver it is none, and what that one passes on is cut off with it.
#[test]
fn what_goes_to_one_who_may_not_receive_it_is_broken() {
    let framework = r#"
[body.committee]
name = "Committee"
form = "committee"
within = "council"

[organisation.club]
name = "Club"
form = "charity"

[delegation.first]
name = "the first delegation"
from = ["council"]
to = "committee"
functions = ["grants"]
power = "lga-1972-s101"
"#;
    let found = brought(
        framework,
        "[change.delegation.first]\nto = \"club\"\n[change.function.grants]\nexecutive = false\n",
    );
    let broken: Vec<&Consequence> = found
        .iter()
        .filter(|one| one.finding.rule.starts_with("delegation-"))
        .collect();
    let [broken] = broken.as_slice() else {
        panic!("told once: {:?}", told(&found, &["delegation-"]));
    };
    assert_eq!(
        (broken.finding.rule, broken.weight()),
        ("delegation-broken", Weight::Breaking)
    );
    let (message, help) = (&broken.finding.message, broken.finding.help.concat());
    assert!(message.contains("Local Government Act 1972 s101"), "{message}");
    assert!(help.ends_with("Check with your legal adviser"), "{help}");
    assert!(
        broken
            .finding
            .remarks
            .iter()
            .any(|remark| remark == "who receives it: before, Committee; after, Club"),
        "{:?}",
        broken.finding.remarks
    );
}

#[test]
fn another_name_of_the_same_one_is_no_novation() {
    let anew = "[body.crew]\nname = \"Crew\"\nwithin = \"council\"\nformerly = [\"group\"]\n[end.body.group]\n";
    let found = brought(COMMITTEE, anew);
    assert_eq!(
        told(&found, &["delegation-", "onward-"]),
        ["delegation-to-renew: Group, a party to the second delegation, becomes Crew: it says so when next signed"]
    );
    assert!(
        found
            .iter()
            .filter(|one| one.finding.rule == "delegation-to-renew")
            .all(|one| one.weight() == Weight::Editorial)
    );
}

#[test]
fn a_silence_that_bears_on_a_decision_leaves_it_open() {
    let framework = "[body.committee]\nname = \"Committee\"\nwithin = \"council\"\ndoes.grants = { verb = \"decide\", function = \"grants\" }\n";
    let found = brought(
        framework,
        "[end.body.committee.does.grants]\n[change.body.committee]\nnot-stated = [\"does\"]\n",
    );
    let unowned = found
        .iter()
        .find(|one| one.finding.rule == "decision-unowned")
        .expect("it is told");
    assert_eq!(
        (unowned.weight(), unowned.finding.verdict),
        (Weight::Notable, Verdict::CannotTell)
    );
    // Who was silent before and after is no owner.
    let silent = "[body.forum]\nname = \"Forum\"\nwithin = \"council\"\nnot-stated = [\"does\"]\n";
    let found = brought(&format!("{framework}{silent}"), "[end.body.committee.does.grants]\n");
    let unowned = found
        .iter()
        .find(|one| one.finding.rule == "decision-unowned")
        .expect("it is told");
    assert_eq!(unowned.weight(), Weight::Breaking);
    assert_eq!(
        unowned.finding.remarks,
        ["before and after, what Forum decides or does is not stated"]
    );
}

#[test]
fn a_power_that_ends_breaks_what_rests_on_it() {
    let texts = [
        (
            "framework.toml",
            format!("{COUNCIL}{COMMITTEE}").replace(
                "name = \"the first delegation\"",
                "name = \"the first delegation\"\npower = \"old-power\"",
            ),
        ),
        (
            "law.toml",
            "[power.old-power]\nname = \"The old power\"\ncitation = \"Old Act 2000 s1\"\nsince = 2000-01-01\nuntil = 2025-12-31\nsure = \"read\"\n"
                .to_owned(),
        ),
    ];
    let texts: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let found = between(&texts, (date(2025, 4, 1), &[]), (date(2026, 4, 1), &[]));
    assert_eq!(
        told(&found, &["delegation-", "onward-"]),
        [
            "delegation-broken: the first delegation rests on Old Act 2000 s1, which is not in force on 1 April 2026",
            "onward-chain-cut: the second delegation rests on the first delegation, which breaks: nobody holds Grants to pass on any more",
        ]
    );
    // The other way round nothing is lost.
    let back = between(&texts, (date(2026, 4, 1), &[]), (date(2025, 4, 1), &[]));
    assert_eq!(told(&back, &["delegation-", "onward-"]), Vec::<String>::new());
}

/// Nothing is told twice, whichever two states of our models are compared; and nothing of a state and itself.
#[test]
fn of_our_models_each_consequence_is_told_once() {
    for folder in models() {
        let loaded = from_folder(&folder);
        let mut states = Vec::new();
        for day in [date(2016, 6, 1), date(2017, 11, 1), date(2022, 7, 1)] {
            states.push(loaded.model.at(day, &[]));
            let proposals = loaded.model.proposals.iter();
            states.extend(proposals.map(|proposal| loaded.model.at(day, &[proposal.key.as_str()])));
        }
        let checked: Vec<Checked> = states.iter().map(|at| check(at, &loaded.broken)).collect();
        let sides = || states.iter().zip(&checked);
        for (before, after) in sides().flat_map(|one| sides().map(move |other| (one, other))) {
            let found = consequences(&Compared::new(before, after));
            let mut told: Vec<String> = found.iter().map(|one| one.finding.fingerprint()).collect();
            let number = told.len();
            told.sort();
            told.dedup();
            assert_eq!(told.len(), number, "{told:#?}");
            assert!(!std::ptr::eq(before.0, after.0) || found.is_empty(), "{told:#?}");
        }
    }
}

#[test]
fn what_a_proposal_answers_is_answered_whenever_it_begins() {
    let log = "[body.old]\nname = \"Old\"\nwithin = \"council\"\n[log.q]\nkind = \"question\"\ntext = \"Who?\"\nowner = \"old\"\nabout = [\"old\"]\n";
    let later = "starts = 2027-04-01\nanswers = [\"q\"]\n[end.body.old]\n";
    for proposal in [later.to_owned(), format!("{later}successor = \"cabinet\"\n")] {
        let found = brought(log, &proposal);
        let of_log = found
            .iter()
            .filter(|one| one.finding.keys.iter().any(|key| key == "log.q"));
        let told: Vec<&str> = of_log.map(|one| one.finding.message.as_str()).collect();
        assert_eq!(
            told,
            ["the question \u{201c}Who?\u{201d} is answered: by the proposal \u{201c}P\u{201d}"]
        );
    }
}
