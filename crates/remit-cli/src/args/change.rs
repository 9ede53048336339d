//! What can be typed to compare.

use clap::{Args as ClapArgs, ValueEnum};

use super::FailOn;

#[derive(Debug, ClapArgs)]
pub(crate) struct Diff {
    /// A proposal by its id, a date as in @2018-04-01, a revision as in git:main, or a folder; several proposals with `+`
    #[arg(value_name = "A")]
    pub(crate) a: String,
    /// What comes after it; without it, a proposal is compared with the framework as it is, and anything else leads up to it
    #[arg(value_name = "B")]
    pub(crate) b: Option<String>,
    /// How to print what differs
    #[arg(long, value_enum, default_value_t = DiffFormat::Human)]
    pub(crate) format: DiffFormat,
    /// Ends with exit code 3 where anything differs
    #[arg(long)]
    pub(crate) exit_code: bool,
    /// The level from which a new finding or a consequence makes the exit code 1 (breaking counts as must, notable as should);
    /// otherwise none does
    #[arg(long, value_enum)]
    pub(crate) fail_on: Option<FailOn>,
    /// Everything, however much; people are otherwise shown 20 of a kind
    #[arg(long)]
    pub(crate) all: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Compare {
    /// What every option is compared with, written as for `remit diff`: `base` is the framework without any proposal
    #[arg(value_name = "BASE")]
    pub(crate) base: String,
    /// The options: proposals, or anything else that `remit diff` compares
    #[arg(value_name = "OPTION", required = true)]
    pub(crate) options: Vec<String>,
    /// How to print the table
    #[arg(long, value_enum, default_value_t = CompareFormat::Human)]
    pub(crate) format: CompareFormat,
    /// The level from which a new finding or a consequence of any option makes the exit code 1 (breaking counts as must, notable
    /// as should); otherwise none does
    #[arg(long, value_enum)]
    pub(crate) fail_on: Option<FailOn>,
}

/// A way to print what differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For people
    Human,
    /// One line for each consequence and each new finding, for editors and grep
    Short,
    /// For programs
    Json,
    /// SARIF 2.1.0, for code review: the consequences and the new findings
    Sarif,
    /// A page for a paper or an issue
    Markdown,
    /// The same as one web page, with its drawing
    Html,
}

/// A way to print options beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CompareFormat {
    /// For people
    Human,
    /// For programs
    Json,
    /// A page for a paper or an issue
    Markdown,
    /// The same as one web page
    Html,
}
