//! Findings, paths and answers as JSON for other programs. The number under `remit` is the version of this shape.

mod answer;
mod comparison;
mod registers;
mod review;
mod shape;

use std::collections::BTreeMap;

use remit_model::finding::{Finding, Level};
use remit_model::model::Escalation;
use remit_model::path::{End, Path, Step, StepStatus};
use remit_model::sources::{FileId, Place, Sources};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;
use serde_json::Value;

use crate::place::Lines;
use crate::{About, Departed, inert};
pub use answer::answer;
pub use comparison::{comparison, comparison_schema, options};
pub use registers::registers;
pub use review::{Since, review};
use shape::{
    DepartedJson, DepartureJson, EndJson, EscalationJson, FindingJson, FindingsJson, NewSinceJson, PathsJson,
    PlaceJson, StatusJson, StepJson, SummaryJson, WaitJson,
};

/// The version of the shape. It grows when something is renamed or removed, not when something is added.
const VERSION: u32 = 1;

/// All findings, those that were accepted, and what was checked.
pub fn findings(findings: &[Finding], departed: &[Departed<'_>], sources: &Sources, about: &About) -> String {
    let mut texts = Texts::new(sources);
    let count = |level| findings.iter().filter(|finding| finding.level == level).count();
    written(&FindingsJson {
        remit: VERSION,
        framework: &about.framework,
        as_at: about.as_at.to_string(),
        with: &about.with,
        new_since: about.new_since.as_ref().map(|since| NewSinceJson {
            side: &since.side,
            words: &since.words,
            as_at: since.as_at.to_string(),
            with: &since.with,
            new: findings.len(),
            as_before: since.as_before,
            cleared: &since.cleared,
        }),
        summary: SummaryJson {
            must: count(Level::Must),
            should: count(Level::Should),
            note: count(Level::Note),
            departures: departed.len(),
        },
        findings: findings.iter().map(|finding| texts.finding(finding)).collect(),
        departed: departed.iter().map(|departed| texts.departed(departed)).collect(),
    })
}

/// Paths, each with what an escalation along it waits for, where it is in force; and whether there are more than these.
pub fn paths(paths: &[(Path, Option<Escalation>)], more: bool, sources: &Sources) -> String {
    let mut texts = Texts::new(sources);
    written(&PathsJson {
        remit: VERSION,
        more,
        paths: paths.iter().map(|(path, _)| texts.path(path)).collect(),
        escalations: paths
            .iter()
            .map(|(_, escalation)| escalation.as_ref().map(in_weeks))
            .collect(),
    })
}

fn in_weeks(escalation: &Escalation) -> EscalationJson<'_> {
    let waits = escalation.waits.iter().map(|(end, weeks)| WaitJson {
        key: &end.key,
        name: &end.name,
        weeks: *weeks,
    });
    EscalationJson {
        weeks: escalation.unknown.is_empty().then(|| escalation.weeks()),
        waits: waits.collect(),
        not_stated: escalation.unknown.iter().map(end).collect(),
    }
}

/// The schema of what [`findings`] writes (JSON Schema draft-07).
pub fn schema() -> Value {
    schema_of::<FindingsJson<'_>>()
}

fn schema_of<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft07().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<T>().to_value();
    without_widths(&mut schema);
    schema
}

/// Takes out how wide a number is in this program, which is nobody's business and no format that JSON Schema knows.
fn without_widths(value: &mut Value) {
    match value {
        Value::Object(object) => {
            let width = |format: &Value| format.as_str().is_some_and(|format| format.starts_with("uint"));
            if object.get("format").is_some_and(width) {
                object.remove("format");
            }
            object.values_mut().for_each(without_widths);
        }
        Value::Array(items) => items.iter_mut().for_each(without_widths),
        _ => {}
    }
}

fn written(value: &impl Serialize) -> String {
    // Writing strings and numbers to a `String` cannot fail; were it ever to, an empty text is not valid JSON, so that
    // whoever reads it notices.
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    format!("{}\n", inert::json(&text))
}

/// A status as a word, and its proposal or dates.
fn status(status: &StepStatus) -> (StatusJson, Option<&str>) {
    match status {
        StepStatus::InForce => (StatusJson::InForce, None),
        StepStatus::AsIfAdopted(proposal) => (StatusJson::AsIfAdopted, Some(proposal.as_str())),
        StepStatus::Proposed(proposal) => (StatusJson::Proposed, proposal.as_deref()),
        StepStatus::Shadow => (StatusJson::Shadow, None),
        StepStatus::OtherDate(when) => (StatusJson::OtherDate, Some(when.as_str())),
        StepStatus::NotStated => (StatusJson::NotStated, None),
        StepStatus::Absent => (StatusJson::Missing, None),
    }
}

/// The texts, each split into lines only once.
struct Texts<'a> {
    sources: &'a Sources,
    lines: BTreeMap<FileId, Lines<'a>>,
}

impl<'a> Texts<'a> {
    fn new(sources: &'a Sources) -> Self {
        Self {
            sources,
            lines: BTreeMap::new(),
        }
    }

    fn finding(&mut self, finding: &'a Finding) -> FindingJson<'a> {
        let labels = finding.labels.iter();
        FindingJson {
            rule: finding.rule,
            level: finding.level.into(),
            verdict: finding.verdict.into(),
            subject: finding.subject(),
            keys: &finding.keys,
            fingerprint: finding.fingerprint(),
            message: &finding.message,
            remarks: &finding.remarks,
            places: labels.map(|label| self.place(label.place, Some(&label.text))).collect(),
            paths: finding.paths.iter().map(|path| self.path(path)).collect(),
            help: &finding.help,
        }
    }

    fn departed(&mut self, departed: &'a Departed<'a>) -> DepartedJson<'a> {
        DepartedJson {
            finding: self.finding(departed.finding),
            departure: DepartureJson {
                key: departed.key,
                reason: departed.reason,
                accepted_by: departed.accepted_by.as_ref().map(end),
                minute: departed.minute,
                until: departed.until.map(|until| until.to_string()),
            },
        }
    }

    fn path(&mut self, path: &'a Path) -> Vec<StepJson<'a>> {
        path.steps.iter().map(|step| self.step(step)).collect()
    }

    fn step(&mut self, step: &'a Step) -> StepJson<'a> {
        let (status, status_detail) = status(&step.status);
        StepJson {
            below: end(&step.below),
            above: end(&step.above),
            relation: &step.relation,
            basis: &step.basis,
            status,
            status_detail,
            assumed: step.assumed.as_deref(),
            source: step.source.as_deref(),
            quote: step.quote.as_deref(),
            place: step.place.map(|place| self.place(place, None)),
        }
    }

    fn place(&mut self, place: Place, text: Option<&'a str>) -> PlaceJson<'a> {
        let source = self.sources.get(place.file);
        let lines = self.lines.entry(place.file).or_insert_with(|| Lines::new(&source.text));
        let range = lines.range(place);
        let (line, column) = lines.line_column(range.start);
        let (end_line, end_column) = lines.line_column(range.end);
        PlaceJson {
            path: &source.path,
            line,
            column,
            end_line,
            end_column,
            text,
        }
    }
}

fn end(end: &End) -> EndJson<'_> {
    EndJson {
        key: &end.key,
        name: &end.name,
    }
}

#[cfg(test)]
mod tests {
    use remit_model::finding::Verdict;
    use serde_json::json;

    use super::*;
    use crate::fixture::{self, HOSTILE, place, sources};

    fn about() -> About {
        let as_at = jiff::civil::date(2017, 11, 1);
        About {
            framework: "Barset".to_owned(),
            as_at,
            with: vec!["icp".to_owned()],
            new_since: None,
        }
    }

    #[test]
    fn the_shape_is_the_promised_one() {
        let (sources, file) = sources("a.toml", "é = 1\r\nname = \"x\"\r\n");
        let mut path = fixture::path();
        path.steps[0].place = Some(place(file, 0, 2));
        let finding = Finding::new("orphan-body", Level::Must, "body.jce", "m")
            .verdict(Verdict::CannotTell)
            .label(place(file, 8, 18), "here")
            .path(path);
        let accepted = fixture::departed(&finding, "It is agreed.");
        let written = findings(std::slice::from_ref(&finding), &[accepted], &sources, &about());
        let read: Value = serde_json::from_str(&written).unwrap();
        assert_eq!(read["remit"], json!(1));
        assert_eq!(read["as-at"], json!("2017-11-01"));
        assert_eq!(read["with"], json!(["icp"]));
        assert!(read.get("new-since").is_none(), "it was not asked for");
        assert_eq!(
            read["summary"],
            json!({"must": 1, "should": 0, "note": 0, "departures": 1})
        );
        let first = &read["findings"][0];
        assert_eq!(first["verdict"], json!("cannot-tell"));
        assert_eq!(first["fingerprint"], json!("orphan-body:body.jce"));
        assert_eq!(
            first["places"],
            json!([{"path": "a.toml", "line": 2, "column": 1, "end-line": 2, "end-column": 11, "text": "here"}])
        );
        assert_eq!(first["paths"][0][0]["below"], json!({"key": "body.jce", "name": "JCE"}));
        assert_eq!(first["paths"][0][0]["place"]["end-column"], json!(2));
        assert_eq!(first["paths"][0][1]["status"], json!("not-stated"));
        assert_eq!(first["help"], json!([]));
        let departed = &read["departed"][0];
        assert_eq!(departed["fingerprint"], first["fingerprint"]);
        assert_eq!(
            departed["departure"],
            json!({
                "key": "agreed",
                "reason": "It is agreed.",
                "accepted-by": {"key": "body.board", "name": "Board"},
                "minute": "12.3",
                "until": "2018-03-31",
            })
        );
    }

    #[test]
    fn what_is_new_says_since_when() {
        let since = crate::NewSince {
            side: "git:main".to_owned(),
            words: "as it was in the revision main".to_owned(),
            as_at: jiff::civil::date(2017, 10, 1),
            with: Vec::new(),
            as_before: 3,
            cleared: vec!["orphan-body:body.b".to_owned()],
            then: std::collections::BTreeSet::new(),
        };
        let about = About {
            new_since: Some(since),
            ..about()
        };
        let finding = Finding::new("orphan-body", Level::Must, "body.jce", "m");
        let written = findings(&[finding], &[], &Sources::default(), &about);
        let read: Value = serde_json::from_str(&written).unwrap();
        assert_eq!(
            read["new-since"],
            json!({
                "side": "git:main", "words": "as it was in the revision main", "as-at": "2017-10-01", "with": [],
                "new": 1, "as-before": 3, "cleared": ["orphan-body:body.b"]
            })
        );
    }

    #[test]
    fn paths_say_whether_there_are_more() {
        let end = |key: &str| End {
            key: key.to_owned(),
            name: key.to_uppercase(),
        };
        let known = Escalation {
            waits: vec![(end("a"), 4), (end("b"), 9)],
            unknown: Vec::new(),
        };
        let open = Escalation {
            waits: vec![(end("a"), 4)],
            unknown: vec![end("b")],
        };
        let several = [
            (fixture::path(), Some(known)),
            (fixture::path(), Some(open)),
            (fixture::path(), None),
        ];
        let read: Value = serde_json::from_str(&paths(&several, true, &Sources::default())).unwrap();
        assert_eq!(
            (&read["more"], read["paths"][0].as_array().map(Vec::len)),
            (&json!(true), Some(2))
        );
        assert_eq!(
            read["escalations"],
            json!([
                {
                    "weeks": 13,
                    "waits": [{"key": "a", "name": "A", "weeks": 4}, {"key": "b", "name": "B", "weeks": 9}],
                    "not-stated": []
                },
                {
                    "weeks": null,
                    "waits": [{"key": "a", "name": "A", "weeks": 4}],
                    "not-stated": [{"key": "b", "name": "B"}]
                },
                null
            ])
        );
    }

    #[test]
    fn hostile_text_comes_back_and_does_nothing_on_the_way() {
        for name in HOSTILE {
            let (sources, file) = sources(name, name);
            let finding = Finding::new("r", Level::Note, name, name)
                .label(place(file, 0, 900), name)
                .help(name);
            let departed = [fixture::departed(&finding, name)];
            let written = findings(std::slice::from_ref(&finding), &departed, &sources, &about());
            assert!(!written.contains(['\u{1b}', '\u{202e}', '\r']), "{written:?}");
            let read: Value = serde_json::from_str(&written).unwrap();
            assert_eq!(read["findings"][0]["message"], json!(name));
            assert_eq!(read["findings"][0]["places"][0]["path"], json!(name));
            assert_eq!(read["departed"][0]["departure"]["reason"], json!(name));
        }
    }
}
