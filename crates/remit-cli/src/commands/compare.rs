//! `remit compare`: several options against one state, side by side.

use remit_model::comparison::Comparison;
use remit_render::{html, human, json, markdown};
use remit_report::change;

use super::diff::{alone, compared, fails};
use crate::args::{Common, Compare, CompareFormat, FailOn};
use crate::exit::{Exit, Trouble};
use crate::output;
use crate::sides::Sides;

pub(crate) fn run(asked: &Compare, common: &Common) -> Result<Exit, Trouble> {
    let labels: Vec<String> = std::iter::once(&asked.base).chain(&asked.options).cloned().collect();
    let sides = Sides::several(&labels, common)?.sides;
    let Some((base, options)) = sides.split_first() else {
        return Err(Trouble("there is nothing to compare".to_owned()));
    };
    let before = base.check();
    let compared: Vec<Comparison> = options
        .iter()
        .map(|option| compared((base, &before), (option, &option.check())))
        .collect();
    let sources = &base.workspace.loaded.sources;
    let to = common.output.as_deref();
    let page = || change::options(&compared, sources);
    let text = match asked.format {
        CompareFormat::Human => human::page(&page(), output::width(to)),
        CompareFormat::Json => json::options(&compared, sources),
        CompareFormat::Markdown => markdown::page(&page()),
        CompareFormat::Html => match compared.first() {
            Some(first) => html::page(&page(), &alone(&first.before, &first.after)),
            None => String::new(),
        },
    };
    output::result(&text, to)?;
    let failed = |level: FailOn| compared.iter().any(|option| fails(option, level.into()));
    Ok(match asked.fail_on {
        Some(level) if failed(level) => Exit::Findings,
        _ => Exit::Clean,
    })
}
