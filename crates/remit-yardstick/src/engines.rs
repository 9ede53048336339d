//! The engines, each with the ways in which it is tried.

use std::time::Instant;

use remit_layout::{Graph, Length};

use crate::elk::{self, Effort};
use crate::graphviz::{self, Manner};
use crate::ours;
use crate::outcome::Outcome;

/// A drawing, and how many milliseconds it took.
pub(crate) type Try = (Outcome, f64);

/// Who lays out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    /// Ours.
    Ours,
    /// `elkrs` as it comes.
    Elk,
    /// `elkrs` with as much effort as it takes: for each graph, whichever try has the fewest crossings.
    ElkAtItsBest,
    /// `dot` with level and upright lines, whichever try has the fewest crossings. It keeps no room for labels then, and puts them where it may.
    Dot,
    /// `dot` with room for labels, whichever try has the fewest crossings. Its lines are slanted then.
    DotWithRoom,
}

impl Engine {
    pub(crate) const ALL: [Self; 5] = [Self::Ours, Self::Elk, Self::ElkAtItsBest, Self::Dot, Self::DotWithRoom];

    /// As a column of the table has it.
    pub(crate) fn short(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Elk => "elkrs",
            Self::ElkAtItsBest => "elkrs+",
            Self::Dot => "dot",
            Self::DotWithRoom => "dot+",
        }
    }

    /// As a sentence has it.
    pub(crate) fn long(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Elk => "elkrs as it comes",
            Self::ElkAtItsBest => "elkrs at its best",
            Self::Dot => "dot without room for labels",
            Self::DotWithRoom => "dot with room for labels",
        }
    }

    /// What it makes of a graph in each of its ways.
    pub(crate) fn tries(self, graph: &Graph) -> Vec<Try> {
        let timed = |lay_out: &dyn Fn() -> Option<Outcome>| {
            let start = Instant::now();
            let outcome = lay_out()?;
            Some((outcome, start.elapsed().as_secs_f64() * 1000.0))
        };
        let elk = |effort: &Effort| timed(&|| elk::lay_out(graph, *effort));
        let dot = |manner: &Manner| timed(&|| graphviz::lay_out(graph, *manner));
        match self {
            Self::Ours => timed(&|| ours::lay_out(graph)).into_iter().collect(),
            Self::Elk => elk(&Effort::USUAL).into_iter().collect(),
            Self::ElkAtItsBest => Effort::ALL.iter().filter_map(elk).collect(),
            Self::Dot => Manner::WITHOUT_ROOM.iter().filter_map(dot).collect(),
            Self::DotWithRoom => Manner::WITH_ROOM.iter().filter_map(dot).collect(),
        }
    }
}

/// What was measured of one graph by one engine.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Measured {
    pub(crate) crossings: usize,
    pub(crate) overlaps: usize,
    /// Lines within a tier that run against their direction.
    pub(crate) against: usize,
    /// The largest type at which any of its drawings fits the page, whatever lies on what.
    pub(crate) type_size: f64,
    /// The same of its drawings in which nothing lies on anything; 0 if there is none.
    pub(crate) sound_type: f64,
    /// Of the drawing with the fewest crossings.
    pub(crate) milliseconds: f64,
}

/// What an engine makes of a graph: crossings and overlaps with the widest boxes; the type size with whichever boxes and
/// try are best. That of ours is another matter: it knows pages.
pub(crate) fn measure(graph: &Graph, wide: &[Try], narrow: &[Try], page: (Length, Length)) -> Option<Measured> {
    let counted = wide
        .iter()
        .map(|(outcome, time)| (outcome.crossings(graph), outcome, time));
    let (crossings, best, milliseconds) = counted.min_by_key(|(crossings, ..)| *crossings)?;
    let mut measured = Measured {
        crossings,
        overlaps: best.overlaps(graph),
        against: best.against(graph),
        milliseconds: *milliseconds,
        ..Measured::default()
    };
    for (outcome, _) in wide.iter().chain(narrow) {
        let size = outcome.type_size(page);
        measured.type_size = measured.type_size.max(size);
        if size > measured.sound_type && outcome.overlaps(graph) == 0 {
            measured.sound_type = size;
        }
    }
    Some(measured)
}

/// The same graph with the narrowest boxes only.
pub(crate) fn narrowed(graph: &Graph) -> Graph {
    let mut narrow = graph.clone();
    for node in &mut narrow.boxes {
        node.sizes = node.sizes.last().copied().into_iter().collect();
    }
    narrow
}
