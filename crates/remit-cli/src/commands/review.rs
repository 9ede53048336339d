//! `remit review`: what is due, what changed, what is open, and what goes on whose agenda.

use remit_model::model::AsAt;
use remit_model::review::{Due, When};
use remit_render::{HtmlOptions, html, human, ics, markdown};
use remit_report::review::{Earlier, due, periods, review, shares};
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
    let most = if asked.format == ReviewFormat::Human && !asked.all {
        MOST
    } else {
        0
    };
    match &asked.since {
        Some(since) => {
            let (then, now) = Sides::since(&side(since), None, common)?;
            let [before, checked] = [then.check(), now.check()];
            let comparison = super::diff::compared((&then, &before), (&now, &checked));
            let earlier = Earlier {
                since: then.since(now.workspace.date),
                comparison: &comparison,
                checked: &before,
                shares: shares(&then.at()).1,
                most,
            };
            written(asked, common, &now.workspace, &checked, Some(&earlier))
        }
        None => {
            let workspace = Workspace::open(None, common)?;
            let checked = workspace.check();
            written(asked, common, &workspace, &checked, None)
        }
    }
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
