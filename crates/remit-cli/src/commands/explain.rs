//! `remit rules` and `remit explain RULE`: the rules and their pages.

use remit_model::resolve::LOADING_RULES;
use remit_rules::RULES;

use crate::args::Common;
use crate::exit::{Exit, Trouble};
use crate::output;

pub(crate) fn rules(common: &Common) -> Result<Exit, Trouble> {
    let mut text = String::from("Rules (`remit explain RULE` tells more):\n");
    for rule in RULES {
        text.push_str(&format!(
            "  {:<28} {:<6} {}\n",
            rule.name,
            rule.level.word(),
            rule.group.word()
        ));
    }
    text.push_str("\nMistakes in the files themselves, always `must`:\n");
    for (name, summary) in LOADING_RULES {
        text.push_str(&format!("  {name:<28} {summary}\n"));
    }
    output::result(&text, common.output.as_deref())?;
    Ok(Exit::Clean)
}

pub(crate) fn run(name: &str, common: &Common) -> Result<Exit, Trouble> {
    let loading = LOADING_RULES.iter().find(|(loading, _)| *loading == name);
    let text = match (remit_rules::rule(name), loading) {
        (Some(rule), _) => rule.page.to_owned(),
        (None, Some((_, summary))) => format!("# {name}\n\n{summary}\n"),
        (None, None) => {
            let names = RULES
                .iter()
                .map(|rule| rule.name)
                .chain(LOADING_RULES.iter().map(|(name, _)| *name));
            let known: Vec<&str> = names.collect();
            return Err(Trouble(format!(
                "there is no rule `{name}`; there are: {}",
                known.join(", ")
            )));
        }
    };
    output::result(&text, common.output.as_deref())?;
    Ok(Exit::Clean)
}
