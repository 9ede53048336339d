//! The rows of the catalogue, and those that a framework adds.

use super::mistakes::Wanted;
use super::statements::Draft;
use super::tables::{name, value};
use super::{File, Resolver};
use crate::document::{self as written, At, Day, Key, List, SeatAsks, Sureness};
use crate::model::{
    Form, Giving, Office, Paper, Passing, Power, StatutoryBody, StatutoryFunction, StatutorySeat, Validity,
};
use crate::text::Text;

/// The keys that say when a row is in force and how sure it is, as most tables have them.
struct Times<'a> {
    citation: &'a Option<At<Text>>,
    since: Option<&'a At<Day>>,
    until: Option<&'a At<Day>>,
    read_at: &'a List<At<Text>>,
    sure: Option<&'a At<Sureness>>,
}

macro_rules! validity {
    ($row:expr) => {
        validity(Times {
            citation: &$row.citation,
            since: $row.since.as_ref(),
            until: $row.until.as_ref(),
            read_at: &$row.read_at,
            sure: $row.sure.as_ref(),
        })
    };
}

fn validity(times: Times<'_>) -> Validity {
    Validity {
        citation: value(times.citation),
        since: times.since.map(|at| at.value.0),
        since_year: None,
        not_before: None,
        until: times.until.map(|at| at.value.0),
        until_year: None,
        amended_by: Vec::new(),
        read_at: texts(times.read_at),
        sure: times.sure.map(|at| at.value),
    }
}

fn texts(list: &List<At<Text>>) -> Vec<Text> {
    list.iter().map(|at| at.value.clone()).collect()
}

fn year(written: Option<&At<u32>>) -> Option<i16> {
    written.and_then(|at| i16::try_from(at.value).ok())
}

fn yes(written: Option<&At<bool>>) -> bool {
    written.is_some_and(|at| at.value)
}

impl Resolver<'_> {
    /// Kinds: forms, families, offices or statutory bodies; those that do not exist are reported.
    fn kinds(&mut self, draft: &Draft<'_>, kinds: &[At<Key>]) -> Vec<Text> {
        for kind in kinds {
            if !self.names.kinds.contains(kind.as_str()) {
                self.missing.add(Wanted::Kind, &kind.0, draft.place(kind.span));
            }
        }
        kinds.iter().map(|kind| kind.0.clone()).collect()
    }

    pub(super) fn form_row(&mut self, file: &File, key: &At<Key>, form: &written::Form) -> Form {
        Form {
            key: key.0.clone(),
            name: name(&form.name, key),
            place: form.place.as_ref().map(|at| at.value),
            holds_decisions: form.holds_decisions.as_ref().map(|at| at.value),
            own_function: yes(form.own_function.as_ref()),
            highest: yes(form.highest.as_ref()),
            own_committees: yes(form.own_committees.as_ref()),
            family: form.family.iter().map(|at| at.0.clone()).collect(),
            called: texts(&form.called),
            since: form.since.as_ref().map(|at| at.value.0),
            until: form.until.as_ref().map(|at| at.value.0),
            citation: value(&form.citation),
            sure: form.sure.as_ref().map(|at| at.value),
            statement: self.statement(Draft::new(file), key.span, form, None),
        }
    }

    pub(super) fn power_row(&mut self, file: &File, key: &At<Key>, power: &written::Power) -> Power {
        let mut draft = Draft::new(file);
        let functions = |resolver: &mut Self, draft: &mut Draft<'_>, word, list| {
            resolver.all_named(draft, word, Wanted::StatutoryFunction, list)
        };
        let only = functions(self, &mut draft, "only", &power.only);
        let excludes = functions(self, &mut draft, "excludes", &power.excludes);
        let gives = power.gives.iter();
        let gives = gives
            .map(|(key, giving)| Giving {
                key: key.0.clone(),
                from: self.kinds(&draft, &giving.from),
                to: self.kinds(&draft, &giving.to),
                inside: yes(giving.inside.as_ref()),
                itself: yes(giving.itself.as_ref()),
                between: self.kinds(&draft, &giving.between),
                with: self.kinds(&draft, &giving.with),
                statement: self.statement(Draft::new(file), key.span, giving, None),
            })
            .collect();
        let passes = power.passes.iter();
        let passes = passes
            .map(|(key, passing)| Passing {
                key: key.0.clone(),
                from: self.kinds(&draft, &passing.from),
                to: self.kinds(&draft, &passing.to),
            })
            .collect();
        Power {
            key: key.0.clone(),
            name: name(&power.name, key),
            permits: value(&power.permits),
            carries: power.carries.as_ref().map(|at| at.value),
            gives,
            passes,
            onward: power.onward.as_ref().map(|at| at.value),
            only,
            excludes,
            executive: power.executive.as_ref().map(|at| at.value),
            liable: power.liable.as_ref().map(|at| at.value),
            concurrent: power.concurrent.as_ref().map(|at| at.value),
            earlier_unread: yes(power.earlier_unread.as_ref()),
            validity: Validity {
                since_year: year(power.since_year.as_ref()),
                not_before: year(power.not_before.as_ref()),
                until_year: year(power.until_year.as_ref()),
                amended_by: texts(&power.amended_by),
                ..validity!(power)
            },
            statement: self.statement(draft, key.span, power, None),
        }
    }

    pub(super) fn office_row(&mut self, file: &File, key: &At<Key>, office: &written::Office) -> Office {
        let draft = Draft::new(file);
        Office {
            key: key.0.clone(),
            name: name(&office.name, key),
            of: self.kinds(&draft, &office.of),
            family: office.family.iter().map(|at| at.0.clone()).collect(),
            validity: validity!(office),
            statement: self.statement(draft, key.span, office, None),
        }
    }

    pub(super) fn statutory_function_row(
        &mut self,
        file: &File,
        key: &At<Key>,
        function: &written::StatutoryFunction,
    ) -> StatutoryFunction {
        let draft = Draft::new(file);
        StatutoryFunction {
            key: key.0.clone(),
            name: name(&function.name, key),
            of: self.kinds(&draft, &function.of),
            exercised_by: self.kinds(&draft, &function.exercised_by),
            passes_to: self.kinds(&draft, &function.passes_to),
            concurrent: function.concurrent.as_ref().map(|at| at.value),
            validity: validity!(function),
            statement: self.statement(draft, key.span, function, None),
        }
    }

    pub(super) fn statutory_body_row(
        &mut self,
        file: &File,
        key: &At<Key>,
        body: &written::StatutoryBody,
    ) -> StatutoryBody {
        let draft = Draft::new(file);
        StatutoryBody {
            key: key.0.clone(),
            name: name(&body.name, key),
            of: self.kinds(&draft, &body.of),
            forms: self.kinds(&draft, &body.forms),
            by_form: yes(body.by_form.as_ref()),
            shared: yes(body.shared.as_ref()),
            keeps_from: self.kinds(&draft, &body.keeps_from),
            validity: validity!(body),
            statement: self.statement(draft, key.span, body, None),
        }
    }

    pub(super) fn statutory_seat_row(
        &mut self,
        file: &File,
        key: &At<Key>,
        seat: &written::StatutorySeat,
    ) -> StatutorySeat {
        let mut draft = Draft::new(file);
        let deciding = self.all_named(&mut draft, "deciding", Wanted::StatutoryFunction, &seat.deciding);
        StatutorySeat {
            key: key.0.clone(),
            name: name(&seat.name, key),
            on: self.kinds(&draft, &seat.on),
            of: self.kinds(&draft, &seat.of),
            exempt: self.kinds(&draft, &seat.exempt),
            holding: yes(seat.holding.as_ref()),
            deciding,
            contracts: yes(seat.contracts.as_ref()),
            asks: seat.asks.as_ref().map_or(SeatAsks::AtLeast, |at| at.value),
            least: seat.least.as_ref().map_or(1, |at| at.value),
            one_in: seat.one_in.as_ref().map(|at| at.value),
            category: seat.category.iter().map(|at| at.0.clone()).collect(),
            office: self.kinds(&draft, &seat.office),
            chairs_of: self.kinds(&draft, &seat.chairs_of),
            nominee_of: self.kinds(&draft, &seat.nominee_of),
            capacity: seat.capacity.iter().map(|at| at.value).collect(),
            approved_by: self.kinds(&draft, &seat.approved_by),
            each: yes(seat.each.as_ref()),
            role: seat.role.as_ref().map(|at| at.value),
            voting: seat.voting.as_ref().map(|at| at.value),
            comply_or_explain: yes(seat.comply_or_explain.as_ref()),
            validity: validity!(seat),
            statement: self.statement(draft, key.span, seat, None),
        }
    }

    pub(super) fn paper_row(&mut self, file: &File, key: &At<Key>, paper: &written::Paper) -> Paper {
        let draft = Draft::new(file);
        Paper {
            key: key.0.clone(),
            name: name(&paper.name, key),
            kinds: paper.kinds.iter().map(|at| at.0.clone()).collect(),
            of: self.kinds(&draft, &paper.of),
            approved_by: self.kinds(&draft, &paper.approved_by),
            all_parties: yes(paper.all_parties.as_ref()),
            needs: paper.needs.iter().map(|at| at.value).collect(),
            report_months: paper.report_months.as_ref().map(|at| at.value),
            validity: validity!(paper),
            statement: self.statement(draft, key.span, paper, None),
        }
    }
}
