//! Texts that differ, and what in them is the same all the same.
//!
//! Of two revisions of a file most tables are the same text, further up or down. A place in such a table of the one is a place in
//! the same table of the other.

use std::collections::BTreeMap;
use std::ops::Range;

use hashbrown::HashMap;
use rayon::prelude::*;
use remit_model::document::Span;
use remit_model::model::Model;
use remit_model::sources::{FileId, Place};

/// Where what stands in the texts of one side stands in those of the other.
#[derive(Debug, Default)]
pub(crate) struct Moved {
    /// The files that are not the same on both sides, with the blocks that are. In order.
    files: HashMap<FileId, Vec<Block>>,
}

/// A block of text that is the same on both sides.
#[derive(Debug)]
struct Block {
    /// Where it stands on this side.
    here: Range<usize>,
    /// In which file it stands on the other one, and where it begins there.
    there: (FileId, usize),
}

/// The tables of a text, by the first two names of their headers, with where their blocks stand. What stands under headers of a
/// single name, or under none, may be about anything in the file.
struct Tables<'t> {
    general: String,
    tables: BTreeMap<&'t str, Vec<Range<usize>>>,
}

impl Moved {
    /// From the texts of `after` to those of `before`. Linear in what differs.
    pub(crate) fn between(before: &Model, after: &Model) -> Self {
        let old: HashMap<&str, (FileId, &str)> =
            before.texts().map(|(path, file, text)| (path, (file, text))).collect();
        let differing: Vec<_> = after
            .texts()
            .filter_map(|(path, file, text)| {
                let (old, was) = old.get(path)?;
                (*old != file).then_some((file, text, *old, *was))
            })
            .collect();
        let files = differing
            .into_par_iter()
            .map(|(file, text, old, was)| (file, same(text, old, was)));
        let files: Vec<(FileId, Vec<Block>)> = files.collect();
        Self {
            files: files.into_iter().collect(),
        }
    }

    /// Where it stands on the other side, if all of its table is the same there; itself where the whole file is the same.
    pub(crate) fn back(&self, place: Place) -> Option<Place> {
        let Some(blocks) = self.files.get(&place.file) else {
            return Some(place);
        };
        let range = (place.span.start as usize)..(place.span.end as usize);
        let next = blocks.partition_point(|block| block.here.start <= range.start);
        let block = blocks.get(next.checked_sub(1)?)?;
        let (file, start) = block.there;
        (range.end <= block.here.end).then(|| Place {
            file,
            span: Span::from(start + (range.start - block.here.start)..start + (range.end - block.here.start)),
        })
    }
}

/// The blocks of a text that stand in another one too, in order.
fn same(text: &str, other: FileId, was: &str) -> Vec<Block> {
    let (Some(new), Some(old)) = (tables(text), tables(was)) else {
        return Vec::new();
    };
    if new.general != old.general {
        return Vec::new();
    }
    let mut blocks = Vec::new();
    for (name, here) in &new.tables {
        let there = old.tables.get(name).map_or(&[][..], Vec::as_slice);
        let pairs = || here.iter().zip(there);
        if here.len() == there.len() && pairs().all(|(here, there)| text[here.clone()] == was[there.clone()]) {
            blocks.extend(pairs().map(|(here, there)| Block {
                here: here.clone(),
                there: (other, there.start),
            }));
        }
    }
    blocks.sort_by_key(|block| block.here.start);
    blocks
}

/// The tables of a text. None where it can't be told from its lines where a table begins: text over several lines may have lines
/// that look like headers. (A list over several lines may not: the format has no lists of lists.)
fn tables(text: &str) -> Option<Tables<'_>> {
    if text.contains("\"\"\"") || text.contains("'''") {
        return None;
    }
    let mut tables = Tables {
        general: String::new(),
        tables: BTreeMap::new(),
    };
    let mut name: Option<&str> = None;
    let mut start = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some(header) = header(line) {
            tables.put(name, text, start..at);
            (name, start) = (Some(header), at);
        }
        at += line.len();
    }
    tables.put(name, text, start..at);
    Some(tables)
}

impl<'t> Tables<'t> {
    fn put(&mut self, header: Option<&'t str>, text: &'t str, block: Range<usize>) {
        match header.and_then(first_two) {
            Some(name) => self.tables.entry(name).or_default().push(block),
            None => self.general.push_str(&text[block]),
        }
    }
}

/// What stands between the brackets of a header.
fn header(line: &str) -> Option<&str> {
    let line = line.strip_prefix('[')?;
    let line = line.strip_prefix('[').unwrap_or(line);
    Some(line.split_once(']')?.0.trim())
}

/// The first two names of a header: `body.hwb` of `body.hwb.seats.chair`. None of a single name, and of names in quotation marks, in
/// which a full stop may be none.
fn first_two(header: &str) -> Option<&str> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    let (first, rest) = header.split_once('.').filter(|_| header.chars().all(plain))?;
    let second = rest.split('.').next()?;
    header.get(..first.len() + 1 + second.len())
}

#[cfg(test)]
mod tests {
    use remit_model::sources::{Source, Sources};

    use super::*;

    /// One of some file.
    fn file() -> FileId {
        let mut sources = Sources::default();
        sources.add(Source {
            path: "a.toml".to_owned(),
            text: WAS.into(),
            shipped: false,
        })
    }

    const WAS: &str =
        "[framework]\nname = \"A\"\n\n[body.a]\nname = \"A\"\n\n[body.b]\nname = \"B\"\n\n[body.a.quorum]\ncount = 3\n";

    fn names(text: &str) -> Vec<(String, String)> {
        let file = file();
        let blocks = same(text, file, WAS).into_iter();
        let shown = blocks.map(|block| {
            let start = block.there.1;
            let there = &WAS[start..start + block.here.len()];
            (text[block.here].to_owned(), there.to_owned())
        });
        shown.collect()
    }

    #[test]
    fn a_table_that_is_further_down_is_the_same() {
        let moved = WAS.replace("[body.a]", "[body.new]\nname = \"N\"\n\n[body.a]");
        let found = names(&moved);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found.iter().all(|(here, there)| here == there), "{found:?}");
    }

    #[test]
    fn a_table_is_another_where_any_part_of_it_is() {
        let other = names(&WAS.replace("count = 3", "count = 4"));
        assert_eq!(other.len(), 1, "{other:?}");
        assert!(other[0].0.starts_with("[body.b]"), "{other:?}");
    }

    #[test]
    fn what_is_about_all_of_a_file_makes_all_of_it_another() {
        assert_eq!(
            names(&WAS.replace("name = \"A\"\n\n[body.a]", "name = \"Z\"\n\n[body.a]")),
            []
        );
        assert_eq!(names(&format!("source = \"x\"\n{WAS}")), []);
        assert_eq!(names(&format!("{WAS}\n[body]\nc.name = \"C\"\n")), []);
        assert_eq!(names(&format!("{WAS}\n[body.\"d\"]\nname = \"D\"\n")), []);
    }

    #[test]
    fn text_over_several_lines_is_not_taken_apart() {
        assert_eq!(
            names(&format!("{WAS}\n[body.c]\npurpose = \"\"\"\n[body.b]\n\"\"\"\n")),
            []
        );
    }

    #[test]
    fn a_place_is_found_again_and_one_in_another_table_is_not() {
        let text = WAS
            .replace("\"B\"", "\"Bee\"")
            .replace("[body.a]", "# A remark.\n[body.a]");
        let old = file();
        let moved = Moved {
            files: std::iter::once((old, same(&text, old, WAS))).collect(),
        };
        let place = |of: &str| {
            let start = text.find(of).expect("in the text");
            Place {
                file: old,
                span: (start..start + of.len()).into(),
            }
        };
        // The remark is part of the framework's table, which has a single name.
        assert_eq!(moved.back(place("[body.a]")), None);
        let text = WAS.replace("\"B\"", "\"Bee\"");
        let moved = Moved {
            files: std::iter::once((old, same(&text, old, WAS))).collect(),
        };
        let at = |of: &str| {
            let start = text.find(of).expect("in the text");
            moved.back(Place {
                file: old,
                span: (start..start + of.len()).into(),
            })
        };
        let found = at("count = 3").expect("it is the same");
        assert_eq!(&WAS[found.span.start as usize..found.span.end as usize], "count = 3");
        assert_eq!(at("Bee"), None);
        assert_eq!(at("[body.b]"), None);
    }
}
