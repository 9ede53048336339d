//! Large frameworks made up by rule: the same text on every machine, and a known number of faults in it.
//!
//! A framework is made of areas of a hundred bodies. Each area has four files, and most of it is a tree: a board, its
//! committees, and the groups below them. Some of the groups carry a fault, planted where [`faults`] says; nothing else
//! points at a group, so that one fault is one finding.

mod faults;
mod words;

use std::collections::BTreeMap;
use std::fmt::Write as _;

pub(crate) use faults::{DEPARTED, expected};
use faults::{Fault, Plan};
use words::{Dice, Words};

/// Bodies in an area.
pub(crate) const AREA: usize = 100;
/// Areas among which one round of faults is planted.
const BLOCK: usize = 10;
/// The bodies of an area from which on nobody is below: body `i` answers to body `(i - 1) / 4`.
const FIRST_GROUP: usize = 25;
/// Everything is looked at on this day.
pub(crate) const AS_AT: jiff::civil::Date = jiff::civil::date(2025, 3, 31);

/// A framework as it stands on disk: the path of each file, and its text.
pub(crate) struct Made {
    /// The files, in the order of their paths.
    pub(crate) files: BTreeMap<String, String>,
    /// The bytes of the tables of bodies alone.
    pub(crate) body_bytes: usize,
}

/// Makes a framework of so many bodies, a multiple of a thousand.
pub(crate) fn make(bodies: usize) -> Made {
    assert_eq!(bodies % (AREA * BLOCK), 0, "faults are planted by the thousand bodies");
    let mut made = Made {
        files: BTreeMap::new(),
        body_bytes: 0,
    };
    made.files.insert("framework.toml".to_owned(), FRAMEWORK.to_owned());
    let areas = bodies / AREA;
    for block in 0..areas / BLOCK {
        let plan = Plan::new(block, FIRST_GROUP..AREA);
        for number in block * BLOCK..(block + 1) * BLOCK {
            let area = Area {
                number,
                areas,
                words: Words::of_area(number),
                plan: &plan,
            };
            let mut dice = Dice::new(number as u64);
            let folder = format!("areas/{number:04}-{}", area.words.slug);
            let bodies: String = (0..AREA).map(|body| area.body(body, &mut dice)).collect();
            made.body_bytes += bodies.len();
            let mut file = |name: &str, text: String| made.files.insert(format!("{folder}/{name}.toml"), text);
            file("bodies", bodies);
            file("area", area.organisations());
            file("people", area.people());
            file("review", area.review());
            for _ in plan.of(number, Fault::NotToml) {
                file("draft", DRAFT.to_owned());
            }
        }
    }
    made
}

const FRAMEWORK: &str = r#"# Made up by rule, to measure Remit. Nothing in it exists.

[framework]
name = "Made-up framework"
as-at = 2025-03-31
tiers = ["system", "place", "locality", "service"]
lanes = ["commissioners", "joint", "providers"]
review = { every-months = 12, reviewed = 2024-10-01, source = "handbook: 1", quote = "The handbook is reviewed every year" }
source = "handbook: title page"
quote = "Handbook of governance"

[document.handbook]
title = "Handbook of governance"
kind = "handbook"
date = 2024-10-01
"#;

/// A file with one mistake in its syntax.
const DRAFT: &str = "# Notes for the next version.\nto be written\n";

/// An area while it is written.
struct Area<'p> {
    number: usize,
    areas: usize,
    words: Words,
    plan: &'p Plan,
}

impl Area<'_> {
    fn key(&self, body: usize) -> String {
        let topic = self.words.topic(body);
        format!("{}-{topic}-{:04}-{body:02}", self.words.slug, self.number)
    }

    /// The key of a body of another area.
    fn elsewhere(&self, dice: &mut Dice) -> String {
        let number = dice.below(self.areas);
        let other = Area {
            number,
            words: Words::of_area(number),
            ..*self
        };
        other.key(dice.below(FIRST_GROUP))
    }

    fn organisation(&self) -> String {
        format!("icb-{:04}", self.number)
    }

    fn trust(&self) -> String {
        format!("trust-{:04}", self.number)
    }

    fn person(&self, person: usize) -> String {
        format!("{}-{:04}-{person:03}", self.words.person_slug(person), self.number)
    }

    fn source(&self, dice: &mut Dice) -> String {
        let document = if dice.below(3) == 0 { "minutes" } else { "terms" };
        format!(
            "{document}-{:04}: {}.{}",
            self.number,
            1 + dice.below(12),
            1 + dice.below(9)
        )
    }

    /// A body, with its fault if it has one.
    fn body(&self, body: usize, dice: &mut Dice) -> String {
        let fault = self.plan.at(self.number, body);
        let (key, organisation, trust) = (self.key(body), self.organisation(), self.trust());
        let parent = self.key(body.saturating_sub(1) / 4);
        let (form, kind) = match body {
            0 => ("board", "Board"),
            1..FIRST_GROUP => ("committee", "Committee"),
            _ => [
                ("sub-committee", "Sub-Committee"),
                ("officer-group", "Working Group"),
                ("advisory-committee", "Advisory Board"),
                ("service-division", "Division"),
            ][body % 4],
        };
        let (form, kind) = match fault {
            Some(Fault::Orphan | Fault::AcceptedOrphan | Fault::Misnamed) => ("officer-group", "Working Group"),
            Some(Fault::Unanchored) => ("joint-committee", "Joint Committee"),
            Some(Fault::CommissionerInAlliance) => ("contractual-alliance", "Alliance"),
            _ => (form, kind),
        };
        let name = format!("{} {} {kind}", self.words.place, self.words.topic_in_words(body));
        let mut out = format!("[body.{key}]\nname = \"{name}\"\n");
        if fault != Some(Fault::FormNotStated) {
            let _ = writeln!(out, "form = \"{form}\"");
        }
        match fault {
            Some(Fault::Orphan | Fault::AcceptedOrphan) => {}
            Some(Fault::Unanchored | Fault::CommissionerInAlliance) => {
                let _ = writeln!(out, "between = [\"{organisation}\", \"{trust}\"]");
            }
            _ => {
                let _ = writeln!(out, "within = \"{organisation}\"");
            }
        }
        let tier = match (fault, body) {
            (Some(Fault::BadId), _) => "Service level",
            (_, 0) => "system",
            (_, 1..5) => "place",
            (_, 5..FIRST_GROUP) => "locality",
            _ => "service",
        };
        let lane = ["commissioners", "joint", "providers"][dice.below(3)];
        let _ = writeln!(out, "tier = \"{tier}\"\nlane = \"{lane}\"");
        let source = self.source(dice);
        let _ = writeln!(out, "source = \"{source}\"\nquote = \"The {name} is established\"");
        match fault {
            Some(Fault::UnknownKey) => out.push_str("chairman = \"to be appointed\"\n"),
            Some(Fault::WrongValue) => out.push_str("meets = \"every two months\"\n"),
            Some(Fault::Misnamed) => out.push_str("called = \"committee\"\n"),
            Some(Fault::Silent) => out.push_str("not-stated = [\"quorum\", \"meets\", \"instrument\"]\n"),
            _ => {}
        }
        self.does(body, fault, &name, dice, &mut out);
        self.lines(body, fault, &parent, dice, &mut out);
        self.seats(body, fault, dice, &mut out);
        out.push('\n');
        out
    }

    fn does(&self, body: usize, fault: Option<Fault>, name: &str, dice: &mut Dice, out: &mut String) {
        let decides = body < FIRST_GROUP || body % 4 == 0 || fault == Some(Fault::FormNotStated);
        let (verb, verbs) = if decides {
            ("approve", "approves")
        } else {
            ("deliver", "delivers")
        };
        let function = dice.below(10);
        let what = self.words.function(function);
        let source = match fault {
            Some(Fault::UnknownDocument) => format!("minuets-{:04}-{body:02}: 3", self.number),
            _ => self.source(dice),
        };
        let _ = writeln!(
            out,
            "does.{verb} = {{ verb = \"{verb}\", function = \"function-{:04}-{function}\", source = \"{source}\", quote = \"The \
             {name} {verbs} the {what}\" }}",
            self.number
        );
    }

    /// Two lines: to whom it answers, and one other.
    fn lines(&self, body: usize, fault: Option<Fault>, parent: &str, dice: &mut Dice, out: &mut String) {
        let mut line = |kind: &str, to: &str, more: &str, words: &str, dice: &mut Dice| {
            let source = self.source(dice);
            let _ = writeln!(
                out,
                "{kind}.{to} = {{ {more}source = \"{source}\", quote = \"{words}\" }}"
            );
        };
        let answers = |to: &str| (to.to_owned(), "for = [\"*\"], basis = \"constitution\", ");
        match fault {
            Some(Fault::Orphan | Fault::AcceptedOrphan | Fault::Unanchored) => {
                let to = self.elsewhere(dice);
                line("challenges", &to, "", "It questions what others have planned", dice);
            }
            Some(Fault::Cycle(next)) => {
                let (to, more) = answers(&self.key(next));
                line("answers-to", &to, more, "It is accountable to its neighbour", dice);
            }
            Some(Fault::BelowUnanchored(top)) => {
                let (to, more) = answers(&self.key(top));
                line(
                    "answers-to",
                    &to,
                    more,
                    "It is accountable to the Joint Committee",
                    dice,
                );
            }
            _ => {
                let to = if body == 0 {
                    self.organisation()
                } else {
                    parent.to_owned()
                };
                let (to, more) = answers(&to);
                line("answers-to", &to, more, "It is accountable for all that it does", dice);
            }
        }
        if fault == Some(Fault::CommissionerInAlliance) {
            let (commissioner, provider) = (self.organisation(), self.trust());
            line(
                "party",
                &commissioner,
                "capacity = \"commissioner\", ",
                "It has joined",
                dice,
            );
            line(
                "party",
                &provider,
                "capacity = \"provider\", ",
                "It provides the services",
                dice,
            );
        }
        let other = match fault {
            Some(Fault::UnknownBody) => format!("x{}", self.key(body)),
            _ => self.elsewhere(dice),
        };
        match body % 3 {
            _ if (1..6).contains(&body) => {
                let below = self.key(4 * body + 1);
                line(
                    "oversees",
                    &below,
                    "for = [\"*\"], ",
                    "It oversees the work below it",
                    dice,
                );
            }
            // Reporting to somebody would give an orphan a place.
            0 if !matches!(fault, Some(Fault::Orphan | Fault::AcceptedOrphan)) => line(
                "reports-to",
                &other,
                "every-months = 3, ",
                "It reports every quarter",
                dice,
            ),
            1 => line(
                "advises",
                &other,
                "taken-into-account = true, ",
                "Its advice is considered",
                dice,
            ),
            _ => line("supports", &other, "", "It supports the work of its partners", dice),
        }
    }

    /// Five seats.
    fn seats(&self, body: usize, fault: Option<Fault>, dice: &mut Dice, out: &mut String) {
        let chair = match fault {
            Some(Fault::SameChairAs(other)) => self.person(other),
            _ => self.person(body),
        };
        let member = match fault {
            Some(Fault::UnknownPerson) => format!("{}x", self.person(body)),
            _ => self.person(AREA + dice.below(40)),
        };
        let voting = if fault == Some(Fault::WrongValueInSeat) {
            "\"yes\""
        } else {
            "true"
        };
        let vote = if fault == Some(Fault::UnknownKeyInSeat) {
            "vote"
        } else {
            "voting"
        };
        let dates = match fault {
            Some(Fault::ReversedDates) => "starts = 2025-04-01, ends = 2024-03-31, ",
            _ => "starts = 2024-04-01, ",
        };
        let post = dice.below(10);
        let seats = [
            (
                "chair",
                format!("role = \"chair\", voting = true, person = \"{chair}\", "),
                "chaired by its lead",
            ),
            (
                "vice",
                format!("role = \"vice-chair\", voting = {voting}, person = \"{member}\", {dates}"),
                "with a vice-chair",
            ),
            (
                "officer",
                format!(
                    "role = \"member\", {vote} = true, post = \"post-{:04}-{post}\", ",
                    self.number
                ),
                "its officer",
            ),
            (
                "partner",
                format!("role = \"member\", voting = false, nominee-of = \"{}\", ", self.trust()),
                "a partner",
            ),
            (
                "lay",
                "role = \"member\", voting = true, category = \"lay\", vacant = true, ".to_owned(),
                "a lay member",
            ),
        ];
        for (key, what, words) in seats {
            let source = self.source(dice);
            let _ = writeln!(
                out,
                "seats.{key} = {{ {what}source = \"{source}\", quote = \"{words}\" }}"
            );
        }
    }

    /// The organisations of an area, their documents and their functions.
    fn organisations(&self) -> String {
        let (number, place) = (self.number, &self.words.place);
        let mut out = String::new();
        for (document, title) in [("terms", "Terms of reference"), ("minutes", "Minutes of the year")] {
            let _ = writeln!(
                out,
                "[document.{document}-{number:04}]\ntitle = \"{place}: {title}\"\nkind = \"{document}\"\ndate = 2024-09-30\n"
            );
        }
        for (key, form, name) in [
            (self.organisation(), "icb", "Integrated Care Board"),
            (self.trust(), "nhs-foundation-trust", "Foundation Trust"),
        ] {
            let _ = writeln!(
                out,
                "[organisation.{key}]\nname = \"{place} {name}\"\nform = \"{form}\"\ntier = \"system\"\nsource = \"terms-{number:04}: \
                 1\"\nquote = \"{place} {name}\"\n"
            );
        }
        for function in 0..10 {
            let what = self.words.function(function);
            let _ = writeln!(
                out,
                "[function.function-{number:04}-{function}]\nname = \"{place} {what}\"\nkind = \"duty\"\nof = \
                 [\"{}\"]\nneeds = [\"approve\"]\nsource = \"terms-{number:04}: 2\"\nquote = \"The {what} of {place}\"\n",
                self.organisation()
            );
        }
        out
    }

    /// The people and posts of an area, and, where that is a fault, a body that is defined a second time.
    fn people(&self) -> String {
        let number = self.number;
        let mut out = String::new();
        for person in 0..AREA + 50 {
            let name = self.words.person(person);
            let _ = writeln!(
                out,
                "[person.{}]\nname = \"{name}\"\nsource = \"terms-{number:04}: members\"\nquote = \"{name}\"\n",
                self.person(person)
            );
        }
        for post in 0..10 {
            let _ = writeln!(
                out,
                "[post.post-{number:04}-{post}]\nname = \"Director {post}, {}\"\nwithin = \"{}\"\nholder = \"{}\"\nsource = \
                 \"terms-{number:04}: 9\"\nquote = \"Director {post}\"\n",
                self.words.place,
                self.organisation(),
                self.person(AREA + 40 + post)
            );
        }
        for body in self.plan.of(number, Fault::DefinedTwice) {
            let _ = writeln!(out, "[body.{}]\nname = \"The same again\"\n", self.key(body));
        }
        out
    }

    /// The log, the requirements and the accepted departures of an area.
    fn review(&self) -> String {
        let number = self.number;
        let mut out = format!(
            "[requirement.path.area-{number:04}]\ntop-down = [\"{}\", \"{}\", \"{}\"]\nby = [\"answers-to\"]\nbecause = \"decisions \
             are taken by the Board\"\nsource = \"terms-{number:04}: 1\"\nquote = \"All decisions are taken by the Board\"\n\n",
            self.key(0),
            self.key(1),
            self.key(5)
        );
        for (fault, open) in [(Fault::OpenAccountability, "answers-to"), (Fault::OpenRole, "seats")] {
            for body in self.plan.of(number, fault) {
                let key = self.key(body);
                let _ = writeln!(
                    out,
                    "[log.log-{number:04}-{body:02}]\nkind = \"question\"\ntext = \"What is to become of it?\"\nabout = \
                     [\"{key}\"]\nunsettles = [\"{key}.{open}\"]\nraised = 2024-11-01\nsource = \"minutes-{number:04}: 7\"\nquote = \
                     \"It was asked what is to become of it\"\n"
                );
            }
        }
        for body in self.plan.of(number, Fault::BrokenPath) {
            // The board does not answer to a group.
            let _ = writeln!(
                out,
                "[requirement.path.path-{number:04}-{body:02}]\ntop-down = [\"{}\", \"{}\"]\nby = [\"answers-to\"]\nbecause = \"the \
                 terms say so\"\nsource = \"terms-{number:04}: 5\"\nquote = \"The Board answers to the group\"\n",
                self.key(body),
                self.key(0)
            );
        }
        for body in self.plan.of(number, Fault::BrokenLink) {
            let _ = writeln!(
                out,
                "[requirement.link.link-{number:04}-{body:02}]\nchair-of = \"{}\"\nsits-on = \"{}\"\nbecause = \"the terms say \
                 so\"\nsource = \"terms-{number:04}: 6\"\nquote = \"Its chair sits on the Board\"\n",
                self.key(body),
                self.key(0)
            );
        }
        for body in self.plan.of(number, Fault::AcceptedOrphan) {
            let _ = writeln!(
                out,
                "[departure.departure-{number:04}-{body:02}]\nrule = \"orphan-body\"\nsubject = \"body.{}\"\nreason = \"it is to be \
                 closed\"\naccepted-by = \"{}\"\nuntil = 2025-12-31\nsource = \"minutes-{number:04}: 8\"\nquote = \"It is to be closed\"\n",
                self.key(body),
                self.key(0)
            );
        }
        out
    }
}
