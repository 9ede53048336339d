//! A comparison as the page for a paper: the proposal, what it brings with it, who must agree, what a check would say, and at
//! the end every change.

use std::fmt::Write;

use remit_model::answer::Named;
use remit_model::comparison::{Adoption, Approval, Becomes, Comparison, Consequence, How, Proposed, Said};
use remit_model::finding::{Finding, Level};
use remit_model::page::{Block, Cell, Inline, Line, Page, Table, day_in_words, message, sentence, words};
use remit_model::sources::{Place, Sources};

use super::telling::{count_in_words, mistakes_in_words, sides_in_words, title};
use super::{checks, conflicts, drafts, listed, still_named};
use crate::cite::Citations;

/// What a page shows beside the words, and how much of them.
#[derive(Debug, Clone, Default)]
pub struct Around {
    /// After how many consequences of one rule, findings of one kind or changes of one kind the rest is only counted; 0 shows all.
    pub most: usize,
    /// The drawing of before and after, with what it marks in words; nothing where none is made.
    pub drawing: Vec<Block>,
    /// All else that it shows, in words: its place is at the end, since it is long.
    pub in_words: Vec<Block>,
    /// Whether it is a chapter of a review: what a check newly finds and finds no longer has a chapter of its own there, and what changed
    /// has come about.
    pub in_review: bool,
}

/// The weights, each with what it asks.
const WEIGHTS: [(&str, &str, &str); 3] = [
    (
        "breaking",
        "Breaking",
        "What held before holds no longer. To be decided before the change comes about.",
    ),
    (
        "notable",
        "Notable",
        "Sound in itself, and somebody has to do something for it.",
    ),
    ("editorial", "Editorial", "For the record: nobody has to act."),
];

/// Of what shows a consequence, so much of a kind is told where not all is asked for.
const POINTS: usize = 6;

/// A comparison as a page.
pub fn page(comparison: &Comparison, sources: &Sources, around: Around) -> Page {
    let mut writer = Writer {
        citations: Citations::new(sources),
        most: around.most,
        in_review: around.in_review,
        blocks: Vec::new(),
    };
    writer.mistakes(comparison);
    writer.conflicts(comparison);
    for proposal in &comparison.proposals {
        writer.proposal(comparison, proposal);
    }
    writer.adopted(&comparison.adopted);
    if !comparison.changes.is_empty() {
        writer.in_short(comparison);
    }
    writer.blocks.extend(around.drawing);
    if !comparison.changes.is_empty() {
        writer.consequences(comparison);
        writer.approvals(&comparison.approvals);
    }
    if !around.in_review {
        checks::blocks(comparison, &mut writer);
    }
    writer.log(comparison);
    still_named::blocks(comparison, &mut writer);
    drafts::blocks(comparison, &mut writer);
    listed::blocks(comparison, &mut writer);
    let mut blocks = writer.blocks;
    blocks.extend(around.in_words);
    Page {
        title: title(comparison),
        summary: format!("{}. {}", count_in_words(comparison), sides_in_words(comparison)),
        blocks,
    }
}

/// Puts blocks together.
pub(super) struct Writer<'s> {
    citations: Citations<'s>,
    most: usize,
    in_review: bool,
    pub(super) blocks: Vec<Block>,
}

impl Writer<'_> {
    pub(super) fn heading(&mut self, level: u8, text: impl Into<String>, anchor: &str) {
        self.blocks.push(Block::Heading(level, text.into(), anchor.to_owned()));
    }

    pub(super) fn paragraph(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph(words(text)));
    }

    pub(super) fn list(&mut self, lines: Vec<Line>) {
        if !lines.is_empty() {
            self.blocks.push(Block::List(false, lines));
        }
    }

    /// As many as are shown, and how many more there are.
    pub(super) fn shown<'t, T>(&self, all: &'t [T]) -> (&'t [T], usize) {
        match all.get(..self.most) {
            Some(first) if self.most > 0 => (first, all.len() - first.len()),
            _ => (all, 0),
        }
    }

    /// Says that there are more.
    pub(super) fn more(&mut self, more: usize) {
        if more > 0 {
            self.blocks.push(Block::Paragraph(vec![
                Inline::Words(format!("… and {more} more (all of them: ")),
                Inline::Code("--all".to_owned()),
                Inline::Words(").".to_owned()),
            ]));
        }
    }

    /// Where something is written.
    pub(super) fn place(&mut self, place: remit_model::sources::Place) -> Inline {
        Inline::Code(self.citations.cite(place))
    }

    /// What must be put right before the comparison is whole.
    fn mistakes(&mut self, comparison: &Comparison) {
        if let Some(told) = mistakes_in_words(comparison) {
            let line = message(&format!("{told}."));
            self.blocks
                .push(Block::Paragraph(line.into_iter().map(stressed).collect()));
        }
    }

    /// What must be decided before anything that is told here can be relied on.
    fn conflicts(&mut self, comparison: &Comparison) {
        let conflicts = conflicts::in_one(comparison);
        if conflicts.is_empty() {
            return;
        }
        let heading = format!("These proposals contradict each other ({})", conflicts.len());
        self.heading(2, heading, "conflicts");
        self.paragraph(
            "They cannot all be adopted as they are written. What follows takes one of the two for each: decide first.",
        );
        for finding in &conflicts {
            self.consequence(finding, &[]);
        }
    }

    /// Which proposals came to count between the two: what they say is among what differs.
    fn adopted(&mut self, adopted: &[Adoption]) {
        let lines = adopted.iter().map(|one| {
            let mut line = lead("Adopted between the two");
            line.push(Inline::Quote(one.proposal.name.clone()));
            let mut days = format!(", on {}", day_in_words(one.adopted));
            if one.from != one.adopted {
                let _ = write!(days, ", from {}", day_in_words(one.from));
            }
            line.push(Inline::Words(format!("{days} (")));
            line.push(self.place(one.place));
            line.push(Inline::Words(")".to_owned()));
            line
        });
        let lines: Vec<Line> = lines.collect();
        self.list(lines);
    }

    fn proposal(&mut self, comparison: &Comparison, proposal: &Proposed) {
        let heading = match comparison.proposals.len() {
            1 => "The proposal".to_owned(),
            _ => format!("The proposal: {}", proposal.title),
        };
        self.heading(2, heading, &format!("proposal-{}", proposal.key));
        if proposal.reason.how == How::Stated {
            self.paragraph(stopped(&sentence(&proposal.reason.words)));
        }
        let mut lines = Vec::new();
        if proposal.reason.how != How::Stated {
            lines.push(row("Reason", &proposal.reason));
        }
        lines.push(row("Proposed by", &proposal.proposer));
        lines.push(row("From when", &proposal.starts));
        if let Some(starts) = proposal.not_yet {
            let day = day_in_words(comparison.after.as_at);
            let mut line = lead("Not yet");
            line.extend(message(&format!(
                "on {day}, the day that is looked at, nothing of it holds. What is told here is what it does once it is \
                 adopted, from {}. Beside all that is entered for that day: `{}@{starts}`",
                day_in_words(starts),
                proposal.key
            )));
            lines.push(line);
        }
        for answer in proposal.answers.iter().filter(|entry| !is_told(comparison, &entry.key)) {
            let mut line = lead("Answers");
            line.push(Inline::Quote(answer.name.clone()));
            lines.push(line);
        }
        let mut line = lead("Source");
        let evidence = &proposal.evidence;
        if let Some(quote) = &evidence.quote {
            line.push(Inline::Quote(quote.clone()));
            line.push(Inline::Words(" ".to_owned()));
        }
        line.push(Inline::Words(match &evidence.source {
            Some(source) => format!("({source}); written at "),
            None => "nothing entered; written at ".to_owned(),
        }));
        line.push(self.place(evidence.place));
        lines.push(line);
        for (key, why) in &evidence.assumed {
            let of = if key == "all" {
                String::new()
            } else {
                format!(" ({})", super::words::key(key))
            };
            let mut line = lead(&format!("Assumed{of}"));
            line.push(Inline::Words(why.clone()));
            lines.push(line);
        }
        if let Some(note) = &evidence.note {
            let mut line = lead("Note");
            line.push(Inline::Words(note.clone()));
            lines.push(line);
        }
        self.list(lines);
    }

    /// What a board member reads who reads no further.
    fn in_short(&mut self, comparison: &Comparison) {
        self.heading(2, "In short", "in-short");
        let row = |heading: &str, words: String| {
            let mut line = lead(heading);
            line.push(Inline::Words(words));
            line
        };
        let weights = WEIGHTS.iter().filter_map(|(weight, ..)| {
            let count = comparison.weighing(weight).count();
            (count > 0).then(|| format!("{count} {weight}"))
        });
        let weights: Vec<String> = weights.collect();
        let mut lines = vec![row(
            "What it brings with it",
            match weights.as_slice() {
                [] => "nothing that Remit's rules on changes know of".to_owned(),
                weights => weights.join(", "),
            },
        )];
        if let Some(highest) = comparison.approvals.last() {
            let also = comparison.approvals.len() - 1;
            let also = match also {
                0 => String::new(),
                1 => ", and 1 other".to_owned(),
                also => format!(", and {also} others"),
            };
            lines.push(row(
                if self.in_review {
                    "Who had to agree"
                } else {
                    "Who must agree"
                },
                format!("{} ({}){also}", sentence(&highest.who), highest.words),
            ));
        }
        if self.in_review {
            return self.list(lines);
        }
        let count = |findings: &[Finding], level| findings.iter().filter(|finding| finding.level == level).count();
        let must = count(&comparison.new, Level::Must);
        let cleared = comparison.cleared.len();
        let mut found = match comparison.new.len() {
            0 => "nothing new".to_owned(),
            new => format!("{new} new"),
        };
        match must {
            0 => {}
            must if must == comparison.new.len() => found.push_str(", to be resolved before it comes about"),
            must => found.push_str(&format!(", {must} of them to be resolved before it comes about")),
        }
        found.push_str(&format!(
            "; {} cleared",
            if cleared == 0 {
                "nothing".to_owned()
            } else {
                cleared.to_string()
            }
        ));
        lines.push(row("What a check finds", found));
        self.list(lines);
    }

    fn consequences(&mut self, comparison: &Comparison) {
        self.heading(2, "What it brings with it", "consequences");
        if comparison.consequences.is_empty() {
            self.paragraph("Remit's rules on changes find nothing that follows from it.");
        }
        for (weight, heading, about) in WEIGHTS {
            let of_weight: Vec<&Consequence> = comparison.weighing(weight).collect();
            if of_weight.is_empty() {
                continue;
            }
            self.heading(3, format!("{heading} ({})", of_weight.len()), weight);
            self.paragraph(about);
            for of_rule in of_weight.chunk_by(|a, b| a.finding.rule == b.finding.rule) {
                let (shown, more) = self.shown(of_rule);
                for one in shown {
                    self.consequence(&one.finding, &comparison.found_with(one));
                }
                self.more(more);
            }
        }
    }

    /// What it is, then what shows it and what to do.
    fn consequence(&mut self, finding: &Finding, found: &[&Finding]) {
        let short = finding.shortened.as_ref().filter(|_| self.most > 0);
        self.blocks.push(Block::Paragraph(strong(&stopped(&sentence(
            short.unwrap_or(&finding.message),
        )))));
        let most = if self.most > 0 { POINTS } else { usize::MAX };
        let mut all = short.is_none() && finding.remarks.len() <= most && finding.paths.len() <= most;
        let remarks = finding.remarks.iter().take(most);
        let mut points: Vec<Line> = remarks.map(|text| message(&sentence(text))).collect();
        for (text, places) in by_text(finding) {
            all &= places.len() <= most;
            let text = if text.is_empty() { "written" } else { text };
            let mut line = message(&format!("{}: ", sentence(text)));
            for (place, before) in places.iter().take(most).zip(separators()) {
                line.push(Inline::Words(before.to_owned()));
                line.push(self.place(*place));
            }
            if places.len() > most {
                line.push(Inline::Words(format!(" and {} more", places.len() - most)));
            }
            points.push(line);
        }
        let paths = finding.paths.iter().take(most);
        points.extend(paths.map(|path| message(&checks::chain(path))));
        points.extend(found.iter().map(|found| checks::found_too(found, self)));
        if !all {
            points.push(message("Not all of it is shown here (all of it: `--all`)"));
        }
        for help in &finding.help {
            let mut line = lead("To do");
            line.extend(message(help));
            points.push(line);
        }
        self.list(points);
    }

    fn approvals(&mut self, approvals: &[Approval]) {
        let (heading, nobody) = match self.in_review {
            true => (
                "Who had to agree, in this order",
                "As far as is entered, nobody had to.",
            ),
            false => ("Who must agree, in this order", "As far as is entered, nobody has to."),
        };
        self.heading(2, heading, "approvals");
        if approvals.is_empty() {
            return self.paragraph(nobody);
        }
        let rows = approvals.iter().zip(1i64..).map(|(approval, number)| {
            vec![
                Cell::Number(number),
                Cell::words(sentence(&approval.who)),
                Cell::words(approval.words),
                Cell::Words(message(&approval.why.join("; "))),
            ]
        });
        self.blocks.push(Block::Table(Table {
            caption: String::new(),
            columns: ["", "Who", "How high", "Why"].map(str::to_owned).to_vec(),
            rows: rows.collect(),
        }));
    }

    fn log(&mut self, comparison: &Comparison) {
        let told: Vec<_> = comparison
            .log
            .iter()
            .filter(|logged| !is_told(comparison, &logged.entry.key) && !is_asked(comparison, &logged.entry))
            .collect();
        if told.is_empty() {
            return;
        }
        self.heading(2, "The log", "log");
        let (shown, more) = self.shown(&told);
        let lines = shown.iter().map(|logged| {
            let becomes = match logged.becomes {
                Becomes::Answered => "answered",
                Becomes::Opened => "opened",
                Becomes::Dropped => "no longer entered",
            };
            let mut line = lead(&format!("{}, {becomes}", sentence(logged.kind)));
            line.push(Inline::Quote(logged.entry.name.clone()));
            line
        });
        let lines = lines.collect();
        self.list(lines);
        self.more(more);
    }
}

/// Whether a consequence tells of a log entry already.
fn is_told(comparison: &Comparison, entry: &str) -> bool {
    let subject = format!("log.{entry}");
    comparison
        .consequences
        .iter()
        .any(|one| one.finding.keys.contains(&subject))
}

/// Whether a proposal tells of a log entry already: that it answers it.
fn is_asked(comparison: &Comparison, entry: &Named) -> bool {
    comparison
        .proposals
        .iter()
        .any(|proposal| proposal.answers.contains(entry))
}

/// The places of a finding by what they show, in the order in which they are first named.
fn by_text(finding: &Finding) -> Vec<(&str, Vec<Place>)> {
    let mut all: Vec<(&str, Vec<Place>)> = Vec::new();
    for label in &finding.labels {
        match all.iter_mut().find(|(text, _)| *text == label.text) {
            Some((_, places)) if places.contains(&label.place) => {}
            Some((_, places)) => places.push(label.place),
            None => all.push((&label.text, vec![label.place])),
        }
    }
    all
}

/// What stands before each of several in a line.
fn separators() -> impl Iterator<Item = &'static str> {
    std::iter::once("").chain(std::iter::repeat(", "))
}

/// A message that stands out, with its ids as such.
fn strong(text: &str) -> Line {
    message(text).into_iter().map(stressed).collect()
}

fn stressed(piece: Inline) -> Inline {
    match piece {
        Inline::Words(words) => Inline::Strong(words),
        other => other,
    }
}

/// "Proposed by: " before what follows.
pub(super) fn lead(heading: &str) -> Line {
    vec![Inline::Strong(format!("{heading}:")), Inline::Words(" ".to_owned())]
}

fn row(heading: &str, said: &Said) -> Line {
    let mut line = lead(heading);
    line.push(Inline::Words(said.words.clone()));
    line
}

/// A sentence with its full stop.
pub(super) fn stopped(text: &str) -> String {
    crate::answer_page::stopped(text)
}
