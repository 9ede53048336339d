//! Values with their place in the file: what makes an underlined message possible.
//!
//! `toml::Spanned` does not survive serde's `flatten`, `tag` or `untagged`, so nothing in the document types uses them.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use crate::text::Text;

/// A range of bytes in one file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        // Files are limited to far less than 4 GiB (see `limits`), so the saturation never happens.
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self {
            start: narrow(range.start),
            end: narrow(range.end),
        }
    }
}

/// A value and where it stands in its file. Its schema is that of the value.
#[derive(Debug, Clone, Default)]
pub struct At<T> {
    /// What is written.
    pub value: T,
    /// Where it is written.
    pub span: Span,
}

impl<T> Deref for At<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for At<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = toml::Spanned::<T>::deserialize(deserializer)?;
        let span = spanned.span().into();
        Ok(Self {
            value: spanned.into_inner(),
            span,
        })
    }
}

impl<T: JsonSchema> JsonSchema for At<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// A list that remembers whether it was written: an empty list says "none", a list that was left out says nothing.
#[derive(Debug, Clone)]
pub struct List<T> {
    items: Vec<T>,
    written: bool,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            written: false,
        }
    }
}

impl<T> List<T> {
    /// Whether it was written, and is empty.
    pub fn is_none(&self) -> bool {
        self.written && self.items.is_empty()
    }

    /// Whether it was written at all.
    pub fn is_written(&self) -> bool {
        self.written
    }
}

impl<T> Deref for List<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.items
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(|items| Self { items, written: true })
    }
}

impl<T: JsonSchema> JsonSchema for List<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Vec::<T>::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<T>::json_schema(generator)
    }
}

/// A table whose keys the user chose: each key with its place, in the order of the keys. Like a list, it remembers
/// whether it was written: an empty table says "none".
#[derive(Debug, Clone)]
pub struct Entries<T> {
    items: Vec<(At<Key>, T)>,
    written: bool,
}

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            written: false,
        }
    }
}

impl<T> Entries<T> {
    /// The entries, in the order of their keys.
    pub fn iter(&self) -> std::slice::Iter<'_, (At<Key>, T)> {
        self.items.iter()
    }

    /// The entry of this key.
    pub fn get(&self, key: &str) -> Option<&T> {
        self.items
            .iter()
            .find(|(at, _)| at.as_str() == key)
            .map(|(_, value)| value)
    }

    /// The entries, to be changed.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, (At<Key>, T)> {
        self.items.iter_mut()
    }

    /// Adds an entry.
    pub fn push(&mut self, key: At<Key>, value: T) {
        self.items.push((key, value));
    }

    /// Whether it was written, and is empty.
    pub fn is_none(&self) -> bool {
        self.written && self.items.is_empty()
    }

    /// Whether nothing was entered.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl<T> IntoIterator for Entries<T> {
    type Item = (At<Key>, T);
    type IntoIter = std::vec::IntoIter<(At<Key>, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Entries<T> {
    type Item = &'a (At<Key>, T);
    type IntoIter = std::slice::Iter<'a, (At<Key>, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntriesVisitor<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for EntriesVisitor<T> {
            type Value = Entries<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<T>, A::Error> {
                let mut entries = Vec::with_capacity(map.size_hint().unwrap_or(0));
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries {
                    items: entries,
                    written: true,
                })
            }
        }

        deserializer.deserialize_map(EntriesVisitor(PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for Entries<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("EntriesOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "propertyNames": { "pattern": ID_PATTERN },
            "additionalProperties": generator.subschema_for::<T>(),
        })
    }
}

/// What an id looks like.
pub const ID_PATTERN: &str = "^[a-z0-9][a-z0-9-]*$";

/// An id: lower-case letters, digits and hyphens, unique in its table.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub Text);

impl Deref for Key {
    type Target = Text;

    fn deref(&self) -> &Text {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Text::deserialize(deserializer).map(Self)
    }
}

impl JsonSchema for Key {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Id".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": ID_PATTERN })
    }
}

/// The key of a legal form. A framework may add its own forms, so this is an id; the schema lists the forms that ship
/// with Remit, so that an editor completes them.
#[derive(Debug, Clone, Default)]
pub struct FormKey(pub Key);

impl Deref for FormKey {
    type Target = Text;

    fn deref(&self) -> &Text {
        &self.0.0
    }
}

impl<'de> Deserialize<'de> for FormKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Key::deserialize(deserializer).map(Self)
    }
}

impl JsonSchema for FormKey {
    fn schema_name() -> Cow<'static, str> {
        "LegalForm".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": ID_PATTERN })
    }
}

/// A calendar day, written as a TOML date: `2017-11-01`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub Date);

impl Deref for Day {
    type Target = Date;

    fn deref(&self) -> &Date {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = toml::value::Datetime::deserialize(deserializer)?;
        day(&written)
            .map(Self)
            .ok_or_else(|| serde::de::Error::custom("not a date of the calendar"))
    }
}

impl JsonSchema for Day {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date" })
    }
}

/// The day that a TOML date-time names, if it names a day and nothing else.
pub(crate) fn day(written: &toml::value::Datetime) -> Option<Date> {
    let toml::value::Datetime {
        date: Some(date),
        time: None,
        offset: None,
    } = written
    else {
        return None;
    };
    let narrow = |n: u8| i8::try_from(n).ok();
    Date::new(i16::try_from(date.year).ok()?, narrow(date.month)?, narrow(date.day)?).ok()
}
