//! The lines: their way with rounded corners, heads, the dots where four ways meet, and the gaps where one passes over another.

use std::collections::{BTreeMap, BTreeSet};

use remit_layout::{Layout, Length, Point, Rect, Stroke};
use remit_model::document::RelationKind;
use remit_model::drawing::{Arrow, Change, Colour, Standing};

use super::boxes;
use super::ids::Ids;
use super::look::{Look, look};
use super::palette::Palette;
use super::pen::{Hex, Pen, Points, dashes, rounded, rounded_but, towards};
use super::plan::Plan;
use super::tags::Dress;
use crate::inert;

/// How round corners are.
const CORNER: Length = 400;

/// How far the gap reaches along the line that passes over another.
const GAP: Length = 320;

/// A line that stands for one that is not in force is hollow: so much is added to its thickness, and so much of the edge stays.
const HOLLOW: (Length, Length) = (140, 75);

/// A hollow dash in place of dots, and the gap after it.
const HOLLOW_DASH: (Length, Length) = (480, 240);

/// How a line is drawn, its marks taken into account.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dressed {
    /// Its kind's look.
    pub(super) look: Look,
    width: Length,
    /// Its colour.
    pub(super) colour: Colour,
    standing: Standing,
}

impl Dressed {
    /// The dress of a line.
    pub(super) fn new(line: &Arrow, palette: &Palette) -> Self {
        let look = look(line.kind);
        let colour = match (line.change, line.highlighted, line.kind) {
            // What is missing stays as the key shows it, also where it is missing only since; that it is highlighted, its
            // width says.
            (None | Some(Change::Added), _, None) => palette.alert,
            (Some(change), ..) => palette.change(change),
            (None, true, _) => palette.highlight,
            _ => palette.line,
        };
        let mut width = look.width;
        if line.highlighted {
            width += 125;
        }
        match line.change {
            Some(Change::Added) => width += 75,
            Some(Change::Removed) => width -= 25,
            _ => {}
        }
        if !line.standing.is_in_force() {
            width += HOLLOW.0;
        }
        Self {
            look,
            width,
            colour,
            standing: line.standing,
        }
    }

    /// Whether it stands for a line of dots that is proposed. Hollow dots would be a chain of rings, as on a line that is in
    /// shadow: it has short dashes in their place, hollow and closed at their ends.
    fn has_hollow_dashes(&self) -> bool {
        self.look.round && self.standing == Standing::Proposed
    }

    /// Draws ways, each on its ground. What makes them hollow comes last, so that they are hollow where they meet too.
    pub(super) fn draw(&self, pen: &mut Pen, ways: &[(String, Colour)]) {
        let core = self.width - 2 * HOLLOW.1;
        if self.has_hollow_dashes() {
            let (dash, gap) = HOLLOW_DASH;
            let inner = [dash - 2 * HOLLOW.1, gap + 2 * HOLLOW.1];
            let mut stroke = |way: &str, colour, width, pattern: [Length; 2], from: Length| {
                pen.tag("path")
                    .set("d", way)
                    .set("fill", "none")
                    .set("stroke", Hex(colour))
                    .set("stroke-width", Points(width))
                    .set("stroke-dasharray", dashes(&pattern))
                    .set("stroke-dashoffset", Points(-from))
                    .close();
            };
            for (way, _) in ways {
                stroke(way, self.colour, self.width, [dash, gap], 0);
            }
            for (way, ground) in ways {
                stroke(way, *ground, core, inner, HOLLOW.1);
            }
            return;
        }
        for (way, _) in ways {
            self.look.stroke(pen, way, self.width, self.colour);
        }
        for (way, ground) in ways {
            match self.standing {
                Standing::InForce => {}
                Standing::Proposed => self.look.stroke(pen, way, core, *ground),
                Standing::Shadow => pen
                    .tag("path")
                    .set("d", way)
                    .set("fill", "none")
                    .set("stroke", Hex(*ground))
                    .set("stroke-width", Points(core))
                    .set("stroke-dasharray", dashes(&[0, 300]))
                    .set("stroke-linecap", "round")
                    .close(),
            }
        }
    }
}

/// Segments that are drawn already: level ones by height, upright ones by distance from the left.
#[derive(Default)]
struct Drawn {
    level: BTreeMap<Length, Vec<(Length, Length)>>,
    upright: BTreeMap<Length, Vec<(Length, Length)>>,
}

impl Drawn {
    fn add(&mut self, a: Point, b: Point) {
        if a.y == b.y {
            self.level.entry(a.y).or_default().push((a.x.min(b.x), a.x.max(b.x)));
        } else {
            self.upright.entry(a.x).or_default().push((a.y.min(b.y), a.y.max(b.y)));
        }
    }

    /// Where the segment crosses others.
    fn crossings(&self, a: Point, b: Point) -> Vec<Point> {
        let level = a.y == b.y;
        let (others, from, to, place) = if level {
            (&self.upright, a.x.min(b.x), a.x.max(b.x), a.y)
        } else {
            (&self.level, a.y.min(b.y), a.y.max(b.y), a.x)
        };
        if from >= to {
            return Vec::new();
        }
        let mut out = Vec::new();
        for (&at, spans) in others.range(from + 1..to) {
            if spans.iter().any(|&(low, high)| low < place && place < high) {
                out.push(if level {
                    Point { x: at, y: place }
                } else {
                    Point { x: place, y: at }
                });
            }
        }
        out
    }
}

/// Draws all lines.
pub(super) fn draw(pen: &mut Pen, plan: &Plan<'_>, layout: &Layout, palette: &Palette, ids: &mut Ids) {
    let mut drawn = Drawn::default();
    for stroke in &layout.strokes {
        let first = stroke.lines.first().and_then(|&line| plan.lines.get(line).copied());
        let Some(first) = first else {
            continue;
        };
        pen.tag("g")
            .set("id", ids.of(&format!("line-{}-{}", first.from, first.to)))
            .set("role", "graphics-object group")
            .begin();
        let each: Vec<String> = stroke.lines.iter().filter_map(|&line| told(line, plan)).collect();
        pen.words("title", &inert::line(&each.join("; ")));
        one(pen, plan, layout, stroke, first, palette, &mut drawn);
        pen.end();
    }
}

/// The line as a sentence.
pub(super) fn told(number: usize, plan: &Plan<'_>) -> Option<String> {
    let (line, ends) = (plan.lines.get(number)?, plan.graph.lines.get(number)?);
    let name = |number| plan.boxed(number).map_or("", |drawn| &drawn.name);
    let (from, to, said) = (name(ends.from), name(ends.to), super::labels::words_of(line));
    let Some(kind) = line.kind else {
        return Some(format!("{from} to {to}: {said}"));
    };
    let more = without_verb(kind, &said);
    let joint = match more.chars().next() {
        None => "",
        Some('(') => " ",
        Some(_) => ": ",
    };
    Some(format!("{from} {} {to}{joint}{more}", kind.words()))
}

/// What a line says besides the verb of its kind: "delegates: Commissioning" says "Commissioning".
fn without_verb(kind: RelationKind, said: &str) -> &str {
    let verbs = match kind {
        RelationKind::Delegation => &["delegates to", "delegates"][..],
        kind => &[kind.words()][..],
    };
    let rest = verbs.iter().find_map(|verb| said.strip_prefix(verb));
    match rest.map(|rest| (rest.chars().next(), rest)) {
        None | Some((Some('a'..='z' | 'A'..='Z' | '0'..='9' | '-'), _)) => said,
        Some((_, rest)) => rest.trim_start_matches([' ', ':']),
    }
}

fn one(
    pen: &mut Pen,
    plan: &Plan<'_>,
    layout: &Layout,
    stroke: &Stroke,
    first: &Arrow,
    palette: &Palette,
    drawn: &mut Drawn,
) {
    let dressed = Dressed::new(first, palette);
    let ground = |at: Point| ground(layout, at, palette);
    let segments = || {
        stroke
            .pieces
            .iter()
            .flat_map(|piece| piece.iter().zip(piece.iter().skip(1)))
    };
    for (&a, &b) in segments() {
        for at in drawn.crossings(a, b) {
            let (from, to) = (towards(at, a, GAP), towards(at, b, GAP));
            pen.tag("path")
                .set("d", rounded(&[from, to], 0))
                .set("fill", "none")
                .set("stroke", Hex(ground(at)))
                .set("stroke-width", Points(dressed.width + 280))
                .close();
        }
    }
    for (&a, &b) in segments() {
        drawn.add(a, b);
    }
    // Where lines touch boxes, in the drawing rather than in the layout.
    let mut heads = Vec::new();
    let mut moved: BTreeMap<Point, Point> = BTreeMap::new();
    for end in &stroke.ends {
        let (Some(placed), Some(boxed)) = (layout.boxes.get(end.node), plan.boxed(end.node)) else {
            continue;
        };
        let tip = boxes::touch(boxed, placed.area, end.at, end.top);
        let mut stop = tip;
        if end.head {
            heads.push((tip, end.top));
            stop.y += if end.top {
                -dressed.look.head.covers()
            } else {
                dressed.look.head.covers()
            };
        }
        moved.insert(end.at, stop);
    }
    let mut ways = Vec::new();
    for piece in &stroke.pieces {
        let mut way = piece.clone();
        let last = way.len().saturating_sub(1);
        for (number, at) in way.iter_mut().enumerate() {
            if let Some(stop) = moved.get(at).filter(|_| number == 0 || number == last) {
                *at = *stop;
            }
        }
        let at = piece.first().copied().unwrap_or_default();
        ways.push((rounded_but(&way, CORNER, &stroke.joints), ground(at)));
    }
    dressed.draw(pen, &ways);
    for joint in stroke.joints.iter().filter(|joint| meeting(stroke, **joint) > 3) {
        pen.tag("circle")
            .set("cx", Points(joint.x))
            .set("cy", Points(joint.y))
            .set("r", Points(140 + dressed.width / 4))
            .set("fill", Hex(dressed.colour))
            .close();
    }
    for (tip, downwards) in heads {
        let before = Point {
            x: tip.x,
            y: if downwards { tip.y - 400 } else { tip.y + 400 },
        };
        dressed
            .look
            .head
            .draw(pen, tip, downwards, dressed.colour, ground(before));
    }
    if let Some((area, size)) = stroke.label {
        let label = stroke
            .lines
            .first()
            .and_then(|&line| plan.labels.get(line))
            .and_then(|labels| labels.get(size));
        let dress = Dress {
            ink: palette.ink,
            ground: ground(Point {
                x: area.x + area.width / 2,
                y: area.y + area.height / 2,
            }),
            alert: palette.alert,
            palette,
        };
        if let Some(label) = label {
            clear(pen, layout, area, palette);
            label.draw(pen, first, area, &plan.types, &dress);
        }
    }
}

/// In how many directions pieces of a stroke lead away from a place. Three make a T, which nobody takes for a crossing, for
/// what crosses has gaps; four need a dot.
fn meeting(stroke: &Stroke, at: Point) -> usize {
    let mut directions: BTreeSet<(Length, Length)> = BTreeSet::new();
    let segments = stroke.pieces.iter().flat_map(|piece| piece.windows(2));
    for segment in segments {
        let &[a, b] = segment else { continue };
        let on = |low: Length, value: Length, high: Length| low.min(high) <= value && value <= low.max(high);
        if !on(a.x, at.x, b.x) || !on(a.y, at.y, b.y) {
            continue;
        }
        for end in [a, b].into_iter().filter(|&end| end != at) {
            directions.insert(((end.x - at.x).signum(), (end.y - at.y).signum()));
        }
    }
    directions.len()
}

/// Paints an area as the sheet is there, also where it reaches from one band into the next.
fn clear(pen: &mut Pen, layout: &Layout, area: Rect, palette: &Palette) {
    let mut top = area.y;
    let borders = layout.tiers.iter().map(|band| band.area.bottom());
    for bottom in borders
        .filter(|&y| area.y < y && y < area.bottom())
        .chain([area.bottom()])
    {
        let part = Rect {
            y: top,
            height: bottom - top,
            ..area
        };
        let at = Point { x: area.x, y: top };
        pen.rect(part).set("fill", Hex(ground(layout, at, palette))).close();
        top = bottom;
    }
}

/// The colour of the sheet at a place: bands are of two colours in turn.
pub(super) fn ground(layout: &Layout, at: Point, palette: &Palette) -> Colour {
    let band = layout
        .tiers
        .iter()
        .position(|band| band.area.y <= at.y && at.y < band.area.bottom());
    match band {
        Some(number) if number % 2 == 0 => palette.band,
        _ => palette.paper,
    }
}

#[cfg(test)]
mod tests {
    use remit_model::drawing::HouseStyle;

    use super::*;

    /// The way of a line of this kind and standing.
    fn way(kind: RelationKind, standing: Standing) -> String {
        let line = Arrow {
            kind: Some(kind),
            standing,
            ..Arrow::default()
        };
        let (palette, _) = Palette::new(&HouseStyle::default());
        let mut pen = Pen::default();
        Dressed::new(&line, &palette).draw(&mut pen, &[("M0 0 L0 90".to_owned(), palette.paper)]);
        pen.finish()
    }

    #[test]
    fn no_proposed_line_has_rings_as_those_in_shadow_have() {
        for kind in RelationKind::ALL {
            let proposed = way(kind, Standing::Proposed);
            assert!(!proposed.contains("round"), "{kind:?}: {proposed}");
            assert!(way(kind, Standing::Shadow).contains("round"), "{kind:?}");
        }
    }
}
