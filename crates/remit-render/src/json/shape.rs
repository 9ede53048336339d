//! The shape of findings and paths as JSON. The schema is derived from these types, and their doc comments are its help.

use remit_model::finding::{Level, Verdict};
use schemars::JsonSchema;
use serde::Serialize;

/// What `remit check --format json` writes. Names may be added; none is renamed or removed while `remit` stays the same.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(title = "Findings of Remit")]
pub(super) struct FindingsJson<'a> {
    /// The version of this shape.
    #[schemars(extend("const" = super::VERSION))]
    pub(super) remit: u32,
    /// The name of the framework; empty where it has none.
    pub(super) framework: &'a str,
    /// The date as at which it was checked: 2017-11-01.
    #[schemars(extend("format" = "date"))]
    pub(super) as_at: String,
    /// The ids of the proposals that were taken as adopted.
    pub(super) with: &'a [String],
    /// What the findings are new since, with `--new-since`; then only new findings are told and counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) new_since: Option<NewSinceJson<'a>>,
    /// How many there are.
    pub(super) summary: SummaryJson,
    /// What was found, worst first.
    pub(super) findings: Vec<FindingJson<'a>>,
    /// What was found and the framework has accepted. It counts for nothing in the exit code.
    pub(super) departed: Vec<DepartedJson<'a>>,
}

/// The state of the framework that the findings were compared with, and what became of what was found then.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "NewSince")]
pub(super) struct NewSinceJson<'a> {
    /// The side, as typed: `git:main`.
    pub(super) side: &'a str,
    /// The same in words.
    pub(super) words: &'a str,
    /// The date as at which it was checked.
    #[schemars(extend("format" = "date"))]
    pub(super) as_at: String,
    /// The ids of the proposals that were taken as adopted in it.
    pub(super) with: &'a [String],
    /// How many findings are new; `findings` has them.
    pub(super) new: usize,
    /// How many findings are as before. They are not among `findings`.
    pub(super) as_before: usize,
    /// The fingerprints of what was found then and is not found now, or is accepted now.
    pub(super) cleared: &'a [String],
}

/// How many findings there are of each level, and how many are accepted.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Summary")]
pub(super) struct SummaryJson {
    /// What must be resolved.
    pub(super) must: usize,
    /// What should be resolved.
    pub(super) should: usize,
    /// What is to note.
    pub(super) note: usize,
    /// What the framework has accepted; none of it is counted above.
    pub(super) departures: usize,
}

/// How much a finding asks.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Level")]
pub(super) enum LevelJson {
    /// It must be resolved.
    Must,
    /// It should be resolved.
    Should,
    /// It is to note.
    Note,
}

impl From<Level> for LevelJson {
    fn from(level: Level) -> Self {
        match level {
            Level::Must => Self::Must,
            Level::Should => Self::Should,
            Level::Note => Self::Note,
        }
    }
}

/// What a check came to.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Verdict")]
pub(super) enum VerdictJson {
    /// It does not hold.
    Broken,
    /// What is stated does not say whether it holds.
    CannotTell,
    /// It is simply so, and worth knowing.
    Remark,
}

impl From<Verdict> for VerdictJson {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Broken => Self::Broken,
            Verdict::CannotTell => Self::CannotTell,
            Verdict::Remark => Self::Remark,
        }
    }
}

/// A finding.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Finding")]
pub(super) struct FindingJson<'a> {
    /// The rule: `orphan-body`. `remit explain` has its page.
    pub(super) rule: &'a str,
    /// How much it asks.
    pub(super) level: LevelJson,
    /// What the check came to.
    pub(super) verdict: VerdictJson,
    /// What it is about: `body.jce`. A departure names it so.
    pub(super) subject: &'a str,
    /// All that it is about, the subject first.
    pub(super) keys: &'a [String],
    /// Rule and keys: the same finding in another run, whatever its words, line or date.
    pub(super) fingerprint: String,
    /// What was found, in one sentence.
    pub(super) message: &'a str,
    /// More sentences.
    pub(super) remarks: &'a [String],
    /// The places that show it, the one to look at first; none where it stands nowhere.
    pub(super) places: Vec<PlaceJson<'a>>,
    /// The paths that are evidence of it, each as its steps from the lowest up.
    pub(super) paths: Vec<Vec<StepJson<'a>>>,
    /// How to put it right.
    pub(super) help: &'a [String],
}

/// A finding that the framework has accepted.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Departed")]
pub(super) struct DepartedJson<'a> {
    /// What was found.
    #[serde(flatten)]
    pub(super) finding: FindingJson<'a>,
    /// The departure that accepts it.
    pub(super) departure: DepartureJson<'a>,
}

/// Why a finding was accepted, by whom, and until when.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Departure")]
pub(super) struct DepartureJson<'a> {
    /// The key of the departure in the framework.
    pub(super) key: &'a str,
    /// Why it was accepted.
    pub(super) reason: &'a str,
    /// Who accepted it.
    pub(super) accepted_by: Option<EndJson<'a>>,
    /// The minute that records it.
    pub(super) minute: Option<&'a str>,
    /// The last day on which it counts; none where it counts until further notice.
    #[schemars(extend("format" = "date"))]
    pub(super) until: Option<String>,
}

/// A range in one of the framework's files. Lines and columns begin at 1, and columns count characters.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Place")]
pub(super) struct PlaceJson<'a> {
    /// The file, from the framework's folder, with `/`.
    pub(super) path: &'a str,
    /// The line on which it begins.
    pub(super) line: usize,
    /// The column at which it begins.
    pub(super) column: usize,
    /// The line on which it ends.
    pub(super) end_line: usize,
    /// The column behind its last character.
    pub(super) end_column: usize,
    /// What it shows; may be empty. Only the places of a finding say so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<&'a str>,
}

/// What `remit trace --format json` writes.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct PathsJson<'a> {
    pub(super) remit: u32,
    pub(super) more: bool,
    pub(super) paths: Vec<Vec<StepJson<'a>>>,
    /// For each path how long an escalation along it takes at most; null for one that is not in force.
    pub(super) escalations: Vec<Option<EscalationJson<'a>>>,
}

/// How long something takes to be escalated along a path.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct EscalationJson<'a> {
    /// The sum, where all of it is known.
    pub(super) weeks: Option<u32>,
    pub(super) waits: Vec<WaitJson<'a>>,
    pub(super) not_stated: Vec<EndJson<'a>>,
}

/// How long it waits at most for the next meeting of a body.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct WaitJson<'a> {
    pub(super) key: &'a str,
    pub(super) name: &'a str,
    pub(super) weeks: u32,
}

/// A body, an organisation or a post, by id and name.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "End")]
pub(super) struct EndJson<'a> {
    /// Its id: `jce`; several in one text where a step is about a set.
    pub(super) key: &'a str,
    /// Its name.
    pub(super) name: &'a str,
}

/// Whether a step is in force.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "StepStatus")]
pub(super) enum StatusJson {
    /// In force at the date.
    InForce,
    /// In force only because a proposal is taken as adopted.
    AsIfAdopted,
    /// Only proposed.
    Proposed,
    /// Run in shadow form.
    Shadow,
    /// Not in force at the date.
    OtherDate,
    /// The source is silent about it.
    NotStated,
    /// Nobody has entered it.
    Missing,
}

/// A step of a path, from the one below to the one above.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Step")]
pub(super) struct StepJson<'a> {
    /// The one below.
    pub(super) below: EndJson<'a>,
    /// The one above.
    pub(super) above: EndJson<'a>,
    /// The relation in words, read from below to above; empty where there is none.
    pub(super) relation: &'a str,
    /// What it rests on; empty where nothing is stated.
    pub(super) basis: &'a str,
    /// Whether it is in force.
    pub(super) status: StatusJson,
    /// Of a proposed step, the proposal; of one of another date, the dates.
    pub(super) status_detail: Option<&'a str>,
    /// Why it is a reading, where it is one.
    pub(super) assumed: Option<&'a str>,
    /// Where it comes from, as document and place.
    pub(super) source: Option<&'a str>,
    /// The words of the source.
    pub(super) quote: Option<&'a str>,
    /// Where it is written in the framework.
    pub(super) place: Option<PlaceJson<'a>>,
}
