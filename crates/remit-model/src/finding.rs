//! What a check says, as plain data. Rules make findings; printers print them; neither does the other's work.

use crate::path::Path;
use crate::resolve::LOADING_RULES;
use crate::sources::Place;

/// How much a finding asks of the reader. Ordered from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// To note: nothing is wrong.
    Note,
    /// Should be resolved.
    Should,
    /// Must be resolved: unlawful, contradictory, unreadable, or demanded by the framework itself.
    Must,
}

impl Level {
    /// The word that stands for the level on the command line and in data: must, should, note.
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Should => "should",
            Self::Must => "must",
        }
    }
}

/// What a check came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// It does not hold.
    Broken,
    /// What is stated does not say whether it holds.
    CannotTell,
    /// It is simply so, and worth knowing.
    Remark,
}

/// A place in the text, with what it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub place: Place,
    /// What it shows; may be empty.
    pub text: String,
}

/// What a check says.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule, by name: `orphan-body`.
    pub rule: &'static str,
    /// How much it asks.
    pub level: Level,
    /// What it came to.
    pub verdict: Verdict,
    /// The keys that it is about, the subject first: `body.jce`. Rule and keys make the fingerprint.
    pub keys: Vec<String>,
    /// One sentence for the reader.
    pub message: String,
    /// The same sentence with its long lists cut short, for whoever reads on a terminal; nothing where it has none.
    pub shortened: Option<String>,
    /// The places that show it, the culprit first.
    pub labels: Vec<Label>,
    /// More sentences, each a remark of its own.
    pub remarks: Vec<String>,
    /// The path, as evidence.
    pub paths: Vec<Path>,
    /// How to put it right.
    pub help: Vec<String>,
}

impl Finding {
    /// A finding of a rule about a subject.
    pub fn new(rule: &'static str, level: Level, subject: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            rule,
            level,
            verdict: Verdict::Broken,
            keys: vec![subject.into()],
            message: message.into(),
            shortened: None,
            labels: Vec::new(),
            remarks: Vec::new(),
            paths: Vec::new(),
            help: Vec::new(),
        }
    }

    /// With what it came to.
    #[must_use]
    pub fn verdict(mut self, verdict: Verdict) -> Self {
        self.verdict = verdict;
        self
    }

    /// With another key, which becomes part of its identity.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.keys.push(key.into());
        self
    }

    /// With a place that shows it.
    #[must_use]
    pub fn label(mut self, place: Place, text: impl Into<String>) -> Self {
        self.labels.push(Label {
            place,
            text: text.into(),
        });
        self
    }

    /// With a remark.
    #[must_use]
    pub fn remark(mut self, remark: impl Into<String>) -> Self {
        self.remarks.push(remark.into());
        self
    }

    /// With a path as evidence.
    #[must_use]
    pub fn path(mut self, path: Path) -> Self {
        self.paths.push(path);
        self
    }

    /// With a way to put it right.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// The thing that it is about: `body.jce`.
    pub fn subject(&self) -> &str {
        self.keys.first().map_or("", String::as_str)
    }

    /// Rule and keys: the same finding in another run, whatever its message, line or date.
    pub fn fingerprint(&self) -> String {
        format!("{}:{}", self.rule, self.keys.join(","))
    }
}

/// What a reader sees of a whole check, worst first, in an order that does not depend on how it was found.
pub fn sort(findings: &mut [Finding]) {
    // What cannot be read comes before what follows from it.
    let loading = |rule: &str| LOADING_RULES.iter().any(|(name, _)| *name == rule);
    findings.sort_by(|a, b| {
        (b.level, !loading(a.rule), a.rule, &a.keys, &a.message)
            .cmp(&(a.level, !loading(b.rule), b.rule, &b.keys, &b.message))
            .then_with(|| {
                let place = |finding: &Finding| finding.labels.first().map(|label| label.place);
                place(a).cmp(&place(b))
            })
    });
}
