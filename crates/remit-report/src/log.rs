//! The log, the milestones, the money, the papers, the outcomes and the proposals.

use remit_model::document::LogKind;
use remit_model::model::{AsAt, LogEntry, Statement, Subject};
use remit_model::page::{Block, Cell, Page, Table, day_in_words, sentence};

use crate::change::name;
use crate::evidence::{NOT_STATED, assumed_keys, evidence_cell};
use crate::registers::part_of_page;

/// The page of the log.
pub fn log(at: &AsAt<'_>) -> Page {
    let mut blocks = Vec::new();
    for (kind, heading) in [
        (LogKind::Question, "Questions"),
        (LogKind::Risk, "Risks"),
        (LogKind::Issue, "Issues"),
        (LogKind::Dependency, "Dependencies"),
        (LogKind::Action, "Actions"),
        (LogKind::Possibility, "Possibilities"),
    ]
    .map(|(kind, heading)| (Some(kind), heading))
    .into_iter()
    .chain([(None, "Entries without a kind")])
    {
        let entries: Vec<&LogEntry> = at
            .current(at.model().log.rows())
            .filter(|entry| entry.kind == kind)
            .collect();
        if entries.is_empty() {
            continue;
        }
        blocks.push(Block::Heading(
            2,
            format!("{heading} ({})", entries.len()),
            kind.map_or("no-kind", LogKind::word).to_owned(),
        ));
        blocks.push(entries_table(at, heading, &entries));
    }
    for key in ["milestones", "budgets", "instruments"] {
        register(at, key, &mut blocks);
    }
    outcomes(at, &mut blocks);
    proposals(at, &mut blocks);
    Page {
        title: format!("Log: {}", at.model().framework.name),
        summary: format!(
            "Questions, risks, issues, dependencies, actions and possibilities; milestones, money, papers, outcomes and \
             proposals; as at {}.",
            day_in_words(at.date())
        ),
        blocks,
    }
}

fn names(at: &AsAt<'_>, subjects: &[Subject]) -> String {
    let name = |subject: &Subject| name(at, subject.table, &subject.key);
    subjects.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// The levels that an entry is about, in words: marked where they are a reading.
pub(crate) fn tiers(at: &AsAt<'_>, entry: &LogEntry) -> Option<String> {
    let assumed = entry.statement.assumed("tiers").map_or("", |_| " (assumed)");
    level(at, entry).map(|words| format!("{words}{assumed}"))
}

/// The levels that an entry is about, in words.
pub(crate) fn level(at: &AsAt<'_>, entry: &LogEntry) -> Option<String> {
    let all = at.model().framework.tiers.len();
    if entry.tiers.len() == all && all > 1 {
        return Some("all levels".to_owned());
    }
    let names = entry.tiers.iter().filter_map(|&tier| at.tier_heading(tier as usize));
    let names: Vec<String> = names.collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// A value; that the documents are silent about it, where they are; or nothing, where nobody has entered it.
fn stated(statement: &Statement, key: &str, cell: Cell) -> Cell {
    let silent = matches!(cell, Cell::Empty) && statement.is_not_stated(key);
    if silent { Cell::words(NOT_STATED) } else { cell }
}

/// Words, where there are some.
fn some(text: String) -> Cell {
    if text.is_empty() {
        Cell::Empty
    } else {
        Cell::words(text)
    }
}

fn entries_table(at: &AsAt<'_>, caption: &str, entries: &[&LogEntry]) -> Block {
    let told = |entry: &&LogEntry| !entry.tiers.is_empty() || entry.statement.is_not_stated("tiers");
    let levels = entries.iter().any(told);
    let rows = entries.iter().map(|entry| {
        let state = match entry.answered {
            Some(day) if day <= at.date() => format!("answered on {}", day_in_words(day)),
            _ if at.is_open(entry) => "open".to_owned(),
            _ => "answered by a proposal".to_owned(),
        };
        let owner = entry.owner.map(|owner| at.node(owner).name().to_string());
        let silence = |key, cell| stated(&entry.statement, key, cell);
        let mut row = vec![
            Cell::words(entry.text.as_str()),
            silence("about", some(names(at, &entry.about))),
        ];
        if levels {
            row.push(silence(
                "tiers",
                some(tiers(at, entry).map(|words| sentence(&words)).unwrap_or_default()),
            ));
        }
        row.extend([
            silence("owner", some(owner.unwrap_or_default())),
            silence("due", entry.due.map_or(Cell::Empty, Cell::Date)),
            Cell::words(state),
            evidence_cell(&entry.statement, &assumed_keys(&entry.statement)),
        ]);
        row
    });
    let mut columns = vec!["What", "About"];
    columns.extend(levels.then_some("Level"));
    columns.extend(["Owner", "Due", "State", "On whose word"]);
    Block::Table(Table {
        caption: caption.to_owned(),
        columns: columns.into_iter().map(str::to_owned).collect(),
        rows: rows.collect(),
    })
}

fn section(blocks: &mut Vec<Block>, heading: &str, anchor: &str, columns: &[&str], rows: Vec<Vec<Cell>>) {
    if !rows.is_empty() {
        blocks.push(Block::Heading(
            2,
            format!("{heading} ({})", rows.len()),
            anchor.to_owned(),
        ));
        blocks.push(Block::Table(Table {
            caption: heading.to_owned(),
            columns: columns.iter().map(|column| (*column).to_owned()).collect(),
            rows,
        }));
    }
}

/// What stands in a register, where there is anything: as it stands there.
fn register(at: &AsAt<'_>, key: &str, blocks: &mut Vec<Block>) {
    if let Some((title, table)) = part_of_page(at, key) {
        let heading = format!("{title} ({})", table.rows.len());
        blocks.push(Block::Heading(2, heading, key.to_owned()));
        blocks.push(Block::Table(table));
    }
}

fn outcomes(at: &AsAt<'_>, blocks: &mut Vec<Block>) {
    let mut outcomes: Vec<_> = at.current(at.model().outcomes.rows()).collect();
    outcomes.sort_by_key(|outcome| outcome.statement.place);
    let rows = outcomes.into_iter().map(|outcome| {
        vec![
            Cell::words(
                outcome
                    .group
                    .as_ref()
                    .map(|group| group.to_string())
                    .unwrap_or_default(),
            ),
            Cell::words(outcome.text.as_str()),
            evidence_cell(&outcome.statement, &assumed_keys(&outcome.statement)),
        ]
    });
    section(
        blocks,
        "Outcomes",
        "outcomes",
        &["Group", "What people should be able to say", "On whose word"],
        rows.collect(),
    );
}

fn proposals(at: &AsAt<'_>, blocks: &mut Vec<Block>) {
    let rows = at.model().proposals.iter().map(|proposal| {
        let state = match proposal.adopted {
            Some(day) if day <= at.date() => format!("adopted on {}", day_in_words(day)),
            Some(day) => format!("to be adopted on {}", day_in_words(day)),
            None if at.has_layer(proposal.statement.layer) => "taken as adopted here".to_owned(),
            None => "proposed".to_owned(),
        };
        let answers: Vec<&str> = proposal.answers.iter().map(|key| key.as_str()).collect();
        vec![
            Cell::words(proposal.key.as_str()),
            Cell::words(proposal.title.as_str()),
            Cell::words(
                proposal
                    .reason
                    .as_ref()
                    .map(|reason| reason.to_string())
                    .unwrap_or_default(),
            ),
            Cell::words(answers.join(", ")),
            Cell::words(sentence(&state)),
        ]
    });
    section(
        blocks,
        "Proposals",
        "proposals",
        &["Id", "Title", "Reason", "Answers", "State"],
        rows.collect(),
    );
}
