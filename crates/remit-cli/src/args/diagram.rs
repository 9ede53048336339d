//! What can be typed after `remit diagram`.

use clap::{Args as ClapArgs, ValueEnum};
use remit_model::document::{Audience, BoxPart, Columns, RelationKind};

use super::{not_one_of, relation};

#[derive(Debug, ClapArgs)]
pub(crate) struct Diagram {
    /// The view, by its id; without one, the whole framework, or what the options choose
    #[arg(value_name = "VIEW")]
    pub(crate) view: Option<String>,
    /// Lists the views that there are
    #[arg(long)]
    pub(crate) list: bool,
    /// In which format; otherwise as the name of the file ends, otherwise SVG
    #[arg(long, value_enum)]
    pub(crate) format: Option<DiagramFormat>,
    /// The space that the paper leaves
    #[arg(long, value_enum, ignore_case = true, default_value_t = Paper::A4)]
    pub(crate) page: Paper,
    /// The dots per inch of a PNG
    #[arg(long, value_name = "N", default_value_t = 300, value_parser = dpi)]
    pub(crate) dpi: u32,
    /// Which organisations, bodies and posts: ids or selectors, with commas
    #[arg(long, value_name = "SELECTORS")]
    pub(crate) show: Vec<String>,
    /// The surroundings of this one, by its id or a selector
    #[arg(long, value_name = "BODY")]
    pub(crate) around: Option<String>,
    /// How many lines away the surroundings reach; 1 unless given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=20))]
    pub(crate) depth: Option<u32>,
    /// What is left out of all this: ids or selectors, with commas
    #[arg(long, value_name = "SELECTORS")]
    pub(crate) hide: Vec<String>,
    /// The relations that are drawn, with commas; otherwise all
    #[arg(long, value_name = "RELATIONS", value_delimiter = ',', value_parser = relation)]
    pub(crate) lines: Vec<RelationKind>,
    /// Selectors, with commas; what each of them names becomes one box
    #[arg(long, value_name = "SELECTORS")]
    pub(crate) collapse: Vec<String>,
    /// What stands in columns
    #[arg(long, value_name = "WHAT", value_parser = columns)]
    pub(crate) columns: Option<Columns>,
    /// What each box says beside its name, with commas: form, chair, meets, decides, log
    #[arg(long, value_name = "WHAT", value_delimiter = ',', value_parser = part)]
    pub(crate) boxes: Vec<BoxPart>,
    /// Without the list of log entries, and without their numbers
    #[arg(long)]
    pub(crate) no_notes: bool,
    /// What stands out: the places of a path, top down, and what leads from each to the next; with commas
    #[arg(long, value_name = "SELECTORS")]
    pub(crate) highlight: Vec<String>,
    /// What stands out: this one and its surroundings
    #[arg(long, value_name = "BODY")]
    pub(crate) highlight_around: Option<String>,
    /// How many lines away what stands out reaches; 1 unless given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=20))]
    pub(crate) highlight_depth: Option<u32>,
    /// What stands out: whatever must or should be resolved
    #[arg(long)]
    pub(crate) highlight_findings: bool,
    /// A table of who is on what, in place of boxes and lines
    #[arg(long)]
    pub(crate) matrix: bool,
    /// A table of who decides what, in place of boxes and lines
    #[arg(long, conflicts_with = "matrix")]
    pub(crate) decisions: bool,
    /// What the proposals of --with change: what they add, remove, change and move, marked in one drawing
    #[arg(long, conflicts_with = "list")]
    pub(crate) changes: bool,
    /// Of what these leave as it is, only what is at most so many lines away from what changes, and the way upward
    #[arg(long, value_name = "N", requires = "changes", value_parser = clap::value_parser!(u32).range(0..=20))]
    pub(crate) changes_around: Option<u32>,
    /// The title of the sheet
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// The status of the sheet itself, such as DRAFT
    #[arg(long)]
    pub(crate) status: Option<String>,
    /// For whom it is drawn: for the public, names of people, risks and what is internal stay out
    #[arg(long, value_name = "WHOM", value_parser = audience)]
    pub(crate) audience: Option<Audience>,
}

/// A format of a drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiagramFormat {
    /// A picture that stays sharp at any size
    Svg,
    /// A picture made of dots
    Png,
    /// A page to print or attach
    Pdf,
    /// Text for Graphviz
    Dot,
    /// Text for Mermaid
    Mermaid,
    /// The drawing in words
    Text,
    /// The drawing in words, as Markdown
    Markdown,
    /// The picture and the drawing in words, as a web page
    Html,
}

impl DiagramFormat {
    /// The format that a file's ending means.
    pub(crate) fn of_ending(ending: &str) -> Option<Self> {
        Some(match ending.to_lowercase().as_str() {
            "svg" => Self::Svg,
            "png" => Self::Png,
            "pdf" => Self::Pdf,
            "dot" | "gv" => Self::Dot,
            "mmd" | "mermaid" => Self::Mermaid,
            "txt" => Self::Text,
            "md" | "markdown" => Self::Markdown,
            "html" | "htm" => Self::Html,
            _ => return None,
        })
    }
}

/// The space for a drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Paper {
    /// A4 upright, between its margins: 16 cm wide
    A4,
    /// A4 across
    A4Landscape,
    /// A3 upright
    A3,
    /// A3 across
    A3Landscape,
    /// As large as it gets
    Free,
}

fn dpi(written: &str) -> Result<u32, String> {
    let number = written.trim().parse().ok().filter(|dpi| (36..=1200).contains(dpi));
    number.ok_or_else(|| "a whole number from 36 to 1200 is wanted".to_owned())
}

fn columns(word: &str) -> Result<Columns, String> {
    one_of(
        word,
        &[Columns::Lane, Columns::Organisation, Columns::Tier, Columns::None],
        Columns::word,
    )
}

fn part(word: &str) -> Result<BoxPart, String> {
    let all = [
        BoxPart::Form,
        BoxPart::Chair,
        BoxPart::Meets,
        BoxPart::Decides,
        BoxPart::Log,
    ];
    one_of(word, &all, BoxPart::word)
}

pub(super) fn audience(word: &str) -> Result<Audience, String> {
    one_of(word, &[Audience::Public, Audience::Internal], Audience::word)
}

fn one_of<T: Copy>(word: &str, all: &[T], name: fn(T) -> &'static str) -> Result<T, String> {
    let found = all.iter().copied().find(|&one| name(one) == word.trim());
    found.ok_or_else(|| {
        let words: Vec<&str> = all.iter().map(|&one| name(one)).collect();
        not_one_of(word, &words)
    })
}
