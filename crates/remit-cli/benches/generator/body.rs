//! The table of a body: what it does, its two lines and its five seats, with its fault if it has one.

use std::fmt::Write as _;

use super::faults::Fault;
use super::words::Dice;
use super::{AREA, Area, FIRST_GROUP, FUNCTIONS};

impl Area<'_> {
    /// A body, with its fault if it has one.
    pub(super) fn body(&self, body: usize, dice: &mut Dice) -> String {
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
            Some(Fault::AdvisoryDecides) => ("advisory-committee", "Advisory Board"),
            Some(Fault::CommissionerInAlliance) => ("contractual-alliance", "Alliance"),
            _ => (form, kind),
        };
        // Numbered, so that no two bodies have nearly the same name.
        let (place, topic) = (&self.words.place, self.words.topic_in_words(body));
        let name = format!("{place} {} {topic} {kind} {body}", self.number);
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
        // Each function is approved by one body, and by no other.
        let (verb, verbs, function) = match body {
            0..FUNCTIONS => ("approve", "approves", body),
            _ => ("deliver", "delivers", dice.below(FUNCTIONS)),
        };
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
        if matches!(fault, Some(Fault::FormNotStated | Fault::AdvisoryDecides)) {
            let source = self.source(dice);
            let _ = writeln!(
                out,
                "does.decide = {{ verb = \"decide\", text = \"small grants\", source = \"{source}\", quote = \"The {name} decides on \
                 small grants\" }}"
            );
        }
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
            Some(Fault::TermOver) => "starts = 2021-04-01, term-ends = 2024-12-31, ",
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
}
