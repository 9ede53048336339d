//! What functions, papers, delegations, the log and the rest say, and what stands below a body.

use super::{Item, Said, Saying, Says};
use crate::document::At;
use crate::model::{
    Budget, Carry, Delegation, Departure, Document, Doing, Filled, Function, Instrument, LogEntry, Milestone, Model,
    Outcome, Person, Relation, Route, RouteStep, Seat, Subject,
};
use crate::page::day_in_words;
use crate::text::Text;

/// What an entry is about, each in its table.
fn about(subjects: &[Subject]) -> impl Iterator<Item = Item> {
    subjects
        .iter()
        .map(|subject| Item::Key(subject.table, subject.key.clone()))
}

impl Says for Function {
    fn said(&self, model: &Model) -> Vec<Said> {
        let Self {
            key: _,
            statement,
            name,
            kind,
            of,
            needs,
            executive,
            devolved,
            in_law,
        } = self;
        let mut said = Saying::new(model, statement);
        said.words("name", Some(name));
        said.word("kind", kind.map(|kind| kind.word()));
        said.nodes("of", of.iter().copied());
        said.list("needs", needs.iter().map(|verb| Item::Words(verb.clone())));
        said.is("executive", *executive);
        said.is("devolved", *devolved);
        said.entry("in-law", "statutory-function", in_law.as_ref());
        said.common(statement)
    }
}

impl Says for Budget {
    fn said(&self, model: &Model) -> Vec<Said> {
        let Self {
            key: _,
            statement,
            name,
            kind,
            amount,
            contributors,
            host,
            held_by,
            committed_by,
            manager,
            instrument,
        } = self;
        let mut said = Saying::new(model, statement);
        said.words("name", Some(name));
        said.word("kind", kind.map(|kind| kind.word()));
        said.money("amount", amount.as_ref());
        said.nodes("contributors", contributors.iter().copied());
        said.node("host", *host);
        said.node("held-by", held_by.as_ref().map(|at| at.value));
        said.node("committed-by", *committed_by);
        said.node("manager", *manager);
        said.entry("instrument", "instrument", instrument.as_ref());
        said.common(statement)
    }
}

impl Says for Instrument {
    fn said(&self, model: &Model) -> Vec<Said> {
        let Self {
            key: _,
            statement,
            name,
            kind,
            parties,
            leaving,
            owners,
            approvers,
            approved_on,
            review_due,
        } = self;
        let mut said = Saying::new(model, statement);
        said.words("name", Some(name));
        said.words("kind", kind.as_ref());
        let parties: Vec<Item> = parties
            .iter()
            .map(|&(party, role)| {
                let last = leaving.iter().find(|(one, ..)| *one == party);
                let last = last.map(|(_, last, _)| format!("until {}", day_in_words(*last)));
                let words: Vec<String> = role
                    .map(|role| role.word().to_owned())
                    .into_iter()
                    .chain(last)
                    .collect();
                match words.is_empty() {
                    true => said.item(party),
                    false => Item::Pair(
                        Box::new(said.item(party)),
                        Box::new(Item::words(words.join(", ").as_str())),
                    ),
                }
            })
            .collect();
        said.list("party", parties);
        said.nodes("owners", owners.iter().copied());
        said.nodes("approvers", approvers.iter().copied());
        said.date("approved-on", *approved_on);
        said.date("review-due", *review_due);
        said.common(statement)
    }
}

impl Says for Delegation {
    fn said(&self, model: &Model) -> Vec<Said> {
        let Self {
            key: _,
            statement,
            name,
            from,
            to,
            functions,
            power,
            instrument,
            recorded_in,
            limit,
            onward,
            verbs,
            liable,
            consent,
            review_due,
        } = self;
        let mut said = Saying::new(model, statement);
        said.words("name", Some(name));
        said.nodes("from", from.iter().copied());
        said.node("to", to.as_ref().map(|at| at.value));
        said.entries("functions", "function", functions);
        said.list("verbs", verbs.iter().map(|verb| Item::Words(verb.clone())));
        said.entry("power", "power", power.as_ref());
        said.entry("instrument", "instrument", instrument.as_ref());
        said.entries("recorded-in", "instrument", recorded_in);
        said.money("limit", limit.as_ref());
        said.word("onward", onward.map(|onward| onward.word()));
        said.words("consent", consent.as_ref());
        said.nodes("liable", liable.iter().copied());
        said.date("review-due", *review_due);
        said.common(statement)
    }
}

impl Says for LogEntry {
    fn said(&self, model: &Model) -> Vec<Said> {
        let Self {
            key: _,
            statement,
            kind,
            text,
            about: subjects,
            tiers,
            unsettles,
            owner,
            raised,
            due,
            answered,
            answer,
        } = self;
        let mut said = Saying::new(model, statement);
        said.word("kind", kind.map(|kind| kind.word()));
        said.words("text", Some(text));
        said.list("about", about(subjects));
        let names = tiers
            .iter()
            .filter_map(|&tier| model.framework.tiers.get(tier as usize));
        said.list("tiers", names.map(|name| Item::Words(name.clone())));
        let unsettles: Vec<Item> = unsettles
            .iter()
            .map(|(node, key, _)| Item::Pair(Box::new(said.item(*node)), Box::new(Item::Words(key.clone()))))
            .collect();
        said.list("unsettles", unsettles);
        said.node("owner", *owner);
        said.date("raised", *raised);
        said.date("due", *due);
        said.date("answered", *answered);
        said.words("answer", answer.as_ref());
        said.common(statement)
    }
}

impl Says for Milestone {
    fn said(&self, model: &Model) -> Vec<Said> {
        let Self {
            key: _,
            statement,
            text,
            by,
            about: subjects,
            owner,
            met,
        } = self;
        let mut said = Saying::new(model, statement);
        said.words("text", Some(text));
        said.date("by", *by);
        said.list("about", about(subjects));
        said.node("owner", *owner);
        said.date("met", *met);
        said.common(statement)
    }
}

impl Says for Route {
    fn said(&self, model: &Model) -> Vec<Said> {
        let Self {
            key: _,
            statement,
            function,
            text,
            deadline,
            deadline_of,
            steps,
        } = self;
        let mut said = Saying::new(model, statement);
        said.entry("function", "function", function.as_ref());
        said.words("text", text.as_ref());
        said.date("deadline", *deadline);
        said.words("deadline-of", deadline_of.as_ref());
        said.list(
            "step",
            steps.iter().map(|step| Item::Words(step_in_words(model, step).into())),
        );
        said.common(statement)
    }
}

/// A step as one piece of text: whom it goes to, to do what, and when.
fn step_in_words(model: &Model, step: &RouteStep) -> String {
    let RouteStep {
        key,
        statement: _,
        body,
        verb,
        effect: _,
        on,
        after,
    } = step;
    let body = body.map_or(key.to_string(), |body| model.node_of(body).first_name().to_string());
    let verb = verb.as_ref().map_or(String::new(), |verb| format!(" to {verb}"));
    let on = on.map_or(String::new(), |on| format!(" on {on}"));
    let after = after.iter().map(|key| key.as_str()).collect::<Vec<_>>().join(", ");
    let after = if after.is_empty() {
        after
    } else {
        format!(" after {after}")
    };
    format!("{body}{verb}{on}{after}")
}

impl Says for Outcome {
    fn said(&self, model: &Model) -> Vec<Said> {
        let Self {
            key: _,
            statement,
            text,
            group,
        } = self;
        let mut said = Saying::new(model, statement);
        said.words("text", Some(text));
        said.words("group", group.as_ref());
        said.common(statement)
    }
}

impl Says for Person {
    fn said(&self, model: &Model) -> Vec<Said> {
        let Self {
            key: _,
            statement,
            name,
            of,
            categories,
            declared,
            interests,
        } = self;
        let mut said = Saying::new(model, statement);
        said.words("name", Some(name));
        said.nodes("of", of.iter().copied());
        said.list("categories", categories.iter().map(|word| Item::Words(word.clone())));
        said.date("declared", *declared);
        said.entries("interests", "function", interests);
        said.common(statement)
    }
}

impl Says for Document {
    fn said(&self, model: &Model) -> Vec<Said> {
        let Self {
            key: _,
            statement,
            title,
            kind,
            author,
            date,
            address,
        } = self;
        let mut said = Saying::new(model, statement);
        said.words("title", Some(title));
        said.words("kind", kind.as_ref());
        said.words("author", author.as_ref());
        said.date("date", *date);
        said.words("address", address.as_ref());
        said.common(statement)
    }
}

impl Says for Departure {
    fn said(&self, model: &Model) -> Vec<Said> {
        let Self {
            key: _,
            statement,
            rule,
            subject,
            about,
            reason,
            accepted_by,
            minute,
            until,
        } = self;
        let mut said = Saying::new(model, statement);
        said.words("rule", Some(rule));
        said.words("subject", Some(subject));
        said.list("about", about.iter().map(|key| Item::Words(key.clone())));
        said.words("reason", Some(reason));
        said.node("accepted-by", *accepted_by);
        said.words("minute", minute.as_ref());
        said.date("until", *until);
        said.common(statement)
    }
}

impl Says for Doing {
    fn said(&self, model: &Model) -> Vec<Said> {
        let Self {
            key: _,
            statement,
            verb,
            effect: _,
            function,
            text,
            reserved,
            limit,
        } = self;
        let mut said = Saying::new(model, statement);
        said.words("verb", verb.as_ref().map(|at| &at.value));
        said.entry("function", "function", function.as_ref().map(|at| &at.value));
        said.words("text", text.as_ref());
        said.is("reserved", *reserved);
        said.money("limit", limit.as_ref());
        said.common(statement)
    }
}

impl Says for Carry {
    fn said(&self, model: &Model) -> Vec<Said> {
        let Self {
            key: _,
            statement,
            log,
            text,
        } = self;
        let mut said = Saying::new(model, statement);
        said.entry("log", "log", log.as_ref().map(|at| &at.value));
        said.words("text", text.as_ref());
        said.common(statement)
    }
}

impl Says for Seat {
    fn said(&self, model: &Model) -> Vec<Said> {
        let Self {
            key: _,
            statement,
            role,
            voting,
            category,
            filled,
            nominee_of,
            count,
            term_ends,
            approved_by,
        } = self;
        let mut said = Saying::new(model, statement);
        said.word("role", role.as_ref().map(|at| at.value.word()));
        said.is("voting", *voting);
        said.words("category", category.as_ref());
        let node = |at: &At<Text>| {
            let known = model.node(at).map(|node| (node.kind.word(), node.key.clone()));
            let (table, key) = known.unwrap_or_else(|| ("body", at.value.clone()));
            Item::Key(table, key)
        };
        match filled {
            Filled::Person(at) => said.entry("person", "person", Some(&at.value)),
            Filled::Post(at) => said.entry("post", "post", Some(&at.value)),
            // The same as `nominee-of`, which is listed below.
            Filled::Nominee(at) if nominee_of.is_none() => said.one("nominee-of", Some(node(at))),
            Filled::Nominee(_) | Filled::Unnamed => {}
            Filled::ExOfficio(at) => said.words("ex-officio", Some(&at.value)),
            Filled::Vacant(_) => said.is("vacant", Some(true)),
        }
        said.node("nominee-of", *nominee_of);
        said.number("count", *count);
        said.date("term-ends", *term_ends);
        said.node("approved-by", *approved_by);
        said.common(statement)
    }
}

impl Says for Relation {
    fn said(&self, model: &Model) -> Vec<Said> {
        let Self {
            kind: _,
            key: _,
            statement,
            from: _,
            to,
            matters,
            basis,
            power,
            instrument,
            every_months,
            taken_into_account,
            extent,
            capacity,
            by,
        } = self;
        let mut said = Saying::new(model, statement);
        said.node("to", Some(*to));
        said.entries("for", "function", matters.iter());
        said.word("basis", basis.map(|basis| basis.word()));
        said.entry("power", "power", power.as_ref());
        said.entry("instrument", "instrument", instrument.as_ref());
        said.number("every-months", *every_months);
        said.is("taken-into-account", *taken_into_account);
        said.word("extent", extent.map(|extent| extent.word()));
        said.word("role", capacity.map(|capacity| capacity.word()));
        said.words("by", by.as_ref());
        said.common(statement)
    }
}
