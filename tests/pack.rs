//! The pack that `remit build` makes: the same entries in every format, the same bytes each time, nothing lost when it is stopped.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use calamine::{Data, Reader, Xlsx, open_workbook};
use html5gum::Token;
use tinyjson::JsonValue;

fn models() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models");
    let entries = fs::read_dir(folder).expect("the models");
    let mut models: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.join("framework.toml").is_file())
        .collect();
    models.sort();
    models
}

fn build(framework: &Path, out: &Path, more: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_remit"))
        .arg("build")
        .arg(framework)
        .arg("--out")
        .arg(out)
        .args(more)
        .output()
        .expect("remit runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{}: {said}", framework.display());
    said
}

/// Every file of a folder, by name.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("the folder");
    entries
        .map(|entry| {
            let entry = entry.expect("an entry");
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, fs::read(entry.path()).expect("a file"))
        })
        .collect()
}

#[test]
fn a_register_has_as_many_entries_in_every_format() {
    for model in models() {
        let out = tempfile::tempdir().expect("a folder");
        build(&model, out.path(), &[]);
        let read = |name: &str| fs::read_to_string(out.path().join(name)).expect(name);
        // Read back with other libraries than those that wrote it.
        let json: JsonValue = read("registers.json").parse().expect("JSON");
        let mut book: Xlsx<_> = open_workbook(out.path().join("registers.xlsx")).expect("a workbook");
        let contents = book.worksheet_range("Contents").expect("the first sheet");
        let registers: &Vec<JsonValue> = json["registers"].get().expect("registers");
        assert!(registers.len() > 9, "{}", model.display());
        for register in registers {
            let [key, title] = ["register", "title"].map(|name| register[name].get::<String>().expect(name));
            let told = format!("{} {key}", model.display());
            let entries = register["rows"].get::<Vec<JsonValue>>().expect("rows").len();
            let figure: &f64 = register["entries"].get().expect("a figure");
            assert_eq!(figure.to_string(), entries.to_string(), "{told}");
            // The workbook: its own sheet, and the figure on the first one.
            let sheet = book.worksheet_range(title).expect("a sheet");
            assert_eq!(sheet.height() - 1, entries, "{told}: sheet");
            let figure = contents
                .rows()
                .find(|row| row.first() == Some(&Data::String(title.clone())));
            let figure = figure.and_then(|row| row.get(1)).expect("a figure");
            assert_eq!(figure.to_string(), entries.to_string(), "{told}: contents");
            // CSV.
            let text = read(&format!("register-{key}.csv"));
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let records: Result<Vec<_>, _> = reader.records().collect();
            assert_eq!(records.expect("rows").len(), entries, "{told}: CSV");
            // HTML: a row of the table's body for each, and the sentence above it.
            let page = read(&format!("register-{key}.html"));
            assert_eq!(rows_of_bodies(&page), entries, "{told}: HTML");
            let said = match entries {
                0 => ": no entries.".to_owned(),
                1 => ": 1 entry.".to_owned(),
                many => format!(": {many} entries."),
            };
            assert!(page.contains(&said), "{told}: {said}");
        }
    }
}

/// How many rows stand in the bodies of the tables of a page.
fn rows_of_bodies(page: &str) -> usize {
    let (mut within, mut rows) = (false, 0);
    for token in html5gum::Tokenizer::new(page) {
        match token.expect("HTML") {
            Token::StartTag(tag) if **tag.name == *b"tbody" => within = true,
            Token::EndTag(tag) if **tag.name == *b"tbody" => within = false,
            Token::StartTag(tag) if within && **tag.name == *b"tr" => rows += 1,
            _ => {}
        }
    }
    rows
}

#[test]
fn the_same_framework_gives_the_same_bytes() {
    let model = models()
        .into_iter()
        .find(|path| path.ends_with("worked-2023"))
        .expect("a model");
    let folders = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
    for folder in &folders {
        build(&model, folder.path(), &[]);
    }
    let [one, other] = folders.map(|folder| files(folder.path()));
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (name, bytes) in &one {
        assert!(other[name] == *bytes, "{name} differs");
    }
    assert!(one.contains_key("registers.xlsx") && one.contains_key("search.html"));
}

#[test]
fn a_build_that_is_stopped_is_finished_by_the_next() {
    let model = models()
        .into_iter()
        .find(|path| path.ends_with("worked-two-dates"))
        .expect("a model");
    let out = tempfile::tempdir().expect("a folder");
    // What an earlier build wrote, of another day, is there and is written over.
    build(&model, out.path(), &["--as-at", "2017-11-01"]);
    let whole = tempfile::tempdir().expect("a folder");
    build(&model, whole.path(), &["--as-at", "2023-04-01"]);
    let start = std::time::Instant::now();
    build(&model, tempfile::tempdir().expect("a folder").path(), &[]);
    let takes = start.elapsed();
    let mut stopped = 0;
    for part in 1..=12 {
        let mut child = Command::new(env!("CARGO_BIN_EXE_remit"))
            .arg("build")
            .arg(&model)
            .args([
                "--as-at",
                if part % 2 == 0 { "2017-11-01" } else { "2023-04-01" },
                "--out",
            ])
            .arg(out.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("remit runs");
        // Late enough to have begun to write, at one moment or another.
        std::thread::sleep(takes * (12 + part) / 24);
        stopped += u32::from(child.try_wait().expect("its state").is_none());
        let _ = child.kill();
        let _ = child.wait();
        // No file is half there: each is as one of the two builds writes it.
        assert!(
            fs::read_to_string(out.path().join("index.html"))
                .expect("a page")
                .ends_with("</html>\n")
        );
    }
    assert!(stopped > 0, "none of the builds was stopped");
    // Nothing counts as edited by somebody, and what is left is what a build in peace writes.
    build(&model, out.path(), &["--as-at", "2023-04-01"]);
    let visible = |folder: &Path| -> BTreeMap<String, Vec<u8>> {
        files(folder)
            .into_iter()
            .filter(|(name, _)| !name.starts_with('.'))
            .collect()
    };
    let (after, whole) = (visible(out.path()), visible(whole.path()));
    assert_eq!(after.keys().collect::<Vec<_>>(), whole.keys().collect::<Vec<_>>());
    assert!(after == whole);
}

#[test]
fn what_somebody_edited_is_not_written_over() {
    let model = models()
        .into_iter()
        .find(|path| path.ends_with("worked-two-dates"))
        .expect("a model");
    let out = tempfile::tempdir().expect("a folder");
    build(&model, out.path(), &[]);
    let book = out.path().join("registers.xlsx");
    fs::write(&book, b"mine").expect("written");
    let output = Command::new(env!("CARGO_BIN_EXE_remit"))
        .arg("build")
        .arg(&model)
        .arg("--out")
        .arg(out.path())
        .output()
        .expect("remit runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("registers.xlsx"));
    assert_eq!(fs::read(&book).expect("mine"), b"mine");
    build(&model, out.path(), &["--force"]);
    assert_ne!(fs::read(&book).expect("a workbook"), b"mine");
}

#[test]
fn nothing_of_how_far_it_is_goes_into_a_pipe() {
    let model = models()
        .into_iter()
        .find(|path| path.ends_with("worked-two-dates"))
        .expect("a model");
    let out = tempfile::tempdir().expect("a folder");
    let said = build(&model, out.path(), &[]);
    assert!(!said.contains(['\r', '\u{1b}']), "{said:?}");
}

/// A framework with somebody, a risk, and something internal, each under a name that stands nowhere else.
const HIDING: &str = r#"
[framework]
name = "A framework that hides something"
as-at = 2024-06-01
tiers = ["county"]

[document.minutes]
title = "Minutes"
date = 2024-05-01

[organisation.council]
name = "Exampleshire Council"
form = "county-council"
source = "minutes: 1"

[person.quill]
name = "Dr Ottoline Quill"
of = ["council"]
declared = 2024-01-01

[function.plan]
name = "The plan"
of = ["council"]
source = "minutes: 2"

[function.sale]
name = "Zanzibar Wharf sale"
of = ["council"]
audience = "internal"
source = "minutes: 2"

[body.board]
name = "The Board"
form = "committee"
within = "council"
tier = "county"
source = "minutes: 1"
quote = "Dr Ottoline Quill chairs the Board."
does.approve-plan = { verb = "approve", function = "plan" }
does.approve-sale = { verb = "approve", function = "sale" }
carries.flood = { text = "Drowned Basement risk" }
seats.chair = { role = "chair", voting = true, person = "quill" }

[body.panel]
name = "Hidden Panel of Inquiry"
form = "committee"
within = "council"
tier = "county"
audience = "internal"
source = "minutes: 3"
answers-to.board = { for = ["*"] }

[log.sale]
kind = "risk"
text = "Unpublished Subsidence risk"
about = ["board"]

[log.who]
kind = "question"
text = "Does the Hidden Panel of Inquiry report to Dr Ottoline Quill?"
about = ["panel", "board"]

[departure.one]
rule = "orphan-body"
subject = "body.board"
reason = "Unspoken Reason"
accepted-by = "council"
until = 2025-01-01
"#;

#[test]
fn the_public_reads_no_names_no_risks_and_nothing_internal() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("framework.toml"), HIDING).expect("written");
    let words = [
        "Ottoline",
        "Zanzibar Wharf",
        "Drowned Basement",
        "Hidden Panel",
        "Unpublished Subsidence",
        "Unspoken Reason",
    ];
    let read = |audience: &[&str]| -> String {
        let out = folder.path().join(format!("out{}", audience.len()));
        build(folder.path(), &out, audience);
        let mut all = String::new();
        for (name, bytes) in files(&out) {
            if name.ends_with(".xlsx") {
                let mut book: Xlsx<_> = open_workbook(out.join(&name)).expect("a workbook");
                for (_, sheet) in book.worksheets() {
                    for cell in sheet.rows().flatten() {
                        all.push_str(&format!("{cell}\n"));
                    }
                }
            } else {
                all.push_str(&String::from_utf8_lossy(&bytes));
            }
        }
        all
    };
    let internal = read(&[]);
    let public = read(&["--audience", "public"]);
    for word in words {
        assert!(internal.contains(word), "{word} is not there to be hidden");
        let at = public.find(word);
        let around = at.map(|at| public[at.saturating_sub(80)..].chars().take(200).collect::<String>());
        assert!(at.is_none(), "{word}: {around:?}");
    }
    assert!(public.contains("The Board") && public.contains("The plan"));
    assert!(public.contains("[name left out] chairs the Board."));
    // The registers by themselves likewise.
    for key in ["members", "functions", "log", "terms", "lines"] {
        let output = Command::new(env!("CARGO_BIN_EXE_remit"))
            .args(["register", key, "--audience", "public", "-C"])
            .arg(folder.path())
            .output()
            .expect("remit runs");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            output.status.success() && !words.iter().any(|word| said.contains(word)),
            "{key}: {said}"
        );
    }
}

/// Two bodies of one name, an entry without a kind, and a proposal that is adopted later.
const ALIKE: &str = r#"
[framework]
name = "Alike"
as-at = 2024-06-01

[organisation.north]
name = "North Council"
form = "county-council"

[organisation.south]
name = "South Council"
form = "county-council"

[body.north-finance]
name = "Finance Committee"
form = "committee"
within = "north"
called = "Money People"

[body.south-finance]
name = "Finance Committee"
form = "committee"
within = "south"

[delegation.given]
from = ["north"]
to = "south-finance"
functions = ["grants"]

[function.grants]
name = "Grants"
of = ["north"]

[log.bare]
text = "What kind is this?"

[milestone.open]
text = "It is opened"
by = 2025-01-01
not-stated = ["met"]
"#;

#[test]
fn pages_agree_with_each_other_and_lead_where_they_say() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("framework.toml"), ALIKE).expect("written");
    let later = "[proposal]\nid = \"later\"\ntitle = \"Later\"\nadopted = 2025-01-01\n\n[change.body.north-finance]\npurpose = \"Money\"\n";
    fs::write(folder.path().join("later.toml"), later).expect("written");
    let out = folder.path().join("out");
    build(folder.path(), &out, &[]);
    let read = |name: &str| fs::read_to_string(out.join(name)).expect(name);
    let search = read("search.html");
    for page in ["body-north-finance.html", "body-south-finance.html"] {
        assert!(search.contains(&format!("href=\"{page}\">Finance Committee")), "{page}");
    }
    assert!(
        search.contains("Money People") && search.contains("It is opened"),
        "{search}"
    );
    let log = read("log.md");
    assert!(log.contains("What kind is this?") && log.contains("To come"), "{log}");
    assert!(!log.contains("hether it was met"), "{log}");
    assert!(log.contains("To be adopted on 1 January 2025"), "{log}");
    let index = read("index.md");
    let row = index.lines().find(|line| line.contains("Proposals not yet adopted"));
    assert!(row.is_some_and(|row| row.contains("| 1 |")), "{index}");
    // What is found of a delegation is told on the pages of both who have a part in it.
    let found = read("findings.md");
    assert!(found.contains("Grants"), "{found}");
    for page in ["body-south-finance.md", "organisation-north.md"] {
        assert!(!read(page).contains("Nothing about it."), "{page}: {}", read(page));
    }
}

#[test]
fn the_workbook_opens_in_libreoffice_where_that_is_installed() {
    let program = ["soffice", "libreoffice"].into_iter().find(|program| {
        let version = Command::new(program).arg("--version").output();
        version.is_ok_and(|output| output.status.success())
    });
    let Some(program) = program else {
        // Whether it opens the workbook can't be tried here.
        return;
    };
    let model = models()
        .into_iter()
        .find(|path| path.ends_with("tower-hamlets-together"))
        .expect("a model");
    let out = tempfile::tempdir().expect("a folder");
    build(&model, out.path(), &[]);
    let status = Command::new(program)
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .arg(out.path())
        .arg(out.path().join("registers.xlsx"))
        .stdout(Stdio::null())
        .status()
        .expect("it runs");
    assert!(status.success());
    let made = fs::metadata(out.path().join("registers.pdf")).expect("a file");
    assert!(made.len() > 1_000);
}
