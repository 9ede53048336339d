//! `remit trace --delegation`: the chains by which a function is given, as evidence; and the arithmetic along them.

mod graphs;

use std::fs;

use jiff::civil::{Date, date};
use remit_model::resolve::Loaded;
use remit_rules::chains::{About, Answering, Chains, Ending, HeldBy, Hold, LONGEST, MOST, chains};
use tempfile::TempDir;

use crate::cli::{code, err, out, remit};
use crate::folder::from_texts;

/// The day for which everything is read.
const LOOK: Date = date(2018, 6, 1);

/// A council, a committee, a panel, an officer and another council.
const COUNCIL: &str = "\
[framework]
name = \"Chains\"
as-at = 2018-06-01

[organisation.council]
name = \"Exampleshire Council\"
form = \"county-council\"

[organisation.other]
name = \"Sample Council\"
form = \"council\"

[body.committee]
name = \"Licensing Committee\"
form = \"committee\"
within = \"council\"

[body.panel]
name = \"Licensing Panel\"
form = \"sub-committee\"
within = \"council\"

[post.officer]
name = \"Licensing Officer\"
within = \"council\"
in-law = [\"officer\"]

[function.licences]
name = \"Licences\"
of = [\"council\"]
executive = false

[function.idle]
name = \"Allotments\"
of = [\"council\"]
";

const STEPS: &str = "
[delegation.one]
from = [\"council\"]
to = \"committee\"
functions = [\"licences\"]
power = \"lga-1972-s101\"
limit = { amount = 500, per = \"decision\" }
starts = 2015-04-01
ends = 2019-03-31
source = \"scheme: 1\"

[delegation.two]
from = [\"committee\"]
to = \"panel\"
functions = [\"licences\"]
power = \"lga-1972-s101\"

[delegation.three]
from = [\"panel\"]
to = \"officer\"
functions = [\"licences\"]
power = \"lga-1972-s101\"
limit = { amount = 100, per = \"decision\" }
assumed.power = \"the scheme names none\"

[document.scheme]
title = \"Scheme of delegation\"
";

fn load(more: &str) -> Loaded {
    let loaded = from_texts(&[("framework.toml", &format!("{COUNCIL}{more}"))]);
    let mistakes: Vec<&str> = loaded.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert!(mistakes.is_empty(), "{mistakes:?}");
    loaded
}

/// The keys of the delegations of each chain.
fn keys<'a>(chains: &'a Chains<'_>) -> Vec<Vec<&'a str>> {
    let of = |chain: &'a remit_rules::chains::DelegationChain<'_>| {
        let steps = chain.steps.iter();
        steps.map(|step| step.delegation.key.as_str()).collect()
    };
    chains.chains.iter().map(of).collect()
}

/// What is broken of the last step of the only chain, by what it is about.
fn broken(more: &str) -> Vec<About> {
    last(more, Hold::Broken)
}

/// What of the last step of the only chain comes to this, by what it is about.
fn last(more: &str, verdict: Hold) -> Vec<About> {
    let loaded = load(more);
    let at = loaded.model.at(LOOK, &[]);
    let found = chains(&at, "licences");
    assert_eq!(found.chains.len(), 1, "{:?}", keys(&found));
    let last = found.chains[0].steps.last().expect("a step");
    let reasons = last.reasons.iter().filter(|reason| reason.verdict == verdict);
    reasons.map(|reason| reason.about).collect()
}

#[test]
fn a_chain_goes_from_the_holder_to_the_last_and_holds() {
    let loaded = load(STEPS);
    let at = loaded.model.at(LOOK, &[]);
    let found = chains(&at, "licences");
    assert_eq!(keys(&found), [["one", "two", "three"]]);
    let chain = &found.chains[0];
    assert_eq!(chain.holder.by, HeldBy::Own);
    assert_eq!(chain.verdict(), Hold::Holds, "{:#?}", chain.steps);
    assert_eq!(chain.weakest(), None);
    // What the first step says of its days is what is left of the others.
    let left = chain.steps[2].left;
    assert_eq!(
        (left.first, left.last),
        (Some(date(2015, 4, 1)), Some(date(2019, 3, 31)))
    );
    // The power leaves the council liable at each step.
    let council = at.node_by_key("council").expect("it is there").id();
    assert!(chain.steps.iter().all(|step| step.liable == [council]));
    assert_eq!(chains(&at, "idle").chains.len(), 0);
    assert_eq!(chains(&at, "nothing of the kind").chains.len(), 0);
}

#[test]
fn each_fault_is_found_at_its_step() {
    assert!(broken(STEPS).is_empty());
    let grown = STEPS.replace("amount = 100", "amount = 501");
    assert_eq!(broken(&grown), [About::Limit]);
    let longer = STEPS.replace("assumed.power", "ends = 2020-03-31\nassumed.power");
    // On the days that are left it holds: what it states beyond them stands against it.
    assert_eq!(
        (broken(&longer), last(&longer, Hold::Against)),
        (vec![], vec![About::Days])
    );
    let forbidden = STEPS.replace("to = \"panel\"", "to = \"panel\"\nonward = \"prohibited\"");
    assert_eq!(broken(&forbidden), [About::Onward]);
    // By law a sub-committee goes on to an officer, not to a committee.
    let upward = STEPS.replace("to = \"officer\"", "to = \"again\"")
        + "[body.again]\nname = \"Panel for appeals\"\nform = \"sub-committee\"\nwithin = \"council\"\n";
    assert_eq!(broken(&upward), [About::Onward]);
    let ended = STEPS.replace("ends = 2019-03-31", "ends = 2018-03-31");
    assert_eq!(broken(&ended), [About::Days]);
}

#[test]
fn what_was_renewed_in_time_is_one_stretch() {
    let renewed = STEPS
        .replace("ends = 2019-03-31", "ends = 2018-03-31")
        .replace("[delegation.three]", "[delegation.again]\nfrom = [\"council\"]\nto = \"committee\"\nfunctions = [\"licences\"]\npower = \"lga-1972-s101\"\nstarts = 2018-04-01\n[delegation.three]");
    let dated = renewed.replace("to = \"panel\"", "to = \"panel\"\nstarts = 2017-04-01");
    let loaded = load(&dated);
    let at = loaded.model.at(LOOK, &[]);
    let found = chains(&at, "licences");
    // What is over does not count where something took its place.
    assert_eq!(keys(&found), [["again", "two", "three"]]);
    assert_eq!(found.chains[0].verdict(), Hold::Holds, "{:#?}", found.chains[0].steps);
}

#[test]
fn circles_end_and_tangles_are_bounded() {
    let body = |number: usize| {
        format!("[body.b{number}]\nname = \"Body {number}\"\nform = \"committee\"\nwithin = \"council\"\n")
    };
    let step = |key: &str, from: usize, to: usize| {
        format!("[delegation.{key}]\nfrom = [\"b{from}\"]\nto = \"b{to}\"\nfunctions = [\"licences\"]\n")
    };
    // A circle that nobody begins, and one that goes back to where it came from.
    let round = (0..2).map(body).collect::<String>() + &step("x", 0, 1) + &step("y", 1, 0);
    let loaded = load(&round);
    let at = loaded.model.at(LOOK, &[]);
    let found = chains(&at, "licences");
    assert_eq!(keys(&found), [["x", "y"]]);
    assert_eq!(
        (found.chains[0].holder.by, found.chains[0].ends),
        (HeldBy::Circle, Ending::Circle)
    );
    assert_eq!(found.chains[0].verdict(), Hold::Broken);
    // Twenty levels with two ways from each to the next: a million chains.
    let mut tangle: String = (0..60).map(body).collect();
    for level in 0..20 {
        tangle += &step(&format!("l{level}"), level, level + 20);
        tangle += &step(&format!("r{level}"), level, level + 40);
        tangle += &step(&format!("m{level}"), level + 20, level + 1);
        tangle += &step(&format!("n{level}"), level + 40, level + 1);
    }
    let loaded = load(&tangle.replace("to = \"b60\"", "to = \"officer\""));
    let found = chains(&loaded.model.at(LOOK, &[]), "licences").chains.len();
    assert_eq!(found, MOST);
    // A chain longer than anybody reads.
    let long = LONGEST + 5;
    let text: String = (0..=long)
        .map(body)
        .chain((0..long).map(|at| step(&format!("s{at}"), at, at + 1)))
        .collect();
    let loaded = load(&text);
    let at = loaded.model.at(LOOK, &[]);
    let found = chains(&at, "licences");
    assert_eq!((found.chains.len(), found.chains[0].steps.len()), (1, LONGEST));
    assert_eq!(found.chains[0].ends, Ending::Longer);
}

fn on_disk(more: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("framework.toml"), format!("{COUNCIL}{more}")).expect("written");
    folder
}

/// That its organisation has a function does not make it a committee's own: what the committee gives on, it was given.
#[test]
fn a_committee_that_gives_first_does_not_hold_it_to_begin_with() {
    let folder = on_disk(
        "[delegation.two]\nfrom = [\"committee\"]\nto = \"panel\"\nfunctions = [\"licences\"]\npower = \"lga-1972-s101\"\n",
    );
    let output = remit(folder.path(), &["trace", "--delegation", "licences"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let said = out(&output).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("Licensing Committee gave it first"), "{said}");
    assert!(!said.contains("holds it to begin with"), "{said}");
}

#[test]
fn the_command_shows_the_chain_as_evidence() {
    let folder = on_disk(STEPS);
    let ask = |more: &[&str]| {
        let output = remit(folder.path(), &[&["trace", "--delegation", "licences"], more].concat());
        assert_eq!(code(&output), 0, "{}", err(&output));
        out(&output)
    };
    let said = ask(&[]).split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "Licences is given in one chain: it holds. Check with your legal adviser.",
        "Exampleshire Council \u{2192} Licensing Committee \u{2192} Licensing Panel \u{2192} Licensing Officer",
        "Exampleshire Council holds it to begin with",
        "Local Government Act 1972 s101(1) to (4)",
        "Up to: \u{a3}500 per decision",
        "Liable by the power: Exampleshire Council",
        "Answers back: inside one organisation",
        "(assumed)",
        "the scheme names none",
        "(scheme: 1)",
    ] {
        assert!(said.contains(words), "{words:?} in\n{said}");
    }
    let markdown = ask(&["--format", "markdown"]);
    assert!(
        markdown.contains("### Step 1") && markdown.contains("**Verdict:** holds"),
        "{markdown}"
    );
    let json: serde_json::Value = serde_json::from_str(&ask(&["--format", "json"])).expect("JSON");
    assert_eq!(json["asks"], "delegation-chains");
    let rows = json["groups"][0]["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[2]["values"]["delegation"][0]["key"], "three");
    assert_eq!(rows[0]["values"]["ends"], "2019-03-31");
    // After its last day the first step is shown, and does not hold.
    let later = ask(&["--as-at", "2019-06-01"])
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(
        later.contains("Licences is given in one chain: it does not hold."),
        "{later}"
    );
    assert!(later.contains("The chain does not hold: see step 1."), "{later}");
    assert!(
        later.contains("not in force: from 1 April 2015 to 31 March 2019") || later.contains("not in force"),
        "{later}"
    );
}

#[test]
fn what_is_not_delegated_or_misspelt_is_answered_in_a_sentence() {
    let folder = on_disk(STEPS);
    let idle = remit(folder.path(), &["trace", "--delegation", "idle"]);
    assert_eq!(code(&idle), 0, "{}", err(&idle));
    let said = out(&idle).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("Nobody has delegated Allotments on this date. It is a function of Exampleshire Council."),
        "{said}"
    );
    for (arguments, answer) in [
        (&["trace", "--delegation", "licenses"][..], "did you mean `licences`?"),
        (
            &["trace", "--delegation", "panel"][..],
            "`panel` is a body, where a function is wanted",
        ),
        (&["trace", "panel"][..], "<B>"),
    ] {
        let output = remit(folder.path(), arguments);
        assert_eq!(code(&output), 2, "{}", out(&output));
        assert!(err(&output).contains(answer), "{}", err(&output));
    }
    let proposed = "[proposal]\nid = \"give\"\ntitle = \"Give it away\"\n[delegation.new]\nfrom = [\"council\"]\nto = \"committee\"\nfunctions = [\"idle\"]\npower = \"lga-1972-s101\"\n";
    fs::create_dir(folder.path().join("proposals")).expect("made");
    fs::write(folder.path().join("proposals/give.toml"), proposed).expect("written");
    let plain = out(&remit(folder.path(), &["trace", "--delegation", "idle"]));
    assert!(plain.contains("Delegations proposed, not in force"), "{plain}");
    let adopted = out(&remit(
        folder.path(),
        &["trace", "--delegation", "idle", "--with", "give"],
    ));
    assert!(adopted.contains("Allotments is given in one chain"), "{adopted}");
}

/// An agreement of a commissioning group and a council that runs for longer than there were such groups.
const POOLED: &str = "
[organisation.ccg]
name = \"Exampleshire Clinical Commissioning Group\"
form = \"ccg\"
[function.equipment]
name = \"Equipment\"
of = [\"ccg\"]
[delegation.pooled]
from = [\"ccg\"]
to = \"council\"
functions = [\"equipment\"]
power = \"si-2000-617-reg-10\"
starts = 2016-04-01
ends = 2026-03-31
";

#[test]
fn a_step_ends_with_the_form_of_those_who_make_it() {
    let last = Some(date(2022, 6, 30));
    let days = |text: &str, on: Date| {
        let loaded = load(text);
        let at = loaded.model.at(on, &[]);
        let found = chains(&at, "equipment");
        let step = &found.chains[0].steps[0];
        let about: Vec<_> = step
            .reasons
            .iter()
            .filter(|reason| reason.about == About::Days && reason.verdict != Hold::Holds)
            .map(|reason| (reason.verdict, reason.says.clone()))
            .collect();
        (step.left.last, about)
    };
    for on in [date(2017, 11, 1), date(2023, 4, 1)] {
        let (left, about) = days(POOLED, on);
        assert_eq!(left, last, "{on}");
        assert!(
            about.iter().any(|(verdict, says)| *verdict == Hold::Against
                && says.contains("abolished by the Health and Care Act 2022")
                && says.ends_with("ends on 30 June 2022")),
            "{on}: {about:?}"
        );
        // Until then it holds, whatever it states beyond.
        let broken = about.iter().any(|(verdict, _)| *verdict == Hold::Broken);
        assert_eq!(broken, on.year() == 2023, "{on}: {about:?}");
    }
    // Without an end, nothing is said of it before then.
    let open = POOLED.replace("ends = 2026-03-31\n", "");
    assert_eq!(days(&open, date(2017, 11, 1)), (None, vec![]));
    assert_eq!(days(&open, date(2023, 4, 1)).0, last);
    // On a reading alone it cannot be told.
    let read = POOLED.replace("form = \"ccg\"", "form = \"ccg\"\nassumed.form = \"by its name\"");
    let (left, about) = days(&read, date(2017, 11, 1));
    assert_eq!(left, Some(date(2026, 3, 31)));
    assert!(matches!(about.as_slice(), [(Hold::CannotTell, _)]), "{about:?}");
}

#[test]
fn what_an_organisation_received_comes_to_its_sub_committee_by_its_committee_alone() {
    let steps = POOLED.to_owned()
        + "
[delegation.to-committee]
from = [\"council\"]
to = \"committee\"
functions = [\"equipment\"]
[delegation.to-panel]
from = [\"committee\"]
to = \"panel\"
functions = [\"equipment\"]
";
    let loaded = load(&steps);
    let at = loaded.model.at(LOOK, &[]);
    assert_eq!(
        keys(&chains(&at, "equipment")),
        [["pooled", "to-committee", "to-panel"]]
    );
    // A committee that its own organisation gave nothing has what the organisation received.
    let without = steps.replace("from = [\"council\"]", "from = [\"ccg\"]");
    let loaded = load(&without);
    let at = loaded.model.at(LOOK, &[]);
    assert_eq!(
        keys(&chains(&at, "equipment")),
        [["pooled", "to-panel"], ["to-committee", "to-panel"]]
    );
    // One of two is spoken of as one.
    let foreign = "[delegation.foreign]\nfrom = [\"other\"]\nto = \"committee\"\nfunctions = [\"licences\"]\n";
    let folder = on_disk(&format!("{STEPS}{foreign}"));
    let said = out(&remit(folder.path(), &["trace", "--delegation", "licences"]));
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("Licences is given in 2 chains: 1 holds and 1 "), "{said}");
}

/// A chain of an officer who has another officer do it, and an agreement across organisations without a line of answering.
#[test]
fn what_the_rules_let_pass_a_chain_lets_pass() {
    let officers = STEPS.to_owned()
        + "[post.assistant]\nname = \"Licensing Assistant\"\nwithin = \"council\"\nin-law = [\"officer\"]\n\
           [delegation.four]\nfrom = [\"officer\"]\nto = \"assistant\"\nfunctions = [\"licences\"]\npower = \"lga-1972-s101\"\n";
    assert_eq!(broken(&officers), []);
    let loaded = load(&officers);
    let at = loaded.model.at(LOOK, &[]);
    assert_eq!(chains(&at, "licences").chains[0].steps[3].verdict(), Hold::Holds);
    // Given by a committee to a councillor, it is against the law by the rules, and so it is here.
    let councillor = officers.replace(
        "in-law = [\"officer\"]\n[delegation.four]\nfrom = [\"officer\"]",
        "in-law = [\"councillor\"]\n[delegation.four]\nfrom = [\"council\"]",
    );
    assert_ne!(councillor, officers);
    let loaded = load(&councillor);
    let at = loaded.model.at(LOOK, &[]);
    let found = chains(&at, "licences");
    let four = found.chains.iter().flat_map(|chain| &chain.steps);
    let four: Vec<Hold> = four
        .filter(|step| step.delegation.key == "four")
        .map(|step| step.verdict())
        .collect();
    assert_eq!(four, [Hold::Broken]);
}

#[test]
fn a_line_of_answering_that_is_not_entered_makes_nothing_unlawful() {
    let open = POOLED
        .replace("ends = 2026-03-31\n", "")
        .replace("si-2000-617-reg-10", "nhs-act-2006-s75");
    let loaded = load(&open);
    let at = loaded.model.at(LOOK, &[]);
    let found = chains(&at, "equipment");
    let (chain, step) = (&found.chains[0], &found.chains[0].steps[0]);
    assert!(matches!(step.answering, Answering::No(_)), "{step:#?}");
    let others = step.reasons.iter().filter(|reason| reason.about != About::Answering);
    assert!(others.clone().all(|reason| reason.verdict == Hold::Holds), "{step:#?}");
    assert_eq!(step.verdict(), Hold::Against, "{step:#?}");
    assert_eq!((chain.verdict(), chain.weakest()), (Hold::Against, Some(1)));
}
