//! One file a command.

mod build;
mod check;
mod compare;
mod departure;
mod diagram;
mod diff;
mod explain;
mod findings;
mod init;
mod law;
mod list;
mod manifest;
mod named;
mod reference;
mod register;
mod review;
mod schema;
mod sheets;
mod show;
mod trace;
mod who;

use crate::args::{Args, Command};
use crate::exit::{Exit, Trouble};

/// Runs what was typed.
pub(crate) fn run(args: Args) -> Result<Exit, Trouble> {
    let common = &args.common;
    match &args.command {
        Command::Check(check) => check::run(check, common),
        Command::Diff(asked) => diff::run(asked, common),
        Command::Compare(asked) => compare::run(asked, common),
        Command::Show { key } => show::run(key, common),
        Command::Trace(trace) => trace::run(trace, common),
        Command::Who(who) => who::run(who, common),
        Command::List { selectors, format } => list::run(selectors, *format, common),
        Command::Law(asked) => law::run(asked, common),
        Command::Register(asked) => register::run(asked, common),
        Command::Review(asked) => review::run(asked, common),
        Command::Diagram(diagram) => diagram::run(diagram, common),
        Command::Build(build) => build::run(build, common),
        Command::Schema { of } => schema::run(*of, common),
        Command::Init { folder } => match &common.folder {
            Some(base) => init::run(&base.join(folder)),
            None => init::run(folder),
        },
        Command::Rules { format } => explain::rules(*format, common),
        Command::Reference => reference::run(common),
        Command::Explain { name } => explain::run(name, common),
    }
}
