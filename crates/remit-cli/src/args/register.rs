//! What can be typed to see registers.

use clap::{Args as ClapArgs, ValueEnum};
use remit_model::document::Audience;

#[derive(Debug, ClapArgs)]
pub(crate) struct Register {
    /// Which: functions, delegations, routes, members, lines, budgets, instruments, terms, log, milestones, departures; without one, all
    #[arg(value_name = "REGISTER", value_parser = register)]
    pub(crate) register: Option<String>,
    /// With `terms`: the body whose terms of reference are shown by themselves
    #[arg(value_name = "BODY")]
    pub(crate) body: Option<String>,
    /// For whom: for the public, names of people, risks and what is internal stay out
    #[arg(long, value_name = "WHOM", value_parser = super::diagram::audience)]
    pub(crate) audience: Option<Audience>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = RegisterFormat::Human)]
    pub(crate) format: RegisterFormat,
}

/// A way to print registers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RegisterFormat {
    /// For people; without a register, what there is
    Human,
    /// For a paper, as Markdown
    Markdown,
    /// As a web page
    Html,
    /// For spreadsheets and programs: one register, as comma-separated values
    Csv,
    /// For programs
    Json,
    /// An Excel workbook, a sheet each; name a file with -o
    Xlsx,
}

fn register(word: &str) -> Result<String, String> {
    let words = remit_report::REGISTERS.map(|(key, ..)| key);
    match words.contains(&word.trim()) {
        true => Ok(word.trim().to_owned()),
        false => Err(super::not_one_of(word, &words)),
    }
}
