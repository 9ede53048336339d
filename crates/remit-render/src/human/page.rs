//! A page as text of so many columns.

use remit_model::page::{Block, Cell, Inline, Page, Table};

use crate::{inert, plain, wrap};

/// Narrower than this nothing can be read.
const NARROWEST: usize = 20;
/// What stands between two columns.
const GAP: usize = 2;
/// A column may be made as narrow as its longest word, but a word longer than this may be broken.
const LONGEST_WORD: usize = 14;

/// The page as plain text. A table that has no room for its columns becomes records of `column: value`.
pub fn page(page: &Page, width: usize) -> String {
    let width = width.max(NARROWEST);
    let mut parts = vec![underlined(&page.title, '=', width)];
    if !page.summary.is_empty() {
        parts.push(wrap::lines(&inert::line(&page.summary), width).join("\n"));
    }
    for block in &page.blocks {
        parts.push(written(block, width));
    }
    parts.retain(|part| !part.is_empty());
    format!("{}\n", parts.join("\n\n"))
}

fn written(block: &Block, width: usize) -> String {
    match block {
        Block::Heading(2, words, _) => underlined(words, '-', width),
        Block::Heading(_, words, _) => wrap::lines(&inert::line(words), width).join("\n"),
        Block::Paragraph(line) => wrap::lines(&plain::line(line), width).join("\n"),
        Block::List(numbered, lines) => {
            let last = lines.len().to_string().len();
            let item = |(line, number): (_, usize)| {
                let lead = if *numbered {
                    format!("{number:>last$}. ")
                } else {
                    "- ".to_owned()
                };
                wrap::hanging(&lead, &" ".repeat(lead.len()), &plain::line(line), width).join("\n")
            };
            lines.iter().zip(1..).map(item).collect::<Vec<_>>().join("\n")
        }
        Block::Table(table) => written_table(table, width),
        Block::Mark(level, heading, more) => {
            let (symbol, words) = plain::level(*level);
            let text = format!("{symbol} {words}: {} {}", plain::line(heading), plain::line(more));
            wrap::hanging("", "  ", &text, width).join("\n")
        }
        // What it shows is said in words anyway, wherever a page has a picture.
        Block::Figure(caption, ..) => {
            let text = format!("[Picture: {}]", inert::line(caption));
            wrap::hanging("", " ", &text, width).join("\n")
        }
        Block::Text(text, _) => {
            let text = inert::text(text);
            let lines = text.trim_end_matches('\n').split('\n');
            lines
                .map(|line| format!("    {line}").trim_end().to_owned())
                .collect::<Vec<_>>()
                .join("\n")
        }
    }
}

fn underlined(words: &str, with: char, width: usize) -> String {
    let lines = wrap::lines(&inert::line(words), width);
    let widest = lines.iter().map(|line| wrap::columns(line)).max().unwrap_or(0);
    let rule: String = std::iter::repeat_n(with, widest).collect();
    format!("{}\n{rule}", lines.join("\n"))
}

fn written_table(table: &Table, width: usize) -> String {
    let headings: Vec<String> = table
        .columns
        .iter()
        .map(|column| inert::line(column).into_owned())
        .collect();
    let rows: Vec<Vec<String>> = table
        .rows
        .iter()
        .map(|row| row.iter().map(plain::cell).collect())
        .collect();
    let mut out = Vec::new();
    if !table.caption.is_empty() {
        out.extend(wrap::lines(&inert::line(&table.caption), width));
    }
    if headings.is_empty() {
        return out.join("\n");
    }
    let unbroken: Vec<usize> = (0..headings.len()).map(|column| widest_code(table, column)).collect();
    let Some(widths) = widths(&headings, &rows, &unbroken, width) else {
        out.extend(records(&headings, &rows, width));
        return out.join("\n");
    };
    let on_the_right: Vec<bool> = (0..widths.len())
        .map(|column| {
            let mut cells = table.rows.iter().filter_map(|row| row.get(column)).peekable();
            cells.peek().is_some() && cells.all(plain::is_figure)
        })
        .collect();
    out.extend(aligned(&headings, &widths, &on_the_right));
    out.push(
        widths
            .iter()
            .map(|&width| "-".repeat(width))
            .collect::<Vec<_>>()
            .join("  "),
    );
    for row in &rows {
        out.extend(aligned(row, &widths, &on_the_right));
    }
    out.join("\n")
}

/// How wide the widest is of what is to be typed as it stands, so that it is not broken: an id, a file.
fn widest_code(table: &Table, column: usize) -> usize {
    let cells = table.rows.iter().filter_map(|row| row.get(column));
    let lines = cells.filter_map(|cell| match cell {
        Cell::Words(line) => Some(line),
        _ => None,
    });
    let code = lines.flatten().filter_map(|part| match part {
        Inline::Code(text) => Some(wrap::columns(&inert::line(text)) + 1),
        _ => None,
    });
    code.max().unwrap_or(0)
}

/// How wide each column becomes, and at least so wide as to break nothing that may not be broken; nothing when even the
/// narrowest columns have no room.
fn widths(headings: &[String], rows: &[Vec<String>], unbroken: &[usize], width: usize) -> Option<Vec<usize>> {
    let cells = |column: usize| {
        let below = rows.iter().filter_map(move |row| row.get(column));
        headings.get(column).into_iter().chain(below)
    };
    let natural = |column| cells(column).map(|cell| wrap::columns(cell)).max().unwrap_or(0).max(1);
    let word = |column| {
        let words = cells(column).flat_map(|cell| cell.split_whitespace());
        let longest = words.map(wrap::columns).max().unwrap_or(0);
        longest.clamp(1, LONGEST_WORD.max(unbroken[column]))
    };
    let mut widths: Vec<usize> = (0..headings.len()).map(natural).collect();
    let least: Vec<usize> = (0..headings.len()).map(word).collect();
    let room = width.checked_sub(GAP * (headings.len() - 1))?;
    if least.iter().sum::<usize>() > room {
        return None;
    }
    // We take from the widest column that can still give, down to the next one, until the sum fits.
    loop {
        let over = widths.iter().sum::<usize>().saturating_sub(room);
        if over == 0 {
            return Some(widths);
        }
        let giving = |&column: &usize| widths[column] > least[column];
        let widest = (0..widths.len())
            .filter(giving)
            .max_by_key(|&column| (widths[column], column))?;
        let next = (0..widths.len())
            .filter(|&column| column != widest)
            .filter(giving)
            .map(|column| widths[column]);
        let step = widths[widest].saturating_sub(next.max().unwrap_or(0)).max(1);
        widths[widest] -= step.min(over).min(widths[widest] - least[widest]);
    }
}

/// The lines of one row.
fn aligned(row: &[String], widths: &[usize], on_the_right: &[bool]) -> Vec<String> {
    let cell = |column: usize| row.get(column).map_or("", String::as_str);
    let cells: Vec<Vec<String>> = (0..widths.len())
        .map(|column| wrap::lines(cell(column), widths[column]))
        .collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    let line = |number: usize| {
        let part = |column: usize| {
            let text = cells[column].get(number).map_or("", String::as_str);
            wrap::padded(text, widths[column], on_the_right.get(column).copied().unwrap_or(false))
        };
        (0..widths.len())
            .map(part)
            .collect::<Vec<_>>()
            .join("  ")
            .trim_end()
            .to_owned()
    };
    (0..height).map(line).collect()
}

/// One line for each cell that holds something, an empty line between two rows.
fn records(headings: &[String], rows: &[Vec<String>], width: usize) -> Vec<String> {
    let mut out = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        if number > 0 {
            out.push(String::new());
        }
        for (heading, cell) in headings.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
            out.extend(wrap::hanging("", "  ", &format!("{heading}: {cell}"), width));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{self, HOSTILE};

    fn table() -> Page {
        let row = |name: &str, sum| {
            vec![
                Cell::words(name),
                Cell::words("answers to the board"),
                Cell::Number(sum),
            ]
        };
        let table = Table {
            caption: "Bodies".to_owned(),
            columns: vec!["Body".to_owned(), "What is known".to_owned(), "Seats".to_owned()],
            rows: vec![row("Joint Commissioning Executive", 7), row("委員会", 12)],
        };
        Page {
            title: "Register".to_owned(),
            summary: String::new(),
            blocks: vec![Block::Table(table)],
        }
    }

    #[test]
    fn columns_line_up() {
        let expected = "\
Register
========

Bodies
Body                           What is known         Seats
-----------------------------  --------------------  -----
Joint Commissioning Executive  answers to the board      7
委員会                         answers to the board     12
";
        assert_eq!(page(&table(), 80), expected);
    }

    #[test]
    fn narrow_tables_wrap_and_then_become_records() {
        let wrapped = page(&table(), 44);
        assert!(
            wrapped.contains("\nJoint               answers to the         7\nCommissioning       board\n"),
            "{wrapped}"
        );
        let records = page(&table(), 26);
        assert!(
            records.contains("Body: Joint\n  Commissioning Executive\n") && records.contains("\nSeats: 7\n"),
            "{records}"
        );
        for width in [0, 20, 26, 33, 44, 60] {
            let widest = page(&table(), width).lines().map(wrap::columns).max();
            assert!(widest <= Some(width.max(NARROWEST)), "{width}: {widest:?}");
        }
    }

    #[test]
    fn an_id_is_not_broken() {
        let id = "gp-care-group-clinical-director";
        let mut with_id = table();
        if let Some(Block::Table(table)) = with_id.blocks.first_mut() {
            table.rows[0][0] = Cell::Words(vec![Inline::Code(id.to_owned())]);
        }
        let written = page(&with_id, 60);
        assert!(written.contains("answers to the"), "{written}");
        assert!(written.contains(&format!("\n{id} ")), "{written}");
    }

    #[test]
    fn hostile_text_does_nothing() {
        for name in HOSTILE {
            let written = page(&fixture::page(name), 40);
            assert!(!written.contains(['\u{1b}', '\u{202e}', '\r']), "{written:?}");
        }
    }
}
