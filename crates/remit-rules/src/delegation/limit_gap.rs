//! Bands of money that leave something out, or hold something twice (RULES B15).

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::Effect;
use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Done, Money, NodeId};
use remit_model::page::sum_in_words;
use remit_model::sources::Place;
use remit_model::text::Text;

use crate::bands::{at_one_sum, words};
use crate::belonging::organisations;
use crate::deciders::lets_decide;
use crate::naming;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "limit-gap",
    group: Group::Delegation,
    level: Level::Should,
    page: include_str!("limit_gap.md"),
    on: true,
    check: Check::Model(check),
};

/// A band, and who holds it.
#[derive(Clone)]
struct Band<'m> {
    limit: &'m Money,
    holder: NodeId,
    /// Its own table: `body.x` or `delegation.y`.
    subject: String,
    givers: &'m [NodeId],
    place: Place,
}

/// What makes bands one ladder: the function, the organisations, the currency, and for what.
type Ladder<'m> = (&'m Text, Vec<NodeId>, &'m Text, Option<&'m Text>);

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let mut ladders: BTreeMap<Ladder<'_>, BTreeMap<&str, Vec<Band<'_>>>> = BTreeMap::new();
    let limited = |done: &&Done| done.limited && done.effect == Some(Effect::Decide);
    for done in at.all_doings().iter().filter(limited) {
        let (body, doing) = (at.node(done.by), at.doing(done));
        let (Some(limit), Some(function), Some(verb)) = (&doing.limit, &doing.function, &doing.verb) else {
            continue;
        };
        if body.is_external() {
            continue;
        }
        let ladder = ladder(&function.value, organisations(at, body.id()), limit);
        let bands = ladders
            .entry(ladder)
            .or_default()
            .entry(verb.value.as_str())
            .or_default();
        bands.push(Band {
            limit,
            holder: body.id(),
            subject: body.subject(),
            givers: &[],
            place: doing.statement.place,
        });
    }
    let mut of_all_verbs: Vec<(Ladder<'_>, Band<'_>)> = Vec::new();
    for delegation in at
        .current(at.model().delegations.rows())
        .filter(|row| lets_decide(at, row))
    {
        let (Some(limit), Some(to), Some(&giver)) = (&delegation.limit, &delegation.to, delegation.from.first()) else {
            continue;
        };
        let band = Band {
            limit,
            holder: to.value,
            subject: format!("delegation.{}", delegation.key),
            givers: &delegation.from,
            place: delegation.statement.place,
        };
        for function in &delegation.functions {
            // A ladder is that of those who give.
            let ladder = ladder(function, organisations(at, giver), limit);
            if delegation.verbs.is_empty() {
                of_all_verbs.push((ladder, band.clone()));
                continue;
            }
            let deciding = delegation.verbs.iter().collect::<BTreeSet<&Text>>().into_iter();
            for verb in deciding.filter(|verb| at.model().effect(verb) == Some(Effect::Decide)) {
                let verbs = ladders.entry(ladder.clone()).or_default();
                verbs.entry(verb.as_str()).or_default().push(band.clone());
            }
        }
    }
    // All that can be done with it is given: it belongs to whatever verb the others have, so that these must be known.
    for (ladder, band) in of_all_verbs {
        let verbs = ladders.entry(ladder).or_default();
        if verbs.is_empty() {
            verbs.insert(ALL, Vec::new());
        }
        for bands in verbs.values_mut() {
            bands.push(band.clone());
        }
    }
    // The same two may fall apart in two currencies; that is one thing to mend.
    let mut seen: BTreeSet<Vec<String>> = BTreeSet::new();
    for ((function, ..), verbs) in ladders {
        for (verb, bands) in verbs {
            if bands.len() > 1 && bands.iter().any(|band| band.limit.above.is_some()) {
                let mut found = Vec::new();
                judge(at, function, verb, bands, &mut found);
                findings.extend(found.into_iter().filter(|finding| seen.insert(finding.keys.clone())));
            }
        }
    }
}

/// Stands for whatever decides, where nobody names a verb.
const ALL: &str = "decide";

fn ladder<'m>(function: &'m Text, organisations: Vec<NodeId>, limit: &'m Money) -> Ladder<'m> {
    (function, organisations, &limit.currency, limit.per.as_ref())
}

/// Goes up the bands, lowest first, with the highest sum reached so far.
fn judge(at: &AsAt<'_>, function: &Text, verb: &str, mut bands: Vec<Band<'_>>, findings: &mut Vec<Finding>) {
    let upper = |band: &Band<'_>| match (band.limit.amount, band.limit.above) {
        (Some(amount), _) => Some(amount),
        (None, Some(_)) => Some(i64::MAX),
        (None, None) => None,
    };
    bands.retain(|band| upper(band).is_some());
    bands.sort_by_key(|band| (band.limit.above.unwrap_or(0), upper(band)));
    let mut highest: Option<&Band<'_>> = None;
    for band in &bands {
        if let (Some(below), Some(above)) = (highest, band.limit.above) {
            let reached = upper(below).unwrap_or(0);
            // Several who hold the same band are peers; a giver keeps what it gives.
            let peers = below.limit == band.limit;
            let given = below.givers.contains(&band.holder) || band.givers.contains(&below.holder);
            let what = if at_one_sum(reached, above) {
                None
            } else if reached < above {
                Some("a gap between")
            } else if reached > above && !peers && !given {
                Some("an overlap of")
            } else {
                None
            };
            if let Some(what) = what {
                findings.push(report(at, (function, verb), (below, band), (what, reached, above)));
            }
        }
        if highest.is_none_or(|before| upper(before) < upper(band)) {
            highest = Some(band);
        }
    }
}

fn report(
    at: &AsAt<'_>,
    (function, verb): (&Text, &str),
    (below, band): (&Band<'_>, &Band<'_>),
    (what, reached, above): (&str, i64, i64),
) -> Finding {
    let held = |band: &Band<'_>| format!("{} ({})", at.node(band.holder).name(), words(band.limit));
    let message = format!(
        "{}: there is {what} the limits of {} and {}",
        naming::function(at, function),
        held(below),
        held(band)
    );
    let currency = &band.limit.currency;
    let between = if reached < above {
        format!(
            "nobody decides above {}, up to {}",
            sum_in_words(reached, currency),
            sum_in_words(above, currency)
        )
    } else {
        format!("both decide above {}", sum_in_words(above, currency))
    };
    Finding::new(RULE.name, RULE.level, format!("function.{function}"), message)
        .key(verb.to_string())
        .key(below.subject.clone())
        .key(band.subject.clone())
        .label(band.place, words(band.limit))
        .label(below.place, words(below.limit))
        .remark(between)
        .help("let each band begin (`above`) where the one below it ends (`amount`)")
}
