//! `remit register`: the registers, in the terminal, as pages, as CSV, for programs, and as one Excel workbook.

use remit_model::document::Audience;
use remit_model::page::{Block, Page, Register as Made, Table, day_in_words, words};
use remit_render::xlsx::{self, Cover};
use remit_render::{HtmlOptions, csv, html, human, json, markdown};
use remit_report::{contents_page, register_page, registers, registers_page, terms_of};

use remit_rules::Checked;

use super::findings::about;
use super::show::find;
use crate::args::{Common, Register, RegisterFormat};
use crate::exit::{Exit, Trouble};
use crate::output;
use crate::workspace::Workspace;

pub(crate) fn run(asked: &Register, common: &Common) -> Result<Exit, Trouble> {
    let workspace = Workspace::open(None, common)?;
    let public = asked.audience == Some(Audience::Public);
    if public && asked.register.as_deref() == Some("departures") {
        return Err(Trouble(
            "departures are for those who work with the framework, not for the public".to_owned(),
        ));
    }
    let (workspace, checked) = match public {
        // What a check finds is for those who work with the framework.
        true => (workspace.for_the_public()?, Checked::default()),
        false => {
            let checked = workspace.check();
            (workspace, checked)
        }
    };
    let at = workspace.at();
    let mut made = registers(&at, &checked);
    // What was accepted, by whom and why, is for those who work with the framework.
    made.retain(|register| !(public && register.key == "departures"));
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
        let page = edition(remit_report::terms(&at, &body), public);
        let mut made: Vec<Made> = made
            .into_iter()
            .map(|register| terms_of(&at, &body, register))
            .collect();
        without_ids(&mut made, public);
        return written(&workspace, public, asked.format, &page, &made, common);
    }
    without_ids(&mut made, public);
    let page = match (asked.format, made.as_slice()) {
        (RegisterFormat::Human, all) if asked.register.is_none() => contents_page(&at, all),
        (_, [only]) => register_page(&at, only),
        (_, all) => registers_page(&at, all),
    };
    let page = edition(page, public);
    let exit = written(&workspace, public, asked.format, &page, &made, common)?;
    if asked.format == RegisterFormat::Human && asked.register.is_none() && to.is_none() {
        output::talk(
            "One of them: remit register members. All in one workbook: remit register --format xlsx -o registers.xlsx",
        );
    }
    Ok(exit)
}

/// What every page for the public begins with.
const PUBLIC: &str = "This is the public edition. Names of people, risks, proposals that nobody has adopted, and whatever is marked internal \
     are left out: what reads here as if nobody or nothing were entered may have been left out.";

/// A page, with the words that it is the public edition where it is.
pub(super) fn edition(mut page: Page, public: bool) -> Page {
    if public {
        for block in &mut page.blocks {
            if let Block::Table(table) = block {
                take_ids(table);
            }
        }
        page.blocks.insert(0, Block::Paragraph(words(PUBLIC)));
    }
    page
}

/// Takes the ids out for the public: they are for those who work with the files, and may tell a name.
pub(super) fn without_ids(made: &mut [Made], public: bool) {
    for register in made.iter_mut().filter(|_| public) {
        take_ids(&mut register.table);
    }
}

fn take_ids(table: &mut Table) {
    let Some(ids) = table.columns.iter().position(|column| column == "Id") else {
        return;
    };
    table.columns.remove(ids);
    for row in &mut table.rows {
        row.remove(ids);
    }
}

fn written(
    workspace: &Workspace,
    public: bool,
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
            output::bytes(&workbook(workspace, made, public)?, to)?;
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
pub(super) fn workbook(workspace: &Workspace, made: &[Made], public: bool) -> Result<Vec<u8>, Trouble> {
    let mut lines = vec![format!("The day is {}.", workspace.date_from)];
    if public {
        lines.push(PUBLIC.to_owned());
    }
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
