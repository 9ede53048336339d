//! Findings as SARIF 2.1.0, for code review and for dashboards of findings.
//!
//! Every rule is declared and a run is written even where nothing was found, so that what was resolved closes by itself.
//! Accepted findings are results too, with a suppression: nobody need wonder where they went.

mod shape;
mod words;

use std::collections::BTreeMap;

use remit_model::finding::{Finding, Level, Verdict};
use remit_model::page::sentence;
use remit_model::path::{Path, Step};
use remit_model::sources::{FileId, Place, Sources};

use crate::place::Lines;
use crate::{About, Departed, RuleInfo, inert};
use shape::{
    ArtifactLocation, CodeFlow, Configuration, Driver, Location, LocationMessage, Log, Message, PhysicalLocation,
    Region, ResultProperties, Rule, Run, RunProperties, SarifResult, Suppression, SuppressionProperties, ThreadFlow,
    ThreadFlowLocation, Tool,
};
use words::{full, plain, unwrapped, uri, what, without_marks};

/// What the caller knows about the tool and the place where it is run.
#[derive(Debug, Clone, Copy)]
pub struct SarifOptions<'a> {
    /// The version of Remit.
    pub version: &'a str,
    /// Every rule that can find something.
    pub rules: &'a [RuleInfo<'a>],
    /// The framework's folder, as seen from the root of the files: `models/barset/`, or nothing where it is the root.
    pub folder: &'a str,
}

/// Where to look for a finding that stands nowhere in the text: the file without which there is no framework. Several
/// readers of SARIF turn the whole file away for one result without a place.
const NOWHERE: &str = "framework.toml";

/// All findings and those that were accepted, with every rule there is.
pub fn findings(
    findings: &[Finding],
    departed: &[Departed<'_>],
    sources: &Sources,
    about: &About,
    options: &SarifOptions<'_>,
) -> String {
    let mut places = Places {
        sources,
        folder: options.folder,
        lines: BTreeMap::new(),
    };
    let numbers: BTreeMap<&str, usize> = options.rules.iter().map(|rule| rule.name).zip(0..).collect();
    let mut results: Vec<SarifResult<'_>> = Vec::new();
    let state = |finding: &Finding| {
        let since = about.new_since.as_ref()?;
        let known = since.then.contains(&finding.fingerprint());
        Some(if known { "unchanged" } else { "new" })
    };
    for finding in findings {
        let baseline_state = state(finding);
        results.push(SarifResult {
            baseline_state,
            ..result(finding, &mut places, &numbers)
        });
    }
    for departed in departed {
        let mut accepted = result(departed.finding, &mut places, &numbers);
        accepted.suppressions.push(suppression(departed, &mut places));
        accepted.baseline_state = state(departed.finding);
        results.push(accepted);
    }
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "Remit",
                    version: options.version,
                    language: "en-GB",
                    rules: options.rules.iter().map(rule).collect(),
                },
            },
            // As `place` counts them.
            column_kind: "unicodeCodePoints",
            results,
            properties: RunProperties {
                framework: plain(&unwrapped(&about.framework)),
                as_at: about.as_at.to_string(),
                with: &about.with,
                new_since: about.new_since.as_ref().map(|since| plain(&unwrapped(&since.side))),
            },
        }],
    };
    // Writing strings and numbers to a `String` cannot fail; were it ever to, an empty text is not valid JSON.
    let text = serde_json::to_string_pretty(&log).unwrap_or_default();
    format!("{}\n", inert::json(&text))
}

/// The three levels as SARIF has them.
fn level(level: Level) -> &'static str {
    match level {
        Level::Must => "error",
        Level::Should => "warning",
        Level::Note => "note",
    }
}

fn rule<'a>(info: &RuleInfo<'a>) -> Rule<'a> {
    let summary = unwrapped(info.summary);
    let words = |text: &str| Message {
        text: plain(text),
        markdown: None,
    };
    let help = if info.page.is_empty() {
        words(&summary)
    } else {
        Message {
            text: plain(&without_marks(info.page)),
            markdown: Some(info.page.to_owned()),
        }
    };
    Rule {
        id: info.name,
        full_description: words(what(info.page).as_deref().unwrap_or(&summary)),
        short_description: words(&summary),
        help,
        default_configuration: Configuration {
            enabled: info.on,
            level: level(info.level),
        },
    }
}

fn result<'a>(finding: &'a Finding, places: &mut Places<'_>, numbers: &BTreeMap<&str, usize>) -> SarifResult<'a> {
    let labels = finding.labels.iter();
    let mut located = labels.filter_map(|label| places.location(label.place, &label.text));
    let first = located.next();
    // No two of the others may be alike, hence the number.
    let numbered = |(location, id)| Location {
        id: Some(id),
        ..location
    };
    let related: Vec<Location> = located.zip(1..).map(numbered).collect();
    let location = first.unwrap_or_else(|| places.without_place(finding));
    let paths = finding.paths.iter();
    SarifResult {
        rule_id: finding.rule,
        rule_index: numbers.get(finding.rule).copied(),
        // `kind` stays what it is where it is not given: "fail". SARIF has "open" for what cannot be told and
        // "informational" for what is simply so, but then the level has to be "none", and most viewers hide that: a note
        // that nobody sees is no note. So the level says how much it asks, and the verdict is among the properties.
        level: level(finding.level),
        message: Message {
            text: message(finding),
            markdown: None,
        },
        code_flows: paths.filter_map(|path| flow(path, &location, places)).collect(),
        locations: [location],
        related_locations: related,
        partial_fingerprints: BTreeMap::from([("remitFingerprint/v1", finding.fingerprint())]),
        baseline_state: None,
        // Empty, not absent: absent would mean that nobody knows whether it was accepted.
        suppressions: Vec::new(),
        properties: ResultProperties {
            verdict: match finding.verdict {
                Verdict::Broken => "broken",
                Verdict::CannotTell => "cannot-tell",
                Verdict::Remark => "remark",
            },
            subject: plain(&unwrapped(finding.subject())),
        },
    }
}

/// The message, then the remarks and what to do, each in a paragraph of its own.
fn message(finding: &Finding) -> String {
    // A name with line breaks in it must not look like a paragraph of ours.
    let said = |text: &String| full(&sentence(&unwrapped(text)));
    let mut paragraphs = vec![said(&finding.message)];
    paragraphs.extend(finding.remarks.iter().map(said));
    paragraphs.extend(
        finding
            .help
            .iter()
            .map(|help| format!("To put it right: {}", said(help))),
    );
    plain(&paragraphs.join("\n\n"))
}

/// A path as steps to click through, lowest first; nothing where none of them is written anywhere. A step that is not
/// written stands where the finding does.
fn flow(path: &Path, otherwise: &Location, places: &mut Places<'_>) -> Option<CodeFlow> {
    path.steps.iter().find(|step| step.place.is_some())?;
    let mut locations = Vec::new();
    for step in &path.steps {
        let place = step.place.and_then(|place| places.location(place, ""));
        let location = place.unwrap_or_else(|| otherwise.clone());
        locations.push(ThreadFlowLocation {
            location: Location {
                message: said(&words_of(step)),
                ..location
            },
        });
    }
    Some(CodeFlow {
        thread_flows: [ThreadFlow { locations }],
    })
}

fn words_of(step: &Step) -> String {
    let relation = if step.relation.is_empty() {
        "→".to_owned()
    } else {
        step.relation_in_words()
    };
    let assumed = step
        .assumed
        .as_ref()
        .map(|why| format!("; assumed: {why}"))
        .unwrap_or_default();
    format!(
        "{} {relation} {}: {}{assumed}",
        step.below.name,
        step.above.name,
        step.status.words()
    )
}

fn suppression<'a>(departed: &'a Departed<'_>, places: &mut Places<'_>) -> Suppression<'a> {
    Suppression {
        // It stands in the framework's own files, but apart from what it accepts.
        kind: "external",
        status: "accepted",
        justification: plain(departed.reason),
        location: places.location(departed.place, ""),
        properties: SuppressionProperties {
            departure: departed.key,
            accepted_by: departed.accepted_by.as_ref().map(|by| plain(&by.name)),
            minute: departed.minute.map(plain),
            until: departed.until.map(|until| until.to_string()),
        },
    }
}

fn said(text: &str) -> Option<LocationMessage> {
    (!text.is_empty()).then(|| LocationMessage {
        text: plain(&unwrapped(text)),
    })
}

/// The texts, each split into lines only once.
struct Places<'a> {
    sources: &'a Sources,
    folder: &'a str,
    lines: BTreeMap<FileId, Lines<'a>>,
}

impl Places<'_> {
    /// A place in the framework's files; nothing for one in what ships with Remit, which its reader does not have.
    fn location(&mut self, place: Place, text: &str) -> Option<Location> {
        let source = self.sources.get(place.file);
        if source.shipped {
            return None;
        }
        let lines = self.lines.entry(place.file).or_insert_with(|| Lines::new(&source.text));
        let range = lines.range(place);
        let (start_line, start_column) = lines.line_column(range.start);
        let (end_line, end_column) = lines.line_column(range.end);
        let region = Region {
            start_line,
            start_column,
            end_line,
            end_column,
        };
        Some(Location {
            id: None,
            physical_location: PhysicalLocation {
                artifact_location: self.artifact(&source.path),
                region: Some(region),
            },
            message: said(&sentence(text)),
        })
    }

    /// Where a finding belongs that has no place: the file that it is about, if it is about one.
    fn without_place(&self, finding: &Finding) -> Location {
        let path = finding.subject().strip_prefix("file.").unwrap_or(NOWHERE);
        Location {
            id: None,
            physical_location: PhysicalLocation {
                artifact_location: self.artifact(path),
                region: None,
            },
            message: None,
        }
    }

    fn artifact(&self, path: &str) -> ArtifactLocation {
        ArtifactLocation {
            uri: uri(&format!("{}{path}", self.folder)),
            uri_base_id: "%SRCROOT%",
        }
    }
}

#[cfg(test)]
mod tests;
