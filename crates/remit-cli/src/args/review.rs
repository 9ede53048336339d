//! What can be typed to review a framework.

use clap::{Args as ClapArgs, ValueEnum};

#[derive(Debug, ClapArgs)]
pub(crate) struct Review {
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
}
