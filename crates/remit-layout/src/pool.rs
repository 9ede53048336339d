//! Things in a row that want to be somewhere, keep their order and their distances, and stay within their bounds.

/// One thing in a row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wish {
    /// Where it wants to be.
    pub(crate) at: i64,
    /// How much that matters.
    pub(crate) weight: i64,
    /// The least distance from the one before it.
    pub(crate) apart: i64,
    /// The least that it may be.
    pub(crate) low: i64,
    /// The most that it may be.
    pub(crate) high: i64,
}

/// Where each of them comes to be: the least squares of what they wish, by pooling adjacent violators (Ayer and others
/// 1955), and then within bounds. Where the bounds are too narrow, distances hold and the last ones stand out.
pub(crate) fn pool(wishes: &[Wish]) -> Vec<i64> {
    let mut offset = 0;
    let offsets: Vec<i64> = wishes
        .iter()
        .enumerate()
        .map(|(number, wish)| {
            if number > 0 {
                offset += wish.apart;
            }
            offset
        })
        .collect();
    // Runs that stand at their least distances: sum of weighted wishes, sum of weights, how many.
    let mut runs: Vec<(i64, i64, usize)> = Vec::new();
    for (wish, offset) in wishes.iter().zip(&offsets) {
        let weight = wish.weight.max(1);
        let mut run = ((wish.at - offset) * weight, weight, 1);
        while let Some(&(sum, weight, count)) = runs.last() {
            if sum.div_euclid(weight) <= run.0.div_euclid(run.1) {
                break;
            }
            run = (run.0 + sum, run.1 + weight, run.2 + count);
            runs.pop();
        }
        runs.push(run);
    }
    let mut at: Vec<i64> = Vec::with_capacity(wishes.len());
    for (sum, weight, count) in runs {
        for _ in 0..count {
            let number = at.len();
            at.push(sum.div_euclid(weight) + offsets[number]);
        }
    }
    let mut high = i64::MAX;
    for (number, wish) in wishes.iter().enumerate().rev() {
        high = high.min(wish.high);
        at[number] = at[number].min(high);
        high = at[number].saturating_sub(wish.apart);
    }
    let mut low = i64::MIN;
    for (number, wish) in wishes.iter().enumerate() {
        if number > 0 {
            low = low.saturating_add(wish.apart);
        }
        low = low.max(wish.low);
        at[number] = at[number].max(low);
        low = at[number];
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(at: i64) -> Wish {
        Wish {
            at,
            weight: 1,
            apart: 10,
            low: 0,
            high: 100,
        }
    }

    #[test]
    fn wishes_that_can_be_met_are_met() {
        assert_eq!(pool(&[wish(5), wish(30), wish(90)]), [5, 30, 90]);
    }

    #[test]
    fn those_that_want_the_same_place_stand_around_it() {
        assert_eq!(pool(&[wish(50), wish(50), wish(50)]), [40, 50, 60]);
    }

    #[test]
    fn bounds_hold_before_wishes() {
        assert_eq!(pool(&[wish(-20), wish(-20)]), [0, 10]);
        assert_eq!(pool(&[wish(120), wish(130)]), [90, 100]);
    }
}
