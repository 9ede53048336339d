//! The kinds of things that are compared.

/// What kind of thing. In the order in which changes are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// The framework itself: its name, tiers, reviews.
    Framework,
    /// Legal persons.
    Organisation,
    /// Boards, committees, forums, groups and alliances.
    Body,
    /// Offices.
    Post,
    /// Who answers to, oversees, supports, reports to, advises … whom.
    Line,
    /// What bodies decide, recommend, oversee and do.
    Duty,
    /// Places on bodies.
    Seat,
    /// Risks that bodies carry.
    Risk,
    /// Powers, duties and matters.
    Function,
    /// Functions given by one to another.
    Delegation,
    /// Money.
    Budget,
    /// Papers that make something so.
    Instrument,
    /// What the framework demands of itself.
    Requirement,
    /// Questions, risks, issues and the rest of the log.
    Log,
    /// What is to be done by a date.
    Milestone,
    /// How decisions are taken.
    Route,
    /// What the framework is for.
    Outcome,
    /// People.
    Person,
    /// Documents that statements come from.
    Document,
    /// Accepted findings.
    Departure,
}

impl Table {
    /// All of them, in the order in which changes are told.
    pub const ALL: [Self; 20] = [
        Self::Framework,
        Self::Organisation,
        Self::Body,
        Self::Post,
        Self::Line,
        Self::Duty,
        Self::Seat,
        Self::Risk,
        Self::Function,
        Self::Delegation,
        Self::Budget,
        Self::Instrument,
        Self::Requirement,
        Self::Log,
        Self::Milestone,
        Self::Route,
        Self::Outcome,
        Self::Person,
        Self::Document,
        Self::Departure,
    ];

    /// The word that stands for it in data: that of its table in the format, where it has one.
    pub fn word(self) -> &'static str {
        match self {
            Self::Framework => "framework",
            Self::Organisation => "organisation",
            Self::Body => "body",
            Self::Post => "post",
            Self::Line => "line",
            Self::Duty => "does",
            Self::Seat => "seat",
            Self::Risk => "carries",
            Self::Function => "function",
            Self::Delegation => "delegation",
            Self::Budget => "budget",
            Self::Instrument => "instrument",
            Self::Requirement => "requirement",
            Self::Log => "log",
            Self::Milestone => "milestone",
            Self::Route => "route",
            Self::Outcome => "outcome",
            Self::Person => "person",
            Self::Document => "document",
            Self::Departure => "departure",
        }
    }

    /// Several of them, as a heading: "Bodies".
    pub fn heading(self) -> &'static str {
        match self {
            Self::Framework => "Framework",
            Self::Organisation => "Organisations",
            Self::Body => "Bodies",
            Self::Post => "Posts",
            Self::Line => "Lines",
            Self::Duty => "What bodies do",
            Self::Seat => "Seats",
            Self::Risk => "Risks carried",
            Self::Function => "Functions",
            Self::Delegation => "Delegations",
            Self::Budget => "Budgets",
            Self::Instrument => "Papers",
            Self::Requirement => "Requirements",
            Self::Log => "Log",
            Self::Milestone => "Milestones",
            Self::Route => "Decision routes",
            Self::Outcome => "Outcomes",
            Self::Person => "People",
            Self::Document => "Documents",
            Self::Departure => "Departures",
        }
    }

    /// Whether it is an organisation, body or post: what has lines.
    pub fn is_node(self) -> bool {
        matches!(self, Self::Organisation | Self::Body | Self::Post)
    }
}
