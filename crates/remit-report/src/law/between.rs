//! What could lawfully carry a function from one kind to another, on a date; and when that changes.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use remit_model::answer::{Answer, Column, Evidence, Group, Named, Row, Shape, Value};
use remit_model::model::{AsAt, Function, Model, Power, Validity};
use remit_model::page::{day_in_words, sentence};
use remit_model::path::StepStatus;

use super::kinds::{Kind, kind_plainly, members, spelled_out};
use super::outcome::{Outcome, outcome, stand_in};
use super::rows::LawRow;
use super::words::{citation, dates, functions, sure};
use crate::who::{column, counted, listed};

/// What is asked.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Who gives.
    pub from: Kind,
    /// Who receives.
    pub to: Kind,
    /// Who shares the one that receives; empty: that is open.
    pub shared_by: Vec<Kind>,
    /// What is given. None: nothing in particular.
    pub function: Option<Function>,
}

impl Asked {
    /// What is asked, from what was written. The mistake, in a sentence, where it cannot be asked.
    pub fn of(
        model: &Model,
        [from, to]: [&str; 2],
        shared_by: &[String],
        function: Option<&str>,
    ) -> Result<Self, String> {
        let (from, to) = (Kind::find(model, from)?, Kind::find(model, to)?);
        let mut parties = Vec::new();
        for written in shared_by {
            let kind = Kind::find(model, written)?;
            if !kind.is_legal_person(model) {
                return Err(format!(
                    "`{}` is no organisation, and only organisations share a body",
                    kind.key
                ));
            }
            if parties.iter().all(|other: &Kind| other.key != kind.key) {
                parties.push(kind);
            }
        }
        if !parties.is_empty() && !to.is_shared(model) {
            return Err(format!(
                "`{}` is nothing that organisations share; leave out --shared-by",
                to.key
            ));
        }
        let gives = |kind: &Kind| kind.members.iter().any(|key| from.members.contains(key));
        if !parties.is_empty() && from.is_legal_person(model) && !parties.iter().any(gives) {
            return Err(format!(
                "who gives to a shared body shares it: name `{}` in --shared-by too",
                from.key
            ));
        }
        let function = function.map(|written| named_function(model, written)).transpose()?;
        Ok(Self {
            from,
            to,
            shared_by: parties,
            function,
        })
    }
}

/// A function of statute, or of the framework, by its key.
pub(super) fn named_function(model: &Model, written: &str) -> Result<Function, String> {
    if let Some(row) = model.statutory_functions.get(written) {
        return Ok(stand_in(row));
    }
    if let Some(function) = model.functions.get(written) {
        return Ok(function.clone());
    }
    let statutory = model.statutory_functions.iter().map(|row| row.key.as_str());
    let known: Vec<&str> = statutory
        .chain(model.functions.iter().map(|row| row.key.as_str()))
        .collect();
    Err(
        match remit_model::suggest::did_you_mean(written, known.iter().copied()) {
            Some(near) => format!("there is no statutory function `{written}`; did you mean `{near}`?"),
            None => format!(
                "there is no statutory function `{written}`; there are: {}",
                known.join(", ")
            ),
        },
    )
}

/// A name in quotation marks.
pub(super) fn quoted(name: &str) -> String {
    format!("“{name}”")
}

pub(super) const POWERS: [Column; 6] = [
    column("power", "Power", &[]),
    column("name", "What it is", &["name"]),
    column("citation", "Section", &["citation"]),
    column("in-force", "In force", &["since", "until", "since-year", "until-year"]),
    column("functions", "Which functions", &["only", "excludes", "executive"]),
    column("sure", "How sure", &["sure"]),
];

const WITH_WHY: [Column; 6] = [
    column("power", "Power", &[]),
    column("citation", "Section", &["citation"]),
    column("in-force", "In force", &["since", "until", "since-year", "until-year"]),
    column("functions", "Which functions", &["only", "excludes", "executive"]),
    column("why", "What it turns on", &[]),
    column("sure", "How sure", &["sure"]),
];

const CHANGES: [Column; 5] = [
    column("from", "From", &[]),
    column("until", "Until", &[]),
    column("answer", "Answer", &[]),
    column("power", "Power", &[]),
    column("citation", "Section", &[]),
];

/// The answer.
pub fn between(at: &AsAt<'_>, asked: &Asked) -> Answer {
    let model = at.model();
    let now = outcome(model, asked, at.date());
    let mut title = format!("What could lawfully carry it: {} to {}", asked.from.name, asked.to.name);
    if !asked.shared_by.is_empty() {
        title.push_str(&format!(", shared by {}", listed(&names(&asked.shared_by))));
    }
    if let Some(function) = &asked.function {
        title.push_str(&format!(" ({})", function.name));
    }
    let mut about: Vec<Named> = [&asked.from, &asked.to]
        .into_iter()
        .chain(&asked.shared_by)
        .map(named)
        .collect();
    about.extend(asked.function.iter().map(|function| Named {
        table: "function",
        key: function.key.to_string(),
        name: function.name.to_string(),
    }));
    let mut out = crate::who::answer(at, "law-between", title, about);
    out.ends = super::ENDS.to_owned();
    let spells = spells(model, asked);
    out.says = says(model, asked, &now, at.date(), &spells);
    powers(model, &mut out, &now);
    changes(model, &mut out, asked, &spells, at.date());
    out
}

fn names(kinds: &[Kind]) -> Vec<String> {
    kinds.iter().map(|kind| kind.name.clone()).collect()
}

fn named(kind: &Kind) -> Named {
    Named {
        table: "kind",
        key: kind.key.clone(),
        name: kind.name.clone(),
    }
}

/// What carries it, in a clause.
fn clause(outcome: &Outcome<'_>) -> String {
    let sections = |powers: &[&Power]| -> String {
        let sections: Vec<String> = powers.iter().map(|power| citation(&power.validity)).collect();
        // A citation has commas of its own.
        sections.join("; ")
    };
    let may: Vec<&Power> = outcome.may.iter().map(|(power, _)| *power).collect();
    match (outcome.absent.first(), outcome.fits.len(), may.len()) {
        (Some(absent), ..) => format!("the law knew no {}", quoted(&absent.name)),
        (None, 0, 0) if !outcome.silent.is_empty() => {
            "no power of the catalogue carries it, and the catalogue does not reach that (not verified)".to_owned()
        }
        (None, 0, 0) => "no power of the catalogue carries it".to_owned(),
        (None, 0, count) => format!(
            "no power carries it for certain; {} may ({})",
            counted(count, "power", "powers"),
            sections(&may)
        ),
        (None, fits, 0) => format!("{} ({})", carry(fits), sections(&outcome.fits)),
        (None, fits, count) => format!(
            "{} ({}); {count} more may ({})",
            carry(fits),
            sections(&outcome.fits),
            sections(&may)
        ),
    }
}

fn carry(fits: usize) -> String {
    match fits {
        1 => "1 power carries it".to_owned(),
        several => format!("{several} powers carry it"),
    }
}

fn says(model: &Model, asked: &Asked, now: &Outcome<'_>, on: Date, spells: &[Spell<'_>]) -> Vec<String> {
    let when = now
        .absent
        .first()
        .map(|absent| absent.when.as_str())
        .unwrap_or_default();
    let mut says = vec![format!("On {}: {}{when}.", day_in_words(on), clause(now))];
    says.extend(now.fixed.iter().cloned());
    says.extend(now.silent.iter().cloned());
    let here = spells.iter().position(|spell| spell.holds(on));
    if let Some(here) = here {
        if let Some(before) = here.checked_sub(1).and_then(|before| spells.get(before))
            && let Some(until) = before.until
        {
            says.push(format!("Until {}: {}.", day_in_words(until), clause(&before.outcome)));
        }
        if let Some(after) = spells.get(here + 1)
            && let Some(from) = after.from
        {
            says.push(format!(
                "From {}: {}.",
                turn_in_words(model, from),
                clause(&after.outcome)
            ));
        }
    }
    let inside = now
        .fits
        .iter()
        .flat_map(|power| &power.gives)
        .any(|giving| giving.inside);
    if inside && !asked.to.is_legal_person(model) {
        says.push(format!(
            "{} is taken to belong to the one that gives.",
            sentence(&quoted(&asked.to.name))
        ));
    }
    if now.fits.is_empty() && !asked.from.is_legal_person(model) {
        says.push(format!(
            "{} is part of an organisation, and may act for it: ask of the form of that organisation too.",
            sentence(&quoted(&asked.from.name))
        ));
    }
    if now.absent.is_empty() && now.fits.is_empty() && asked.to.is_legal_person(model) {
        let notes = asked.to.members.iter().filter_map(|key| model.forms.get(key));
        says.extend(notes.filter_map(|form| {
            let note = form.statement.note()?;
            Some(format!("The note on {}: {note}", quoted(&form.name)))
        }));
    }
    says
}

fn power_values(model: &Model, power: &Power) -> Vec<Value> {
    vec![
        Value::Id(power.key.to_string()),
        Value::Words(power.name.to_string()),
        Value::Words(citation(&power.validity)),
        Value::Words(dates(LawRow::Power(power))),
        which_functions(model, power),
        Value::Words(sure(power.validity.sure).to_owned()),
    ]
}

fn which_functions(model: &Model, power: &Power) -> Value {
    match functions(model, power) {
        none if none.is_empty() => Value::Empty,
        some => Value::Words(some),
    }
}

/// A power as a row.
pub(super) fn power_row(model: &Model, power: &Power) -> Row {
    Row {
        values: power_values(model, power),
        status: StepStatus::InForce,
        evidence: Evidence::of(&power.statement),
    }
}

fn why_row(model: &Model, power: &Power, why: &[String], status: StepStatus) -> Row {
    Row {
        values: vec![
            Value::Id(power.key.to_string()),
            Value::Words(citation(&power.validity)),
            Value::Words(dates(LawRow::Power(power))),
            which_functions(model, power),
            Value::Words(sentence(&why.join("; "))),
            Value::Words(sure(power.validity.sure).to_owned()),
        ],
        status,
        evidence: Evidence::of(&power.statement),
    }
}

fn powers(model: &Model, out: &mut Answer, now: &Outcome<'_>) {
    let fits = now.fits.iter().map(|power| power_row(model, power)).collect();
    plain(out, "fits", "Powers that carry it", &POWERS, fits);
    let may = now
        .may
        .iter()
        .map(|(power, why)| why_row(model, power, why, StepStatus::InForce));
    let may: Vec<Row> = may.collect();
    plain(out, "may", "Powers that may, and what it turns on", &WITH_WHY, may);
    let powers: Vec<&Power> = now.may.iter().map(|(power, _)| *power).collect();
    let (says, on) = (families_said(model, &powers, out.as_at), "may");
    if let Some(group) = out.groups.last_mut().filter(|group| group.name == on) {
        group.says = says;
    }
    let mut columns = WITH_WHY;
    columns[4].heading = "Why not";
    let nearest = now
        .nearest
        .iter()
        .map(|(power, why)| why_row(model, power, why, off(power, out.as_at)));
    let nearest = nearest.collect();
    plain(out, "nearest", "The nearest that does not", &columns, nearest);
    columns[4].heading = "What it does";
    let beside = now
        .beside
        .iter()
        .map(|(power, what)| why_row(model, power, std::slice::from_ref(what), StepStatus::InForce));
    let beside = beside.collect();
    plain(
        out,
        "beside",
        "In force between these two, but giving no function",
        &columns,
        beside,
    );
}

/// Which kinds the families are that say who may share a body, on a date.
fn families_said(model: &Model, powers: &[&Power], on: Date) -> Vec<String> {
    let pairings = powers.iter().flat_map(|power| &power.gives);
    let kinds = pairings.flat_map(|giving| giving.between.iter().chain(&giving.with));
    let families: BTreeSet<_> = kinds.filter(|kind| !members(model, kind).is_empty()).collect();
    let said = families.into_iter().map(|family| {
        let names = spelled_out(model, std::slice::from_ref(family), on);
        sentence(&format!("{}, on this date: {names}.", kind_plainly(model, family)))
    });
    said.collect()
}

/// In force, or of which other date.
fn off(power: &Power, on: Date) -> StepStatus {
    match power.validity.on(on) {
        remit_model::model::InForce::Yes | remit_model::model::InForce::CannotTell => StepStatus::InForce,
        _ => StepStatus::OtherDate(dates(LawRow::Power(power))),
    }
}

/// Adds a table without sources beside it; where there is something in it.
pub(super) fn plain(out: &mut Answer, name: &'static str, heading: &str, columns: &[Column], rows: Vec<Row>) {
    if !rows.is_empty() {
        out.groups.push(Group {
            name,
            heading: heading.to_owned(),
            says: Vec::new(),
            columns: columns.to_vec(),
            rows,
            shape: Shape::Plain,
        });
    }
}

/// A time in which the answer stays the same.
struct Spell<'m> {
    from: Option<Date>,
    until: Option<Date>,
    outcome: Outcome<'m>,
}

impl Spell<'_> {
    fn holds(&self, on: Date) -> bool {
        self.from.is_none_or(|from| from <= on) && self.until.is_none_or(|until| on <= until)
    }
}

/// Whether a turn stands for a year of which the day is not known.
fn is_of_year(model: &Model, day: Date) -> bool {
    let exact = |validity: &Validity| {
        validity.first_day() == Some(day) || validity.until.and_then(|until| until.tomorrow().ok()) == Some(day)
    };
    if day.month() != 1 || day.day() != 1 {
        return false;
    }
    let rows: Vec<Validity> = super::rows(model).into_iter().map(|row| row.validity()).collect();
    rows.iter().any(|validity| validity.is_open_in(day.year())) && !rows.iter().any(exact)
}

/// A turn: its day, or its year where that is all that is known.
fn turn_in_words(model: &Model, day: Date) -> String {
    match is_of_year(model, day) {
        true => format!("{} (day not known)", day.year()),
        false => day_in_words(day),
    }
}

/// The days on which something begins to be otherwise.
pub(super) fn turns<'v>(of: impl Iterator<Item = &'v Validity>) -> BTreeSet<Date> {
    let mut turns = BTreeSet::new();
    for validity in of {
        turns.extend(validity.since);
        turns.extend(validity.until.and_then(|until| until.tomorrow().ok()));
        // From the year of its Act it may have been in force.
        if let Some(year) = validity.not_before.filter(|year| (1..9999).contains(year)) {
            turns.extend([date(year, 1, 1)]);
        }
        // Within the year it cannot be told.
        let years = [
            (validity.since, validity.since_year),
            (validity.until, validity.until_year),
        ];
        for (day, year) in years {
            if let (None, Some(year)) = (day, year)
                && (1..9999).contains(&year)
            {
                turns.extend([date(year, 1, 1), date(year + 1, 1, 1)]);
            }
        }
    }
    turns
}

/// The whole timeline of the answer.
fn spells<'m>(model: &'m Model, asked: &Asked) -> Vec<Spell<'m>> {
    let rows: Vec<Validity> = super::rows(model).into_iter().map(|row| row.validity()).collect();
    let turns = turns(rows.iter());
    let first = turns.first().and_then(|first| first.yesterday().ok());
    let mut spells: Vec<Spell<'_>> = Vec::new();
    for (from, on) in first
        .map(|first| (None, first))
        .into_iter()
        .chain(turns.iter().map(|&day| (Some(day), day)))
    {
        let outcome = outcome(model, asked, on);
        if let Some(last) = spells.last_mut() {
            if last.outcome.gist() == outcome.gist() {
                continue;
            }
            last.until = on.yesterday().ok();
        }
        spells.push(Spell {
            from,
            until: None,
            outcome,
        });
    }
    spells
}

fn changes(model: &Model, out: &mut Answer, asked: &Asked, spells: &[Spell<'_>], on: Date) {
    let day = |day: Option<Date>| day.map_or(Value::Empty, Value::Day);
    let begins = |from: Option<Date>| match from {
        Some(from) if is_of_year(model, from) => Value::Words(turn_in_words(model, from)),
        from => day(from),
    };
    let mut rows = Vec::new();
    for spell in spells {
        let status = match spell.holds(on) {
            true => StepStatus::InForce,
            false => StepStatus::OtherDate(String::new()),
        };
        let mut add = |answer: &str, power: Value, section: Value, evidence: Evidence| {
            let answer = Value::Words(answer.to_owned());
            rows.push(Row {
                values: vec![begins(spell.from), day(spell.until), answer, power, section],
                status: status.clone(),
                evidence,
            });
        };
        let section = |power: &Power| Value::Words(citation(&power.validity));
        for power in &spell.outcome.fits {
            let id = Value::Id(power.key.to_string());
            add(
                &answered("carries it", power),
                id,
                section(power),
                Evidence::of(&power.statement),
            );
        }
        for (power, _) in &spell.outcome.may {
            let id = Value::Id(power.key.to_string());
            add(
                &answered("may carry it", power),
                id,
                section(power),
                Evidence::of(&power.statement),
            );
        }
        if spell.outcome.fits.is_empty() && spell.outcome.may.is_empty() {
            let answer = match (spell.outcome.absent.is_empty(), spell.outcome.silent.is_empty()) {
                (true, true) => "nothing carries it",
                (true, false) => "nothing is found, and the catalogue does not reach that",
                (false, _) => "nobody to give or receive",
            };
            if let Some(statement) = statement(model, asked) {
                add(answer, Value::Empty, Value::Empty, Evidence::of(statement));
            }
        }
    }
    let first = spells.first().map(|spell| spell.holds(on));
    if spells.len() > 1 || first == Some(false) {
        plain(out, "changes", "When the answer changes", &CHANGES, rows);
        let shown = spells.iter().flat_map(|spell| {
            let may = spell.outcome.may.iter().map(|(power, _)| *power);
            spell.outcome.fits.iter().copied().chain(may)
        });
        let mut shown = shown.map(|power| &power.validity);
        let undated = shown.any(|validity| validity.since.is_none() && validity.since_year.is_none());
        if let Some(group) = out.groups.last_mut().filter(|_| undated) {
            group.says.push(
                "Where the first day of a power is not in the catalogue, it is shown on all days before its last, and said to be so."
                    .to_owned(),
            );
        }
    }
}

/// What a power answers; and where it is not known from when, that.
fn answered(what: &str, power: &Power) -> String {
    match (power.validity.since, power.validity.since_year) {
        (None, None) => format!("{what}, once in force (from when is not known)"),
        _ => what.to_owned(),
    }
}

/// Where the one that receives is written, for what rests on no power.
fn statement<'m>(model: &'m Model, asked: &Asked) -> Option<&'m remit_model::model::Statement> {
    let key = asked.to.members.first()?;
    let form = model.forms.get(key).map(|form| &form.statement);
    form.or_else(|| model.offices.get(key).map(|office| &office.statement))
}
