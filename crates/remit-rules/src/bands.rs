//! Limits of money as bands: which of two is higher, and whether they overlap. Only like is compared with like.

use remit_model::model::Money;
use remit_model::page::sum_in_words;

/// Whether two limits are in one currency and for the same thing, so that they can be compared.
pub(crate) fn comparable(one: &Money, other: &Money) -> bool {
    one.currency == other.currency && one.per == other.per
}

/// Whether two bands surely have nothing in common.
pub(crate) fn apart(one: &Money, other: &Money) -> bool {
    let below = |lower: &Money, upper: &Money| match (lower.amount, upper.above) {
        (Some(amount), Some(above)) => amount <= above || at_one_sum(amount, above),
        _ => false,
    };
    comparable(one, other) && (below(one, other) || below(other, one))
}

/// Whether one band ends where another begins: schemes write "up to 250,000" and then "250,001 and above", so that one
/// pound more or less is none.
pub(crate) fn at_one_sum(ends: i64, begins: i64) -> bool {
    ends.abs_diff(begins) <= 1
}

/// A limit in words: "above £50,000, up to £500,000 per decision".
pub fn words(limit: &Money) -> String {
    let sum = |amount: i64| sum_in_words(amount, &limit.currency);
    let mut words = match (limit.above, limit.amount) {
        (Some(above), Some(amount)) => format!("above {}, up to {}", sum(above), sum(amount)),
        (Some(above), None) => format!("above {}", sum(above)),
        (None, Some(amount)) => format!("up to {}", sum(amount)),
        (None, None) => "without a sum".to_owned(),
    };
    if let Some(per) = &limit.per {
        words.push_str(&format!(" per {per}"));
    }
    words
}

#[cfg(test)]
mod tests {
    use remit_model::text::Text;

    use super::*;

    fn limit(above: Option<i64>, amount: Option<i64>) -> Money {
        Money {
            amount,
            above,
            currency: Text::from("GBP"),
            per: Some(Text::from("decision")),
        }
    }

    #[test]
    fn sums_are_grouped_by_thousands() {
        assert_eq!(sum_in_words(0, "GBP"), "£0");
        assert_eq!(sum_in_words(999, "GBP"), "£999");
        assert_eq!(sum_in_words(1_234_567, "GBP"), "£1,234,567");
        assert_eq!(sum_in_words(-1_000, "GBP"), "−£1,000");
        assert_eq!(sum_in_words(50_000, "EUR"), "€50,000");
        assert_eq!(sum_in_words(50_000, "SEK"), "50,000 SEK");
        assert_eq!(
            words(&limit(Some(50_000), Some(500_000))),
            "above £50,000, up to £500,000 per decision"
        );
    }

    #[test]
    fn bands_that_touch_are_apart() {
        let low = limit(None, Some(50_000));
        assert!(apart(&low, &limit(Some(50_000), None)));
        assert!(apart(&limit(Some(50_000), None), &low));
        assert!(apart(&low, &limit(Some(50_001), None)));
        assert!(apart(&low, &limit(Some(49_999), None)));
        assert!(!apart(&low, &limit(Some(49_998), None)));
        assert!(!apart(&low, &limit(None, Some(10))));
    }
}
