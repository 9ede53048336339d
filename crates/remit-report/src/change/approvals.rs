//! Who must agree to a change: each once, the lowest first, with every reason.

use remit_model::comparison::{Approval, Consequence};
use remit_rules::change::{Approval as Level, Approver, Compared, approvers_of_change};

/// The approvers of one consequence.
pub(super) fn each_once(approvers: &[Approver]) -> Vec<Approval> {
    let approvals = approvers.iter().map(|approver| Approval {
        level: rank(approver.level),
        words: approver.level.words(),
        who: approver.who.clone(),
        why: vec![approver.why.clone()],
    });
    joined(approvals)
}

/// Those of all changes, and of all that these bring with them.
pub(super) fn of_all(compared: &Compared<'_, '_>, consequences: &[Consequence]) -> Vec<Approval> {
    let changes = compared.diff.changes.iter();
    let of_changes = changes.flat_map(|change| each_once(&approvers_of_change(compared, change)));
    let of_consequences = consequences.iter().flat_map(|one| one.approvals.iter().cloned());
    joined(of_changes.chain(of_consequences))
}

/// Of one who is named at several heights, the highest counts, with the reasons of all.
fn joined(approvals: impl Iterator<Item = Approval>) -> Vec<Approval> {
    let mut all: Vec<Approval> = Vec::new();
    for approval in approvals {
        match all.iter_mut().find(|known| known.who == approval.who) {
            Some(known) => {
                if approval.level > known.level {
                    (known.level, known.words) = (approval.level, approval.words);
                }
                for why in approval.why {
                    if !known.why.contains(&why) {
                        known.why.push(why);
                    }
                }
            }
            None => all.push(approval),
        }
    }
    all.sort_by(|a, b| (a.level, &a.who).cmp(&(b.level, &b.who)));
    all
}

fn rank(level: Level) -> usize {
    Level::ALL.iter().position(|known| *known == level).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_named_once_and_the_highest_last() {
        let approver = |level, who: &str, why: &str| Approver {
            level,
            who: who.to_owned(),
            why: why.to_owned(),
            each: Vec::new(),
        };
        let all = each_once(&[
            approver(Level::Partners, "all partners", "the agreement"),
            approver(Level::Committee, "the Board", "its terms"),
            approver(Level::Board, "the Board", "its parent"),
            approver(Level::Committee, "the Forum", "its terms"),
        ]);
        let told: Vec<(&str, &str, Vec<&str>)> = all
            .iter()
            .map(|one| {
                (
                    one.who.as_str(),
                    one.words,
                    one.why.iter().map(String::as_str).collect(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                ("the Forum", "committee", vec!["its terms"]),
                ("the Board", "board", vec!["its terms", "its parent"]),
                ("all partners", "partners jointly", vec!["the agreement"]),
            ]
        );
    }
}
