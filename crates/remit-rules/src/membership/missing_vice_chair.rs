//! A body with a chair, and nobody to take the chair's place (RULES C10).

use remit_model::document::Role;
use remit_model::finding::{Finding, Level};
use remit_model::model::AsAt;

use super::holding::role;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "missing-vice-chair",
    group: Group::Membership,
    level: Level::Note,
    page: include_str!("missing_vice_chair.md"),
    on: false,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    for body in at.listed_in_full("seats").filter(|body| !body.is_external()) {
        let Some(chair) = body.seats_of(Role::Chair).next() else {
            continue;
        };
        let might = |seat| !matches!(role(seat), Some(Role::Chair | Role::Member | Role::InAttendance));
        if body.seats().any(might) {
            continue;
        }
        let message = format!("{} has a chair and no vice-chair", body.name());
        findings.push(
            Finding::new(RULE.name, RULE.level, body.subject(), message)
                .label(
                    chair.statement.place,
                    "its seats are listed in full, and none is that of a vice-chair",
                )
                .help("say who chairs it when the chair is away, as a seat with `role = \"vice-chair\"`"),
        );
    }
}
