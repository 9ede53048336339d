//! `remit diagram`: every format, the views, what the options choose, and what is said when something is wrong.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::cli::{code, err, out, remit, small, tower_hamlets};

/// The formats, each with the endings of files that mean it, and how its files begin.
const FORMATS: [(&str, &[&str], &[u8]); 8] = [
    ("svg", &["svg"], b"<svg"),
    ("png", &["png"], b"\x89PNG\r\n\x1a\n"),
    ("pdf", &["pdf"], b"%PDF-"),
    ("dot", &["dot", "gv"], b"digraph"),
    ("mermaid", &["mmd", "mermaid"], b"---\ntitle:"),
    ("text", &["txt"], b"Levels above the borough\n===="),
    ("markdown", &["md", "MD", "markdown"], b"# Levels above the borough\n"),
    ("html", &["html", "htm"], b"<!DOCTYPE html>"),
];

/// A framework of so many practices that answer to one board.
fn practices(count: usize) -> TempDir {
    let folder = small();
    let mut text = String::from("[body.board]\nname = \"The board\"\n");
    for number in 0..count {
        text.push_str(&format!(
            "[body.practice-{number}]\nname = \"Practice number {number} of the borough\"\nanswers-to.board = {{ for = [\"*\"] }}\n"
        ));
    }
    fs::write(folder.path().join("bodies.toml"), text).expect("written");
    folder
}

fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| !name.ends_with(".toml"))
        .collect();
    names.sort();
    names
}

#[test]
fn every_format_is_written_and_meant_by_its_ending() {
    let here = tempfile::tempdir().expect("a folder");
    let model = tower_hamlets();
    for (format, endings, begins) in FORMATS {
        let view = ["diagram", "wider-footprints", "-C", &model];
        let printed = remit(here.path(), &[&view[..], &["--format", format]].concat());
        assert_eq!(code(&printed), 0, "{format}: {}", err(&printed));
        assert!(printed.stdout.starts_with(begins), "{format}");
        for ending in endings {
            let file = format!("drawing.{ending}");
            let written = remit(here.path(), &[&view[..], &["-o", &file]].concat());
            assert_eq!(code(&written), 0, "{file}: {}", err(&written));
            assert!(out(&written).is_empty(), "{file}");
            let bytes = fs::read(here.path().join(&file)).expect("written");
            assert_eq!(bytes, printed.stdout, "{file} is what is printed");
        }
    }
    // What is asked for goes before what the file is called.
    let view = [
        "diagram",
        "wider-footprints",
        "-C",
        &model,
        "--format",
        "dot",
        "-o",
        "x.svg",
    ];
    assert_eq!(code(&remit(here.path(), &view)), 0);
    assert!(
        fs::read(here.path().join("x.svg"))
            .expect("written")
            .starts_with(b"digraph")
    );
    let view = ["diagram", "wider-footprints", "-C", &model, "-o", "x.docx"];
    let refused = remit(here.path(), &view);
    assert_eq!(code(&refused), 2);
    assert!(err(&refused).contains(".svg, .png, .pdf"), "{}", err(&refused));
    assert!(!here.path().join("x.docx").exists());
}

#[test]
fn a_picture_and_its_page_tell_who_cannot_see_them() {
    let here = tempfile::tempdir().expect("a folder");
    let model = tower_hamlets();
    let svg = out(&remit(here.path(), &["diagram", "wider-footprints", "-C", &model]));
    assert!(
        svg.contains("<title") && svg.contains("Levels above the borough"),
        "a title"
    );
    assert!(
        svg.contains("<desc") && svg.contains("Diagram, Levels above the borough"),
        "an alt text"
    );
    let page = out(&remit(
        here.path(),
        &["diagram", "wider-footprints", "-C", &model, "--format", "html"],
    ));
    assert!(page.contains("<figure><img src=\"data:image/svg+xml;charset=utf-8,%3Csvg"));
    assert!(page.contains("alt=\"Diagram, Levels above the borough"));
    assert!(
        page.contains("East London Health &amp; Care Partnership (ELHCP)</strong>"),
        "and in words"
    );
}

#[test]
fn the_views_are_listed_and_the_nearest_is_meant() {
    let here = tempfile::tempdir().expect("a folder");
    let model = tower_hamlets();
    let listed = remit(here.path(), &["diagram", "--list", "-C", &model]);
    assert_eq!(code(&listed), 0);
    for view in ["board-paper", "framework", "membership", "organisation-lbth"] {
        assert!(out(&listed).contains(&format!("\n{view} ")), "{}", out(&listed));
        let drawn = remit(here.path(), &["diagram", view, "-C", &model, "--format", "text"]);
        assert_eq!(code(&drawn), 0, "{view}: {}", err(&drawn));
    }
    let misspelt = remit(here.path(), &["diagram", "bord-paper", "-C", &model]);
    assert_eq!(code(&misspelt), 2);
    assert!(misspelt.stdout.is_empty());
    let said = err(&misspelt);
    assert!(
        said.contains("did you mean `board-paper`?") && said.contains("`membership`"),
        "{said}"
    );
    let body = remit(here.path(), &["diagram", "jce", "-C", &model]);
    assert!(err(&body).contains("`remit diagram --around jce`"), "{}", err(&body));
}

#[test]
fn options_choose_what_a_view_would() {
    let here = tempfile::tempdir().expect("a folder");
    let model = tower_hamlets();
    let text = |args: &[&str]| {
        let output = remit(
            here.path(),
            &[&["diagram", "-C", &model, "--format", "text"], args].concat(),
        );
        assert_eq!(code(&output), 0, "{args:?}: {}", err(&output));
        out(&output)
    };
    let two = text(&[
        "--show", "jce,hwb", "--lines", "supports", "--title", "Two", "--status", "DRAFT",
    ]);
    assert!(two.starts_with("Two\n===\n") && two.contains("\nDRAFT. "), "{two}");
    assert!(
        two.contains("1 relation\n") && two.contains("supports") && !two.contains("answers to"),
        "{two}"
    );
    assert_eq!(text(&["--show", "jce", "--show", "hwb"]), text(&["--show", "jce, hwb"]));
    let near = text(&["--around", "jce"]);
    let far = text(&["--around", "jce", "--depth", "3"]);
    assert!(near.starts_with("Around Joint Commissioning Executive\n"), "{near}");
    assert!(far.matches("\n- ").count() > near.matches("\n- ").count(), "{far}");
    assert!(!near.contains("highlighted"));
    assert!(text(&["--around", "jce", "--highlight", "jce,hwb"]).contains("highlighted"));
    assert!(text(&["--around", "jce", "--highlight-around", "jce"]).contains("highlighted"));
    assert!(text(&["--highlight-findings"]).contains("finding"));
    assert!(!text(&["--hide", "jce"]).contains("- Joint Commissioning Executive"));
    assert!(text(&["--collapse", "within:lbth"]).contains("stands for"));
    assert!(
        text(&["--around", "jce", "--columns", "none"])
            .matches("column:")
            .count()
            == 0
    );
    assert!(text(&["--show", "hwb", "--boxes", "form"]).contains("Health and wellbeing board (assumed)"));
    let noted = |options: &[&str]| text(options).contains("Entries of the log");
    assert!(noted(&["--around", "jce"]) && !noted(&["--around", "jce", "--no-notes"]));
    let table = text(&["--matrix"]);
    assert!(table.contains("C: chair") && table.contains("Dr Phillip"), "{table}");
    let public = text(&["--matrix", "--audience", "public"]);
    // Who wrote a published document is no secret.
    let (public, _) = public.split_once("\nSources\n").expect("sources");
    assert!(public.contains("C: chair") && !public.contains("Phillip"), "{public}");
    // A proposal, and a date, as everywhere.
    let with = text(&["path-with-proposal"]);
    assert!(with.contains("Proposed"), "{with}");
    let then = text(&["partners-2016", "--as-at", "2017-11-01"]);
    assert!(
        then.contains("as at 1 November 2017") && !then.contains("as at 1 May 2016"),
        "{then}"
    );
    // How far goes with what the view says.
    let drawn = |depth: &str| {
        let view = [
            "diagram",
            "-C",
            &model,
            "around-the-board",
            "--depth",
            depth,
            "--format",
            "text",
        ];
        out(&remit(here.path(), &view))
    };
    assert!(drawn("2").len() > drawn("0").len());
    // What is no selector, and what needs another option.
    for (args, says) in [
        (&["--show", "jcee"][..], "`jce`"),
        (&["--collapse", "tier:boroug"], "tier:borough"),
        (&["--lines", "likes"], "answers-to"),
        (&["--depth", "2"], "--around"),
        (&["--highlight-depth", "2"], "--highlight-around"),
        (&["--boxes", "colour"], "meets"),
        (&["--columns", "colour"], "organisation"),
        (&["--audience", "nobody"], "public"),
        (&["--dpi", "0"], "36"),
    ] {
        let refused = remit(here.path(), &[&["diagram", "-C", &model], args].concat());
        assert_eq!(code(&refused), 2, "{args:?}");
        assert!(err(&refused).contains(says), "{args:?}: {}", err(&refused));
    }
}

#[test]
fn what_is_too_large_for_its_page_goes_on_several_sheets() {
    let folder = practices(120);
    let printed = remit(folder.path(), &["diagram"]);
    assert_eq!(code(&printed), 2, "several pictures cannot go to one standard output");
    assert!(printed.stdout.is_empty());
    let said = err(&printed);
    assert!(
        said.contains("sheets") && said.contains("-o") && said.contains("pdf"),
        "{said}"
    );
    assert!(!said.contains("mistake"), "{said}");
    assert_eq!(code(&remit(folder.path(), &["diagram", "--page", "free"])), 0);
    let written = remit(folder.path(), &["diagram", "-o", "all.svg"]);
    assert_eq!(code(&written), 0, "{}", err(&written));
    assert!(
        err(&written).contains("too large for an A4 page, so it has"),
        "{}",
        err(&written)
    );
    let names = files(folder.path());
    assert!(names.len() > 4 && names.contains(&"all-2.svg".to_owned()), "{names:?}");
    let count = names.len();
    let all: String = names
        .iter()
        .map(|name| fs::read_to_string(folder.path().join(name)).expect("a sheet"))
        .collect();
    for number in 1..=count {
        let name = if number == 1 {
            "all.svg".to_owned()
        } else {
            format!("all-{number}.svg")
        };
        let sheet = fs::read_to_string(folder.path().join(&name)).expect("a sheet");
        assert!(sheet.contains(&format!("({number} of {count}: ")), "{name}");
    }
    assert!(all.contains("overview"));
    let pdf = remit(folder.path(), &["diagram", "--format", "pdf"]);
    assert_eq!(code(&pdf), 0, "{}", err(&pdf));
    assert!(pdf.stdout.starts_with(b"%PDF-"));
    let page = remit(folder.path(), &["diagram", "--format", "html"]);
    assert_eq!(out(&page).matches("<figure>").count(), count);
    // In words it is one, whole.
    let words = out(&remit(folder.path(), &["diagram", "--format", "markdown"]));
    assert_eq!(words.matches("\n- **Practice number").count(), 120);
    assert!(words.contains("120 relations"), "with its lines");
}

#[test]
fn log_entries_that_leave_their_sheet_have_another() {
    let folder = practices(6);
    let mut text = String::new();
    for number in 0..60 {
        text.push_str(&format!(
            "[log.entry-{number}]\nkind = \"question\"\nabout = [\"board\"]\ntext = \"Who is to look after matter-{number}, and by \
             when, and who is to be told of it before the year is over?\"\n"
        ));
    }
    fs::write(folder.path().join("log.toml"), text).expect("written");
    let written = remit(folder.path(), &["diagram", "-o", "all.svg"]);
    assert_eq!(code(&written), 0, "{}", err(&written));
    let names = files(folder.path());
    assert!(names.len() > 1, "the entries don't fit beside the drawing");
    let all: String = names
        .iter()
        .map(|name| fs::read_to_string(folder.path().join(name)).expect("a sheet"))
        .collect();
    for number in 0..60 {
        assert!(
            all.contains(&format!("matter-{number},")),
            "entry {number} is on no sheet"
        );
    }
}

#[test]
fn an_empty_framework_is_drawn_and_said_to_be_empty() {
    let folder = small();
    for (format, ..) in FORMATS {
        let drawn = remit(folder.path(), &["diagram", "--format", format]);
        assert_eq!(code(&drawn), 0, "{format}: {}", err(&drawn));
        assert!(err(&drawn).contains("nothing is shown"), "{format}: {}", err(&drawn));
        assert!(!drawn.stdout.is_empty());
    }
    // Without views of its own, it has those that every framework has; a table in which nothing would stand is not offered, and is
    // drawn where it is asked for.
    let listed = out(&remit(folder.path(), &["diagram", "--list"]));
    assert!(
        listed.contains("\nframework ") && !listed.contains("\nmembership ") && !listed.contains("\ndecisions "),
        "{listed}"
    );
    let table = remit(folder.path(), &["diagram", "membership"]);
    assert_eq!(code(&table), 0, "{}", err(&table));
}

#[test]
fn hostile_names_do_nothing_in_any_format() {
    let folder = small();
    let name = r#"<script>alert(1)</script>\u001b[31m \u202e ]]> --> \" onload=\"x() & [x](javascript:x) | \n# h"#;
    let text = format!(
        "[body.a]\nname = \"{name}\"\n[body.b]\nname = \"{name} 2\"\nanswers-to.a = {{ for = [\"*\"] }}\n\
         [view.v]\ntitle = \"{name}\"\nshow = [\"a\", \"b\"]\n"
    );
    fs::write(folder.path().join("a.toml"), text).expect("written");
    for (format, ..) in FORMATS {
        let drawn = remit(folder.path(), &["diagram", "v", "--format", format]);
        assert_eq!(code(&drawn), 0, "{format}: {}", err(&drawn));
        if matches!(format, "png" | "pdf") {
            continue;
        }
        let text = out(&drawn);
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{format}");
        if matches!(format, "svg" | "html") {
            assert!(!text.contains("<script") && !text.contains("\" onload"), "{format}");
        }
    }
    let unknown = remit(folder.path(), &["diagram", "\u{1b}[31mv"]);
    assert_eq!(code(&unknown), 2);
    assert!(!err(&unknown).contains('\u{1b}'));
}

#[test]
fn build_shows_every_view_and_says_it_in_words() {
    let folder = practices(120);
    let views = "[view.findings]\ntitle = \"Named as a page is\"\nshow = [\"board\"]\n\
                 [view.framework-2]\ntitle = \"Named as a sheet is\"\nshow = [\"board\"]\n";
    fs::write(folder.path().join("views.toml"), views).expect("written");
    let built = remit(folder.path(), &["build"]);
    assert_eq!(code(&built), 0, "{}", err(&built));
    assert!(
        err(&built).contains("framework: even in type of 8 points"),
        "{}",
        err(&built)
    );
    let read = |name: &str| fs::read_to_string(folder.path().join("out").join(name)).expect(name);
    let page = read("framework.html");
    assert!(
        page.contains("<figure><img src=\"framework.svg\" alt=\"Diagram, "),
        "the overview"
    );
    assert!(page.contains("Practice number 119 of the borough"), "and in words");
    assert!(read("framework.md").contains("](<framework.svg>)"));
    assert!(
        read("findings.html").contains("<title>Findings"),
        "the page of findings keeps its name"
    );
    assert!(read("findings-drawing.html").contains("Named as a page is"));
    assert!(read("framework-2.svg").contains("Named as a sheet is"));
    assert!(
        read("framework-2-drawing.svg").contains("(2 of "),
        "the second sheet has another name"
    );
    // Every link of the first page and of the pages of drawings leads to a file.
    for name in ["index.html", "framework.html", "findings-drawing.html"] {
        let page = read(name);
        let addresses = page.split("href=\"").chain(page.split("src=\"")).skip(1);
        for address in addresses.filter_map(|rest| rest.split('"').next()) {
            let file = address.split('#').next().unwrap_or_default();
            if !file.is_empty() && !file.contains(['<', ' ']) {
                assert!(folder.path().join("out").join(file).is_file(), "{name}: {address}");
            }
        }
    }
    assert!(read("index.html").contains("<a href=\"framework.html\">"));
    assert!(read("index.md").contains("](<framework.md>)"));
}

#[test]
fn a_view_with_a_mistake_is_not_drawn_as_something_else() {
    let folder = small();
    let written = |view: &str| {
        let text = format!(
            "[body.jce]\nname = \"The Executive\"\n[view.good]\ntitle = \"Good\"\nshow = [\"jce\"]\n\
             [view.v]\ntitle = \"The view\"\n{view}\n"
        );
        fs::write(folder.path().join("views.toml"), text).expect("written");
    };
    for (view, says) in [
        (
            "show = [\"jc\"]",
            "views.toml:8: there is no body, organisation or post `jc`; did you mean `jce`?",
        ),
        (
            "shows = [\"jce\"]",
            "views.toml:8: `shows` is not a key of [view.v]; did you mean `show`?",
        ),
        ("kind = \"matrx\"", "views.toml:8: \"matrx\" is not one of the words"),
        ("with = [\"gone\"]", "views.toml:8: there is no proposal `gone`"),
        ("[view.v.highlight]\naround = \"jc\"", "views.toml:9: there is no"),
        ("highlight = { depth = 1 }", "views.toml:8: `depth` says how far"),
        ("show = [\"jce\"", "views.toml:"),
    ] {
        written(view);
        let refused = remit(folder.path(), &["diagram", "v"]);
        let told = err(&refused);
        assert_eq!((code(&refused), out(&refused).as_str()), (2, ""), "{view}");
        assert!(told.contains(says), "{view}: {told}");
        let built = remit(folder.path(), &["build"]);
        assert_eq!(code(&built), 0, "{view}: {}", err(&built));
        assert!(err(&built).contains(says), "{view}: {}", err(&built));
        assert!(!folder.path().join("out/v.svg").exists(), "{view}");
    }
    // A mistake elsewhere keeps no view from being drawn.
    written("show = [\"jc\"]");
    let drawn = remit(folder.path(), &["diagram", "good"]);
    assert_eq!(code(&drawn), 0, "{}", err(&drawn));
    let built = remit(folder.path(), &["build"]);
    assert!(folder.path().join("out/good.svg").exists(), "{}", err(&built));
    let index = fs::read_to_string(folder.path().join("out/index.html")).expect("the index");
    assert!(index.contains("good.html") && !index.contains("v.html"), "{index}");
}

#[test]
fn a_logo_that_cannot_be_had_and_a_font_of_unknown_width_are_said() {
    let folder = practices(2);
    let style = "[house-style]\nfont = \"Verdana\"\nlogo = \"no/such.png\"\n";
    fs::write(folder.path().join("house-style.toml"), style).expect("written");
    let drawn = remit(folder.path(), &["diagram"]);
    assert_eq!(code(&drawn), 0, "{}", err(&drawn));
    for said in ["“no/such.png”", "there is no such file", "“Verdana”", "Arial's widths"] {
        assert!(err(&drawn).contains(said), "{said}: {}", err(&drawn));
    }
    let style = "[house-style]\nfont = \"arial\"\n";
    fs::write(folder.path().join("house-style.toml"), style).expect("written");
    assert_eq!(err(&remit(folder.path(), &["diagram"])), "");
}

#[test]
fn sheets_of_an_earlier_run_are_named_and_kept() {
    let folder = practices(2);
    for name in ["x-2.svg", "x-3.svg", "x-5.svg"] {
        fs::write(folder.path().join(name), "earlier").expect("written");
    }
    let path = folder.path().join("x.svg");
    let drawn = remit(folder.path(), &["diagram", "-o", path.to_str().expect("a path")]);
    assert_eq!(code(&drawn), 0, "{}", err(&drawn));
    let said = err(&drawn);
    assert!(said.contains("x-2.svg") && said.contains("x-3.svg"), "{said}");
    assert!(said.contains("earlier run") && !said.contains("x-5.svg"), "{said}");
    assert_eq!(
        fs::read_to_string(folder.path().join("x-2.svg")).expect("kept"),
        "earlier"
    );
}

#[test]
fn what_is_asked_in_vain_is_answered_in_plain_words() {
    let folder = practices(3);
    let said = |args: &[&str]| {
        let drawn = remit(folder.path(), &[&["diagram"], args].concat());
        (code(&drawn), err(&drawn))
    };
    let (code, hidden) = said(&["--hide", "board", "--show", "board"]);
    assert_eq!(code, 0, "{hidden}");
    assert!(hidden.contains("what was asked for selects nothing"), "{hidden}");
    for (args, words) in [
        (["--show", ""], "--show names nothing"),
        (["--dpi", "abc"], "a whole number from 36 to 1200"),
        (["--dpi", "5000"], "a whole number from 36 to 1200"),
        (["--lines", "answer-to"], "did you mean `answers-to`?"),
        (["--columns", "lanes"], "did you mean `lane`?"),
        (["--boxes", "chairs"], "did you mean `chair`?"),
    ] {
        let (code, said) = said(&args);
        assert_eq!(code, 2, "{args:?}: {said}");
        assert!(said.contains(words), "{args:?}: {said}");
    }
    let (code, elsewhere) = said(&["--show", "board", "--highlight", "practice-1"]);
    assert_eq!(code, 0, "{elsewhere}");
    assert!(elsewhere.contains("nothing stands out"), "{elsewhere}");
    assert_eq!(said(&["--highlight", "practice-1", "--page", "A4"]), (0, String::new()));
}
