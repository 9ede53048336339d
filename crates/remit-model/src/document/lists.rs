//! Lists, and tables whose keys the user chose: both remember whether they were written, since an empty one says "none".

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use super::{At, ID_PATTERN, Key};

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
