//! A table of the model: rows in the order of their keys, found by key.

use hashbrown::HashMap;

use super::{Layer, Statement};
use crate::text::Text;

/// A row that has a key and a statement.
pub trait Row {
    /// Its key.
    fn key(&self) -> &Text;
    /// Its common part.
    fn statement(&self) -> &Statement;
}

/// A row whose statement can be changed, while the model is made.
pub(crate) trait RowMut: Row {
    /// Its common part.
    fn statement_mut(&mut self) -> &mut Statement;
}

/// Rows in the order of key and layer. A key may have several rows, one a layer: the framework's, and those that
/// proposals would put in its place.
#[derive(Debug, Clone)]
pub struct Table<T> {
    rows: Vec<T>,
    first: HashMap<Text, u32>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            first: HashMap::new(),
        }
    }
}

impl<T: Row> Table<T> {
    pub(crate) fn new(mut rows: Vec<T>) -> Self {
        rows.sort_by(|a, b| (a.key(), order(a.statement())).cmp(&(b.key(), order(b.statement()))));
        let mut first = HashMap::with_capacity(rows.len());
        for (number, row) in (0u32..).zip(&rows) {
            first.entry(row.key().clone()).or_insert(number);
        }
        Self { rows, first }
    }

    /// All rows, in the order of key and layer.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.rows.iter()
    }

    /// All rows, in the order of key and layer.
    pub fn rows(&self) -> &[T] {
        &self.rows
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows of a key: one a layer.
    pub fn of<'a, 'k>(&'a self, key: &'k str) -> impl Iterator<Item = &'a T> + use<'a, 'k, T> {
        let from = self.first.get(key).map_or(self.rows.len(), |&number| number as usize);
        self.rows[from..].iter().take_while(move |row| row.key() == key)
    }

    /// The statements of a key, to be changed.
    pub(crate) fn statements_mut(&mut self, key: &str) -> impl Iterator<Item = &mut Statement>
    where
        T: RowMut,
    {
        let from = self.first.get(key).map_or(self.rows.len(), |&number| number as usize);
        let rows = self.rows[from..].iter_mut();
        rows.take_while(move |row| row.key() == key).map(T::statement_mut)
    }

    /// The number of the first row of a key, among all rows.
    pub(super) fn number(&self, key: &str) -> Option<u32> {
        self.first.get(key).copied()
    }

    /// The first row of a key: the framework's, if it has one.
    pub fn get(&self, key: &str) -> Option<&T> {
        self.first.get(key).and_then(|&number| self.rows.get(number as usize))
    }
}

/// The order in which rows and lines of one key lie over each other: the later one counts, where it is in force. Within
/// a layer they come as they were resolved: what is adopted after what it changes. (Their first days don't decide: a
/// change may well start before what it takes the place of.)
pub(crate) fn order(statement: &Statement) -> Layer {
    statement.layer
}
