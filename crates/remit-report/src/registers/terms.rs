//! Terms of reference: what the framework says of a body, under the headings that terms of reference have.

use remit_model::document::RelationKind;
use remit_model::model::{AsAt, Instrument, NodeAt, NodeKind, Quorum, Relation};
use remit_model::page::{Block, Cell, Page, Table, day_in_words, sentence, words};

use super::{Made, by_tier, names, paper};
use crate::bodies::{form, quorum_in_words};
use crate::change::name;
use crate::evidence::{NOT_STATED, verb};
use crate::who::decides::{DELEGATED, delegation};
use crate::who::in_force;
use crate::who::values::seat_in_words;

const COLUMNS: &[&str] = &["Body", "Part", "What the framework says", "Id"];

pub(super) fn table(at: &AsAt<'_>) -> Made {
    let mut bodies: Vec<NodeAt<'_, '_>> = at.bodies().collect();
    bodies.sort_by_key(|body| (by_tier(body), body.name().to_string()));
    let rows = bodies.iter().flat_map(|body| {
        let parts = parts(at, body).into_iter();
        parts.map(|(part, says)| {
            vec![
                Cell::words(body.name().as_str()),
                Cell::words(part),
                Cell::words(says),
                Cell::words(body.key().as_str()),
            ]
        })
    });
    (COLUMNS, rows.collect())
}

/// The terms of reference of one body, on a page.
pub fn terms(at: &AsAt<'_>, body: &NodeAt<'_, '_>) -> Page {
    Page {
        title: format!("Terms of reference: {}", body.name()),
        summary: format!(
            "What the framework says of it, as at {}; a paper of its own is what counts.",
            day_in_words(at.date())
        ),
        blocks: vec![
            Block::Paragraph(words(
                "Where it says \u{201c}not stated\u{201d}, the documents are silent; where it says \u{201c}not entered\u{201d}, nobody has \
                 entered it.",
            )),
            Block::Table(terms_table(at, body)),
        ],
    }
}

/// The terms of reference of one body, as a table.
pub(crate) fn terms_table(at: &AsAt<'_>, body: &NodeAt<'_, '_>) -> Table {
    let rows = parts(at, body).into_iter();
    let rows = rows.map(|(part, says)| vec![Cell::words(part), Cell::words(says)]);
    Table {
        caption: format!("Terms of reference: {}", body.name()),
        columns: ["Part", "What the framework says"].map(str::to_owned).to_vec(),
        rows: rows.collect(),
    }
}

/// What stands under each heading.
fn parts(at: &AsAt<'_>, body: &NodeAt<'_, '_>) -> Vec<(&'static str, String)> {
    let own = body.instrument().and_then(|key| {
        let rows = at.model().instruments.of(key);
        rows.filter(|row| at.has_layer(row.statement.layer)).last()
    });
    let open = |key: &str, said: String| match said.is_empty() {
        false => said,
        true if body.is_none(key) => "None, as stated".to_owned(),
        true if body.is_not_stated(key) => sentence(NOT_STATED),
        true => "Not entered".to_owned(),
    };
    let lines = |kind: RelationKind| open(kind.word(), line_words(at, body.acting(kind)));
    let below = at.answering_to(body.id());
    let direct = below
        .lines
        .iter()
        .filter(|line| line.steps == 1)
        .map(|line| line.relation.from);
    let sub_groups = names(at, direct.filter(|&id| at.node(id).kind() == NodeKind::Body));
    let optional = |kind: RelationKind| line_words(at, body.acting(kind));
    let duties: Vec<String> = body
        .does()
        .map(|does| {
            let what = does.function.as_ref().map(|key| name(at, "function", &key.value));
            let what = what
                .or_else(|| does.text.as_ref().map(ToString::to_string))
                .unwrap_or_default();
            let reserved = if does.reserved == Some(true) { " (reserved)" } else { "" };
            format!("{} {what}{reserved}", sentence(&verb(does))).trim().to_owned()
        })
        .collect();
    let mut parts = vec![
        ("Legal form", open("form", sentence(&form(body)))),
        ("Established by", established(body)),
        (
            "Purpose",
            open("purpose", body.purpose().map(ToString::to_string).unwrap_or_default()),
        ),
        ("Accountable to", lines(RelationKind::AnswersTo)),
        ("Duties", open("does", duties.join("; "))),
        ("Delegated authority", given(at, body)),
        ("Oversees", optional(RelationKind::Oversees)),
        ("Advises", optional(RelationKind::Advises)),
        ("Reports to", lines(RelationKind::ReportsTo)),
        ("Bodies that answer to it", sub_groups.unwrap_or_default()),
        ("Made up of", optional(RelationKind::Comprises)),
        ("Membership", open("seats", seats(at, body))),
        (
            "Quorum",
            open("quorum", body.quorum().map(quorum_words).unwrap_or_default()),
        ),
        (
            "Meets",
            open(
                "meets",
                body.meets().map(|meets| sentence(&meets.words())).unwrap_or_default(),
            ),
        ),
    ];
    parts.extend(of_paper(at, body, own));
    // What is only told where there is something to tell.
    parts.retain(|(_, says)| !says.is_empty());
    parts
}

fn quorum_words(quorum: &Quorum) -> String {
    sentence(&quorum_in_words(quorum))
}

fn established(body: &NodeAt<'_, '_>) -> String {
    let shared = crate::evidence::names(body.between());
    match body.within().stated() {
        Some(home) => format!("{}, of which it is part", home.name()),
        None if shared.is_empty() => String::new(),
        None => format!("{shared}, who share it"),
    }
}

fn line_words<'m>(at: &AsAt<'_>, lines: impl Iterator<Item = &'m Relation>) -> String {
    let each = lines.map(|line| {
        let other = at.node(line.to).name();
        let all = line.matters.iter().any(|matter| matter.as_str() == "*");
        let matters: Vec<String> = line.matters.iter().map(|key| name(at, "function", key)).collect();
        let matters = match (all, matters.is_empty()) {
            (true, _) => " (for everything)".to_owned(),
            (false, true) => String::new(),
            (false, false) => format!(" (for {})", matters.join(", ")),
        };
        let assumed = if line.assumed().is_some() { " (assumed)" } else { "" };
        let often = line
            .every_months
            .map(|months| remit_model::model::Interval::Months(months).words());
        let often = often.map_or(String::new(), |often| format!(", {often}"));
        format!("{other}{matters}{often}{assumed}")
    });
    each.collect::<Vec<_>>().join("; ")
}

/// What it holds by delegation.
fn given(at: &AsAt<'_>, body: &NodeAt<'_, '_>) -> String {
    let to_it = at
        .delegations()
        .filter(|(row, status)| in_force(status) && row.to.as_ref().is_some_and(|to| to.value == body.id()));
    let each = to_it.map(|(row, status)| {
        let functions: Vec<String> = row.functions.iter().map(|key| name(at, "function", key)).collect();
        let said = delegation(at, row, status);
        let value = |column: &str| {
            let at = DELEGATED.iter().position(|known| known.name == column);
            let value = at
                .and_then(|at| said.values.get(at))
                .map(crate::answer_page::value_words);
            value.filter(|words| !words.is_empty())
        };
        let mut words = functions.join(", ");
        for (column, before) in [
            ("from", "from"),
            ("power", "under"),
            ("limit", "up to"),
            ("ends", "until"),
        ] {
            if let Some(value) = value(column).filter(|value| value != NOT_STATED) {
                words.push_str(&format!(", {before} {value}"));
            }
        }
        words
    });
    each.collect::<Vec<_>>().join("; ")
}

fn seats(at: &AsAt<'_>, body: &NodeAt<'_, '_>) -> String {
    let mut seats: Vec<_> = body.seats().collect();
    seats.sort_by_key(|seat| {
        let role = seat.role.as_ref();
        role.map_or((true, None), |role| (false, Some(role.value)))
    });
    let each = seats.into_iter().map(|seat| {
        let votes = match seat.voting {
            Some(true) => ", votes",
            Some(false) => ", without a vote",
            None => "",
        };
        let many = seat
            .count
            .filter(|count| *count > 1)
            .map_or(String::new(), |count| format!("{count} seats: "));
        format!("{many}{}{votes}", seat_in_words(at, seat))
    });
    sentence(&each.collect::<Vec<_>>().join("; "))
}

/// Of the paper that its terms are written in: what it is called, who approved it, when, and when it is to be reviewed.
fn of_paper(at: &AsAt<'_>, body: &NodeAt<'_, '_>, own: Option<&Instrument>) -> Vec<(&'static str, String)> {
    let Some(own) = own else {
        let written = match (body.instrument(), body.is_not_stated("instrument")) {
            (Some(key), _) => paper(at, key),
            (None, true) => sentence(NOT_STATED),
            (None, false) => "Not entered".to_owned(),
        };
        return vec![("Written in", written)];
    };
    let silent = |key: &str| match own.statement.is_not_stated(key) {
        true => sentence(NOT_STATED),
        false => "Not entered".to_owned(),
    };
    let day = |key: &str, day: Option<jiff::civil::Date>| day.map_or_else(|| silent(key), day_in_words);
    vec![
        ("Written in", own.name.to_string()),
        (
            "Approved by",
            names(at, own.approvers.iter().copied()).unwrap_or_else(|| silent("approvers")),
        ),
        ("Approved on", day("approved-on", own.approved_on)),
        ("Review due", day("review-due", own.review_due)),
    ]
}
