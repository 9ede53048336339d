//! Broken, huge and hostile input: each gets a clear answer, and none a panic, a hang or all the memory.
//!
//! Rules, keys and lines are asserted, not wording. Nothing measures time: a quadratic search over 200,000 bodies would
//! take so long that nobody would leave it in.

use std::fmt::Write;

use jiff::civil::{Date, date};
use remit_model::document::RelationKind;
use remit_model::finding::Finding;
use remit_model::limits;
use remit_model::model::{AsAt, Gap, NodeId};
use remit_model::resolve::{Input, Loaded, load};

use crate::folder::from_texts;

const DAY: Date = date(2017, 11, 1);
const HEAD: &str = "[framework]\nname = \"F\"\n";

fn from_bytes(files: Vec<(&str, Vec<u8>)>) -> Loaded {
    let inputs = files.into_iter().map(|(path, bytes)| Input {
        path: path.to_owned(),
        bytes,
    });
    load(remit_law::CATALOGUE, inputs.collect())
}

/// One file beside a sound framework file: what it costs, and that the sound one is still read.
fn beside(bytes: impl Into<Vec<u8>>) -> Loaded {
    let sound = format!("{HEAD}[body.sound]\n");
    let loaded = from_bytes(vec![("a.toml", bytes.into()), ("framework.toml", sound.into_bytes())]);
    assert!(loaded.model.node("sound").is_some(), "the file beside it was not read");
    loaded
}

/// A finding as rule, subject, and where its labels stand.
fn seen(loaded: &Loaded, finding: &Finding) -> String {
    let places = finding.labels.iter().map(|label| loaded.sources.cite(label.place));
    let places: Vec<String> = places.collect();
    format!("{} {} {}", finding.rule, finding.subject(), places.join(" "))
        .trim_end()
        .to_owned()
}

fn all_seen(loaded: &Loaded) -> Vec<String> {
    loaded.findings.iter().map(|finding| seen(loaded, finding)).collect()
}

fn rules(loaded: &Loaded) -> Vec<&'static str> {
    let mut rules: Vec<&str> = loaded.findings.iter().map(|finding| finding.rule).collect();
    rules.dedup();
    rules
}

fn of_rule<'l>(loaded: &'l Loaded, rule: &str) -> Vec<&'l Finding> {
    loaded.findings.iter().filter(|finding| finding.rule == rule).collect()
}

// ---- No files, and files in other encodings ----

#[test]
fn no_files_at_all() {
    assert_eq!(all_seen(&from_bytes(Vec::new())), ["missing-key framework"]);
}

#[test]
fn a_file_of_nothing() {
    assert!(beside("").findings.is_empty());
    assert!(beside("# only a remark").findings.is_empty());
}

#[test]
fn a_byte_order_mark_is_no_mistake_and_moves_no_place() {
    let loaded = beside("\u{feff}nonsense = 1\n[body.x]\n");
    assert!(loaded.model.node("x").is_some());
    assert_eq!(rules(&loaded), ["unknown-key"]);
    let label = &loaded.findings[0].labels[0];
    assert_eq!(loaded.sources.line_column(label.place), (1, 1));
}

#[test]
fn windows_line_ends_move_no_place() {
    let loaded = beside("[body.x]\r\nname = \"X\"\r\nnonsense = 1\r\n");
    assert_eq!(all_seen(&loaded), ["unknown-key body.x a.toml:3"]);
}

#[test]
fn utf_16_is_told_apart() {
    for mark in [[0xFF, 0xFE], [0xFE, 0xFF]] {
        let text: Vec<u8> = "[body.x]\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let loaded = beside([mark.to_vec(), text].concat());
        assert_eq!(all_seen(&loaded), ["unreadable-file file.a.toml a.toml:1"]);
        assert!(loaded.findings[0].message.contains("UTF-16"));
    }
}

#[test]
fn bytes_that_are_not_utf_8() {
    let loaded = beside(b"[body.x]\nname = \"caf\xE9\"\n".to_vec());
    assert_eq!(rules(&loaded), ["unreadable-file"]);
    assert!(loaded.findings[0].message.contains("line 2"));
    assert_eq!(
        loaded.broken.len(),
        1,
        "what stands in it is not known, and must not be judged"
    );
}

#[test]
fn zero_bytes() {
    let loaded = beside("[body.x]\nname = \"a\0b\"\n");
    assert_eq!(all_seen(&loaded), ["syntax file.a.toml a.toml:2"]);
    assert_eq!(rules(&beside(vec![0; 100_000])), ["syntax"]);
}

// ---- Much of one thing ----

#[test]
fn a_file_of_equals_signs() {
    let loaded = beside("=".repeat(400_000));
    assert_eq!(rules(&loaded), ["syntax"]);
    let loaded = beside("=\n".repeat(100_000));
    assert_eq!(of_rule(&loaded, "syntax").len(), limits::MISTAKES_PER_FILE);
    assert_eq!(of_rule(&loaded, "limit").len(), 1);
}

#[test]
fn a_file_of_brackets() {
    for mark in ["[", "{", "[[", "a=[", "a={a="] {
        let loaded = beside(mark.repeat(1_000_000 / mark.len()));
        assert_eq!(rules(&loaded), ["syntax"], "{mark}");
        let loaded = beside(mark.repeat(limits::RECOVERY_BYTES / mark.len() - 1));
        assert_eq!(of_rule(&loaded, "syntax").len(), loaded.findings.len(), "{mark}");
    }
}

#[test]
fn tables_within_tables() {
    let deep = 100_000;
    let dotted = vec!["a"; deep].join(".");
    for text in [
        format!("x = {}{}", "{a=".repeat(deep), "}".repeat(deep)),
        format!("x = {}{}", "[".repeat(deep), "]".repeat(deep)),
        format!("{dotted} = 1"),
        format!("[{dotted}]"),
        format!("[[{dotted}]]"),
        format!("[body.x]\nanswers-to.{dotted} = 1"),
        format!("x = {{ {dotted} = 1 }}"),
    ] {
        let loaded = beside(text);
        assert!(
            matches!(rules(&loaded)[..], ["syntax"] | ["unknown-key"]),
            "{:?}",
            rules(&loaded)
        );
    }
    // Within what the parser takes, it is the format that says no.
    let loaded = beside(format!("[body.x]\nanswers-to.y.{} = 1\n", vec!["a"; 60].join(".")));
    assert_eq!(rules(&loaded), ["unknown-key", "unresolved-reference"]);
}

#[test]
fn a_key_of_300_kilobytes() {
    let key = "k".repeat(300_000);
    for text in [
        format!("{key} = 1"),
        format!("[{key}]"),
        format!("[body.{key}]"),
        format!("[body.x]\nanswers-to.{key} = {{}}"),
        format!("[body.x]\nassumed.{key} = \"\""),
        format!("[body.x]\nnot-stated = [\"{key}\"]"),
        format!("[body.x]\nsource = \"{key}\""),
        format!("[body.x]\nwithin = \"{key}\""),
        format!("[requirement.path.x]\ntop-down = [\"{key}\"]"),
    ] {
        let loaded = beside(text);
        assert!(!loaded.findings.is_empty());
        for finding in &loaded.findings {
            let words = format!("{}{}{:?}", finding.fingerprint(), finding.message, finding.help);
            assert!(words.len() < 2_000, "{} is repeated whole", finding.rule);
        }
    }
}

#[test]
fn a_hundred_thousand_unknown_keys() {
    let mut text = "[body.x]\n".to_owned();
    for number in 0..100_000 {
        let _ = writeln!(text, "k{number} = {number}");
    }
    let loaded = beside(text);
    let more: Vec<String> = of_rule(&loaded, "limit")
        .iter()
        .map(|finding| seen(&loaded, finding))
        .collect();
    assert_eq!(more, ["limit file.a.toml"]);
    let unknown = of_rule(&loaded, "unknown-key");
    assert_eq!(unknown.len(), limits::MISTAKES_PER_FILE);
    assert_eq!(loaded.findings.len(), unknown.len() + 1);
    assert!(loaded.model.node("x").is_some());
}

#[test]
fn a_hundred_mistakes_are_all_shown() {
    let mut text = "[body.x]\n".to_owned();
    for number in 0..limits::MISTAKES_PER_FILE {
        let _ = writeln!(text, "k{number} = {number}");
    }
    assert_eq!(rules(&beside(text)), ["unknown-key"]);
}

// ---- Stated limits ----

#[test]
fn a_text_too_long() {
    let text = |bytes: usize| format!("[body.x]\npurpose = \"{}\"\n", "x".repeat(bytes));
    assert!(beside(text(limits::TEXT_BYTES)).findings.is_empty());
    let loaded = beside(text(limits::TEXT_BYTES + 1));
    assert_eq!(all_seen(&loaded), ["limit body.x.purpose a.toml:2"]);
    assert!(
        loaded
            .model
            .node("x")
            .is_some_and(|node| node.parts[0].keys.purpose.is_none())
    );
}

#[test]
fn a_list_too_long() {
    let list = |items: usize| format!("[body.x]\ntags = [{}]\n", "\"t\",".repeat(items));
    assert!(beside(list(limits::LIST_ITEMS)).findings.is_empty());
    assert_eq!(
        all_seen(&beside(list(limits::LIST_ITEMS + 1))),
        ["limit body.x.tags a.toml:2"]
    );
}

#[test]
fn an_id_too_long() {
    let body = |chars: usize| format!("[body.{}]\n", "x".repeat(chars));
    assert!(beside(body(limits::ID_CHARS)).findings.is_empty());
    assert_eq!(all_seen(&beside(body(limits::ID_CHARS + 1))), ["limit body a.toml:1"]);
}

/// A file of so many bytes that is turned away at its first one, and whose pages were never touched.
fn large(bytes: usize) -> Vec<u8> {
    let mut large = vec![0; bytes];
    large[0] = 0xFF;
    large
}

#[test]
fn a_file_too_large() {
    assert_eq!(rules(&beside(large(limits::FILE_BYTES))), ["unreadable-file"]);
    assert_eq!(all_seen(&beside(large(limits::FILE_BYTES + 1))), ["limit file.a.toml"]);
}

#[test]
fn too_much_in_all_files() {
    let files = |extra: usize| {
        let full = limits::TOTAL_BYTES / limits::FILE_BYTES;
        let mut files = vec![("l.toml", large(limits::FILE_BYTES)); full];
        files.push(("framework.toml", HEAD.as_bytes()[..extra].to_vec()));
        from_bytes(files)
    };
    assert!(of_rule(&files(0), "limit").is_empty());
    let loaded = files(1);
    let limit = of_rule(&loaded, "limit");
    assert_eq!(limit.len(), 1);
    assert_eq!(limit[0].subject(), "framework");
}

#[test]
fn too_many_files() {
    let files = |count: usize| {
        let empty = ("e.toml", Vec::new());
        let mut files = vec![("framework.toml", HEAD.as_bytes().to_vec())];
        files.resize(count, empty);
        from_bytes(files)
    };
    assert!(files(limits::FILES).findings.is_empty());
    assert_eq!(all_seen(&files(limits::FILES + 1)), ["limit framework"]);
}

#[test]
fn too_many_proposals() {
    let proposals = |count: usize| {
        let mut files = vec![("framework.toml", HEAD.as_bytes().to_vec())];
        files.extend((0..count).map(|number| ("p.toml", format!("[proposal]\nid = \"p{number:05}\"\n").into_bytes())));
        from_bytes(files)
    };
    let loaded = proposals(limits::PROPOSALS);
    assert!(loaded.findings.is_empty());
    assert_eq!(loaded.model.proposals.len(), limits::PROPOSALS);
    let loaded = proposals(limits::PROPOSALS + 1);
    assert_eq!(all_seen(&loaded), ["limit proposal p.toml:2"]);
    assert_eq!(loaded.model.proposals.len(), limits::PROPOSALS);
}

#[test]
fn too_many_scenarios() {
    let scenarios = |count: usize| {
        let text = (0..count).map(|number| format!("[scenario.s{number:05}]\nproposals = [\"p\"]\n"));
        let text = text.collect::<String>();
        from_texts(&[
            ("framework.toml", HEAD),
            ("p.toml", "[proposal]\nid = \"p\"\n"),
            ("s.toml", &text),
        ])
    };
    assert!(scenarios(limits::SCENARIOS).findings.is_empty());
    let loaded = scenarios(limits::SCENARIOS + 1);
    assert_eq!(all_seen(&loaded), ["limit scenario s.toml:2001"]);
    assert_eq!(loaded.model.scenarios.len(), limits::SCENARIOS);
}

#[test]
fn two_proposals_that_end_and_change_everything() {
    let many = 50_000;
    let (mut base, mut ends, mut changes) = (HEAD.to_owned(), String::new(), String::new());
    for number in 0..many {
        let _ = write!(base, "[body.b{number}]\nseats.s = {{}}\nadvises.b0 = {{}}\n");
        let _ = write!(
            ends,
            "[end.body.b{number}]\nseats.s = {{}}\nadvises.b0 = {{}}\nseats.none{number} = {{}}\n"
        );
        let _ = write!(changes, "[change.body.b{number}]\nseats.s = {{ voting = true }}\n");
    }
    base.push_str("[scenario.both]\nproposals = [\"ends\", \"changes\"]\n");
    let loaded = from_texts(&[
        ("framework.toml", &base),
        ("ends.toml", &format!("[proposal]\nid = \"ends\"\n{ends}")),
        ("changes.toml", &format!("[proposal]\nid = \"changes\"\n{changes}")),
    ]);
    assert_eq!(of_rule(&loaded, "unresolved-reference").len(), many);
    assert_eq!(
        (loaded.model.ends.len(), loaded.model.conflicts.len()),
        (2 * many, many)
    );
    let at = loaded.model.at(DAY, &["ends"]);
    assert!(at.bodies().all(|body| body.seats().count() == 0));
}

#[test]
fn successors_that_go_round() {
    let text =
        "[body.a]\nends = 2016-03-31\nsuccessor = \"b\"\n[body.b]\nends = 2016-03-31\nsuccessor = [\"a\", \"a\"]\n";
    let loaded = beside(text);
    assert!(loaded.findings.is_empty());
    assert_eq!(loaded.model.successions().len(), 2);
    assert!(
        beside("[body.a]\nends = 2016-03-31\nsuccessor = []\n")
            .findings
            .is_empty()
    );
    for wrong in ["{}", "[[\"a\"]]", "true", "\"A b\"", "[1]"] {
        let loaded = beside(format!("[body.a]\nends = 2016-03-31\nsuccessor = {wrong}\n"));
        assert_eq!(loaded.findings.len(), 1, "{wrong}");
        assert!(loaded.model.node("a").is_some(), "{wrong}");
    }
}

// ---- Ids and names ----

#[test]
fn names_that_windows_reserves() {
    for key in ["con", "aux", "nul", "com1", "lpt9"] {
        let loaded = beside(format!("[organisation.{key}]\n"));
        assert_eq!(all_seen(&loaded), ["bad-id organisation a.toml:1"]);
        assert!(loaded.model.node(key).is_none());
    }
    assert!(
        beside("[organisation.com]\n[organisation.console]\n")
            .findings
            .is_empty()
    );
}

#[test]
fn ids_that_are_none() {
    for key in [
        "HWB", "h w b", "-a", "", "hwb.", "ħwb", "a_b", "../x", "<b>", "a\\u0000",
    ] {
        let loaded = beside(format!("[body.\"{key}\"]\n"));
        assert_eq!(all_seen(&loaded), ["bad-id body a.toml:1"], "{key}");
        let loaded = beside(format!("[body.x]\nwithin = \"{key}\"\n"));
        assert_eq!(all_seen(&loaded), ["bad-id body.x.within a.toml:2"], "{key}");
    }
}

#[test]
fn one_typo_in_fifty_places_is_one_finding() {
    let mut text = "[body.hwb]\n".to_owned();
    for number in 0..50 {
        let _ = writeln!(text, "[body.b{number}]\nanswers-to.hbw = {{}}");
    }
    let loaded = beside(text);
    assert_eq!(loaded.findings.len(), 1);
    assert_eq!(loaded.findings[0].rule, "unresolved-reference");
    assert_eq!(loaded.findings[0].subject(), "name.hbw");
    assert_eq!(loaded.sources.cite(loaded.findings[0].labels[0].place), "a.toml:3");
    assert!(loaded.findings[0].help.iter().any(|help| help.contains("`hwb`")));
    let view = loaded.model.at(DAY, &[]);
    for number in 0..50 {
        assert!(
            view.node_by_key(&format!("b{number}"))
                .expect("it is defined")
                .is_unknown("answers-to")
        );
    }
}

#[test]
fn two_proposals_may_each_define_the_same_and_use_it() {
    let proposal = |id: &str| {
        format!(
            "[proposal]\nid = \"{id}\"\n[function.f]\n[body.n]\n[body.n2-{id}]\nanswers-to.n = {{ for = [\"f\"] }}\n"
        )
    };
    let loaded = from_texts(&[
        ("framework.toml", HEAD),
        ("1.toml", &proposal("one")),
        ("2.toml", &proposal("two")),
    ]);
    assert!(loaded.findings.is_empty(), "{:?}", all_seen(&loaded));
    for (id, other) in [("one", "two"), ("two", "one")] {
        let view = loaded.model.at(DAY, &[id]);
        assert!(view.node_by_key("n").is_some_and(|node| node.exists()));
        assert_eq!(
            view.node_by_key(&format!("n2-{id}")).map(|node| node.acts().count()),
            Some(1)
        );
        assert!(
            view.node_by_key(&format!("n2-{other}"))
                .is_some_and(|node| !node.exists())
        );
    }
}

// ---- Things twice ----

#[test]
fn a_body_in_two_files_names_the_first() {
    let loaded = from_texts(&[
        ("1.toml", &format!("{HEAD}[body.hwb]\nname = \"One\"\n")),
        ("2.toml", "[body.x]\n[body.hwb]\nname = \"Two\"\n"),
    ]);
    assert_eq!(all_seen(&loaded), ["defined-twice body.hwb 2.toml:2 1.toml:3"]);
    assert_eq!(
        loaded.model.node("hwb").map(|node| node.first_name().as_str()),
        Some("One")
    );
}

#[test]
fn a_key_as_organisation_and_body() {
    let loaded = from_texts(&[
        ("1.toml", &format!("{HEAD}[organisation.hwb]\n")),
        ("2.toml", "[body.hwb]\nanswers-to.hwb = {}\n"),
    ]);
    assert_eq!(all_seen(&loaded), ["defined-twice body.hwb 2.toml:1 1.toml:3"]);
}

#[test]
fn a_heading_twice_in_one_file() {
    let loaded = beside("[body.hwb]\nname = \"One\"\n\n[body.x]\n\n[body.hwb]\nname = \"Two\"\npurpose = \"p\"\n");
    assert_eq!(all_seen(&loaded), ["syntax file.a.toml a.toml:6 a.toml:1"]);
}

#[test]
fn a_key_twice_in_one_table() {
    let loaded = beside("[body.hwb]\nname = \"One\"\npurpose = \"p\"\nname = \"Two\"\n");
    assert_eq!(all_seen(&loaded), ["syntax file.a.toml a.toml:4 a.toml:2"]);
}

#[test]
fn verbs_in_two_files() {
    let loaded = from_texts(&[
        ("1.toml", &format!("{HEAD}[verbs]\nencodes = \"decide\"\n")),
        ("2.toml", "[verbs]\nencodes = \"do\"\n"),
    ]);
    assert_eq!(all_seen(&loaded), ["defined-twice verbs.encodes 2.toml:2 1.toml:4"]);
}

#[test]
fn no_framework_table() {
    assert_eq!(
        all_seen(&from_texts(&[("a.toml", "[body.hwb]\n")])),
        ["missing-key framework"]
    );
}

#[test]
fn two_framework_tables() {
    let loaded = from_texts(&[("1.toml", HEAD), ("2.toml", "\n[framework]\nname = \"G\"\n")]);
    assert_eq!(all_seen(&loaded), ["defined-twice framework 2.toml:2 1.toml:1"]);
    assert_eq!(loaded.model.framework.name, "F");
}

// ---- Syntax ----

#[test]
fn a_syntax_error_costs_no_other_file_and_little_of_its_own() {
    let loaded =
        beside("[body.before]\nname = \"B\"\n[body.broken]\nname = Health Board\n[body.after]\nname = \"A\"\n");
    assert_eq!(all_seen(&loaded), ["syntax file.a.toml a.toml:4"]);
    assert_eq!(loaded.broken.len(), 1);
    for key in ["before", "broken", "after"] {
        assert!(loaded.model.node(key).is_some(), "{key}");
    }
}

#[test]
fn errors_of_several_files_come_together() {
    let loaded = from_texts(&[
        ("1.toml", "[framework]\nname = F\n"),
        ("2.toml", "[body.x]\ntier = 3\n[body.y\n"),
        ("3.toml", "[body.z]\nanswers-to.x = { for = \"*\" }\n"),
    ]);
    let found = all_seen(&loaded);
    for wanted in [
        "syntax file.1.toml 1.toml:2",
        "syntax file.2.toml 2.toml:3",
        "wrong-value body.z.answers-to.x.for 3.toml:2",
    ] {
        assert!(
            found.iter().any(|found| found == wanted),
            "{wanted} is not among {found:?}"
        );
    }
}

#[test]
fn curly_quotes() {
    let loaded = beside("[body.x]\nname = \u{201c}Health Board\u{201d}\n");
    assert_eq!(all_seen(&loaded), ["syntax file.a.toml a.toml:2"]);
    assert!(loaded.findings[0].message.contains("urly"));
}

#[test]
fn a_day_that_no_calendar_has() {
    for day in ["2017-02-30", "2017-13-01", "2017-04-31", "2100-02-29", "2017-11-00"] {
        let loaded = beside(format!("[body.x]\nstarts = {day}\n"));
        assert_eq!(loaded.findings.len(), 1, "{day}");
        assert!(
            all_seen(&loaded)[0].ends_with("a.toml:2"),
            "{day}: {:?}",
            all_seen(&loaded)
        );
        assert!(matches!(rules(&loaded)[..], ["syntax"] | ["wrong-value"]));
    }
    for day in [
        "2017-11-01T10:00:00",
        "2017-11-01T10:00:00Z",
        "10:00:00",
        "\"2017-11-01\"",
        "2017",
    ] {
        assert_eq!(
            all_seen(&beside(format!("[body.x]\nstarts = {day}\n"))),
            ["wrong-value body.x.starts a.toml:2"],
            "{day}"
        );
    }
}

#[test]
fn numbers_out_of_range() {
    for (key, number) in [
        ("count", "0"),
        ("count", "-1"),
        ("count", "4294967296"),
        ("count", "99999999999999999999999"),
        ("quorum.of-category.lay", "4294967296"),
        ("quorum.of-category.lay", "-1"),
        ("meets.every-months", "601"),
        ("does.it.limit.amount", "-1"),
    ] {
        let loaded = beside(format!("[body.y]\n[body.x]\n{key} = {number}\n"));
        assert_eq!(loaded.findings.len(), 1, "{key} = {number}");
        assert!(all_seen(&loaded)[0].ends_with("a.toml:3"), "{:?}", all_seen(&loaded));
        assert!(
            loaded.model.node("y").is_some(),
            "{key} = {number} costs the whole file"
        );
    }
}

// ---- Large and knotted frameworks ----

/// So many bodies, each answering to the next; the last to `last`.
fn chain(bodies: usize, last: &str) -> Loaded {
    let mut files = vec![("framework.toml", HEAD.as_bytes().to_vec())];
    for start in (0..bodies).step_by(10_000) {
        let mut text = String::new();
        for number in start..(start + 10_000).min(bodies) {
            let above = if number + 1 == bodies {
                last.to_owned()
            } else {
                format!("b{}", number + 1)
            };
            let _ = writeln!(
                text,
                "[body.b{number}]\n{}",
                if above.is_empty() {
                    above
                } else {
                    format!("answers-to.{above} = {{}}")
                }
            );
        }
        files.push(("bodies.toml", text.into_bytes()));
    }
    let loaded = from_bytes(files);
    assert!(loaded.findings.is_empty());
    loaded
}

fn id(view: &AsAt<'_>, key: &str) -> NodeId {
    view.model().node_id(key).expect("it is defined")
}

const LONG: usize = 200_000;
const UP: &[RelationKind] = &[RelationKind::AnswersTo];

#[test]
fn a_chain_of_200_000_bodies_is_traced_from_end_to_end() {
    let loaded = chain(LONG, "");
    let view = loaded.model.at(DAY, &[]);
    let (bottom, top) = (id(&view, "b0"), id(&view, &format!("b{}", LONG - 1)));
    for (a, b) in [(bottom, top), (top, bottom)] {
        let trace = view.trace(a, b, UP, 10);
        assert_eq!(trace.paths.len(), 1);
        assert!(!trace.more);
        assert_eq!(trace.paths[0].steps.len(), LONG - 1);
    }
    let ladder = view.ladder(&[vec![top], vec![bottom]], UP);
    assert_eq!(ladder.worst(), Gap::None);
    assert_eq!(ladder.rungs[0].paths[0].steps.len(), LONG - 1);
    assert!(view.cycles(RelationKind::AnswersTo).is_empty());
}

#[test]
fn a_circle_of_200_000_bodies_is_found() {
    let loaded = chain(LONG, "b0");
    let view = loaded.model.at(DAY, &[]);
    let cycles = view.cycles(RelationKind::AnswersTo);
    assert_eq!(cycles.len(), 1);
    assert_eq!(cycles[0].0.len(), LONG);
    assert_eq!(cycles[0].1.steps.len(), LONG);
    let trace = view.trace(id(&view, "b0"), id(&view, "b1"), UP, 10);
    let lengths: Vec<usize> = trace.paths.iter().map(|path| path.steps.len()).collect();
    assert_eq!(lengths, [1, LONG - 1]);
}

#[test]
fn a_long_chain_with_a_gap_names_the_gap() {
    let loaded = chain(LONG, "b0");
    let view = loaded.model.at(DAY, &[]);
    let oversees = &[RelationKind::Oversees];
    let trace = view.trace(id(&view, "b0"), id(&view, "b1"), oversees, 10);
    assert!(trace.paths.is_empty());
    assert_eq!(trace.nearest.map(|path| path.steps.len()), Some(1));
}

#[test]
fn many_bodies_that_miss_a_rung() {
    // A long chain that ends below the top: for each body of it the nearest miss is the whole way.
    let mut text = format!("{HEAD}[body.top]\n");
    let bodies = 20_000;
    for number in 0..bodies {
        let _ = writeln!(text, "[body.b{number:05}]");
        if number > 0 {
            let _ = writeln!(text, "answers-to.b{:05} = {{}}", number - 1);
        }
    }
    text.push_str("[body.silent]\nnot-stated = [\"answers-to\"]\nanswers-to.b00000 = {}\n");
    let loaded = from_texts(&[("framework.toml", &text)]);
    let view = loaded.model.at(DAY, &[]);
    let top = id(&view, "top");
    let below: Vec<NodeId> = view.nodes().map(|node| node.id()).filter(|&id| id != top).collect();
    let ladder = view.ladder(&[vec![top], below.clone()], UP);
    assert_eq!(ladder.rungs[0].missing, bodies + 1);
    assert_eq!(ladder.worst(), Gap::Absent);
    assert_eq!(ladder.rungs[0].paths.len(), 20);
}

#[test]
fn the_worst_gap_is_that_of_any_body_however_late() {
    // Only twenty are shown with their paths; one that differs comes after them, of each kind in turn.
    for (last, gap) in [
        ("", Gap::Absent),
        ("not-stated = [\"answers-to\"]", Gap::NotStated),
        ("answers-to.silent = {}", Gap::NotStated),
        ("answers-to.top = { status = \"shadow\" }", Gap::NotInForce),
        ("answers-to.nowhere = {}", Gap::NotStated),
    ] {
        let mut text = format!("{HEAD}[body.top]\n[body.silent]\nnot-stated = [\"answers-to\"]\n[body.z]\n{last}\n");
        for number in 0..30 {
            let _ = writeln!(text, "[body.b{number:02}]\nnot-stated = [\"answers-to\"]");
        }
        let loaded = from_texts(&[("framework.toml", &text)]);
        let view = loaded.model.at(DAY, &[]);
        let below = |key: &str| {
            view.nodes()
                .filter(|node| node.key().starts_with(key))
                .map(|node| node.id())
                .collect()
        };
        let together: Vec<NodeId> = [below("b"), below("z")].concat();
        let top = vec![id(&view, "top")];
        let alone = view.ladder(&[top.clone(), below("z")], UP).worst();
        let ladder = view.ladder(&[top, together], UP);
        assert_eq!(ladder.worst(), gap, "{last}");
        assert_eq!(ladder.worst(), alone.max(Gap::NotStated), "{last}");
        assert_eq!(ladder.rungs[0].missing, 31);
    }
}

#[test]
fn a_body_that_answers_to_itself() {
    let loaded = beside("[body.x]\nanswers-to.x = {}\n");
    let view = loaded.model.at(DAY, &[]);
    let cycles = view.cycles(RelationKind::AnswersTo);
    assert_eq!(cycles.len(), 1);
    assert_eq!((cycles[0].0.len(), cycles[0].1.steps.len()), (1, 1));
    let x = id(&view, "x");
    assert!(view.trace(x, x, UP, 10).paths.is_empty());
}

#[test]
fn two_bodies_that_answer_to_each_other() {
    let loaded = beside("[body.x]\nanswers-to.y = {}\n[body.y]\nanswers-to.x = {}\n[body.z]\nanswers-to.x = {}\n");
    let view = loaded.model.at(DAY, &[]);
    let cycles = view.cycles(RelationKind::AnswersTo);
    assert_eq!(cycles.len(), 1);
    assert_eq!(cycles[0].0, [id(&view, "x"), id(&view, "y")]);
    assert_eq!(cycles[0].1.steps.len(), 2);
    assert_eq!(view.trace(id(&view, "x"), id(&view, "y"), UP, 10).paths.len(), 2);
}

#[test]
fn paths_of_every_length_come_shortest_first() {
    // Of one, three and six steps, with none between; and the ways that come first by name are the longest.
    let text = "[body.a]\nanswers-to.b = {}\nanswers-to.g = {}\nanswers-to.z = {}\n\
        [body.b]\nanswers-to.c = {}\n[body.c]\nanswers-to.d = {}\n[body.d]\nanswers-to.e = {}\n\
        [body.e]\nanswers-to.f = {}\n[body.f]\nanswers-to.z = {}\n\
        [body.g]\nanswers-to.h = {}\n[body.h]\nanswers-to.z = {}\n[body.z]\n";
    let loaded = beside(text);
    let view = loaded.model.at(DAY, &[]);
    for most in [1, 2, 3, 10] {
        let trace = view.trace(id(&view, "a"), id(&view, "z"), UP, most);
        let lengths: Vec<usize> = trace.paths.iter().map(|path| path.steps.len()).collect();
        assert_eq!(lengths, [1, 3, 6][..most.min(3)]);
        assert_eq!(trace.more, most < 3);
    }
}

#[test]
fn a_rung_that_holds_never_shows_what_is_not_in_force() {
    // It holds only because `x` leads back to itself; the way on to `top` is proposed.
    let loaded = beside("[body.top]\n[body.x]\nanswers-to.x = {}\nanswers-to.top = { status = \"proposed\" }\n");
    let view = loaded.model.at(DAY, &[]);
    let (x, top) = (id(&view, "x"), id(&view, "top"));
    let ladder = view.ladder(&[vec![top, x], vec![x]], UP);
    assert_eq!(ladder.worst(), Gap::None);
    assert!(ladder.rungs[0].paths.iter().all(|path| path.in_force()));
}

#[test]
fn more_paths_than_can_be_counted() {
    // 2^30 ways from bottom to top, and one dead end after the other beside them.
    let mut text = format!("{HEAD}[body.b30]\n");
    for number in 0..30 {
        let above = number + 1;
        let _ = write!(
            text,
            "[body.b{number}]\nanswers-to.one = {{ to = \"b{above}\" }}\nanswers-to.two = {{ to = \"b{above}\" }}\n\
             answers-to.back = {{ to = \"b0\" }}\n"
        );
    }
    let loaded = from_texts(&[("framework.toml", &text)]);
    let view = loaded.model.at(DAY, &[]);
    let trace = view.trace(id(&view, "b0"), id(&view, "b30"), UP, 10);
    assert_eq!(trace.paths.len(), 10);
    assert!(trace.more);
}

#[test]
fn everything_answers_to_everything() {
    let bodies = 60;
    let mut text = HEAD.to_owned();
    for from in 0..bodies {
        let _ = writeln!(text, "[body.b{from}]");
        for to in (0..bodies).filter(|&to| to != from) {
            let _ = writeln!(text, "answers-to.b{to} = {{}}");
        }
    }
    let loaded = from_texts(&[("framework.toml", &text)]);
    let view = loaded.model.at(DAY, &[]);
    let trace = view.trace(id(&view, "b0"), id(&view, "b9"), UP, 10);
    assert_eq!(trace.paths.len(), 10);
    assert!(trace.more);
    let lengths: Vec<usize> = trace.paths.iter().map(|path| path.steps.len()).collect();
    assert_eq!(lengths, [1, 1, 2, 2, 2, 2, 2, 2, 2, 2]);
}

#[test]
fn one_body_above_many_that_are_above_it() {
    let bodies = 20_000;
    let mut text = format!("{HEAD}[body.a]\n");
    for number in 0..bodies {
        let _ = writeln!(text, "answers-to.b{number} = {{}}");
    }
    for number in 0..bodies {
        let _ = writeln!(
            text,
            "[body.b{number}]\nanswers-to.b{} = {{}}",
            (number + 1).min(bodies - 1)
        );
    }
    text.push_str("answers-to.a = {}\n");
    let loaded = from_texts(&[("framework.toml", &text)]);
    let view = loaded.model.at(DAY, &[]);
    let cycles = view.cycles(RelationKind::AnswersTo);
    assert_eq!(cycles.len(), 1);
    assert_eq!(cycles[0].0.len(), bodies + 1);
}
