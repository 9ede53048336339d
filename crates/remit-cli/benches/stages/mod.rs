//! The stages of a check, each by itself, on frameworks that were written to disk.

use std::collections::BTreeMap;
use std::fs;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::prelude::*;
use remit_model::comparison::{self, Comparison};
use remit_model::document::{FileDocument, Mistake};
use remit_model::finding::{Finding, sort};
use remit_model::model::AsAt;
use remit_model::resolve::{Input, Loaded, Side, load_all};
use remit_rules::Checked;
use remit_rules::change::{Compared, consequences};
use toml::de::DeTable;

use crate::generator;

/// A framework on disk.
pub(crate) struct Corpus {
    pub(crate) bodies: usize,
    pub(crate) folder: PathBuf,
    pub(crate) files: usize,
    /// The bytes of all files.
    pub(crate) bytes: usize,
    /// The bytes of the tables of bodies alone.
    pub(crate) body_bytes: usize,
}

impl Corpus {
    pub(crate) fn write(bodies: usize, root: &Path) -> Self {
        let made = generator::make(bodies);
        let folder = root.join(bodies.to_string());
        for (path, text) in &made.files {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().expect("in the folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        let corpus = Self {
            bodies,
            folder,
            files: made.files.len(),
            bytes: made.files.values().map(String::len).sum(),
            body_bytes: made.body_bytes,
        };
        assert!(
            corpus.body_bytes / bodies >= 850,
            "too little text a body to be realistic"
        );
        corpus
    }

    /// The check must find what was planted, and nothing else.
    pub(crate) fn verify(&self) {
        let (loaded, checked) = whole(&self.folder);
        let mut found: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in &checked.findings {
            *found.entry(finding.rule).or_default() += 1;
        }
        *found.entry(generator::DEPARTED).or_default() += checked.departed.len();
        let expected = generator::expected(self.bodies);
        if found != expected {
            let odd = |finding: &&Finding| found.get(finding.rule) != expected.get(finding.rule);
            for finding in checked.findings.iter().filter(odd).take(20) {
                println!("{}: {} ({})", finding.rule, finding.message, finding.subject());
            }
        }
        assert_eq!(
            found, expected,
            "the check of {} bodies must find what was planted",
            self.bodies
        );
        let bodies = loaded
            .model
            .nodes()
            .filter(|node| node.kind == remit_model::model::NodeKind::Body);
        assert_eq!(bodies.count(), self.bodies);
    }

    /// The folder of the same framework with a thing in a hundred otherwise: see [`altered`].
    pub(crate) fn altered(&self) -> PathBuf {
        let folder = self.folder.with_extension("altered");
        for Input { path, bytes } in altered(&self.folder) {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().expect("in the folder")).expect("a folder");
            fs::write(path, bytes).expect("a file");
        }
        folder
    }

    /// The text of every file.
    pub(crate) fn texts(&self) -> Vec<String> {
        let texts = read(&self.folder).into_iter();
        texts
            .map(|input| String::from_utf8(input.bytes).expect("text"))
            .collect()
    }
}

/// What reading costs at least: each file parsed once, by what Remit parses with, one after the other. The clock does not run
/// while what was parsed is thrown away.
pub(crate) fn yardstick(texts: &[String]) -> Duration {
    let mut time = Duration::ZERO;
    for text in texts {
        let start = Instant::now();
        let table = DeTable::parse(text);
        time += start.elapsed();
        // The drafts are not TOML.
        drop(std::hint::black_box(table));
    }
    time
}

/// The files of a framework, in the order of their paths, as the command reads them.
pub(crate) fn read(folder: &Path) -> Vec<Input> {
    fn files(folder: &Path, shown: &str, inputs: &mut Vec<Input>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let entry = entry.expect("an entry");
            let name = entry.file_name();
            let shown = format!("{shown}{}", name.to_string_lossy());
            if entry.file_type().expect("a file or folder").is_dir() {
                files(&entry.path(), &format!("{shown}/"), inputs);
            } else {
                let bytes = fs::read(entry.path()).expect("a file");
                inputs.push(Input { path: shown, bytes });
            }
        }
    }
    let mut inputs = Vec::new();
    files(folder, "", &mut inputs);
    inputs.sort_by(|a, b| a.path.cmp(&b.path));
    inputs
}

/// Text to documents, on all cores: what [`load`] does first.
pub(crate) fn decode(texts: &[String]) -> Vec<(FileDocument, Vec<Mistake>)> {
    texts
        .par_iter()
        .map(|text| remit_model::document::decode(text))
        .collect()
}

/// Files to a model: decoded on all cores, then resolved.
pub(crate) fn load(inputs: Vec<Input>) -> Loaded {
    remit_model::resolve::load(remit_law::CATALOGUE, inputs)
}

/// Every rule.
pub(crate) fn judge(loaded: &Loaded) -> Checked {
    let at = loaded.model.at(generator::AS_AT, &[]);
    remit_rules::check(&at, &loaded.broken)
}

/// Everything between a folder and its findings, as `remit check` does it.
pub(crate) fn whole(folder: &Path) -> (Loaded, Checked) {
    let loaded = load(read(folder));
    let mut checked = judge(&loaded);
    checked.findings.extend(loaded.findings.iter().cloned());
    sort(&mut checked.findings);
    (loaded, checked)
}

/// The id of the proposal of [`with_a_proposal`].
const PROPOSAL: &str = "made-up";

/// The files of a framework, and a proposal that ends one body in a hundred and gives another one a new name.
pub(crate) fn with_a_proposal(folder: &Path) -> Vec<Input> {
    let mut inputs = read(folder);
    let loaded = load(inputs.clone());
    let bodies = loaded
        .model
        .nodes()
        .filter(|node| node.kind == remit_model::model::NodeKind::Body);
    let mut text = format!("[proposal]\nid = \"{PROPOSAL}\"\n");
    for (number, body) in bodies.enumerate() {
        match number % 100 {
            0 => text.push_str(&format!("[end.body.{}]\n", body.key)),
            50 => text.push_str(&format!(
                "[change.body.{}]\nname = \"Another name {number}\"\n",
                body.key
            )),
            _ => {}
        }
    }
    inputs.push(Input {
        path: "proposals/made-up.toml".to_owned(),
        bytes: text.into_bytes(),
    });
    inputs
}

/// What a proposal would change and what that brings with it, both states being checked already.
pub(crate) struct Both<'m> {
    states: [AsAt<'m>; 2],
    checked: [Checked; 2],
}

impl<'m> Both<'m> {
    pub(crate) fn of(loaded: &'m Loaded) -> Self {
        let with: [&[&str]; 2] = [&[], &[PROPOSAL]];
        let states = with.map(|with| loaded.model.at(generator::AS_AT, with));
        let checked = [0, 1].map(|side| remit_rules::check(&states[side], &loaded.broken));
        Self { states, checked }
    }

    pub(crate) fn compare(&self) -> usize {
        let [before, after] = &self.states;
        let [found_before, found_after] = &self.checked;
        let compared = Compared::new((before, found_before), (after, found_after));
        consequences(&compared).len()
    }
}

/// The files of a framework that differs in one place for each hundred bodies: a name, a line that leads elsewhere, a duty
/// or a seat that is gone, in turn.
fn altered(folder: &Path) -> Vec<Input> {
    let mut inputs = read(folder);
    let mut number = 0;
    for input in inputs.iter_mut().filter(|input| input.path.ends_with("/bodies.toml")) {
        let text = String::from_utf8(std::mem::take(&mut input.bytes)).expect("text");
        let begins = ["name = ", "answers-to.", "does.", "seats.lay"][number % 4];
        number += 1;
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        // Far enough down to be none of the planted faults of the first bodies.
        let line = lines
            .iter()
            .skip(lines.len() / 2)
            .position(|line| line.starts_with(begins));
        let line = lines.len() / 2 + line.expect("each body has one");
        if begins == "name = " {
            lines[line] = format!("name = \"Another name {number}\"");
        } else {
            lines.remove(line);
        }
        input.bytes = lines.join("\n").into_bytes();
    }
    inputs
}

/// Two frameworks read, checked and compared, as `remit diff` does it.
pub(crate) struct Compare {
    pub(crate) load: Duration,
    pub(crate) judge: Duration,
    pub(crate) compare: Duration,
    /// All of it.
    pub(crate) whole: Duration,
    pub(crate) changes: usize,
}

/// Everything between two folders and what their comparison says.
pub(crate) fn compare(folder: &Path, other: &Path) -> Compare {
    let start = Instant::now();
    let side = |name: &str, folder| Side {
        name: name.to_owned(),
        inputs: read(folder),
    };
    // Taking the models apart is not timed, as the command doesn't do it either.
    let loaded = ManuallyDrop::new(load_all(
        remit_law::CATALOGUE,
        vec![side("", folder), side("other/", other)],
    ));
    let load = start.elapsed();
    let states = [0, 1].map(|number: usize| loaded[number].model.at(generator::AS_AT, &[]));
    let checked = [0, 1].map(|number: usize| {
        let mut checked = remit_rules::check(&states[number], &loaded[number].broken);
        checked.findings.extend(loaded[number].findings.iter().cloned());
        sort(&mut checked.findings);
        checked
    });
    let judge = start.elapsed() - load;
    let compared = Compared::new((&states[0], &checked[0]), (&states[1], &checked[1]));
    let side = |words: &str| comparison::Side {
        label: words.to_owned(),
        words: words.to_owned(),
        framework: String::new(),
        as_at: generator::AS_AT,
        with: Vec::new(),
        mistakes: 0,
    };
    let comparison: Comparison = remit_report::change::comparison(&compared, side("before"), side("after"));
    let whole = start.elapsed();
    let changes = comparison.changes.len();
    Compare {
        load,
        judge,
        compare: whole - load - judge,
        whole,
        changes,
    }
}
