//! `remit build`: findings, bodies, decisions, paths, log and drawings, into one folder.

use std::fs;
use std::path::{Path, PathBuf};

use remit_model::page::{Page, day_in_words};
use remit_render::{HtmlOptions, dot, html, human, markdown, mermaid};

use super::check::exit;
use super::manifest::{self, Manifest};
use crate::args::{Build, Common};
use crate::exit::{Exit, Trouble};
use crate::output;
use crate::workspace::Workspace;

pub(crate) fn run(build: &Build, common: &Common) -> Result<Exit, Trouble> {
    let named = build.folder.as_deref();
    let workspace = Workspace::open(named, common)?;
    let checked = workspace.check();
    let out = build
        .out
        .clone()
        .or_else(|| common.output.clone())
        .unwrap_or_else(|| workspace.folder.join("out"));
    let files = files(&workspace, &checked);
    write(&out, &files, build.force)?;
    output::talk(&format!(
        "{} files written to {}; open {}",
        files.len(),
        shown(&out),
        shown(&out.join("index.html"))
    ));
    let summary = human::summary(&checked.findings, checked.departed.len());
    let name = remit_render::inert::line(&workspace.loaded.model.framework.name).into_owned();
    output::result(
        &format!("{name}, as at {}: {summary}\n", day_in_words(workspace.date)),
        None,
    )?;
    Ok(build
        .fail_on
        .map_or(Exit::Clean, |level| exit(&checked.findings, level.into())))
}

fn shown(path: &Path) -> String {
    path.iter()
        .map(|part| part.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join("/")
        .replacen("//", "/", 1)
}

/// Everything that is written: name and text.
fn files(workspace: &Workspace, checked: &remit_rules::Checked) -> Vec<(String, String)> {
    let at = workspace.at();
    let sources = &workspace.loaded.sources;
    let pages: Vec<(&str, &str, Page)> = vec![
        ("findings", "Findings", remit_report::findings(&at, checked, sources)),
        ("bodies", "Bodies", remit_report::bodies(&at)),
        ("decisions", "Who decides what", remit_report::decisions(&at)),
        ("paths", "Paths", remit_report::paths(&at, sources)),
        ("log", "Log", remit_report::log(&at)),
    ];
    let drawings = remit_report::drawings(&at, &workspace.loaded.broken);
    let link = |title: &str, file: String| (title.to_owned(), file);
    let page_links: Vec<(String, String)> = pages
        .iter()
        .map(|(file, title, _)| link(title, format!("{file}.html")))
        .collect();
    let mut drawing_links = Vec::new();
    let mut files = Vec::new();
    for drawn in &drawings {
        for (kind, extension, text) in [
            ("Graphviz", "dot", dot::drawing(&drawn.drawing)),
            ("Mermaid", "mmd", mermaid::drawing(&drawn.drawing)),
        ] {
            let file = format!("{}.{extension}", drawn.key);
            drawing_links.push(link(&format!("{} ({kind})", drawn.drawing.title), file.clone()));
            files.push((file, text));
        }
    }
    let index = remit_report::index(&at, checked, &page_links, &drawing_links);
    let in_markdown = |(title, file): &(String, String)| link(title, file.replace(".html", ".md"));
    let markdown_links: Vec<(String, String)> = page_links.iter().map(in_markdown).collect();
    let markdown_index = remit_report::index(&at, checked, &markdown_links, &drawing_links);
    let nav: Vec<(String, String)> = std::iter::once(link("Framework", "index.html".to_owned()))
        .chain(page_links)
        .collect();
    let footer = format!(
        "{}, as at {}. Made by Remit from the framework's own files; it gives no legal advice.",
        workspace.loaded.model.framework.name,
        day_in_words(workspace.date)
    );
    let all = std::iter::once(("index", &index)).chain(pages.iter().map(|(file, _, page)| (*file, page)));
    for (file, page) in all {
        let options = HtmlOptions {
            lang: "en-GB".to_owned(),
            nav: nav.clone(),
            current: format!("{file}.html"),
            footer: footer.clone(),
        };
        files.push((format!("{file}.html"), html::page(page, &options)));
        let page = if file == "index" { &markdown_index } else { page };
        files.push((format!("{file}.md"), markdown::page(page)));
    }
    files
}

/// Writes the files, unless one of them was edited since an earlier run.
fn write(out: &Path, files: &[(String, String)], force: bool) -> Result<(), Trouble> {
    fs::create_dir_all(out).map_err(|error| Trouble::with(out, "could not make the folder", &error))?;
    let before = Manifest::read(out);
    let edited: Vec<&str> = files
        .iter()
        .map(|(name, _)| name.as_str())
        .filter(|name| before.was_edited(out, name))
        .collect();
    if !force && !edited.is_empty() {
        return Err(Trouble(format!(
            "edited since Remit wrote them, or not written by Remit, in {}: {}. Move them away, or overwrite them with --force",
            shown(out),
            edited.join(", ")
        )));
    }
    let mut after = Manifest::default();
    for (name, text) in files {
        after.note(name, text.as_bytes());
    }
    // The manifest goes first: should the run be stopped half way, what it wrote is known as its own.
    output::whole(&out.join(manifest::NAME), after.text().as_bytes())?;
    for (name, text) in files {
        output::whole(&out.join(name), text.as_bytes())?;
    }
    for name in before.left_over(&after) {
        let path: PathBuf = out.join(name);
        if !name.contains(['/', '\\']) && !before.was_edited(out, name) {
            let _ = fs::remove_file(path);
        }
    }
    Ok(())
}
