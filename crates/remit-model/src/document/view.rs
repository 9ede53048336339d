//! `[view]` and `[house-style]`: what the drawings show, and how the sheets look.

use schemars::JsonSchema;
use serde::Deserialize;

use super::body::words;
use super::statement::statements;
use super::{At, Day, Entries, Key, List, RelationKind, Status};
use crate::text::Text;

statements! {
    /// What a diagram or table shows. Its `audience` is for whom it is drawn: in a public one, names of people, risks and
    /// what is marked internal stay out.
    pub struct DiagramView {
        /// Its title.
        pub title: Option<At<Text>>,
        /// Boxes and lines, or a table: of who is on what, or of who decides what.
        pub kind: Option<At<ViewKind>>,
        /// Which bodies, organisations and posts: ids or selectors. Left out means all, or only what `around` says.
        pub show: List<At<Text>>,
        /// The surroundings of these are shown too: an id or selector.
        pub around: Option<At<Text>>,
        /// How many lines away the surroundings reach; 1 where it is left out.
        #[schemars(range(min = 0, max = 20))]
        pub depth: Option<At<u32>>,
        /// What is left out of all this: ids or selectors.
        pub hide: List<At<Text>>,
        /// Which relations are drawn. Left out means all.
        pub lines: List<At<RelationKind>>,
        /// Each of these becomes one box, "+12 practices": selectors.
        pub collapse: List<At<Text>>,
        /// What stands in columns. Left out, lanes do, where the boxes stand in two lanes at least; in a table of decisions,
        /// each body has a column.
        pub columns: Option<At<Columns>>,
        /// What each box says beside its name. Left out, the numbers of the log and nothing else.
        pub boxes: List<At<BoxPart>>,
        /// What stands out.
        pub highlight: Option<At<ViewHighlight>>,
        /// Whether the open entries of the log are numbered and listed; they are unless this says false.
        pub notes: Option<At<bool>>,
        /// The status of the sheet itself, printed on it: "DRAFT".
        pub sheet_status: Option<At<Text>>,
        /// The proposals that it shows beside what is in force.
        pub with: List<At<Key>>,
        /// The date for which it is drawn, where it is not that of the framework.
        pub as_at: Option<At<Day>>,
    }
}

/// What stands out in a view.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
pub struct ViewHighlight {
    /// The places of a path, and what leads from each to the next: ids or selectors.
    pub path: List<At<Text>>,
    /// These and their surroundings: an id or selector.
    pub around: Option<At<Text>>,
    /// How many lines away the surroundings reach; 1 where it is left out.
    #[schemars(range(min = 0, max = 20))]
    pub depth: Option<At<u32>>,
    /// The boxes and delegations that findings are about, if those must or should be resolved.
    pub findings: Option<At<bool>>,
}

/// How the sheets of this framework look. What is left out keeps Remit's own look. Colours are written as "#1d4f91".
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
pub struct HouseStyle {
    /// The colour of text, lines and the edges of boxes.
    pub ink: Option<At<Text>>,
    /// The colour of the sheet.
    pub paper: Option<At<Text>>,
    /// The ground of every second tier.
    pub band: Option<At<Text>>,
    /// The ground of bodies.
    pub body: Option<At<Text>>,
    /// The ground of organisations.
    pub organisation: Option<At<Text>>,
    /// The colour of what is highlighted.
    pub highlight: Option<At<Text>>,
    /// A font that readers have, with letters no wider than Arial's.
    pub font: Option<At<Text>>,
    /// A PNG or SVG file in the folder of the framework, as "logo.png".
    pub logo: Option<At<Text>>,
    /// What stands at the foot of every sheet.
    pub footer: Option<At<Text>>,
}

words! {
    /// What a view is drawn as.
    pub enum ViewKind {
        /// Boxes and lines.
        Diagram = "diagram",
        /// A table of who is on what.
        Matrix = "matrix",
        /// A table of who decides what, and who has another part in it.
        Decisions = "decisions",
    }

    /// What stands in the columns of a diagram, or of a table of decisions.
    pub enum Columns {
        /// The lanes of the framework.
        Lane = "lane",
        /// The organisations, with a column for what lies between several.
        Organisation = "organisation",
        /// The tiers of the framework: in a table of decisions alone.
        Tier = "tier",
        /// Nothing: boxes stand where their lines are shortest; in a table of decisions, each body has a column.
        None = "none",
    }

    /// What a box may say beside its name.
    pub enum BoxPart {
        /// The legal form.
        Form = "form",
        /// Who chairs it, or holds the post.
        Chair = "chair",
        /// How often it meets.
        Meets = "meets",
        /// What it decides, in its own right or by delegation.
        Decides = "decides",
        /// The numbers of the open entries of the log about it.
        Log = "log",
    }
}
