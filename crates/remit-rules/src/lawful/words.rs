//! What fits and what does not, in words.

use remit_model::document::Carriage;
use remit_model::model::{Power, Validity};

use super::fit::{Lack, Obstacle};

/// When a row was in force: "in force from 1 July 2022", "in force until 30 June 2022".
pub fn in_words(validity: &Validity) -> String {
    let day = remit_model::page::day_in_words;
    match (validity.since, validity.since_year, validity.until) {
        (Some(since), _, Some(until)) => format!("in force from {} to {}", day(since), day(until)),
        (Some(since), _, None) => format!("in force from {}", day(since)),
        (None, Some(year), Some(until)) => format!("in force from {year} (day not known) to {}", day(until)),
        (None, Some(year), None) => format!("in force from {year} (day not known)"),
        (None, None, Some(until)) => format!("in force until {}", day(until)),
        (None, None, None) => "in force; from when is not in Remit's notes".to_owned(),
    }
}

/// What stands in the way: "is no longer in force: …".
pub fn obstacle_in_words(power: &Power, obstacle: &Obstacle) -> String {
    match obstacle {
        Obstacle::NotYet => format!("was not yet in force ({})", in_words(&power.validity)),
        Obstacle::NoLonger => format!("was no longer in force ({})", in_words(&power.validity)),
        Obstacle::GivesNothing(carriage) => match carriage {
            Carriage::JointExercise => "is for acting together, and gives no function to anybody".to_owned(),
            Carriage::Appointment => "appoints a body, and gives it no function".to_owned(),
            Carriage::Payment => "moves money, and gives no function".to_owned(),
            Carriage::Staff => "lends people, and gives no function".to_owned(),
            Carriage::Oversight => "is a basis for oversight, and gives no function".to_owned(),
            Carriage::Delegation | Carriage::JointCommittee | Carriage::Statute => "gives no function".to_owned(),
        },
        Obstacle::Giver(name) => format!("{name} is not among those who may give under it"),
        Obstacle::Receiver(name) => format!("{name} is not among those who may receive under it"),
        Obstacle::NotInside(name) => format!("it reaches only the own bodies and officers of {name}"),
        Obstacle::Shares(name) => format!("{name} is not among those who may share a body under it"),
        Obstacle::NotShared(name) => format!("{name} does not share the body that receives"),
        Obstacle::Without => "none of those who share the body is of a kind that must".to_owned(),
        Obstacle::Function(name) => format!("it does not carry {name}"),
        Obstacle::IsExecutive(name) => format!("it does not carry executive functions, and {name} is one"),
        Obstacle::NotExecutive(name) => format!("it carries executive functions alone, and {name} is none"),
    }
}

/// What would have to be known: "the form of …".
pub fn lack_in_words(lack: &Lack) -> String {
    match lack {
        Lack::Form(name) => format!("the legal form of {name} (`form`)"),
        Lack::Office(name) => format!("what {name} is in law (`in-law`)"),
        Lack::Homes(name) => format!("the organisations that share {name} (`between`)"),
        Lack::Executive(name) => format!("whether {name} is an executive function (`executive`)"),
        Lack::InLaw(name) => format!("what {name} is in law (`in-law`)"),
        Lack::Since => "the day on which the power came into force".to_owned(),
    }
}
