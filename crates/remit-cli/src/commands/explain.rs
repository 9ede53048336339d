//! `remit rules` and `remit explain NAME`: the rules and their pages, and the rows of the law.

use remit_model::resolve::LOADING_RULES;
use remit_model::suggest::did_you_mean;
use remit_render::human;
use remit_report::law;
use remit_rules::change::CHANGE_RULES;
use remit_rules::{Group, RULES, Rule};

use crate::args::{Common, ManualFormat};
use crate::exit::{Exit, Trouble};
use crate::output;
use crate::workspace::Workspace;

pub(crate) fn rules(format: ManualFormat, common: &Common) -> Result<Exit, Trouble> {
    let text = match format {
        ManualFormat::Human => list(),
        ManualFormat::Markdown => manual(),
    };
    output::result(&text, common.output.as_deref())?;
    Ok(Exit::Clean)
}

/// The rules on states, and those on changes.
fn all() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().chain(CHANGE_RULES).copied()
}

/// The rules of a group, in the order of their names.
fn of(group: Group) -> Vec<&'static Rule> {
    let mut rules: Vec<&Rule> = all().filter(|rule| rule.group == group).collect();
    rules.sort_by_key(|rule| rule.name);
    rules
}

fn list() -> String {
    let mut text = String::from("Rules, by group, with the most that each asks (`remit explain RULE` tells more):\n");
    for group in Group::ALL {
        text.push_str(&format!("\n{}\n", group.word()));
        for rule in of(group) {
            let off = if rule.on { "" } else { "  (off, unless asked for)" };
            text.push_str(&format!("  {:<28} {}{off}\n", rule.name, rule.level.word()));
        }
    }
    text.push_str("\nMistakes in the files themselves, always `must`:\n");
    for (name, summary) in LOADING_RULES {
        text.push_str(&format!("  {name:<28} {summary}\n"));
    }
    text
}

/// All pages as one, by group: what `docs/rules.md` is.
fn manual() -> String {
    let mut text = String::from(HEAD);
    for group in Group::ALL {
        text.push_str(&format!(
            "\n## {}\n\n{}\n\n| Rule | Level | What it finds |\n|---|---|---|\n",
            heading(group),
            about(group)
        ));
        for rule in of(group) {
            let off = if rule.on { "" } else { ", off unless asked for" };
            let summary = rule.summary().replace('\n', " ");
            text.push_str(&format!(
                "| [{0}](#{0}) | {1}{off} | {summary} |\n",
                rule.name,
                rule.level.word()
            ));
        }
    }
    text.push_str("\n## Mistakes in the files\n\nAlways `must`. They are mended, and cannot be accepted.\n\n| Name | What it finds |\n|---|---|\n");
    for (name, summary) in LOADING_RULES {
        text.push_str(&format!("| {name} | {summary} |\n"));
    }
    for group in Group::ALL {
        for rule in of(group) {
            // Each page stands below the headings of this one.
            let demoted = rule.page.lines().scan(false, |fenced, line| {
                *fenced ^= line.starts_with("```");
                let deeper = line.starts_with('#') && !*fenced;
                Some(format!("{}{line}\n", if deeper { "#" } else { "" }))
            });
            text.push('\n');
            text.extend(demoted);
        }
    }
    text
}

const HEAD: &str = "\
# The rules

<!-- Made by `cargo run -- rules --format markdown -o docs/rules.md` from the page beside each rule; change it there. -->

What `remit check` looks at. Each rule says the most that it asks: **must** be resolved, **should** be resolved, or to **note**. What
the documents don't say is never a breach: a rule that would need it is silent, or says that it cannot tell. A finding may be
accepted (a departure, with its reason), and a framework may give a rule another level ([the format](format.md)).
The blocks marked wrong and right are run as tests.
";

fn heading(group: Group) -> &'static str {
    match group {
        Group::Structure => "Structure",
        Group::Delegation => "Delegation and decisions",
        Group::Law => "Law",
        Group::Membership => "Membership",
        Group::Documents => "Documents, the log and reviews",
        Group::Requirements => "Requirements",
        Group::Departures => "Departures",
        Group::Change => "Changes",
    }
}

fn about(group: Group) -> &'static str {
    match group {
        Group::Structure => "Who is part of what, and who answers to whom.",
        Group::Delegation => "Who decides what, by whose leave, and up to how much.",
        Group::Law => {
            "What the law asks, on the date. Each finding names the section and ends \"check with your legal adviser\".\n\
             `remit check --only law` asks the rules of other groups on legal forms too: [advisory-holds-decision](#advisory-holds-decision),\n\
             [form-not-stated](#form-not-stated) and [misnamed-form](#misnamed-form)."
        }
        Group::Membership => "Who sits where, and in which part.",
        Group::Documents => "What the papers say, leave open, and when they are due.",
        Group::Requirements => "What the framework demands of itself.",
        Group::Departures => "What was accepted, and what has become of it.",
        Group::Change => {
            "What a change brings with it (`remit diff`). Here `must` reads **breaking**, `should` **notable**, and `note` \
             **editorial**: [what that means](changes.md)."
        }
    }
}

pub(crate) fn run(name: &str, common: &Common) -> Result<Exit, Trouble> {
    let loading = LOADING_RULES.iter().find(|(loading, _)| *loading == name);
    let text = match (remit_rules::rule(name), loading) {
        (Some(rule), _) => rule.page.to_owned(),
        (None, Some((_, summary))) => format!("# {name}\n\n{summary}\n"),
        (None, None) => rows(name, common)?,
    };
    output::result(&text, common.output.as_deref())?;
    Ok(Exit::Clean)
}

/// What is said of the rows of this name: of the catalogue, and of the framework where there is one.
fn rows(name: &str, common: &Common) -> Result<String, Trouble> {
    let (workspace, _) = Workspace::open_or_shipped(common)?;
    let model = &workspace.loaded.model;
    let (table, key) = match name.split_once('.') {
        Some((table, key)) if law::TABLES.contains(&table) => (Some(table), key),
        _ => (None, name),
    };
    let named = law::rows(model).into_iter().filter(|row| row.key() == key);
    let named = named.filter(|row| table.is_none_or(|table| row.table() == table));
    let mut pages: Vec<_> = named
        .map(|row| law::explained(model, row, &workspace.loaded.sources))
        .collect();
    pages.extend(law::family(model, key).filter(|_| table.is_none()));
    if pages.is_empty() {
        return Err(Trouble(unknown(name, key, &law::names(model))));
    }
    let width = output::width(common.output.as_deref());
    let pages: Vec<String> = pages.iter().map(|page| human::page(page, width)).collect();
    Ok(pages.join("\n"))
}

/// What to say of a name that is neither that of a rule nor that of a row.
fn unknown(name: &str, key: &str, rows: &[String]) -> String {
    // Somebody knows the section, and not how the catalogue calls it.
    let end = format!("-{}", key.to_lowercase());
    let sections: Vec<String> = rows
        .iter()
        .filter(|row| row.ends_with(&end))
        .map(|row| format!("`{row}`"))
        .collect();
    if !sections.is_empty() && sections.len() <= 3 {
        let sections = sections.join(" or ");
        return format!("there is no rule or row of the law `{name}`; did you mean {sections}?");
    }
    let rules = all().map(|rule| rule.name);
    let rules = rules.chain(LOADING_RULES.iter().map(|(name, _)| *name));
    let known = rules.chain(rows.iter().map(String::as_str));
    match did_you_mean(key, known) {
        Some(near) => format!("there is no rule or row of the law `{name}`; did you mean `{near}`?"),
        None => format!(
            "there is no rule or row of the law `{name}`; `remit rules` lists the rules, and `remit law` the powers"
        ),
    }
}
