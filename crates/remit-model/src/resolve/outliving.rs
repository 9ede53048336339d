//! Seats and lines whose dates lie outside those of the body or post that they belong to (RULES D8).

use super::File;
use crate::document::{At, Body, Day, Entries, Key, Post, Stated};
use crate::finding::{Finding, Level};
use crate::sources::Place;

/// What a body or post says below its own dates: only what stands in one table with them is compared, since a change may
/// well move either.
pub(super) fn of(file: &File, findings: &mut Vec<Finding>) {
    for (key, body) in &file.document.body {
        in_body(file, key, body, findings);
    }
    for (key, post) in &file.document.post {
        in_post(file, key, post, findings);
    }
}

fn in_body(file: &File, key: &Key, body: &Body, findings: &mut Vec<Finding>) {
    let Some(mut holder) = Holder::new(file, "body", key, body, findings) else {
        return;
    };
    holder.lines("does", &body.does);
    holder.lines("answers-to", &body.answers_to);
    holder.lines("oversees", &body.oversees);
    holder.lines("supports", &body.supports);
    holder.lines("reports-to", &body.reports_to);
    holder.lines("advises", &body.advises);
    holder.lines("challenges", &body.challenges);
    holder.lines("scrutinises", &body.scrutinises);
    holder.lines("comprises", &body.comprises);
    holder.lines("party", &body.party);
    holder.lines("carries", &body.carries);
    holder.lines("seats", &body.seats);
}

fn in_post(file: &File, key: &Key, post: &Post, findings: &mut Vec<Finding>) {
    let Some(mut holder) = Holder::new(file, "post", key, post, findings) else {
        return;
    };
    holder.lines("answers-to", &post.answers_to);
    holder.lines("advises", &post.advises);
    holder.lines("oversees", &post.oversees);
}

/// A body or post with dates of its own.
struct Holder<'a> {
    file: &'a File,
    table: &'static str,
    key: &'a Key,
    starts: Option<&'a At<Day>>,
    ends: Option<&'a At<Day>>,
    findings: &'a mut Vec<Finding>,
}

impl<'a> Holder<'a> {
    /// Where it has no dates, nothing can lie outside them.
    fn new(
        file: &'a File,
        table: &'static str,
        key: &'a Key,
        written: &'a impl Stated,
        findings: &'a mut Vec<Finding>,
    ) -> Option<Self> {
        let common = written.statement();
        (common.starts.is_some() || common.ends.is_some()).then_some(Self {
            file,
            table,
            key,
            starts: common.starts,
            ends: common.ends,
            findings,
        })
    }

    fn lines<T: Stated>(&mut self, word: &str, entries: &Entries<T>) {
        let day = |at: &At<Day>| at.value.0;
        for (key, line) in entries {
            let common = line.statement();
            if let Some((ends, last)) = common.ends.zip(self.ends)
                && day(ends) > day(last)
            {
                let message = format!("this ends after the {} that it belongs to", self.table);
                self.report(word, key, message, ends, last, "last");
            }
            if let Some((starts, first)) = common.starts.zip(self.starts)
                && day(starts) < day(first)
            {
                let message = format!("this starts before the {} that it belongs to", self.table);
                self.report(word, key, message, starts, first, "first");
            }
        }
    }

    fn report(&mut self, word: &str, key: &Key, message: String, line: &At<Day>, own: &At<Day>, which: &str) {
        let place = |at: &At<Day>| Place {
            file: self.file.id,
            span: at.span,
        };
        let subject = format!("{}.{}.{word}.{}", self.table, self.key.0, key.0);
        let finding = Finding::new("outlives", Level::Must, subject, message)
            .label(place(line), "")
            .label(place(own), format!("the {which} day of the {}", self.table))
            .help("put right one of the two days; a line without a day begins and ends with what it belongs to");
        self.findings.push(finding);
    }
}
