//! `remit review`: what is due, what changed, what is open, and what goes on whose agenda.

mod record;

use remit_model::model::{AsAt, Reviewed};
use remit_model::page::Page;
use remit_model::review::{Due, When};
use remit_render::{HtmlOptions, html, human, ics, json, markdown};
use remit_report::review::{Earlier, Rested, due, periods, review, shares};
use remit_rules::Checked;

use super::findings::about;
use crate::args::{Common, Review, ReviewFormat};
use crate::exit::{Exit, Trouble};
use crate::output;
use crate::sides::Sides;
use crate::workspace::Workspace;

/// How many changes of a kind people are shown, unless they ask for all.
const MOST: usize = 20;

pub(crate) fn run(asked: &Review, common: &Common) -> Result<Exit, Trouble> {
    if asked.record {
        return record::run(asked, common);
    }
    let most = if asked.format == ReviewFormat::Human && !asked.all {
        MOST
    } else {
        0
    };
    let workspace = Workspace::open(None, common)?;
    let last = last(&workspace);
    let since = match (&asked.since, last) {
        (Some(since), _) => Some(side(since)),
        (None, last) => last.and_then(|last| Some(format!("@{}", last.on?))),
    };
    match since {
        Some(since) => compared(&since, common, |workspace, checked, mut earlier| {
            earlier.most = most;
            earlier.recorded = last.filter(|_| asked.since.is_none());
            if let Some(recorded) = earlier.recorded {
                earlier.shares = Rested::recorded(recorded);
            }
            written(asked, common, workspace, checked, Some(&earlier))
        }),
        None => {
            let checked = workspace.check();
            written(asked, common, &workspace, &checked, None)
        }
    }
}

/// The last review that is recorded before the day that is looked at.
fn last(workspace: &Workspace) -> Option<&'static Reviewed> {
    let made = workspace.loaded.model.reviews.iter();
    let made = made.filter(|review| review.on.is_some_and(|on| on < workspace.date));
    made.max_by_key(|review| review.on)
}

/// Compares the framework with what it was, and says so.
fn compared(
    since: &str,
    common: &Common,
    say: impl FnOnce(&Workspace, &Checked, Earlier<'_>) -> Result<Exit, Trouble>,
) -> Result<Exit, Trouble> {
    let (then, now) = Sides::since(since, None, common)?;
    let [before, checked] = [then.check(), now.check()];
    let comparison = super::diff::compared((&then, &before), (&now, &checked));
    let earlier = Earlier {
        since: then.since(now.workspace.date),
        comparison: &comparison,
        checked: &before,
        shares: Rested::of(&then.at()),
        recorded: None,
        most: 0,
    };
    say(&now.workspace, &checked, earlier)
}

/// The page of the review and the calendar of what is due, as they go into a build.
pub(super) fn made(workspace: &Workspace, checked: &Checked) -> (Page, String) {
    let at = workspace.at();
    let page = review(&at, checked, None, &workspace.loaded.sources);
    (
        page,
        ics::calendar(&calendar(&at), &workspace.loaded.sources, &about(workspace)),
    )
}

/// A day is a side of a comparison with `@` before it.
fn side(since: &str) -> String {
    match crate::args::date(since) {
        Ok(day) => format!("@{day}"),
        Err(_) => since.to_owned(),
    }
}

fn written(
    asked: &Review,
    common: &Common,
    workspace: &Workspace,
    checked: &Checked,
    earlier: Option<&Earlier<'_>>,
) -> Result<Exit, Trouble> {
    let at = workspace.at();
    let page = review(&at, checked, earlier, &workspace.loaded.sources);
    let to = common.output.as_deref();
    let text = match asked.format {
        ReviewFormat::Human => human::page(&page, output::width(to)),
        ReviewFormat::Markdown => markdown::page(&page),
        ReviewFormat::Ics => ics::calendar(&calendar(&at), &workspace.loaded.sources, &about(workspace)),
        ReviewFormat::Json => {
            let last = earlier.map(|earlier| earlier.since.clone());
            json::review(
                &due(&at),
                &periods(&at),
                &checked.findings,
                &shares(&at).1,
                last.as_deref(),
                &workspace.loaded.sources,
                &about(workspace),
            )
        }
        ReviewFormat::Html => html::page(&page, &options(workspace)),
    };
    output::result(&text, to)?;
    Ok(Exit::Clean)
}

/// What stands in the calendar: all that is still to be done or still to end.
fn calendar(at: &AsAt<'_>) -> Vec<Due> {
    let (periods, mut all) = (periods(at), due(at));
    all.retain(|due| periods.when(due) != When::Ended);
    all
}

/// A page that stands alone.
fn options(workspace: &Workspace) -> HtmlOptions {
    HtmlOptions {
        lang: "en-GB".to_owned(),
        footer: format!(
            "{}. Made by Remit from the framework's own files; it gives no legal advice.",
            workspace.loaded.model.framework.name
        ),
        ..HtmlOptions::default()
    }
}
