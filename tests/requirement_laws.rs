//! What the seven kinds of requirement say, of many made-up frameworks, is what a naive reading of the same framework says.
//!
//! The naive readings (`naive`, `seated`) share no code with the rules: they try all chains and all completions.

mod generate;
mod naive;
mod seated;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};
use proptest::prelude::*;
use remit_model::finding::{Finding, Verdict};
use remit_model::model::{AsAt, Demand, Requirement};
use remit_model::path::Path;
use remit_model::resolve::Loaded;
use remit_rules::{Rule, check_with, rule};

use crate::folder::from_texts;
use crate::generate::{Dice, bytes};

/// The day for which everything is read.
const LOOK: Date = date(2017, 11, 1);

/// The seven kinds, each with its rule.
const KINDS: [(&str, &str); 7] = [
    ("path", "broken-path"),
    ("link", "broken-link"),
    ("only", "broken-only"),
    ("separate", "broken-separate"),
    ("forbidden", "broken-forbidden"),
    ("exactly-one", "broken-exactly-one"),
    ("cap", "broken-cap"),
];

/// What a requirement comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Value {
    Holds,
    /// It holds, and there is something to remark: a rule may say so, and need not.
    Remark,
    Broken,
    CannotTell,
    /// A name that leads nowhere leaves it open: it is reported as such, so the rule is quiet.
    Quiet,
}

/// What several come to together: one that is broken is enough, then one that cannot be told.
fn worst(values: impl IntoIterator<Item = Value>) -> Value {
    let values: BTreeSet<Value> = values.into_iter().collect();
    let order = [Value::Broken, Value::CannotTell, Value::Quiet];
    order
        .into_iter()
        .find(|value| values.contains(value))
        .unwrap_or(Value::Holds)
}

fn load(bytes: &[u8]) -> Loaded {
    let text = generate::framework(&mut Dice::new(bytes));
    let proposal = generate::proposal(&mut Dice::new(bytes.get(300..).unwrap_or(&[])));
    from_texts(&[("framework.toml", &text), ("proposals/more.toml", &proposal)])
}

fn kind_of(requirement: &Requirement) -> &str {
    requirement.key.split('.').next().unwrap_or("")
}

/// What the naive reading says.
fn naively(at: &AsAt<'_>, demand: &Demand) -> Value {
    match demand {
        Demand::Path {
            top_down,
            by,
            within_weeks,
        } => naive::path(at, top_down, by, *within_weeks),
        Demand::Link { of, role, sits_on } => seated::link(at, of, *role, *sits_on),
        Demand::Only { top_down, through, by } => {
            let places: Vec<_> = top_down
                .iter()
                .map(|(selector, _)| naive::living(at, selector))
                .collect();
            naive::no_chain(at, &places, by, Some(*through))
        }
        Demand::Forbidden { from, to, by } => {
            let places = [naive::living(at, &to.0), naive::living(at, &from.0)];
            naive::no_chain(at, &places, by, None)
        }
        Demand::Separate { apart, who } => seated::separate(at, apart, who),
        Demand::ExactlyOne { functions } => naive::exactly_one(at, functions),
        Demand::Cap { on, most, of, voting } => seated::cap(at, on, *most, of, *voting),
        Demand::Unreadable => panic!("the generator writes what can be read"),
    }
}

fn rules() -> Vec<&'static Rule> {
    KINDS
        .iter()
        .map(|(_, name)| rule(name).expect("there is such a rule"))
        .collect()
}

/// What the rule found about a requirement: one finding at most, or, of functions, one each; then the worst.
fn found<'f>(findings: &'f [Finding], requirement: &Requirement) -> Option<&'f Finding> {
    let subject = format!("requirement.{}", requirement.key);
    let about: Vec<&Finding> = findings.iter().filter(|finding| finding.subject() == subject).collect();
    let prints: std::collections::BTreeSet<String> = about.iter().map(|finding| finding.fingerprint()).collect();
    assert_eq!(
        prints.len(),
        about.len(),
        "two findings of one fingerprint about {subject}"
    );
    let each = kind_of(requirement) == "exactly-one";
    assert!(each || about.len() < 2, "two findings about {subject}");
    about.into_iter().min_by_key(|finding| finding.verdict)
}

/// The rule and the naive reading agree.
fn agrees(finding: Option<&Finding>, naive: Value) -> bool {
    match (finding.map(|finding| finding.verdict), naive) {
        (Some(Verdict::Broken), Value::Broken) | (Some(Verdict::CannotTell), Value::CannotTell) => true,
        (None, Value::Holds | Value::Quiet) | (Some(Verdict::Remark), Value::Remark) => true,
        // That a path rests on an assumption is another law.
        (None, Value::Remark) | (Some(Verdict::Remark), Value::Holds) => false,
        _ => false,
    }
}

/// The evidence of a broken `only` or `forbidden`: chains in force, which hang together and go round what they should.
fn is_evidence(at: &AsAt<'_>, path: &Path, by: &[remit_model::document::RelationKind], round: Option<&str>) -> bool {
    let steps = naive::steps(at, by, false);
    let id = |key: &str| at.model().node_id(key);
    let real = path.steps.iter().all(|step| {
        let ends = id(&step.below.key).zip(id(&step.above.key));
        let goes_round = round.is_none_or(|round| step.below.key != round && step.above.key != round);
        ends.is_some_and(|ends| steps.contains(&ends)) && goes_round
    });
    real && path.in_force()
        && !path.steps.is_empty()
        && path.steps.windows(2).all(|pair| pair[0].above == pair[1].below)
}

fn config() -> ProptestConfig {
    let cases = std::env::var("REMIT_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig {
        cases: cases.unwrap_or(64),
        failure_persistence: None,
        max_shrink_iters: 2048,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn rules_of_requirements_agree_with_a_naive_reading(bytes in bytes(1200)) {
        let loaded = load(&bytes);
        let at = loaded.model.at(LOOK, &[]);
        let checked = check_with(&at, &loaded.broken, &rules());
        for requirement in loaded.model.requirements.iter() {
            let finding = found(&checked.findings, requirement);
            let naive = naively(&at, &requirement.demand);
            prop_assert!(
                agrees(finding, naive),
                "{}: {naive:?}, and the rule says {:?} {:?} {:?}\n{}\n{}",
                requirement.key,
                finding.map(|finding| finding.verdict),
                finding.map(|finding| &finding.message),
                finding.map(|finding| &finding.remarks),
                loaded.sources.iter().map(|(_, source)| source).filter(|source| !source.shipped).map(|source| source.text.to_string()).collect::<Vec<_>>().join("\n####\n"),
                loaded.findings.iter().map(|finding| finding.message.clone()).collect::<Vec<_>>().join("\n"),
            );
            let Some(broken) = finding.filter(|finding| finding.verdict == Verdict::Broken) else {
                continue;
            };
            match &requirement.demand {
                Demand::Only { by, through, .. } => {
                    let through = loaded.model.node_of(*through).key.as_str();
                    prop_assert!(!broken.paths.is_empty());
                    prop_assert!(broken.paths.iter().all(|path| is_evidence(&at, path, by, Some(through))));
                }
                Demand::Forbidden { by, .. } => {
                    prop_assert!(!broken.paths.is_empty());
                    prop_assert!(broken.paths.iter().all(|path| is_evidence(&at, path, by, None)));
                }
                _ => {}
            }
        }
    }
}

/// Bytes that are the same in each run, and look like chance.
fn seeded(seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let next = |_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        u8::try_from(state >> 56).expect("eight bits")
    };
    (0..1200).map(next).collect()
}

/// Otherwise the law above would be about one value only.
#[test]
fn made_up_requirements_come_to_all_values() {
    let mut counts: BTreeMap<(&str, Value), usize> = BTreeMap::new();
    let mut disagreements = Vec::new();
    for seed in 0..200 {
        let loaded = load(&seeded(seed));
        let at = loaded.model.at(LOOK, &[]);
        let checked = check_with(&at, &loaded.broken, &rules());
        for requirement in loaded.model.requirements.iter() {
            let kind = KINDS
                .iter()
                .find(|(kind, _)| *kind == kind_of(requirement))
                .expect("a kind")
                .0;
            let naive = naively(&at, &requirement.demand);
            *counts.entry((kind, naive)).or_default() += 1;
            let finding = found(&checked.findings, requirement);
            if !agrees(finding, naive) {
                let said = finding.map(|finding| (finding.verdict, &finding.message, &finding.remarks));
                disagreements.push(format!(
                    "{seed} {}: {naive:?}, and the rule says {said:?}",
                    requirement.key
                ));
            }
        }
    }
    assert!(disagreements.is_empty(), "{disagreements:#?}");
    for (kind, _) in KINDS {
        for value in [Value::Holds, Value::Broken, Value::CannotTell] {
            let count = counts.get(&(kind, value)).copied().unwrap_or(0);
            assert!(count >= 20, "{kind} {value:?}: {count} of 200; all: {counts:#?}");
        }
    }
    for kind in ["only", "forbidden"] {
        assert!(counts.contains_key(&(kind, Value::Remark)), "{counts:#?}");
    }
    for kind in ["path", "only", "separate", "forbidden", "exactly-one", "cap"] {
        assert!(counts.contains_key(&(kind, Value::Quiet)), "{kind}: {counts:#?}");
    }
}
