//! Mistakes of loading as findings: those of one file, and names that lead nowhere.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::names::Names;
use super::reading::ReadFile;
use crate::document::{Mistake, MistakeKind};
use crate::finding::{Finding, Level};
use crate::limits;
use crate::sources::{Place, Sources};
use crate::text::Text;

/// The rules of loading: name, and what each says.
pub const LOADING_RULES: [(&str, &str); 13] = [
    ("syntax", "The file is not TOML throughout."),
    ("unreadable-file", "The file is not text in UTF-8."),
    ("unknown-key", "A key that the format does not know."),
    (
        "wrong-value",
        "A value of another type than the key takes, or outside its list or range.",
    ),
    ("bad-id", "An id that does not look like one."),
    ("unresolved-reference", "A name that leads nowhere."),
    ("defined-twice", "Two definitions of the same thing."),
    ("missing-key", "A key that cannot be left out."),
    (
        "misplaced-table",
        "A table in a file where it has no place: a change without a proposal, say.",
    ),
    ("contradiction", "Two keys that exclude each other."),
    ("reversed-dates", "An end before its start."),
    (
        "outlives",
        "A seat or line that ends after, or starts before, the body or post that it belongs to.",
    ),
    ("limit", "A stated limit is passed."),
];

/// Reports the mistakes of one file; says whether it is not TOML throughout.
pub(super) fn report(file: &ReadFile, sources: &Sources, mistakes: &[Mistake], findings: &mut Vec<Finding>) -> bool {
    let mut mistakes: Vec<&Mistake> = mistakes.iter().collect();
    mistakes.sort_by_key(|mistake| mistake.span);
    let path = &file.path;
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for mistake in mistakes.iter().take(limits::MISTAKES_PER_FILE) {
        let rule = match mistake.kind {
            MistakeKind::Syntax => "syntax",
            MistakeKind::UnknownKey => "unknown-key",
            MistakeKind::WrongValue => "wrong-value",
            MistakeKind::BadId => "bad-id",
            MistakeKind::Limit => "limit",
        };
        let subject = if mistake.path.is_empty() {
            format!("file.{path}")
        } else {
            mistake.path.clone()
        };
        let place = |span| Place { file: file.id, span };
        let mut finding =
            Finding::new(rule, Level::Must, subject, mistake.message.clone()).label(place(mistake.span), "");
        if mistake.kind == MistakeKind::UnknownKey {
            let text = &sources.get(file.id).text;
            let written = text.get(mistake.span.start as usize..mistake.span.end as usize);
            let written = written.unwrap_or("").trim().chars().take(60);
            finding = finding.key(written.collect::<String>());
        }
        // Several alike in one place stay several: nothing but their order tells them apart.
        let alike = seen.entry(finding.fingerprint()).or_default();
        *alike += 1;
        if *alike > 1 {
            finding = finding.key(format!("{alike}"));
        }
        if let Some(first) = mistake.first {
            finding = finding.label(place(first), "first defined here");
        }
        findings.push(match &mistake.help {
            Some(help) => finding.help(help.clone()),
            None => finding,
        });
    }
    if mistakes.len() > limits::MISTAKES_PER_FILE {
        let message = format!(
            "{path} has more mistakes; the first {} are shown",
            limits::MISTAKES_PER_FILE
        );
        findings.push(Finding::new("limit", Level::Must, format!("file.{path}"), message));
    }
    mistakes.iter().any(|mistake| mistake.kind == MistakeKind::Syntax)
}

/// The table and key that a mistake stands in: `body.hwb` for `body.hwb.seats.chair`, whether defined, changed or ended.
pub(super) fn holder(subject: &str) -> Option<String> {
    let above = ["change.", "end."];
    let below = above.into_iter().find_map(|above| subject.strip_prefix(above));
    let mut parts = below.unwrap_or(subject).split('.');
    let (table, key) = (parts.next()?, parts.next()?);
    (!matches!(table, "file" | "name")).then(|| format!("{table}.{key}"))
}

/// What a name was expected to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Wanted {
    Node,
    Organisation,
    Anything,
    Form,
    Power,
    Office,
    StatutoryFunction,
    StatutoryBody,
    Kind,
    Document,
    Person,
    Function,
    Instrument,
    Budget,
    Delegation,
    Log,
    Milestone,
    Requirement,
    RouteStep,
    Verb,
    Tier,
    Lane,
    Proposal,
}

impl Wanted {
    fn words(self) -> &'static str {
        match self {
            Self::Node => "body, organisation or post",
            Self::Organisation => "organisation",
            Self::Anything => "body, organisation, post, function, budget or instrument",
            Self::Form => "legal form",
            Self::Power => "legal power",
            Self::Office => "office of the catalogue",
            Self::StatutoryFunction => "statutory function",
            Self::StatutoryBody => "statutory body",
            Self::Kind => "form, family of forms, office or statutory body",
            Self::Document => "document",
            Self::Person => "person",
            Self::Function => "function",
            Self::Instrument => "instrument",
            Self::Budget => "budget",
            Self::Delegation => "delegation",
            Self::Log => "log entry",
            Self::Milestone => "milestone",
            Self::Requirement => "requirement",
            Self::RouteStep => "step of this route",
            Self::Verb => "verb",
            Self::Tier => "tier of the framework",
            Self::Lane => "lane of the framework",
            Self::Proposal => "proposal",
        }
    }
}

/// Names that lead nowhere: each name once, with all the places that use it.
#[derive(Default)]
pub(super) struct Missing {
    /// Keys that cannot be left out, and were.
    pub(super) keys: Vec<Finding>,
    names: BTreeMap<(Wanted, Text), Vec<Place>>,
    /// Why a name that exists cannot be meant.
    why: BTreeMap<(Wanted, Text), String>,
}

impl Missing {
    pub(super) fn add(&mut self, wanted: Wanted, name: &Text, place: Place) {
        self.names.entry((wanted, name.clone())).or_default().push(place);
    }

    /// Adds what is missing in another file.
    pub(super) fn append(&mut self, other: Self) {
        self.keys.extend(other.keys);
        for (name, places) in other.names {
            self.names.entry(name).or_default().extend(places);
        }
        for (name, why) in other.why {
            self.why.entry(name).or_insert(why);
        }
    }

    pub(super) fn add_because(&mut self, wanted: Wanted, name: &Text, place: Place, why: String) {
        self.why.entry((wanted, name.clone())).or_insert(why);
        self.add(wanted, name, place);
    }

    pub(super) fn report(&mut self, names: &Names, findings: &mut Vec<Finding>) {
        findings.append(&mut self.keys);
        // A thousand different wrong names still get a message each, but not a search through all names each.
        const SUGGESTIONS: usize = 1_000;
        // Nor do many wrong names in a large framework cost more than its reading.
        const COMPARISONS: usize = 1_000_000;
        let suggestions = (COMPARISONS / names.len().max(1)).clamp(5, SUGGESTIONS);
        let missing: Vec<(&(Wanted, Text), &Vec<Place>)> = self.names.iter().collect();
        let reported: Vec<Finding> = missing
            .par_iter()
            .enumerate()
            .map(|(number, &((wanted, name), places))| {
                let near = || (number < suggestions).then(|| names.suggest(*wanted, name)).flatten();
                let why = self.why.get(&(*wanted, name.clone()));
                unresolved(*wanted, name, places, why, near)
            })
            .collect();
        findings.extend(reported);
    }
}

/// A name that leads nowhere, with the places that use it; `near` is asked for what may have been meant.
fn unresolved(
    wanted: Wanted,
    name: &Text,
    places: &[Place],
    why: Option<&String>,
    near: impl Fn() -> Option<String>,
) -> Finding {
    let message = why
        .cloned()
        .unwrap_or_else(|| format!("there is no {} `{name}`", wanted.words()));
    let mut finding = Finding::new("unresolved-reference", Level::Must, format!("name.{name}"), message);
    for (place, words) in places
        .iter()
        .zip(std::iter::once("").chain(std::iter::repeat("and here")))
        .take(6)
    {
        finding = finding.label(*place, words);
    }
    if places.len() > 6 {
        finding = finding.remark(format!("it is named in {} more places", places.len() - 6));
    }
    if why.is_some() {
        return finding;
    }
    match near() {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help(wanted.help(name)),
    }
}

impl Wanted {
    fn help(self, name: &str) -> String {
        match self {
            Self::Node => format!("define it, as in [body.{name}], or mend the name"),
            Self::Anything => "define it, or mend the name".to_owned(),
            Self::Organisation => format!("define it, as in [organisation.{name}], or mend the name"),
            Self::Form => format!("`remit schema` lists the forms; or define your own, as in [form.{name}]"),
            Self::Power => format!("use a power of the catalogue, or define your own, as in [power.{name}]"),
            Self::Office => format!("use an office of the catalogue, or define your own, as in [office.{name}]"),
            Self::StatutoryFunction => {
                format!("use one of the catalogue, or define your own, as in [statutory-function.{name}]")
            }
            Self::StatutoryBody => {
                format!("use one of the catalogue, or define your own, as in [statutory-body.{name}]")
            }
            Self::Kind => format!("define the form or office, or name it as a `family` of one: family = [\"{name}\"]"),
            Self::Document => {
                format!("a source begins with the id of a document and a colon: define [document.{name}]")
            }
            Self::Person => format!("define the person, as in [person.{name}]"),
            Self::Function => format!("define it, as in [function.{name}]"),
            Self::Instrument => format!("define it, as in [instrument.{name}]"),
            Self::Budget => format!("define it, as in [budget.{name}]"),
            Self::Delegation => format!("define it, as in [delegation.{name}]"),
            Self::Log => format!("define it, as in [log.{name}]"),
            Self::Milestone => format!("define it, as in [milestone.{name}]"),
            Self::Requirement => format!("define it, as in [requirement.{name}], or mend the name"),
            Self::RouteStep => format!("add it to the route, as in step.{name} = {{ … }}, or mend the name"),
            Self::Verb => format!("give it an effect under [verbs]: {name} = \"do\""),
            Self::Tier => "add it to `tiers` under [framework], or mend the name".to_owned(),
            Self::Lane => "add it to `lanes` under [framework], or mend the name".to_owned(),
            Self::Proposal => "proposals are files with a [proposal] table".to_owned(),
        }
    }
}
