//! Which size of type, and which arrangement of the sheet, a page has room for.

use remit_layout::{Graph, Layout, Length, Page as Room, Ways};
use remit_model::drawing::Drawing;

use super::furniture::{Arrangement, Furniture};
use super::letters::{self, Letters};
use super::plan::Plan;
use super::sizes::Sizes;
use super::types::{TRIED, Types};

/// What places boxes and lines on a page.
pub(super) type Placing<'f> = &'f dyn Fn(&Graph, &Room) -> Layout;

/// By how many hundredths a page is made larger where it has to be: each holds twice as much as the one before it. And how many
/// times the room of the boxes there must be before such a page is tried, which is often in vain where lines are many.
const LARGER: [(Length, i64); 7] = [(142, 1), (200, 1), (283, 2), (400, 2), (566, 2), (800, 2), (1_132, 2)];

/// How many times the room of its boxes, in the smallest type, a drawing has to have for the largest type to be tried first.
const ROOMY: i64 = 7;

/// The least that there is between boxes, sideways and upright: less than the layout leaves.
const BETWEEN: (i64, i64) = (1_000, 2_000);

/// A sheet without a page is not narrower: the title would break.
pub(super) const LEAST_FREE: Length = 30_000;

/// A drawing on its page.
pub(super) struct Setting<'d> {
    /// The drawing, measured.
    pub(super) plan: Plan<'d>,
    /// Where everything stands.
    pub(super) layout: Layout,
    /// What stands around it.
    pub(super) furniture: Furniture,
    /// How strict the order of its boxes is.
    order: Order,
    /// Where key and log entries stand.
    arrangement: Arrangement,
    /// Whether it is no larger than the page.
    pub(super) fits: bool,
}

impl Setting<'_> {
    /// Whether its columns were given up, because the page had no room for them.
    pub(super) fn columns_left_out(&self) -> bool {
        !self.order.columns
    }
}

/// What makes the furniture for a width.
pub(super) type Furnishing<'f> = &'f dyn Fn(Length, Arrangement, &Letters) -> Furniture;

/// How strict the order of boxes is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Order {
    /// Whether boxes are kept in their columns.
    pub(super) columns: bool,
    /// How the lines within a tier run.
    pub(super) ways: Ways,
}

/// Columns, and no try left out: for what is asked only once.
const AT_ONCE: Order = Order {
    columns: true,
    ways: Ways::Either,
};

/// The order is given up step by step, before the drawing is parted: columns before the way from top to bottom. What comes later
/// is asked only where what comes before has failed, and doesn't try that again.
const ORDERS: [Order; 4] = [
    Order {
        columns: true,
        ways: Ways::Down,
    },
    Order {
        columns: false,
        ways: Ways::Down,
    },
    Order {
        columns: true,
        ways: Ways::Beside,
    },
    Order {
        columns: false,
        ways: Ways::Beside,
    },
];

/// The drawing on its page. Where labels have no room, letters stand for them, if the page has room for a key that explains
/// these.
pub(super) fn setting<'d>(
    drawing: &'d Drawing,
    page: Option<(Length, Length)>,
    furnish: Furnishing<'_>,
    place: Placing<'_>,
) -> Setting<'d> {
    let search = Search::new(drawing, furnish, place);
    let first = search.fit(page, &Letters::default());
    let without = letters::unlabelled(&first.plan, &first.layout);
    let letters = Letters::new(without.iter().filter_map(|&line| first.plan.lines.get(line).copied()));
    if letters.is_empty() {
        return first;
    }
    let again = |letters: &Letters| {
        let same = first.fits.then(|| search.alike(page, &first, letters));
        same.flatten().unwrap_or_else(|| search.fit(page, letters))
    };
    let Some(next) = with_letters_in_use(again(&letters), &letters, furnish) else {
        return first;
    };
    let fewer = letters::unlabelled(&next.plan, &next.layout).len() < without.len();
    if fewer && (next.fits || !first.fits) {
        next
    } else {
        first
    }
}

/// In another layout other labels may have found room: the key has the letters that are used, and no others. A letter takes as
/// much room as any other, and is the last that a label can come to, so that everything stays where it is.
fn with_letters_in_use<'d>(next: Setting<'d>, letters: &Letters, furnish: Furnishing<'_>) -> Option<Setting<'d>> {
    let used = Letters::new(letters::lettered(&next.plan, &next.layout).into_iter());
    if used == *letters {
        return Some(next);
    }
    let furniture = furnish(next.furniture.width, next.arrangement, &used);
    let grown = |of: fn(&Furniture) -> Length| of(&furniture) > of(&next.furniture);
    if grown(Furniture::below) || grown(Furniture::beside) {
        return None;
    }
    let mut plan = next.plan;
    plan.reletter(&used);
    Some(Setting {
        plan,
        furniture,
        ..next
    })
}

/// What is looked for, and what is asked on the way.
pub(super) struct Search<'d, 'f> {
    drawing: &'d Drawing,
    furnish: Furnishing<'f>,
    place: Placing<'f>,
    /// What the boxes alone take at the smallest type.
    needed: i64,
}

impl<'d, 'f> Search<'d, 'f> {
    /// Measures what the boxes take.
    pub(super) fn new(drawing: &'d Drawing, furnish: Furnishing<'f>, place: Placing<'f>) -> Self {
        Self {
            drawing,
            furnish,
            place,
            needed: needed(drawing),
        }
    }

    /// The same type in the same arrangement, with letters, if the page has room for these and for what explains them.
    fn alike(&self, page: Option<(Length, Length)>, first: &Setting<'d>, letters: &Letters) -> Option<Setting<'d>> {
        let page = page?;
        let order = first.order;
        let furniture = (self.furnish)(page.0, first.arrangement, letters);
        let (width, height) = self.room(page, &furniture)?;
        let room = (Some(width), Some(height));
        let (plan, layout) = self.set(first.plan.types.printed, room, order, letters);
        layout.fits.then_some(Setting {
            plan,
            layout,
            furniture,
            order,
            ..*first
        })
    }

    /// The first arrangement in which the drawing fits its page, with the type as large as it can be; else the smallest type,
    /// on the next larger page that holds it.
    fn fit(&self, page: Option<(Length, Length)>, letters: &Letters) -> Setting<'d> {
        let [largest, ..] = TRIED;
        let plain = Arrangement::default();
        let Some(page) = page else {
            let (plan, layout) = self.set(largest, (None, None), ORDERS[0], letters);
            return Setting {
                furniture: (self.furnish)(layout.width.max(LEAST_FREE), plain, letters),
                plan,
                layout,
                order: ORDERS[0],
                arrangement: plain,
                fits: true,
            };
        };
        // On a page that is wide, height is what there is least of.
        let beside: &[bool] = if page.0 > page.1 { &[false, true] } else { &[false] };
        for order in ORDERS {
            if !order.columns && self.drawing.lanes.is_empty() {
                continue;
            }
            let mut best: Option<Setting<'d>> = None;
            for &beside in beside {
                let printed = |setting: &Setting<'_>| setting.plan.types.printed;
                let beaten = best.as_ref().map(printed);
                if beaten == Some(largest) {
                    break;
                }
                let arrangement = Arrangement { beside };
                let furniture = (self.furnish)(page.0, arrangement, letters);
                best = self
                    .fitted(page, (furniture, arrangement), (order, beaten), letters)
                    .or(best);
            }
            if let Some(best) = best {
                return best;
            }
        }
        self.larger(page, letters)
    }

    /// The smallest type on a page that is larger, but of the same shape; as wide as it gets where even that doesn't hold it.
    fn larger(&self, page: (Length, Length), letters: &Letters) -> Setting<'d> {
        let [.., smallest] = TRIED;
        let arrangement = Arrangement::default();
        for (hundredths, room) in LARGER {
            let size = [page.0, page.1].map(|length| length / 100 * hundredths);
            let furniture = (self.furnish)(size[0], arrangement, letters);
            let height = size[1] - furniture.above() - furniture.below();
            if height <= 0 || !self.is_thinkable(size[0], height, room) {
                continue;
            }
            let (plan, layout) = self.set(smallest, (Some(size[0]), Some(height)), AT_ONCE, letters);
            if layout.fits {
                return Setting {
                    plan,
                    layout,
                    furniture,
                    order: AT_ONCE,
                    arrangement,
                    fits: false,
                };
            }
        }
        let (plan, layout) = self.set(smallest, (None, None), ORDERS[0], letters);
        Setting {
            furniture: (self.furnish)(plan.types.on_paper(layout.width).max(page.0), arrangement, letters),
            plan,
            layout,
            order: ORDERS[0],
            arrangement,
            fits: false,
        }
    }

    /// What the furniture leaves of a page, if that is worth a try.
    fn room(&self, page: (Length, Length), furniture: &Furniture) -> Option<(Length, Length)> {
        let (width, height) = left(page, furniture)?;
        self.is_thinkable(width, height, 1).then_some((width, height))
    }

    /// The largest type at which it fits the page in an arrangement, with all labels if a smaller type has room for them.
    /// Nothing that is not larger than `beaten` is asked for.
    fn fitted(
        &self,
        page: (Length, Length),
        (furniture, arrangement): (Furniture, Arrangement),
        (order, beaten): (Order, Option<Length>),
        letters: &Letters,
    ) -> Option<Setting<'d>> {
        let (width, height) = self.room(page, &furniture)?;
        let sizes = Sizes::new(self, (width, height), order, letters);
        let roomy = beaten.is_none() && self.is_thinkable(width, height, ROOMY);
        let (plan, layout) = sizes.best(roomy, beaten)?;
        Some(Setting {
            plan,
            layout,
            furniture,
            order,
            arrangement,
            fits: true,
        })
    }

    /// Whether the boxes alone, with room to spare so many times, would fit at the smallest type: a large framework is not
    /// laid out for pages that can't hold it.
    fn is_thinkable(&self, width: Length, height: Length, times: i64) -> bool {
        is_enough(self.needed, width, height, times)
    }

    /// One size of type, and a room on paper.
    pub(super) fn set(
        &self,
        printed: Length,
        room: (Option<Length>, Option<Length>),
        order: Order,
        letters: &Letters,
    ) -> (Plan<'d>, Layout) {
        let types = Types::new(printed, true);
        let [width, height] = [room.0, room.1].map(|length| length.map(|length| types.as_drawn(length.max(0))));
        let plan = Plan::new(self.drawing, printed, width, order.columns, letters);
        let room = Room {
            width,
            height,
            trees: true,
            ways: order.ways,
        };
        let layout = (self.place)(&plan.graph, &room);
        (plan, layout)
    }
}

/// Whether the page has room for the drawing at all. Nothing is measured but the smallest type.
pub(super) fn fits(
    drawing: &Drawing,
    page: Option<(Length, Length)>,
    furnish: Furnishing<'_>,
    place: Placing<'_>,
) -> bool {
    let Some(page) = page else { return true };
    let beside: &[bool] = if page.0 > page.1 { &[false, true] } else { &[false] };
    let [.., smallest] = TRIED;
    let types = Types::new(smallest, true);
    let none = Letters::default();
    let needed = needed(drawing);
    let rooms = beside.iter().filter_map(|&beside| {
        let furniture = furnish(page.0, Arrangement { beside }, &none);
        let (width, height) = left(page, &furniture)?;
        is_enough(needed, width, height, 1).then(|| [width, height].map(|length| types.as_drawn(length)))
    });
    let rooms: Vec<[Length; 2]> = rooms.collect();
    [true, false]
        .into_iter()
        .filter(|&columns| columns || !drawing.lanes.is_empty())
        .any(|columns| {
            rooms.iter().any(|&[width, height]| {
                let plan = Plan::new(drawing, smallest, Some(width), columns, &none);
                let room = Room {
                    width: Some(width),
                    height: Some(height),
                    trees: true,
                    ways: Ways::Either,
                };
                place(&plan.graph, &room).fits
            })
        })
}

/// What the furniture leaves of a page, if it leaves anything.
fn left(page: (Length, Length), furniture: &Furniture) -> Option<(Length, Length)> {
    let width = furniture.left_of(page.0);
    let height = page.1 - furniture.above() - furniture.below();
    (height > 0 && width > 0 && furniture.beside() <= height).then_some((width, height))
}

/// What one box takes, with the least that there is around it.
fn area(width: Length, height: Length) -> i64 {
    (i64::from(width) + BETWEEN.0) * (i64::from(height) + BETWEEN.1)
}

/// What the boxes alone take at the smallest type.
fn needed(drawing: &Drawing) -> i64 {
    let [.., smallest] = TRIED;
    let plan = Plan::new(drawing, smallest, None, false, &Letters::default());
    let boxes = plan.graph.boxes.iter().map(|node| {
        let each = node.sizes.iter().map(|size| area(size.width, size.height));
        each.min().unwrap_or(0)
    });
    boxes.fold(0, i64::saturating_add)
}

fn is_enough(needed: i64, width: Length, height: Length, times: i64) -> bool {
    let [.., smallest] = TRIED;
    let types = Types::new(smallest, true);
    needed.saturating_mul(times) <= area(types.as_drawn(width), types.as_drawn(height))
}
