//! `[body]` and the lines below it: what it does, its relations, its seats.

use super::statement::statements;
use super::{At, Day, Entries, FormKey, Key, List, Money, OneOrMore};
use crate::text::Text;

statements! {
    /// A board, committee, forum, group or alliance, within one organisation or between several.
    pub struct Body {
        /// Its name.
        pub name: Option<At<Text>>,
        /// What the source calls it ("committee"), where that differs from its legal form.
        pub called: Option<At<Text>>,
        /// Its legal form, apart from its name.
        pub form: Option<At<FormKey>>,
        /// What it is in law, where its form does not say: statutory bodies of the catalogue, such as an audit committee.
        pub in_law: List<At<Key>>,
        /// The organisation that it is part of.
        pub within: Option<At<Key>>,
        /// The organisations that share it.
        pub between: List<At<Key>>,
        /// The level it works at.
        pub tier: Option<At<Key>>,
        /// Its column in drawings.
        pub lane: Option<At<Key>>,
        /// Whether this entry stands for several bodies alike.
        pub many: Option<At<bool>>,
        /// How many, where the source says so.
        #[schemars(range(min = 1, max = 100_000))]
        pub count: Option<At<u32>>,
        /// The area or population that it serves, apart from its tier.
        pub covers: Option<At<Text>>,
        /// Whether it lies outside the framework, so that its own lines are not expected here.
        pub external: Option<At<bool>>,
        /// What it is for.
        pub purpose: Option<At<Text>>,
        /// Its terms of reference: an instrument.
        pub instrument: Option<At<Key>>,
        /// What took its place when it ended: of the same table, one or several. Stands beside `ends`.
        pub successor: OneOrMore,
        /// The ids under which it was known before.
        pub formerly: List<At<Key>>,
        /// Labels of your own, for selectors (`tag:…`).
        pub tags: List<At<Key>>,
        /// What it does with which function.
        pub does: Entries<Does>,
        /// To whom it answers, for which matters and on what basis.
        pub answers_to: Entries<Line>,
        /// Whom it oversees. Oversight is not accountability.
        pub oversees: Entries<Line>,
        /// Whom it supports.
        pub supports: Entries<Line>,
        /// To whom it reports, and how often. Reporting is not accountability.
        pub reports_to: Entries<Report>,
        /// Whom it advises.
        pub advises: Entries<Advice>,
        /// Whom it challenges.
        pub challenges: Entries<Line>,
        /// Whom it scrutinises: the council's statutory scrutiny only.
        pub scrutinises: Entries<Line>,
        /// The bodies that it is made up of, wholly or in part.
        pub comprises: Entries<Part>,
        /// The organisations that belong to it, each in a capacity.
        pub party: Entries<Party>,
        /// The risks that it carries.
        pub carries: Entries<Carries>,
        /// The places on it.
        pub seats: Entries<Seat>,
        /// How many must be present to decide.
        pub quorum: Option<At<Quorum>>,
        /// How often it meets.
        pub meets: Option<At<Meets>>,
    }

    /// What a body does with a function.
    pub struct Does {
        /// The verb: one that ships with Remit (approve, decide, advise, oversee, manage…) or one of `[verbs]`.
        pub verb: Option<At<Key>>,
        /// The function.
        pub function: Option<At<Key>>,
        /// What it does, where no function is meant.
        pub text: Option<At<Text>>,
        /// Whether the decision is reserved: it may not be delegated.
        pub reserved: Option<At<bool>>,
        /// Up to how much.
        pub limit: Option<At<Money>>,
    }

    /// A line from the acting body to another.
    pub struct Line {
        /// The other, where the key is not its id.
        pub to: Option<At<Key>>,
        /// The matters it is about: functions, or "*" for all.
        #[serde(rename = "for")]
        pub matters: List<At<Text>>,
        /// What it rests on.
        pub basis: Option<At<Basis>>,
        /// The legal power it rests on.
        pub power: Option<At<Key>>,
        /// The paper that makes it so.
        pub instrument: Option<At<Key>>,
    }

    /// A line of reporting.
    pub struct Report {
        /// The other, where the key is not its id.
        pub to: Option<At<Key>>,
        /// The matters it is about: functions, or "*" for all.
        #[serde(rename = "for")]
        pub matters: List<At<Text>>,
        /// Months between reports.
        #[schemars(range(min = 1, max = 600))]
        pub every_months: Option<At<u32>>,
        /// The paper that makes it so.
        pub instrument: Option<At<Key>>,
    }

    /// A line of advice.
    pub struct Advice {
        /// The other, where the key is not its id.
        pub to: Option<At<Key>>,
        /// The matters it is about: functions, or "*" for all.
        #[serde(rename = "for")]
        pub matters: List<At<Text>>,
        /// Whether the other is bound to take the advice into account.
        pub taken_into_account: Option<At<bool>>,
        /// The paper that makes it so.
        pub instrument: Option<At<Key>>,
    }

    /// A body that another one is made up of.
    pub struct Part {
        /// The other, where the key is not its id.
        pub to: Option<At<Key>>,
        /// Whether the whole of it or some of its members.
        pub extent: Option<At<Extent>>,
    }

    /// An organisation that belongs to an alliance or partnership.
    pub struct Party {
        /// The organisation, where the key is not its id.
        pub to: Option<At<Key>>,
        /// As what it belongs.
        pub capacity: Option<At<Capacity>>,
        /// How it belongs: mou, contract, agreement.
        pub by: Option<At<Text>>,
    }

    /// A risk that the body carries.
    pub struct Carries {
        /// The log entry that describes the risk.
        pub log: Option<At<Key>>,
        /// What the risk is.
        pub text: Option<At<Text>>,
    }

    /// A place on a body.
    pub struct Seat {
        /// The part that its holder plays.
        pub role: Option<At<Role>>,
        /// Whether its holder votes.
        pub voting: Option<At<bool>>,
        /// What its holder is: councillor, executive, lay, clinician.
        pub category: Option<At<Key>>,
        /// The person who holds it.
        pub person: Option<At<Key>>,
        /// The post whose holder holds it.
        pub post: Option<At<Key>>,
        /// The organisation or body that names its holder.
        pub nominee_of: Option<At<Key>>,
        /// The office that brings it, as "chair of SELECTOR".
        pub ex_officio: Option<At<Text>>,
        /// Whether nobody holds it now.
        pub vacant: Option<At<bool>>,
        /// How many seats alike.
        #[schemars(range(min = 1, max = 10_000))]
        pub count: Option<At<u32>>,
        /// When the term of office ends.
        pub term_ends: Option<At<Day>>,
        /// Who approved the holder, where somebody must: a post or body.
        pub approved_by: Option<At<Key>>,
    }

    /// How many must be present.
    pub struct Quorum {
        /// Members in all.
        #[schemars(range(min = 1, max = 10_000))]
        pub members: Option<At<u32>>,
        /// Of each category at least so many.
        pub of_category: Entries<At<u32>>,
        /// Of each role at least so many.
        pub of_role: Option<At<QuorumRoles>>,
    }

    /// How many of each role must be present.
    pub struct QuorumRoles {
        /// Chairs.
        #[schemars(range(min = 1, max = 10_000))]
        pub chair: Option<At<u32>>,
        /// Co-chairs.
        #[schemars(range(min = 1, max = 10_000))]
        pub co_chair: Option<At<u32>>,
        /// Vice-chairs.
        #[schemars(range(min = 1, max = 10_000))]
        pub vice_chair: Option<At<u32>>,
        /// Members who lead nothing.
        #[schemars(range(min = 1, max = 10_000))]
        pub member: Option<At<u32>>,
    }

    /// How often a body meets.
    pub struct Meets {
        /// Months between meetings.
        #[schemars(range(min = 1, max = 600))]
        pub every_months: Option<At<u32>>,
        /// Weeks between meetings.
        #[schemars(range(min = 1, max = 600))]
        pub every_weeks: Option<At<u32>>,
    }
}

/// Declares the closed lists of words of the format.
macro_rules! words {
    ($(
        $(#[$meta:meta])*
        pub enum $name:ident {
            $( $(#[$variant_meta:meta])* $variant:ident = $word:literal, )*
        }
    )*) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize, schemars::JsonSchema)]
        pub enum $name {
            $( $(#[$variant_meta])* #[serde(rename = $word)] $variant, )*
        }

        impl $name {
            /// The word as it is written.
            pub fn word(self) -> &'static str {
                match self {
                    $( Self::$variant => $word, )*
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }
    )*};
}

pub(super) use words;

words! {
    /// Whether a statement is in force.
    pub enum Status {
        /// In force between its dates.
        InForce = "in-force",
        /// An aspiration that nobody has put as a proposal.
        Proposed = "proposed",
        /// Run beside what is in force, without force of its own.
        Shadow = "shadow",
    }

    /// For whom something may be published.
    pub enum Audience {
        /// Everybody.
        Public = "public",
        /// Those who work with the framework: a name, a risk, an exempt matter.
        Internal = "internal",
    }

    /// What accountability rests on.
    pub enum Basis {
        /// An Act or regulation.
        Statute = "statute",
        /// The organisation's constitution or standing orders.
        Constitution = "constitution",
        /// Employment.
        LineManagement = "line-management",
        /// A contract for services.
        Contract = "contract",
        /// An agreement between partners.
        PartnershipAgreement = "partnership-agreement",
    }

    /// How much of a body another one comprises.
    pub enum Extent {
        /// All of its members.
        Whole = "whole",
        /// Some of its members.
        Part = "part",
    }

    /// As what an organisation belongs to an alliance.
    pub enum Capacity {
        /// It buys services.
        Commissioner = "commissioner",
        /// It supplies services.
        Provider = "provider",
        /// It belongs without buying or supplying.
        Member = "member",
        /// It holds money or staff for the others.
        Host = "host",
    }

    /// The part that the holder of a seat plays.
    pub enum Role {
        /// Leads the body.
        Chair = "chair",
        /// Leads the body with another.
        CoChair = "co-chair",
        /// Leads it when the chair is away.
        ViceChair = "vice-chair",
        /// Belongs to it.
        Member = "member",
        /// Attends without belonging.
        InAttendance = "in-attendance",
    }

    /// What a verb amounts to.
    pub enum Effect {
        /// Takes the decision.
        Decide = "decide",
        /// Says what should be decided.
        Recommend = "recommend",
        /// Watches and holds to account.
        Oversee = "oversee",
        /// Carries out.
        Do = "do",
    }
}
