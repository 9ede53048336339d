//! The history of Tower Hamlets Together: what is there in 2016, 2017, 2018 and 2019, that nothing is asked of what is not there
//! yet, and that no date is passed off as stated where no document states one.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use remit_model::finding::Level;
use remit_model::model::{AsAt, Known, Standing, Statement};
use remit_model::resolve::Loaded;
use remit_rules::check;

use crate::folder::{from_folder, root};

const VANGUARD: Date = date(2016, 6, 1);
const FRAMEWORK: Date = date(2017, 11, 1);
const DIVISION: Date = date(2018, 12, 31);
const GROUPS: Date = date(2019, 8, 1);

fn model() -> Loaded {
    let loaded = from_folder(&root().join("models/tower-hamlets-together"));
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
    loaded
}

/// The bodies and posts in force.
fn there<'m>(at: &AsAt<'m>) -> BTreeSet<&'m str> {
    let nodes = at.nodes().filter(|node| !node.subject().starts_with("organisation."));
    nodes.map(|node| node.key().as_str()).collect()
}

/// What is found, by fingerprint, with its level.
fn found(loaded: &Loaded, on: Date) -> BTreeSet<(Level, String)> {
    let findings = check(&loaded.model.at(on, &[]), &loaded.broken).findings;
    findings
        .iter()
        .map(|finding| (finding.level, finding.fingerprint()))
        .collect()
}

#[test]
fn in_2016_there_are_the_partners_and_what_the_law_had_put_in_place() {
    let loaded = model();
    let at = loaded.model.at(VANGUARD, &[]);
    let expected = [
        "gp-care-group-clinical-director",
        "gp-networks",
        "hwb",
        "thipp",
        "vanguard",
    ];
    assert_eq!(there(&at), expected.into());
    assert_eq!(
        at.current(loaded.model.log.rows()).count(),
        0,
        "no question of 2017 is open"
    );
    let found = found(&loaded, VANGUARD);
    assert!(found.iter().all(|(level, _)| *level == Level::Note), "{found:?}");
    assert!(
        !found.iter().any(|(_, print)| print.starts_with("review-due")),
        "{found:?}"
    );
}

#[test]
fn in_december_2018_there_are_the_division_and_its_director_and_no_groups_yet() {
    let loaded = model();
    let (before, after) = (loaded.model.at(FRAMEWORK, &[]), loaded.model.at(DIVISION, &[]));
    let (before, now) = (there(&before), there(&after));
    let new: Vec<&&str> = now.difference(&before).collect();
    assert_eq!(
        new,
        [
            &"integrated-commissioning-division",
            &"joint-director",
            &"public-health"
        ]
    );
    let gone: Vec<&&str> = before.difference(&now).collect();
    assert_eq!(gone, [&"vanguard"], "of nothing else is an end stated or hinted at");
    let director = after.node_by_key("joint-director").expect("the post");
    assert!(matches!(director.holder(), Known::Stated(fact) if fact.value.as_str() == "w-tomsett"));
    let groups = loaded.model.at(GROUPS, &[]);
    let (then, new) = (there(&groups), now);
    let new: Vec<&&str> = then.difference(&new).collect();
    assert_eq!(new, [&"task-and-finish-groups"]);
}

#[test]
fn what_is_found_later_and_not_before_are_silences() {
    let loaded = model();
    let before = found(&loaded, FRAMEWORK);
    for on in [DIVISION, GROUPS] {
        let after = found(&loaded, on);
        let new: Vec<&(Level, String)> = after.difference(&before).collect();
        assert!(!new.is_empty(), "{on}");
        for (level, print) in new {
            assert!(print.starts_with("silences:") && *level == Level::Note, "{on}: {print}");
        }
    }
}

#[test]
fn what_was_only_expected_is_never_in_force() {
    let loaded = model();
    let contract = loaded
        .model
        .instruments
        .get("community-services-contract")
        .expect("the contract");
    for on in [VANGUARD, date(2016, 10, 1), FRAMEWORK, DIVISION, GROUPS] {
        let at = loaded.model.at(on, &[]);
        assert_eq!(at.standing(&contract.statement), Standing::Proposed, "{on}");
        let thipp = at.node_by_key("thipp").expect("the partnership");
        let mut delivers = thipp.timeline().does.iter();
        assert!(delivers.all(|line| !at.in_force(&line.statement)), "{on}");
    }
}

#[test]
fn milestones_are_met_as_read_or_not_stated() {
    let loaded = model();
    for milestone in loaded.model.milestones.iter() {
        let statement = &milestone.statement;
        let read = milestone.met.is_some() && statement.assumed("met").is_some();
        assert!(read || statement.is_not_stated("met"), "{}", milestone.key);
    }
    let met = loaded
        .model
        .milestones
        .iter()
        .filter(|milestone| milestone.met.is_some());
    let met: Vec<&str> = met.map(|milestone| milestone.key.as_str()).collect();
    assert_eq!(met, ["joint-director", "second-event", "task-and-finish-groups"]);
}

#[test]
fn no_first_or_last_day_is_passed_off_as_stated() {
    let loaded = model();
    let honest = |statement: &Statement, ends: Option<Date>, key: &str| {
        for (day, name) in [(statement.starts, "starts"), (ends, "ends")] {
            assert!(
                day.is_none() || statement.assumed(name).is_some(),
                "{key}: whose word is `{name}`?"
            );
        }
    };
    let at = loaded.model.at(FRAMEWORK, &[]);
    let mut dated = 0;
    for node in at.all_nodes() {
        for part in &node.timeline().parts {
            honest(&part.statement, part.ends, node.key());
            dated += usize::from(part.statement.starts.is_some());
        }
    }
    assert!(dated >= 15, "{dated}");
    for entry in loaded.model.log.iter() {
        honest(&entry.statement, entry.statement.ends, &entry.key);
    }
    for milestone in loaded.model.milestones.iter() {
        honest(&milestone.statement, milestone.statement.ends, &milestone.key);
    }
}

#[test]
fn nothing_is_said_to_have_taken_the_place_of_anything() {
    assert!(model().model.successions().is_empty(), "no document says so");
}
