//! The flat tables: documents, functions, money, papers, the log and the rest.

use hashbrown::{HashMap, HashSet};
use rayon::prelude::*;

use super::mistakes::Wanted;
use super::statements::{Draft, money};
use super::together::Below;
use super::{File, Resolver, conflicts};
use crate::document::{self as written, At, Entries, Key, Over};
use crate::finding::Finding;
use crate::model::{
    Budget, Delegation, Departure, Document, Function, Instrument, Layer, LogEntry, Milestone, Model, Origin, Outcome,
    Person, Reviewed, Route, RouteStep, Row, Table, Verb,
};
use crate::review::Shares;
use crate::text::Text;

/// What a change to a row that does not exist should have named, and where the changes of a file stand.
type Changes<T> = (Wanted, fn(&File) -> &Entries<T>);

impl Resolver<'_> {
    /// Everything of the model that is neither node nor line.
    pub(super) fn tables(&mut self, files: &[File], findings: &mut Vec<Finding>) -> Model {
        let mut verbs: Vec<Verb> = self
            .names
            .verbs
            .iter()
            .map(|(key, effect)| Verb {
                key: key.clone(),
                effect: *effect,
            })
            .collect();
        verbs.sort_by(|a, b| a.key.cmp(&b.key));
        let mut form_keys: Vec<Text> = self.names.forms.keys().cloned().collect();
        form_keys.sort();
        Model {
            framework: self.framework(files, findings),
            verbs,
            form_keys,
            forms: self.rows(
                files,
                |file| &file.document.form,
                None,
                |r, f, k, e| r.form_row(f, k, e),
            ),
            powers: self.rows(
                files,
                |file| &file.document.power,
                None,
                |r, f, k, e| r.power_row(f, k, e),
            ),
            offices: self.rows(
                files,
                |file| &file.document.office,
                None,
                |r, f, k, e| r.office_row(f, k, e),
            ),
            statutory_functions: self.rows(
                files,
                |file| &file.document.statutory_function,
                None,
                |r, f, k, e| r.statutory_function_row(f, k, e),
            ),
            statutory_bodies: self.rows(
                files,
                |file| &file.document.statutory_body,
                None,
                |r, f, k, e| r.statutory_body_row(f, k, e),
            ),
            statutory_seats: self.rows(
                files,
                |file| &file.document.statutory_seat,
                None,
                |r, f, k, e| r.statutory_seat_row(f, k, e),
            ),
            papers: self.rows(
                files,
                |file| &file.document.paper,
                None,
                |r, f, k, e| r.paper_row(f, k, e),
            ),
            documents: self.rows(
                files,
                |file| &file.document.document,
                None,
                |r, f, k, e| r.document_row(f, k, e),
            ),
            persons: self.rows(
                files,
                |file| &file.document.person,
                None,
                |r, f, k, e| r.person_row(f, k, e),
            ),
            functions: self.rows(
                files,
                |file| &file.document.function,
                Some((Wanted::Function, |file| &file.document.change.function)),
                |r, f, k, e| r.function_row(f, k, e),
            ),
            budgets: self.rows(
                files,
                |file| &file.document.budget,
                Some((Wanted::Budget, |file| &file.document.change.budget)),
                |r, f, k, e| r.budget_row(f, k, e),
            ),
            instruments: self.rows(
                files,
                |file| &file.document.instrument,
                Some((Wanted::Instrument, |file| &file.document.change.instrument)),
                |r, f, k, e| r.instrument_row(f, k, e),
            ),
            delegations: self.rows(
                files,
                |file| &file.document.delegation,
                Some((Wanted::Delegation, |file| &file.document.change.delegation)),
                |r, f, k, e| r.delegation_row(f, k, e),
            ),
            log: self.rows(
                files,
                |file| &file.document.log,
                Some((Wanted::Log, |file| &file.document.change.log)),
                |r, f, k, e| r.log_row(f, k, e),
            ),
            milestones: self.rows(
                files,
                |file| &file.document.milestone,
                Some((Wanted::Milestone, |file| &file.document.change.milestone)),
                |r, f, k, e| r.milestone_row(f, k, e),
            ),
            routes: self.rows(
                files,
                |file| &file.document.route,
                None,
                |r, f, k, e| r.route_row(f, k, e),
            ),
            outcomes: self.rows(
                files,
                |file| &file.document.outcome,
                None,
                |r, f, k, e| r.outcome_row(f, k, e),
            ),
            reviews: self.rows(
                files,
                |file| &file.document.review,
                None,
                |r, f, k, e| r.reviewed_row(f, k, e),
            ),
            departures: self.rows(
                files,
                |file| &file.document.departure,
                None,
                |r, f, k, e| r.departure_row(f, k, e),
            ),
            proposals: self.proposals(files),
            scenarios: self.scenarios(files, findings),
            conflicts: conflicts::of(files),
            ..Model::default()
        }
    }

    /// The rows of one table: its definitions, and what changes lay over them.
    fn rows<T: Over + Clone + Sync, R: Row + Send>(
        &mut self,
        files: &[File],
        entries: fn(&File) -> &Entries<T>,
        changes: Option<Changes<T>>,
        make: for<'r> fn(&mut Resolver<'r>, &File, &At<Key>, &T) -> R,
    ) -> Table<R> {
        // A row of the framework's own takes the place of one that ships with Remit.
        let own: HashSet<&str> = if files.iter().any(|file| file.shipped && !entries(file).is_empty()) {
            let own_files = files.iter().filter(|file| !file.shipped);
            own_files
                .flat_map(|file| entries(file).iter())
                .map(|(key, _)| key.as_str())
                .collect()
        } else {
            HashSet::new()
        };
        let of_files: Vec<Vec<R>> = self.each(files.par_iter(), |resolver, file| {
            let rows = entries(file)
                .iter()
                .filter(|(key, _)| !file.shipped || !own.contains(key.as_str()))
                .map(|(key, entry)| make(resolver, file, key, entry));
            rows.collect()
        });
        let mut rows: Vec<R> = of_files.into_iter().flatten().collect();
        // Stable, so that of two definitions in one layer the first stays; the second was reported with the names.
        rows.par_sort_by(|a, b| (a.key(), a.statement().layer).cmp(&(b.key(), b.statement().layer)));
        rows.dedup_by(|b, a| a.key() == b.key() && a.statement().layer == b.statement().layer);
        let written = changes.filter(|(_, changes)| files.iter().any(|file| !changes(file).is_empty()));
        let Some((wanted, changes)) = written else {
            return Table::new(rows);
        };
        let base_files = files.iter().filter(|file| file.layer == Layer::Base);
        let definitions = base_files.flat_map(|file| entries(file).iter());
        let base: HashMap<Text, T> = definitions.map(|(key, entry)| (key.0.clone(), entry.clone())).collect();
        let mut below = Below::new(base, self.together);
        for file in super::in_order_of_adoption(files) {
            for (key, change) in changes(file) {
                let Some(under) = below.get(file, key.as_str()) else {
                    self.missing.add(wanted, &key.0, Draft::new(file).place(key.span));
                    continue;
                };
                let laid = change.clone().over(under);
                rows.push(make(self, file, key, &laid));
                below.put(file, &key.0, laid);
            }
        }
        Table::new(rows)
    }

    fn document_row(&mut self, file: &File, key: &At<Key>, document: &written::Document) -> Document {
        Document {
            key: key.0.clone(),
            title: name(&document.title, key),
            kind: value(&document.kind),
            author: value(&document.author),
            date: document.date.as_ref().map(|at| at.value.0),
            address: value(&document.address),
            statement: self.statement(Draft::new(file), key.span, document, None),
        }
    }

    fn person_row(&mut self, file: &File, key: &At<Key>, person: &written::Person) -> Person {
        let mut draft = Draft::new(file);
        Person {
            key: key.0.clone(),
            name: name(&person.name, key),
            of: person
                .of
                .iter()
                .filter_map(|of| self.organisation(&mut draft, "of", of))
                .collect(),
            categories: person.categories.iter().map(|category| category.0.clone()).collect(),
            declared: person.declared.as_ref().map(|at| at.value.0),
            interests: self.all_named(&mut draft, "interests", Wanted::Function, &person.interests),
            statement: self.statement(draft, key.span, person, None),
        }
    }

    /// Verbs; those that do not exist are reported.
    fn verbs_of(&mut self, draft: &Draft<'_>, verbs: &[At<Key>]) -> Vec<Text> {
        for verb in verbs {
            if !self.names.verbs.contains_key(verb.as_str()) {
                self.missing.add(Wanted::Verb, &verb.0, draft.place(verb.span));
            }
        }
        verbs.iter().map(|verb| verb.0.clone()).collect()
    }

    fn function_row(&mut self, file: &File, key: &At<Key>, function: &written::Function) -> Function {
        let mut draft = Draft::new(file);
        draft.note_none("of", &function.of);
        Function {
            key: key.0.clone(),
            name: name(&function.name, key),
            kind: function.kind.as_ref().map(|at| at.value),
            of: function
                .of
                .iter()
                .filter_map(|of| self.organisation(&mut draft, "of", of))
                .collect(),
            needs: self.verbs_of(&draft, &function.needs),
            executive: function.executive.as_ref().map(|at| at.value),
            devolved: function.devolved.as_ref().map(|at| at.value),
            in_law: self
                .named(
                    &mut draft,
                    "in-law",
                    Wanted::StatutoryFunction,
                    function.in_law.as_ref(),
                )
                .map(|at| at.value),
            statement: self.statement(draft, key.span, function, None),
        }
    }

    fn budget_row(&mut self, file: &File, key: &At<Key>, budget: &written::Budget) -> Budget {
        let mut draft = Draft::new(file);
        Budget {
            key: key.0.clone(),
            name: name(&budget.name, key),
            kind: budget.kind.as_ref().map(|at| at.value),
            amount: money(budget.amount.as_ref()),
            contributors: self.nodes_of(&mut draft, "contributors", &budget.contributors),
            host: budget
                .host
                .as_ref()
                .and_then(|host| self.organisation(&mut draft, "host", host)),
            held_by: budget.held_by.as_ref().and_then(|held| {
                let value = self.node(&mut draft, "held-by", held)?;
                Some(At { value, span: held.span })
            }),
            committed_by: budget
                .committed_by
                .as_ref()
                .and_then(|by| self.node(&mut draft, "committed-by", by)),
            manager: budget
                .manager
                .as_ref()
                .and_then(|by| self.node(&mut draft, "manager", by)),
            instrument: self
                .named(&mut draft, "instrument", Wanted::Instrument, budget.instrument.as_ref())
                .map(|at| at.value),
            statement: self.statement(draft, key.span, budget, None),
        }
    }

    fn instrument_row(&mut self, file: &File, key: &At<Key>, instrument: &written::Instrument) -> Instrument {
        let mut draft = Draft::new(file);
        let (mut parties, mut leaving) = (Vec::new(), Vec::new());
        for (key, party) in instrument.party.iter() {
            let Some(node) = self.node_at(&mut draft, "party", &key.0, key.span) else {
                continue;
            };
            parties.push((node, party.role.as_ref().map(|at| at.value)));
            leaving.extend(
                party
                    .ends
                    .as_ref()
                    .map(|ends| (node, ends.value.0, draft.place(ends.span))),
            );
        }
        Instrument {
            key: key.0.clone(),
            name: name(&instrument.name, key),
            kind: instrument.kind.as_ref().map(|at| at.value.0.clone()),
            leaving,
            parties,
            owners: self.nodes_of(&mut draft, "owners", &instrument.owners),
            approvers: self.nodes_of(&mut draft, "approvers", &instrument.approvers),
            approved_on: instrument.approved_on.as_ref().map(|at| at.value.0),
            review_due: instrument.review_due.as_ref().map(|at| at.value.0),
            statement: self.statement(draft, key.span, instrument, None),
        }
    }

    fn delegation_row(&mut self, file: &File, key: &At<Key>, delegation: &written::Delegation) -> Delegation {
        let mut draft = Draft::new(file);
        draft.note_none("liable", &delegation.liable);
        Delegation {
            key: key.0.clone(),
            name: name(&delegation.name, key),
            from: self.nodes_of(&mut draft, "from", &delegation.from),
            to: delegation.to.as_ref().and_then(|to| {
                let value = self.node(&mut draft, "to", to)?;
                Some(At { value, span: to.span })
            }),
            functions: self.all_named(&mut draft, "functions", Wanted::Function, &delegation.functions),
            power: self
                .named(&mut draft, "power", Wanted::Power, delegation.power.as_ref())
                .map(|at| at.value),
            instrument: self
                .named(
                    &mut draft,
                    "instrument",
                    Wanted::Instrument,
                    delegation.instrument.as_ref(),
                )
                .map(|at| at.value),
            recorded_in: self.all_named(&mut draft, "recorded-in", Wanted::Instrument, &delegation.recorded_in),
            limit: money(delegation.limit.as_ref()),
            onward: delegation.onward.as_ref().map(|at| at.value),
            verbs: self.verbs_of(&draft, &delegation.verbs),
            liable: delegation
                .liable
                .iter()
                .filter_map(|of| self.organisation(&mut draft, "liable", of))
                .collect(),
            consent: value(&delegation.consent),
            review_due: delegation.review_due.as_ref().map(|at| at.value.0),
            statement: self.statement(draft, key.span, delegation, None),
        }
    }

    fn log_row(&mut self, file: &File, key: &At<Key>, entry: &written::LogEntry) -> LogEntry {
        let mut draft = Draft::new(file);
        let mut unsettles = Vec::new();
        for what in &entry.unsettles {
            let (node, field) = what.split_once('.').unwrap_or((what.value.as_str(), ""));
            if let Some(id) = self.node_at(&mut draft, "unsettles", &Text::from(node), what.span) {
                unsettles.push((id, Text::from(field), what.span));
            }
        }
        let tiers = entry.tiers.iter();
        let mut tiers: Vec<u32> = tiers
            .filter_map(|tier| self.tier_of(&mut draft, "tiers", tier))
            .map(|at| at.value)
            .collect();
        tiers.sort_unstable();
        tiers.dedup();
        LogEntry {
            key: key.0.clone(),
            kind: entry.kind.as_ref().map(|at| at.value),
            text: entry.text.as_ref().map_or_else(|| key.0.clone(), |at| at.value.clone()),
            about: self.subjects(&mut draft, &entry.about),
            tiers,
            unsettles,
            owner: entry
                .owner
                .as_ref()
                .and_then(|owner| self.node(&mut draft, "owner", owner)),
            raised: entry.raised.as_ref().map(|at| at.value.0),
            due: entry.due.as_ref().map(|at| at.value.0),
            answered: entry.answered.as_ref().map(|at| at.value.0),
            answer: value(&entry.answer),
            statement: self.statement(draft, key.span, entry, None),
        }
    }

    fn milestone_row(&mut self, file: &File, key: &At<Key>, milestone: &written::Milestone) -> Milestone {
        let mut draft = Draft::new(file);
        Milestone {
            key: key.0.clone(),
            text: milestone
                .text
                .as_ref()
                .map_or_else(|| key.0.clone(), |at| at.value.clone()),
            by: milestone.by.as_ref().map(|at| at.value.0),
            about: self.subjects(&mut draft, &milestone.about),
            owner: milestone
                .owner
                .as_ref()
                .and_then(|owner| self.node(&mut draft, "owner", owner)),
            met: milestone.met.as_ref().map(|at| at.value.0),
            statement: self.statement(draft, key.span, milestone, None),
        }
    }

    fn route_row(&mut self, file: &File, key: &At<Key>, route: &written::Route) -> Route {
        let mut draft = Draft::new(file);
        let function = self.named(&mut draft, "function", Wanted::Function, route.function.as_ref());
        let statement = self.statement(draft, key.span, route, None);
        let keys: Vec<&str> = route.step.iter().map(|(key, _)| key.as_str()).collect();
        let steps = route.step.iter();
        let steps = steps.map(|(key, step)| self.route_step(file, key, step, statement.origin.as_ref(), &keys));
        Route {
            key: key.0.clone(),
            function: function.map(|at| at.value),
            text: value(&route.text),
            deadline: route.deadline.as_ref().map(|at| at.value.0),
            deadline_of: value(&route.deadline_of),
            steps: steps.collect(),
            statement,
        }
    }

    fn route_step(
        &mut self,
        file: &File,
        key: &At<Key>,
        step: &written::RouteStep,
        origin: Option<&Origin>,
        keys: &[&str],
    ) -> RouteStep {
        let mut draft = Draft::new(file);
        let effect = self.effect(&mut draft, step.verb.as_ref());
        let body = step.body.as_ref().and_then(|body| self.node(&mut draft, "body", body));
        for after in step.after.iter().filter(|after| !keys.contains(&after.as_str())) {
            draft.unknown.push("after");
            self.missing.add(Wanted::RouteStep, &after.0, draft.place(after.span));
        }
        RouteStep {
            key: key.0.clone(),
            body,
            verb: step.verb.as_ref().map(|at| at.value.0.clone()),
            effect,
            on: step.on.as_ref().map(|at| at.value.0),
            after: step.after.iter().map(|after| after.value.0.clone()).collect(),
            statement: self.statement(draft, key.span, step, origin),
        }
    }

    fn outcome_row(&mut self, file: &File, key: &At<Key>, outcome: &written::Outcome) -> Outcome {
        Outcome {
            key: key.0.clone(),
            text: outcome
                .text
                .as_ref()
                .map_or_else(|| key.0.clone(), |at| at.value.clone()),
            group: value(&outcome.group),
            statement: self.statement(Draft::new(file), key.span, outcome, None),
        }
    }

    fn reviewed_row(&mut self, file: &File, key: &At<Key>, reviewed: &written::Reviewed) -> Reviewed {
        let texts = |list: &written::List<At<Text>>| list.iter().map(|at| at.value.clone()).collect();
        let of = reviewed.of.iter();
        Reviewed {
            key: key.0.clone(),
            on: reviewed.on.as_ref().map(|at| at.value.0),
            signed_by: texts(&reviewed.signed_by),
            minute: value(&reviewed.minute),
            findings: texts(&reviewed.findings),
            files: texts(&reviewed.files),
            revision: value(&reviewed.revision),
            shares: reviewed.statements.as_ref().map(|at| shares(&at.value)),
            of: of.map(|(key, rested)| (key.value.0.clone(), shares(rested))).collect(),
            statement: self.statement(Draft::new(file), key.span, reviewed, None),
        }
    }

    fn departure_row(&mut self, file: &File, key: &At<Key>, departure: &written::Departure) -> Departure {
        let mut draft = Draft::new(file);
        let accepted_by = departure
            .accepted_by
            .as_ref()
            .and_then(|by| self.node(&mut draft, "accepted-by", by));
        Departure {
            key: key.0.clone(),
            rule: departure.rule.as_ref().map(|at| at.value.0.clone()).unwrap_or_default(),
            subject: value(&departure.subject).unwrap_or_default(),
            about: departure.about.iter().map(|at| at.value.clone()).collect(),
            reason: value(&departure.reason).unwrap_or_default(),
            accepted_by,
            minute: value(&departure.minute),
            until: departure.until.as_ref().map(|at| at.value.0),
            statement: self.statement(draft, key.span, departure, None),
        }
    }
}

pub(super) fn name(written: &Option<At<Text>>, key: &At<Key>) -> Text {
    written
        .as_ref()
        .map_or_else(|| key.value.0.clone(), |at| at.value.clone())
}

pub(super) fn value(written: &Option<At<Text>>) -> Option<Text> {
    written.as_ref().map(|at| at.value.clone())
}

/// What statements rested on, as it was recorded.
fn shares(rested: &written::Rested) -> Shares {
    let count = |count: &Option<At<u32>>| count.as_ref().map_or(0, |at| at.value as usize);
    Shares {
        own: count(&rested.own),
        inherited: count(&rested.inherited),
        assumed: count(&rested.assumption),
        nothing: count(&rested.nothing),
        readings: count(&rested.readings),
        silent: count(&rested.silences),
    }
}
