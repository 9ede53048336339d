//! What the catalogue says of one kind's giving something to another, on one date.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use remit_model::document::{Carriage, FormPlace, Sureness};
use remit_model::model::{Function, Model, NodeKind, Power};
use remit_model::text::Text;
use remit_rules::lawful::{
    End, Fixed, Given, Home, Lack, Obstacle, Spoken, fit, fixed, gives_to_such, has_powers, in_words, kinds_of,
    lack_in_words, obstacle_in_words,
};
use remit_rules::lawful::{Fit, end_is_open};

use super::between::{Asked, quoted};
use super::kinds::{Kind, plain_name, spelled_out};
use super::words::{citation, sharing_plainly};

/// That law knew no such thing, and when it did.
#[derive(Debug, Clone)]
pub(super) struct Absent {
    /// What.
    pub(super) name: String,
    /// When there was one, in brackets; empty where that is not known.
    pub(super) when: String,
}

/// What could carry it, on one date.
#[derive(Debug, Clone, Default)]
pub(super) struct Outcome<'m> {
    /// Why there was nobody to give or to receive on that date.
    pub(super) absent: Vec<Absent>,
    /// The powers that carry it.
    pub(super) fits: Vec<&'m Power>,
    /// Those that may, and what it turns on.
    pub(super) may: Vec<(&'m Power, Vec<String>)>,
    /// The nearest of those that don't, and why: several, where none is nearer than the others.
    pub(super) nearest: Vec<(&'m Power, Vec<String>)>,
    /// Those that reach these two, and give no function.
    pub(super) beside: Vec<(&'m Power, String)>,
    /// What statute says of the function itself.
    pub(super) fixed: Vec<String>,
    /// Why that nothing carries it says nothing, in sentences: nobody has read the law for it.
    pub(super) silent: BTreeSet<String>,
}

impl Outcome<'_> {
    /// What makes two dates different. That the day on which something began is not known makes none.
    pub(super) fn gist(&self) -> (bool, Vec<&str>, Vec<&str>, &[String], bool) {
        (
            self.absent.is_empty(),
            self.fits.iter().map(|power| power.key.as_str()).collect(),
            self.may.iter().map(|(power, _)| power.key.as_str()).collect(),
            &self.fixed,
            self.silent.is_empty(),
        )
    }
}

/// How a power stands to the pairs that were tried.
#[derive(Default)]
struct Tried {
    fits: Vec<(Text, Text)>,
    may: Vec<String>,
    fails: usize,
}

/// What could carry it, on a date: every form of the one kind to every form of the other.
pub(super) fn outcome<'m>(model: &'m Model, asked: &Asked, on: Date) -> Outcome<'m> {
    let mut out = Outcome::default();
    let (from, to) = (asked.from.on(model, on), asked.to.on(model, on));
    let mut parties: Vec<&Kind> = asked.shared_by.iter().collect();
    parties.retain(|kind| kind.on(model, on).is_empty() && kind.key != asked.from.key);
    for kind in [&asked.from, &asked.to].into_iter().chain(parties) {
        if kind.on(model, on).is_empty() {
            out.absent.push(absence(model, kind));
        }
    }
    if !out.absent.is_empty() {
        return out;
    }
    let mut tried: BTreeMap<&Text, (&Power, Tried)> = BTreeMap::new();
    let mut nearest: Vec<(&Power, Vec<Obstacle>)> = Vec::new();
    let spoken = Spoken::of(model);
    for &giver in &from {
        for &taker in &to {
            let Some(given) = given(model, asked, giver, taker, on) else {
                continue;
            };
            let forbidden = of_statute(model, &given, &mut out.fixed);
            out.silent.extend(unsaid(model, &spoken, giver, &given));
            for power in model.powers.rows() {
                let entry = tried.entry(&power.key).or_insert_with(|| (power, Tried::default()));
                match fit(power, &given) {
                    // A row that does not say who may give to whom fits whatever cites it, and answers nothing.
                    _ if power.gives.is_empty() => entry.1.fails += 1,
                    // What statute gives to another, no power moves.
                    Fit::Fits | Fit::CannotTell(_) if forbidden => entry.1.fails += 1,
                    Fit::Fits => entry.1.fits.push((giver.clone(), taker.clone())),
                    Fit::CannotTell(lacks) => entry.1.may.extend(turns_on(model, power, &given, &lacks)),
                    Fit::Fails(obstacles) => {
                        if let [only @ Obstacle::GivesNothing(_)] = obstacles.as_slice()
                            && reaches(power, &given)
                        {
                            out.beside.push((power, obstacle_in_words(power, only)));
                        }
                        if power.earlier_unread && obstacles == [Obstacle::NotYet] {
                            out.silent.insert(format!(
                                "What there was before {} was not read ({}): that no power is found says nothing (not verified).",
                                citation(&power.validity),
                                in_words(&power.validity)
                            ));
                        }
                        entry.1.fails += 1;
                        nearest.push((power, obstacles));
                    }
                }
            }
        }
    }
    out.beside.dedup_by_key(|(power, _)| power.key.clone());
    for (power, tried) in tried.into_values() {
        sorted(model, asked, power, tried, &mut out);
    }
    if !out.fits.is_empty() || !out.may.is_empty() || !out.fixed.is_empty() {
        out.silent.clear();
    }
    // What carries some of it is no near miss.
    let answered = |power: &Power| {
        let may = out.may.iter().map(|(power, _)| power);
        out.fits.iter().chain(may).any(|other| other.key == power.key)
    };
    nearest.retain(|(power, _)| !answered(power));
    nearest.sort_by_key(|(power, obstacles)| far(power, obstacles));
    nearest.dedup_by_key(|(power, _)| power.key.clone());
    let least = nearest.first().map(|(power, obstacles)| far(power, obstacles));
    // Where something may carry it, and not just a few functions, only what other dates, parties or functions would mend is
    // worth telling.
    let alone = out.fits.is_empty() && out.may.iter().all(|(power, _)| !power.only.is_empty());
    let worth = alone || least.is_some_and(|least| least < WORTH);
    let near = nearest
        .into_iter()
        .filter(|_| worth)
        .take_while(|(power, obstacles)| Some(far(power, obstacles)) == least);
    let near = near.take(SHOWN).map(|(power, obstacles)| {
        let why = obstacles.iter().map(|obstacle| obstacle_in_words(power, obstacle));
        (power, why.collect())
    });
    out.nearest = near.collect();
    out.fixed.sort();
    out.fixed.dedup();
    out
}

/// That the catalogue says nothing of how one organisation gives to such as the other, or holds no powers of it.
fn unsaid(model: &Model, spoken: &Spoken<'_>, giver: &str, given: &Given<'_>) -> Vec<String> {
    let Some(form) = model
        .forms
        .get(giver)
        .filter(|form| form.place == Some(FormPlace::LegalPerson))
    else {
        return Vec::new();
    };
    let from = given
        .from
        .iter()
        .filter(|from| spoken.about(from, &given.to) == Some(false));
    let mut said: Vec<String> = from
        .map(|from| {
            let clause = gives_to_such(from, &given.to);
            format!(
                "The catalogue does not say by which power {clause}: that none is found says nothing (not verified)."
            )
        })
        .collect();
    let is_memory = matches!(form.sure, None | Some(Sureness::Memory));
    if said.is_empty() && is_memory && !has_powers(model, form, given.on) {
        said.push(format!(
            "The catalogue holds no powers of {} on this date: that none is found says little (not verified).",
            quoted(&form.name)
        ));
    }
    said
}

/// From which distance a near miss is told only where there is no other answer.
const WORTH: usize = 20;
/// How many near misses are shown.
const SHOWN: usize = 3;

/// How far off a power is. What another date, other parties or another function would mend is nearer than what nothing would;
/// of equals one that was read, whose end is known, and that is not for a few functions comes first.
fn far(power: &Power, obstacles: &[Obstacle]) -> usize {
    let weight = |obstacle: &Obstacle| match obstacle {
        Obstacle::GivesNothing(_) => 9,
        Obstacle::Giver(_) => 5,
        Obstacle::Receiver(_) | Obstacle::OwnBody(_) => 4,
        Obstacle::NotYet
        | Obstacle::NoLonger
        | Obstacle::NotInside(_)
        | Obstacle::Shares(_)
        | Obstacle::NotShared(_)
        | Obstacle::Without
        | Obstacle::Excluded(_)
        | Obstacle::NotAmong(_)
        | Obstacle::IsExecutive(_)
        | Obstacle::NotExecutive(_) => 2,
    };
    let less = [
        power.validity.is_from_memory(),
        end_is_open(power),
        !power.only.is_empty(),
        power.carries != Some(Carriage::Delegation) && obstacles.iter().any(|o| matches!(o, Obstacle::Receiver(_))),
    ];
    let less = less.into_iter().filter(|less| *less).count();
    5 * obstacles.iter().map(weight).sum::<usize>() + less
}

/// Among which of the answers a power belongs.
fn sorted<'m>(model: &Model, asked: &Asked, power: &'m Power, tried: Tried, out: &mut Outcome<'m>) {
    if tried.fits.is_empty() && tried.may.is_empty() {
        return;
    }
    let for_few = asked.function.is_none() && !power.only.is_empty();
    if tried.may.is_empty() && tried.fails == 0 && !end_is_open(power) && !for_few {
        out.fits.push(power);
        return;
    }
    let mut why = tried.may;
    if for_few {
        why.push("what is given: it carries a few functions and no others".to_owned());
    }
    if end_is_open(power) {
        why.push("whether it was still in force: its last day is not in the catalogue".to_owned());
    }
    if tried.fails > 0 && !tried.fits.is_empty() {
        let name = |key: &Text| plain_name(model, key);
        let pairs = tried
            .fits
            .iter()
            .map(|(from, to)| format!("{} to {}", name(from), name(to)));
        why.push(format!(
            "of which kind they are: it holds from {}",
            pairs.collect::<Vec<_>>().join("; from ")
        ));
    }
    why.sort();
    why.dedup();
    out.may.push((power, why));
}

/// What is asked, of one form and another.
fn given<'a>(model: &Model, asked: &'a Asked, from: &str, to: &str, on: Date) -> Option<Given<'a>> {
    let (mut from, mut to) = (End::of_kind(model, from)?, End::of_kind(model, to)?);
    if !asked.shared_by.is_empty() {
        to.homes = asked.shared_by.iter().map(|kind| party(model, kind)).collect();
        if let [only] = to.homes.as_slice() {
            // Several of one kind: what is shared has more than one home.
            to.homes.push(only.clone());
        }
        // Of organisations without a framework it cannot be told which is which; the one that gives is among those who share.
        from.homes.clear();
    }
    Some(Given {
        from: vec![from],
        to,
        functions: asked.function.iter().collect(),
        on,
    })
}

/// An organisation that shares a body. Of a family, what all its members are.
fn party(model: &Model, kind: &Kind) -> Home {
    let each = kind.members.iter().map(|key| kinds_of(model, key));
    let common = each.reduce(|one, other| Some(one?.intersection(&other?).cloned().collect()));
    Home {
        lent: false,
        id: None,
        name: kind.name.clone(),
        kinds: common.flatten(),
    }
}

/// Whether a power names these two, though it gives nothing: where it names nobody, nothing is known of whom it reaches.
fn reaches(power: &Power, given: &Given<'_>) -> bool {
    let is = |end: &End, kinds: &[Text]| {
        let own = end.kinds.as_ref();
        own.is_some_and(|own| kinds.iter().any(|kind| own.contains(kind)))
    };
    power.gives.iter().any(|giving| {
        let fits_between = giving.between.is_empty() && giving.with.is_empty();
        fits_between && given.from.iter().all(|from| is(from, &giving.from)) && is(&given.to, &giving.to)
    })
}

/// What it turns on, in words.
fn turns_on(model: &Model, power: &Power, given: &Given<'_>, lacks: &[Lack]) -> Vec<String> {
    let mut words = Vec::new();
    for lack in lacks {
        match lack {
            Lack::Homes(_) if given.to.kind == NodeKind::Body => {
                let is = |kinds: &[Text]| {
                    given
                        .to
                        .kinds
                        .as_ref()
                        .is_some_and(|own| kinds.iter().any(|k| own.contains(k)))
                };
                let from = given.from.first().and_then(|end| end.kinds.as_ref());
                let gives = |kinds: &[Text]| from.is_some_and(|own| kinds.iter().any(|kind| own.contains(kind)));
                let pairings = power
                    .gives
                    .iter()
                    .filter(|giving| is(&giving.to) && gives(&giving.from));
                words.extend(
                    pairings
                        .filter_map(|giving| sharing_plainly(model, giving))
                        .map(|who| format!("who shares it: it holds where {who}")),
                );
            }
            Lack::Executive(name) => words.push(format!("whether {name} is a function of a council's executive")),
            other => words.push(lack_in_words(other)),
        }
    }
    words
}

/// What statute says of a function's going to the one who receives; and whether it forbids it.
fn of_statute(model: &Model, given: &Given<'_>, out: &mut Vec<String>) -> bool {
    let mut forbidden = false;
    for &function in &given.functions {
        let to = &given.to.name;
        match fixed(model, function, given) {
            Fixed::Forbidden(row) => {
                forbidden = true;
                out.push(format!(
                    "{} says itself who exercises it ({}), and to whom that one may pass it on ({}); {to} is none of these, \
                     and no power changes that.",
                    citation(&row.validity),
                    spelled_out(model, &row.exercised_by, given.on),
                    match spelled_out(model, &row.passes_to, given.on) {
                        none if none.is_empty() => "nobody".to_owned(),
                        some => some,
                    }
                ));
            }
            Fixed::Allowed(row) => out.push(format!(
                "{} itself gives it to {}, or lets it pass to {to}.",
                citation(&row.validity),
                spelled_out(model, &row.exercised_by, given.on)
            )),
            Fixed::Free | Fixed::CannotTell(_) => {}
        }
    }
    forbidden
}

/// That there was no such thing, and when there was.
fn absence(model: &Model, kind: &Kind) -> Absent {
    let when = match kind.members.as_slice() {
        [only] => {
            let form = model.forms.get(only).map(|form| (form.since, form.until));
            let office = || {
                model
                    .offices
                    .get(only)
                    .map(|office| (office.validity.since, office.validity.until))
            };
            let (since, until) = form.or_else(office).unwrap_or_default();
            let day = remit_model::page::day_in_words;
            match (since, until) {
                (Some(since), Some(until)) => format!(" (there was one from {} to {})", day(since), day(until)),
                (Some(since), None) => format!(" (there has been one since {})", day(since)),
                (None, Some(until)) => format!(" (there was one until {})", day(until)),
                (None, None) => String::new(),
            }
        }
        _ => String::new(),
    };
    Absent {
        name: kind.name.clone(),
        when,
    }
}

/// A function that stands for a row of statute.
pub(super) fn stand_in(row: &remit_model::model::StatutoryFunction) -> Function {
    Function {
        key: row.key.clone(),
        statement: row.statement.clone(),
        name: row.name.clone(),
        kind: None,
        of: Vec::new(),
        needs: Vec::new(),
        executive: None,
        devolved: None,
        in_law: Some(row.key.clone()),
    }
}
