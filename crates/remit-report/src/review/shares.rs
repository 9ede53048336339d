//! What the statements of the framework rest on: a source of their own or of the table above, an admitted assumption, or nothing.

use std::collections::BTreeMap;

use remit_model::model::{AsAt, NodeId};
use remit_model::page::Cell;
use remit_model::review::Shares;
use remit_rules::{Rests, each_statement};

use super::page::{Earlier, Rested, Writer};

/// What statements rest on: of each body, organisation and post, in the order of keys; of all that belongs to none of them, such as
/// papers and functions, last; and in all.
pub fn shares(at: &AsAt<'_>) -> (Vec<(Option<NodeId>, Shares)>, Shares) {
    let (mut each, mut all) = (BTreeMap::<(bool, Option<NodeId>), Shares>::new(), Shares::default());
    each_statement(at, &mut |_, node, statement, rests| {
        for shares in [&mut all, each.entry((node.is_none(), node)).or_default()] {
            let whole = statement.assumptions().iter().any(|(key, _)| key == "all");
            let sourced = matches!(rests, Rests::Own | Rests::Inherited);
            shares.readings += usize::from(sourced && !whole && statement.any_assumed().is_some());
            match rests {
                _ if whole => shares.assumed += 1,
                Rests::Own => shares.own += 1,
                Rests::Inherited => shares.inherited += 1,
                Rests::Assumed => shares.assumed += 1,
                Rests::Nothing => shares.nothing += 1,
            }
            shares.silent += statement.not_stated().len();
        }
    });
    (
        each.into_iter().map(|((_, node), shares)| (node, shares)).collect(),
        all,
    )
}

pub(super) fn blocks(at: &AsAt<'_>, earlier: Option<&Earlier<'_>>, writer: &mut Writer<'_>) {
    writer.heading(2, "What the statements rest on", "shares");
    writer.paragraph(
        "Counted are the statements in force, but for those of proposals. What is assumed as a whole is counted as assumed, whatever source it \
         leans on; of those with a source, some have single keys that are a reading. \u{201c}Not stated\u{201d} counts what the documents are \
         admitted to be silent about; it is no statement, and no share.",
    );
    let (each, all) = shares(at);
    let then = earlier.map(|earlier| &earlier.shares);
    let others = then.map(Rested::others);
    let beside = |mut row: Vec<Cell>, then: Option<&Shares>| {
        if earlier.is_some() {
            row.push(then.map_or(Cell::Empty, |then| Cell::words(in_words(then))));
        }
        row
    };
    let mut rows = vec![beside(row("In all".to_owned(), &all), then.map(|then| &then.all))];
    rows.extend(each.iter().map(|(node, shares)| {
        let name = node.map(|node| at.node(node).name().to_string());
        let before = match node {
            Some(node) => then.and_then(|then| then.each.get(at.node(*node).key().as_str())),
            None => others.as_ref(),
        };
        let row = row(
            name.unwrap_or_else(|| "Papers, people, functions, money, the log".to_owned()),
            shares,
        );
        beside(row, before)
    }));
    let before = earlier.map(|earlier| format!("On {}", earlier.since));
    let mut columns = vec![
        "Whose",
        "Statements",
        "Own source",
        "Inherited",
        "Assumed",
        "Nothing",
        "In part a reading",
        "Not stated",
    ];
    columns.extend(before.as_deref());
    writer.table("What the statements rest on", &columns, rows);
}

/// "40 statements: 12 own, 20 inherited, 8 assumed, 0 nothing; 3 not stated".
fn in_words(shares: &Shares) -> String {
    format!(
        "{} statement{}: {} own, {} inherited ({} in part a reading), {} assumed, {} nothing; {} not stated",
        shares.all(),
        if shares.all() == 1 { "" } else { "s" },
        shares.own,
        shares.inherited,
        shares.readings,
        shares.assumed,
        shares.nothing,
        shares.silent
    )
}

/// "12 (40%)".
fn row(name: String, shares: &Shares) -> Vec<Cell> {
    let all = shares.all();
    let share = |count: usize| match (count * 200 + all).checked_div(all * 2) {
        Some(percent) => Cell::words(format!("{count} ({percent}%)")),
        None => Cell::words("0"),
    };
    let number = |count: usize| Cell::Number(i64::try_from(count).unwrap_or(i64::MAX));
    vec![
        Cell::words(name),
        number(all),
        share(shares.own),
        share(shares.inherited),
        share(shares.assumed),
        share(shares.nothing),
        share(shares.readings),
        number(shares.silent),
    ]
}
