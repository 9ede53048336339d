//! `remit reference`: every command and option as a page of Markdown, from what the command line itself says. Hidden: it is
//! how `docs/cli.md` is made.

use std::fmt::Write as _;

use clap::{Arg, ArgAction, Command, CommandFactory as _};

use crate::args::{Args, Common};
use crate::exit::{Exit, Trouble};
use crate::output;

const HEAD: &str = "\
# Commands

<!-- Made by `cargo run -- reference -o docs/cli.md`. What stands here is what `remit --help` says; change it there. -->

Results go to standard output, everything else to standard error. The exit code is 0 when nothing was found at or above the level
of `--fail-on`, 1 when something was, 2 when the command could not run, 3 when two states differ and `--exit-code` asked; of several, 2
comes before 1, and 1 before 3. The format never changes it.

";

pub(crate) fn run(common: &Common) -> Result<Exit, Trouble> {
    let mut command = Args::command();
    command.build();
    let mut text = String::from(HEAD);
    text.push_str("## Everywhere\n\n");
    table(&mut text, command.get_arguments().filter(|arg| arg.is_global_set()));
    for sub in visible(&command) {
        section(&mut text, sub, "remit", 2);
    }
    output::result(&text, common.output.as_deref())?;
    Ok(Exit::Clean)
}

fn visible(command: &Command) -> impl Iterator<Item = &Command> {
    let subs = command.get_subcommands();
    subs.filter(|sub| !sub.is_hide_set() && sub.get_name() != "help")
}

fn section(text: &mut String, command: &Command, above: &str, depth: usize) {
    let name = format!("{above} {}", command.get_name());
    let heading = "#".repeat(depth);
    let own = |arg: &&Arg| !arg.is_global_set() && !arg.is_hide_set() && arg.get_id() != "help";
    let positional = command.get_positionals().map(|arg| match arg.is_required_set() {
        true => format!(" {}", value(arg)),
        false => format!(" [{}]", value(arg)),
    });
    let positional: String = positional.collect();
    let more = if visible(command).next().is_some() { " …" } else { "" };
    let _ = writeln!(text, "{heading} `{name}{positional}{more}`\n");
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let _ = writeln!(text, "{about}.\n");
    if command.get_arguments().any(|arg| own(&arg)) {
        table(text, command.get_arguments().filter(own));
    }
    for sub in visible(command) {
        section(text, sub, &name, depth + 1);
    }
}

fn value(arg: &Arg) -> String {
    match arg.get_value_names() {
        None | Some([]) => arg.get_id().as_str().to_uppercase(),
        Some(names) => names.join(" "),
    }
}

fn table<'a>(text: &mut String, args: impl Iterator<Item = &'a Arg>) {
    text.push_str("| Option | What it does |\n|---|---|\n");
    for arg in args.filter(|arg| arg.get_id() != "help" && arg.get_id() != "version") {
        let takes = matches!(arg.get_action(), ArgAction::Set | ArgAction::Append);
        let mut forms: Vec<String> = Vec::new();
        forms.extend(arg.get_short().map(|short| format!("-{short}")));
        forms.extend(arg.get_long().map(|long| format!("--{long}")));
        let mut form = forms.join("`, `");
        if takes {
            let value = value(arg);
            form = if form.is_empty() {
                value
            } else {
                format!("{form} {value}")
            };
        }
        let mut said = arg.get_help().map(ToString::to_string).unwrap_or_default();
        let words = arg.get_possible_values();
        if takes && !words.is_empty() {
            let words = words.iter().map(|word| match word.get_help() {
                Some(help) => format!("`{}` ({help})", word.get_name()),
                None => format!("`{}`", word.get_name()),
            });
            let _ = write!(said, ". One of: {}", words.collect::<Vec<_>>().join(", "));
        }
        if let Some(default) = arg.get_default_values().first().filter(|_| takes) {
            let _ = write!(said, ". Unless given: `{}`", default.to_string_lossy());
        }
        let _ = writeln!(text, "| `{form}` | {} |", said.replace('|', "\\|"));
    }
    text.push('\n');
}
