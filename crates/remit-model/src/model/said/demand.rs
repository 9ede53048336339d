//! What a framework's requirements say.

use super::{Item, Said, Saying, Says};
use crate::document::{RelationKind, Span};
use crate::model::{Apart, Demand, Functions, Model, Most, Requirement, SeatsOf, Selector};
use crate::text::Text;

fn selector(model: &Model, (selector, _): &(Selector, Span)) -> Item {
    Item::words(selector.written(model).as_str())
}

fn relations(by: &[RelationKind]) -> impl Iterator<Item = Item> {
    by.iter().map(|kind| Item::words(kind.word()))
}

impl Says for Requirement {
    fn said(&self, model: &Model) -> Vec<Said> {
        let Self {
            key: _,
            statement,
            demand,
            because,
            remedy,
        } = self;
        let mut said = Saying::new(model, statement);
        demand.say(&mut said, model);
        said.words("because", because.as_ref());
        said.words("remedy", remedy.as_ref());
        said.common(statement)
    }
}

impl Demand {
    /// The word of its kind: the table below `requirement` in which it is written.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Path { .. } => "path",
            Self::Link { .. } => "link",
            Self::Only { .. } => "only",
            Self::Separate { .. } => "separate",
            Self::Forbidden { .. } => "forbidden",
            Self::ExactlyOne { .. } => "exactly-one",
            Self::Cap { .. } => "cap",
            Self::Unreadable => "unreadable",
        }
    }

    fn say(&self, said: &mut Saying<'_>, model: &Model) {
        said.word("kind", Some(self.word()));
        match self {
            Self::Path {
                top_down,
                by,
                within_weeks,
            } => {
                said.list("top-down", top_down.iter().map(|place| selector(model, place)));
                said.list("by", relations(by));
                said.number("within-weeks", *within_weeks);
            }
            Self::Link { of, role, sits_on } => {
                said.one("chair-of", Some(selector(model, of)));
                said.word("role", Some(role.word()));
                said.node("sits-on", Some(*sits_on));
            }
            Self::Only { top_down, through, by } => {
                said.list("top-down", top_down.iter().map(|place| selector(model, place)));
                said.node("through", Some(*through));
                said.list("by", relations(by));
            }
            Self::Separate { apart, who } => {
                match apart {
                    Apart::Sets(one, other) => said.list("sets", [selector(model, one), selector(model, other)]),
                    Apart::Capacities(one, other) => {
                        said.list("capacities", [one, other].map(|capacity| Item::words(capacity.word())));
                    }
                }
                said.list("who", who.iter().map(|who| Item::words(who.word())));
            }
            Self::Forbidden { from, to, by } => {
                said.one("from", Some(selector(model, from)));
                said.one("to", Some(selector(model, to)));
                said.list("by", relations(by));
            }
            Self::ExactlyOne { functions } => said.list("functions", functions.iter().map(chosen)),
            Self::Cap { on, most, of, voting } => {
                said.one("on", Some(selector(model, on)));
                let (key, most) = match *most {
                    Most::Seats(seats) => ("most", seats),
                    Most::Percent(share) => ("most-percent", share),
                };
                said.number(key, Some(most));
                let of = match of {
                    SeatsOf::EachOrganisation => Item::words("each-organisation"),
                    SeatsOf::Organisation(organisation) => said.item(*organisation),
                    SeatsOf::Category(category) => Item::Words(category.clone()),
                };
                said.one("of", Some(of));
                said.is("voting", Some(*voting));
            }
            Self::Unreadable => {}
        }
    }
}

fn chosen(functions: &Functions) -> Item {
    match functions {
        Functions::All => Item::words("all"),
        Functions::Kind(kind) => Item::Words(Text::from(format!("kind:{}", kind.word()))),
        Functions::One(key) => Item::Key("function", key.clone()),
    }
}
