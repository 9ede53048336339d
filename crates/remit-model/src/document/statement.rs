//! What every statement can say of itself: since when, until when, on whose word.

use super::{At, Audience, Day, Entries, Key, List, Status};
use crate::text::Text;

/// A borrowed look at the keys that every statement has.
#[derive(Debug, Clone, Copy)]
pub struct StatementRef<'a> {
    /// Where it is stated: "document: place".
    pub source: Option<&'a At<Text>>,
    /// The words that state it.
    pub quote: Option<&'a At<Text>>,
    /// Which keys are a reading, and why.
    pub assumed: &'a Entries<At<Text>>,
    /// Which keys the documents are silent about.
    pub not_stated: &'a [At<Key>],
    /// The first day in force.
    pub starts: Option<&'a At<Day>>,
    /// The last day in force.
    pub ends: Option<&'a At<Day>>,
    /// In force, proposed or shadow.
    pub status: Option<&'a At<Status>>,
    /// A remark for the reader.
    pub note: Option<&'a At<Text>>,
    /// For whom it may be published.
    pub audience: Option<&'a At<Audience>>,
}

/// A table that carries the common keys.
pub trait Stated {
    /// The common keys.
    fn statement(&self) -> StatementRef<'_>;
}

/// How a change lies over what it changes: a key that is left out stays as it is.
pub trait Over {
    /// What holds when `self` is laid over `base`.
    #[must_use]
    fn over(self, base: &Self) -> Self;
}

impl<T: Clone> Over for Option<T> {
    fn over(self, base: &Self) -> Self {
        self.or_else(|| base.clone())
    }
}

impl<T: Clone> Over for List<T> {
    fn over(self, base: &Self) -> Self {
        if self.is_written() { self } else { base.clone() }
    }
}

impl<T: Clone> Over for Entries<T> {
    fn over(mut self, base: &Self) -> Self {
        for (key, value) in base {
            if self.get(key).is_none() {
                self.push(key.clone(), value.clone());
            }
        }
        self
    }
}

/// Declares document tables, each with the common keys of a statement after its own.
///
/// serde's `flatten` would say this too, but places do not survive it.
macro_rules! statements {
    ($(
        $(#[$meta:meta])*
        pub struct $name:ident {
            $( $(#[$field_meta:meta])* pub $field:ident: $type:ty, )*
        }
    )*) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Default, serde::Deserialize, schemars::JsonSchema)]
        #[serde(rename_all = "kebab-case", default)]
        pub struct $name {
            $( $(#[$field_meta])* pub $field: $type, )*
            /// Where this is stated, as "document: place". Lines below without a source of their own inherit it.
            pub source: Option<At<Text>>,
            /// The words of the source, exactly.
            pub quote: Option<At<Text>>,
            /// What is a reading rather than a statement of the source: a key of this table (or `all`), and why.
            pub assumed: Entries<At<Text>>,
            /// Keys of this table that the source is silent about. Silence is never a breach.
            pub not_stated: List<At<Key>>,
            /// The first day in force.
            pub starts: Option<At<Day>>,
            /// The last day in force.
            pub ends: Option<At<Day>>,
            /// In force unless said otherwise.
            pub status: Option<At<Status>>,
            /// A remark for the reader of the framework.
            pub note: Option<At<Text>>,
            /// For whom it may be published: everybody unless said otherwise.
            pub audience: Option<At<$crate::document::Audience>>,
        }

        impl $crate::document::Over for $name {
            fn over(self, base: &Self) -> Self {
                Self {
                    $( $field: $crate::document::Over::over(self.$field, &base.$field), )*
                    starts: $crate::document::Over::over(self.starts, &base.starts),
                    ends: $crate::document::Over::over(self.ends, &base.ends),
                    status: $crate::document::Over::over(self.status, &base.status),
                    // Where a statement comes from is never borrowed from another one.
                    source: self.source,
                    quote: self.quote,
                    assumed: self.assumed,
                    not_stated: self.not_stated,
                    note: self.note,
                    audience: $crate::document::Over::over(self.audience, &base.audience),
                }
            }
        }

        impl $crate::document::Stated for $name {
            fn statement(&self) -> $crate::document::StatementRef<'_> {
                $crate::document::StatementRef {
                    source: self.source.as_ref(),
                    quote: self.quote.as_ref(),
                    assumed: &self.assumed,
                    not_stated: &self.not_stated,
                    starts: self.starts.as_ref(),
                    ends: self.ends.as_ref(),
                    status: self.status.as_ref(),
                    note: self.note.as_ref(),
                    audience: self.audience.as_ref(),
                }
            }
        }
    )*};
}

pub(super) use statements;
