//! The views of a framework, as they are laid out: boxes and labels have the sizes of their text.

use std::path::Path;

use remit_layout::Graph;
use remit_model::resolve::{Input, load};
use remit_render::svg::{Page, SheetOptions, draw};

/// Each view of the framework in a folder that has lines, by its name, without its lanes: others have none.
pub(crate) fn graphs(folder: &Path) -> Result<Vec<(String, Graph)>, String> {
    let loaded = load(remit_law::CATALOGUE, files(folder)?);
    let Some(date) = loaded.model.framework.as_at else {
        return Err(format!("{} has no framework with a date", folder.display()));
    };
    let options = SheetOptions {
        page: Page::Free,
        ..SheetOptions::default()
    };
    let drawings = remit_report::drawings(&loaded.model.at(date, &[]), &loaded.broken);
    let graphs = drawings
        .into_iter()
        .filter(|drawn| drawn.drawing.matrix.is_none())
        .map(|drawn| {
            let mut graph = draw(&drawn.drawing, &options).graph;
            graph.lanes.clear();
            for node in &mut graph.boxes {
                node.lane = None;
            }
            (drawn.key, graph)
        });
    Ok(graphs.filter(|(_, graph)| !graph.lines.is_empty()).collect())
}

/// The TOML files of a folder, in the order of their paths.
fn files(folder: &Path) -> Result<Vec<Input>, String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        let wrong = |error: std::io::Error| format!("{}: {error}", at.display());
        for entry in std::fs::read_dir(&at).map_err(wrong)? {
            let path = entry.map_err(wrong)?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "toml") {
                let shown = path.strip_prefix(folder).unwrap_or(&path);
                found.push(Input {
                    path: shown.to_string_lossy().replace('\\', "/"),
                    bytes: std::fs::read(&path).map_err(wrong)?,
                });
            }
        }
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(found)
}
