//! `remit diagram [VIEW]`: a view, or what the options choose, as a picture and in words.

use std::path::{Path, PathBuf};

use remit_model::document::{Audience, Columns, ViewKind};
use remit_model::drawing::Drawing;
use remit_model::finding::Level;
use remit_model::model::{Around, AsAt, Choice, Selector};
use remit_model::page::{Block, Cell, Inline, Page, Table};
use remit_model::suggest::did_you_mean;
use remit_render::{HtmlOptions, dot, html, human, markdown, mermaid, raster};
use remit_report::text_equivalent;

use super::named::{selector, selectors};
use super::sheets::{Printer, Sheets};
use crate::args::{Common, Diagram, DiagramFormat, Paper};
use crate::exit::{Exit, Trouble};
use crate::output;
use crate::workspace::Workspace;

/// How many views are written out where none is near enough to be meant.
const MOST: usize = 12;

pub(crate) fn run(asked: &Diagram, common: &Common) -> Result<Exit, Trouble> {
    let to = common.output.as_deref();
    let format = format(asked, to)?;
    let workspace = for_whom(Workspace::open(None, common)?, asked)?;
    let at = workspace.at();
    if asked.list {
        output::result(&human::page(&list(&at), output::width(to)), to)?;
        return Ok(Exit::Clean);
    }
    if matches!(format, DiagramFormat::Png | DiagramFormat::Pdf) && to.is_none() && output::to_terminal() {
        return Err(Trouble(
            "a PNG or PDF means nothing to a terminal; name a file for it with -o".to_owned(),
        ));
    }
    if let Some(mistakes) = asked.view.as_deref().and_then(|key| mistakes(&workspace, key)) {
        return Err(Trouble(mistakes));
    }
    let choice = choice(&at, asked, common)?;
    let drawing = drawing(&workspace, &choice, asked)?;
    let highlight = || asked.highlight.iter().chain(&asked.highlight_around).cloned();
    unsaid(&workspace, &drawing, &highlight().collect::<Vec<_>>());
    match format {
        DiagramFormat::Svg | DiagramFormat::Png | DiagramFormat::Pdf => {
            picture(format, &drawing, asked, to, &workspace)?
        }
        DiagramFormat::Dot => output::result(&dot::drawing(&drawing), to)?,
        DiagramFormat::Mermaid => output::result(&mermaid::drawing(&drawing), to)?,
        DiagramFormat::Text => output::result(&human::page(&text_equivalent(&drawing), output::width(to)), to)?,
        DiagramFormat::Markdown => output::result(&markdown::page(&text_equivalent(&drawing)), to)?,
        DiagramFormat::Html => output::result(&web_page(&drawing, asked.page, &workspace), to)?,
    }
    Ok(Exit::Clean)
}

/// The framework as those who the drawing is for may see it: what is drawn for the public is drawn of what the public may read.
fn for_whom(workspace: Workspace, asked: &Diagram) -> Result<Workspace, Trouble> {
    let of_key =
        |workspace: &Workspace, key: &str| workspace.loaded.model.views.get(key).map(|view| view.choice.audience);
    let view = asked
        .view
        .as_deref()
        .and_then(|key| Some((key, of_key(&workspace, key)?)));
    let audience = asked.audience.or(view.map(|(_, audience)| audience));
    if audience != Some(Audience::Public) {
        return Ok(workspace);
    }
    let public = workspace.for_the_public()?;
    match view {
        Some((key, _)) if of_key(&public, key).is_none() => Err(Trouble(format!(
            "the view `{key}` is not for the public: it is internal, or shows what is only proposed"
        ))),
        _ => Ok(public),
    }
}

/// The view, or what proposals change in it.
fn drawing(workspace: &Workspace, choice: &Choice, asked: &Diagram) -> Result<Drawing, Trouble> {
    let (at, broken) = (workspace.at(), &workspace.loaded.broken);
    if !asked.changes {
        return Ok(remit_report::draw(&at, broken, choice));
    }
    let drawing = remit_report::what_changes(&at, broken, choice).ok_or_else(|| Trouble(without_proposals(&at)))?;
    if !remit_report::has_changes(&drawing) {
        output::talk("nothing is marked: in what is shown, the proposals change nothing");
    }
    Ok(match asked.changes_around {
        Some(depth) => remit_report::only_changed(&drawing, usize::try_from(depth).unwrap_or(usize::MAX)),
        None => drawing,
    })
}

/// That there is nothing to compare with, and what there could be.
fn without_proposals(at: &AsAt<'_>) -> String {
    let known = at.model().proposals.iter();
    let known: Vec<String> = known
        .take(MOST)
        .map(|proposal| format!("`--with {}`", proposal.key))
        .collect();
    let help = match known.as_slice() {
        [] => "this framework has no proposals".to_owned(),
        known => format!("there are: {}", known.join(", ")),
    };
    format!("--changes draws what proposals change, and needs --with, or a view that has proposals of its own; {help}")
}

/// What was asked for, or what the file's name ends in.
fn format(asked: &Diagram, to: Option<&Path>) -> Result<DiagramFormat, Trouble> {
    if let Some(format) = asked.format {
        return Ok(format);
    }
    let Some(path) = to.filter(|_| !asked.list) else {
        return Ok(DiagramFormat::Svg);
    };
    let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned());
    let meant = ending.as_deref().and_then(DiagramFormat::of_ending);
    meant.ok_or_else(|| {
        Trouble(format!(
            "the name {} says no format: let it end in .svg, .png, .pdf, .dot, .mmd, .txt, .md or .html, or say --format",
            path.display()
        ))
    })
}

/// The views that can be asked for.
fn list(at: &AsAt<'_>) -> Page {
    let own = |key: &str| at.model().views.get(key).is_some();
    let rows = remit_report::views(at).into_iter().map(|(key, title)| {
        let from = if own(&key) { "this framework" } else { "Remit" };
        vec![
            Cell::Words(vec![Inline::Code(key)]),
            Cell::words(title),
            Cell::words(from),
        ]
    });
    Page {
        title: format!("Views: {}", at.model().framework.name),
        summary: "What `remit diagram VIEW` draws. Options such as --show and --around draw anything else.".to_owned(),
        blocks: vec![Block::Table(Table {
            caption: String::new(),
            columns: ["View", "Title", "From"].map(str::to_owned).to_vec(),
            rows: rows.collect(),
        })],
    }
}

/// Why a view is not drawn: what its file gets wrong, where, and how to mend it. Drawn without that, it would show something
/// else, and a reader could not tell.
pub(super) fn mistakes(workspace: &Workspace, key: &str) -> Option<String> {
    let loaded = &workspace.loaded;
    let found = loaded.mistakes_of_view(key);
    if found.is_empty() {
        return None;
    }
    let lines = found.iter().take(MOST).map(|finding| {
        let place = finding.labels.first().map(|label| loaded.sources.cite(label.place));
        let place = place.map_or_else(String::new, |place| format!("{place}: "));
        let help: String = finding.help.iter().map(|help| format!("; {help}")).collect();
        let line = format!("{place}{}{help}", finding.message);
        format!("\n  {}", remit_render::inert::line(&line))
    });
    let lines: String = lines.collect();
    let more = match found.len().saturating_sub(MOST) {
        0 => "",
        _ => "\n  and more: `remit check` lists all",
    };
    Some(format!(
        "the view `{}` is not drawn: it would not show what it should, because of {}{lines}{more}",
        remit_render::inert::line(key),
        if found.len() == 1 { "a mistake:" } else { "mistakes:" }
    ))
}

/// What is drawn: the view, and whatever the options say instead of it.
fn choice(at: &AsAt<'_>, asked: &Diagram, common: &Common) -> Result<Choice, Trouble> {
    let mut choice = match &asked.view {
        Some(key) => remit_report::choice(at, key).ok_or_else(|| Trouble(unknown(at, key)))?,
        None => new(at, asked)?,
    };
    // A date that is typed goes before that of the view.
    if common.as_at.is_some() {
        choice.as_at = None;
    }
    if !asked.show.is_empty() {
        choice.show = selectors(at, &asked.show)?;
        if choice.show.is_empty() {
            return Err(Trouble(
                "--show names nothing; give it ids or selectors, or leave it out for the whole".to_owned(),
            ));
        }
    }
    if let Some(around) = &asked.around {
        choice.around = Some(surroundings(at, around, asked.depth)?);
    } else if let Some(depth) = asked.depth {
        // The view may say around what; the option then says how far.
        let around = choice.around.as_mut();
        around.ok_or_else(|| without("--depth", "--around"))?.depth = depth;
    }
    if !asked.hide.is_empty() {
        choice.hide = selectors(at, &asked.hide)?;
    }
    if !asked.lines.is_empty() {
        choice.lines.clone_from(&asked.lines);
    }
    if !asked.collapse.is_empty() {
        choice.collapse = selectors(at, &asked.collapse)?;
    }
    choice.columns = asked.columns.or(choice.columns);
    if !asked.boxes.is_empty() {
        choice.boxes.clone_from(&asked.boxes);
    }
    choice.notes &= !asked.no_notes;
    if !asked.highlight.is_empty() {
        choice.highlight.path = selectors(at, &asked.highlight)?;
    }
    if let Some(around) = &asked.highlight_around {
        choice.highlight.around = Some(surroundings(at, around, asked.highlight_depth)?);
    } else if let Some(depth) = asked.highlight_depth {
        let around = choice.highlight.around.as_mut();
        around
            .ok_or_else(|| without("--highlight-depth", "--highlight-around"))?
            .depth = depth;
    }
    choice.highlight.findings |= asked.highlight_findings;
    if asked.matrix {
        choice.kind = ViewKind::Matrix;
    }
    if asked.decisions {
        choice.kind = ViewKind::Decisions;
    }
    if choice.columns == Some(Columns::Tier) && choice.kind != ViewKind::Decisions {
        let why = "--columns tier is for a table of decisions: in a diagram, tiers are rows. Add --decisions, or leave it out";
        return Err(Trouble(why.to_owned()));
    }
    if let Some(title) = &asked.title {
        choice.title.clone_from(title);
    }
    if asked.status.is_some() {
        choice.sheet_status.clone_from(&asked.status);
    }
    choice.audience = asked.audience.unwrap_or(choice.audience);
    Ok(choice)
}

/// Without a view: the whole, or what the options choose of it.
fn new(at: &AsAt<'_>, asked: &Diagram) -> Result<Choice, Trouble> {
    let title = match (&asked.around, asked.show.as_slice()) {
        (Some(around), []) => match surroundings(at, around, None)?.of {
            Selector::Node(id) => format!("Around {}", at.node(id).name()),
            _ => format!("Around {around}"),
        },
        (None, []) => match remit_report::choice(at, if asked.decisions { "decisions" } else { "framework" }) {
            Some(whole) => return Ok(whole),
            None => "The whole framework".to_owned(),
        },
        _ => format!("Part of {}", at.model().framework.name),
    };
    Ok(Choice::new(title))
}

/// An option that says how far, where nothing says around what.
fn without(depth: &str, around: &str) -> Trouble {
    Trouble(format!(
        "{depth} needs {around}, or a view that has surroundings of its own"
    ))
}

fn surroundings(at: &AsAt<'_>, written: &str, depth: Option<u32>) -> Result<Around, Trouble> {
    Ok(Around {
        of: selector(at, written)?,
        depth: depth.unwrap_or(1),
    })
}

fn unknown(at: &AsAt<'_>, key: &str) -> String {
    let views = remit_report::views(at);
    let keys = || views.iter().map(|(key, _)| key.as_str());
    let near = did_you_mean(key, keys()).map(|near| format!("did you mean `{near}`? "));
    let body = at
        .node_by_key(key)
        .map(|_| format!("`remit diagram --around {key}` draws that body. "));
    let known: Vec<String> = keys().take(MOST).map(|key| format!("`{key}`")).collect();
    let more = if views.len() > MOST {
        ", and more: `remit diagram --list` lists all"
    } else {
        ""
    };
    format!(
        "there is no view `{key}`; {}: {}{more}",
        near.or(body)
            .map_or("there are".to_owned(), |help| format!("{help}There are")),
        known.join(", ")
    )
}

/// Says on standard error what the drawing can't: that it is empty, or that part of the framework could not be read.
fn unsaid(workspace: &Workspace, drawing: &Drawing, highlight: &[String]) {
    let mistakes = workspace
        .loaded
        .findings
        .iter()
        .filter(|finding| finding.level == Level::Must)
        .count();
    if mistakes > 0 {
        let mistakes = if mistakes == 1 {
            "1 mistake".to_owned()
        } else {
            format!("{mistakes} mistakes")
        };
        output::talk(&format!(
            "the files have {mistakes}, and what stands there is not drawn; `remit check` says where"
        ));
    }
    let shown = drawing.tiers.iter().any(|tier| !tier.boxes.is_empty());
    let table = drawing.matrix.as_ref().is_some_and(|matrix| !matrix.rows.is_empty());
    if !shown && !table {
        output::talk("nothing is shown: what was asked for selects nothing that is there on this date");
    }
    if !highlight.is_empty() && !is_highlighted(drawing) {
        output::talk("nothing stands out: what was to be highlighted is not shown");
    }
}

/// Whether anything in the drawing stands out.
fn is_highlighted(drawing: &Drawing) -> bool {
    let boxes = drawing.tiers.iter().flat_map(|tier| &tier.boxes);
    boxes.into_iter().any(|drawn| drawn.highlighted) || drawing.lines.iter().any(|line| line.highlighted)
}

/// Writes SVG, PNG or PDF.
fn picture(
    format: DiagramFormat,
    drawing: &Drawing,
    asked: &Diagram,
    to: Option<&Path>,
    workspace: &Workspace,
) -> Result<(), Trouble> {
    let printer = Printer::new(workspace, asked.page);
    let sheets = printer.print(drawing);
    let count = sheets.drawn.len();
    if to.is_none() && count > 1 && format != DiagramFormat::Pdf {
        return Err(Trouble(format!(
            "even in type of 8 points the drawing is too large for its page and takes {count} sheets, which cannot all go to \
             standard output; name a file with -o, or choose --format pdf, another --page, or fewer boxes"
        )));
    }
    printer.talk(&sheets, "");
    if count > 1 && asked.changes && asked.changes_around.is_none() {
        output::talk("`--changes-around 1` leaves out what stays as it is, but for what is beside a change");
    }
    let svgs: Vec<&str> = sheets.drawn.iter().map(|drawn| drawn.svg.as_str()).collect();
    let refused = |error: raster::Refused| Trouble(error.to_string());
    if format == DiagramFormat::Pdf {
        return output::bytes(&raster::pdf(&svgs, printer.page()).map_err(refused)?, to);
    }
    for (svg, number) in svgs.iter().zip(1..) {
        let to = to.map(|path| numbered(path, number));
        let to = to.as_deref();
        match format {
            DiagramFormat::Png => output::bytes(&raster::png(svg, asked.dpi).map_err(refused)?, to)?,
            _ => output::result(svg, to)?,
        }
    }
    let old = to.map(|path| left_over(path, count)).unwrap_or_default();
    if !old.is_empty() {
        let are = if old.len() == 1 { "is" } else { "are" };
        output::talk(&remit_render::inert::line(&format!(
            "{} {are} not of this drawing, but from an earlier run with more sheets",
            old.join(", ")
        )));
    }
    Ok(())
}

/// The files of sheets that come after the last of these, as far as there are any one after the other.
fn left_over(path: &Path, count: usize) -> Vec<String> {
    (count.max(1) + 1..)
        .map(|number| numbered(path, number))
        .take_while(|path| path.is_file())
        .map(|path| path.display().to_string())
        .collect()
}

/// The file of a sheet: `name.svg`, `name-2.svg`.
fn numbered(path: &Path, number: usize) -> PathBuf {
    if number == 1 {
        return path.to_owned();
    }
    let stem = path
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default();
    let ending = path.extension().map(|ending| format!(".{}", ending.to_string_lossy()));
    path.with_file_name(format!("{stem}-{number}{}", ending.unwrap_or_default()))
}

/// One page with all sheets in it, and all in words.
fn web_page(drawing: &Drawing, paper: Paper, workspace: &Workspace) -> String {
    let printer = Printer::new(workspace, paper);
    let sheets = printer.print(drawing);
    printer.talk(&sheets, "");
    let addresses = sheets.drawn.iter().map(|drawn| remit_render::holding(&drawn.svg));
    let page = with_figures(drawing, &sheets, addresses);
    let options = HtmlOptions {
        lang: "en-GB".to_owned(),
        ..HtmlOptions::default()
    };
    html::page(&page, &options)
}

/// The drawing in words, with its sheets at these addresses before them.
pub(super) fn with_figures(drawing: &Drawing, sheets: &Sheets, addresses: impl Iterator<Item = String>) -> Page {
    let mut page = text_equivalent(drawing);
    let alone = sheets.drawings.len() == 1;
    if alone {
        // It stands beside the picture already, and would be heard twice.
        page.summary.clear();
    }
    let figures = sheets.drawings.iter().zip(addresses).map(|(sheet, address)| {
        let caption = if alone {
            "The same in words follows."
        } else {
            &sheet.title
        };
        Block::Figure(caption.to_owned(), sheet.alt.clone(), address)
    });
    page.blocks.splice(0..0, figures);
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_are_numbered_from_the_second_on() {
        let names = [1, 2, 12].map(|number| numbered(Path::new("a/the.view.svg"), number));
        assert_eq!(
            names,
            ["a/the.view.svg", "a/the.view-2.svg", "a/the.view-12.svg"].map(PathBuf::from)
        );
    }
}
