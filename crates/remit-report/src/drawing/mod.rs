//! What a drawing shows: the views of the framework, those that every framework has, and whatever else is chosen.
//!
//! A [`Choice`] says what to draw, whether a file holds it or the command line does; `draw` makes the [`Drawing`]: which
//! boxes and lines (`shown`, `boxes`, `lines`), what is put together (`collapse`), what stands out (`highlight`), in which
//! columns (`columns`), and the numbers that lead to the log (`notes`).

mod background;
mod boxes;
mod changes;
mod collapse;
mod columns;
mod compared;
mod decides;
mod decisions;
mod highlight;
mod lines;
mod matrix;
mod notes;
mod people;
mod sensible;
mod shown;
mod sources;

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::ViewKind;
use remit_model::drawing::{Arrow, Box, Drawing, Tier};
use remit_model::model::{AsAt, Choice, NodeId};
use remit_model::page::day_in_words;
use remit_model::sources::FileId;

use crate::alt::alt;
use crate::who::listed;
use background::Background;
pub use changes::{changes_between, what_changes};
pub use compared::{Became, Sides, compared, has_changes, only_changed};
use matrix::matrix;

/// A drawing and the name of its file.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// The key of the view.
    pub key: String,
    /// What is drawn.
    pub drawing: Drawing,
}

/// A box on its way to the drawing.
struct Placed {
    /// The nodes that it stands for: one, unless several were put together.
    ids: Vec<NodeId>,
    /// The number of its tier, the top being 0; none comes last.
    tier: usize,
    /// The entries of the log about it: their numbers in [`Background::open`].
    entries: BTreeSet<usize>,
    drawn: Box,
}

/// A line on its way to the drawing.
struct Drawable {
    from: NodeId,
    to: NodeId,
    /// The entries of the log that leave it open.
    entries: BTreeSet<usize>,
    /// The key of the document that it comes from.
    document: Option<String>,
    arrow: Arrow,
}

/// The views that can be asked for by key, each with its title: those of the framework, and those that every one has.
pub fn views(at: &AsAt<'_>) -> Vec<(String, String)> {
    let model = at.model();
    let declared = model.views.iter();
    let mut views: Vec<(String, String)> = declared
        .map(|view| (view.key.to_string(), view.choice.title.clone()))
        .collect();
    let known: BTreeSet<String> = views.iter().map(|(key, _)| key.clone()).collect();
    let sensible = sensible::names(at).into_iter();
    views.extend(sensible.filter(|(key, _)| !known.contains(key)));
    views
}

/// What a view shows.
pub fn choice(at: &AsAt<'_>, key: &str) -> Option<Choice> {
    match at.model().views.get(key) {
        Some(view) => Some(view.choice.clone()),
        None => sensible::choice(at, key),
    }
}

/// What is chosen, drawn. Files that could not be read keep the findings in them out of what is highlighted.
pub fn draw(at: &AsAt<'_>, broken: &BTreeSet<FileId>, choice: &Choice) -> Drawing {
    let then = looked_at(at, choice);
    draw_on(&then, &Background::new(&then, broken), choice)
}

/// The whole framework, and each of its views; where it has none, those that every framework has.
pub fn drawings(at: &AsAt<'_>, broken: &BTreeSet<FileId>) -> Vec<Drawn> {
    let model = at.model();
    let known = Background::new(at, broken);
    let mut choices: Vec<(String, Choice)> = Vec::new();
    if model.views.get(sensible::WHOLE).is_none() {
        choices.push((sensible::WHOLE.to_owned(), sensible::whole()));
    }
    for view in model.views.iter() {
        choices.push((view.key.to_string(), view.choice.clone()));
    }
    if model.views.is_empty() {
        choices.extend(sensible::few(at));
    }
    choices
        .into_iter()
        .map(|(key, choice)| {
            let same = choice.as_at.is_none_or(|date| date == at.date()) && choice.with.is_empty();
            let drawing = if same {
                draw_on(at, &known, &choice)
            } else {
                draw(at, broken, &choice)
            };
            Drawn { key, drawing }
        })
        .collect()
}

/// The framework as a choice looks at it: at its date, with its proposals.
fn looked_at<'m>(at: &AsAt<'m>, choice: &Choice) -> AsAt<'m> {
    let with: Vec<&str> = at
        .with()
        .into_iter()
        .chain(&choice.with)
        .map(|key| key.as_str())
        .collect();
    at.model().at(choice.as_at.unwrap_or(at.date()), &with)
}

fn draw_on(at: &AsAt<'_>, known: &Background<'_, '_>, choice: &Choice) -> Drawing {
    let mut drawing = without_alt(at, known, choice);
    if choice.is_public() {
        people::leave_out_names(
            &mut drawing,
            at.model().persons.iter().map(|person| person.name.as_str()),
        );
    }
    drawing.alt = alt(&drawing);
    drawing
}

fn without_alt(at: &AsAt<'_>, known: &Background<'_, '_>, choice: &Choice) -> Drawing {
    let framework = &at.model().framework;
    let mut subtitle = format!("{}, as at {}", framework.name, day_in_words(at.date()));
    if let Some(with) = proposals(at, choice) {
        subtitle.push_str(&format!(", {with}"));
    }
    let mut drawing = Drawing {
        title: choice.title.clone(),
        subtitle,
        framework: framework.name.to_string(),
        as_at: day_in_words(at.date()),
        version: framework.version.as_ref().map(|version| version.to_string()),
        status: choice.sheet_status.clone(),
        ..Drawing::default()
    };
    let shown = shown::shown(at, choice);
    if choice.kind == ViewKind::Matrix {
        drawing.matrix = Some(matrix(at, &shown, choice));
        drawing.sources = sources::of_nodes(at, &shown, choice);
        return drawing;
    }
    if choice.kind == ViewKind::Decisions {
        let (matrix, documents) = decisions::decisions(at, &shown, choice);
        drawing.matrix = Some(matrix);
        drawing.sources = sources::in_words(at, documents, choice);
        return drawing;
    }
    let mut lines = lines::lines(at, known, &shown, choice);
    let mut placed = boxes::boxes(at, known, &shown, choice);
    notes::unsettle(known, &mut placed, &mut lines, choice);
    drawing.sources = sources::of(at, known, &placed, &lines, choice);
    collapse::collapse(at, choice, &mut placed, &mut lines);
    highlight::highlight(at, known, choice, &mut placed, &mut lines);
    drawing.lanes = columns::columns(at, choice, &mut placed);
    placed.sort_by(|a, b| order(a).cmp(&order(b)));
    drawing.notes = notes::number(at, known, choice, &mut placed, &mut lines);
    drawing.tiers = tiers(at, placed);
    drawing.lines = lines.into_iter().map(|line| line.arrow).collect();
    drawing
}

/// The proposals that are shown, by their titles: "with the proposal “One board for both”". For the public, one that is internal
/// has none.
fn proposals(at: &AsAt<'_>, choice: &Choice) -> Option<String> {
    let title = |key: &str| {
        let proposal = at.model().proposals.get(key)?;
        let told = shown::may_be_seen(&proposal.statement, choice);
        Some(told.then(|| format!("“{}”", proposal.title.trim_end_matches('.'))))
    };
    let all = at.with();
    let known: Vec<String> = all.iter().filter_map(|key| title(key).flatten()).collect();
    let more = all.len() - known.len();
    match (known.len(), more) {
        (0, 0) => None,
        (0, 1) => Some("with the changes of one proposal".to_owned()),
        (0, count) => Some(format!("with the changes of {count} proposals")),
        (1, 0) => Some(format!("with the proposal {}", listed(&known))),
        (_, 0) => Some(format!("with the proposals {}", listed(&known))),
        (_, more) => Some(format!("with the proposals {} and {more} more", known.join(", "))),
    }
}

/// Tier by tier, column by column, and then by key.
fn order(placed: &Placed) -> (usize, usize, &str) {
    (placed.tier, placed.drawn.lane.unwrap_or(usize::MAX), &placed.drawn.key)
}

fn tiers(at: &AsAt<'_>, placed: Vec<Placed>) -> Vec<Tier> {
    let mut tiers: BTreeMap<usize, Vec<Box>> = BTreeMap::new();
    for placed in placed {
        tiers.entry(placed.tier).or_default().push(placed.drawn);
    }
    let tiers = tiers.into_iter().map(|(number, boxes)| Tier {
        name: at.tier_heading(number).unwrap_or_default(),
        boxes,
    });
    tiers.collect()
}
