//! Trees of lines as pieces that don't lie on each other, so that a dashed line is dashed only once.

use crate::geometry::Point;

/// Parts the ways from one hub into pieces, and says where pieces meet. The longest way is the first piece, whole.
pub(crate) fn pieces(mut ways: Vec<Vec<Point>>) -> (Vec<Vec<Point>>, Vec<Point>) {
    ways.sort_by_key(|way| std::cmp::Reverse(long(way)));
    let mut pieces: Vec<Vec<Point>> = Vec::new();
    let mut joints = Vec::new();
    for way in ways {
        let Some((joint, rest)) = rest(&pieces, &way) else {
            continue;
        };
        if !pieces.is_empty() {
            joints.push(joint);
        }
        pieces.push(rest);
    }
    joints.extend(crossings(&pieces));
    joints.sort_unstable();
    joints.dedup();
    (pieces, joints)
}

/// Where pieces of one tree cross each other: where a line goes aside to get round others, it may meet its own tree.
fn crossings(pieces: &[Vec<Point>]) -> Vec<Point> {
    let segments = || {
        pieces
            .iter()
            .flat_map(|piece| piece.windows(2))
            .filter_map(|pair| Some((*pair.first()?, *pair.get(1)?)))
    };
    let upright: Vec<(Point, Point)> = segments().filter(|(a, b)| a.x == b.x).collect();
    let mut found = Vec::new();
    for (a, b) in segments().filter(|(a, b)| a.y == b.y) {
        let across = upright.iter().filter(|(top, foot)| {
            let inside = |value: i32, one: i32, other: i32| value > one.min(other) && value < one.max(other);
            inside(top.x, a.x, b.x) && inside(a.y, top.y, foot.y)
        });
        found.extend(across.map(|(top, _)| Point { x: top.x, y: a.y }));
    }
    found
}

fn long(way: &[Point]) -> i64 {
    way.windows(2)
        .map(|pair| i64::from((pair[0].x - pair[1].x).abs()) + i64::from((pair[0].y - pair[1].y).abs()))
        .sum()
}

/// What of a way is not drawn yet, and where it starts. A way starts where the others do, and leaves them once.
fn rest(pieces: &[Vec<Point>], way: &[Point]) -> Option<(Point, Vec<Point>)> {
    for (number, pair) in way.windows(2).enumerate() {
        let [from, to] = pair else { continue };
        let mut at = *from;
        loop {
            let reached = pieces
                .iter()
                .flat_map(|piece| piece.windows(2))
                .filter_map(|drawn| along(drawn[0], drawn[1], at, *to))
                .max_by_key(|point| (point.x - at.x).abs() + (point.y - at.y).abs());
            match reached {
                Some(point) if point != at => at = point,
                _ => break,
            }
        }
        if at != *to {
            let mut rest = vec![at];
            rest.extend_from_slice(&way[number + 1..]);
            return Some((at, rest));
        }
    }
    None
}

/// How far towards `to` the segment that is drawn leads from `at`, if it covers `at` at all.
fn along(one: Point, other: Point, at: Point, to: Point) -> Option<Point> {
    let between = |value: i32, a: i32, b: i32| value >= a.min(b) && value <= a.max(b);
    if at.x == to.x && one.x == other.x && one.x == at.x && between(at.y, one.y, other.y) {
        let end = if to.y > at.y {
            one.y.max(other.y).min(to.y)
        } else {
            one.y.min(other.y).max(to.y)
        };
        return Some(Point { x: at.x, y: end });
    }
    if at.y == to.y && one.y == other.y && one.y == at.y && between(at.x, one.x, other.x) {
        let end = if to.x > at.x {
            one.x.max(other.x).min(to.x)
        } else {
            one.x.min(other.x).max(to.x)
        };
        return Some(Point { x: end, y: at.y });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(given: &[(i32, i32)]) -> Vec<Point> {
        given.iter().map(|&(x, y)| Point { x, y }).collect()
    }

    #[test]
    fn a_branch_starts_where_it_leaves_the_trunk() {
        let (pieces, joints) = pieces(vec![
            points(&[(50, 0), (50, 20), (30, 20), (30, 40)]),
            points(&[(50, 0), (50, 20), (10, 20), (10, 40)]),
        ]);
        assert_eq!(pieces[0], points(&[(50, 0), (50, 20), (10, 20), (10, 40)]));
        assert_eq!(pieces[1], points(&[(30, 20), (30, 40)]));
        assert_eq!(joints, points(&[(30, 20)]));
    }
}
