//! A demand of the framework on itself that is made before the change, and not after it.

use remit_diff::{Kind, Table};
use remit_model::finding::{Finding, Level};

use super::{Compared, Consequence};
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "requirement-withdrawn",
    group: Group::Change,
    level: Level::Should,
    page: include_str!("requirement_withdrawn.md"),
    on: true,
    check: Check::Change(check),
};

fn check(compared: &Compared<'_, '_>, found: &mut Vec<Consequence>) {
    let ended = compared
        .diff
        .of(Table::Requirement)
        .filter(|change| change.kind == Kind::Ended);
    for thing in ended.flat_map(|change| &change.before) {
        let rows = compared.before.current(compared.before.model().requirements.rows());
        let Some(row) = rows.into_iter().find(|row| row.key.as_str() == thing.id.key) else {
            continue;
        };
        let message = format!("the framework no longer demands `{}` of itself", row.key);
        let mut finding = Finding::new(RULE.name, RULE.level, thing.subject.clone(), message);
        let ended = compared.after.model().requirements.of(&row.key);
        let place = ended
            .filter_map(|row| compared.after.ended(row.statement.ended()))
            .map(|ended| ended.place)
            .next();
        if let Some(place) = place {
            finding = finding.label(place, "taken back here");
        }
        finding = finding.label(row.statement.place, "demanded here before");
        if let Some(because) = &row.because {
            finding = finding.remark(format!("it was demanded because {because}"));
        }
        let broken = compared.found_before.findings.iter();
        let broken = broken
            .filter(|finding| finding.level == Level::Must)
            .any(|finding| finding.subject() == thing.subject);
        finding = finding.remark(match broken {
            true => "it did not hold before the change",
            false => "before the change, a check did not find it broken",
        });
        found.push(Consequence::new(finding.help(
            "have it agreed by whoever asked for it; or keep it, and accept a departure from it with its reason",
        )));
    }
}
