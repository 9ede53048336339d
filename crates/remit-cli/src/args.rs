//! What can be typed. What it means is the business of the commands.

mod change;
mod diagram;
mod register;
mod review;

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use remit_model::document::{Audience, RelationKind};
use remit_model::finding::Level;

pub(crate) use change::{Compare, CompareFormat, Diff, DiffFormat};
pub(crate) use diagram::{Diagram, DiagramFormat, Paper};
pub(crate) use register::{Register, RegisterFormat};
pub(crate) use review::{Review, ReviewFormat};

/// Says who decides, who answers to whom, and what does not hold, from a folder of TOML.
#[derive(Debug, Parser)]
#[command(name = "remit", version, arg_required_else_help = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// What applies everywhere.
#[derive(Debug, ClapArgs)]
pub(crate) struct Common {
    /// The framework's folder, where it is not the current one or above it
    #[arg(short = 'C', value_name = "DIR", global = true)]
    pub(crate) folder: Option<PathBuf>,
    /// The date to look at, as 2017-11-01; otherwise the framework's own, otherwise today
    #[arg(long, value_name = "DATE", global = true, value_parser = date)]
    pub(crate) as_at: Option<Date>,
    /// A proposal to be taken as adopted, or a scenario with its proposals, by id; may be given several times
    #[arg(long, value_name = "PROPOSAL", global = true)]
    pub(crate) with: Vec<String>,
    /// Where to write, instead of the terminal
    #[arg(short = 'o', long, value_name = "FILE", global = true)]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Checks the framework: every rule, and what it demands of itself
    Check(Check),
    /// Says what differs between two states, what that brings with it, and who must agree
    Diff(Diff),
    /// Sets several options beside each other: what each would change and break
    Compare(Compare),
    /// Shows one body, organisation or post whole
    Show {
        /// Its id
        #[arg(value_name = "BODY")]
        key: String,
    },
    /// Shows the paths between two bodies, either way round, or how a function is delegated
    Trace(Trace),
    /// Answers who decides, who sits, who holds, who chairs, who answers to whom
    Who(Who),
    /// Lists organisations, bodies and posts: all, or what selectors name
    List {
        /// Ids, or form:…, tier:…, within:…, lane:…, tag:…; of several, all that any of them names
        #[arg(value_name = "SELECTOR")]
        selectors: Vec<String>,
        /// How to print the answer
        #[arg(long, value_enum, default_value_t = PageFormat::Human)]
        format: PageFormat,
    },
    /// Says which legal powers are in force, and what could lawfully carry a function
    Law(Law),
    /// Shows the registers: who decides, sits, answers and holds what; as one workbook too
    Register(Register),
    /// Reviews the framework: what is due, what changed, what is open, and what goes on whose agenda
    Review(Review),
    /// Draws a view for a paper: as a picture, and in words
    Diagram(Box<Diagram>),
    /// Writes pages, drawings, and what each proposal would change, into a folder
    Build(Build),
    /// Prints the JSON Schema of the format, for editors, or of findings or comparisons
    Schema {
        /// Of what
        #[arg(long, value_enum, default_value_t = SchemaOf::Framework)]
        of: SchemaOf,
    },
    /// Writes a small commented framework to start from
    Init {
        /// The folder to make
        #[arg(id = "new-folder", value_name = "DIR")]
        folder: PathBuf,
    },
    /// Lists the rules
    Rules {
        /// How to print them
        #[arg(long, value_enum, default_value_t = ManualFormat::Human)]
        format: ManualFormat,
    },
    /// Prints this reference as Markdown
    #[command(hide = true)]
    Reference,
    /// Explains a rule, or a row of the law: a power, form, office, paper
    Explain {
        /// The rule, or the key of the row; with its table where several have the key, as in `form.committee`
        #[arg(value_name = "RULE-OR-ROW")]
        name: String,
    },
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Check {
    /// The framework's folder
    #[arg(id = "framework", value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t = FindingsFormat::Human)]
    pub(crate) format: FindingsFormat,
    /// The level from which the exit code is 1
    #[arg(long, value_enum, default_value_t = FailOn::Must)]
    pub(crate) fail_on: FailOn,
    /// Every finding of every rule, however many
    #[arg(long)]
    pub(crate) all: bool,
    /// Only these rules or groups of rules, with commas
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    /// Not these rules or groups of rules, with commas
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(crate) skip: Vec<String>,
    /// Only what was not found then: a folder, a date as in @2018-04-01, a revision as in git:main, a proposal, or base for
    /// the framework without any
    #[arg(long, value_name = "SIDE")]
    pub(crate) new_since: Option<String>,
    /// Prints a departure that would accept this finding, ready to paste; nothing is written
    #[arg(long, value_name = "FINDING", conflicts_with = "new_since")]
    pub(crate) add_departure: Option<String>,
    /// Says what each rule costs, on standard error
    #[arg(long)]
    pub(crate) timings: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Trace {
    /// One of the two, by its id
    #[arg(value_name = "A", required_unless_present = "delegation")]
    pub(crate) a: Option<String>,
    /// The other
    #[arg(value_name = "B", required_unless_present = "delegation")]
    pub(crate) b: Option<String>,
    /// In place of the two, a function, by its id: every chain by which it is delegated, from the one who holds it to the
    /// last who is given it, and whether each step holds
    #[arg(long, value_name = "FUNCTION", conflicts_with_all = ["a", "b", "by"])]
    pub(crate) delegation: Option<String>,
    /// The relations that count as steps, with commas; otherwise all
    #[arg(long, value_name = "RELATIONS", value_delimiter = ',', value_parser = relation)]
    pub(crate) by: Vec<RelationKind>,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t = PageFormat::Human)]
    pub(crate) format: PageFormat,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Who {
    #[command(subcommand)]
    pub(crate) question: Question,
    /// How to print the answer
    #[arg(long, value_enum, global = true, default_value_t = PageFormat::Human)]
    pub(crate) format: PageFormat,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Law {
    /// Who would give and who would receive, each a legal form, an office or a family of them; otherwise all powers in force
    #[arg(long, value_names = ["FORM", "FORM"], num_args = 2)]
    pub(crate) between: Vec<String>,
    /// Who shares the one that would receive, with commas; otherwise it is said for whom it would hold
    #[arg(long, value_name = "FORMS", value_delimiter = ',', requires = "between")]
    pub(crate) shared_by: Vec<String>,
    /// What would be given: a function that statute fixes, or one of the framework
    #[arg(long, value_name = "FUNCTION")]
    pub(crate) function: Option<String>,
    /// Everything that is known of the law, of all dates, as one page
    #[arg(long, conflicts_with_all = ["between", "shared_by", "function"])]
    pub(crate) all: bool,
    /// How to print the answer
    #[arg(long, value_enum, default_value_t = PageFormat::Human)]
    pub(crate) format: PageFormat,
}

/// A question that begins with "who".
#[derive(Debug, Subcommand)]
pub(crate) enum Question {
    /// Who decides a function, in its own right or by delegation, and who else has a part in it
    Decides {
        /// The function, by its id
        #[arg(value_name = "FUNCTION")]
        function: String,
    },
    /// Who can approve a sum of a function, in its own right or by delegation, as far as limits are entered
    Approves {
        /// The function, by its id
        #[arg(value_name = "FUNCTION")]
        function: String,
        /// How much, in whole units, as in 250000
        #[arg(long, value_name = "SUM", value_parser = amount)]
        amount: i64,
        /// Its currency, as three letters
        #[arg(long, value_name = "CURRENCY", default_value = "GBP")]
        currency: String,
    },
    /// Who sits on a body: every seat, and whether these are all
    Sits {
        /// The body, by its id
        #[arg(value_name = "BODY")]
        body: String,
    },
    /// What a person holds: posts and seats; or who holds a post, and what comes with it
    Holds {
        /// The person or post, by its id
        #[arg(value_name = "PERSON-OR-POST")]
        holder: String,
    },
    /// Who chairs a body; without one, who chairs each body
    Chairs {
        /// The body, by its id
        #[arg(value_name = "BODY")]
        body: Option<String>,
    },
    /// Who answers to a body, organisation or post, directly and through others; and to whom it answers itself
    AnswersTo {
        /// Its id
        #[arg(value_name = "BODY")]
        body: String,
    },
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Build {
    /// The framework's folder
    #[arg(id = "framework", value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
    /// Where to write; otherwise `out/` inside the framework, and `out-public/` for the public
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Overwrites files that were edited since they were written
    #[arg(long)]
    pub(crate) force: bool,
    /// For whom: for the public, names of people, risks and what is internal stay out, and findings and proposals too
    #[arg(long, value_name = "WHOM", value_parser = diagram::audience)]
    pub(crate) audience: Option<Audience>,
    /// The level from which the exit code is 1; otherwise it is 0 when all was written
    #[arg(long, value_enum)]
    pub(crate) fail_on: Option<FailOn>,
}

/// A way to print the manual.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ManualFormat {
    /// A list for people
    Human,
    /// All pages as one, in Markdown
    Markdown,
}

/// A way to print findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FindingsFormat {
    /// For people
    Human,
    /// One line each, for editors and grep
    Short,
    /// For programs
    Json,
    /// SARIF 2.1.0, for code review
    Sarif,
    /// The page of findings that `build` writes, for a paper or an issue
    Markdown,
}

/// What there is a schema of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// The files of a framework
    Framework,
    /// What `remit check --format json` writes
    Findings,
    /// What `remit diff --format json` writes
    Diff,
}

/// A way to print what makes a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PageFormat {
    /// For people
    Human,
    /// For programs
    Json,
    /// For a paper or a web page, as Markdown
    Markdown,
}

/// A level, as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// What must be resolved
    Must,
    /// And what should be
    Should,
    /// And what is only to note
    Note,
}

impl From<FailOn> for Level {
    fn from(level: FailOn) -> Self {
        match level {
            FailOn::Must => Self::Must,
            FailOn::Should => Self::Should,
            FailOn::Note => Self::Note,
        }
    }
}

pub(crate) fn date(text: &str) -> Result<Date, String> {
    text.parse()
        .map_err(|_| "write the date as year-month-day, as in 2017-11-01".to_owned())
}

/// A sum as people type it: `250000`, `250,000`, `250_000`, with or without a pound sign.
fn amount(text: &str) -> Result<i64, String> {
    let plain: String = text.trim().trim_start_matches('£').replace([',', '_', ' '], "");
    let amount: Option<i64> = plain.parse().ok().filter(|amount| *amount >= 0);
    amount.ok_or_else(|| "write the sum in whole units, as in 250000".to_owned())
}

fn relation(text: &str) -> Result<RelationKind, String> {
    RelationKind::ALL
        .into_iter()
        .find(|kind| kind.word() == text.trim())
        .ok_or_else(|| {
            let words: Vec<&str> = RelationKind::ALL.iter().map(|kind| kind.word()).collect();
            not_one_of(text, &words)
        })
}

/// What to say of a word that is none of these.
fn not_one_of(word: &str, words: &[&str]) -> String {
    let near = remit_model::suggest::did_you_mean(word.trim(), words.iter().copied());
    let near = near.map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
    format!("{near}one of: {}", words.join(", "))
}
