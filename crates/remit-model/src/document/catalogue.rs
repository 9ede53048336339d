//! `[form]` and `[power]`: the tables of the catalogue that ships with Remit, which a framework may extend.

use super::body::words;
use super::statement::statements;
use super::{At, Day, Entries, Key, List, Status};
use crate::text::Text;

statements! {
    /// A legal form: what a body or organisation is in law, apart from its name.
    pub struct Form {
        /// Its name.
        pub name: Option<At<Text>>,
        /// Whether it is a legal person, part of one, or shared between several.
        pub place: Option<At<FormPlace>>,
        /// Whether a body of this form can hold a delegated decision.
        pub holds_decisions: Option<At<bool>>,
        /// Whether the law that makes a body of this form gives it a function of its own.
        pub own_function: Option<At<bool>>,
        /// Whether no other body of its organisation stands above one of this form.
        pub highest: Option<At<bool>>,
        /// The words that people rightly use for it: "committee", "board".
        pub called: List<At<Text>>,
        /// The first day on which the form existed in law.
        pub since: Option<At<Day>>,
        /// The last day on which it existed.
        pub until: Option<At<Day>>,
        /// The statute and section, or the guidance, that it rests on.
        pub citation: Option<At<Text>>,
        /// How sure the entry is.
        pub sure: Option<At<Sureness>>,
    }

    /// A legal power to give a function to somebody.
    pub struct Power {
        /// Its name.
        pub name: Option<At<Text>>,
        /// The statute and section.
        pub citation: Option<At<Text>>,
        /// What it permits, in one sentence.
        pub permits: Option<At<Text>>,
        /// The first day in force.
        pub since: Option<At<Day>>,
        /// The last day in force.
        pub until: Option<At<Day>>,
        /// How sure the entry is.
        pub sure: Option<At<Sureness>>,
    }
}

words! {
    /// Where a form stands with regard to legal persons.
    pub enum FormPlace {
        /// It is a legal person.
        LegalPerson = "legal-person",
        /// It is part of one legal person.
        Within = "within",
        /// It is shared between several.
        Between = "between",
    }

    /// How sure an entry of the catalogue is.
    pub enum Sureness {
        /// The text of the law was read.
        Read = "read",
        /// Guidance or published practice was read.
        Guidance = "guidance",
        /// From memory: not verified.
        Memory = "memory",
    }
}
