//! What a file of findings says about the run that made them.

use jiff::civil::Date;

/// What was checked, and as at which date.
#[derive(Debug, Clone)]
pub struct About {
    /// The name of the framework.
    pub framework: String,
    /// The date as at which it was checked.
    pub as_at: Date,
    /// The ids of the proposals that were taken as adopted.
    pub with: Vec<String>,
    /// How many findings were accepted departures, and so are not among the findings.
    pub departures: usize,
}
