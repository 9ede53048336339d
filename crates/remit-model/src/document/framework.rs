//! `[framework]`, `[document]`, `[organisation]`, `[post]` and `[person]`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::body::words;
use super::statement::statements;
use super::{
    Advice, At, Body, Budget, Change, Day, Delegation, Departure, DiagramView, Effect, End, Entries, Form, FormKey,
    Function, HouseStyle, Instrument, Key, Line, List, LogEntry, Milestone, Office, OneOrMore, Outcome, Paper, Power,
    Proposal, Requirements, Reviewed, Route, RuleLevel, Scenario, Stating, Status, StatutoryBody, StatutoryFunction,
    StatutorySeat,
};
use crate::text::Text;

/// One file of a Remit framework. A framework is a folder with `framework.toml` and any further `*.toml`, read as one.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(title = "Remit framework file")]
pub struct FileDocument {
    /// The framework itself: once, in `framework.toml`.
    pub framework: Option<At<Framework>>,
    /// Local verbs, each with its effect.
    pub verbs: Entries<At<Effect>>,
    /// Legal forms, beyond those that ship with Remit.
    pub form: Entries<Form>,
    /// Legal powers, beyond those that ship with Remit.
    pub power: Entries<Power>,
    /// Offices, beyond those that ship with Remit.
    pub office: Entries<Office>,
    /// Functions that statute fixes, beyond those that ship with Remit.
    pub statutory_function: Entries<StatutoryFunction>,
    /// Bodies that an organisation must have by law, beyond those that ship with Remit.
    pub statutory_body: Entries<StatutoryBody>,
    /// Who must sit on a body by law, beyond what ships with Remit.
    pub statutory_seat: Entries<StatutorySeat>,
    /// Kinds of paper and who approves them, beyond those that ship with Remit.
    pub paper: Entries<Paper>,
    /// The documents that the statements come from.
    pub document: Entries<Document>,
    /// Legal persons: council, CCG, ICB, NHS trust, foundation trust, company, charity.
    pub organisation: Entries<Organisation>,
    /// Boards, committees, forums, groups and alliances.
    pub body: Entries<Body>,
    /// Offices, of one organisation or joint.
    pub post: Entries<Post>,
    /// People who hold seats and posts.
    pub person: Entries<Person>,
    /// Powers and duties in law, and matters that somebody must hold.
    pub function: Entries<Function>,
    /// Pooled, aligned, shadow or delegated money.
    pub budget: Entries<Budget>,
    /// The papers that make things so.
    pub instrument: Entries<Instrument>,
    /// Functions given by one body or organisation to another.
    pub delegation: Entries<Delegation>,
    /// Questions, risks, issues, actions, dependencies and possibilities.
    pub log: Entries<LogEntry>,
    /// What was to be done by when.
    pub milestone: Entries<Milestone>,
    /// How decisions are taken: meeting by meeting.
    pub route: Entries<Route>,
    /// What the framework is for, in the words of those it serves.
    pub outcome: Entries<Outcome>,
    /// Checks that this framework demands of itself.
    pub requirement: Requirements,
    /// Reviews that were made: where the next one starts.
    pub review: Entries<Reviewed>,
    /// Accepted findings: comply or explain.
    pub departure: Entries<Departure>,
    /// What a diagram or table shows.
    pub view: Entries<DiagramView>,
    /// How the sheets of this framework look: once.
    pub house_style: Option<At<HouseStyle>>,
    /// Makes the whole file a proposal.
    pub proposal: Option<At<Proposal>>,
    /// Keys that a proposal adds to things in force, or replaces.
    pub change: Change,
    /// What a proposal ends, as from its day.
    pub end: End,
    /// Proposals that are looked at together, under one name for `--with`.
    pub scenario: Entries<Scenario>,
    /// What a proposal says of each key of each thing: not a table of the format, but taken from those above.
    #[serde(skip)]
    pub stated: Vec<Stating>,
}

statements! {
    /// The framework as a whole.
    pub struct Framework {
        /// Its name, as on the front page.
        pub name: Option<At<Text>>,
        /// The date for which it is read when no other is asked for.
        pub as_at: Option<At<Day>>,
        /// The version of the framework, as printed on its drawings.
        pub version: Option<At<Text>>,
        /// The levels at which bodies work, top to bottom.
        pub tiers: List<At<Key>>,
        /// The columns of its drawings, left to right.
        pub lanes: List<At<Key>>,
        /// What tiers are called in drawings, where that is not their id.
        pub tier_names: Entries<At<Text>>,
        /// What lanes are called in drawings, where that is not their id.
        pub lane_names: Entries<At<Text>>,
        /// How often the framework itself is reviewed.
        pub review: Option<At<Review>>,
        /// What is listed in full, as "seats:hwb". Otherwise what is missing is only "not stated".
        pub complete: List<At<Text>>,
        /// Whose law is asked: that which ships with Remit and the framework's own rows (if left out), the framework's own
        /// rows alone, or none.
        pub law: Option<At<WhoseLaw>>,
        /// Levels of rules, where they are not those that ship with Remit: off, note, should or must.
        pub levels: Entries<At<RuleLevel>>,
    }

    /// How often the framework is reviewed.
    pub struct Review {
        /// Months between reviews.
        #[schemars(range(min = 1, max = 600))]
        pub every_months: Option<At<u32>>,
        /// The day of the last review.
        pub reviewed: Option<At<Day>>,
    }

    /// A document that statements come from.
    pub struct Document {
        /// Its title.
        pub title: Option<At<Text>>,
        /// What kind of document: presentation, report, minutes, blog.
        pub kind: Option<At<Text>>,
        /// Who wrote or published it.
        pub author: Option<At<Text>>,
        /// Its date. Where the document has none, assume one and say why.
        pub date: Option<At<Day>>,
        /// Where it can be found.
        pub address: Option<At<Text>>,
    }

    /// A legal person.
    pub struct Organisation {
        /// Its name.
        pub name: Option<At<Text>>,
        /// Its legal form, apart from its name.
        pub form: Option<At<FormKey>>,
        /// The level it works at.
        pub tier: Option<At<Key>>,
        /// Its column in drawings.
        pub lane: Option<At<Key>>,
        /// Whether this entry stands for several organisations alike, which the source does not name.
        pub many: Option<At<bool>>,
        /// How many, where the source says so.
        #[schemars(range(min = 1, max = 100_000))]
        pub count: Option<At<u32>>,
        /// The area or population that it serves.
        pub covers: Option<At<Text>>,
        /// What took its place when it ended: of the same table, one or several. Stands beside `ends`.
        pub successor: OneOrMore,
        /// The ids under which it was known before.
        pub formerly: List<At<Key>>,
        /// Labels of your own, for selectors (`tag:…`).
        pub tags: List<At<Key>>,
    }

    /// An office: of one organisation, or joint.
    pub struct Post {
        /// Its name.
        pub name: Option<At<Text>>,
        /// The organisation that it belongs to.
        pub within: Option<At<Key>>,
        /// The organisations that share it.
        pub between: List<At<Key>>,
        /// The organisation that employs its holder.
        pub employer: Option<At<Key>>,
        /// The person who holds it.
        pub holder: Option<At<Key>>,
        /// What the post is in law: offices of the catalogue.
        pub in_law: List<At<Key>>,
        /// Whether nobody holds it now.
        pub vacant: Option<At<bool>>,
        /// The level it works at.
        pub tier: Option<At<Key>>,
        /// Its column in drawings.
        pub lane: Option<At<Key>>,
        /// What took its place when it ended: of the same table, one or several. Stands beside `ends`.
        pub successor: OneOrMore,
        /// The ids under which it was known before.
        pub formerly: List<At<Key>>,
        /// Labels of your own, for selectors (`tag:…`).
        pub tags: List<At<Key>>,
        /// To whom the post answers.
        pub answers_to: Entries<Line>,
        /// Whom the post advises.
        pub advises: Entries<Advice>,
        /// What the post oversees.
        pub oversees: Entries<Line>,
    }

    /// A person who holds seats or posts.
    pub struct Person {
        /// The name, as published.
        pub name: Option<At<Text>>,
        /// The organisations that the person belongs to, as employee, councillor or officer.
        pub of: List<At<Key>>,
        /// What the person is: councillor, executive, lay, clinician.
        pub categories: List<At<Key>>,
        /// The day of the last declaration of interests.
        pub declared: Option<At<Day>>,
        /// Functions in which the person has an interest, as declared.
        pub interests: List<At<Key>>,
    }
}

words! {
    /// Whose law is asked.
    #[derive(Default)]
    pub enum WhoseLaw {
        /// That which ships with Remit, and the framework's own rows.
        #[default]
        Shipped = "shipped",
        /// The framework's own rows alone.
        Own = "own",
        /// None: rules about law are silent.
        Off = "off",
    }
}
