//! `remit register`: the registers, in the terminal, as pages, as CSV, for programs, and as one Excel workbook.

use remit_model::document::Audience;
use remit_model::page::{Page, Register as Made, day_in_words};
use remit_render::xlsx::{self, Cover};
use remit_render::{HtmlOptions, csv, html, human, json, markdown};
use remit_report::{contents_page, register_page, registers, registers_page, terms_of};

use super::findings::about;
use super::show::find;
use crate::args::{Common, Register, RegisterFormat};
use crate::exit::{Exit, Trouble};
use crate::output;
use crate::workspace::Workspace;

pub(crate) fn run(asked: &Register, common: &Common) -> Result<Exit, Trouble> {
    let workspace = Workspace::open(None, common)?;
    let checked = workspace.check();
    let public = asked.audience == Some(Audience::Public);
    let workspace = if public { workspace.for_the_public() } else { workspace };
    let at = workspace.at();
    let mut made = registers(&at, &checked);
    // What was accepted, by whom and why, is for those who work with the framework.
    made.retain(|register| !(public && register.key == "departures"));
    if public && asked.register.as_deref() == Some("departures") {
        return Err(Trouble(
            "departures are for those who work with the framework, not for the public".to_owned(),
        ));
    }
    if let Some(key) = &asked.register {
        made.retain(|register| register.key == key);
    }
    let to = common.output.as_deref();
    if let Some(body) = &asked.body {
        if asked.register.as_deref() != Some("terms") {
            return Err(Trouble(
                "only `remit register terms` takes a body; the others show all of the framework".to_owned(),
            ));
        }
        let body = find(&at, body)?;
        let page = remit_report::terms(&at, &body);
        let made: Vec<Made> = made
            .into_iter()
            .map(|register| terms_of(&at, &body, register))
            .collect();
        return written(&workspace, asked.format, &page, &made, common);
    }
    let page = match (asked.format, made.as_slice()) {
        (RegisterFormat::Human, all) if asked.register.is_none() => contents_page(&at, all),
        (_, [only]) => register_page(&at, only),
        (_, all) => registers_page(&at, all),
    };
    let exit = written(&workspace, asked.format, &page, &made, common)?;
    if asked.format == RegisterFormat::Human && asked.register.is_none() && to.is_none() {
        output::talk(
            "One of them: remit register members. All in one workbook: remit register --format xlsx -o registers.xlsx",
        );
    }
    Ok(exit)
}

fn written(
    workspace: &Workspace,
    format: RegisterFormat,
    page: &Page,
    made: &[Made],
    common: &Common,
) -> Result<Exit, Trouble> {
    let to = common.output.as_deref();
    let text = match format {
        RegisterFormat::Human => human::page(page, output::width(to)),
        RegisterFormat::Markdown => markdown::page(page),
        RegisterFormat::Html => html::page(page, &options(workspace)),
        RegisterFormat::Json => json::registers(made, &about(workspace)),
        RegisterFormat::Csv => match made {
            [only] if to.is_none() => csv::for_pipes(&only.table),
            [only] => csv::table(&only.table),
            _ => {
                return Err(Trouble(
                    "a file of comma-separated values holds one table: name a register, as in `remit register members --format csv`"
                        .to_owned(),
                ));
            }
        },
        RegisterFormat::Xlsx => {
            if to.is_none() && output::to_terminal() {
                return Err(Trouble(
                    "a workbook is no text: say where to write it, as in -o registers.xlsx".to_owned(),
                ));
            }
            output::bytes(&workbook(workspace, made)?, to)?;
            return Ok(Exit::Clean);
        }
    };
    output::result(&text, to)?;
    Ok(Exit::Clean)
}

fn options(workspace: &Workspace) -> HtmlOptions {
    HtmlOptions {
        lang: "en-GB".to_owned(),
        footer: footer(workspace),
        ..HtmlOptions::default()
    }
}

/// What stands at the foot of every page.
pub(super) fn footer(workspace: &Workspace) -> String {
    format!(
        "{}, as at {}. Made by Remit from the framework's own files; it gives no legal advice.",
        workspace.loaded.model.framework.name,
        day_in_words(workspace.date)
    )
}

/// The registers as one workbook.
pub(super) fn workbook(workspace: &Workspace, made: &[Made]) -> Result<Vec<u8>, Trouble> {
    let mut lines = vec![format!("The day is {}.", workspace.date_from)];
    if !workspace.with().is_empty() {
        lines.push(format!("As if adopted: {}.", workspace.with().join(", ")));
    }
    lines.push(
        "Made by Remit from the framework's own files; it gives no legal advice. Change the files, not the workbook."
            .to_owned(),
    );
    let cover = Cover {
        framework: workspace.loaded.model.framework.name.to_string(),
        as_at: workspace.date,
        lines,
    };
    xlsx::workbook(&cover, made).map_err(Trouble)
}
