//! `remit build`: findings, bodies, decisions, paths, log, drawings, and what each proposal would change, into one folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use remit_model::page::{Page, day_in_words};
use remit_render::{HtmlOptions, dot, html, human, markdown, mermaid};

use remit_report::DrawnTo;

use super::check::exit;
use super::diagram::{mistakes, with_figures};
use super::diff;
use super::manifest::{self, Manifest};
use super::sheets::Printer;
use crate::args::{Build, Common, Paper};
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
    let (files, proposals) = files(&workspace, &checked);
    write(&out, &files, build.force)?;
    output::talk(&format!(
        "{} files written to {}; open {}",
        files.len(),
        shown(&out),
        shown(&out.join("index.html"))
    ));
    if !proposals.is_empty() {
        output::talk(&remit_render::inert::line(&format!(
            "what each proposal would change: {}",
            proposals.join(", ")
        )));
    }
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

/// Everything that is written: name and text; and the names of the pages of proposals.
fn files(workspace: &Workspace, checked: &remit_rules::Checked) -> (Vec<Written>, Vec<String>) {
    let at = workspace.at();
    let sources = &workspace.loaded.sources;
    let pages: Vec<(&str, &str, Page)> = vec![
        ("findings", "Findings", remit_report::findings(&at, checked, sources)),
        ("bodies", "Bodies", remit_report::bodies(&at)),
        ("decisions", "Who decides what", remit_report::decisions(&at)),
        ("paths", "Paths", remit_report::paths(&at, sources)),
        ("log", "Log", remit_report::log(&at)),
    ];
    let link = |title: &str, file: String| (title.to_owned(), file);
    let page_links: Vec<(String, String)> = pages
        .iter()
        .map(|(file, title, _)| link(title, format!("{file}.html")))
        .collect();
    let names = std::iter::once("index").chain(pages.iter().map(|(file, ..)| *file));
    let mut taken: BTreeSet<String> = names.map(str::to_owned).collect();
    let (pictures, drawings) = drawings(workspace, &mut taken);
    let proposals = proposals(workspace, checked, &mut taken);
    let proposal_links: Vec<(String, String)> = proposals
        .iter()
        .map(|one| link(&one.title, format!("{}.html", one.file)))
        .collect();
    let mut files = pictures;
    let in_html: Vec<DrawnTo> = drawings.iter().map(|(drawn, _)| drawn.clone()).collect();
    let index = remit_report::index(&at, checked, &page_links, &proposal_links, &in_html);
    let in_markdown = |(title, file): &(String, String)| link(title, as_markdown(file));
    let markdown_links: Vec<(String, String)> = page_links.iter().map(in_markdown).collect();
    let markdown_proposals: Vec<(String, String)> = proposal_links.iter().map(in_markdown).collect();
    let markdown_drawings: Vec<DrawnTo> = in_html
        .iter()
        .map(|drawn| DrawnTo {
            page: as_markdown(&drawn.page),
            ..drawn.clone()
        })
        .collect();
    let markdown_index = remit_report::index(&at, checked, &markdown_links, &markdown_proposals, &markdown_drawings);
    let nav: Vec<(String, String)> = std::iter::once(link("Framework", "index.html".to_owned()))
        .chain(page_links)
        .collect();
    let footer = format!(
        "{}, as at {}. Made by Remit from the framework's own files; it gives no legal advice.",
        workspace.loaded.model.framework.name,
        day_in_words(workspace.date)
    );
    let drawn = drawings.iter().map(|(to, page)| (to.page.as_str(), page));
    let pages: Vec<(String, &Page)> = std::iter::once(("index.html", &index))
        .chain(drawn)
        .map(|(file, page)| (file.to_owned(), page))
        .chain(pages.iter().map(|(file, _, page)| (format!("{file}.html"), page)))
        .chain(proposals.iter().map(|one| (format!("{}.html", one.file), &one.drawn)))
        .collect();
    // A drawing is no part of a page in Markdown, where nothing can hold it.
    let undrawn: BTreeMap<String, &Page> = proposals
        .iter()
        .map(|one| (format!("{}.html", one.file), &one.undrawn))
        .collect();
    for (file, page) in pages {
        let options = HtmlOptions {
            lang: "en-GB".to_owned(),
            nav: nav.clone(),
            current: file.clone(),
            footer: footer.clone(),
        };
        files.push((file.clone(), html::page(page, &options)));
        let page = match file.as_str() {
            "index.html" => &markdown_index,
            file => undrawn.get(file).copied().unwrap_or(page),
        };
        files.push((as_markdown(&file), markdown::page(page)));
    }
    (files, proposal_links.into_iter().map(|(_, file)| file).collect())
}

/// What a proposal would change.
struct Proposed {
    /// Its title; its id where it has none.
    title: String,
    /// The name of its file, without an ending.
    file: String,
    /// The page with its drawing, and without.
    drawn: Page,
    undrawn: Page,
}

/// A page for each proposal that nobody has adopted by the day that is looked at, in the order of the framework: what is taken with
/// `--with` is part of what the others would change.
fn proposals(workspace: &Workspace, checked: &remit_rules::Checked, taken: &mut BTreeSet<String>) -> Vec<Proposed> {
    let open = workspace.loaded.model.proposals.iter().filter(|proposal| {
        let adopted = proposal.adopted.is_some_and(|adopted| adopted <= workspace.date);
        !adopted && !workspace.with().iter().any(|with| *with == *proposal.key)
    });
    open.map(|proposal| {
        let file = free(taken, format!("proposal-{}", proposal.key), "-page");
        let (drawn, undrawn) = diff::proposal(workspace, checked, &proposal.key, &file);
        Proposed {
            title: match proposal.title.as_str() {
                "" => proposal.key.to_string(),
                title => title.to_owned(),
            },
            file,
            drawn,
            undrawn,
        }
    })
    .collect()
}

/// A name that no other page has.
fn free(taken: &mut BTreeSet<String>, mut name: String, otherwise: &str) -> String {
    while !taken.insert(name.clone()) {
        name.push_str(otherwise);
    }
    name
}

fn as_markdown(file: &str) -> String {
    match file.strip_suffix(".html") {
        Some(name) => format!("{name}.md"),
        None => file.to_owned(),
    }
}

/// A file: its name and its text.
type Written = (String, String);

/// Every drawing as SVG and as text for Graphviz and Mermaid; and for each, where it was written, and its page. None of them
/// takes a name that another page has.
fn drawings(workspace: &Workspace, taken: &mut BTreeSet<String>) -> (Vec<Written>, Vec<(DrawnTo, Page)>) {
    let mut free = |name: String| free(taken, name, "-drawing");
    let printer = Printer::new(workspace, Paper::A4);
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
            files.push((file.clone(), sheet.svg.clone()));
            addresses.push(file.clone());
            to.files.push((what, file));
        }
        for (what, ending, text) in [
            ("Graphviz", "dot", dot::drawing(drawing)),
            ("Mermaid", "mmd", mermaid::drawing(drawing)),
        ] {
            let file = format!("{key}.{ending}");
            to.files.push((what.to_owned(), file.clone()));
            files.push((file, text));
        }
        pages.push((to, with_figures(drawing, &sheets, addresses.into_iter())));
    }
    (files, pages)
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
