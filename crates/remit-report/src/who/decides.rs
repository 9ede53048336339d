//! Who decides a function: in its own right, and by delegation; and who else has a part in it.

use remit_model::answer::{Answer, Column, Evidence, Named, Row, Value};
use remit_model::document::Effect;
use remit_model::model::{AsAt, Delegation, Doing, Function, NodeAt};
use remit_model::path::StepStatus;
use remit_model::text::Text;
use remit_rules::{lets_decide, limit_in_words, need_is_held};

use super::values::{days, function, name, named, names, stated, words};
use crate::devolved::{Devolved, devolved};

use super::{APART, answer, apart, column, each_once, finished, group, in_force, listed, names_alone, parted};

pub(crate) const DECIDES: [Column; 8] = [
    column("who", "Who", &[]),
    column("verb", "Verb", &["verb"]),
    column("effect", "Amounts to", &[]),
    column("reserved", "Reserved", &["reserved"]),
    column("limit", "Up to", &["limit"]),
    column("starts", "Since", &["starts"]),
    column("ends", "Until", &["ends"]),
    column("text", "What it does", &["text"]),
];

pub(crate) const DELEGATED: [Column; 11] = [
    column("who", "Held by", &["to"]),
    column("from", "From", &["from"]),
    column("verbs", "To do what", &["verbs"]),
    column("power", "Under", &["power"]),
    column("instrument", "By", &["instrument"]),
    column("limit", "Up to", &["limit"]),
    column("onward", "May it be passed on", &["onward"]),
    column("recorded-in", "Recorded in", &["recorded-in"]),
    column("starts", "Since", &["starts"]),
    column("ends", "Until", &["ends"]),
    column("delegation", "Delegation", &["name"]),
];

const ITSELF: [Column; 4] = [
    column("function", "What", &["name"]),
    column("kind", "Kind", &["kind"]),
    column("of", "Belongs to", &["of"]),
    column("executive", "Executive", &["executive"]),
];

/// Who decides the function of this key.
pub fn decides(at: &AsAt<'_>, key: &str) -> Answer {
    let about = function(at, key);
    let mut out = answer(
        at,
        "who-decides",
        format!("Who decides: {}", about.name),
        vec![about.clone()],
    );
    let does = at.doings_of(key);
    let decides = |does: &&(NodeAt<'_, '_>, &Doing, StepStatus)| does.1.effect == Some(Effect::Decide);
    let (deciding, not): (Vec<Row>, Vec<Row>) =
        parted(does.iter().filter(decides).map(|does| doing(at, does)).collect());
    let others = does.iter().filter(|does| !decides(does)).map(|does| doing(at, does));
    let (others, others_not) = parted(others.collect());
    let delegations: Vec<(&Delegation, StepStatus)> = at
        .delegations()
        .filter(|(delegation, _)| delegation.functions.iter().any(|given| given == key))
        .collect();
    let given: Vec<&Delegation> = delegations
        .iter()
        .filter(|(_, status)| in_force(status))
        .map(|(row, _)| *row)
        .collect();
    let rows = delegations.into_iter().map(|(row, status)| delegation(at, row, status));
    let (delegated, delegated_not) = parted(rows.collect());

    // A delegation may give the preparing or the managing alone.
    let holding = delegated.iter().zip(&given).filter(|(_, row)| lets_decide(at, row));
    out.says = says(at, &deciding, &holding.map(|(row, _)| row).collect::<Vec<_>>());
    needs(at, key, &given, &mut out.says);
    group(&mut out, "decides", "Who decides it", &DECIDES, deciding);
    group(
        &mut out,
        "delegated",
        "Who holds it by delegation",
        &DELEGATED,
        delegated,
    );
    itself(at, key, &mut out);
    group(&mut out, "others", "Who has another part in it", &DECIDES, others);
    let not = not.into_iter().chain(others_not).collect();
    apart(&mut out, APART, "", &DECIDES, not);
    let names = ["delegations-proposed", "delegations-other-date"];
    apart(&mut out, names, "Delegations ", &DELEGATED, delegated_not);
    silent(at, &mut out);
    finished(at, out)
}

/// The answer in sentences: who decides in its own right, then who holds it by delegation.
fn says(at: &AsAt<'_>, deciding: &[Row], delegated: &[&Row]) -> Vec<String> {
    let many = |rows: &mut dyn Iterator<Item = &Row>| {
        rows.filter_map(first_key)
            .any(|key| at.node_by_key(key).is_some_and(|node| node.is_several()))
    };
    let bounded = |row: &Row, columns: &[Column]| Some(format!("{}{}", first_name(row)?, bounds(row, columns)));
    let deciders = each_once(deciding.iter().filter_map(|row| bounded(row, &DECIDES)));
    let holders = each_once(delegated.iter().filter_map(|row| bounded(row, &DELEGATED)));
    let mut says = Vec::new();
    match deciders.as_slice() {
        [] => {}
        [only] => {
            let decide = if many(&mut deciding.iter()) {
                "decide"
            } else {
                "decides"
            };
            says.push(format!("{only} {decide} it."));
        }
        several => says.push(format!("{} are each entered as deciding it.", listed(several))),
    }
    if delegated.iter().any(|row| first_name(row).is_none()) {
        says.push("A delegation of it does not say to whom.".to_owned());
    }
    match (holders.as_slice(), deciders.is_empty()) {
        ([], false) => {}
        ([], true) => says.push("Nobody is entered as deciding it.".to_owned()),
        ([only], empty) => {
            let hold = if many(&mut delegated.iter().copied()) {
                "hold"
            } else {
                "holds"
            };
            says.push(format!("{only} {}{hold} it by delegation.", also(empty)));
        }
        (several, empty) => says.push(format!("{} {}hold it by delegation.", listed(several), also(empty))),
    }
    if deciders.is_empty() && !holders.is_empty() {
        says.push("Nobody is entered as deciding it in its own right.".to_owned());
    }
    says
}

fn also(alone: bool) -> &'static str {
    if alone { "" } else { "also " }
}

fn first_key(row: &Row) -> Option<&str> {
    match row.values.first() {
        Some(Value::Names(names)) => names.first().map(|named| named.key.as_str()),
        _ => None,
    }
}

fn first_name(row: &Row) -> Option<String> {
    match row.values.first() {
        Some(Value::Names(names)) => names.first().map(|named| named.name.clone()),
        _ => None,
    }
}

/// Up to how much, or above how much, where that is stated: whoever decides some of it does not decide all of it.
fn bounds(row: &Row, columns: &[Column]) -> String {
    let at = columns.iter().position(|column| column.name == "limit");
    match at.and_then(|at| row.values.get(at)) {
        Some(Value::Money(limit)) => format!(" ({})", limit_in_words(limit)),
        _ => String::new(),
    }
}

/// The verbs that somebody must hold and nobody does.
fn needs<'m>(at: &AsAt<'m>, key: &str, given: &[&'m Delegation], says: &mut Vec<String>) {
    let Some((function, _)) = versions(at, key).into_iter().find(|(_, status)| in_force(status)) else {
        return;
    };
    for need in &function.needs {
        if !need_is_held(at, function, need, given.iter().copied()) {
            let assumed = if function.statement.assumed("needs").is_some() {
                " (assumed)"
            } else {
                ""
            };
            says.push(format!(
                "Somebody must \u{201c}{need}\u{201d} it{assumed}; nobody is entered under that verb."
            ));
        }
    }
}

/// Whether it is devolved, where something else than a delegation says so.
fn kept(at: &AsAt<'_>, key: &str) -> Option<String> {
    let (function, _) = versions(at, key).into_iter().find(|(_, status)| in_force(status))?;
    let told = devolved(at, function, |_| true);
    let sentence = |(devolved, reading): &(Devolved, bool)| {
        let assumed = if *reading { " (assumed)" } else { "" };
        match devolved {
            Devolved::No => Some(format!("It is not devolved{assumed}.")),
            Devolved::ToNobodyEntered => Some(format!("It is devolved{assumed}; to whom is not entered.")),
            Devolved::NotStated => Some("Whether it is devolved is not stated by the documents.".to_owned()),
            Devolved::Yes | Devolved::Delegated | Devolved::InPart => None,
        }
    };
    let sentences: Vec<String> = told.iter().filter_map(sentence).collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

fn versions<'m>(at: &AsAt<'m>, key: &str) -> Vec<(&'m Function, StepStatus)> {
    let all = at.with_status(at.model().functions.rows(), &[]);
    all.filter(|(row, _)| row.key == key).collect()
}

/// What the function is, and to whom it belongs in law.
fn itself(at: &AsAt<'_>, key: &str, out: &mut Answer) {
    let rows = versions(at, key);
    let any = rows.iter().any(|(_, status)| in_force(status));
    let mut shown = Vec::new();
    for (function, status) in rows {
        if any && matches!(status, StepStatus::OtherDate(_)) {
            continue;
        }
        let statement = &function.statement;
        let kind = function.kind.map(|kind| Value::Words(kind.word().to_owned()));
        let of = (!function.of.is_empty()).then(|| names(at, function.of.iter().copied()));
        shown.push(Row {
            values: vec![
                Value::Words(function.name.to_string()),
                stated(statement, "kind", kind),
                stated(statement, "of", of),
                stated(statement, "executive", function.executive.map(Value::Flag)),
            ],
            status,
            evidence: Evidence::of_keys(statement, &["name", "kind", "of", "executive"]),
        });
    }
    if let Some(row) = shown.first().filter(|_| !any) {
        let words = row.status.words();
        out.says.insert(
            0,
            format!("The function is not itself in force on this date ({words})."),
        );
    }
    out.says.extend(kept(at, key));
    let belongs = shown.iter().find(|row| in_force(&row.status)).map(|row| &row.values[2]);
    match belongs {
        Some(Value::NotStated) => out
            .says
            .push("To whom it belongs is not stated by the documents.".to_owned()),
        Some(Value::Empty) => out.says.push("To whom it belongs has not been entered.".to_owned()),
        _ => {}
    }
    group(out, "function", "What it is, and to whom it belongs", &ITSELF, shown);
}

pub(crate) fn doing(at: &AsAt<'_>, (node, does, status): &(NodeAt<'_, '_>, &Doing, StepStatus)) -> Row {
    let statement = &does.statement;
    let [starts, ends] = days(at, statement);
    let verb = does.verb.as_ref().map(|verb| Value::Words(verb.value.to_string()));
    let effect = does.effect.map(|effect| Value::Words(effect.word().to_owned()));
    let limit = does.limit.as_ref().map(|limit| Value::Money(limit.clone()));
    Row {
        values: vec![
            name(at, node.id()),
            stated(statement, "verb", verb),
            stated(statement, "verb", effect),
            stated(statement, "reserved", does.reserved.map(Value::Flag)),
            stated(statement, "limit", limit),
            starts,
            ends,
            words(does.text.as_ref()).unwrap_or(Value::Empty),
        ],
        status: status.clone(),
        evidence: Evidence::of(statement),
    }
}

pub(crate) fn delegation(at: &AsAt<'_>, row: &Delegation, status: StepStatus) -> Row {
    let statement = &row.statement;
    let model = at.model();
    let power = row.power.as_ref().map(|key| {
        let power = model.powers.get(key);
        let name = power.map_or(key, |power| power.validity.citation.as_ref().unwrap_or(&power.name));
        Value::Names(vec![other("power", key, name)])
    });
    let paper = |key: &Text| {
        let name = model.instruments.get(key).map_or(key, |paper| &paper.name);
        other("instrument", key, name)
    };
    let recorded: Vec<Named> = row.recorded_in.iter().map(paper).collect();
    let [starts, ends] = days(at, statement);
    let from = (!row.from.is_empty()).then(|| names(at, row.from.iter().copied()));
    let to = row.to.as_ref().map(|to| Value::Names(vec![named(at, to.value)]));
    let verbs: Vec<String> = row.verbs.iter().map(|verb| verb.to_string()).collect();
    Row {
        values: vec![
            stated(statement, "to", to),
            stated(statement, "from", from),
            stated(
                statement,
                "verbs",
                (!row.verbs.is_empty()).then(|| Value::Words(listed(&verbs))),
            ),
            stated(statement, "power", power),
            stated(
                statement,
                "instrument",
                row.instrument.as_ref().map(|key| Value::Names(vec![paper(key)])),
            ),
            stated(
                statement,
                "limit",
                row.limit.as_ref().map(|limit| Value::Money(limit.clone())),
            ),
            stated(
                statement,
                "onward",
                row.onward.map(|onward| Value::Words(onward.word().replace('-', " "))),
            ),
            stated(
                statement,
                "recorded-in",
                (!recorded.is_empty()).then_some(Value::Names(recorded)),
            ),
            starts,
            ends,
            Value::Names(vec![other("delegation", &row.key, &row.name)]),
        ],
        status,
        evidence: Evidence::of(statement),
    }
}

/// Something of another table.
fn other(table: &'static str, key: &Text, name: &Text) -> Named {
    Named {
        table,
        key: key.to_string(),
        name: name.to_string(),
    }
}

/// Where nobody decides: the bodies of which the documents do not say what they decide, since it may be one of them.
fn silent(at: &AsAt<'_>, out: &mut Answer) {
    if out.group("decides").is_some() || out.group("delegated").is_some() {
        return;
    }
    let silent = at.bodies().filter(|body| body.is_not_stated("does"));
    let rows: Vec<Row> = silent
        .map(|body| Row {
            values: vec![name(at, body.id())],
            status: body.status(),
            evidence: Evidence::of_keys(&body.definition().statement, &["does"]),
        })
        .collect();
    let heading = "The documents do not say what these decide or do";
    names_alone(out, "not-stated", heading, column("who", "Who", &[]), rows);
}
