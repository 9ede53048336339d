//! Terms of reference: what the framework says of a body, under the headings that terms of reference have.

use remit_model::document::{RelationKind, Status};
use remit_model::model::{AsAt, Delegation, Doing, Filled, Instrument, NodeAt, NodeKind, Relation, Seat};
use remit_model::page::{Block, Cell, Page, Register, Table, day_in_words, sentence, words};
use remit_model::path::StepStatus;
use remit_rules::limit_in_words;

use super::cells::{not_in_force, not_yet, status_words};
use super::lines::standing;
use super::members::{count, ex_officio, over};
use super::{Made, by_tier, marked, names, paper};
use crate::answer_page::value_words;
use crate::bodies::{form, quorum_in_words};
use crate::change::name;
use crate::evidence::{NOT_STATED, verb};
use crate::who::in_force;
use crate::who::values::{holder, role};

const COLUMNS: &[&str] = &["Body", "Part", "What the framework says", "Id"];

/// What stands where nobody has entered anything.
const NOT_ENTERED: &str = "Not entered";

pub(super) fn table(at: &AsAt<'_>) -> Made {
    let all = at.all_nodes().filter(|node| node.kind() == NodeKind::Body);
    let mut bodies: Vec<NodeAt<'_, '_>> = all.filter(|body| status_words(&body.status()).is_some()).collect();
    bodies.sort_by_key(|body| (by_tier(body), body.name().to_string()));
    (COLUMNS, bodies.iter().flat_map(|body| rows(at, body)).collect())
}

fn rows(at: &AsAt<'_>, body: &NodeAt<'_, '_>) -> Vec<Vec<Cell>> {
    let row = |(part, says): (&str, String)| {
        vec![
            Cell::words(body.name().as_str()),
            Cell::words(part),
            Cell::words(says),
            Cell::words(body.key().as_str()),
        ]
    };
    parts(at, body).into_iter().map(row).collect()
}

/// The register of the terms of reference with what is said of one body, whether or not it is in force.
pub fn terms_of(at: &AsAt<'_>, body: &NodeAt<'_, '_>, mut register: Register) -> Register {
    register.table.rows = rows(at, body);
    register
}

/// The terms of reference of one body, on a page.
pub fn terms(at: &AsAt<'_>, body: &NodeAt<'_, '_>) -> Page {
    Page {
        title: format!("Terms of reference: {}", body.name()),
        summary: format!(
            "What the framework says of it, as at {}; a paper of its own is what counts.",
            super::as_at(at)
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

/// A heading, and what stands under it.
type Said = (&'static str, String);

/// One body, and what of it counts: what is in force; of one that is not in force yet also what is proposed with it.
struct Terms<'t, 'm, 'v> {
    at: &'t AsAt<'m>,
    body: &'t NodeAt<'m, 'v>,
    not_yet: bool,
}

/// What stands under each heading.
fn parts(at: &AsAt<'_>, body: &NodeAt<'_, '_>) -> Vec<Said> {
    let status = body.status();
    let terms = Terms {
        at,
        body,
        not_yet: not_yet(&status),
    };
    let mut parts: Vec<Said> = Vec::new();
    match status_words(&status) {
        // What was or will be so must not read as if it were.
        None => parts.extend(terms.of_another_date()),
        Some(state) => {
            let state = would_put_in_force(at, body).map_or(state, |by| format!("Proposed ({by})"));
            parts.extend((status != StepStatus::InForce).then_some(("Status", state)));
            parts.extend(terms.whole());
        }
    }
    // What is only told where there is something to tell.
    parts.retain(|(_, says)| !says.is_empty());
    parts
}

/// The proposals that would put in force a body which the framework itself calls proposed.
fn would_put_in_force(at: &AsAt<'_>, body: &NodeAt<'_, '_>) -> Option<String> {
    let changes = body.timeline().parts.iter().filter(|part| !part.defines);
    let by = changes.filter(|part| part.status == Some(Status::InForce) && !at.has_layer(part.statement.layer));
    let by: Vec<String> = by
        .filter_map(|part| at.model().proposal_of(part.statement.layer))
        .map(ToString::to_string)
        .collect();
    let proposed = body.status() == StepStatus::Proposed(None);
    (proposed && !by.is_empty()).then(|| by.join(", "))
}

impl Terms<'_, '_, '_> {
    fn counts(&self, status: &StepStatus) -> bool {
        in_force(status) || self.not_yet && not_yet(status)
    }

    /// What is said of it, or how the framework is silent.
    fn open(&self, key: &str, said: String) -> String {
        match said.is_empty() {
            false => said,
            true if self.body.is_none(key) => "None, as stated".to_owned(),
            true if self.body.is_not_stated(key) => sentence(NOT_STATED),
            true => NOT_ENTERED.to_owned(),
        }
    }

    /// Words that rest on keys of the body itself.
    fn own(&self, keys: &[&str], says: impl Into<String>) -> String {
        marked(&self.body.definition().statement, keys, says)
    }

    /// Of one that has ended, or has not begun: that, what it is, and on which day more can be read.
    fn of_another_date(&self) -> Vec<Said> {
        let (at, body) = (self.at, self.body);
        let why = not_in_force(at, body).unwrap_or_default();
        let first = body.first_day().map(|(day, _)| day).filter(|day| *day > at.date());
        let home = body.ended_with_organisation().and_then(|home| at.node(home).last_day());
        let last = home.or_else(|| body.last_day()).map(|(day, _)| day);
        let day = first.or(last.filter(|day| *day < at.date() && body.ended_with().is_none()));
        let more = match day {
            Some(day) => format!("Nothing else is in force on this date; for its terms ask with --as-at {day}"),
            None => "Nothing else is in force on this date".to_owned(),
        };
        let successors: Vec<String> = at
            .successors(body.kind().word(), body.key())
            .map(|succession| name(at, "body", &succession.to))
            .collect();
        vec![
            ("Status", sentence(&why)),
            ("What took its place", successors.join(", ")),
            ("Legal form", self.form()),
            ("Established by", self.established()),
            ("Purpose", self.purpose()),
            ("All else", more),
        ]
    }

    fn form(&self) -> String {
        self.open("form", sentence(&form(self.body)))
    }

    fn purpose(&self) -> String {
        let purpose = self.body.purpose().map(ToString::to_string).unwrap_or_default();
        self.open("purpose", self.own(&["purpose"], purpose))
    }

    fn whole(&self) -> Vec<Said> {
        let (at, body) = (self.at, self.body);
        let optional = |kind: RelationKind| self.lines(kind);
        let lines = |kind: RelationKind| self.open(kind.word(), self.lines(kind));
        let below = at.answering_to(body.id());
        let direct = below.lines.iter().filter(|line| line.steps == 1);
        let direct = direct.map(|line| line.relation.from);
        let sub_groups = names(at, direct.filter(|&id| at.node(id).kind() == NodeKind::Body));
        let quorum = body.quorum().map(|quorum| sentence(&quorum_in_words(quorum)));
        let meets = body.meets().map(|meets| sentence(&meets.words()));
        let mut parts = vec![
            ("Legal form", self.form()),
            ("Established by", self.established()),
            ("Purpose", self.purpose()),
            ("Accountable to", lines(RelationKind::AnswersTo)),
            ("Duties", self.open("does", self.duties())),
            ("Delegated authority", self.given()),
            ("Oversees", optional(RelationKind::Oversees)),
            ("Advises", optional(RelationKind::Advises)),
            ("Supports", optional(RelationKind::Supports)),
            ("Challenges", optional(RelationKind::Challenges)),
            ("Scrutinises", optional(RelationKind::Scrutinises)),
            ("Reports to", lines(RelationKind::ReportsTo)),
            ("Bodies that answer to it", sub_groups.unwrap_or_default()),
            ("Made up of", optional(RelationKind::Comprises)),
            ("Parties", optional(RelationKind::Party)),
            ("Risks that it carries", self.carries()),
            ("Membership", self.open("seats", self.seats())),
            (
                "Quorum",
                self.open("quorum", self.own(&["quorum"], quorum.unwrap_or_default())),
            ),
            (
                "Meets",
                self.open("meets", self.own(&["meets"], meets.unwrap_or_default())),
            ),
        ];
        parts.extend(self.paper());
        parts
    }

    /// To which organisation it belongs, or which share it.
    fn established(&self) -> String {
        let body = self.body;
        let shared = crate::evidence::names(body.between());
        match body.within().stated() {
            Some(home) => format!(
                "{}, of which it is part",
                self.own(&["within"], home.name().to_string())
            ),
            None if !shared.is_empty() => {
                let reading = body.between_assumed().map_or("", |_| " (assumed)");
                format!("{shared}{reading}, who share it")
            }
            None if body.is_not_stated("within") => self.open("within", String::new()),
            None => self.open("between", String::new()),
        }
    }

    fn lines(&self, kind: RelationKind) -> String {
        let all = self.at.lines_of(self.body.id()).map(|(line, _)| line);
        let counting = all.filter(|line| line.kind == kind && self.counts(&standing(self.at, line)));
        let each: Vec<String> = counting.map(|line| line_words(self.at, line)).collect();
        each.join("; ")
    }

    fn duties(&self) -> String {
        let all = self.body.all_does().into_iter();
        let counting = all.filter(|(_, status)| self.counts(status));
        let each: Vec<String> = counting.map(|(does, _)| duty(self.at, does)).collect();
        each.join("; ")
    }

    /// What it holds by delegation.
    fn given(&self) -> String {
        let (at, body) = (self.at, self.body);
        let to_it = at.delegations_to(body.id()).filter(|(_, status)| self.counts(status));
        let each: Vec<String> = to_it.map(|(row, _)| given_words(at, row)).collect();
        each.join("; ")
    }

    fn carries(&self) -> String {
        let model = self.at.model();
        let all = self.at.with_status(&self.body.timeline().carries, &[]);
        let counting = all.filter(|(_, status)| self.counts(status));
        let each: Vec<String> = counting
            .map(|(carries, _)| {
                let entry = carries.log.as_ref().and_then(|key| model.log.get(&key.value));
                let text = carries.text.as_ref().or(entry.map(|entry| &entry.text));
                let text = text.unwrap_or(&carries.key).to_string();
                marked(&carries.statement, &["log", "text"], text)
            })
            .collect();
        each.join("; ")
    }

    fn seats(&self) -> String {
        let all = self.body.all_seats().into_iter();
        let mut seats: Vec<&Seat> = all
            .filter(|(_, status)| self.counts(status))
            .map(|(seat, _)| seat)
            .collect();
        seats.sort_by_key(|seat| {
            let role = seat.role.as_ref();
            role.map_or((true, None), |role| (false, Some(role.value)))
        });
        let each: Vec<String> = seats.into_iter().map(|seat| seat_words(self.at, seat)).collect();
        sentence(&each.join("; "))
    }

    /// Of the paper that its terms are written in: what it is called, who approved it, when, and when it is to be reviewed.
    fn paper(&self) -> Vec<Said> {
        let (at, body) = (self.at, self.body);
        let Some(key) = body.instrument() else {
            return vec![("Written in", self.open("instrument", String::new()))];
        };
        let rows = at.model().instruments.of(key);
        let Some(own) = rows.filter(|row| at.has_layer(row.statement.layer)).last() else {
            return vec![("Written in", self.own(&["instrument"], paper(at, key)))];
        };
        let approvers =
            names(at, own.approvers.iter().copied()).map(|names| marked(&own.statement, &["approvers"], names));
        let day = |key: &str, day: Option<jiff::civil::Date>| {
            let words = day.map(|day| marked(&own.statement, &[key], day_in_words(day)));
            words.unwrap_or_else(|| silent(own, key))
        };
        let ended = match at.last_day(&own.statement).filter(|last| *last < at.date()) {
            Some(last) => format!(", which ended on {}", day_in_words(last)),
            None => String::new(),
        };
        vec![
            (
                "Written in",
                format!("{}{ended}", self.own(&["instrument"], own.name.to_string())),
            ),
            ("Approved by", approvers.unwrap_or_else(|| silent(own, "approvers"))),
            ("Approved on", day("approved-on", own.approved_on)),
            ("Review due", day("review-due", own.review_due)),
        ]
    }
}

/// How a paper is silent.
fn silent(paper: &Instrument, key: &str) -> String {
    match (paper.statement.is_none(key), paper.statement.is_not_stated(key)) {
        (true, _) => "None, as stated".to_owned(),
        (false, true) => sentence(NOT_STATED),
        (false, false) => NOT_ENTERED.to_owned(),
    }
}

/// "Approve: Grants (reserved; up to £500,000 per decision)".
fn duty(at: &AsAt<'_>, does: &Doing) -> String {
    let statement = &does.statement;
    let what = does.function.as_ref().map(|key| name(at, "function", &key.value));
    let what = what.or_else(|| does.text.as_ref().map(ToString::to_string));
    let mut bounds: Vec<String> = Vec::new();
    if does.reserved == Some(true) {
        bounds.push(marked(statement, &["reserved"], "reserved"));
    }
    match &does.limit {
        Some(limit) => bounds.push(marked(statement, &["limit"], limit_in_words(limit))),
        None if statement.is_not_stated("limit") => bounds.push("up to how much is not stated".to_owned()),
        None => {}
    }
    let bounds = match bounds.is_empty() {
        true => String::new(),
        false => format!(" ({})", bounds.join("; ")),
    };
    let verb = super::without_hyphens(&verb(does));
    let words = match (verb.is_empty(), what) {
        (false, Some(what)) => format!("{verb}: {what}"),
        (true, Some(what)) => what,
        (_, None) => verb,
    };
    let reading = marked(statement, &["verb", "function", "text"], words);
    format!("{reading}{bounds}")
}

/// "Grants, from Cabinet, under …, up to £500,000 per decision".
/// What is given by a delegation, from whom, under which power and within which limit, in words.
pub(crate) fn given_words(at: &AsAt<'_>, row: &Delegation) -> String {
    let statement = &row.statement;
    let functions: Vec<String> = row.functions.iter().map(|key| name(at, "function", key)).collect();
    let verbs: Vec<String> = row.verbs.iter().map(|verb| verb.replace('-', " ")).collect();
    let power = row.power.as_ref().map(|key| {
        let power = at.model().powers.get(key);
        let name = power.map_or(key, |power| power.validity.citation.as_ref().unwrap_or(&power.name));
        name.to_string()
    });
    let mut told = vec![marked(statement, &["functions", "to"], functions.join(", "))];
    let mut tell = |key: &str, before: &str, value: Option<String>| {
        told.extend(value.map(|value| marked(statement, &[key], format!("{before} {value}"))));
    };
    tell("from", "from", names(at, row.from.iter().copied()));
    tell("verbs", "to", (!verbs.is_empty()).then(|| verbs.join(", ")));
    tell("power", "under", power);
    told.extend(
        row.limit
            .as_ref()
            .map(|limit| marked(statement, &["limit"], limit_in_words(limit))),
    );
    if let Some(last) = at.last_day(statement) {
        told.push(marked(statement, &["ends"], format!("until {}", day_in_words(last))));
    }
    told.join(", ")
}

fn line_words(at: &AsAt<'_>, line: &Relation) -> String {
    let other = at.node(line.to).name();
    let all = line.matters.iter().any(|matter| matter.as_str() == "*");
    let matters: Vec<String> = line.matters.iter().map(|key| name(at, "function", key)).collect();
    let matters = match (all, matters.is_empty(), line.capacity) {
        (true, ..) => " (for everything)".to_owned(),
        (false, false, _) => format!(" (for {})", matters.join(", ")),
        (false, true, Some(capacity)) => format!(" (as a {})", capacity.word()),
        (false, true, None) => String::new(),
    };
    let assumed = if line.assumed().is_some() { " (assumed)" } else { "" };
    let often = line
        .every_months
        .map(|months| remit_model::model::Interval::Months(months).words());
    let often = often.map_or(String::new(), |often| format!(", {often}"));
    format!("{other}{matters}{often}{assumed}")
}

/// "Chair (Ann Sample), votes"; what of it is over stands behind.
fn seat_words(at: &AsAt<'_>, seat: &Seat) -> String {
    let statement = &seat.statement;
    let role = match value_words(&role(seat)) {
        role if role.is_empty() => "seat".to_owned(),
        role => marked(statement, &["role"], role),
    };
    let gone = |key: &str| {
        let post = at.node_by_key(key).filter(|post| !post.exists())?;
        Some(format!("the {}", post.name()))
    };
    let holder = match &seat.filled {
        Filled::Post(key) => gone(&key.value),
        Filled::ExOfficio(office) => Some(ex_officio(at, seat, &office.value)),
        _ => None,
    };
    let keys = ["person", "post", "nominee-of", "ex-officio", "vacant"];
    let holder = match holder.unwrap_or_else(|| value_words(&self::holder(at, seat))) {
        words if words.is_empty() => "holder not entered".to_owned(),
        words if words == NOT_STATED => "holder not stated".to_owned(),
        words => marked(statement, &keys, words),
    };
    let votes = match seat.voting {
        Some(true) => marked(statement, &["voting"], ", votes"),
        Some(false) => marked(statement, &["voting"], ", without a vote"),
        None => String::new(),
    };
    let many = match count(at, seat) {
        (1, false) => String::new(),
        (many, open) => {
            let words = format!("{}{many} seats", if open { "at least " } else { "" });
            format!("{}: ", marked(statement, &["count"], words))
        }
    };
    let over = match over(at, seat).join(", ") {
        over if over.is_empty() => over,
        over => format!(" ({over})"),
    };
    format!("{many}{role} ({holder}){votes}{over}")
}
