//! Every drawing of the framework, with a page that says it in words.

use std::collections::BTreeSet;

use remit_model::page::Page;
use remit_render::{dot, mermaid};
use remit_report::DrawnTo;

use super::{Written, free};
use crate::commands::diagram::{mistakes, with_figures};
use crate::commands::sheets::Printer;
use crate::output;
use crate::workspace::Workspace;

/// Every drawing as SVG and as text for Graphviz and Mermaid; and for each, where it was written, and its page. None of them
/// takes a name that another page has.
pub(super) fn drawings(
    workspace: &Workspace,
    printer: &Printer,
    taken: &mut BTreeSet<String>,
) -> (Vec<Written>, Vec<(DrawnTo, Page)>) {
    let mut free = |name: String| free(taken, name, "-drawing");
    let (mut files, mut pages) = (Vec::new(), Vec::new());
    let mut drawings = remit_report::drawings(&workspace.at(), &workspace.loaded.broken);
    drawings.retain(|drawn| match mistakes(workspace, &drawn.key) {
        Some(mistakes) => {
            output::talk(&remit_render::inert::text(&mistakes));
            false
        }
        None => true,
    });
    // Views keep their names; further sheets take what is left.
    let keys: Vec<String> = drawings.iter().map(|drawn| free(drawn.key.clone())).collect();
    for (drawn, key) in drawings.iter().zip(keys) {
        let drawing = &drawn.drawing;
        let sheets = printer.print(drawing);
        printer.talk(&sheets, &drawn.key);
        let mut to = DrawnTo {
            title: drawing.title.clone(),
            page: format!("{key}.html"),
            files: Vec::new(),
        };
        let mut addresses = Vec::new();
        for (sheet, number) in sheets.drawn.iter().zip(1..) {
            let (name, what) = match number {
                1 => (key.clone(), "SVG".to_owned()),
                number => (free(format!("{key}-{number}")), format!("sheet {number}")),
            };
            let file = format!("{name}.svg");
            files.push((file.clone(), sheet.svg.clone().into_bytes()));
            addresses.push(file.clone());
            to.files.push((what, file));
        }
        for (what, ending, text) in [
            ("Graphviz", "dot", dot::drawing(drawing)),
            ("Mermaid", "mmd", mermaid::drawing(drawing)),
        ] {
            let file = format!("{key}.{ending}");
            to.files.push((what.to_owned(), file.clone()));
            files.push((file, text.into_bytes()));
        }
        pages.push((to, with_figures(drawing, &sheets, addresses.into_iter())));
    }
    (files, pages)
}
