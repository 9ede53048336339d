//! Finding a framework on disk and reading it.

use std::collections::BTreeSet;
use std::fs;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use jiff::civil::Date;
use remit_model::finding::{Finding, Level, sort};
use remit_model::limits;
use remit_model::model::{AsAt, Model};
use remit_model::resolve::{Input, Loaded, load};
use remit_model::text::Text;
use remit_rules::{Checked, Rule};

use crate::args::Common;
use crate::exit::Trouble;

/// A megabyte, as the limits count it.
const MEGABYTE: usize = 1024 * 1024;

/// A framework that was read, and how it is looked at.
pub(crate) struct Workspace {
    /// Its folder.
    pub(crate) folder: PathBuf,
    /// What was read. The process ends after one command, so it is never let go: taking a large framework apart piece by
    /// piece would take longer than judging it.
    pub(crate) loaded: ManuallyDrop<Loaded>,
    /// The date that it is looked at.
    pub(crate) date: Date,
    /// Where the date comes from, in words.
    pub(crate) date_from: &'static str,
    with: Vec<String>,
}

impl Workspace {
    /// Opens the framework that was named, or the one in the current folder or the nearest above.
    pub(crate) fn open(named: Option<&Path>, common: &Common) -> Result<Self, Trouble> {
        let folder = match named.or(common.folder.as_deref()) {
            Some(folder) => folder.to_owned(),
            None => nearest()?,
        };
        Self::of(folder, common)
    }

    /// The same, and true; or, where no framework is named and none is near, what ships with Remit alone, and false.
    pub(crate) fn open_or_shipped(common: &Common) -> Result<(Self, bool), Trouble> {
        if common.folder.is_none() && nearest().is_err() {
            let mut shipped = Self::made(PathBuf::from("."), Vec::new(), Vec::new(), common)?;
            // Nobody asked for a framework: that there is none is no mistake.
            shipped.loaded.findings.clear();
            return Ok((shipped, false));
        }
        Ok((Self::open(None, common)?, true))
    }

    fn of(folder: PathBuf, common: &Common) -> Result<Self, Trouble> {
        let (inputs, findings) = read(&folder)?;
        if inputs.is_empty() && findings.is_empty() {
            return Err(Trouble(format!(
                "there is no framework in {}: no TOML file. `remit init DIR` writes a small one to start from",
                folder.display()
            )));
        }
        Self::made(folder, inputs, findings, common)
    }

    fn made(folder: PathBuf, inputs: Vec<Input>, mut findings: Vec<Finding>, common: &Common) -> Result<Self, Trouble> {
        let mut loaded = load(remit_law::CATALOGUE, inputs);
        loaded.findings.append(&mut findings);
        sort(&mut loaded.findings);
        let (date, date_from) = match (common.as_at, loaded.model.framework.as_at) {
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
        let mut with: Vec<String> = Vec::new();
        for name in &common.with {
            let proposals = taken(&loaded.model, name)?.into_iter().map(|key| key.to_string());
            // One may be asked for by itself, and in a scenario too.
            with.extend(proposals.filter(|key| !with.contains(key)).collect::<Vec<_>>());
        }
        Ok(Self {
            folder,
            loaded: ManuallyDrop::new(loaded),
            date,
            date_from,
            with,
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

/// The proposals that a name on the command line stands for: one, or those of a scenario.
fn taken(model: &Model, name: &str) -> Result<Vec<Text>, Trouble> {
    if let Some(proposals) = model.proposals_of(name) {
        return Ok(proposals);
    }
    let list = |keys: Vec<&str>| keys.join(", ");
    let proposals = list(model.proposals.iter().map(|proposal| proposal.key.as_str()).collect());
    let scenarios = list(model.scenarios.iter().map(|scenario| scenario.key.as_str()).collect());
    let (what, all) = match scenarios.is_empty() {
        true => ("proposal", proposals.clone()),
        false => (
            "proposal or scenario",
            format!("{proposals}; and the scenarios {scenarios}"),
        ),
    };
    let help = match model.suggest_proposal(name) {
        Some(near) => format!("did you mean `{near}`?"),
        None if proposals.is_empty() => "this framework has no proposals".to_owned(),
        None => format!("there are: {all}"),
    };
    Err(Trouble(format!("there is no {what} `{name}`; {help}")))
}

/// The day it is, in the world's common time: nothing in a framework turns on an hour.
fn today() -> Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
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

/// The TOML files of a framework, in the order of their paths, and what could not be read.
///
/// Hidden folders, `out/` and frameworks within the framework are skipped, and no link is followed out of the folder.
fn read(root: &Path) -> Result<(Vec<Input>, Vec<Finding>), Trouble> {
    let metadata = fs::metadata(root).map_err(|error| Trouble::with(root, "could not open the folder", &error))?;
    if !metadata.is_dir() {
        return Err(Trouble(format!(
            "{} is a file; name the folder of the framework",
            root.display()
        )));
    }
    let mut reader = Reader {
        real_root: fs::canonicalize(root).map_err(|error| Trouble::with(root, "could not open the folder", &error))?,
        root,
        inputs: Vec::new(),
        findings: Vec::new(),
        bytes: 0,
        full: false,
    };
    reader.folder(root, 0);
    reader.inputs.sort_by(|a, b| a.path.cmp(&b.path));
    Ok((reader.inputs, reader.findings))
}

struct Reader<'a> {
    root: &'a Path,
    real_root: PathBuf,
    inputs: Vec<Input>,
    findings: Vec<Finding>,
    bytes: usize,
    full: bool,
}

impl Reader<'_> {
    fn folder(&mut self, folder: &Path, depth: usize) {
        if depth > limits::FOLDER_DEPTH {
            let message = format!(
                "folders within folders are read to a depth of {}; not below",
                limits::FOLDER_DEPTH
            );
            return self.report("limit", Level::Must, folder, &message);
        }
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => {
                return self.report(
                    "unreadable-file",
                    Level::Must,
                    folder,
                    &format!("this folder cannot be read: {error}"),
                );
            }
        };
        // In the order of names, so that what is left out at a limit does not depend on the disk.
        let paths: BTreeSet<PathBuf> = entries
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .collect();
        for path in paths {
            let name = path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default();
            if name.starts_with('.') || self.full {
                continue;
            }
            let Ok(kind) = fs::symlink_metadata(&path).map(|metadata| metadata.file_type()) else {
                continue;
            };
            let toml = path
                .extension()
                .is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
            if kind.is_symlink() {
                self.link(&path, toml);
            } else if kind.is_dir() {
                let nested = path.join("framework.toml").exists();
                if name != "out" && !nested {
                    self.folder(&path, depth + 1);
                }
            } else if toml && kind.is_file() {
                self.file(&path);
            } else if toml {
                self.report(
                    "unreadable-file",
                    Level::Should,
                    &path,
                    "this is not a file with text in it; it was not read",
                );
            }
        }
    }

    /// A link inside the framework leads to what is read anyway; one that leads out is not followed.
    fn link(&mut self, path: &Path, toml: bool) {
        let inside = fs::canonicalize(path).is_ok_and(|real| real.starts_with(&self.real_root));
        if inside {
            return;
        }
        let folder = fs::metadata(path).is_ok_and(|metadata| metadata.is_dir());
        if toml || folder {
            self.report(
                "unreadable-file",
                Level::Should,
                path,
                "this is a link that leads out of the framework; it was not followed",
            );
        }
    }

    fn file(&mut self, path: &Path) {
        let size = fs::metadata(path).map_or(0, |metadata| usize::try_from(metadata.len()).unwrap_or(usize::MAX));
        if size > limits::FILE_BYTES {
            let message = format!(
                "this file has {} MB; a file of at most {} MB is read",
                size.div_ceil(MEGABYTE),
                limits::FILE_BYTES / MEGABYTE
            );
            return self.report("limit", Level::Must, path, &message);
        }
        if self.inputs.len() >= limits::FILES || self.bytes.saturating_add(size) > limits::TOTAL_BYTES {
            self.full = true;
            let message = format!(
                "a framework of at most {} files and {} MB is read; what comes after this file was left out",
                limits::FILES,
                limits::TOTAL_BYTES / MEGABYTE
            );
            return self.report("limit", Level::Must, path, &message);
        }
        match fs::read(path) {
            Ok(bytes) => {
                self.bytes += bytes.len();
                self.inputs.push(Input {
                    path: self.shown(path),
                    bytes,
                });
            }
            Err(error) => self.report(
                "unreadable-file",
                Level::Must,
                path,
                &format!("this file cannot be read: {error}"),
            ),
        }
    }

    /// A path as it is shown: from the framework's folder, with `/`.
    fn shown(&self, path: &Path) -> String {
        let relative = path.strip_prefix(self.root).unwrap_or(path);
        let parts: Vec<String> = relative
            .iter()
            .map(|part| part.to_string_lossy().into_owned())
            .collect();
        parts.join("/")
    }

    fn report(&mut self, rule: &'static str, level: Level, path: &Path, message: &str) {
        let shown = self.shown(path);
        let finding = Finding::new(rule, level, format!("file.{shown}"), format!("{shown}: {message}"));
        self.findings.push(finding);
    }
}
