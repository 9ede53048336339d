//! A page of its own for a body, organisation or post: what is stated of it, to whom it answers, drawn, its terms of reference, and what
//! a check finds about it.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::{Audience, Effect, RelationKind};
use remit_model::drawing::Drawing;
use remit_model::finding::Finding;
use remit_model::model::{AsAt, Choice, NodeAt, NodeId, NodeKind, Relation, Selector};
use remit_model::page::{Block, Inline, Line, Page, message, sentence, words};
use remit_model::sources::{FileId, Sources};
use remit_rules::{Checked, lets_decide, limit_in_words};

use crate::bodies::body;
use crate::change::name;
use crate::cite::Citations;
use crate::registers::{given_words, terms_table};

/// The lines that say who stands above whom.
const UPWARD: [RelationKind; 4] = [
    RelationKind::AnswersTo,
    RelationKind::Oversees,
    RelationKind::ReportsTo,
    RelationKind::Delegation,
];

/// All that are in force, by tier from the top: bodies, organisations and posts in the order of their names. Those without a tier come
/// last.
pub fn tiers_of_bodies<'m, 'v>(at: &'v AsAt<'m>) -> Vec<(String, Vec<NodeAt<'m, 'v>>)> {
    let mut tiers: BTreeMap<usize, Vec<NodeAt<'_, '_>>> = BTreeMap::new();
    for node in at.nodes() {
        let tier = node.tier().map_or(usize::MAX, |(tier, _)| tier);
        tiers.entry(tier).or_default().push(node);
    }
    let named = tiers.into_iter().map(|(tier, mut nodes)| {
        nodes.sort_by_key(|node| (node.kind() == NodeKind::Post, node.name().to_lowercase()));
        let heading = at.tier_heading(tier).unwrap_or_else(|| "Without a tier".to_owned());
        (heading, nodes)
    });
    named.collect()
}

/// Those to whom a body answers, near and far, drawn with it. None where nobody is above it.
pub fn way_up(at: &AsAt<'_>, broken: &BTreeSet<FileId>, body: &NodeAt<'_, '_>, public: bool) -> Option<Drawing> {
    let mut shown: BTreeSet<NodeId> = BTreeSet::from([body.id()]);
    let mut next = vec![body.id()];
    while let Some(id) = next.pop() {
        let upward = at.relations_from(id).filter(|line| line.kind.is_upward());
        let above = upward.chain(at.relations_to(id).filter(|line| !line.kind.is_upward()));
        for line in above.filter(|line| UPWARD.contains(&line.kind)) {
            if shown.insert(line.above()) {
                next.push(line.above());
            }
        }
    }
    if shown.len() == 1 {
        return None;
    }
    let mut choice = Choice::new(format!("Who stands above {}", body.name()));
    choice.show = shown.into_iter().map(Selector::Node).collect();
    choice.lines = UPWARD.to_vec();
    choice.notes = false;
    choice.boxes = Vec::new();
    if public {
        choice.audience = Audience::Public;
    }
    Some(crate::draw(at, broken, &choice))
}

/// What stands around the page of a body.
#[derive(Debug)]
pub struct AroundBody<'p> {
    /// Its way up, drawn.
    pub pictures: Vec<Block>,
    /// What a check finds, where that is told.
    pub found: Option<(&'p FoundOf<'p>, &'p Sources)>,
    /// The addresses of the pages of all others, by id.
    pub pages: &'p BTreeMap<String, String>,
}

/// The page. The pictures stand after what is stated; findings are told where they are given.
pub fn body_page(at: &AsAt<'_>, node: &NodeAt<'_, '_>, around: AroundBody<'_>) -> Page {
    let AroundBody { pictures, found, pages } = around;
    let mut page = body(at, node);
    decides(at, node, &mut page.blocks);
    if node.kind() == NodeKind::Body {
        page.blocks
            .push(Block::Heading(2, "To whom it answers".to_owned(), "above".to_owned()));
        if pictures.is_empty() {
            let open = node.is_not_stated(RelationKind::AnswersTo.word());
            let text = match open {
                true => "The documents do not say to whom it answers.",
                false => "Nobody is entered to whom it answers.",
            };
            page.blocks.push(Block::Paragraph(words(text)));
        }
        neighbours(at, node, pages, &mut page.blocks);
        page.blocks.extend(pictures);
        page.blocks
            .push(Block::Heading(2, "Terms of reference".to_owned(), "terms".to_owned()));
        page.blocks.push(Block::Table(terms_table(at, node)));
    }
    if let Some((found, sources)) = found {
        page.blocks.push(Block::Heading(
            2,
            "What a check finds".to_owned(),
            "findings".to_owned(),
        ));
        page.blocks.extend(findings(node, found, sources));
    }
    page
}

/// What it decides, in its own right and by delegation.
fn decides(at: &AsAt<'_>, node: &NodeAt<'_, '_>, blocks: &mut Vec<Block>) {
    let own = node.does().filter(|does| does.effect == Some(Effect::Decide));
    let mut lines: Vec<Line> = own
        .map(|does| {
            let verb = does.verb.as_ref().map_or("decides", |verb| verb.value.as_str());
            let function = does.function.as_ref().map(|key| name(at, "function", &key.value));
            let what = function
                .or(does.text.as_ref().map(ToString::to_string))
                .unwrap_or_default();
            let reserved = if does.reserved == Some(true) {
                ", reserved to it"
            } else {
                ""
            };
            let limit = does
                .limit
                .as_ref()
                .map_or(String::new(), |limit| format!(", {}", limit_in_words(limit)));
            let assumed = ["verb", "function", "text", "limit"]
                .iter()
                .any(|key| does.statement.assumed(key).is_some());
            let assumed = if assumed { " (assumed)" } else { "" };
            let mut line = words(format!("{what}{limit}{reserved}{assumed}"));
            line.push(Inline::Words(format!(
                ": in its own right ({})",
                verb.replace('-', " ")
            )));
            line
        })
        .collect();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let given = at
        .relations_to(node.id())
        .filter(|line| line.kind == RelationKind::Delegation);
    for row in given.filter_map(|line| at.model().delegations.get(&line.key)) {
        if told.insert(row.key.as_str()) && lets_decide(at, row) {
            lines.push(words(format!("{}: by delegation", given_words(at, row))));
        }
    }
    blocks.push(Block::Heading(2, "What it decides".to_owned(), "decides".to_owned()));
    match lines.is_empty() {
        true => blocks.push(Block::Paragraph(words("Nothing is entered that it decides."))),
        false => blocks.push(Block::List(false, lines)),
    }
}

/// To whom it answers, and who answers to it, each with its page.
fn neighbours(at: &AsAt<'_>, node: &NodeAt<'_, '_>, pages: &BTreeMap<String, String>, blocks: &mut Vec<Block>) {
    let linked = |id: NodeId| {
        let other = at.node(id);
        match pages.get(other.key().as_str()) {
            Some(page) => Inline::Link(other.name().to_string(), page.clone()),
            None => Inline::Words(other.name().to_string()),
        }
    };
    let is_answer = |line: &&Relation| line.kind == RelationKind::AnswersTo;
    let up: BTreeSet<NodeId> = at
        .relations_from(node.id())
        .filter(is_answer)
        .map(|line| line.to)
        .collect();
    let down: BTreeSet<NodeId> = at
        .relations_to(node.id())
        .filter(is_answer)
        .map(|line| line.from)
        .collect();
    for (lead, ids) in [("It answers to: ", up), ("To it answer: ", down)] {
        if ids.is_empty() {
            continue;
        }
        let mut line = vec![Inline::Strong(lead.to_owned())];
        for (id, before) in ids.into_iter().zip(std::iter::once("").chain(std::iter::repeat(", "))) {
            line.push(Inline::Words(before.to_owned()));
            line.push(linked(id));
        }
        blocks.push(Block::Paragraph(line));
    }
}

/// What a check finds of each body, organisation and post: about itself, about something that belongs to it, and about what it gives,
/// receives, signs, holds or decides.
#[derive(Debug, Default)]
pub struct FoundOf<'c>(BTreeMap<NodeId, Vec<&'c Finding>>);

impl<'c> FoundOf<'c> {
    /// All of it.
    pub fn of(at: &AsAt<'_>, checked: &'c Checked) -> Self {
        let whose = whose(at);
        let mut found: BTreeMap<NodeId, Vec<&Finding>> = BTreeMap::new();
        for finding in &checked.findings {
            let mut nodes: BTreeSet<NodeId> = BTreeSet::new();
            for key in &finding.keys {
                // Itself, and what it stands below: `body.hwb.seats.chair`.
                let ends = key.match_indices('.').skip(1).map(|(end, _)| end).chain([key.len()]);
                nodes.extend(ends.filter_map(|end| whose.get(&key[..end])).flatten());
            }
            for node in nodes {
                found.entry(node).or_default().push(finding);
            }
        }
        Self(found)
    }

    /// What is found of one of them.
    pub(crate) fn about(&self, node: NodeId) -> &[&'c Finding] {
        self.0.get(&node).map_or(&[], Vec::as_slice)
    }
}

/// Whose each thing is, by table and key.
fn whose(at: &AsAt<'_>) -> BTreeMap<String, Vec<NodeId>> {
    let model = at.model();
    let mut whose: BTreeMap<String, Vec<NodeId>> =
        at.all_nodes().map(|node| (node.subject(), vec![node.id()])).collect();
    for row in at.current(model.delegations.rows()) {
        let to = row.to.iter().map(|to| to.value);
        whose.insert(
            format!("delegation.{}", row.key),
            row.from.iter().copied().chain(to).collect(),
        );
    }
    for row in at.current(model.instruments.rows()) {
        let parties = row.parties.iter().map(|(party, _)| party);
        let all = parties.chain(&row.owners).chain(&row.approvers);
        whose.insert(format!("instrument.{}", row.key), all.copied().collect());
    }
    for row in at.current(model.budgets.rows()) {
        let held_by = row.held_by.as_ref().map(|held| held.value);
        let some = [row.host, held_by, row.committed_by, row.manager].into_iter().flatten();
        whose.insert(
            format!("budget.{}", row.key),
            some.chain(row.contributors.iter().copied()).collect(),
        );
    }
    for row in at.current(model.routes.rows()) {
        let steps = row.steps.iter().filter_map(|step| step.body);
        whose.insert(format!("route.{}", row.key), steps.collect());
    }
    whose
}

/// The findings of a body.
fn findings(node: &NodeAt<'_, '_>, found: &FoundOf<'_>, sources: &Sources) -> Vec<Block> {
    let of_node = found.about(node.id());
    if of_node.is_empty() {
        return vec![Block::Paragraph(words("Nothing about it."))];
    }
    let mut cite = Citations::new(sources);
    let mark = |finding: &&Finding| {
        let place = finding.labels.first().map(|label| cite.cite(label.place));
        let place = place.map_or(String::new(), |place| format!("; {place}"));
        let more = format!("(rule {}{place})", finding.rule);
        Block::Mark(finding.level, message(&sentence(&finding.message)), message(&more))
    };
    of_node.iter().map(mark).collect()
}
