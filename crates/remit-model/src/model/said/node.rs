//! What organisations, bodies and posts say: several parts, each laid over the ones below.

use super::{Item, Said, Saying, Value};
use crate::document::Status;
use crate::model::{Keys, Model, NodeAt, Part, Quorum, Statement};
use crate::text::Text;

/// Keys of which each part adds to what the ones below say.
const ADDED_UP: [&str; 2] = ["in-law", "tags"];

/// What a part says of itself, rather than of the node: it counts where the part makes the node, or says anything of it.
fn is_about_the_part(key: &str) -> bool {
    matches!(key, "source" | "quote" | "note") || key.starts_with("assumed.")
}

impl<'m> NodeAt<'m, '_> {
    /// What is said of it, in the order in which people write it: of each key what the topmost part says that counts.
    /// Lines, seats, what it does and what it carries say for themselves.
    pub fn said(&self) -> Vec<Said> {
        let mut all: Vec<Said> = Vec::new();
        for part in self.parts() {
            let said = part.said(self.at.model);
            let speaks = part.defines || said.iter().any(|said| !is_about_the_part(&said.key));
            for said in said {
                let known = all.iter_mut().find(|known| known.key == said.key);
                match (known, said.value) {
                    (Some(known), Value::Stated(below)) if ADDED_UP.contains(&said.key.as_str()) => {
                        if let Value::Stated(items) = &mut known.value {
                            items.extend(below);
                        }
                    }
                    // The topmost part counts.
                    (Some(_), _) => {}
                    (None, value) if speaks => all.push(Said { value, ..said }),
                    (None, _) => {}
                }
            }
        }
        // In force is what everything is that says nothing else.
        all.retain(|said| {
            said.key != "status" || said.value != Value::Stated(vec![Item::words(Status::InForce.word())])
        });
        all
    }

    /// Whether two states of one model know the very same statements of it, so that it can't say anything else. `false` says
    /// nothing.
    pub fn rests_on_the_same(&self, other: &NodeAt<'_, '_>) -> bool {
        let mut others = other.parts();
        let same = |part: &Part| others.next().is_some_and(|other| std::ptr::eq(part, other));
        self.parts().all(same) && others.next().is_none()
    }

    /// The statement that alone says all that is said of it: none where several do, or a proposal ends it.
    pub fn whole_statement(&self) -> Option<&'m Statement> {
        let mut parts = self.parts();
        let first = parts.next()?;
        let whole = parts.next().is_none() && self.timeline().ended.is_empty();
        whole.then_some(&first.statement)
    }
}

impl Part {
    fn said(&self, model: &Model) -> Vec<Said> {
        let Self {
            statement,
            defines: _,
            ends,
            status,
            keys,
        } = self;
        let Keys {
            none,
            name,
            called,
            form,
            within,
            between,
            tier,
            lane,
            many,
            count,
            covers,
            external,
            purpose,
            instrument,
            in_law,
            employer,
            holder,
            vacant,
            tags,
            quorum,
            meets,
        } = keys;
        let listed = |names: &[Text], number: u32| {
            let name = names.get(number as usize);
            name.map(|name| Item::Words(name.clone()))
        };
        let mut said = Saying::new(model, statement);
        said.words("name", name.as_deref());
        said.words("called", called.as_deref());
        let form = form.as_ref().and_then(|at| model.form_keys.get(at.value as usize));
        said.entry("form", "form", form);
        said.node("within", within.as_ref().map(|at| at.value));
        said.nodes("between", between.iter().map(|at| at.value));
        let tiers = &model.framework.tiers;
        said.one("tier", tier.as_ref().and_then(|at| listed(tiers, at.value)));
        let lanes = &model.framework.lanes;
        said.one("lane", lane.as_ref().and_then(|at| listed(lanes, at.value)));
        said.is("many", many.as_ref().map(|at| at.value));
        said.number("count", count.as_ref().map(|at| at.value));
        said.words("covers", covers.as_deref());
        said.is("external", external.as_ref().map(|at| at.value));
        said.words("purpose", purpose.as_deref());
        said.entry("instrument", "instrument", instrument.as_deref());
        said.entries("in-law", "office-or-body", in_law.iter());
        said.node("employer", employer.as_ref().map(|at| at.value));
        said.entry("holder", "person", holder.as_deref());
        said.is("vacant", vacant.as_ref().map(|at| at.value));
        said.list("tags", tags.iter().map(|tag| Item::Words(tag.clone())));
        if let Some(quorum) = quorum {
            said.list("quorum", quorum.items());
        }
        said.one("meets", meets.map(Item::Every));
        for key in none {
            said.push(*key, Value::None);
        }
        // A change may put in force what was proposed, so that it matters that it says so.
        said.word("status", status.map(|status| status.word()));
        said.date("ends", *ends);
        said.common(statement)
    }
}

impl Quorum {
    fn items(&self) -> Vec<Item> {
        let Self {
            span: _,
            members,
            of_category,
            of_role,
        } = self;
        let pair = |of: Item, many: u32| Item::Pair(Box::new(of), Box::new(Item::number(many)));
        let members = members.map(|members| pair(Item::words("members"), members));
        let categories = of_category
            .iter()
            .map(|(category, many)| pair(Item::Words(category.clone()), *many));
        let roles = of_role.iter().map(|(role, many)| pair(Item::words(role.word()), *many));
        members.into_iter().chain(categories).chain(roles).collect()
    }
}
