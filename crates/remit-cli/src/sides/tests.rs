//! What is opened, and what each side is called. What is said of sides that cannot be opened is in `tests/sides.rs`.

use std::fs;

use jiff::civil::date;
use tempfile::TempDir;

use super::*;

const FRAMEWORK: &str = "[framework]\nname = \"Small\"\nas-at = 2020-01-01\n";

/// A framework with two proposals, of which one was adopted.
fn small() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
    write("framework.toml", FRAMEWORK);
    write("one.toml", "[proposal]\nid = \"one\"\ntitle = \"The first\"\n");
    write(
        "two.toml",
        "[proposal]\nid = \"two\"\ntitle = \"The second\"\nadopted = 2019-03-01\n",
    );
    folder
}

fn common(folder: &TempDir, with: &[&str]) -> Common {
    Common {
        folder: Some(folder.path().to_owned()),
        as_at: None,
        with: with.iter().map(|key| (*key).to_owned()).collect(),
        output: None,
    }
}

fn words(sides: &Sides) -> Vec<&str> {
    sides.sides.iter().map(|side| side.words.as_str()).collect()
}

#[test]
fn a_lone_side_is_compared_with_what_it_differs_from() {
    let folder = small();
    let pair = |a: &str, with: &[&str]| Sides::pair(a, None, &common(&folder, with)).expect("it can be opened");
    let proposal = pair("one", &[]);
    assert_eq!(
        words(&proposal),
        ["as it is on 1 January 2020", "with the proposal “The first”"]
    );
    assert_eq!(proposal.sides[0].label, "as it is");
    assert_eq!(proposal.sides[1].at().with(), ["one"]);
    assert_eq!(
        words(&pair("@2019-01-01", &[])),
        ["as it is on 1 January 2019", "as it is on 1 January 2020"]
    );
    assert_eq!(
        words(&pair("one@2019-01-01", &[])),
        ["as it is on 1 January 2019", "with the proposal “The first”"],
        "both at the date that was asked for"
    );
    let also = pair("one", &["two"]);
    assert_eq!(
        words(&also),
        [
            "with the proposal “The second”, which was adopted on 1 March 2019",
            "with the proposals “The second”, which was adopted on 1 March 2019 and “The first”"
        ],
        "what is taken as adopted everywhere is so on both"
    );
    assert_eq!(
        words(&pair("base", &["one"])),
        ["as it is on 1 January 2020", "with the proposal “The first”"]
    );
}

#[test]
fn sides_of_one_framework_are_one_reading_of_it() {
    let folder = small();
    let itself = folder.path().join(".").to_string_lossy().into_owned();
    let labels = ["base", "one", "@2019-01-01", "one+two@2018-05-01", &itself].map(str::to_owned);
    let sides = Sides::several(&labels, &common(&folder, &[])).expect("they can be opened");
    let first = sides.sides[0].workspace.loaded;
    assert!(
        sides
            .sides
            .iter()
            .all(|side| std::ptr::eq(side.workspace.loaded, first))
    );
    assert_eq!(sides.sides[3].workspace.date, date(2018, 5, 1));
    assert_eq!(sides.sides[1].words, "with the proposal “The first”, on 1 January 2020");
    assert_eq!(sides.sides[4].label, itself);
    assert_eq!(
        sides.sides[0].check().findings.len(),
        sides.sides[4].check().findings.len()
    );
}

#[test]
fn another_folder_has_its_own_date_and_paths_that_say_where() {
    let (folder, other) = (small(), tempfile::tempdir().expect("a folder"));
    let write = |name: &str, text: &str| fs::write(other.path().join(name), text).expect("written");
    write("framework.toml", "[framework]\nname = \"Other\"\nas-at = 2021-01-01\n");
    write("one.toml", "[proposal]\nid = \"one\"\ntitle = \"The first\"\n");
    let path = other.path().to_string_lossy().into_owned();
    let label = format!("{path}/");
    let sides = Sides::pair(&label, None, &common(&folder, &["one", "two"])).expect("they can be opened");
    assert_eq!(
        words(&sides),
        [
            format!(
                "as it is in {path}/, with the proposal “The first”, without two, which is not there, on 1 January 2021"
            )
            .as_str(),
            "with the proposals “The first” and “The second”, which was adopted on 1 March 2019, on 1 January 2020"
        ]
    );
    let [then, now] = [0, 1].map(|number| sides.sides[number].workspace.loaded);
    assert!(!std::ptr::eq(then, now));
    let shown = |loaded: &Loaded| {
        let place = loaded
            .model
            .framework
            .statement
            .as_ref()
            .map(|statement| statement.place);
        place.map(|place| loaded.sources.cite(place))
    };
    assert_eq!(shown(then), Some(format!("{path}/framework.toml:1")));
    assert_eq!(shown(now).as_deref(), Some("framework.toml:1"));
    let own = then.sources.iter().filter(|(_, source)| !source.shipped).count();
    assert_eq!(own, 4, "one.toml is the same in both");
    let dated = Common {
        as_at: Some(date(2020, 6, 1)),
        ..common(&folder, &["one"])
    };
    let sides = Sides::pair(&label, Some("base"), &dated).expect("they can be opened");
    assert_eq!(
        words(&sides),
        [
            format!("as it is in {path}/, with the proposal “The first”").as_str(),
            "as it is on 1 June 2020"
        ]
    );
}
