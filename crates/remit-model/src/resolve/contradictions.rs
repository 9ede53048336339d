//! Keys of one table that exclude each other, and ends before starts: what no name needs to be looked up for.

use super::File;
use super::outliving;
use super::statements::dates_in_order;
use crate::document::{At, Body, Day, Entries, Key, Post, Proposal, Span, Stated, keys_of};
use crate::finding::{Finding, Level};
use crate::sources::Place;

/// The contradictions of one file.
pub(super) fn of(file: &File) -> Vec<Finding> {
    let mut findings = Vec::new();
    report(file, &mut findings);
    findings
}

fn report(file: &File, findings: &mut Vec<Finding>) {
    let document = &file.document;
    for (key, body) in &document.body {
        in_body(file, "body", key, body, findings);
    }
    for (key, body) in &document.change.body {
        in_body(file, "change.body", key, body, findings);
    }
    for (key, post) in document.post.iter().chain(&document.change.post) {
        in_post(file, key, post, findings);
    }
    for (key, entry) in document.log.iter().chain(&document.change.log) {
        for what in &entry.unsettles {
            let known = |key: &str| {
                ["organisation", "body", "post"]
                    .into_iter()
                    .any(|table| keys_of(table).any(|k| k == key))
            };
            if !what.split_once('.').is_some_and(|(_, key)| known(key)) {
                let message = format!("`unsettles` names a body and one of its keys, not \"{}\"", what.value);
                let finding = Finding::new("wrong-value", Level::Must, format!("log.{}", key.0), message);
                let finding = finding.label(place(file, what.span), "");
                findings.push(finding.help("write it as \"hwb.answers-to\""));
            }
        }
    }
    if let Some(framework) = &document.framework {
        for entry in &framework.complete {
            let known = entry
                .split_once(':')
                .is_none_or(|(key, _)| key == "bodies" || keys_of("body").any(|known| known == key));
            if !known {
                let message = format!("`complete` names a key of a body, not \"{}\"", entry.value);
                let finding = Finding::new("wrong-value", Level::Must, "framework.complete", message);
                findings.push(
                    finding
                        .label(place(file, entry.span), "")
                        .help("write it as \"seats:hwb\""),
                );
            }
        }
    }
    dates(file, findings);
    outliving::of(file, findings);
}

fn place(file: &File, span: Span) -> Place {
    Place { file: file.id, span }
}

fn contradiction(file: &File, subject: String, message: &str, one: Span, other: Span, help: &str) -> Finding {
    Finding::new("contradiction", Level::Must, subject, message)
        .label(place(file, one), "")
        .label(place(file, other), "and this")
        .help(help)
}

fn in_body(file: &File, table: &str, key: &Key, body: &Body, findings: &mut Vec<Finding>) {
    let subject = || format!("{table}.{}", key.0);
    if let (Some(within), Some(first)) = (&body.within, body.between.first()) {
        let message = "a body is part of one organisation (`within`) or shared by several (`between`), not both";
        findings.push(contradiction(
            file,
            subject(),
            message,
            within.span,
            first.span,
            "keep one of the two",
        ));
    }
    if let Some(meets) = &body.meets
        && let (Some(months), Some(weeks)) = (&meets.every_months, &meets.every_weeks)
    {
        let message = "it meets every so many months, or every so many weeks, not both";
        findings.push(contradiction(
            file,
            subject(),
            message,
            months.span,
            weeks.span,
            "keep one of the two",
        ));
    }
    for (seat_key, seat) in &body.seats {
        let Some(vacant) = seat.vacant.as_ref().filter(|vacant| vacant.value) else {
            continue;
        };
        let holder = seat
            .person
            .as_ref()
            .map(|at| at.span)
            .or_else(|| seat.post.as_ref().map(|at| at.span));
        if let Some(holder) = holder {
            let subject = format!("{table}.{}.seats.{}", key.0, seat_key.0);
            let help = "take one of the two out; with dates, a vacancy is a seat whose holder's `ends` has passed";
            findings.push(contradiction(
                file,
                subject,
                "this seat is vacant, and has a holder",
                vacant.span,
                holder,
                help,
            ));
        }
    }
}

fn in_post(file: &File, key: &Key, post: &Post, findings: &mut Vec<Finding>) {
    let vacant = post.vacant.as_ref().filter(|vacant| vacant.value);
    if let (Some(vacant), Some(holder)) = (vacant, &post.holder) {
        let subject = format!("post.{}", key.0);
        let message = "this post is vacant, and has a holder";
        findings.push(contradiction(
            file,
            subject,
            message,
            vacant.span,
            holder.span,
            "take one of the two out",
        ));
    }
    if let (Some(within), Some(first)) = (&post.within, post.between.first()) {
        let message = "a post belongs to one organisation (`within`) or to several (`between`), not both";
        let help = "keep one of the two; a joint post names its `employer` beside `between`";
        findings.push(contradiction(
            file,
            format!("post.{}", key.0),
            message,
            within.span,
            first.span,
            help,
        ));
    }
}

/// Ends before starts (RULES D8), in every table and in every line below it.
fn dates(file: &File, findings: &mut Vec<Finding>) {
    let document = &file.document;
    let change = &document.change;
    let mut check = Dates { file, findings };
    check.all("organisation", &document.organisation);
    check.all("change.organisation", &change.organisation);
    check.all("person", &document.person);
    check.all("function", &document.function);
    check.all("change.function", &change.function);
    check.all("budget", &document.budget);
    check.all("change.budget", &change.budget);
    check.all("instrument", &document.instrument);
    check.all("change.instrument", &change.instrument);
    check.all("delegation", &document.delegation);
    check.all("change.delegation", &change.delegation);
    check.all("log", &document.log);
    check.all("change.log", &change.log);
    check.all("milestone", &document.milestone);
    check.all("change.milestone", &change.milestone);
    check.all("departure", &document.departure);
    check.all("route", &document.route);
    check.all("requirement.path", &document.requirement.path);
    check.all("requirement.link", &document.requirement.link);
    check.all("requirement.only", &document.requirement.only);
    check.all("requirement.separate", &document.requirement.separate);
    check.all("requirement.forbidden", &document.requirement.forbidden);
    check.all("requirement.exactly-one", &document.requirement.exactly_one);
    check.all("requirement.cap", &document.requirement.cap);
    check.bodies("body", &document.body);
    check.bodies("change.body", &change.body);
    check.posts("post", &document.post);
    check.posts("change.post", &change.post);
    if let Some(proposal) = &document.proposal {
        dates_in_order(file, "proposal", &proposal.value, check.findings);
        early_ends(file, proposal, findings);
    }
}

/// What ends before the proposal that ends it counts: until then the framework is as it was.
fn early_ends(file: &File, proposal: &Proposal, findings: &mut Vec<Finding>) {
    let Some(counts) = proposal.starts.as_ref().or(proposal.adopted.as_ref()) else {
        return;
    };
    for (table, key, entry) in file.document.end.all() {
        let lines = entry.lines().into_iter();
        let lines = lines.flat_map(|(kind, lines)| lines.iter().map(move |(line, entry)| (kind, line, entry)));
        let below = lines.map(|(kind, line, entry)| {
            (
                format!("end.{table}.{}.{kind}.{}", key.0, line.0),
                entry.statement().ends,
            )
        });
        let own = (format!("end.{table}.{}", key.0), entry.statement().ends);
        for (subject, ends) in std::iter::once(own).chain(below) {
            let early = |ends: &&At<Day>| counts.value.0.yesterday().is_ok_and(|before| ends.value.0 < before);
            if let Some(ends) = ends.filter(early) {
                let message = "this ends before the proposal counts that ends it";
                findings.push(
                    Finding::new("reversed-dates", Level::Must, subject, message)
                        .label(place(file, ends.span), "the last day in force")
                        .label(place(file, counts.span), "the proposal counts from here")
                        .help(
                            "`ends` is the day before, or a later one; what ended before is history, and says so in the \
                             framework itself",
                        ),
                );
            }
        }
    }
}

struct Dates<'a> {
    file: &'a File,
    findings: &'a mut Vec<Finding>,
}

impl Dates<'_> {
    fn all<T: Stated>(&mut self, word: &str, entries: &Entries<T>) {
        for (key, entry) in entries {
            let common = entry.statement();
            if common.starts.is_some() && common.ends.is_some() {
                dates_in_order(self.file, &format!("{word}.{}", key.0), entry, self.findings);
            }
        }
    }

    fn bodies(&mut self, word: &str, bodies: &Entries<Body>) {
        self.all(word, bodies);
        for (key, body) in bodies {
            let below = |line: &str| format!("{word}.{}.{line}", key.0);
            self.lines(&body.does, || below("does"));
            self.lines(&body.seats, || below("seats"));
            self.lines(&body.carries, || below("carries"));
            self.lines(&body.answers_to, || below("answers-to"));
            self.lines(&body.oversees, || below("oversees"));
            self.lines(&body.supports, || below("supports"));
            self.lines(&body.reports_to, || below("reports-to"));
            self.lines(&body.advises, || below("advises"));
            self.lines(&body.challenges, || below("challenges"));
            self.lines(&body.scrutinises, || below("scrutinises"));
            self.lines(&body.comprises, || below("comprises"));
            self.lines(&body.party, || below("party"));
        }
    }

    fn posts(&mut self, word: &str, posts: &Entries<Post>) {
        self.all(word, posts);
        for (key, post) in posts {
            let below = |line: &str| format!("{word}.{}.{line}", key.0);
            self.lines(&post.answers_to, || below("answers-to"));
            self.lines(&post.advises, || below("advises"));
            self.lines(&post.oversees, || below("oversees"));
        }
    }

    /// The lines below a body or post; what they are called is only worked out where it is needed.
    fn lines<T: Stated>(&mut self, entries: &Entries<T>, word: impl Fn() -> String) {
        let dated = |(_, entry): &(_, T)| entry.statement().starts.is_some() && entry.statement().ends.is_some();
        if entries.iter().any(dated) {
            self.all(&word(), entries);
        }
    }
}
