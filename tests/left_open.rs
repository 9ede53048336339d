//! What a misspelt name may be is no fault of another rule: the name is reported as such.

use jiff::civil::date;
use remit_rules::{RULES, check_with};

use crate::folder::from_texts;

/// What one rule finds in a framework, by verdict and fingerprint.
fn found(rule: &str, text: &str) -> Vec<String> {
    let text = format!("[framework]\nname = \"Sample\"\n{text}");
    let loaded = from_texts(&[("framework.toml", &text)]);
    let at = loaded.model.at(date(2020, 1, 1), &[]);
    let findings = check_with(&at, &loaded.broken, RULES).findings;
    let findings = findings.iter().filter(|finding| finding.rule == rule);
    findings
        .map(|finding| format!("{:?} {}", finding.verdict, finding.fingerprint()))
        .collect()
}

/// A function that needs somebody to approve it, and some lines of which one might.
fn with_plan(lines: &str) -> String {
    format!(
        "[organisation.council]\n[function.plan]\nneeds = [\"approve\"]\n[function.other]\n\
         [body.board]\nform = \"committee\"\nwithin = \"council\"\n{lines}"
    )
}

#[test]
fn a_misspelt_name_may_be_who_holds_the_verb() {
    for lines in [
        "does.plan = { verb = \"aprove\", function = \"plan\" }",
        "does.plan = { verb = \"approve\", function = \"paln\" }",
        "does.plan = { function = \"paln\" }",
        "[delegation.plan]\nfrom = [\"council\"]\nto = \"baord\"\nfunctions = [\"plan\"]",
        "[delegation.plan]\nfrom = [\"council\"]\nto = \"board\"\nfunctions = [\"paln\"]",
        "[delegation.plan]\nfrom = [\"council\"]\nto = \"board\"\nfunctions = [\"plan\"]\nverbs = [\"aprove\"]",
    ] {
        assert!(found("unowned-decision", &with_plan(lines)).is_empty(), "{lines}");
    }
    let needs = with_plan("").replace("approve", "aprove");
    assert!(
        found("unowned-decision", &needs).is_empty(),
        "the need itself is misspelt"
    );
}

#[test]
fn a_misspelt_name_that_cannot_be_it_hides_nothing() {
    for lines in [
        "does.plan = { verb = \"recommend\", function = \"paln\" }",
        "does.other = { verb = \"aprove\", function = \"other\" }",
        "[delegation.plan]\nfrom = [\"council\"]\nto = \"baord\"\nfunctions = [\"other\"]",
        "[delegation.plan]\nfrom = [\"council\"]\nto = \"baord\"\nfunctions = [\"plan\"]\nverbs = [\"recommend\"]",
        "external = true\nnot-stated = [\"does\"]",
    ] {
        let found = found("unowned-decision", &with_plan(lines));
        assert_eq!(found, ["Broken unowned-decision:function.plan,approve"], "{lines}");
    }
}
