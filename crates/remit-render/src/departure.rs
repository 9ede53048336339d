//! A departure as a block of TOML, to be pasted into a framework by whoever accepts the finding.

use std::fmt::Write as _;

use jiff::civil::Date;
use remit_model::finding::Finding;
use remit_model::page::sentence;

use crate::inert;

/// The block that would accept this finding until a day, under a key that is free. What only people can say is left for
/// them to fill in.
pub fn block(finding: &Finding, key: &str, until: Date) -> String {
    let mut text = format!("# {}\n", inert::line(&sentence(&finding.message)));
    let _ = writeln!(text, "[departure.{key}]");
    let _ = writeln!(text, "rule = {}", quoted(finding.rule));
    let _ = writeln!(text, "subject = {}", quoted(finding.subject()));
    let about: Vec<String> = finding.keys.iter().skip(1).map(|key| quoted(key)).collect();
    if !about.is_empty() {
        let _ = writeln!(text, "about = [{}]", about.join(", "));
    }
    text.push_str("reason = \"\"               # why it is accepted\n");
    let _ = writeln!(text, "until = {until}        # the last day on which it counts");
    text.push_str("# accepted-by = \"…\"       # the body, organisation or post that accepted it\n");
    text.push_str("# minute = \"…\"            # the minute that records it\n");
    text
}

/// A key for it that can be written without quotes: rule and subject.
pub fn key(finding: &Finding) -> String {
    let ids = finding.keys.iter().map(|key| key.rsplit('.').next().unwrap_or(key));
    let words: Vec<&str> = std::iter::once(finding.rule).chain(ids).collect();
    let id = |c: char| {
        if c.is_ascii_lowercase() || c.is_ascii_digit() {
            c
        } else {
            '-'
        }
    };
    words
        .join("-")
        .chars()
        .map(id)
        .collect::<String>()
        .trim_matches('-')
        .to_owned()
}

/// A text as a TOML string.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() || inert::line(&c.to_string()) != c.to_string() => {
                let _ = write!(quoted, "\\U{:08X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use remit_model::finding::Level;

    use super::*;
    use crate::fixture::HOSTILE;

    #[test]
    fn a_block_says_what_it_accepts_and_until_when() {
        let finding =
            Finding::new("both-sides", Level::Note, "body.alliance", "the alliance has both").key("organisation.ccg");
        let text = block(&finding, &key(&finding), jiff::civil::date(2018, 11, 1));
        let read: toml::Table = text.parse().unwrap();
        let departure = &read["departure"]["both-sides-alliance-ccg"];
        assert_eq!(departure["rule"].as_str(), Some("both-sides"));
        assert_eq!(departure["subject"].as_str(), Some("body.alliance"));
        assert_eq!(departure["about"][0].as_str(), Some("organisation.ccg"));
        assert_eq!(
            departure["until"].as_datetime().map(ToString::to_string).as_deref(),
            Some("2018-11-01")
        );
    }

    #[test]
    fn hostile_text_stays_inside_the_block() {
        for name in HOSTILE {
            let finding = Finding::new("r", Level::Note, name, name).key(name);
            let text = block(&finding, &key(&finding), jiff::civil::date(2018, 11, 1));
            let read: toml::Table = text.parse().unwrap_or_else(|error| panic!("{error}: {text}"));
            let departures = read["departure"].as_table().unwrap();
            assert_eq!(departures.len(), 1, "{text}");
            let (_, departure) = departures.iter().next().unwrap();
            assert_eq!(departure["subject"].as_str(), Some(name));
            assert!(!text.contains(['\u{1b}', '\u{202e}', '\r']), "{text:?}");
        }
    }
}
