//! From bytes to decoded files: of all sides of a comparison, each text once.
//!
//! Two sides of a comparison are the same text for the most part. A file that is the same on both, path and text, is one
//! source; a text that stands anywhere twice is decoded once, and given to each file that has it.

use std::collections::BTreeSet;
use std::hash::BuildHasher as _;
use std::sync::Arc;

use hashbrown::{DefaultHashBuilder, HashTable};
use rayon::prelude::*;

use super::{Input, Side};
use crate::document::{FileDocument, Mistake, Without, decode_without};
use crate::finding::{Finding, Level};
use crate::limits;
use crate::sources::{FileId, Place, Source, Sources};

/// Sizes are told in these.
const MEGABYTE: usize = 1024 * 1024;

/// All that was read, for all sides.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) sources: Sources,
    pub(super) sides: Vec<ReadSide>,
    /// Every text that differs from all others, decoded.
    decoded: Vec<Decoded>,
}

/// What was read for one side.
#[derive(Default)]
pub(super) struct ReadSide {
    /// The catalogue's files, then its own.
    pub(super) files: Vec<ReadFile>,
    /// What was wrong with the files before anybody understood them.
    pub(super) findings: Vec<Finding>,
    /// The files that are no text.
    pub(super) broken: BTreeSet<FileId>,
}

/// A file of one side.
#[derive(Clone)]
pub(super) struct ReadFile {
    pub(super) id: FileId,
    /// Its path within its framework, whatever is set before it when it is shown: what is found of it is the same finding
    /// on each side.
    pub(super) path: String,
    /// The number of its decoded text.
    text: usize,
}

/// A decoded text, and how many files still wait for it.
struct Decoded {
    document: FileDocument,
    mistakes: Vec<Mistake>,
    wanted: usize,
}

impl Reading {
    /// Reads the catalogue and the files of all sides. A side without a name comes first among the sources, so that what is
    /// the same on two sides is shown by its plain path. Every string may have words taken out of it.
    pub(super) fn of(catalogue: &[(&str, &str)], sides: Vec<Side>, without: Option<&Without<'_>>) -> Self {
        let mut shelf = Shelf::default();
        let mut put = |path: &str, text: &str| shelf.put("", path.to_owned(), Arc::from(text), true);
        let shipped: Vec<ReadFile> = catalogue.iter().map(|(path, text)| put(path, text)).collect();
        let count = sides.len();
        let (plain, named): (Vec<_>, Vec<_>) = sides
            .into_iter()
            .enumerate()
            .partition(|(_, side)| side.name.is_empty());
        let mut read: Vec<ReadSide> = (0..count).map(|_| ReadSide::default()).collect();
        for (number, side) in plain.into_iter().chain(named) {
            let side = shelf.side(side, &shipped);
            if count > 1 {
                shelf.remember(&side.files[shipped.len()..]);
            }
            read[number] = side;
        }
        let Shelf { sources, texts, .. } = shelf;
        let own = |number: &usize| !shipped.iter().any(|file| file.text == *number);
        let mut decoded: Vec<Decoded> = texts
            .par_iter()
            .enumerate()
            .map(|(number, text)| {
                let (document, mistakes) = decode_without(text, without.filter(|_| own(&number)));
                Decoded {
                    document,
                    mistakes,
                    wanted: 0,
                }
            })
            .collect();
        for file in read.iter().flat_map(|side| &side.files) {
            decoded[file.text].wanted += 1;
        }
        Self {
            sources,
            sides: read,
            decoded,
        }
    }

    /// What is wrong in the text of a file.
    pub(super) fn mistakes(&self, file: &ReadFile) -> &[Mistake] {
        &self.decoded[file.text].mistakes
    }

    /// The documents of the files of a side, each for it alone: the last file to ask for a text is given what was decoded, so
    /// that reading a single framework copies nothing.
    pub(super) fn documents(&mut self, files: &[ReadFile]) -> Vec<FileDocument> {
        let mut is_last = |file: &ReadFile| {
            let decoded = &mut self.decoded[file.text];
            decoded.wanted = decoded.wanted.saturating_sub(1);
            decoded.wanted == 0
        };
        let last: Vec<bool> = files.iter().map(&mut is_last).collect();
        let copied = files.par_iter().zip(&last).map(|(file, last)| match last {
            true => FileDocument::default(),
            false => self.decoded[file.text].document.clone(),
        });
        let mut documents: Vec<FileDocument> = copied.collect();
        for ((file, document), last) in files.iter().zip(&mut documents).zip(last) {
            if last {
                *document = std::mem::take(&mut self.decoded[file.text].document);
            }
        }
        documents
    }
}

/// The texts as they come in, with what finds one again.
#[derive(Default)]
struct Shelf {
    sources: Sources,
    /// Every text that differs from all others.
    texts: Vec<Arc<str>>,
    hasher: DefaultHashBuilder,
    /// The numbers of the texts, by text.
    by_text: HashTable<usize>,
    /// The own files of the sides that were put, by path within their framework and text.
    by_file: HashTable<ReadFile>,
}

impl Shelf {
    fn side(&mut self, side: Side, shipped: &[ReadFile]) -> ReadSide {
        let mut read = ReadSide {
            files: shipped.to_vec(),
            ..ReadSide::default()
        };
        for input in within_limits(side.inputs, &mut read.findings) {
            let (text, mistake) = read_text(input.bytes);
            let file = self.put(&side.name, input.path, Arc::from(text), false);
            if let Some(message) = mistake {
                read.broken.insert(file.id);
                let place = Place {
                    file: file.id,
                    span: (0..0).into(),
                };
                let help = "save it as UTF-8: most editors offer it under \"Save with encoding\"";
                let finding = Finding::new("unreadable-file", Level::Must, format!("file.{}", file.path), message);
                read.findings.push(finding.label(place, "").help(help));
            }
            read.files.push(file);
        }
        read
    }

    /// Makes the files of a side known to those that follow it.
    fn remember(&mut self, files: &[ReadFile]) {
        let hash = |file: &ReadFile| self.hasher.hash_one((&file.path, file.text));
        for file in files {
            let same = |known: &ReadFile| known.id == file.id;
            if self.by_file.find(hash(file), same).is_none() {
                self.by_file.insert_unique(hash(file), file.clone(), hash);
            }
        }
    }

    /// Puts a file among the sources, unless an earlier side has the same.
    fn put(&mut self, name: &str, path: String, text: Arc<str>, shipped: bool) -> ReadFile {
        let text = self.text(text);
        let same = |known: &ReadFile| known.text == text && known.path == path;
        if let Some(known) = self.by_file.find(self.hasher.hash_one((&path, text)), same) {
            return known.clone();
        }
        let id = self.sources.add(Source {
            path: format!("{name}{path}"),
            text: self.texts[text].clone(),
            shipped,
        });
        ReadFile { id, path, text }
    }

    /// The number of a text: that of the same text where it was met before.
    fn text(&mut self, text: Arc<str>) -> usize {
        let hash = |number: &usize| self.hasher.hash_one(&*self.texts[*number]);
        let hashed = self.hasher.hash_one(&*text);
        if let Some(known) = self.by_text.find(hashed, |number| self.texts[*number] == text) {
            return *known;
        }
        let number = self.texts.len();
        self.by_text.insert_unique(hashed, number, hash);
        self.texts.push(text);
        number
    }
}

/// Leaves out what passes the limits on the number and size of files, and says so.
fn within_limits(inputs: Vec<Input>, findings: &mut Vec<Finding>) -> Vec<Input> {
    let mut total = 0usize;
    let mut kept = Vec::new();
    let mut left_out = 0;
    for input in inputs {
        if input.bytes.len() > limits::FILE_BYTES {
            let message = format!(
                "{} has {} MB; a file of at most {} MB is read",
                input.path,
                input.bytes.len().div_ceil(MEGABYTE),
                limits::FILE_BYTES / MEGABYTE
            );
            let finding = Finding::new("limit", Level::Must, format!("file.{}", input.path), message);
            findings.push(finding.help("split it into several files: a file a body, or a group of bodies, reads best"));
        } else if kept.len() == limits::FILES || total + input.bytes.len() > limits::TOTAL_BYTES {
            left_out += 1;
        } else {
            total += input.bytes.len();
            kept.push(input);
        }
    }
    if left_out > 0 {
        let message = format!(
            "{left_out} files were not read: a framework of at most {} files and {} MB is read",
            limits::FILES,
            limits::TOTAL_BYTES / MEGABYTE
        );
        findings.push(Finding::new("limit", Level::Must, "framework", message));
    }
    kept
}

/// The text of a file: without a byte order mark, and up to the first byte that is not UTF-8.
fn read_text(bytes: Vec<u8>) -> (String, Option<String>) {
    let bytes = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(rest) => rest.to_vec(),
        None => bytes,
    };
    match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let line = error.as_bytes()[..error.utf8_error().valid_up_to()]
                .iter()
                .filter(|&&b| b == b'\n')
                .count()
                + 1;
            let guess = if error.as_bytes().starts_with(b"\xFF\xFE") || error.as_bytes().starts_with(b"\xFE\xFF") {
                "this file is in UTF-16, as Windows calls \"Unicode\"; Remit reads UTF-8".to_owned()
            } else {
                format!("this file is not UTF-8 text: the first byte that is not stands on line {line}")
            };
            (String::new(), Some(guess))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(path: &str, text: &str) -> Input {
        Input {
            path: path.to_owned(),
            bytes: text.as_bytes().to_vec(),
        }
    }

    fn side(name: &str, files: &[(&str, &str)]) -> Side {
        Side {
            name: name.to_owned(),
            inputs: files.iter().map(|(path, text)| input(path, text)).collect(),
        }
    }

    /// The paths of the files of a side, as shown.
    fn shown(reading: &Reading, side: usize) -> Vec<&str> {
        let files = reading.sides[side].files.iter();
        files.map(|file| reading.sources.get(file.id).path.as_str()).collect()
    }

    #[test]
    fn what_is_the_same_is_read_once() {
        let catalogue = [("law/forms.toml", "[form.x]\n")];
        let then = side(
            "git:main:",
            &[("a.toml", "a = 1"), ("b.toml", "b = 1"), ("d.toml", "b = 1")],
        );
        let now = side("", &[("a.toml", "a = 1"), ("b.toml", "b = 2"), ("c.toml", "a = 1")]);
        let reading = Reading::of(&catalogue, vec![then, now], None);
        assert_eq!(
            shown(&reading, 0),
            ["law/forms.toml", "a.toml", "git:main:b.toml", "git:main:d.toml"],
            "what is the same on both sides is shown by its plain path"
        );
        assert_eq!(shown(&reading, 1), ["law/forms.toml", "a.toml", "b.toml", "c.toml"]);
        assert_eq!(reading.sides[0].files[1].id, reading.sides[1].files[1].id);
        assert_eq!(reading.sources.iter().count(), 6);
        assert_eq!(reading.decoded.len(), 4, "the catalogue, and three texts");
        let wanted: Vec<usize> = reading.decoded.iter().map(|decoded| decoded.wanted).collect();
        assert_eq!(wanted, [2, 3, 1, 2]);
    }

    #[test]
    fn a_document_is_copied_for_all_but_the_last_who_want_it() {
        let same = [("a.toml", "[organisation.council]\nname = \"Council\"\n")];
        let mut reading = Reading::of(&[], vec![side("", &same), side("x/", &same)], None);
        let files: Vec<ReadFile> = reading.sides.iter().map(|side| side.files[0].clone()).collect();
        for file in &files {
            let documents = reading.documents(std::slice::from_ref(file));
            assert_eq!(documents[0].organisation.iter().count(), 1);
        }
        assert_eq!(
            reading.decoded[0].document.organisation.iter().count(),
            0,
            "it was given away"
        );
    }
}
