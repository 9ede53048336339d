//! Bodies that several became, or that one became several of: who sits on each before beside who sits on each after.

use std::collections::BTreeSet;

use remit_diff::{Change, Kind, Table, Thing};
use remit_model::finding::{Finding, Level};
use remit_model::model::AsAt;

use super::super::{Compared, Consequence};
use super::figures::{Figures, figures};
use super::{RULE, quorum_in_words};
use crate::wording::list;

/// What is told of them, and the keys of those that are there after.
pub(super) struct Joined<'c> {
    pub(super) after: Vec<&'c str>,
    pub(super) told: Consequence,
}

/// A body with its figures, and whether all of its seats are entered.
struct Seated {
    name: String,
    subject: String,
    figures: Figures,
    whole: bool,
}

pub(super) fn all<'c>(compared: &'c Compared<'_, '_>, unreachable: &BTreeSet<&str>) -> Vec<Joined<'c>> {
    let groups = compared.diff.of(Table::Body);
    let groups = groups.filter(|change| matches!(change.kind, Kind::Merged | Kind::Split | Kind::Reorganised));
    let joined = groups.filter_map(|change| {
        Some(Joined {
            told: told(compared, change, unreachable)?,
            after: change.after.iter().map(|thing| thing.id.key.as_str()).collect(),
        })
    });
    joined.collect()
}

fn seated(at: &AsAt<'_>, things: &[Thing]) -> Vec<Seated> {
    let bodies = things.iter().filter_map(|thing| at.node_by_key(&thing.id.key));
    let seated = bodies.map(|body| Seated {
        name: body.name().to_string(),
        subject: body.subject(),
        figures: figures(at, &body),
        whole: at.listed_in_full("seats").any(|listed| listed.id() == body.id()),
    });
    seated.collect()
}

fn told(compared: &Compared<'_, '_>, change: &Change, unreachable: &BTreeSet<&str>) -> Option<Consequence> {
    let (was, is) = (
        seated(compared.before, &change.before),
        seated(compared.after, &change.after),
    );
    let both = || was.iter().chain(&is);
    // Silence on either side is no change of members.
    if [&was, &is]
        .into_iter()
        .any(|side| side.iter().all(|body| body.figures.seats == 0))
    {
        return None;
    }
    // Nor is it one that somebody goes of whom no seat is entered, where those who stay sit as they sat.
    let entered = |side: &[Seated]| -> Vec<(String, Figures)> {
        let bodies = side.iter().filter(|body| body.figures.seats > 0);
        bodies
            .map(|body| (body.subject.clone(), body.figures.clone()))
            .collect()
    };
    if entered(&was) == entered(&is) {
        return None;
    }
    let names: Vec<String> = is.iter().map(|body| body.name.clone()).collect();
    let told = both().any(|body| body.figures.told);
    let all_vote = told && both().all(|body| body.figures.voting == body.figures.seats);
    let seats = |figures: &Figures| (figures.seats > 0).then_some(figures.seats);
    let voting = |figures: &Figures| seats(figures).map(|_| figures.voting);
    let what = if all_vote { "seats, all with a vote," } else { "seats" };
    let mut parts = vec![beside(what, &was, &is, true, seats)];
    if told && !all_vote {
        parts.push(beside("with a vote", &was, &is, true, voting));
    }
    if both().any(|body| body.figures.quorum.is_some()) {
        parts.push(beside("quorum", &was, &is, false, |figures| figures.quorum));
    }
    parts.extend(by_organisation(&was, &is, told));
    let message = format!("{}: {}", list(&names), parts.join("; "));
    let subject = change.after.first()?;
    let mut finding = Finding::new(RULE.name, Level::Should, subject.subject.clone(), message);
    let stays = |thing: &&Thing| change.after.iter().any(|after| after.id == thing.id);
    let gone = change.before.iter().filter(|thing| !stays(thing));
    for thing in change.after.iter().chain(gone.clone()) {
        finding = finding.label(thing.place, format!("{} stands here", thing.name));
    }
    for thing in change.after.iter().skip(1).chain(gone) {
        finding = finding.key(thing.subject.clone());
    }
    let fitted = was
        .iter()
        .any(|body| body.figures.quorum.is_some() && !body.figures.is_short());
    let could_spare = was
        .iter()
        .any(|body| body.figures.quorum.is_some() && !body.figures.is_short() && !body.figures.is_everybody());
    // A body that comes with the change cannot be said to be listed in full: it is, where those were that it comes from.
    let all_before = was.iter().all(|body| body.whole);
    for body in &is {
        let whole = body.whole || all_before;
        let found = unreachable.contains(body.subject.as_str());
        let Some(words) = quorum_in_words(&body.figures, fitted || found, could_spare, whole) else {
            continue;
        };
        let of = if is.len() > 1 {
            format!("{}: ", body.name)
        } else {
            String::new()
        };
        finding = finding.remark(format!("{of}{words}"));
        if body.figures.is_short() && (found || whole) {
            finding.level = RULE.level;
        }
    }
    let approvers = super::super::approvers_of_change(compared, change);
    let finding = finding.help("agree who names whom, and whether the quorum fits the new number");
    Some(Consequence::new(finding).approved_by(approvers))
}

/// A figure of each body before, and of each after: "seats 2 (Adults Board) + 3 (Children Board) = 5 → 2".
fn beside(what: &str, was: &[Seated], is: &[Seated], sum: bool, figure: impl Fn(&Figures) -> Option<u32>) -> String {
    let side = |bodies: &[Seated]| {
        let least = |more: bool| if more { "at least " } else { "" };
        let each: Vec<String> = bodies
            .iter()
            .map(|body| {
                let least = least(body.figures.more);
                match (figure(&body.figures), bodies.len()) {
                    (None, 1) => "none entered".to_owned(),
                    (Some(figure), 1) => format!("{least}{figure}"),
                    (None, _) => format!("none entered ({})", body.name),
                    (Some(figure), _) => format!("{least}{figure} ({})", body.name),
                }
            })
            .collect();
        let mut words = each.join(" + ");
        let known = bodies.iter().all(|body| figure(&body.figures).is_some());
        if sum && known && bodies.len() > 1 {
            let more = bodies.iter().any(|body| body.figures.more);
            let all = total(bodies, |body| figure(&body.figures));
            words.push_str(&format!(" = {}{all}", least(more)));
        }
        words
    };
    format!("{what} {} → {}", side(was), side(is))
}

fn total(bodies: &[Seated], figure: impl Fn(&Seated) -> Option<u32>) -> u32 {
    bodies.iter().filter_map(figure).fold(0, u32::saturating_add)
}

/// Who has more or fewer than before, all bodies of a side together: "Council 4 → 2, Trust 2 → 0". Where
/// no seat of a body is entered, nothing: it may be made up of anybody.
fn by_organisation(was: &[Seated], is: &[Seated], told: bool) -> Option<String> {
    if was.iter().chain(is).any(|body| body.figures.seats == 0) {
        return None;
    }
    let names: BTreeSet<&String> = was
        .iter()
        .chain(is)
        .flat_map(|body| body.figures.by_organisation().keys())
        .collect();
    let of = |bodies: &[Seated], name: &String| total(bodies, |body| body.figures.by_organisation().get(name).copied());
    let each = names.into_iter().map(|name| (name, of(was, name), of(is, name)));
    let differ = each.filter(|(_, was, is)| was != is);
    let words: Vec<String> = differ.map(|(name, was, is)| format!("{name} {was} → {is}")).collect();
    let what = if told { "votes" } else { "seats" };
    (!words.is_empty()).then(|| format!("{what} by organisation, taken together: {}", words.join(", ")))
}
