//! A quorum lower than the law asks for (RULES C12, second part).

use remit_model::document::SeatAsks;
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, NodeAt, NodeKind, Quorum, StatutorySeat};

use super::footing::{Asks, reading, with_readings};
use super::meant::{Rows, places};
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "unlawful-quorum",
    group: Group::Law,
    level: Level::Must,
    page: include_str!("unlawful_quorum.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let Some(rows) = Rows::asking(at, &[SeatAsks::Present]) else {
        return;
    };
    let bodies = at.all_nodes().filter(|node| node.kind() == NodeKind::Body);
    for body in bodies.filter(|body| body.exists() && !body.is_external() && body.many().is_none()) {
        let Some(quorum) = body.quorum() else { continue };
        for row in rows.about(at, body.id()) {
            findings.extend(match row.one_in {
                Some(one_in) => share(at, &rows, &body, quorum, row, one_in),
                None => category(&body, quorum, row),
            });
        }
    }
}

/// A quorum of so many members, where it must be a share of all of them.
fn share<'m>(
    at: &AsAt<'m>,
    rows: &Rows<'m>,
    body: &NodeAt<'m, '_>,
    quorum: &Quorum,
    row: &'m StatutorySeat,
    one_in: u32,
) -> Option<Finding> {
    let members = quorum.members?;
    if !body.is_none("seats") {
        return None;
    }
    let seats = rows.seats(at, row, body.id());
    let mut sure = 0u32;
    // Who may be a member, and may be none, makes the share no smaller.
    for seat in body.seats().filter(|seat| seats.is_meant(seat) == Some(true)) {
        sure = sure.saturating_add(places(at, seat).0);
    }
    let least = sure.div_ceil(one_in.max(1));
    if members >= least {
        return None;
    }
    let message = format!(
        "{} may decide with {members} of its {sure} members present, and at least {least} must be: {}",
        body.name(),
        row.footing().name()
    );
    Some(finding(body, row, message, "raise the `members` of its `quorum`"))
}

/// A quorum that does without those of whom some must be present.
fn category(body: &NodeAt<'_, '_>, quorum: &Quorum, row: &StatutorySeat) -> Option<Finding> {
    let of_category = quorum.of_category.iter();
    let asked = of_category.filter(|(category, _)| row.category.contains(category));
    let asked = asked.fold(0u32, |sum, (_, members)| sum.saturating_add(*members));
    if asked >= row.least || row.category.is_empty() {
        return None;
    }
    let listed = !quorum.of_category.is_empty() || body.is_none("quorum");
    let says = match listed {
        true => "may decide without those who must be present",
        false => "has a quorum of which it cannot be told whether it asks for those who must be present",
    };
    let message = format!("{} {says}: {}", body.name(), row.footing().name());
    let help = format!(
        "enter them in its `quorum`, as `of-category.{} = {}`",
        row.category[0], row.least
    );
    let found = finding(body, row, message, &help);
    Some(if listed {
        found
    } else {
        let found = found.verdict(Verdict::CannotTell);
        let mut found = found.remark("its quorum is entered without categories");
        found.level = Level::Note;
        found
    })
}

fn finding(body: &NodeAt<'_, '_>, row: &StatutorySeat, message: String, help: &str) -> Finding {
    let footing = row.footing();
    let place = body.quorum_place().unwrap_or_else(|| body.place());
    let level = footing.level(reading(body).is_some());
    let finding = Finding::new(RULE.name, level, body.subject(), message)
        .key(footing.subject())
        .label(place, "its quorum");
    footing.under(with_readings(finding, std::slice::from_ref(body)), help)
}
