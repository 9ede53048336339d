//! `remit review`: what is due, what changed, what is open, and what goes on whose agenda.

mod record;

use jiff::civil::Date;
use remit_model::model::{AsAt, Reviewed};
use remit_model::page::{Page, day_in_words};
use remit_model::review::{Due, When};
use remit_render::{HtmlOptions, html, human, ics, json, markdown};
use remit_report::review::{Earlier, Rested, beside, due, periods, review, shares};
use remit_rules::Checked;

use super::findings::about;
use crate::args::{Common, Review, ReviewFormat};
use crate::exit::{Exit, Trouble};
use crate::output;
use crate::sides::{Side, Sides};
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
    match &asked.since {
        Some(since) => {
            let (then, now) = Sides::since(&side(since)?, None, common)?;
            let [day, today] = [&then, &now].map(|side| side.workspace.date);
            if day > today {
                return Err(Trouble(format!(
                    "--since {day} is later than {today}, the day that is looked at: name an earlier one, or another day with --as-at"
                )));
            }
            let checked = now.check();
            compared(&then, &now, &checked, None, |earlier| {
                earlier.most = most;
                written(asked, common, &now.workspace, &checked, Some(earlier))
            })?
        }
        None => {
            let workspace = Workspace::open(None, common)?;
            of_which_day(&workspace, common);
            let checked = workspace.check();
            since_last(&workspace, &checked, common, |workspace, checked, mut earlier| {
                if let Some(earlier) = &mut earlier {
                    earlier.most = most;
                }
                written(asked, common, workspace, checked, earlier.as_deref())
            })?
        }
    }
}

/// Says on which day the framework is reviewed, where nobody asked for one: its own stands still while the quarters go on.
fn of_which_day(workspace: &Workspace, common: &Common) {
    if common.as_at.is_none() && workspace.date_from != "today" {
        output::talk(&format!(
            "reviewed as at {}, {}; --as-at names another day",
            day_in_words(workspace.date),
            workspace.date_from
        ));
    }
}

/// The last review that is recorded before the day that is looked at.
fn last(workspace: &Workspace) -> Option<(&'static Reviewed, Date)> {
    let made = workspace.loaded.model.reviews.iter();
    let made = made.filter_map(|review| Some((review, review.on.filter(|on| *on < workspace.date)?)));
    made.max_by_key(|(_, on)| *on)
}

/// Compares the framework with what it was at the last review, if one is recorded, and says so: with the files as they were then, where the
/// review says in which revision, and with what they now say of that day otherwise.
fn since_last<T>(
    workspace: &Workspace,
    checked: &Checked,
    common: &Common,
    say: impl FnOnce(&Workspace, &Checked, Option<&mut Earlier<'_>>) -> T,
) -> Result<T, Trouble> {
    let Some((recorded, on)) = last(workspace) else {
        return Ok(say(workspace, checked, None));
    };
    let revision = recorded.revision.as_ref().map(|revision| revision.as_str());
    let sides = revision.and_then(|revision| {
        let label = format!("git:{revision}@{on}");
        Some((revision, Sides::since(&label, Some(&workspace.folder), common).ok()?))
    });
    match sides {
        Some((revision, (then, now))) => {
            let checked = now.check();
            compared(&then, &now, &checked, Some(recorded), |earlier| {
                earlier.revision = Some(revision);
                say(&now.workspace, &checked, Some(earlier))
            })
        }
        None => {
            let (then, now) = Side::on(workspace, on);
            compared(&then, &now, checked, Some(recorded), |earlier| {
                say(workspace, checked, Some(earlier))
            })
        }
    }
}

/// Compares two sides, with the review that was recorded then where it is that which is compared with, and says so.
fn compared<T>(
    then: &Side,
    now: &Side,
    checked: &Checked,
    recorded: Option<&Reviewed>,
    say: impl FnOnce(&mut Earlier<'_>) -> T,
) -> Result<T, Trouble> {
    let before = then.check();
    let comparison = super::diff::compared((then, &before), (now, checked));
    let mut earlier = Earlier {
        since: match recorded.and_then(|recorded| recorded.on) {
            Some(on) => day_in_words(on),
            None => then.since(now.workspace.date),
        },
        revision: None,
        comparison: &comparison,
        checked: &before,
        shares: recorded.map_or_else(|| Rested::of(&then.at()), Rested::recorded),
        files: match recorded {
            Some(recorded) => record::since(&now.workspace, recorded)?,
            None => None,
        },
        recorded,
        most: 0,
    };
    Ok(say(&mut earlier))
}

/// The page of the review, beside the last one that is recorded, and the calendar of what is due, as they go into a build.
pub(super) fn made(workspace: &Workspace, checked: &Checked, common: &Common) -> Result<(Page, String), Trouble> {
    since_last(workspace, checked, common, |workspace, checked, earlier| {
        let at = workspace.at();
        let sources = &workspace.loaded.sources;
        let page = review(&at, checked, earlier.as_deref(), sources);
        (page, ics::calendar(&calendar(&at), sources, &about(workspace)))
    })
}

/// What `--since` names as a side of a comparison: a day, or a revision of the git repository.
fn side(since: &str) -> Result<String, Trouble> {
    if since.starts_with("git:") {
        return Ok(since.to_owned());
    }
    let day = crate::args::date(since.trim_start_matches('@')).map_err(|_| {
        Trouble(format!(
            "`{since}` is neither a day nor a revision: write --since 2018-02-01, or --since git:main"
        ))
    })?;
    Ok(format!("@{day}"))
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
            let beside = earlier.map(|earlier| beside(earlier, checked));
            let since = earlier.zip(beside.as_ref()).map(|(earlier, beside)| json::Since {
                since: &earlier.since,
                beside,
                files: earlier.files.as_ref(),
            });
            json::review(
                &due(&at),
                &periods(&at),
                &checked.findings,
                &shares(&at).1,
                since.as_ref(),
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
