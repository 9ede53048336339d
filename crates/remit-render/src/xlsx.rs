//! Registers as an Excel workbook: a sheet each, with real days and numbers, filters, headings that stay in sight, widths, and a
//! set-up for printing. Nothing that stands in a name is a formula or a link.

use std::collections::BTreeSet;

use jiff::civil::Date;
use remit_model::page::{Cell, Register, Table, day_in_words};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::{inert, plain, wrap};

/// What stands on the first sheet.
#[derive(Debug, Clone)]
pub struct Cover {
    /// The name of the framework.
    pub framework: String,
    /// The day that was looked at. It is also the day on which the workbook says it was made: the same input gives the same bytes.
    pub as_at: Date,
    /// What else is to be said of all sheets, a line each.
    pub lines: Vec<String>,
}

/// The most letters in a cell of Excel.
const MOST_LETTERS: usize = 32_767;
/// The most rows of a sheet, without its heading.
const MOST_ROWS: usize = 1_048_575;
/// Widths of columns, in letters.
const NARROWEST: usize = 8;
const WIDEST: usize = 60;
/// How narrow a column of long words may become for all columns to fit beside each other.
const LEAST_WIDE: usize = 16;
/// So many letters stand beside each other in a line of A4 across where they are still read with ease (at about two thirds of their size);
/// and in one of A3.
const A4_LINE: usize = 190;
const A3_LINE: usize = 270;
/// The height of a line, and of the highest row that Excel takes, in points.
const LINE: f64 = 15.0;
const HIGHEST: f64 = 409.0;
/// The papers, by the numbers that Excel gives them.
const A4: u8 = 9;
const A3: u8 = 8;
/// On the first sheet, the row of the first register.
const FIRST: u32 = 4;

/// The looks of cells.
struct Looks {
    title: Format,
    heading: Format,
    words: Format,
    day: Format,
    number: Format,
}

impl Looks {
    fn new() -> Self {
        let cell = || Format::new().set_align(FormatAlign::Top);
        Self {
            title: Format::new().set_bold().set_font_size(14),
            heading: Format::new()
                .set_bold()
                .set_align(FormatAlign::Top)
                .set_text_wrap()
                .set_background_color(Color::RGB(0x00DD_E6F0))
                .set_border_bottom(FormatBorder::Thin),
            words: cell().set_text_wrap(),
            day: cell().set_num_format("d mmm yyyy").set_align(FormatAlign::Left),
            number: cell().set_num_format("#,##0"),
        }
    }

    /// Of a sum: with the sign of its currency, as its readers write it.
    fn money(currency: &str) -> Format {
        let letters: String = currency.chars().filter(char::is_ascii_alphanumeric).collect();
        let pattern = match currency {
            "GBP" | "£" => "[$£-809]#,##0;[$£-809]-#,##0".to_owned(),
            "EUR" | "€" => "[$€-2]#,##0;[$€-2]-#,##0".to_owned(),
            _ if letters.is_empty() => "#,##0".to_owned(),
            _ => format!("#,##0 \"{letters}\""),
        };
        Format::new().set_align(FormatAlign::Top).set_num_format(pattern)
    }
}

/// The workbook, as the bytes of an `.xlsx` file: a first sheet that lists the others, then a sheet for each register.
///
/// # Errors
///
/// In words, where a workbook can't hold it: a register with more rows than a sheet has.
pub fn workbook(cover: &Cover, registers: &[Register]) -> Result<Vec<u8>, String> {
    if let Some(long) = registers.iter().find(|register| register.table.rows.len() > MOST_ROWS) {
        let rows = long.table.rows.len();
        return Err(format!(
            "{} has {rows} entries, and a sheet holds {MOST_ROWS}; write it as CSV",
            long.title
        ));
    }
    made(cover, registers).map_err(|error| error.to_string())
}

fn made(cover: &Cover, registers: &[Register]) -> Result<Vec<u8>, XlsxError> {
    let looks = Looks::new();
    let mut workbook = Workbook::new();
    // Excel has no days before 1900.
    let created = excel_day(cover.as_at).or_else(|_| ExcelDateTime::from_ymd(1900, 1, 1))?;
    let properties = DocProperties::new()
        .set_title(words(&format!("Registers: {}", cover.framework)))
        .set_author("Remit")
        .set_creation_datetime(&created);
    workbook.set_properties(&properties);
    let mut taken = BTreeSet::from(["contents".to_owned()]);
    let names: Vec<String> = registers
        .iter()
        .map(|register| sheet_name(register.title, &mut taken))
        .collect();
    contents(workbook.add_worksheet(), cover, registers, &names, &looks)?;
    for (register, name) in registers.iter().zip(&names) {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        let widths = widths(&register.table);
        for (column, width) in (0u16..).zip(&widths) {
            sheet.set_column_width(column, f64::from(u32::try_from(*width).unwrap_or(0)))?;
        }
        filled(sheet, &register.table, &widths, &looks)?;
        for_print(sheet, cover, register.title, widths.iter().sum())?;
    }
    workbook.save_to_buffer()
}

/// The first sheet: what this is, and what the others hold.
fn contents(
    sheet: &mut Worksheet,
    cover: &Cover,
    registers: &[Register],
    names: &[String],
    looks: &Looks,
) -> Result<(), XlsxError> {
    sheet.set_name("Contents")?;
    sheet.write_string_with_format(0, 0, words(&cover.framework), &looks.title)?;
    sheet.write_string(1, 0, "As at")?;
    match excel_day(cover.as_at) {
        Ok(day) => sheet.write_datetime_with_format(1, 1, day, &looks.day)?,
        Err(_) => sheet.write_string_with_format(1, 1, day_in_words(cover.as_at), &looks.words)?,
    };
    for (column, heading) in (0u16..).zip(["Register", "Entries", "What stands in it"]) {
        sheet.write_string_with_format(FIRST - 1, column, heading, &looks.heading)?;
    }
    let mut row = FIRST;
    for (register, name) in registers.iter().zip(names) {
        sheet.write_string_with_format(row, 0, name, &looks.words)?;
        sheet.write_number_with_format(row, 1, count(register.table.rows.len()), &looks.number)?;
        sheet.write_string_with_format(row, 2, register.about, &looks.words)?;
        row += 1;
    }
    for line in &cover.lines {
        row += 1;
        sheet.write_string(row, 0, words(line))?;
    }
    sheet.set_column_width(0, 34)?;
    sheet.set_column_width(1, 12)?;
    sheet.set_column_width(2, 110)?;
    for_print(sheet, cover, "Contents", 156)
}

fn filled(sheet: &mut Worksheet, table: &Table, widths: &[usize], looks: &Looks) -> Result<(), XlsxError> {
    for (column, heading) in (0u16..).zip(&table.columns) {
        sheet.write_string_with_format(0, column, words(heading), &looks.heading)?;
    }
    let headings = table
        .columns
        .iter()
        .zip(widths)
        .map(|(heading, width)| lines(heading, *width));
    high(sheet, 0, headings.max())?;
    for (row, cells) in (1u32..).zip(&table.rows) {
        let wrapped = cells.iter().zip(widths);
        high(
            sheet,
            row,
            wrapped.map(|(cell, width)| lines(&plain::cell(cell), *width)).max(),
        )?;
        for (column, cell) in (0u16..).zip(cells) {
            match cell {
                Cell::Empty => {}
                Cell::Date(day) => {
                    match excel_day(*day) {
                        Ok(excel) => sheet.write_datetime_with_format(row, column, excel, &looks.day)?,
                        // Excel has no days before 1900.
                        Err(_) => sheet.write_string_with_format(row, column, day_in_words(*day), &looks.words)?,
                    };
                }
                Cell::Number(number) => match exact(*number) {
                    Some(exact) => {
                        sheet.write_number_with_format(row, column, exact, &looks.number)?;
                    }
                    None => {
                        sheet.write_string_with_format(row, column, number.to_string(), &looks.words)?;
                    }
                },
                Cell::Money(amount, currency) => match exact(*amount) {
                    Some(exact) => {
                        sheet.write_number_with_format(row, column, exact, &Looks::money(currency))?;
                    }
                    None => {
                        sheet.write_string_with_format(row, column, words(&plain::cell(cell)), &looks.words)?;
                    }
                },
                Cell::Words(_) => {
                    // As a string, whatever it begins with: never as a formula or a link.
                    sheet.write_string_with_format(row, column, words(&plain::cell(cell)), &looks.words)?;
                }
            }
        }
    }
    let last_column = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let last_row = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
    sheet.autofilter(0, 0, last_row, last_column)?;
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

/// As high as so many lines: not every program that opens a workbook works it out.
fn high(sheet: &mut Worksheet, row: u32, lines: Option<usize>) -> Result<(), XlsxError> {
    if let Some(lines) = lines.filter(|lines| *lines > 1) {
        let points = LINE * f64::from(u32::try_from(lines).unwrap_or(u32::MAX));
        sheet.set_row_height(row, points.min(HIGHEST))?;
    }
    Ok(())
}

/// How many lines words take in a column of so many letters; rather one too many than one too few.
fn lines(text: &str, width: usize) -> usize {
    wrap::lines(text, width.saturating_sub(2).max(1)).len()
}

/// Across, as wide as a page, with the name of the framework and the number of the page: on A4, or on A3 where so many letters stand beside
/// each other that nobody would read them on A4.
fn for_print(sheet: &mut Worksheet, cover: &Cover, title: &str, letters: usize) -> Result<(), XlsxError> {
    sheet.set_paper_size(if letters > A4_LINE { A3 } else { A4 });
    sheet.set_landscape();
    sheet.set_print_gridlines(true);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
    // An ampersand is a sign of its own in headers; and they hold 255 letters.
    let plain = |text: &str, most: usize| -> String {
        let cut: String = words(text).chars().take(most).collect();
        cut.replace('&', "&&")
    };
    sheet.set_header(format!("&L{}&R{}", plain(&cover.framework, 75), plain(title, 30)));
    sheet.set_footer(format!("&LAs at {}&RPage &P of &N", day_in_words(cover.as_at)));
    Ok(())
}

/// The widths of the columns, in letters: as wide as their words ask for, and where that is more than a line of A3 holds, the widest made
/// narrower until it fits, or until none is wider than words need to wrap well.
fn widths(table: &Table) -> Vec<usize> {
    let letters = |cell: &Cell| plain::cell(cell).chars().count();
    let asked = |(column, heading): (usize, &String)| {
        let widest = table.rows.iter().filter_map(|row| row.get(column)).map(letters).max();
        // A heading wraps, and beside its last word stands the button of the filter.
        let heading = heading.split_whitespace().map(|word| word.chars().count() + 3).max();
        widest.max(heading).unwrap_or(0).clamp(NARROWEST, WIDEST) + 2
    };
    let asked: Vec<usize> = table.columns.iter().enumerate().map(asked).collect();
    let within = |most: usize| asked.iter().map(move |width| *width.min(&most));
    let most = (LEAST_WIDE..=WIDEST + 2).rev();
    let most = most.into_iter().find(|most| within(*most).sum::<usize>() <= A3_LINE);
    within(most.unwrap_or(LEAST_WIDE)).collect()
}

/// A name that a sheet may have: without the letters that Excel forbids, at most 31, and none twice.
fn sheet_name(title: &str, taken: &mut BTreeSet<String>) -> String {
    let plain: String = words(title)
        .chars()
        .map(|letter| if "[]:*?/\\'".contains(letter) { ' ' } else { letter })
        .collect();
    let plain = match plain.trim() {
        "" => "Sheet".to_owned(),
        some => some.to_owned(),
    };
    let short = |most: usize| plain.chars().take(most).collect::<String>();
    let mut name = short(31);
    let mut number = 2;
    while !taken.insert(name.to_lowercase()) {
        name = format!("{} {number}", short(27));
        number += 1;
    }
    name
}

/// Words as a cell holds them.
fn words(text: &str) -> String {
    inert::line(text).chars().take(MOST_LETTERS).collect()
}

fn excel_day(day: Date) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(
        u16::try_from(day.year()).unwrap_or(0),
        u8::try_from(day.month()).unwrap_or(0),
        u8::try_from(day.day()).unwrap_or(0),
    )
}

/// A number as Excel holds it. None where it would be another: beyond fifteen digits Excel rounds.
fn exact(number: i64) -> Option<f64> {
    const MOST: u64 = 999_999_999_999_999;
    // Fifteen digits lie within what a float holds exactly.
    #[allow(clippy::cast_precision_loss, reason = "the bound keeps it exact")]
    (number.unsigned_abs() <= MOST).then_some(number as f64)
}

fn count(entries: usize) -> f64 {
    f64::from(u32::try_from(entries).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader, Xlsx};

    use super::*;
    use crate::fixture::HOSTILE;

    fn cover(framework: &str) -> Cover {
        Cover {
            framework: framework.to_owned(),
            as_at: jiff::civil::date(2017, 11, 1),
            lines: vec!["Made by Remit".to_owned()],
        }
    }

    #[test]
    fn a_day_that_excel_does_not_know_stands_in_words() {
        let cover = Cover {
            as_at: jiff::civil::date(1850, 1, 2),
            ..cover("Framework")
        };
        let bytes = workbook(&cover, &[]).expect("a workbook");
        let mut book = read(&bytes);
        let contents = book.worksheet_range("Contents").expect("a sheet");
        assert_eq!(contents.get_value((1, 1)), Some(&Data::String("2 January 1850".into())));
    }

    fn register(rows: Vec<Vec<Cell>>) -> Register {
        Register {
            key: "members",
            title: "Who sits: where?",
            about: "Each seat",
            table: Table {
                caption: "Seats".to_owned(),
                columns: ["Name", "Day", "Count", "Limit"].map(str::to_owned).to_vec(),
                rows,
            },
        }
    }

    fn read(bytes: &[u8]) -> Xlsx<Cursor<&[u8]>> {
        Xlsx::new(Cursor::new(bytes)).expect("a workbook")
    }

    #[test]
    fn days_and_numbers_are_such_and_the_same_input_gives_the_same_bytes() {
        let day = jiff::civil::date(2017, 12, 31);
        let row = vec![
            Cell::words("Board"),
            Cell::Date(day),
            Cell::Number(3),
            Cell::Money(500_000, "GBP".into()),
        ];
        let register = register(vec![
            row,
            vec![Cell::words("Other"), Cell::Empty, Cell::Empty, Cell::Empty],
        ]);
        let bytes = workbook(&cover("Framework"), std::slice::from_ref(&register)).expect("a workbook");
        assert_eq!(bytes, workbook(&cover("Framework"), &[register]).expect("a workbook"));
        let mut book = read(&bytes);
        assert_eq!(book.sheet_names(), ["Contents", "Who sits  where"]);
        let sheet = book.worksheet_range("Who sits  where").expect("a sheet");
        let cell = |row, column| sheet.get_value((row, column)).cloned().unwrap_or_default();
        assert_eq!(cell(0, 0), Data::String("Name".into()));
        let Data::DateTime(read) = cell(1, 1) else {
            panic!("a day: {:?}", cell(1, 1));
        };
        assert_eq!(read.to_ymd_hms_milli(), (2017, 12, 31, 0, 0, 0, 0));
        assert_eq!(cell(1, 2), Data::Float(3.0));
        assert_eq!(cell(1, 3), Data::Float(500_000.0));
        let contents = book.worksheet_range("Contents").expect("a sheet");
        assert_eq!(contents.get_value((FIRST, 1)), Some(&Data::Float(2.0)));
    }

    #[test]
    fn what_stands_in_a_name_is_words() {
        for name in HOSTILE
            .iter()
            .copied()
            .chain(["=1+1", "@SUM(A1)", "https://example.org", "a&b&P"])
        {
            let bytes = workbook(&cover(name), &[register(vec![vec![Cell::words(name)]])]).expect("a workbook");
            let mut book = read(&bytes);
            let formulas = book.worksheet_formula("Who sits  where").expect("a sheet");
            assert!(formulas.is_empty(), "{name:?}");
            let sheet = book.worksheet_range("Who sits  where").expect("a sheet");
            match sheet.get_value((1, 0)) {
                None | Some(Data::Empty | Data::String(_)) => {}
                other => panic!("{name:?}: {other:?}"),
            }
        }
    }

    #[test]
    fn the_widest_columns_give_way_until_a_page_holds_all() {
        let long = "word ".repeat(40);
        let of = |columns: usize| Table {
            caption: String::new(),
            columns: vec!["Name".to_owned(); columns],
            rows: vec![
                (0..columns)
                    .map(|column| Cell::words(if column < 8 { long.as_str() } else { "short" }))
                    .collect(),
            ],
        };
        assert_eq!(widths(&of(2)), [WIDEST + 2; 2]);
        let many = widths(&of(16));
        assert!(many.iter().sum::<usize>() <= A3_LINE, "{many:?}");
        assert_eq!(many[15], NARROWEST + 2, "what is narrow stays as it is");
        assert!(many[0] > LEAST_WIDE, "{many:?}");
        // Nothing is made so narrow that it can't be read, however many there are.
        assert!(widths(&of(60)).iter().all(|width| *width >= NARROWEST + 2));
    }

    #[test]
    fn sheets_have_names_that_excel_takes() {
        let mut taken = BTreeSet::new();
        let long = "A title that is much longer than the thirty-one letters of a sheet";
        let names = [long, long, "", "a/b"].map(|title| sheet_name(title, &mut taken));
        assert!(names.iter().all(|name| name.chars().count() <= 31), "{names:?}");
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), 4);
        assert_eq!(names[3], "a b");
    }
}
