//! What a report looks like, and what it survives.

use super::*;
use crate::fixture::{HOSTILE, add, path, place, sources};

const PLAIN: HumanOptions = HumanOptions {
    color: false,
    width: 80,
    per_rule: 0,
};

fn show(finding: Finding, sources: &Sources, width: usize) -> String {
    findings(&[finding], sources, &HumanOptions { width, ..PLAIN })
}

#[test]
fn reads_like_rustc() {
    let (mut texts, file) = sources(
        "bodies/jce.toml",
        "# x\n[body.jce]\nname = \"JCE\"\r\n\tform = 'board'\n",
    );
    let other = add(&mut texts, "forms.toml", "board = 1\n");
    let finding = Finding::new("orphan-body", Level::Must, "body.jce", "the JCE answers to nobody")
        .label(place(file, 4, 14), "this body")
        .label(place(file, 37, 44), "whose form is this")
        .label(place(other, 0, 5), "defined here")
        .remark("A remark.")
        .path(path())
        .help("Say who it answers to.");
    let shown = show(finding, &texts, 80);
    let expected = "\
must[orphan-body]: The JCE answers to nobody
 --> bodies/jce.toml:2:1
";
    assert!(shown.starts_with(expected), "{shown}");
    for part in [
        "2 | [body.jce]\n  | ^^^^^^^^^^ this body\n",
        "4 |     form = 'board'\n  |            ------- whose form is this\n",
        "::: forms.toml:1:1",
        "----- defined here",
        "= note: A remark.",
        "= path: JCE → Council\n          1. JCE answers to Board\n             In force; assumed: the paper says “reports”;",
        "source Terms of\n             reference: 4.2\n          2. Board → Council\n             Not stated\n",
        "= help: Say who it answers to.\n",
    ] {
        assert!(shown.contains(part), "{part}\n---\n{shown}");
    }
}

#[test]
fn without_labels_there_is_no_snippet() {
    let finding = Finding::new("r", Level::Note, "s", "Nothing to show").remark("but this");
    assert_eq!(
        show(finding, &Sources::default(), 80),
        "note[r]: Nothing to show\n |\n = note: But this\n\n"
    );
}

#[test]
fn no_span_and_no_text_is_too_strange() {
    let texts = [
        "",
        "\n",
        "é",
        "a\r\nb",
        "\r\n",
        "\t\tx = 1",
        "\u{feff}x\u{0}\u{1b}[2J",
        "a\n\n\n",
        "委員会 = \"é\"\r\n",
    ];
    for text in texts {
        let (sources, file) = sources("a.toml", text);
        for start in 0..text.len() as u32 + 3 {
            for end in [0, start, start + 1, start + 2, u32::MAX] {
                for width in [0, 20, 80] {
                    let finding = Finding::new("r", Level::Should, "s", "m")
                        .label(place(file, start, end), "here")
                        .label(place(file, end, start), "there");
                    let shown = show(finding, &sources, width);
                    assert!(shown.contains("a.toml:"), "{text:?} {start}..{end}: {shown}");
                    assert!(!shown.contains(['\u{1b}', '\0', '\u{feff}', '\r']), "{shown:?}");
                }
            }
        }
    }
}

#[test]
fn a_long_line_is_cut_around_the_mark() {
    let text = format!("x = \"{}CULPRIT{}\"\n", "é".repeat(50_000), "b".repeat(50_000));
    let (sources, file) = sources("a.toml", &text);
    let at = text.find("CULPRIT").unwrap() as u32;
    let finding = Finding::new("r", Level::Must, "s", "m").label(place(file, at, at + 7), "here");
    let shown = show(finding, &sources, 100);
    assert!(shown.contains("CULPRIT") && shown.contains("^^^^^^^ here"), "{shown}");
    assert!(shown.contains("a.toml:1:50006"), "{shown}");
    assert!(shown.len() < 1_000, "{}", shown.len());
    let widest = shown.lines().map(wrap::columns).max();
    assert!(widest <= Some(100), "{widest:?}\n{shown}");
    let everything = Finding::new("r", Level::Must, "s", "m").label(place(file, 0, u32::MAX), "here");
    assert!(show(everything, &sources, 80).len() < 2_000);
}

#[test]
fn forty_columns_are_enough() {
    let (sources, file) = sources(
        "bodies/jce.toml",
        "[body.jce]\nname = \"Joint Commissioning Executive\"\n",
    );
    let long = "The Joint Commissioning Executive of the whole borough answers to nobody at all";
    let finding = Finding::new("agreement-outlives-its-power", Level::Must, "body.jce", long)
        .label(
            place(file, 11, 49),
            "a label that is far too long to stand beside its mark",
        )
        .remark(long)
        .path(path())
        .help(long);
    let shown = show(finding, &sources, 40);
    let widest = shown.lines().map(wrap::columns).max();
    assert!(widest <= Some(40), "{widest:?}\n{shown}");
    assert!(shown.contains("too long"), "{shown}");
}

#[test]
fn the_rest_is_counted() {
    let many: Vec<Finding> = (0..40)
        .map(|n| {
            Finding::new(
                if n % 2 == 0 { "even" } else { "odd" },
                Level::Note,
                "s",
                format!("number {n}"),
            )
        })
        .collect();
    let shown = findings(&many, &Sources::default(), &HumanOptions { per_rule: 3, ..PLAIN });
    assert_eq!(shown.matches("note[even]").count(), 3);
    assert!(
        shown.contains("… and 17 more of even (all of them: --all, or --format json)"),
        "{shown}"
    );
    assert!(shown.contains("… and 17 more of odd"), "{shown}");
    let all = findings(&many, &Sources::default(), &PLAIN);
    assert_eq!((all.matches("note[").count(), all.contains("more of")), (40, false));
}

#[test]
fn hostile_text_does_nothing() {
    for name in HOSTILE {
        let (sources, file) = sources(name, name);
        let mut evidence = path();
        evidence.steps[0].below.name = name.to_owned();
        evidence.steps[0].source = Some(name.to_owned());
        let finding = Finding::new("r", Level::Must, name, name)
            .label(place(file, 0, 3), name)
            .remark(name)
            .path(evidence)
            .help(name);
        let shown = show(finding, &sources, 80);
        assert!(!shown.contains(['\u{1b}', '\u{202e}', '\r']), "{shown:?}");
    }
}

#[test]
fn colour_only_when_asked() {
    let finding = [Finding::new("r", Level::Must, "s", "m")];
    let with = |color| findings(&finding, &Sources::default(), &HumanOptions { color, ..PLAIN });
    assert!(with(true).contains('\u{1b}'));
    assert!(!with(false).contains('\u{1b}'));
}
