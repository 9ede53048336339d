//! Accepted findings: departures that have run out, that nobody needs, that accept too much or say too little; and names
//! of rules that there are not.

pub(crate) mod expired_departure;
pub(crate) mod unexplained_departure;
pub(crate) mod unknown_rule;
pub(crate) mod unused_departure;
pub(crate) mod wide_departure;

use crate::departing::Departing;

/// Whether a departure names a rule that there is; where it doesn't, `unknown-rule` says so, and nothing else.
fn has_rule(departing: &Departing<'_>) -> bool {
    crate::rule(&departing.departure.rule).is_some()
}

fn subject(departing: &Departing<'_>) -> String {
    format!("departure.{}", departing.departure.key)
}
