//! Rules on changes, tried on edits made up for each of our models: nothing panics, nothing is said of no change, and each rule
//! is met.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use remit_model::model::{Model, NodeKind};
use remit_model::resolve::{Input, load};
use remit_rules::change::{CHANGE_RULES, Compared, Consequence, consequences};

use crate::folder::{files, models};
use crate::generate::Dice;

/// How many edits each model is put through.
const EDITS: u32 = 24;

/// The keys of what an edit may touch.
struct Things {
    bodies: Vec<String>,
    organisations: Vec<String>,
    lines: Vec<(String, String)>,
    seats: Vec<(String, String)>,
    duties: Vec<(String, String)>,
    /// Key, who receives, and what is given.
    delegations: Vec<(String, String, Vec<String>)>,
    functions: Vec<String>,
    instruments: Vec<String>,
    log: Vec<String>,
    requirements: Vec<String>,
}

impl Things {
    fn of(model: &Model) -> Self {
        let nodes = |kind: NodeKind| {
            let of_kind = model.nodes().filter(move |node| node.kind == kind && node.in_base());
            of_kind.map(|node| node.key.to_string()).collect::<Vec<_>>()
        };
        let below = |rows: &dyn Fn(&remit_model::model::Node) -> Vec<String>| {
            let of = model
                .nodes()
                .filter(|node| node.kind == NodeKind::Body && node.in_base());
            of.flat_map(|node| rows(node).into_iter().map(|key| (node.key.to_string(), key)))
                .collect::<Vec<_>>()
        };
        let lines = model.relations().iter().filter_map(|line| {
            let from = model.node_of(line.from);
            let own = from.kind == NodeKind::Body && !matches!(line.kind.word(), "within" | "delegation");
            own.then(|| (from.key.to_string(), format!("{}.{}", line.kind.word(), line.key)))
        });
        Self {
            bodies: nodes(NodeKind::Body),
            organisations: nodes(NodeKind::Organisation),
            lines: lines.collect(),
            seats: below(&|node| node.seats.iter().map(|seat| format!("seats.{}", seat.key)).collect()),
            duties: below(&|node| node.does.iter().map(|does| format!("does.{}", does.key)).collect()),
            delegations: model
                .delegations
                .iter()
                .filter_map(|row| {
                    let to = model.node_of(row.to.as_ref()?.value).key.to_string();
                    let functions = row.functions.iter().map(ToString::to_string).collect();
                    Some((row.key.to_string(), to, functions))
                })
                .collect(),
            functions: model.functions.iter().map(|row| row.key.to_string()).collect(),
            instruments: model.instruments.iter().map(|row| row.key.to_string()).collect(),
            log: model.log.iter().map(|row| row.key.to_string()).collect(),
            requirements: model.requirements.iter().map(|row| row.key.to_string()).collect(),
        }
    }
}

/// A proposal of a few edits. Each thing is touched by one of them.
fn edit(dice: &mut Dice<'_>, things: &Things, id: &str) -> String {
    let mut head = format!("[proposal]\nid = \"{id}\"\n");
    if let Some(entry) = one(dice, &things.log).filter(|_| dice.chance(8)) {
        let _ = writeln!(head, "answers = [\"{entry}\"]");
    }
    let mut touched: BTreeSet<String> = BTreeSet::new();
    let mut text = head;
    for number in 0..1 + dice.roll(4) {
        let Some((thing, tables)) = one_edit(dice, things, &format!("{id}-{number}")) else {
            continue;
        };
        if touched.insert(thing) {
            text.push_str(&tables);
        }
    }
    if let Some(demand) = one(dice, &things.requirements).filter(|_| dice.chance(12)) {
        let _ = writeln!(text, "\n[end.requirement.{demand}]");
    }
    text
}

/// One edit: what it touches, and its tables. `new` is a key that nothing has.
fn one_edit(dice: &mut Dice<'_>, things: &Things, new: &str) -> Option<(String, String)> {
    let body = one(dice, &things.bodies)?;
    let other = one(dice, &things.bodies)?;
    let organisation = one(dice, &things.organisations);
    let of_body = |text: String| Some((format!("body.{body}"), text));
    match dice.roll(18) {
        0 => of_body(format!("\n[end.body.{body}]\n")),
        1 if other != body => of_body(format!("\n[end.body.{body}]\nsuccessor = \"{other}\"\n")),
        2 => of_body(format!(
            "\n[end.body.{body}]\nsuccessor = \"{new}\"\n\n[body.{new}]\nname = \"Its Successor\"\n"
        )),
        3 => of_body(format!("\n[change.body.{body}]\nname = \"Another Name\"\n")),
        4 if other != body => of_body(format!(
            "\n[change.body.{body}]\nanswers-to.{other} = {{ for = [\"*\"], assumed.all = \"made up\" }}\n"
        )),
        5 => of_body(format!("\n[change.body.{body}]\nwithin = \"{}\"\n", organisation?)),
        6 => {
            let (body, line) = one(dice, &things.lines)?;
            Some((format!("body.{body}"), format!("\n[end.body.{body}.{line}]\n")))
        }
        7 => {
            let (body, seat) = one(dice, &things.seats)?;
            Some((format!("body.{body}"), format!("\n[end.body.{body}.{seat}]\n")))
        }
        8 => {
            let (body, duty) = one(dice, &things.duties)?;
            Some((format!("body.{body}"), format!("\n[end.body.{body}.{duty}]\n")))
        }
        9 => {
            let function = one(dice, &things.functions)?;
            let does = format!("does.made-up = {{ verb = \"approve\", function = \"{function}\" }}\n");
            of_body(format!("\n[change.body.{body}]\n{does}"))
        }
        10 => {
            let (delegation, ..) = one(dice, &things.delegations)?;
            let text = match dice.roll(3) {
                0 => format!("\n[end.delegation.{delegation}]\n"),
                1 => format!("\n[change.delegation.{delegation}]\nlimit = {{ amount = 5, currency = \"GBP\" }}\n"),
                _ => format!("\n[change.delegation.{delegation}]\nto = \"{body}\"\n"),
            };
            Some((format!("delegation.{delegation}"), text))
        }
        11 => {
            let paper = one(dice, &things.instruments)?;
            Some((format!("instrument.{paper}"), format!("\n[end.instrument.{paper}]\n")))
        }
        12 => {
            let about = format!("about = [\"{body}\"]\nunsettles = [\"{body}.form\"]\n");
            let text = format!("\n[log.{new}]\nkind = \"question\"\ntext = \"Made up?\"\n{about}");
            Some((format!("log.{new}"), text))
        }
        // A line upwards goes by way of somebody new, or rests on a reading from now on.
        13 | 14 => {
            let (body, line) = one(dice, &things.lines)?;
            let above = line.strip_prefix("answers-to.")?;
            let text = match dice.roll(2) {
                0 => format!(
                    "\n[end.body.{body}.{line}]\n\n[change.body.{body}]\nanswers-to.{new} = {{ for = [\"*\"] }}\n\
                     \n[body.{new}]\nanswers-to.{above} = {{ for = [\"*\"] }}\n"
                ),
                _ => format!("\n[change.body.{body}]\n{line} = {{ for = [\"*\"], assumed.all = \"made up\" }}\n"),
            };
            Some((format!("body.{body}"), text))
        }
        // What somebody received is passed on.
        15 | 16 => {
            let (_, receiver, functions) = one(dice, &things.delegations)?;
            let text = format!("from = [\"{receiver}\"]\nto = \"{body}\"\nfunctions = {functions:?}\n");
            Some((format!("delegation.{new}"), format!("\n[delegation.{new}]\n{text}")))
        }
        _ => {
            let organisation = organisation?;
            let text = format!("\n[end.organisation.{organisation}]\n");
            Some((format!("organisation.{organisation}"), text))
        }
    }
}

fn one<'t, T>(dice: &mut Dice<'_>, things: &'t [T]) -> Option<&'t T> {
    (!things.is_empty()).then(|| &things[dice.roll(things.len())])
}

/// What two edits of a model bring with them: the first, the second on top of it, and the way back.
fn tried(inputs: &[Input], texts: &[String; 2]) -> Vec<Consequence> {
    let mut inputs = inputs.to_vec();
    for (path, text) in ["proposals/one.toml", "proposals/two.toml"].iter().zip(texts) {
        inputs.push(Input {
            path: (*path).to_owned(),
            bytes: text.as_bytes().to_vec(),
        });
    }
    let loaded = load(remit_law::CATALOGUE, inputs);
    let day = loaded.model.framework.as_at.expect("a model of ours has a date");
    let with: [&[&str]; 3] = [&[], &["one"], &["one", "two"]];
    let states = with.map(|with| loaded.model.at(day, with));
    let found = [0, 1, 2].map(|number| remit_rules::check(&states[number], &loaded.broken));
    let mut all = Vec::new();
    for (from, to) in [(0, 1), (1, 2), (2, 0), (2, 2)] {
        let compared = Compared::new((&states[from], &found[from]), (&states[to], &found[to]));
        let brought = consequences(&compared);
        assert!(from != to || brought.is_empty(), "{texts:?}");
        assert!(!compared.diff.is_empty() || brought.is_empty(), "{texts:?}");
        let told: BTreeSet<String> = brought.iter().map(|one| one.finding.fingerprint()).collect();
        assert_eq!(told.len(), brought.len(), "each is told once: {texts:?}");
        all.extend(brought);
    }
    for consequence in &all {
        let finding = &consequence.finding;
        assert!(!finding.message.is_empty(), "{texts:?}");
        assert!(
            !finding.labels.is_empty(),
            "{}: no place shows it: {texts:?}",
            finding.rule
        );
        let rule = CHANGE_RULES.iter().find(|rule| rule.name == finding.rule);
        assert!(rule.is_some_and(|rule| finding.level <= rule.level), "{texts:?}");
    }
    all
}

#[test]
fn rules_on_changes_are_met_by_edits_of_our_models() {
    let mut met: BTreeMap<&str, usize> = CHANGE_RULES.iter().map(|rule| (rule.name, 0)).collect();
    // The same edits each time: what is met here is met tomorrow.
    let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    for folder in models() {
        let inputs = files(&folder);
        let things = Things::of(&load(remit_law::CATALOGUE, inputs.clone()).model);
        for _ in 0..EDITS {
            let texts = ["one", "two"].map(|id| {
                let bytes = crate::generate::bytes(60)
                    .new_tree(&mut runner)
                    .expect("bytes")
                    .current();
                edit(&mut Dice::new(&bytes), &things, id)
            });
            for consequence in tried(&inputs, &texts) {
                *met.entry(consequence.finding.rule).or_default() += 1;
            }
        }
    }
    let unmet: Vec<&str> = met
        .iter()
        .filter(|(_, times)| **times == 0)
        .map(|(rule, _)| *rule)
        .collect();
    assert!(unmet.is_empty(), "no edit meets {unmet:?}; met: {met:?}");
}
