//! `remit build`: findings, bodies, decisions, paths, log, registers, drawings, and what each proposal would change, into one folder.

mod bodies;
mod drawings;
mod proposals;
mod registers;
mod whole;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use remit_model::document::Audience;
use remit_model::page::{Page, day_in_words};
use remit_render::{HtmlOptions, html, human, markdown};
use remit_report::Contents;

use super::check::exit;
use super::register::{edition, footer};
use super::sheets::Printer;
use crate::args::{Build, Common, Paper};
use crate::exit::{Exit, Trouble};
use crate::output;
use crate::workspace::Workspace;

pub(crate) fn run(build: &Build, common: &Common) -> Result<Exit, Trouble> {
    let named = build.folder.as_deref();
    let workspace = Workspace::open(named, common)?;
    let public = build.audience == Some(Audience::Public);
    let checked = workspace.check();
    // The two editions never share a folder, so that nothing internal is left in what is published.
    let usual = if public { "out-public" } else { "out" };
    let out = build
        .out
        .clone()
        .or_else(|| common.output.clone())
        .unwrap_or_else(|| workspace.folder.join(usual));
    let shown_workspace = match public {
        true => workspace.for_the_public()?,
        false => workspace,
    };
    let made = files(&shown_workspace, &checked, public, common)?;
    whole::write(&out, &made.files, public, build.force)?;
    output::talk(&format!(
        "{} files written to {}; open {}",
        made.files.len(),
        shown(&out),
        shown(&out.join("index.html"))
    ));
    if !made.proposals.is_empty() {
        output::talk(&remit_render::inert::line(&format!(
            "what each proposal would change: {}",
            made.proposals.join(", ")
        )));
    }
    let summary = human::summary(&checked.findings, checked.departed.len());
    let name = remit_render::inert::line(&shown_workspace.loaded.model.framework.name).into_owned();
    output::result(
        &format!("{name}, as at {}: {summary}\n", day_in_words(shown_workspace.date)),
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

/// The page of the review.
const REVIEW: &str = "review";
/// The page on which everything can be looked for.
const SEARCH: &str = "search";

/// A file: its name and its bytes.
type Written = (String, Vec<u8>);

/// Everything that is written.
struct Made {
    files: Vec<Written>,
    /// The names of the pages of proposals.
    proposals: Vec<String>,
}

/// The pages on their way to files: the name of each without its ending, and the page as it is in HTML and in Markdown.
#[derive(Default)]
struct Pages {
    pages: Vec<(String, Page, Option<Page>)>,
}

impl Pages {
    fn add(&mut self, name: impl Into<String>, page: Page) {
        self.pages.push((name.into(), page, None));
    }

    /// One that is another in Markdown, where nothing can hold a drawing, or links lead elsewhere.
    fn add_both(&mut self, name: impl Into<String>, html: Page, markdown: Page) {
        self.pages.push((name.into(), html, Some(markdown)));
    }
}

/// For the public there are neither findings nor what proposals would change: both are for those who work with the framework.
fn files(
    workspace: &Workspace,
    checked: &remit_rules::Checked,
    public: bool,
    common: &Common,
) -> Result<Made, Trouble> {
    let none = remit_rules::Checked::default();
    let checked = if public { &none } else { checked };
    let at = workspace.at();
    let sources = &workspace.loaded.sources;
    let mut main: Vec<(&str, &str, Page)> = Vec::new();
    if !public {
        main.push(("findings", "Findings", remit_report::findings(&at, checked, sources)));
    }
    main.extend([
        ("bodies", "Bodies", remit_report::bodies(&at)),
        ("decisions", "Who decides what", remit_report::decisions(&at)),
    ]);
    if !public {
        main.push(("paths", "Paths", remit_report::paths(&at, sources)));
    }
    main.push(("log", "Log", remit_report::log(&at)));
    let html = |name: &str| format!("{name}.html");
    let main_links: Vec<(String, String)> = main
        .iter()
        .map(|(file, title, _)| ((*title).to_owned(), html(file)))
        .collect();
    let names = ["index", "registers", REVIEW, SEARCH]
        .into_iter()
        .chain(main.iter().map(|(file, ..)| *file));
    let progress = output::Progress::new();
    let mut taken: BTreeSet<String> = names.map(str::to_owned).collect();
    let printer = Printer::new(workspace, Paper::A4);
    progress.at("Drawing");
    let (mut files, drawings) = drawings::drawings(workspace, public, &printer, &mut taken);
    let proposals = match public {
        true => Vec::new(),
        false => proposals::proposals(workspace, checked, &progress, &mut taken),
    };
    progress.at("Making the registers");
    let mut pages = Pages::default();
    let registers = registers::registers(workspace, checked, public, &mut taken, &mut files, &mut pages)?;
    let bodies = bodies::bodies(
        workspace,
        checked,
        public,
        (&printer, &progress),
        &mut taken,
        &mut files,
        &mut pages,
    );
    let mut all_pages = main_links.clone();
    if !public {
        all_pages.push(("Review: what is due, open and on whose agenda".to_owned(), html(REVIEW)));
        all_pages.push((
            "What is due, as a calendar (iCalendar)".to_owned(),
            "due.ics".to_owned(),
        ));
    }
    let contents = Contents {
        pages: all_pages,
        proposals: proposals
            .iter()
            .map(|one| (one.title.clone(), html(&one.file)))
            .collect(),
        drawings: drawings.iter().map(|(drawn, _)| drawn.clone()).collect(),
        registers,
        bodies,
    };
    // What is due, and whose, is for those who work with the framework.
    let reviewed = match public {
        true => None,
        false => Some(super::review::made(workspace, checked, common)?),
    };
    let checked = (!public).then_some(checked);
    let mut nav = vec![("Framework".to_owned(), html("index"))];
    nav.extend(main_links);
    if !public {
        nav.push(("Review".to_owned(), html(REVIEW)));
    }
    nav.push(("Registers".to_owned(), html("registers")));
    nav.push(("Search".to_owned(), html(SEARCH)));
    for (name, _, page) in main {
        pages.add(name, page);
    }
    for (to, page) in drawings {
        pages.add(to.page.trim_end_matches(".html"), page);
    }
    for one in &proposals {
        pages.add_both(one.file.clone(), one.drawn.clone(), one.undrawn.clone());
    }
    if let Some((page, calendar)) = reviewed {
        pages.add(REVIEW, page);
        files.push(("due.ics".to_owned(), calendar.into_bytes()));
    }
    let in_markdown = contents.in_markdown();
    pages.add_both(
        "index",
        remit_report::index(&at, checked, &contents),
        remit_report::index(&at, checked, &in_markdown),
    );
    pages.add_both(
        "registers",
        remit_report::registers_index(&at, &contents),
        remit_report::registers_index(&at, &in_markdown),
    );
    pages.add_both(
        SEARCH,
        remit_report::search(&at, checked, &contents),
        remit_report::search(&at, checked, &in_markdown),
    );
    files.extend(written(workspace, pages, &nav, public));
    Ok(Made {
        files,
        proposals: contents.proposals.into_iter().map(|(_, file)| file).collect(),
    })
}

/// The pages as HTML and as Markdown.
fn written(workspace: &Workspace, pages: Pages, nav: &[(String, String)], public: bool) -> Vec<Written> {
    let footer = footer(workspace);
    let mut files = BTreeMap::new();
    for (name, page, other) in pages.pages {
        let (page, other) = (edition(page, public), other.map(|page| edition(page, public)));
        let options = HtmlOptions {
            lang: "en-GB".to_owned(),
            nav: nav.to_vec(),
            current: format!("{name}.html"),
            footer: footer.clone(),
            filter: name == SEARCH,
        };
        files.insert(format!("{name}.html"), html::page(&page, &options).into_bytes());
        let page = other.as_ref().unwrap_or(&page);
        files.insert(format!("{name}.md"), markdown::page(page).into_bytes());
    }
    files.into_iter().collect()
}

/// A name that no other page has.
fn free(taken: &mut BTreeSet<String>, mut name: String, otherwise: &str) -> String {
    while !taken.insert(name.clone()) {
        name.push_str(otherwise);
    }
    name
}
