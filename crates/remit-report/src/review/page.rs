//! The review as a page.

use std::collections::BTreeMap;

use remit_model::comparison::Comparison;
use remit_model::model::{AsAt, Reviewed};
use remit_model::page::{Block, Cell, Inline, Line, Page, Table, day_in_words, message, sentence, words};
use remit_model::review::{Due, DueKind, FilesSince, Periods, Shares, When};
use remit_model::sources::Sources;
use remit_rules::Checked;

use super::due::{due, periods, recurring};
use super::{agenda, checks, open, seats, shares};
use crate::cite::Citations;
use crate::registers::{State, milestone_state};

/// What statements rested on: all of them, and those of each body, organisation and post, by key.
#[derive(Debug, Clone, Default)]
pub struct Rested {
    /// All.
    pub all: Shares,
    /// By key.
    pub each: BTreeMap<String, Shares>,
}

impl Rested {
    /// As it is on the date.
    pub fn of(at: &AsAt<'_>) -> Self {
        let (each, all) = shares::shares(at);
        let named = each
            .into_iter()
            .filter_map(|(node, shares)| Some((at.node(node?).key().to_string(), shares)));
        Self {
            all,
            each: named.collect(),
        }
    }

    /// Of all that belongs to no body, organisation or post: what is left of all.
    pub(super) fn others(&self) -> Shares {
        let less = |of: fn(&Shares) -> usize| of(&self.all).saturating_sub(self.each.values().map(of).sum());
        Shares {
            own: less(|shares| shares.own),
            inherited: less(|shares| shares.inherited),
            assumed: less(|shares| shares.assumed),
            nothing: less(|shares| shares.nothing),
            readings: less(|shares| shares.readings),
            silent: less(|shares| shares.silent),
        }
    }

    /// As a review recorded it.
    pub fn recorded(review: &Reviewed) -> Self {
        let each = review.of.iter().map(|(key, shares)| (key.to_string(), *shares));
        Self {
            all: review.shares.unwrap_or_default(),
            each: each.collect(),
        }
    }
}

/// What was compared with: the last review, or another day or revision.
#[derive(Debug)]
pub struct Earlier<'c> {
    /// What it is compared with, in words: "1 April 2018", "git:main".
    pub since: String,
    /// The two beside each other.
    pub comparison: &'c Comparison,
    /// What a check found then.
    pub checked: &'c Checked,
    /// What statements rested on then.
    pub shares: Rested,
    /// The review that was recorded then, if it is that which is compared with: what was found then is what it says, whatever the files
    /// of that day say now.
    pub recorded: Option<&'c Reviewed>,
    /// The revision of the git repository that it is compared with, where the review recorded one and it is still there.
    pub revision: Option<&'c str>,
    /// Which files are not what they were when the review was recorded; nothing where that is not known.
    pub files: Option<FilesSince>,
    /// How many of a kind are shown; 0 shows all.
    pub most: usize,
}

/// The review of the framework on the date, with what a check found, and what it is compared with, if anything.
pub fn review(at: &AsAt<'_>, checked: &Checked, earlier: Option<&Earlier<'_>>, sources: &Sources) -> Page {
    let mut writer = Writer {
        citations: Citations::new(sources),
        blocks: Vec::new(),
    };
    let periods = periods(at);
    let all = due(at);
    writer.due(&periods, &all);
    writer.recurring(at);
    changed(earlier, sources, &mut writer);
    checks::blocks(checked, earlier, &mut writer);
    open::log(at, &mut writer);
    open::milestones(at, &mut writer);
    seats::blocks(at, checked, &mut writer);
    shares::blocks(at, earlier, &mut writer);
    agenda::blocks(at, checked, &periods, &all, &mut writer);
    sign_off(at, checked, &periods, &all, &mut writer);
    Page {
        title: format!("Review: {}", at.model().framework.name),
        summary: format!(
            "As at {}{}. {}. {}.",
            day_in_words(at.date()),
            as_if(at),
            due_in_words(at, &periods, &all),
            crate::summary(checked)
        ),
        blocks: writer.blocks,
    }
}

/// That proposals are taken as adopted, where they are: ", as if “The board decides” (`board-decides`) were adopted".
fn as_if(at: &AsAt<'_>) -> String {
    let taken = at
        .model()
        .proposals
        .iter()
        .filter(|proposal| proposal.adopted.is_none() && at.has_layer(proposal.statement.layer));
    let names: Vec<String> = taken
        .map(|proposal| match proposal.title.as_str() {
            "" => proposal.key.to_string(),
            title => format!("\u{201c}{title}\u{201d}"),
        })
        .collect();
    match names.as_slice() {
        [] => String::new(),
        names => format!(
            ", as if {} were adopted, which nobody has done",
            crate::who::listed(names)
        ),
    }
}

/// "2 overdue, 3 due in this period, 1 in the next; of 4 milestones whose day is over it is not stated whether they were met".
fn due_in_words(at: &AsAt<'_>, periods: &Periods, all: &[Due]) -> String {
    let count = |when| all.iter().filter(|due| periods.when(due) == when).count();
    let milestones = at.current(at.model().milestones.rows());
    let unknown = milestones
        .filter(|milestone| milestone_state(at, milestone) == State::NotStated)
        .count();
    let unknown = match unknown {
        0 => String::new(),
        1 => "; of 1 milestone whose day is over it is not stated whether it was met".to_owned(),
        many => format!("; of {many} milestones whose day is over it is not stated whether they were met"),
    };
    format!(
        "{} overdue, {} due or ending in this period, {} in the next{unknown}",
        count(When::Overdue),
        count(When::This),
        count(When::Next)
    )
}

/// What changed: the page of the comparison, below a heading of this one.
fn changed(earlier: Option<&Earlier<'_>>, sources: &Sources, writer: &mut Writer<'_>) {
    let Some(earlier) = earlier else {
        writer.heading(2, "What changed", "changed");
        writer.blocks.push(Block::Paragraph(message(
            "No earlier review is recorded, so that nothing is compared. `--since` names a day or a revision to compare with.",
        )));
        return;
    };
    let heading = format!("What changed since {}", earlier.since);
    writer.heading(2, heading, "changed");
    let around = crate::change::Around {
        most: earlier.most,
        in_review: true,
        ..crate::change::Around::default()
    };
    if let Some(recorded) = earlier.recorded {
        if !recorded.signed_by.is_empty() {
            let by: Vec<&str> = recorded.signed_by.iter().map(|by| by.as_str()).collect();
            writer.paragraph(format!("The last review was signed by {}.", by.join("; ")));
        }
        if let Some(files) = &earlier.files {
            files_since(files, earlier, writer);
        }
    }
    let page = crate::change::page(earlier.comparison, sources, around);
    writer.paragraph(page.summary);
    writer.blocks.extend(page.blocks.into_iter().map(|block| match block {
        Block::Heading(level, words, anchor) if anchor.is_empty() => Block::Heading(level + 1, words, anchor),
        Block::Heading(level, words, anchor) => Block::Heading(level + 1, words, format!("changed-{anchor}")),
        other => other,
    }));
}

/// Which files are not what they were, and what follows from it for what is told.
fn files_since(files: &FilesSince, earlier: &Earlier<'_>, writer: &mut Writer<'_>) {
    let since = &earlier.since;
    let kinds = [("changed", &files.changed), ("new", &files.new), ("gone", &files.gone)];
    let told = kinds.iter().filter(|(_, paths)| !paths.is_empty());
    let lines: Vec<Line> = told
        .map(|(what, paths)| {
            let mut line = vec![Inline::Words(format!("{}: ", sentence(what)))];
            for (path, before) in paths.iter().zip(std::iter::once("").chain(std::iter::repeat(", "))) {
                line.push(Inline::Words(before.to_owned()));
                line.push(Inline::Code(path.clone()));
            }
            line
        })
        .collect();
    if lines.is_empty() {
        return writer.paragraph(format!(
            "The files are what they were when the review of {since} was recorded: only time has passed."
        ));
    }
    writer.paragraph("Of the files, since that review was recorded:");
    writer.blocks.push(Block::List(false, lines));
    if let Some(revision) = earlier.revision {
        let short: String = revision.chars().take(10).collect();
        return writer.paragraph(format!(
            "What is told here is what they said then (revision {short}) of that day, beside what they say now of this one."
        ));
    }
    writer.blocks.push(Block::Paragraph(message(
        "What is told here is what the files now say of that day, beside what they say of this one. What was entered in them since without a \
         day, or for a day before that one, counts on both sides: compare with a revision and its day (`--since git:REVISION@DAY`) to see that too.",
    )));
}

/// Who signs what, with room for it.
fn sign_off(at: &AsAt<'_>, checked: &Checked, periods: &Periods, all: &[Due], writer: &mut Writer<'_>) {
    writer.heading(2, "Sign-off", "sign-off");
    writer.paragraph(format!(
        "{}, reviewed as at {}{}: {}; {}.",
        at.model().framework.name,
        day_in_words(at.date()),
        as_if(at),
        due_in_words(at, periods, all),
        crate::summary(checked)
    ));
    let line = || Cell::words("____________________");
    let rows = (0..2).map(|_| vec![line(), line(), line(), line()]).collect();
    writer.table("Signed by", &["Name", "Post", "Date", "Signature"], rows);
}

/// Puts blocks together.
pub(super) struct Writer<'s> {
    pub(super) citations: Citations<'s>,
    pub(super) blocks: Vec<Block>,
}

impl Writer<'_> {
    pub(super) fn heading(&mut self, level: u8, text: impl Into<String>, anchor: &str) {
        self.blocks.push(Block::Heading(level, text.into(), anchor.to_owned()));
    }

    pub(super) fn paragraph(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph(words(text)));
    }

    /// A table, where it has rows.
    pub(super) fn table(&mut self, caption: &str, columns: &[&str], rows: Vec<Vec<Cell>>) {
        if !rows.is_empty() {
            self.blocks.push(Block::Table(Table {
                caption: caption.to_owned(),
                columns: columns.iter().map(|column| (*column).to_owned()).collect(),
                rows,
            }));
        }
    }

    pub(super) fn place(&mut self, place: remit_model::sources::Place) -> Cell {
        Cell::Words(vec![Inline::Code(self.citations.cite(place))])
    }

    fn due(&mut self, periods: &Periods, all: &[Due]) {
        self.heading(2, "What is due", "due");
        let day = |date: jiff::civil::Date| day_in_words(date.yesterday().unwrap_or(date));
        self.paragraph(format!(
            "A period is {} long: {}.",
            match periods.months {
                1 => "a month".to_owned(),
                months => format!("{months} months"),
            },
            match periods.stated {
                true => "that is how often the framework says it is reviewed",
                false => "a quarter, since nothing in force on this day says how often the framework is reviewed",
            }
        ));
        let parts = [
            (When::Overdue, "Overdue".to_owned(), "overdue"),
            (
                When::This,
                format!("Due from {} to {}", day_in_words(periods.from), day(periods.next)),
                "this-period",
            ),
            (
                When::Next,
                format!("Due in the period after that, to {}", day(periods.after)),
                "next-period",
            ),
            (
                When::Ended,
                format!("Ended since {}", day_in_words(periods.before)),
                "ended",
            ),
        ];
        let mut nothing: Vec<String> = Vec::new();
        for (when, heading, anchor) in parts {
            let of: Vec<&Due> = all.iter().filter(|due| periods.when(due) == when).collect();
            if of.is_empty() {
                nothing.push(heading);
                continue;
            }
            self.heading(3, format!("{heading} ({})", of.len()), anchor);
            let whys: Vec<Line> = of
                .iter()
                .filter_map(|due| {
                    let why = due.basis.as_ref()?;
                    // Those two say in their basis what is a reading.
                    let told = matches!(due.kind, DueKind::Declaration | DueKind::Framework);
                    let lead = if due.assumed && !told {
                        "the day is a reading: "
                    } else {
                        ""
                    };
                    Some(words(format!("{} ({}): {lead}{why}", due.what, day_in_words(due.on))))
                })
                .collect();
            let rows = of.into_iter().map(|due| {
                let mut on = words(day_in_words(due.on));
                if due.assumed {
                    on.extend(words(" (assumed)"));
                }
                vec![
                    Cell::Words(on),
                    Cell::words(due.kind.words()),
                    Cell::words(due.what.as_str()),
                    Cell::words(who(due)),
                    self.place(due.place),
                ]
            });
            let rows = rows.collect();
            self.table("", &["Day", "What is to happen", "What", "Whose", "Written at"], rows);
            if !whys.is_empty() {
                self.blocks.push(Block::List(false, whys));
            }
        }
        if !nothing.is_empty() {
            let nothing: Vec<String> = nothing.iter().map(|heading| lower(heading)).collect();
            self.paragraph(format!("Nothing that is entered is {}.", nothing.join(", or ")));
        }
        let later = all.iter().filter(|due| periods.when(due) == When::Later).count();
        if later > 0 {
            self.paragraph(format!("{later} more fall due, or end, after that."));
        }
    }

    fn recurring(&mut self, at: &AsAt<'_>) {
        let all = recurring(at);
        if all.is_empty() {
            self.paragraph("No report is entered with how often it is made.");
            return;
        }
        self.heading(
            3,
            format!("Reports that come again and again ({})", all.len()),
            "recurring",
        );
        self.paragraph("On which day the first was made is not known, so that they have no day here.");
        let rows = all.into_iter().map(|one| {
            vec![
                Cell::words(one.from.name),
                Cell::words(one.to.name),
                Cell::words(remit_model::model::Interval::Months(one.every_months).words()),
                Cell::words(one.about),
                self.place(one.place),
            ]
        });
        let rows = rows.collect();
        self.table(
            "Recurring reports",
            &["From", "To", "How often", "About", "Written at"],
            rows,
        );
    }
}

/// A heading in the middle of a sentence.
fn lower(heading: &str) -> String {
    let mut letters = heading.chars();
    let first = letters.next().map(char::to_lowercase).into_iter().flatten();
    first.chain(letters).collect()
}

/// Whose it is, in words.
pub(super) fn who(due: &Due) -> String {
    match due.who.as_slice() {
        // The framework is whoever's who reads this.
        [] if due.kind == DueKind::Framework => String::new(),
        [] if due.who_not_stated => "not stated".to_owned(),
        [] => "nobody entered".to_owned(),
        who => who.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(", "),
    }
}
