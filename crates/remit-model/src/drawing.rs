//! What a diagram shows, chosen and named, before anybody lays it out or writes it in a format.

use crate::document::RelationKind;

/// A diagram as data: boxes in their tiers, and lines between them; or a matrix.
#[derive(Debug, Clone, Default)]
pub struct Drawing {
    /// Its title.
    pub title: String,
    /// What stands under the title: framework, as-at date, proposals shown.
    pub subtitle: String,
    /// The name of the framework.
    pub framework: String,
    /// The date as at which it is drawn, in words.
    pub as_at: String,
    /// The framework's version, where it states one.
    pub version: Option<String>,
    /// The sheet's own status, "DRAFT" for example. Showing a proposal does not make a sheet a draft.
    pub status: Option<String>,
    /// What a reader who can't see it is told: one or two sentences.
    pub alt: String,
    /// The columns, left to right; empty where boxes are not kept in columns.
    pub lanes: Vec<String>,
    /// The tiers, top to bottom, each with its boxes. The last may have an empty name: boxes without a tier.
    pub tiers: Vec<Tier>,
    /// The lines.
    pub lines: Vec<Arrow>,
    /// The log entries whose numbers stand in boxes and on lines.
    pub notes: Vec<Note>,
    /// The documents that what is shown comes from.
    pub sources: Vec<String>,
    /// A table in place of boxes and lines.
    pub matrix: Option<Matrix>,
}

impl Drawing {
    /// Whether its subtitle says as at when it is drawn; of two sides, "1 May 2016 and 1 November 2017", both.
    pub fn says_when(&self) -> bool {
        let mut dates = self.as_at.split(" and ");
        dates.all(|date| self.subtitle.contains(date))
    }
}

/// The boxes at one level.
#[derive(Debug, Clone, Default)]
pub struct Tier {
    /// Its name; empty for boxes whose tier is not stated.
    pub name: String,
    /// Its boxes, ordered by lane and key.
    pub boxes: Vec<Box>,
}

/// A body, organisation or post.
#[derive(Debug, Clone, Default)]
pub struct Box {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What stands under the name: form, chair, how often it meets, what it decides.
    pub details: Vec<Detail>,
    /// The number of its column in [`Drawing::lanes`].
    pub lane: Option<usize>,
    /// Whether it is a legal person.
    pub legal_person: bool,
    /// Whether it is a post.
    pub post: bool,
    /// Whether it stands for several alike; how many is said in the details.
    pub many: bool,
    /// Whether it is in force.
    pub standing: Standing,
    /// Whether it is drawn as proposed, and in force where a proposal is taken as adopted that the drawing shows.
    pub as_if_adopted: bool,
    /// Whether nobody holds it, or its chair.
    pub vacant: bool,
    /// Whether the chair that nobody holds is one of several, and others may hold theirs.
    pub co_chair: bool,
    /// Whether an open question of the log unsettles it.
    pub unsettled: bool,
    /// Whether that it is there at all is a reading rather than a statement of a source.
    pub assumed: bool,
    /// How many it stands for, where several were collapsed into it.
    pub collapsed: Option<usize>,
    /// The numbers of [`Drawing::notes`] about it.
    pub notes: Vec<usize>,
    /// Whether it is among what the view highlights.
    pub highlighted: bool,
    /// The findings about it, where the view shows them: how many.
    pub findings: usize,
    /// What a comparison says of it.
    pub change: Option<Change>,
    /// The sheet that shows more of it: "sheet 2".
    pub see: Option<String>,
}

impl Box {
    /// Who is missing, in words, where somebody is: a body that lacks its chair is not vacant itself.
    pub fn vacancy(&self) -> Option<&'static str> {
        match (self.vacant, self.post) {
            (false, _) => None,
            (true, true) => Some("vacant"),
            (true, false) if self.co_chair => Some("co-chair vacant"),
            (true, false) => Some("chair vacant"),
        }
    }
}

/// What stands in a box under its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Detail {
    /// A line: "committee of the council", "Chair: the Mayor".
    Line(String),
    /// One of a list: what it decides.
    Bullet(String),
}

impl Detail {
    /// Its text.
    pub fn text(&self) -> &str {
        match self {
            Self::Line(text) | Self::Bullet(text) => text,
        }
    }
}

/// Whether something is in force as at the date of the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Standing {
    /// It is.
    #[default]
    InForce,
    /// It is tried out, without powers.
    Shadow,
    /// It is only proposed.
    Proposed,
}

impl Standing {
    /// Whether it is in force.
    pub fn is_in_force(self) -> bool {
        self == Self::InForce
    }
}

/// What a comparison says of a box or a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Something about it is other than before.
    Changed,
    /// It has another tier, lane or parent.
    Moved,
    /// It came in the place of others: they were merged into it, it was split from them, or it replaced them.
    Succeeds,
}

/// A relation.
#[derive(Debug, Clone, Default)]
pub struct Arrow {
    /// The key of the acting box.
    pub from: String,
    /// The key of the other box.
    pub to: String,
    /// The relation; `None` is no relation at all: a step that the framework demands and that is missing or not stated.
    pub kind: Option<RelationKind>,
    /// What stands on it: "answers to", with marks in words ("proposed", "assumed").
    pub label: String,
    /// Whether the acting box stands below the other (answers to), so that tiers come out the right way up.
    pub upward: bool,
    /// Whether it is in force.
    pub standing: Standing,
    /// Whether it is drawn as proposed, and in force where a proposal is taken as adopted that the drawing shows.
    pub as_if_adopted: bool,
    /// Whether it is a reading rather than a statement of a source.
    pub assumed: bool,
    /// Whether an open question of the log unsettles it.
    pub unsettled: bool,
    /// The numbers of [`Drawing::notes`] about it.
    pub notes: Vec<usize>,
    /// Whether it is among what the view highlights.
    pub highlighted: bool,
    /// What a comparison says of it.
    pub change: Option<Change>,
}

impl Arrow {
    /// The family that its kind belongs to, for formats that can't tell all kinds apart.
    pub fn style(&self) -> ArrowStyle {
        match self.kind {
            Some(RelationKind::AnswersTo) => ArrowStyle::Accountability,
            Some(RelationKind::Oversees | RelationKind::Scrutinises) => ArrowStyle::Oversight,
            Some(RelationKind::Delegation) => ArrowStyle::Delegation,
            Some(
                RelationKind::Supports | RelationKind::ReportsTo | RelationKind::Advises | RelationKind::Challenges,
            ) => ArrowStyle::Advice,
            Some(RelationKind::Comprises | RelationKind::Party | RelationKind::Within) => ArrowStyle::Membership,
            None => ArrowStyle::Missing,
        }
    }
}

/// The families of lines that every format tells apart by dash and arrowhead, never by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArrowStyle {
    /// Accountability: solid, filled head.
    Accountability,
    /// Oversight and scrutiny: solid, open head.
    Oversight,
    /// Delegation: bold, diamond.
    Delegation,
    /// Advice, support, challenge, reporting: dashed.
    Advice,
    /// Being made up of, belonging to, being part of: dotted, no head.
    Membership,
    /// No relation at all: a step that the framework demands and that is missing or not stated. A crossed line, no head.
    Missing,
}

/// A log entry that the drawing refers to by number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its number on the sheet, from 1.
    pub number: usize,
    /// Its key in the log.
    pub key: String,
    /// Its kind and text: "Question: who chairs the board?".
    pub text: String,
}

/// A table of who is on what: rows, columns and what stands where they meet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matrix {
    /// What the rows are: "Organisation".
    pub corner: String,
    /// The headings of the columns.
    pub columns: Vec<String>,
    /// The rows: heading, and a cell for each column; an empty cell is no relation.
    pub rows: Vec<(String, Vec<String>)>,
    /// What the short words in the cells mean: ("C", "chair").
    pub key: Vec<(String, String)>,
}

/// How an organisation's sheets look. What is not given keeps Remit's own look.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HouseStyle {
    /// Text, lines and the edges of boxes.
    pub ink: Option<Colour>,
    /// The sheet.
    pub paper: Option<Colour>,
    /// The ground of every second tier.
    pub band: Option<Colour>,
    /// The ground of bodies.
    pub body: Option<Colour>,
    /// The ground of organisations.
    pub organisation: Option<Colour>,
    /// What is highlighted.
    pub highlight: Option<Colour>,
    /// A font family that readers have, with Arial's widths or narrower ones; Remit's own stands behind it.
    pub font: Option<String>,
    /// A PNG or SVG file in the folder of the framework.
    pub logo: Option<String>,
    /// What stands at the foot of every sheet.
    pub footer: Option<String>,
}

/// A colour: red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// Reads "#1d4f91".
    pub fn parse(written: &str) -> Option<Self> {
        let digits = written.strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let part = |from: usize| u8::from_str_radix(digits.get(from..from + 2)?, 16).ok();
        Some(Self(part(0)?, part(2)?, part(4)?))
    }
}
