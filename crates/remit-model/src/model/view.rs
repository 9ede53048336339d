//! Views: what is chosen from the framework to be drawn, whether a file says so or the command line does.

use jiff::civil::Date;

use super::node::rows;
use super::{Row, Selector, Statement};
use crate::document::{Audience, BoxPart, Columns, RelationKind, ViewKind};
use crate::text::Text;

/// A view of the framework's own.
#[derive(Debug, Clone)]
pub struct View {
    /// Its key.
    pub key: Text,
    /// The common part.
    pub statement: Statement,
    /// What it shows.
    pub choice: Choice,
}

/// What a drawing shows, and how.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The title of the sheet.
    pub title: String,
    /// Boxes and lines, or one of the tables.
    pub kind: ViewKind,
    /// Which nodes; empty means all, unless there is something around which to look.
    pub show: Vec<Selector>,
    /// Whose surroundings are shown too.
    pub around: Option<Around>,
    /// Which nodes are left out.
    pub hide: Vec<Selector>,
    /// Which relations; empty means all.
    pub lines: Vec<RelationKind>,
    /// Of which nodes each becomes one box.
    pub collapse: Vec<Selector>,
    /// What stands in columns; nothing chosen means lanes, where the boxes stand in two at least, and in a table of decisions
    /// each body for itself.
    pub columns: Option<Columns>,
    /// What each box says beside its name.
    pub boxes: Vec<BoxPart>,
    /// What stands out.
    pub highlight: Highlight,
    /// Whether the open entries of the log are numbered and listed.
    pub notes: bool,
    /// The status of the sheet itself: "DRAFT".
    pub sheet_status: Option<String>,
    /// For whom it is drawn: in a public one, names of people, risks and what is marked internal stay out.
    pub audience: Audience,
    /// The proposals that it shows beside those that are shown anyway, by key.
    pub with: Vec<Text>,
    /// The date for which it is drawn, where it is not the one that is asked for.
    pub as_at: Option<Date>,
}

/// Surroundings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Around {
    /// Of which nodes.
    pub of: Selector,
    /// How many lines away they reach.
    pub depth: u32,
}

/// What stands out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Highlight {
    /// The places of a path.
    pub path: Vec<Selector>,
    /// Surroundings.
    pub around: Option<Around>,
    /// The boxes and delegations that findings are about.
    pub findings: bool,
}

impl Choice {
    /// What a view shows that says nothing but its title: everything.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            kind: ViewKind::Diagram,
            show: Vec::new(),
            around: None,
            hide: Vec::new(),
            lines: Vec::new(),
            collapse: Vec::new(),
            columns: None,
            boxes: vec![BoxPart::Log],
            highlight: Highlight::default(),
            notes: true,
            sheet_status: None,
            audience: Audience::Internal,
            with: Vec::new(),
            as_at: None,
        }
    }

    /// Whether boxes say this beside their names.
    pub fn says(&self, part: BoxPart) -> bool {
        self.boxes.contains(&part)
    }

    /// Whether it may be published.
    pub fn is_public(&self) -> bool {
        self.audience == Audience::Public
    }
}

rows!(View);
