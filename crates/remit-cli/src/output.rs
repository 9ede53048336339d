//! Writing: to the terminal, and to files that appear whole or not at all.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::exit::Trouble;

/// Whether a line of [`Progress`] stands on the terminal.
static SHOWN: AtomicBool = AtomicBool::new(false);
/// To the first column, and the rest of the line away.
const AWAY: &str = "\r\u{1b}[K";

/// Says something about the work, on standard error.
pub(crate) fn talk(text: &str) {
    let away = if SHOWN.load(Ordering::Relaxed) { AWAY } else { "" };
    let _ = writeln!(io::stderr(), "{away}{text}");
}

/// Prints a result on standard output, or writes it to the file that was asked for.
pub(crate) fn result(text: &str, to: Option<&Path>) -> Result<(), Trouble> {
    match to {
        Some(path) => whole(path, text.as_bytes()),
        None => poured(anstream::AutoStream::auto(io::stdout().lock()), text.as_bytes()),
    }
}

/// The same for what is no text.
pub(crate) fn bytes(bytes: &[u8], to: Option<&Path>) -> Result<(), Trouble> {
    match to {
        Some(path) => whole(path, bytes),
        None => poured(io::stdout().lock(), bytes),
    }
}

fn poured(mut out: impl Write, bytes: &[u8]) -> Result<(), Trouble> {
    match out.write_all(bytes).and_then(|()| out.flush()) {
        // Whoever was reading has had enough: `remit check | head` is no trouble.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Trouble(format!("could not write: {error}"))),
        Ok(()) => Ok(()),
    }
}

/// Whether standard output is a terminal.
pub(crate) fn to_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Whether results go to a terminal that shows colour.
pub(crate) fn color(to: Option<&Path>) -> bool {
    to.is_none()
        && anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
        && io::stdout().is_terminal()
}

/// How wide the terminal is; 100 where there is none, so that piped output does not depend on a window.
pub(crate) fn width(to: Option<&Path>) -> usize {
    if to.is_some() || !io::stdout().is_terminal() {
        return 100;
    }
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let seen = terminal_size::terminal_size().map(|(terminal_size::Width(width), _)| usize::from(width));
    columns.or(seen).unwrap_or(100).clamp(40, 160)
}

/// Writes a file so that it is there whole or not at all: beside it first, then renamed.
pub(crate) fn whole(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    let beside = beside(path);
    let written = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| {
        let _ = fs::remove_file(&beside);
        Trouble::with(path, "could not write", &error)
    })
}

/// Takes away what earlier runs left behind that were stopped while they wrote into this folder: see [`whole`].
pub(crate) fn sweep(folder: &Path) {
    let own = format!(".{}.tmp", std::process::id());
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let number = name.strip_suffix(".tmp").and_then(|name| name.rsplit_once('.'));
        let is_ours = name.starts_with('.') && number.is_some_and(|(_, number)| number.parse::<u32>().is_ok());
        // Another run that is at work now has written it just before.
        let is_old = entry.metadata().and_then(|data| data.modified()).is_ok_and(|written| {
            let age = std::time::SystemTime::now().duration_since(written);
            age.is_ok_and(|age| age > std::time::Duration::from_secs(10))
        });
        if is_ours && is_old && !name.ends_with(&own) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The name under which a file is written before it is whole. The process number keeps two runs apart.
fn beside(path: &Path) -> PathBuf {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    path.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}

/// How far long work has come, in one line of standard error that is written over: only on a terminal, and gone when the work is done.
pub(crate) struct Progress {
    shown: bool,
}

/// So many files take long enough to be told of.
const MANY: usize = 500;

impl Progress {
    pub(crate) fn new() -> Self {
        Self {
            shown: io::stderr().is_terminal(),
        }
    }

    /// The same where there are many files, and else nothing.
    pub(crate) fn of_many(files: usize) -> Self {
        let mut progress = Self::new();
        progress.shown &= files >= MANY;
        progress
    }

    /// What is being done now.
    pub(crate) fn at(&self, what: &str) {
        if self.shown {
            SHOWN.store(true, Ordering::Relaxed);
            let _ = write!(io::stderr(), "{AWAY}{what} …");
            let _ = io::stderr().flush();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown {
            SHOWN.store(false, Ordering::Relaxed);
            let _ = write!(io::stderr(), "{AWAY}");
            let _ = io::stderr().flush();
        }
    }
}
