//! The sizes of type in one room, and which of them is taken.
//!
//! To lay a drawing out in vain takes longest: so few sizes are tried, near where the answer should be.

use remit_layout::{Graph, Layout, Length, Ways};

use super::fit::{Order, Search};
use super::letters::Letters;
use super::plan::Plan;
use super::types::TRIED;

/// From one size of type to the next.
const STEP: i64 = 50;

/// The sizes of type in one room, each laid out once and only if it is asked for.
pub(super) struct Sizes<'s, 'd, 'f> {
    search: &'s Search<'d, 'f>,
    /// The width and height that there are on paper.
    room: (Length, Length),
    order: Order,
    letters: &'s Letters,
    /// What came of each that was tried: how many strokes have no room for their label, and where everything stands.
    tried: [Option<(usize, Plan<'d>, Layout)>; TRIED.len()],
}

impl<'s, 'd, 'f> Sizes<'s, 'd, 'f> {
    /// None of them tried yet.
    pub(super) fn new(search: &'s Search<'d, 'f>, room: (Length, Length), order: Order, letters: &'s Letters) -> Self {
        Self {
            search,
            room,
            order,
            letters,
            tried: TRIED.map(|_| None),
        }
    }

    /// The largest size that fits, or a smaller one that has room for more labels. Nothing that is not larger than `beaten` is
    /// asked for. Where the room is `roomy`, the largest of all is likely to fit, and is tried first.
    pub(super) fn best(mut self, roomy: bool, beaten: Option<Length>) -> Option<(Plan<'d>, Layout)> {
        let beaten = beaten.and_then(|beaten| TRIED.iter().position(|&printed| printed == beaten));
        let largest = if roomy && self.fits(0) {
            0
        } else {
            self.largest(beaten)?
        };
        let best = self.with_most_labels(largest)?;
        if beaten.is_some_and(|beaten| best >= beaten) {
            return None;
        }
        let (_, plan, layout) = self.tried.get_mut(best)?.take()?;
        Some((plan, layout))
    }

    /// What comes of a size, by its number.
    fn at(&mut self, number: usize) -> Option<&(usize, Plan<'d>, Layout)> {
        let printed = *TRIED.get(number)?;
        let tried = self.tried.get_mut(number)?;
        if tried.is_none() {
            let (width, height) = self.room;
            let (plan, layout) = self
                .search
                .set(printed, (Some(width), Some(height)), self.order, self.letters);
            *tried = Some((unlabelled(&plan.graph, &layout), plan, layout));
        }
        tried.as_ref()
    }

    fn fits(&mut self, number: usize) -> bool {
        self.at(number).is_some_and(|(.., layout)| layout.fits)
    }

    /// The largest size that fits, if it is larger than the one that is `beaten`. What holds a size is taken to hold the
    /// smaller ones, so that it can be asked near where the answer should be.
    fn largest(&mut self, beaten: Option<usize>) -> Option<usize> {
        let (mut fits, guess) = match beaten {
            Some(beaten) => (beaten, beaten),
            None => {
                let smallest = TRIED.len().checked_sub(1)?;
                let guess = self.guess(smallest)?;
                // Downwards from what should fit, to what does.
                ((guess..=smallest).find(|&number| self.fits(number))?, guess)
            }
        };
        if fits <= guess {
            while fits > 0 && self.fits(fits - 1) {
                fits -= 1;
            }
        }
        (Some(fits) != beaten).then_some(fits)
    }

    /// The largest size that should fit by what the smallest leaves of the height. Larger type takes more of it; where lines
    /// run beside each other the page is as full across, and both ways count. `None`: even the smallest doesn't fit.
    fn guess(&mut self, smallest: usize) -> Option<usize> {
        let beside = self.order.ways != Ways::Down;
        let given = i64::from(self.room.1);
        let (_, plan, layout) = self.at(smallest)?;
        if !layout.fits {
            return None;
        }
        let printed = i64::from(plan.types.printed);
        let taken = i64::from(plan.types.on_paper(layout.height));
        let should = |&size: &Length| {
            let size = i64::from(size);
            if beside {
                size.pow(2).saturating_mul(taken) <= printed.pow(2).saturating_mul(given)
            } else {
                (size - STEP / 2).saturating_mul(taken) <= printed.saturating_mul(given)
            }
        };
        Some(TRIED.iter().position(should).unwrap_or(smallest))
    }

    /// The size from this one down that leaves the fewest labels out; the largest of those.
    fn with_most_labels(&mut self, largest: usize) -> Option<usize> {
        let mut best: Option<(usize, usize)> = None;
        for number in largest..TRIED.len() {
            let Some((left_out, _, layout)) = self.at(number) else {
                continue;
            };
            if layout.fits && best.is_none_or(|(least, _)| *left_out < least) {
                best = Some((*left_out, number));
            }
            if best.is_some_and(|(least, _)| least == 0) {
                break;
            }
        }
        best.map(|(_, number)| number)
    }
}

/// How many strokes have no room for their label.
fn unlabelled(graph: &Graph, layout: &Layout) -> usize {
    let wants = |number: &usize| graph.lines.get(*number).is_some_and(|line| !line.labels.is_empty());
    layout
        .strokes
        .iter()
        .filter(|stroke| stroke.label.is_none() && stroke.lines.iter().any(wants))
        .count()
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use remit_layout::Page as Room;

    use super::*;
    use crate::svg::furniture::{Arrangement, Furniture};
    use crate::svg::sample::everything;
    use crate::svg::types::Types;

    /// The size that is found, and the sizes that were laid out, where the room holds sizes up to one of them. What is laid out
    /// takes that many hundredths of the height.
    fn found(
        holds: Length,
        hundredths: Length,
        (roomy, beaten): (bool, Option<Length>),
        ways: Ways,
    ) -> (Option<Length>, Vec<Length>) {
        let drawing = everything();
        let room = (40_000, 60_000);
        let tried = RefCell::new(Vec::new());
        let place = |_: &Graph, given: &Room| {
            let width = given.width.unwrap_or_default();
            let printed = TRIED
                .into_iter()
                .find(|&printed| Types::new(printed, true).as_drawn(room.0) == width);
            let printed = printed.expect("a size that is tried");
            tried.borrow_mut().push(printed);
            Layout {
                fits: printed <= holds,
                height: given.height.unwrap_or_default() / 100 * hundredths,
                ..Layout::default()
            }
        };
        let furnish = |width, arrangement: Arrangement, letters: &Letters| {
            Furniture::new(&drawing, None, None, (width, arrangement), letters)
        };
        let search = Search::new(&drawing, &furnish, &place);
        let letters = Letters::default();
        let sizes = Sizes::new(&search, room, Order { columns: true, ways }, &letters);
        let best = sizes.best(roomy, beaten).map(|(plan, _)| plan.types.printed);
        (best, tried.into_inner())
    }

    #[test]
    fn the_largest_size_that_fits_is_found_wherever_it_is_looked_for_first() {
        for holds in TRIED {
            for hundredths in [1, 70, 80, 90, 95, 100] {
                for (roomy, ways) in [(false, Ways::Down), (false, Ways::Beside), (true, Ways::Down)] {
                    let (best, mut tried) = found(holds, hundredths, (roomy, None), ways);
                    assert_eq!(best, Some(holds), "{hundredths} {roomy} {ways:?}");
                    let all = tried.len();
                    tried.sort_unstable();
                    tried.dedup();
                    assert_eq!(tried.len(), all, "none twice: {tried:?}");
                }
            }
        }
    }

    #[test]
    fn what_does_not_fit_in_the_smallest_type_is_not_tried_in_another() {
        assert_eq!(found(0, 100, (false, None), Ways::Down), (None, vec![800]));
    }

    #[test]
    fn where_there_is_room_the_largest_type_is_all_that_is_tried() {
        assert_eq!(found(1_000, 50, (true, None), Ways::Down), (Some(1_000), vec![1_000]));
    }

    #[test]
    fn only_what_is_larger_is_asked_for_where_a_size_is_had_already() {
        assert_eq!(found(850, 100, (false, Some(850)), Ways::Beside), (None, vec![900]));
        assert_eq!(
            found(900, 100, (false, Some(850)), Ways::Beside),
            (Some(900), vec![900, 950])
        );
    }
}
