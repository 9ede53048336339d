//! What stands out: a path, surroundings, or what findings are about.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use remit_model::document::RelationKind;
use remit_model::model::{AsAt, Choice, NodeId, Selector};

use super::background::Background;
use super::shown::chosen;
use super::{Drawable, Placed};

/// Marks boxes and lines.
pub(super) fn highlight(
    at: &AsAt<'_>,
    known: &Background<'_, '_>,
    choice: &Choice,
    placed: &mut [Placed],
    lines: &mut [Drawable],
) {
    let wanted = &choice.highlight;
    let mut marked = Marked::new(placed, lines);
    let places: Vec<BTreeSet<usize>> = wanted.path.iter().map(|selector| marked.select(at, selector)).collect();
    for place in &places {
        marked.boxes.extend(place);
    }
    for pair in places.windows(2) {
        if let [above, below] = pair {
            marked.chain(lines, above, below);
        }
    }
    if let Some(around) = &wanted.around {
        let from = marked.select(at, &around.of);
        marked.surroundings(from, around.depth);
    }
    let Marked {
        boxes, lines: arrows, ..
    } = marked;
    for (number, placed) in placed.iter_mut().enumerate() {
        let found = wanted.findings && is_found(at, known, placed);
        placed.drawn.highlighted = boxes.contains(&number) || found;
    }
    for number in arrows {
        if let Some(line) = lines.get_mut(number) {
            line.arrow.highlighted = true;
        }
    }
}

fn is_found(at: &AsAt<'_>, known: &Background<'_, '_>, placed: &Placed) -> bool {
    placed.ids.iter().any(|&id| known.findings(&at.node(id).subject()) > 0)
}

/// What is marked, with the way from box to box.
struct Marked {
    boxes: BTreeSet<usize>,
    lines: BTreeSet<usize>,
    /// The box that each node stands in.
    box_of: BTreeMap<NodeId, usize>,
    /// The lines of each box, with the box at the other end.
    at: Vec<Vec<(usize, usize)>>,
}

impl Marked {
    fn new(placed: &[Placed], lines: &[Drawable]) -> Self {
        let numbered = placed.iter().enumerate();
        let box_of: BTreeMap<NodeId, usize> = numbered
            .flat_map(|(number, placed)| placed.ids.iter().map(move |&id| (id, number)))
            .collect();
        let mut at = vec![Vec::new(); placed.len()];
        for (number, line) in lines.iter().enumerate() {
            if let (Some(&from), Some(&to)) = (box_of.get(&line.from), box_of.get(&line.to)) {
                at[from].push((number, to));
                at[to].push((number, from));
            }
        }
        Self {
            boxes: BTreeSet::new(),
            lines: BTreeSet::new(),
            box_of,
            at,
        }
    }

    fn select(&self, at: &AsAt<'_>, selector: &Selector) -> BTreeSet<usize> {
        let selected = chosen(at, selector).into_iter();
        selected.filter_map(|id| self.box_of.get(&id).copied()).collect()
    }

    /// Marks what leads from each box of one place up to another: lines between the two, or else the shortest chain of
    /// lines that make one answer to another.
    fn chain(&mut self, lines: &[Drawable], above: &BTreeSet<usize>, below: &BTreeSet<usize>) {
        let mut far: Vec<Option<usize>> = vec![None; self.at.len()];
        let mut queue: VecDeque<usize> = above.iter().copied().collect();
        for &top in above {
            far[top] = Some(0);
        }
        while let Some(here) = queue.pop_front() {
            for &(number, next) in &self.at[here] {
                if far[next].is_none() && self.leads_down(lines, number, here) {
                    far[next] = far[here].map(|steps| steps + 1);
                    queue.push_back(next);
                }
            }
        }
        let mut seen: BTreeSet<usize> = BTreeSet::new();
        let mut back: Vec<usize> = Vec::new();
        for &start in below {
            let mut direct = self.at[start]
                .iter()
                .filter(|(_, other)| above.contains(other))
                .peekable();
            if direct.peek().is_some() {
                self.lines.extend(direct.map(|(number, _)| *number));
            } else if far[start].is_some() && seen.insert(start) {
                back.push(start);
            }
        }
        while let Some(here) = back.pop() {
            let on_the_way = |&&(number, next): &&(usize, usize)| {
                far[next].map(|steps| steps + 1) == far[here] && self.leads_down(lines, number, next)
            };
            let steps: Vec<(usize, usize)> = self.at[here].iter().filter(on_the_way).copied().collect();
            for (number, next) in steps {
                self.lines.insert(number);
                self.boxes.insert(next);
                if seen.insert(next) {
                    back.push(next);
                }
            }
        }
    }

    /// Whether a line leads down from this box.
    fn leads_down(&self, lines: &[Drawable], number: usize, from: usize) -> bool {
        let Some(line) = lines.get(number) else {
            return false;
        };
        let answers = matches!(
            line.arrow.kind,
            None | Some(
                RelationKind::AnswersTo
                    | RelationKind::Oversees
                    | RelationKind::Scrutinises
                    | RelationKind::Delegation
                    | RelationKind::Within
            )
        );
        let upper = if line.arrow.upward { line.to } else { line.from };
        answers && self.box_of.get(&upper) == Some(&from)
    }

    /// Marks these boxes, what is so many lines away, and the lines between.
    fn surroundings(&mut self, from: BTreeSet<usize>, depth: u32) {
        let mut reached = from.clone();
        let mut nearest: Vec<usize> = from.into_iter().collect();
        for _ in 0..depth {
            let mut next = Vec::new();
            for &here in &nearest {
                for &(_, other) in &self.at[here] {
                    if reached.insert(other) {
                        next.push(other);
                    }
                }
            }
            nearest = next;
        }
        for &here in &reached {
            let between = self.at[here].iter().filter(|(_, other)| reached.contains(other));
            self.lines.extend(between.map(|(number, _)| *number));
        }
        self.boxes.extend(reached);
    }
}
