//! `remit check`: every rule, and what the framework demands of itself.

use std::time::Duration;

use remit_model::finding::{Finding, Level};
use remit_model::page::{Block, day_in_words, sentence, words};
use remit_render::{About, HumanOptions, SarifOptions, human, json, markdown, sarif, short};
use remit_rules::{Checked, Since};

use super::{departure, findings};
use crate::args::{Check, Common, FindingsFormat};
use crate::exit::{Exit, Trouble};
use crate::output;
use crate::sides::{Side, Sides};
use crate::workspace::Workspace;

pub(crate) fn run(check: &Check, common: &Common) -> Result<Exit, Trouble> {
    let named = check.folder.as_deref();
    let (then, workspace) = match &check.new_since {
        Some(label) => {
            let (then, now) = Sides::since(label, named, common)?;
            (Some(then), now.workspace)
        }
        None => (None, Workspace::open(named, common)?),
    };
    let rules = remit_rules::chosen(&workspace.loaded.model, &check.only, &check.skip).map_err(Trouble)?;
    let (checked, times) = if check.timings {
        workspace.check_timed(&rules)
    } else {
        (workspace.check_with(&rules), Vec::new())
    };
    let to = common.output.as_deref();
    if let Some(fingerprint) = &check.add_departure {
        let block = departure::block(&workspace, &checked, fingerprint)?;
        output::result(&block, to)?;
        return Ok(Exit::Clean);
    }
    let sources = &workspace.loaded.sources;
    let new = match &then {
        Some(then) => Some(New::of(then, &workspace, check, &checked)?),
        None => None,
    };
    let found = new.as_ref().map_or(&checked.findings, |new| &new.since.new);
    let about = About {
        new_since: new
            .as_ref()
            .map(|new| findings::new_since(new.then, &new.before, &new.since)),
        ..findings::about(&workspace)
    };
    let at = workspace.at();
    let last = || {
        let came_to = match &new {
            Some(new) => new.summary(checked.departed.len()),
            None => human::summary(found, checked.departed.len()),
        };
        last_line(&workspace, &came_to)
    };
    let text = match check.format {
        FindingsFormat::Human => {
            let options = HumanOptions {
                color: output::color(to),
                width: output::width(to),
                per_rule: if check.all { 0 } else { 20 },
            };
            let shown = human::findings(found, sources, &options);
            format!("{shown}{}{}\n", worst(found), last())
        }
        FindingsFormat::Short => {
            let folder = findings::folder(&workspace.folder);
            format!("{}{}\n", short::findings(found, sources, &folder), last())
        }
        FindingsFormat::Json => {
            let departed = findings::departed(&at, &checked);
            json::findings(found, &departed, sources, &about)
        }
        FindingsFormat::Sarif => {
            let options = SarifOptions {
                version: env!("CARGO_PKG_VERSION"),
                rules: &findings::rules(),
                folder: &findings::folder(&workspace.folder),
            };
            let departed = findings::departed(&at, &checked);
            sarif::findings(found, &departed, sources, &about, &options)
        }
        FindingsFormat::Markdown => {
            let mut page = match &new {
                Some(New { since, when, .. }) => remit_report::new_findings(&at, &checked, since, when, sources),
                None => remit_report::findings(&at, &checked, sources),
            };
            page.blocks.push(Block::Paragraph(words(last())));
            markdown::page(&page)
        }
    };
    output::result(&text, to)?;
    if check.timings {
        output::talk(&timings(times));
    }
    Ok(exit(found, check.fail_on.into()))
}

/// What is new since another state of the framework.
struct New<'s> {
    then: &'s Side,
    /// That state, as it is called in a sentence.
    when: String,
    before: Checked,
    since: Since,
}

impl<'s> New<'s> {
    /// Checks that state, under the same rules as far as its own framework wants them.
    fn of(then: &'s Side, now: &Workspace, check: &Check, checked: &Checked) -> Result<Self, Trouble> {
        let rules = remit_rules::chosen(&then.workspace.loaded.model, &check.only, &check.skip).map_err(Trouble)?;
        let before = then.workspace.check_with(&rules);
        Ok(Self {
            when: then.since(now.date),
            since: Since::of(&before, checked),
            before,
            then,
        })
    }

    /// What it came to.
    fn summary(&self, departed: usize) -> String {
        let levels = human::summary(&self.since.new, 0);
        let came_to = remit_report::since_in_words(&self.since, &self.when, levels.trim_end_matches('.'));
        let departed = match departed {
            0 => String::new(),
            1 => "; 1 accepted departure".to_owned(),
            more => format!("; {more} accepted departures"),
        };
        remit_render::inert::line(&format!("{came_to}{departed}.")).into_owned()
    }
}

/// What must be resolved, once more: on a terminal it has scrolled away by now. Nothing where little was found.
fn worst(findings: &[Finding]) -> String {
    let musts: Vec<&Finding> = findings.iter().filter(|finding| finding.level == Level::Must).collect();
    if musts.is_empty() || findings.len() <= 10 {
        return String::new();
    }
    let mut text = String::from("Must be resolved:\n");
    for must in musts.iter().take(5) {
        text.push_str(&format!("- {}\n", remit_render::inert::line(&sentence(&must.message))));
    }
    if musts.len() > 5 {
        text.push_str(&format!("- and {} more\n", musts.len() - 5));
    }
    text.push('\n');
    text
}

/// The last line: which framework, at which date, and what it came to.
fn last_line(workspace: &Workspace, came_to: &str) -> String {
    let name = remit_render::inert::line(&workspace.loaded.model.framework.name).into_owned();
    let name = if name.is_empty() {
        "This framework".to_owned()
    } else {
        name
    };
    let with = match workspace.with() {
        [] => String::new(),
        with => format!(", as if {} were adopted", with.join(", ")),
    };
    format!(
        "{name}, as at {} ({}){with}: {came_to}",
        day_in_words(workspace.date),
        workspace.date_from
    )
}

/// What the findings mean for whoever started the command.
pub(crate) fn exit(findings: &[Finding], fail_on: Level) -> Exit {
    if findings.iter().any(|finding| finding.level >= fail_on) {
        Exit::Findings
    } else {
        Exit::Clean
    }
}

/// What each rule cost, the dearest first.
fn timings(mut times: Vec<(&'static str, Duration)>) -> String {
    times.sort_by_key(|(name, time)| (std::cmp::Reverse(*time), *name));
    let whole: Duration = times.iter().map(|(_, time)| *time).sum();
    let line = |name: &str, time: Duration| format!("{:>10.3} ms  {name}\n", time.as_secs_f64() * 1_000.0);
    let mut text = String::from("What each rule cost, one after the other (a check runs them side by side):\n");
    for (name, time) in &times {
        text.push_str(&line(name, *time));
    }
    // The first rule to ask also works out what is in force at the date, which the others then find done.
    text + &line("all rules", whole)
}
