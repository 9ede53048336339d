//! Comparisons as JSON: one of two states, or several options against one state.

use remit_model::answer::Named;
use remit_model::comparison::{
    Adoption, Approval, Becomes, Change, Comparison, Consequence, Count, Draft, Field, How, Logged, Proposed, Said,
    Side, StillNamed, Thing,
};
use remit_model::finding::Finding;
use remit_model::sources::Sources;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::shape::{FindingJson, PlaceJson};
use super::{Texts, VERSION, schema_of, written};

/// What `remit diff --format json` writes. Names may be added; none is renamed or removed while `remit` stays the same.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(title = "Comparison of Remit")]
struct ComparisonJson<'a> {
    /// The version of this shape.
    #[schemars(extend("const" = VERSION))]
    remit: u32,
    /// The state before.
    before: SideJson<'a>,
    /// All that is told of the state after beside it.
    #[serde(flatten)]
    option: OptionJson<'a>,
}

/// What `remit compare --format json` writes.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct OptionsJson<'a> {
    remit: u32,
    /// The state that each option is compared with.
    before: Option<SideJson<'a>>,
    options: Vec<OptionJson<'a>>,
}

/// The state after, and what differs.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Option")]
struct OptionJson<'a> {
    /// The state after.
    after: SideJson<'a>,
    /// Whether anything differs, in what is stated or in what a check says.
    differs: bool,
    /// How many changes there are of each kind of thing; only the kinds that differ.
    counts: Vec<CountJson<'a>>,
    /// The proposals that are adopted after and not before.
    proposals: Vec<ProposedJson<'a>>,
    /// The adopted proposals that count after and do not before: what they say is part of what differs.
    adopted: Vec<AdoptionJson<'a>>,
    /// Where proposals that are taken together contradict each other, whatever was found before.
    conflicts: Vec<FindingJson<'a>>,
    /// What the change brings with it, the weightiest first.
    consequences: Vec<ConsequenceJson<'a>>,
    /// Who must agree, the lowest first, each once.
    approvals: Vec<ApprovalJson<'a>>,
    /// What a check says otherwise than before.
    findings: FoundJson<'a>,
    /// What becomes of the log.
    log: Vec<LoggedJson<'a>>,
    /// What differs, thing by thing.
    changes: Vec<ChangeJson<'a>>,
    /// Views and departures that name somebody who was there before and is not after.
    still_named: Vec<StillNamedJson<'a>>,
    /// Proposals that nobody has adopted and that are written otherwise after than before.
    drafts: Vec<DraftJson<'a>>,
}

/// A view or an accepted departure that names somebody who is there no longer.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "StillNamed")]
struct StillNamedJson<'a> {
    /// What names them: view, departure.
    table: &'a str,
    /// Its id.
    key: &'a str,
    /// The names of those who are gone.
    who: &'a [String],
    /// Where it is written.
    place: PlaceJson<'a>,
}

/// A proposal whose text is not the same before and after.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Draft")]
struct DraftJson<'a> {
    /// Its id.
    key: &'a str,
    /// Its title.
    title: &'a str,
    /// What became of its text: `added`, `withdrawn`, `changed`.
    becomes: &'static str,
    /// Where it is written.
    place: PlaceJson<'a>,
}

/// An adopted proposal that counts after and does not before.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Adoption")]
struct AdoptionJson<'a> {
    /// Its id.
    key: &'a str,
    /// Its title.
    title: &'a str,
    /// The day on which it was adopted: 2017-11-01.
    #[schemars(extend("format" = "date"))]
    adopted: String,
    /// The first day on which it counts.
    #[schemars(extend("format" = "date"))]
    from: String,
    /// Where it is written.
    place: PlaceJson<'a>,
}

/// One of the two states.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Side")]
struct SideJson<'a> {
    /// As it was typed: `git:main`.
    side: &'a str,
    /// In words.
    words: &'a str,
    /// The name of the framework.
    framework: &'a str,
    /// The date as at which it is looked at: 2017-11-01.
    #[schemars(extend("format" = "date"))]
    as_at: String,
    /// The ids of the proposals that are taken as adopted.
    with: &'a [String],
    /// How many mistakes in its files must be put right: what they touch is missing from the comparison.
    mistakes: usize,
}

/// How many changes there are of one kind of thing.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Count")]
struct CountJson<'a> {
    /// The kind of thing: body, line, seat.
    table: &'a str,
    /// How many are there after only.
    added: usize,
    /// How many were there before only.
    ended: usize,
    /// How many say something else.
    changed: usize,
    /// How many were renamed, replaced, moved, merged or split.
    elsewhere: usize,
}

/// A proposal.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Proposal")]
struct ProposedJson<'a> {
    /// Its id.
    key: &'a str,
    /// Its title.
    title: &'a str,
    /// Why it is proposed.
    reason: SaidJson<'a>,
    /// Who proposes it.
    proposer: SaidJson<'a>,
    /// From when it would hold.
    starts: SaidJson<'a>,
    /// The log entries that it answers.
    answers: Vec<EntryJson<'a>>,
    /// Where it comes from, as document and place.
    source: Option<&'a str>,
    /// The words of the source.
    quote: Option<&'a str>,
    /// Where it is written.
    place: PlaceJson<'a>,
}

/// What is said under a key, or how it is silent.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Said")]
struct SaidJson<'a> {
    /// How.
    how: HowJson,
    /// In words, with the names of things.
    words: &'a str,
    /// As it is written, with ids; empty where nothing is stated.
    written: &'a [String],
    /// Where; null where nothing is entered.
    place: Option<PlaceJson<'a>>,
}

/// Whether something is said.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "How")]
enum HowJson {
    /// It is stated.
    Stated,
    /// It is written that there is none.
    None,
    /// The sources are silent about it.
    NotStated,
    /// Nobody has entered it.
    NotEntered,
}

/// Something that the change brings with it.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Consequence")]
struct ConsequenceJson<'a> {
    /// How much it weighs: breaking, notable, editorial.
    #[schemars(extend("enum" = ["breaking", "notable", "editorial"]))]
    weight: &'a str,
    /// What it is.
    #[serde(flatten)]
    finding: FindingJson<'a>,
    /// Who must agree to it, the lowest first.
    approvals: Vec<ApprovalJson<'a>>,
    /// What a check newly finds of the same thing: fingerprints among the new findings. The consequence weighs no less than they.
    found: &'a [String],
}

/// Somebody who must agree.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Approval")]
struct ApprovalJson<'a> {
    /// How high that is, from 0, what is only noted, upwards.
    level: usize,
    /// The same in words: committee, board.
    words: &'a str,
    /// Who.
    who: &'a str,
    /// Why.
    why: &'a [String],
}

/// What a check says otherwise than before.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Found")]
struct FoundJson<'a> {
    /// What it finds after and did not find before.
    new: Vec<FindingJson<'a>>,
    /// What it found before and does not find after, of what is still there.
    cleared: Vec<FindingJson<'a>>,
    /// What it found before and does not find after, since what it is about is there no longer: nothing is put right.
    gone: Vec<FindingJson<'a>>,
    /// What it finds on both sides, and not with the same level, words or steps.
    changed: Vec<RewordedJson<'a>>,
}

/// A finding on both sides.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Changed")]
struct RewordedJson<'a> {
    /// As it was.
    before: FindingJson<'a>,
    /// As it is.
    after: FindingJson<'a>,
}

/// A log entry, and what becomes of it.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Logged")]
struct LoggedJson<'a> {
    /// The entry.
    entry: EntryJson<'a>,
    /// What kind: question, risk.
    kind: &'a str,
    /// What becomes of it.
    becomes: BecomesJson,
}

/// What becomes of a log entry.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Becomes")]
enum BecomesJson {
    /// It has an answer, and had none before.
    Answered,
    /// It is open, and was not, or was not there.
    Opened,
    /// It was open, and is no longer there.
    Dropped,
}

/// A log entry.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Entry")]
struct EntryJson<'a> {
    /// Its id.
    key: &'a str,
    /// What it says.
    text: &'a str,
}

/// One change of one thing; or of several, where they were merged or split.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Change")]
struct ChangeJson<'a> {
    /// The same change in another run: its kind, and all that it is about.
    fingerprint: String,
    /// What kind of change.
    #[schemars(extend("enum" = ["added", "ended", "changed", "renamed", "replaced", "moved", "merged", "split", "reorganised"]))]
    kind: &'a str,
    /// What kind of thing: body, line, seat.
    table: &'a str,
    /// What was there before; nothing where something was added.
    before: Vec<ThingJson<'a>>,
    /// What is there after; nothing where something ended.
    after: Vec<ThingJson<'a>>,
    /// What it says otherwise, key by key.
    fields: Vec<FieldJson<'a>>,
    /// Where two dates are compared: since when it is there, or until when it was, and whether that, or a line, is a reading;
    /// of a milestone, whether it is met. Null where nothing of it is entered.
    when: Option<&'a str>,
}

/// A thing in one of the two states.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Thing")]
struct ThingJson<'a> {
    /// Table and key: `body.jce`.
    subject: &'a str,
    /// How people call it.
    name: &'a str,
    /// Where it is written.
    place: PlaceJson<'a>,
}

/// What a thing says otherwise than before.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Field")]
struct FieldJson<'a> {
    /// The key as it is written in the format.
    key: &'a str,
    /// What it said before.
    before: SaidJson<'a>,
    /// What it says after.
    after: SaidJson<'a>,
}

/// Two states beside each other.
pub fn comparison(comparison: &Comparison, sources: &Sources) -> String {
    written(&ComparisonJson {
        remit: VERSION,
        before: side(&comparison.before),
        option: Texts::new(sources).option(comparison),
    })
}

/// Several options against one state.
pub fn options(options: &[Comparison], sources: &Sources) -> String {
    let mut texts = Texts::new(sources);
    written(&OptionsJson {
        remit: VERSION,
        before: options.first().map(|option| side(&option.before)),
        options: options.iter().map(|one| texts.option(one)).collect(),
    })
}

/// The schema of what [`comparison`] writes (JSON Schema draft-07).
pub fn comparison_schema() -> Value {
    schema_of::<ComparisonJson<'_>>()
}

impl<'a> Texts<'a> {
    fn option(&mut self, comparison: &'a Comparison) -> OptionJson<'a> {
        OptionJson {
            after: side(&comparison.after),
            differs: !comparison.is_empty(),
            counts: comparison.counts.iter().map(count).collect(),
            proposals: comparison.proposals.iter().map(|one| self.proposed(one)).collect(),
            adopted: comparison.adopted.iter().map(|one| self.adoption(one)).collect(),
            conflicts: self.findings_of(&comparison.conflicts),
            consequences: comparison
                .consequences
                .iter()
                .map(|one| self.consequence(one))
                .collect(),
            approvals: comparison.approvals.iter().map(approval).collect(),
            findings: FoundJson {
                new: self.findings_of(&comparison.new),
                cleared: self.findings_of(&comparison.cleared),
                gone: self.findings_of(&comparison.gone),
                changed: comparison
                    .reworded
                    .iter()
                    .map(|(before, after)| RewordedJson {
                        before: self.finding(before),
                        after: self.finding(after),
                    })
                    .collect(),
            },
            log: comparison.log.iter().map(logged).collect(),
            changes: comparison.changes.iter().map(|one| self.change(one)).collect(),
            still_named: comparison.still_named.iter().map(|one| self.still_named(one)).collect(),
            drafts: comparison.drafts.iter().map(|one| self.draft(one)).collect(),
        }
    }

    fn still_named(&mut self, named: &'a StillNamed) -> StillNamedJson<'a> {
        StillNamedJson {
            table: named.by.table,
            key: &named.by.key,
            who: &named.who,
            place: self.place(named.place, None),
        }
    }

    fn draft(&mut self, draft: &'a Draft) -> DraftJson<'a> {
        DraftJson {
            key: &draft.proposal.key,
            title: &draft.proposal.name,
            becomes: draft.becomes.word(),
            place: self.place(draft.place, None),
        }
    }

    fn adoption(&mut self, adoption: &'a Adoption) -> AdoptionJson<'a> {
        AdoptionJson {
            key: &adoption.proposal.key,
            title: &adoption.proposal.name,
            adopted: adoption.adopted.to_string(),
            from: adoption.from.to_string(),
            place: self.place(adoption.place, None),
        }
    }

    fn findings_of(&mut self, findings: &'a [Finding]) -> Vec<FindingJson<'a>> {
        findings.iter().map(|finding| self.finding(finding)).collect()
    }

    fn proposed(&mut self, proposal: &'a Proposed) -> ProposedJson<'a> {
        ProposedJson {
            key: &proposal.key,
            title: &proposal.title,
            reason: self.said(&proposal.reason),
            proposer: self.said(&proposal.proposer),
            starts: self.said(&proposal.starts),
            answers: proposal.answers.iter().map(entry).collect(),
            source: proposal.evidence.source.as_deref(),
            quote: proposal.evidence.quote.as_deref(),
            place: self.place(proposal.evidence.place, None),
        }
    }

    fn said(&mut self, said: &'a Said) -> SaidJson<'a> {
        SaidJson {
            how: match said.how {
                How::Stated => HowJson::Stated,
                How::None => HowJson::None,
                How::NotStated => HowJson::NotStated,
                How::NotEntered => HowJson::NotEntered,
            },
            words: &said.words,
            written: &said.written,
            place: said.place.map(|place| self.place(place, None)),
        }
    }

    fn consequence(&mut self, consequence: &'a Consequence) -> ConsequenceJson<'a> {
        ConsequenceJson {
            weight: consequence.weight,
            finding: self.finding(&consequence.finding),
            approvals: consequence.approvals.iter().map(approval).collect(),
            found: &consequence.found,
        }
    }

    fn change(&mut self, change: &'a Change) -> ChangeJson<'a> {
        ChangeJson {
            fingerprint: change.fingerprint(),
            kind: change.kind,
            table: change.table,
            before: change.before.iter().map(|thing| self.thing(thing)).collect(),
            after: change.after.iter().map(|thing| self.thing(thing)).collect(),
            fields: change.fields.iter().map(|field| self.field(field)).collect(),
            when: change.when.as_deref(),
        }
    }

    fn thing(&mut self, thing: &'a Thing) -> ThingJson<'a> {
        ThingJson {
            subject: &thing.subject,
            name: &thing.name,
            place: self.place(thing.place, None),
        }
    }

    fn field(&mut self, field: &'a Field) -> FieldJson<'a> {
        FieldJson {
            key: &field.key,
            before: self.said(&field.before),
            after: self.said(&field.after),
        }
    }
}

fn side(side: &Side) -> SideJson<'_> {
    SideJson {
        side: &side.label,
        words: &side.words,
        framework: &side.framework,
        as_at: side.as_at.to_string(),
        with: &side.with,
        mistakes: side.mistakes,
    }
}

fn count(count: &Count) -> CountJson<'_> {
    CountJson {
        table: count.table,
        added: count.added,
        ended: count.ended,
        changed: count.changed,
        elsewhere: count.elsewhere,
    }
}

fn approval(approval: &Approval) -> ApprovalJson<'_> {
    ApprovalJson {
        level: approval.level,
        words: approval.words,
        who: &approval.who,
        why: &approval.why,
    }
}

fn logged(logged: &Logged) -> LoggedJson<'_> {
    LoggedJson {
        entry: entry(&logged.entry),
        kind: logged.kind,
        becomes: match logged.becomes {
            Becomes::Answered => BecomesJson::Answered,
            Becomes::Opened => BecomesJson::Opened,
            Becomes::Dropped => BecomesJson::Dropped,
        },
    }
}

fn entry(entry: &Named) -> EntryJson<'_> {
    EntryJson {
        key: &entry.key,
        text: &entry.name,
    }
}
