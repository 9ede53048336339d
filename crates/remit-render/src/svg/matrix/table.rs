//! A table measured for a width and a size of type: which headings are turned, how wide the columns are, where lines break.

use remit_layout::{Length, Size};
use remit_model::drawing::Matrix;

use crate::inert;
use crate::svg::plan::block;
use crate::text::{self, Face};

/// Between the text of a cell and its edge.
pub(super) const PAD: Length = 450;

/// Above and below the text of a row.
pub(super) const ABOVE: Length = 250;

/// A column is no wider, however few there are: the eye would lose the row.
const WIDEST: Length = 10_000;

/// The most lines of a heading that stands upright, and of one that is turned.
const UPRIGHT_LINES: usize = 4;
const TURNED_LINES: Length = 3;

/// The longest line of a heading that is turned, in sizes of its type.
const TURNED: Length = 12;

/// The most of a sheet's width that the headings of the rows take, in hundredths.
const ROW_HEADINGS: Length = 45;

/// A cell that is longer than this in one line holds a sentence: then columns take what they need, not all the same.
const SENTENCE: Length = 2 * WIDEST;

/// The most of a sheet's width that the headings of the rows take beside sentences, in hundredths.
const BESIDE_SENTENCES: Length = 28;

/// Between two entries of the key.
const APART: Length = 1_500;

/// Where there is nothing to show.
pub(super) const EMPTY: &str = "Nothing is entered that would stand in this table.";

/// A table, measured for a width and a size of type.
pub(super) struct Table {
    /// How much it takes, key included.
    pub(super) size: Size,
    /// The size of its type.
    pub(super) type_size: Length,
    pub(super) turned: bool,
    /// How high the headings of the columns are.
    pub(super) head: Length,
    /// What stands above the headings of the rows, and how wide these are.
    pub(super) corner: (Heading, Length),
    pub(super) columns: Vec<(Heading, Length)>,
    pub(super) rows: Vec<Row>,
    pub(super) key: Vec<Vec<Meaning>>,
}

/// A heading: in lines, and as it is read aloud.
pub(super) struct Heading {
    pub(super) said: String,
    pub(super) words: Vec<String>,
}

pub(super) struct Row {
    pub(super) heading: Heading,
    pub(super) cells: Vec<Vec<String>>,
    pub(super) height: Length,
}

/// A short word of the key and what it means, and where it stands in its line.
pub(super) struct Meaning {
    pub(super) x: Length,
    pub(super) short: String,
    pub(super) long: Vec<String>,
}

impl Table {
    /// Measures a table. It comes out no wider than the page, unless the longest words of its cells need more.
    pub(super) fn new(matrix: &Matrix, type_size: Length, page: Option<Length>) -> Self {
        let measure = Measure { matrix, type_size };
        let (first, turned, columns) = measure.choose(page);
        let first = first.max(4 * PAD);
        let mut width = sum(&columns).saturating_add(first);
        if matrix.rows.is_empty() {
            width = width.max(text::width(EMPTY, Face::Regular, type_size) + 2 * PAD);
        }
        Self::set(&measure, (first, width), columns, turned, page)
    }

    fn set(
        measure: &Measure<'_>,
        (first, width): (Length, Length),
        columns: Vec<(Heading, Length)>,
        turned: bool,
        page: Option<Length>,
    ) -> Self {
        let type_size = measure.type_size;
        let corner = Heading::wrapped(&measure.matrix.corner, Face::Bold, type_size, first - 2 * PAD);
        let heads = columns.iter().map(|(heading, _)| {
            let size = block(&heading.words, Face::Bold, type_size);
            if turned { size.width } else { size.height }
        });
        let corner_height = block(&corner.words, Face::Bold, type_size).height;
        let head = heads.max().unwrap_or(0).max(corner_height) + 2 * ABOVE;
        let rows = measure.rows(first, &columns);
        let key = key(&measure.matrix.key, type_size, page.unwrap_or(width).max(width));
        let mut table = Self {
            size: Size::default(),
            type_size,
            turned,
            head,
            corner: (corner, first),
            columns,
            rows,
            key,
        };
        let rows = table.rows.iter().map(|row| row.height).fold(0, Length::saturating_add);
        let key = table.key_height();
        table.size = Size {
            width,
            height: head
                .saturating_add(rows)
                .saturating_add(key)
                .saturating_add(table.empty_height()),
        };
        table
    }

    /// How high the sentence is that stands in place of rows.
    pub(super) fn empty_height(&self) -> Length {
        if self.rows.is_empty() {
            text::line_height(self.type_size) + 2 * ABOVE
        } else {
            0
        }
    }

    fn key_height(&self) -> Length {
        let tall = |line: &Vec<Meaning>| {
            let count = line.iter().map(|meaning| meaning.long.len()).max().unwrap_or(0);
            text::line_height(self.type_size).saturating_mul(Length::try_from(count).unwrap_or(Length::MAX))
        };
        let sum = self.key.iter().map(tall).fold(0, Length::saturating_add);
        if sum > 0 { sum.saturating_add(900) } else { 0 }
    }
}

impl Heading {
    fn new(said: &str, words: &[String]) -> Self {
        Self {
            said: inert::line(said).into_owned(),
            words: words.to_vec(),
        }
    }

    fn wrapped(said: &str, face: Face, size: Length, width: Length) -> Self {
        Self::new(said, &text::wrap(&inert::line(said), face, size, width))
    }
}

/// What is measured, and at which size.
struct Measure<'m> {
    matrix: &'m Matrix,
    type_size: Length,
}

impl Measure<'_> {
    /// The width of the headings of rows, whether the headings of columns are turned, and the columns.
    fn choose(&self, page: Option<Length>) -> (Length, bool, Vec<(Heading, Length)>) {
        let wished = self.row_headings();
        let count = Length::try_from(self.matrix.columns.len())
            .unwrap_or(Length::MAX)
            .max(1);
        let Some(page) = page else {
            return match self.upright(WIDEST) {
                Some(columns) => (wished, false, columns),
                None => (wished, true, self.turned(true, true)),
            };
        };
        let most = wished.min(page / 100 * ROW_HEADINGS);
        let columns = 0..self.matrix.columns.len();
        if columns.clone().any(|column| self.whole_cell(column) > SENTENCE) {
            let first = wished.min(page / 100 * BESIDE_SENTENCES);
            if let Some(columns) = self.by_need(page - first) {
                return (first, false, columns);
            }
        }
        // Headings of rows are broken sooner than headings of columns are turned.
        for first in [most, most.min(page / 3), most.min(page / 4)] {
            if let Some(columns) = self.upright(((page - first) / count).clamp(1, WIDEST)) {
                return (first, false, columns);
            }
        }
        // Cells in one line, and columns of one width, where there is room for it.
        let firsts = [wished, most, most.min(page / 3), most.min(page / 4)];
        let ways = firsts
            .into_iter()
            .flat_map(|first| [(first, true), (first, false)])
            .flat_map(|(first, whole)| [(first, whole, true), (first, whole, false)]);
        let narrowest = most.min(page / 4);
        for (first, whole, even) in ways {
            let mut columns = self.turned(whole, even);
            let left = page - first - sum(&columns);
            if left >= 0 {
                let more = (left / count).min(self.type_size);
                columns.iter_mut().for_each(|(_, width)| *width += more);
                return (first, true, columns);
            }
        }
        (narrowest, true, self.turned(false, false))
    }

    /// What the headings of the rows take in one line.
    fn row_headings(&self) -> Length {
        let wide = |words: &str, face| text::width(&inert::line(words), face, self.type_size);
        let rows = self.matrix.rows.iter().map(|(heading, _)| wide(heading, Face::Regular));
        rows.chain([wide(&self.matrix.corner, Face::Bold)]).max().unwrap_or(0) + 2 * PAD
    }

    fn cells(&self, column: usize) -> impl Iterator<Item = String> {
        let cells = self.matrix.rows.iter().filter_map(move |(_, cells)| cells.get(column));
        cells.map(|cell| kept_together(cell))
    }

    /// What a column needs for the longest word in its cells.
    fn cell(&self, column: usize) -> Length {
        let wide = |word: &str| text::width(word, Face::Regular, self.type_size);
        let widest = self
            .cells(column)
            .filter_map(|cell| cell.split(' ').map(wide).max())
            .max();
        // Room for a line of text that is turned, at the least.
        widest.unwrap_or(0).max(text::line_height(self.type_size)) + PAD
    }

    /// What it needs for its cells in one line.
    fn whole_cell(&self, column: usize) -> Length {
        let wide = |cell: String| text::width(&cell, Face::Regular, self.type_size);
        self.cells(column).map(wide).max().unwrap_or(0) + PAD
    }

    /// All columns of one width, their headings upright; `None` where a word is wider, or a heading needs too many lines.
    fn upright(&self, width: Length) -> Option<Vec<(Heading, Length)>> {
        let room = width - PAD;
        let each = self.matrix.columns.iter().enumerate().map(|(number, heading)| {
            let said = inert::line(heading);
            let fits = |word| text::width(word, Face::Bold, self.type_size) <= room;
            let mut words = said
                .split_whitespace()
                .flat_map(|word| word.split_inclusive(['-', '/']));
            let whole = words.all(fits) && self.cell(number) <= width;
            let heading = Heading::wrapped(heading, Face::Bold, self.type_size, room);
            (whole && heading.words.len() <= UPRIGHT_LINES).then_some((heading, width))
        });
        each.collect()
    }

    /// Columns of sentences, their headings upright: those that need little get that, the others share what is left. `None` where
    /// their longest words need more room than there is.
    fn by_need(&self, room: Length) -> Option<Vec<(Heading, Length)>> {
        let word = |heading: &str| {
            let words = heading.split_whitespace();
            let wide = words.map(|word| text::width(word, Face::Bold, self.type_size));
            wide.max().unwrap_or(0) + PAD
        };
        let least: Vec<Length> = (0..self.matrix.columns.len())
            .map(|column| self.cell(column).max(word(&inert::line(&self.matrix.columns[column]))))
            .collect();
        let mut widths = vec![0; least.len()];
        let mut open: Vec<usize> = (0..least.len()).collect();
        let mut left = room;
        // In each round, those that need no more than their share are settled; where there are none, the rest get their shares.
        while !open.is_empty() {
            let share = left / Length::try_from(open.len()).unwrap_or(Length::MAX);
            let need = |column: usize| (self.whole_cell(column) + PAD).max(least[column]);
            let (settled, rest): (Vec<usize>, Vec<usize>) = open.iter().partition(|&&column| need(column) <= share);
            let (settled, width): (Vec<usize>, Option<Length>) = match settled.is_empty() {
                true => (rest.clone(), Some(share)),
                false => (settled, None),
            };
            for &column in &settled {
                widths[column] = width.unwrap_or_else(|| need(column));
                left -= widths[column];
            }
            open = if width.is_some() { Vec::new() } else { rest };
        }
        let fits = widths.iter().zip(&least).all(|(width, least)| width >= least);
        let heads = self.matrix.columns.iter().zip(widths);
        let columns = heads.map(|(heading, width)| {
            (
                Heading::wrapped(heading, Face::Bold, self.type_size, width - PAD),
                width,
            )
        });
        fits.then(|| columns.collect())
    }

    /// Columns with their headings turned: as narrow as they can be, or with their cells in one line; each for itself, or all of
    /// the width of the widest.
    fn turned(&self, whole: bool, even: bool) -> Vec<(Heading, Length)> {
        let each = self.matrix.columns.iter().enumerate().map(|(number, heading)| {
            let one = text::width(&inert::line(heading), Face::Bold, self.type_size);
            // Longer than that many lines hold: then the lines are longer.
            let width = (TURNED * self.type_size).max(one / TURNED_LINES + 2 * self.type_size);
            let heading = Heading::wrapped(heading, Face::Bold, self.type_size, width);
            let needed = block(&heading.words, Face::Bold, self.type_size).height + PAD;
            let cell = if whole { self.whole_cell(number).min(WIDEST) } else { 0 };
            (heading, needed.max(self.cell(number)).max(cell))
        });
        let mut columns: Vec<(Heading, Length)> = each.collect();
        let widest = columns.iter().map(|(_, width)| *width).max().unwrap_or(0);
        if even {
            columns.iter_mut().for_each(|(_, width)| *width = widest);
        }
        columns
    }

    fn rows(&self, first: Length, columns: &[(Heading, Length)]) -> Vec<Row> {
        let size = self.type_size;
        let each = self.matrix.rows.iter().map(|(heading, cells)| {
            let heading = Heading::wrapped(heading, Face::Regular, size, first - 2 * PAD);
            let cells: Vec<Vec<String>> = columns
                .iter()
                .enumerate()
                .map(|(number, (_, width))| {
                    let cell = kept_together(cells.get(number).map_or("", String::as_str));
                    if cell.trim().is_empty() {
                        Vec::new()
                    } else {
                        text::wrap(&cell, Face::Regular, size, width - PAD)
                    }
                })
                .collect();
            let heights = cells
                .iter()
                .chain([&heading.words])
                .map(|words| block(words, Face::Regular, size).height);
            let height = heights.max().unwrap_or(0).saturating_add(2 * ABOVE);
            Row { heading, cells, height }
        });
        each.collect()
    }
}

/// The words of a cell, in which a number stays with what it counts: "2 M, (D)" is broken after the comma alone.
pub(super) fn kept_together(cell: &str) -> String {
    let cell = inert::line(cell);
    let mut out = String::with_capacity(cell.len());
    let mut before = None;
    for c in cell.trim().chars() {
        let number = before.is_some_and(|before: char| before.is_ascii_digit());
        out.push(if c == ' ' && number { '\u{a0}' } else { c });
        before = Some(c);
    }
    out
}

fn sum(columns: &[(Heading, Length)]) -> Length {
    columns.iter().map(|(_, width)| *width).fold(0, Length::saturating_add)
}

/// The key in lines as long as the table.
fn key(meanings: &[(String, String)], size: Length, width: Length) -> Vec<Vec<Meaning>> {
    let mut out: Vec<Vec<Meaning>> = Vec::new();
    let mut x = Length::MAX / 2;
    for (short, long) in meanings {
        let short = inert::line(short).into_owned();
        let before = text::width(&short, Face::Bold, size) + PAD;
        let long = text::wrap(&inert::line(long), Face::Regular, size, (width - before).max(width / 2));
        let wide = before + block(&long, Face::Regular, size).width;
        if out.is_empty() || x + wide > width {
            out.push(Vec::new());
            x = 0;
        }
        if let Some(line) = out.last_mut() {
            line.push(Meaning { x, short, long });
        }
        x += wide + APART;
    }
    out
}
