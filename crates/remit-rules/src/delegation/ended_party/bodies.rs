//! Bodies that are in force while the organisation that they are part of has ended, or has not begun.

use std::collections::BTreeMap;

use jiff::civil::Date;
use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, NodeAt, NodeId, NodeKind, Standing};
use remit_model::page::day_in_words;
use remit_model::sources::Place;
use remit_model::text::Text;

use super::RULE;

/// An organisation that is not in force: since when, or until when, and where that is written.
struct Away {
    over: bool,
    day: Date,
    place: Place,
    assumed: Option<String>,
    /// The proposal that ends it, where that names no day.
    proposal: Option<Text>,
}

pub(super) fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let organisations = at.all_nodes().filter(|node| node.kind() == NodeKind::Organisation);
    let away: BTreeMap<NodeId, Away> = organisations
        .filter_map(|node| away(at, &node).map(|away| (node.id(), away)))
        .collect();
    // Most frameworks have none, so that their bodies need not be looked at.
    if away.is_empty() {
        return;
    }
    // Those that ended with their organisation are looked at as well: nothing says so of themselves.
    let ended =
        |node: &NodeAt<'_, '_>| node.standing() == Standing::OtherDate && node.ended_with_organisation().is_some();
    let bodies = at.all_nodes().filter(|node| node.kind() == NodeKind::Body);
    let bodies = bodies.filter(|body| body.exists() || ended(body));
    for body in bodies.filter(|body| !body.is_external()) {
        if let Some(organisation) = body.within().stated()
            && let Some(away) = away.get(&organisation.id())
        {
            findings.extend(judge(&body, &organisation, away));
        }
    }
}

fn away(at: &AsAt<'_>, organisation: &NodeAt<'_, '_>) -> Option<Away> {
    if organisation.exists() || organisation.is_external() {
        return None;
    }
    let statement = &organisation.definition().statement;
    let why = |key: &str| statement.assumed(key).map(ToString::to_string);
    if let Some((day, place)) = organisation.last_day().filter(|(day, _)| *day < at.date()) {
        let assumed = why("ends");
        return Some(Away {
            over: true,
            day,
            place,
            assumed,
            proposal: organisation.ended_with().cloned(),
        });
    }
    let day = statement.starts.filter(|day| at.date() < *day)?;
    Some(Away {
        over: false,
        day,
        place: statement.place,
        assumed: why("starts"),
        proposal: None,
    })
}

fn judge(body: &NodeAt<'_, '_>, organisation: &NodeAt<'_, '_>, away: &Away) -> Option<Finding> {
    let day = day_in_words(away.day);
    let (name, whose) = (body.name(), organisation.name());
    let (message, said, help) = if away.over {
        let ended = match &away.proposal {
            Some(proposal) => format!("ends with the proposal `{proposal}`"),
            None => format!("ended on {day}"),
        };
        let message = match body.exists() {
            true => format!("{name} is entered as in force, and {whose}, which it is part of, {ended}"),
            false => format!("{name} has no last day of its own, and {whose}, with which it ends, {ended}"),
        };
        let help = "give it its last day (`ends`), or say what it became part of (`within`, from that day)";
        (message, ended, help)
    } else {
        // Without a first day of its own it is entered for whenever its organisation is there.
        let starts = day_in_words(body.definition().statement.starts?);
        (
            format!("{name} is entered as in force since {starts}, and {whose}, which it is part of, begins on {day}"),
            format!("begins on {day}"),
            "give it the first day of its organisation (`starts`), or say what it was part of before (`within`, until that day)",
        )
    };
    let mut finding = Finding::new(RULE.name, Level::Should, body.subject(), message)
        .key(organisation.subject())
        .label(body.place(), format!("part of {whose}"))
        .label(away.place, said);
    if let Some(why) = &away.assumed {
        finding = finding.remark(format!("the day is a reading: {why}"));
    }
    Some(finding.help(help))
}
