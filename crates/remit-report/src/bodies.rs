//! A page about each body, and all of them on one page.

use remit_model::model::{AsAt, Filled, Known, NodeAt, NodeKind, Seat};
use remit_model::page::{Block, Cell, Inline, Line, Page, Table, day_in_words, sentence, words};
use remit_model::path::StepStatus;

use crate::evidence::{assumed_keys, evidence, evidence_cell};

/// All organisations, bodies and posts in force, each with what is stated of it.
pub fn bodies(at: &AsAt<'_>) -> Page {
    let mut blocks = Vec::new();
    let rows = at.nodes().map(|node| {
        vec![
            Cell::Words(vec![Inline::Link(node.name().to_string(), format!("#{}", node.key()))]),
            Cell::words(sentence(node.kind().word())),
            Cell::words(form(&node)),
            Cell::words(node.tier().map(|(_, tier)| tier.to_string()).unwrap_or_default()),
            Cell::words(belongs(&node)),
        ]
    });
    blocks.push(Block::Table(Table {
        caption: "Organisations, bodies and posts".to_owned(),
        columns: ["Name", "What", "Legal form", "Tier", "Part of, or shared by"]
            .map(str::to_owned)
            .to_vec(),
        rows: rows.collect(),
    }));
    for node in at.nodes() {
        blocks.push(Block::Heading(2, node.name().to_string(), node.key().to_string()));
        describe(at, &node, &mut blocks);
    }
    Page {
        title: format!("Bodies: {}", at.model().framework.name),
        summary: format!(
            "What the framework says of each organisation, body and post as at {}.",
            day_in_words(at.date())
        ),
        blocks,
    }
}

/// One body, organisation or post, whole.
pub fn body(at: &AsAt<'_>, node: &NodeAt<'_, '_>) -> Page {
    let mut blocks = Vec::new();
    if !node.exists() {
        let text =
            "It is not in force on this date: proposed, of another date, or part of a proposal that is not adopted.";
        blocks.push(Block::Paragraph(vec![Inline::Strong(text.to_owned())]));
    }
    describe(at, node, &mut blocks);
    Page {
        title: node.name().to_string(),
        summary: format!(
            "{} `{}`, as at {}.",
            sentence(node.kind().word()),
            node.key(),
            day_in_words(at.date())
        ),
        blocks,
    }
}

fn form(node: &NodeAt<'_, '_>) -> String {
    match node.form_fact() {
        Known::Stated(fact) => {
            let name = node
                .form()
                .stated()
                .map(|form| form.name.to_string())
                .unwrap_or_default();
            if fact.assumed().is_some() {
                format!("{name} (assumed)")
            } else {
                name
            }
        }
        Known::NotStated => "not stated".to_owned(),
        Known::LeftOut | Known::Unknown => String::new(),
    }
}

fn belongs(node: &NodeAt<'_, '_>) -> String {
    if let Some(within) = node.within().stated() {
        return within.name().to_string();
    }
    let hosts: Vec<String> = node.between().iter().map(|host| host.name().to_string()).collect();
    hosts.join(", ")
}

fn describe(at: &AsAt<'_>, node: &NodeAt<'_, '_>, blocks: &mut Vec<Block>) {
    let definition = &node.definition().statement;
    let mut points: Vec<Line> = Vec::new();
    let mut point = |name: &str, value: String| {
        if !value.is_empty() {
            points.push(vec![Inline::Strong(format!("{name}: ")), Inline::Words(value)]);
        }
    };
    point("Legal form", form(node));
    point(
        "Called by its documents",
        node.called()
            .stated()
            .map(|fact| fact.value.to_string())
            .unwrap_or_default(),
    );
    point(
        "Part of",
        node.within()
            .stated()
            .map(|within| within.name().to_string())
            .unwrap_or_default(),
    );
    let hosts: Vec<String> = node.between().iter().map(|host| host.name().to_string()).collect();
    point("Shared by", hosts.join(", "));
    point(
        "Tier",
        node.tier().map(|(_, tier)| tier.to_string()).unwrap_or_default(),
    );
    point(
        "Lane",
        node.lane().map(|(_, lane)| lane.to_string()).unwrap_or_default(),
    );
    point(
        "Serves",
        node.covers().map(|covers| covers.to_string()).unwrap_or_default(),
    );
    point(
        "For",
        node.purpose().map(|purpose| purpose.to_string()).unwrap_or_default(),
    );
    point("Meets", node.meets().map(|meets| meets.words()).unwrap_or_default());
    if let Some(count) = node.many() {
        point(
            "Stands for several",
            count.map_or("number not stated".to_owned(), |count| count.to_string()),
        );
    }
    if let Some(quorum) = node.quorum() {
        let mut parts: Vec<String> = quorum
            .members
            .map(|members| format!("{members} members"))
            .into_iter()
            .collect();
        parts.extend(
            quorum
                .of_category
                .iter()
                .map(|(category, n)| format!("at least {n} of category {category}")),
        );
        point("Quorum", parts.join(", "));
    }
    let person = |key: &str| {
        at.model()
            .persons
            .get(key)
            .map_or(key.to_owned(), |person| person.name.to_string())
    };
    point(
        "Holder",
        node.holder()
            .stated()
            .map(|fact| person(fact.value))
            .unwrap_or_default(),
    );
    point(
        "Employed by",
        node.employer()
            .map(|employer| employer.name().to_string())
            .unwrap_or_default(),
    );
    point(
        "Not stated by the documents",
        node.silences()
            .iter()
            .map(|key| remit_rules::silence(key))
            .collect::<Vec<_>>()
            .join(", "),
    );
    point("None, as stated", node.none().join(", "));
    let line = evidence(definition, &assumed_keys(definition));
    if !line.is_empty() {
        points.push(
            std::iter::once(Inline::Strong("On whose word: ".to_owned()))
                .chain(line)
                .collect(),
        );
    }
    blocks.push(Block::List(false, points));
    does(at, node, blocks);
    lines(at, node, blocks);
    seats(at, node, blocks);
    held(at, node, blocks);
    log(at, node, blocks);
}

fn does(at: &AsAt<'_>, node: &NodeAt<'_, '_>, blocks: &mut Vec<Block>) {
    let rows: Vec<Vec<Cell>> = node
        .does()
        .map(|does| {
            let function = does
                .function
                .as_ref()
                .and_then(|key| at.model().functions.get(&key.value));
            let what = function
                .map(|f| f.name.to_string())
                .or_else(|| does.text.as_ref().map(|text| text.to_string()));
            let reserved = if does.reserved == Some(true) { " (reserved)" } else { "" };
            vec![
                Cell::words(
                    does.verb
                        .as_ref()
                        .map(|verb| verb.value.to_string())
                        .unwrap_or_default()
                        + reserved,
                ),
                Cell::words(what.unwrap_or_default()),
                Cell::words(does.effect.map(|effect| effect.word()).unwrap_or_default()),
                evidence_cell(&does.statement, &assumed_keys(&does.statement)),
            ]
        })
        .collect();
    table(
        blocks,
        "What it does",
        &["Verb", "What", "Which amounts to", "On whose word"],
        rows,
    );
}

fn lines(at: &AsAt<'_>, node: &NodeAt<'_, '_>, blocks: &mut Vec<Block>) {
    let mut rows = Vec::new();
    let mut row = |line: &remit_model::model::Relation, outgoing: bool| {
        let step = at.step_of(line);
        let (relation, other) = if outgoing {
            (line.kind.words(), at.node(line.to).name().to_string())
        } else {
            (passive(line.kind), at.node(line.from).name().to_string())
        };
        let status = if step.status == StepStatus::InForce {
            String::new()
        } else {
            sentence(&step.status.words())
        };
        rows.push(vec![
            Cell::words(relation),
            Cell::words(other),
            Cell::words(step.basis),
            Cell::words(status),
            evidence_cell(&line.statement, &assumed_keys(&line.statement)),
        ]);
    };
    for (line, standing) in at.lines_of(node.id()) {
        if standing <= remit_model::model::Standing::Shadow {
            row(line, true);
        }
    }
    for line in at.relations_to(node.id()) {
        row(line, false);
    }
    let columns = [
        "Relation",
        "With",
        "Basis",
        "Status, where not in force",
        "On whose word",
    ];
    table(blocks, "Relations", &columns, rows);
}

/// A relation read from the end that does not act.
fn passive(kind: remit_model::document::RelationKind) -> &'static str {
    use remit_model::document::RelationKind as Kind;
    match kind {
        Kind::AnswersTo => "is answered to by",
        Kind::Supports => "is supported by",
        Kind::ReportsTo => "receives reports from",
        Kind::Advises => "is advised by",
        Kind::Within => "has as a part",
        other => other.upward_words(),
    }
}

fn seats(at: &AsAt<'_>, node: &NodeAt<'_, '_>, blocks: &mut Vec<Block>) {
    let rows: Vec<Vec<Cell>> = node
        .seats()
        .map(|seat| {
            vec![
                Cell::words(
                    seat.role
                        .as_ref()
                        .map(|role| role.value.word().replace('-', " "))
                        .unwrap_or_default(),
                ),
                Cell::words(filled(at, seat)),
                Cell::words(match seat.voting {
                    Some(true) => "yes",
                    Some(false) => "no",
                    None => "",
                }),
                Cell::words(
                    seat.category
                        .as_ref()
                        .map(|category| category.to_string())
                        .unwrap_or_default(),
                ),
                evidence_cell(&seat.statement, &assumed_keys(&seat.statement)),
            ]
        })
        .collect();
    table(
        blocks,
        "Seats",
        &["Role", "Filled by", "Votes", "Category", "On whose word"],
        rows,
    );
}

fn filled(at: &AsAt<'_>, seat: &Seat) -> String {
    let node = |key: &str| {
        at.node_by_key(key)
            .map_or(key.to_owned(), |node| node.name().to_string())
    };
    match &seat.filled {
        Filled::Person(key) => at
            .model()
            .persons
            .get(&key.value)
            .map_or(key.value.to_string(), |p| p.name.to_string()),
        Filled::Post(key) => format!("the {}", node(&key.value)),
        Filled::Nominee(key) => format!("a nominee of {}", node(&key.value)),
        Filled::ExOfficio(office) => format!("ex officio: {}", office.value),
        Filled::Vacant(_) => "vacant".to_owned(),
        Filled::Unnamed => String::new(),
    }
}

fn held(at: &AsAt<'_>, node: &NodeAt<'_, '_>, blocks: &mut Vec<Block>) {
    let mut points: Vec<Line> = Vec::new();
    for carries in node.carries() {
        let entry = carries.log.as_ref().and_then(|key| at.model().log.get(&key.value));
        let text = carries
            .text
            .as_ref()
            .or(entry.map(|entry| &entry.text))
            .unwrap_or(&carries.key);
        let mut line = vec![
            Inline::Strong("Carries the risk: ".to_owned()),
            Inline::Words(format!("{text} ")),
        ];
        line.extend(evidence(&carries.statement, &assumed_keys(&carries.statement)));
        points.push(line);
    }
    for budget in at.current(at.model().budgets.rows()) {
        if budget.held_by.as_ref().is_some_and(|held| held.value == node.id()) {
            let kind = budget
                .kind
                .map(|kind| format!(" ({})", kind.word()))
                .unwrap_or_default();
            let mut line = vec![
                Inline::Strong("Holds the budget: ".to_owned()),
                Inline::Words(format!("{}{kind} ", budget.name)),
            ];
            line.extend(evidence(&budget.statement, &assumed_keys(&budget.statement)));
            points.push(line);
        }
    }
    if !points.is_empty() {
        blocks.push(Block::List(false, points));
    }
}

fn log(at: &AsAt<'_>, node: &NodeAt<'_, '_>, blocks: &mut Vec<Block>) {
    let about = |entry: &&remit_model::model::LogEntry| {
        entry
            .about
            .iter()
            .any(|subject| subject.key == *node.key() && subject.table == node.kind().word())
    };
    let open = |entry: &&remit_model::model::LogEntry| entry.answered.is_none_or(|answered| at.date() < answered);
    let items: Vec<Line> = at
        .current(at.model().log.rows())
        .filter(about)
        .filter(open)
        .map(|entry| {
            let kind = entry.kind.map(|kind| sentence(kind.word())).unwrap_or_default();
            vec![
                Inline::Strong(format!("{kind}: ")),
                Inline::Words(entry.text.to_string()),
            ]
        })
        .collect();
    if !items.is_empty() {
        blocks.push(Block::Paragraph(words("Open in the log:")));
        blocks.push(Block::List(false, items));
    }
    if node.kind() == NodeKind::Organisation {
        let own: Vec<String> = at
            .current(at.model().functions.rows())
            .filter(|function| function.of.contains(&node.id()))
            .map(|function| function.name.to_string())
            .collect();
        if !own.is_empty() {
            blocks.push(Block::Paragraph(words(format!(
                "Functions that belong to it: {}.",
                own.join("; ")
            ))));
        }
        let shared: Vec<String> = at
            .bodies()
            .filter(|body| body.between().iter().any(|host| host.id() == node.id()))
            .map(|body| body.name().to_string())
            .collect();
        if !shared.is_empty() {
            blocks.push(Block::Paragraph(words(format!("Shares: {}.", shared.join(", ")))));
        }
    }
}

fn table(blocks: &mut Vec<Block>, caption: &str, columns: &[&str], rows: Vec<Vec<Cell>>) {
    if !rows.is_empty() {
        blocks.push(Block::Table(Table {
            caption: caption.to_owned(),
            columns: columns.iter().map(|column| (*column).to_owned()).collect(),
            rows,
        }));
    }
}
