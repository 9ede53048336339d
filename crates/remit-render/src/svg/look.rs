//! How each kind of relation looks: dash, weight and head. No two look alike, with or without colour.

use remit_layout::{Length, Point};
use remit_model::document::RelationKind;
use remit_model::drawing::Colour;

use super::pen::{Hex, Pen, Points, dashes};

/// The dress of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    /// How thick it is.
    pub(super) width: Length,
    /// Dash, gap, dash, gap… Empty: drawn through.
    pub(super) dash: &'static [Length],
    /// Whether dashes have round ends, so that a dash of no length is a dot.
    pub(super) round: bool,
    /// What stands where it ends.
    pub(super) head: Head,
}

/// What stands at the end of a line. All are paths: programs differ in what they make of an SVG's own markers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Head {
    /// ▼
    Triangle,
    /// ▽
    OpenTriangle,
    /// Two open angles.
    DoubleChevron,
    /// An open angle.
    Chevron,
    /// ◆
    Diamond,
    /// ◇
    OpenDiamond,
    /// ○
    Circle,
    /// An open half circle, which holds the box.
    Socket,
    /// A stroke across the line.
    Bar,
    /// ■
    Square,
    /// ×
    Cross,
}

/// How a relation of this kind looks; `None` is a step that is demanded and not there.
pub(super) fn look(kind: Option<RelationKind>) -> Look {
    let (width, dash, head): (Length, &'static [Length], Head) = match kind {
        Some(RelationKind::AnswersTo) => (100, &[], Head::Triangle),
        Some(RelationKind::Oversees) => (100, &[], Head::OpenTriangle),
        Some(RelationKind::Scrutinises) => (100, &[], Head::DoubleChevron),
        Some(RelationKind::Delegation) => (200, &[], Head::Diamond),
        Some(RelationKind::ReportsTo) => (100, &[700, 300], Head::Triangle),
        Some(RelationKind::Advises) => (100, &[350, 250], Head::Chevron),
        Some(RelationKind::Supports) => (100, &[700, 250, 100, 250], Head::Circle),
        Some(RelationKind::Challenges) => (100, &[350, 250], Head::Bar),
        Some(RelationKind::Comprises) => (140, &[0, 320], Head::OpenDiamond),
        Some(RelationKind::Party) => (140, &[0, 320], Head::Socket),
        Some(RelationKind::Within) => (75, &[], Head::Square),
        None => (125, &[500, 450], Head::Cross),
    };
    Look {
        width,
        dash,
        round: dash.contains(&0),
        head,
    }
}

impl Look {
    /// Draws a way with this dress.
    pub(super) fn stroke(&self, pen: &mut Pen, way: &str, width: Length, colour: Colour) {
        pen.tag("path")
            .set("d", way)
            .set("fill", "none")
            .set("stroke", Hex(colour))
            .set("stroke-width", Points(width))
            .set_if(!self.dash.is_empty(), "stroke-dasharray", dashes(self.dash))
            .set_if(self.round, "stroke-linecap", "round")
            .close();
    }
}

impl Head {
    /// How much of the line it covers, from its tip: the line ends there.
    pub(super) fn covers(self) -> Length {
        match self {
            Self::Triangle => 600,
            Self::OpenTriangle => 660,
            Self::DoubleChevron | Self::Chevron => 60,
            Self::Diamond => 760,
            Self::OpenDiamond => 780,
            Self::Circle => 560,
            Self::Socket => 310,
            Self::Bar | Self::Cross => 0,
            Self::Square => 450,
        }
    }

    /// Draws it with its tip at a place, pointing downwards or upwards.
    pub(super) fn draw(self, pen: &mut Pen, tip: Point, downwards: bool, colour: Colour, ground: Colour) {
        let at = |x: Length, back: Length| {
            let y = if downwards { tip.y - back } else { tip.y + back };
            format!("{} {}", Points(tip.x + x), Points(y))
        };
        let joined = |corners: &[(Length, Length)], closed: bool| {
            let all: Vec<String> = corners.iter().map(|&(x, back)| at(x, back)).collect();
            format!("M{}{}", all.join(" L"), if closed { "Z" } else { "" })
        };
        let circle = |radius: Length, back: Length| {
            let turn = format!("A{r} {r} 0 1 0", r = Points(radius));
            format!(
                "M{} {turn} {} {turn} {}Z",
                at(-radius, back),
                at(radius, back),
                at(-radius, back)
            )
        };
        let (way, filled, open, thick) = match self {
            Self::Triangle => (joined(&[(0, 0), (-310, 660), (310, 660)], true), true, false, 0),
            Self::OpenTriangle => (joined(&[(0, 110), (-300, 660), (300, 660)], true), false, true, 95),
            Self::DoubleChevron => (
                joined(&[(-290, 380), (0, 70), (290, 380)], false)
                    + &joined(&[(-290, 700), (0, 390), (290, 700)], false),
                false,
                false,
                115,
            ),
            Self::Chevron => (joined(&[(-310, 520), (0, 70), (310, 520)], false), false, false, 115),
            Self::Diamond => (
                joined(&[(0, 0), (-320, 400), (0, 800), (320, 400)], true),
                true,
                false,
                0,
            ),
            Self::OpenDiamond => (
                joined(&[(0, 70), (-290, 420), (0, 780), (290, 420)], true),
                false,
                true,
                95,
            ),
            Self::Circle => (circle(250, 310), false, true, 100),
            Self::Socket => {
                let turn = if downwards { 1 } else { 0 };
                let way = format!("M{} A2.6 2.6 0 0 {turn} {}", at(-260, 60), at(260, 60));
                (way, false, false, 110)
            }
            Self::Bar => (joined(&[(-360, 220), (360, 220)], false), false, false, 190),
            Self::Square => (
                joined(&[(-230, 0), (230, 0), (230, 460), (-230, 460)], true),
                true,
                false,
                0,
            ),
            Self::Cross => (
                joined(&[(-300, 200), (300, 800)], false) + &joined(&[(300, 200), (-300, 800)], false),
                false,
                false,
                150,
            ),
        };
        let tag = pen.tag("path").set("d", way);
        let tag = match (filled, open) {
            (true, _) => tag.set("fill", Hex(colour)),
            (_, true) => tag.set("fill", Hex(ground)),
            _ => tag.set("fill", "none"),
        };
        tag.set_if(thick > 0, "stroke", Hex(colour))
            .set_if(thick > 0, "stroke-width", Points(thick))
            .close();
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn all() -> impl Iterator<Item = Option<RelationKind>> {
        RelationKind::ALL.into_iter().map(Some).chain([None])
    }

    #[test]
    fn no_two_kinds_look_alike_in_grey() {
        let mut seen = BTreeMap::new();
        for kind in all() {
            let look = look(kind);
            // What is drawn, with every line and every head of one colour.
            let (mut line, mut head) = (Pen::default(), Pen::default());
            let grey = Colour(80, 80, 80);
            look.stroke(&mut line, "M0 0 L0 9", look.width, grey);
            look.head
                .draw(&mut head, Point::default(), true, grey, Colour(255, 255, 255));
            let head = head.finish();
            if let Some(other) = seen.insert((line.finish(), head.clone()), kind) {
                panic!("{kind:?} looks like {other:?}");
            }
            assert!(head.contains("#505050"), "{kind:?} has no head");
        }
        assert_eq!(seen.len(), 12);
    }

    #[test]
    fn heads_alone_tell_kinds_apart_but_for_reporting() {
        // Reports to is accountability's little sister: same head, broken line.
        let heads: std::collections::BTreeSet<Head> = all().map(|kind| look(kind).head).collect();
        assert_eq!(heads.len(), 11);
    }

    #[test]
    fn heads_turn_with_the_line() {
        let drawn = |downwards| {
            let mut pen = Pen::default();
            let tip = Point { x: 1000, y: 2000 };
            Head::Triangle.draw(&mut pen, tip, downwards, Colour(0, 0, 0), Colour(0, 0, 0));
            pen.finish()
        };
        assert!(drawn(true).contains("M10 20 L6.9 13.4 L13.1 13.4Z"), "{}", drawn(true));
        assert!(
            drawn(false).contains("M10 20 L6.9 26.6 L13.1 26.6Z"),
            "{}",
            drawn(false)
        );
    }
}
