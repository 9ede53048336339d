//! Whether whoever holds a function answers for it, step by step up to the one who gave it.
//!
//! Many delegations are of the same few who give and hold: how far lines lead up is worked out once for a start.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

use remit_model::document::RelationKind;
use remit_model::model::{AsAt, NodeAt, NodeId, NodeKind, Relation};
use remit_model::text::Text;

use super::is_adrift;
use crate::belonging::organisations;

/// Whether a holder answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answered {
    /// A chain in force carries the matter all the way.
    Yes,
    /// A chain leads there, and a line of it is for other matters.
    ForOthers,
    /// None does, and of this one on the way the documents don't say to whom it answers.
    Silent(NodeId),
    /// A name on the way leads nowhere, which is reported elsewhere.
    Unknown,
    /// None does.
    No,
}

/// Where a climb begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Start {
    Holder(NodeId),
    /// The bodies and posts through which an organisation may answer to others.
    Organisation(NodeId),
    /// Those of whom nobody has entered whose they are.
    Adrift,
}

/// For what a line has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum For<'m> {
    /// Lines for whatever it be count.
    Anything,
    /// The line has to carry this function.
    Function(&'m Text),
    /// The line has to carry a function that no line on the way names.
    Unnamed,
}

/// How far lines lead up.
struct Reach {
    seen: BTreeSet<NodeId>,
    /// A name on the way leads nowhere.
    unknown: bool,
    /// The first on the way that does not say to whom it answers.
    silent: Option<NodeId>,
}

/// The bodies and posts through which an organisation may answer: those that it shares, and those with a line out of it.
#[derive(Default)]
struct Through {
    all: Vec<NodeId>,
    /// Those of them that are silent about to whom they answer.
    silent: BTreeSet<NodeId>,
}

/// All climbs of one check.
pub(crate) struct Climbs<'v, 'm> {
    at: &'v AsAt<'m>,
    through: Option<BTreeMap<NodeId, Through>>,
    adrift: Option<Vec<NodeId>>,
    /// The lines up from each node: it may have many others.
    lines: BTreeMap<NodeId, Rc<[&'m Relation]>>,
    /// The functions that lines on the way name.
    named: BTreeMap<Start, BTreeSet<&'m Text>>,
    reaches: BTreeMap<(Start, For<'m>), Rc<Reach>>,
}

impl<'v, 'm> Climbs<'v, 'm> {
    pub(crate) fn new(at: &'v AsAt<'m>) -> Self {
        Self {
            at,
            through: None,
            adrift: None,
            lines: BTreeMap::new(),
            named: BTreeMap::new(),
            reaches: BTreeMap::new(),
        }
    }

    pub(crate) fn at(&self) -> &'v AsAt<'m> {
        self.at
    }

    /// Climbs from a holder, and from the bodies and posts through which its organisation answers, to the targets. A line that
    /// does not say for what it is, or of which that is not stated, carries any function.
    pub(crate) fn climb(
        &mut self,
        holder: NodeId,
        receiving: &[NodeId],
        targets: &[NodeId],
        function: Option<&'m Text>,
    ) -> Answered {
        let own = Start::Holder(holder);
        // An organisation answers through its bodies and posts: one of them has to, whether or not it is the one that holds
        // the function.
        let organisation = match receiving {
            [only] => Some(*only),
            _ => None,
        };
        let others = organisation.map(Start::Organisation);
        let arrives = |reach: &Reach| targets.iter().any(|target| reach.seen.contains(target));
        let reach = self.reach(own, function);
        if arrives(&reach) || others.is_some_and(|others| arrives(&self.reach(others, function))) {
            return Answered::Yes;
        }
        if reach.unknown {
            return Answered::Unknown;
        }
        // Of all bodies of another organisation, only the silence of those that the giver's shares says anything.
        let shared = organisation.and_then(|organisation| {
            let through = self.through.as_ref()?;
            let own = &through.get(&organisation)?.silent;
            let theirs = targets.iter().filter_map(|target| through.get(target));
            theirs
                .filter_map(|theirs| own.intersection(&theirs.silent).next().copied())
                .min()
        });
        if let Some(id) = reach.silent.or(shared) {
            return Answered::Silent(id);
        }
        // Who answers for the matter may be a body or post of the organisation, where nobody has entered whose it is.
        if organisation.is_some() && arrives(&self.reach(Start::Adrift, function)) {
            let mut adrift = self.adrift().into_iter();
            if let Some(id) = adrift.find(|&id| arrives(&self.reach(Start::Holder(id), function))) {
                return Answered::Silent(id);
            }
        }
        if arrives(&self.reach(own, None)) || others.is_some_and(|others| arrives(&self.reach(others, None))) {
            Answered::ForOthers
        } else {
            Answered::No
        }
    }

    fn reach(&mut self, start: Start, function: Option<&'m Text>) -> Rc<Reach> {
        let all = (start, For::Anything);
        if !self.reaches.contains_key(&all) {
            let reach = Rc::new(self.go_up(start, For::Anything));
            let lines = reach.seen.iter().filter_map(|id| self.lines.get(id));
            let matters = lines.flat_map(|lines| lines.iter()).flat_map(|line| &line.matters);
            self.named.insert(start, matters.collect());
            self.reaches.insert(all, reach);
        }
        let named = &self.named[&start];
        let wanted = match function {
            None => For::Anything,
            Some(_) if named.is_empty() => For::Anything,
            Some(function) if named.contains(function) => For::Function(function),
            Some(_) => For::Unnamed,
        };
        if let Some(known) = self.reaches.get(&(start, wanted)) {
            return Rc::clone(known);
        }
        let reach = Rc::new(self.go_up(start, wanted));
        self.reaches.insert((start, wanted), Rc::clone(&reach));
        reach
    }

    /// Whoever the lines lead up to, the starts among them.
    fn go_up(&mut self, start: Start, wanted: For<'m>) -> Reach {
        let at = self.at;
        let carries = |line: &Relation| match (line.kind, wanted) {
            (RelationKind::Within, _) | (_, For::Anything) => true,
            (_, wanted) => {
                let named =
                    |matter: &Text| matter == "*" || matches!(wanted, For::Function(function) if function == matter);
                line.matters.is_empty() || line.matters.iter().any(named)
            }
        };
        let starts = match start {
            Start::Holder(id) => vec![id],
            Start::Adrift => self.adrift(),
            Start::Organisation(id) => self.through(id).map(|through| through.all.clone()).unwrap_or_default(),
        };
        let mut waiting: VecDeque<NodeId> = starts.iter().copied().filter(|&id| at.node(id).exists()).collect();
        let mut seen: BTreeSet<NodeId> = starts.into_iter().collect();
        while let Some(next) = waiting.pop_front() {
            for line in self.lines_up(next).iter().filter(|line| carries(line)) {
                if seen.insert(line.to) {
                    waiting.push_back(line.to);
                }
            }
        }
        // Of an organisation's own bodies and posts, it is asked elsewhere.
        let own = matches!(start, Start::Holder(_));
        let unknown = |id: &NodeId| {
            let keys = ["answers-to", "within", "between"];
            keys.iter().any(|key| at.node(*id).is_unknown(key))
        };
        Reach {
            unknown: own && seen.iter().any(unknown),
            silent: seen.iter().copied().find(|&id| own && is_silent(&at.node(id))),
            seen,
        }
    }

    fn lines_up(&mut self, id: NodeId) -> Rc<[&'m Relation]> {
        let at = self.at;
        let upward = |line: &&Relation| matches!(line.kind, RelationKind::AnswersTo | RelationKind::Within);
        let lines = self.lines.entry(id);
        Rc::clone(lines.or_insert_with(|| at.relations_from(id).filter(upward).collect()))
    }

    /// Those who answer to somebody, and of whom nobody has entered whose they are.
    fn adrift(&mut self) -> Vec<NodeId> {
        let at = self.at;
        let adrift = self.adrift.get_or_insert_with(|| {
            let nodes = at.nodes().filter(is_adrift);
            let answering = nodes.filter(|node| node.acting(RelationKind::AnswersTo).next().is_some());
            answering.map(|node| node.id()).collect()
        });
        adrift.clone()
    }

    fn through(&mut self, organisation: NodeId) -> Option<&Through> {
        let at = self.at;
        self.through
            .get_or_insert_with(|| by_organisation(at))
            .get(&organisation)
    }
}

/// Whether the documents are known not to say to whom somebody answers, or it is somebody else's to say.
pub(super) fn is_silent(node: &NodeAt<'_, '_>) -> bool {
    node.is_not_stated("answers-to") || node.is_external()
}

fn by_organisation(at: &AsAt<'_>) -> BTreeMap<NodeId, Through> {
    let mut all: BTreeMap<NodeId, Through> = BTreeMap::new();
    for body in at.nodes().filter(|node| node.kind() != NodeKind::Organisation) {
        let own = organisations(at, body.id());
        let mut lines = body.acting(RelationKind::AnswersTo);
        if own.len() > 1 || lines.any(|line| organisations(at, line.to) != own) {
            let silent = is_silent(&body);
            for organisation in &own {
                let through = all.entry(*organisation).or_default();
                through.all.push(body.id());
                if silent {
                    through.silent.insert(body.id());
                }
            }
        }
    }
    all
}
