//! The rules of the house that no compiler holds: rooms, lists, and what each room may name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::folder::root;

/// The Rust files below a folder, with their texts.
fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(&at).expect("the folder can be read") {
            let path = entry.expect("the entry can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push((path.clone(), fs::read_to_string(&path).expect("the file can be read")));
            }
        }
    }
    found.sort();
    found
}

fn crates() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(root().join("crates"))
        .expect("crates/ exists")
        .map(|entry| {
            entry
                .expect("the entry can be read")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

/// Which of our crates each one may use, as the architecture page draws it.
fn drawn() -> BTreeMap<String, BTreeSet<String>> {
    let page = fs::read_to_string(root().join("docs/architecture.md")).expect("the page exists");
    let mut table = BTreeMap::new();
    for row in page.lines().filter(|line| line.starts_with("| `remit-")) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let named = |cell: &str| -> Vec<String> {
            cell.split('`')
                .filter(|word| word.starts_with("remit-"))
                .map(str::to_owned)
                .collect()
        };
        let name = named(cells[1]).remove(0);
        table.insert(name, named(cells[2]).into_iter().collect());
    }
    table
}

/// The lines of one table of a manifest.
fn section<'t>(manifest: &'t str, heading: &str) -> impl Iterator<Item = &'t str> {
    let start = manifest.find(heading).map_or(manifest.len(), |at| at + heading.len());
    manifest[start..]
        .lines()
        .skip(1)
        .take_while(|line| !line.starts_with('['))
}

#[test]
fn the_rooms_are_as_drawn() {
    let drawn = drawn();
    assert_eq!(
        drawn.keys().cloned().collect::<Vec<_>>(),
        crates(),
        "the table names every crate"
    );
    for name in crates() {
        let manifest = fs::read_to_string(root().join("crates").join(&name).join("Cargo.toml")).expect("a manifest");
        assert!(
            manifest.contains(&format!("name = \"{name}\"")),
            "{name}: folder and package have the same name"
        );
        let uses: BTreeSet<String> = section(&manifest, "[dependencies]")
            .filter_map(|line| line.split(['.', ' ', '=']).next())
            .filter(|word| word.starts_with("remit-"))
            .map(str::to_owned)
            .collect();
        assert_eq!(uses, drawn[&name], "{name} uses what the table draws, and nothing else");
    }
}

#[test]
fn only_the_command_meets_disk_clock_and_terminal() {
    let forbidden = [
        "std::fs",
        "std::io::stdout",
        "std::io::stderr",
        "std::env::",
        "SystemTime",
        "Instant::",
        "Timestamp::now",
        "println!",
        "print!(",
        "std::net",
        "std::process",
        "std::thread::sleep",
    ];
    // The yardstick is a command too: of developers, and no part of `remit`.
    let commands = ["remit-cli", "remit-yardstick"];
    for name in crates().into_iter().filter(|name| !commands.contains(&name.as_str())) {
        for (path, text) in sources(&root().join("crates").join(&name).join("src")) {
            for word in forbidden {
                let named = text
                    .lines()
                    .any(|line| !line.trim_start().starts_with("//") && line.contains(word));
                assert!(!named, "{} names {word}", path.display());
            }
        }
    }
}

#[test]
fn rules_files_and_pages_are_the_same() {
    let rules = root().join("crates/remit-rules/src");
    let mut files = BTreeSet::new();
    for (path, text) in sources(&rules) {
        let stem = path.file_stem().expect("a name").to_string_lossy().replace('_', "-");
        if text.contains("pub(crate) static RULE") {
            assert!(path.with_extension("md").is_file(), "{} has a page", path.display());
            assert!(
                text.contains(&format!("name: \"{stem}\"")),
                "{} is named after its rule",
                path.display()
            );
            files.insert(stem);
        }
    }
    let all = || remit_rules::RULES.iter().chain(remit_rules::change::CHANGE_RULES);
    let listed: BTreeSet<String> = all().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(listed.len(), all().count(), "each rule is listed once");
    assert_eq!(files, listed);
    let mut pages = BTreeSet::new();
    for group in fs::read_dir(&rules).expect("the folder exists") {
        let group = group.expect("the entry can be read").path();
        for entry in group
            .is_dir()
            .then(|| fs::read_dir(&group).expect("the folder can be read"))
            .into_iter()
            .flatten()
        {
            let path = entry.expect("the entry can be read").path();
            if path.extension().is_some_and(|extension| extension == "md") {
                pages.insert(path.file_stem().expect("a name").to_string_lossy().replace('_', "-"));
            }
        }
    }
    assert_eq!(pages, listed, "a page without a rule");
    let mut groups: Vec<_> = all().map(|rule| rule.group).collect();
    groups.dedup();
    let mut once = groups.clone();
    once.sort();
    once.dedup();
    assert_eq!(groups.len(), once.len(), "the list goes group by group");
    for rule in all() {
        assert!(
            !rule.name.starts_with("no-") && !rule.name.contains(|c: char| c.is_ascii_digit()),
            "{}",
            rule.name
        );
    }
}

#[test]
fn files_are_of_one_idea_and_say_what() {
    for name in crates() {
        for (path, text) in sources(&root().join("crates").join(&name).join("src")) {
            let shown = path.display();
            assert!(text.starts_with("//!"), "{shown} does not open with what it is");
            let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
            assert!(
                !["util", "utils", "common", "helpers", "misc"].contains(&stem.as_str()),
                "{shown} has no name"
            );
            let lines = text.lines().count();
            assert!(lines <= 600, "{shown} has {lines} lines: is it still one idea?");
        }
    }
}

#[test]
fn nothing_is_left_undone_in_the_source() {
    for name in crates() {
        for (path, text) in sources(&root().join("crates").join(&name)) {
            for word in [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("unimple", "mented!")] {
                assert!(!text.contains(word), "{} says {word}", path.display());
            }
        }
    }
}

#[test]
fn the_top_level_holds_what_it_should() {
    let allowed = [
        ".ci",
        ".git",
        ".gitattributes",
        ".gitignore",
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        "clippy.toml",
        "crates",
        "docs",
        "models",
        "rustfmt.toml",
        "target",
        "tests",
    ];
    for entry in fs::read_dir(root()).expect("the root can be read") {
        let name = entry
            .expect("the entry can be read")
            .file_name()
            .to_string_lossy()
            .into_owned();
        assert!(
            allowed.contains(&name.as_str()),
            "{name} does not belong at the top level"
        );
    }
}
