//! A table as comma-separated values (RFC 4180), for spreadsheets and programs: days as `2017-11-01`, numbers and sums as plain
//! figures.

use csv::{Terminator, WriterBuilder};
use remit_model::page::{Cell, Table};

use crate::plain;

/// Spreadsheets take what begins with one of these for a formula.
const FORMULAS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The mark with which Excel knows that a file is written in UTF-8. Without it, it takes the sign of the pound for two others.
const MARK: &str = "\u{feff}";

/// The table as a file: with the mark by which spreadsheets know how it is written.
pub fn table(table: &Table) -> String {
    format!("{MARK}{}", for_pipes(table))
}

/// The table without that mark, for the next program: with a line of headings. A column of money becomes two: the figures, and the
/// currency.
pub fn for_pipes(table: &Table) -> String {
    let columns = 0..table.columns.len();
    let money: Vec<bool> = columns.map(|column| is_money(table, column)).collect();
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    let headings = table.columns.iter().zip(&money).flat_map(|(heading, money)| {
        let currency = money.then(|| format!("{heading}: currency"));
        std::iter::once(heading.clone()).chain(currency)
    });
    // What is written into memory is always written.
    let mut rows = vec![headings.map(|heading| inert(&heading)).collect::<Vec<_>>()];
    for row in &table.rows {
        let cells = money.iter().enumerate().flat_map(|(column, money)| {
            let [figure, currency] = fields(row.get(column).unwrap_or(&Cell::Empty));
            std::iter::once(figure).chain(money.then_some(currency))
        });
        rows.push(cells.collect());
    }
    for row in rows {
        let _ = writer.write_record(&row);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

fn is_money(table: &Table, column: usize) -> bool {
    let is_money = |row: &Vec<Cell>| matches!(row.get(column), Some(Cell::Money(..)));
    table.rows.iter().any(is_money)
}

/// What a cell says, and its currency.
fn fields(cell: &Cell) -> [String; 2] {
    match cell {
        Cell::Date(day) => [day.to_string(), String::new()],
        Cell::Number(number) => [number.to_string(), String::new()],
        Cell::Money(amount, currency) => [amount.to_string(), inert(currency)],
        words => [inert(&plain::cell(words)), String::new()],
    }
}

/// Words that no spreadsheet takes for a formula.
fn inert(words: &str) -> String {
    match words.starts_with(FORMULAS) {
        true => format!("'{words}"),
        false => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::HOSTILE;

    fn made(rows: Vec<Vec<Cell>>) -> Table {
        Table {
            caption: "Money".to_owned(),
            columns: ["Name", "Limit", "Day"].map(str::to_owned).to_vec(),
            rows,
        }
    }

    #[test]
    fn figures_and_days_are_plain_and_money_has_a_column_for_its_currency() {
        let day = jiff::civil::date(2017, 11, 1);
        let rows = vec![
            vec![
                Cell::words("A, \"B\""),
                Cell::Money(-500, "GBP".into()),
                Cell::Date(day),
            ],
            vec![Cell::words("C"), Cell::words("not stated"), Cell::Empty],
        ];
        assert_eq!(
            for_pipes(&made(rows)),
            "Name,Limit,Limit: currency,Day\r\n\"A, \"\"B\"\"\",-500,GBP,2017-11-01\r\nC,not stated,,\r\n"
        );
    }

    #[test]
    fn a_file_says_that_it_is_utf_8_and_is_read_back_without_that() {
        let rows = vec![vec![
            Cell::words("\u{a3}5 \u{201c}for all\u{201d}"),
            Cell::Empty,
            Cell::Empty,
        ]];
        let written = table(&made(rows));
        assert!(written.as_bytes().starts_with(&[0xef, 0xbb, 0xbf]));
        let mut reader = csv::Reader::from_reader(written.as_bytes());
        assert_eq!(reader.headers().expect("headings").get(0), Some("Name"));
    }

    #[test]
    fn what_stands_in_a_name_is_no_formula_and_no_row() {
        for name in HOSTILE
            .iter()
            .copied()
            .chain(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "a\r\nb"])
        {
            let written = table(&made(vec![vec![Cell::words(name), Cell::Empty, Cell::Empty]]));
            let mut reader = csv::Reader::from_reader(written.as_bytes());
            let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
            assert_eq!(rows.len(), 1, "{name:?}");
            let field = rows[0].get(0).expect("a field");
            assert!(!field.starts_with(FORMULAS), "{name:?}: {field:?}");
        }
    }
}
