//! What can be compared: revisions of a git repository, dates, proposals and folders; and what is new since one of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use remit_model::resolve::{Loaded, load, load_all};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::cli::{code, err, out, remit, small, tower_hamlets};
use crate::folder::{files, models};
use crate::formats::FORMATS;
use crate::validate::mistakes;

/// Runs git for a test, without what the machine or its user have set.
fn git(folder: &Path, args: &[&str]) {
    let mut command = Command::new("git");
    command
        .args([
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@example.org",
            "-c",
            "commit.gpgsign=false",
        ])
        .args(args)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1");
    let output = command.output().expect("git runs");
    assert!(
        output.status.success(),
        "git {args:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, text).expect("written");
}

const FRAMEWORK: &str = "[framework]\nname = \"Small\"\nas-at = 2020-01-01\n\n\
                         [organisation.council]\nname = \"Council\"\nform = \"county-council\"\n";

/// A repository with a framework in `gov/`, committed and tagged `first`. It has a mistake, which must be resolved, and
/// statements that rest on no document, which is a note.
fn repository() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let framework = folder.path().join("gov");
    git(folder.path(), &["init", "-q", "-b", "main"]);
    write(folder.path(), "README.md", "Not of the framework.\n");
    write(folder.path(), "elsewhere.toml", "not = \"of the framework\"\n");
    write(&framework, "framework.toml", FRAMEWORK);
    write(
        &framework,
        "bodies/board.toml",
        "[body.board]\nname = \"Board\"\nwithin = \"council\"\n",
    );
    write(
        &framework,
        "bodies/slip.toml",
        "[body.slip]\nnmae = \"Slip\"\nwithin = \"council\"\n",
    );
    commit(folder.path(), "first");
    (folder, framework)
}

fn commit(folder: &Path, tag: &str) {
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-q", "--allow-empty", "-m", tag]);
    git(folder, &["tag", tag]);
}

/// The last line of a check of what is new.
fn last(folder: &Path, args: &[&str]) -> String {
    let output = remit(folder, &[&["check", "--format", "short"], args].concat());
    assert_eq!(err(&output), "", "{args:?}");
    out(&output).trim_end().lines().last().unwrap_or_default().to_owned()
}

fn trouble(folder: &Path, side: &str) -> String {
    let output = remit(folder, &["check", "--new-since", side]);
    assert_eq!((code(&output), out(&output).as_str()), (2, ""), "{side}");
    err(&output)
}

#[test]
fn only_what_is_new_is_told_and_counts() {
    let (_folder, gov) = repository();
    assert_eq!(code(&remit(&gov, &["check"])), 1, "it has a mistake");
    let unchanged = remit(&gov, &["check", "--new-since", "git:first", "--fail-on", "note"]);
    assert_eq!(
        (code(&unchanged), out(&unchanged).as_str()),
        (
            0,
            "Small, as at 1 January 2020 (the framework's own date): nothing new since git:first; 0 cleared; 2 as before.\n"
        )
    );
    write(
        &gov,
        "bodies/group.toml",
        "[body.group]\nname = \"Group\"\nform = \"officer-group\"\n",
    );
    for format in FORMATS {
        let asked = ["check", "--format", format, "--new-since", "git:first"];
        let output = remit(&gov, &asked);
        assert_eq!(code(&output), 0, "no must is new: {format}: {}", out(&output));
        assert!(
            out(&output).contains("Group") && !out(&output).contains("unknown-key:body.slip"),
            "{format}"
        );
        let strict = remit(&gov, &[&asked[..], &["--fail-on", "should"]].concat());
        assert_eq!(code(&strict), 1, "a should is new: {format}");
    }
    let since = ["--new-since", "git:first"];
    let one = "1 new since git:first (1 should); 0 cleared; 2 as before.";
    assert!(last(&gov, &since).ends_with(one), "{}", last(&gov, &since));
    write(&gov, "bodies/slip.toml", "");
    let cleared = "1 new since git:first (1 should); 1 cleared; 1 as before.";
    assert!(last(&gov, &since).ends_with(cleared), "{}", last(&gov, &since));
    // A rule that is left out is left out on both sides.
    let skipped = [&since[..], &["--skip", "orphan-body"]].concat();
    assert!(last(&gov, &skipped).ends_with("nothing new since git:first; 1 cleared; 1 as before."));
}

#[test]
fn an_accepted_finding_counts_as_not_found_on_either_side() {
    let (folder, gov) = repository();
    let departure = |until: &str| {
        format!(
            "[departure.alone]\nrule = \"orphan-body\"\nsubject = \"body.group\"\nreason = \"agreed\"\n\
             accepted-by = \"council\"\nuntil = {until}\n"
        )
    };
    write(
        &gov,
        "bodies/group.toml",
        "[body.group]\nname = \"Group\"\nform = \"officer-group\"\n",
    );
    write(&gov, "departures.toml", &departure("2020-06-30"));
    commit(folder.path(), "accepted");
    let later = ["--as-at", "2020-07-01", "--new-since", "git:accepted@2020-01-01"];
    assert!(
        last(&gov, &later).contains(": 2 new since git:accepted@2020-01-01 (2 should); 0 cleared; 2 as before."),
        "it is found again, and that its departure has run out: {}",
        last(&gov, &later)
    );
    let accepted = ["--new-since", "git:accepted@2020-07-01"];
    let line = last(&gov, &accepted);
    assert!(
        line.ends_with("2 cleared; 2 as before; 1 accepted departure."),
        "{line}"
    );
    let log = read(&gov, "sarif", "git:first");
    let states: Vec<&Value> = results(&log).map(|result| &result["baselineState"]).collect();
    assert_eq!(states, ["new"], "accepted, but not there then");
    let log = read(&gov, "sarif", "git:accepted");
    let states: Vec<&Value> = results(&log).map(|result| &result["baselineState"]).collect();
    assert_eq!(states, ["unchanged"]);
}

fn read(folder: &Path, format: &str, side: &str) -> Value {
    let output = remit(folder, &["check", "--format", format, "--new-since", side]);
    serde_json::from_str(&out(&output)).expect("JSON")
}

fn results(log: &Value) -> impl Iterator<Item = &Value> {
    log["runs"][0]["results"].as_array().expect("results").iter()
}

#[test]
fn programs_are_told_since_when() {
    let (_folder, gov) = repository();
    write(
        &gov,
        "bodies/group.toml",
        "[body.group]\nname = \"Group\"\nform = \"officer-group\"\n",
    );
    write(&gov, "bodies/slip.toml", "");
    let value = read(&gov, "json", "git:first@2020-02-01");
    assert_eq!(mistakes(&remit_render::json::schema(), &value), [""; 0]);
    assert_eq!(
        value["new-since"],
        json!({
            "side": "git:first@2020-02-01", "words": "as it was in the revision first, on 1 February 2020",
            "as-at": "2020-02-01", "with": [], "new": 1, "as-before": 1, "cleared": ["unknown-key:body.slip,nmae"]
        })
    );
    assert_eq!(value["summary"]["should"], json!(1));
    assert_eq!(value["findings"][0]["places"][0]["path"], json!("bodies/group.toml"));
    let log = read(&gov, "sarif", "git:first");
    assert_eq!(log["runs"][0]["properties"]["newSince"], json!("git:first"));
    assert!(results(&log).all(|result| result["baselineState"] == json!("new")));
    assert_eq!(results(&log).count(), 1);
}

#[test]
fn a_revision_is_read_as_the_folder_is() {
    let (folder, gov) = repository();
    // What is left out, what is read, and what is too large.
    write(&gov, ".hidden/a.toml", "[body.hidden]\nnmae = \"x\"\n");
    write(&gov, "out/b.toml", "[body.out]\nnmae = \"x\"\n");
    write(&gov, "nested/framework.toml", "[framework]\nname = \"Other\"\n");
    write(&gov, "nested/c.toml", "[body.nested]\nnmae = \"x\"\n");
    write(&gov, "deep/er/d é.TOML", "[body.deep]\nnmae = \"x\"\n");
    write(&gov, "deep/e.txt", "not toml");
    write(&gov, "broken.toml", "[body.broken\n");
    fs::write(gov.join("latin.toml"), b"name = \"\xe9\"\n").expect("written");
    let large = fs::File::create(gov.join("large.toml")).expect("made");
    large
        .set_len(remit_model::limits::FILE_BYTES as u64 + 1)
        .expect("grown");
    let mut deep = "f/".repeat(remit_model::limits::FOLDER_DEPTH + 2);
    deep.push_str("g.toml");
    write(&gov, &deep, "not toml");
    #[cfg(unix)]
    std::os::unix::fs::symlink("deep/er", gov.join("linked")).expect("linked");
    commit(folder.path(), "all");
    let found = |side: &str| last(&gov, &["--new-since", side]);
    let line = found("git:all");
    assert!(line.contains("nothing new since git:all; 0 cleared; "), "{line}");
    let whole: Value = serde_json::from_str(&out(&remit(&gov, &["check", "--format", "json"]))).expect("JSON");
    let prints: Vec<&str> = whole["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .filter_map(|finding| finding["fingerprint"].as_str())
        .collect();
    for wanted in [
        "limit:file.large.toml",
        "unreadable-file:file.latin.toml",
        "unknown-key:body.deep,nmae",
    ] {
        assert!(prints.contains(&wanted), "{wanted}: {prints:?}");
    }
    // And all of it is new since the first revision.
    let line = found("git:first");
    assert!(
        line.ends_with("0 cleared; 2 as before.") || line.ends_with("1 cleared; 1 as before."),
        "{line}"
    );
}

#[test]
fn git_is_only_asked() {
    let (folder, gov) = repository();
    let at = folder.path();
    let hook = format!("#!/bin/sh\ntouch '{}'\n", at.join("ran").display());
    for name in [
        "post-checkout",
        "post-index-change",
        "reference-transaction",
        "fsmonitor",
    ] {
        write(at, &format!(".git/hooks/{name}"), &hook);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let path = at.join(".git/hooks").join(name);
            fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("may be run");
        }
    }
    git(at, &["config", "core.fsmonitor", ".git/hooks/fsmonitor"]);
    let state = || {
        let mut found = Vec::new();
        let mut folders = vec![at.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("the folder can be read") {
                let path = entry.expect("the entry can be read").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    found.push((path.clone(), fs::read(path).expect("the file can be read")));
                }
            }
        }
        found.sort();
        found
    };
    let before = state();
    assert_eq!(code(&remit(&gov, &["check", "--new-since", "git:HEAD"])), 0);
    assert!(state() == before, "nothing was written and no hook was run");
    // A hook of git starts programs with its own settings.
    let mut hooked = Command::new(env!("CARGO_BIN_EXE_remit"));
    hooked.args(["check", "gov", "--new-since", "git:HEAD"]).current_dir(at);
    let hooked = hooked
        .env("GIT_DIR", ".git")
        .env("GIT_INDEX_FILE", ".git/index")
        .output()
        .expect("remit runs");
    assert_eq!(code(&hooked), 0, "{}", err(&hooked));
}

#[test]
fn a_revision_that_cannot_be_read_says_why() {
    let (folder, gov) = repository();
    assert!(
        trouble(&gov, "git:mian").contains("no revision `mian`"),
        "{}",
        trouble(&gov, "git:mian")
    );
    assert!(trouble(&gov, "git:mian").contains("did you mean `main`?"));
    assert!(trouble(&gov, "git:").contains("say which revision"));
    for option in ["git:-h", "git:--upload-pack=touch x", "git:-"] {
        assert!(
            trouble(&gov, option).contains("is no revision: none begins with a hyphen"),
            "{option}"
        );
    }
    for odd in [
        "git:main\nx",
        "git:$(touch x)",
        "git:main:gov",
        "git: ",
        "git:main..first",
    ] {
        assert!(
            trouble(&gov, odd).contains("there is no revision"),
            "{odd}: {}",
            trouble(&gov, odd)
        );
    }
    assert!(trouble(&gov, "git:main@2020-13-01").contains("is no date"));
    let new = folder.path().join("new");
    write(&new, "framework.toml", FRAMEWORK);
    assert!(
        trouble(&new, "git:main").contains("is not in the revision `main`"),
        "{}",
        trouble(&new, "git:main")
    );
    git(folder.path(), &["rm", "-q", "-r", "gov"]);
    write(&gov, "README.md", "Nothing yet.\n");
    commit(folder.path(), "empty");
    write(&gov, "framework.toml", FRAMEWORK);
    assert!(
        trouble(&gov, "git:empty").contains("no TOML file in"),
        "{}",
        trouble(&gov, "git:empty")
    );
    let outside = small();
    assert!(
        trouble(outside.path(), "git:main").contains("is in no git repository"),
        "{}",
        trouble(outside.path(), "git:main")
    );
    let mut without = Command::new(env!("CARGO_BIN_EXE_remit"));
    without
        .args(["check", "--new-since", "git:main"])
        .current_dir(&gov)
        .env("PATH", "");
    let without = without.output().expect("remit runs");
    assert_eq!(code(&without), 2);
    assert!(err(&without).contains("git is not installed"), "{}", err(&without));
}

#[test]
fn a_side_that_there_is_not_says_what_there_is() {
    let here = tempfile::tempdir().expect("a folder");
    let model = tower_hamlets();
    let said = |side: &str| {
        let output = remit(here.path(), &["check", &model, "--new-since", side]);
        assert_eq!(code(&output), 2, "{side}");
        err(&output)
    };
    assert!(said("hwb-oversee").contains("did you mean `hwb-oversees`?"));
    assert!(said("board-decides+nobody").contains("neither a proposal nor a folder `nobody`"));
    assert!(said("./nowhere").contains("there is no folder ./nowhere"));
    assert!(said("@yesterday").contains("is no date"));
    assert!(said("").contains("a side of a comparison is"));
    fs::create_dir(here.path().join("empty")).expect("made");
    assert!(said("empty").contains("there is no framework in empty"));
    fs::create_dir(here.path().join("hwb-oversees")).expect("made");
    assert!(said("hwb-oversees").contains("both a folder and a proposal"));
    assert!(said("hwb-oversees@2018-01-01").contains("`./hwb-oversees` for the folder, or `base+hwb-oversees`"));
    let line = |args: &[&str]| last(here.path(), &[&[model.as_str()], args].concat());
    assert!(line(&["--new-since", "base+hwb-oversees"]).contains("1 new since base+hwb-oversees"));
    assert!(
        line(&["--new-since", &model]).contains("nothing new since"),
        "the framework itself, by its folder"
    );
    let adopted = line(&["--with", "hwb-oversees", "--new-since", "base"]);
    assert!(adopted.contains("nothing new since base; 1 cleared"), "{adopted}");
    let earlier = line(&["--new-since", "@2017-01-01"]);
    assert!(earlier.contains(" new since 1 January 2017"), "{earlier}");
}

/// What is said of a framework, word for word, with its places.
fn said(loaded: &Loaded, plain: impl Fn(String) -> String) -> Vec<String> {
    let at = loaded.model.at(jiff::civil::date(2018, 1, 1), &[]);
    let mut found = remit_rules::check(&at, &loaded.broken).findings;
    found.extend(loaded.findings.iter().cloned());
    let line = |finding: &remit_model::finding::Finding| {
        let cited = finding
            .labels
            .iter()
            .map(|label| plain(loaded.sources.cite(label.place)));
        let cited: Vec<String> = cited.collect();
        format!("{} {} {}", finding.fingerprint(), finding.message, cited.join(" "))
    };
    let mut lines: Vec<String> = found.iter().map(line).collect();
    lines.sort();
    lines
}

#[test]
fn a_framework_is_the_same_beside_another() {
    let models = models();
    for pair in models.windows(2) {
        let [one, other] = [0, 1].map(|number| files(&pair[number]));
        let alone = [&one, &other].map(|inputs| load(remit_law::CATALOGUE, inputs.clone()));
        let side = |inputs: &Vec<_>, name: &str| remit_model::resolve::Side {
            name: name.to_owned(),
            inputs: inputs.clone(),
        };
        let sides = vec![side(&other, "git:x:"), side(&one, ""), side(&other, "git:x:")];
        let together = load_all(remit_law::CATALOGUE, sides);
        let plain = |cited: String| cited.replace("git:x:", "");
        assert_eq!(said(&together[1], plain), said(&alone[0], plain));
        assert_eq!(said(&together[0], plain), said(&alone[1], plain));
        assert_eq!(said(&together[2], plain), said(&alone[1], plain));
        assert!(std::sync::Arc::ptr_eq(&together[0].sources, &together[2].sources));
    }
}
