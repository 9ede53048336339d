//! Views and the house style: they name sets of nodes, so they are resolved when all nodes are known.

use super::mistakes::Wanted;
use super::statements::Draft;
use super::{File, Resolver};
use crate::document::{self as written, At, Columns, Key, Stated, ViewKind};
use crate::drawing::{Colour, HouseStyle};
use crate::finding::{Finding, Level};
use crate::model::{Around, Choice, Highlight, Selector, View};
use crate::sources::Place;
use crate::text::Text;

impl Resolver<'_> {
    pub(super) fn view(&mut self, file: &File, key: &At<Key>, view: &written::DiagramView) -> View {
        let mut draft = Draft::new(file);
        let name = format!("view.{}", key.0);
        let plain = Choice::new(view.title.as_ref().map_or(key.0.as_str(), |at| &at.value));
        let choice = Choice {
            kind: view.kind.as_ref().map_or(ViewKind::Diagram, |at| at.value),
            show: self.selectors(&mut draft, "show", &view.show),
            around: self.around(&mut draft, &name, "around", (&view.around, &view.depth)),
            hide: self.selectors(&mut draft, "hide", &view.hide),
            lines: view.lines.iter().map(|at| at.value).collect(),
            collapse: self.selectors(&mut draft, "collapse", &view.collapse),
            columns: view.columns.as_ref().map(|at| at.value),
            boxes: match view.boxes.is_written() {
                true => view.boxes.iter().map(|at| at.value).collect(),
                false => plain.boxes,
            },
            highlight: match &view.highlight {
                Some(highlight) => self.highlight(&mut draft, &name, highlight),
                None => Highlight::default(),
            },
            notes: view.notes.as_ref().is_none_or(|at| at.value),
            sheet_status: view.sheet_status.as_ref().map(|at| at.value.to_string()),
            audience: view.statement().audience.map_or(plain.audience, |at| at.value),
            with: self.with(&draft, &view.with),
            as_at: view.as_at.as_ref().map(|at| at.value.0),
            title: plain.title,
        };
        if let Some(columns) = &view.columns {
            self.columns(&draft, &name, choice.kind, columns);
        }
        View {
            key: key.0.clone(),
            choice,
            statement: self.statement(draft, key.span, view, None),
        }
    }

    /// Tiers are columns of a table of decisions alone.
    fn columns(&mut self, draft: &Draft<'_>, view: &str, kind: ViewKind, columns: &At<Columns>) {
        if columns.value != Columns::Tier || kind == ViewKind::Decisions {
            return;
        }
        let message = match kind {
            ViewKind::Diagram => "tiers are the rows of a diagram, and can't be its columns as well",
            _ => "a table of who is on what has a column for each body, and can't have tiers for columns",
        };
        let finding = Finding::new("wrong-value", Level::Must, format!("{view}.columns"), message);
        let finding = finding.label(draft.place(columns.span), "");
        let help = "leave `columns` out; or write kind = \"decisions\" for a table of who decides what at each tier";
        self.missing.keys.push(finding.help(help));
    }

    fn selectors(&mut self, draft: &mut Draft<'_>, key: &'static str, written: &[At<Text>]) -> Vec<Selector> {
        let selectors = written.iter().filter_map(|at| self.selector(draft, key, at));
        selectors.map(|(selector, _)| selector).collect()
    }

    fn around(
        &mut self,
        draft: &mut Draft<'_>,
        view: &str,
        key: &'static str,
        (around, depth): (&Option<At<Text>>, &Option<At<u32>>),
    ) -> Option<Around> {
        let Some(around) = around else {
            if let Some(depth) = depth {
                let message = "`depth` says how far surroundings reach, and there is no `around`";
                let finding = Finding::new("missing-key", Level::Must, view, message);
                let finding = finding.label(draft.place(depth.span), "");
                self.missing
                    .keys
                    .push(finding.help("write whose surroundings are meant, as in around = \"hwb\""));
            }
            return None;
        };
        let (of, _) = self.selector(draft, key, around)?;
        let depth = depth.as_ref().map_or(1, |at| at.value);
        Some(Around { of, depth })
    }

    fn highlight(&mut self, draft: &mut Draft<'_>, view: &str, highlight: &written::ViewHighlight) -> Highlight {
        Highlight {
            path: self.selectors(draft, "highlight", &highlight.path),
            around: self.around(draft, view, "highlight", (&highlight.around, &highlight.depth)),
            findings: highlight.findings.as_ref().is_some_and(|at| at.value),
        }
    }

    fn with(&mut self, draft: &Draft<'_>, written: &[At<Key>]) -> Vec<Text> {
        let mut with = Vec::new();
        for proposal in written {
            if self.names.proposals.contains(&proposal.0) {
                with.push(proposal.0.clone());
            } else if let Some(proposals) = self.names.scenarios.get(&proposal.0) {
                with.extend(proposals.iter().cloned());
            } else {
                self.missing
                    .add(Wanted::Proposal, &proposal.0, draft.place(proposal.span));
            }
        }
        with
    }
}

/// How the sheets look: stated once.
pub(super) fn house_style(files: &[File], findings: &mut Vec<Finding>) -> HouseStyle {
    let mut found: Option<(&File, &At<written::HouseStyle>)> = None;
    for file in files {
        let Some(style) = &file.document.house_style else {
            continue;
        };
        let place = |file: &File, span| Place { file: file.id, span };
        match found {
            None => found = Some((file, style)),
            Some((first, other)) => findings.push(
                Finding::new(
                    "defined-twice",
                    Level::Must,
                    "house-style",
                    "[house-style] is defined twice",
                )
                .label(place(file, style.span), "defined again")
                .label(place(first, other.span), "first defined here")
                .help("a framework has one house style: keep one of the two, and move into it what the other adds"),
            ),
        }
    }
    let Some((file, style)) = found else {
        return HouseStyle::default();
    };
    let mut wrong = |key: &str, at: &At<Text>, message: String, help: &str| {
        let place = Place {
            file: file.id,
            span: at.span,
        };
        let finding = Finding::new("wrong-value", Level::Must, format!("house-style.{key}"), message);
        findings.push(finding.label(place, "").help(help));
    };
    let mut colour = |key: &str, written: &Option<At<Text>>| {
        let at = written.as_ref()?;
        let colour = Colour::parse(&at.value);
        if colour.is_none() {
            let message = format!("`{key}` takes a colour, not \"{}\"", short(&at.value));
            let help = "write # and six digits from 0 to f, two each for red, green and blue: \"#1d4f91\"";
            wrong(key, at, message, help);
        }
        colour
    };
    let mut resolved = HouseStyle {
        ink: colour("ink", &style.ink),
        paper: colour("paper", &style.paper),
        band: colour("band", &style.band),
        body: colour("body", &style.body),
        organisation: colour("organisation", &style.organisation),
        highlight: colour("highlight", &style.highlight),
        ..HouseStyle::default()
    };
    let text = |written: &Option<At<Text>>| written.as_ref().map(|at| at.value.to_string());
    resolved.font = text(&style.font);
    resolved.footer = text(&style.footer);
    if let Some(at) = &style.logo {
        if is_picture_here(&at.value) {
            resolved.logo = Some(at.value.to_string());
        } else {
            let message = format!(
                "`logo` takes a PNG or SVG file in the folder of the framework, not \"{}\"",
                short(&at.value)
            );
            let help = "write its path from that folder, with / between folders: \"pictures/logo.png\"";
            wrong("logo", at, message, help);
        }
    }
    resolved
}

/// A text cut to what a message can carry.
fn short(text: &str) -> String {
    text.chars().take(60).collect()
}

/// Whether a path leads to a PNG or SVG file below the folder that it starts from.
fn is_picture_here(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    let picture = [".png", ".svg"].iter().any(|ending| lower.ends_with(ending));
    let inside = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    picture && inside && !path.contains(['\\', ':']) && !path.chars().any(char::is_control)
}
