//! From a drawing to boxes and lines with sizes, and back: what stands for what in the layout.

use std::borrow::Cow;
use std::collections::BTreeMap;

use remit_layout::{Graph, Length, Line, Node, Size};
use remit_model::document::RelationKind;
use remit_model::drawing::{Arrow, Box as DrawnBox, Change, Detail, Drawing, Standing};

use super::boxes::{self, Content};
use super::labels::{self, Label};
use super::letters::Letters;
use super::types::Types;
use crate::inert;
use crate::text::{self, Face};

/// From so many lines of one look on, what they say stands in the key alone, where nothing else is to be said of them.
const SAID_IN_KEY: usize = 7;

/// The width that the label of a tier is broken to, along the height of the tier.
const TIER_LABEL: Length = 9_000;

/// A drawing with sizes, before it is laid out.
pub(super) struct Plan<'d> {
    /// What is laid out.
    pub(super) graph: Graph,
    /// The boxes, as they are numbered in the graph.
    pub(super) boxes: Vec<Cow<'d, DrawnBox>>,
    /// For each box, its text in each of its sizes.
    pub(super) contents: Vec<Vec<Content>>,
    /// The lines, as they are numbered in the graph.
    pub(super) lines: Vec<&'d Arrow>,
    /// For each line, its label in each of its sizes.
    pub(super) labels: Vec<Vec<Label>>,
    /// For each tier, the lines of its label.
    pub(super) tiers: Vec<Vec<String>>,
    /// For each lane, the lines of its heading.
    pub(super) lanes: Vec<Vec<String>>,
    /// The sizes of type.
    pub(super) types: Types,
}

/// What makes two lines look alike.
type Alike<'d> = (
    Option<RelationKind>,
    &'d str,
    Standing,
    [bool; 3],
    &'d [usize],
    Option<Change>,
);

fn alike(line: &Arrow) -> Alike<'_> {
    let flags = [line.assumed, line.unsettled, line.highlighted];
    (line.kind, &line.label, line.standing, flags, &line.notes, line.change)
}

impl<'d> Plan<'d> {
    /// Measures everything. The width is that of the page on the drawing's measure, where it has one; `columns` says whether
    /// boxes are kept in theirs, and letters stand for labels that have no room otherwise.
    pub(super) fn new(
        drawing: &'d Drawing,
        printed: Length,
        width: Option<Length>,
        columns: bool,
        letters: &Letters,
    ) -> Self {
        let all = drawing.tiers.iter().flat_map(|tier| &tier.boxes);
        let lists = all
            .flat_map(|drawn| &drawn.details)
            .any(|detail| matches!(detail, Detail::Bullet(_)));
        let types = Types::new(printed, !lists);
        let mut plan = Self {
            graph: Graph::default(),
            boxes: Vec::new(),
            contents: Vec::new(),
            lines: Vec::new(),
            labels: Vec::new(),
            tiers: Vec::new(),
            lanes: Vec::new(),
            types,
        };
        if columns {
            plan.add_lanes(drawing, width);
        }
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        for tier in &drawing.tiers {
            plan.add_tier(&tier.name);
            for drawn in &tier.boxes {
                let number = plan.add_box(Cow::Borrowed(drawn));
                numbers.entry(&drawn.key).or_insert(number);
            }
        }
        // A line left out would be a relation kept from the reader: what no box stands for gets one, at the foot.
        let ends = drawing.lines.iter().flat_map(|line| [&line.from, &line.to]);
        for key in ends {
            if !numbers.contains_key(key.as_str()) {
                if plan.boxes.len() == drawing.tiers.iter().map(|tier| tier.boxes.len()).sum::<usize>() {
                    plan.add_tier("");
                }
                let stranger = DrawnBox {
                    key: key.clone(),
                    name: key.clone(),
                    ..DrawnBox::default()
                };
                let number = plan.add_box(Cow::Owned(stranger));
                numbers.insert(key, number);
            }
        }
        plan.add_lines(drawing, &numbers, letters);
        plan
    }

    fn add_lanes(&mut self, drawing: &Drawing, width: Option<Length>) {
        let count = Length::try_from(drawing.lanes.len()).unwrap_or(Length::MAX).max(1);
        let room = width.map_or(12_000, |width| ((width - 2_000) / count - 800).clamp(3_000, 15_000));
        for lane in &drawing.lanes {
            let lines = text::wrap(&inert::line(lane), Face::Bold, self.types.detail, room);
            self.graph.lanes.push(block(&lines, Face::Bold, self.types.detail));
            self.lanes.push(lines);
        }
    }

    fn add_tier(&mut self, name: &str) {
        let lines = if name.trim().is_empty() {
            Vec::new()
        } else {
            text::wrap(&inert::line(name), Face::Bold, self.types.detail, TIER_LABEL)
        };
        let label = block(&lines, Face::Bold, self.types.detail);
        self.graph.tiers.push(remit_layout::Tier { label });
        self.tiers.push(lines);
    }

    fn add_box(&mut self, drawn: Cow<'d, DrawnBox>) -> usize {
        let number = self.boxes.len();
        let contents = boxes::contents(&drawn, &self.types);
        self.graph.boxes.push(Node {
            tier: self.graph.tiers.len().saturating_sub(1),
            lane: drawn.lane.filter(|&lane| lane < self.graph.lanes.len()),
            sizes: contents.iter().map(|content| content.size).collect(),
        });
        self.contents.push(contents);
        self.boxes.push(drawn);
        number
    }

    fn add_lines(&mut self, drawing: &'d Drawing, numbers: &BTreeMap<&str, usize>, letters: &Letters) {
        let mut kinds: BTreeMap<Alike<'d>, (usize, usize)> = BTreeMap::new();
        for line in &drawing.lines {
            let next = kinds.len();
            kinds.entry(alike(line)).or_insert((next, 0)).1 += 1;
        }
        for line in &drawing.lines {
            let number = |key: &str| numbers.get(key).copied();
            let (Some(from), Some(to)) = (number(&line.from), number(&line.to)) else {
                continue;
            };
            let (kind, count) = kinds.get(&alike(line)).copied().unwrap_or_default();
            let labels = if is_said_in_key(line, count) {
                Vec::new()
            } else {
                labels::labels(line, &self.types, letters.of(line))
            };
            self.graph.lines.push(Line {
                from,
                to,
                upward: line.upward,
                // Who is a party to what says nothing of who stands above whom.
                free: line.kind == Some(RelationKind::Party),
                kind,
                labels: labels.iter().map(|label| label.size).collect(),
            });
            self.labels.push(labels);
            self.lines.push(line);
        }
    }

    /// Gives labels other letters, or none; of those that stand for words, each takes as much room as another.
    pub(super) fn reletter(&mut self, letters: &Letters) {
        let lines = self.lines.iter().zip(&mut self.graph.lines).zip(&mut self.labels);
        for ((line, measured), labels) in lines.filter(|(_, labels)| !labels.is_empty()) {
            *labels = labels::labels(line, &self.types, letters.of(line));
            measured.labels = labels.iter().map(|label| label.size).collect();
        }
    }

    /// What stands on a box, for the few cases in which the layout names one that is not there.
    pub(super) fn boxed(&self, number: usize) -> Option<&DrawnBox> {
        self.boxes.get(number).map(AsRef::as_ref)
    }
}

/// Whether what a line says can be left to the key: it says no more than its kind, and many others say the same.
fn is_said_in_key(line: &Arrow, count: usize) -> bool {
    let plain =
        line.standing.is_in_force() && !line.assumed && line.change.is_none() && labels::tags_of(line).is_empty();
    let kind = line.kind.filter(|kind| {
        matches!(
            kind,
            RelationKind::Party | RelationKind::Within | RelationKind::Comprises
        )
    });
    plain && count >= SAID_IN_KEY && kind.is_some_and(|kind| line.label.trim() == kind.words())
}

/// What lines of text take.
pub(super) fn block(lines: &[String], face: Face, size: Length) -> Size {
    let widths = lines.iter().map(|line| text::width(line, face, size));
    let count = Length::try_from(lines.len()).unwrap_or(Length::MAX);
    Size {
        width: widths.max().unwrap_or(0),
        height: text::line_height(size).saturating_mul(count),
    }
}
