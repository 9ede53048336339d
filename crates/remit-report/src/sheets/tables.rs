//! A table that is too large for one page, as several.

use remit_model::drawing::{Drawing, Matrix};

use super::Fits;

/// A table in pieces that a page can hold, each with all headings.
pub(super) fn tables(drawing: &Drawing, matrix: &Matrix, most: usize, fits: Fits<'_>) -> Vec<(String, Drawing)> {
    let mut most = most.max(2);
    loop {
        let sheets = pieces(drawing, matrix, most);
        if most <= 2 || sheets.iter().all(|(_, sheet)| fits(sheet)) {
            return sheets;
        }
        most /= 2;
    }
}

/// The table in pieces of so many rows, and half as many columns.
fn pieces(drawing: &Drawing, matrix: &Matrix, most: usize) -> Vec<(String, Drawing)> {
    let wide = (most / 2).max(2);
    let columns: Vec<usize> = (0..matrix.columns.len()).collect();
    let cell = |cells: &[String], column: usize| cells.get(column).cloned().unwrap_or_default();
    let mut sheets = Vec::new();
    for columns in columns.chunks(wide) {
        let row = |(heading, cells): &(String, Vec<String>)| {
            let cells = columns.iter().map(|&column| cell(cells, column));
            (heading.clone(), cells.collect())
        };
        for rows in matrix.rows.chunks(most) {
            let piece = Matrix {
                corner: matrix.corner.clone(),
                columns: columns.iter().map(|&column| cell(&matrix.columns, column)).collect(),
                rows: rows.iter().map(row).collect(),
                key: matrix.key.clone(),
            };
            let sheet = Drawing {
                matrix: Some(piece),
                ..drawing.clone()
            };
            sheets.push((String::new(), sheet));
        }
    }
    sheets
}
