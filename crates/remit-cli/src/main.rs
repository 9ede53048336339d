//! The `remit` command: the only part of Remit that meets disk, clock and terminal.
//!
//! `args` says what can be typed; each command is one file in `commands`; `workspace` finds a framework, `reading` reads it,
//! `git` as it once was, and `sides` opens several to be compared;
//! `output` writes, to the terminal or to files, without ever leaving half a file behind.

#![allow(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "this is the crate that meets disk, clock and environment"
)]

mod args;
mod commands;
mod exit;
mod git;
mod output;
mod reading;
mod sides;
mod workspace;

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    let args = args::Args::parse();
    match commands::run(args) {
        Ok(exit) => exit.into(),
        Err(trouble) => {
            output::talk(&format!("remit: {trouble}"));
            exit::Exit::CouldNotRun.into()
        }
    }
}
