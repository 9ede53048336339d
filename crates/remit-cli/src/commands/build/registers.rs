//! The registers: each as a page and as CSV, all of them for programs and as one workbook.

use std::collections::BTreeSet;

use remit_render::{csv, json};
use remit_report::{RegisterTo, register_page};

use super::{Pages, Written, free};
use crate::commands::findings::about;
use crate::commands::register::{without_ids, workbook};
use crate::exit::Trouble;
use crate::workspace::Workspace;

/// The file with all of them for programs, and the workbook.
pub(super) const ALL: [(&str, &str); 2] = [("Excel workbook", "registers.xlsx"), ("JSON", "registers.json")];

pub(super) fn registers(
    workspace: &Workspace,
    checked: &remit_rules::Checked,
    public: bool,
    taken: &mut BTreeSet<String>,
    files: &mut Vec<Written>,
    pages: &mut Pages,
) -> Result<Vec<RegisterTo>, Trouble> {
    let at = workspace.at();
    let mut made = remit_report::registers(&at, checked);
    // What was accepted, by whom and why, is for those who work with the framework.
    made.retain(|register| !(public && register.key == "departures"));
    without_ids(&mut made, public);
    files.push((ALL[0].1.to_owned(), workbook(workspace, &made, public)?));
    files.push((
        ALL[1].1.to_owned(),
        json::registers(&made, &about(workspace)).into_bytes(),
    ));
    let mut told = Vec::new();
    for register in &made {
        let name = free(taken, format!("register-{}", register.key), "-page");
        let csv_file = format!("{name}.csv");
        files.push((csv_file.clone(), csv::table(&register.table).into_bytes()));
        pages.add(name.clone(), register_page(&at, register));
        told.push(RegisterTo {
            title: register.title.to_owned(),
            about: register.about.to_owned(),
            entries: register.table.rows.len(),
            page: format!("{name}.html"),
            files: vec![("CSV".to_owned(), csv_file)],
        });
    }
    Ok(told)
}
