//! Which size of type, and which arrangement of the sheet, a page has room for.

use remit_layout::{Graph, Layout, Length, Page as Room};
use remit_model::drawing::Drawing;

use super::furniture::{Arrangement, Furniture};
use super::letters::{self, Letters};
use super::plan::Plan;
use super::types::{TRIED, Types};

/// What places boxes and lines on a page.
pub(super) type Placing<'f> = &'f dyn Fn(&Graph, &Room) -> Layout;

/// By how many hundredths a page is made larger where it has to be: each holds twice as much as the one before it. And how many
/// times the room of the boxes there must be before such a page is tried, which is often in vain where lines are many.
const LARGER: [(Length, i64); 7] = [(142, 1), (200, 1), (283, 2), (400, 2), (566, 2), (800, 2), (1_132, 2)];

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
struct Order {
    /// Whether boxes are kept in their columns.
    columns: bool,
    /// Whether the lines within a tier may run beside each other.
    flat: bool,
}

/// The order is given up step by step, before the drawing is parted: columns before the way from top to bottom.
const ORDERS: [Order; 4] = [
    Order {
        columns: true,
        flat: false,
    },
    Order {
        columns: false,
        flat: false,
    },
    Order {
        columns: true,
        flat: true,
    },
    Order {
        columns: false,
        flat: true,
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
    let first = fit(drawing, page, furnish, place, &Letters::default());
    let without = letters::unlabelled(&first.plan, &first.layout);
    let letters = Letters::new(without.iter().filter_map(|&line| first.plan.lines.get(line).copied()));
    if letters.is_empty() {
        return first;
    }
    let again = |letters: &Letters| {
        let same = first
            .fits
            .then(|| alike(drawing, page, furnish, place, &first, letters));
        same.flatten()
            .unwrap_or_else(|| fit(drawing, page, furnish, place, letters))
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

/// The same type in the same arrangement, with letters, if the page has room for these and for what explains them.
fn alike<'d>(
    drawing: &'d Drawing,
    page: Option<(Length, Length)>,
    furnish: Furnishing<'_>,
    place: Placing<'_>,
    first: &Setting<'d>,
    letters: &Letters,
) -> Option<Setting<'d>> {
    let page = page?;
    let order = first.order;
    let furniture = furnish(page.0, first.arrangement, letters);
    let (width, height) = room(drawing, page, &furniture)?;
    let room = (Some(width), Some(height));
    let (plan, layout) = set(drawing, first.plan.types.printed, room, order, place, letters);
    layout.fits.then_some(Setting {
        plan,
        layout,
        furniture,
        order,
        ..*first
    })
}

/// The first arrangement in which the drawing fits its page, with the type as large as it can be; else the smallest type, on the
/// next larger page that holds it.
fn fit<'d>(
    drawing: &'d Drawing,
    page: Option<(Length, Length)>,
    furnish: Furnishing<'_>,
    place: Placing<'_>,
    letters: &Letters,
) -> Setting<'d> {
    let [largest, ..] = TRIED;
    let plain = Arrangement::default();
    let Some(page) = page else {
        let (plan, layout) = set(drawing, largest, (None, None), ORDERS[0], place, letters);
        return Setting {
            furniture: furnish(layout.width.max(LEAST_FREE), plain, letters),
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
        if !order.columns && drawing.lanes.is_empty() {
            continue;
        }
        let mut best: Option<Setting<'d>> = None;
        for &beside in beside {
            let printed = |setting: &Setting<'_>| setting.plan.types.printed;
            if best.as_ref().is_some_and(|best| printed(best) == largest) {
                break;
            }
            let arrangement = Arrangement { beside };
            let furniture = furnish(page.0, arrangement, letters);
            let next = fitted(drawing, page, (furniture, arrangement), order, place, letters);
            best = match (best, next) {
                (Some(best), Some(next)) if printed(&next) > printed(&best) => Some(next),
                (Some(best), _) => Some(best),
                (None, next) => next,
            };
        }
        if let Some(best) = best {
            return best;
        }
    }
    larger(drawing, page, furnish, place, letters)
}

/// The smallest type on a page that is larger, but of the same shape; as wide as it gets where even that doesn't hold it.
fn larger<'d>(
    drawing: &'d Drawing,
    page: (Length, Length),
    furnish: Furnishing<'_>,
    place: Placing<'_>,
    letters: &Letters,
) -> Setting<'d> {
    let [.., smallest] = TRIED;
    let arrangement = Arrangement::default();
    for (hundredths, room) in LARGER {
        let size = [page.0, page.1].map(|length| length / 100 * hundredths);
        let furniture = furnish(size[0], arrangement, letters);
        let height = size[1] - furniture.above() - furniture.below();
        if height <= 0 || !is_thinkable(drawing, size[0], height, room) {
            continue;
        }
        let (plan, layout) = set(
            drawing,
            smallest,
            (Some(size[0]), Some(height)),
            ORDERS[2],
            place,
            letters,
        );
        if layout.fits {
            return Setting {
                plan,
                layout,
                furniture,
                order: ORDERS[2],
                arrangement,
                fits: false,
            };
        }
    }
    let (plan, layout) = set(drawing, smallest, (None, None), ORDERS[0], place, letters);
    Setting {
        furniture: furnish(plan.types.on_paper(layout.width).max(page.0), arrangement, letters),
        plan,
        layout,
        order: ORDERS[0],
        arrangement,
        fits: false,
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
    // What is measured for one order serves the next.
    let measured = |columns: bool| {
        let plans = rooms.iter();
        plans.map(move |room| Plan::new(drawing, smallest, Some(room[0]), columns, &Letters::default()))
    };
    let kept: Vec<Plan<'_>> = measured(true).collect();
    let mut free: Vec<Plan<'_>> = Vec::new();
    for order in ORDERS {
        if !order.columns && drawing.lanes.is_empty() {
            continue;
        }
        if !order.columns && free.is_empty() {
            free.extend(measured(false));
        }
        let plans = if order.columns { &kept } else { &free };
        let fits = rooms.iter().zip(plans).any(|(&[width, height], plan)| {
            let room = Room {
                width: Some(width),
                height: Some(height),
                trees: true,
                flat: order.flat,
            };
            place(&plan.graph, &room).fits
        });
        if fits {
            return true;
        }
    }
    false
}

/// What the furniture leaves of a page, if that is worth a try.
fn room(drawing: &Drawing, page: (Length, Length), furniture: &Furniture) -> Option<(Length, Length)> {
    let (width, height) = left(page, furniture)?;
    is_thinkable(drawing, width, height, 1).then_some((width, height))
}

/// What the furniture leaves of a page, if it leaves anything.
fn left(page: (Length, Length), furniture: &Furniture) -> Option<(Length, Length)> {
    let width = furniture.left_of(page.0);
    let height = page.1 - furniture.above() - furniture.below();
    (height > 0 && width > 0 && furniture.beside() <= height).then_some((width, height))
}

/// The largest type at which it fits the page in an arrangement, with all labels if a smaller type has room for them.
fn fitted<'d>(
    drawing: &'d Drawing,
    page: (Length, Length),
    (furniture, arrangement): (Furniture, Arrangement),
    order: Order,
    place: Placing<'_>,
    letters: &Letters,
) -> Option<Setting<'d>> {
    let (width, height) = room(drawing, page, &furniture)?;
    let mut best: Option<(usize, Plan<'d>, Layout)> = None;
    // The smallest first: what it has no room for needs no other.
    let [between @ .., smallest] = TRIED;
    let sizes = std::iter::once(smallest).chain(between);
    let mut first = None;
    for printed in sizes {
        let (plan, layout) = set(drawing, printed, (Some(width), Some(height)), order, place, letters);
        if !layout.fits {
            if printed == smallest {
                return None;
            }
            continue;
        }
        let left_out = unlabelled(&plan.graph, &layout);
        if printed == smallest {
            first = Some((left_out, plan, layout));
        } else if best.as_ref().is_none_or(|(least, ..)| left_out < *least) {
            best = Some((left_out, plan, layout));
        }
        if best.as_ref().is_some_and(|(left_out, ..)| *left_out == 0) {
            break;
        }
    }
    let best = match (best, first) {
        (Some(best), Some(first)) if first.0 < best.0 => first,
        (Some(best), _) => best,
        (None, first) => first?,
    };
    let (_, plan, layout) = best;
    Some(Setting {
        plan,
        layout,
        furniture,
        order,
        arrangement,
        fits: true,
    })
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

/// Whether the boxes alone, with room to spare so many times, would fit at the smallest type: a large framework is not laid out
/// for pages that can't hold it.
fn is_thinkable(drawing: &Drawing, width: Length, height: Length, times: i64) -> bool {
    is_enough(needed(drawing), width, height, times)
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

/// One size of type, and a room on paper.
fn set<'d>(
    drawing: &'d Drawing,
    printed: Length,
    room: (Option<Length>, Option<Length>),
    order: Order,
    place: Placing<'_>,
    letters: &Letters,
) -> (Plan<'d>, Layout) {
    let types = Types::new(printed, true);
    let [width, height] = [room.0, room.1].map(|length| length.map(|length| types.as_drawn(length.max(0))));
    let plan = Plan::new(drawing, printed, width, order.columns, letters);
    let room = Room {
        width,
        height,
        trees: true,
        flat: order.flat,
    };
    let layout = place(&plan.graph, &room);
    (plan, layout)
}
