//! Every text that was read, append-only: the framework's files, proposals, the catalogue. All places point in here.

use std::sync::Arc;

use crate::document::Span;

/// The number of a text in [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A range in one of the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Which text.
    pub file: FileId,
    /// Which part of it.
    pub span: Span,
}

/// One text and where it came from.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its path as shown to people: relative to the framework, with `/`.
    pub path: String,
    /// The text, without a byte order mark.
    pub text: Arc<str>,
    /// Whether it ships with Remit.
    pub shipped: bool,
}

/// All texts.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// Adds a text.
    pub fn add(&mut self, source: Source) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(source);
        id
    }

    /// A text by its number.
    pub fn get(&self, id: FileId) -> &Source {
        // `FileId` is only made by `add`, and nothing is ever removed.
        &self.files[id.0 as usize]
    }

    /// All texts with their numbers, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        (0u32..).map(FileId).zip(&self.files)
    }

    /// Line and column of the start of a place, both from 1; the column counts characters.
    pub fn line_column(&self, place: Place) -> (usize, usize) {
        let text = &self.get(place.file).text;
        let mut start = (place.span.start as usize).min(text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let before = &text[..start];
        let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        (line, column)
    }

    /// `path:line` of a place, as printed.
    pub fn cite(&self, place: Place) -> String {
        let (line, _) = self.line_column(place);
        format!("{}:{line}", self.get(place.file).path)
    }
}
