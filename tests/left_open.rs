//! What a misspelt name or an unreadable file may say is no fault of another rule: the name, and the file, are reported as such.

use jiff::civil::date;
use remit_model::finding::{Level, Verdict};
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

#[test]
fn what_is_missing_may_stand_in_a_file_that_could_not_be_read() {
    let framework = "[framework]\nname = \"Small\"\n[function.plan]\nname = \"Plan\"\nneeds = [\"approve\"]\n\
                     [body.loose]\nname = \"Loose Group\"\nform = \"officer-group\"\n\
                     [body.board]\nname = \"Board\"\nform = \"partnership-forum\"\n\
                     [requirement.path.up]\ntop-down = [\"board\", \"loose\"]\nby = [\"answers-to\"]\n";
    let said = |files: &[(&str, &str)]| {
        let loaded = from_texts(files);
        let at = loaded.model.at(date(2026, 4, 1), &[]);
        let checked = remit_rules::check(&at, &loaded.broken);
        let rules = ["unowned-decision", "orphan-body", "broken-path"];
        let of = |rule: &str| {
            let finding = checked.findings.iter().find(|finding| finding.rule == rule);
            finding.map(|finding| (finding.level, finding.verdict))
        };
        rules.map(|rule| of(rule).unwrap_or_else(|| panic!("{rule} is silent")))
    };
    let (must, should, note) = (Level::Must, Level::Should, Level::Note);
    let (broken, open) = (Verdict::Broken, Verdict::CannotTell);
    assert_eq!(
        said(&[("framework.toml", framework)]),
        [(must, broken), (should, broken), (must, broken)]
    );
    let unread = [("framework.toml", framework), ("more.toml", "[body.board\n")];
    assert_eq!(said(&unread), [(note, open); 3]);
}
