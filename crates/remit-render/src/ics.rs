//! What is due as a calendar (iCalendar, RFC 5545): one event of a whole day for each, which keeps its identity from one run to the
//! next, so that a day that moves moves in the reader's calendar too.

use icalendar::{Calendar, Component, Event, Property};
use jiff::civil::Date;
use remit_model::page::day_in_words;
use remit_model::review::Due;
use remit_model::sources::Sources;

use crate::About;
use crate::inert;

/// A calendar of what is due. It is stamped with the date as at which it was made, not with the time of writing: the same framework
/// makes the same bytes.
pub fn calendar<'d>(all: impl IntoIterator<Item = &'d Due>, sources: &Sources, about: &About) -> String {
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0"));
    calendar.append_property(("PRODID", "-//Remit//Remit//EN"));
    calendar.append_property(("CALSCALE", "GREGORIAN"));
    let name = inert::line(&about.framework);
    // The library knows the other name as text, and not this one.
    let escaped = name.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
    calendar.append_property(Property::new("NAME", escaped));
    calendar.append_property(Property::new("X-WR-CALNAME", name.as_ref()));
    for due in all {
        calendar.push(event(due, sources, about));
    }
    calendar.to_string()
}

fn event(due: &Due, sources: &Sources, about: &About) -> Event {
    let who = due
        .who
        .iter()
        .map(|one| one.name.as_str())
        .collect::<Vec<_>>()
        .join(", ");
    let mut told = vec![format!(
        "Framework: {}, as at {}",
        about.framework,
        day_in_words(about.as_at)
    )];
    if !who.is_empty() {
        told.push(format!("Whose: {who}"));
    }
    match &due.basis {
        Some(basis) if due.assumed => told.push(format!("The day is assumed: {basis}")),
        Some(basis) => told.push(format!("The day: {basis}")),
        None => {}
    }
    told.push(format!("Written at {}", sources.cite(due.place)));
    let late = if due.on < about.as_at && !due.kind.is_end() {
        "Overdue: "
    } else {
        ""
    };
    let assumed = if due.assumed { " (day assumed)" } else { "" };
    let summary = format!("{late}{}: {}{assumed}", due.kind.words(), due.what);
    let mut event = Event::with_uid(&format!("{}@{}", due.fingerprint(), slug(&about.framework)));
    event
        .append_property(("DTSTAMP", format!("{}T000000Z", figures(about.as_at)).as_str()))
        .append_property(
            Property::new("DTSTART", figures(due.on))
                .append_parameter(("VALUE", "DATE"))
                .done(),
        )
        // It takes up nobody's time.
        .append_property(("TRANSP", "TRANSPARENT"))
        .append_property(("CATEGORIES", due.kind.word()))
        .summary(&inert::line(&summary))
        .description(&inert::text(&told.join("\n")));
    event.done()
}

/// A day as the standard writes it: 20180201.
fn figures(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// The letters and figures of a name, which keep the identities of two frameworks apart.
fn slug(name: &str) -> String {
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase()
        } else {
            ' '
        }
    };
    let words: String = name.chars().map(plain).collect();
    let slug = words.split_whitespace().collect::<Vec<_>>().join("-");
    if slug.is_empty() { "framework".to_owned() } else { slug }
}
