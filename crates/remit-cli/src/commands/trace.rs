//! `remit trace A B`: the paths between two bodies, either way round; and `remit trace --delegation FUNCTION`: the chains by
//! which a function is delegated.

use remit_model::document::RelationKind;
use remit_model::model::{AsAt, Demand, NodeId, Trace as Traced};
use remit_model::page::{Block, Page, day_in_words};
use remit_model::path::Path;
use remit_render::{human, json, markdown};

use super::show::find;
use super::{named, who};
use crate::args::{Common, PageFormat, Trace};
use crate::exit::{Exit, Trouble};
use crate::output;
use crate::workspace::Workspace;

/// How many paths are shown.
const MOST: usize = 10;

pub(crate) fn run(trace: &Trace, common: &Common) -> Result<Exit, Trouble> {
    let workspace = Workspace::open(None, common)?;
    let at = workspace.at();
    if let Some(function) = &trace.delegation {
        let function = named::find(at.model(), &["function"], function)?;
        let answer = remit_report::who::chains(&at, function.key);
        return who::print(answer, &workspace, trace.format, common);
    }
    let (Some(a), Some(b)) = (&trace.a, &trace.b) else {
        return Err(Trouble("name two, or a function with `--delegation`".to_owned()));
    };
    let (written, a, b) = ((a, b), find(&at, a)?, find(&at, b)?);
    if a.id() == b.id() {
        let (a, b) = written;
        return Err(Trouble(format!("`{a}` and `{b}` are the same; name two")));
    }
    let by = if trace.by.is_empty() {
        &RelationKind::ALL[..]
    } else {
        &trace.by
    };
    let traced = at.trace(a.id(), b.id(), by, MOST);
    let to = common.output.as_deref();
    let heading = format!(
        "{} and {}, as at {} ({})",
        a.name(),
        b.name(),
        day_in_words(workspace.date),
        workspace.date_from
    );
    let both = [a.id(), b.id()];
    let text = match trace.format {
        PageFormat::Json => {
            let known = traced
                .paths
                .iter()
                .map(|path| (path.clone(), Some(at.escalation(path))));
            let nearest = traced.nearest.iter().map(|path| (path.clone(), None));
            let paths: Vec<_> = known.chain(nearest).collect();
            json::paths(&paths, traced.more, &workspace.loaded.sources)
        }
        PageFormat::Human => in_words(&heading, &traced, &at, &workspace, both, output::width(to)),
        PageFormat::Markdown => {
            // The same words, letter by letter, under a title: paths are drawn with spaces.
            let all = in_words("", &traced, &at, &workspace, both, output::width(to));
            markdown::page(&Page {
                title: heading,
                summary: String::new(),
                blocks: vec![Block::Text(all.trim().to_owned(), String::new())],
            })
        }
    };
    output::result(&text, to)?;
    Ok(Exit::Clean)
}

fn in_words(
    heading: &str,
    traced: &Traced,
    at: &AsAt<'_>,
    workspace: &Workspace,
    both: [NodeId; 2],
    width: usize,
) -> String {
    let sources = &workspace.loaded.sources;
    let mut text = format!("{}\n", remit_render::inert::line(heading));
    for (number, path) in traced.paths.iter().enumerate() {
        text.push_str(&format!(
            "\nPath {}: {}\n{}",
            number + 1,
            kind(path),
            human::path(path, sources, width)
        ));
        let takes = format!("Something escalated along it takes {}.", at.escalation(path).words());
        text.push_str(&human::below_path(&takes, width));
    }
    if traced.more {
        text.push_str(&format!(
            "\nThere are more paths; these are the {} shortest.\n",
            traced.paths.len()
        ));
    }
    if let Some(nearest) = &traced.nearest {
        text.push_str("\nNo path is in force. The nearest miss:\n");
        text.push_str(&human::path(nearest, sources, width));
        text.push('\n');
        text.push_str(&match traced.closed_by.as_slice() {
            [] if workspace.loaded.model.proposals.is_empty() => String::new(),
            [] => "No proposal of this framework would close it.\n".to_owned(),
            proposals => {
                let keys: Vec<&str> = proposals.iter().map(|key| key.as_str()).collect();
                format!("It would be closed by adopting: {}.\n", keys.join(", or "))
            }
        });
    }
    for (proposal, brought) in &traced.brings {
        let names: Vec<&str> = brought.iter().take(5).map(|end| end.name.as_str()).collect();
        let rest = if brought.len() > 5 {
            format!(" and {} more", brought.len() - 5)
        } else {
            String::new()
        };
        let line = format!(
            "Adopting {proposal} would bring {}{rest} into the chain, which is not enough.",
            names.join(", ")
        );
        text.push_str(&format!("{}\n", remit_render::inert::line(&line)));
    }
    if traced.paths.is_empty() {
        text.push_str(&demanded(at, both, workspace, width));
    }
    text
}

/// Where the framework demands a path that both belong to: its steps, since it may lead through bodies between them.
fn demanded(at: &AsAt<'_>, both: [NodeId; 2], workspace: &Workspace, width: usize) -> String {
    let mut text = String::new();
    for requirement in at.current(at.model().requirements.rows()) {
        let Demand::Path { top_down, by, .. } = &requirement.demand else {
            continue;
        };
        let places: Vec<Vec<NodeId>> = top_down.iter().map(|(selector, _)| selector.select(at)).collect();
        // With nothing between, the nearest miss has said it already.
        if places.len() < 3 || !both.iter().all(|end| places.iter().any(|place| place.contains(end))) {
            continue;
        }
        let key = remit_render::inert::line(&requirement.key).into_owned();
        text.push_str(&format!(
            "\nThe framework demands a path here (requirement.{key}). Its steps, from the top:\n"
        ));
        for rung in &at.ladder(&places, by).rungs {
            for path in &rung.paths {
                text.push_str(&human::path(path, &workspace.loaded.sources, width));
            }
            for proposal in &rung.closed_by {
                text.push_str(&format!(
                    "     Adopting {} would supply it.\n",
                    remit_render::inert::line(proposal)
                ));
            }
        }
    }
    text
}

/// What a path is worth: accountability throughout, or something weaker.
fn kind(path: &Path) -> String {
    let weaker: Vec<&str> = path
        .steps
        .iter()
        .map(|step| step.relation.as_str())
        .filter(|relation| !matches!(*relation, "answers to" | "is part of"))
        .collect();
    let assumed = if path.rests_on_assumption() {
        ", resting on an assumption"
    } else {
        ""
    };
    match weaker.first() {
        None => format!("accountability throughout{assumed}"),
        Some(weakest) => format!("not accountability throughout: \u{201c}{weakest}\u{201d}{assumed}"),
    }
}
