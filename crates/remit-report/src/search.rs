//! One page with everything that can be looked for: who and what there is, with where it is told.

use std::collections::BTreeMap;

use remit_model::model::{AsAt, NodeAt, NodeKind};
use remit_model::page::{Block, Inline, Line, Page, day_in_words, sentence};
use remit_rules::Checked;

use crate::index::Contents;
use crate::registers::route_matter;

/// The page: an A to Z of each kind of thing. Without findings, it is for the public.
pub fn search(at: &AsAt<'_>, checked: Option<&Checked>, contents: &Contents) -> Page {
    let model = at.model();
    let page_of = |title: &str| {
        let register = contents.registers.iter().find(|register| register.title == title);
        register.map_or(String::new(), |register| register.page.clone())
    };
    let mut blocks = Vec::new();
    let mut section = |heading: &str, anchor: &str, mut lines: Vec<(String, Line)>| {
        if lines.is_empty() {
            return;
        }
        lines.sort_by_key(|(name, _)| name.to_lowercase());
        blocks.push(Block::Heading(2, heading.to_owned(), anchor.to_owned()));
        blocks.push(Block::List(false, lines.into_iter().map(|(_, line)| line).collect()));
    };
    let bodies = contents.bodies.iter().flat_map(|tier| &tier.links);
    let pages: BTreeMap<&str, &str> = bodies.map(|body| (body.key.as_str(), body.page.as_str())).collect();
    let nodes = at.nodes().map(|node| {
        let what = match node.kind() {
            NodeKind::Post => "post".to_owned(),
            kind => node
                .form()
                .stated()
                .map_or(kind.word().to_owned(), |form| form.name.to_string()),
        };
        let address = pages.get(node.key().as_str()).copied().unwrap_or_default();
        // By what it is called in the sources, was called before, and is entered, it can be looked for too.
        let called = node.called().stated().map(|called| called.value.to_string());
        let before = names_before(&node);
        let id = checked.is_some().then(|| node.key().to_string());
        let also = std::iter::once(what).chain(called).chain(before).chain(id);
        entry(node.name(), address, &also.collect::<Vec<_>>().join("; "))
    });
    section("Bodies, organisations and posts", "bodies", nodes.collect());
    let to = page_of("Functions and decisions");
    let functions = at.current(model.functions.rows());
    section(
        "Functions and matters",
        "functions",
        functions.map(|row| entry(&row.name, &to, "")).collect(),
    );
    let to = page_of("Instruments");
    let papers = at.current(model.instruments.rows()).map(|row| {
        let kind = row.kind.as_ref().map_or(String::new(), |kind| kind.replace('-', " "));
        entry(&row.name, &to, &kind)
    });
    section("Papers", "papers", papers.collect());
    let to = page_of("Budgets");
    section(
        "Budgets",
        "budgets",
        at.current(model.budgets.rows())
            .map(|row| entry(&row.name, &to, ""))
            .collect(),
    );
    if checked.is_some() {
        let to = page_of("Membership");
        let people = at.current(model.persons.rows());
        section(
            "People",
            "people",
            people.map(|row| entry(&row.name, &to, "")).collect(),
        );
    }
    let to = page_of("Log");
    let log = at.current(model.log.rows()).map(|row| {
        let kind = row.kind.map_or("", |kind| kind.word());
        entry(&row.text, &to, kind)
    });
    section("Log", "log", log.collect());
    let to = page_of("Milestones");
    let milestones = at.current(model.milestones.rows());
    section(
        "Milestones",
        "milestones",
        milestones.map(|row| entry(&row.text, &to, "")).collect(),
    );
    let to = page_of("Decision routes");
    let routes = at.current(model.routes.rows());
    section(
        "Decision routes",
        "routes",
        routes.map(|row| entry(&route_matter(at, row), &to, "")).collect(),
    );
    if let Some(checked) = checked {
        let to = contents
            .pages
            .first()
            .map(|(_, address)| address.clone())
            .unwrap_or_default();
        let found = checked
            .findings
            .iter()
            .map(|finding| entry(&sentence(&finding.message), &to, finding.rule));
        section("What a check finds", "findings", found.collect());
    }
    let drawings = contents
        .drawings
        .iter()
        .map(|drawn| entry(&drawn.title, &drawn.page, ""));
    section("Drawings", "drawings", drawings.collect());
    let proposals = contents
        .proposals
        .iter()
        .map(|(title, address)| entry(title, address, ""));
    section("Proposals", "proposals", proposals.collect());
    Page {
        title: format!("Everything: {}", model.framework.name),
        summary: format!("From A to Z, as at {}.", day_in_words(at.date())),
        blocks,
    }
}

/// The names that it had before.
fn names_before(node: &NodeAt<'_, '_>) -> Vec<String> {
    let names = node.definition().keys.name.iter();
    let names = names
        .map(|name| name.value.to_string())
        .filter(|name| *name != node.name().to_string());
    names.map(|name| format!("formerly {name}")).collect()
}

fn entry(name: &str, address: &str, what: &str) -> (String, Line) {
    let mut line = vec![match address {
        "" => Inline::Words(name.to_owned()),
        address => Inline::Link(name.to_owned(), address.to_owned()),
    }];
    if !what.is_empty() {
        line.push(Inline::Words(format!(" ({what})")));
    }
    (name.to_owned(), line)
}
