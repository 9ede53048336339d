//! A table of both sides. A table has no marks: what differs is said in its cells, with signs that its key explains.

use remit_model::drawing::Matrix;

use super::order::{merged, numbered};

/// What stands before what is new, and before what is gone.
const NEW: &str = "+ ";
const GONE: &str = "− ";

/// The rows and columns of both, once each.
pub(super) fn joined(before: Option<&Matrix>, after: Option<&Matrix>) -> Option<Matrix> {
    let nothing = Matrix::default();
    let (before, after) = match (before, after) {
        (None, None) => return None,
        (before, after) => (before.unwrap_or(&nothing), after.unwrap_or(&nothing)),
    };
    let rows = |table: &Matrix| numbered(table.rows.iter().map(|(name, _)| name.as_str()));
    let columns = |table: &Matrix| numbered(table.columns.iter().map(String::as_str));
    let (rows_before, rows_after) = (rows(before), rows(after));
    let (columns_before, columns_after) = (columns(before), columns(after));
    let all_columns = merged(&columns_after, &columns_before);
    let cell = |table: &Matrix, row: Option<usize>, column: Option<usize>| -> String {
        let cells = row.and_then(|row| table.rows.get(row));
        let cell = cells.zip(column).and_then(|((_, cells), column)| cells.get(column));
        cell.cloned().unwrap_or_default()
    };
    let rows = merged(&rows_after, &rows_before).into_iter().map(|row| {
        let number = |rows: &[(usize, String)]| rows.iter().position(|known| *known == row);
        let (was, now) = (number(&rows_before), number(&rows_after));
        let cells = all_columns.iter().map(|column| {
            let number = |columns: &[(usize, String)]| columns.iter().position(|known| known == column);
            let was = cell(before, was, number(&columns_before));
            let now = cell(after, now, number(&columns_after));
            differing(&was, &now)
        });
        (heading(&row.1, was.is_some(), now.is_some()), cells.collect())
    });
    let mut table = Matrix {
        corner: if after.corner.is_empty() {
            &before.corner
        } else {
            &after.corner
        }
        .clone(),
        rows: rows.collect(),
        columns: all_columns
            .iter()
            .map(|column| {
                heading(
                    &column.1,
                    columns_before.contains(column),
                    columns_after.contains(column),
                )
            })
            .collect(),
        key: merged(&after.key, &before.key),
    };
    let signs = [(NEW, "added"), (GONE, "removed"), (" (was ", "changed")].map(|(sign, word)| {
        let used = words(&table).any(|text| match sign {
            NEW | GONE => text.starts_with(sign),
            _ => text.contains(sign),
        });
        used.then(|| (sign.trim_matches([' ', '(']).to_owned(), word.to_owned()))
    });
    table.key.extend(signs.into_iter().flatten());
    Some(table)
}

/// All that stands in a table.
fn words(table: &Matrix) -> impl Iterator<Item = &str> {
    let rows = table.rows.iter();
    let cells = rows.flat_map(|(name, cells)| std::iter::once(name).chain(cells));
    table.columns.iter().chain(cells).map(String::as_str)
}

/// Whether anything in a table is marked.
pub(super) fn has_changes(table: &Matrix) -> bool {
    words(table).any(|text| text.starts_with(NEW) || text.starts_with(GONE) || text.contains(" (was "))
}

fn heading(name: &str, before: bool, after: bool) -> String {
    match (before, after) {
        (false, true) => format!("{NEW}{name}"),
        (true, false) => format!("{GONE}{name}"),
        _ => name.to_owned(),
    }
}

fn differing(was: &str, now: &str) -> String {
    match (was.trim(), now.trim()) {
        (was, now) if was == now => now.to_owned(),
        ("", now) => format!("{NEW}{now}"),
        (was, "") => format!("{GONE}{was}"),
        (was, now) => format!("{now} (was {was})"),
    }
}
