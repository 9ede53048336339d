//! The sides of a comparison: the framework at several dates, with several proposals, as it was in a revision, or another
//! folder. What is typed for each is told in `asked`; here they are opened, all of one framework from one reading of it.

mod asked;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use remit_model::finding::Finding;
use remit_model::model::{AsAt, Model};
use remit_model::page::day_in_words;
use remit_model::resolve::{Loaded, Side as Texts, load, load_all};
use remit_rules::Checked;

use crate::args::Common;
use crate::exit::Trouble;
use crate::git;
use crate::output::Progress;
use crate::reading::{Files, of_folder};
use crate::workspace::{Workspace, files, folder, kept, near, proposals};
use asked::{Asked, Place};

/// What a side is called that nobody typed.
const AS_IT_IS: &str = "as it is";

/// The sides of a comparison, in the order in which they were asked for.
pub(crate) struct Sides {
    pub(crate) sides: Vec<Side>,
}

/// One side of a comparison.
pub(crate) struct Side {
    /// As typed: `git:main`.
    pub(crate) label: String,
    /// In words, to stand behind the name of the framework: "as it is on 1 November 2017", "with the proposal “…”".
    pub(crate) words: String,
    /// What the paths of its files begin with; empty where they lie in the framework that the command works on.
    pub(crate) files: String,
    /// The framework and how it is looked at. Sides of one framework have the very same `loaded`.
    pub(crate) workspace: Workspace,
}

impl Side {
    /// What something is new since, in a sentence: "1 April 2018", "git:main". The date is told where it is not the one
    /// that is looked at now.
    pub(crate) fn since(&self, now: Date) -> String {
        let date = self.workspace.date;
        match self.label.strip_prefix('@') {
            Some(_) => day_in_words(date),
            None if date == now || self.label.ends_with(&date.to_string()) => self.label.clone(),
            None => format!("{} as at {}", self.label, day_in_words(date)),
        }
    }
}

impl Side {
    /// A framework as it is looked at, and the same with one more of its proposals.
    pub(crate) fn with_proposal(workspace: &Workspace, key: &str) -> (Self, Self) {
        let side = |label: String, with: Vec<String>| {
            let Workspace {
                folder, loaded, date, ..
            } = workspace;
            let workspace = Workspace::seen(folder.clone(), loaded, Some(*date), with);
            Self {
                words: words(&Asked::as_it_is(), &workspace, &[], false),
                label,
                files: String::new(),
                workspace,
            }
        };
        let mut with = workspace.with().to_vec();
        let before = side(AS_IT_IS.to_owned(), with.clone());
        with.push(key.to_owned());
        (before, side(key.to_owned(), with))
    }

    /// A framework as it was on a day, and as it is looked at.
    pub(crate) fn on(workspace: &Workspace, day: Date) -> (Self, Self) {
        let side = |label: String, date: Date| {
            let Workspace { folder, loaded, .. } = workspace;
            let workspace = Workspace::seen(folder.clone(), loaded, Some(date), workspace.with().to_vec());
            Self {
                words: words(&Asked::as_it_is(), &workspace, &[], true),
                label,
                files: String::new(),
                workspace,
            }
        };
        (side(format!("@{day}"), day), side(AS_IT_IS.to_owned(), workspace.date))
    }

    /// The model as this side sees it.
    pub(crate) fn at(&self) -> AsAt<'_> {
        self.workspace.at()
    }

    /// Every rule that this side's framework wants, with the mistakes of loading before them.
    pub(crate) fn check(&self) -> Checked {
        self.workspace.check()
    }
}

impl Sides {
    /// The two sides of `remit diff A B`, or those of `remit diff A`.
    pub(crate) fn pair(a: &str, b: Option<&str>, common: &Common) -> Result<Self, Trouble> {
        let a = asked(a)?;
        let sides = match b {
            Some(b) => vec![a, asked(b)?],
            None => match a.other() {
                (other, true) => vec![other, a],
                (other, false) => vec![a, other],
            },
        };
        open(sides, None, common)
    }

    /// The sides of `remit compare BASE P1 P2…`.
    pub(crate) fn several(labels: &[String], common: &Common) -> Result<Self, Trouble> {
        let sides: Result<Vec<Asked>, Trouble> = labels.iter().map(|label| asked(label)).collect();
        open(sides?, None, common)
    }

    /// A side, and the framework as it is: that in the folder, where one is named.
    pub(crate) fn since(label: &str, named: Option<&Path>, common: &Common) -> Result<(Side, Side), Trouble> {
        let mut sides = open(vec![asked(label)?, Asked::as_it_is()], named, common)?
            .sides
            .into_iter();
        match (sides.next(), sides.next()) {
            (Some(then), Some(now)) => Ok((then, now)),
            _ => Err(Trouble("there is nothing to compare".to_owned())),
        }
    }
}

fn asked(label: &str) -> Result<Asked, Trouble> {
    Asked::parse(label, Path::is_dir)
}

/// The texts of all sides, each place read once.
#[derive(Default)]
struct Places {
    places: Vec<Place>,
    texts: Vec<Texts>,
    unread: Vec<Vec<Finding>>,
}

impl Places {
    /// The number of a place that was read, or is read by `read`.
    fn number(&mut self, place: &Place, read: impl FnOnce() -> Result<Files, Trouble>) -> Result<usize, Trouble> {
        if let Some(known) = self.places.iter().position(|known| known == place) {
            return Ok(known);
        }
        let Files { inputs, findings } = read()?;
        self.places.push(place.clone());
        self.texts.push(Texts {
            name: name(place),
            inputs,
        });
        self.unread.push(findings);
        Ok(self.places.len() - 1)
    }
}

/// What is set before the paths of a place.
fn name(place: &Place) -> String {
    match place {
        Place::Here => String::new(),
        Place::Folder(path) => {
            let path = path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
            format!("{}/", path.trim_end_matches('/'))
        }
        Place::Git(revision) => format!("git:{revision}:"),
    }
}

/// Opens all sides. Whatever is of one framework is read and understood once.
fn open(mut asked: Vec<Asked>, named: Option<&Path>, common: &Common) -> Result<Sides, Trouble> {
    let home = folder(named, common);
    if let Ok(home) = &home {
        // The framework itself, by the name of its folder.
        let real = std::fs::canonicalize(home).ok();
        for side in &mut asked {
            let same = |path: &PathBuf| real.is_some() && std::fs::canonicalize(path).ok() == real;
            if matches!(&side.place, Place::Folder(path) if same(path)) {
                side.place = Place::Here;
            }
        }
    }
    if let Ok(home) = &home {
        either(&asked, home)?;
    }
    let mut places = Places::default();
    let mut numbers = Vec::new();
    for side in &asked {
        let number = places.number(&side.place, || match &side.place {
            Place::Here => files(home.as_ref().map_err(Trouble::clone)?),
            Place::Folder(path) => other_folder(path, &side.label),
            Place::Git(revision) => in_revision(home.as_ref().map_err(Trouble::clone)?, revision),
        });
        numbers.push(number?);
    }
    let progress = Progress::of_many(places.texts.iter().map(|texts| texts.inputs.len()).sum());
    progress.at("Reading");
    let loaded = load_all(remit_law::CATALOGUE, places.texts);
    drop(progress);
    let loaded: Vec<&'static Loaded> = loaded
        .into_iter()
        .zip(places.unread)
        .map(|(loaded, unread)| kept(loaded, unread))
        .collect();
    let home = home.unwrap_or_else(|_| PathBuf::from("."));
    look(asked, &numbers, &loaded, &home, common)
}

/// Refuses a name that is both a folder and a proposal. Only the framework itself tells which proposals there are.
fn either(asked: &[Asked], home: &Path) -> Result<(), Trouble> {
    let doubtful: Vec<&Asked> = asked.iter().filter(|side| !side.or_proposals.is_empty()).collect();
    if doubtful.is_empty() {
        return Ok(());
    }
    let Ok(files) = of_folder(home) else {
        return Ok(());
    };
    let here = load(remit_law::CATALOGUE, files.inputs).model;
    for side in doubtful {
        let names = &side.or_proposals;
        if names.iter().all(|name| proposals(&here, name).is_ok()) {
            let name = names.join("+");
            return Err(Trouble(format!(
                "`{name}` is both a folder and a proposal of the framework; write `./{name}` for the folder, or \
                 `base+{name}` for the proposal"
            )));
        }
    }
    Ok(())
}

fn other_folder(path: &Path, label: &str) -> Result<Files, Trouble> {
    if !path.exists() {
        return Err(Trouble(format!("`{label}`: there is no folder {}", path.display())));
    }
    files(path)
}

fn in_revision(home: &Path, revision: &str) -> Result<Files, Trouble> {
    let files = git::of_revision(home, revision)?;
    if files.is_empty() {
        return Err(Trouble(format!(
            "there is no framework in the revision `{revision}`: no TOML file in {}",
            home.display()
        )));
    }
    Ok(files)
}

/// Looks at what was loaded as each side asks.
fn look(
    asked: Vec<Asked>,
    numbers: &[usize],
    loaded: &[&'static Loaded],
    home: &Path,
    common: &Common,
) -> Result<Sides, Trouble> {
    // What `--with` names has to be somewhere; where it is not, its side goes without, and says so.
    for key in &common.with {
        let mut tried = numbers.iter().map(|&number| proposals(&loaded[number].model, key));
        if let Some(Err(trouble)) = tried.next()
            && tried.all(|tried| tried.is_err())
        {
            return Err(trouble);
        }
    }
    let mut sides = Vec::new();
    let mut without: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for (number, (asked, &place)) in asked.iter().zip(numbers).enumerate() {
        let model = &loaded[place].model;
        let mut with: Vec<String> = Vec::new();
        for key in common.with.iter().filter(|_| !asked.alone) {
            match proposals(model, key) {
                Ok(keys) => with.extend(keys),
                Err(_) => without.entry(number).or_default().push(key),
            }
        }
        for key in &asked.with {
            let neither = |_| {
                let help = near(model, key);
                Trouble(format!("there is neither a proposal nor a folder `{key}`; {help}"))
            };
            with.extend(proposals(model, key).map_err(neither)?);
        }
        let mut seen: Vec<String> = Vec::new();
        for key in with {
            if !seen.contains(&key) {
                seen.push(key);
            }
        }
        let folder = match &asked.place {
            Place::Folder(path) => path,
            Place::Here | Place::Git(_) => home,
        };
        let date = asked.date.or(common.as_at);
        sides.push(Workspace::seen(folder.to_owned(), loaded[place], date, seen));
    }
    let dated = sides.windows(2).any(|pair| pair[0].date != pair[1].date);
    let sides = asked
        .into_iter()
        .zip(sides)
        .enumerate()
        .map(|(number, (asked, workspace))| {
            let without = without.get(&number).map_or(&[][..], Vec::as_slice);
            Side {
                files: name(&asked.place),
                words: words(&asked, &workspace, without, dated),
                label: if asked.label.is_empty() {
                    AS_IT_IS.to_owned()
                } else {
                    asked.label
                },
                workspace,
            }
        });
    Ok(Sides { sides: sides.collect() })
}

/// A side in words. The date is left out where a proposal or a place tells it from the others, and all have the same.
fn words(asked: &Asked, workspace: &Workspace, without: &[&str], dated: bool) -> String {
    let mut parts = Vec::new();
    match &asked.place {
        Place::Here => {}
        Place::Folder(path) => parts.push(format!("as it is in {}", path.display())),
        Place::Git(revision) => parts.push(format!("as it was in the revision {revision}")),
    }
    if !workspace.with().is_empty() {
        parts.push(with(&workspace.loaded.model, workspace.with()));
    }
    if !without.is_empty() {
        parts.push(format!("without {}, which is not there", without.join(" and ")));
    }
    let day = day_in_words(workspace.date);
    if parts.is_empty() {
        return format!("{AS_IT_IS} on {day}");
    }
    if dated {
        parts.push(format!("on {day}"));
    }
    parts.join(", ")
}

/// "with the proposal “The board oversees meals”".
fn with(model: &Model, keys: &[String]) -> String {
    let title = |key: &String| {
        let proposal = model.proposals.get(key);
        let title = proposal.map_or("", |proposal| proposal.title.as_str());
        let title = if title.is_empty() { key } else { title };
        let adopted = proposal.and_then(|proposal| proposal.adopted);
        let adopted = adopted.map(|day| format!(", which was adopted on {}", day_in_words(day)));
        format!("“{title}”{}", adopted.unwrap_or_default())
    };
    let titles: Vec<String> = keys.iter().map(title).collect();
    match titles.as_slice() {
        [start @ .., last] if !start.is_empty() => format!("with the proposals {} and {last}", start.join(", ")),
        titles => format!("with the proposal {}", titles.concat()),
    }
}
