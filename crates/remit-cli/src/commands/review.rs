//! `remit review`: what is due, what changed, what is open, and what goes on whose agenda.

use remit_render::{HtmlOptions, html, human, markdown};

use crate::args::{Common, Review, ReviewFormat};
use crate::exit::{Exit, Trouble};
use crate::output;
use crate::workspace::Workspace;

pub(crate) fn run(asked: &Review, common: &Common) -> Result<Exit, Trouble> {
    let workspace = Workspace::open(None, common)?;
    let at = workspace.at();
    let page = remit_report::review::review(&at, &workspace.loaded.sources);
    let to = common.output.as_deref();
    let text = match asked.format {
        ReviewFormat::Human => human::page(&page, output::width(to)),
        ReviewFormat::Markdown => markdown::page(&page),
        ReviewFormat::Html => html::page(&page, &options(&workspace)),
    };
    output::result(&text, to)?;
    Ok(Exit::Clean)
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
