//! Which files of a folder are a framework, wherever the folder lies: on disk, or in a revision of a git repository.
//!
//! Hidden folders, `out/` and frameworks within the framework are skipped, and no link is followed out of the folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use remit_model::finding::{Finding, Level};
use remit_model::limits;
use remit_model::resolve::Input;

use crate::exit::Trouble;

/// A megabyte, as the limits count it.
const MEGABYTE: usize = 1024 * 1024;

/// What something in a folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A folder; whether a `framework.toml` lies in it.
    Folder {
        /// Whether it is a framework of its own.
        framework: bool,
    },
    /// A file with so many bytes.
    File(usize),
    /// A link to what is read anyway, or to nothing that would be.
    Link,
    /// A link that leads out of the framework, to something that would be read.
    LinkOut,
    /// Something else, which cannot be read.
    Other,
}

/// Something in a folder.
#[derive(Debug, Clone)]
pub(crate) struct Entry<At> {
    /// Its name.
    pub(crate) name: String,
    /// What it is.
    pub(crate) kind: Kind,
    /// How it is found again.
    pub(crate) at: At,
}

/// Where folders and files lie.
pub(crate) trait Shelf {
    /// How a folder or file is found again.
    type At: Clone;
    /// What is in a folder, in the order of names, so that what is left out at a limit does not depend on the disk.
    fn entries(&mut self, folder: &Self::At) -> io::Result<Vec<Entry<Self::At>>>;
    /// The bytes of a file.
    fn bytes(&mut self, file: &Self::At) -> io::Result<Vec<u8>>;
}

/// The files of a framework.
#[derive(Debug, Clone, Default)]
pub(crate) struct Files {
    /// The TOML files, in the order of their paths.
    pub(crate) inputs: Vec<Input>,
    /// What could not be read.
    pub(crate) findings: Vec<Finding>,
}

impl Files {
    /// Whether there is nothing at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.inputs.is_empty() && self.findings.is_empty()
    }
}

/// The files of the framework in a folder on disk.
pub(crate) fn of_folder(root: &Path) -> Result<Files, Trouble> {
    let open = |error: io::Error| Trouble::with(root, "could not open the folder", &error);
    if !fs::metadata(root).map_err(open)?.is_dir() {
        return Err(Trouble(format!(
            "{} is a file; name the folder of the framework",
            root.display()
        )));
    }
    let disk = Disk {
        real_root: fs::canonicalize(root).map_err(open)?,
    };
    Ok(of(disk, root.to_owned()))
}

/// The files of the framework in a folder of a shelf.
pub(crate) fn of<S: Shelf>(shelf: S, root: S::At) -> Files {
    let mut reader = Reader {
        shelf,
        files: Files::default(),
        bytes: 0,
        full: false,
    };
    reader.folder(&root, "", 0);
    reader.files.inputs.sort_by(|a, b| a.path.cmp(&b.path));
    reader.files
}

/// Whether a file of this name holds a part of a framework.
pub(crate) fn is_toml(name: &str) -> bool {
    let ending = Path::new(name).extension();
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}

/// The disk.
struct Disk {
    real_root: PathBuf,
}

impl Shelf for Disk {
    type At = PathBuf;

    fn entries(&mut self, folder: &PathBuf) -> io::Result<Vec<Entry<PathBuf>>> {
        let mut paths: Vec<PathBuf> = fs::read_dir(folder)?
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .collect();
        paths.sort();
        let entries = paths.into_iter().filter_map(|at| {
            let name = at.file_name()?.to_string_lossy().into_owned();
            let kind = self.kind(&at, &name)?;
            Some(Entry { name, kind, at })
        });
        Ok(entries.collect())
    }

    fn bytes(&mut self, file: &PathBuf) -> io::Result<Vec<u8>> {
        fs::read(file)
    }
}

impl Disk {
    fn kind(&self, path: &Path, name: &str) -> Option<Kind> {
        let metadata = fs::symlink_metadata(path).ok()?;
        let kind = metadata.file_type();
        Some(if kind.is_symlink() {
            // A link inside the framework leads to what is read anyway; one that leads out is not followed.
            let inside = || fs::canonicalize(path).is_ok_and(|real| real.starts_with(&self.real_root));
            let folder = || fs::metadata(path).is_ok_and(|metadata| metadata.is_dir());
            if !inside() && (is_toml(name) || folder()) {
                Kind::LinkOut
            } else {
                Kind::Link
            }
        } else if kind.is_dir() {
            let framework = path.join("framework.toml").exists();
            Kind::Folder { framework }
        } else if kind.is_file() {
            Kind::File(usize::try_from(metadata.len()).unwrap_or(usize::MAX))
        } else {
            Kind::Other
        })
    }
}

struct Reader<S> {
    shelf: S,
    files: Files,
    bytes: usize,
    full: bool,
}

impl<S: Shelf> Reader<S> {
    /// Reads a folder. `shown` is its path from the framework's folder, with `/` between and at the end of it.
    fn folder(&mut self, folder: &S::At, shown: &str, depth: usize) {
        let itself = shown.trim_end_matches('/');
        if depth > limits::FOLDER_DEPTH {
            let message = format!(
                "folders within folders are read to a depth of {}; not below",
                limits::FOLDER_DEPTH
            );
            return self.report("limit", Level::Must, itself, &message);
        }
        let entries = match self.shelf.entries(folder) {
            Ok(entries) => entries,
            Err(error) => {
                let message = format!("this folder cannot be read: {error}");
                return self.report("unreadable-file", Level::Must, itself, &message);
            }
        };
        for Entry { name, kind, at } in entries {
            if name.starts_with('.') || self.full {
                continue;
            }
            let path = format!("{shown}{name}");
            match kind {
                Kind::Folder { framework } => {
                    if !matches!(name.as_str(), "out" | "out-public") && !framework {
                        self.folder(&at, &format!("{path}/"), depth + 1);
                    }
                }
                Kind::LinkOut => {
                    let message = "this is a link that leads out of the framework; it was not followed";
                    self.report("unreadable-file", Level::Should, &path, message);
                }
                Kind::File(size) if is_toml(&name) => self.file(&at, path, size),
                Kind::Other if is_toml(&name) => {
                    let message = "this is not a file with text in it; it was not read";
                    self.report("unreadable-file", Level::Should, &path, message);
                }
                Kind::Link | Kind::File(_) | Kind::Other => {}
            }
        }
    }

    fn file(&mut self, at: &S::At, path: String, size: usize) {
        if size > limits::FILE_BYTES {
            let message = format!(
                "this file has {} MB; a file of at most {} MB is read",
                size.div_ceil(MEGABYTE),
                limits::FILE_BYTES / MEGABYTE
            );
            return self.report("limit", Level::Must, &path, &message);
        }
        if self.files.inputs.len() >= limits::FILES || self.bytes.saturating_add(size) > limits::TOTAL_BYTES {
            self.full = true;
            let message = format!(
                "a framework of at most {} files and {} MB is read; what comes after this file was left out",
                limits::FILES,
                limits::TOTAL_BYTES / MEGABYTE
            );
            return self.report("limit", Level::Must, &path, &message);
        }
        match self.shelf.bytes(at) {
            Ok(bytes) => {
                self.bytes += bytes.len();
                self.files.inputs.push(Input { path, bytes });
            }
            Err(error) => {
                let message = format!("this file cannot be read: {error}");
                self.report("unreadable-file", Level::Must, &path, &message);
            }
        }
    }

    fn report(&mut self, rule: &'static str, level: Level, shown: &str, message: &str) {
        let finding = Finding::new(rule, level, format!("file.{shown}"), format!("{shown}: {message}"));
        self.files.findings.push(finding);
    }
}
