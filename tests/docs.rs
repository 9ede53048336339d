//! The pages for readers are true: the tutorial runs from top to bottom, the README's commands and findings are real, links
//! lead somewhere, and what the architecture page names as a guard exists.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::folder::root;

/// What a page asks its reader to do, in order, each with the line of the page.
#[derive(Debug)]
enum Step {
    /// Write a file.
    Write { path: String, text: String },
    /// Add to the end of a file.
    Add { path: String, text: String },
    /// Replace a piece of a file that occurs in it once.
    Change { path: String, from: String, to: String },
    /// Type a command, and see this.
    Run { command: String, shown: Vec<String> },
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What stands in backticks on a line.
fn quoted(line: &str) -> Vec<&str> {
    line.split('`').skip(1).step_by(2).collect()
}

/// The steps of a page. A TOML block without a file above it, or an answer without a command, is a mistake of the page.
fn steps(page: &str) -> Vec<(usize, Step)> {
    let mut steps: Vec<(usize, Step)> = Vec::new();
    let mut lines = page.lines().enumerate();
    let mut above = "";
    while let Some((at, line)) = lines.next() {
        let number = at + 1;
        if let Some(info) = line.strip_prefix("```") {
            let inside: Vec<(usize, &str)> = lines.by_ref().take_while(|(_, line)| *line != "```").collect();
            let text = || inside.iter().map(|(_, line)| format!("{line}\n")).collect::<String>();
            match info {
                "toml" => {
                    let path = match quoted(above).as_slice() {
                        [path] if above.ends_with(':') => (*path).to_owned(),
                        _ => panic!("line {number}: no file is named above: {above:?}"),
                    };
                    let text = text();
                    steps.push((
                        number,
                        if above.starts_with("Add to `") {
                            Step::Add { path, text }
                        } else {
                            Step::Write { path, text }
                        },
                    ));
                }
                "console" => {
                    for (at, line) in inside {
                        if let Some(command) = line.strip_prefix("$ ") {
                            let shown = Vec::new();
                            steps.push((
                                at + 1,
                                Step::Run {
                                    command: command.to_owned(),
                                    shown,
                                },
                            ));
                        } else if let Some((_, Step::Run { shown, .. })) = steps.last_mut() {
                            shown.push(line.to_owned());
                        } else {
                            panic!("line {}: an answer without a command", at + 1);
                        }
                    }
                }
                "sh" => {}
                other => panic!("line {number}: a block of an unknown kind: {other:?}"),
            }
        } else if line.starts_with("In `") && line.contains(", change `") {
            match quoted(line).as_slice() {
                [path, from, to] => {
                    let [path, from, to] = [*path, *from, *to].map(str::to_owned);
                    steps.push((number, Step::Change { path, from, to }));
                }
                other => panic!("line {number}: not a file, what, and by what: {other:?}"),
            }
        }
        if !line.trim().is_empty() {
            above = line;
        }
    }
    steps
}

/// Whether the answer is as shown: the lines between two `…` stand together in it, in order; what comes before the first `…`
/// is its beginning, and what comes after the last is its end.
fn as_shown(shown: &[String], real: &[&str]) -> Result<(), String> {
    let mut from = 0;
    let pieces: Vec<&[String]> = shown.split(|line| line == "…").collect();
    let last = pieces.len() - 1;
    for (number, piece) in pieces.iter().enumerate() {
        let fits = |at: usize| {
            real.get(at..at + piece.len()).is_some_and(|there| {
                there
                    .iter()
                    .zip(*piece)
                    .all(|(real, shown)| real.trim_end() == shown.trim_end())
            })
        };
        let found = match (number, number == last) {
            (0, _) => fits(0).then_some(0),
            (_, true) => real.len().checked_sub(piece.len()).filter(|&at| at >= from && fits(at)),
            (_, false) => (from..=real.len()).find(|&at| fits(at)),
        };
        let Some(at) = found else {
            return Err(format!("not in the answer, or not there:\n{}", piece.join("\n")));
        };
        from = at + piece.len();
        if number == last && from != real.len() {
            return Err("the answer goes on".to_owned());
        }
    }
    Ok(())
}

/// Takes the steps of a page in a folder. Returns how many commands were run.
fn follow(name: &str, page: &str, folder: &Path) -> usize {
    let mut here = folder.to_owned();
    let mut ran = 0;
    for (line, step) in steps(page) {
        match step {
            Step::Write { path, text } => {
                let path = here.join(path);
                fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
                fs::write(path, text).expect("written");
            }
            Step::Add { path, text } => {
                let path = here.join(path);
                let before = read(&path);
                fs::write(path, before + &text).expect("written");
            }
            Step::Change { path, from, to } => {
                let path = here.join(path);
                let before = read(&path);
                assert_eq!(before.matches(&from).count(), 1, "{name}:{line}: `{from}` occurs once");
                fs::write(path, before.replace(&from, &to)).expect("written");
            }
            Step::Run { command, mut shown } => {
                let words = words_of(&command);
                if let ["cd", to] = words.as_slice() {
                    assert!(shown.is_empty(), "{name}:{line}: cd answers nothing");
                    here = here.join(to);
                    continue;
                }
                assert_eq!(
                    words.first(),
                    Some(&"remit"),
                    "{name}:{line}: only remit and cd are run"
                );
                let exit = match shown.last().and_then(|last| last.strip_prefix("(exit ")) {
                    Some(code) => code.trim_end_matches(')').parse().expect("a number"),
                    None => 0,
                };
                if shown.last().is_some_and(|last| last.starts_with("(exit ")) {
                    shown.pop();
                }
                let output = Command::new(env!("CARGO_BIN_EXE_remit"))
                    .args(&words[1..])
                    .current_dir(&here)
                    .stdin(Stdio::null())
                    .env_remove("COLUMNS")
                    .env("NO_COLOR", "1")
                    .output()
                    .expect("remit runs");
                // What it says about the work comes before the result, as on a terminal.
                let text = [output.stderr, output.stdout]
                    .map(|bytes| String::from_utf8(bytes).expect("UTF-8"))
                    .concat();
                assert_eq!(output.status.code(), Some(exit), "{name}:{line}: $ {command}\n{text}");
                let real: Vec<&str> = text.lines().collect();
                if let Err(trouble) = as_shown(&shown, &real) {
                    panic!("{name}:{line}: $ {command}\n{trouble}\n\nThe answer was:\n{text}");
                }
                ran += 1;
            }
        }
    }
    ran
}

/// The words of a command, as a shell takes them: what stands between quotation marks is one.
fn words_of(command: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for (number, part) in command.split('"').enumerate() {
        match number % 2 {
            0 => words.extend(part.split_whitespace()),
            _ => words.push(part),
        }
    }
    words
}

#[test]
fn the_tutorial_runs_from_top_to_bottom() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = read(&root().join("docs/tutorial.md"));
    let ran = follow("docs/tutorial.md", &page, folder.path());
    assert!(ran >= 10, "only {ran} commands were run");
    assert!(folder.path().join("exampleshire/out/index.html").is_file());
    // Its pictures are what its commands draw.
    for picture in ["change.svg", "paper.svg"] {
        let drawn = read(&folder.path().join("exampleshire").join(picture));
        let kept = root().join("docs/images").join(format!("tutorial-{picture}"));
        if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
            fs::write(&kept, &drawn).expect("written");
        }
        assert!(
            read(&kept) == drawn,
            "docs/images/tutorial-{picture} is stale: look at it with INSTA_UPDATE=always"
        );
        assert!(page.contains(&format!("](images/tutorial-{picture})")));
    }
}

#[test]
fn the_page_on_checking_runs_from_top_to_bottom() {
    let folder = tempfile::tempdir().expect("a folder");
    let ran = follow(
        "docs/checking.md",
        &read(&root().join("docs/checking.md")),
        folder.path(),
    );
    assert!(ran >= 6, "only {ran} commands were run");
}

#[test]
fn the_formats_look_as_their_page_shows() {
    let ran = follow("docs/formats.md", &read(&root().join("docs/formats.md")), &root());
    assert!(ran >= crate::formats::FORMATS.len(), "only {ran} commands were run");
}

/// Copies a model, without what was made of it.
fn copied(model: &str, to: &Path) {
    for file in crate::folder::files(&root().join(model)) {
        let path = to.join(model).join(file.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        fs::write(path, file.bytes).expect("written");
    }
}

#[test]
fn the_page_on_drawing_runs_from_top_to_bottom() {
    let folder = tempfile::tempdir().expect("a folder");
    copied(SHOWN, folder.path());
    let ran = follow("docs/drawing.md", &read(&root().join("docs/drawing.md")), folder.path());
    assert!(ran >= 8, "only {ran} commands were run");
    for picture in [
        "who-decides.svg",
        "commissioning.svg",
        "whole-2.svg",
        "in-our-colours.svg",
    ] {
        assert!(folder.path().join(SHOWN).join(picture).is_file(), "{picture} is drawn");
    }
}

#[test]
fn the_page_on_changes_runs_from_top_to_bottom() {
    let folder = tempfile::tempdir().expect("a folder");
    copied(SHOWN, folder.path());
    let ran = follow("docs/changes.md", &read(&root().join("docs/changes.md")), folder.path());
    assert!(ran >= 2, "only {ran} commands were run");
}

#[test]
fn the_page_on_registers_runs_from_top_to_bottom() {
    let folder = tempfile::tempdir().expect("a folder");
    copied(SHOWN, folder.path());
    let ran = follow(
        "docs/registers.md",
        &read(&root().join("docs/registers.md")),
        folder.path(),
    );
    assert!(ran >= 2, "only {ran} commands were run");
}

#[test]
fn the_page_on_the_review_runs_from_top_to_bottom() {
    let folder = tempfile::tempdir().expect("a folder");
    copied(SHOWN, folder.path());
    let ran = follow("docs/review.md", &read(&root().join("docs/review.md")), folder.path());
    assert!(ran >= 2, "only {ran} commands were run");
}

#[test]
fn the_page_on_the_law_runs_from_top_to_bottom() {
    let folder = tempfile::tempdir().expect("a folder");
    for model in crate::folder::models() {
        let name = model.file_name().expect("a name").to_string_lossy().into_owned();
        copied(&format!("models/{name}"), folder.path());
    }
    let ran = follow("docs/law.md", &read(&root().join("docs/law.md")), folder.path());
    assert!(ran >= 7, "only {ran} commands were run");
}

#[test]
fn the_pages_of_the_models_run_from_top_to_bottom() {
    for model in ["hampshire", "kings-fund-sites"] {
        let folder = tempfile::tempdir().expect("a folder");
        copied(&format!("models/{model}"), folder.path());
        let name = format!("docs/{model}.md");
        let ran = follow(&name, &read(&root().join(&name)), folder.path());
        assert!(ran >= 3, "{name}: only {ran} commands were run");
    }
}

#[test]
fn the_page_on_tower_hamlets_through_time_is_what_remit_says() {
    let name = "docs/tower-hamlets-through-time.md";
    let ran = follow(name, &read(&root().join(name)), &root());
    assert!(ran >= 4, "only {ran} commands were run");
}

/// The model of which the pages show drawings.
const SHOWN: &str = "models/tower-hamlets-together";

/// The standard output of a command that must succeed.
fn answer(folder: &Path, args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_remit"))
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .expect("remit runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{args:?}: {said}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn keys_of_a_view_and_their_options_draw_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    copied(SHOWN, folder.path());
    let here = folder.path().join(SHOWN);
    let page = read(&root().join("docs/drawing.md"));
    let (_, table) = page.split_once("| In a view | As options |").expect("the table");
    let rows: Vec<(Vec<&str>, &str)> = table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|row| {
            let cells: Vec<&str> = row.split('|').collect();
            (quoted(cells[1]), quoted(cells[2])[0])
        })
        .collect();
    let mut text = read(&here.join("views.toml"));
    for (number, (keys, _)) in rows.iter().enumerate() {
        text.push_str(&format!(
            "\n[view.row-{number}]\ntitle = \"The same\"\n{}\n",
            keys.join("\n")
        ));
    }
    fs::write(here.join("views.toml"), text).expect("written");
    let plain = answer(&here, &["diagram", "--title", "The same", "--page", "free"]);
    for (number, (keys, options)) in rows.iter().enumerate() {
        let view = answer(&here, &["diagram", &format!("row-{number}"), "--page", "free"]);
        let mut args = vec!["diagram", "--title", "The same", "--page", "free"];
        args.extend(options.split(' '));
        let chosen = answer(&here, &args);
        assert!(view == chosen, "{keys:?} and {options} draw different things");
        // Where the whole framework would be drawn the same, nothing is shown by the row.
        assert!(
            view != plain || options == &"--audience public",
            "{options} does nothing"
        );
    }
    let keys: BTreeSet<&str> = rows
        .iter()
        .flat_map(|(keys, _)| keys)
        .filter_map(|key| key.split(' ').next())
        .collect();
    let schema: serde_json::Value =
        serde_json::from_str(&read(&root().join("models/remit.schema.json"))).expect("JSON");
    let all = schema["definitions"]["DiagramView"]["properties"]
        .as_object()
        .expect("the keys of a view");
    for key in all.keys() {
        let stated = STATEMENT.contains(&key.as_str()) || ["title", "notes"].contains(&key.as_str());
        assert!(stated || keys.contains(key.as_str()), "no row has the key `{key}`");
    }
}

/// What every statement may say about itself, and a view says of nothing that is drawn.
const STATEMENT: [&str; 8] = [
    "source",
    "quote",
    "assumed",
    "not-stated",
    "starts",
    "ends",
    "status",
    "note",
];

/// The pictures of the pages, each with the folder and the arguments that draw it.
const PICTURES: [(&str, &[&str]); 12] = [
    (
        "docs/images/tower-hamlets.svg",
        &["-C", SHOWN, "path-with-proposal", "--boxes", "form,log"],
    ),
    (
        "docs/images/board-paper.svg",
        &["-C", SHOWN, "board-paper", "--page", "a3"],
    ),
    (
        "docs/images/changes.svg",
        &[
            "-C",
            SHOWN,
            "board-paper",
            "--changes",
            "--with",
            "board-decides",
            "--changes-around",
            "0",
        ],
    ),
    ("docs/images/hampshire.svg", &["-C", "models/hampshire", "levels"]),
    (
        "docs/images/kings-fund-sites.svg",
        &["-C", "models/kings-fund-sites", "sites"],
    ),
    (
        "docs/images/kings-fund-decisions.svg",
        &["-C", "models/kings-fund-sites", "decisions"],
    ),
    ("docs/images/division-2019.svg", &["-C", SHOWN, "division-2019"]),
    (
        "docs/images/committees-in-common.svg",
        &["-C", "models/worked-2017", "in-common"],
    ),
    (
        "docs/images/place-committee.svg",
        &["-C", "models/worked-2023", "place-committee"],
    ),
    (
        "docs/images/two-dates.svg",
        &["-C", "models/worked-two-dates", "in-2023"],
    ),
    ("docs/images/lines.svg", &["-C", "docs/images/signs", "lines"]),
    ("docs/images/marks.svg", &["-C", "docs/images/signs", "marks"]),
];

#[test]
fn the_pictures_are_what_remit_draws_now() {
    let contributing = read(&root().join("docs/contributing.md"));
    for (path, args) in PICTURES {
        let fresh = answer(&root(), &[&["diagram"], args].concat());
        let kept = fs::read_to_string(root().join(path))
            .unwrap_or_default()
            .replace("\r\n", "\n");
        let command = format!("cargo run -- diagram {} -o {path}", args.join(" "));
        assert!(kept == fresh, "{path} is stale; look at the new one: {command}");
        assert!(contributing.contains(&command), "docs/contributing.md says: {command}");
    }
}

#[test]
fn the_table_of_what_is_devolved_is_what_remit_says_now() {
    let page = read(&root().join("docs/kings-fund-sites.md"));
    let (_, rest) = page
        .split_once("<!-- remit diagram decisions -->\n")
        .expect("the table");
    let (kept, _) = rest.split_once("<!-- end -->").expect("its end");
    let args = [
        "diagram",
        "-C",
        "models/kings-fund-sites",
        "decisions",
        "--format",
        "markdown",
    ];
    let said = answer(&root(), &args);
    let fresh: String = said
        .lines()
        .filter(|line| line.starts_with('|'))
        .map(|line| format!("{line}\n"))
        .collect();
    assert!(fresh.lines().count() > 11, "a row for each matter");
    assert_eq!(kept, fresh, "docs/kings-fund-sites.md: put the new table in its place");
}

#[test]
fn what_the_readme_shows_is_what_remit_says() {
    let ran = follow("README.md", &read(&root().join("README.md")), &root());
    assert!(ran >= 1, "the README shows a finding");
}

#[test]
fn the_readme_has_two_commands_and_they_do_what_it_says() {
    let page = read(&root().join("README.md"));
    let mut commands = Vec::new();
    let mut inside = false;
    for line in page.lines() {
        match line {
            "```sh" => inside = true,
            "```" => inside = false,
            command if inside => commands.push(command),
            _ => {}
        }
    }
    assert_eq!(
        commands,
        ["cargo run -- build models/tower-hamlets-together", "cargo test"]
    );
    let out = tempfile::tempdir().expect("a folder");
    let status = Command::new(env!("CARGO_BIN_EXE_remit"))
        .args(["build", "models/tower-hamlets-together", "--out"])
        .arg(out.path())
        .current_dir(root())
        .output()
        .expect("remit runs")
        .status;
    assert!(status.success());
    assert!(out.path().join("index.html").is_file());
}

#[test]
fn the_readme_lists_the_commands_that_there_are() {
    let output = Command::new(env!("CARGO_BIN_EXE_remit"))
        .arg("--help")
        .output()
        .expect("remit runs");
    let help = String::from_utf8(output.stdout).expect("UTF-8");
    let commands: BTreeSet<&str> = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        // What is said of a command may go on in the next line, further in.
        .filter(|line| !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|command| *command != "help")
        .collect();
    assert!(commands.contains("check"), "{help}");
    let page = read(&root().join("README.md"));
    let listed: BTreeSet<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| `remit "))
        .filter_map(|rest| rest.split([' ', '`']).next())
        .collect();
    assert_eq!(listed, commands);
    for name in [
        "README.md",
        "docs/README.md",
        "docs/tutorial.md",
        "docs/contributing.md",
        "docs/formats.md",
        "docs/checking.md",
        "docs/drawing.md",
    ] {
        let page = read(&root().join(name));
        for command in page
            .split("`remit ")
            .skip(1)
            .filter_map(|rest| rest.split([' ', '`', '\n']).next())
            .filter(|word| !word.starts_with('-'))
        {
            assert!(commands.contains(command), "{name} names `remit {command}`");
        }
    }
}

/// The pages whose links are followed.
fn pages() -> Vec<PathBuf> {
    let mut pages = vec![root().join("README.md")];
    for (folder, ending) in [("docs", ".md"), ("models", "README.md")] {
        let mut folders = vec![root().join(folder)];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).expect("the folder can be read") {
                let path = entry.expect("the entry can be read").path();
                let name = path.file_name().expect("a name").to_string_lossy().into_owned();
                if path.is_dir() && name != "out" {
                    folders.push(path);
                } else if name.ends_with(ending) {
                    pages.push(path);
                }
            }
        }
    }
    pages.sort();
    pages
}

/// The text of a page without its blocks and what stands in backticks.
fn prose(page: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for line in page.lines() {
        if line.starts_with("```") {
            inside = !inside;
        } else if !inside {
            text.extend(line.split('`').step_by(2));
        }
        text.push('\n');
    }
    text
}

/// The names under which the headings of a page can be linked to.
fn anchors(page: &str) -> BTreeSet<String> {
    let headings = page.lines().filter(|line| line.starts_with('#'));
    headings
        .map(|heading| {
            let kept = heading.trim_start_matches('#').trim().to_lowercase();
            let kept = kept
                .chars()
                .filter(|c| c.is_alphanumeric() || [' ', '-', '_'].contains(c));
            kept.map(|c| if c == ' ' { '-' } else { c }).collect()
        })
        .collect()
}

#[test]
fn every_link_leads_somewhere() {
    let mut followed = 0;
    let mut lost = Vec::new();
    for path in pages() {
        for target in prose(&read(&path))
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            if target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            followed += 1;
            let target = target.trim_matches(['<', '>']);
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            let there = if file.is_empty() {
                path.clone()
            } else {
                path.parent().expect("a folder").join(file)
            };
            let found = there.exists() && (anchor.is_empty() || anchors(&read(&there)).contains(anchor));
            if !found {
                lost.push(format!(
                    "{}: {target}",
                    path.strip_prefix(root()).unwrap_or(&path).display()
                ));
            }
        }
    }
    assert!(followed >= 20, "only {followed} links were seen");
    assert!(lost.is_empty(), "these links lead nowhere:\n{}", lost.join("\n"));
}

#[test]
fn every_guard_of_the_architecture_page_exists() {
    let page = read(&root().join("docs/architecture.md"));
    let mut guards = 0;
    let files = |word: &&str| word.starts_with("tests/") || word.starts_with("crates/");
    for word in page.lines().flat_map(quoted).filter(files) {
        let (file, test) = word.split_once("::").unwrap_or((word, ""));
        assert!(root().join(file).exists(), "{file} does not exist");
        if !test.is_empty() {
            assert!(
                read(&root().join(file)).contains(&format!("fn {test}(")),
                "{file} has no test {test}"
            );
            guards += 1;
        }
    }
    assert!(guards >= 10, "only {guards} guards are named");
}

#[test]
fn the_generated_pages_are_fresh() {
    let made = [
        ("docs/rules.md", vec!["rules", "--format", "markdown"]),
        ("docs/cli.md", vec!["reference"]),
        ("docs/powers.md", vec!["law", "--all", "--format", "markdown"]),
    ];
    for (path, args) in made {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_remit"))
            .args(&args)
            .output()
            .expect("remit runs");
        let fresh = String::from_utf8(output.stdout).expect("UTF-8");
        let kept = std::fs::read_to_string(root().join(path))
            .unwrap_or_default()
            .replace("\r\n", "\n");
        assert!(
            kept == fresh,
            "{path} is stale; write it anew: cargo run -- {} -o {path}",
            args.join(" ")
        );
    }
}
