//! Who can approve a sum of a function: in its own right or by delegation, as far as the limits are entered.

use remit_model::answer::{Answer, Column, Evidence, Row, Value};
use remit_model::document::Effect;
use remit_model::model::{AsAt, Delegation, Doing, Money, NodeAt};
use remit_model::page::sum_in_words;
use remit_model::path::StepStatus;
use remit_rules::{lets_decide, limit_in_words};

use super::values::{days, function, name, named, stated};
use super::{answer, apart, column, finished, group, in_force, listed};

const COLUMNS: [Column; 5] = [
    column("who", "Who", &[]),
    column("how", "How", &[]),
    column("limit", "Within which bounds", &["limit"]),
    column("starts", "Since", &["starts"]),
    column("ends", "Until", &["ends"]),
];

/// A sum that is asked about.
#[derive(Debug, Clone)]
pub struct Sum {
    /// How much, in whole units.
    pub amount: i64,
    /// The currency, as its three letters.
    pub currency: String,
}

/// What a limit says of a sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Says {
    /// It lies within it.
    May,
    /// No limit is entered, or it is in another currency, or the documents don't say.
    CannotTell,
    /// It lies outside.
    MayNot,
}

/// Who can approve so much of the function of this key, on the date.
pub fn approves(at: &AsAt<'_>, key: &str, sum: &Sum) -> Answer {
    let about = function(at, key);
    let words = sum_in_words(sum.amount, &sum.currency);
    let title = format!("Who can approve {words}: {}", about.name);
    let mut out = answer(at, "who-approves", title, vec![about]);
    let mut rows: Vec<(Says, Row)> = Vec::new();
    for (node, does, status) in at.doings_of(key) {
        if does.effect == Some(Effect::Decide) {
            rows.push((judged(does.limit.as_ref(), sum), own(at, &node, does, status)));
        }
    }
    for (given, status) in at.delegations() {
        if given.functions.iter().any(|function| function == key) && lets_decide(at, given) {
            rows.push((judged(given.limit.as_ref(), sum), by_delegation(at, given, status)));
        }
    }
    let (counts, not): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(_, row)| in_force(&row.status));
    out.says = says(&counts, &words);
    for (wanted, group_name, heading) in [
        (Says::May, "may", "Who can"),
        (
            Says::CannotTell,
            "cannot-tell",
            "Who decides it, and up to how much is not known",
        ),
        (Says::MayNot, "may-not", "Who decides it, but not so much"),
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

/// Whether a sum lies within a limit. What counts per decision, per year or per contract is said beside it: one sum is taken for one of
/// these.
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
            if enough && above { Says::May } else { Says::MayNot }
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

fn own(at: &AsAt<'_>, node: &NodeAt<'_, '_>, does: &Doing, status: StepStatus) -> Row {
    let statement = &does.statement;
    let [starts, ends] = days(at, statement);
    let verb = does.verb.as_ref().map_or("decides", |verb| verb.value.as_str());
    let reserved = if does.reserved == Some(true) { ", reserved" } else { "" };
    Row {
        values: vec![
            name(at, node.id()),
            Value::Words(format!("in its own right ({verb}{reserved})")),
            limit(statement, does.limit.as_ref()),
            starts,
            ends,
        ],
        status,
        evidence: Evidence::of(statement),
    }
}

fn by_delegation(at: &AsAt<'_>, given: &Delegation, status: StepStatus) -> Row {
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
    let (may, open, not) = (of(Says::May), of(Says::CannotTell), of(Says::MayNot));
    match may.as_slice() {
        [] if rows.is_empty() => says.push("Nobody is entered as deciding it.".to_owned()),
        [] => says.push(format!("Nobody is entered whose limit covers {sum}.")),
        [only] => says.push(format!("{only} can approve {sum}.")),
        several => says.push(format!("Each of {} can approve {sum}.", listed(several))),
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
        says.push(format!("Not: {}, whose limits are otherwise.", listed(&not)));
    }
    says
}
