//! The rules along chains of delegation say of many made-up chains what a naive reading of the same delegations says.
//!
//! The naive reading shares no code with the rules: it goes day by day and pound by pound through what was generated.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use remit_rules::chains::{About, Hold, chains};
use remit_rules::{check_with, rule};

use crate::folder::from_texts;
use crate::generate::{Dice, bytes};

const LOOK: Date = date(2017, 6, 1);

/// The years in which things begin, on 1 January, or end, on 31 December.
const YEARS: [i16; 5] = [2015, 2016, 2017, 2018, 2019];

const ORGANISATIONS: usize = 5;

#[derive(Debug, Clone)]
struct Given {
    from: usize,
    to: usize,
    first: Option<i16>,
    last: Option<i16>,
    limit: Option<i64>,
    onward: Option<&'static str>,
}

impl Given {
    /// Whether it counts in a year, as written.
    fn runs_in(&self, year: i16) -> bool {
        self.first.is_none_or(|first| first <= year) && self.last.is_none_or(|last| year <= last)
    }
}

/// Delegations of one function between organisations; number 0 holds it in law, so that nobody gives it back.
fn generated(dice: &mut Dice<'_>) -> Vec<Given> {
    let number = 1 + dice.roll(6);
    (0..number)
        .map(|_| {
            let to = 1 + dice.roll(ORGANISATIONS - 1);
            let mut from = dice.roll(ORGANISATIONS);
            if from == to {
                from = 0;
            }
            let first = [None, Some(2015), Some(2016), Some(2017), Some(2018)][dice.roll(5)];
            let last = [None, Some(2019), Some(2018), Some(2017), Some(2016)][dice.roll(5)];
            Given {
                from,
                to,
                first,
                last: last.filter(|last| first.is_none_or(|first| first <= *last)),
                limit: [None, Some(100), Some(200), Some(300)][dice.roll(4)],
                onward: [None, Some("permitted"), Some("prohibited")][dice.roll(3)],
            }
        })
        .collect()
}

fn written(all: &[Given]) -> String {
    let mut text = "[framework]\nname = \"Made up\"\n[function.f]\nname = \"Function\"\nof = [\"o0\"]\n".to_owned();
    for number in 0..ORGANISATIONS {
        text += &format!("[organisation.o{number}]\nname = \"Organisation {number}\"\nform = \"council\"\n");
    }
    for (number, given) in all.iter().enumerate() {
        text += &format!(
            "[delegation.d{number}]\nfrom = [\"o{}\"]\nto = \"o{}\"\nfunctions = [\"f\"]\n",
            given.from, given.to
        );
        if let Some(first) = given.first {
            text += &format!("starts = {first}-01-01\n");
        }
        if let Some(last) = given.last {
            text += &format!("ends = {last}-12-31\n");
        }
        if let Some(limit) = given.limit {
            text += &format!("limit = {{ amount = {limit} }}\n");
        }
        if let Some(onward) = given.onward {
            text += &format!("onward = \"{onward}\"\n");
        }
    }
    text
}

/// What somebody received from others than by this one.
fn beneath(all: &[Given], at: usize) -> Vec<&Given> {
    let given = &all[at];
    let others = all.iter().enumerate().filter(|(other, _)| *other != at);
    others
        .map(|(_, other)| other)
        .filter(|other| given.from != 0 && other.to == given.from)
        .collect()
}

/// Year by year: whether a delegation in force reaches into a year in which nothing of what it rests on runs. What lies on the
/// other side of a gap carries nothing.
fn outlives(all: &[Given], at: usize) -> bool {
    let given = &all[at];
    let beneath = beneath(all, at);
    if beneath.is_empty() || !given.runs_in(2017) {
        return false;
    }
    let held = |year: i16| beneath.iter().any(|first| first.runs_in(year));
    if !held(2017) {
        // One without days may be there always; each of those beneath ended, or is to begin.
        return true;
    }
    // An open end stands for a year beyond all others; an open beginning is no statement.
    let years = YEARS.into_iter().chain([9999]);
    let wanted = years.filter(|&year| match (given.first, given.last) {
        (None, _) if year < 2017 => false,
        _ => given.runs_in(year),
    });
    wanted.into_iter().any(|year| !held(year))
}

/// Up to how much somebody holds the function, going up through those who name no limit; none where nothing bounds it.
fn bound(all: &[Given], holder: usize, seen: &mut BTreeSet<usize>) -> Option<i64> {
    if holder == 0 || !seen.insert(holder) {
        return None;
    }
    let received: Vec<&Given> = all
        .iter()
        .filter(|given| given.to == holder && given.runs_in(2017))
        .collect();
    if received.is_empty() {
        return None;
    }
    let mut most = 0;
    for given in received {
        most = most.max(match given.limit {
            Some(limit) => limit,
            None => bound(all, given.from, &mut seen.clone())?,
        });
    }
    Some(most)
}

/// Whether those who name no limit stand in a circle above somebody: then the order in which they are looked at would count.
fn is_round(all: &[Given], holder: usize, seen: &BTreeSet<usize>) -> bool {
    if seen.contains(&holder) {
        return true;
    }
    let mut seen = seen.clone();
    seen.insert(holder);
    let unlimited = all
        .iter()
        .filter(|given| given.to == holder && given.runs_in(2017) && given.limit.is_none());
    unlimited
        .into_iter()
        .any(|given| given.from != 0 && is_round(all, given.from, &seen))
}

fn config() -> ProptestConfig {
    let cases = std::env::var("REMIT_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig {
        cases: cases.unwrap_or(64),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// The numbers of the delegations that a rule finds something broken of.
fn found(at: &remit_model::model::AsAt<'_>, name: &str) -> BTreeSet<usize> {
    let checked = check_with(at, &BTreeSet::new(), &[rule(name).expect("there is such a rule")]);
    let subjects = checked.findings.iter().filter(|finding| finding.rule == name);
    let subjects = subjects.filter(|finding| finding.verdict == remit_model::finding::Verdict::Broken);
    subjects
        .filter_map(|finding| finding.subject().strip_prefix("delegation.d")?.parse().ok())
        .collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn chains_agree_with_a_naive_reading(bytes in bytes(60)) {
        let all = generated(&mut Dice::new(&bytes));
        let text = written(&all);
        let loaded = from_texts(&[("framework.toml", &text)]);
        prop_assert!(loaded.findings.iter().all(|finding| finding.level < remit_model::finding::Level::Must));
        let at = loaded.model.at(LOOK, &[]);
        let in_force = || (0..all.len()).filter(|&number| all[number].runs_in(2017));

        let naive: BTreeSet<usize> = in_force().filter(|&number| outlives(&all, number)).collect();
        prop_assert_eq!(found(&at, "outlives-delegation"), naive, "{}", text);

        let grown = found(&at, "excess-limit");
        for number in in_force().filter(|&number| !is_round(&all, all[number].from, &BTreeSet::new())) {
            let over = match (bound(&all, all[number].from, &mut BTreeSet::new()), all[number].limit) {
                (Some(bound), Some(limit)) => limit > bound,
                _ => false,
            };
            prop_assert_eq!(grown.contains(&number), over, "d{} in\n{}", number, text);
        }

        let onward = found(&at, "onward-delegation");
        for number in in_force() {
            let against = beneath(&all, number)
                .into_iter()
                .any(|first| first.runs_in(2017) && first.onward == Some("prohibited"));
            prop_assert_eq!(onward.contains(&number), against, "d{} in\n{}", number, text);
        }

        // Along each chain: days nest, steps join, and what a step says is what the naive reading says.
        let chains = chains(&at, "f");
        let mut shown = BTreeSet::new();
        for chain in &chains.chains {
            for pair in chain.steps.windows(2) {
                prop_assert_eq!(pair[1].left, pair[1].left.cut_to(&pair[0].left), "days nest");
                prop_assert_eq!(&pair[1].givers, &vec![pair[0].to], "steps join");
            }
            for (place, step) in chain.steps.iter().enumerate() {
                let number: usize = step.delegation.key.as_str()[1..].parse().expect("a number");
                shown.insert(number);
                let given = &all[number];
                // Of each year of its own, it is left if every step above it runs too.
                for year in YEARS {
                    let runs = chain.steps[..=place].iter().all(|step| {
                        let number: usize = step.delegation.key.as_str()[1..].parse().expect("a number");
                        all[number].runs_in(year)
                    });
                    prop_assert_eq!(step.left.contains(date(year, 6, 1)), runs, "{} of {}", year, number);
                }
                let says = |about: About| step.reasons.iter().any(|reason| reason.about == about && reason.verdict == Hold::Broken);
                prop_assert_eq!(says(About::InForce), !given.runs_in(2017));
                if place > 0 {
                    let first = &all[chain.steps[place - 1].delegation.key.as_str()[1..].parse::<usize>().expect("a number")];
                    prop_assert_eq!(says(About::Onward), first.onward == Some("prohibited"));
                }
            }
        }
        // Whoever holds it on the day stands in some chain.
        if !chains.more {
            prop_assert!(in_force().all(|number| shown.contains(&number)), "{:?} of\n{}", shown, text);
        }
    }
}
