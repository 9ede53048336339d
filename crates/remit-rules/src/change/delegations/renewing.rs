//! Delegations that stand, and of which those who made them have to write something anew.

use std::collections::{BTreeMap, BTreeSet};

use remit_diff::{Change, Kind, Table};
use remit_model::document::Effect;
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::NodeId;
use remit_model::sources::Place;
use remit_model::text::Text;

use super::super::becoming::Becoming;
use super::super::words::{NAMED, functions, several, verb};
use super::super::{Compared, Consequence};
use super::broken::losses;
use super::chain::cut_keys;
use super::leave::{Leave, receives_anew};
use super::terms::{Term, changed};
use super::{All, Given, about, name, named, paths};
use crate::belonging::one_organisation;
use crate::chains::received::holds_in_law;
use crate::rule::Rule;
use crate::wording::silence;

/// What in a paper those who signed it go by.
const SUBSTANCE: [&str; 5] = ["kind", "party", "owners", "starts", "ends"];

/// Why it is to be renewed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Cause {
    /// Somebody took the place of a party, or of its organisation.
    Succeeded(NodeId),
    /// A party, or its organisation, is called otherwise.
    Renamed(NodeId),
    /// The paper on which it rests changes.
    Paper(Text),
}

/// Tells of all of them: those to be renewed for one cause together, and those whose terms change each by itself.
pub(in super::super) fn to_renew(compared: &Compared<'_, '_>, rule: &'static Rule, found: &mut Vec<Consequence>) {
    let all = All::new(compared);
    let papers = papers(compared);
    let leave = Leave::new(&all);
    let cut = cut_keys(&all);
    let mut grouped: BTreeMap<Cause, Vec<Given<'_>>> = BTreeMap::new();
    let mut varied = Vec::new();
    for given in all.given.iter().filter(|given| given.after.is_some()) {
        let key = &given.before.key;
        let without = leave.without.contains_key(key);
        if without || cut.contains(key) || !losses(&all, given).is_empty() {
            continue;
        }
        for cause in causes(&all, given, &papers) {
            grouped.entry(cause).or_default().push(*given);
        }
        let forbids = leave.forbidding.contains(&super::subject(given));
        let mut terms = changed(&all, given);
        // That it may no longer be passed on is told of what was passed on.
        terms.retain(|term| !(forbids && term.is_onward));
        if !terms.is_empty() {
            varied.push((*given, terms));
        }
    }
    for (cause, given) in &grouped {
        found.push(Consequence::new(renewed(&all, rule, cause, given, &papers)));
    }
    for (given, terms) in varied {
        found.push(Consequence::new(vary(&all, rule, given, &terms)));
    }
}

/// The papers in force before and after that say something else of their substance, by key before.
fn papers<'c>(compared: &'c Compared<'_, '_>) -> BTreeMap<&'c str, &'c Change> {
    let changes = compared.diff.of(Table::Instrument);
    let changes = changes.filter(|change| !change.before.is_empty() && !change.after.is_empty());
    let substantial = changes.filter(|change| {
        let says = change
            .fields
            .iter()
            .any(|field| SUBSTANCE.contains(&field.key.as_str()));
        says || change.before.len() > 1 || change.after.len() > 1
    });
    let each = substantial.flat_map(|change| change.before.iter().map(move |thing| (thing.id.key.as_str(), change)));
    each.collect()
}

fn causes(all: &All<'_, '_, '_>, given: &Given<'_>, papers: &BTreeMap<&str, &Change>) -> BTreeSet<Cause> {
    let before = all.compared.before;
    let mut causes = BTreeSet::new();
    let parties = given
        .before
        .from
        .iter()
        .copied()
        .chain(given.before.to.iter().map(|to| to.value));
    for party in parties {
        // A party tells for itself; its organisation is the one who signs.
        let home = one_organisation(before, party).filter(|&home| home != party);
        for id in [Some(party), home].into_iter().flatten() {
            if let Some(change) = all.becoming.of(all.compared, id) {
                // By another name, or another key, it is still the same.
                causes.insert(if change.kind == Kind::Renamed {
                    Cause::Renamed(id)
                } else {
                    Cause::Succeeded(id)
                });
                break;
            }
        }
    }
    let paper = given.before.instrument.as_ref();
    causes.extend(
        paper
            .filter(|key| papers.contains_key(key.as_str()))
            .cloned()
            .map(Cause::Paper),
    );
    causes
}

fn renewed(
    all: &All<'_, '_, '_>,
    rule: &'static Rule,
    cause: &Cause,
    given: &[Given<'_>],
    papers: &BTreeMap<&str, &Change>,
) -> Finding {
    let before = all.compared.before;
    let names = named(given);
    let number = given.len();
    let party = |id: NodeId| {
        let itself = given.iter().any(|given| {
            let mut ends = given
                .before
                .from
                .iter()
                .copied()
                .chain(given.before.to.iter().map(|to| to.value));
            ends.any(|end| end == id)
        });
        let how = if itself {
            "a party to"
        } else {
            "whose body is a party to"
        };
        format!("{}, {how} {names},", before.node(id).name())
    };
    let becomes = |id: NodeId| {
        all.becoming
            .of(all.compared, id)
            .map(Becoming::words)
            .unwrap_or_default()
    };
    let (message, help) = match cause {
        Cause::Succeeded(id) => (
            format!(
                "{} {}: {} to be made anew, or novated",
                party(*id),
                becomes(*id),
                verb(number, "it is", "they are")
            ),
            "have it signed by the successor and the other parties (a novation), unless a transfer scheme moves it. Check with \
             your legal adviser",
        ),
        Cause::Renamed(id) => (
            format!(
                "{} {}: {} so when next signed",
                party(*id),
                becomes(*id),
                verb(number, "it says", "they say")
            ),
            "write the new name into it when it is next signed; what was given under the old name stands",
        ),
        Cause::Paper(key) => (
            format!(
                "{}, on which {names} {}, changes: {} to be read again",
                super::broken::paper(before, key),
                verb(number, "rests", "rest"),
                verb(number, "it is", "they are")
            ),
            "see whether the new paper still gives what is delegated, on the same terms; else have it varied",
        ),
    };
    // A name is for the record: nobody has to act.
    let level = match cause {
        Cause::Renamed(_) => Level::Note,
        Cause::Succeeded(_) | Cause::Paper(_) => Level::Should,
    };
    let mut finding = about(rule.name, level, given, message).verdict(Verdict::Remark);
    match cause {
        Cause::Succeeded(id) | Cause::Renamed(id) => finding = finding.key(before.node(*id).subject()),
        Cause::Paper(key) => {
            finding = finding.key(format!("instrument.{key}"));
            if let Some(change) = papers.get(key.as_str()) {
                let fields = change
                    .fields
                    .iter()
                    .filter(|field| SUBSTANCE.contains(&field.key.as_str()));
                let fields: Vec<String> = fields.map(|field| silence(&field.key)).collect();
                if !fields.is_empty() {
                    finding = finding.remark(format!("what changes in the paper: {}", several(fields)));
                }
                for thing in change.after.iter().take(NAMED) {
                    finding = finding.label(thing.place, "as the paper is after the change");
                }
            }
        }
    }
    finding.help(help)
}

fn vary(all: &All<'_, '_, '_>, rule: &'static Rule, given: Given<'_>, terms: &[Term]) -> Finding {
    let mut what: Vec<String> = Vec::new();
    for term in terms {
        if !what.iter().any(|known| known == term.what) {
            what.push(term.what.to_owned());
        }
    }
    let message = format!("the terms of {} change: {}", name(given.before), several(what));
    let mut finding = about(rule.name, Level::Should, &[given], message).verdict(Verdict::Remark);
    for term in terms {
        finding = finding.remark(term.words.clone());
    }
    if let Some((place, words)) = still_said(all, &given) {
        finding = finding.label(place, "still said here").remark(words);
    }
    let finding = paths(all.compared, &[given]).into_iter().fold(finding, Finding::path);
    finding.help("have it varied by those who made it, and record the variation where the delegation is recorded")
}

/// Where whoever received it before still says that they decide what it gives: that was by the delegation, which goes to another.
fn still_said(all: &All<'_, '_, '_>, given: &Given<'_>) -> Option<(Place, String)> {
    let after = all.compared.after;
    let former = given.before.to.as_ref().filter(|_| receives_anew(all, given))?;
    let former = all.compared.becomes(former.value)?;
    let row = given.after?;
    let said = row.functions.iter().find_map(|function| {
        let mut doings = after.done_with(function).iter();
        let done = doings.find(|done| done.by == former.id() && done.effect == Some(Effect::Decide))?;
        Some((after.doing(done).statement.place, function))
    });
    let (place, function) = said.filter(|(_, function)| !holds_in_law(after, former.id(), function))?;
    let function = functions(after, [function]);
    Some((
        place,
        format!(
            "{} still says that it decides {function}, and no longer receives it by this",
            former.name()
        ),
    ))
}
