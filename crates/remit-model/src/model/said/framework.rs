//! What a framework says of itself.

use super::{Item, Said, Saying, Value};
use crate::document::WhoseLaw;
use crate::model::{Framework, Model, Review};
use crate::text::Text;

impl Model {
    /// What the framework says of itself, in the order in which people write it. Nothing where there is no `[framework]`.
    pub fn framework_said(&self) -> Vec<Said> {
        let Framework {
            name,
            as_at,
            version,
            tiers,
            lanes,
            tier_names,
            lane_names,
            review,
            levels,
            complete,
            law,
            statement,
        } = &self.framework;
        let Some(statement) = statement else {
            return Vec::new();
        };
        let mut said = Saying::new(self, statement);
        said.words("name", Some(name));
        said.date("as-at", *as_at);
        said.words("version", version.as_ref());
        said.list("tiers", tiers.iter().map(|tier| Item::Words(tier.clone())));
        said.list("lanes", lanes.iter().map(|lane| Item::Words(lane.clone())));
        said.list("tier-names", named(tiers, tier_names));
        said.list("lane-names", named(lanes, lane_names));
        if let Some(review) = review {
            let Review {
                statement: _,
                every_months,
                reviewed,
            } = review;
            said.number("review.every-months", *every_months);
            said.date("review.reviewed", *reviewed);
        }
        let levels = levels
            .iter()
            .map(|(rule, level, _)| pair(Item::Words(rule.clone()), Item::words(level.word())));
        said.list("levels", levels);
        let complete: Vec<Item> = complete
            .iter()
            .map(|(key, node)| pair(Item::Words(key.clone()), said.item(*node)))
            .collect();
        said.list("complete", complete);
        let law = (*law != WhoseLaw::default()).then(|| law.word());
        if let Some(law) = law {
            said.push("law", Value::Stated(vec![Item::words(law)]));
        }
        said.common(statement)
    }
}

fn pair(one: Item, other: Item) -> Item {
    Item::Pair(Box::new(one), Box::new(other))
}

/// Tiers, or columns, with the names that they were given.
fn named<'t>(keys: &'t [Text], names: &'t [Option<Text>]) -> impl Iterator<Item = Item> + use<'t> {
    let both = keys.iter().zip(names);
    both.filter_map(|(key, name)| Some(pair(Item::Words(key.clone()), Item::Words(name.clone()?))))
}
