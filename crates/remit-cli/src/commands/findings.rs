//! What the formats are told beside the findings: who accepted what, which rules there are, and where the files lie.

use std::path::{Component, Path};

use remit_model::finding::{Finding, Level};
use remit_model::model::AsAt;
use remit_model::path::End;
use remit_model::resolve::LOADING_RULES;
use remit_render::{About, Departed, NewSince, RuleInfo};
use remit_rules::change::CHANGE_RULES;
use remit_rules::{Checked, RULES, Rule, Since};

use crate::sides::Side;
use crate::workspace::Workspace;

/// What was checked.
pub(crate) fn about(workspace: &Workspace) -> About {
    About {
        framework: workspace.loaded.model.framework.name.to_string(),
        as_at: workspace.date,
        with: workspace.with().to_vec(),
        new_since: None,
    }
}

/// The side since which findings are new, and what became of what was found then.
pub(crate) fn new_since(then: &Side, before: &Checked, since: &Since) -> NewSince {
    let departed = before.departed.iter().map(|(finding, _)| finding);
    NewSince {
        side: then.label.clone(),
        words: then.words.clone(),
        as_at: then.workspace.date,
        with: then.workspace.with().to_vec(),
        as_before: since.as_before,
        cleared: since.cleared.iter().map(Finding::fingerprint).collect(),
        then: before
            .findings
            .iter()
            .chain(departed)
            .map(Finding::fingerprint)
            .collect(),
    }
}

/// The accepted findings, each with its departure.
pub(crate) fn departed<'c>(at: &'c AsAt<'_>, checked: &'c Checked) -> Vec<Departed<'c>> {
    let departures = &at.model().departures;
    let accepted = checked.departed.iter().filter_map(|(finding, key)| {
        // The key comes from these very departures, so none is lost.
        let departure = departures.get(key)?;
        Some(Departed {
            finding,
            key: &departure.key,
            reason: &departure.reason,
            accepted_by: departure.accepted_by.map(|by| {
                let by = at.node(by);
                End {
                    key: by.key().to_string(),
                    name: by.name().to_string(),
                }
            }),
            minute: departure.minute.as_deref(),
            until: departure.until,
            place: departure.statement.place,
        })
    });
    accepted.collect()
}

/// Every rule that can find something: those of loading, which are always `must`, and all others.
pub(crate) fn rules() -> Vec<RuleInfo<'static>> {
    let loading = LOADING_RULES.iter().map(|&(name, summary)| RuleInfo {
        name,
        level: Level::Must,
        summary,
        page: "",
        on: true,
    });
    loading.chain(RULES.iter().map(|rule| info(rule))).collect()
}

/// The same, and the rules on changes.
pub(crate) fn rules_with_changes() -> Vec<RuleInfo<'static>> {
    let mut all = rules();
    all.extend(CHANGE_RULES.iter().map(|rule| info(rule)));
    all
}

fn info(rule: &'static Rule) -> RuleInfo<'static> {
    RuleInfo {
        name: rule.name,
        level: rule.level,
        summary: rule.summary(),
        page: rule.page,
        on: rule.on,
    }
}

/// The framework's folder as it was named, with `/` at its end, to be set before the path of a file: editors and code
/// review look for it from where the command was started. Nothing where the folder is that one, or where it is not below:
/// a path of this machine helps nobody elsewhere.
pub(crate) fn folder(folder: &Path) -> String {
    let mut shown = String::new();
    for part in folder.components() {
        match part {
            Component::Normal(name) => shown.push_str(&format!("{}/", name.to_string_lossy())),
            Component::CurDir => {}
            _ => return String::new(),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_folder_below_is_shown() {
        assert_eq!(folder(Path::new("models/barset/")), "models/barset/");
        assert_eq!(folder(Path::new("./models/./barset")), "models/barset/");
        for elsewhere in [".", "", "/srv/barset", "../barset", "a/../../b"] {
            assert_eq!(folder(Path::new(elsewhere)), "", "{elsewhere}");
        }
    }
}
