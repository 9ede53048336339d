//! More seats from one organisation, or of one category, than the framework lets a body have.

use std::collections::BTreeSet;

use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Demand, Most, NodeAt, NodeId, NodeKind, Requirement, Seat, SeatsOf};
use remit_model::text::Text;

use super::origin::{OfCategory, Origin, of_category, origin};
use super::saying::{SHOWN, as_read, begin, end, in_force, names, verb};
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "broken-cap",
    group: Group::Requirements,
    level: Level::Must,
    page: include_str!("broken_cap.md"),
    on: true,
    check: Check::Model(check),
};

/// How many places are shown.
const PLACES: usize = 8;

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    for requirement in at.current(at.model().requirements.rows()) {
        if let Demand::Cap { on, most, of, voting } = &requirement.demand {
            let mut bodies = in_force(at, &on.0);
            bodies.retain(|&id| at.node(id).kind() == NodeKind::Body);
            let cap = Cap {
                at,
                most: *most,
                of,
                voting: *voting,
            };
            findings.extend(cap.judge(requirement, &bodies));
        }
    }
}

/// What is demanded.
struct Cap<'v, 'm> {
    at: &'v AsAt<'m>,
    most: Most,
    of: &'v SeatsOf,
    voting: bool,
}

/// From whom seats come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source<'m> {
    Organisation(NodeId),
    Category(&'m Text),
    /// An organisation of which nothing is entered.
    Another,
}

/// A line of seats on a body, as it bears on one source.
#[derive(Debug, Clone, Copy)]
struct Seats<'m> {
    seat: &'m Seat,
    number: u64,
    /// Whether they are counted at all.
    counted: Option<bool>,
    /// Whether they come from the source.
    from: Option<bool>,
    /// Whether a name that leads nowhere may be why that is not known.
    misspelt: bool,
}

/// What there is to be said of the seats that come from one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Judged {
    Holds,
    Broken,
    Open,
}

/// A body with too many seats from one source.
struct Excess<'m> {
    body: NodeId,
    from: Source<'m>,
    seats: Vec<Seats<'m>>,
}

impl<'v, 'm: 'v> Cap<'v, 'm> {
    fn judge(&self, requirement: &Requirement, bodies: &[NodeId]) -> Option<Finding> {
        if bodies.is_empty() {
            let message = "no body in force is selected whose seats are to be counted".to_owned();
            let finding = begin(RULE.name, requirement, Verdict::CannotTell, message);
            return Some(end(finding, requirement, "look at what `on` selects on this date"));
        }
        let (mut broken, mut open) = (Vec::new(), Vec::new());
        for &id in bodies {
            let body = self.at.node(id);
            let before = broken.len();
            let mut is_open = false;
            // An organisation is one of several; so where each seat comes from is worked out once.
            let origins: Vec<(&Seat, Origin)> = match self.of {
                SeatsOf::Category(_) => body.seats().map(|seat| (seat, Origin::Anywhere)).collect(),
                _ => body.seats().map(|seat| (seat, origin(self.at, seat))).collect(),
            };
            for from in self.sources(&origins) {
                let seats: Vec<Seats<'_>> = origins
                    .iter()
                    .map(|(seat, origin)| self.line(seat, origin, from))
                    .collect();
                match self.judged(&body, &seats) {
                    Judged::Broken => broken.push(Excess { body: id, from, seats }),
                    Judged::Open => is_open = true,
                    Judged::Holds => {}
                }
            }
            if is_open && broken.len() == before {
                open.push(id);
            }
        }
        if !broken.is_empty() {
            return Some(self.too_many(requirement, &broken));
        }
        (!open.is_empty()).then(|| self.cannot_tell(requirement, &open))
    }

    /// The sources to be looked at on a body.
    fn sources(&self, origins: &[(&Seat, Origin)]) -> Vec<Source<'v>> {
        match self.of {
            SeatsOf::Organisation(id) => vec![Source::Organisation(*id)],
            SeatsOf::Category(category) => vec![Source::Category(category)],
            SeatsOf::EachOrganisation => {
                let named = origins.iter().filter_map(|(_, origin)| match origin {
                    Origin::OneOf(organisations) => Some(organisations.as_slice()),
                    Origin::Anywhere | Origin::Misspelt => None,
                });
                let named: BTreeSet<NodeId> = named.flatten().copied().collect();
                let named = named.into_iter().map(Source::Organisation);
                named.chain([Source::Another]).collect()
            }
        }
    }

    fn line(&self, seat: &'m Seat, origin: &Origin, from: Source<'_>) -> Seats<'m> {
        let (from, misspelt) = match from {
            Source::Category(category) => match of_category(self.at, seat, category) {
                OfCategory::Known(is) => (Some(is), false),
                unknown => (None, unknown == OfCategory::Misspelt),
            },
            Source::Organisation(id) => (origin.is(id), *origin == Origin::Misspelt),
            Source::Another => match origin {
                Origin::OneOf(_) => (Some(false), false),
                unknown => (None, *unknown == Origin::Misspelt),
            },
        };
        Seats {
            seat,
            number: u64::from(seat.count.unwrap_or(1)),
            counted: if self.voting { seat.voting } else { Some(true) },
            from,
            misspelt,
        }
    }

    /// Judges seats: what only a misspelt name leaves open is not held against them.
    fn judged(&self, body: &NodeAt<'_, '_>, seats: &[Seats<'_>]) -> Judged {
        let whole = body.is_none("seats") && !body.is_not_stated("seats");
        match self.weighed(seats, whole) {
            Judged::Open => {
                let mut spelt = seats.to_vec();
                for line in spelt.iter_mut().filter(|line| line.misspelt) {
                    line.from = Some(false);
                }
                self.weighed(&spelt, whole)
            }
            judged => judged,
        }
    }

    fn weighed(&self, seats: &[Seats<'_>], whole: bool) -> Judged {
        let sum = |counts: &dyn Fn(&Seats<'_>) -> bool| -> u64 {
            seats.iter().filter(|line| counts(line)).map(|line| line.number).sum()
        };
        let may_count = |line: &Seats<'_>| line.counted != Some(false);
        // Those that are certain, and those that may come from it besides.
        let least = sum(&|line| line.counted == Some(true) && line.from == Some(true));
        let most = sum(&|line| may_count(line) && line.from != Some(false));
        let (broken, holds) = match self.most {
            Most::Seats(cap) => (least > u64::from(cap), whole && most <= u64::from(cap)),
            Most::Percent(cap) => {
                // The share is least where all that is not known comes from elsewhere, and greatest where it comes from here.
                let elsewhere = sum(&|line| may_count(line) && line.from != Some(true));
                let surely_elsewhere = sum(&|line| line.counted == Some(true) && line.from == Some(false));
                let above = |part: u64, all: u64| part * 100 > u64::from(cap) * all;
                (
                    whole && above(least, least + elsewhere),
                    whole && !above(most, most + surely_elsewhere),
                )
            }
        };
        match (broken, holds) {
            (true, _) => Judged::Broken,
            (_, true) => Judged::Holds,
            _ => Judged::Open,
        }
    }

    fn too_many(&self, requirement: &Requirement, broken: &[Excess<'_>]) -> Finding {
        let mut parts: Vec<String> = broken.iter().take(SHOWN).map(|excess| self.words(excess)).collect();
        if broken.len() > SHOWN {
            parts.push(format!("{} more are above it", broken.len() - SHOWN));
        }
        let message = format!(
            "{}; the framework allows at most {}",
            parts.join("; "),
            self.cap_words()
        );
        let mut finding = begin(RULE.name, requirement, Verdict::Broken, message);
        let lines = broken
            .iter()
            .flat_map(|excess| excess.seats.iter().map(move |line| (excess, line)));
        let counted = lines.filter(|(_, line)| line.counted == Some(true) && line.from == Some(true));
        for (excess, line) in counted.take(PLACES) {
            let number = match line.number {
                1 => "a seat".to_owned(),
                number => format!("{number} seats"),
            };
            let words = format!("{number} {}", self.source_words(excess.from));
            let statement = &line.seat.statement;
            finding = finding.label(statement.place, as_read(words, statement.any_assumed().is_some()));
        }
        let help = "take seats away, or give others more, or change the requirement";
        end(finding, requirement, help)
    }

    /// "the Board has 3 of its 5 voting seats from the Trust".
    fn words(&self, excess: &Excess<'_>) -> String {
        let counted = excess.seats.iter().filter(|line| line.counted != Some(false));
        let certain = excess
            .seats
            .iter()
            .filter(|line| line.counted == Some(true) && line.from == Some(true));
        let all: u64 = counted.clone().map(|line| line.number).sum();
        let certain: u64 = certain.map(|line| line.number).sum();
        let open = counted
            .clone()
            .any(|line| line.from.is_none() || line.counted.is_none());
        format!(
            "{} has {}{certain} of its {all} {} {}",
            self.at.node(excess.body).name(),
            if open { "at least " } else { "" },
            self.seats_word(),
            self.source_words(excess.from)
        )
    }

    fn seats_word(&self) -> &'static str {
        if self.voting { "voting seats" } else { "seats" }
    }

    fn source_words(&self, from: Source<'_>) -> String {
        match from {
            Source::Organisation(id) => format!("from {}", self.at.node(id).name()),
            Source::Category(category) => format!("of the category {category}"),
            Source::Another => "from one organisation".to_owned(),
        }
    }

    fn cap_words(&self) -> String {
        match self.most {
            Most::Seats(cap) => cap.to_string(),
            Most::Percent(cap) => format!("{cap} per cent"),
        }
    }

    fn cannot_tell(&self, requirement: &Requirement, open: &[NodeId]) -> Finding {
        let of = match self.of {
            SeatsOf::EachOrganisation => "from one organisation".to_owned(),
            SeatsOf::Organisation(id) => self.source_words(Source::Organisation(*id)),
            SeatsOf::Category(category) => self.source_words(Source::Category(category)),
        };
        let message = format!(
            "whether {} {} at most {} of the {} {of} cannot be told",
            names(self.at, open),
            verb(open.len(), "has", "have"),
            self.cap_words(),
            self.seats_word()
        );
        let mut finding = begin(RULE.name, requirement, Verdict::CannotTell, message);
        for &id in open.iter().take(SHOWN) {
            let body = self.at.node(id);
            let name = body.name();
            if !body.is_none("seats") || body.is_not_stated("seats") {
                finding = finding
                    .label(body.place(), "")
                    .remark(format!("not all seats on {name} are entered"));
            }
            let unknown = |seat: &Seat| match self.of {
                SeatsOf::Category(category) => of_category(self.at, seat, category) == OfCategory::Unknown,
                SeatsOf::Organisation(id) => origin(self.at, seat).is(*id).is_none(),
                SeatsOf::EachOrganisation => !matches!(origin(self.at, seat), Origin::OneOf(only) if only.len() == 1),
            };
            let gap = |seat: &'m Seat| match seat.voting {
                Some(false) if self.voting => None,
                None if self.voting => Some((seat, "whether this votes is not stated")),
                _ => unknown(seat).then_some((seat, "where this comes from is not known")),
            };
            for (seat, what) in body.seats().filter_map(gap).take(SHOWN) {
                finding = finding.label(seat.statement.place, what);
            }
        }
        let help = "say of each seat where it comes from (`nominee-of`, or `of` of its person; or its `category`), and in \
                    `complete` of the framework where all seats are entered (\"seats:ID\")";
        end(finding, requirement, help)
    }
}
