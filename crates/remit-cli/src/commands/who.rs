//! `remit who …`: who decides, who sits, who holds, who chairs, who answers to whom.

use remit_model::answer::Answer;
use remit_model::finding::Level;
use remit_render::{human, json, markdown};
use remit_report::{answer_page, who};

use super::named::{find, node};
use crate::args::{Common, PageFormat, Question, Who};
use crate::exit::{Exit, Trouble};
use crate::output;
use crate::workspace::Workspace;

pub(crate) fn run(asked: &Who, common: &Common) -> Result<Exit, Trouble> {
    let workspace = Workspace::open(None, common)?;
    let at = workspace.at();
    let model = at.model();
    let answer = match &asked.question {
        Question::Decides { function } => who::decides(&at, find(model, &["function"], function)?.key),
        Question::Approves {
            function,
            amount,
            currency,
        } => {
            let sum = who::Sum {
                amount: *amount,
                currency: currency.trim().to_uppercase(),
            };
            let findings = workspace.check().findings;
            who::approves(&at, find(model, &["function"], function)?.key, &sum, &findings)
        }
        Question::Sits { body } => who::sits(&at, &node(&at, &["body"], body)?),
        Question::Holds { holder } => {
            let found = find(model, &["post", "person"], holder)?;
            match at.node_by_key(found.key).filter(|_| found.table == "post") {
                Some(post) => who::post(&at, &post),
                None => who::person(&at, found.key),
            }
        }
        Question::Chairs { body: None } => who::chairs(&at, None),
        Question::Chairs { body: Some(body) } => who::chairs(&at, Some(&node(&at, &["body"], body)?)),
        Question::AnswersTo { body } => who::answers_to(&at, &node(&at, &["body", "organisation", "post"], body)?),
    };
    print(answer, &workspace, asked.format, common)
}

/// Prints an answer, with what the command knows of it: where its date comes from, and whether the files could be read.
pub(super) fn print(
    mut answer: Answer,
    workspace: &Workspace,
    format: PageFormat,
    common: &Common,
) -> Result<Exit, Trouble> {
    let mistakes = workspace
        .loaded
        .findings
        .iter()
        .filter(|finding| finding.level == Level::Must);
    answer.mistakes = mistakes.count();
    answer.as_at_from = workspace.date_from.to_owned();
    let to = common.output.as_deref();
    let sources = &workspace.loaded.sources;
    let text = match format {
        PageFormat::Json => json::answer(&answer, sources),
        PageFormat::Human => human::page(&answer_page(&answer, sources), output::width(to)),
        PageFormat::Markdown => markdown::page(&answer_page(&answer, sources)),
    };
    output::result(&text, to)?;
    Ok(Exit::Clean)
}
