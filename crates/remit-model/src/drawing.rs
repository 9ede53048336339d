//! What a diagram shows, chosen and named, before anybody lays it out or writes it in a format.

/// A diagram as data: boxes in their tiers, and lines between them.
#[derive(Debug, Clone, Default)]
pub struct Drawing {
    /// Its title.
    pub title: String,
    /// What stands under the title: framework, as-at date, proposals shown.
    pub subtitle: String,
    /// The tiers, top to bottom, each with its boxes. The last may have an empty name: boxes without a tier.
    pub tiers: Vec<Tier>,
    /// The lines.
    pub lines: Vec<Arrow>,
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
#[derive(Debug, Clone)]
pub struct Box {
    /// Its key.
    pub key: String,
    /// What stands in it, the name first.
    pub text: Vec<String>,
    /// Whether it is a legal person.
    pub legal_person: bool,
    /// Whether it stands for several alike.
    pub many: bool,
    /// Whether it is proposed or otherwise not in force.
    pub proposed: bool,
}

/// A relation.
#[derive(Debug, Clone)]
pub struct Arrow {
    /// The key of the acting box.
    pub from: String,
    /// The key of the other box.
    pub to: String,
    /// What stands on it: "answers to", with marks in words ("proposed", "assumed").
    pub label: String,
    /// How it is drawn.
    pub style: ArrowStyle,
    /// Whether the acting box stands below the other (answers to), so that tiers come out the right way up.
    pub upward: bool,
    /// Whether it is not in force: proposed or shadow.
    pub proposed: bool,
    /// Whether it is a reading rather than a statement of a source.
    pub assumed: bool,
}

/// The kinds of line that are told apart by dash and arrowhead, never by colour alone.
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
