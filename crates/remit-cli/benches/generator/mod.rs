//! Large frameworks made up by rule: the same text on every machine, and a known number of faults in it.
//!
//! A framework is made of areas of a hundred bodies. Each area has four files, and most of it is a tree: a board, its
//! committees, and the groups below them. Some of the groups carry a fault, planted where [`faults`] says; nothing else
//! points at a group, so that one fault is one finding.

mod body;
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
/// How many functions an area has, each approved by one of its first bodies.
const FUNCTIONS: usize = 10;
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
            file("scheme", area.delegations());
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
                "[organisation.{key}]\nname = \"{place} {number} {name}\"\nform = \"{form}\"\ntier = \"system\"\nsource = \"terms-{number:04}: \
                 1\"\nquote = \"{place} {name}\"\n"
            );
        }
        for function in 0..FUNCTIONS {
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
                "[post.post-{number:04}-{post}]\nname = \"Director {post}, {} {number}\"\nwithin = \"{}\"\nholder = \"{}\"\nsource = \
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

    /// What the board gives to each of its first committees, under its scheme and the committee's terms of reference; and the
    /// papers and functions that are faults.
    fn delegations(&self) -> String {
        let number = self.number;
        let sourced = format!("source = \"terms-{number:04}: 3\"\nquote = \"as the Scheme has it\"\n");
        let paper = |key: &str, kind: &str, due: &str| {
            format!(
                "[instrument.{key}]\nname = \"Paper {key}\"\nkind = \"{kind}\"\napprovers = [\"{}\"]\napproved-on = \
                 2024-06-01\nreview-due = {due}\n{sourced}\n",
                self.key(0)
            )
        };
        let mut out = paper(&format!("scheme-{number:04}"), "scheme-of-delegation", "2026-06-01");
        let given = |body: usize, from: &str, function: usize, onward: &str| {
            format!(
                "[delegation.delegation-{number:04}-{body:02}]\nfrom = [\"{from}\"]\nto = \"{}\"\nfunctions = \
                 [\"function-{number:04}-{function}\"]\npower = \"nhs-act-2006-sch-1b-para-11\"\nrecorded-in = [\"scheme-{number:04}\", \"terms-{number:04}-{body:02}\"]\nonward = \
                 \"{onward}\"\n{sourced}\n",
                self.key(body)
            )
        };
        for body in 1..5 {
            out.push_str(&paper(
                &format!("terms-{number:04}-{body:02}"),
                "terms-of-reference",
                "2025-06-01",
            ));
            out.push_str(&given(body, &self.key(0), body, "prohibited"));
        }
        for body in self.plan.of(number, Fault::Onward) {
            // What the first committee holds, it passes on: an answer to `prohibited`.
            out.push_str(&paper(
                &format!("terms-{number:04}-{body:02}"),
                "terms-of-reference",
                "2025-06-01",
            ));
            out.push_str(
                &given(body, &self.key(1), 1, "prohibited")
                    .replace("functions =", "verbs = [\"deliver\"]\nfunctions ="),
            );
        }
        for body in self.plan.of(number, Fault::StaleTerms) {
            out.push_str(&paper(
                &format!("terms-{number:04}-{body:02}"),
                "terms-of-reference",
                "2025-01-31",
            ));
        }
        for body in self.plan.of(number, Fault::Unowned) {
            let _ = writeln!(
                out,
                "[function.function-{number:04}-{body:02}]\nname = \"Something new {body}\"\nkind = \"matter\"\nneeds = [\"approve\"]\n{sourced}"
            );
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
                     [\"{key}\"]\nunsettles = [\"{key}.{open}\"]\nraised = 2024-11-01\nowner = \"{}\"\nsource = \"minutes-{number:04}: \
                     7\"\nquote = \"It was asked what is to become of it\"\n",
                    self.organisation()
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
        for body in self.plan.of(number, Fault::Forbidden) {
            let _ = writeln!(
                out,
                "[requirement.forbidden.line-{number:04}-{body:02}]\nfrom = \"{}\"\nto = \"{}\"\nby = [\"answers-to\"]\nbecause = \"the \
                 terms say so\"\nsource = \"terms-{number:04}: 6\"\nquote = \"It is independent of the Board\"\n",
                self.key(body),
                self.key(0)
            );
        }
        for body in self.plan.of(number, Fault::TooManySeats) {
            let _ = writeln!(
                out,
                "[requirement.cap.seats-{number:04}-{body:02}]\non = \"{}\"\norganisation = \"{}\"\nmost = 0\nbecause = \"the terms say \
                 so\"\nsource = \"terms-{number:04}: 6\"\nquote = \"No seat for the Trust\"\n",
                self.key(body),
                self.trust()
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
