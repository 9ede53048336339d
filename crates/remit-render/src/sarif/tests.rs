//! What a SARIF file says of a finding. Its shape as a whole is checked on real frameworks, in `tests/formats.rs`.

use serde_json::{Value, json};

use super::*;
use crate::fixture::{self, HOSTILE, add, place, sources};

const RULES: [RuleInfo<'static>; 3] = [
    RuleInfo {
        name: "syntax",
        level: Level::Must,
        summary: "Not TOML.",
        page: "",
        on: true,
    },
    RuleInfo {
        name: "orphan-body",
        level: Level::Should,
        summary: "A body\nalone.",
        page: "# orphan-body\n\n## What\n\nA body\nalone. Level: should.\n\n## Wrong\n\n```toml wrong\nx = { for = [1] }\n```\n",
        on: true,
    },
    RuleInfo {
        name: "silences",
        level: Level::Note,
        summary: "Silence.",
        page: "",
        on: true,
    },
];

fn about() -> About {
    About {
        framework: "Barset [x](y) {0}".to_owned(),
        as_at: jiff::civil::date(2017, 11, 1),
        with: vec!["icp".to_owned()],
        new_since: None,
    }
}

fn write(findings: &[Finding], departed: &[Departed<'_>], sources: &Sources, folder: &str) -> String {
    write_about(&about(), findings, departed, sources, folder)
}

fn write_about(
    about: &About,
    findings: &[Finding],
    departed: &[Departed<'_>],
    sources: &Sources,
    folder: &str,
) -> String {
    let options = SarifOptions {
        version: "9.8.7",
        rules: &RULES,
        folder,
    };
    super::findings(findings, departed, sources, about, &options)
}

fn read(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn nothing_found_is_a_run_with_all_rules() {
    let log = read(&write(&[], &[], &Sources::default(), ""));
    assert_eq!(log["version"], json!("2.1.0"));
    let run = &log["runs"][0];
    assert_eq!(run["results"], json!([]));
    assert_eq!(
        run["properties"],
        json!({"framework": "Barset [x] (y) {{0}}", "asAt": "2017-11-01", "with": ["icp"]})
    );
    let driver = &run["tool"]["driver"];
    assert_eq!(
        (&driver["name"], &driver["version"]),
        (&json!("Remit"), &json!("9.8.7"))
    );
    let rules = driver["rules"].as_array().unwrap();
    let told = |rule: &Value| (rule["id"].clone(), rule["defaultConfiguration"]["level"].clone());
    assert_eq!(
        rules.iter().map(told).collect::<Vec<_>>(),
        [
            (json!("syntax"), json!("error")),
            (json!("orphan-body"), json!("warning")),
            (json!("silences"), json!("note"))
        ]
    );
    assert_eq!(rules[1]["shortDescription"]["text"], json!("A body alone."));
    assert_eq!(
        rules[1]["fullDescription"]["text"],
        json!("A body alone. Level: should.")
    );
    assert_eq!(rules[1]["help"]["markdown"], json!(RULES[1].page));
    let help = rules[1]["help"]["text"].as_str().unwrap();
    assert!(
        help.contains("x = { for = [1] }") && !help.contains(['#', '`']),
        "{help}"
    );
    assert_eq!(rules[0]["help"], json!({"text": "Not TOML."}));
}

#[test]
fn a_finding_says_where_it_stands_and_what_it_rests_on() {
    let (mut texts, file) = sources("b ä.toml", "é = 1\r\nname = \"x\"\r\n");
    let other = add(&mut texts, "other.toml", "y = 1\n");
    let mut path = fixture::path();
    path.steps[0].place = Some(place(other, 0, 1));
    let finding = Finding::new("orphan-body", Level::Must, "body.jce", "the JCE answers to nobody")
        .verdict(Verdict::CannotTell)
        .label(place(file, 8, 18), "here")
        .label(place(other, 0, 1), "")
        .label(place(other, 0, 1), "")
        .remark("one remark")
        .path(path)
        .path(fixture::path())
        .help("write it down");
    let log = read(&write(&[finding], &[], &texts, "models/x/"));
    let result = &log["runs"][0]["results"][0];
    assert_eq!(
        (&result["ruleId"], &result["ruleIndex"]),
        (&json!("orphan-body"), &json!(1))
    );
    assert_eq!(
        result["level"],
        json!("error"),
        "the finding's own level, not its rule's"
    );
    assert_eq!(
        result["message"]["text"],
        json!("The JCE answers to nobody.\n\nOne remark.\n\nTo put it right: Write it down.")
    );
    assert_eq!(
        result["locations"],
        json!([{
            "physicalLocation": {
                "artifactLocation": {"uri": "models/x/b%20%C3%A4.toml", "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 11}
            },
            "message": {"text": "Here"}
        }])
    );
    let related = result["relatedLocations"].as_array().unwrap();
    assert_eq!(related.len(), 2);
    assert_ne!(related[0], related[1], "no two are alike");
    let flows = result["codeFlows"].as_array().unwrap();
    assert_eq!(
        flows.len(),
        1,
        "a path that is written nowhere is none to click through"
    );
    let steps = &flows[0]["threadFlows"][0]["locations"];
    assert_eq!(
        steps[0]["location"]["message"]["text"],
        json!("JCE answers to Board: in force; assumed: the paper says “reports”")
    );
    let uri = |step: &Value| step["location"]["physicalLocation"]["artifactLocation"]["uri"].clone();
    assert_eq!(uri(&steps[0]), json!("models/x/other.toml"));
    assert_eq!(
        uri(&steps[1]),
        json!("models/x/b%20%C3%A4.toml"),
        "where the finding is"
    );
    assert_eq!(
        result["partialFingerprints"],
        json!({"remitFingerprint/v1": "orphan-body:body.jce"})
    );
    assert_eq!(result["suppressions"], json!([]));
    assert_eq!(result["properties"]["verdict"], json!("cannot-tell"));
    assert_eq!(result.get("kind"), None, "it would take the level away");
}

#[test]
fn what_was_accepted_is_suppressed_and_says_why() {
    let (texts, file) = sources("a.toml", "[departure.agreed]\n");
    let finding = Finding::new("silences", Level::Note, "body.jce", "m").label(place(file, 0, 3), "");
    let departed = [fixture::departed(&finding, "It is agreed.")];
    let log = read(&write(&[], &departed, &texts, ""));
    let suppression = &log["runs"][0]["results"][0]["suppressions"][0];
    let said = |key: &str| suppression[key].as_str().unwrap().to_owned();
    assert_eq!(
        [said("kind"), said("status"), said("justification")],
        ["external", "accepted", "It is agreed."]
    );
    assert_eq!(
        suppression["properties"],
        json!({"departure": "agreed", "acceptedBy": "Board", "minute": "12.3", "until": "2018-03-31"})
    );
    assert_eq!(
        suppression["location"]["physicalLocation"]["artifactLocation"]["uri"],
        json!("a.toml")
    );
}

#[test]
fn a_finding_without_a_place_still_has_a_file() {
    let uri = |subject: &str| {
        let finding = Finding::new("syntax", Level::Must, subject, "m");
        let log = read(&write(&[finding], &[], &Sources::default(), "f/"));
        let location = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"].clone();
        assert_eq!(location.get("region"), None);
        location["artifactLocation"]["uri"].clone()
    };
    assert_eq!(uri("file.bodies/large.toml"), json!("f/bodies/large.toml"));
    assert_eq!(uri("framework"), json!("f/framework.toml"));
}

#[test]
fn what_ships_with_remit_is_no_file_of_the_readers() {
    let (mut texts, file) = sources("a.toml", "x = 1\n");
    let shipped = texts.add(remit_model::sources::Source {
        path: "catalogue.toml".to_owned(),
        text: "y = 1\n".into(),
        shipped: true,
    });
    let finding = Finding::new("syntax", Level::Must, "s", "m")
        .label(place(shipped, 0, 1), "there")
        .label(place(file, 0, 1), "here")
        .label(place(shipped, 0, 1), "there");
    let written = write(&[finding], &[], &texts, "");
    assert!(!written.contains("catalogue.toml"), "{written}");
    let result = &read(&written)["runs"][0]["results"][0];
    let uri = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(uri, &json!("a.toml"));
    assert_eq!(result.get("relatedLocations"), None);
}

#[test]
fn hostile_text_does_nothing() {
    for name in HOSTILE {
        let (texts, file) = sources(name, name);
        let finding = Finding::new("syntax", Level::Must, name, name)
            .label(place(file, 0, 900), name)
            .label(place(file, 0, 900), name)
            .remark(name)
            .help(name);
        let departed = [fixture::departed(&finding, name)];
        let written = write(std::slice::from_ref(&finding), &departed, &texts, "");
        assert!(!written.contains(['\u{1b}', '\u{202e}', '\r']), "{written:?}");
        let log = read(&written);
        for result in log["runs"][0]["results"].as_array().unwrap() {
            let text = result["message"]["text"].as_str().unwrap();
            assert!(!text.contains("]("), "no link: {text}");
            let uri = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
            let uri = uri.as_str().unwrap();
            assert!(uri.is_ascii() && !uri.contains([':', '<', '"', ' ', '\\']), "{uri}");
        }
        let why = &log["runs"][0]["results"][1]["suppressions"][0]["justification"];
        assert!(!why.as_str().unwrap().contains(['\u{1b}', '\u{202e}']), "{why}");
    }
}

#[test]
fn a_name_makes_no_paragraph_of_its_own() {
    let (sources, file) = sources("a.toml", "x = 1\n");
    let forged = "A\n\n# All is well\n- nothing to do";
    let finding = Finding::new("r", Level::Note, "body.a", forged)
        .label(place(file, 0, 1), forged)
        .remark(forged)
        .help(forged);
    let log = read(&write(&[finding], &[], &sources, ""));
    let text = log["runs"][0]["results"][0]["message"]["text"].as_str().unwrap();
    assert_eq!(text.lines().filter(|line| !line.is_empty()).count(), 3, "{text}");
    assert!(!text.lines().any(|line| line.starts_with(['#', '-'])), "{text}");
}

#[test]
fn what_is_new_says_so_and_what_was_accepted_may_be_older() {
    let new = Finding::new("orphan-body", Level::Should, "body.new", "m");
    let old = Finding::new("orphan-body", Level::Should, "body.old", "m");
    let since = crate::NewSince {
        side: "git:main".to_owned(),
        words: "as it was in the revision main".to_owned(),
        as_at: jiff::civil::date(2017, 11, 1),
        with: Vec::new(),
        as_before: 0,
        cleared: Vec::new(),
        then: std::iter::once(old.fingerprint()).collect(),
    };
    let about = About {
        new_since: Some(since),
        ..about()
    };
    let (sources, file) = sources("a.toml", "a = 1\n");
    let old = old.label(place(file, 0, 1), "");
    let departed = [fixture::departed(&old, "It is agreed.")];
    let log = read(&write_about(
        &about,
        std::slice::from_ref(&new),
        &departed,
        &sources,
        "",
    ));
    let run = &log["runs"][0];
    assert_eq!(run["properties"]["newSince"], json!("git:main"));
    let states: Vec<&Value> = run["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| &result["baselineState"])
        .collect();
    assert_eq!(states, ["new", "unchanged"]);
    let plain = read(&write(&[new], &[], &sources, ""));
    assert!(
        plain["runs"][0]["results"][0].get("baselineState").is_none(),
        "of all or of none"
    );
}
