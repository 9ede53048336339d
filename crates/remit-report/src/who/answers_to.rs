//! Who answers to one, directly and through others, for which matters and on what basis; and to whom it answers itself.

use std::collections::BTreeSet;

use remit_model::answer::{Answer, Column, Evidence, Named, Row, Value};
use remit_model::document::RelationKind;
use remit_model::model::{Answering, AnsweringLine, AsAt, NodeAt, NodeId, Relation};

use super::values::{days, function, name, named, names, stated};
use super::{answer, apart, column, each_once, finished, group, listed, names_alone};

const MATTERS: Column = column("for", "For", &["for"]);
const BASIS: Column = column("basis", "On what basis", &["basis", "power", "instrument", "within"]);
const STARTS: Column = column("starts", "Since", &["starts"]);
const ENDS: Column = column("ends", "Until", &["ends"]);
const WHO: Column = column("who", "Who", &[]);
const TO: Column = column("to", "To whom", &[]);

/// Which way to look.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// At those who answer to it.
    Below,
    /// At those to whom it answers.
    Above,
}

/// Who answers to this one, and to whom it answers.
pub fn answers_to(at: &AsAt<'_>, node: &NodeAt<'_, '_>) -> Answer {
    let about = named(at, node.id());
    let mut out = answer(
        at,
        "who-answers-to",
        format!("Who answers to: {}", about.name),
        vec![about],
    );
    let below = at.answering_to(node.id());
    let above = at.answers_to(node.id());
    if !node.exists() {
        out.says
            .push(format!("It is not in force on this date ({}).", node.status().words()));
    }
    out.says.extend(says_below(at, &below, node.id()));
    out.says.push(says_above(at, &above, node));
    lines(at, &mut out, &below, Way::Below);
    lines(at, &mut out, &above, Way::Above);
    silent(at, &mut out, &below, node.id());
    finished(at, out)
}

/// The other ends of some lines, each once, by name.
fn ends(at: &AsAt<'_>, lines: &[AnsweringLine<'_>], way: Way, direct: bool) -> Vec<String> {
    let some = lines.iter().filter(|line| (line.steps == 1) == direct);
    each_once(some.map(|line| at.node(other(line.relation, way)).name().to_string()))
}

/// The end of a line to which the search led.
fn other(relation: &Relation, way: Way) -> NodeId {
    match way {
        Way::Below => relation.below(),
        Way::Above => relation.above(),
    }
}

fn says_below(at: &AsAt<'_>, below: &Answering<'_>, id: NodeId) -> Vec<String> {
    let direct = ends(at, &below.lines, Way::Below, true);
    let reached: BTreeSet<NodeId> = below.lines.iter().map(|line| line.relation.below()).collect();
    let directly: BTreeSet<NodeId> = below
        .lines
        .iter()
        .filter(|line| line.steps == 1)
        .map(|line| line.relation.below())
        .collect();
    let further = reached
        .iter()
        .filter(|&&reached| reached != id && !directly.contains(&reached))
        .count();
    let mut says = vec![match direct.as_slice() {
        [] => "Nobody is entered as answering to it.".to_owned(),
        [only] => {
            let several = directly.iter().any(|&id| at.node(id).is_several());
            format!("{only} {} to it.", if several { "answer" } else { "answers" })
        }
        several if several.len() <= 5 => format!("{} answer to it.", listed(several)),
        several => format!("{} organisations, bodies and posts answer to it.", several.len()),
    }];
    match further {
        0 => {}
        1 => says.push("1 more answers to it through others.".to_owned()),
        more => says.push(format!("{more} more answer to it through others.")),
    }
    if reached.contains(&id) {
        says.push("The lines form a circle: it answers, in the end, to itself.".to_owned());
    }
    says
}

fn says_above(at: &AsAt<'_>, above: &Answering<'_>, node: &NodeAt<'_, '_>) -> String {
    match ends(at, &above.lines, Way::Above, true).as_slice() {
        [] if node.is_not_stated("answers-to") => "The documents do not say to whom it answers itself.".to_owned(),
        [] if node.is_none("answers-to") => "It answers itself to nobody, as is stated.".to_owned(),
        [] => "To whom it answers itself has not been entered.".to_owned(),
        some => format!("It answers itself to {}.", listed(some)),
    }
}

fn lines(at: &AsAt<'_>, out: &mut Answer, found: &Answering<'_>, way: Way) {
    let far = column("through", "Through", &[]);
    let steps = column("steps", "Steps", &[]);
    let first = if way == Way::Below { WHO } else { TO };
    let (direct, through): (Vec<_>, Vec<_>) = found.lines.iter().partition(|line| line.steps == 1);
    let rows = |lines: &[&AnsweringLine<'_>], further| lines.iter().map(|line| row(at, line, way, further)).collect();
    let columns = [first, MATTERS, BASIS, STARTS, ENDS];
    let far_columns = [first, far, steps, MATTERS, BASIS, STARTS, ENDS];
    let (names, headings) = match way {
        Way::Below => (
            ["direct", "through", "proposed", "other-date"],
            ["Who answers to it directly", "Who answers to it through others"],
        ),
        Way::Above => (
            ["above", "above-through", "above-proposed", "above-other-date"],
            ["To whom it answers itself", "And through them"],
        ),
    };
    group(out, names[0], headings[0], &columns, rows(&direct, false));
    group(out, names[1], headings[1], &far_columns, rows(&through, true));
    let apart_lines = found.proposed.iter().chain(&found.other_date);
    let apart_rows: Vec<Row> = apart_lines.map(|line| row(at, line, way, true)).collect();
    let of = match way {
        Way::Below => "",
        Way::Above => "upwards: ",
    };
    apart(out, [names[2], names[3]], of, &far_columns, apart_rows);
}

fn row(at: &AsAt<'_>, line: &AnsweringLine<'_>, way: Way, further: bool) -> Row {
    let relation = line.relation;
    let statement = &relation.statement;
    let [starts, ends] = days(at, statement);
    let implied = relation.kind == RelationKind::Within;
    let (matters, basis, evidence) = if implied {
        let basis = Value::Words("implied: it is part of it".to_owned());
        (Value::Empty, basis, Evidence::of_keys(statement, &["within"]))
    } else {
        let words = at.step_of(relation).basis;
        let basis = stated(statement, "basis", (!words.is_empty()).then_some(Value::Words(words)));
        (matters(at, relation), basis, Evidence::of(statement))
    };
    let mut values = vec![name(at, other(relation, way))];
    if further {
        values.push(names(at, line.through.iter().copied()));
        values.push(Value::Number(u64::try_from(line.steps).unwrap_or(u64::MAX)));
    }
    values.extend([matters, basis, starts, ends]);
    Row {
        values,
        status: line.status.clone(),
        evidence,
    }
}

/// The matters of a line: functions by name, or everything.
fn matters(at: &AsAt<'_>, relation: &Relation) -> Value {
    if relation.matters.iter().any(|matter| matter == "*") {
        return Value::Words("everything".to_owned());
    }
    let names: Vec<Named> = relation.matters.iter().map(|key| function(at, key)).collect();
    let some = (!names.is_empty()).then_some(Value::Names(names));
    stated(&relation.statement, "for", some)
}

/// The bodies of which nobody knows to whom they answer: any of them may answer to this one.
fn silent(at: &AsAt<'_>, out: &mut Answer, below: &Answering<'_>, id: NodeId) {
    let known: BTreeSet<NodeId> = below.lines.iter().map(|line| line.relation.below()).collect();
    let (mut not_stated, mut not_entered) = (Vec::new(), Vec::new());
    for body in at
        .bodies()
        .filter(|body| body.id() != id && !known.contains(&body.id()))
    {
        let row = Row {
            values: vec![name(at, body.id())],
            status: body.status(),
            evidence: Evidence::of_keys(&body.definition().statement, &["answers-to"]),
        };
        let answers = |kind| matches!(kind, RelationKind::AnswersTo | RelationKind::Within);
        if body.is_not_stated("answers-to") {
            not_stated.push(row);
        } else if !body.acts().any(|line| answers(line.kind)) && !body.is_external() && !body.is_none("answers-to") {
            not_entered.push(row);
        }
    }
    names_alone(
        out,
        "not-stated",
        "The documents do not say to whom these answer",
        WHO,
        not_stated,
    );
    names_alone(
        out,
        "not-entered",
        "Nobody has entered to whom these answer",
        WHO,
        not_entered,
    );
}
