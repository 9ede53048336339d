//! `remit list SELECTOR…`: the organisations, bodies and posts that there are.

use remit_model::model::Selector;
use remit_report::who;

use super::named::node;
use super::who::print;
use crate::args::{Common, PageFormat};
use crate::exit::{Exit, Trouble};
use crate::workspace::Workspace;

pub(crate) fn run(written: &[String], format: PageFormat, common: &Common) -> Result<Exit, Trouble> {
    let workspace = Workspace::open(None, common)?;
    let at = workspace.at();
    let mut selectors = Vec::new();
    for written in written {
        let selector = match Selector::parse(written, at.model()) {
            Ok(selector) => selector,
            // An id may be that of a person, or may have its table before it: that is said better elsewhere.
            Err(_) if !written.contains(':') => {
                let tables = ["body", "organisation", "post"];
                Selector::Node(node(&at, &tables, written)?.id())
            }
            Err(mistake) => {
                let help = mistake.help.map(|help| format!("; {help}")).unwrap_or_default();
                return Err(Trouble(format!("{}{help}", mistake.message)));
            }
        };
        selectors.push((written.clone(), selector));
    }
    print(who::list(&at, &selectors), &workspace, format, common)
}
