//! What a rule is: a name, a level, a page and a function.

use remit_model::finding::{Finding, Level};
use remit_model::model::AsAt;

use crate::change::{Compared, Consequence};
use crate::departing::Departing;

/// A family of rules, by what they look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Who is part of what, and who answers to whom.
    Structure,
    /// Who decides, under which power.
    Delegation,
    /// What the law asks, on the date.
    Law,
    /// Who sits where.
    Membership,
    /// Documents, the log and reviews.
    Documents,
    /// Accepted findings, and the levels of rules.
    Departures,
    /// What the framework demands of itself.
    Requirements,
    /// What a change brings with it.
    Change,
}

impl Group {
    /// All groups, in the order in which they are listed.
    pub const ALL: [Self; 8] = [
        Self::Structure,
        Self::Delegation,
        Self::Law,
        Self::Membership,
        Self::Documents,
        Self::Requirements,
        Self::Departures,
        Self::Change,
    ];

    /// The word that stands for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Structure => "structure",
            Self::Delegation => "delegation",
            Self::Law => "law",
            Self::Membership => "membership",
            Self::Documents => "documents",
            Self::Departures => "departures",
            Self::Requirements => "requirements",
            Self::Change => "change",
        }
    }
}

/// A rule. Its page is its manual and its test.
#[derive(Debug)]
pub struct Rule {
    /// The bad pattern, as a name: `orphan-body`.
    pub name: &'static str,
    /// The family that it belongs to.
    pub group: Group,
    /// The most that its findings ask.
    pub level: Level,
    /// Its page, in Markdown: What, Why, Source, Wrong, Right, When to depart.
    pub page: &'static str,
    /// Whether it runs where neither the framework nor the command says otherwise.
    pub on: bool,
    /// What it judges.
    pub check: Check,
}

/// What a rule judges, and the function that does.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// A model at a date.
    Model(fn(&AsAt<'_>, &mut Vec<Finding>)),
    /// The same, from what is nowhere entered: where a file could not be read, it may stand there, and cannot be told.
    Missing(fn(&AsAt<'_>, &mut Vec<Finding>)),
    /// What became of each departure, once all that it might accept was found.
    Departures(fn(&AsAt<'_>, &[Departing<'_>], &mut Vec<Finding>)),
    /// What a change from one state to another brings with it.
    Change(fn(&Compared<'_, '_>, &mut Vec<Consequence>)),
}

/// The rules of other groups that say what something is in law, or should be: whoever asks for the law asks for them too.
pub const ON_LEGAL_FORMS: [&str; 3] = ["advisory-holds-decision", "form-not-stated", "misnamed-form"];

impl Rule {
    /// The first sentence of the page: what the rule says.
    pub fn summary(&self) -> &'static str {
        let text = self.page.split("## What").nth(1).unwrap_or("").trim();
        let paragraph = text.split("\n\n").next().unwrap_or(text);
        paragraph.split_inclusive(". ").next().unwrap_or(paragraph).trim()
    }
}
