//! Which rules are run and how much they ask: by the command, by the framework's own levels, and by departures.

use std::fs;

use crate::cli::{code, err, out, remit, small, tower_hamlets};

/// The rules of the findings that the command prints.
fn rules(args: &[&str]) -> Vec<String> {
    let here = tempfile::tempdir().expect("a folder");
    let args: Vec<&str> = ["check", "--format", "json"].iter().chain(args).copied().collect();
    let output = remit(here.path(), &args);
    let read: serde_json::Value = serde_json::from_str(&out(&output)).unwrap_or_else(|_| panic!("{}", err(&output)));
    let findings = read["findings"].as_array().expect("a list").iter();
    findings
        .map(|finding| finding["rule"].as_str().expect("a rule").to_owned())
        .collect()
}

#[test]
fn only_and_skip_take_rules_and_groups() {
    let model = tower_hamlets();
    let only = rules(&[&model, "--only", "structure,broken-path"]);
    assert_eq!(only, ["broken-path", "misnamed-form"]);
    assert_eq!(
        rules(&[&model, "--only", "structure", "--skip", "misnamed-form"]),
        [""; 0]
    );
    let without = rules(&[&model, "--skip", "documents"]);
    assert!(without.contains(&"both-sides".to_owned()) && !without.contains(&"silences".to_owned()));
    let here = small();
    let wrong = remit(here.path(), &["check", "--only", "structur"]);
    assert_eq!(code(&wrong), 2);
    assert!(err(&wrong).contains("did you mean `structure`?"), "{}", err(&wrong));
}

#[test]
fn whoever_asks_for_the_law_is_told_of_legal_forms_too() {
    let model = tower_hamlets();
    let law = rules(&[&model, "--only", "law"]);
    assert_eq!(law, ["form-not-stated", "misnamed-form"]);
    assert_eq!(
        rules(&[&model, "--only", "law", "--skip", "structure"]),
        ["form-not-stated"]
    );
    // What a group asks for is not what leaving it out takes away.
    let without = rules(&[&model, "--skip", "law"]);
    assert!(without.contains(&"form-not-stated".to_owned()), "{without:?}");
    for name in remit_rules::ON_LEGAL_FORMS {
        let rule = remit_rules::rule(name).expect("a rule");
        assert_ne!(rule.group, remit_rules::Group::Law, "{name} is in the group already");
    }
}

#[test]
fn mistakes_in_the_text_are_told_whatever_is_asked_for() {
    let here = small();
    fs::write(here.path().join("more.toml"), "[body.x]\nnam = \"X\"\n").expect("written");
    let folder = here.path().to_string_lossy().into_owned();
    assert_eq!(rules(&[&folder, "--only", "membership"]), ["unknown-key"]);
}

#[test]
fn a_framework_gives_rules_levels_of_its_own() {
    let here = small();
    let folder = here.path().to_string_lossy().into_owned();
    let bodies = "[body.x]\nname = \"X Group\"\nform = \"officer-group\"\n";
    let level = |level: &str| {
        let levels = if level.is_empty() {
            String::new()
        } else {
            format!("[framework.levels]\norphan-body = \"{level}\"\n")
        };
        fs::write(
            here.path().join("framework.toml"),
            format!("[framework]\nname = \"Small\"\nas-at = 2020-01-01\n{levels}{bodies}"),
        )
        .expect("written");
        let output = remit(here.path(), &["check", "--format", "json", "--only", "structure"]);
        let read: serde_json::Value = serde_json::from_str(&out(&output)).expect("JSON");
        let found = read["findings"][0]["level"].as_str().unwrap_or("none").to_owned();
        (found, code(&output))
    };
    assert_eq!(level(""), ("should".to_owned(), 0));
    assert_eq!(level("must"), ("must".to_owned(), 1));
    assert_eq!(level("note"), ("note".to_owned(), 0));
    assert_eq!(level("off"), ("none".to_owned(), 0));
    // Asked for by its name, a rule is run in any case.
    assert_eq!(rules(&[&folder, "--only", "orphan-body"]), ["orphan-body"]);
}

#[test]
fn a_departure_ready_to_paste_accepts_the_finding() {
    let model = tower_hamlets();
    let here = tempfile::tempdir().expect("a folder");
    let block = remit(
        here.path(),
        &["check", &model, "--add-departure", "misnamed-form:body.tht-board"],
    );
    assert_eq!(code(&block), 0, "{}", err(&block));
    let block = out(&block);
    let copy = here.path().join("copy");
    for input in crate::folder::files(std::path::Path::new(&model)) {
        let path = copy.join(&input.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, input.bytes).expect("written");
    }
    let copy = copy.to_string_lossy().into_owned();
    let before = rules(&[&copy]);
    let file = here.path().join("copy/departures.toml");
    // As printed it accepts the finding, and the reader is asked for what only people can say.
    fs::write(&file, &block).expect("written");
    let pasted = rules(&[&copy]);
    assert!(before.contains(&"misnamed-form".to_owned()) && !pasted.contains(&"misnamed-form".to_owned()));
    assert!(pasted.contains(&"unexplained-departure".to_owned()));
    let filled = block
        .replace("reason = \"\"", "reason = \"the slide's own word\"")
        .replace("# accepted-by = \"…\"", "accepted-by = \"jce\"");
    fs::write(&file, filled).expect("written");
    let without: Vec<String> = before.into_iter().filter(|rule| rule != "misnamed-form").collect();
    assert_eq!(rules(&[&copy]), without);
    let again = remit(
        here.path(),
        &["check", &copy, "--add-departure", "misnamed-form:body.tht-board"],
    );
    assert_eq!(code(&again), 2);
    assert!(err(&again).contains("accepted already"), "{}", err(&again));
}

#[test]
fn a_departure_is_only_for_what_is_found_and_can_be_accepted() {
    let model = tower_hamlets();
    let here = tempfile::tempdir().expect("a folder");
    let asked = |what: &str| {
        let output = remit(here.path(), &["check", &model, "--add-departure", what]);
        assert_eq!((code(&output), out(&output).as_str()), (2, ""), "{what}");
        err(&output)
    };
    assert!(asked("both-sides").contains("\n  both-sides:body.chs-alliance,organisation.ccg\n"));
    assert!(asked("both-sides:body.hwb").contains("of that rule there are:"));
    assert!(asked("nonsense").contains("write rule and subject"));
    let broken = small();
    fs::write(broken.path().join("more.toml"), "[body.x]\nnam = \"X\"\n").expect("written");
    let output = remit(broken.path(), &["check", "--add-departure", "unknown-key"]);
    assert!(err(&output).contains("it can be mended"), "{}", err(&output));
}

#[test]
fn timings_name_every_rule_and_change_nothing_else() {
    let model = tower_hamlets();
    let here = tempfile::tempdir().expect("a folder");
    let plain = remit(here.path(), &["check", &model]);
    let timed = remit(here.path(), &["check", &model, "--timings"]);
    assert_eq!((out(&plain), code(&plain)), (out(&timed), code(&timed)));
    let said = err(&timed);
    for rule in remit_rules::RULES.iter().filter(|rule| rule.on) {
        assert!(
            said.lines().any(|line| line.ends_with(&format!(" ms  {}", rule.name))),
            "{}",
            rule.name
        );
    }
    assert!(said.trim_end().ends_with("all rules"));
}

#[test]
fn mistakes_alike_in_one_place_have_fingerprints_of_their_own() {
    let here = small();
    fs::write(
        here.path().join("more.toml"),
        "[body.x]\nnam = \"X\"\nfrom = \"y\"\n[body.x.seats.a]\nrolle = 1\n",
    )
    .expect("written");
    fs::write(here.path().join("broken.toml"), "= 3\n= 4\n").expect("written");
    let output = remit(here.path(), &["check", "--format", "json"]);
    let read: serde_json::Value = serde_json::from_str(&out(&output)).expect("JSON");
    let findings = read["findings"].as_array().expect("a list").iter();
    let prints: Vec<&str> = findings
        .map(|finding| finding["fingerprint"].as_str().expect("one"))
        .collect();
    let different: std::collections::BTreeSet<&&str> = prints.iter().collect();
    assert!(prints.len() >= 5, "{prints:?}");
    assert_eq!(different.len(), prints.len(), "{prints:?}");
}

#[test]
fn every_rule_is_timed_once_departures_among_them() {
    let loaded = crate::folder::from_texts(&[(
        "framework.toml",
        "[framework]\nname = \"Small\"\n[departure.x]\nrule = \"orphan-body\"\nsubject = \"body.x\"\nreason = \"r\"\n",
    )]);
    let ticks = std::cell::Cell::new(0);
    // A clock that goes on by one at each look: whoever is timed takes one, whoever is not takes nothing.
    let clock = || {
        ticks.set(ticks.get() + 1);
        std::time::Duration::from_secs(ticks.get())
    };
    let at = loaded.model.at(jiff::civil::date(2020, 1, 1), &[]);
    let (checked, times) = remit_rules::check_timed(&at, &loaded.broken, remit_rules::RULES, &clock);
    let mut names: Vec<&str> = times.iter().map(|(name, _)| *name).collect();
    let mut all: Vec<&str> = remit_rules::RULES.iter().map(|rule| rule.name).collect();
    names.sort_unstable();
    all.sort_unstable();
    assert_eq!(names, all);
    assert!(times.iter().all(|(_, time)| time.as_secs() == 1), "{times:?}");
    let plain = remit_rules::check_with(&at, &loaded.broken, remit_rules::RULES);
    let prints = |checked: &remit_rules::Checked| checked.findings.iter().map(|f| f.fingerprint()).collect::<Vec<_>>();
    assert_eq!(prints(&checked), prints(&plain));
    assert!(prints(&plain).contains(&"unused-departure:departure.x".to_owned()));
}
