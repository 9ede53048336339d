//! A page about each body, and all of them on one page.

use remit_model::model::{AsAt, Known, NodeAt, Quorum};
use remit_model::page::{Block, Cell, Inline, Line, Page, Table, day_in_words, sentence};

use crate::body_tables::{does, held, lines, log, seats};
use crate::evidence::{assumed_keys, evidence, names};

/// All organisations, bodies and posts in force, each with what is stated of it.
pub fn bodies(at: &AsAt<'_>) -> Page {
    let mut blocks = Vec::new();
    let rows = at.nodes().map(|node| {
        vec![
            Cell::Words(vec![Inline::Link(node.name().to_string(), format!("#{}", node.key()))]),
            Cell::words(sentence(node.kind().word())),
            Cell::words(form(&node)),
            Cell::words(node.tier().and_then(|(tier, _)| at.tier_name(tier)).unwrap_or_default()),
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
            "{}, id {}, as at {}.",
            sentence(node.kind().word()),
            node.key(),
            day_in_words(at.date())
        ),
        blocks,
    }
}

/// The legal form in words.
pub(crate) fn form(node: &NodeAt<'_, '_>) -> String {
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
    names(node.between())
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
    let reading = node.between_assumed().map_or("", |_| " (assumed)");
    point(
        "Shared by",
        match names(node.between()) {
            shared if shared.is_empty() => shared,
            shared => format!("{shared}{reading}"),
        },
    );
    point(
        "Tier",
        node.tier().and_then(|(tier, _)| at.tier_name(tier)).unwrap_or_default(),
    );
    point(
        "Lane",
        node.lane().and_then(|(lane, _)| at.lane_name(lane)).unwrap_or_default(),
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
        point("Quorum", quorum_in_words(quorum));
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

/// How many must be present, in words.
pub(crate) fn quorum_in_words(quorum: &Quorum) -> String {
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
    let roles = quorum.of_role.iter();
    parts.extend(roles.map(|(role, n)| format!("at least {n} as {}", role.word().replace('-', " "))));
    parts.join(", ")
}
