//! `remit list SELECTOR…`: the organisations, bodies and posts that there are.

use remit_report::who;

use super::named::selector;
use super::who::print;
use crate::args::{Common, PageFormat};
use crate::exit::{Exit, Trouble};
use crate::workspace::Workspace;

pub(crate) fn run(written: &[String], format: PageFormat, common: &Common) -> Result<Exit, Trouble> {
    let workspace = Workspace::open(None, common)?;
    let at = workspace.at();
    let mut selectors = Vec::new();
    for written in written {
        selectors.push((written.clone(), selector(&at, written)?));
    }
    print(who::list(&at, &selectors), &workspace, format, common)
}
