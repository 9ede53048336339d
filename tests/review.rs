//! The review: every kind of day on both sides of each bound, what is compared, the calendar, and what it says of a real framework.

use std::collections::BTreeSet;
use std::fs;

use icalendar::{Calendar, Component, DatePerhapsTime};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use remit_model::review::{DueKind, When};
use remit_report::review::{due, periods, recurring};

use crate::cli::{code, err, out, remit};
use crate::folder::{from_texts, root};

const AS_AT: Date = date(2023, 2, 1);

/// A framework in which something of every kind is due on `DAY`; a departure, declaration and review whose day is counted from
/// another name that one.
const EVERYTHING: &str = r#"
[framework]
name = "Sample review"
as-at = REVIEWED
review = { every-months = 3 }

[organisation.sample-council]
name = "Sample Council"
form = "council"

[body.board]
name = "Sample Board"
within = "sample-council"
instrument = "terms"
seats.chair = { role = "chair", person = "anna", term-ends = DAY }
seats.guest = { role = "member", ends = DAY }
reports-to.cabinet = { to = "cabinet", every-months = 2 }

[body.cabinet]
name = "Sample Cabinet"
within = "sample-council"

[body.group]
name = "Passing Group"
within = "sample-council"
ends = DAY

[person.anna]
name = "Anna Ash"
declared = DECLARED

[function.meals]
name = "Meals"

[instrument.terms]
name = "Terms of the Board"
kind = "terms-of-reference"
review-due = DAY
assumed = { review-due = "read from the front page" }

[instrument.mou]
name = "A memorandum"
owners = ["board"]
party.cabinet = {}
party.board = { ends = DAY }
review-due = DAY

[instrument.lease]
name = "A lease"
ends = DAY

[delegation.meals]
name = "Meals to the Board"
from = ["cabinet"]
to = "board"
functions = ["meals"]
review-due = DAY
ends = DAY

[log.q1]
kind = "question"
text = "Who cooks?"
owner = "board"
raised = 2022-11-15
due = DAY

[log.answered]
kind = "question"
text = "Who ate?"
due = DAY
answered = 2022-12-01
answer = "All did."

[milestone.kitchen]
text = "A kitchen"
by = DAY
owner = "board"

[milestone.table]
text = "A table"
by = DAY
met = 2022-12-01

[route.grants]
text = "Grants of the year"
deadline = DAY
deadline-of = "the ministry"
step.board = { body = "board", verb = "approve", on = DAY }

[departure.d1]
rule = "orphan-body"
subject = "body.group"
reason = "It passes."
until = DAY
"#;

fn text(day: Date) -> String {
    EVERYTHING
        .replace("DAY", &day.to_string())
        .replace("DECLARED", &(day - 1.year()).to_string())
        .replace("REVIEWED", &(day - 3.months()).to_string())
}

#[test]
fn every_kind_of_day_falls_into_its_period() {
    use DueKind::*;
    let ends = BTreeSet::from([
        Meeting,
        Deadline,
        PaperEnds,
        PartyLeaves,
        DelegationEnds,
        SeatEnds,
        BodyEnds,
    ]);
    let all = BTreeSet::from([
        Framework,
        Terms,
        Paper,
        Delegation,
        Declaration,
        Log,
        Milestone,
        Term,
        Departure,
    ]);
    let days = [
        (date(2023, 1, 31), When::Overdue),
        (date(2023, 2, 1), When::This),
        (date(2023, 4, 30), When::This),
        (date(2023, 5, 1), When::Next),
        (date(2023, 7, 31), When::Next),
        (date(2023, 8, 1), When::Later),
    ];
    for (day, when) in days {
        let loaded = from_texts(&[("framework.toml", &text(day))]);
        let mistakes: Vec<&String> = loaded.findings.iter().map(|finding| &finding.message).collect();
        assert!(mistakes.is_empty(), "{mistakes:?}");
        let at = loaded.model.at(AS_AT, &[]);
        let periods = periods(&at);
        assert_eq!((periods.months, periods.stated), (3, true));
        let found = due(&at);
        let of = |wanted: When| -> BTreeSet<DueKind> {
            let of = found.iter().filter(|due| periods.when(due) == wanted);
            of.map(|due| due.kind).collect()
        };
        match when {
            When::Overdue => {
                // What is over by itself is nobody's to do.
                assert_eq!(of(When::Ended), ends, "{day}");
                let mut late = all.clone();
                // A delegation that has ended needs no review.
                late.remove(&Delegation);
                assert_eq!(of(When::Overdue), late, "{day}");
            }
            _ => assert_eq!(of(when), all.union(&ends).copied().collect(), "{day}"),
        }
        for due in &found {
            // Three months before the last day of a long month is the last of a short one.
            assert!(due.on == day || due.kind == Framework, "{due:?}");
            assert_eq!(due.assumed, due.kind == Terms, "{due:?}");
        }
        assert!(
            !found
                .iter()
                .any(|due| due.subject.ends_with(".answered") || due.subject.ends_with(".table"))
        );
        let reports = recurring(&at);
        assert_eq!(reports.len(), 1);
        assert_eq!(
            (reports[0].to.name.as_str(), reports[0].every_months),
            ("Sample Cabinet", 2)
        );
    }
}

#[test]
fn whose_something_is_stands_beside_it() {
    let loaded = from_texts(&[("framework.toml", &text(date(2023, 4, 30)))]);
    let at = loaded.model.at(AS_AT, &[]);
    let whose = |kind: DueKind| -> Vec<String> {
        let found = due(&at).into_iter().find(|due| due.kind == kind).expect("it is due");
        found.who.into_iter().map(|who| who.key).collect()
    };
    assert_eq!(whose(DueKind::Terms), ["board"], "who works to them");
    assert_eq!(whose(DueKind::Paper), ["board"], "who owns it");
    assert_eq!(whose(DueKind::Delegation), ["cabinet"], "who gave");
    assert_eq!(whose(DueKind::Declaration), ["board"], "where she sits");
    assert_eq!(whose(DueKind::Log), ["board"]);
}

#[test]
fn the_agenda_the_log_and_the_changes_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("framework.toml"), text(date(2023, 4, 30))).expect("written");
    let told = out(&remit(
        folder.path(),
        &["review", "--as-at", "2023-02-01", "--format", "markdown"],
    ));
    assert!(told.contains("### Sample Board"), "{told}");
    // What is due of the log is told once.
    assert!(
        told.contains("**Due:** Log entry to be dealt with: Who cooks?"),
        "{told}"
    );
    assert!(!told.contains("**Question to deal with:** Who cooks?"), "{told}");
    assert!(
        told.contains("**Due:** Decision before a meeting: Grants of the year (approve)"),
        "{told}"
    );
    assert!(told.contains("### Whose it is, is not entered"), "{told}");
    assert!(told.contains("| Who cooks? | 2 months |"), "{told}");
    assert!(
        told.contains("**Receives a report:** from Sample Board every 2 months"),
        "{told}"
    );
    assert!(
        told.contains("No earlier review is recorded, so that nothing is compared."),
        "{told}"
    );
    let args = [
        "review",
        "--as-at",
        "2023-05-01",
        "--since",
        "2023-02-01",
        "--format",
        "markdown",
    ];
    let told = out(&remit(folder.path(), &args));
    assert!(told.contains("## What changed since 1 February 2023"), "{told}");
    assert!(told.contains("Passing Group"), "{told}");
    assert!(told.contains("| On 1 February 2023 |"), "{told}");
    for (since, words) in [
        (
            "nowhere-at-all",
            "neither a day nor a revision: write --since 2018-02-01",
        ),
        ("2018-02-30", "neither a day nor a revision"),
        ("9999-01-01", "is later than"),
        ("git:nowhere", "git"),
    ] {
        let wrong = remit(folder.path(), &["review", "--since", since]);
        assert_eq!(code(&wrong), 2, "{since}");
        assert!(err(&wrong).contains(words), "{since}: {}", err(&wrong));
    }
}

#[test]
fn the_calendar_is_read_back_whole_and_names_in_it_do_nothing() {
    let hostile = r#"Anna\nEND:VEVENT\r\nATTENDEE:mailto:x@example.org, \u001b[31m; Ash"#;
    let folder = tempfile::tempdir().expect("a folder");
    let framework = text(date(2023, 4, 30)).replace("Anna Ash", hostile);
    fs::write(folder.path().join("framework.toml"), framework).expect("written");
    let args = ["review", "--as-at", "2023-02-01", "--format", "ics"];
    let written = out(&remit(folder.path(), &args));
    assert_eq!(written, out(&remit(folder.path(), &args)), "same input, same bytes");
    assert!(!written.contains('\u{1b}'), "{written:?}");
    assert!(written.split("\r\n").all(|line| line.len() <= 75), "{written}");
    assert!(
        !written.split("\r\n").any(|line| line.starts_with("ATTENDEE")),
        "{written}"
    );
    let calendar: Calendar = written.parse().expect("a calendar");
    let events: Vec<_> = calendar.events().collect();
    let loaded = from_texts(&[("framework.toml", &text(date(2023, 4, 30)))]);
    assert_eq!(events.len(), due(&loaded.model.at(AS_AT, &[])).len());
    let identities: BTreeSet<_> = events.iter().filter_map(|event| event.get_uid()).collect();
    assert_eq!(identities.len(), events.len());
    for event in events {
        let Some(DatePerhapsTime::Date(day)) = event.get_start() else {
            panic!("{event:?} is no whole day");
        };
        assert_eq!(day.to_string(), "2023-04-30");
        assert_eq!(event.property_value("DTSTAMP"), Some("20230201T000000Z"));
    }
}

#[test]
fn the_review_of_tower_hamlets_is_what_it_was() {
    let folder = root().join("models/tower-hamlets-together");
    let args = [
        "review",
        "--as-at",
        "2018-02-01",
        "--since",
        "2017-11-01",
        "--format",
        "markdown",
    ];
    let told = out(&remit(&folder, &args));
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder.join("golden"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("review-2018-02", told));
}
