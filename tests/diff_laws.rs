//! What holds of every comparison: a state doesn't differ from itself, a comparison read the other way round is its mirror, and
//! what a proposal does is what the proposal says.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use remit_diff::{Change, Diff, Kind, Thing, diff};
use remit_model::document::RelationKind;
use remit_model::model::{AsAt, Relation};
use remit_model::resolve::Loaded;
use remit_rules::change::{Compared, Consequence, consequences};
use toml::{Table, Value};

use crate::folder::{from_folder, models};
use crate::generate::{LOOKS, Taste, frameworks};
use crate::laws::config;

/// The days on which our own models are looked at: before they begin, around what changed the law, and long after.
const DAYS: [Date; 6] = [
    date(2013, 3, 31),
    date(2016, 6, 1),
    date(2017, 11, 1),
    date(2018, 12, 31),
    date(2022, 7, 1),
    date(2026, 4, 1),
];

/// Everything that is valid.
const SOUND: Taste = Taste {
    misspelt: false,
    clashes: false,
    adopted: true,
};

/// What a change brings with it.
fn brought(loaded: &Loaded, before: &AsAt<'_>, after: &AsAt<'_>) -> Vec<Consequence> {
    let [found_before, found_after] = [before, after].map(|at| remit_rules::check(at, &loaded.broken));
    consequences(&Compared::new((before, &found_before), (after, &found_after)))
}

/// The states in which a framework may be looked at: each day, without proposals, with each, and with all of them.
fn states<'l>(loaded: &'l Loaded, days: &[Date]) -> Vec<AsAt<'l>> {
    let proposals: Vec<&str> = loaded.model.proposals.iter().map(|row| row.key.as_str()).collect();
    let mut with: Vec<Vec<&str>> = vec![Vec::new()];
    with.extend(proposals.iter().map(|proposal| vec![*proposal]));
    with.push(proposals);
    with.dedup();
    let each = days
        .iter()
        .flat_map(|&day| with.iter().map(move |with| loaded.model.at(day, with)));
    each.collect()
}

fn mirrored(diff: Diff) -> Diff {
    Diff {
        changes: diff.changes.into_iter().map(Change::mirrored).collect(),
    }
}

fn differs_from_itself_in_nothing(loaded: &Loaded, days: &[Date], again: &Loaded) {
    for (at, other) in states(loaded, days).iter().zip(&states(again, days)) {
        assert_eq!(diff(at, at), Diff::default(), "{} {:?}", at.date(), at.with());
        // The same, read from other texts: no statement is the very same.
        let apart: Vec<String> = diff(at, other)
            .changes
            .iter()
            .map(|change| format!("{change:?}"))
            .collect();
        assert_eq!(apart, Vec::<String>::new(), "{} {:?}", at.date(), at.with());
        assert!(brought(loaded, at, at).is_empty(), "{} {:?}", at.date(), at.with());
    }
}

fn mirrors(loaded: &Loaded, days: &[Date]) {
    let states = states(loaded, days);
    for (number, one) in states.iter().enumerate() {
        for other in &states[number + 1..] {
            assert_eq!(
                mirrored(diff(one, other)),
                diff(other, one),
                "{} {:?} and {} {:?}",
                one.date(),
                one.with(),
                other.date(),
                other.with()
            );
        }
    }
}

#[test]
fn no_model_differs_from_itself_on_any_day() {
    for folder in models() {
        let [loaded, again] = [from_folder(&folder), from_folder(&folder)];
        differs_from_itself_in_nothing(&loaded, &DAYS, &again);
    }
}

#[test]
fn a_comparison_of_our_models_read_the_other_way_round_is_its_mirror() {
    for folder in models() {
        mirrors(&from_folder(&folder), &DAYS);
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn no_framework_differs_from_itself(framework in frameworks(SOUND)) {
        let [loaded, again] = [framework.load(), framework.load()];
        differs_from_itself_in_nothing(&loaded, &LOOKS, &again);
    }

    #[test]
    fn a_comparison_read_the_other_way_round_is_its_mirror(framework in frameworks(SOUND)) {
        mirrors(&framework.load(), &LOOKS);
    }

    #[test]
    fn what_a_proposal_does_stands_in_the_proposal(framework in frameworks(Taste { adopted: false, ..SOUND })) {
        let loaded = framework.load();
        for day in LOOKS {
            for proposal in loaded.model.proposals.iter() {
                nothing_else_changes(&loaded, day, &proposal.key);
            }
        }
    }
}

/// Whatever says something else after a proposal says it in the proposal's file. What is newly there, or there no longer, is
/// written in it, is named in it (and may have got another end or status), or belongs to or leads to somebody who is newly there
/// or there no longer.
fn nothing_else_changes(loaded: &Loaded, day: Date, proposal: &str) {
    let [before, after] = [loaded.model.at(day, &[]), loaded.model.at(day, &[proposal])];
    let file = loaded
        .model
        .proposals
        .get(proposal)
        .expect("it is there")
        .statement
        .place
        .file;
    let spoken = text_of(loaded, file);
    let changes = diff(&before, &after).changes;
    let come_or_gone = |change: &&Change| matches!(change.kind, Kind::Added | Kind::Ended);
    let nodes: BTreeSet<&str> = changes
        .iter()
        .filter(come_or_gone)
        .filter_map(|change| change.thing().filter(|thing| thing.id.table.is_node()))
        .map(|thing| thing.id.key.as_str())
        .collect();
    for change in &changes {
        for field in &change.fields {
            let place = field.after.as_ref().map(|(_, place)| place.file);
            assert!(place.is_none_or(|place| place == file), "{proposal}: {change:#?}");
        }
        if let Some(thing) = change.thing().filter(|_| come_or_gone(&change)) {
            let written = thing.place.file == file || spoken.contains(own_key(thing));
            let mut ends = ends(loaded, thing).into_iter();
            // What is part of an organisation ends with it, also where the organisation itself had not begun.
            let part = matches!(thing.id.table, remit_diff::Table::Body | remit_diff::Table::Post);
            assert!(
                written || ends.any(|end| nodes.contains(end) || part && spoken.contains(end)),
                "{proposal}: {change:#?}"
            );
        }
    }
}

/// The key of a thing, without the kind of a line.
fn own_key(thing: &Thing) -> &str {
    thing.id.key.rsplit('.').next().unwrap_or_default()
}

/// The organisations, bodies and posts without which a thing is not there.
fn ends<'l>(loaded: &'l Loaded, thing: &'l Thing) -> Vec<&'l str> {
    let model = &loaded.model;
    let key = |id| model.node_of(id).key.as_str();
    let mut ends: Vec<&str> = thing.id.owner.as_deref().into_iter().collect();
    match thing.id.table {
        remit_diff::Table::Delegation => {
            for row in model.delegations.of(&thing.id.key) {
                ends.extend(row.from.iter().map(|&id| key(id)));
                ends.extend(row.to.as_ref().map(|to| key(to.value)));
            }
        }
        remit_diff::Table::Line => {
            let of_owner = |line: &&Relation| Some(key(line.from)) == thing.id.owner.as_deref();
            let lines = model.relations().iter().filter(of_owner);
            ends.extend(lines.filter(|line| line.key == own_key(thing)).map(|line| key(line.to)));
        }
        // What is part of an organisation ends with it.
        remit_diff::Table::Body | remit_diff::Table::Post => {
            let lines = model.relations().iter();
            let within = lines.filter(|line| line.kind == RelationKind::Within && key(line.from) == thing.id.key);
            ends.extend(within.map(|line| key(line.to)));
        }
        _ => {}
    }
    ends
}

fn text_of(loaded: &Loaded, file: remit_model::sources::FileId) -> String {
    loaded.sources.get(file).text.to_string()
}

/// Keys that say on whose word a statement stands: they are no change of what it says.
const ABOUT_THE_STATEMENT: [&str; 6] = ["source", "quote", "note", "assumed", "not-stated", "audience"];

/// Tables of the format that hold things with keys of their own below a body or post.
const BELOW: [&str; 12] = [
    "answers-to",
    "oversees",
    "supports",
    "reports-to",
    "advises",
    "challenges",
    "scrutinises",
    "comprises",
    "party",
    "does",
    "seats",
    "carries",
];

/// What a proposal's text speaks of, read without Remit: each thing, and each key that it says something about.
fn spoken_of(proposal: &Table) -> BTreeSet<(String, Option<String>)> {
    let mut spoken = BTreeSet::new();
    let mut add = |tables: &Table, changed: bool| {
        let things = tables
            .iter()
            .filter(|(name, _)| !["proposal", "change", "end"].contains(&name.as_str()));
        for (table, things) in things {
            for (key, thing) in things.as_table().into_iter().flatten() {
                let subject = format!("{table}.{key}");
                if !changed {
                    spoken.insert((subject.clone(), None));
                }
                for (key, value) in thing.as_table().into_iter().flatten() {
                    match value {
                        Value::Table(entries)
                            if BELOW.contains(&key.as_str()) && matches!(table.as_str(), "body" | "post") =>
                        {
                            spoken.extend(entries.keys().map(|entry| (format!("{subject}.{key}.{entry}"), None)));
                        }
                        _ if changed && !ABOUT_THE_STATEMENT.contains(&key.as_str()) => {
                            spoken.insert((subject.clone(), Some(key.clone())));
                        }
                        _ => {}
                    }
                }
            }
        }
    };
    add(proposal, false);
    if let Some(change) = proposal.get("change").and_then(Value::as_table) {
        add(change, true);
    }
    if let Some(end) = proposal.get("end").and_then(Value::as_table) {
        for (table, things) in end {
            let things = things.as_table().into_iter().flatten();
            spoken.extend(things.map(|(key, _)| (format!("{table}.{key}"), None)));
        }
    }
    spoken
}

/// Each proposal of our models, adopted and compared, gives back what its text speaks of: nothing is missing.
#[test]
fn a_comparison_with_a_proposal_gives_the_proposal_back() {
    let mut proposals = 0;
    for folder in models() {
        let loaded = from_folder(&folder);
        let day = loaded.model.framework.as_at.expect("a model of ours has a date");
        for proposal in loaded.model.proposals.iter() {
            proposals += 1;
            nothing_else_changes(&loaded, day, &proposal.key);
            let text = text_of(&loaded, proposal.statement.place.file);
            let text: Table = text.parse().expect("TOML");
            let [before, after] = [loaded.model.at(day, &[]), loaded.model.at(day, &[&proposal.key])];
            let diff = diff(&before, &after);
            for (subject, key) in spoken_of(&text) {
                let changes: Vec<&Change> = diff.changes.iter().filter(|change| change.is_of(&subject)).collect();
                let told = changes.iter().any(|change| match &key {
                    None => true,
                    // Who fills a seat and when a thing ends may be said in several ways; the rest is told under its key.
                    Some(key) => change.field(key).is_some() || change.kind == Kind::Ended && key == "ends",
                });
                assert!(told, "{}: {subject} {key:?} is not told: {diff}", proposal.key);
            }
        }
    }
    assert!(proposals > 2, "the models have proposals");
}
