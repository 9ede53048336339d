//! A quorum that the seats of a body cannot make up (RULES C12).

use remit_model::document::Role;
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Filled, NodeAt, Seat, Selector};

use super::holding::{Holder, is_vacant, role};
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "unreachable-quorum",
    group: Group::Membership,
    level: Level::Must,
    page: include_str!("unreachable_quorum.md"),
    on: true,
    check: Check::Model(check),
};

/// Which members a quorum asks for.
#[derive(Debug, Clone, Copy)]
enum Of<'q> {
    All,
    Category(&'q str),
    Role(Role),
}

impl Of<'_> {
    /// How it tells one quorum of a body from another.
    fn key(self) -> Option<String> {
        match self {
            Self::All => None,
            Self::Category(category) => Some(format!("category.{category}")),
            Self::Role(role) => Some(format!("role.{}", role.word())),
        }
    }

    fn words(self) -> String {
        match self {
            Self::All => String::new(),
            Self::Category(category) => format!(" of the category `{category}`"),
            Self::Role(role) => format!(" in the role `{}`", role.word()),
        }
    }
}

/// Members who can be counted: surely, and perhaps; and the seats that would count if somebody held them.
#[derive(Debug, Default, Clone, Copy)]
struct Count {
    sure: u32,
    perhaps: u32,
    vacant: u32,
}

/// Whether something is so, as far as is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum So {
    Yes,
    No,
    Perhaps,
}

impl So {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            _ => Self::Perhaps,
        }
    }
}

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    for body in at.listed_in_full("seats").filter(|body| !body.is_external()) {
        let Some(quorum) = body.quorum() else { continue };
        if body.seats().next().is_none() {
            continue;
        }
        // A list that says of no seat whether it votes makes no difference between its members.
        let told = body.seats().any(|seat| seat.voting.is_some());
        if let Some(members) = quorum.members {
            let count = count(at, &body, |seat| votes(seat, told));
            findings.extend(judge(&body, members, count, told, Of::All));
        }
        for (category, members) in &quorum.of_category {
            let count = count(at, &body, |seat| votes(seat, told).and(is_of(at, seat, category)));
            findings.extend(judge(&body, *members, count, told, Of::Category(category)));
        }
        for (wanted, members) in &quorum.of_role {
            // Whoever chairs without a vote chairs all the same.
            let count = count(
                at,
                &body,
                |seat| if role(seat) == Some(*wanted) { So::Yes } else { So::No },
            );
            findings.extend(judge(&body, *members, count, false, Of::Role(*wanted)));
        }
    }
}

fn count(at: &AsAt<'_>, body: &NodeAt<'_, '_>, counts: impl Fn(&Seat) -> So) -> Count {
    let mut count = Count::default();
    for seat in body.seats() {
        let so = counts(seat);
        if so == So::No {
            continue;
        }
        let (places, more) = places(at, seat);
        let part = match (is_vacant(at, seat), so) {
            (true, _) => &mut count.vacant,
            (false, So::Yes) => &mut count.sure,
            (false, _) => &mut count.perhaps,
        };
        *part = part.saturating_add(places);
        if more {
            count.perhaps = u32::MAX;
        }
    }
    count
}

/// Whether the holder of a seat votes.
pub(crate) fn votes(seat: &Seat, told: bool) -> So {
    match seat.voting {
        Some(true) => So::Yes,
        Some(false) => So::No,
        None if role(seat) == Some(Role::InAttendance) => So::No,
        None if told => So::Perhaps,
        None => So::Yes,
    }
}

/// Whether the holder of a seat is of a category: by the seat, or by what is entered of the person.
fn is_of(at: &AsAt<'_>, seat: &Seat, category: &str) -> So {
    if seat.category.as_ref().is_some_and(|own| own == category) {
        return So::Yes;
    }
    let person = Holder::of(at, seat).and_then(|holder| at.person(holder.person?));
    match person.filter(|person| !person.categories.is_empty()) {
        Some(person) if person.categories.iter().any(|own| own == category) => So::Yes,
        Some(_) => So::No,
        None if seat.category.is_some() => So::No,
        None => So::Perhaps,
    }
}

/// How many places an entry stands for, and whether there may be more: an office may be that of several bodies.
pub(crate) fn places(at: &AsAt<'_>, seat: &Seat) -> (u32, bool) {
    let Filled::ExOfficio(office) = &seat.filled else {
        return (seat.count.unwrap_or(1), false);
    };
    if let Some(count) = seat.count {
        return (count, false);
    }
    match at.office(office) {
        Some((_, Selector::Node(id))) => match at.node(id).many() {
            None => (1, false),
            Some(Some(count)) => (count, false),
            Some(None) => (1, true),
        },
        _ => (1, true),
    }
}

fn judge(body: &NodeAt<'_, '_>, members: u32, count: Count, told: bool, of: Of<'_>) -> Option<Finding> {
    if members <= count.sure {
        return None;
    }
    let open = members <= count.sure.saturating_add(count.perhaps);
    let of_a_kind = !matches!(of, Of::All);
    let by = match (of_a_kind, told) {
        (true, true) => "by such a member who votes",
        (true, false) => "by such a member",
        (false, true) => "by a member who votes",
        (false, false) => "by a member",
    };
    let held = match count.sure {
        0 => format!("none of its seats is held {by}"),
        1 => format!("only 1 of its seats is held {by}"),
        held => format!("only {held} of its seats are held {by}"),
    };
    let needs = format!(
        "{} needs {members} member{}{} to be present",
        body.name(),
        if members == 1 { "" } else { "s" },
        of.words()
    );
    let place = body.quorum_place().unwrap_or_else(|| body.place());
    let finding = |level, message| {
        let finding = Finding::new(RULE.name, level, body.subject(), message).label(place, "its quorum");
        let finding = match of.key() {
            Some(key) => finding.key(key),
            None => finding,
        };
        match count.vacant {
            0 => finding,
            1 => finding.remark("1 more seat of the kind is vacant"),
            vacant => finding.remark(format!("{vacant} more seats of the kind are vacant")),
        }
    };
    if open {
        let message = format!("{needs}; from what is stated it cannot be told whether it has as many");
        let what = match of {
            Of::All => "`voting`",
            Of::Category(_) => "`voting` and `category`",
            Of::Role(_) => "`role`",
        };
        let help = format!("state {what} of each seat, and how many it stands for (`count`)");
        return Some(
            finding(Level::Note, message)
                .verdict(Verdict::CannotTell)
                .remark(format!("for certain, {held}"))
                .help(help),
        );
    }
    let help = "fill the seats, enter those that are missing, or have the quorum changed";
    Some(finding(RULE.level, format!("{needs}, and {held}")).help(help))
}
