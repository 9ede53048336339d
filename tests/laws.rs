//! What holds for every text, every framework and every graph: checked on many made-up ones.
//!
//! 64 cases each; `REMIT_CASES=5000` tries more.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use jiff::civil::{Date, date};
use proptest::collection::vec;
use proptest::prelude::*;
use remit_model::document::{MistakeKind, RelationKind, decode, json_schema};
use remit_model::finding::Finding;
use remit_model::model::{AsAt, Gap, Known, Layer, Model, NodeAt, NodeId, Row};
use remit_model::path::Path;
use remit_model::resolve::{Input, Loaded, load};

use crate::generate::{
    DAYS, Dice, File, Framework, LOOKS, PROPOSALS, Taste, bytes, framework as made_up, frameworks, load_files,
};

pub(crate) fn config() -> ProptestConfig {
    let cases = std::env::var("REMIT_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig {
        cases: cases.unwrap_or(64),
        // A failure worth keeping becomes a test with a name.
        failure_persistence: None,
        max_shrink_iters: 1024,
        ..ProptestConfig::default()
    }
}

/// Everything that may go wrong.
const ALL: Taste = Taste {
    misspelt: true,
    clashes: true,
    adopted: true,
};

// ---- Loading ----

/// A finding with all its words and places, to compare.
fn whole(finding: &Finding) -> String {
    format!("{finding:?}")
}

/// A finding without its places.
fn said(finding: &Finding) -> String {
    let places = finding.labels.len();
    format!(
        "{} {} {} {:?} {:?} {places}",
        finding.level.word(),
        finding.fingerprint(),
        finding.message,
        finding.remarks,
        finding.help
    )
}

/// Asks a model everything that can be asked without rules. Only panics matter.
fn ask(model: &Model) {
    for day in LOOKS {
        for with in [&[][..], &PROPOSALS[..]] {
            let view = model.at(day, with);
            let ids: Vec<NodeId> = view.all_nodes().map(|node| node.id()).take(6).collect();
            for node in view.all_nodes() {
                let _ = (node.name(), node.form(), node.within(), node.between(), node.silences());
                let _ = (
                    node.seats().count(),
                    node.does().count(),
                    node.acts().count(),
                    node.place(),
                );
            }
            for &a in &ids {
                for &b in &ids {
                    view.trace(a, b, &RelationKind::ALL, 10);
                }
            }
            view.ladder(&[ids.clone(), ids.clone(), ids.clone()], &RelationKind::ALL);
            for kind in RelationKind::ALL {
                view.cycles(kind);
            }
        }
    }
}

/// Words and marks that matter in TOML, in any order.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("["),
        Just("]"),
        Just("[["),
        Just("]]"),
        Just("{"),
        Just("}"),
        Just("="),
        Just("."),
        Just(","),
        Just("\""),
        Just("'"),
        Just("\"\"\""),
        Just("'''"),
        Just("#"),
        Just("\n"),
        Just("\r\n"),
        Just("\\"),
        Just("\\u12"),
        Just(" "),
        Just("\0"),
        Just("\u{feff}"),
        Just("\u{201c}"),
        Just("é"),
        Just("body"),
        Just("hwb"),
        Just("framework"),
        Just("organisation"),
        Just("proposal"),
        Just("change"),
        Just("id"),
        Just("answers-to"),
        Just("not-stated"),
        Just("within"),
        Just("seats"),
        Just("starts"),
        Just("2017-02-30"),
        Just("2017-11-01"),
        Just("1e9"),
        Just("-0x1"),
        Just("true"),
        Just("inf"),
        Just("\"hwb\""),
        Just("[body.hwb]\n"),
        Just("[organisation.lbth]\n"),
        Just("within = \"lbth\"\n"),
        Just("[proposal]\nid = \"a\"\n"),
        Just("answers-to.hwb = {}\n"),
    ];
    vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn texts() -> impl Strategy<Value = Vec<Vec<u8>>> {
    let text = prop_oneof![
        4 => soup().prop_map(String::into_bytes),
        1 => any::<String>().prop_map(String::into_bytes),
        1 => vec(any::<u8>(), 0..200),
    ];
    vec(text, 0..4)
}

fn inputs(texts: &[Vec<u8>]) -> Vec<Input> {
    let file = |(number, bytes): (usize, &Vec<u8>)| Input {
        path: format!("{number}.toml"),
        bytes: bytes.clone(),
    };
    texts.iter().enumerate().map(file).collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_text_loads_and_says_the_same_twice(texts in texts()) {
        let first = load(remit_law::CATALOGUE, inputs(&texts));
        let second = load(remit_law::CATALOGUE, inputs(&texts));
        let words = |loaded: &Loaded| loaded.findings.iter().map(whole).collect::<Vec<_>>();
        prop_assert_eq!(words(&first), words(&second));
        prop_assert_eq!(&first.broken, &second.broken);
        for label in first.findings.iter().flat_map(|finding| &finding.labels) {
            let text = &first.sources.get(label.place.file).text;
            let (start, end) = (label.place.span.start as usize, label.place.span.end as usize);
            prop_assert!(start <= end && end <= text.len(), "a place outside its text: {:?}", label.place);
            let (line, column) = first.sources.line_column(label.place);
            prop_assert!(line >= 1 && column >= 1);
        }
        ask(&first.model);
    }

    #[test]
    fn any_framework_loads_and_says_the_same_twice(framework in frameworks(ALL)) {
        let first = framework.load();
        let second = framework.load();
        prop_assert_eq!(first_difference(&snapshot(&first), &snapshot(&second)), None);
        let words = |loaded: &Loaded| loaded.findings.iter().map(whole).collect::<Vec<_>>();
        prop_assert_eq!(words(&first), words(&second));
        prop_assert!(first.broken.is_empty(), "the generator wrote what is not TOML: {:?}", words(&first));
        ask(&first.model);
    }

    /// Otherwise the laws below would be about frameworks that are mostly left out.
    #[test]
    fn a_framework_without_mistakes_has_no_findings(framework in frameworks(Taste::default())) {
        let found: Vec<String> = framework.load().findings.iter().map(said).collect();
        prop_assert!(found.is_empty(), "{found:#?}");
    }
}

// ---- Order ----

/// All that a model says, but for places.
fn snapshot(loaded: &Loaded) -> Vec<String> {
    let model = &loaded.model;
    let mut lines: Vec<String> = loaded.findings.iter().map(said).collect();
    let key = |id: NodeId| model.node_of(id).key.to_string();
    let layer = |layer: Layer| match layer {
        Layer::Base => "base".to_owned(),
        proposed => model
            .proposal_of(proposed)
            .map_or("no proposal".to_owned(), ToString::to_string),
    };
    for relation in model.relations() {
        let statement = &relation.statement;
        lines.push(format!(
            "{} {} {} {} {:?} {} {:?} {:?} {:?} {:?} {:?}",
            key(relation.from),
            relation.kind,
            relation.key,
            key(relation.to),
            relation.matters,
            layer(statement.layer),
            statement.starts,
            statement.ends,
            statement.status,
            statement.origin,
            statement.unknown(),
        ));
    }
    for day in LOOKS {
        for with in [&[][..], &PROPOSALS[..1], &PROPOSALS[1..], &PROPOSALS[..]] {
            let view = model.at(day, with);
            lines.push(format!("{day} {:?}", view.with()));
            for node in view.all_nodes() {
                let within = match node.within() {
                    Known::Stated(within) => within.key().to_string(),
                    Known::NotStated => "not stated".to_owned(),
                    Known::LeftOut => "left out".to_owned(),
                    Known::Unknown => "unknown".to_owned(),
                };
                let between: Vec<&str> = node.between().iter().map(|node| node.key().as_str()).collect();
                let seats: Vec<String> = node
                    .seats()
                    .map(|seat| format!("{} {}", seat.key, filled(seat)))
                    .collect();
                lines.push(format!(
                    "{} {:?} {} {within} {between:?} {:?} {:?} {:?} {seats:?}",
                    node.subject(),
                    node.standing(),
                    node.name(),
                    node.tier(),
                    node.lane(),
                    node.silences(),
                ));
            }
            for number in 0..view.model().relations().len() {
                lines.push(format!("{number} {:?}", view.relation_standing(number)));
            }
            let delegations = view.current(model_rows(view.model()));
            lines.extend(delegations.map(|row| format!("{} {:?} {:?}", row.key(), row.from, row.functions)));
            let nodes: Vec<NodeId> = view.all_nodes().map(|node| node.id()).collect();
            if let [first, .., last] = nodes.as_slice() {
                let trace = view.trace(*first, *last, &RelationKind::ALL, 10);
                lines.extend(trace.paths.iter().chain(&trace.nearest).map(in_words));
                lines.push(format!("{} {:?}", trace.more, trace.closed_by));
            }
        }
    }
    lines
}

/// The first line in which two snapshots differ.
fn first_difference(a: &[String], b: &[String]) -> Option<(String, String)> {
    let line = |lines: &[String], at: usize| lines.get(at).cloned().unwrap_or_default();
    let at = (0..a.len().max(b.len())).find(|&at| a.get(at) != b.get(at))?;
    Some((line(a, at), line(b, at)))
}

/// The rows of a table as a slice.
fn model_rows(model: &Model) -> &[remit_model::model::Delegation] {
    model.delegations.iter().as_slice()
}

fn filled(seat: &remit_model::model::Seat) -> String {
    use remit_model::model::Filled::{ExOfficio, Nominee, Person, Post, Unnamed, Vacant};
    match &seat.filled {
        Person(at) | Post(at) | Nominee(at) | ExOfficio(at) => at.value.to_string(),
        Vacant(_) => "vacant".to_owned(),
        Unnamed => "unnamed".to_owned(),
    }
}

fn in_words(path: &Path) -> String {
    let mut words = String::new();
    for step in &path.steps {
        let _ = write!(
            words,
            "{} {} {} {:?} {:?}; ",
            step.below.key, step.relation, step.above.key, step.status, step.source
        );
    }
    words
}

/// The same framework in another order: its base spread over files, tables and files shuffled.
fn shuffled(framework: &Framework, dice: &mut Dice<'_>) -> Vec<File> {
    let mut files: Vec<File> = (0..1 + dice.roll(4))
        .map(|number| File {
            path: format!("{number}.toml"),
            tables: Vec::new(),
        })
        .collect();
    for table in &framework.base {
        let at = dice.roll(files.len());
        files[at].tables.push(table.clone());
    }
    files.extend(framework.proposals.iter().cloned());
    for file in &mut files {
        dice.shuffle(&mut file.tables);
    }
    dice.shuffle(&mut files);
    files
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn order_changes_nothing(
        framework in frameworks(Taste { misspelt: true, clashes: false, adopted: true }),
        order in bytes(60),
    ) {
        let files = shuffled(&framework, &mut Dice::new(&order));
        prop_assert_eq!(first_difference(&snapshot(&framework.load()), &snapshot(&load_files(&files))), None);
    }
}

// ---- The decoder and the walk ----

/// Writes a value for a schema: of the right type, or, where `confused`, now and then of any other.
fn value(
    schema: &serde_json::Value,
    root: &serde_json::Value,
    dice: &mut Dice<'_>,
    confused: bool,
    depth: usize,
) -> String {
    const ANY: [&str; 30] = [
        "\"text\"",
        "\"\"",
        "0",
        "5",
        "-1",
        "+3",
        "1_000",
        "0xFF",
        "0o17",
        "0b11",
        "4294967295",
        "4294967296",
        "9223372036854775807",
        "-9223372036854775808",
        "1.5",
        "-0.0",
        "inf",
        "nan",
        "true",
        "2017-11-01",
        "2017-11-01T10:00:00Z",
        "2017-11-01 10:00:00",
        "07:32:00",
        "0000-01-01",
        "9999-12-31",
        "[]",
        "{}",
        "[1, \"a\", [2017-01-01], {}]",
        "{ a = 1, to = \"b\" }",
        "'''\nlines'''",
    ];
    if confused && dice.chance(2) {
        return dice.pick(&ANY).to_owned();
    }
    let schema = resolved(schema, root);
    let words = choices(schema);
    if !words.is_empty() {
        return format!("{:?}", words[dice.roll(words.len())]);
    }
    match schema["type"].as_str() {
        Some("object") => format!("{{ {} }}", entries(schema, root, dice, confused, depth + 1).join(", ")),
        Some("array") => {
            let items = (0..dice.roll(3)).map(|_| value(&schema["items"], root, dice, confused, depth + 1));
            format!("[{}]", items.collect::<Vec<_>>().join(", "))
        }
        Some("boolean") => dice.pick(&["true", "false"]).to_owned(),
        Some("integer") => {
            let least = schema["minimum"].as_i64().unwrap_or(0);
            let most = schema["maximum"].as_i64();
            let widest = if schema["format"] == "int64" {
                i64::MAX
            } else {
                i64::from(u32::MAX)
            };
            let edge = most.unwrap_or(widest);
            [least, edge, least + 1][dice.roll(3)].to_string()
        }
        _ if schema["format"] == "date" => DAYS[dice.roll(DAYS.len())].to_owned(),
        _ if schema.get("pattern").is_some() => format!("{:?}", dice.pick(&["b0", "o0", "a-b-c", "0"])),
        _ => dice.pick(&["\"words\"", "\"d: page 1\"", "\"\"", "'*'"]).to_owned(),
    }
}

/// Writes entries of a table: `key = value`.
fn entries(
    schema: &serde_json::Value,
    root: &serde_json::Value,
    dice: &mut Dice<'_>,
    confused: bool,
    depth: usize,
) -> Vec<String> {
    let most = if depth > 5 { 1 } else { 4 };
    let mut written = BTreeMap::new();
    for _ in 0..dice.roll(most) {
        if confused && dice.chance(1) {
            written.insert(
                dice.pick(&["unknown", "\"\"", "\"a.b\"", "Name", "con", "éa"])
                    .replace('é', "e"),
                "1".to_owned(),
            );
        } else if let Some(properties) = schema["properties"].as_object() {
            let keys: Vec<&String> = properties.keys().collect();
            let key = keys[dice.roll(256) * keys.len() / 256];
            // These name keys of their own table, which is another law than that of types.
            if confused || !matches!(key.as_str(), "not-stated" | "assumed") {
                written.insert(key.clone(), value(&properties[key], root, dice, confused, depth));
            }
        } else {
            let key = dice.pick(&["a", "b0", "x-1"]).to_owned();
            written.insert(key, value(&schema["additionalProperties"], root, dice, confused, depth));
        }
    }
    written
        .into_iter()
        .map(|(key, value)| format!("{key} = {value}"))
        .collect()
}

fn resolved<'s>(mut schema: &'s serde_json::Value, root: &'s serde_json::Value) -> &'s serde_json::Value {
    loop {
        if let Some(reference) = schema["$ref"].as_str() {
            schema = root
                .pointer(reference.trim_start_matches('#'))
                .expect("the schema holds what it refers to");
        } else if let Some([only]) = schema["allOf"].as_array().map(Vec::as_slice) {
            schema = only;
        } else if let Some(either) = schema["anyOf"].as_array() {
            schema = &either[1];
        } else {
            return schema;
        }
    }
}

fn choices(schema: &serde_json::Value) -> Vec<&str> {
    let mut words: Vec<&str> = schema["enum"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|word| word.as_str())
        .collect();
    for option in schema["oneOf"].as_array().into_iter().flatten() {
        words.extend(option["const"].as_str());
        words.extend(
            option["enum"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|word| word.as_str()),
        );
    }
    words
}

/// A file whose tables are those of the format, right or confused.
fn document(bytes: &[u8], confused: bool) -> String {
    let root = json_schema(&[]);
    let dice = &mut Dice::new(bytes);
    let mut lines = Vec::new();
    for _ in 0..4 {
        lines.extend(entries(&root, &root, dice, confused, 0));
    }
    let mut seen = BTreeSet::new();
    lines.retain(|line| seen.insert(line.split(" = ").next().unwrap_or("").to_owned()));
    lines.join("\n")
}

proptest! {
    #![proptest_config(config())]

    /// See `decode` in `schema.rs`: what the walk lets through, the decoder takes. A refusal costs the whole file.
    #[test]
    fn the_decoder_takes_what_the_walk_lets_through(bytes in bytes(500)) {
        let text = document(&bytes, true);
        let (_, mistakes) = decode(&text);
        prop_assert!(mistakes.iter().all(|mistake| mistake.kind != MistakeKind::Syntax), "not TOML: {text}\n{mistakes:?}");
        let refusals: Vec<_> =
            mistakes.iter().filter(|mistake| mistake.kind == MistakeKind::WrongValue && mistake.path.is_empty()).collect();
        prop_assert!(refusals.is_empty(), "{text}\n{refusals:?}");
    }

    #[test]
    fn what_the_schema_allows_is_no_mistake(bytes in bytes(500)) {
        let text = document(&bytes, false);
        let (_, mistakes) = decode(&text);
        prop_assert!(mistakes.is_empty(), "{text}\n{mistakes:?}");
    }

    /// The parser goes on after a syntax error; what it then hands on must not be refused either.
    #[test]
    fn a_broken_file_is_never_refused_whole(bytes in bytes(200), at in any::<prop::sample::Index>(), junk in "[\\[\\]=\"{}.,\n]") {
        let mut text = document(&bytes, true);
        text.push('\n');
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        text.insert_str(places[at.index(places.len())], &junk);
        let (_, mistakes) = decode(&text);
        let refusal = mistakes.iter().find(|mistake| mistake.kind == MistakeKind::WrongValue && mistake.path.is_empty());
        prop_assert!(refusal.is_none(), "{text}\n{refusal:?}");
    }
}

// ---- Paths ----

/// Bodies and lines between them at random, dense enough for cycles, parallel lines and lines to oneself.
fn graphs() -> impl Strategy<Value = String> {
    let line = (0..6usize, 0..6usize, 0..4usize, 0..12usize);
    (2..7usize, vec(line, 0..24)).prop_map(|(bodies, lines)| {
        let mut text = "[framework]\nname = \"Graph\"\n".to_owned();
        for body in 0..bodies {
            let ends = if body == 5 { "ends = 2016-01-01\n" } else { "" };
            let _ = write!(text, "[body.b{body}]\n{ends}");
            for (number, (from, to, kind, state)) in
                lines.iter().enumerate().filter(|(_, line)| line.0 % bodies == body)
            {
                let _ = from;
                let kind = ["answers-to", "oversees", "supports", "advises"][*kind];
                let state = match state {
                    // What outlives the body that it belongs to is a mistake.
                    4 if body == 5 => "",
                    0 => ", status = \"proposed\"",
                    1 => ", status = \"shadow\"",
                    2 => ", ends = 2016-01-01",
                    3 => ", starts = 2018-01-01",
                    4 => ", starts = 2017-11-01, ends = 2017-11-01",
                    _ => "",
                };
                let _ = writeln!(text, "{kind}.k{number} = {{ to = \"b{}\"{state} }}", to % bodies);
            }
        }
        text
    })
}

const LOOK: Date = date(2017, 11, 1);

/// The lines in force of some kinds, from the lower to the upper end, by a reading of the rules that knows no graph.
fn steps_up(view: &AsAt<'_>, by: &[RelationKind]) -> Vec<(NodeId, NodeId)> {
    let model = view.model();
    let lives = |id: NodeId| {
        model
            .node_of(id)
            .parts
            .iter()
            .any(|part| part.statement.covers(view.date()))
    };
    let counts = |relation: &&remit_model::model::Relation| {
        by.contains(&relation.kind)
            && relation.statement.status.word() == "in-force"
            && relation.statement.covers(view.date())
            && lives(relation.from)
            && lives(relation.to)
    };
    let ends = |relation: &remit_model::model::Relation| {
        if relation.kind == RelationKind::Oversees {
            (relation.to, relation.from)
        } else {
            (relation.from, relation.to)
        }
    };
    model.relations().iter().filter(counts).map(ends).collect()
}

/// The lengths of all simple chains from one node up to another, one for each choice of parallel lines.
fn lengths(steps: &[(NodeId, NodeId)], from: NodeId, to: NodeId) -> Vec<usize> {
    fn go(steps: &[(NodeId, NodeId)], at: NodeId, to: NodeId, been: &mut Vec<NodeId>, found: &mut Vec<usize>) {
        if at == to {
            found.push(been.len() - 1);
            return;
        }
        for &(_, above) in steps.iter().filter(|(below, _)| *below == at) {
            if !been.contains(&above) {
                been.push(above);
                go(steps, above, to, been, found);
                been.pop();
            }
        }
    }
    let mut found = Vec::new();
    if from != to {
        go(steps, from, to, &mut vec![from], &mut found);
    }
    found.sort_unstable();
    found
}

/// The nodes from which at least one step leads on, step by step, to one of these.
fn below(steps: &[(NodeId, NodeId)], tops: &[NodeId]) -> BTreeSet<NodeId> {
    let mut found: BTreeSet<NodeId> = BTreeSet::new();
    loop {
        let more: Vec<NodeId> = steps
            .iter()
            .filter(|(_, above)| tops.contains(above) || found.contains(above))
            .map(|(below, _)| *below)
            .filter(|below| !found.contains(below))
            .collect();
        if more.is_empty() {
            return found;
        }
        found.extend(more);
    }
}

/// Whether the steps of a path hang together, never meet a node twice, and are real.
fn is_real(path: &Path, steps: &[(NodeId, NodeId)], model: &Model) -> Result<(), TestCaseError> {
    let key = |id: NodeId| model.node_of(id).key.to_string();
    let real: BTreeSet<(String, String)> = steps.iter().map(|&(below, above)| (key(below), key(above))).collect();
    prop_assert!(path.in_force() && !path.steps.is_empty());
    for step in &path.steps {
        prop_assert!(
            real.contains(&(step.below.key.clone(), step.above.key.clone())),
            "{step:?}"
        );
    }
    for pair in path.steps.windows(2) {
        prop_assert_eq!(&pair[0].above, &pair[1].below);
    }
    let met: BTreeSet<&String> = path.steps.iter().map(|step| &step.below.key).collect();
    prop_assert_eq!(met.len(), path.steps.len());
    Ok(())
}

fn kinds() -> impl Strategy<Value = Vec<RelationKind>> {
    prop_oneof![
        Just(vec![RelationKind::AnswersTo]),
        Just(vec![RelationKind::AnswersTo, RelationKind::Oversees]),
        Just(RelationKind::ALL.to_vec()),
    ]
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_traced_path_is_real_and_a_missing_one_is_missing(graph in graphs(), by in kinds()) {
        let loaded = load(remit_law::CATALOGUE, inputs(&[graph.into_bytes()]));
        prop_assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
        let view = loaded.model.at(LOOK, &[]);
        let steps = steps_up(&view, &by);
        let nodes: Vec<NodeId> = view.all_nodes().map(|node| node.id()).collect();
        for &a in &nodes {
            for &b in &nodes {
                let trace = view.trace(a, b, &by, 10);
                let mut naive = lengths(&steps, a, b);
                naive.extend(lengths(&steps, b, a));
                naive.sort_unstable();
                prop_assert_eq!(trace.more, naive.len() > 10);
                let found: Vec<usize> = trace.paths.iter().map(|path| path.steps.len()).collect();
                naive.truncate(10);
                prop_assert_eq!(&found, &naive);
                let mut different = BTreeSet::new();
                for path in &trace.paths {
                    is_real(path, &steps, &loaded.model)?;
                    let (first, last) = (&path.steps[0].below.key, &path.steps[path.steps.len() - 1].above.key);
                    let (a, b) = (&loaded.model.node_of(a).key, &loaded.model.node_of(b).key);
                    prop_assert!((a == first.as_str() && b == last.as_str()) || (b == first.as_str() && a == last.as_str()));
                    different.insert(path.steps.iter().map(|step| step.place).collect::<Vec<_>>());
                }
                prop_assert_eq!(different.len(), trace.paths.len());
                match (&trace.nearest, trace.paths.is_empty()) {
                    (None, false) => {}
                    (Some(nearest), true) => prop_assert!(!nearest.in_force() && !nearest.steps.is_empty()),
                    (nearest, _) => prop_assert!(false, "{nearest:?}"),
                }
            }
        }
    }

    #[test]
    fn a_ladder_holds_where_every_rung_is_reached(
        graph in graphs(),
        by in kinds(),
        places in vec(vec(0..6usize, 0..3), 2..4),
    ) {
        let loaded = load(remit_law::CATALOGUE, inputs(&[graph.into_bytes()]));
        let view = loaded.model.at(LOOK, &[]);
        let steps = steps_up(&view, &by);
        let nodes: Vec<NodeId> = view.all_nodes().map(|node| node.id()).collect();
        let places: Vec<Vec<NodeId>> = places
            .into_iter()
            .map(|place| place.into_iter().filter_map(|at| nodes.get(at).copied()).collect::<BTreeSet<_>>())
            .map(|place| place.into_iter().collect())
            .collect();
        let ladder = view.ladder(&places, &by);
        prop_assert_eq!(ladder.rungs.len(), places.len() - 1);
        let lives = |place: &[NodeId]| place.iter().copied().filter(|&id| view.node(id).exists()).collect::<Vec<_>>();
        let mut reached = lives(&places[0]);
        for (at, rung) in ladder.rungs.iter().enumerate() {
            let above = if reached.is_empty() { lives(&places[at]) } else { reached };
            let wanted = lives(&places[at + 1]);
            let under = below(&steps, &above);
            let (holding, missing): (Vec<NodeId>, Vec<NodeId>) = wanted.iter().partition(|id| under.contains(id));
            let last = at + 2 == places.len();
            if above.is_empty() || wanted.is_empty() {
                prop_assert_eq!(rung.gap, Gap::Empty);
            } else if if last { missing.is_empty() } else { !holding.is_empty() } {
                prop_assert_eq!(rung.gap, Gap::None);
                prop_assert_eq!(rung.missing, 0);
                for path in &rung.paths {
                    is_real(path, &steps, &loaded.model)?;
                }
            } else {
                prop_assert!(rung.gap > Gap::Empty, "{:?}", rung.gap);
                prop_assert_eq!(rung.missing, missing.len());
                prop_assert_eq!(rung.paths.len(), missing.len());
                for path in &rung.paths {
                    prop_assert!(!path.in_force());
                }
            }
            reached = holding;
        }
    }

    #[test]
    fn a_cycle_is_one_and_every_cycle_is_found(graph in graphs()) {
        let loaded = load(remit_law::CATALOGUE, inputs(&[graph.into_bytes()]));
        let view = loaded.model.at(LOOK, &[]);
        for kind in [RelationKind::AnswersTo, RelationKind::Oversees] {
            let steps = steps_up(&view, &[kind]);
            let naive: BTreeSet<NodeId> =
                view.all_nodes().map(|node| node.id()).filter(|&id| below(&steps, &[id]).contains(&id)).collect();
            let cycles = view.cycles(kind);
            let found: BTreeSet<NodeId> = cycles.iter().flat_map(|(group, _)| group).copied().collect();
            prop_assert_eq!(&found, &naive);
            for (group, path) in &cycles {
                is_real(path, &steps, &loaded.model)?;
                let (first, last) = (&path.steps[0].below, &path.steps[path.steps.len() - 1].above);
                prop_assert_eq!(first, last);
                prop_assert_eq!(first.key.as_str(), loaded.model.node_of(group[0]).key.as_str());
            }
        }
    }
}

// ---- Proposals ----

type Line = (String, RelationKind, String, String, String);

/// The relations in force, but for their places and dates.
fn in_force(view: &AsAt<'_>) -> BTreeSet<Line> {
    let model = view.model();
    let key = |id: NodeId| model.node_of(id).key.to_string();
    let line = |relation: &remit_model::model::Relation| {
        (
            key(relation.from),
            relation.kind,
            relation.key.to_string(),
            key(relation.to),
            format!("{:?} {:?}", relation.matters, relation.statement.origin),
        )
    };
    let relations = model.relations().iter().enumerate();
    relations
        .filter(|(number, _)| view.relation_in_force(*number))
        .map(|(_, relation)| line(relation))
        .collect()
}

/// A framework with changes to a delegation that is there to be changed.
fn with_delegations() -> impl Strategy<Value = Framework> {
    let taste = Taste::default();
    (bytes(400), bytes(12)).prop_map(move |(first, second)| {
        let mut framework = made_up(&mut Dice::new(&first), taste);
        let dice = &mut Dice::new(&second);
        if framework.base.iter().any(|table| table.starts_with("[delegation.g0]")) {
            for proposal in &mut framework.proposals {
                let line = dice.pick(&["from = [\"o0\"]", "to = \"b0\"", "functions = [\"f1\"]"]);
                if dice.chance(8) {
                    proposal.tables.push(format!("[change.delegation.g0]\n{line}\n"));
                }
            }
        }
        framework
    })
}

proptest! {
    #![proptest_config(config())]

    /// What a proposal doesn't touch stays: only a change under the same identity may take the place of a line, or one
    /// that ends a body at either end of it.
    #[test]
    fn a_proposal_removes_nothing_that_it_does_not_change(framework in with_delegations()) {
        let loaded = framework.load();
        let model = &loaded.model;
        for proposal in PROPOSALS {
            let identity = |relation: &remit_model::model::Relation| (relation.from, relation.kind, relation.key.clone());
            let changed: BTreeSet<_> = model
                .relations()
                .iter()
                .filter(|relation| model.proposal_of(relation.statement.layer).is_some_and(|key| *key == proposal))
                .map(identity)
                .collect();
            let delegations: BTreeSet<&str> = changed
                .iter()
                .filter(|(_, kind, _)| *kind == RelationKind::Delegation)
                .map(|(_, _, key)| key.as_str())
                .collect();
            let ended = |id: NodeId| {
                let node = model.node_of(id);
                let ends = node.ended.iter();
                let mut ends = ends.filter_map(|ended| model.proposal_of(ended.layer));
                ends.any(|key| *key == proposal) || node.parts.iter().any(|part| {
                    !part.defines
                        && (part.ends.is_some() || part.status.is_some())
                        && model.proposal_of(part.statement.layer).is_some_and(|key| *key == proposal)
                })
            };
            // What is part of an organisation ends with it, or with the one that it became part of.
            let ended = |id: NodeId| ended(id) || model.relations().iter().any(|line| {
                line.kind == RelationKind::Within
                    && line.from == id
                    && (ended(line.to) || changed.contains(&identity(line)))
            });
            for day in LOOKS {
                let (without, with) = (model.at(day, &[]), model.at(day, &[proposal]));
                for (number, relation) in model.relations().iter().enumerate() {
                    let touched = changed.contains(&identity(relation))
                        || ended(relation.from)
                        || ended(relation.to)
                        || (relation.kind == RelationKind::Delegation && delegations.contains(relation.key.as_str()));
                    if without.relation_in_force(number) && !touched {
                        prop_assert!(with.relation_in_force(number), "{proposal} removes {relation:?}");
                    }
                }
            }
        }
    }

    /// Whatever a proposal does, one delegation never has the givers of two versions.
    #[test]
    fn the_lines_of_a_delegation_are_those_of_its_row(framework in with_delegations()) {
        let loaded = framework.load();
        let model = &loaded.model;
        let key = |id: NodeId| model.node_of(id).key.to_string();
        for day in LOOKS {
            for with in [&[][..], &PROPOSALS[..1], &PROPOSALS[..]] {
                let view = model.at(day, with);
                let mut rows = BTreeSet::new();
                for row in view.current(model_rows(view.model())) {
                    let lives = |id: NodeId| view.node(id).exists();
                    for to in row.to.iter().filter(|to| lives(to.value)) {
                        rows.extend(row.from.iter().filter(|from| lives(**from)).map(|from| (key(*from), row.key.to_string(), key(to.value))));
                    }
                }
                let lines: BTreeSet<_> = in_force(&view)
                    .into_iter()
                    .filter(|line| line.1 == RelationKind::Delegation)
                    .map(|(from, _, key, to, _)| (from, key, to))
                    .collect();
                prop_assert_eq!(lines, rows);
            }
        }
    }

    /// Taking a proposal as adopted shows what adopting it will do.
    #[test]
    fn adopting_a_proposal_does_what_selecting_it_showed(framework in with_delegations()) {
        let proposed = framework.load();
        for (chosen, file) in framework.proposals.iter().enumerate() {
            let key = file.path.trim_start_matches("proposals/").trim_end_matches(".toml");
            for day in LOOKS {
                let adopted = day.yesterday().expect("not the first day of all");
                let mut framework = framework.clone();
                let _ = writeln!(framework.proposals[chosen].tables[0], "adopted = {adopted}");
                let adopted = framework.load();
                let (shown, done) = (proposed.model.at(day, &[key]), adopted.model.at(day, &[]));
                prop_assert_eq!(in_force(&shown), in_force(&done));
                let node = |node: NodeAt<'_, '_>| format!("{} {}", node.subject(), node.name());
                let nodes = |view: &AsAt<'_>| view.nodes().map(node).collect::<Vec<_>>();
                prop_assert_eq!(nodes(&shown), nodes(&done));
            }
        }
    }
}
