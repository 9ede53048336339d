//! A row of the catalogue whole, in words.

use remit_model::document::SeatAsks;
use remit_model::model::{Model, Power, StatutorySeat};
use remit_model::page::{Block, Cell, Inline, Page, Table, message, sentence, words as plain_words};
use remit_model::sources::Sources;
use remit_model::text::Text;
use remit_rules::RULES;

use super::kinds::{families, kinds_in_words, members};
use super::rows::LawRow;
use super::words;

/// What is said of a row, under a heading of its own.
pub fn explained(model: &Model, row: LawRow<'_>, sources: &Sources) -> Page {
    let mut blocks = blocks(model, row);
    let named_by = match row {
        LawRow::Form(form) => named_by(model, &form.key),
        LawRow::Office(office) => named_by(model, &office.key),
        LawRow::Function(function) => carried_by(model, &function.key),
        LawRow::Power(power) => families_of(model, power),
        LawRow::Body(_) | LawRow::Seat(_) | LawRow::Paper(_) => None,
    };
    blocks.extend(named_by);
    blocks.push(rules(row));
    blocks.push(Block::Paragraph(vec![
        Inline::Words("Written at ".to_owned()),
        Inline::Code(sources.cite(row.statement().place)),
        Inline::Words(".".to_owned()),
    ]));
    blocks.push(Block::Paragraph(plain_words(super::ENDS)));
    Page {
        title: heading(model, row),
        summary: sentence(&format!("{}, {}.", kind_of_row(row), words::dates(row))),
        blocks,
    }
}

/// What a row is called: of a seat, also the body that it is about.
pub(super) fn heading(model: &Model, row: LawRow<'_>) -> String {
    format!("{} ({}.{})", called(model, row), row.table(), row.key())
}

pub(super) fn called(model: &Model, row: LawRow<'_>) -> String {
    let name = row.name().trim_end_matches('.');
    match row {
        LawRow::Seat(seat) => format!("{}: {name}", listed_bodies(model, &seat.on)),
        _ => sentence(name),
    }
}

/// A family of forms or offices: who belongs to it, and which powers name it.
pub fn family(model: &Model, key: &str) -> Option<Page> {
    let members = members(model, key);
    if members.is_empty() {
        return None;
    }
    let items = members.iter().map(|member| {
        let name = super::kinds::plain_name(model, member);
        vec![Inline::Code(member.to_string()), Inline::Words(format!(": {name}"))]
    });
    let mut blocks = vec![Block::List(false, items.collect())];
    blocks.extend(named_by(model, key));
    Some(Page {
        title: format!("{key} (a family)"),
        summary: "Rows of the catalogue speak of all of these at once by this word.".to_owned(),
        blocks,
    })
}

/// What a row is, in words.
pub(super) fn kind_of_row(row: LawRow<'_>) -> &'static str {
    match row {
        LawRow::Power(_) => "a legal power",
        LawRow::Form(_) => "a legal form",
        LawRow::Office(_) => "an office",
        LawRow::Function(_) => "a function that statute fixes",
        LawRow::Body(body) if body.of.is_empty() => "a body that law or guidance names",
        LawRow::Body(_) => "a body that an organisation must have",
        LawRow::Seat(_) => "a demand of law on who sits on a body",
        LawRow::Paper(_) => "a kind of paper",
    }
}

/// Everything that a row says, without its name and where it is written.
pub(super) fn blocks(model: &Model, row: LawRow<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let LawRow::Power(power) = row
        && let Some(permits) = &power.permits
    {
        blocks.push(Block::Paragraph(plain_words(permits.to_string())));
    }
    blocks.push(facts(model, row));
    if let LawRow::Power(power) = row {
        blocks.extend(pairings(model, power));
    }
    let statement = row.statement();
    if let Some(note) = statement.note() {
        blocks.push(titled("Note", note));
    }
    let readings = statement.assumptions().iter();
    let readings: Vec<_> = readings
        .map(|(key, why)| {
            let what = if key.as_str() == "all" {
                "all of it"
            } else {
                key.as_str()
            };
            vec![
                Inline::Strong("Remit's reading".to_owned()),
                Inline::Words(" (".to_owned()),
                Inline::Code(what.to_owned()),
                Inline::Words(format!("): {}", stopped(why))),
            ]
        })
        .collect();
    if !readings.is_empty() {
        blocks.push(Block::List(false, readings));
    }
    let silent = statement.not_stated();
    if !silent.is_empty() {
        let keys: Vec<&str> = silent.iter().map(|key| key.as_str()).collect();
        blocks.push(titled("Not in the catalogue", &keys.join(", ")));
    }
    blocks
}

fn titled(title: &str, text: &str) -> Block {
    Block::Paragraph(vec![
        Inline::Strong(format!("{title}:")),
        Inline::Words(format!(" {}", stopped(text))),
    ])
}

fn stopped(text: &str) -> String {
    if text.ends_with(['.', '?', '!']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

/// What there is to be said in a line each.
fn facts(model: &Model, row: LawRow<'_>) -> Block {
    let mut facts: Vec<(&str, String)> = Vec::new();
    let kinds = |keys: &[Text]| kinds_in_words(model, keys);
    let any = |keys: &[Text]| if keys.is_empty() { "any".to_owned() } else { kinds(keys) };
    let own = |keys: &[Text]| keys.iter().map(|key| key.to_string()).collect::<Vec<_>>().join(", ");
    match row {
        LawRow::Power(power) => {
            facts.push(("What it is for", words::carriage(power.carries).1.to_owned()));
            facts.push(("Which functions", words::functions(model, power)));
            facts.push((
                "May be passed on",
                power.onward.map(words::onward).unwrap_or("").to_owned(),
            ));
            facts.push((
                "Who is liable",
                power.liable.map(words::liable).unwrap_or("").to_owned(),
            ));
            let concurrent = power.concurrent.map(words::flag).unwrap_or("");
            facts.push(("The one that gives may still act", concurrent.to_owned()));
        }
        LawRow::Form(form) => {
            facts.push(("What it is", form.place.map(words::place).unwrap_or("").to_owned()));
            let holds = form.holds_decisions.map(words::flag).unwrap_or("");
            facts.push(("Can hold a delegated decision", holds.to_owned()));
            if form.own_function {
                facts.push(("Has a function of its own by law", "yes".to_owned()));
            }
            if form.highest {
                facts.push(("Highest in its organisation", "yes".to_owned()));
            }
            facts.push(("Families", own(&form.family)));
            facts.push(("Rightly called", own(&form.called)));
        }
        LawRow::Office(office) => {
            facts.push(("Of", any(&office.of)));
            facts.push(("Families", own(&office.family)));
        }
        LawRow::Function(function) => {
            facts.push(("Whose it is", any(&function.of)));
            facts.push(("Exercised, by force of statute, by", kinds(&function.exercised_by)));
            facts.push(("They may pass it on to", kinds(&function.passes_to)));
            let concurrent = function.concurrent.map(words::flag).unwrap_or("");
            facts.push(("The organisation may exercise it too", concurrent.to_owned()));
        }
        LawRow::Body(body) => {
            facts.push(("Who must have it", any(&body.of)));
            facts.push(("In which forms", kinds(&body.forms)));
            if body.by_form {
                facts.push(("Its form alone says that it is this one", "yes".to_owned()));
            }
            if body.shared {
                facts.push(("Organisations share it", "yes".to_owned()));
            }
            facts.push((
                "It may not give what it decides to groups of its own, such as",
                kinds(&body.keeps_from),
            ));
        }
        LawRow::Seat(seat) => {
            facts.push(("On", listed_bodies(model, &seat.on)));
            facts.push(("Of", any(&seat.of)));
            facts.push(("What it asks", asks(model, seat)));
            if seat.comply_or_explain {
                facts.push(("Follow or explain", "yes: it is a recommendation".to_owned()));
            }
        }
        LawRow::Paper(paper) => {
            facts.push(("Kinds of instrument", own(&paper.kinds)));
            facts.push(("Whose", any(&paper.of)));
            facts.push(("Who approves a change", kinds(&paper.approved_by)));
            if paper.all_parties {
                facts.push(("Every party approves", "yes".to_owned()));
            }
            let needs: Vec<&str> = paper.needs.iter().map(|need| words::need(*need)).collect();
            facts.push(("What it must have", needs.join("; ")));
            let months = paper.report_months.map(|months| match months {
                1 => "every month".to_owned(),
                months => format!("every {months} months"),
            });
            facts.push(("Reports", months.unwrap_or_default()));
        }
    }
    let validity = row.validity();
    facts.push(("Section", words::citation(&validity)));
    facts.push(("Dates", sentence(&words::dates(row))));
    if matches!(row, LawRow::Power(power) if power.earlier_unread) {
        facts.push((
            "Before its first day",
            "the law of that time was not read for this: that nothing is found then says nothing".to_owned(),
        ));
    }
    let lines = |texts: &[Text]| texts.iter().map(|text| text.to_string()).collect::<Vec<_>>().join("; ");
    facts.push(("Amended by", lines(&validity.amended_by)));
    facts.push(("Where it was read", lines(&validity.read_at)));
    facts.push(("How sure", words::sure(validity.sure).to_owned()));
    facts.retain(|(_, said)| !said.is_empty());
    let rows = facts
        .into_iter()
        .map(|(what, said)| vec![Cell::words(what), Cell::Words(message(&said))]);
    Block::Table(Table {
        caption: String::new(),
        columns: vec!["What".to_owned(), "Says".to_owned()],
        rows: rows.collect(),
    })
}

/// Bodies that seats are on: statutory bodies or forms.
fn listed_bodies(model: &Model, keys: &[Text]) -> String {
    let name = |key: &Text| match model.statutory_bodies.get(key) {
        Some(body) => body.name.to_string(),
        None => super::kinds::plain_name(model, key),
    };
    keys.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// What must be so of the seats that are meant.
fn asks(model: &Model, seat: &StatutorySeat) -> String {
    let mut of = Vec::new();
    if !seat.category.is_empty() {
        let category: Vec<&str> = seat.category.iter().map(|key| key.as_str()).collect();
        of.push(format!("of the category {}", category.join(" or ")));
    }
    if !seat.office.is_empty() {
        of.push(format!("held by {}", kinds_in_words(model, &seat.office)));
    }
    if !seat.nominee_of.is_empty() {
        of.push(format!("named by {}", kinds_in_words(model, &seat.nominee_of)));
    }
    if !seat.chairs_of.is_empty() {
        of.push(format!(
            "held by whoever chairs {}",
            kinds_in_words(model, &seat.chairs_of)
        ));
    }
    if !seat.capacity.is_empty() {
        let capacities: Vec<&str> = seat.capacity.iter().map(|capacity| capacity.word()).collect();
        of.push(format!("of those who belong as {}", capacities.join(" or ")));
    }
    if let Some(role) = seat.role {
        of.push(format!("in the role of {}", role.words()));
    }
    let voting = match seat.voting {
        Some(true) => "voting seats",
        Some(false) => "seats without a vote",
        None => "seats",
    };
    let meant = if of.is_empty() {
        voting.to_owned()
    } else {
        format!("{voting} {}", of.join(", "))
    };
    let each = if seat.each {
        ", one for each such organisation"
    } else {
        ""
    };
    match seat.asks {
        SeatAsks::AtLeast => format!("at least {}: {meant}{each}", seat.least),
        SeatAsks::Only => format!("none but {meant}"),
        SeatAsks::None => format!("no {meant}"),
        SeatAsks::Present => match seat.one_in {
            Some(one_in) => format!("present when it decides: at least one in {one_in} of all members"),
            None => format!("present when it decides: at least {}: {meant}", seat.least),
        },
        SeatAsks::Approved if seat.approved_by.is_empty() => format!("approved by somebody: {meant}"),
        SeatAsks::Approved => {
            format!("approved by {}: {meant}", kinds_in_words(model, &seat.approved_by))
        }
        SeatAsks::Recorded => format!("interests recorded: {meant}"),
        SeatAsks::Withdraw => format!("no vote on what they have an interest in: {meant}"),
    }
}

/// Who gives to whom, and who may pass it on to whom.
fn pairings(model: &Model, power: &Power) -> Vec<Block> {
    let mut blocks = Vec::new();
    let rows: Vec<Vec<Cell>> = power
        .gives
        .iter()
        .map(|giving| {
            vec![
                Cell::Words(message(&kinds_in_words(model, &giving.from))),
                Cell::Words(message(&kinds_in_words(model, &giving.to))),
                match words::limits(model, giving) {
                    none if none.is_empty() => Cell::Empty,
                    some => Cell::Words(message(&some)),
                },
            ]
        })
        .collect();
    if !rows.is_empty() {
        let limited = rows.iter().any(|row| !matches!(row.last(), None | Some(Cell::Empty)));
        let columns = ["From", "To", "Where"].map(str::to_owned);
        let kept = if limited { 3 } else { 2 };
        blocks.push(Block::Table(Table {
            caption: "Who to whom".to_owned(),
            columns: columns.into_iter().take(kept).collect(),
            rows: rows
                .into_iter()
                .map(|row| row.into_iter().take(kept).collect())
                .collect(),
        }));
    }
    let rows: Vec<Vec<Cell>> = power
        .passes
        .iter()
        .map(|passing| {
            vec![
                Cell::Words(message(&kinds_in_words(model, &passing.from))),
                Cell::Words(message(&kinds_in_words(model, &passing.to))),
            ]
        })
        .collect();
    if !rows.is_empty() {
        blocks.push(Block::Table(Table {
            caption: "Who may pass it on to whom".to_owned(),
            columns: ["From", "To"].map(str::to_owned).to_vec(),
            rows,
        }));
    }
    blocks
}

/// The families that a power names, with those who belong to them.
fn families_of(model: &Model, power: &Power) -> Option<Block> {
    let mentioned: std::collections::BTreeSet<&Text> = power
        .gives
        .iter()
        .flat_map(|giving| [&giving.from, &giving.to, &giving.between, &giving.with])
        .chain(power.passes.iter().flat_map(|passing| [&passing.from, &passing.to]))
        .flatten()
        .filter(|key| families(model).contains(key) && model.forms.get(key).is_none())
        .filter(|key| model.offices.get(key).is_none())
        .collect();
    let items = mentioned.into_iter().map(|key| {
        let members = members(model, key);
        let names: Vec<String> = members.iter().map(|key| super::kinds::plain_name(model, key)).collect();
        vec![
            Inline::Words("Any ".to_owned()),
            Inline::Code(key.to_string()),
            Inline::Words(format!(" is any of: {}.", names.join(", "))),
        ]
    });
    let items: Vec<_> = items.collect();
    (!items.is_empty()).then_some(Block::List(false, items))
}

/// The powers that name a kind, by itself or by a family of it.
fn named_by(model: &Model, key: &str) -> Option<Block> {
    let form = model.forms.get(key).map(|form| &form.family);
    let own: Vec<&str> = form
        .or_else(|| model.offices.get(key).map(|office| &office.family))
        .into_iter()
        .flatten()
        .map(|family| family.as_str())
        .chain([key])
        .collect();
    let is = |kinds: &[Text]| kinds.iter().any(|kind| own.contains(&kind.as_str()));
    let rows = model.powers.iter().filter_map(|power| {
        let gives = power.gives.iter().any(|giving| is(&giving.from));
        let takes = power.gives.iter().any(|giving| is(&giving.to));
        let shares = power.gives.iter().any(|giving| is(&giving.between) || is(&giving.with));
        let parts = [
            (gives, "gives"),
            (takes, "receives"),
            (shares, "shares the body that receives"),
        ];
        let parts: Vec<&str> = parts.into_iter().filter(|(is, _)| *is).map(|(_, part)| part).collect();
        (!parts.is_empty()).then(|| {
            vec![
                Cell::Words(vec![Inline::Code(power.key.to_string())]),
                Cell::words(words::citation(&power.validity)),
                Cell::words(parts.join(", ")),
                Cell::words(sentence(&words::dates(LawRow::Power(power)))),
            ]
        })
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    (!rows.is_empty()).then(|| {
        Block::Table(Table {
            caption: "The powers that name it".to_owned(),
            columns: ["Power", "Section", "Its part", "Dates"].map(str::to_owned).to_vec(),
            rows,
        })
    })
}

/// The powers that carry a function of statute alone with few others, and those from which it is kept.
fn carried_by(model: &Model, key: &Text) -> Option<Block> {
    let rows = model.powers.iter().filter_map(|power| {
        let part = match (power.only.contains(key), power.excludes.contains(key)) {
            (_, true) => "does not carry it",
            (true, false) => "carries it, and few others or none",
            (false, false) => return None,
        };
        Some(vec![
            Cell::Words(vec![Inline::Code(power.key.to_string())]),
            Cell::words(words::citation(&power.validity)),
            Cell::words(part),
        ])
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    (!rows.is_empty()).then(|| {
        Block::Table(Table {
            caption: "The powers that name it".to_owned(),
            columns: ["Power", "Section", "Its part"].map(str::to_owned).to_vec(),
            rows,
        })
    })
}

/// The rules whose pages name the row.
fn rules(row: LawRow<'_>) -> Block {
    let key = row.key();
    let names_it = |page: &str| {
        let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '-');
        page.match_indices(key).any(|(at, found)| {
            let before = page.get(..at).and_then(|text| text.chars().next_back());
            let after = page.get(at + found.len()..).and_then(|text| text.chars().next());
            // A short word is meant only where it stands as a key does: in quotation marks, in backticks, or after a full stop.
            let as_key = matches!(before, Some('"' | '`' | '.'));
            edge(before) && edge(after) && as_key
        })
    };
    let mut rules: Vec<&str> = RULES
        .iter()
        .filter(|rule| names_it(rule.page))
        .map(|rule| rule.name)
        .collect();
    rules.sort_unstable();
    match rules.as_slice() {
        [] => Block::Paragraph(plain_words("No page of a rule names it.")),
        some => {
            let list: Vec<String> = some.iter().map(|name| format!("`{name}`")).collect();
            Block::Paragraph(message(&format!("Rules whose pages name it: {}.", list.join(", "))))
        }
    }
}
