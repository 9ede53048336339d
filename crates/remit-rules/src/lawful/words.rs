//! What fits and what does not, in words.

use jiff::civil::Date;
use remit_model::document::{Carriage, Sureness};
use remit_model::model::{Form, NodeKind, Power, Validity};
use remit_model::page::day_in_words;

use super::end::End;
use super::fit::{Lack, Obstacle};
use crate::wording::list;

/// When a row was in force: "in force from 1 July 2022", "in force until 30 June 2022", "in force from 2000 (day not known)
/// to 2007 (day not known)", "in force from 2007 at the latest (day not known; not before 2006)".
pub fn in_words(validity: &Validity) -> String {
    let said = |day: Option<Date>, year: Option<i16>| match (day, year) {
        (Some(day), _) => Some(day_in_words(day)),
        (None, Some(year)) => Some(format!("{year} (day not known)")),
        (None, None) => None,
    };
    let since = match (validity.since, validity.since_year, validity.not_before) {
        (since, year, None) => said(since, year),
        (Some(since), _, Some(first)) => Some(format!(
            "{} at the latest (first day not known; not before {first})",
            day_in_words(since)
        )),
        (None, Some(year), Some(first)) if first < year => {
            Some(format!("{year} at the latest (day not known; not before {first})"))
        }
        (None, year, Some(first)) => said(None, year.or(Some(first))),
    };
    let until = said(validity.until, validity.until_year);
    match (since, until) {
        (Some(since), Some(until)) => format!("in force from {since} to {until}"),
        (Some(since), None) => format!("in force from {since}"),
        (None, Some(until)) => format!("in force until {until}"),
        (None, None) => "in force; its first day is not in the catalogue".to_owned(),
    }
}

/// On what the row of a form rests, with its dates and how sure it is: "Local Government Act 1972 s102(4), in force …".
pub(crate) fn form_in_words(form: &Form) -> Option<String> {
    let citation = form.citation.as_ref()?;
    let sure = match form.sure {
        Some(Sureness::Read) => "",
        Some(Sureness::Guidance) => " (guidance or published practice was read, not the law)",
        Some(Sureness::Memory) | None => " (from memory, not verified)",
    };
    let dates = match (form.since, form.until) {
        (None, None) => "no first or last day is entered for it".to_owned(),
        (since, until) => in_words(&Validity {
            since,
            until,
            ..Validity::default()
        }),
    };
    Some(format!("{citation}, {dates}{sure}"))
}

/// What stands in the way: "it was no longer in force (…)".
pub fn obstacle_in_words(power: &Power, obstacle: &Obstacle) -> String {
    match obstacle {
        Obstacle::NotYet => format!("it was not yet in force ({})", in_words(&power.validity)),
        Obstacle::NoLonger => format!("it was no longer in force ({})", in_words(&power.validity)),
        Obstacle::GivesNothing(carriage) => match carriage {
            Carriage::JointExercise => "it is for acting together, and gives no function to anybody".to_owned(),
            Carriage::Appointment => "it appoints a body, and gives it no function".to_owned(),
            Carriage::Payment => "it moves money, and gives no function".to_owned(),
            Carriage::Staff => "it lends people, and gives no function".to_owned(),
            Carriage::Oversight => "it is a basis for oversight, and gives no function".to_owned(),
            Carriage::Delegation | Carriage::JointCommittee | Carriage::Statute => "it gives no function".to_owned(),
        },
        Obstacle::Giver(name) => format!("{name} is not among those who may give under it"),
        Obstacle::Receiver(name) => format!("{name} is not among those who may receive under it"),
        Obstacle::OwnBody(name) => format!(
            "{name} has functions by statute, and that it may exercise what its organisation receives was not found (not \
             verified)"
        ),
        Obstacle::NotInside(name) => format!("it reaches only bodies and officers of {name} itself"),
        Obstacle::Shares(name) => format!("{name} is not among those who may share a body under it"),
        Obstacle::NotShared(name) => format!("{name} does not share the body that receives"),
        Obstacle::Without => "none of those who share the body is of a kind that must".to_owned(),
        Obstacle::Excluded(name) => format!("{name} is kept from it by law"),
        Obstacle::NotAmong(name) => format!("{name} is not among the functions that it carries"),
        Obstacle::IsExecutive(name) => format!("it does not carry executive functions, and {name} is one"),
        Obstacle::NotExecutive(name) => format!("it carries executive functions alone, and {name} is none"),
    }
}

impl Lack {
    /// The place of its kind among all kinds: those of a kind are told together.
    pub fn kind(&self) -> u8 {
        match self {
            Self::Form(_) => 0,
            Self::Homes(_) => 1,
            Self::Office(_) => 2,
            Self::Executive(_) => 3,
            Self::InLaw(_) => 4,
            Self::Functions(_) => 5,
            Self::Powers(_) => 6,
            Self::Since(_) => 7,
            Self::Until(_) => 8,
            Self::Carries(_) => 9,
            Self::Came(_) => 10,
        }
    }

    /// What it is about.
    fn about(&self) -> &str {
        match self {
            Self::Form(name)
            | Self::Office(name)
            | Self::Homes(name)
            | Self::Executive(name)
            | Self::InLaw(name)
            | Self::Since(name)
            | Self::Until(name)
            | Self::Functions(name)
            | Self::Powers(name)
            | Self::Came(name)
            | Self::Carries(name) => name,
        }
    }
}

/// That one gives to such as the other, as a clause: "the Trust gives to an officer of its own".
pub fn gives_to_such(from: &End, to: &End) -> String {
    let such = match (to.is_inside(from), to.kind) {
        (Some(true), NodeKind::Post) => "to an officer of its own",
        (Some(true), _) => "to a body of its own",
        _ => "to others",
    };
    format!("{} gives {such}", from.name)
}

/// What would have to be known of several, of one kind: "the legal form of A, B, C and 4 more (`form`)".
pub fn lacks_in_words(lacks: &[&Lack]) -> String {
    const SHOWN: usize = 5;
    let mut names: Vec<String> = lacks.iter().take(SHOWN).map(|lack| lack.about().to_owned()).collect();
    if lacks.len() > SHOWN {
        names.push(format!("{} more", lacks.len() - SHOWN));
    }
    let names = list(&names);
    let one = lacks.len() == 1;
    match lacks.first() {
        None => String::new(),
        Some(lack) if one => lack_in_words(lack),
        Some(Lack::Form(_)) => format!("the legal forms of {names} (`form`)"),
        Some(Lack::Office(_) | Lack::InLaw(_)) => format!("what {names} are in law (`in-law`)"),
        Some(Lack::Homes(_)) => {
            format!("the organisations of {names} (`within`, or `between` where several share one)")
        }
        Some(Lack::Executive(_)) => format!("whether {names} are executive functions (`executive`)"),
        Some(Lack::Functions(_)) => format!("what is given by {names} (`functions`)"),
        Some(Lack::Powers(_)) => {
            format!("by which powers {names}, which the catalogue does not say (`power`)")
        }
        Some(Lack::Came(_)) => format!("under which powers {names} received what they pass on (`power`)"),
        Some(Lack::Carries(_)) => format!("whether {names} carry that, which were read only in part"),
        Some(Lack::Since(_)) => format!("the days on which {names} came into force"),
        Some(Lack::Until(_)) => format!("the days on which {names} ended"),
    }
}

/// What would have to be known: "the form of …".
pub fn lack_in_words(lack: &Lack) -> String {
    match lack {
        Lack::Form(name) => format!("the legal form of {name} (`form`)"),
        Lack::Office(name) => format!("what {name} is in law (`in-law`)"),
        Lack::Homes(name) => format!("the organisation of {name} (`within`, or `between` where several share it)"),
        Lack::Executive(name) => format!("whether {name} is an executive function (`executive`)"),
        Lack::InLaw(name) => format!("what {name} is in law (`in-law`)"),
        Lack::Since(citation) => format!("the day on which {citation} came into force"),
        Lack::Until(citation) => format!("the day on which {citation} ended"),
        Lack::Functions(name) => format!("what {name} gives (`functions`)"),
        Lack::Powers(clause) => format!("by which power {clause}, which the catalogue does not say (`power`)"),
        Lack::Came(name) => format!("under which power {name} received what it passes on (`power`)"),
        Lack::Carries(citation) => format!("whether {citation} carries that, which was read only in part"),
    }
}
