//! The command as its user meets it: exit codes, files, and what it says when something is wrong.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use crate::folder::root;
use crate::formats::FORMATS;

pub(crate) fn remit(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_remit"));
    command
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::null())
        .env_remove("COLUMNS")
        .env("NO_COLOR", "1");
    command.output().expect("remit runs")
}

pub(crate) fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

pub(crate) fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

pub(crate) fn code(output: &Output) -> i32 {
    output.status.code().expect("it ended by itself")
}

pub(crate) fn tower_hamlets() -> String {
    root()
        .join("models/tower-hamlets-together")
        .to_string_lossy()
        .into_owned()
}

/// A folder with a small framework that is clean.
pub(crate) fn small() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(
        folder.path().join("framework.toml"),
        "[framework]\nname = \"Small\"\nas-at = 2020-01-01\n",
    )
    .expect("written");
    folder
}

#[test]
fn exit_codes_say_what_was_found_whatever_the_format() {
    let here = tempfile::tempdir().expect("a folder");
    let model = tower_hamlets();
    for format in FORMATS {
        assert_eq!(
            code(&remit(here.path(), &["check", "nowhere", "--format", format])),
            2,
            "it could not run"
        );
        assert_eq!(
            code(&remit(here.path(), &["check", &model, "--format", format])),
            1,
            "a must is found"
        );
        let adopted = remit(
            here.path(),
            &["check", &model, "--format", format, "--with", "hwb-oversees"],
        );
        assert_eq!(code(&adopted), 0, "with the proposal no must is left");
        let strict = [
            "check",
            &model,
            "--format",
            format,
            "--with",
            "hwb-oversees",
            "--fail-on",
            "should",
        ];
        assert_eq!(code(&remit(here.path(), &strict)), 1);
        let small = small();
        assert_eq!(
            code(&remit(
                small.path(),
                &["check", "--format", format, "--fail-on", "note"]
            )),
            0
        );
    }
}

#[test]
fn it_could_not_run() {
    let here = tempfile::tempdir().expect("a folder");
    let nothing = remit(here.path(), &["check"]);
    assert_eq!(code(&nothing), 2);
    assert!(
        err(&nothing).contains("remit init"),
        "it says what to do: {}",
        err(&nothing)
    );
    assert!(out(&nothing).is_empty());
    assert_eq!(code(&remit(here.path(), &["check", "nowhere"])), 2);
    assert_eq!(
        code(&remit(here.path(), &["check", "."])),
        2,
        "a folder without a framework"
    );
    fs::write(here.path().join("file"), "").expect("written");
    assert_eq!(code(&remit(here.path(), &["check", "file"])), 2, "a file");
    let model = tower_hamlets();
    let misspelt = remit(here.path(), &["check", &model, "--with", "hwb-oversee"]);
    assert_eq!(code(&misspelt), 2);
    assert!(
        err(&misspelt).contains("`hwb-oversees`"),
        "did you mean: {}",
        err(&misspelt)
    );
    let body = remit(here.path(), &["show", "hwbb", "-C", &model]);
    assert_eq!(code(&body), 2);
    assert!(err(&body).contains("`hwb`"), "did you mean: {}", err(&body));
    assert_eq!(code(&remit(here.path(), &["check", &model, "--as-at", "yesterday"])), 2);
    assert_eq!(code(&remit(here.path(), &["explain", "nothing"])), 2);
}

#[test]
fn an_unreadable_file_is_a_finding_and_the_others_are_read() {
    let folder = small();
    fs::write(folder.path().join("a.toml"), b"name = \"\xff\xfe\"").expect("written");
    fs::write(folder.path().join("b.toml"), "[body.b]\nnmae = \"B\"\n").expect("written");
    let output = remit(folder.path(), &["check"]);
    assert_eq!(code(&output), 1);
    assert!(out(&output).contains("must[unreadable-file]"), "{}", out(&output));
    assert!(
        out(&output).contains("must[unknown-key]") && out(&output).contains("b.toml:2:1"),
        "{}",
        out(&output)
    );
    assert!(out(&output).contains("did you mean `name`?") || out(&output).contains("Did you mean `name`?"));
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_a_finding() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = small();
    let locked = folder.path().join("locked.toml");
    fs::write(&locked, "[body.b]\nname = \"B\"\nwithin = \"council\"\n").expect("written");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).expect("locked");
    let readable_all_the_same = fs::read(&locked).is_ok();
    let output = remit(folder.path(), &["check"]);
    assert_eq!(code(&output), 1, "{}", out(&output));
    // Whoever may read everything meets the mistake in the file instead.
    let rule = if readable_all_the_same {
        "unresolved-reference"
    } else {
        "unreadable-file"
    };
    assert!(out(&output).contains(&format!("must[{rule}]")), "{}", out(&output));
}

#[test]
fn a_file_too_large_is_not_even_opened() {
    let folder = small();
    let large = fs::File::create(folder.path().join("large.toml")).expect("made");
    large
        .set_len(remit_model::limits::FILE_BYTES as u64 + 1)
        .expect("grown");
    let output = remit(folder.path(), &["check"]);
    assert_eq!(code(&output), 1);
    assert!(
        out(&output).contains("must[limit]") && out(&output).contains("large.toml"),
        "{}",
        out(&output)
    );
}

#[test]
fn folders_within_folders_are_read_to_a_depth() {
    let folder = small();
    let mut deep = folder.path().to_owned();
    for _ in 0..=remit_model::limits::FOLDER_DEPTH + 1 {
        deep.push("f");
    }
    fs::create_dir_all(&deep).expect("made");
    fs::write(deep.join("x.toml"), "not toml").expect("written");
    let output = remit(folder.path(), &["check"]);
    assert_eq!(code(&output), 1);
    assert!(
        out(&output).contains("must[limit]") && !out(&output).contains("must[syntax]"),
        "{}",
        out(&output)
    );
}

#[test]
fn the_folder_may_be_named_before_or_after_the_command() {
    let folder = small();
    let here = tempfile::tempdir().expect("a folder");
    let name = folder.path().to_str().expect("a plain path");
    for args in [
        vec!["check", "-C", name],
        vec!["-C", name, "check"],
        vec!["check", name],
    ] {
        assert_eq!(code(&remit(here.path(), &args)), 0, "{args:?}");
    }
    assert_eq!(
        code(&remit(folder.path(), &["build"])),
        0,
        "the framework in the current folder"
    );
    assert!(folder.path().join("out/index.html").is_file());
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_a_clear_trouble() {
    let folder = small();
    fs::write(folder.path().join("taken"), "a file where a folder is to be").expect("written");
    let output = remit(folder.path(), &["build", "--out", "taken"]);
    assert_eq!(code(&output), 2);
    assert!(
        err(&output).starts_with("remit: could not make the folder"),
        "{}",
        err(&output)
    );
}

#[test]
fn the_framework_above_is_found() {
    let folder = small();
    let below = folder.path().join("a/b");
    fs::create_dir_all(&below).expect("made");
    assert_eq!(code(&remit(&below, &["check"])), 0);
}

#[test]
fn hidden_folders_out_and_nested_frameworks_are_not_read() {
    let folder = small();
    for skipped in [".hidden", "out", "nested"] {
        fs::create_dir(folder.path().join(skipped)).expect("made");
        fs::write(folder.path().join(skipped).join("x.toml"), "not toml").expect("written");
    }
    fs::write(folder.path().join("nested/framework.toml"), "not toml").expect("written");
    assert_eq!(code(&remit(folder.path(), &["check", "--fail-on", "note"])), 0);
    fs::create_dir(folder.path().join("read")).expect("made");
    fs::write(folder.path().join("read/x.toml"), "not toml").expect("written");
    assert_eq!(code(&remit(folder.path(), &["check"])), 1);
}

#[cfg(unix)]
#[test]
fn no_link_is_followed_out_of_the_folder() {
    let folder = small();
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("x.toml"), "[body.outside]\nname = \"Outside\"\n").expect("written");
    std::os::unix::fs::symlink(outside.path(), folder.path().join("linked")).expect("linked");
    std::os::unix::fs::symlink(outside.path().join("x.toml"), folder.path().join("y.toml")).expect("linked");
    // A link to the folder itself must not lead round in a circle either.
    std::os::unix::fs::symlink(folder.path(), folder.path().join("circle")).expect("linked");
    let output = remit(folder.path(), &["check", "--format", "json"]);
    let text = out(&output);
    assert!(!text.contains("outside\""), "{text}");
    assert_eq!(text.matches("\"rule\": \"unreadable-file\"").count(), 2, "{text}");
    assert_eq!(code(&output), 0);
    assert_eq!(code(&remit(folder.path(), &["check", "--fail-on", "should"])), 1);
}

#[cfg(unix)]
#[test]
fn a_pipe_named_like_a_file_does_not_hang_it() {
    let folder = small();
    let made = Command::new("mkfifo").arg(folder.path().join("pipe.toml")).status();
    if made.is_ok_and(|status| status.success()) {
        let output = remit(folder.path(), &["check", "--fail-on", "should"]);
        assert_eq!(code(&output), 1, "{}", out(&output));
    }
}

#[test]
fn init_writes_a_framework_that_passes_its_own_check() {
    let here = tempfile::tempdir().expect("a folder");
    assert_eq!(code(&remit(here.path(), &["init", "mine"])), 0);
    let checked = remit(here.path(), &["check", "mine", "--fail-on", "should"]);
    assert_eq!(code(&checked), 0, "{}", out(&checked));
    let schema = fs::read_to_string(here.path().join("mine/remit.schema.json")).expect("the schema is beside it");
    assert_eq!(schema, out(&remit(here.path(), &["schema"])));
    for file in ["framework.toml", "bodies.toml", "log.toml"] {
        let text = fs::read_to_string(here.path().join("mine").join(file)).expect("written");
        assert!(text.starts_with("#:schema ./remit.schema.json"), "{file}");
        assert!(
            text.lines().any(|line| line.starts_with("# ")),
            "{file} explains itself"
        );
    }
    fs::write(here.path().join("mine/framework.toml"), "mine").expect("written");
    assert_eq!(
        code(&remit(here.path(), &["init", "mine"])),
        2,
        "what is there is not overwritten"
    );
    assert_eq!(
        fs::read_to_string(here.path().join("mine/framework.toml")).expect("read"),
        "mine"
    );
}

#[test]
fn build_writes_the_pages_and_loses_nothing_that_was_edited() {
    let here = tempfile::tempdir().expect("a folder");
    let model = tower_hamlets();
    let to = here.path().join("pack");
    let to = to.to_str().expect("a plain path");
    let built = remit(here.path(), &["build", &model, "--out", to]);
    assert_eq!(
        code(&built),
        0,
        "0 when all was made, whatever was found: {}",
        err(&built)
    );
    let read = |name: &str| fs::read_to_string(here.path().join("pack").join(name)).expect(name);
    for page in ["index", "findings", "bodies", "decisions", "paths", "log"] {
        assert!(
            read(&format!("{page}.html")).contains("Tower Hamlets Together operating framework 2017-18"),
            "{page}"
        );
        assert!(!read(&format!("{page}.md")).is_empty(), "{page}");
    }
    assert!(read("framework.dot").contains("digraph") && read("framework.mmd").contains("flowchart"));
    assert!(graph_parses(&read("framework.dot")));
    let before: Vec<String> = ["findings.html", "bodies.md", "framework.dot", "manifest.json"]
        .map(read)
        .to_vec();
    assert_eq!(code(&remit(here.path(), &["build", &model, "--out", to])), 0);
    let after: Vec<String> = ["findings.html", "bodies.md", "framework.dot", "manifest.json"]
        .map(read)
        .to_vec();
    assert_eq!(before, after, "same input, same bytes");

    fs::write(here.path().join("pack/findings.md"), "my remarks").expect("written");
    let refused = remit(here.path(), &["build", &model, "--out", to]);
    assert_eq!(code(&refused), 2);
    assert!(
        err(&refused).contains("findings.md") && err(&refused).contains("--force"),
        "{}",
        err(&refused)
    );
    assert_eq!(read("findings.md"), "my remarks");
    assert_eq!(code(&remit(here.path(), &["build", &model, "--out", to, "--force"])), 0);
    assert_ne!(read("findings.md"), "my remarks");
    assert_eq!(
        code(&remit(
            here.path(),
            &["build", &model, "--out", to, "--fail-on", "must"]
        )),
        1
    );
    let left: Vec<String> = fs::read_dir(here.path().join("pack"))
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".tmp"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

/// As much of the grammar as catches a label that was not quoted: braces balance outside of quotation marks.
fn graph_parses(dot: &str) -> bool {
    let (mut depth, mut quoted, mut escaped) = (0i32, false, false);
    for c in dot.chars() {
        match (quoted, c) {
            (true, '\\') if !escaped => {
                escaped = true;
                continue;
            }
            (true, '"') if !escaped => quoted = false,
            (false, '"') => quoted = true,
            (false, '{') => depth += 1,
            (false, '}') => depth -= 1,
            _ => {}
        }
        escaped = false;
        if depth < 0 {
            return false;
        }
    }
    depth == 0 && !quoted
}

#[test]
fn trace_shows_paths_and_the_nearest_miss() {
    let here = tempfile::tempdir().expect("a folder");
    let model = tower_hamlets();
    let up = remit(here.path(), &["trace", "jce", "lbth", "-C", &model, "--format", "json"]);
    let down = remit(here.path(), &["trace", "lbth", "jce", "-C", &model, "--format", "json"]);
    assert_eq!((code(&up), out(&up)), (0, out(&down)), "either way round");
    let value: serde_json::Value = serde_json::from_str(&out(&up)).expect("JSON");
    let paths = value["paths"].as_array().expect("paths");
    assert_eq!(paths.len(), 2);
    let first = &paths[0][0];
    for (key, expected) in [
        ("status", "in-force"),
        ("relation", "supports"),
        ("source", "of: framework slide"),
    ] {
        assert_eq!(first[key], expected, "{first}");
    }
    assert_eq!(first["place"]["path"], "bodies/jce.toml", "{first}");
    let by = [
        "trace",
        "hwb",
        "tht-board",
        "-C",
        &model,
        "--by",
        "answers-to,oversees",
        "--format",
        "json",
    ];
    let missed: serde_json::Value = serde_json::from_str(&out(&remit(here.path(), &by))).expect("JSON");
    assert_eq!(missed["paths"][0][0]["status"], "proposed", "{missed}");
    let text = out(&remit(
        here.path(),
        &["trace", "hwb", "tht-board", "-C", &model, "--by", "answers-to,oversees"],
    ));
    assert!(
        text.contains("No path is in force") && text.contains("hwb-oversees"),
        "{text}"
    );
    let with = [
        "trace",
        "hwb",
        "tht-board",
        "-C",
        &model,
        "--by",
        "answers-to,oversees",
        "--with",
        "hwb-oversees",
    ];
    let text = out(&remit(here.path(), &with));
    assert!(
        text.contains("Path 1") && text.contains("were adopted"),
        "never shown as a fact: {text}"
    );
}

#[test]
fn trace_shows_the_steps_of_a_path_that_is_demanded() {
    let here = tempfile::tempdir().expect("a folder");
    let text = out(&remit(
        here.path(),
        &["trace", "hwb", "locality-committees", "-C", &tower_hamlets()],
    ));
    let (proposed, silent) = (text.find("Proposed (hwb-oversees)"), text.rfind("Not stated"));
    assert!(
        proposed.is_some() && proposed < silent,
        "the step that is proposed, then the one that is not stated: {text}"
    );
    assert!(text.contains("requirement.path.hwb-to-localities"), "{text}");
}

#[test]
fn trace_says_how_long_an_escalation_takes() {
    let folder = small();
    let bodies = "[organisation.council]\nname = \"Council\"\n\
                  [body.board]\nname = \"Board\"\nmeets.every-months = 2\nanswers-to.council = {}\n\
                  [body.executive]\nname = \"Executive\"\nmeets.every-weeks = 4\nanswers-to.board = {}\n\
                  [body.group]\nname = \"Group\"\nmeets.every-weeks = 26\nanswers-to.executive = {}\n\
                  [body.panel]\nname = \"Panel\"\nanswers-to.board = {}\n\
                  [body.forum]\nname = \"Forum\"\nanswers-to.panel = {}\n";
    fs::write(folder.path().join("bodies.toml"), bodies).expect("written");
    let trace = |a: &str, more: &[&str]| {
        let arguments = [&["trace", a, "council"], more].concat();
        out(&remit(folder.path(), &arguments))
    };
    let text = trace("group", &[]);
    let takes = "Something escalated along it takes at most 13 weeks: 4 at Executive and 9 at Board.";
    assert!(text.contains(takes), "{text}");
    let text = trace("forum", &[]).split_whitespace().collect::<Vec<_>>().join(" ");
    let takes = "takes an unknown time: how often Panel meets is not stated; without that, at most 9 weeks at Board.";
    assert!(text.contains(takes), "{text}");
    let read = |a: &str| serde_json::from_str::<serde_json::Value>(&trace(a, &["--format", "json"])).expect("JSON");
    assert_eq!(read("group")["escalations"][0]["weeks"], 13);
    let forum = &read("forum")["escalations"][0];
    assert!(forum["weeks"].is_null(), "{forum}");
    assert_eq!(forum["not-stated"][0]["key"], "panel");
    assert_eq!(forum["waits"][0]["weeks"], 9);
}

#[test]
fn show_tells_one_body_whole() {
    let here = tempfile::tempdir().expect("a folder");
    let text = out(&remit(here.path(), &["show", "hwb", "-C", &tower_hamlets()]));
    for part in [
        "Health and Wellbeing Board",
        "approve",
        "Better Care Fund",
        "London Borough of Tower Hamlets",
        "Assumed",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn results_go_to_the_file_that_was_asked_for() {
    let here = tempfile::tempdir().expect("a folder");
    let output = remit(here.path(), &["check", &tower_hamlets(), "-o", "findings.txt"]);
    assert!(out(&output).is_empty());
    let text = fs::read_to_string(here.path().join("findings.txt")).expect("written");
    assert!(text.contains("must[broken-path]") && !text.contains('\u{1b}'), "{text}");
    let nowhere = remit(
        here.path(),
        &["check", &tower_hamlets(), "-o", "no/such/folder/findings.txt"],
    );
    assert_eq!(code(&nowhere), 2);
}

#[test]
fn line_ends_of_windows_change_nothing() {
    let unix = small();
    let body = "[body.b]\nname = \"B\"\nwithin = \"nobody\"\n";
    fs::write(unix.path().join("b.toml"), body).expect("written");
    let windows = small();
    fs::write(
        windows.path().join("b.toml"),
        format!("\u{feff}{}", body.replace('\n', "\r\n")),
    )
    .expect("written");
    assert_eq!(
        out(&remit(unix.path(), &["check"])),
        out(&remit(windows.path(), &["check"]))
    );
}

#[test]
fn every_rule_can_be_explained() {
    let here = tempfile::tempdir().expect("a folder");
    let listed = out(&remit(here.path(), &["rules"]));
    for rule in remit_rules::RULES {
        assert!(listed.contains(rule.name));
        let page = remit(here.path(), &["explain", rule.name]);
        assert_eq!((code(&page), out(&page).as_str()), (0, rule.page));
    }
}
