//! `remit trace A B`: the paths between two bodies, either way round.

use remit_model::document::RelationKind;
use remit_model::model::{AsAt, Demand, NodeId, Trace as Traced};
use remit_model::page::day_in_words;
use remit_model::path::Path;
use remit_render::{human, json};

use super::show::find;
use crate::args::{Common, Format, Trace};
use crate::exit::{Exit, Trouble};
use crate::output;
use crate::workspace::Workspace;

/// How many paths are shown.
const MOST: usize = 10;

pub(crate) fn run(trace: &Trace, common: &Common) -> Result<Exit, Trouble> {
    let workspace = Workspace::open(None, common)?;
    let at = workspace.at();
    let (a, b) = (find(&at, &trace.a)?, find(&at, &trace.b)?);
    if a.id() == b.id() {
        return Err(Trouble(format!(
            "`{}` and `{}` are the same; name two",
            trace.a, trace.b
        )));
    }
    let by = if trace.by.is_empty() {
        &RelationKind::ALL[..]
    } else {
        &trace.by
    };
    let traced = at.trace(a.id(), b.id(), by, MOST);
    let to = common.output.as_deref();
    let text = match trace.format {
        Format::Json => {
            let known = traced
                .paths
                .iter()
                .map(|path| (path.clone(), Some(at.escalation(path))));
            let nearest = traced.nearest.iter().map(|path| (path.clone(), None));
            let paths: Vec<_> = known.chain(nearest).collect();
            json::paths(&paths, traced.more, &workspace.loaded.sources)
        }
        Format::Human => {
            let heading = format!(
                "{} and {}, as at {} ({})",
                a.name(),
                b.name(),
                day_in_words(workspace.date),
                workspace.date_from
            );
            let mut text = in_words(&heading, &traced, &at, &workspace, output::width(to));
            if traced.paths.is_empty() {
                text.push_str(&demanded(&at, [a.id(), b.id()], &workspace, output::width(to)));
            }
            text
        }
    };
    output::result(&text, to)?;
    Ok(Exit::Clean)
}

fn in_words(heading: &str, traced: &Traced, at: &AsAt<'_>, workspace: &Workspace, width: usize) -> String {
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
