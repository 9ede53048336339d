//! Seats and lines that outlive the body or post that they belong to, or begin before it (RULES D8).

use remit_model::finding::Level;

use crate::folder::from_texts;

/// What is reported of one file, as subject and the places of its labels.
fn outliving(text: &str) -> Vec<String> {
    let text = format!("[framework]\nname = \"F\"\n{text}");
    let loaded = from_texts(&[("framework.toml", &text)]);
    let found = loaded.findings.iter().map(|finding| {
        assert_eq!(
            (finding.rule, finding.level),
            ("outlives", Level::Must),
            "{}",
            finding.message
        );
        let lines = finding
            .labels
            .iter()
            .map(|label| loaded.sources.line_column(label.place).0.to_string());
        format!("{} {}", finding.subject(), lines.collect::<Vec<_>>().join(" "))
    });
    found.collect()
}

#[test]
fn a_seat_that_outlives_its_body_is_reported_with_both_days() {
    let text = "[body.board]
ends = 2024-03-31
seats.chair = { role = \"chair\", ends = 2024-04-01 }
seats.guest = { role = \"in-attendance\", ends = 2024-03-31 }
";
    assert_eq!(outliving(text), ["body.board.seats.chair 5 4"]);
}

#[test]
fn a_line_that_begins_before_its_body_is_reported() {
    let text = "[body.board]
starts = 2024-04-01
does.steer = { text = \"it\", starts = 2024-03-31 }
advises.group = { starts = 2024-04-01 }
[body.group]
";
    assert_eq!(outliving(text), ["body.board.does.steer 5 4"]);
}

#[test]
fn every_kind_of_line_is_looked_at() {
    let kinds = [
        "answers-to",
        "oversees",
        "supports",
        "reports-to",
        "advises",
        "challenges",
        "scrutinises",
        "comprises",
        "party",
    ];
    for kind in kinds {
        let text = format!("[body.board]\nends = 2024-03-31\n{kind}.group = {{ ends = 2025-03-31 }}\n[body.group]\n");
        assert_eq!(outliving(&text), [format!("body.board.{kind}.group 5 4")]);
    }
    let text = "[body.board]\nends = 2024-03-31\ncarries.risk = { text = \"it\", ends = 2025-03-31 }\n";
    assert_eq!(outliving(text), ["body.board.carries.risk 5 4"]);
    for kind in ["answers-to", "advises", "oversees"] {
        let text = format!("[post.lead]\nends = 2024-03-31\n{kind}.group = {{ ends = 2025-03-31 }}\n[body.group]\n");
        assert_eq!(outliving(&text), [format!("post.lead.{kind}.group 5 4")]);
    }
}

#[test]
fn what_is_not_written_in_one_table_is_not_compared() {
    // Without an end of its own, a seat ends with its body; an adopted change may move the end of either.
    let base = "[framework]
name = \"F\"
[body.board]
starts = 2023-04-01
ends = 2024-03-31
seats.chair = { role = \"chair\", starts = 2023-04-01 }
[body.open]
seats.chair = { role = \"chair\", starts = 2020-04-01, ends = 2030-03-31 }
";
    let longer = "[proposal]
id = \"longer\"
adopted = 2024-01-01
[change.body.board]
ends = 2026-03-31
seats.chair = { ends = 2026-03-31 }
";
    let loaded = from_texts(&[("framework.toml", base), ("longer.toml", longer)]);
    let messages: Vec<&str> = loaded.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert!(messages.is_empty(), "{messages:?}");
}

#[test]
fn a_body_with_such_a_line_is_not_judged_further() {
    let text = "[framework]
name = \"F\"
[body.board]
ends = 2024-03-31
seats.chair = { role = \"chair\", ends = 2024-04-01 }
";
    let loaded = from_texts(&[("framework.toml", text)]);
    assert!(loaded.model.is_doubtful("body.board"));
}
