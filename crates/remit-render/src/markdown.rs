//! A page as CommonMark with pipe tables.

use remit_model::page::{Block, Cell, Inline, Line, Page, Table};

use crate::{address, inert, plain};

/// The page as Markdown. Whatever stands in its text stays text.
pub fn page(page: &Page) -> String {
    let mut parts = vec![format!("# {}", words(&page.title))];
    if !page.summary.is_empty() {
        parts.push(at_start(words(&page.summary)));
    }
    parts.extend(page.blocks.iter().map(written));
    parts.retain(|part| !part.is_empty());
    format!("{}\n", parts.join("\n\n"))
}

fn written(block: &Block) -> String {
    match block {
        Block::Heading(level, text, anchor) => {
            let marks = "#".repeat(usize::from(*level).clamp(2, 6));
            // Markdown has no anchors of its own that every reader agrees on.
            let anchor = address::anchor(anchor)
                .map(|id| format!("<a id=\"{id}\"></a>\n\n"))
                .unwrap_or_default();
            format!("{anchor}{marks} {}", words(text))
        }
        Block::Paragraph(text) => at_start(line(text, false)),
        Block::List(numbered, lines) => {
            let item = |(text, number): (_, usize)| {
                let lead = if *numbered {
                    format!("{number}.")
                } else {
                    "-".to_owned()
                };
                format!("{lead} {}", at_start(line(text, false)))
            };
            lines.iter().zip(1..).map(item).collect::<Vec<_>>().join("\n")
        }
        Block::Table(table) => written_table(table),
        Block::Mark(level, heading, more) => {
            let (symbol, says) = plain::level(*level);
            format!("{symbol} **{says}**: {} {}", line(heading, false), line(more, false))
                .trim_end()
                .to_owned()
        }
        Block::Figure(caption, alt, to) => match address::picture(to) {
            Some(to) => format!("![{}](<{to}>)\n\n{}", words(alt), at_start(words(caption))),
            None => at_start(words(caption)),
        },
        Block::Text(text, language) => {
            let text = inert::text(text);
            let fence = "`".repeat(longest_run(&text).max(2) + 1);
            let language = address::anchor(language).unwrap_or_default();
            format!("{fence}{language}\n{}\n{fence}", text.trim_end_matches('\n'))
        }
    }
}

fn written_table(table: &Table) -> String {
    let mut out = Vec::new();
    if !table.caption.is_empty() {
        out.push(format!("**{}**\n", strong(&table.caption)));
    }
    if table.columns.is_empty() {
        return out.join("\n");
    }
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    out.push(row(table.columns.iter().map(|column| words(column)).collect()));
    let figures = |column: usize| {
        let mut cells = table.rows.iter().filter_map(|row| row.get(column)).peekable();
        cells.peek().is_some() && cells.all(plain::is_figure)
    };
    let rule = |column| if figures(column) { "---:" } else { "---" }.to_owned();
    out.push(row((0..table.columns.len()).map(rule).collect()));
    for cells in &table.rows {
        let written = |column| cells.get(column).map(cell).unwrap_or_default();
        out.push(row((0..table.columns.len()).map(written).collect()));
    }
    out.join("\n")
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Words(words) => line(words, true),
        other => words(&plain::cell(other)),
    }
}

fn line(line: &Line, in_table: bool) -> String {
    line.iter().map(|part| inline(part, in_table)).collect()
}

fn inline(part: &Inline, in_table: bool) -> String {
    match part {
        Inline::Words(text) => words(text),
        Inline::Strong(text) if text.trim().is_empty() => words(text),
        Inline::Strong(text) => {
            // A space before the closing asterisks would leave them standing as they are.
            let after = if text.ends_with(char::is_whitespace) { " " } else { "" };
            format!("**{}**{after}", strong(text))
        }
        Inline::Quote(text) => format!("“{}”", words(text)),
        Inline::Code(text) => code(text, in_table),
        Inline::Link(text, to) => match address::safe(to) {
            Some(to) => format!("[{}](<{to}>)", words(text)),
            None => words(text),
        },
    }
}

/// Words to stand between asterisks, which close nothing when there is a space inside them.
fn strong(text: &str) -> String {
    words(text.trim())
}

/// Words in which nothing is markup: neither CommonMark's nor the additions of GitHub (tables, strikethrough, formulas,
/// links without brackets).
fn words(text: &str) -> String {
    let text = inert::line(text);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let acts = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '&' | '$' | '!' => true,
            ':' => rest.peek() == Some(&'/'),
            _ => false,
        };
        if acts {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Text that begins a block: what would make it a list, a rule or a heading no longer does.
fn at_start(text: String) -> String {
    let text = text.trim_start();
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = text.split_at(digits);
    let numbered = digits > 0 && rest.starts_with(['.', ')']);
    if numbered || text.starts_with(['-', '+', '=']) {
        format!("{number}\\{rest}")
    } else {
        text.to_owned()
    }
}

/// Code between more backticks than it holds. In a table even code must not hold a bare pipe.
fn code(text: &str, in_table: bool) -> String {
    let text = inert::line(text);
    if text.trim().is_empty() {
        return text.into_owned();
    }
    let ticks = "`".repeat(longest_run(&text) + 1);
    let text = if in_table {
        text.replace('|', "\\|")
    } else {
        text.into_owned()
    };
    let edge = |at: Option<char>| matches!(at, Some('`' | ' '));
    let pad = if edge(text.chars().next()) || edge(text.chars().next_back()) {
        " "
    } else {
        ""
    };
    format!("{ticks}{pad}{text}{pad}{ticks}")
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{self, HOSTILE};

    #[test]
    fn a_page_reads_as_markdown() {
        let mut page = fixture::page("plain");
        page.blocks.truncate(3);
        let expected = "\
# plain

plain

<a id=\"plain\"></a>

## plain

plain**plain**“plain”`plain`[plain](<plain>)

1. plain**plain**“plain”`plain`[plain](<plain>)
";
        assert_eq!(super::page(&page), expected);
    }

    #[test]
    fn markup_in_words_is_escaped() {
        assert_eq!(
            words("<b>|[x](y) *a* _b_ `c` \\ &lt; #1"),
            r"\<b\>\|\[x\](y) \*a\* \_b\_ \`c\` \\ \&lt; \#1"
        );
        assert_eq!(words("https://x"), r"https\://x");
        assert_eq!(at_start("1. x".to_owned()), r"1\. x");
        assert_eq!(at_start("=1+1".to_owned()), r"\=1+1");
        assert_eq!(at_start("- x".to_owned()), r"\- x");
        assert_eq!(at_start("1 x".to_owned()), "1 x");
        assert_eq!(code("a`b```", false), "```` a`b``` ````");
        assert_eq!(code("a|b", true), "`a\\|b`");
    }

    #[test]
    fn a_table_keeps_its_shape() {
        let page = Page {
            title: "t".into(),
            summary: String::new(),
            blocks: fixture::page("a|b\nc").blocks,
        };
        let written = super::page(&page);
        let rows: Vec<&str> = written.lines().filter(|line| line.starts_with("| ")).collect();
        assert_eq!(rows.len(), 4, "{written}");
        for row in rows {
            assert_eq!(row.replace("\\|", "").matches('|').count(), 3, "{row}");
        }
    }

    #[test]
    fn hostile_text_does_nothing() {
        for name in HOSTILE {
            let written = page(&fixture::page(name));
            assert!(!written.contains(['\u{1b}', '\u{202e}', '\r']), "{written:?}");
            assert!(!written.contains("(<javascript"), "{written}");
            // Outside the code block and code spans nothing of the tag is left unescaped.
            let outside: String = written.split("```").step_by(2).collect();
            let outside = outside.replace("`<script>alert(1)</script>`", "");
            assert!(!outside.replace("\\<", "").contains("<script"), "{written}");
            assert!(
                !outside
                    .lines()
                    .any(|line| line.starts_with("# three") || line.starts_with("=1")),
                "{written}"
            );
        }
    }
}
