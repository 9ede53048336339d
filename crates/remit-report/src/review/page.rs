//! The review as a page.

use remit_model::model::AsAt;
use remit_model::page::{Block, Cell, Inline, Page, Table, day_in_words, words};
use remit_model::review::{Due, Periods, When};
use remit_model::sources::Sources;

use super::due::{due, periods, recurring};
use crate::cite::Citations;

/// The review of the framework on the date.
pub fn review(at: &AsAt<'_>, sources: &Sources) -> Page {
    let mut writer = Writer {
        citations: Citations::new(sources),
        blocks: Vec::new(),
    };
    let periods = periods(at);
    let all = due(at);
    writer.due(&periods, &all);
    writer.recurring(at);
    Page {
        title: format!("Review: {}", at.model().framework.name),
        summary: format!("As at {}.", day_in_words(at.date())),
        blocks: writer.blocks,
    }
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
                false => "a quarter, since the framework does not say how often it is reviewed",
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
                format!("In the period after that, to {}", day(periods.after)),
                "next-period",
            ),
            (
                When::Ended,
                format!("Ended since {}", day_in_words(periods.before)),
                "ended",
            ),
        ];
        for (when, heading, anchor) in parts {
            let of: Vec<&Due> = all.iter().filter(|due| periods.when(due) == when).collect();
            self.heading(3, format!("{heading} ({})", of.len()), anchor);
            if of.is_empty() {
                self.paragraph("Nothing that is entered.");
            }
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
                    Cell::words(due.basis.clone().unwrap_or_default()),
                    self.place(due.place),
                ]
            });
            let rows = rows.collect();
            self.table(
                &heading,
                &[
                    "Day",
                    "What is to happen",
                    "What",
                    "Whose",
                    "Counted from, or assumed why",
                    "Written at",
                ],
                rows,
            );
        }
        let later = all.iter().filter(|due| periods.when(due) == When::Later).count();
        if later > 0 {
            self.paragraph(format!("{later} more fall due, or end, after that."));
        }
    }

    fn recurring(&mut self, at: &AsAt<'_>) {
        let all = recurring(at);
        self.heading(
            3,
            format!("Reports that come again and again ({})", all.len()),
            "recurring",
        );
        if all.is_empty() {
            self.paragraph("None is entered with how often it is made.");
            return;
        }
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

/// Whose it is, in words.
pub(super) fn who(due: &Due) -> String {
    match due.who.as_slice() {
        [] => "nobody entered".to_owned(),
        who => who.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(", "),
    }
}
