//! Every drawing of the framework, with a page that says it in words.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::Audience;
use remit_model::page::Page;
use remit_render::{dot, mermaid};
use remit_report::{Drawn, DrawnTo};

use super::{Written, free};
use crate::commands::diagram::{mistakes, with_figures};
use crate::commands::sheets::Printer;
use crate::output;
use crate::workspace::Workspace;

/// Every drawing as SVG and as text for Graphviz and Mermaid; and for each, where it was written, and its page. None of them
/// takes a name that another page has.
pub(super) fn drawings(
    workspace: &Workspace,
    public: bool,
    printer: &Printer,
    taken: &mut BTreeSet<String>,
) -> (Vec<Written>, Vec<(DrawnTo, Page)>) {
    let mut free = |name: String| free(taken, name, "-drawing");
    let (mut files, mut pages) = (Vec::new(), Vec::new());
    let mut drawings = remit_report::drawings(&workspace.at(), &workspace.loaded.broken);
    if !public {
        for_the_public(workspace, &mut drawings);
    }
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

/// Draws anew what is drawn for the public, of what the public may read; where that can't be told, it isn't drawn.
fn for_the_public(workspace: &Workspace, drawings: &mut Vec<Drawn>) {
    let views = &workspace.loaded.model.views;
    let is_public = |key: &str| {
        views
            .get(key)
            .is_some_and(|view| view.choice.audience == Audience::Public)
    };
    if !drawings.iter().any(|drawn| is_public(&drawn.key)) {
        return;
    }
    let public = workspace.without_proposals().for_the_public();
    let mut anew: BTreeMap<String, Drawn> = match &public {
        Ok(public) => {
            let drawn = remit_report::drawings(&public.at(), &public.loaded.broken).into_iter();
            drawn.map(|drawn| (drawn.key.clone(), drawn)).collect()
        }
        Err(trouble) => {
            output::talk(&remit_render::inert::text(&format!(
                "what is for the public isn't drawn: {}",
                trouble.0
            )));
            BTreeMap::new()
        }
    };
    drawings.retain_mut(|drawn| {
        if !is_public(&drawn.key) {
            return true;
        }
        anew.remove(&drawn.key).map(|public| *drawn = public).is_some()
    });
}
