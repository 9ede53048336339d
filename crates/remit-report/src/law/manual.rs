//! The catalogue as one page: when the law changed, what was in force in each era, and every row.

use std::collections::BTreeMap;

use jiff::civil::Date;
use remit_model::model::{InForce, Layer, Model, Power, Validity};
use remit_model::page::{
    Block, Cell, Inline, Line, Page, Table, day_in_words, message, sentence, words as plain_words,
};

use super::between::turns;
use super::kinds::{families, kinds_in_words, members, plain_name};
use super::row::{blocks, called, heading as row_heading, kind_of_row};
use super::rows::{LawRow, TABLES, rows};
use super::words;

/// The page.
pub fn manual(model: &Model) -> Page {
    let all = rows(model);
    let mut out = vec![
        Block::Paragraph(message(
            "This is what the catalogue says, row by row, as `remit law --all` prints it; change it there. Nothing in Remit's code knows \
             a statute, a date or a legal form.",
        )),
        Block::Paragraph(plain_words(super::ENDS)),
        heading(2, "When the law changed"),
        changes(model, &all),
    ];
    out.extend(eras(model));
    for table in TABLES {
        out.push(heading(2, title(table)));
        let mut of = all.iter().copied().filter(|row| row.table() == table).peekable();
        if of.peek().is_none() {
            out.push(Block::Paragraph(plain_words("None is entered.")));
        }
        for row in of {
            out.push(heading(3, &row_heading(model, row)));
            out.extend(blocks(model, row));
        }
    }
    out.push(heading(2, "Families"));
    out.push(Block::Paragraph(plain_words(
        "Rows speak of several forms or offices at once by these words.",
    )));
    let items = families(model).into_iter().map(|family| {
        let names: Vec<String> = members(model, family)
            .iter()
            .map(|key| plain_name(model, key))
            .collect();
        vec![
            Inline::Code(family.to_string()),
            Inline::Words(format!(": {}.", names.join(", "))),
        ]
    });
    out.push(Block::List(false, items.collect()));
    Page {
        title: "Powers by era".to_owned(),
        summary: "The legal powers, forms, offices and demands that Remit knows (England, the NHS and local government), each \
                  with its section, its dates and how sure it is."
            .to_owned(),
        blocks: out,
    }
}

fn heading(level: u8, text: &str) -> Block {
    Block::Heading(level, text.to_owned(), String::new())
}

fn title(table: &str) -> &'static str {
    match table {
        "power" => "Powers",
        "form" => "Legal forms",
        "office" => "Offices",
        "statutory-function" => "Functions that statute fixes",
        "statutory-body" => "Bodies that an organisation must have",
        "statutory-seat" => "Who must sit on a body",
        _ => "Papers",
    }
}

/// A link to what is said of a power.
fn link(model: &Model, power: &Power) -> Line {
    let heading = row_heading(model, LawRow::Power(power)).to_lowercase();
    let kept = heading
        .chars()
        .filter(|c| c.is_alphanumeric() || [' ', '-', '_'].contains(c));
    let anchor: String = kept.map(|c| if c == ' ' { '-' } else { c }).collect();
    vec![Inline::Link(power.key.to_string(), format!("#{anchor}"))]
}

/// The days on which rows begin and end, of whatever table.
fn changes(model: &Model, all: &[LawRow<'_>]) -> Block {
    let mut days: BTreeMap<(i16, Option<Date>), [Vec<String>; 2]> = BTreeMap::new();
    for row in all {
        let validity = row.validity();
        let named = format!("{} ({})", called(model, *row), kind_of_row(*row));
        let known = validity.not_before.is_none();
        let first = match (validity.since.filter(|_| known), validity.since_year.filter(|_| known)) {
            (Some(since), _) => Some((since.year(), Some(since))),
            (None, year) => year.map(|year| (year, None)),
        };
        if let Some(first) = first {
            days.entry(first).or_default()[0].push(named.clone());
        }
        if let Some(after) = validity.until.and_then(|until| until.tomorrow().ok()) {
            days.entry((after.year(), Some(after))).or_default()[1].push(named);
        } else if let Some(year) = validity.until_year {
            days.entry((year, None)).or_default()[1].push(named);
        }
    }
    let rows = days.into_iter().map(|((year, day), [starts, ends])| {
        vec![
            match day {
                Some(day) => Cell::Date(day),
                None => Cell::words(format!("{year} (day not known)")),
            },
            Cell::words(starts.join("; ")),
            Cell::words(ends.join("; ")),
        ]
    });
    Block::Table(Table {
        caption: String::new(),
        columns: ["From", "What begins", "What is no more"].map(str::to_owned).to_vec(),
        rows: rows.collect(),
    })
}

/// The powers in force between two changes of the powers. Of those whose beginning nobody has noted it cannot be said in
/// which eras they were: they stand first, by themselves.
fn eras(model: &Model) -> Vec<Block> {
    let powers = model.powers.iter().filter(|power| power.statement.layer == Layer::Base);
    let begins = |power: &&Power| {
        let validity = &power.validity;
        validity.not_before.is_none() && (validity.since.is_some() || validity.since_year.is_some())
    };
    let (dated, undated): (Vec<&Power>, Vec<&Power>) = powers.partition(begins);
    let mut blocks = vec![
        heading(2, "From when is not known"),
        Block::Paragraph(plain_words(
            "Since when these have been in force is not in the catalogue, but for what stands beside each. They come beside those of the eras below, up to their last \
             day where they have one.",
        )),
        table(model, &undated),
    ];
    let validities: Vec<&Validity> = dated.iter().map(|power| &power.validity).collect();
    let mut turns: Vec<Date> = turns(validities.iter().copied()).into_iter().collect();
    // Where only the year is known, the era opens with the year of a beginning, and closes with the year of an end.
    let after = |day: &Date| {
        let of_year = |year: i16| {
            validities
                .iter()
                .any(|v| v.since.is_none() && v.since_year == Some(year))
        };
        let ended_in = |year: i16| {
            validities
                .iter()
                .any(|v| v.until.is_none() && v.until_year == Some(year))
        };
        let exact =
            |v: &&&Validity| v.since == Some(*day) || v.until.and_then(|until| until.tomorrow().ok()) == Some(*day);
        day.month() == 1
            && day.day() == 1
            && (of_year(day.year() - 1) && !ended_in(day.year() - 1) || ended_in(day.year()))
            && !of_year(day.year())
            && validities.iter().find(exact).is_none()
    };
    turns.retain(|day| !after(day));
    for (number, &start) in turns.iter().enumerate() {
        let end = turns.get(number + 1).and_then(|next| next.yesterday().ok());
        let exact =
            |v: &&Validity| v.since == Some(start) || v.until.and_then(|until| until.tomorrow().ok()) == Some(start);
        let of_year = start.month() == 1 && start.day() == 1 && validities.iter().any(|v| v.is_open_in(start.year()));
        let from = match of_year && !validities.iter().any(exact) {
            true => format!("{} (day not known)", start.year()),
            false => day_in_words(start),
        };
        let text = match end {
            None => format!("From {from}"),
            Some(end) => format!("From {from} to {}", day_in_words(end)),
        };
        blocks.push(heading(2, &text));
        let on = end.unwrap_or(start);
        let stands = |power: &&&Power| matches!(power.validity.on(on), InForce::Yes | InForce::CannotTell);
        let in_force: Vec<&Power> = dated.iter().filter(stands).copied().collect();
        if dated
            .iter()
            .any(|p| p.validity.since.is_none() && p.validity.since_year == Some(start.year()))
        {
            blocks.push(Block::Paragraph(plain_words(
                "Of what begins with this era the year is known, and not the day.",
            )));
        }
        blocks.push(table(model, &in_force));
    }
    blocks
}

fn table(model: &Model, powers: &[&Power]) -> Block {
    Block::Table(Table {
        caption: String::new(),
        columns: ["Power", "Section", "Who to whom", "Dates", "How sure"]
            .map(str::to_owned)
            .to_vec(),
        rows: powers.iter().map(|power| era_row(model, power)).collect(),
    })
}

fn era_row(model: &Model, power: &Power) -> Vec<Cell> {
    let pairs = power.gives.iter().map(|giving| {
        let limits = words::sharing(model, giving).map(|limits| format!(" ({limits})"));
        format!(
            "{} → {}{}",
            kinds_in_words(model, &giving.from),
            kinds_in_words(model, &giving.to),
            limits.unwrap_or_default()
        )
    });
    vec![
        Cell::Words(link(model, power)),
        Cell::words(words::citation(&power.validity)),
        Cell::Words(message(&pairs.collect::<Vec<_>>().join("; "))),
        Cell::words(sentence(&words::dates(LawRow::Power(power)))),
        Cell::words(words::sure(power.validity.sure)),
    ]
}
