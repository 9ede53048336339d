//! The review of a framework as data: what falls due, and what its statements rest on. The page, the calendar and the JSON are made of
//! it, so that they cannot say different things.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::answer::Named;
use crate::sources::Place;

/// What falls due or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DueKind {
    /// The framework itself is to be reviewed.
    Framework,
    /// Terms of reference are to be reviewed.
    Terms,
    /// Another paper is to be reviewed.
    Paper,
    /// A delegation is to be reviewed.
    Delegation,
    /// A declaration of interests is to be made anew.
    Declaration,
    /// An entry of the log is to be dealt with.
    Log,
    /// A milestone is to be met.
    Milestone,
    /// A decision comes before a meeting.
    Meeting,
    /// Somebody outside must have a decision.
    Deadline,
    /// A term of office ends.
    Term,
    /// A departure counts no longer.
    Departure,
    /// A paper ends.
    PaperEnds,
    /// A party leaves a paper.
    PartyLeaves,
    /// A delegation ends.
    DelegationEnds,
    /// A seat ends.
    SeatEnds,
    /// A body, organisation or post ends.
    BodyEnds,
}

impl DueKind {
    /// The word for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Framework => "framework-review",
            Self::Terms => "terms-review",
            Self::Paper => "paper-review",
            Self::Delegation => "delegation-review",
            Self::Declaration => "declaration",
            Self::Log => "log",
            Self::Milestone => "milestone",
            Self::Meeting => "meeting",
            Self::Deadline => "decision-deadline",
            Self::Term => "term-ends",
            Self::Departure => "departure-until",
            Self::PaperEnds => "paper-ends",
            Self::PartyLeaves => "party-leaves",
            Self::DelegationEnds => "delegation-ends",
            Self::SeatEnds => "seat-ends",
            Self::BodyEnds => "body-ends",
        }
    }

    /// What is to happen, in words, as they stand in a table: "Terms of reference to be reviewed".
    pub fn words(self) -> &'static str {
        match self {
            Self::Framework => "Review of the framework",
            Self::Terms => "Terms of reference to be reviewed",
            Self::Paper => "Paper to be reviewed",
            Self::Delegation => "Delegation to be reviewed",
            Self::Declaration => "Interests to be declared anew (yearly)",
            Self::Log => "Log entry to be dealt with",
            Self::Milestone => "Milestone",
            Self::Meeting => "Decision before a meeting",
            Self::Deadline => "Deadline of a decision",
            Self::Term => "Term of office ends",
            Self::Departure => "Accepted departure runs out",
            Self::PaperEnds => "Paper ends",
            Self::PartyLeaves => "Party leaves",
            Self::DelegationEnds => "Delegation ends",
            Self::SeatEnds => "Seat ends",
            Self::BodyEnds => "Ends",
        }
    }

    /// Whether it is over by itself once its day is past, so that nobody is late with it.
    pub fn is_end(self) -> bool {
        matches!(
            self,
            Self::Meeting
                | Self::Deadline
                | Self::PaperEnds
                | Self::PartyLeaves
                | Self::DelegationEnds
                | Self::SeatEnds
                | Self::BodyEnds
        )
    }
}

/// Something that falls due, or ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The day by which it is due, or its last day.
    pub on: Date,
    /// What is to happen.
    pub kind: DueKind,
    /// The name of what it is about.
    pub what: String,
    /// Whose it is: bodies, organisations or posts; none where nobody is entered.
    pub who: Vec<Named>,
    /// Whether the documents are silent about whose it is.
    pub who_not_stated: bool,
    /// What it is about, by table and key: `instrument.board-terms`.
    pub subject: String,
    /// Why the day is a reading, where it is one; or what it is counted from.
    pub basis: Option<String>,
    /// Whether the day is a reading.
    pub assumed: bool,
    /// Where it is written.
    pub place: Place,
}

impl Due {
    /// The same item in another run: kind and subject, whatever its day.
    pub fn fingerprint(&self) -> String {
        format!("{}:{}", self.kind.word(), self.subject)
    }
}

/// The days between which things fall due: the period from the date on, and the one after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Periods {
    /// Months in a period.
    pub months: u32,
    /// Whether the framework itself states how long a period is.
    pub stated: bool,
    /// The first day before the date of which ends are still told.
    pub before: Date,
    /// The date.
    pub from: Date,
    /// The first day of the period after this one.
    pub next: Date,
    /// The first day after that.
    pub after: Date,
}

/// When something falls due, as seen from the date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// Its day is past.
    Overdue,
    /// It ended by itself, not long ago.
    Ended,
    /// In this period.
    This,
    /// In the next one.
    Next,
    /// After that.
    Later,
}

impl When {
    /// The word for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Ended => "ended",
            Self::This => "this-period",
            Self::Next => "next-period",
            Self::Later => "later",
        }
    }
}

impl Periods {
    /// When something falls due. A day that is today is not past.
    pub fn when(&self, due: &Due) -> When {
        match due.on {
            on if on < self.from && due.kind.is_end() => When::Ended,
            on if on < self.from => When::Overdue,
            on if on < self.next => When::This,
            on if on < self.after => When::Next,
            _ => When::Later,
        }
    }
}

/// A report that is made again and again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recurring {
    /// Who reports.
    pub from: Named,
    /// To whom.
    pub to: Named,
    /// About what; empty where that is not entered.
    pub about: String,
    /// How many months lie between reports.
    pub every_months: u32,
    /// Where it is written.
    pub place: Place,
}

/// What statements rest on, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shares {
    /// A source of their own.
    pub own: usize,
    /// The source of the table that they stand in.
    pub inherited: usize,
    /// An admitted assumption: as a whole, whatever source it leans on.
    pub assumed: usize,
    /// Nothing.
    pub nothing: usize,
    /// Those with a source of which some key is an admitted assumption. They are among the others.
    pub readings: usize,
    /// How often the documents are admitted to be silent: not a count of statements, but of keys.
    pub silent: usize,
}

impl Shares {
    /// How many statements there are.
    pub fn all(&self) -> usize {
        self.own + self.inherited + self.assumed + self.nothing
    }
}

/// What a check finds, beside what one found earlier.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beside {
    /// The fingerprints of what is new, each with whether it was departed from then.
    pub new: BTreeMap<String, bool>,
    /// How much is found now as it was then.
    pub as_before: usize,
    /// What was found then and is not now, in the order of fingerprints.
    pub gone: Vec<Gone>,
}

impl Beside {
    /// How many of what was found then stand so now.
    pub fn count(&self, is: impl Fn(&Stands) -> bool) -> usize {
        self.gone.iter().filter(|gone| is(&gone.stands)).count()
    }
}

/// What was found then and is not now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    /// Its fingerprint.
    pub fingerprint: String,
    /// What it said, where that is still known; else the keys that it was about.
    pub found: String,
    /// Its rule.
    pub rule: String,
    /// How it stands now.
    pub stands: Stands,
}

/// How what was found earlier stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stands {
    /// It is found no longer, and what it was about is still there.
    Cleared,
    /// What it was about is there no longer.
    Without,
    /// It is departed from, by this departure.
    Departed(String),
}

impl Stands {
    /// The word for programs.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Cleared => "cleared",
            Self::Without => "gone-with-its-subject",
            Self::Departed(_) => "departed-from",
        }
    }
}

/// Files of a framework that are not what they were, by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FilesSince {
    /// Those that read otherwise.
    pub changed: Vec<String>,
    /// Those that were not there.
    pub new: Vec<String>,
    /// Those that are there no longer.
    pub gone: Vec<String>,
}
