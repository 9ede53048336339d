//! What `remit check` prints in each format: held to its schema, the same in what it counts, and harmless.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::folder::root;
use crate::validate::mistakes;

/// Every format of `remit check`. The exit codes of all of them are in `cli.rs`.
pub(crate) const FORMATS: [&str; 5] = ["human", "short", "json", "sarif", "markdown"];

/// A name that tries to be a link, an argument, markup and an escape code.
const HOSTILE: &str = "[x](javascript:alert(1)) {0} <script> | `x` \\u001b[31mred \\u202e";

fn check(folder: &Path, format: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_remit"))
        .args(["check", ".", "--format", format])
        .current_dir(folder)
        .stdin(Stdio::null())
        .env_remove("COLUMNS")
        .output()
        .expect("remit runs")
}

fn text(output: &Output) -> String {
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn read(folder: &Path, format: &str) -> Value {
    serde_json::from_str(&text(&check(folder, format))).expect("JSON")
}

fn framework(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("written");
    }
    folder
}

fn clean() -> TempDir {
    framework(&[("framework.toml", "[framework]\nname = \"Small\"\nas-at = 2020-01-01\n")])
}

/// Everything at once: a mistake in a file with a strange name, one without a place, a finding, an accepted one, and
/// hostile names wherever a name may stand.
fn broken() -> TempDir {
    let framework_file = format!(
        "[framework]\nname = \"{HOSTILE}\"\nas-at = 2020-01-01\n\n\
         [body.orphan]\nname = \"{HOSTILE}\"\n\n[body.accepted]\nname = \"Accepted\"\n\n\
         [organisation.council]\nname = \"{HOSTILE}\"\nform = \"county-council\"\n\n\
         [departure.agreed]\nrule = \"orphan-body\"\nsubject = \"body.accepted\"\nreason = \"{HOSTILE}\"\n\
         accepted-by = \"council\"\nminute = \"{HOSTILE}\"\nuntil = 2020-12-31\n"
    );
    let folder = framework(&[
        ("framework.toml", &framework_file),
        ("a b#c%20ä.toml", "[body.x]\nnmae = \"X\"\nwithin = \"council\"\n"),
    ]);
    let large = fs::File::create(folder.path().join("large.toml")).expect("made");
    large
        .set_len(remit_model::limits::FILE_BYTES as u64 + 1)
        .expect("grown");
    folder
}

/// The model, a clean framework and a broken one.
fn with_each(mut test: impl FnMut(&str, &Path)) {
    test("the model", &root().join("models/tower-hamlets-together"));
    test("a clean framework", clean().path());
    test("a broken framework", broken().path());
}

#[test]
fn the_schema_of_the_findings_is_fresh() {
    let file = root().join("docs/schemas/findings.schema.json");
    let printed = Command::new(env!("CARGO_BIN_EXE_remit"))
        .args(["schema", "--of", "findings"])
        .output()
        .expect("remit runs");
    assert_eq!(
        fs::read_to_string(file).expect("the schema is there"),
        text(&printed),
        "write it anew: cargo run -- schema --of findings -o docs/schemas/findings.schema.json"
    );
}

#[test]
fn the_json_is_as_its_schema_says() {
    let schema = remit_render::json::schema();
    let mut seen = BTreeSet::new();
    with_each(|name, folder| {
        let value = read(folder, "json");
        assert_eq!(mistakes(&schema, &value), [""; 0], "{name}");
        seen.extend(
            ["findings", "departed"]
                .into_iter()
                .filter(|list| value[list] != json!([])),
        );
        let departed = value["departed"].as_array().map(Vec::len);
        assert_eq!(
            value["summary"]["departures"].as_u64(),
            departed.map(|n| n as u64),
            "{name}"
        );
        // That it can fail at all: one thing taken out, one changed.
        let mut cut = value.clone();
        cut.as_object_mut().expect("a table").remove("departed");
        assert_eq!(mistakes(&schema, &cut).len(), 1);
        if value["findings"] != json!([]) {
            let mut changed = value.clone();
            changed["findings"][0]["level"] = json!("error");
            assert_eq!(mistakes(&schema, &changed).len(), 1);
        }
    });
    assert_eq!(seen.len(), 2, "both lists were seen filled");
}

#[test]
fn the_departure_is_told_with_what_it_accepts() {
    let value = read(broken().path(), "json");
    let departed = &value["departed"][0];
    assert_eq!(departed["fingerprint"], json!("orphan-body:body.accepted"));
    let departure = &departed["departure"];
    assert_eq!(departure["key"], json!("agreed"));
    assert_eq!(departure["accepted-by"]["key"], json!("council"));
    assert_eq!(departure["until"], json!("2020-12-31"));
    assert!(
        departure["reason"]
            .as_str()
            .is_some_and(|reason| reason.contains("\u{1b}[31mred")),
        "JSON gives the text back as it was: {departure}"
    );
}

/// As much of SARIF 2.1.0 as Remit writes: what may stand where, what has to, and from which words.
fn sarif_shape() -> Value {
    let text = json!({ "type": "string" });
    let number = json!({ "type": "integer", "minimum": 1 });
    let list = |of: &str| json!({ "type": "array", "items": { "$ref": format!("#/definitions/{of}") } });
    let words = json!({ "$ref": "#/definitions/message" });
    let table = |required: &[&str], properties: Value| json!({ "type": "object", "required": required, "properties": properties });
    let mut shape = table(
        &["$schema", "version", "runs"],
        json!({
            "$schema": text, "version": { "const": "2.1.0" },
            "runs": { "type": "array", "minItems": 1, "items": { "$ref": "#/definitions/run" } }
        }),
    );
    let driver = table(
        &["name", "version", "rules"],
        json!({ "name": { "const": "Remit" }, "version": text, "language": { "const": "en-GB" }, "rules": list("rule") }),
    );
    let properties = json!({ "framework": text, "asAt": { "type": "string", "format": "date" }, "with": { "type": "array", "items": text } });
    shape["definitions"] = json!({
        "run": table(&["tool", "results"], json!({
            "tool": table(&["driver"], json!({ "driver": driver })),
            "columnKind": { "enum": ["utf16CodeUnits", "unicodeCodePoints"] },
            "results": list("result"),
            "properties": table(&[], properties)
        })),
        "rule": table(&["id", "shortDescription", "fullDescription", "help", "defaultConfiguration"], json!({
            "id": text, "shortDescription": words, "fullDescription": words, "help": words,
            "defaultConfiguration": table(&["level", "enabled"], json!({ "level": { "$ref": "#/definitions/level" }, "enabled": { "type": "boolean" } }))
        })),
        "level": { "enum": ["error", "warning", "note"] },
        "message": table(&["text"], json!({ "text": text, "markdown": text })),
        "result": table(
            &["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints", "suppressions"],
            json!({
                "ruleId": text, "ruleIndex": { "type": "integer", "minimum": 0 },
                "level": { "$ref": "#/definitions/level" }, "message": words,
                "locations": { "type": "array", "minItems": 1, "items": { "$ref": "#/definitions/location" } },
                "relatedLocations": list("location"), "codeFlows": list("codeFlow"),
                "partialFingerprints": table(&["remitFingerprint/v1"], json!({ "remitFingerprint/v1": text })),
                "suppressions": list("suppression"),
                "properties": table(&[], json!({ "verdict": { "enum": ["broken", "cannot-tell", "remark"] }, "subject": text }))
            })
        ),
        "location": table(&["physicalLocation"], json!({
            "id": number, "message": words,
            "physicalLocation": table(&["artifactLocation"], json!({
                "artifactLocation": table(&["uri"], json!({ "uri": text, "uriBaseId": { "const": "%SRCROOT%" } })),
                "region": table(&["startLine"], json!({
                    "startLine": number, "startColumn": number, "endLine": number, "endColumn": number
                }))
            }))
        })),
        "codeFlow": table(&["threadFlows"], json!({
            "threadFlows": { "type": "array", "minItems": 1, "items": table(&["locations"], json!({
                "locations": { "type": "array", "minItems": 1, "items":
                    table(&["location"], json!({ "location": { "$ref": "#/definitions/location" } })) }
            })) }
        })),
        "suppression": table(&["kind"], json!({
            "kind": { "enum": ["inSource", "external"] }, "status": { "enum": ["accepted", "underReview", "rejected"] },
            "justification": text, "location": { "$ref": "#/definitions/location" },
            "properties": table(&[], json!({ "departure": text, "acceptedBy": text, "minute": text, "until": text }))
        }))
    });
    shape
}

/// Every value under a name, however deep.
fn under<'v>(value: &'v Value, name: &str, found: &mut Vec<&'v Value>) {
    match value {
        Value::Object(table) => {
            found.extend(table.get(name));
            table.values().for_each(|value| under(value, name, found));
        }
        Value::Array(list) => list.iter().for_each(|value| under(value, name, found)),
        _ => {}
    }
}

#[test]
fn the_sarif_is_what_sarif_is() {
    let shape = sarif_shape();
    let (mut related, mut flows, mut suppressed) = (0, 0, 0);
    with_each(|name, folder| {
        let log = read(folder, "sarif");
        assert_eq!(mistakes(&shape, &log), [""; 0], "{name}");
        let run = &log["runs"][0];
        assert_eq!(run["tool"]["driver"]["version"], json!(env!("CARGO_PKG_VERSION")));
        let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
        let declared: Vec<&str> = rules.iter().filter_map(|rule| rule["id"].as_str()).collect();
        let loading = remit_model::resolve::LOADING_RULES.iter().map(|(name, _)| *name);
        let all: Vec<&str> = loading.chain(remit_rules::RULES.iter().map(|rule| rule.name)).collect();
        assert_eq!(declared, all, "every rule is declared, whatever was found");
        let results = run["results"].as_array().expect("results");
        let found = read(folder, "json");
        let count = |list: &str| found[list].as_array().map_or(0, Vec::len);
        assert_eq!(results.len(), count("findings") + count("departed"), "{name}");
        for result in results {
            let index = result["ruleIndex"].as_u64().expect("a number") as usize;
            assert_eq!(result["ruleId"], declared[index]);
            related += result["relatedLocations"].as_array().map_or(0, Vec::len);
            flows += result["codeFlows"].as_array().map_or(0, Vec::len);
            suppressed += result["suppressions"].as_array().map_or(0, Vec::len);
        }
        let mut uris = Vec::new();
        under(&run["results"], "uri", &mut uris);
        for uri in uris.into_iter().filter_map(Value::as_str) {
            assert!(!uri.starts_with('/') && !uri.contains([':', ' ', '\\', '#']), "{uri}");
            assert!(folder.join(decoded(uri)).is_file(), "{uri} leads to a file of {name}");
        }
    });
    assert!(
        related > 0 && flows > 0 && suppressed == 1,
        "{related} {flows} {suppressed}"
    );
}

/// What an encoded address means.
fn decoded(uri: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = uri.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let coded = std::str::from_utf8(after.get(..2).unwrap_or_default()).unwrap_or_default();
        match u8::from_str_radix(coded, 16) {
            Ok(meant) if byte == b'%' => {
                bytes.push(meant);
                rest = &after[2..];
            }
            _ => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn paths_are_those_of_whoever_started_it() {
    let model = "models/tower-hamlets-together";
    let started = |format: &str, folder: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_remit"))
            .args(["check", folder, "--format", format])
            .current_dir(root())
            .stdin(Stdio::null())
            .output()
            .expect("remit runs");
        text(&output)
    };
    let first = |text: &str| text.split(':').next().unwrap_or_default().to_owned();
    assert_eq!(first(&started("short", model)), format!("{model}/requirements.toml"));
    let log: Value = serde_json::from_str(&started("sarif", model)).expect("JSON");
    let location = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(location["uri"], json!(format!("{model}/requirements.toml")));
    // A path of this machine is never shown.
    let elsewhere = fs::canonicalize(root().join(model)).expect("a folder");
    let elsewhere = elsewhere.to_string_lossy();
    for format in FORMATS {
        assert!(!started(format, &elsewhere).contains(&*elsewhere), "{format}");
    }
    assert_eq!(first(&started("short", &elsewhere)), "requirements.toml");
}

#[test]
fn every_format_counts_what_was_accepted() {
    let folder = broken();
    for format in ["human", "short", "markdown"] {
        let text = text(&check(folder.path(), format));
        let last = text.trim_end().lines().last().unwrap_or_default();
        assert!(last.ends_with("; 1 accepted departure."), "{format}: {last}");
    }
    let markdown = text(&check(folder.path(), "markdown"));
    assert!(markdown.contains("## Accepted departures (1)"), "{markdown}");
    assert_eq!(read(folder.path(), "json")["summary"]["departures"], json!(1));
}

#[test]
fn the_page_of_findings_is_the_one_that_build_writes() {
    let folder = broken();
    let built = Command::new(env!("CARGO_BIN_EXE_remit"))
        .args(["build", "--out", "pages"])
        .current_dir(folder.path())
        .output()
        .expect("remit runs");
    assert!(built.status.success());
    let page = |name: &str| fs::read_to_string(folder.path().join("pages").join(name)).expect("written");
    let printed = text(&check(folder.path(), "markdown"));
    let last = printed
        .strip_prefix(&page("findings.md"))
        .expect("it begins with the page");
    assert_eq!(last.trim().lines().count(), 1, "and ends with the last line: {last}");
    for name in ["index.html", "findings.html", "index.md", "findings.md"] {
        assert!(page(name).contains("; 1 accepted departure."), "{name} counts it");
    }
    let html = page("findings.html");
    for part in ["Accepted departures (1)", "departure.agreed", "until 31 December 2020"] {
        assert!(html.contains(part), "{part}");
    }
}

#[test]
fn nothing_that_is_piped_depends_on_the_terminal() {
    with_each(|name, folder| {
        for format in FORMATS {
            let plain = text(&check(folder, format));
            assert!(
                !plain.contains(['\u{1b}', '\u{202e}', '\r']),
                "{name}, {format}: {plain:?}"
            );
            for (variable, value) in [("COLUMNS", "40"), ("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")] {
                let again = Command::new(env!("CARGO_BIN_EXE_remit"))
                    .args(["check", ".", "--format", format])
                    .current_dir(folder)
                    .env(variable, value)
                    .output()
                    .expect("remit runs");
                assert_eq!(
                    text(&again),
                    plain,
                    "{name}, {format}, {variable}: same input, same bytes"
                );
            }
        }
    });
}

#[test]
fn hostile_names_are_only_names() {
    let folder = broken();
    let short = text(&check(folder.path(), "short"));
    let (json, sarif) = (read(folder.path(), "json"), text(&check(folder.path(), "sarif")));
    let found = json["findings"].as_array().map_or(0, Vec::len);
    assert_eq!(
        short.lines().count(),
        found + 1,
        "a line for each, and the last: {short}"
    );
    assert!(short.contains("a b#c%20ä.toml:2:1: must[unknown-key] "), "{short}");
    assert!(
        short.lines().any(|line| line.starts_with("must[limit] large.toml: ")),
        "without a place: {short}"
    );
    assert!(!sarif.contains("](javascript"), "{sarif}");
    let log: Value = serde_json::from_str(&sarif).expect("JSON");
    let mut messages = Vec::new();
    under(&log["runs"][0]["results"], "text", &mut messages);
    let messages: Vec<&str> = messages.into_iter().filter_map(Value::as_str).collect();
    let named = messages.iter().filter(|text| text.contains("javascript"));
    assert!(named.clone().count() > 0);
    for text in named {
        assert!(
            text.contains("{{0}}") && !text.contains(['\u{1b}', '\u{202e}']),
            "{text:?}"
        );
    }
    // What is escaped is text; what is left then would be a link or a tag.
    let markdown = text(&check(folder.path(), "markdown"));
    let acts = markdown.replace("\\]", "").replace("\\<", "");
    assert!(acts.contains("(javascript") && !acts.contains("](javascript"), "{acts}");
    assert!(!acts.contains("<script"), "{acts}");
}

#[test]
fn a_narrow_terminal_is_filled_and_no_more() {
    let model = crate::folder::from_folder(&root().join("models/tower-hamlets-together"));
    let date = model.model.framework.as_at.expect("it has a date");
    let found = remit_rules::check(&model.model.at(date, &[]), &model.broken).findings;
    let options = remit_render::HumanOptions {
        color: false,
        width: 40,
        per_rule: 0,
    };
    let shown = remit_render::human::findings(&found, &model.sources, &options);
    for line in shown
        .lines()
        .filter(|line| !line.contains("-->") && !line.contains(":::"))
    {
        assert!(line.chars().count() <= 40, "{line}");
    }
    let short = remit_render::short::findings(&found, &model.sources, "");
    assert_eq!(
        short.lines().count(),
        found.len(),
        "a finding is a line, however narrow the terminal"
    );
}
