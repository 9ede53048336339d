//! Finding a framework on disk and reading it.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use jiff::civil::Date;
use remit_model::finding::{Finding, Level, sort};
use remit_model::model::{AsAt, Model, Withheld};
use remit_model::page::day_in_words;
use remit_model::resolve::{Input, Loaded, load, load_for_the_public};
use remit_rules::{Checked, Rule};

use crate::args::Common;
use crate::exit::Trouble;
use crate::output;
use crate::reading::{Files, of_folder};

/// A framework that was read, and how it is looked at.
pub(crate) struct Workspace {
    /// Its folder.
    pub(crate) folder: PathBuf,
    /// What was read. The process ends after one command, so it is never let go: taking a large framework apart piece by
    /// piece would take longer than judging it.
    pub(crate) loaded: &'static Loaded,
    /// The date that it is looked at.
    pub(crate) date: Date,
    /// Where the date comes from, in words.
    pub(crate) date_from: &'static str,
    with: Vec<String>,
    /// Whether it is what the public may see.
    public: bool,
}

impl Workspace {
    /// Opens the framework that was named, or the one in the current folder or the nearest above.
    pub(crate) fn open(named: Option<&Path>, common: &Common) -> Result<Self, Trouble> {
        let folder = folder(named, common)?;
        let files = files(&folder)?;
        let progress = output::Progress::of_many(files.inputs.len());
        progress.at("Reading");
        let loaded = load(remit_law::CATALOGUE, files.inputs);
        drop(progress);
        Self::of(folder, kept(loaded, files.findings), common)
    }

    /// The same, and true; or, where no framework is named and none is near, what ships with Remit alone, and false.
    pub(crate) fn open_or_shipped(common: &Common) -> Result<(Self, bool), Trouble> {
        if common.folder.is_none() && nearest().is_err() {
            let mut shipped = load(remit_law::CATALOGUE, Vec::new());
            // Nobody asked for a framework: that there is none is no mistake.
            shipped.findings.clear();
            return Ok((Self::of(PathBuf::from("."), kept(shipped, Vec::new()), common)?, false));
        }
        Ok((Self::open(None, common)?, true))
    }

    /// A framework that was read, looked at as the options that apply everywhere say.
    fn of(folder: PathBuf, loaded: &'static Loaded, common: &Common) -> Result<Self, Trouble> {
        let mut with = Vec::new();
        for key in &common.with {
            // One may be asked for by itself, and in a scenario too.
            let taken = proposals(&loaded.model, key)?.into_iter();
            with.extend(taken.filter(|key| !with.contains(key)).collect::<Vec<_>>());
        }
        let workspace = Self::seen(folder, loaded, common.as_at, with);
        for (key, starts) in workspace.not_yet() {
            output::talk(&format!(
                "The proposal `{key}` starts on {}: on {}, the day that is looked at, nothing of it holds yet. Try --as-at {starts}",
                day_in_words(starts),
                day_in_words(workspace.date)
            ));
        }
        Ok(workspace)
    }

    /// The proposals that are taken and start only after the day that is looked at, each with its first day.
    pub(crate) fn not_yet(&self) -> Vec<(&str, Date)> {
        let starts = |key: &String| self.loaded.model.proposals.get(key)?.statement.starts;
        let taken = self.with.iter().filter_map(|key| Some((key.as_str(), starts(key)?)));
        taken.filter(|(_, starts)| *starts > self.date).collect()
    }

    /// A framework that was read, at a date, otherwise at its own, otherwise today; with proposals that it has.
    pub(crate) fn seen(folder: PathBuf, loaded: &'static Loaded, asked: Option<Date>, with: Vec<String>) -> Self {
        let (date, date_from) = match (asked, loaded.model.framework.as_at) {
            (Some(date), _) => (date, "as asked"),
            (None, Some(date)) => {
                let statement = loaded.model.framework.statement.as_ref();
                let assumed = statement.is_some_and(|statement| statement.assumed("as-at").is_some());
                let from = if assumed {
                    "the framework's own date, which is assumed"
                } else {
                    "the framework's own date"
                };
                (date, from)
            }
            (None, None) => (today(), "today"),
        };
        Self {
            folder,
            loaded,
            date,
            date_from,
            with,
            public: false,
        }
    }

    /// The same framework on the same day, with no proposal taken as adopted.
    pub(crate) fn without_proposals(&self) -> Self {
        Self::seen(self.folder.clone(), self.loaded, Some(self.date), Vec::new())
    }

    /// The same framework as the public may see it. Says which words may tell all the same what is left out.
    ///
    /// # Errors
    ///
    /// Where the files have mistakes, since what was meant to be internal may be among them; and where a proposal is taken as adopted, since
    /// what is only proposed is not for the public.
    pub(crate) fn for_the_public(&self) -> Result<Self, Trouble> {
        // What names it would withhold is known there no longer.
        debug_assert!(!self.public, "the public edition is made of the framework itself");
        if !self.with.is_empty() {
            return Err(Trouble(
                "what is only proposed is not for the public: leave out --with, or enter on which day the proposal was adopted".to_owned(),
            ));
        }
        let mistakes = self
            .loaded
            .findings
            .iter()
            .filter(|finding| finding.level == Level::Must);
        let mistakes: Vec<String> = mistakes
            .map(|finding| match finding.labels.first() {
                Some(label) => format!("{}: {}", self.loaded.sources.cite(label.place), finding.message),
                None => finding.message.clone(),
            })
            .collect();
        if let Some(first) = mistakes.first() {
            let more = match mistakes.len() - 1 {
                0 => String::new(),
                more => format!("; and {more} more"),
            };
            return Err(Trouble(format!(
                "nothing is made for the public while the files have mistakes: what is misspelt may be what was to be left out. {first}{more}. \
                 `remit check` lists them"
            )));
        }
        let told = remit_rules::told_to_all(&self.at());
        let subjects: Vec<&str> = told.iter().map(Finding::subject).collect();
        if !subjects.is_empty() {
            output::talk(&remit_render::inert::line(&format!(
                "read these before you publish, since their words may tell what is left out (rule told-to-all): {}",
                subjects.join(", ")
            )));
        }
        let own = self.loaded.sources.iter().filter(|(_, source)| !source.shipped);
        let inputs = own.map(|(_, source)| Input {
            path: source.path.clone(),
            bytes: source.text.as_bytes().to_vec(),
        });
        let withheld = Withheld::of(&self.loaded.model);
        let mut loaded = load_for_the_public(remit_law::CATALOGUE, inputs.collect(), &withheld);
        // They were looked at before; what is left may name what is left out.
        loaded.findings.clear();
        let loaded: &'static Loaded = Box::leak(Box::new(loaded));
        let Self {
            folder,
            date,
            date_from,
            ..
        } = self;
        Ok(Self {
            folder: folder.clone(),
            loaded,
            date: *date,
            date_from,
            with: Vec::new(),
            public: true,
        })
    }

    /// The model at the date, with the proposals that were asked for.
    pub(crate) fn at(&self) -> AsAt<'_> {
        let with: Vec<&str> = self.with.iter().map(String::as_str).collect();
        self.loaded.model.at(self.date, &with)
    }

    /// The proposals that are taken as adopted.
    pub(crate) fn with(&self) -> &[String] {
        &self.with
    }

    /// Every rule that the framework wants, with the mistakes of loading before them.
    pub(crate) fn check(&self) -> Checked {
        let progress = output::Progress::of_many(self.loaded.sources.iter().count());
        progress.at("Checking");
        self.with_mistakes(remit_rules::check(&self.at(), &self.loaded.broken))
    }

    /// Some rules, with the mistakes of loading before them.
    pub(crate) fn check_with(&self, rules: &[&'static Rule]) -> Checked {
        self.with_mistakes(remit_rules::check_with(&self.at(), &self.loaded.broken, rules))
    }

    /// The same, and how long each rule took.
    pub(crate) fn check_timed(&self, rules: &[&'static Rule]) -> (Checked, Vec<(&'static str, Duration)>) {
        let start = Instant::now();
        let clock = || start.elapsed();
        let (checked, times) = remit_rules::check_timed(&self.at(), &self.loaded.broken, rules, &clock);
        (self.with_mistakes(checked), times)
    }

    fn with_mistakes(&self, mut checked: Checked) -> Checked {
        checked.findings.extend(self.loaded.findings.iter().cloned());
        sort(&mut checked.findings);
        checked
    }
}

/// The files of a framework that lies in a folder.
pub(crate) fn files(folder: &Path) -> Result<Files, Trouble> {
    let files = of_folder(folder)?;
    if files.is_empty() {
        return Err(Trouble(format!(
            "there is no framework in {}: no TOML file. `remit init DIR` writes a small one to start from",
            folder.display()
        )));
    }
    Ok(files)
}

/// What was loaded, for the rest of the process, with what could not be read among the findings.
pub(crate) fn kept(mut loaded: Loaded, mut unread: Vec<Finding>) -> &'static Loaded {
    loaded.findings.append(&mut unread);
    sort(&mut loaded.findings);
    Box::leak(Box::new(loaded))
}

/// The proposals that a name on the command line stands for: one, or those of a scenario.
///
/// # Errors
/// Where there is none of that name; it says which may have been meant.
pub(crate) fn proposals(model: &Model, name: &str) -> Result<Vec<String>, Trouble> {
    if let Some(proposals) = model.proposals_of(name) {
        return Ok(proposals.iter().map(ToString::to_string).collect());
    }
    let what = match model.scenarios.is_empty() {
        true => "proposal",
        false => "proposal or scenario",
    };
    Err(Trouble(format!("there is no {what} `{name}`; {}", near(model, name))))
}

/// What may have been meant by a name that no proposal and no scenario has.
pub(crate) fn near(model: &Model, name: &str) -> String {
    let list = |keys: Vec<&str>| keys.join(", ");
    let proposals = list(model.proposals.iter().map(|proposal| proposal.key.as_str()).collect());
    let scenarios = list(model.scenarios.iter().map(|scenario| scenario.key.as_str()).collect());
    match model.suggest_proposal(name) {
        Some(near) => format!("did you mean `{near}`?"),
        None if proposals.is_empty() => "this framework has no proposals".to_owned(),
        None if scenarios.is_empty() => format!("there are: {proposals}"),
        None => format!("there are: {proposals}; and the scenarios {scenarios}"),
    }
}

/// The day it is, in the world's common time: nothing in a framework turns on an hour.
fn today() -> Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}

/// The folder of the framework that is meant.
pub(crate) fn folder(named: Option<&Path>, common: &Common) -> Result<PathBuf, Trouble> {
    match named.or(common.folder.as_deref()) {
        Some(folder) => Ok(folder.to_owned()),
        None => nearest(),
    }
}

/// The current folder, or the nearest above it that holds a framework.
fn nearest() -> Result<PathBuf, Trouble> {
    let here =
        std::env::current_dir().map_err(|error| Trouble(format!("the current folder cannot be read: {error}")))?;
    match here.ancestors().find(|folder| folder.join("framework.toml").is_file()) {
        Some(folder) if folder == here => Ok(PathBuf::from(".")),
        Some(folder) => Ok(folder.to_owned()),
        None => Err(Trouble(
            "there is no framework here: no framework.toml in this folder or above it. Name its folder, or write a small one \
             to start from with `remit init DIR`"
                .to_owned(),
        )),
    }
}
