//! Findings as rustc would show them. The only file that knows annotate-snippets.

use std::collections::BTreeMap;

use annotate_snippets::renderer::Renderer;
use annotate_snippets::{AnnotationKind, Element, Group, Level as Shown, Snippet};
use remit_model::finding::{Finding, Level};
use remit_model::page::sentence;
use remit_model::sources::Sources;

use super::excerpt::{Excerpt, excerpts};
use super::{HumanOptions, path};
use crate::{inert, wrap};

/// Narrower than this nothing can be read, so we let the terminal break the lines.
const NARROWEST: usize = 30;

/// What stands before a line of an excerpt, at most: a line number of five digits, a bar and spaces.
const WIDEST_GUTTER: usize = 8;

/// A report for each finding, in the order given. After `per_rule` findings of one rule the rest is only counted.
pub fn findings(findings: &[Finding], sources: &Sources, options: &HumanOptions) -> String {
    let cap = if options.per_rule == 0 {
        usize::MAX
    } else {
        options.per_rule
    };
    let mut totals: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings {
        *totals.entry(finding.rule).or_default() += 1;
    }
    let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
    let mut out = String::new();
    for finding in findings {
        let count = shown.entry(finding.rule).or_default();
        if *count == cap {
            continue;
        }
        *count += 1;
        out.push_str(report(finding, sources, options).trim_end());
        out.push_str("\n\n");
        let total = totals.get(finding.rule).copied().unwrap_or(*count);
        if *count == cap && total > cap {
            let rest = format!("{} more of {}", total - cap, inert::line(finding.rule));
            let line = format!("… and {rest} (all of them: --all, or --format json)");
            out.push_str(&wrap::lines(&line, options.width.max(NARROWEST)).join("\n  "));
            out.push_str("\n\n");
        }
    }
    out
}

/// One finding.
fn report(finding: &Finding, sources: &Sources, options: &HumanOptions) -> String {
    let width = options.width.max(NARROWEST);
    let level = match finding.level {
        Level::Must => Shown::ERROR,
        Level::Should => Shown::WARNING,
        Level::Note => Shown::NOTE,
    };
    let word = finding.level.word();
    let lead = word.len() + finding.rule.len() + 4;
    let said = sentence(&finding.message);
    // annotate-snippets sets the further lines of a title under the first. Where that leaves a ribbon, the message goes
    // below the rule.
    let message_below = lead * 5 > width * 2 && lead + wrap::columns(&said) > width;
    let beside = if message_below {
        String::new()
    } else {
        wrapped_title(&said, lead, width)
    };
    let title = level.with_name(word).primary_title(beside).id(finding.rule);

    let excerpts = excerpts(&finding.labels, sources, width.saturating_sub(WIDEST_GUTTER));
    let lines = |excerpt: &Excerpt| excerpt.first_line + excerpt.text.matches('\n').count();
    let gutter = excerpts.iter().map(lines).max().unwrap_or(0).to_string().len();
    let mut elements: Vec<Element<'_>> = Vec::new();
    let mut displaced = Vec::new();
    let mut origins = Vec::new();
    for excerpt in excerpts {
        let (line, column) = excerpt.line_column;
        origins.push(format!("{}:{line}:{column}", excerpt.path));
        elements.push(snippet(finding, excerpt, width.saturating_sub(gutter + 3), &mut displaced).into());
    }
    for text in displaced.iter().chain(&finding.remarks) {
        elements.push(message(
            Shown::NOTE,
            "note",
            &[inert::text(&sentence(text)).into_owned()],
            gutter,
            width,
        ));
    }
    for evidence in &finding.paths {
        let mut lines = vec![path::ends(evidence)];
        lines.extend(path::steps(evidence, sources));
        elements.push(message(Shown::NOTE, "path", &lines, gutter, width));
    }
    for text in &finding.help {
        elements.push(message(
            Shown::HELP,
            "help",
            &[inert::text(&sentence(text)).into_owned()],
            gutter,
            width,
        ));
    }
    let renderer = if options.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let shown = renderer
        .term_width(width)
        .render(&[Group::with_title(title).elements(elements)]);
    let shown = with_origins(&shown, &origins);
    if !message_below {
        return shown;
    }
    let (first, rest) = shown.split_once('\n').unwrap_or((&shown, ""));
    let below = wrap::hanging("  ", "  ", &inert::line(&said), width).join("\n");
    format!("{first}\n{below}\n{rest}")
}

/// Stands for the path of an excerpt until the report is laid out. [`inert`] lets it through in no text.
const ORIGIN: char = '\u{f8ff}';

/// Sets path, line and column above each excerpt. annotate-snippets would count the column in the excerpt, which is
/// wrong where the line was cut on the left, and takes none from us that it does not count itself.
fn with_origins(shown: &str, origins: &[String]) -> String {
    let mut out = String::with_capacity(shown.len());
    let mut rest = shown;
    for origin in origins {
        let Some((before, after)) = rest.split_once(ORIGIN) else {
            break;
        };
        out.push_str(before);
        out.push_str(origin);
        rest = after.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit());
    }
    out.push_str(rest);
    out
}

/// The lines of a text with their marks. Labels that find no room beside their mark go to `displaced`.
fn snippet<'a>(
    finding: &Finding,
    excerpt: Excerpt,
    room: usize,
    displaced: &mut Vec<String>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let mut annotations = Vec::new();
    for (range, number) in excerpt.marks {
        let text = finding.labels.get(number).map_or("", |label| label.text.as_str());
        let text = inert::line(text).into_owned();
        let kind = if number == 0 {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        let start = excerpt
            .text
            .get(..range.start)
            .and_then(|before| before.rsplit('\n').next())
            .unwrap_or("");
        let mark = wrap::columns(excerpt.text.get(range.clone()).unwrap_or("")) + 1;
        let fits = wrap::columns(start) + mark + wrap::columns(&text) <= room;
        let label = (fits && !text.is_empty()).then_some(text.clone());
        if !fits && !text.is_empty() {
            let before = if number == 0 {
                String::new()
            } else {
                format!("{}: ", excerpt.path)
            };
            displaced.push(format!("{before}{text}"));
        }
        annotations.push(kind.span(range).label(label));
    }
    Snippet::source(excerpt.text)
        .path(ORIGIN.to_string())
        .line_start(excerpt.first_line)
        .annotations(annotations)
}

/// A message after `  = name: `, its lines wrapped; annotate-snippets sets the further lines under the first.
fn message<'a>(level: Shown<'a>, name: &'a str, lines: &[String], gutter: usize, width: usize) -> Element<'a> {
    let room = width.saturating_sub(gutter + 3 + name.len() + 2);
    // The steps of a path are numbered: what is wrapped stands behind the number.
    let wrapped =
        |(number, line): (usize, &String)| wrap::hanging("", if number == 0 { "" } else { "   " }, line, room);
    let text: Vec<String> = lines.iter().enumerate().flat_map(wrapped).collect();
    level.with_name(name).message(text.join("\n")).into()
}

/// The message of a title: its first line is shorter by what stands before it.
fn wrapped_title(message: &str, lead: usize, width: usize) -> String {
    let message = inert::line(message);
    if lead + wrap::columns(&message) <= width {
        return message.into_owned();
    }
    wrap::lines(&message, width.saturating_sub(lead)).join("\n")
}

#[cfg(test)]
mod tests;
