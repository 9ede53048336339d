//! Every rule fires on a copy of the Tower Hamlets framework into which its fault was written, and on nothing else there.
//!
//! One list a group of rules; a rule without a mutation fails the test, so that whoever adds a rule adds one.

mod delegation;
mod departures;
mod documents;
mod membership;
mod powers;
mod requirements;
mod structure;

use std::collections::BTreeSet;

use jiff::civil::date;
use remit_model::resolve::{Input, load};
use remit_rules::{RULES, check_with};

use crate::folder::{files, root};

/// A fault written into the framework, and what the rule says of it.
pub(crate) struct Mutation {
    /// The rule that must find it.
    pub(crate) rule: &'static str,
    /// What is written into it.
    pub(crate) edits: &'static [Edit],
    /// The findings of this rule that it brings, by fingerprint, and no others of this rule.
    pub(crate) brings: &'static [&'static str],
}

/// An edit of one file.
pub(crate) enum Edit {
    /// What is written there, replaced by something else, once.
    Instead(&'static str, &'static str, &'static str),
    /// A file more.
    More(&'static str, &'static str),
    /// What is written there, wherever it is, replaced before the fault is written, for a rule that finds something in the
    /// framework as it is.
    Beforehand(&'static str, &'static str, &'static str),
}

/// The framework as it is before a fault is written into it.
fn before(edits: &[Edit]) -> Vec<Input> {
    edited(edits.iter().filter(|edit| matches!(edit, Edit::Beforehand(..))))
}

fn edited<'e>(edits: impl IntoIterator<Item = &'e Edit>) -> Vec<Input> {
    let mut inputs = files(&root().join("models/tower-hamlets-together"));
    for edit in edits {
        match edit {
            Edit::Instead(path, written, instead) | Edit::Beforehand(path, written, instead) => {
                let input = inputs.iter_mut().find(|input| input.path == *path);
                let input = input.unwrap_or_else(|| panic!("there is no {path}"));
                let text = String::from_utf8(input.bytes.clone())
                    .expect("UTF-8")
                    .replace("\r\n", "\n");
                let said = text.matches(written).count();
                let once = said == 1 || said > 1 && matches!(edit, Edit::Beforehand(..));
                assert!(once, "{path} says {written:?} {said} times");
                input.bytes = text.replace(written, instead).into_bytes();
            }
            Edit::More(path, text) => inputs.push(Input {
                path: (*path).to_owned(),
                bytes: text.as_bytes().to_vec(),
            }),
        }
    }
    inputs
}

/// The fingerprints of what one rule finds at the framework's own date, each as often as it is found.
fn found(rule: &str, inputs: Vec<Input>) -> Vec<String> {
    let loaded = load(remit_law::CATALOGUE, inputs);
    let mistakes: Vec<&str> = loaded.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert!(mistakes.is_empty(), "{rule}: {mistakes:?}");
    let at = loaded.model.at(date(2017, 11, 1), &[]);
    let checked = check_with(&at, &loaded.broken, RULES);
    let mut prints: Vec<String> = checked.findings.iter().map(|finding| finding.fingerprint()).collect();
    prints.sort();
    let twice: Vec<_> = prints.windows(2).filter(|pair| pair[0] == pair[1]).collect();
    assert!(twice.is_empty(), "two findings of one fingerprint: {twice:?}");
    let of_rule = checked.findings.iter().filter(|finding| finding.rule == rule);
    of_rule.map(|finding| finding.fingerprint()).collect()
}

#[test]
fn every_rule_fires_where_its_fault_is_and_nowhere_else() {
    let lists = [
        structure::MUTATIONS,
        delegation::MUTATIONS,
        powers::MUTATIONS,
        membership::MUTATIONS,
        documents::MUTATIONS,
        departures::MUTATIONS,
        requirements::MUTATIONS,
    ];
    let mut tried = BTreeSet::new();
    for mutation in lists.into_iter().flatten() {
        let mut before = found(mutation.rule, before(mutation.edits));
        let mut after = found(mutation.rule, edited(mutation.edits));
        for fingerprint in mutation.brings {
            assert!(
                !before.iter().any(|known| known == fingerprint),
                "{fingerprint} is there already"
            );
        }
        before.extend(mutation.brings.iter().map(|fingerprint| (*fingerprint).to_owned()));
        before.sort();
        after.sort();
        assert_eq!(after, before, "{}", mutation.rule);
        assert!(
            !mutation.brings.is_empty(),
            "{}: a mutation brings something",
            mutation.rule
        );
        tried.insert(mutation.rule);
    }
    let untried: Vec<&str> = RULES
        .iter()
        .map(|rule| rule.name)
        .filter(|rule| !tried.contains(rule))
        .collect();
    assert!(untried.is_empty(), "no mutation of Tower Hamlets for: {untried:?}");
}
