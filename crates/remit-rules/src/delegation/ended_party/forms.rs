//! Organisations and bodies that are there, or have given or received something, on days on which the law knows none of their
//! form. One finding for each of them, however many their arrangements.

use std::collections::BTreeMap;

use jiff::civil::Date;
use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, NodeAt, NodeId, NodeKind, Statement};
use remit_model::page::day_in_words;
use remit_model::sources::Place;

use super::{RULE, taken_over};
use crate::chains::form_days::FormDays;
use crate::naming;

/// What reaches beyond the days of each form: the names of the arrangements, and where the first is.
#[derive(Default)]
pub(super) struct Reaching(BTreeMap<NodeId, Reaches>);

#[derive(Default)]
struct Reaches {
    before: Vec<(String, Place)>,
    after: Vec<(String, Place)>,
}

impl Reaching {
    /// Notes an arrangement of somebody, where it reaches beyond their form. A day that they state themselves comes first.
    pub(super) fn note(&mut self, at: &AsAt<'_>, id: NodeId, name: &str, statement: &Statement) {
        let Some(known) = FormDays::of(at, id) else {
            return;
        };
        let node = at.node(id);
        let told = || (name.to_owned(), statement.place);
        if node.last_day().is_none() && known.last_for(at, statement).is_some() {
            self.0.entry(id).or_default().after.push(told());
        }
        if node.first_day().is_none() && known.first_for(at, statement).is_some() {
            self.0.entry(id).or_default().before.push(told());
        }
    }

    pub(super) fn report(self, at: &AsAt<'_>, findings: &mut Vec<Finding>) {
        let mut reaching = self.0;
        for node in at.all_nodes().filter(|node| node.kind() != NodeKind::Post) {
            if let Some(known) = FormDays::of(at, node.id()) {
                let reaches = reaching.remove(&node.id()).unwrap_or_default();
                findings.extend(judge(at, &node, &known, reaches));
            }
        }
    }
}

fn judge(at: &AsAt<'_>, node: &NodeAt<'_, '_>, known: &FormDays<'_>, reaches: Reaches) -> Option<Finding> {
    let (who, kind) = (node.name(), naming::lower(&known.form.name));
    let after = known
        .days
        .last
        .map(|last| (last, format!("after {}", day_in_words(last))));
    let before = known
        .days
        .first
        .map(|first| (first, format!("before {}", day_in_words(first))));
    let mut labels: Vec<(Place, String)> = Vec::new();
    let beyond = |is_beyond: fn(Date, Date) -> bool, day: &Option<(Date, String)>| {
        let (day, words) = day.as_ref()?;
        (node.exists() && is_beyond(at.date(), *day)).then(|| words.clone())
    };
    let entered = beyond(|date, last| date > last, &after).or_else(|| beyond(|date, first| date < first, &before));
    let has_part = !reaches.after.is_empty();
    let message = if let Some(words) = &entered {
        let part = part_in_words(&reaches.after);
        format!("{who} is entered as in force{part}, and the law knows no {kind} {words}")
    } else {
        let mut says = Vec::new();
        let sides = [
            (
                known.days.last,
                ["runs on after", "run on after", "after"],
                reaches.after,
            ),
            (
                known.days.first,
                ["began before", "began before", "before"],
                reaches.before,
            ),
        ];
        for (day, [one, several, when], reaching) in sides {
            let (Some(day), Some((_, place))) = (day.map(day_in_words), reaching.first()) else {
                continue;
            };
            let verb = if reaching.len() == 1 { one } else { several };
            labels.push((*place, format!("{one} {day}")));
            let names = naming::some(reaching.iter().map(|(name, _)| name.clone()).collect());
            says.push(format!(
                "{names}, which {verb} {day}, and the law knows no {kind} {when} that day"
            ));
        }
        if says.is_empty() {
            return None;
        }
        format!("{who} has part in {}", says.join("; and in "))
    };
    // It has ended by law, and an arrangement with it is in force on the date.
    let gone = entered.is_some() && known.days.last.is_some_and(|last| at.date() > last) && has_part;
    let level = match () {
        () if known.is_memory => Level::Note,
        () if gone && known.assumed.is_none() => Level::Must,
        () => Level::Should,
    };
    let cited = known.form.citation.as_ref().unwrap_or(&known.form.name);
    let mut finding = Finding::new(RULE.name, level, node.subject(), message)
        .key(format!("form.{}", known.form.key))
        .label(node.place(), "entered here");
    for (place, says) in labels {
        finding = finding.label(place, says);
    }
    finding = finding.remark(format!(
        "{cited}: {} was there {}",
        naming::one(&kind),
        days_in_words(known)
    ));
    if node.last_day().is_none() && known.days.last.is_some() {
        finding = finding.remark("no last day of its own is entered (`ends`)");
    }
    if known.is_memory {
        finding = finding.remark("the days of this form are from memory, not verified");
    }
    if let Some(why) = &known.assumed {
        finding = finding.remark(format!("this rests on a reading: {why}"));
    }
    if gone {
        return Some(taken_over(at, node.id(), node, finding));
    }
    Some(finding.help(
        "give it its own first and last day (`starts`, `ends`), and name who came before it or took over; or correct its form. \
         Check with your legal adviser",
    ))
}

/// What somebody has part in: ", with part in the delegation `a`".
fn part_in_words(arrangements: &[(String, Place)]) -> String {
    if arrangements.is_empty() {
        return String::new();
    }
    let names = arrangements.iter().map(|(name, _)| name.clone());
    format!(", with part in {}", naming::some(names.collect()))
}

/// The days of the row. A last day that is not entered is not said to be none.
fn days_in_words(known: &FormDays<'_>) -> String {
    match (known.days.first.map(day_in_words), known.days.last) {
        (Some(first), None) => format!("from {first}"),
        _ => known.days.words(),
    }
}
