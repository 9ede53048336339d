//! What falls due or ends, with its day, whose it is and where it is written: the review and the calendar are made of it.

use jiff::ToSpan;
use jiff::civil::Date;
use remit_model::answer::Named;
use remit_model::document::{Effect, RelationKind};
use remit_model::model::{AsAt, Filled, NodeAt, NodeId, Row, Seat, Statement};
use remit_model::page::{day_in_words, sentence};
use remit_model::review::{Due, DueKind, Periods, Recurring};
use remit_rules::{next_review, papers_in_use};

use crate::registers::{milestone_is_late_or_to_come, route_matter};

/// The months of a quarter: the length of a period where the framework does not state how often it is reviewed.
const QUARTER: u32 = 3;

/// The periods of a review on the date: as long as the framework says that its reviews are apart, otherwise a quarter.
pub fn periods(at: &AsAt<'_>) -> Periods {
    let review = at.model().framework.review.as_ref();
    let stated = review.filter(|review| at.in_force(&review.statement));
    let stated = stated.and_then(|review| review.every_months);
    let months = stated.unwrap_or(QUARTER);
    let from = at.date();
    let on = |times: i32| {
        let months = i32::try_from(months).unwrap_or(i32::MAX).saturating_mul(times);
        // Whoever looks at the last year of the calendar has no next period.
        from.checked_add(months.months()).unwrap_or(from)
    };
    Periods {
        months,
        stated: stated.is_some(),
        before: on(-1),
        from,
        next: on(1),
        after: on(2),
    }
}

/// All that falls due or ends, the earliest first: what is overdue, what is to come, however far ahead, and what ended by itself
/// within the period before the date. What is only proposed, or runs in shadow form, has no day that counts.
pub fn due(at: &AsAt<'_>) -> Vec<Due> {
    let mut all = Gathering {
        at,
        since: periods(at).before,
        all: Vec::new(),
    };
    all.framework();
    all.papers();
    all.delegations();
    all.nodes();
    all.declarations();
    all.log();
    all.routes();
    all.departures();
    let mut all = all.all;
    all.sort_by(|a, b| (a.on, a.kind, &a.what, &a.subject).cmp(&(b.on, b.kind, &b.what, &b.subject)));
    all
}

/// The reports in force that are made every so many months. When the first was made is not known, so that they have no day.
pub fn recurring(at: &AsAt<'_>) -> Vec<Recurring> {
    let lines = at.model().relations().iter().enumerate();
    let reports = lines.filter(|(number, line)| line.kind == RelationKind::ReportsTo && at.relation_in_force(*number));
    let told = reports.filter_map(|(_, line)| {
        let matters: Vec<String> = line
            .matters
            .iter()
            .map(|key| match key.as_str() {
                "*" => "all matters".to_owned(),
                key => crate::change::name(at, "function", key),
            })
            .collect();
        Some(Recurring {
            from: named(&at.node(line.from)),
            to: named(&at.node(line.to)),
            about: matters.join(", "),
            every_months: line.every_months?,
            place: line.statement.place,
        })
    });
    told.collect()
}

/// A body, organisation or post as it is told of.
pub(super) fn named(node: &NodeAt<'_, '_>) -> Named {
    Named {
        table: node.kind().word(),
        key: node.key().to_string(),
        name: node.name().to_string(),
    }
}

/// What was gathered so far.
struct Gathering<'m, 'v> {
    at: &'v AsAt<'m>,
    /// What ended before this day is no longer told.
    since: Date,
    all: Vec<Due>,
}

/// What is said of something that falls due, before it is known on which day.
struct About {
    what: String,
    subject: String,
    who: Vec<NodeId>,
}

impl<'m> Gathering<'m, '_> {
    /// Adds a day that a statement states under a key.
    fn add(&mut self, kind: DueKind, on: Option<Date>, statement: &Statement, key: &str, about: About) {
        let Some(on) = on else { return };
        let why = statement.assumed(key);
        let mut who: Vec<Named> = Vec::new();
        for id in about.who {
            let one = named(&self.at.node(id));
            if !who.contains(&one) {
                who.push(one);
            }
        }
        self.all.push(Due {
            on,
            kind,
            what: about.what,
            who,
            who_not_stated: statement.is_not_stated(owned_by(kind)),
            subject: about.subject,
            basis: why.map(ToString::to_string),
            assumed: why.is_some(),
            place: statement.place,
        });
    }

    /// The last day of a statement, where one is known: still to come, or not long past.
    fn last_day(&self, statement: &Statement) -> Option<Date> {
        // What a proposal ends without naming a day has none to be told.
        let named = self.at.ended_with(statement).is_none();
        let last = self.at.last_day(statement).filter(|_| named)?;
        (last >= self.at.date() || last >= self.since && self.at.has_ended(statement)).then_some(last)
    }

    /// The rows that count, and those that have ended with nothing in their place.
    fn rows<'r, T: Row>(&self, rows: &'r [T]) -> Vec<&'r T> {
        let mut found: Vec<&T> = self.at.current(rows).collect();
        let ended = rows.iter().filter(|row| self.at.has_ended(row.statement()));
        for row in ended {
            if !found.iter().any(|other| other.key() == row.key()) {
                found.push(row);
            }
        }
        found
    }

    fn framework(&mut self) {
        let Some(next) = next_review(self.at) else { return };
        let framework = &self.at.model().framework;
        let assumed = !next.recorded
            && framework
                .statement
                .as_ref()
                .is_some_and(|statement| statement.assumed("as-at").is_some());
        let basis = match next.recorded {
            true => format!("counted from the last review, on {}", day_in_words(next.last)),
            false => format!(
                "no review is recorded; counted from the framework's own date, {}{}",
                day_in_words(next.last),
                if assumed { ", which is assumed" } else { "" }
            ),
        };
        self.all.push(Due {
            on: next.due,
            kind: DueKind::Framework,
            what: framework.name.to_string(),
            who: Vec::new(),
            who_not_stated: false,
            subject: "framework".to_owned(),
            basis: Some(basis),
            assumed,
            place: next.review.statement.place,
        });
    }

    fn papers(&mut self) {
        let model = self.at.model();
        for used in papers_in_use(self.at) {
            let paper = used.paper;
            let kind = if used.is_terms { DueKind::Terms } else { DueKind::Paper };
            // Whoever owns a paper has it reviewed; of terms of reference, the body that works to them; else whoever approved it.
            let who = match (
                paper.owners.is_empty(),
                used.bodies.is_empty(),
                paper.approvers.is_empty(),
            ) {
                (false, ..) => paper.owners.clone(),
                (true, false, _) => used.bodies,
                (true, true, false) => paper.approvers.clone(),
                (true, true, true) => paper.parties.iter().map(|(id, _)| *id).collect(),
            };
            let about = About {
                what: paper.name.to_string(),
                subject: format!("instrument.{}", paper.key),
                who,
            };
            self.add(kind, paper.review_due, &paper.statement, "review-due", about);
            for (party, last, _) in &paper.leaving {
                let about = About {
                    what: format!("{} leaves {}", self.at.node(*party).name(), paper.name),
                    subject: format!("instrument.{}.party.{}", paper.key, self.at.node(*party).key()),
                    who: vec![*party],
                };
                let on = Some(*last).filter(|last| *last >= self.since);
                self.add(DueKind::PartyLeaves, on, &paper.statement, "party", about);
            }
        }
        for paper in self.rows(model.instruments.rows()) {
            let parties = paper.parties.iter().map(|(id, _)| *id);
            let about = About {
                what: paper.name.to_string(),
                subject: format!("instrument.{}", paper.key),
                who: match paper.owners.is_empty() {
                    true => parties.collect(),
                    false => paper.owners.clone(),
                },
            };
            let on = self.last_day(&paper.statement);
            self.add(DueKind::PaperEnds, on, &paper.statement, "ends", about);
        }
    }

    fn delegations(&mut self) {
        let model = self.at.model();
        let about = |given: &remit_model::model::Delegation| About {
            what: given.name.to_string(),
            subject: format!("delegation.{}", given.key),
            // Who gives reviews what was given.
            who: given.from.clone(),
        };
        for given in self.at.current(model.delegations.rows()) {
            let review = given.review_due;
            self.add(
                DueKind::Delegation,
                review,
                &given.statement,
                "review-due",
                about(given),
            );
        }
        for given in self.rows(model.delegations.rows()) {
            let on = self.last_day(&given.statement);
            self.add(DueKind::DelegationEnds, on, &given.statement, "ends", about(given));
        }
    }

    fn nodes(&mut self) {
        for node in self.at.all_nodes() {
            let shown = node.exists() || self.at.has_ended(&node.definition().statement);
            let last = node.last_day().filter(|_| shown && node.ended_with().is_none());
            if let Some((on, place)) = last.filter(|(on, _)| *on >= self.since) {
                let about = About {
                    what: node.name().to_string(),
                    subject: node.subject(),
                    who: vec![node.id()],
                };
                self.add(DueKind::BodyEnds, Some(on), &node.definition().statement, "ends", about);
                if let Some(due) = self.all.last_mut() {
                    due.place = place;
                }
            }
            if !node.exists() {
                continue;
            }
            let subject = |seat: &Seat| format!("{}.seats.{}", node.subject(), seat.key);
            for seat in node.seats() {
                let about = About {
                    what: self.seat(&node, seat),
                    subject: subject(seat),
                    who: vec![node.id()],
                };
                self.add(DueKind::Term, seat.term_ends, &seat.statement, "term-ends", about);
            }
            for seat in self.rows(&node.timeline().seats) {
                let about = About {
                    what: self.seat(&node, seat),
                    subject: subject(seat),
                    who: vec![node.id()],
                };
                let on = self.last_day(&seat.statement);
                self.add(DueKind::SeatEnds, on, &seat.statement, "ends", about);
            }
        }
    }

    /// "Chair of the Board: Anna Ash".
    fn seat(&self, node: &NodeAt<'_, '_>, seat: &Seat) -> String {
        let role = seat.role.as_ref().map_or("seat", |role| role.value.words());
        let holder = match &seat.filled {
            Filled::Person(key) => Some(crate::change::name(self.at, "person", &key.value)),
            Filled::Post(key) => Some(crate::change::name(self.at, "post", &key.value)),
            Filled::Nominee(key) => Some(format!(
                "nominee of {}",
                crate::change::name(self.at, "organisation", &key.value)
            )),
            Filled::Vacant(_) => Some("vacant".to_owned()),
            Filled::ExOfficio(_) | Filled::Unnamed => None,
        };
        let seat = format!("{} of {}", sentence(role), node.name());
        match holder {
            Some(holder) => format!("{seat}: {holder}"),
            None => seat,
        }
    }

    /// Who sits somewhere, by name, declares interests anew each year.
    fn declarations(&mut self) {
        for person in self.at.current(self.at.model().persons.rows()) {
            let Some(declared) = person.declared else { continue };
            let bodies: Vec<NodeId> = self
                .at
                .nodes()
                .filter(|node| node.seats().any(|seat| self.sits(seat, &person.key)))
                .map(|node| node.id())
                .collect();
            if bodies.is_empty() {
                continue;
            }
            let about = About {
                what: person.name.to_string(),
                subject: format!("person.{}", person.key),
                who: bodies,
            };
            let on = declared.checked_add(1.year()).ok();
            let count = self.all.len();
            self.add(DueKind::Declaration, on, &person.statement, "declared", about);
            if let Some(due) = self.all.get_mut(count) {
                let why = due.basis.take().map(|why| format!(" (assumed: {why})"));
                due.basis = Some(format!(
                    "yearly, counted from the last declaration, on {}{}",
                    day_in_words(declared),
                    why.unwrap_or_default()
                ));
            }
        }
    }

    /// Whether a seat is a person's, by name or by the post that brings it.
    fn sits(&self, seat: &Seat, person: &str) -> bool {
        match &seat.filled {
            Filled::Person(key) => key.value == *person,
            Filled::Post(key) => {
                let post = self.at.node_by_key(&key.value).filter(NodeAt::exists);
                let holder = post.and_then(|post| post.holder().stated().map(|holder| holder.value == person));
                holder.unwrap_or(false)
            }
            _ => false,
        }
    }

    fn log(&mut self) {
        let model = self.at.model();
        for entry in self.at.current(model.log.rows()).filter(|entry| self.at.is_open(entry)) {
            let about = About {
                what: entry.text.to_string(),
                subject: format!("log.{}", entry.key),
                who: entry.owner.into_iter().collect(),
            };
            self.add(DueKind::Log, entry.due, &entry.statement, "due", about);
        }
        for milestone in self.at.current(model.milestones.rows()) {
            if !milestone_is_late_or_to_come(self.at, milestone) {
                continue;
            }
            let about = About {
                what: milestone.text.to_string(),
                subject: format!("milestone.{}", milestone.key),
                who: milestone.owner.into_iter().collect(),
            };
            self.add(DueKind::Milestone, milestone.by, &milestone.statement, "by", about);
        }
    }

    /// The meetings and the deadlines of decisions.
    fn routes(&mut self) {
        for route in self.at.current(self.at.model().routes.rows()) {
            let matter = route_matter(self.at, route);
            let since = self.since;
            let recent = |on: Option<Date>| on.filter(|on| *on >= since);
            for step in &route.steps {
                let verb = step
                    .verb
                    .as_ref()
                    .map_or(String::new(), |verb| format!(" ({})", verb.replace('-', " ")));
                let about = About {
                    what: format!("{matter}{verb}"),
                    subject: format!("route.{}.step.{}", route.key, step.key),
                    who: step.body.into_iter().collect(),
                };
                self.add(DueKind::Meeting, recent(step.on), &step.statement, "on", about);
            }
            let deciding = route.steps.iter().filter(|step| step.effect == Some(Effect::Decide));
            let of = route
                .deadline_of
                .as_ref()
                .map_or(String::new(), |of| format!(" (for {of})"));
            let about = About {
                what: format!("{matter}{of}"),
                subject: format!("route.{}", route.key),
                who: deciding.filter_map(|step| step.body).collect(),
            };
            self.add(
                DueKind::Deadline,
                recent(route.deadline),
                &route.statement,
                "deadline",
                about,
            );
        }
    }

    fn departures(&mut self) {
        let rows = self.at.model().departures.iter();
        for departure in rows.filter(|row| self.at.has_layer(row.statement.layer)) {
            let about = About {
                what: format!("{} for {}", departure.rule, departure.subject),
                subject: format!("departure.{}", departure.key),
                who: departure.accepted_by.into_iter().collect(),
            };
            let until = departure.until;
            self.add(DueKind::Departure, until, &departure.statement, "until", about);
        }
    }
}

/// Under which key a statement says whose something is.
fn owned_by(kind: DueKind) -> &'static str {
    match kind {
        DueKind::Terms | DueKind::Paper | DueKind::PaperEnds => "owners",
        DueKind::Delegation | DueKind::DelegationEnds => "from",
        DueKind::Departure => "accepted-by",
        DueKind::Meeting => "body",
        _ => "owner",
    }
}
