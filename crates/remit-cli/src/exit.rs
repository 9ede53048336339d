//! What the command says to whoever started it. The format of the output never changes it.

use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Nothing at or above the level asked for.
    Clean,
    /// Findings at or above the level asked for, unreadable files among them.
    Findings,
    /// It could not run.
    CouldNotRun,
    /// Two states differ, and that was asked for.
    Differences,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::CouldNotRun => 2,
            Exit::Differences => 3,
        })
    }
}

/// Why a command could not run, in a sentence for its user.
#[derive(Debug, Clone)]
pub(crate) struct Trouble(pub(crate) String);

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&remit_render::inert::text(&self.0))
    }
}

impl Trouble {
    /// A trouble with a file or folder.
    pub(crate) fn with(path: &std::path::Path, what: &str, error: &std::io::Error) -> Self {
        let why = match error.kind() {
            std::io::ErrorKind::NotFound => "it does not exist".to_owned(),
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                "it may not be written or read by you".to_owned()
            }
            std::io::ErrorKind::StorageFull => "the disk is full".to_owned(),
            _ => error.to_string(),
        };
        Self(format!("{what} {}: {why}", path.display()))
    }
}
