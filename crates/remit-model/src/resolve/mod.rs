//! From files to a model: read, decode, look every name up, report every mistake.
//!
//! The phases: each file is decoded by itself (in parallel, and depending on nothing but its text); proposals give their
//! files a layer; names are collected from all files; then every statement is resolved against the names. A mistake costs
//! the statement it stands in, never the rest.

mod changes;
mod conflicts;
mod contradictions;
mod demands;
mod ends;
mod framework;
mod law;
mod made;
mod mistakes;
mod names;
mod naming;
mod nodes;
mod outliving;
mod parts;
mod reading;
mod relations;
mod requirements;
mod scenarios;
mod statements;
mod successions;
mod tables;
mod together;
mod view_mistakes;
mod views;

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::document::{Audience, Entries, FileDocument, WhoseLaw, Without};
use crate::finding::{Finding, Level, sort};
use crate::limits;
use crate::model::{Layer, Model, Part, ReadFrom, Withheld};
use crate::sources::{FileId, Place, Sources};
use crate::text::Text;
use mistakes::Missing;
use names::Names;
use reading::{ReadSide, Reading};

pub use mistakes::LOADING_RULES;

/// A file as it was found.
#[derive(Debug, Clone)]
pub struct Input {
    /// Its path as shown to people: relative to the framework, with `/`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What came of loading.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// The texts: of all sides, where several were loaded together.
    pub sources: Arc<Sources>,
    /// The model: whatever could be understood.
    pub model: Model,
    /// The mistakes, as findings.
    pub findings: Vec<Finding>,
    /// The files that are not text, or not TOML throughout: what stands in them is known in part, and is not judged.
    pub broken: BTreeSet<FileId>,
}

/// A file on its way to the model.
struct File {
    id: FileId,
    document: FileDocument,
    /// Whether it belongs to the catalogue.
    shipped: bool,
    layer: Layer,
    /// The day from which an adopted proposal counts.
    from: Option<Date>,
    /// For whom all that stands in it may be published: what an internal proposal says is internal, adopted or not.
    audience: Audience,
}

/// One side of a comparison: the files of a framework.
#[derive(Debug, Clone, Default)]
pub struct Side {
    /// What is set before the path of a file when it is shown, so that the sides can be told apart: `git:main:`; nothing
    /// for the framework as it lies there.
    pub name: String,
    /// Its files.
    pub inputs: Vec<Input>,
}

impl From<Vec<Input>> for Side {
    fn from(inputs: Vec<Input>) -> Self {
        Self {
            name: String::new(),
            inputs,
        }
    }
}

/// Loads a framework: the catalogue first (path and text of each of its files), then the framework's own files.
pub fn load(catalogue: &[(&str, &str)], inputs: Vec<Input>) -> Loaded {
    load_all(catalogue, vec![inputs]).pop().unwrap_or_default()
}

/// Loads a framework as the public may see it: without people's names in any of its texts, and without risks, proposals that nobody has
/// adopted, and whatever is marked internal. What is withheld is known from the framework as it was loaded before.
pub fn load_for_the_public(catalogue: &[(&str, &str)], inputs: Vec<Input>, withheld: &Withheld) -> Loaded {
    let without = |text: &str| withheld.without(text);
    let mut loaded = loaded(catalogue, vec![inputs.into()], Some(&without))
        .pop()
        .unwrap_or_default();
    loaded.model = loaded.model.for_the_public();
    loaded
}

/// Loads several frameworks to be compared, or several states of one, in the order given. All have the same sources, which
/// hold the texts of all sides: a file with the same path and text on several sides is one source, and a text that
/// stands in several files is decoded once. Otherwise each side is what [`load`] makes of it alone.
pub fn load_all<S: Into<Side>>(catalogue: &[(&str, &str)], sides: Vec<S>) -> Vec<Loaded> {
    loaded(catalogue, sides.into_iter().map(Into::into).collect(), None)
}

fn loaded(catalogue: &[(&str, &str)], sides: Vec<Side>, without: Option<&Without<'_>>) -> Vec<Loaded> {
    let mut reading = Reading::of(catalogue, sides, without);
    let sources = Arc::new(std::mem::take(&mut reading.sources));
    let sides = std::mem::take(&mut reading.sides);
    let sides: Vec<Prepared> = sides
        .into_iter()
        .map(|side| prepare(&mut reading, side, &sources))
        .collect();
    sides.into_par_iter().map(|side| understand(side, &sources)).collect()
}

/// One side, decoded.
struct Prepared {
    files: Vec<File>,
    /// Its own files by their paths within the framework, in that order.
    paths: Vec<(String, FileId)>,
    findings: Vec<Finding>,
    broken: BTreeSet<FileId>,
}

/// Gives a side its documents, and tells what is wrong in its texts.
fn prepare(reading: &mut Reading, side: ReadSide, sources: &Sources) -> Prepared {
    let ReadSide {
        files: read,
        mut findings,
        mut broken,
    } = side;
    for file in &read {
        if mistakes::report(file, sources, reading.mistakes(file), &mut findings) {
            broken.insert(file.id);
        }
    }
    let documents = reading.documents(&read);
    let own = read.iter().filter(|file| !sources.get(file.id).shipped);
    let mut paths: Vec<(String, FileId)> = own.map(|file| (file.path.clone(), file.id)).collect();
    paths.sort();
    let files = read.into_iter().zip(documents).map(|(file, document)| File {
        id: file.id,
        document,
        shipped: sources.get(file.id).shipped,
        layer: Layer::Base,
        from: None,
        audience: Audience::Public,
    });
    Prepared {
        files: files.collect(),
        paths,
        findings,
        broken,
    }
}

/// What one side means.
fn understand(side: Prepared, sources: &Arc<Sources>) -> Loaded {
    let Prepared {
        mut files,
        paths,
        mut findings,
        broken,
    } = side;
    leave_out_shipped_law(&mut files);
    let ids: Vec<FileId> = files.iter().map(|file| file.id).collect();
    let proposals = files.iter().filter(|file| file.document.proposal.is_some());
    let mut proposals: Vec<FileId> = proposals.map(|file| file.id).collect();
    proposals.sort_unstable();
    let mut model = resolve(files, &[], sources, &mut findings);
    model.read_from = ReadFrom {
        sources: Some(Arc::clone(sources)),
        files: paths,
        proposals,
    };
    if !model.together.shared.is_empty() {
        model.together.again = Some(Arc::new(together::Texts {
            sources: Arc::clone(sources),
            files: ids,
        }));
    }
    model.doubtful.extend(
        findings
            .iter()
            .filter_map(|finding| mistakes::holder(finding.subject())),
    );
    sort(&mut findings);
    Loaded {
        sources: Arc::clone(sources),
        model,
        findings,
        broken,
    }
}

/// Where a framework asks its own law alone, the law that ships with Remit is left out. Its forms and verbs are words, and
/// stay, without the dates and sections of the forms.
fn leave_out_shipped_law(files: &mut [File]) {
    let own = files.iter().any(|file| {
        let framework = file.document.framework.as_ref();
        let law = framework.and_then(|framework| framework.law.as_ref());
        law.is_some_and(|law| law.value == WhoseLaw::Own)
    });
    for file in files.iter_mut().filter(|file| own && file.shipped) {
        file.document.power = Entries::default();
        file.document.office = Entries::default();
        file.document.statutory_function = Entries::default();
        file.document.statutory_body = Entries::default();
        file.document.statutory_seat = Entries::default();
        file.document.paper = Entries::default();
        // When English law knew a form, and by which Act, is law.
        for (_, form) in file.document.form.iter_mut() {
            (form.since, form.until, form.citation) = (None, None, None);
        }
    }
}

/// Makes the model out of decoded files. The changes of these proposals are laid over each other, in order; each of the
/// others lies over the framework by itself.
fn resolve(mut files: Vec<File>, together: &[Layer], sources: &Sources, findings: &mut Vec<Finding>) -> Model {
    in_order_of_effect(&mut files);
    let proposal_layers = layers(&mut files, findings);
    in_place(&mut files, findings);
    let contradictions: Vec<Vec<Finding>> = files.par_iter().map(contradictions::of).collect();
    findings.extend(contradictions.into_iter().flatten());
    let mut missing = Missing::default();
    let names = Names::collect(&files, &proposal_layers, findings);
    let mut resolver = Resolver {
        names: &names,
        missing: &mut missing,
        proposal_layers: &proposal_layers,
        together,
        cited: Cited::default(),
        audience_above: Audience::Public,
    };
    let mut model = resolver.tables(&files, findings);
    model.conflicts.extend(naming::conflicts(&files, sources));
    model
        .conflicts
        .sort_by(|a, b| (&a.thing, &a.key).cmp(&(&b.thing, &b.key)));
    model.proposal_layers = proposal_layers.clone();
    model.together.shared = together::shared(&files);
    let mut relations = Vec::new();
    resolver.successions(&files, &mut model.successions);
    model.nodes = resolver.nodes(&mut files, &mut relations);
    resolver.requirements(&files, &mut model);
    resolver.ends(&files, &mut model, &mut relations);
    resolver.delegation_lines(&model, &mut relations);
    model.node_index = names.node_index();
    model.graph = crate::model::Graph::new(model.nodes.len(), relations);
    model.house_style = views::house_style(&files, findings);
    for node in &model.nodes {
        // Where it is stated makes no difference to what is stated.
        let matters = |part: &Part| part.statement.unknown().iter().any(|key| *key != "source");
        if node.parts.iter().any(matters) {
            model.doubtful.insert(node.subject());
        }
    }
    missing.report(&names, findings);
    model
}

/// Puts the files in the order in which they lie over each other, whatever they are called: the catalogue and the
/// framework as they came, then what was adopted, by day, then what is proposed; proposals of a day by id. Every later
/// sorting by key and layer is stable, and so keeps this order.
fn in_order_of_effect(files: &mut [File]) {
    files.sort_by_cached_key(|file| {
        file.document.proposal.as_ref().map(|proposal| {
            let adopted = proposal.adopted.as_ref().map(|at| ***at);
            let from = adopted.map(|adopted| proposal.starts.as_ref().map_or(adopted, |at| ***at));
            let id = proposal.id.as_ref().map(|at| at.value.0.clone());
            (from.is_none(), from, id)
        })
    });
}

/// Gives each proposal file its layer; an adopted proposal belongs to the framework from its day.
fn layers(files: &mut [File], findings: &mut Vec<Finding>) -> Vec<Text> {
    let mut ids: Vec<(Text, Place)> = Vec::new();
    for file in files.iter_mut() {
        let Some(proposal) = &file.document.proposal else {
            continue;
        };
        file.audience = proposal.audience.as_ref().map_or(Audience::Public, |at| at.value);
        let at = |span| Place { file: file.id, span };
        let Some(id) = &proposal.id else {
            let finding = Finding::new("missing-key", Level::Must, "proposal", "this proposal has no id");
            findings.push(
                finding
                    .label(at(proposal.span), "")
                    .help("write id = \"…\", for `--with`"),
            );
            // Without an id it can't be asked for; it must not count as framework either.
            file.layer = Layer::Proposal(u32::MAX);
            continue;
        };
        if let Some((_, first)) = ids.iter().find(|(key, _)| *key == *id.value.0) {
            let message = format!("proposal `{}` is defined twice", id.value.0);
            let finding = Finding::new(
                "defined-twice",
                Level::Must,
                format!("proposal.{}", id.value.0),
                message,
            );
            findings.push(
                finding
                    .label(at(id.span), "defined again")
                    .label(*first, "first defined here"),
            );
            file.layer = Layer::Proposal(u32::MAX);
            continue;
        }
        if ids.len() == limits::PROPOSALS {
            let message = format!("at most {} proposals are read", limits::PROPOSALS);
            findings.push(Finding::new("limit", Level::Must, "proposal", message).label(at(id.span), ""));
            file.layer = Layer::Proposal(u32::MAX);
            continue;
        }
        ids.push((id.value.0.clone(), at(id.span)));
        match &proposal.adopted {
            Some(adopted) => {
                file.from = Some(proposal.starts.as_ref().map_or(***adopted, |starts| ***starts));
            }
            None => file.layer = Layer::Proposal(u32::try_from(ids.len() - 1).unwrap_or(u32::MAX)),
        }
    }
    ids.into_iter().map(|(id, _)| id).collect()
}

/// The files with changes: those of adopted proposals by the day from which they count, then those that are not adopted.
fn in_order_of_adoption(files: &[File]) -> Vec<&File> {
    let mut changing: Vec<&File> = files.iter().filter(|file| file.document.proposal.is_some()).collect();
    changing.sort_by_key(|file| (file.layer, file.from));
    changing
}

/// Takes out of each file the tables that have no place in it, and says so: a change needs a proposal that it belongs to,
/// and a proposal does not change the language of the framework.
fn in_place(files: &mut [File], findings: &mut Vec<Finding>) {
    for file in files {
        let document = &mut file.document;
        let place = |span| Place { file: file.id, span };
        let mut misplaced = |span, message: String, help: &str| {
            let finding = Finding::new("misplaced-table", Level::Must, "file", message);
            findings.push(finding.label(place(span), "").help(help));
        };
        if document.proposal.is_none() {
            if let Some(span) = document.change.first() {
                let help = "add [proposal] with an id to the file; where the change is in force already, change the thing itself";
                misplaced(
                    span,
                    "a [change] stands in a file without [proposal]; it was not read".to_owned(),
                    help,
                );
                document.change = crate::document::Change::default();
            }
            if let Some(span) = document.end.first() {
                let help = "add [proposal] with an id to the file; where it has ended already, write its last day (`ends`) in \
                            the thing itself, and its `successor`";
                misplaced(
                    span,
                    "an [end] stands in a file without [proposal]; it was not read".to_owned(),
                    help,
                );
                document.end = crate::document::End::default();
            }
            continue;
        }
        let help = "move it to a file without [proposal]";
        let refuse = |table: &str| format!("[{table}] cannot stand in a proposal; it was not read");
        if let Some(framework) = document.framework.take() {
            misplaced(framework.span, refuse("framework"), help);
        }
        if let Some(style) = document.house_style.take() {
            misplaced(style.span, refuse("house-style"), help);
        }
        if let Some((key, _)) = std::mem::take(&mut document.verbs).iter().next() {
            misplaced(key.span, refuse("verbs"), help);
        }
        if let Some((key, _)) = std::mem::take(&mut document.scenario).iter().next() {
            misplaced(key.span, refuse("scenario"), help);
        }
        if let Some((key, _)) = std::mem::take(&mut document.form).iter().next() {
            misplaced(key.span, refuse("form"), help);
        }
        if let Some((key, _)) = std::mem::take(&mut document.power).iter().next() {
            misplaced(key.span, refuse("power"), help);
        }
        if let Some((key, _)) = std::mem::take(&mut document.office).iter().next() {
            misplaced(key.span, refuse("office"), help);
        }
        if let Some((key, _)) = std::mem::take(&mut document.statutory_function).iter().next() {
            misplaced(key.span, refuse("statutory-function"), help);
        }
        if let Some((key, _)) = std::mem::take(&mut document.statutory_body).iter().next() {
            misplaced(key.span, refuse("statutory-body"), help);
        }
        if let Some((key, _)) = std::mem::take(&mut document.statutory_seat).iter().next() {
            misplaced(key.span, refuse("statutory-seat"), help);
        }
        if let Some((key, _)) = std::mem::take(&mut document.paper).iter().next() {
            misplaced(key.span, refuse("paper"), help);
        }
    }
}

/// Looks names up and makes rows of the model out of what is written.
struct Resolver<'a> {
    names: &'a Names,
    missing: &'a mut Missing,
    proposal_layers: &'a [Text],
    /// The proposals that are laid over each other.
    together: &'a [Layer],
    cited: Cited,
    /// For whom what stands in the table at hand may be published.
    audience_above: Audience,
}

/// The documents that were cited last, and exist: a file cites the same few again and again, every statement one of them.
#[derive(Default)]
struct Cited([Text; 2]);

impl Cited {
    /// Whether a document exists.
    fn has(&mut self, document: &str, names: &Names) -> bool {
        if document.is_empty() {
            return false;
        }
        if self.0.iter().any(|cited| cited == document) {
            return true;
        }
        let Some(cited) = names.documents.key(document) else {
            return false;
        };
        self.0 = [cited.clone(), std::mem::take(&mut self.0[0])];
        true
    }
}

impl Resolver<'_> {
    /// Resolves each file by itself, on all cores, with a list of missing names of its own. What comes of it, and the
    /// lists, are put together in the order of the files, so that nothing depends on which was done first.
    fn each<F: Send, R: Send>(
        &mut self,
        files: impl IndexedParallelIterator<Item = F>,
        work: impl Fn(&mut Resolver<'_>, F) -> R + Sync,
    ) -> Vec<R> {
        let (names, proposal_layers, together) = (self.names, self.proposal_layers, self.together);
        let done: Vec<(R, Missing)> = files
            .map(|file| {
                let mut missing = Missing::default();
                let mut resolver = Resolver {
                    names,
                    missing: &mut missing,
                    proposal_layers,
                    together,
                    cited: Cited::default(),
                    audience_above: Audience::Public,
                };
                (work(&mut resolver, file), missing)
            })
            .collect();
        let results = done.into_iter().map(|(result, missing)| {
            self.missing.append(missing);
            result
        });
        results.collect()
    }
}
