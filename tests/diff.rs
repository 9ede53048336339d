//! `remit diff` and `remit compare` as their user meets them: what the pages say, exit codes, formats, and hostile names.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::cli::{code, err, out, remit};
use crate::folder::root;
use crate::validate::mistakes;

/// Every format of `remit diff`.
const FORMATS: [&str; 6] = ["human", "short", "json", "sarif", "markdown", "html"];

/// A council whose working group is left without anybody to answer to by one proposal, and not by the other.
const FRAMEWORK: &str = r#"
[framework]
name = "Exampleshire"
as-at = 2026-06-01

[organisation.council]
name = "Exampleshire Council"
form = "county-council"

[person.ann]
name = "Ann Example"

[body.cabinet]
name = "Cabinet"
within = "council"

[body.cabinet-committee]
name = "Cabinet Committee"
within = "council"
seats.chair = { role = "chair", person = "ann" }

[body.working-group]
name = "Working Group"
within = "council"
not-stated = ["meets"]
answers-to.cabinet-committee = { for = ["*"] }

[body.forum]
name = "Old Forum"
within = "council"
ends = 2026-06-30

[log.clerk]
kind = "question"
text = "Who clerks the Working Group?"
about = ["working-group"]
answered = 2026-07-01
answer = "the Cabinet's clerk"
"#;

const LEANER: &str = r#"
[proposal]
id = "leaner"
title = "End the Cabinet Committee"

[change.body.cabinet-committee]
ends = 2026-03-31
"#;

const CAREFUL: &str = r#"
[proposal]
id = "careful"
title = "The Cabinet hears the group"
reason = "Somebody has to."
proposer = "cabinet"
starts = 2026-05-01

[change.body.cabinet-committee]
ends = 2026-03-31

[change.body.working-group]
answers-to.cabinet = { for = ["*"] }
meets.every-months = 2
"#;

fn framework(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("proposals")).expect("made");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("written");
    }
    folder
}

fn small() -> TempDir {
    framework(&[
        ("framework.toml", FRAMEWORK),
        ("proposals/leaner.toml", LEANER),
        ("proposals/careful.toml", CAREFUL),
    ])
}

/// What is said, where it must succeed.
fn said(folder: &Path, args: &[&str]) -> String {
    let output = remit(folder, args);
    assert_eq!(code(&output), 0, "{args:?}: {}", err(&output));
    out(&output)
}

fn data(folder: &Path, args: &[&str]) -> Value {
    let text = said(folder, &[args, &["--format", "json"]].concat());
    serde_json::from_str(&text).expect("JSON")
}

fn model() -> std::path::PathBuf {
    root().join("models/tower-hamlets-together")
}

#[test]
fn the_first_proposal_of_tower_hamlets() {
    insta::assert_snapshot!(said(&model(), &["diff", "hwb-oversees", "--format", "markdown"]));
}

#[test]
fn it_supplies_the_first_step_and_leaves_the_second_open() {
    let value = data(&model(), &["diff", "hwb-oversees"]);
    let changed = value["findings"]["changed"].as_array().expect("a list");
    let path = changed
        .iter()
        .find(|pair| pair["after"]["fingerprint"] == json!("broken-path:requirement.path.hwb-to-localities"))
        .expect("the path is told on both sides");
    assert_eq!(path["before"]["level"], json!("must"));
    assert_eq!(
        path["after"]["verdict"],
        json!("cannot-tell"),
        "adoption alone does not close it"
    );
    let status = |side: &str, number: usize| path[side]["paths"][number][0]["status"].clone();
    assert_eq!(
        (status("before", 0), status("after", 0)),
        (json!("proposed"), json!("as-if-adopted"))
    );
    assert_eq!(
        (status("before", 1), status("after", 1)),
        (json!("not-stated"), json!("not-stated"))
    );
    let text = said(&model(), &["diff", "hwb-oversees"]);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "Proposed by: not stated",
        "From when: not stated",
        "only proposed → is overseen by, if hwb-oversees is adopted; assumed: oversight, not accountability",
        "Step 2, from Health & Wellbeing Committees up to Tower Hamlets Together Partnership Board: still not stated",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn the_count_by_kind_stands_first() {
    let text = said(&model(), &["diff", "hwb-oversees"]);
    assert_eq!(text.lines().next(), Some("Lines: +1 -0 ~0 ↔0."));
    let markdown = said(&model(), &["diff", "hwb-oversees", "--format", "markdown"]);
    let summary = markdown.lines().nth(2).unwrap_or_default();
    assert!(
        summary.starts_with("Lines: +1 -0 \\~0 ↔0.") || summary.starts_with("Lines: +1 -0 ~0 ↔0."),
        "{summary}"
    );
}

#[test]
fn what_breaks_stands_with_what_shows_it_and_what_to_do() {
    let folder = small();
    let text = said(folder.path(), &["diff", "leaner"]);
    for part in [
        "Bodies: +0 -1 ~0 ↔0 · Lines: +0 -1 ~0 ↔0 · Seats: +0 -1 ~0 ↔0.\n",
        "What would change: End the Cabinet Committee\n",
        "Breaking (1)",
        "Working Group answers to nobody any more: before, it answered to Cabinet Committee.",
        "- This line is no longer in force: framework.toml:",
        "- To do: say to whom it is to answer, or end it as well",
        "- Proposed by: nothing entered",
        "- Ended: Cabinet Committee: chair (Ann Example) (framework.toml:",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let text = said(folder.path(), &["diff", "careful"]);
    for part in [
        "Somebody has to.",
        "- Proposed by: Cabinet\n- From when: 1 May 2026\n",
        "Working Group  how often it meets  not stated  every 2 months",
        "- Added: Working Group answers to Cabinet (proposals/careful.toml:",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(!text.contains("Breaking"), "{text}");
}

#[test]
fn dates_are_compared_and_the_log_with_them() {
    let folder = small();
    let text = said(folder.path(), &["diff", "@2026-06-01", "@2026-08-01"]);
    for part in [
        "From 1 June 2026 to 1 August 2026",
        "- Ended: Old Forum, until 30 June 2026 (framework.toml:",
        "Who clerks the Working Group?” is answered",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let told = text.matches("Who clerks the Working Group?").count();
    assert_eq!(told, 1, "by a rule, and so not once more: {text}");
    let back = said(folder.path(), &["diff", "@2026-08-01", "@2026-06-01"]);
    for part in ["- Added: Old Forum", "Who clerks the Working Group?” is open again"] {
        assert!(back.contains(part), "{part}\n{back}");
    }
}

#[test]
fn a_change_of_nothing_says_so() {
    let folder = small();
    for format in FORMATS {
        let output = remit(
            folder.path(),
            &["diff", "base", "base", "--format", format, "--exit-code"],
        );
        assert_eq!(code(&output), 0, "{format}: {}", err(&output));
        if !matches!(format, "json" | "sarif") {
            assert!(out(&output).contains("Nothing differs."), "{format}: {}", out(&output));
        }
    }
    let value = data(folder.path(), &["diff", "base", "base"]);
    assert_eq!((&value["differs"], &value["changes"]), (&json!(false), &json!([])));
}

#[test]
fn exit_codes_say_whether_anything_differs_whatever_the_format() {
    let folder = small();
    let ends = |args: &[&str]| {
        let output = remit(folder.path(), args);
        (code(&output), err(&output))
    };
    for format in FORMATS {
        let asked = |more: &[&str]| ends(&[&["diff", "leaner", "--format", format], more].concat()).0;
        assert_eq!(asked(&[]), 0, "{format}");
        assert_eq!(asked(&["--exit-code"]), 3, "{format}");
        assert_eq!(asked(&["--fail-on", "must"]), 1, "{format}");
        assert_eq!(
            asked(&["--exit-code", "--fail-on", "must"]),
            1,
            "{format}: 1 comes before 3"
        );
        assert_eq!(
            ends(&["diff", "careful", "--format", format, "--fail-on", "must"]).0,
            0,
            "{format}"
        );
        assert_eq!(
            ends(&["diff", "leanr", "--format", format, "--exit-code"]).0,
            2,
            "{format}"
        );
    }
    let (_, said) = ends(&["diff", "leanr"]);
    assert!(said.contains("did you mean `leaner`?"), "{said}");
    assert_eq!(ends(&["compare", "base"]).0, 2, "an option is needed");
    assert_eq!(ends(&["compare", "base", "nothing"]).0, 2);
    assert_eq!(ends(&["diff", "leaner", "@2026-13-01"]).0, 2);
}

#[test]
fn mistakes_in_the_files_are_told_and_count() {
    let folder = small();
    fs::write(folder.path().join("broken.toml"), "[body.x]\nnmae = \"X\"\n").expect("written");
    let text = said(folder.path(), &["diff", "careful"]);
    assert!(text.contains("There are mistakes in the files (1), and"), "{text}");
    let output = remit(folder.path(), &["diff", "careful", "--fail-on", "must"]);
    assert_eq!(code(&output), 1);
}

#[test]
fn the_schema_is_fresh_and_the_json_is_as_it_says() {
    let printed = said(&root(), &["schema", "--of", "diff"]);
    let file = fs::read_to_string(root().join("docs/schemas/diff.schema.json")).expect("the schema is there");
    assert_eq!(
        file, printed,
        "write it anew: cargo run -- schema --of diff -o docs/schemas/diff.schema.json"
    );
    let schema: Value = serde_json::from_str(&printed).expect("JSON");
    let kinds: Vec<&str> = remit_diff::Kind::ALL.iter().map(|kind| kind.word()).collect();
    assert_eq!(
        schema["definitions"]["Change"]["properties"]["kind"]["enum"],
        json!(kinds)
    );
    let folder = small();
    let mut compared = vec![
        data(folder.path(), &["diff", "leaner"]),
        data(folder.path(), &["diff", "careful"]),
        data(folder.path(), &["diff", "base", "base"]),
        data(folder.path(), &["diff", "@2026-06-01", "@2026-08-01"]),
    ];
    for proposal in fs::read_dir(model().join("proposals")).expect("a folder") {
        let name = proposal.expect("a file").file_name().to_string_lossy().into_owned();
        compared.push(data(&model(), &["diff", name.trim_end_matches(".toml")]));
    }
    for value in &compared {
        assert_eq!(mistakes(&schema, value), [""; 0]);
    }
    let leaner = &compared[0];
    let breaks = &leaner["consequences"][0];
    assert_eq!(breaks["weight"], json!("breaking"));
    assert_eq!(breaks["fingerprint"], json!("left-unanswering:body.working-group"));
    let prints: Vec<&str> = leaner["changes"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|change| change["fingerprint"].as_str())
        .collect();
    assert!(prints.contains(&"ended:body.cabinet-committee"), "{prints:?}");
    let meets = &compared[1]["changes"][0];
    let field = &compared[1]["changes"]
        .as_array()
        .expect("a list")
        .iter()
        .flat_map(|change| change["fields"].as_array().cloned().unwrap_or_default())
        .find(|field| field["key"] == json!("meets"))
        .unwrap_or_else(|| panic!("{meets}"));
    assert_eq!(field["before"]["how"], json!("not-stated"));
    assert_eq!(field["after"]["written"], json!(["every 2 months"]));
    // That it can fail at all.
    let mut cut = leaner.clone();
    cut.as_object_mut().expect("a table").remove("changes");
    assert_ne!(mistakes(&schema, &cut), [""; 0]);
}

#[test]
fn code_review_gets_what_is_new_and_nothing_else() {
    let folder = small();
    let log: Value =
        serde_json::from_str(&said(folder.path(), &["diff", "leaner", "--format", "sarif"])).expect("JSON");
    let run = &log["runs"][0];
    let results = run["results"].as_array().expect("results");
    let value = data(folder.path(), &["diff", "leaner"]);
    let count = |list: &Value| list.as_array().map_or(0, Vec::len);
    assert_eq!(
        results.len(),
        count(&value["consequences"]) + count(&value["findings"]["new"])
    );
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    for result in results {
        assert_eq!(result["baselineState"], json!("new"));
        let index = result["ruleIndex"].as_u64().expect("a declared rule") as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    let short = said(folder.path(), &["diff", "leaner", "--format", "short"]);
    assert_eq!(
        short.lines().count(),
        results.len() + 1,
        "a line for each, and the count: {short}"
    );
    assert!(
        short.contains(": breaking[left-unanswering] Working Group answers to nobody any more"),
        "{short}"
    );
}

#[test]
fn the_web_page_stands_alone_and_has_the_drawing() {
    let folder = small();
    let page = said(folder.path(), &["diff", "careful", "--format", "html"]);
    for part in [
        "<h1>What would change: The Cabinet hears the group</h1>",
        "src=\"data:image/svg+xml;charset=utf-8,",
        "<h2 id=\"drawing\">Before and after</h2>",
    ] {
        assert!(page.contains(part), "{part}");
    }
    assert!(!page.contains("<script") && !page.contains("src=\"http"));
    let file = folder.path().join("page.html");
    let name = file.to_string_lossy().into_owned();
    assert_eq!(
        said(folder.path(), &["diff", "careful", "--format", "html", "-o", &name]),
        ""
    );
    assert_eq!(fs::read_to_string(file).expect("written"), page);
    let none = said(folder.path(), &["diff", "base", "base", "--format", "html"]);
    assert!(!none.contains("<img"), "nothing to draw");
}

#[test]
fn options_stand_side_by_side() {
    let folder = small();
    let text = said(folder.path(), &["compare", "base", "leaner", "careful"]);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "2 options side by side: Exampleshire",
        "- Option 1: with the proposal “End the Cabinet Committee” (leaner).",
        "Breaking consequences 1 0 · left unanswering 1 0",
        "Working Group answers to nobody any more",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let value = data(folder.path(), &["compare", "base", "leaner", "careful"]);
    assert_eq!(value["before"]["side"], json!("base"));
    assert_eq!(value["options"].as_array().map(Vec::len), Some(2));
    assert_eq!(value["options"][0]["consequences"][0]["weight"], json!("breaking"));
    assert_eq!(value["options"][1], {
        let mut alone = data(folder.path(), &["diff", "base", "careful"]);
        let alone = alone.as_object_mut().expect("a table");
        alone.remove("remit");
        alone.remove("before");
        Value::Object(alone.clone())
    });
    for format in ["markdown", "html"] {
        let text = said(
            folder.path(),
            &["compare", "base", "leaner", "careful", "--format", format],
        );
        assert!(text.contains("Option 2"), "{text}");
    }
}

#[test]
fn nothing_that_is_piped_depends_on_the_terminal() {
    for format in FORMATS {
        let asked = ["diff", "hwb-oversees", "--format", format];
        let plain = said(&model(), &asked);
        assert!(!plain.contains(['\u{1b}', '\u{202e}', '\r']), "{format}");
        for (variable, value) in [("COLUMNS", "40"), ("CLICOLOR_FORCE", "1")] {
            let again = std::process::Command::new(env!("CARGO_BIN_EXE_remit"))
                .args(asked)
                .current_dir(model())
                .stdin(std::process::Stdio::null())
                .env(variable, value)
                .output()
                .expect("remit runs");
            assert_eq!(out(&again), plain, "{format}, {variable}");
        }
    }
}

#[test]
fn hostile_names_are_only_names() {
    let hostile = r#"[x](javascript:alert(1)) {0} <script>alert(1)</script>\u001b[31m\u202e|=1+1 `x`"#;
    let put = |text: &str| {
        [
            "Exampleshire",
            "Cabinet Committee",
            "Working Group",
            "Ann Example",
            "End the ",
            "The Cabinet hears the group",
            "Somebody has to.",
        ]
        .iter()
        .fold(text.to_owned(), |text, name| {
            text.replace(&format!("\"{name}"), &format!("\"{hostile} "))
        })
    };
    let folder = framework(&[
        ("framework.toml", &put(FRAMEWORK)),
        ("proposals/leaner.toml", &put(LEANER)),
        ("proposals/careful.toml", &put(CAREFUL)),
    ]);
    let harmless = |format: &str, text: &str, found: usize| {
        assert!(!text.contains(['\u{1b}', '\u{202e}', '\r']), "{format}: {text:?}");
        match format {
            "html" => assert!(
                !text.contains("<script") && !text.contains("href=\"javascript"),
                "{text}"
            ),
            "sarif" => assert!(!text.contains("](javascript"), "{text}"),
            "markdown" => {
                let acts = text.replace("\\]", "").replace("\\<", "");
                assert!(!acts.contains("](javascript") && !acts.contains("<script"), "{acts}");
            }
            "short" => {
                let lines = text.lines().count();
                assert!(lines == 1 + found, "{text}");
            }
            _ => {}
        }
    };
    for proposal in ["leaner", "careful"] {
        for format in FORMATS {
            let text = said(folder.path(), &["diff", proposal, "--format", format]);
            assert!(
                format == "short" || text.contains("javascript"),
                "the name is shown: {format}"
            );
            let value = data(folder.path(), &["diff", proposal]);
            let count = |list: &Value| list.as_array().map_or(0, Vec::len);
            harmless(
                format,
                &text,
                count(&value["consequences"]) + count(&value["findings"]["new"]),
            );
        }
    }
    for format in ["human", "json", "markdown", "html"] {
        harmless(
            format,
            &said(
                folder.path(),
                &["compare", "base", "leaner", "careful", "--format", format],
            ),
            0,
        );
    }
}

#[test]
fn a_narrow_terminal_is_filled_and_no_more() {
    use remit_model::comparison::Side;
    use remit_report::change::{Around, comparison, page};
    use remit_rules::change::Compared;
    let loaded = crate::folder::from_folder(&model());
    let date = loaded.model.framework.as_at.expect("it has a date");
    let [before, after] = [&[][..], &["board-decides"][..]].map(|with| loaded.model.at(date, with));
    let [found, then] = [&before, &after].map(|at| remit_rules::check(at, &loaded.broken));
    let compared = Compared::new((&before, &found), (&after, &then));
    let side = |with: &[&str]| Side {
        label: "here".to_owned(),
        words: "as it is".to_owned(),
        framework: "Tower Hamlets".to_owned(),
        as_at: date,
        with: with.iter().map(|key| (*key).to_owned()).collect(),
        mistakes: 0,
    };
    let told = comparison(&compared, side(&[]), side(&["board-decides"]));
    let shown = remit_render::human::page(&page(&told, &loaded.sources, Around::default()), 40);
    for line in shown.lines() {
        assert!(line.chars().count() <= 40, "{line}");
    }
    assert!(
        remit_render::human::line(&"Bodies: +1 -0 ~0 ↔0 · ".repeat(5), 40)
            .lines()
            .all(|line| line.chars().count() <= 40)
    );
}

#[test]
fn a_proposal_that_is_withdrawn_added_or_rewritten_is_told_though_nothing_that_holds_differs() {
    let (before, after) = (small(), small());
    let proposal = "proposals/leaner.toml";
    let folder = after.path().to_str().expect("a path in Unicode");
    let compared = || said(before.path(), &["diff", "base", folder]);
    assert!(compared().starts_with("Nothing differs."), "{}", compared());
    let path = after.path().join(proposal);
    let text = fs::read_to_string(&path).expect("the proposal");
    fs::write(&path, format!("{text}\n# Reworded.\n")).expect("written");
    let changed = compared();
    assert!(changed.starts_with("Proposals: +0 -0 ~1 ↔0.\n"), "{changed}");
    assert!(changed.contains("- Changed: “"), "{changed}");
    fs::remove_file(&path).expect("removed");
    let withdrawn = compared();
    assert!(withdrawn.starts_with("Proposals: +0 -1 ~0 ↔0.\n"), "{withdrawn}");
    assert!(withdrawn.contains("- Withdrawn: “"), "{withdrawn}");
    assert!(withdrawn.contains("proposals/leaner.toml:"), "{withdrawn}");
    let added = said(before.path(), &["diff", folder, "base"]);
    assert!(added.starts_with("Proposals: +1 -0 ~0 ↔0.\n"), "{added}");
    let ended = remit(before.path(), &["diff", "base", folder, "--exit-code"]);
    assert_eq!(code(&ended), 3, "{}", err(&ended));
    let value = data(before.path(), &["diff", "base", folder]);
    assert_eq!(value["drafts"][0]["becomes"], json!("withdrawn"));
    assert_eq!(value["drafts"][0]["key"], json!("leaner"));
    assert_eq!(value["changes"], json!([]));
}
