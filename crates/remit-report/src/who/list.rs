//! What there is: the organisations, bodies and posts that a selector names.

use remit_model::answer::{Answer, Column, Evidence, Row, Shape, Value};
use remit_model::model::{AsAt, Known, NodeAt, NodeId, NodeKind, Selector};

use super::values::names;
use super::{APART, answer, apart, column, counted, finished, group, listed, parted};

const NODES: [Column; 6] = [
    column("key", "Id", &[]),
    column("name", "Name", &["name"]),
    column("kind", "What", &[]),
    column("form", "Legal form", &["form"]),
    column("tier", "Tier", &["tier"]),
    column("belongs", "Part of, or shared by", &["within", "between"]),
];

/// The place of the column that says what a row is.
const KIND: usize = 2;

/// Whatever one of these selectors names; everything, where there are none.
pub fn list(at: &AsAt<'_>, selectors: &[(String, Selector)]) -> Answer {
    let title = match selectors {
        [] => "Organisations, bodies and posts".to_owned(),
        some => {
            let written: Vec<String> = some.iter().map(|(written, _)| written.clone()).collect();
            format!("Organisations, bodies and posts: {}", listed(&written))
        }
    };
    let mut out = answer(at, "list", title, Vec::new());
    let named = |id: NodeId| selectors.is_empty() || selectors.iter().any(|(_, selector)| selector.holds(at, id));
    let nodes: Vec<NodeAt<'_, '_>> = at.all_nodes().filter(|node| named(node.id())).collect();
    out.says.push(says(&nodes));
    let kinds = [
        (NodeKind::Organisation, "organisations", "Organisations"),
        (NodeKind::Body, "bodies", "Bodies"),
        (NodeKind::Post, "posts", "Posts"),
    ];
    let mut not = Vec::new();
    for (kind, group_name, heading) in kinds {
        let of_kind = nodes.iter().filter(|node| node.kind() == kind);
        let (rows, apart) = parted(of_kind.map(|node| row(at, node)).collect());
        // The heading says what they are.
        let rows = rows.into_iter().map(|mut row| {
            row.values.remove(KIND);
            row
        });
        let columns: Vec<Column> = NODES.into_iter().filter(|column| column.name != "kind").collect();
        group(&mut out, group_name, heading, &columns, rows.collect());
        not.extend(apart);
    }
    apart(&mut out, APART, "", &NODES, not);
    for group in &mut out.groups {
        group.shape = Shape::Ids;
    }
    finished(at, out)
}

/// How many there are of each kind, and how many that are not in force.
fn says(nodes: &[NodeAt<'_, '_>]) -> String {
    let kinds = [
        (NodeKind::Organisation, "organisation", "organisations"),
        (NodeKind::Body, "body", "bodies"),
        (NodeKind::Post, "post", "posts"),
    ];
    let of = |wanted: NodeKind| {
        nodes
            .iter()
            .filter(|node| node.exists() && node.kind() == wanted)
            .count()
    };
    let counts = kinds.map(|(kind, one, many)| (of(kind), one, many));
    let some = counts.into_iter().filter(|(count, ..)| *count > 0);
    let words: Vec<String> = some.map(|(count, one, many)| counted(count, one, many)).collect();
    let not = nodes.iter().filter(|node| !node.exists()).count();
    match (words.as_slice(), not) {
        ([], 0) => "There are none.".to_owned(),
        ([], not) => format!(
            "None is in force on this date; {}.",
            counted(not, "other is shown", "others are shown")
        ),
        (words, 0) => format!("{} in force.", listed(words)),
        (words, not) => format!(
            "{} in force; {}, shown apart.",
            listed(words),
            counted(not, "more is not", "more are not")
        ),
    }
}

fn row(at: &AsAt<'_>, node: &NodeAt<'_, '_>) -> Row {
    let statement = &node.definition().statement;
    let mut evidence = Evidence::of_keys(statement, &["name", "form", "tier", "within", "between"]);
    // The form may come from a change, with a reason of its own.
    if let Known::Stated(fact) = node.form_fact()
        && let Some(why) = fact.assumed()
        && !evidence.assumed.iter().any(|(key, _)| key == "form" || key == "all")
    {
        evidence.assumed.push(("form".to_owned(), why.to_string()));
    }
    let form = match node.form() {
        Known::Stated(form) => Value::Words(form.name.to_string()),
        Known::NotStated => Value::NotStated,
        Known::Unknown => Value::Unknown,
        Known::LeftOut => Value::Empty,
    };
    let belongs = match node.within() {
        Known::Stated(within) => names(at, [within.id()]),
        Known::NotStated => Value::NotStated,
        Known::Unknown => Value::Unknown,
        Known::LeftOut if node.between().is_empty() && node.is_not_stated("between") => Value::NotStated,
        Known::LeftOut => names(at, node.between().iter().map(NodeAt::id)),
    };
    let tier = node.tier().map(|(_, tier)| Value::Words(tier.to_string()));
    Row {
        values: vec![
            Value::Id(node.key().to_string()),
            Value::Words(node.name().to_string()),
            Value::Words(node.kind().word().to_owned()),
            form,
            tier.unwrap_or(match node.is_not_stated("tier") {
                true => Value::NotStated,
                false => Value::Empty,
            }),
            belongs,
        ],
        status: node.status(),
        evidence,
    }
}
