//! A difference, as plain data.

use std::fmt;

use remit_model::model::said::Value;
use remit_model::sources::Place;

use crate::Table;

/// What differs between two states, in the order of tables and keys.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diff {
    /// The changes.
    pub changes: Vec<Change>,
}

/// One change of one thing; or of several, where they were merged or split.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What kind of change.
    pub kind: Kind,
    /// What was there before: nothing where something was added.
    pub before: Vec<Thing>,
    /// What is there after: nothing where something ended.
    pub after: Vec<Thing>,
    /// What the thing says otherwise than before, in the order in which people write it. Empty where nothing can be compared:
    /// of what was added or ended, or became several.
    pub fields: Vec<Field>,
}

/// What became of a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// It is there after, and was not before.
    Added,
    /// It was there before, and is not after.
    Ended,
    /// It says something else of itself.
    Changed,
    /// It has another name, or another key by the word of the framework.
    Renamed,
    /// It ended, and something else took its place.
    Replaced,
    /// It belongs elsewhere: to another organisation, tier or column; a line leads to somebody else. What belonged to a body that
    /// was merged or split, and is there after under one of those that it became, has moved to that.
    Moved,
    /// Several became one.
    Merged,
    /// One became several.
    Split,
    /// Several became several others.
    Reorganised,
}

/// The identity of a thing: stable whatever it is called and wherever it is written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id {
    /// What kind of thing.
    pub table: Table,
    /// The key of the organisation, body or post to which a line, seat, duty or risk belongs.
    pub owner: Option<String>,
    /// Its key; of a line its kind and its key: `answers-to.jce`.
    pub key: String,
}

/// A thing in one of the two states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    /// Which.
    pub id: Id,
    /// Table and key as they are written in the format: `body.hwb`, `body.hwb.oversees.tht-board`.
    pub subject: String,
    /// How people call it: "The HWB oversees the THT Board".
    pub name: String,
    /// Where it is written.
    pub place: Place,
}

/// What a thing says otherwise than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The key, as it is written: `form`, `assumed.form`.
    pub key: String,
    /// What it said before, and where; absent where nothing was entered.
    pub before: Option<(Value, Place)>,
    /// What it says after.
    pub after: Option<(Value, Place)>,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Added,
        Self::Ended,
        Self::Changed,
        Self::Renamed,
        Self::Replaced,
        Self::Moved,
        Self::Merged,
        Self::Split,
        Self::Reorganised,
    ];

    /// The word that stands for it, in data and for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Ended => "ended",
            Self::Changed => "changed",
            Self::Renamed => "renamed",
            Self::Replaced => "replaced",
            Self::Moved => "moved",
            Self::Merged => "merged",
            Self::Split => "split",
            Self::Reorganised => "reorganised",
        }
    }

    /// Its sign in a count: what is renamed, moved, merged or split is still there, elsewhere or otherwise.
    pub fn sign(self) -> char {
        match self {
            Self::Added => '+',
            Self::Ended => '-',
            Self::Changed => '~',
            Self::Renamed | Self::Replaced | Self::Moved | Self::Merged | Self::Split | Self::Reorganised => '↔',
        }
    }

    /// The kind read the other way round.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::Added => Self::Ended,
            Self::Ended => Self::Added,
            Self::Merged => Self::Split,
            Self::Split => Self::Merged,
            same => same,
        }
    }
}

impl Change {
    /// The thing that it is about: as it is after, or as it was.
    pub fn thing(&self) -> Option<&Thing> {
        self.after.first().or_else(|| self.before.first())
    }

    /// What kind of thing it is about.
    pub fn table(&self) -> Option<Table> {
        self.thing().map(|thing| thing.id.table)
    }

    /// What it says of one key otherwise than before.
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// Whether it tells of this thing, on either side.
    pub fn is_of(&self, subject: &str) -> bool {
        let mut things = self.before.iter().chain(&self.after);
        things.any(|thing| thing.subject == subject)
    }

    /// The change read the other way round.
    #[must_use]
    pub fn mirrored(self) -> Self {
        let fields = self.fields.into_iter().map(|field| Field {
            key: field.key,
            before: field.after,
            after: field.before,
        });
        Self {
            kind: self.kind.mirrored(),
            before: self.after,
            after: self.before,
            fields: fields.collect(),
        }
    }
}

impl Diff {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// What has another key than before, or was replaced by something else: its kind, the key before and the key after.
    pub fn renamed_keys(&self) -> impl Iterator<Item = (Table, &str, &str)> {
        let renamed = self
            .changes
            .iter()
            .filter(|change| matches!(change.kind, Kind::Renamed | Kind::Replaced));
        let keys = renamed.filter_map(|change| match (change.before.as_slice(), change.after.as_slice()) {
            ([before], [after]) => Some((before.id.table, before.id.key.as_str(), after.id.key.as_str())),
            _ => None,
        });
        keys.filter(|(_, before, after)| before != after)
    }

    /// The changes of one kind of thing.
    pub fn of(&self, table: Table) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(move |change| change.table() == Some(table))
    }

    /// How many changes of a kind of thing have each sign: added, ended, changed, elsewhere or otherwise.
    pub fn count(&self, table: Table) -> [usize; 4] {
        let mut counts = [0; 4];
        for change in self.of(table) {
            let at = match change.kind.sign() {
                '+' => 0,
                '-' => 1,
                '~' => 2,
                _ => 3,
            };
            counts[at] += 1;
        }
        counts
    }
}

/// The count by kind of thing: "Bodies: +1 -0 ~2 ↔1", each kind that differs; "nothing differs".
impl fmt::Display for Diff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("nothing differs");
        }
        let mut first = true;
        for table in Table::ALL {
            let [added, ended, changed, elsewhere] = self.count(table);
            if added + ended + changed + elsewhere == 0 {
                continue;
            }
            if !first {
                f.write_str(" · ")?;
            }
            first = false;
            write!(f, "{}: +{added} -{ended} ~{changed} ↔{elsewhere}", table.heading())?;
        }
        Ok(())
    }
}
