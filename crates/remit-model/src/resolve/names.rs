//! All names of a framework: what exists, of which kind, in which layer, and where.

use hashbrown::{HashMap, HashSet};

use super::File;
use super::mistakes::Wanted;
use crate::document::{At, Entries, Key};
use crate::finding::{Finding, Level};
use crate::model::{Layer, Lookup, NodeId, NodeKind};
use crate::sources::Place;
use crate::suggest::did_you_mean;
use crate::text::Text;

/// Where a name is defined.
#[derive(Debug, Clone, Copy)]
pub(super) struct Defined {
    pub(super) place: Place,
    pub(super) layer: Layer,
    /// Whether the catalogue that ships with Remit defines it: a framework's own row takes its place.
    pub(super) shipped: bool,
}

/// The names of one table.
#[derive(Default)]
pub(super) struct Table {
    pub(super) names: HashMap<Text, Defined>,
    /// Names that further proposals define as well, each for itself.
    also: HashSet<(Text, Layer)>,
}

impl Table {
    pub(super) fn has(&self, key: &str) -> bool {
        self.names.contains_key(key)
    }

    /// The name itself, where it is one of the table.
    pub(super) fn key(&self, key: &str) -> Option<&Text> {
        self.names.get_key_value(key).map(|(key, _)| key)
    }

    /// Where a name is defined, as seen from a layer: its own definition before that of another.
    pub(super) fn defined_for(&self, key: &Text, layer: Layer) -> Option<Defined> {
        seen_from(self.names.get(key).copied(), &self.also, key, layer)
    }
}

fn seen_from(defined: Option<Defined>, also: &HashSet<(Text, Layer)>, key: &Text, layer: Layer) -> Option<Defined> {
    let own = layer != Layer::Base && also.contains(&(key.clone(), layer));
    defined.map(|first| if own { Defined { layer, ..first } } else { first })
}

#[derive(Default)]
pub(super) struct Names {
    /// Organisations, bodies and posts share one space of names, because relations name them bare.
    nodes: HashMap<Text, (NodeKind, Defined, NodeId)>,
    nodes_also: HashSet<(Text, Layer)>,
    sorted: Vec<(Text, NodeKind)>,
    pub(super) forms: HashMap<Text, u32>,
    pub(super) powers: Table,
    pub(super) offices: Table,
    pub(super) statutory_functions: Table,
    pub(super) statutory_bodies: Table,
    /// Forms, their families, offices and theirs, and statutory bodies: whatever a list of kinds may name.
    pub(super) kinds: HashSet<Text>,
    pub(super) documents: Table,
    pub(super) persons: Table,
    pub(super) functions: Table,
    pub(super) budgets: Table,
    pub(super) instruments: Table,
    pub(super) delegations: Table,
    pub(super) log: Table,
    pub(super) milestones: Table,
    pub(super) proposals: Vec<Text>,
    proposal_ids: HashSet<Text>,
    /// The proposals of each scenario.
    pub(super) scenarios: HashMap<Text, Vec<Text>>,
    pub(super) verbs: HashMap<Text, crate::document::Effect>,
    pub(super) tiers: Vec<Text>,
    pub(super) lanes: Vec<Text>,
}

/// Collects the keys of one kind of table from all files, and reports second definitions.
struct Collector<'a> {
    findings: &'a mut Vec<Finding>,
}

impl Collector<'_> {
    fn table<T>(&mut self, word: &str, files: &[File], entries: impl Fn(&File) -> &Entries<T>) -> Table {
        let mut table = Table::default();
        table
            .names
            .reserve(files.iter().map(|file| entries(file).iter().len()).sum());
        for file in files {
            for (key, _) in entries(file) {
                let defined = defined(file, key);
                match table.names.get(key.as_str()) {
                    Some(first) if first.shipped && !defined.shipped => {
                        table.names.insert(key.0.clone(), defined);
                    }
                    Some(first) if clashes(*first, defined) => self.twice(word, key, defined.place, first.place),
                    Some(_) => {
                        table.also.insert((key.0.clone(), defined.layer));
                    }
                    None => {
                        table.names.insert(key.0.clone(), defined);
                    }
                }
            }
        }
        table
    }

    fn twice(&mut self, word: &str, key: &Key, again: Place, first: Place) {
        let finding = Finding::new(
            "defined-twice",
            Level::Must,
            format!("{word}.{}", key.0),
            format!("{word} `{}` is defined twice", key.0),
        );
        self.findings.push(
            finding
                .label(again, "defined again")
                .label(first, "first defined here")
                .help("keep one of the two, and move into it what the other adds"),
        );
    }
}

fn defined(file: &File, key: &At<Key>) -> Defined {
    Defined {
        place: Place {
            file: file.id,
            span: key.span,
        },
        layer: file.layer,
        shipped: file.shipped,
    }
}

/// Two proposals may each define the same thing; the framework and anything else may not.
fn clashes(first: Defined, second: Defined) -> bool {
    first.layer == Layer::Base || second.layer == Layer::Base || first.layer == second.layer
}

impl Names {
    pub(super) fn collect(files: &[File], proposals: &[Text], findings: &mut Vec<Finding>) -> Self {
        let mut collector = Collector { findings };
        let mut names = Self {
            powers: collector.table("power", files, |file| &file.document.power),
            offices: collector.table("office", files, |file| &file.document.office),
            statutory_functions: collector.table("statutory-function", files, |file| &file.document.statutory_function),
            statutory_bodies: collector.table("statutory-body", files, |file| &file.document.statutory_body),
            documents: collector.table("document", files, |file| &file.document.document),
            persons: collector.table("person", files, |file| &file.document.person),
            functions: collector.table("function", files, |file| &file.document.function),
            budgets: collector.table("budget", files, |file| &file.document.budget),
            instruments: collector.table("instrument", files, |file| &file.document.instrument),
            delegations: collector.table("delegation", files, |file| &file.document.delegation),
            log: collector.table("log", files, |file| &file.document.log),
            milestones: collector.table("milestone", files, |file| &file.document.milestone),
            proposals: proposals.to_vec(),
            proposal_ids: proposals.iter().cloned().collect(),
            ..Self::default()
        };
        collector.table("statutory-seat", files, |file| &file.document.statutory_seat);
        collector.table("paper", files, |file| &file.document.paper);
        collector.table("scenario", files, |file| &file.document.scenario);
        names.scenarios = super::scenarios::by_key(files, proposals);
        names.collect_nodes(files, &mut collector);
        names.collect_forms(files, &mut collector);
        names.collect_kinds(files);
        let mut own_verbs: HashMap<&str, Place> = HashMap::new();
        for file in files {
            for (verb, effect) in &file.document.verbs {
                // A framework may give a verb of the catalogue its own effect, once.
                let here = defined(file, verb).place;
                match own_verbs.get(verb.as_str()) {
                    Some(first) => collector.twice("verbs", verb, here, *first),
                    None => {
                        names.verbs.insert(verb.0.clone(), effect.value);
                        if !file.shipped {
                            own_verbs.insert(verb, here);
                        }
                    }
                }
            }
            if let Some(framework) = &file.document.framework {
                names.tiers.extend(framework.tiers.iter().map(|tier| tier.0.clone()));
                names.lanes.extend(framework.lanes.iter().map(|lane| lane.0.clone()));
            }
        }
        names
    }

    fn collect_nodes(&mut self, files: &[File], collector: &mut Collector<'_>) {
        let nodes = |file: &File| {
            let document = &file.document;
            document.organisation.iter().len() + document.body.iter().len() + document.post.iter().len()
        };
        self.nodes.reserve(files.iter().map(nodes).sum());
        for file in files {
            let document = &file.document;
            let organisations = document
                .organisation
                .iter()
                .map(|(key, _)| (NodeKind::Organisation, key));
            let bodies = document.body.iter().map(|(key, _)| (NodeKind::Body, key));
            let posts = document.post.iter().map(|(key, _)| (NodeKind::Post, key));
            for (kind, key) in organisations.chain(bodies).chain(posts) {
                let here = defined(file, key);
                match self.nodes.get(key.as_str()) {
                    Some((other, first, _)) if *other != kind => {
                        let message = format!(
                            "`{}` is both {} {} and {} {}; relations could not tell which is meant",
                            key.0,
                            article(*other),
                            other.word(),
                            article(kind),
                            kind.word()
                        );
                        let subject = format!("{}.{}", kind.word(), key.0);
                        let finding = Finding::new("defined-twice", Level::Must, subject, message);
                        let finding = finding
                            .label(here.place, "defined again")
                            .label(first.place, "first defined here");
                        collector.findings.push(finding.help("give one of the two another id"));
                    }
                    Some((_, first, _)) if clashes(*first, here) => {
                        collector.twice(kind.word(), key, here.place, first.place);
                    }
                    Some(_) => {
                        self.nodes_also.insert((key.0.clone(), here.layer));
                    }
                    None => {
                        self.nodes.insert(key.0.clone(), (kind, here, NodeId(0)));
                    }
                }
            }
        }
        self.sorted = self
            .nodes
            .iter()
            .map(|(key, (kind, ..))| (key.clone(), *kind))
            .collect();
        self.sorted.sort();
        for (number, (key, _)) in (0u32..).zip(&self.sorted) {
            if let Some(node) = self.nodes.get_mut(key) {
                node.2 = NodeId(number);
            }
        }
    }

    fn collect_forms(&mut self, files: &[File], collector: &mut Collector<'_>) {
        let forms = collector.table("form", files, |file| &file.document.form);
        let mut keys: Vec<Text> = forms.names.into_keys().collect();
        keys.sort();
        self.forms = keys.into_iter().zip(0u32..).collect();
    }

    fn collect_kinds(&mut self, files: &[File]) {
        self.kinds.extend(self.forms.keys().cloned());
        self.kinds.extend(self.offices.names.keys().cloned());
        self.kinds.extend(self.statutory_bodies.names.keys().cloned());
        for file in files {
            let forms = file.document.form.iter().map(|(_, form)| &form.family);
            let offices = file.document.office.iter().map(|(_, office)| &office.family);
            for family in forms.chain(offices).flat_map(|family| family.iter()) {
                self.kinds.insert(family.0.clone());
            }
        }
    }

    /// How many names there are with which a wrong one may have to be compared.
    pub(super) fn len(&self) -> usize {
        self.nodes.len() + self.persons.names.len() + self.functions.names.len()
    }

    /// The nodes in the order of their keys.
    pub(super) fn sorted_nodes(&self) -> &[(Text, NodeKind)] {
        &self.sorted
    }

    /// Whether there is a proposal of this id.
    pub(super) fn has_proposal(&self, id: &Text) -> bool {
        self.proposal_ids.contains(id)
    }

    /// The names of a flat table.
    pub(super) fn table(&self, wanted: Wanted) -> &Table {
        match wanted {
            Wanted::Power => &self.powers,
            Wanted::Office => &self.offices,
            Wanted::StatutoryFunction => &self.statutory_functions,
            Wanted::StatutoryBody => &self.statutory_bodies,
            Wanted::Person => &self.persons,
            Wanted::Function => &self.functions,
            Wanted::Instrument => &self.instruments,
            Wanted::Budget => &self.budgets,
            Wanted::Delegation => &self.delegations,
            Wanted::Log => &self.log,
            Wanted::Milestone => &self.milestones,
            _ => &self.documents,
        }
    }

    /// A node, what it is, and where it is defined.
    pub(super) fn node_defined(&self, key: &str) -> Option<(NodeKind, Defined, NodeId)> {
        self.nodes.get(key).copied()
    }

    /// The same, as seen from a layer.
    pub(super) fn node_defined_for(&self, key: &Text, layer: Layer) -> Option<(NodeKind, Defined, NodeId)> {
        let (kind, first, id) = self.node_defined(key)?;
        seen_from(Some(first), &self.nodes_also, key, layer).map(|defined| (kind, defined, id))
    }

    pub(super) fn node_index(&self) -> HashMap<Text, NodeId> {
        self.nodes.iter().map(|(key, (_, _, id))| (key.clone(), *id)).collect()
    }

    /// The name nearest to what was written.
    pub(super) fn suggest(&self, wanted: Wanted, written: &str) -> Option<String> {
        let nodes = || self.sorted.iter().map(|(key, _)| key.as_str());
        let kind = |kind| {
            self.sorted
                .iter()
                .filter(move |(_, other)| *other == kind)
                .map(|(key, _)| key.as_str())
        };
        fn keys<T>(map: &HashMap<Text, T>) -> Vec<&str> {
            let mut keys: Vec<&str> = map.keys().map(Text::as_str).collect();
            // The nearest is the same in any order, unless there are so many that not all are compared.
            if keys.len() > 200_000 {
                keys.sort_unstable();
            }
            keys
        }
        let found = match wanted {
            Wanted::Node => did_you_mean(written, nodes()),
            Wanted::Organisation => did_you_mean(written, kind(NodeKind::Organisation)),
            Wanted::Anything => did_you_mean(
                written,
                nodes()
                    .chain(keys(&self.functions.names))
                    .chain(keys(&self.budgets.names))
                    .chain(keys(&self.instruments.names)),
            ),
            Wanted::Form => did_you_mean(written, keys(&self.forms).into_iter()),
            Wanted::Power => did_you_mean(written, keys(&self.powers.names).into_iter()),
            Wanted::Office => did_you_mean(written, keys(&self.offices.names).into_iter()),
            Wanted::StatutoryFunction => did_you_mean(written, keys(&self.statutory_functions.names).into_iter()),
            Wanted::StatutoryBody => did_you_mean(written, keys(&self.statutory_bodies.names).into_iter()),
            Wanted::Kind => {
                let mut kinds: Vec<&str> = self.kinds.iter().map(Text::as_str).collect();
                kinds.sort_unstable();
                did_you_mean(written, kinds.into_iter())
            }
            Wanted::Document => did_you_mean(written, keys(&self.documents.names).into_iter()),
            Wanted::Person => did_you_mean(written, keys(&self.persons.names).into_iter()),
            Wanted::Function => did_you_mean(written, keys(&self.functions.names).into_iter()),
            Wanted::Instrument => did_you_mean(written, keys(&self.instruments.names).into_iter()),
            Wanted::Budget => did_you_mean(written, keys(&self.budgets.names).into_iter()),
            Wanted::Delegation => did_you_mean(written, keys(&self.delegations.names).into_iter()),
            Wanted::Log => did_you_mean(written, keys(&self.log.names).into_iter()),
            Wanted::Milestone => did_you_mean(written, keys(&self.milestones.names).into_iter()),
            Wanted::Verb => did_you_mean(written, keys(&self.verbs).into_iter()),
            Wanted::Tier => did_you_mean(written, self.tiers.iter().map(Text::as_str)),
            Wanted::Lane => did_you_mean(written, self.lanes.iter().map(Text::as_str)),
            // Who names one has its table at hand, and says so there.
            Wanted::Requirement | Wanted::RouteStep => None,
            Wanted::Proposal => {
                let scenarios = keys(&self.scenarios).into_iter();
                did_you_mean(written, self.proposals.iter().map(Text::as_str).chain(scenarios))
            }
        };
        found.map(str::to_owned)
    }
}

fn article(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Organisation => "an",
        NodeKind::Body | NodeKind::Post => "a",
    }
}

impl Lookup for Names {
    fn node(&self, key: &str) -> Option<NodeId> {
        self.nodes.get(key).map(|(_, _, id)| *id)
    }

    fn form(&self, key: &str) -> Option<u32> {
        self.forms.get(key).copied()
    }

    fn tiers(&self) -> &[Text] {
        &self.tiers
    }

    fn lanes(&self) -> &[Text] {
        &self.lanes
    }

    fn suggest_node(&self, key: &str) -> Option<String> {
        self.suggest(Wanted::Node, key)
    }

    fn suggest_form(&self, key: &str) -> Option<String> {
        self.suggest(Wanted::Form, key)
    }
}
