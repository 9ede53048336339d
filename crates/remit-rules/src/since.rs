//! What two checks differ in: a finding is the same where its fingerprint is, whatever its words, line or date.

use std::collections::BTreeSet;

use remit_model::finding::Finding;

use crate::Checked;
use crate::structure::conflicting_proposals::as_if_taken;

/// What is found now, beside what was found before. What is accepted counts as not found, on either side.
#[derive(Debug, Clone, Default)]
pub struct Since {
    /// What was not found before, in the order in which it is found now.
    pub new: Vec<Finding>,
    /// What was found before and is not found now, in the order in which it was.
    pub cleared: Vec<Finding>,
    /// How many are found now and were found before.
    pub as_before: usize,
}

impl Since {
    /// What `now` finds, beside what `before` did.
    pub fn of(before: &Checked, now: &Checked) -> Self {
        let new = lacking(now, before);
        let cleared = lacking(before, now);
        Self {
            as_before: now.findings.len() - new.len(),
            new: new.into_iter().cloned().collect(),
            cleared: cleared.into_iter().cloned().collect(),
        }
    }
}

/// The findings of one check that another has not.
pub(crate) fn lacking<'a>(of: &'a Checked, other: &Checked) -> Vec<&'a Finding> {
    let known: BTreeSet<String> = other.findings.iter().map(Finding::fingerprint).collect();
    let findings = of.findings.iter();
    findings
        .filter(|finding| {
            let print = finding.fingerprint();
            // A conflict within a scenario is one still where its proposals are taken together.
            let taken = as_if_taken(finding);
            !known.contains(&print) && (taken == print || !known.contains(&taken))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use remit_model::finding::Level;

    use super::*;

    fn found(subjects: &[&str]) -> Checked {
        let finding = |subject: &&str| Finding::new("orphan-body", Level::Should, *subject, format!("{subject}!"));
        Checked {
            findings: subjects.iter().map(finding).collect(),
            departed: Vec::new(),
        }
    }

    fn subjects(findings: &[Finding]) -> Vec<&str> {
        findings.iter().map(Finding::subject).collect()
    }

    #[test]
    fn what_is_new_and_what_is_cleared() {
        let (before, mut now) = (
            found(&["body.a", "body.b", "body.c"]),
            found(&["body.d", "body.b", "body.a"]),
        );
        now.findings[1].message = "other words".to_owned();
        now.findings[2].level = Level::Must;
        let since = Since::of(&before, &now);
        assert_eq!(subjects(&since.new), ["body.d"]);
        assert_eq!(subjects(&since.cleared), ["body.c"]);
        assert_eq!(since.as_before, 2);
    }

    #[test]
    fn what_is_accepted_is_not_found() {
        let (mut before, mut now) = (found(&["body.a", "body.b"]), found(&["body.a", "body.b"]));
        let accept = |checked: &mut Checked, at: usize| {
            let finding = checked.findings.remove(at);
            checked.departed.push((finding, "agreed".to_owned()));
        };
        accept(&mut before, 0);
        accept(&mut now, 1);
        let since = Since::of(&before, &now);
        assert_eq!(subjects(&since.new), ["body.a"], "its departure is gone");
        assert_eq!(subjects(&since.cleared), ["body.b"], "it was accepted since");
        assert_eq!(since.as_before, 0);
    }

    #[test]
    fn nothing_is_new_since_itself() {
        let found = found(&["body.a", "body.b"]);
        let since = Since::of(&found, &found);
        assert!(since.new.is_empty() && since.cleared.is_empty());
        assert_eq!(since.as_before, 2);
    }
}
