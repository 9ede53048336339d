//! What took the place of what, as organisations, bodies and posts say themselves: `successor` and `formerly`.

use hashbrown::HashSet;

use super::mistakes::Wanted;
use super::statements::Draft;
use super::{File, Resolver};
use crate::document::{At, Entries, Key, Stated};
use crate::finding::{Finding, Level};
use crate::model::{Layer, Node, NodeKind, Succession};
use crate::text::Text;

/// The table in which successors of a table are looked up.
pub(super) fn wanted(table: &str) -> Wanted {
    match table {
        "organisation" => Wanted::Organisation,
        "person" => Wanted::Person,
        "function" => Wanted::Function,
        "budget" => Wanted::Budget,
        "instrument" => Wanted::Instrument,
        "delegation" => Wanted::Delegation,
        "log" => Wanted::Log,
        "milestone" => Wanted::Milestone,
        table if table.starts_with("requirement.") => Wanted::Requirement,
        _ => Wanted::Node,
    }
}

/// What is written in a node of itself before and after.
struct Kin<'a> {
    table: NodeKind,
    key: &'a At<Key>,
    successors: &'a [At<Key>],
    formerly: &'a [At<Key>],
    /// Whether it states its last day, or that the sources are silent about it.
    ends: bool,
    /// Whether it stands below `change`.
    changes: bool,
}

impl Resolver<'_> {
    /// What the nodes say of themselves, defined or changed.
    pub(super) fn successions(&mut self, files: &[File], all: &mut Vec<Succession>) {
        for file in files {
            let document = &file.document;
            let change = &document.change;
            for (entries, changes) in [(&document.organisation, false), (&change.organisation, true)] {
                self.kin(
                    file,
                    NodeKind::Organisation,
                    entries,
                    changes,
                    |o| (&o.successor, &o.formerly),
                    all,
                );
            }
            for (entries, changes) in [(&document.body, false), (&change.body, true)] {
                self.kin(
                    file,
                    NodeKind::Body,
                    entries,
                    changes,
                    |b| (&b.successor, &b.formerly),
                    all,
                );
            }
            for (entries, changes) in [(&document.post, false), (&change.post, true)] {
                self.kin(
                    file,
                    NodeKind::Post,
                    entries,
                    changes,
                    |p| (&p.successor, &p.formerly),
                    all,
                );
            }
        }
    }

    fn kin<T: Stated>(
        &mut self,
        file: &File,
        table: NodeKind,
        entries: &Entries<T>,
        changes: bool,
        said: impl for<'e> Fn(&'e T) -> (&'e [At<Key>], &'e [At<Key>]),
        all: &mut Vec<Succession>,
    ) {
        for (key, entry) in entries {
            let (successors, formerly) = said(entry);
            if successors.is_empty() && formerly.is_empty() {
                continue;
            }
            let common = entry.statement();
            let silent = common.not_stated.iter().any(|silence| silence.as_str() == "ends");
            let kin = Kin {
                table,
                key,
                successors,
                formerly,
                ends: common.ends.is_some() || silent,
                changes,
            };
            self.kin_of(file, &kin, all);
        }
    }

    fn kin_of(&mut self, file: &File, kin: &Kin<'_>, all: &mut Vec<Succession>) {
        let draft = Draft::new(file);
        let subject = format!("{}.{}", kin.table.word(), kin.key.0);
        if let Some(first) = kin.successors.first().filter(|_| !kin.ends && !kin.changes) {
            let message = "this has a successor, and no last day";
            let finding = Finding::new("missing-key", Level::Must, subject.clone(), message);
            self.missing.keys.push(
                finding
                    .label(draft.place(first.span), "")
                    .help("write `ends`, its last day in force; or not-stated = [\"ends\"]"),
            );
        }
        for successor in self.successors(file, kin.table.word(), kin.key, kin.successors) {
            all.push(Succession {
                table: kin.table.word(),
                from: kin.key.0.clone(),
                to: successor.value,
                renamed: false,
                layer: file.layer,
                place: draft.place(successor.span),
            });
        }
        for former in kin.formerly {
            let place = draft.place(former.span);
            if former.value == kin.key.value {
                let message = format!("`formerly` names `{}` itself", kin.key.0);
                let finding = Finding::new("contradiction", Level::Must, subject.clone(), message);
                let finding = finding.label(place, "");
                self.missing
                    .keys
                    .push(finding.help("name the id that it had before, or take `formerly` out"));
                continue;
            }
            all.push(Succession {
                table: kin.table.word(),
                from: former.0.clone(),
                to: kin.key.0.clone(),
                renamed: true,
                layer: file.layer,
                place,
            });
        }
    }

    /// The successors that exist, each once; the others are reported: unknown, of another table, or the thing itself.
    pub(super) fn successors(
        &mut self,
        file: &File,
        table: &'static str,
        of: &At<Key>,
        written: &[At<Key>],
    ) -> Vec<At<Text>> {
        let mut seen = HashSet::new();
        let mut successors = Vec::new();
        for name in written {
            let mut draft = Draft::new(file);
            if name.value == of.value {
                let message = format!("`{}` cannot be its own successor", of.0);
                let subject = format!("{table}.{}", of.0);
                let finding = Finding::new("contradiction", Level::Must, subject, message);
                let finding = finding.label(draft.place(name.span), "");
                self.missing
                    .keys
                    .push(finding.help("name what takes its place, or take `successor` out"));
                continue;
            }
            let known = match (table, self.names.node_defined(name)) {
                ("organisation" | "body" | "post", Some((kind, ..))) if kind.word() != table => {
                    let why = format!(
                        "`{}` is {} {}; what takes the place of {} {table} is {} {table}",
                        name.0,
                        article(kind.word()),
                        kind.word(),
                        article(table),
                        article(table)
                    );
                    let place = draft.place(name.span);
                    self.missing.add_because(Wanted::Node, &name.0, place, why);
                    false
                }
                ("organisation" | "body" | "post", _) => self.node(&mut draft, "successor", name).is_some(),
                _ => self.named(&mut draft, "successor", wanted(table), Some(name)).is_some(),
            };
            if known && seen.insert(&name.value) {
                successors.push(At {
                    value: name.0.clone(),
                    span: name.span,
                });
            }
        }
        successors
    }

    /// A former key is that of the same thing: nothing else may be in force under it at the same time.
    pub(super) fn former_keys(&mut self, successions: &[Succession], nodes: &[Node]) {
        for succession in successions.iter().filter(|succession| succession.renamed) {
            let found = |key: &Text| self.names.node_defined(key).map(|(_, _, id)| &nodes[id.index()]);
            let (Some(old), Some(new)) = (found(&succession.from), found(&succession.to)) else {
                continue;
            };
            if !at_once(old, new, succession.layer) {
                continue;
            }
            let message = format!(
                "`{}` was known as `{}`, which is in force at the same time",
                succession.to, succession.from
            );
            let subject = format!("{}.{}", succession.table, succession.to);
            let finding = Finding::new("contradiction", Level::Must, subject, message)
                .key(old.subject())
                .label(succession.place, "");
            let finding = match old.parts.first() {
                Some(part) => finding.label(part.statement.place, "in force as well"),
                None => finding,
            };
            self.missing.keys.push(finding.help(
                "`formerly` is for one thing that changed its id. Where one took the place of another, end the other, with \
                 `successor`; else name another id, or take it out",
            ));
        }
    }
}

/// Whether both are in force on some day, as seen from the framework with one proposal.
fn at_once(old: &Node, new: &Node, layer: Layer) -> bool {
    let taken = |other: Layer| other == Layer::Base || other == layer;
    let days = |node: &Node| {
        let definition = node
            .parts
            .iter()
            .find(|part| part.defines && taken(part.statement.layer))?;
        let changed = node.parts.iter().rev().filter(|part| !part.defines);
        let mut changed = changed.filter(|part| taken(part.statement.layer));
        let mut last = changed.find_map(|part| part.ends).or(definition.ends);
        for ended in node.ended.iter().filter(|ended| taken(ended.layer)) {
            // Without a day it ends when its proposal is taken.
            let ends = ended.last?;
            last = Some(last.map_or(ends, |last| last.min(ends)));
        }
        Some((definition.statement.starts, last))
    };
    let (Some((old_starts, old_ends)), Some((new_starts, new_ends))) = (days(old), days(new)) else {
        return false;
    };
    let before = |ends: Option<jiff::civil::Date>, starts: Option<jiff::civil::Date>| {
        ends.zip(starts).is_some_and(|(ends, starts)| ends < starts)
    };
    !before(old_ends, new_starts) && !before(new_ends, old_starts)
}

pub(super) fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    }
}

/// In the order of tables and keys, each once: of two that say the same, the framework's.
pub(super) fn in_order(successions: &mut Vec<Succession>) {
    // Each proposal says it for itself: what one states counts where no other is looked at.
    let identity = |s: &Succession| (s.table, s.from.clone(), s.to.clone(), s.renamed, s.layer);
    successions.sort_by(|a, b| {
        let key = |s: &Succession| (s.renamed, s.layer, s.place);
        (a.table, &a.from, &a.to, key(a)).cmp(&(b.table, &b.from, &b.to, key(b)))
    });
    successions.dedup_by(|b, a| identity(a) == identity(b));
}
