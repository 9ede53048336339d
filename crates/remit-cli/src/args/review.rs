//! What can be typed to review a framework.

use clap::{Args as ClapArgs, ValueEnum};

#[derive(Debug, ClapArgs)]
pub(crate) struct Review {
    /// What is compared with: a day, as 2018-02-01, or a revision, as git:main; otherwise the last review that is recorded
    #[arg(long, value_name = "DATE-OR-REVISION")]
    pub(crate) since: Option<String>,
    /// Everything that changed, however much; people are otherwise shown 20 of a kind
    #[arg(long)]
    pub(crate) all: bool,
    /// Records the review in the framework, as reviews/DATE.toml, so that the next one starts from it
    #[arg(long)]
    pub(crate) record: bool,
    /// With --record: who signed, as "Name, post"; may be given several times
    #[arg(long, value_name = "WHO", requires = "record")]
    pub(crate) signed: Vec<String>,
    /// With --record: the minute that records it
    #[arg(long, value_name = "MINUTE", requires = "record")]
    pub(crate) minute: Option<String>,
    /// With --record: writes over what was recorded for that day
    #[arg(long, requires = "record")]
    pub(crate) force: bool,
    /// How to print it
    #[arg(long, value_enum, default_value_t = ReviewFormat::Human)]
    pub(crate) format: ReviewFormat,
}

/// A way to print a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReviewFormat {
    /// For people
    Human,
    /// A page for a paper
    Markdown,
    /// The same as one web page
    Html,
    /// For programs: what is due, what is new or found no longer, and figures
    Json,
    /// A calendar (iCalendar) of what is overdue, due or about to end; write it to a file with -o
    Ics,
}
