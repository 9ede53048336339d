//! `remit who …` and `remit list` as their user meets them: what applies everywhere, hostile names, and what is said when
//! something is named badly.

use std::fs;

use tempfile::TempDir;

use crate::cli::remit;
use crate::who::{EVERYTHING, PROPOSAL};

fn on_disk() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("proposals")).expect("made");
    fs::write(folder.path().join("framework.toml"), EVERYTHING).expect("written");
    fs::write(folder.path().join("proposals/p.toml"), PROPOSAL).expect("written");
    folder
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

#[test]
fn hostile_names_do_nothing() {
    let hostile = r#"<script>alert(1)</script>\u001b[31m\u202e|=1+1 `x` [a](javascript:b)"#;
    let framework = EVERYTHING
        .replace("Ann Example", hostile)
        .replace("Yearly plan", hostile)
        .replace("Partnership Board", hostile)
        .replace("Partnership handbook", hostile)
        .replace("approves the plan", hostile)
        .replace("read from page 3", hostile);
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("framework.toml"), framework).expect("written");
    let questions: [&[&str]; 7] = [
        &["who", "decides", "plan"],
        &["who", "sits", "board"],
        &["who", "holds", "ann"],
        &["who", "holds", "director"],
        &["who", "chairs"],
        &["who", "answers-to", "council"],
        &["list"],
    ];
    for question in questions {
        for format in ["human", "json", "markdown"] {
            let output = remit(folder.path(), &[question, &["--format", format]].concat());
            assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
            let said = text(&output.stdout);
            assert!(!said.contains(['\u{1b}', '\u{202e}']), "{said:?}");
            assert!(format != "markdown" || !said.contains("<script>"), "{said}");
        }
    }
}

#[test]
fn the_command_obeys_what_applies_everywhere() {
    let folder = on_disk();
    let elsewhere = tempfile::tempdir().expect("a folder");
    let there = folder.path().to_string_lossy().into_owned();
    let ask = |args: &[&str]| {
        let output = remit(elsewhere.path(), &[args, &["-C", &there]].concat());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        text(&output.stdout)
    };
    let plain = ask(&["who", "decides", "orphan"]);
    assert!(plain.contains("Nobody is entered as deciding it."), "{plain}");
    assert!(
        plain.contains("as at 1 January 2025 (the framework's own date)"),
        "{plain}"
    );
    let adopted = ask(&["who", "decides", "orphan", "--with", "forum-decides"]);
    assert!(adopted.contains("Loose forum decides it."), "{adopted}");
    assert!(adopted.contains("as if the proposal forum-decides were"), "{adopted}");
    let later = ask(&["who", "decides", "grants", "--as-at", "2026-01-01"]);
    assert!(later.contains("as at 1 January 2026 (as asked)"), "{later}");
    assert!(later.contains("Nobody is entered as deciding it."), "{later}");
    let json = ask(&["who", "chairs", "board", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(
        (&json["asks"], &json["as-at"]),
        (&"who-chairs".into(), &"2025-01-01".into())
    );
    assert_eq!(json["about"][0]["key"], "board");
    assert!(ask(&["list", "board", "--format", "markdown"]).contains("| `board` | Partnership Board |"));
    let file = elsewhere.path().join("answer.txt");
    let to = file.to_string_lossy().into_owned();
    assert!(ask(&["who", "decides", "orphan", "-o", &to]).is_empty());
    assert_eq!(fs::read_to_string(&file).expect("written"), plain);
}

#[test]
fn what_is_named_badly_is_answered_in_a_sentence() {
    let folder = on_disk();
    let more = "[person.director]\nname = \"Dee Rector\"\n";
    fs::write(folder.path().join("more.toml"), more).expect("written");
    let refused = |args: &[&str]| {
        let output = remit(folder.path(), args);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", text(&output.stdout));
        assert!(output.stdout.is_empty());
        text(&output.stderr)
    };
    let cases: [(&[&str], &str); 10] = [
        (
            &["who", "decides", "plam"],
            "there is no function `plam`; did you mean `plan`?",
        ),
        (&["who", "decides", "zzzzzz"], "there are: `grants`, `orphan`, `plan`"),
        (
            &["who", "decides", "board"],
            "`board` is a body, where a function is wanted; `remit who sits board`",
        ),
        (
            &["who", "sits", "ann"],
            "`ann` is a person, where a body is wanted; `remit who holds ann`",
        ),
        (
            &["who", "sits", "Partnership board"],
            "name it by its id, which is `board`",
        ),
        (
            &["who", "holds", "board"],
            "`board` is a body, where a post or person is wanted",
        ),
        (
            &["who", "holds", "director"],
            "both a post and a person; write `post.director` or `person.director`",
        ),
        (
            &["who", "chairs", "icb"],
            "`icb` is an organisation, where a body is wanted",
        ),
        (&["list", "form:programme-bord"], "did you mean `form:programme-board`?"),
        (
            &["list", "frm:x"],
            "`frm:` does not begin a selector; write an id, or form:",
        ),
    ];
    for (args, wanted) in cases {
        let said = refused(args);
        assert!(said.contains(wanted), "{args:?}: {said}");
    }
    for (holder, wanted) in [
        ("post.director", "Who holds: Joint Director"),
        ("person.director", "Dee Rector"),
    ] {
        let output = remit(folder.path(), &["who", "holds", holder]);
        assert!(text(&output.stdout).contains(wanted), "{}", text(&output.stderr));
    }
}

#[test]
fn an_empty_framework_and_a_broken_one_are_answered() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(
        folder.path().join("framework.toml"),
        "[framework]\nname = \"Empty\"\nas-at = 2025-01-01\n",
    )
    .expect("written");
    let chairs = remit(folder.path(), &["who", "chairs"]);
    assert!(text(&chairs.stdout).contains("No body is in force on this date."));
    assert!(text(&remit(folder.path(), &["list"]).stdout).contains("There are none."));
    let function = remit(folder.path(), &["who", "decides", "plan"]);
    assert_eq!(function.status.code(), Some(2));
    assert!(
        text(&function.stderr).contains("this framework has none"),
        "{}",
        text(&function.stderr)
    );
    fs::write(
        folder.path().join("b.toml"),
        "[body.b]\nseats.chair = { role = \"chair\", person = \"nobody\" }\n",
    )
    .expect("written");
    let broken = remit(folder.path(), &["who", "chairs", "b"]);
    assert_eq!(broken.status.code(), Some(0));
    let said = text(&broken.stdout);
    assert!(said.contains("There is 1 mistake in the files"), "{said}");
    assert!(said.contains("names what does not exist"), "{said}");
    assert!(!text(&broken.stdout).contains("Nobody is entered"), "{said}");
}
