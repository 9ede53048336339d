//! Requirements: they name sets of nodes, so they are resolved when all nodes are known.

use super::mistakes::Wanted;
use super::statements::Draft;
use super::{File, Resolver};
use crate::document::{self as written, At, Key, Role, Span, Stated};
use crate::finding::{Finding, Level};
use crate::model::{Demand, Model, Requirement, Selector, Table, parse_selector};
use crate::text::Text;

/// What every requirement says of itself.
pub(super) trait Common: Stated {
    /// Why the framework demands it.
    fn because(&self) -> Option<Text>;
    /// What to do when it does not hold.
    fn remedy(&self) -> Option<Text>;
}

macro_rules! named {
    ($($name:path),* $(,)?) => {$(
        impl $crate::resolve::requirements::Common for $name {
            fn because(&self) -> Option<$crate::text::Text> {
                self.because.as_ref().map(|at| at.value.clone())
            }

            fn remedy(&self) -> Option<$crate::text::Text> {
                self.remedy.as_ref().map(|at| at.value.clone())
            }
        }
    )*};
}

pub(super) use named;

/// Whether a key may name what only a proposal has: a demand on the framework may not rest on it, a view may show it.
fn may_be_proposed(key: &str) -> bool {
    matches!(key, "show" | "around" | "hide" | "collapse" | "highlight")
}

impl Resolver<'_> {
    pub(super) fn requirements(&mut self, files: &[File], model: &mut Model) {
        let mut requirements = Vec::new();
        let mut views = Vec::new();
        for file in files {
            for (key, path) in &file.document.requirement.path {
                requirements.push(self.path(file, key, path));
            }
            for (key, link) in &file.document.requirement.link {
                requirements.push(self.link(file, key, link));
            }
            self.demands(file, &mut requirements);
            for (key, view) in &file.document.view {
                views.push(self.view(file, key, view));
            }
        }
        model.requirements = Table::new(requirements);
        model.views = Table::new(views);
    }

    pub(super) fn selector(
        &mut self,
        draft: &mut Draft<'_>,
        key: &'static str,
        written: &At<Text>,
    ) -> Option<(Selector, Span)> {
        match parse_selector(written, self.names) {
            Ok(Selector::Node(_)) if !may_be_proposed(key) => self
                .node_at(draft, key, &written.value, written.span)
                .map(|id| (Selector::Node(id), written.span)),
            Ok(selector) => Some((selector, written.span)),
            Err(mistake) => {
                draft.unknown.push(key);
                let place = draft.place(written.span);
                let why = match mistake.help {
                    Some(help) => format!("{}; {help}", mistake.message),
                    None => mistake.message,
                };
                self.missing.add_because(Wanted::Node, &written.value, place, why);
                None
            }
        }
    }

    fn path(&mut self, file: &File, key: &At<Key>, path: &written::PathRequirement) -> Requirement {
        let mut draft = Draft::new(file);
        let places: Vec<_> = path
            .top_down
            .iter()
            .filter_map(|at| self.selector(&mut draft, "top-down", at))
            .collect();
        let by: Vec<_> = path.by.iter().map(|at| at.value).collect();
        let readable = places.len() == path.top_down.len() && places.len() >= 2 && !by.is_empty();
        let demand = if readable {
            Demand::Path {
                top_down: places,
                by,
                within_weeks: path.within_weeks.as_ref().map(|at| at.value),
            }
        } else {
            if draft.unknown.is_empty() {
                let why = format!(
                    "requirement `{}` needs at least two places in `top-down`, and relations in `by`",
                    key.0
                );
                self.incomplete(&draft, format!("requirement.path.{}", key.0), why, key.span);
            }
            Demand::Unreadable
        };
        Requirement {
            key: Text::from(format!("path.{}", key.0)),
            demand,
            because: path.because.as_ref().map(|at| at.value.clone()),
            remedy: path.remedy.as_ref().map(|at| at.value.clone()),
            statement: self.statement(draft, key.span, path, None),
        }
    }

    /// A requirement that lacks what it cannot be judged without.
    pub(super) fn incomplete(&mut self, draft: &Draft<'_>, subject: String, why: String, span: Span) {
        let finding = Finding::new("missing-key", Level::Must, subject, why);
        self.missing.keys.push(finding.label(draft.place(span), ""));
    }

    fn link(&mut self, file: &File, key: &At<Key>, link: &written::LinkRequirement) -> Requirement {
        let mut draft = Draft::new(file);
        let of = link
            .chair_of
            .as_ref()
            .and_then(|at| self.selector(&mut draft, "chair-of", at));
        let sits_on = link
            .sits_on
            .as_ref()
            .and_then(|at| self.node(&mut draft, "sits-on", at));
        let demand = match (of, sits_on) {
            (Some(of), Some(sits_on)) => Demand::Link {
                of,
                role: link.role.as_ref().map_or(Role::Chair, |at| at.value),
                sits_on,
            },
            _ => {
                if draft.unknown.is_empty() {
                    let name = Text::from(format!("requirement.link.{}", key.0));
                    let why = format!("requirement `{}` needs `chair-of` and `sits-on`", key.0);
                    self.missing
                        .add_because(Wanted::Anything, &name, draft.place(key.span), why);
                }
                Demand::Unreadable
            }
        };
        Requirement {
            key: Text::from(format!("link.{}", key.0)),
            demand,
            because: link.because.as_ref().map(|at| at.value.clone()),
            remedy: link.remedy.as_ref().map(|at| at.value.clone()),
            statement: self.statement(draft, key.span, link, None),
        }
    }
}
