//! What proposals end: each end is noted in what it ends, so that a view which takes the proposal sees it gone.

use hashbrown::{HashMap, HashSet};

use super::mistakes::Wanted;
use super::statements::Draft;
use super::successions::{article, in_order, wanted};
use super::{File, Resolver, in_order_of_adoption};
use crate::document::{At, Ending, Entries, Key, RelationKind, Stated};
use crate::finding::{Finding, Level};
use crate::model::{End, Ended, Layer, Model, Node, NodeId, Origin, Relation, Row, RowMut, Statement, Succession};
use crate::sources::Place;
use crate::suggest::did_you_mean;
use crate::text::Text;

/// Lines that do not exist get a "did you mean" up to so many: each looks through the lines of a body.
const SUGGESTIONS: usize = 100;

/// An entry of `[end]`, and the file that it stands in.
struct Entry<'e> {
    file: &'e File,
    table: &'static str,
    key: &'e At<Key>,
    entry: &'e dyn Ending,
}

/// The numbers of the lines of the nodes of which lines end, by node, kind and key.
type Lines = HashMap<(NodeId, &'static str), HashMap<Text, Vec<u32>>>;

/// What is known of the statements of one thing.
#[derive(Default)]
struct Found {
    /// Whether the framework states it.
    base: bool,
    /// Where the same file states it too.
    here: Option<Place>,
    /// A proposal that states it.
    proposal: Option<Layer>,
}

impl Found {
    fn of<'s>(statements: impl Iterator<Item = &'s Statement>, file: &File) -> Self {
        let mut found = Self::default();
        for statement in statements {
            if statement.place.file == file.id {
                found.here.get_or_insert(statement.place);
            } else if statement.layer == Layer::Base {
                found.base = true;
            } else {
                found.proposal.get_or_insert(statement.layer);
            }
        }
        found
    }
}

impl Resolver<'_> {
    /// Notes what ends in the model and its relations.
    pub(super) fn ends(&mut self, files: &[File], model: &mut Model, relations: &mut [Relation]) {
        let ending: Vec<&File> = in_order_of_adoption(files)
            .into_iter()
            .filter(|file| file.document.end.first().is_some())
            .collect();
        let lines = self.lines_that_may_end(&ending, relations);
        let mut ends = Vec::new();
        let mut suggestions = SUGGESTIONS;
        for file in ending {
            for (table, key, entry) in file.document.end.all() {
                let entry = Entry {
                    file,
                    table,
                    key,
                    entry,
                };
                match self.names_lines(&entry) {
                    Some(true) => self.end_lines(&entry, model, relations, (&lines, &mut suggestions), &mut ends),
                    Some(false) => ends.extend(self.end_whole(&entry, model)),
                    None => {}
                }
            }
        }
        ends.sort_by(|a: &End, b: &End| {
            (a.table, &a.key, &a.line, a.ended.layer).cmp(&(b.table, &b.key, &b.line, b.ended.layer))
        });
        for end in &ends {
            model
                .successions
                .extend(end.successors.iter().map(|successor| Succession {
                    table: end.table,
                    from: end.key.clone(),
                    to: successor.clone(),
                    renamed: false,
                    layer: end.ended.layer,
                    place: end.ended.place,
                }));
        }
        model.ends = ends;
        in_order(&mut model.successions);
        self.former_keys(&model.successions, &model.nodes);
    }

    /// Whether an entry ends lines alone. Nothing, where it can't be told; that is reported.
    fn names_lines(&mut self, entry: &Entry<'_>) -> Option<bool> {
        let lines = entry.entry.lines();
        let named = lines.iter().find_map(|(_, lines)| lines.iter().next());
        let Some((line, _)) = named else {
            let Some((kind, _)) = lines.iter().find(|(_, lines)| lines.is_none()) else {
                return Some(false);
            };
            let message = format!("`{kind}` names nothing that ends");
            let finding = Finding::new("wrong-value", Level::Must, entry.subject(), message);
            let finding = finding.label(entry.place(), "");
            self.missing.keys.push(finding.help(format!(
                "name what ends, as in [end.{}.{}.{kind}.some-id]; or leave `{kind}` out, and all of it ends",
                entry.table, entry.key.0
            )));
            return None;
        };
        let common = entry.entry.statement();
        let own = common.ends.map(|at| at.span);
        let own = own.or_else(|| entry.entry.successors().first().map(|at| at.span));
        if let Some(own) = own {
            let message = format!(
                "this ends a {} and lines of it; with it, all its lines end",
                entry.table
            );
            let draft = Draft::new(entry.file);
            let finding = Finding::new("contradiction", Level::Must, entry.subject(), message)
                .label(draft.place(own), "of all of it")
                .label(draft.place(line.span), "a line of it");
            let help = "keep one of the two: name the lines, each with an `ends` of its own where it needs one, or none of them";
            self.missing.keys.push(finding.help(help));
            return None;
        }
        Some(true)
    }

    /// An entry that ends an organisation, body or post, or a row of another table.
    fn end_whole(&mut self, entry: &Entry<'_>, model: &mut Model) -> Option<End> {
        let ended = entry.ended(entry.entry, entry.place());
        let successors = self.successors(entry.file, entry.table, entry.key, entry.entry.successors());
        match entry.table {
            "organisation" | "body" | "post" => {
                let id = self.node_that_ends(entry)?;
                let node = &mut model.nodes[id.index()];
                let found = Found::of(node.parts.iter().map(|part| &part.statement), entry.file);
                self.may_end(entry, &found)?;
                node.ended.push(ended);
            }
            "person" => self.end_rows(entry, ended, &mut model.persons)?,
            "function" => self.end_rows(entry, ended, &mut model.functions)?,
            "budget" => self.end_rows(entry, ended, &mut model.budgets)?,
            "instrument" => self.end_rows(entry, ended, &mut model.instruments)?,
            "delegation" => self.end_rows(entry, ended, &mut model.delegations)?,
            "log" => self.end_rows(entry, ended, &mut model.log)?,
            "milestone" => self.end_rows(entry, ended, &mut model.milestones)?,
            _ => self.end_rows(entry, ended, &mut model.requirements)?,
        }
        let (table, key) = entry.row();
        Some(End {
            table,
            key,
            line: None,
            successors: successors.into_iter().map(|at| at.value).collect(),
            statement: self.end_statement(entry.file, entry.key, entry.entry, None, &ended),
            ended,
        })
    }

    fn end_rows<T: RowMut>(
        &mut self,
        entry: &Entry<'_>,
        ended: Ended,
        table: &mut crate::model::Table<T>,
    ) -> Option<()> {
        let (_, key) = entry.row();
        let found = Found::of(table.of(&key).map(Row::statement), entry.file);
        if !found.base && found.here.is_none() && found.proposal.is_none() {
            let wanted = wanted(entry.table);
            let near = (wanted == Wanted::Requirement)
                .then(|| did_you_mean(&key, table.iter().map(|row| row.key().as_str())))
                .flatten();
            match near {
                Some(near) => {
                    let why = format!("there is no requirement `{key}`; did you mean `{near}`?");
                    self.missing.add_because(wanted, &key, entry.place(), why);
                }
                None => self.missing.add(wanted, &key, entry.place()),
            }
            return None;
        }
        self.may_end(entry, &found)?;
        table.statements_mut(&key).for_each(|statement| statement.end(ended));
        Some(())
    }

    /// The organisation, body or post that an entry names, in its own table.
    fn node_that_ends(&mut self, entry: &Entry<'_>) -> Option<NodeId> {
        match self.names.node_defined(entry.key.as_str()) {
            Some((kind, _, id)) if kind.word() == entry.table => Some(id),
            Some((kind, ..)) => {
                let (key, word) = (&entry.key.0, kind.word());
                let why = format!("`{key}` is {} {word}: write it as [end.{word}.{key}]", article(word));
                self.missing.add_because(Wanted::Node, key, entry.place(), why);
                None
            }
            None => {
                self.missing.add(wanted(entry.table), &entry.key.0, entry.place());
                None
            }
        }
    }

    /// Whether the framework has what an entry ends, and the entry's own file leaves it alone; otherwise that is reported.
    fn may_end(&mut self, entry: &Entry<'_>, found: &Found) -> Option<()> {
        let subject = format!("{}.{}", entry.table, entry.key.0);
        self.may_end_line(entry.place(), found, entry.subject(), &subject)
    }

    fn may_end_line(&mut self, place: Place, found: &Found, subject: String, what: &str) -> Option<()> {
        let finding = if let Some(here) = found.here {
            let message = if found.base {
                format!("this proposal both ends and changes `{what}`")
            } else {
                format!("this proposal ends `{what}`, which it adds itself")
            };
            Finding::new("contradiction", Level::Must, subject, message)
                .label(place, "ends")
                .label(here, if found.base { "changes" } else { "adds" })
                .help("keep one of the two")
        } else if found.base {
            return Some(());
        } else {
            let proposal = found.proposal.and_then(|layer| match layer {
                Layer::Proposal(number) => self.proposal_layers.get(number as usize),
                Layer::Base => None,
            });
            let by = proposal.map_or_else(|| "a proposal".to_owned(), |key| format!("the proposal `{key}`"));
            let message = format!("`{what}` exists only in {by}, which is not in force; nothing else can end it");
            Finding::new("unresolved-reference", Level::Must, subject, message)
                .label(place, "")
                .help("take it out of that proposal, or end what the framework has")
        };
        self.missing.keys.push(finding);
        None
    }

    /// An entry that ends seats, decisions, risks or relations of a body or post, which itself goes on.
    fn end_lines(
        &mut self,
        entry: &Entry<'_>,
        model: &mut Model,
        relations: &mut [Relation],
        (lines, suggestions): (&Lines, &mut usize),
        ends: &mut Vec<End>,
    ) {
        let Some(id) = self.node_that_ends(entry) else {
            return;
        };
        let origin = self.lines_origin(entry.entry);
        let none = HashMap::new();
        for (kind, ending) in entry.entry.lines() {
            let numbers = lines.get(&(id, kind)).unwrap_or(&none);
            for (key, line) in ending {
                let place = Draft::new(entry.file).place(key.span);
                let ended = entry.ended(line, place);
                let node = &mut model.nodes[id.index()];
                let numbers = numbers.get(&key.value.0).map_or(&[][..], Vec::as_slice);
                let mut statements: Vec<&mut Statement> = match kind {
                    "does" => of_key(&mut node.does, key),
                    "seats" => of_key(&mut node.seats, key),
                    "carries" => of_key(&mut node.carries, key),
                    _ => some_of(relations, numbers),
                };
                let found = Found::of(statements.iter().map(|statement| &**statement), entry.file);
                let what = format!("{}.{}.{kind}.{}", entry.table, entry.key.0, key.0);
                if statements.is_empty() {
                    drop(statements);
                    let known = known_lines(&model.nodes[id.index()], kind, lines.get(&(id, kind)));
                    let near = (*suggestions > 0)
                        .then(|| did_you_mean(key, known.into_iter()))
                        .flatten();
                    *suggestions = suggestions.saturating_sub(1);
                    let message = format!("{} `{}` has no `{kind}.{}`", entry.table, entry.key.0, key.0);
                    let finding = Finding::new("unresolved-reference", Level::Must, format!("end.{what}"), message);
                    self.missing.keys.push(finding.label(place, "").help(match near {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => format!("end what stands below `{kind}` there, or take this out"),
                    }));
                    continue;
                }
                if self.may_end_line(place, &found, format!("end.{what}"), &what).is_none() {
                    continue;
                }
                statements.iter_mut().for_each(|statement| statement.end(ended));
                ends.push(End {
                    table: entry.table,
                    key: entry.key.0.clone(),
                    line: Some((kind, key.0.clone())),
                    successors: Vec::new(),
                    statement: self.end_statement(entry.file, key, line, origin.as_ref(), &ended),
                    ended,
                });
            }
        }
    }

    fn end_statement(
        &mut self,
        file: &File,
        key: &At<Key>,
        written: &(impl Stated + ?Sized),
        above: Option<&Origin>,
        ended: &Ended,
    ) -> Statement {
        let mut statement = self.statement(Draft::new(file), key.span, written, above);
        statement.ends = ended.last;
        statement
    }

    /// The lines of the nodes of which some line is to end.
    fn lines_that_may_end(&self, files: &[&File], relations: &[Relation]) -> Lines {
        fn named<T: Ending>(entries: &Entries<T>) -> impl Iterator<Item = &At<Key>> {
            let with_lines = |entry: &T| entry.lines().iter().any(|(_, lines)| !lines.is_empty());
            entries
                .iter()
                .filter(move |(_, entry)| with_lines(entry))
                .map(|(key, _)| key)
        }
        let keys = files.iter().flat_map(|file| {
            let end = &file.document.end;
            named(&end.body).chain(named(&end.post))
        });
        let wanted: HashSet<NodeId> = keys
            .filter_map(|key| self.names.node_defined(key.as_str()).map(|(_, _, id)| id))
            .collect();
        let mut lines = Lines::new();
        if wanted.is_empty() {
            return lines;
        }
        for (number, relation) in (0u32..).zip(relations) {
            if wanted.contains(&relation.from) && relation.kind != RelationKind::Within {
                let of_kind = lines.entry((relation.from, relation.kind.word())).or_default();
                of_kind.entry(relation.key.clone()).or_default().push(number);
            }
        }
        lines
    }
}

impl Entry<'_> {
    fn subject(&self) -> String {
        format!("end.{}.{}", self.table, self.key.0)
    }

    /// The table of what ends, and its key there. Requirements of all kinds are one table, in which the kind is part of the key.
    fn row(&self) -> (&'static str, Text) {
        match self.table.split_once('.') {
            Some((_, kind)) => ("requirement", Text::from(format!("{kind}.{}", self.key.0))),
            None => (self.table, self.key.0.clone()),
        }
    }

    fn place(&self) -> Place {
        Draft::new(self.file).place(self.key.span)
    }

    /// The end that the entry, or a line of it, gives.
    fn ended(&self, written: &(impl Stated + ?Sized), place: Place) -> Ended {
        let stated = written.statement().ends.map(|at| ***at);
        Ended {
            layer: self.file.layer,
            from: self.file.from,
            last: stated.or_else(|| self.file.from?.yesterday().ok()),
            place,
        }
    }
}

/// The statements of a key in rows that are in the order of their keys.
fn of_key<'r, T: RowMut>(rows: &'r mut [T], key: &Key) -> Vec<&'r mut Statement> {
    let first = rows.partition_point(|row| row.key().as_str() < key.as_str());
    let of_key = rows[first..].iter_mut().take_while(|row| *row.key() == key.0);
    of_key.map(T::statement_mut).collect()
}

/// The statements of some relations, by number, in order.
fn some_of<'r>(relations: &'r mut [Relation], numbers: &[u32]) -> Vec<&'r mut Statement> {
    let mut rest = relations;
    let mut passed = 0;
    let mut statements = Vec::with_capacity(numbers.len());
    for &number in numbers {
        let (_, from) = std::mem::take(&mut rest).split_at_mut(number as usize - passed);
        let Some((relation, after)) = from.split_first_mut() else {
            break;
        };
        statements.push(&mut relation.statement);
        passed = number as usize + 1;
        rest = after;
    }
    statements
}

/// The keys of the lines of a kind that a node has.
fn known_lines<'n>(node: &'n Node, kind: &str, lines: Option<&'n HashMap<Text, Vec<u32>>>) -> Vec<&'n str> {
    let mut keys: Vec<&str> = match kind {
        "does" => node.does.iter().map(|row| row.key.as_str()).collect(),
        "seats" => node.seats.iter().map(|row| row.key.as_str()).collect(),
        "carries" => node.carries.iter().map(|row| row.key.as_str()).collect(),
        _ => lines.into_iter().flat_map(HashMap::keys).map(Text::as_str).collect(),
    };
    keys.sort_unstable();
    keys
}
