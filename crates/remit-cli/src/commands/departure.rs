//! `remit check --add-departure FINDING`: a departure, ready to paste. Nothing is ever accepted by Remit itself.

use jiff::ToSpan;
use remit_model::finding::Finding;
use remit_model::resolve::LOADING_RULES;
use remit_model::suggest::did_you_mean;
use remit_rules::{Check, Checked};

use crate::exit::Trouble;
use crate::workspace::Workspace;

/// The block that accepts one finding, named by its fingerprint, or by rule and subject where that is enough.
pub(crate) fn block(workspace: &Workspace, checked: &Checked, named: &str) -> Result<String, Trouble> {
    let is_named = |print: &str| {
        let rest = print.strip_prefix(named);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([',', ':']))
    };
    let accepted = checked
        .departed
        .iter()
        .find(|(finding, _)| finding.fingerprint() == named);
    if let Some((_, departure)) = accepted {
        return Err(Trouble(format!(
            "`{named}` is accepted already, by `departure.{departure}`"
        )));
    }
    let prints: Vec<String> = checked.findings.iter().map(Finding::fingerprint).collect();
    let meant: Vec<usize> = (0..prints.len()).filter(|&number| is_named(&prints[number])).collect();
    let exact = meant.iter().copied().find(|&number| prints[number] == named);
    let number = match (exact, meant.as_slice()) {
        (Some(number), _) => number,
        (None, [number]) => *number,
        (None, []) => {
            return Err(Trouble(format!(
                "nothing is found that is called `{named}`; {}",
                near(named, &prints)
            )));
        }
        (None, several) => {
            let several = several.iter().map(|&number| prints[number].as_str());
            return Err(Trouble(format!(
                "`{named}` is found several times; say which:{}",
                listed(several)
            )));
        }
    };
    let finding = &checked.findings[number];
    if LOADING_RULES.iter().any(|(name, _)| *name == finding.rule) {
        return Err(Trouble(format!(
            "`{}` is a mistake in the text: it can be mended, and not be accepted",
            finding.rule
        )));
    }
    if remit_rules::rule(finding.rule).is_some_and(|rule| matches!(rule.check, Check::Departures(_))) {
        return Err(Trouble(format!(
            "`{}` is about a departure: mend that one",
            finding.rule
        )));
    }
    let departures = &workspace.loaded.model.departures;
    let key = remit_render::departure::key(finding);
    let free = (1..).map(|n| if n == 1 { key.clone() } else { format!("{key}-{n}") });
    let key = free
        .into_iter()
        .find(|key| departures.get(key).is_none())
        .unwrap_or(key);
    // A year, so that somebody looks at it again.
    let until = workspace.date.checked_add(1.year()).unwrap_or(workspace.date);
    Ok(remit_render::departure::block(finding, &key, until))
}

/// What may have been meant.
fn near(named: &str, prints: &[String]) -> String {
    let rule = |print: &str| print.split(':').next().unwrap_or("").to_owned();
    let same: Vec<&str> = prints
        .iter()
        .map(String::as_str)
        .filter(|print| rule(print) == rule(named))
        .collect();
    if !same.is_empty() {
        return format!("of that rule there are:{}", listed(same.into_iter()));
    }
    did_you_mean(named, prints.iter().map(String::as_str)).map_or_else(
        || {
            "write rule and subject, as in orphan-body:body.board; with the rule alone, those of the rule are listed"
                .to_owned()
        },
        |near| format!("did you mean `{near}`?"),
    )
}

fn listed<'p>(prints: impl Iterator<Item = &'p str>) -> String {
    let lines: Vec<String> = prints.take(50).map(|print| format!("\n  {print}")).collect();
    lines.concat()
}
