//! What a finding about the law rests on: a row of the catalogue, with its section, its dates and how sure it is.

use jiff::civil::Date;
use remit_model::document::Sureness;
use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, InForce, Known, NodeAt, Paper, Statement, StatutoryBody, StatutorySeat, Validity};
use remit_model::text::Text;

use crate::lawful::in_words;

/// A row of the catalogue, as far as all tables have the same.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Footing<'m> {
    table: &'static str,
    key: &'m Text,
    name: &'m Text,
    statement: &'m Statement,
    validity: &'m Validity,
}

/// A row that says what the law asks.
pub(crate) trait Asks {
    /// What a finding on it rests on.
    fn footing(&self) -> Footing<'_>;

    /// Whether it was in force on the date.
    fn is_in_force(&self, at: &AsAt<'_>) -> bool {
        self.was_in_force(at.date())
    }

    /// Whether it was in force on a day.
    fn was_in_force(&self, day: Date) -> bool {
        self.footing().validity.on(day) == InForce::Yes
    }
}

macro_rules! asks {
    ($($row:ident $table:literal),*) => {$(
        impl Asks for $row {
            fn footing(&self) -> Footing<'_> {
                Footing {
                    table: $table,
                    key: &self.key,
                    name: &self.name,
                    statement: &self.statement,
                    validity: &self.validity,
                }
            }
        }
    )*};
}

asks!(StatutoryBody "statutory-body", StatutorySeat "statutory-seat", Paper "paper");

impl Footing<'_> {
    /// Its table and key, which tell one finding of a rule from another: `statutory-seat.hwb-councillor`.
    pub(crate) fn subject(&self) -> String {
        format!("{}.{}", self.table, self.key)
    }

    /// Its name, as the end of a sentence.
    pub(crate) fn name(&self) -> &str {
        self.name.trim().trim_end_matches('.')
    }

    /// The level of a finding on it: must where the law, or guidance, was read and nothing is a reading; a note where
    /// neither was read.
    pub(crate) fn level(&self, reading: bool) -> Level {
        if self.validity.is_from_memory() {
            Level::Note
        } else if reading || self.reading().is_some() {
            Level::Should
        } else {
            Level::Must
        }
    }

    /// The finding with the section and dates, what is a reading, and whom to ask.
    pub(crate) fn under(&self, finding: Finding, help: &str) -> Finding {
        let mut finding = self.with_doubts(finding.remark(self.rests_on()));
        if self.validity.is_from_memory() {
            // A list of findings has no remarks: that nobody has read it is to be seen there too.
            finding.message.push_str(" (not verified)");
        }
        finding.help(format!("{help}. Check with your legal adviser"))
    }

    /// The finding with how far what is said of the law is sure.
    pub(crate) fn with_doubts(&self, mut finding: Finding) -> Finding {
        if self.validity.sure == Some(Sureness::Guidance) {
            finding = finding.remark("what was read for this is guidance or published practice, at least in part");
        }
        if self.validity.is_from_memory() {
            finding = finding.remark("what is said of the law here is from memory, not verified");
        }
        match self.statement.any_assumed() {
            Some(why) => finding.remark(format!(
                "what is said of the law here is in part Remit's reading: {why}"
            )),
            None => finding,
        }
    }

    /// Why what it asks is in part a reading. A day on which it begins or ends is one more cautiously read, and changes
    /// nothing on the days between.
    fn reading(&self) -> Option<&Text> {
        let assumptions = self.statement.assumptions().iter();
        let mut others = assumptions.filter(|(key, _)| key != "since" && key != "until");
        others.next().map(|(_, why)| why)
    }

    /// The section and its dates: "NHS Act 2006 s65Z5, in force from 1 July 2022".
    pub(crate) fn rests_on(&self) -> String {
        format!("{}, {}", self.citation(), in_words(self.validity))
    }

    /// The section alone.
    pub(crate) fn citation(&self) -> &str {
        let citation = self.validity.citation.as_ref();
        citation.map_or("for this row the catalogue gives no section", |citation| {
            citation.as_str()
        })
    }
}

/// Why what something is in law is a reading of the framework, where it is.
pub(crate) fn reading<'m>(node: &NodeAt<'m, '_>) -> Option<&'m Text> {
    let form = match node.form_fact() {
        Known::Stated(fact) => fact.statement.assumed("form"),
        _ => None,
    };
    form.or_else(|| node.definition().statement.assumed("in-law"))
}

/// The finding with why what these are in law is a reading, where it is.
pub(crate) fn with_readings(finding: Finding, nodes: &[NodeAt<'_, '_>]) -> Finding {
    nodes.iter().fold(finding, |finding, node| match reading(node) {
        Some(why) => finding.remark(format!("what {} is in law is a reading: {why}", node.name())),
        None => finding,
    })
}
