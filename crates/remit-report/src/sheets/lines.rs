//! The lines of a sheet: those that look alike between the same two boxes are one, which says for how many it stands.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::RelationKind;
use remit_model::drawing::{Arrow, Change, Drawing, Standing};

use super::part_sheet::{Placed, Splitting};

impl Splitting<'_> {
    /// The sheet with these boxes, and the lines that belong on it: those that look alike between the same two become one.
    pub(super) fn drawn(
        &self,
        boxes: Vec<Placed>,
        stands: &BTreeMap<&str, String>,
        plain: bool,
        wanted: impl Fn(&Arrow) -> bool,
    ) -> Drawing {
        let end = |key: &str| stands.get(key).cloned().unwrap_or_else(|| key.to_owned());
        let sizes = sizes(stands);
        let mut lines: Vec<(Arrow, Together)> = Vec::new();
        let mut alike: BTreeMap<Looks, usize> = BTreeMap::new();
        for line in self.drawing.lines.iter().filter(|line| wanted(line)) {
            let mut line = line.clone();
            let itself = line.from == line.to;
            let ends = [line.from.clone(), line.to.clone()];
            let moved = [&line.from, &line.to].map(|key| end(key));
            let changed = moved[0] != line.from || moved[1] != line.to;
            [line.from, line.to] = moved;
            // What leads from a box to itself only because both its ends went into it stands on their own sheet.
            if line.from == line.to && !itself {
                continue;
            }
            if let Some(kind) = line.kind.filter(|_| plain && changed) {
                line.label = kind.words().to_owned();
                line.notes.clear();
                line.unsettled = false;
            }
            let looks = changed.then(|| looks(&line, plain));
            match looks
                .as_ref()
                .and_then(|looks| alike.get(looks))
                .and_then(|&at| lines.get_mut(at))
            {
                Some((so_far, together)) => {
                    together.add(ends);
                    so_far.highlighted |= line.highlighted;
                    so_far.unsettled |= line.unsettled;
                    so_far.assumed &= line.assumed;
                    so_far.notes.append(&mut line.notes);
                }
                None => {
                    alike.extend(looks.map(|looks| (looks, lines.len())));
                    let mut together = Together::default();
                    together.add(ends);
                    lines.push((line, together));
                }
            }
        }
        let lines: Vec<Arrow> = lines
            .into_iter()
            .map(|(mut line, together)| {
                if let Some(more) = more(&line, &together, &sizes, plain) {
                    line.label = format!("{} ({more})", line.label).trim_start().to_owned();
                }
                if together.count > 1 {
                    line.notes.sort_unstable();
                    line.notes.dedup();
                }
                line
            })
            .collect();
        self.dressed(boxes, lines)
    }
}

/// For how many boxes of other sheets each box stands, as its name counts them.
fn sizes<'s>(stands: &'s BTreeMap<&str, String>) -> BTreeMap<&'s str, usize> {
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for stand in stands.values() {
        *sizes.entry(stand).or_default() += 1;
    }
    sizes
}

/// How many lines one stands for; and where what it says is true of only some of those that a box stands for, of how many:
/// "1 of 3", and at both ends "1 of 3 to 2 of 5". An overview says how many lines there are, and no more.
fn more(line: &Arrow, together: &Together, sizes: &BTreeMap<&str, usize>, plain: bool) -> Option<String> {
    let size = |key: &String| sizes.get(key.as_str()).copied();
    let parts = together
        .ends
        .iter()
        .zip([&line.from, &line.to])
        .filter_map(|(end, key)| {
            let size = size(key)?;
            let meant = end.len();
            (meant < size).then(|| format!("{meant} of {size}"))
        });
    let parts: Vec<String> = parts.collect();
    let count = together.count;
    let lines = match count {
        1 => "1 line".to_owned(),
        count => format!("{count} lines"),
    };
    let single = together.ends.iter().any(|end| end.len() == 1);
    match parts.as_slice() {
        [] => (count > 1).then_some(lines),
        _ if plain => Some(lines),
        [part] if single => Some(part.clone()),
        _ if count == 1 => Some(parts.join(" to ")),
        _ => Some(format!("{lines}, {}", parts.join(" to "))),
    }
}

/// What one line on a sheet stands for.
#[derive(Debug, Default)]
struct Together {
    /// How many lines.
    count: usize,
    /// The boxes at either end of them.
    ends: [BTreeSet<String>; 2],
}

impl Together {
    fn add(&mut self, ends: [String; 2]) {
        self.count += 1;
        for (so_far, end) in self.ends.iter_mut().zip(ends) {
            so_far.insert(end);
        }
    }
}

/// What makes two lines look alike.
type Looks = (
    String,
    String,
    Option<RelationKind>,
    String,
    Standing,
    [bool; 3],
    Option<Change>,
);

fn looks(line: &Arrow, plain: bool) -> Looks {
    (
        line.from.clone(),
        line.to.clone(),
        line.kind,
        line.label.clone(),
        line.standing,
        [line.upward, line.assumed && !plain, line.unsettled && !plain],
        line.change,
    )
}
