//! A relation as a step of a path: its ends by name, what it rests on, and whether it is in force.

use super::{AsAt, Layer, Node, NodeId, Relation, Standing};
use crate::path::{End, Step, StepStatus};
use crate::text::Text;

impl<'m> AsAt<'m> {
    pub(super) fn end(&self, ids: &[NodeId]) -> End {
        let join = |part: fn(&Node) -> &str| {
            let some = ids.iter().take(3).map(|&id| part(self.model().node_of(id)));
            let rest = if ids.len() > 3 { " …" } else { "" };
            format!("{}{rest}", some.collect::<Vec<_>>().join(", "))
        };
        let names = ids
            .iter()
            .take(3)
            .map(|&id| self.node(id).name().to_string())
            .collect::<Vec<_>>();
        End {
            key: join(|node| node.key.as_str()),
            name: if ids.len() > 3 {
                format!("{} …", names.join(", "))
            } else {
                names.join(", ")
            },
        }
    }

    /// A relation as a step of a path.
    pub fn step_of(&self, relation: &Relation) -> Step {
        let graph = &self.model().graph;
        let number = graph
            .outgoing(relation.from)
            .find(|&number| std::ptr::eq(&graph.relations()[number], relation));
        match number.and_then(|number| u32::try_from(number).ok()) {
            Some(number) => self.step(number),
            None => self.describe(relation, Standing::OtherDate),
        }
    }

    pub(super) fn step(&self, number: u32) -> Step {
        self.describe(self.relation(number), self.relation_standing(number as usize))
    }

    fn describe(&self, relation: &Relation, standing: Standing) -> Step {
        let status = match standing {
            Standing::InForce => match self
                .layers_of(relation)
                .find_map(|layer| self.model().proposal_of(layer))
            {
                Some(proposal) => StepStatus::AsIfAdopted(proposal.to_string()),
                None => StepStatus::InForce,
            },
            Standing::Shadow => StepStatus::Shadow,
            Standing::OtherDate => StepStatus::OtherDate(dates_in_words(relation)),
            Standing::Proposed => {
                let proposal = self.layers_of(relation).find(|&layer| !self.has_layer(layer));
                StepStatus::Proposed(
                    proposal
                        .and_then(|layer| self.model().proposal_of(layer))
                        .map(Text::to_string),
                )
            }
        };
        let mut basis = Vec::new();
        basis.extend(relation.basis.map(|basis| basis.word().replace('-', " ")));
        if let Some(power) = &relation.power {
            let power = self
                .model()
                .powers
                .get(power)
                .and_then(|power| power.validity.citation.as_ref())
                .unwrap_or(power);
            basis.push(power.to_string());
        }
        if let Some(key) = &relation.instrument {
            let name = self
                .model()
                .instruments
                .get(key)
                .map_or(key, |instrument| &instrument.name);
            basis.push(name.to_string());
        }
        Step {
            below: self.end(&[relation.below()]),
            above: self.end(&[relation.above()]),
            relation: relation.kind.upward_words().to_owned(),
            several: self.node(relation.below()).is_several(),
            basis: basis.join(", "),
            status,
            assumed: relation.assumed().map(Text::to_string),
            source: relation
                .statement
                .origin
                .as_ref()
                .map(|origin| origin.written.to_string()),
            quote: relation.statement.quote.as_ref().map(Text::to_string),
            place: Some(relation.statement.place),
        }
    }

    /// The layers that a relation rests on: its own, and those of its ends.
    pub(super) fn layers_of(&self, relation: &Relation) -> impl Iterator<Item = Layer> {
        let of = |id| self.node(id).definition().statement.layer;
        [relation.statement.layer, of(relation.from), of(relation.to)].into_iter()
    }
}

fn dates_in_words(relation: &Relation) -> String {
    let statement = &relation.statement;
    statement
        .days_in_words(statement.starts, statement.ends)
        .unwrap_or_else(|| "an end of it is not, or it was replaced".to_owned())
}
