//! `remit diff`: what differs between two states, what that brings with it, and who must agree.

use std::collections::BTreeSet;

use remit_model::comparison::{self, Comparison};
use remit_model::finding::{Finding, Level};
use remit_model::model::Choice;
use remit_model::page::{Block, Inline, Page};
use remit_model::sources::Sources;
use remit_render::{About, HtmlOptions, SarifOptions, html, human, json, markdown, sarif, short};
use remit_report::Sides as Told;
use remit_report::change::{self, Around};
use remit_rules::change::Compared;
use remit_rules::{Checked, Since};

use super::diagram::with_figures;
use super::findings;
use super::sheets::Printer;
use crate::args::{Common, Diff, DiffFormat, Paper};
use crate::exit::{Exit, Trouble};
use crate::output::{self, Progress};
use crate::sides::{Side, Sides};
use crate::workspace::Workspace;

/// A drawing shows what is at most so many lines away from what changes.
const NEAR: usize = 1;

/// How many of a kind people are shown, unless they ask for all.
const MOST: usize = 20;

pub(crate) fn run(asked: &Diff, common: &Common) -> Result<Exit, Trouble> {
    let sides = Sides::pair(&asked.a, asked.b.as_deref(), common)?.sides;
    let [before, after] = sides.as_slice() else {
        return Err(Trouble("there is nothing to compare".to_owned()));
    };
    let checked = [before, after].map(Side::check);
    let [old, new] = [before.at(), after.at()];
    let progress = Progress::of_many(after.workspace.loaded.sources.iter().count());
    progress.at("Comparing");
    let compared = Compared::new((&old, &checked[0]), (&new, &checked[1]));
    let comparison = change::comparison(&compared, named(before), named(after));
    drop(progress);
    let sources = &after.workspace.loaded.sources;
    let to = common.output.as_deref();
    let around = |most| Around {
        most,
        ..Around::default()
    };
    let text = match asked.format {
        DiffFormat::Human => {
            let most = if asked.all { 0 } else { MOST };
            let page = change::page(&comparison, sources, around(most));
            // Whoever reads it in a program reads the first line whole.
            let first = if to.is_none() && output::to_terminal() {
                output::width(to)
            } else {
                usize::MAX
            };
            for_people(page, &comparison, first, output::width(to))
        }
        DiffFormat::Markdown => markdown::page(&change::page(&comparison, sources, around(0))),
        DiffFormat::Html => {
            let page = change::page(&comparison, sources, drawn(&compared, before, after, ""));
            html::page(&page, &alone(&comparison.before, &comparison.after))
        }
        DiffFormat::Json => json::comparison(&comparison, sources),
        DiffFormat::Short => {
            let found = told(&comparison, before, after, sources, &comparison.new_alone());
            let lines = found.iter().map(|(asks, finding)| (*asks, finding));
            let count = change::count_in_words(&comparison);
            let mistakes = change::mistakes_in_words(&comparison).map(|told| format!("{told}.\n"));
            let mistakes = mistakes.unwrap_or_default();
            format!("{}{mistakes}{count}.\n", short::lines(lines, sources, &folder(after)))
        }
        DiffFormat::Sarif => {
            let found = told(&comparison, before, after, sources, &comparison.new_besides_conflicts());
            let found: Vec<Finding> = found.into_iter().map(|(_, finding)| finding).collect();
            let since = Since::of(&checked[0], &checked[1]);
            let about = About {
                new_since: Some(findings::new_since(before, &checked[0], &since)),
                ..findings::about(&after.workspace)
            };
            let options = SarifOptions {
                version: env!("CARGO_PKG_VERSION"),
                rules: &findings::rules_with_changes(),
                folder: &folder(after),
            };
            sarif::findings(&found, &[], sources, &about, &options)
        }
    };
    output::result(&text, to)?;
    Ok(exit(asked, &comparison))
}

/// What a proposal would change, as the page with its drawing, and as the page without.
pub(super) fn proposal(workspace: &Workspace, checked: &Checked, key: &str, name: &str) -> (Page, Page) {
    let (before, after) = Side::with_proposal(workspace, key);
    let (old, new, then) = (before.at(), after.at(), after.check());
    let compared = Compared::new((&old, checked), (&new, &then));
    let comparison = change::comparison(&compared, named(&before), named(&after));
    let sources = &workspace.loaded.sources;
    let around = drawn(&compared, &before, &after, name);
    (
        change::page(&comparison, sources, around),
        change::page(&comparison, sources, Around::default()),
    )
}

/// Two sides that were checked, beside each other.
pub(super) fn compared(before: (&Side, &Checked), after: (&Side, &Checked)) -> Comparison {
    let [old, new] = [before.0.at(), after.0.at()];
    let compared = Compared::new((&old, before.1), (&new, after.1));
    change::comparison(&compared, named(before.0), named(after.0))
}

/// The whole framework before and after as one drawing, with what is near a change, and the same in words; nothing where
/// no box and no line differs. `name` is what messages call it.
fn drawn(compared: &Compared<'_, '_>, before: &Side, after: &Side, name: &str) -> Around {
    let told = Told {
        before: before.words.clone(),
        after: after.words.clone(),
    };
    let broken = |side: &Side| side.workspace.loaded.broken.clone();
    let drawing = remit_report::changes_between(
        (compared.before, &broken(before)),
        (compared.after, &broken(after)),
        &Choice {
            // The page tells what becomes of the log.
            boxes: Vec::new(),
            ..Choice::new("Before and after")
        },
        &compared.diff,
        &told,
    );
    if !remit_report::has_changes(&drawing) {
        return Around::default();
    }
    let drawing = remit_report::only_changed(&drawing, NEAR);
    let printer = Printer::new(&after.workspace, Paper::A4);
    let sheets = printer.print(&drawing);
    printer.talk(&sheets, name);
    let addresses = sheets.drawn.iter().map(|drawn| remit_render::holding(&drawn.svg));
    let page = with_figures(&drawing, &sheets, addresses);
    let heading = |words: &str, anchor: &str| Block::Heading(2, words.to_owned(), anchor.to_owned());
    let mut drawing = vec![heading("Before and after", "drawing")];
    // Its headings stand below this one, and the rest of the page has anchors of the same names.
    drawing.extend(page.blocks.into_iter().map(|block| match block {
        Block::Heading(level, words, anchor) => {
            let anchor = if anchor.is_empty() {
                anchor
            } else {
                format!("drawing-{anchor}")
            };
            Block::Heading(level + 1, words, anchor)
        }
        other => other,
    }));
    let is_outline = |block: &Block| matches!(block, Block::Heading(_, _, anchor) if anchor == "drawing-shown");
    let mut in_words = Vec::new();
    if let Some(outline) = drawing.iter().position(is_outline) {
        in_words.push(heading("The drawing in words", "drawing-in-words"));
        in_words.extend(drawing.split_off(outline));
        drawing.push(Block::Paragraph(vec![
            Inline::Words("All that is drawn is told in words ".to_owned()),
            Inline::Link("at the end of this page".to_owned(), "#drawing-in-words".to_owned()),
            Inline::Words(".".to_owned()),
        ]));
    }
    Around {
        most: 0,
        drawing,
        in_words,
        in_review: false,
    }
}

/// A side as it is told of.
fn named(side: &Side) -> comparison::Side {
    let workspace = &side.workspace;
    let mistakes = workspace.loaded.findings.iter();
    comparison::Side {
        label: side.label.clone(),
        words: side.words.clone(),
        framework: workspace.loaded.model.framework.name.to_string(),
        as_at: workspace.date,
        with: workspace.with().to_vec(),
        mistakes: mistakes.filter(|finding| finding.level == Level::Must).count(),
    }
}

/// For a terminal: what it comes to in the first line, then the page.
fn for_people(mut page: Page, comparison: &Comparison, first: usize, width: usize) -> String {
    page.summary = change::sides_in_words(comparison);
    let count = format!("{}.", change::count_in_words(comparison));
    format!("{}\n{}", human::line(&count, first), human::page(&page, width))
}

/// A page that stands alone.
pub(super) fn alone(before: &comparison::Side, after: &comparison::Side) -> HtmlOptions {
    let name = if after.framework.is_empty() {
        &before.framework
    } else {
        &after.framework
    };
    HtmlOptions {
        lang: "en-GB".to_owned(),
        footer: format!("{name}. Made by Remit from the framework's own files; it gives no legal advice."),
        ..HtmlOptions::default()
    }
}

/// The mistakes in the files, where proposals contradict each other, the consequences, then other new findings, each with the word
/// that says how much it asks. Only places on the side after are kept: the other may be a revision, whose files nobody can open.
fn told(
    comparison: &Comparison,
    before: &Side,
    after: &Side,
    sources: &Sources,
    new: &[&Finding],
) -> Vec<(&'static str, Finding)> {
    let is_after = |path: &str| {
        let elsewhere = !before.files.is_empty() && before.files != after.files && path.starts_with(&before.files);
        path.starts_with(&after.files) && !elsewhere
    };
    let by_level = |finding: &Finding| (finding.level.word(), finding.clone());
    let mistakes = after.workspace.loaded.findings.iter();
    let mistakes = mistakes.filter(|finding| finding.level == Level::Must).map(by_level);
    let conflicts = comparison.conflicts.iter().map(by_level);
    let consequences = comparison
        .consequences
        .iter()
        .map(|one| (one.weight, one.finding.clone()));
    let others: Vec<(&'static str, Finding)> = mistakes.chain(conflicts).chain(consequences).collect();
    let told: BTreeSet<String> = others.iter().map(|(_, finding)| finding.fingerprint()).collect();
    let is_told = |finding: &Finding| told.contains(&finding.fingerprint());
    let new = new
        .iter()
        .filter(|finding| !is_told(finding))
        .map(|finding| by_level(finding));
    let new: Vec<(&'static str, Finding)> = new.collect();
    let kept = |(asks, mut finding): (&'static str, Finding)| {
        finding
            .labels
            .retain(|label| is_after(&sources.get(label.place.file).path));
        (asks, finding)
    };
    others.into_iter().chain(new).map(kept).collect()
}

/// What is set before the paths of a side's files, so that they are found from where the command was started.
fn folder(side: &Side) -> String {
    if side.files.is_empty() {
        findings::folder(&side.workspace.folder)
    } else {
        String::new()
    }
}

/// 1 comes before 3: who asks for both wants to know the worse.
fn exit(asked: &Diff, comparison: &Comparison) -> Exit {
    if asked.fail_on.is_some_and(|level| fails(comparison, level.into())) {
        Exit::Findings
    } else if asked.exit_code && !comparison.is_empty() {
        Exit::Differences
    } else {
        Exit::Clean
    }
}

/// Whether anything that a comparison tells reaches a level, or a file has a mistake.
pub(super) fn fails(comparison: &Comparison, level: Level) -> bool {
    let mistakes = comparison.before.mistakes + comparison.after.mistakes;
    let consequences = comparison.consequences.iter().map(|one| one.finding.level);
    let found = comparison.conflicts.iter().chain(&comparison.new);
    mistakes > 0
        || consequences
            .chain(found.map(|finding| finding.level))
            .any(|found| found >= level)
}
