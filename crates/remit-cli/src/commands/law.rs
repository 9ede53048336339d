//! `remit law`: the powers in force, and what could lawfully carry a function from one kind of body to another.

use remit_model::answer::Answer;
use remit_model::document::WhoseLaw;
use remit_render::{human, markdown};
use remit_report::law;

use super::who::print;
use crate::args::{Common, Law, PageFormat};
use crate::exit::{Exit, Trouble};
use crate::output;
use crate::workspace::Workspace;

pub(crate) fn run(asked: &Law, common: &Common) -> Result<Exit, Trouble> {
    let (workspace, of_framework) = Workspace::open_or_shipped(common)?;
    if asked.all {
        return all(&workspace, asked.format, common);
    }
    let at = workspace.at();
    let function = asked.function.as_deref();
    let mut answer = match asked.between.as_slice() {
        [from, to] => {
            let question = law::Asked::of(at.model(), [from, to], &asked.shared_by, function).map_err(Trouble)?;
            law::between(&at, &question)
        }
        _ => law::in_force(&at, function).map_err(Trouble)?,
    };
    whose(&mut answer, &workspace, of_framework);
    print(answer, &workspace, asked.format, common)
}

/// Everything, as one page.
fn all(workspace: &Workspace, format: PageFormat, common: &Common) -> Result<Exit, Trouble> {
    let page = law::manual(&workspace.loaded.model);
    let to = common.output.as_deref();
    let text = match format {
        PageFormat::Human => human::page(&page, output::width(to)),
        PageFormat::Markdown => markdown::page(&page),
        PageFormat::Json => {
            return Err(Trouble(
                "--all is a page for people: ask for it as human or markdown".to_owned(),
            ));
        }
    };
    output::result(&text, to)?;
    Ok(Exit::Clean)
}

/// Says whose rows were read.
fn whose(answer: &mut Answer, workspace: &Workspace, of_framework: bool) {
    let model = &workspace.loaded.model;
    let sources = &workspace.loaded.sources;
    let own = law::rows(model);
    let own = own
        .iter()
        .filter(|row| !sources.get(row.statement().place.file).shipped);
    let said = match (of_framework, model.framework.law, own.count()) {
        (false, ..) => "This is read from the catalogue that ships with Remit.".to_owned(),
        (true, WhoseLaw::Own, own) => format!("The framework asks its own law alone: {}.", rows(own)),
        (true, WhoseLaw::Shipped, 0) => {
            "This is read from the catalogue that ships with Remit; the framework has no rows of its own.".to_owned()
        }
        (true, WhoseLaw::Shipped, own) => {
            format!(
                "This is read from the catalogue that ships with Remit, with {} of the framework's own.",
                rows(own)
            )
        }
        (true, WhoseLaw::Off, _) => {
            "The framework has turned law off, so no rule asks it; this is what the catalogue says all the same."
                .to_owned()
        }
    };
    answer.says.push(said);
}

fn rows(count: usize) -> String {
    match count {
        1 => "1 row".to_owned(),
        several => format!("{several} rows"),
    }
}
