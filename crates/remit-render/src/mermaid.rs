//! A drawing as a Mermaid flowchart.

use std::fmt::Write;

use remit_model::drawing::{Arrow, ArrowStyle, Box as DrawnBox, Drawing};

use crate::inert;
use crate::sheet::{Numbers, box_text, line_text, styles_used, without_table, wrapped};

/// The drawing as Mermaid text, authority running downwards.
pub fn drawing(drawing: &Drawing) -> String {
    let drawing = &*without_table(drawing);
    let numbers = Numbers::new(drawing);
    let mut out = format!("---\ntitle: {}\n---\nflowchart TB\n", yaml(&drawing.title));
    add(&mut out, &format!("  accTitle: {}", spoken(&drawing.title)));
    add(
        &mut out,
        &format!(
            "  accDescr: {}",
            spoken(&format!("{} {}", drawing.subtitle, key(drawing)))
        ),
    );
    for (number, tier) in drawing.tiers.iter().enumerate() {
        let named = !tier.name.is_empty() && !tier.boxes.is_empty();
        if named {
            add(
                &mut out,
                &format!("  subgraph t{number}[{}]", quoted(&wrapped(&tier.name))),
            );
        }
        for drawn in &tier.boxes {
            add(&mut out, &format!("    {}", boxed(drawn, &numbers)));
        }
        if named {
            add(&mut out, "  end");
        }
    }
    for key in &numbers.strangers {
        add(&mut out, &format!("  {}[{}]", numbers.id(key), quoted(&wrapped(key))));
    }
    for line in &drawing.lines {
        add(&mut out, &format!("  {}", arrow(line, &numbers)));
    }
    // After the real lines, so that these keep the numbers by which `linkStyle` knows them.
    let tops: Vec<String> = drawing
        .tiers
        .iter()
        .filter_map(|tier| tier.boxes.first().filter(|_| !tier.name.is_empty()))
        .map(|drawn| numbers.id(&drawn.key))
        .collect();
    for pair in tops.windows(2) {
        add(&mut out, &format!("  {}", pair.join(" ~~~ ")));
    }
    styles(&mut out, drawing, &numbers);
    out
}

fn add(out: &mut String, line: &str) {
    // Writing to a `String` cannot fail.
    let _ = writeln!(out, "{line}");
}

/// Rounded for a body, square for a legal person, double sides for several alike.
fn boxed(drawn: &DrawnBox, numbers: &Numbers<'_>) -> String {
    let text = quoted(&box_text(drawn));
    let (open, close) = match (drawn.many, drawn.legal_person) {
        (true, _) => ("[[", "]]"),
        (false, true) => ("[", "]"),
        (false, false) => ("(", ")"),
    };
    format!("{}{open}{text}{close}", numbers.id(&drawn.key))
}

fn arrow(line: &Arrow, numbers: &Numbers<'_>) -> String {
    let (from, to) = (numbers.id(&line.from), numbers.id(&line.to));
    let text = line_text(line);
    if line.upward {
        // Mermaid lays out what comes first above what comes second, and has no arrow with its head at the first only.
        // So the line has no head, and a triangle says that it is read upwards.
        let mut text = text;
        if let Some(first) = text.first_mut() {
            first.insert_str(0, "▲ ");
        }
        let link = match line.style() {
            ArrowStyle::Accountability | ArrowStyle::Oversight => "---",
            ArrowStyle::Delegation => "===",
            ArrowStyle::Advice | ArrowStyle::Membership | ArrowStyle::Missing => "-.-",
        };
        return format!("{to} {link}{}{from}", label(&text));
    }
    let link = match line.style() {
        ArrowStyle::Accountability => "-->",
        ArrowStyle::Oversight => "--o",
        ArrowStyle::Delegation => "==>",
        ArrowStyle::Advice => "-.->",
        ArrowStyle::Membership => "-.-",
        ArrowStyle::Missing => "-.-x",
    };
    format!("{from} {link}{}{to}", label(&text))
}

/// The label of a line with what separates it from the id behind it.
fn label(text: &[String]) -> String {
    if text.iter().all(|line| line.trim().is_empty()) {
        " ".to_owned()
    } else {
        format!("|{}| ", quoted(text))
    }
}

/// What tells the kinds apart beyond the link itself, and the class of what is not in force.
fn styles(out: &mut String, drawing: &Drawing, numbers: &Numbers<'_>) {
    for (style, dash) in [
        (ArrowStyle::Oversight, "10 3"),
        (ArrowStyle::Membership, "1 4"),
        (ArrowStyle::Missing, "2 8"),
    ] {
        let used = drawing
            .lines
            .iter()
            .enumerate()
            .filter(|(_, line)| line.style() == style);
        let used: Vec<String> = used.map(|(number, _)| number.to_string()).collect();
        if !used.is_empty() {
            add(out, &format!("  linkStyle {} stroke-dasharray: {dash}", used.join(",")));
        }
    }
    let boxes = drawing
        .tiers
        .iter()
        .flat_map(|tier| &tier.boxes)
        .filter(|drawn| !drawn.standing.is_in_force());
    let proposed: Vec<String> = boxes.map(|drawn| numbers.id(&drawn.key)).collect();
    if !proposed.is_empty() {
        add(out, "  classDef proposed stroke-dasharray: 6 4");
        add(out, &format!("  class {} proposed", proposed.join(",")));
    }
}

/// The key in words: Mermaid has no place for one, so it goes to the description.
fn key(drawing: &Drawing) -> String {
    let used = styles_used(drawing).into_iter().map(|(style, name)| {
        let drawn = match style {
            ArrowStyle::Accountability => "solid line",
            ArrowStyle::Oversight => "long dashes, round head",
            ArrowStyle::Delegation => "thick line",
            ArrowStyle::Advice => "short dashes",
            ArrowStyle::Membership => "dots",
            ArrowStyle::Missing => "wide dots",
        };
        format!("{drawn}: {name}")
    });
    let mut used: Vec<String> = used.collect();
    if drawing.lines.iter().any(|line| line.upward) {
        used.push("▲: read upwards, from the lower box to the upper".to_owned());
    }
    used.join(". ")
}

/// Lines of text in quotation marks. What may stand as it is, is named; all else becomes Mermaid's entities, `#34;`.
fn quoted(lines: &[String]) -> String {
    let mut out = String::from("\"");
    for (number, line) in lines.iter().enumerate() {
        if number > 0 {
            out.push_str("<br/>");
        }
        let mut before = '\0';
        for c in inert::line(line).chars() {
            // `direction LR` turns the chart even inside quotation marks, and `1. ` begins a list that Mermaid refuses.
            let breaks = c == ' ' && (out.ends_with("direction") || matches!(before, '.' | ')' | '-' | '+'));
            match c {
                ' ' if breaks => out.push_str("#160;"),
                ' ' | ',' | '.' | '(' | ')' | '-' | '+' | '/' | '\'' => out.push(c),
                c if c.is_ascii() && !c.is_ascii_alphanumeric() => out.push_str(&format!("#{};", u32::from(c))),
                c => out.push(c),
            }
            before = c;
        }
    }
    // An empty label is no label to Mermaid's grammar.
    if out.len() == 1 {
        out.push(' ');
    }
    out.push('"');
    out
}

/// A YAML string. What Mermaid looks for before it reads the YAML, `%%{`, is broken up.
fn yaml(text: &str) -> String {
    let mut out = String::from("\"");
    for c in inert::line(text).chars() {
        match c {
            '"' | '\\' | '%' | '#' | '<' | '>' | '{' | '}' | '`' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Text for the title and description that are read aloud: they know no quotation, so what acts in them is left out.
fn spoken(text: &str) -> String {
    let acts = |c: char| {
        matches!(
            c,
            '#' | ';' | '<' | '>' | '"' | '%' | '{' | '}' | '`' | '\\' | '&' | '[' | ']' | '|'
        )
    };
    let text: String = inert::line(text)
        .chars()
        .map(|c| if acts(c) { ' ' } else { c })
        .collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() { "Diagram".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{self, HOSTILE, arrow, drawn};
    use remit_model::document::RelationKind;
    use remit_model::drawing::{Standing, Tier};

    #[test]
    fn a_chart_reads_downwards() {
        let mut office = drawn("org.a", "Council & Co");
        office.legal_person = true;
        let mut board = drawn("body.b", "Board");
        board.standing = Standing::Proposed;
        let mut line = arrow("body.b", "org.a", "answers to", Some(RelationKind::AnswersTo), true);
        line.assumed = true;
        let given = Drawing {
            title: "Who: answers".to_owned(),
            subtitle: "As at 1 November 2017.".to_owned(),
            tiers: vec![
                Tier {
                    name: "System".to_owned(),
                    boxes: vec![office],
                },
                Tier {
                    name: String::new(),
                    boxes: vec![board],
                },
            ],
            lines: vec![line, arrow("org.a", "body.b", "", Some(RelationKind::Party), false)],
            ..Drawing::default()
        };
        let expected = r#"---
title: "Who: answers"
---
flowchart TB
  accTitle: Who: answers
  accDescr: As at 1 November 2017. solid line: accountability. dots: made up of, belongs to. ▲: read upwards, from the lower box to the upper
  subgraph t0["System"]
    n0["Council #38; Co"]
  end
    n1("Board<br/>(proposed)")
  n0 ---|"▲ answers to (assumed)"| n1
  n0 -.- n1
  linkStyle 1 stroke-dasharray: 1 4
  classDef proposed stroke-dasharray: 6 4
  class n1 proposed
"#;
        assert_eq!(drawing(&given), expected);
    }

    #[test]
    fn hostile_text_does_nothing() {
        let bare = |text: &str| -> Vec<String> {
            // Every second part stands outside quotation marks.
            let body = text.split_once("  subgraph").unwrap().1;
            body.split('"').step_by(2).map(str::to_owned).collect()
        };
        let harmless = bare(&drawing(&fixture::drawing("x")));
        for name in HOSTILE {
            let written = drawing(&fixture::drawing(name));
            assert_eq!(bare(&written), harmless, "{name:?}\n{written}");
            let inside = written.replace("<br/>", "");
            assert!(
                !inside.contains(['<', '{', '`', '%', '\u{1b}', '\u{202e}', '\r']),
                "{written}"
            );
            assert!(
                !inside.lines().skip(6).any(|line| line.contains("direction LR")),
                "{written}"
            );
            assert_eq!(written.lines().filter(|line| *line == "---").count(), 2, "{written}");
        }
    }

    #[test]
    fn entities_and_lists_do_not_come_alive() {
        assert_eq!(quoted(&["&lt;#quot;".to_owned()]), "\"#38;lt#59;#35;quot#59;\"");
        assert_eq!(quoted(&["1. One".to_owned()]), "\"1.#160;One\"");
        assert_eq!(quoted(&[String::new()]), "\" \"");
    }
}
