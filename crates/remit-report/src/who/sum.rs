//! Who can approve a sum of a function: in its own right or by delegation, as far as the limits are entered and nothing stands in the way.

mod in_the_way;

use remit_model::answer::{Answer, Column, Evidence, Row, Value};
use remit_model::document::Effect;
use remit_model::finding::Finding;
use remit_model::model::{AsAt, Delegation, Doing, Money, NodeAt};
use remit_model::page::sum_in_words;
use remit_model::path::StepStatus;
use remit_rules::{lets_decide, limit_in_words};

use in_the_way::Holding;

use super::values::{days, function, name, named, stated};
use super::{answer, apart, column, finished, group, in_force, listed};

const COLUMNS: [Column; 6] = [
    column("who", "Who", &[]),
    column("how", "How", &[]),
    column("limit", "Within which bounds", &["limit"]),
    column("in-the-way", "What stands in the way", &[]),
    column("starts", "Since", &["starts"]),
    column("ends", "Until", &["ends"]),
];

/// What a limit is for where it is for everything in some time, and not for one decision or contract.
const IN_ALL: [&str; 2] = ["year", "lifetime"];

/// A sum that is asked about.
#[derive(Debug, Clone)]
pub struct Sum {
    /// How much, in whole units.
    pub amount: i64,
    /// The currency, as its three letters.
    pub currency: String,
}

/// What a limit, and what stands in the way, say of a sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Says {
    /// It lies within it.
    May,
    /// It lies within what may be spent in all, in a year or over the life of something: how much of that is left is not known.
    MayWhileItLasts,
    /// It lies within it, and something stands in the way.
    InDoubt,
    /// No limit is entered, or it is in another currency, or the documents don't say.
    CannotTell,
    /// It lies outside.
    MayNot,
}

/// Who can approve so much of the function of this key, on the date. What must be resolved of a delegation (`findings`) stands in its way.
pub fn approves(at: &AsAt<'_>, key: &str, sum: &Sum, findings: &[Finding]) -> Answer {
    let about = function(at, key);
    let words = sum_in_words(sum.amount, &sum.currency);
    let title = format!("Who can approve {words}: {}", about.name);
    let mut out = answer(at, "who-approves", title, vec![about]);
    let holding = Holding::new(at, key, sum, findings);
    let mut rows: Vec<(Says, Row)> = Vec::new();
    for (node, does, status) in at.doings_of(key) {
        if does.effect == Some(Effect::Decide) {
            let way = holding.of_holder(node.id()).filter(|_| in_force(&status));
            let says = judged(does.limit.as_ref(), sum).with(way.as_ref());
            rows.push((says, own(at, &node, does, way, status)));
        }
    }
    for (given, status) in at.delegations() {
        if given.functions.iter().any(|function| function == key) && lets_decide(at, given) {
            let way = holding.of_delegation(given).filter(|_| in_force(&status));
            let says = judged(given.limit.as_ref(), sum).with(way.as_ref());
            rows.push((says, by_delegation(at, given, way, status)));
        }
    }
    let (counts, not): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(_, row)| in_force(&row.status));
    out.says = says(&counts, &words);
    for (wanted, group_name, heading) in [
        (Says::May, "may", "Who can"),
        (
            Says::MayWhileItLasts,
            "may-while-it-lasts",
            "Who can as long as their limit is not used up",
        ),
        (
            Says::InDoubt,
            "in-doubt",
            "Whose limit covers it, and something stands in the way",
        ),
        (
            Says::CannotTell,
            "cannot-tell",
            "Who decides it, and up to how much is not known",
        ),
        (Says::MayNot, "may-not", "Who decides it, and not this sum"),
    ] {
        let of = counts
            .iter()
            .filter(|(says, _)| *says == wanted)
            .map(|(_, row)| row.clone());
        group(&mut out, group_name, heading, &COLUMNS, of.collect());
    }
    let not = not.into_iter().map(|(_, row)| row).collect();
    apart(&mut out, super::APART, "", &COLUMNS, not);
    finished(at, out)
}

impl Says {
    /// With what stands in the way, if anything does.
    fn with(self, way: Option<&String>) -> Self {
        match self {
            Self::May | Self::MayWhileItLasts if way.is_some() => Self::InDoubt,
            other => other,
        }
    }
}

/// Whether a sum lies within a limit: one sum is taken for one decision or one contract.
fn judged(limit: Option<&Money>, sum: &Sum) -> Says {
    match limit {
        Some(limit) if limit.currency.as_str() != sum.currency => Says::CannotTell,
        Some(Money {
            amount: None,
            above: None,
            ..
        })
        | None => Says::CannotTell,
        Some(limit) => {
            let enough = limit.amount.is_none_or(|most| sum.amount <= most);
            let above = limit.above.is_none_or(|least| sum.amount > least);
            let in_all = limit.amount.is_some() && limit.per.as_ref().is_some_and(|per| IN_ALL.contains(&per.as_str()));
            match enough && above {
                true if in_all => Says::MayWhileItLasts,
                true => Says::May,
                false => Says::MayNot,
            }
        }
    }
}

fn limit(statement: &remit_model::model::Statement, limit: Option<&Money>) -> Value {
    stated(
        statement,
        "limit",
        limit.map(|limit| Value::Words(limit_in_words(limit))),
    )
}

/// Something that stands in the way, as a value.
fn in_the_way(way: Option<String>) -> Value {
    way.map_or(Value::Empty, Value::Words)
}

fn own(at: &AsAt<'_>, node: &NodeAt<'_, '_>, does: &Doing, way: Option<String>, status: StepStatus) -> Row {
    let statement = &does.statement;
    let [starts, ends] = days(at, statement);
    let verb = does.verb.as_ref().map_or("decides", |verb| verb.value.as_str());
    let reserved = if does.reserved == Some(true) { ", reserved" } else { "" };
    Row {
        values: vec![
            name(at, node.id()),
            Value::Words(format!("in its own right ({verb}{reserved})")),
            limit(statement, does.limit.as_ref()),
            in_the_way(way),
            starts,
            ends,
        ],
        status,
        evidence: Evidence::of(statement),
    }
}

fn by_delegation(at: &AsAt<'_>, given: &Delegation, way: Option<String>, status: StepStatus) -> Row {
    let statement = &given.statement;
    let [starts, ends] = days(at, statement);
    let to = given.to.as_ref().map(|to| Value::Names(vec![named(at, to.value)]));
    let from: Vec<String> = given.from.iter().map(|&id| at.node(id).name().to_string()).collect();
    let how = match from.is_empty() {
        true => "by delegation".to_owned(),
        false => format!("by delegation from {}", listed(&from)),
    };
    Row {
        values: vec![
            stated(statement, "to", to),
            Value::Words(how),
            limit(statement, given.limit.as_ref()),
            in_the_way(way),
            starts,
            ends,
        ],
        status,
        evidence: Evidence::of(statement),
    }
}

/// The answer in sentences.
fn says(rows: &[(Says, Row)], sum: &str) -> Vec<String> {
    let of = |wanted: Says| -> Vec<String> {
        let rows = rows.iter().filter(|(says, _)| *says == wanted);
        let names = rows.filter_map(|(_, row)| match row.values.first() {
            Some(Value::Names(names)) => names.first().map(|named| named.name.clone()),
            _ => None,
        });
        super::each_once(names)
    };
    let mut says = Vec::new();
    let (may, lasts, open) = (of(Says::May), of(Says::MayWhileItLasts), of(Says::CannotTell));
    let (doubt, not) = (of(Says::InDoubt), of(Says::MayNot));
    match may.as_slice() {
        [] if rows.is_empty() => says.push("Nobody is entered as deciding it.".to_owned()),
        [] if lasts.is_empty() && doubt.is_empty() => says.push(format!("Nobody is entered whose limit covers {sum}.")),
        [] => {}
        [only] => says.push(format!("{only} can approve {sum}.")),
        several => says.push(format!("Each of {} can approve {sum}.", listed(several))),
    }
    if !lasts.is_empty() {
        says.push(format!(
            "{} can approve {sum} as long as the limit for a longer time is not used up, which is not entered.",
            listed(&lasts)
        ));
    }
    match doubt.as_slice() {
        [] => {}
        [only] => says.push(format!(
            "The limit of {only} covers {sum}, and something stands in the way."
        )),
        several => says.push(format!(
            "The limits of {} cover {sum}, and something stands in the way of each.",
            listed(several)
        )),
    }
    match open.as_slice() {
        [] => {}
        [only] => says.push(format!(
            "{only} decides it too, and no limit in that currency is entered: whether it can is not known."
        )),
        several => says.push(format!(
            "{} decide it too, and no limit in that currency is entered for them: whether they can is not known.",
            listed(several)
        )),
    }
    if !not.is_empty() {
        says.push(format!("Not: {}, whose limits leave this sum out.", listed(&not)));
    }
    says
}
