//! A delegation that no power carries, or not the one that it cites (RULES B1, B7, B16).

use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::AsAt;
use remit_model::page::day_in_words;

use super::ruling::{Case, Ruling, rulings};
use super::telling::{against, alternatives, gives, is_unverified, level, named, sureness};
use crate::lawful::{Fit, Given, citation, fit};
use crate::rule::{Check, Group, Rule};
use crate::wording::list;

pub(crate) static RULE: Rule = Rule {
    name: "delegation-without-power",
    group: Group::Law,
    level: Level::Must,
    page: include_str!("delegation_without_power.md"),
    on: true,
    check: Check::Model(check),
};

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    for (_, ruling) in rulings(at, |_| true) {
        if let Ruling::Without(case) = ruling {
            findings.push(tell(at, &case));
        }
    }
}

fn tell(at: &AsAt<'_>, case: &Case<'_>) -> Finding {
    let answers = &case.answers;
    let carried = !answers.fitting.is_empty() || answers.either_way();
    // Where it carries what some of them give, the others may only join in.
    let in_part = case.cited.as_ref().is_some_and(|(power, _)| {
        let fits = |given: Given<'_>| matches!(fit(power, &given), Fit::Fits);
        case.given.clone().each().any(fits)
    });
    let few: Vec<String> = answers.for_few().map(citation).collect();
    let nearest = case.nearest();
    let rows: Vec<_> = nearest.iter().map(|(power, _)| *power).collect();
    // What is cited without need does not weaken what is so without it.
    let weighed: Vec<_> = match &answers.nearest {
        Some((power, _)) if case.firm => vec![*power],
        _ => rows.clone(),
    };
    let gives = gives(at, case);
    let day = day_in_words(at.date());
    let (most, message, verdict) = match &case.cited {
        Some((power, obstacles)) => (
            // Another power may carry it, for all that is entered.
            if carried || in_part || !answers.perhaps.is_empty() || !answers.unread.is_empty() {
                Level::Should
            } else {
                Level::Must
            },
            format!(
                "{gives} under {}, which does not carry that: {}",
                citation(power),
                against(power, obstacles)
            ),
            Verdict::Broken,
        ),
        None if !few.is_empty() => (
            Level::Should,
            format!(
                "{gives}, and no power in force on {day} was found for that, unless it is among the few functions that {} \
                 carries",
                list(&few)
            ),
            Verdict::CannotTell,
        ),
        None if !case.out_of_reach().is_empty() => (
            Level::Note,
            format!(
                "{gives}, and no power in force on {day} was found for that; the catalogue does not reach that day for it (not verified)"
            ),
            Verdict::CannotTell,
        ),
        None => (
            Level::Must,
            format!("{gives}, and no power in force on {day} was found for that"),
            Verdict::Broken,
        ),
    };
    let verdict = if is_unverified(case) {
        Verdict::CannotTell
    } else {
        verdict
    };
    let subject = format!("delegation.{}", case.delegation.key);
    let mut finding = Finding::new(RULE.name, level(most, case, &weighed), subject, message).verdict(verdict);
    finding = finding.label(case.delegation.statement.place, "given here");
    if let Some((power, _)) = &case.cited {
        finding = finding.remark(format!("it cites {}", named(power)));
    }
    if let (None, true, Some((power, obstacles))) = (&case.cited, answers.perhaps.is_empty(), &answers.nearest) {
        finding = finding.remark(format!(
            "the nearest is {}: {}",
            named(power),
            against(power, obstacles)
        ));
    }
    finding = sureness(alternatives(at, finding, case), case, &rows);
    finding.help(match () {
        () if carried => "cite the power on which it rests (`power`). Check with your legal adviser",
        () if !few.is_empty() => {
            "write what the function is in law (`in-law` of the function); if it is none of those, give it to somebody whom a \
             power reaches, or take only advice and decide it yourselves. Check with your legal adviser"
        }
        () => {
            "give it to somebody whom a power reaches, or take only advice and decide it yourselves; if it rests on a power \
             that Remit does not know, such as a local Act or an order, enter that as a `[power]` of your own and cite it. \
             Check with your legal adviser"
        }
    })
}
