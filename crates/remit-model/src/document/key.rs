//! The simple values of the format: ids, forms and days.

use std::borrow::Cow;
use std::ops::Deref;

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer};

use crate::text::Text;

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
