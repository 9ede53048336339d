//! What a change brings with it, as plain data.

use remit_model::finding::{Finding, Level};

use super::Approval;

/// Something that a change brings with it.
#[derive(Debug, Clone)]
pub struct Consequence {
    /// What it is: rule, keys, sentence, evidence. Its level is its weight ([`Weight::of`]).
    pub finding: Finding,
    /// Who must agree before it may come about, as far as the framework and the law tell; in no order.
    pub approvers: Vec<Approver>,
}

/// Somebody who must agree.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Approver {
    /// How high that is.
    pub level: Approval,
    /// Who, by name: "the governing body of NHS Tower Hamlets CCG".
    pub who: String,
    /// Why: which paper or body changes, and the section where a law says so.
    pub why: String,
    /// Where several agree, each for itself: their keys and names, in the order of the keys. Else nobody.
    pub each: Vec<(String, String)>,
}

/// How much a consequence weighs: the words for [`Level`] where changes are told. `docs/changes.md` is the policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// Words, sources and names: nobody has to act.
    Editorial,
    /// Somebody has to know of it, or has to amend a paper.
    Notable,
    /// Something that held before holds no longer: it may not come about without a decision on it.
    Breaking,
}

impl Weight {
    /// The weight of a finding on a change.
    pub fn of(level: Level) -> Self {
        match level {
            Level::Note => Self::Editorial,
            Level::Should => Self::Notable,
            Level::Must => Self::Breaking,
        }
    }

    /// The word that stands for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Editorial => "editorial",
            Self::Notable => "notable",
            Self::Breaking => "breaking",
        }
    }
}

impl Consequence {
    /// A consequence that nobody has to agree to, as far as is known.
    pub fn new(finding: Finding) -> Self {
        Self {
            finding,
            approvers: Vec::new(),
        }
    }

    /// With others who must agree to it.
    #[must_use]
    pub fn approved_by(mut self, approvers: impl IntoIterator<Item = Approver>) -> Self {
        self.approvers.extend(approvers);
        self.approvers.sort();
        self.approvers.dedup();
        self
    }

    /// How much it weighs.
    pub fn weight(&self) -> Weight {
        Weight::of(self.finding.level)
    }

    /// The highest approval that it needs.
    pub fn highest(&self) -> Approval {
        let levels = self.approvers.iter().map(|approver| approver.level);
        levels.max().unwrap_or(Approval::Note)
    }
}
