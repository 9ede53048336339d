//! `[end]`: what a proposal ends, as from its day.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{Deserializer, Error, SeqAccess, Visitor};

use super::{At, Audience, Day, Entries, Key, List, Over, Span, Stated, StatementRef};
use crate::text::Text;

/// One id, or a list of ids: `successor = "y"` or `successor = ["y", "z"]`.
#[derive(Debug, Clone, Default)]
pub struct OneOrMore {
    ids: Vec<At<Key>>,
    written: bool,
}

impl Deref for OneOrMore {
    type Target = [At<Key>];

    fn deref(&self) -> &[At<Key>] {
        &self.ids
    }
}

impl Over for OneOrMore {
    fn over(self, base: &Self) -> Self {
        if self.written { self } else { base.clone() }
    }
}

/// One id or several, before the place of one is known.
enum Written {
    One(Key),
    More(Vec<At<Key>>),
}

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct WrittenVisitor;

        impl<'de> Visitor<'de> for WrittenVisitor {
            type Value = Written;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id or a list of ids")
            }

            fn visit_str<E: Error>(self, id: &str) -> Result<Written, E> {
                Ok(Written::One(Key(Text::from(id))))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut ids: A) -> Result<Written, A::Error> {
                let mut all = Vec::new();
                while let Some(id) = ids.next_element()? {
                    all.push(id);
                }
                Ok(Written::More(all))
            }
        }

        deserializer.deserialize_any(WrittenVisitor)
    }
}

impl<'de> Deserialize<'de> for OneOrMore {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let At { value, span } = At::<Written>::deserialize(deserializer)?;
        let ids = match value {
            Written::One(value) => vec![At { value, span }],
            Written::More(ids) => ids,
        };
        Ok(Self { ids, written: true })
    }
}

impl JsonSchema for OneOrMore {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "OneOrMoreIds".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [generator.subschema_for::<Key>(), { "type": "array", "items": generator.subschema_for::<Key>() }],
        })
    }
}

/// An entry of `[end]`.
pub trait Ending: Stated {
    /// What takes the place of what ends.
    fn successors(&self) -> &[At<Key>] {
        &[]
    }

    /// The lines that it ends, by kind. Where it names any, what they belong to goes on.
    fn lines(&self) -> Vec<(&'static str, &Entries<EndedLine>)> {
        Vec::new()
    }
}

/// Declares entries of `[end]`: like other statements, but with no first day and no status.
macro_rules! endings {
    ($(
        $(#[$meta:meta])*
        pub struct $name:ident {
            $( $(#[$field_meta:meta])* pub $field:ident: $type:ty, )*
        }
    )*) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
        #[serde(rename_all = "kebab-case", default)]
        pub struct $name {
            $( $(#[$field_meta])* pub $field: $type, )*
            /// Its last day in force, where that is not the day before the proposal's own.
            pub ends: Option<At<Day>>,
            /// Where this is stated, as "document: place". Lines below without a source of their own inherit it.
            pub source: Option<At<Text>>,
            /// The words of the source, exactly.
            pub quote: Option<At<Text>>,
            /// What is a reading rather than a statement of the source: a key of this table (or `all`), and why.
            pub assumed: Entries<At<Text>>,
            /// Keys of this table that the source is silent about. Silence is never a breach.
            pub not_stated: List<At<Key>>,
            /// A remark for the reader of the framework.
            pub note: Option<At<Text>>,
            /// For whom it may be published: everybody unless said otherwise.
            pub audience: Option<At<Audience>>,
        }

        impl Stated for $name {
            fn statement(&self) -> StatementRef<'_> {
                StatementRef {
                    source: self.source.as_ref(),
                    quote: self.quote.as_ref(),
                    assumed: &self.assumed,
                    not_stated: &self.not_stated,
                    starts: None,
                    ends: self.ends.as_ref(),
                    status: None,
                    note: self.note.as_ref(),
                    audience: self.audience.as_ref(),
                }
            }
        }
    )*};
}

endings! {
    /// What ends, and what takes its place.
    pub struct Ended {
        /// What takes its place: of the same table, one or several.
        pub successor: OneOrMore,
    }

    /// What ends without a successor: a line of a body or post, a person's entry, an entry of the log, a milestone, a
    /// requirement.
    pub struct EndedLine {
    }

    /// A body that ends; or, where lines of it are named, these alone.
    pub struct EndedBody {
        /// The bodies that take its place, one or several.
        pub successor: OneOrMore,
        /// What it no longer does.
        pub does: Entries<EndedLine>,
        /// To whom it no longer answers.
        pub answers_to: Entries<EndedLine>,
        /// Whom it no longer oversees.
        pub oversees: Entries<EndedLine>,
        /// Whom it no longer supports.
        pub supports: Entries<EndedLine>,
        /// To whom it no longer reports.
        pub reports_to: Entries<EndedLine>,
        /// Whom it no longer advises.
        pub advises: Entries<EndedLine>,
        /// Whom it no longer challenges.
        pub challenges: Entries<EndedLine>,
        /// Whom it no longer scrutinises.
        pub scrutinises: Entries<EndedLine>,
        /// The bodies that it is no longer made up of.
        pub comprises: Entries<EndedLine>,
        /// The organisations that no longer belong to it.
        pub party: Entries<EndedLine>,
        /// The risks that it no longer carries.
        pub carries: Entries<EndedLine>,
        /// The places on it that are no more.
        pub seats: Entries<EndedLine>,
    }

    /// A post that ends; or, where lines of it are named, these alone.
    pub struct EndedPost {
        /// The posts that take its place, one or several.
        pub successor: OneOrMore,
        /// To whom it no longer answers.
        pub answers_to: Entries<EndedLine>,
        /// Whom it no longer advises.
        pub advises: Entries<EndedLine>,
        /// Whom it no longer oversees.
        pub oversees: Entries<EndedLine>,
    }
}

impl Ending for Ended {
    fn successors(&self) -> &[At<Key>] {
        &self.successor
    }
}

impl Ending for EndedLine {}

impl Ending for EndedBody {
    fn successors(&self) -> &[At<Key>] {
        &self.successor
    }

    fn lines(&self) -> Vec<(&'static str, &Entries<EndedLine>)> {
        vec![
            ("does", &self.does),
            ("answers-to", &self.answers_to),
            ("oversees", &self.oversees),
            ("supports", &self.supports),
            ("reports-to", &self.reports_to),
            ("advises", &self.advises),
            ("challenges", &self.challenges),
            ("scrutinises", &self.scrutinises),
            ("comprises", &self.comprises),
            ("party", &self.party),
            ("carries", &self.carries),
            ("seats", &self.seats),
        ]
    }
}

impl Ending for EndedPost {
    fn successors(&self) -> &[At<Key>] {
        &self.successor
    }

    fn lines(&self) -> Vec<(&'static str, &Entries<EndedLine>)> {
        vec![
            ("answers-to", &self.answers_to),
            ("advises", &self.advises),
            ("oversees", &self.oversees),
        ]
    }
}

/// Demands of the framework on itself that a proposal takes back, by kind.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
pub struct EndedRequirements {
    /// Paths that are demanded no longer.
    pub path: Entries<EndedLine>,
    /// Links that are demanded no longer.
    pub link: Entries<EndedLine>,
    /// Bodies through which a chain need no longer pass.
    pub only: Entries<EndedLine>,
    /// What need no longer be kept apart.
    pub separate: Entries<EndedLine>,
    /// Chains that are forbidden no longer.
    pub forbidden: Entries<EndedLine>,
    /// Functions that need no longer be decided by exactly one body.
    pub exactly_one: Entries<EndedLine>,
    /// Seats that are capped no longer.
    pub cap: Entries<EndedLine>,
}

impl EndedRequirements {
    /// The entries of each kind, by the name of their table.
    fn kinds(&self) -> [(&'static str, &Entries<EndedLine>); 7] {
        [
            ("requirement.path", &self.path),
            ("requirement.link", &self.link),
            ("requirement.only", &self.only),
            ("requirement.separate", &self.separate),
            ("requirement.forbidden", &self.forbidden),
            ("requirement.exactly-one", &self.exactly_one),
            ("requirement.cap", &self.cap),
        ]
    }
}

/// What a proposal ends as from its day.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
pub struct End {
    /// Organisations that end.
    pub organisation: Entries<Ended>,
    /// Bodies that end, or lines, seats and decisions of bodies.
    pub body: Entries<EndedBody>,
    /// Posts that end, or lines of posts.
    pub post: Entries<EndedPost>,
    /// People who are no longer entered.
    pub person: Entries<EndedLine>,
    /// Functions that end.
    pub function: Entries<Ended>,
    /// Budgets that end.
    pub budget: Entries<Ended>,
    /// Instruments that end.
    pub instrument: Entries<Ended>,
    /// Delegations that end.
    pub delegation: Entries<Ended>,
    /// Entries of the log that are closed without an answer.
    pub log: Entries<EndedLine>,
    /// Milestones that are given up.
    pub milestone: Entries<EndedLine>,
    /// Demands of the framework on itself that are taken back.
    pub requirement: EndedRequirements,
}

impl End {
    /// All entries, each with its table and key, in the order of tables and keys.
    pub fn all(&self) -> Vec<(&'static str, &At<Key>, &dyn Ending)> {
        fn of<'e, T: Ending>(
            table: &'static str,
            entries: &'e Entries<T>,
            all: &mut Vec<(&'static str, &'e At<Key>, &'e dyn Ending)>,
        ) {
            all.extend(entries.iter().map(|(key, entry)| (table, key, entry as &dyn Ending)));
        }
        let mut all = Vec::new();
        of("organisation", &self.organisation, &mut all);
        of("body", &self.body, &mut all);
        of("post", &self.post, &mut all);
        of("person", &self.person, &mut all);
        of("function", &self.function, &mut all);
        of("budget", &self.budget, &mut all);
        of("instrument", &self.instrument, &mut all);
        of("delegation", &self.delegation, &mut all);
        of("log", &self.log, &mut all);
        of("milestone", &self.milestone, &mut all);
        for (table, entries) in self.requirement.kinds() {
            of(table, entries, &mut all);
        }
        all
    }

    /// Where the first entry stands, if there is one.
    pub fn first(&self) -> Option<Span> {
        self.all().into_iter().map(|(_, key, _)| key.span).min()
    }
}
