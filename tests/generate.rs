//! Frameworks made up at random, as TOML text: from a string of bytes, so that proptest can shrink them.
//!
//! A byte of 0 always means the plainest choice, and when the bytes run out every further choice is plain. So a shorter
//! or smaller string of bytes is a simpler framework.

use std::collections::BTreeSet;
use std::fmt::Write;

use jiff::civil::{Date, date};
use proptest::collection::vec;
use proptest::prelude::*;
use remit_model::resolve::{Input, Loaded, load};

/// The days between which everything in a generated framework begins and ends.
pub(crate) const DAYS: [&str; 5] = ["2015-01-01", "2016-04-01", "2017-04-01", "2018-03-31", "2019-12-31"];

/// Days to look at a generated framework: before, on and between its own.
pub(crate) const LOOKS: [Date; 4] = [date(2014, 6, 1), date(2017, 4, 1), date(2017, 11, 1), date(2019, 6, 1)];

/// The relations that a body may begin.
pub(crate) const BODY_LINES: [&str; 9] = [
    "answers-to",
    "oversees",
    "supports",
    "reports-to",
    "advises",
    "challenges",
    "scrutinises",
    "comprises",
    "party",
];

/// The proposals that a generated framework may have.
pub(crate) const PROPOSALS: [&str; 3] = ["mend", "merge", "abolish"];

/// Choices, one byte each.
pub(crate) struct Dice<'a>(std::slice::Iter<'a, u8>);

impl<'a> Dice<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes.iter())
    }

    /// A number below `sides`; 0 when the bytes have run out.
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0.next().map_or(0, |&byte| usize::from(byte) % sides)
    }

    /// Whether something happens that happens so many times in sixteen; not, when the bytes have run out.
    pub(crate) fn chance(&mut self, in_sixteen: usize) -> bool {
        self.roll(16) + in_sixteen > 15
    }

    pub(crate) fn pick<'c>(&mut self, choices: &[&'c str]) -> &'c str {
        choices[self.roll(choices.len())]
    }

    pub(crate) fn shuffle<T>(&mut self, things: &mut [T]) {
        for at in (1..things.len()).rev() {
            let other = at - self.roll(at + 1);
            things.swap(at, other);
        }
    }
}

/// Bytes for [`Dice`].
pub(crate) fn bytes(most: usize) -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 0..most)
}

/// What may go wrong in a framework.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Taste {
    /// Names that lead nowhere, and ids that are none.
    pub(crate) misspelt: bool,
    /// Things defined twice, by two files or by a file and a proposal.
    pub(crate) clashes: bool,
    /// Proposals that have been adopted.
    pub(crate) adopted: bool,
}

/// A file: tables that may stand in any order.
#[derive(Debug, Clone)]
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) tables: Vec<String>,
}

/// A framework as text. The proposals are the files after the first.
#[derive(Clone)]
pub(crate) struct Framework {
    pub(crate) base: Vec<String>,
    pub(crate) proposals: Vec<File>,
}

/// As the files would stand on disk.
impl std::fmt::Debug for Framework {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for file in self.files() {
            writeln!(f, "\n#### {}\n{}", file.path, file.tables.concat())?;
        }
        Ok(())
    }
}

impl Framework {
    /// Its files: the base in one, and each proposal.
    pub(crate) fn files(&self) -> Vec<File> {
        let base = File {
            path: "framework.toml".to_owned(),
            tables: self.base.clone(),
        };
        std::iter::once(base).chain(self.proposals.iter().cloned()).collect()
    }

    pub(crate) fn load(&self) -> Loaded {
        load_files(&self.files())
    }
}

pub(crate) fn load_files(files: &[File]) -> Loaded {
    let inputs = files.iter().map(|file| Input {
        path: file.path.clone(),
        bytes: file.tables.join("\n").into_bytes(),
    });
    load(remit_law::CATALOGUE, inputs.collect())
}

/// Frameworks of a taste.
pub(crate) fn frameworks(taste: Taste) -> impl Strategy<Value = Framework> {
    bytes(400).prop_map(move |bytes| framework(&mut Dice::new(&bytes), taste))
}

/// The names that exist while a framework is made up.
#[derive(Clone)]
struct Names {
    organisations: Vec<String>,
    bodies: Vec<String>,
    posts: Vec<String>,
}

impl Names {
    fn any(&self, dice: &mut Dice<'_>, taste: Taste) -> String {
        if taste.misspelt && dice.chance(1) {
            return dice.pick(&["b00", "nowhere", "B1", "o-", "b1 "]).to_owned();
        }
        let all: Vec<&String> = self
            .bodies
            .iter()
            .chain(&self.organisations)
            .chain(&self.posts)
            .collect();
        all[dice.roll(all.len())].clone()
    }

    fn organisation(&self, dice: &mut Dice<'_>, taste: Taste) -> String {
        if taste.misspelt && dice.chance(1) {
            return self.any(dice, taste);
        }
        self.organisations[dice.roll(self.organisations.len())].clone()
    }
}

fn numbered(word: &str, count: usize) -> Vec<String> {
    (0..count).map(|number| format!("{word}{number}")).collect()
}

/// Makes a framework up.
pub(crate) fn framework(dice: &mut Dice<'_>, taste: Taste) -> Framework {
    let names = Names {
        organisations: numbered("o", 1 + dice.roll(3)),
        bodies: numbered("b", 1 + dice.roll(6)),
        posts: numbered("p", dice.roll(3)),
    };
    let mut base = vec![
        "[framework]\nname = \"Made up\"\ntiers = [\"top\", \"middle\"]\nlanes = [\"left\", \"right\"]\n".to_owned(),
        "[document.d]\ntitle = \"A document\"\n".to_owned(),
        "[function.f0]\nof = [\"o0\"]\n".to_owned(),
        "[function.f1]\n".to_owned(),
        "[instrument.i0]\nname = \"A paper\"\n".to_owned(),
        "[person.q0]\nname = \"A. Person\"\n".to_owned(),
    ];
    for key in &names.organisations {
        base.push(organisation(dice, &format!("organisation.{key}")));
    }
    for key in &names.bodies {
        base.push(node(dice, taste, &names, &format!("body.{key}"), &BODY_LINES));
    }
    for key in &names.posts {
        base.push(node(dice, taste, &names, &format!("post.{key}"), &BODY_LINES[..2]));
    }
    for number in 0..dice.roll(3) {
        base.push(delegation(dice, taste, &names, &format!("delegation.g{number}")));
    }
    for number in 0..dice.roll(3) {
        let mut table = format!("[log.l{number}]\nkind = \"question\"\ntext = \"?\"\n");
        let about = names.any(dice, taste);
        let _ = writeln!(table, "about = [\"{about}\"]");
        common(dice, taste, &mut table, "\n");
        base.push(table);
    }
    if dice.chance(6) {
        let (top, below) = (names.any(dice, taste), names.any(dice, taste));
        let places = dice.pick(&["tier:middle", "lane:left", "within:o0", "form:programme-board", "b0"]);
        base.push(format!(
            "[requirement.path.r0]\ntop-down = [\"{top}\", \"{below}\", \"{places}\"]\nby = [\"answers-to\", \"oversees\"]\n"
        ));
    }
    if taste.clashes && dice.chance(4) {
        let key = names.any(dice, Taste::default());
        base.push(format!(
            "[{}.{key}]\nname = \"Again\"\n",
            dice.pick(&["post", "organisation"])
        ));
    }
    let mut keys = PROPOSALS;
    dice.shuffle(&mut keys);
    let proposals = (0..dice.roll(4))
        .map(|number| proposal(dice, taste, &names, keys[number], number))
        .collect();
    Framework {
        base: once_each(base),
        proposals,
    }
}

/// Leaves out what would be a second table of the same heading: within one file that is a syntax error.
fn once_each(tables: Vec<String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    tables
        .into_iter()
        .filter(|table| seen.insert(table.lines().next().unwrap_or("").to_owned()))
        .collect()
}

fn proposal(dice: &mut Dice<'_>, taste: Taste, names: &Names, key: &str, number: usize) -> File {
    let mut head = format!("[proposal]\nid = \"{key}\"\n");
    if taste.adopted && dice.chance(8) {
        let _ = writeln!(head, "adopted = {}", dice.pick(&DAYS));
        if dice.chance(4) {
            let _ = writeln!(head, "starts = {}", dice.pick(&DAYS));
        }
    }
    let mut tables = vec![head];
    let mut own = names.clone();
    let added = dice.roll(3);
    for at in 0..added {
        // `n` may be added by several proposals; that is nobody's mistake.
        let key = if at == 0 { "n".to_owned() } else { format!("n{number}") };
        own.bodies.push(key);
    }
    for at in 0..added {
        let key = own.bodies[names.bodies.len() + at].clone();
        tables.push(node(dice, taste, &own, &format!("body.{key}"), &BODY_LINES));
    }
    for _ in 0..dice.roll(3) {
        let key = names.bodies[dice.roll(names.bodies.len())].clone();
        tables.push(node(dice, taste, &own, &format!("change.body.{key}"), &BODY_LINES));
    }
    if dice.chance(3) {
        tables.push(organisation(dice, "change.organisation.o0"));
    }
    if dice.chance(3) && !names.posts.is_empty() {
        tables.push(node(dice, taste, &own, "change.post.p0", &BODY_LINES[..2]));
    }
    if dice.chance(3) {
        tables.push(delegation(dice, taste, &own, &format!("delegation.x{number}")));
    }
    if dice.chance(3) && (taste.misspelt || taste.clashes) {
        // There may be none to change.
        tables.push(delegation(dice, taste, &own, "change.delegation.g0"));
    }
    if dice.chance(3) {
        tables.push("[change.function.f1]\nname = \"Another name\"\n".to_owned());
    }
    if taste.clashes && dice.chance(4) {
        let key = own.any(dice, Taste::default());
        tables.push(node(dice, taste, &own, &format!("body.{key}"), &BODY_LINES));
    }
    if dice.chance(4) {
        let key = &names.bodies[dice.roll(names.bodies.len())];
        let heading = format!("[change.body.{key}]");
        if !tables.iter().any(|table| table.starts_with(&heading)) {
            tables.push(format!("[end.body.{key}]\n{}", dice.pick(&["", "successor = []\n"])));
        }
    }
    if dice.chance(2) {
        tables.push("[end.organisation.o0]\n".to_owned());
        tables.retain(|table| !table.starts_with("[change.organisation.o0]"));
    }
    File {
        path: format!("proposals/{key}.toml"),
        tables: once_each(tables),
    }
}

fn organisation(dice: &mut Dice<'_>, heading: &str) -> String {
    let mut table = format!("[{heading}]\n");
    if dice.chance(8) {
        let _ = writeln!(table, "name = \"Organisation {}\"", dice.roll(9));
    }
    if dice.chance(4) {
        let _ = writeln!(table, "form = \"{}\"", dice.pick(&["london-borough", "ccg"]));
    }
    common(dice, Taste::default(), &mut table, "\n");
    table
}

/// A body or post, or a change to one.
fn node(dice: &mut Dice<'_>, taste: Taste, names: &Names, heading: &str, kinds: &[&str]) -> String {
    let mut table = format!("[{heading}]\n");
    let body = heading.contains("body.");
    if dice.chance(8) {
        let _ = writeln!(table, "name = \"Board {}\"", dice.roll(9));
    }
    if dice.chance(6) {
        let _ = writeln!(table, "within = \"{}\"", names.organisation(dice, taste));
    } else if dice.chance(4) {
        let between = [names.organisation(dice, taste), names.organisation(dice, taste)];
        let _ = writeln!(table, "between = {between:?}");
    }
    if dice.chance(5) {
        let tiers: &[&str] = if taste.misspelt {
            &["top", "middle", "midle"]
        } else {
            &["top", "middle"]
        };
        let _ = writeln!(table, "tier = \"{}\"", dice.pick(tiers));
    }
    if dice.chance(3) {
        let _ = writeln!(table, "lane = \"{}\"", dice.pick(&["left", "right"]));
    }
    if body && dice.chance(3) {
        let forms: &[&str] = &["programme-board", "health-and-wellbeing-board"];
        let _ = writeln!(table, "form = \"{}\"", dice.pick(forms));
    }
    if dice.chance(3) {
        let _ = writeln!(table, "not-stated = [\"{}\"]", dice.pick(kinds));
    }
    if dice.chance(3) {
        let _ = writeln!(table, "source = \"d: page {}\"", dice.roll(9));
    }
    let dates = common(dice, taste, &mut table, "\n");
    // What outlives the body that it belongs to is a finding; a change may well move either.
    let bounds = if heading.starts_with("change.") {
        (None, None)
    } else {
        dates
    };
    let mut keys = BTreeSet::new();
    for _ in 0..dice.roll(4) {
        let kind = dice.pick(kinds);
        let other = names.any(dice, taste);
        // Parallel lines need keys of their own; `k` is used again and again, so that changes meet what they change.
        let own_key = dice.chance(5);
        let key = if own_key {
            format!("k{}", dice.roll(2))
        } else {
            other.trim().to_lowercase()
        };
        if !keys.insert(format!("{kind}.{key}")) {
            continue;
        }
        let mut inside = String::new();
        if own_key {
            let _ = write!(inside, "to = \"{other}\", ");
        }
        if dice.chance(3) && !matches!(kind, "comprises" | "party") {
            let _ = write!(inside, "for = [\"{}\"], ", dice.pick(&["*", "f0", "f1"]));
        }
        within(dice, taste, bounds, &mut inside, ", ");
        let _ = writeln!(table, "{kind}.{key} = {{ {} }}", inside.trim_end_matches(", "));
    }
    if body && dice.chance(5) {
        let filled = match dice.roll(if taste.misspelt || !names.posts.is_empty() {
            4
        } else {
            3
        }) {
            0 => "vacant = true".to_owned(),
            1 => "person = \"q0\"".to_owned(),
            2 => format!("nominee-of = \"{}\"", names.any(dice, taste)),
            _ if taste.misspelt => format!("post = \"{}\"", names.any(dice, taste)),
            _ => "post = \"p0\"".to_owned(),
        };
        let _ = writeln!(table, "seats.chair = {{ role = \"chair\", {filled} }}");
    }
    if body && dice.chance(4) {
        let verbs: &[&str] = if taste.misspelt {
            &["approve", "aprove"]
        } else {
            &["approve", "advise"]
        };
        let verb = dice.pick(verbs);
        let _ = writeln!(table, "does.it = {{ verb = \"{verb}\", function = \"f0\" }}");
    }
    table
}

fn delegation(dice: &mut Dice<'_>, taste: Taste, names: &Names, heading: &str) -> String {
    let mut table = format!("[{heading}]\n");
    let from: Vec<String> = (0..=dice.roll(2)).map(|_| names.any(dice, taste)).collect();
    let _ = writeln!(table, "from = {from:?}\nto = \"{}\"", names.any(dice, taste));
    let _ = writeln!(table, "functions = [\"f{}\"]", dice.roll(2));
    common(dice, taste, &mut table, "\n");
    table
}

/// A first and a last day, as numbers of `DAYS`.
type Dates = (Option<usize>, Option<usize>);

/// Dates and status.
fn common(dice: &mut Dice<'_>, taste: Taste, out: &mut String, end: &str) -> Dates {
    within(dice, taste, (None, None), out, end)
}

/// The same, for what belongs to something with dates of its own.
fn within(dice: &mut Dice<'_>, taste: Taste, (first, last): Dates, out: &mut String, end: &str) -> Dates {
    // An end before its start is a finding, so only a framework that may have mistakes gets one.
    let starts = dice.chance(3).then(|| dice.roll(DAYS.len()));
    let ends = dice.chance(3).then(|| dice.roll(DAYS.len()));
    let starts = starts.filter(|&starts| taste.misspelt || first.is_none_or(|first| first <= starts));
    let ends = ends.filter(|&ends| taste.misspelt || last.is_none_or(|last| ends <= last));
    if let Some(starts) = starts {
        let _ = write!(out, "starts = {}{end}", DAYS[starts]);
    }
    let ends = ends.filter(|&ends| taste.misspelt || starts.is_none_or(|starts| starts <= ends));
    if let Some(ends) = ends {
        let _ = write!(out, "ends = {}{end}", DAYS[ends]);
    }
    if dice.chance(3) {
        let _ = write!(
            out,
            "status = \"{}\"{end}",
            dice.pick(&["in-force", "proposed", "shadow"])
        );
    }
    (starts, ends)
}
