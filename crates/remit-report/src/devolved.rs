//! Whether a decision is devolved, kept, or neither stated: worked out in one place for tables, pages and answers.

use remit_model::document::Effect;
use remit_model::model::{AsAt, Function, Statement};
use remit_rules::{leads_down, lets_decide};

use crate::who::in_force;

/// What is known of whether a decision is devolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Devolved {
    /// Somebody at a level below has been given it.
    Yes,
    /// It is stated to be devolved, and to whom is not entered.
    ToNobodyEntered,
    /// Somebody has been given it, and not, as far as is entered, at a level below.
    Delegated,
    /// The same, where what goes beyond a sum is reserved.
    InPart,
    /// It has been kept: the sources say so, or it is reserved.
    No,
    /// The sources are silent.
    NotStated,
}

impl Devolved {
    /// In words.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Yes => "devolved",
            Self::ToNobodyEntered => "devolved; to whom is not entered",
            Self::Delegated => "delegated",
            Self::InPart => "in part: beyond a sum it is reserved",
            Self::No => "not devolved",
            Self::NotStated => "not stated",
        }
    }
}

/// What is in force on whether a function is devolved, each with whether it is a reading. Nothing, where nobody has entered
/// anything; several, where what is entered contradicts itself. Only statements that may be seen count.
pub(crate) fn devolved(
    at: &AsAt<'_>,
    function: &Function,
    may_be_seen: impl Fn(&Statement) -> bool,
) -> Vec<(Devolved, bool)> {
    let mut told: Vec<(Devolved, bool)> = Vec::new();
    let assumed = |statement: &Statement, keys: &[&str]| keys.iter().any(|key| statement.assumed(key).is_some());
    for (row, status) in at.delegations_of(&function.key) {
        if in_force(&status) && lets_decide(at, row) && may_be_seen(&row.statement) {
            let reading = assumed(&row.statement, &["to", "functions", "verbs"]);
            let down = leads_down(at, row) == Some(true) || function.devolved == Some(true);
            tell(
                &mut told,
                if down { Devolved::Yes } else { Devolved::Delegated },
                reading,
            );
        }
    }
    // What is reserved beyond a sum leaves room for what is given below it.
    let given = !told.is_empty();
    for done in at.done_with(&function.key).iter().filter(|done| done.reserved) {
        let doing = at.doing(done);
        if done.effect == Some(Effect::Decide) && may_be_seen(&doing.statement) {
            let reading = assumed(&doing.statement, &["verb", "function", "reserved"]);
            let part = given && doing.limit.is_some();
            tell(&mut told, if part { Devolved::InPart } else { Devolved::No }, reading);
        }
    }
    let reading = function.statement.assumed("devolved").is_some();
    match function.devolved {
        Some(true) if !told.iter().any(|(known, _)| *known == Devolved::Yes) => {
            tell(&mut told, Devolved::ToNobodyEntered, reading);
        }
        Some(false) => tell(&mut told, Devolved::No, reading),
        _ => {}
    }
    if told.is_empty() && function.statement.is_not_stated("devolved") {
        told.push((Devolved::NotStated, false));
    }
    told.sort_unstable();
    told
}

/// What is stated once is no mere reading.
fn tell(told: &mut Vec<(Devolved, bool)>, devolved: Devolved, reading: bool) {
    match told.iter_mut().find(|(known, _)| *known == devolved) {
        Some(known) => known.1 &= reading,
        None => told.push((devolved, reading)),
    }
}

/// "devolved"; what the sources say both of is told in both words.
pub(crate) fn devolved_words(told: &[(Devolved, bool)]) -> String {
    let words = told.iter().map(|(devolved, reading)| {
        let reading = if *reading { " (assumed)" } else { "" };
        format!("{}{reading}", devolved.words())
    });
    words.collect::<Vec<_>>().join("; ")
}
