//! A body that several organisations share, for rules that are not about the law themselves: what it would need on the day
//! to decide for them, and to which of them no line from it is entered.

use remit_model::document::{FormPlace, RelationKind, SeatAsks, WhoseLaw};
use remit_model::finding::Finding;
use remit_model::model::{AsAt, Form, Function, InForce, Model, NodeAt, NodeId, Power, Validity};
use remit_model::page::day_in_words;
use remit_model::text::Text;

use super::footing::Asks;
use super::joint::kinds;
use super::meant::Rows;
use super::ruling::Ground;
use super::telling::{against, named, told};
use crate::lawful::{Answers, End, Given, Kinds, Obstacle, answers, weight};
use crate::naming;
use crate::wording::list;

/// So many powers are named.
const SHOWN: usize = 3;

/// What a body would need on the day to decide for those who share it, as remarks. Nothing where fewer than two do, or where
/// the catalogue says nothing of such as them.
pub(crate) fn to_decide(at: &AsAt<'_>, id: NodeId, functions: &[&Function]) -> Vec<String> {
    let model = at.model();
    if model.framework.law == WhoseLaw::Off {
        return Vec::new();
    }
    let to = End::of(at, id);
    let homes: Vec<NodeId> = to.homes.iter().filter_map(|home| home.id).collect();
    if homes.len() < 2 {
        return Vec::new();
    }
    let Some(ground) = Ground::of(at) else {
        return Vec::new();
    };
    let from: Vec<End> = homes.into_iter().map(|home| End::of(at, home)).collect();
    let deciding = deciding_forms(model).into_iter();
    deciding
        .flat_map(|form| {
            let to = to.in_form(model, &form.key);
            let spoken = from.iter().any(|end| ground.spoken.about(end, &to) == Some(true));
            let given = Given {
                from: from.clone(),
                to,
                functions: functions.to_vec(),
                on: at.date(),
            };
            if spoken {
                of_form(model, form, given)
            } else {
                Vec::new()
            }
        })
        .collect()
}

/// The forms of a body that several share and that may decide for them, by a power.
fn deciding_forms(model: &Model) -> Vec<&Form> {
    let kinds = kinds(model);
    let shared = model.forms.iter().filter(|form| {
        form.place == Some(FormPlace::Between)
            && form.holds_decisions != Some(false)
            && (kinds.contains(&form.key) || form.family.iter().any(|family| kinds.contains(family)))
    });
    shared.collect()
}

fn of_form(model: &Model, form: &Form, given: Given<'_>) -> Vec<String> {
    let day = day_in_words(given.on);
    let parties = list(&given.from.iter().map(|end| end.name.clone()).collect::<Vec<_>>());
    let form = naming::form(form);
    let mut all: Vec<Answers<'_>> = given.each().map(|given| answers(model, &given)).collect();
    let mut fitting: Vec<&Power> = all.iter().flat_map(|answers| answers.fitting.iter().copied()).collect();
    let mut few: Vec<&Power> = all.iter().flat_map(Answers::for_few).collect();
    let mut open: Vec<&Power> = all
        .iter()
        .flat_map(|answers| answers.open().map(|(power, _)| *power))
        .collect();
    for powers in [&mut fitting, &mut few, &mut open] {
        powers.sort_by_key(|power| &power.key);
        powers.dedup_by_key(|power| &power.key);
    }
    let several = |powers: &[&Power]| {
        let said: Vec<String> = powers
            .iter()
            .take(SHOWN)
            .map(|power| with_sureness(power, told))
            .collect();
        said.join("; ")
    };
    let begin = format!("to decide for {parties} it would have to be {form}");
    if !fitting.is_empty() {
        return vec![format!("{begin}, and on {day} this carries one: {}", several(&fitting))];
    }
    if !open.is_empty() {
        return vec![format!("{begin}, and on {day} this may carry one: {}", several(&open))];
    }
    if !few.is_empty() {
        return vec![format!(
            "{begin}, and the powers in force on {day} carry one for a few functions alone: {}",
            several(&few)
        )];
    }
    let nearest = all.iter_mut().filter_map(|answers| answers.nearest.take());
    let nearest = nearest.min_by_key(|(_, obstacles): &(&Power, Vec<Obstacle>)| weight(obstacles));
    let mut said = vec![format!("{begin}, and no power in force on {day} was found for that")];
    if let Some((power, obstacles)) = nearest {
        said.push(format!(
            "the nearest is {}: {}",
            with_sureness(power, named),
            against(power, &obstacles)
        ));
    }
    said
}

/// A power in these words, and where it rests on memory, that.
fn with_sureness(power: &Power, words: impl Fn(&Power) -> String) -> String {
    let memory = if power.validity.is_from_memory() {
        " (from memory, not verified)"
    } else {
        ""
    };
    format!("{}{memory}", words(power))
}

/// The organisations that share a body and to which no line of accountability from it is entered, with the body by which
/// the catalogue says that such as they decide.
pub(crate) fn without_line(at: &AsAt<'_>, body: &NodeAt<'_, '_>) -> Vec<String> {
    let answers: Vec<NodeId> = body
        .acts()
        .filter(|line| matches!(line.kind, RelationKind::AnswersTo | RelationKind::Within))
        .flat_map(|line| crate::belonging::organisations(at, line.to))
        .collect();
    let hosts = body.between().into_iter();
    hosts
        .filter(|host| !answers.contains(&host.id()))
        .map(|host| {
            let bodies = deciding_bodies(at, &End::of(at, host.id()).kinds);
            match bodies.is_empty() {
                true => host.name().to_string(),
                false => format!("{} ({})", host.name(), bodies.join(", ")),
            }
        })
        .collect()
}

/// The finding with the row by which those with an interest may not vote on a body, where there is one; else that it is good
/// practice.
pub(crate) fn on_withdrawing(at: &AsAt<'_>, finding: Finding, body: NodeId, help: &str) -> Finding {
    if at.model().framework.law == WhoseLaw::Off {
        return finding.help(help);
    }
    let rows = Rows::asking(at, &[SeatAsks::Withdraw]);
    let row = rows.as_ref().and_then(|rows| rows.about(at, body).into_iter().next());
    match row {
        Some(row) => {
            let footing = row.footing();
            let finding = finding.key(footing.subject());
            let finding = finding.remark(format!("what the law says: {}", footing.name()));
            footing.under(finding, help)
        }
        None => finding
            .remark(
                "that those with an interest leave the room is good practice; Remit knows no provision that asks it of this body",
            )
            .help(help),
    }
}

/// By which bodies and offices an organisation of such a kind decides, as far as the rows in force say: those that give for
/// it, or the highest of whose seats the law asks something.
fn deciding_bodies(at: &AsAt<'_>, kinds: &Kinds) -> Vec<String> {
    let model = at.model();
    let Some(kinds) = kinds.as_ref().filter(|_| model.framework.law != WhoseLaw::Off) else {
        return Vec::new();
    };
    let is = |wanted: &[Text]| wanted.iter().any(|kind| kinds.contains(kind));
    let in_force = |validity: &Validity| validity.on(at.date()) == InForce::Yes;
    let within = |key: &&Text| {
        let form = model.forms.get(key.as_str());
        form.is_some_and(|form| form.place == Some(FormPlace::Within) && form.holds_decisions == Some(true))
    };
    let is_highest = |key: &&Text| model.forms.get(key.as_str()).is_some_and(|form| form.highest);
    let powers = model.powers.rows().iter().filter(|power| in_force(&power.validity));
    let givings = powers.flat_map(|power| &power.gives).filter(|giving| is(&giving.from));
    let own = givings.filter(|giving| giving.itself).flat_map(|giving| &giving.from);
    // An office may be named by its family alone.
    let offices = |key: &'_ Text| {
        let rows = model.offices.rows().iter();
        rows.filter(|office| office.key == *key || office.family.contains(key))
            .map(|office| &office.key)
            .collect::<Vec<_>>()
    };
    let own: Vec<&Text> = own
        .flat_map(|key| if within(&key) { vec![key] } else { offices(key) })
        .collect();
    let seats = model.statutory_seats.rows().iter();
    let seats = seats.filter(|seat| in_force(&seat.validity) && is(&seat.of));
    let seated = seats.flat_map(|seat| &seat.on).filter(is_highest);
    let mut names = Vec::new();
    for key in own.into_iter().chain(seated) {
        let form = model.forms.get(key.as_str()).map(|form| &form.name);
        let name = form.or_else(|| model.offices.get(key.as_str()).map(|office| &office.name));
        let name = name
            .map(|name| naming::lower(name))
            .filter(|name| !names.contains(name));
        names.extend(name);
    }
    names
}
