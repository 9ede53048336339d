//! Departures at work: which findings each accepts, and what there is to be said of it.

use std::collections::BTreeMap;

use remit_model::finding::Finding;
use remit_model::model::{AsAt, Departure, Model};
use remit_model::text::Text;

/// A departure in force, with what it came to.
#[derive(Debug)]
pub struct Departing<'m> {
    /// The departure.
    pub departure: &'m Departure,
    /// Whether its last day has passed.
    pub expired: bool,
    /// The fingerprints of the findings that it is about, in order.
    pub about: Vec<String>,
}

/// The departures in force on the date, by what they are about.
pub(crate) struct Departures<'m> {
    all: Vec<Departing<'m>>,
    of: BTreeMap<(&'m str, &'m str), Vec<usize>>,
}

impl<'m> Departures<'m> {
    /// The departures of a model, expired ones among them.
    pub(crate) fn new(at: &AsAt<'m>) -> Self {
        let model: &'m Model = at.model();
        let current = at.current(model.departures.rows());
        let all: Vec<Departing<'m>> = current
            .map(|departure| Departing {
                departure,
                expired: departure.until.is_some_and(|until| until < at.date()),
                about: Vec::new(),
            })
            .collect();
        let mut of: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (number, departing) in all.iter().enumerate() {
            let departure = departing.departure;
            of.entry((departure.rule.as_str(), departure.subject.as_str()))
                .or_default()
                .push(number);
        }
        Self { all, of }
    }

    /// All of them, in the order of their keys.
    pub(crate) fn all(&self) -> &[Departing<'m>] {
        &self.all
    }

    /// Enters a finding with the departures that are about it, and gives back the first that accepts it.
    pub(crate) fn enter(&mut self, finding: &Finding) -> Option<&'m Departure> {
        let mut accepted = None;
        for &number in self.of.get(&(finding.rule, finding.subject()))? {
            let departing = &mut self.all[number];
            let names = |about: &Text| finding.keys.iter().skip(1).any(|key| key == about.as_str());
            if !departing.departure.about.iter().all(names) {
                continue;
            }
            departing.about.push(finding.fingerprint());
            if !departing.expired {
                accepted = accepted.or(Some(departing.departure));
            }
        }
        accepted
    }
}
