//! The public edition: nothing that is withheld stands in any file of it, wherever in the framework it was written.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use calamine::{Reader, Xlsx, open_workbook};
use tempfile::TempDir;

use crate::cli::{code, err, out, remit};
use crate::format::examples;

/// A person whose name is planted wherever something can be said in words.
const NAME: &str = "Ottoline Crabtree";

/// All examples of the format as one framework, with the name behind the words of every string that is a sentence or a name.
fn planted() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let mut count = 0;
    for (name, text) in examples() {
        let path = folder.path().join(&name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        let lines = text.lines().map(|line| plant(line, &mut count));
        fs::write(path, lines.collect::<Vec<_>>().join("\n")).expect("written");
    }
    assert!(count > 150, "the name was planted only {count} times");
    let person = format!("[person.oc]\nname = \"Dr {NAME} OBE\"\n");
    fs::write(folder.path().join("planted.toml"), person).expect("written");
    folder
}

/// A line with the name planted in its strings of several words. Selectors and addresses are no words of anybody's.
fn plant(line: &str, count: &mut usize) -> String {
    let mut parts = line.split('"');
    let mut out = parts.next().unwrap_or_default().to_owned();
    let mut before = out.clone();
    while let (Some(string), after) = (parts.next(), parts.next().unwrap_or_default()) {
        let words = string.contains(' ') && !string.contains("://") && !before.trim_end().ends_with("ex-officio =");
        let planted = if words && !before.contains('#') {
            *count += 1;
            format!("{string} {NAME}")
        } else {
            string.to_owned()
        };
        out.push_str(&format!("\"{planted}\"{after}"));
        before = after.to_owned();
    }
    out
}

/// Every file of a folder as text, with the cells of workbooks.
fn read(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).expect("the folder");
    entries
        .map(|entry| {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            let text = match name.ends_with(".xlsx") {
                true => {
                    let mut book: Xlsx<_> = open_workbook(&path).expect("a workbook");
                    let sheets = book.worksheets().into_iter();
                    let rows =
                        sheets.flat_map(|(_, sheet)| sheet.rows().map(|row| format!("{row:?}")).collect::<Vec<_>>());
                    rows.collect::<Vec<_>>().join("\n")
                }
                false => fs::read_to_string(&path).expect("text"),
            };
            (name, text)
        })
        .collect()
}

/// Where a word stands, with what is around it.
fn around(text: &str, word: &str) -> Option<String> {
    let at = text.find(word)?;
    let from = text[..at].char_indices().rev().nth(80).map_or(0, |(from, _)| from);
    Some(text[from..].chars().take(200).collect())
}

#[test]
fn a_name_is_left_out_wherever_it_is_written() {
    let folder = planted();
    let checked = remit(folder.path(), &["check", "--fail-on", "never"]);
    let built = remit(folder.path(), &["build", "--audience", "public"]);
    assert_eq!(code(&built), 0, "{}\n{}", err(&built), out(&checked));
    let internal = remit(folder.path(), &["build"]);
    assert_eq!(code(&internal), 0, "{}", err(&internal));
    let told: usize = read(&folder.path().join("out"))
        .values()
        .filter(|text| text.contains("Crabtree"))
        .count();
    assert!(told > 50, "the name isn't there to be left out: {told}");
    let public = read(&folder.path().join("out-public"));
    for (name, text) in &public {
        for word in ["Crabtree", "Ottoline"] {
            assert_eq!(around(text, word), None, "{name}");
        }
    }
    let pages = public.iter().filter(|(name, _)| name.ends_with(".html"));
    for (name, text) in pages {
        assert!(text.contains("This is the public edition."), "{name}");
    }
    for view in ["framework", "membership", "who-decides"] {
        let drawn = remit(
            folder.path(),
            &["diagram", view, "--audience", "public", "--format", "text"],
        );
        assert_eq!(around(&out(&drawn), "Crabtree"), None, "{view}");
    }
}

/// What is internal, by every way that it can be, and what names it.
const INTERNAL: &str = r#"
[framework]
name = "Anyshire"
as-at = 2024-10-01

[organisation.c]
name = "Anyshire Council"
form = "county-council"

[organisation.shell]
name = "Qxqxqshell Company Ltd"
form = "company"
audience = "internal"

[document.open]
title = "Minutes"

[document.exempt]
title = "Qxqxqexempt appendix"
audience = "internal"

[body.board]
name = "Partnership Board"
form = "committee"
within = "c"
source = "open: item 4"
seats.investigator = { role = "member", post = "inv" }
seats.panel = { role = "member", ex-officio = "chair of depot-panel" }
seats.shell = { role = "member", nominee-of = "shell" }
answers-to.c = { for = ["depot"], basis = "constitution" }

[body.depot-panel]
name = "Qxqxqdepot Panel"
form = "committee"
within = "c"
audience = "internal"
does.sell = { verb = "decide", text = "Qxqxqsale of land" }

[body.later]
name = "Later Board"
form = "committee"
within = "c"

[post.inv]
name = "Qxqxqinvestigator of complaints"
within = "c"
audience = "internal"

[function.depot]
name = "Qxqxqclosure of the depot"
audience = "internal"

[budget.fund]
name = "Qxqxqfund of silence"
audience = "internal"

[delegation.only-depot]
name = "given"
from = ["c"]
to = "board"
functions = ["depot"]

[log.open]
kind = "question"
text = "Who pays?"
about = ["fund"]
source = "exempt: page 2, Qxqxqpage"
quote = "Qxqxqquote of the appendix"

[log.risk]
kind = "risk"
text = "Qxqxqrisk of collapse"

[log.turned]
kind = "question"
text = "Qxqxqturned inwards"

[route.sale]
text = "The plan"
step.panel = { body = "depot-panel", verb = "approve", on = 2024-12-01, quote = "Qxqxqstep before the panel" }
step.board = { body = "board", verb = "approve", on = 2024-12-02 }

[view.inside]
title = "Qxqxqview of insiders"
audience = "internal"

[view.proposed]
title = "Qxqxqview with a proposal"
with = ["merger"]

[view.outside]
title = "For everybody"
audience = "public"
"#;

const PROPOSAL: &str = r#"
[proposal]
id = "merger"
title = "Qxqxqmerger of boards"
reason = "Qxqxqreason to merge"
answers = ["open"]

[body.merged]
name = "Qxqxqmerged Board"
form = "committee"
within = "c"

[change.body.board]
seats.proposed = { role = "member", vacant = true, note = "Qxqxqseat" }
"#;

const ADOPTED: &str = r#"
[proposal]
id = "quiet"
title = "Qxqxqquiet change"
adopted = 2024-01-01
audience = "internal"

[body.quiet]
name = "Qxqxqquiet Board"
form = "committee"
within = "c"
seats.chair = { role = "chair", vacant = true, note = "Qxqxqseat of the quiet" }

[change.log.turned]
audience = "internal"

[change.body.later]
audience = "internal"
purpose = "Qxqxqpurpose that came later"
seats.chair = { role = "chair", vacant = true, note = "Qxqxqlater seat" }
"#;

fn internal() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("proposals")).expect("made");
    for (name, text) in [
        ("framework.toml", INTERNAL),
        ("proposals/merger.toml", PROPOSAL),
        ("proposals/quiet.toml", ADOPTED),
    ] {
        fs::write(folder.path().join(name), text).expect("written");
    }
    folder
}

#[test]
fn what_is_internal_or_only_proposed_is_left_out_wherever_it_is_named() {
    let folder = internal();
    let built = remit(folder.path(), &["build", "--audience", "public"]);
    assert_eq!(code(&built), 0, "{}", err(&built));
    let public = read(&folder.path().join("out-public"));
    for (name, text) in &public {
        assert_eq!(around(text, "Qxqxq"), None, "{name}");
    }
    let members = &public["register-members.csv"];
    assert_eq!(members.matches("[name left out]").count(), 3, "{members}");
    assert!(!public["register-delegations.csv"].contains("given"));
    assert!(public.contains_key("outside.svg") && !public.contains_key("inside.svg"));
    // A drawing for the public in the folder for those who work with it shows no more.
    assert_eq!(code(&remit(folder.path(), &["build"])), 0);
    let inside = read(&folder.path().join("out"));
    assert!(
        inside["bodies.md"].contains("Qxqxqdepot Panel"),
        "{}",
        inside["bodies.md"]
    );
    for ending in ["svg", "md", "dot", "mmd"] {
        let name = format!("outside.{ending}");
        assert_eq!(around(&inside[&name], "Qxqxq"), None, "{name}");
    }
    for view in ["inside", "proposed"] {
        let refused = remit(folder.path(), &["diagram", view, "--audience", "public"]);
        assert_eq!(code(&refused), 2, "{view}");
        assert!(err(&refused).contains("is not for the public"), "{}", err(&refused));
    }
}

#[test]
fn the_two_editions_never_share_a_folder() {
    let folder = internal();
    assert_eq!(code(&remit(folder.path(), &["build"])), 0);
    let out = folder.path().join("out");
    let out = out.to_str().expect("a path");
    for force in [&[][..], &["--force"]] {
        let args = [&["build", "--audience", "public", "--out", out], force].concat();
        let refused = remit(folder.path(), &args);
        assert_eq!(code(&refused), 2);
        assert!(
            err(&refused).contains("holds the internal edition"),
            "{}",
            err(&refused)
        );
    }
}

#[test]
fn nothing_is_published_while_the_files_have_mistakes_or_a_proposal_is_taken() {
    let folder = internal();
    for args in [
        &["build", "--audience", "public", "--with", "merger"][..],
        &["register", "members", "--audience", "public", "--with", "merger"],
    ] {
        let refused = remit(folder.path(), args);
        assert_eq!(code(&refused), 2, "{args:?}");
        assert!(
            err(&refused).contains("only proposed is not for the public"),
            "{}",
            err(&refused)
        );
    }
    fs::write(
        folder.path().join("slip.toml"),
        "[log.slip]\nkind = \"question\"\ntext = \"Qxqxq\"\naudience = \"Internal\"\n",
    )
    .expect("written");
    for args in [
        &["build", "--audience", "public"][..],
        &["register", "log", "--audience", "public"],
        &["diagram", "outside"],
    ] {
        let refused = remit(folder.path(), args);
        assert_eq!(code(&refused), 2, "{args:?}");
        assert!(err(&refused).contains("slip.toml:4"), "{args:?}: {}", err(&refused));
    }
}

#[test]
fn words_that_tell_are_named_whenever_something_is_published() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "[framework]\nname = \"Small\"\n\n[person.x]\nname = \"Cllr Ann Hartley-Moss OBE\"\n\n[log.hartley-moss-leaves]\nkind = \"question\"\n\
        text = \"Who follows?\"\n\n[log.other]\nkind = \"question\"\ntext = \"Does Hartley\u{2011}Moss agree?\"\n\n[log.third]\nkind = \"question\"\n\
        text = \"COUNCILLOR ANN HARTLEY-MOSS asked\"\n";
    fs::write(folder.path().join("framework.toml"), text).expect("written");
    let built = remit(folder.path(), &["build", "--audience", "public"]);
    assert_eq!(code(&built), 0, "{}", err(&built));
    assert!(
        err(&built).contains("log.hartley-moss-leaves, log.other"),
        "{}",
        err(&built)
    );
    assert!(!err(&built).contains("log.third"), "{}", err(&built));
    let log = fs::read_to_string(folder.path().join("out-public/log.md")).expect("the log");
    assert!(log.contains("COUNCILLOR") && !log.contains("HARTLEY"), "{log}");
}
