//! A member of a committee whom somebody must approve, and did not, as far as is stated (RULES C3).

use remit_model::document::SeatAsks;
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, NodeAt, Seat, StatutorySeat};

use super::footing::{Asks, reading, with_readings};
use super::kinds::is_one;
use super::meant::Rows;
use crate::naming;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "unapproved-member",
    group: Group::Law,
    level: Level::Should,
    page: include_str!("unapproved_member.md"),
    on: true,
    check: Check::Model(check),
};

/// So many seats are shown.
const SHOWN: usize = 6;

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let Some(rows) = Rows::asking(at, &[SeatAsks::Approved]) else {
        return;
    };
    for body in rows.bodies(at) {
        for row in rows.about(at, body.id()) {
            let seats = rows.seats(at, row, body.id());
            let meant = body.seats().filter(|seat| seats.is_meant(seat) != Some(false));
            let (mut wrong, mut open) = (Vec::new(), Vec::new());
            for seat in meant {
                match seat.approved_by {
                    None => open.push(seat),
                    // Whose post it is, or who chairs the body that approved, may not be entered.
                    Some(by) if is_one(at, by, &row.approved_by) == Some(false) => wrong.push(seat),
                    Some(_) => {}
                }
            }
            findings.extend(judge(at, &body, row, &wrong));
            findings.extend(cannot_tell(&body, row, &open));
        }
    }
}

fn judge(at: &AsAt<'_>, body: &NodeAt<'_, '_>, row: &StatutorySeat, wrong: &[&Seat]) -> Option<Finding> {
    let footing = row.footing();
    let mut others: Vec<_> = wrong.iter().filter_map(|seat| seat.approved_by).collect();
    others.sort_unstable();
    others.dedup();
    if others.is_empty() {
        return None;
    }
    let message = format!(
        "members of {} were approved by {}, who may not be the one to do it: {}",
        body.name(),
        naming::nodes(at, others),
        footing.name()
    );
    let level = footing.level(reading(body).is_some()).min(RULE.level);
    let mut finding = Finding::new(RULE.name, level, body.subject(), message).key(footing.subject());
    for seat in wrong.iter().take(SHOWN) {
        finding = finding.label(seat.statement.place, "the holder of this seat");
    }
    finding = with_readings(finding, std::slice::from_ref(body));
    Some(footing.under(
        finding.remark("what the constitution says of it decides, and Remit has not read that"),
        "have them approved by the one who may, and enter that as `approved-by`",
    ))
}

fn cannot_tell(body: &NodeAt<'_, '_>, row: &StatutorySeat, open: &[&Seat]) -> Option<Finding> {
    let first = open.first()?;
    let footing = row.footing();
    let message = format!(
        "who approved the members of {} is not stated: {}",
        body.name(),
        footing.name()
    );
    let finding = Finding::new(RULE.name, Level::Note, body.subject(), message)
        .verdict(Verdict::CannotTell)
        .key(footing.subject())
        .key("approved-by")
        .label(first.statement.place, "among others, this seat does not say");
    Some(footing.under(finding, "enter as `approved-by` who approved the holder of each seat"))
}
