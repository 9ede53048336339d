//! Selectors: one way to name a set of organisations, bodies and posts, in requirements, views and on the command line.

use super::{AsAt, Model, NodeId};
use crate::suggest::did_you_mean;
use crate::text::Text;

/// A set of organisations, bodies and posts, named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selector {
    /// One of them, by key.
    Node(NodeId),
    /// All of a legal form: `form:programme-board`.
    Form(u32),
    /// All of a tier: `tier:borough`.
    Tier(u32),
    /// All of a lane: `lane:joint`.
    Lane(u32),
    /// All that are part of an organisation, or shared by it: `within:lbth`.
    Within(NodeId),
    /// All with a label: `tag:…`.
    Tag(Text),
}

/// Why a selector could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelectorMistake {
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
}

impl Selector {
    /// Reads a selector against a model.
    pub fn parse(written: &str, model: &Model) -> Result<Self, SelectorMistake> {
        parse(written, &ModelNames(model))
    }

    /// The selector as it is written.
    pub fn written(&self, model: &Model) -> String {
        let of = |prefix: &str, names: &[Text], number: u32| {
            let name = names.get(number as usize).map_or("", Text::as_str);
            format!("{prefix}:{name}")
        };
        match self {
            Self::Node(node) => model.node_of(*node).key.to_string(),
            Self::Form(form) => of("form", &model.form_keys, *form),
            Self::Tier(tier) => of("tier", &model.framework.tiers, *tier),
            Self::Lane(lane) => of("lane", &model.framework.lanes, *lane),
            Self::Within(organisation) => format!("within:{}", model.node_of(*organisation).key),
            Self::Tag(tag) => format!("tag:{tag}"),
        }
    }

    /// The nodes that it names, among those that exist at the date (in force or not yet: the caller asks).
    pub fn select<'m>(&self, at: &AsAt<'m>) -> Vec<NodeId> {
        if let Self::Node(node) = self {
            return vec![*node];
        }
        at.nodes()
            .map(|node| node.id())
            .filter(|&id| self.holds(at, id))
            .collect()
    }

    /// Whether it names this node.
    pub fn holds(&self, at: &AsAt<'_>, id: NodeId) -> bool {
        let node = at.node(id);
        match self {
            Self::Node(wanted) => *wanted == id,
            Self::Form(form) => node.form_number() == Some(*form),
            Self::Tier(tier) => node.tier_number() == Some(*tier),
            Self::Lane(lane) => node.lane_number() == Some(*lane),
            Self::Within(organisation) => {
                node.within_id() == Some(*organisation) || node.between_ids().contains(organisation)
            }
            Self::Tag(tag) => node.has_tag(tag),
        }
    }
}

/// The names of a finished model.
struct ModelNames<'m>(&'m Model);

/// Looks names up, whichever stage they come from.
pub(crate) trait Lookup {
    fn node(&self, key: &str) -> Option<NodeId>;
    fn form(&self, key: &str) -> Option<u32>;
    fn tiers(&self) -> &[Text];
    fn lanes(&self) -> &[Text];
    fn suggest_node(&self, key: &str) -> Option<String>;
    fn suggest_form(&self, key: &str) -> Option<String>;
}

impl Lookup for ModelNames<'_> {
    fn node(&self, key: &str) -> Option<NodeId> {
        self.0.node_id(key)
    }

    fn form(&self, key: &str) -> Option<u32> {
        self.0.form_number(key)
    }

    fn tiers(&self) -> &[Text] {
        &self.0.framework.tiers
    }

    fn lanes(&self) -> &[Text] {
        &self.0.framework.lanes
    }

    fn suggest_node(&self, key: &str) -> Option<String> {
        self.0.suggest_node(key).map(str::to_owned)
    }

    fn suggest_form(&self, key: &str) -> Option<String> {
        did_you_mean(key, self.0.forms.iter().map(|form| form.key.as_str())).map(str::to_owned)
    }
}

pub(crate) fn parse(written: &str, names: &impl Lookup) -> Result<Selector, SelectorMistake> {
    let mistake = |message: String, near: Option<String>, prefix: &str| SelectorMistake {
        message,
        help: near.map(|near| format!("did you mean `{prefix}{near}`?")),
    };
    let number = |list: &[Text], word: &str, what: &str| {
        list.iter()
            .position(|name| name == word)
            .and_then(|at| u32::try_from(at).ok())
            .ok_or_else(|| {
                let near = did_you_mean(word, list.iter().map(Text::as_str)).map(str::to_owned);
                mistake(
                    format!("the framework has no {what} `{word}`"),
                    near,
                    &format!("{what}:"),
                )
            })
    };
    let Some((prefix, word)) = written.split_once(':') else {
        return names.node(written).map(Selector::Node).ok_or_else(|| {
            mistake(
                format!("there is no body, organisation or post `{written}`"),
                names.suggest_node(written),
                "",
            )
        });
    };
    match prefix {
        "form" => names
            .form(word)
            .map(Selector::Form)
            .ok_or_else(|| mistake(format!("there is no form `{word}`"), names.suggest_form(word), "form:")),
        "tier" => number(names.tiers(), word, "tier").map(Selector::Tier),
        "lane" => number(names.lanes(), word, "lane").map(Selector::Lane),
        "within" => names.node(word).map(Selector::Within).ok_or_else(|| {
            mistake(
                format!("there is no organisation `{word}`"),
                names.suggest_node(word),
                "within:",
            )
        }),
        "tag" => Ok(Selector::Tag(Text::from(word))),
        _ => Err(SelectorMistake {
            message: format!("`{prefix}:` does not begin a selector"),
            help: Some("write an id, or form:…, tier:…, within:…, lane:… or tag:…".to_owned()),
        }),
    }
}
