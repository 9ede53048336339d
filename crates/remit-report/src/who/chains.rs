//! How a function is given from hand to hand: each chain from the one who holds it to the last who is given it, as evidence.

use remit_model::answer::{Answer, Column, Evidence, Group, Named, Row, Shape, Value};
use remit_model::document::{Sureness, WhoseLaw};
use remit_model::model::{AsAt, Delegation, NodeId, NodeKind, Power};
use remit_model::page::day_in_words;
use remit_model::path::Path;
use remit_rules::chains::{
    About, Answering, Cut, CutBy, DelegationChain, DelegationStep, Ending, HeldBy, Hold, LONGEST, MOST, StepPower,
    chains as followed,
};
use remit_rules::lawful::in_words;

use super::decides::{DELEGATED, decides, delegation};
use super::values::{days, function, named, names, stated};
use super::{answer, apart, column, finished, in_force, listed};

const STEP: [Column; 19] = [
    column("step", "Step", &[]),
    column("from", "From", &["from"]),
    column("to", "To", &["to"]),
    column("verdict", "Verdict", &[]),
    column("broken", "Does not hold", &[]),
    column("against", "Stands against it", &[]),
    column("cannot-tell", "Cannot be told", &[]),
    column("holds", "Holds", &[]),
    column("power", "Power", &["power"]),
    column("in-force", "The power", &[]),
    column("onward", "May it be passed on", &["onward"]),
    column("limit", "Up to", &["limit"]),
    column("starts", "Since", &["starts"]),
    column("ends", "Until", &["ends"]),
    column("left", "Counts", &[]),
    column("liable", "Liable by the power", &[]),
    column("recorded-liable", "Recorded as liable", &["liable"]),
    column("answering", "Answers back", &[]),
    column("delegation", "Delegation", &["name"]),
];

/// The chains by which the function of this key is given.
pub fn chains(at: &AsAt<'_>, key: &str) -> Answer {
    let about = function(at, key);
    let title = format!("How it is delegated: {}", about.name);
    let mut out = answer(at, "delegation-chains", title, vec![about.clone()]);
    let found = followed(at, key);
    out.says = says(at, key, &about.name, &found.chains, found.more);
    let mut shown: Vec<&Delegation> = Vec::new();
    for chain in &found.chains {
        shown.extend(chain.steps.iter().map(|step| step.delegation));
        out.groups.push(group(at, chain));
    }
    let others = at.delegations().filter(|(row, status)| {
        let given = row.functions.iter().any(|given| given == key);
        given && !in_force(status) && !shown.iter().any(|shown| shown.statement.place == row.statement.place)
    });
    let others = others.map(|(row, status)| delegation(at, row, status)).collect();
    apart(
        &mut out,
        ["delegations-proposed", "delegations-other-date"],
        "Delegations ",
        &DELEGATED,
        others,
    );
    finished(at, out)
}

/// The whole in sentences.
fn says(at: &AsAt<'_>, key: &str, name: &str, chains: &[DelegationChain<'_>], more: bool) -> Vec<String> {
    if chains.is_empty() {
        let mut says = vec![format!("Nobody has delegated {name} on this date.")];
        let function = at.model().functions.get(key);
        let of: Vec<NodeId> = function.map(|function| function.of.clone()).unwrap_or_default();
        if !of.is_empty() {
            let holders: Vec<String> = of.iter().map(|&id| at.node(id).name().to_string()).collect();
            says.push(format!("It is a function of {}.", listed(&holders)));
        }
        says.extend(decides(at, key).says);
        return says;
    }
    let of = |verdict: Hold| chains.iter().filter(|chain| chain.verdict() == verdict).count();
    let mut says = vec![match chains.len() {
        1 => format!("{name} is given in one chain: it {}.", chains[0].verdict().words()),
        several => {
            let parts = [
                (of(Hold::Holds), "holds", "hold"),
                (of(Hold::CannotTell), "cannot be told", "cannot be told"),
                (
                    of(Hold::Against),
                    "has something against it",
                    "have something against them",
                ),
                (of(Hold::Broken), "does not hold", "do not hold"),
            ];
            let parts = parts.iter().filter(|(count, ..)| *count > 0);
            let words = |&(count, one, several): &(usize, &str, &str)| match count {
                1 => format!("1 {one}"),
                _ => format!("{count} {several}"),
            };
            let parts: Vec<String> = parts.map(words).collect();
            format!("{name} is given in {several} chains: {}.", listed(&parts))
        }
    }];
    if more {
        says.push(format!("There are more chains; these are the first {MOST}."));
    }
    says.push(match at.model().framework.law {
        WhoseLaw::Off => "The law is not asked: the framework has switched it off.".to_owned(),
        _ => "Check with your legal adviser.".to_owned(),
    });
    says
}

fn group(at: &AsAt<'_>, chain: &DelegationChain<'_>) -> Group {
    let name = |id: NodeId| at.node(id).name().to_string();
    let givers: Vec<String> = chain.holder.givers.iter().map(|&id| name(id)).collect();
    let mut hands = vec![listed(&givers)];
    hands.extend(chain.steps.iter().map(|step| name(step.to)));
    let steps = chain.steps.iter().zip(1u64..);
    Group {
        name: "chain",
        heading: hands.join(" \u{2192} "),
        says: vec![holder(at, chain), verdict(chain)],
        columns: STEP.to_vec(),
        rows: steps.map(|(step, number)| row(at, step, number)).collect(),
        shape: Shape::Steps,
    }
}

/// Who holds it to begin with.
fn holder(at: &AsAt<'_>, chain: &DelegationChain<'_>) -> String {
    let givers: Vec<String> = chain
        .holder
        .givers
        .iter()
        .map(|&id| at.node(id).name().to_string())
        .collect();
    let one = match chain.holder.givers.as_slice() {
        [only] => !at.node(*only).is_several(),
        _ => false,
    };
    let (givers, hold) = (listed(&givers), if one { "holds" } else { "hold" });
    match chain.holder.by {
        HeldBy::Own if chain.holder.givers.iter().all(|&id| is_for_its_own(at, id)) => {
            format!("{givers} {hold} it to begin with: it is theirs, or their organisation's.")
        }
        // A committee or an officer has of it what it was given; that their organisation has it does not make it theirs.
        HeldBy::Own => format!(
            "{givers} gave it first: it is a function of their organisation, and by what they came to hold it is not entered."
        ),
        HeldBy::Statute(cited) => format!("{givers} {hold} it to begin with: {cited} itself gives it to them."),
        HeldBy::NotSaid => format!("{givers} gave it first; whose function it is is not entered."),
        HeldBy::OfOthers => {
            format!(
                "{givers} gave it first; it is entered as a function of somebody else, and not how they came by it."
            )
        }
        HeldBy::Circle => format!("Nobody holds it to begin with: {givers} had it only from those to whom it went."),
    }
}

/// Whether somebody holds what is its organisation's: the organisation itself, or its highest body, which acts for it.
fn is_for_its_own(at: &AsAt<'_>, id: NodeId) -> bool {
    let node = at.node(id);
    let form = node.form().stated();
    node.kind() == NodeKind::Organisation || form.is_some_and(|form| form.highest || form.key == "executive")
}

fn verdict(chain: &DelegationChain<'_>) -> String {
    let see = |verdict: Hold| steps(&chain.where_it(verdict));
    let open = chain.steps.iter().flat_map(|step| &step.reasons);
    let mut open = open.filter(|reason| reason.verdict == Hold::CannotTell).peekable();
    let mut says = match chain.verdict() {
        Hold::Holds => "The chain holds.".to_owned(),
        Hold::Against if open.peek().is_none() => format!(
            "The chain holds on this date, and something stands against it: see {}.",
            see(Hold::Against)
        ),
        Hold::Against => format!(
            "Whether the chain holds cannot be told (see {}), and something stands against it: see {}.",
            see(Hold::CannotTell),
            see(Hold::Against)
        ),
        // Where nothing else is open, what is missing is said at once.
        Hold::CannotTell if open.all(|reason| reason.about == About::Answering) => format!(
            "Nothing that is entered stands against the chain; how it is answered for cannot be told: see {}.",
            see(Hold::CannotTell)
        ),
        Hold::CannotTell => format!("Whether the chain holds cannot be told: see {}.", see(Hold::CannotTell)),
        // The steps after it may only fall with it.
        Hold::Broken => match chain.weakest() {
            Some(step) => format!("The chain does not hold: see step {step}."),
            None => "The chain does not hold.".to_owned(),
        },
    };
    match chain.ends {
        Ending::Last => {}
        Ending::Circle => says.push_str(" Its last step goes back to somebody who had it before."),
        Ending::Longer => says.push_str(&format!(" It goes on after {LONGEST} steps, which are not shown.")),
    }
    says
}

/// Steps by their numbers: "step 1", "steps 1 and 3".
fn steps(numbers: &[usize]) -> String {
    let words: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    let noun = if numbers.len() == 1 { "step" } else { "steps" };
    format!("{noun} {}", listed(&words))
}

fn row(at: &AsAt<'_>, step: &DelegationStep<'_>, number: u64) -> Row {
    let statement = &step.delegation.statement;
    let because = |verdict: Hold| {
        let reasons = step.reasons.iter().filter(|reason| reason.verdict == verdict);
        // How it is answered for has a line of its own where it is.
        let reasons = reasons.filter(|reason| verdict != Hold::Holds || reason.about != About::Answering);
        let reasons: Vec<&str> = reasons.map(|reason| reason.says.as_str()).collect();
        some_words(reasons.join("; "))
    };
    let (power, dates) = power(&step.power);
    let onward = step
        .delegation
        .onward
        .map(|onward| Value::Words(onward.word().replace('-', " ")));
    let limit = step.delegation.limit.clone().map(Value::Money);
    let [starts, ends] = days(at, statement);
    let liable = step.delegation.liable.iter().copied();
    let values = vec![
        Value::Number(number),
        names(at, step.givers.iter().copied()),
        names(at, [step.to]),
        Value::Words(step.verdict().words().to_owned()),
        because(Hold::Broken),
        because(Hold::Against),
        because(Hold::CannotTell),
        because(Hold::Holds),
        stated(statement, "power", power),
        dates,
        stated(statement, "onward", onward),
        stated(statement, "limit", limit),
        starts,
        ends,
        some_words(left(at, step)),
        names(at, step.liable.iter().copied()),
        stated(
            statement,
            "liable",
            Some(names(at, liable)).filter(|names| *names != Value::Empty),
        ),
        some_words(answering(at, &step.answering)),
        Value::Names(vec![Named {
            table: "delegation",
            key: step.delegation.key.to_string(),
            name: step.delegation.name.to_string(),
        }]),
    ];
    Row {
        values,
        status: step.status.clone(),
        evidence: Evidence::of(statement),
    }
}

/// The power of a step, and when it was in force.
fn power(power: &StepPower<'_>) -> (Option<Value>, Value) {
    let said = |power: &Power| match &power.validity.citation {
        Some(citation) => format!("{} ({citation})", power.name),
        None => power.name.to_string(),
    };
    match power {
        StepPower::Recorded(power, _) => {
            let sure = match power.validity.sure {
                Some(Sureness::Read) => "its text was read",
                Some(Sureness::Guidance) => "guidance was read for it",
                Some(Sureness::Memory) | None => "from memory, not verified",
            };
            let dates = format!("{}; {sure}", in_words(&power.validity));
            (Some(Value::Words(said(power))), Value::Words(dates))
        }
        StepPower::NotRecorded(answers) if !answers.fitting.is_empty() => {
            let fitting: Vec<String> = answers.fitting.iter().map(|power| said(power)).collect();
            (
                None,
                Value::Words(format!("not recorded; what would carry it: {}", listed(&fitting))),
            )
        }
        StepPower::NotAsked | StepPower::NotRecorded(_) | StepPower::Unknown => (None, Value::Empty),
    }
}

/// The days that count, and what cuts them.
fn left(at: &AsAt<'_>, step: &DelegationStep<'_>) -> String {
    let cut = |cut: &Cut<'_>| {
        let by = match &cut.by {
            CutBy::Power(power) => format!(
                "its power, {},",
                power.validity.citation.as_ref().unwrap_or(&power.name)
            ),
            CutBy::Party(id) => at.node(*id).name().to_string(),
            CutBy::Form(id, form) => format!(
                "what {} is in law, {},",
                at.node(*id).name(),
                form.citation.as_ref().unwrap_or(&form.name)
            ),
            CutBy::Step(above) => format!("the step before it, {},", above.name),
        };
        match cut.is_end {
            true => format!("{by} ends it on {}", day_in_words(cut.day)),
            false => format!("{by} begins only on {}", day_in_words(cut.day)),
        }
    };
    if let [one, other] = step.cuts.as_slice()
        && let (CutBy::Step(above), CutBy::Step(_)) = (&one.by, &other.by)
    {
        return format!("{}, as the step before it, {}", step.left.words(), above.name);
    }
    let cuts: Vec<String> = step.cuts.iter().map(cut).collect();
    match cuts.as_slice() {
        [] => step.left.words(),
        cuts => format!("{} ({})", step.left.words(), cuts.join("; ")),
    }
}

fn answering(at: &AsAt<'_>, answering: &Answering) -> String {
    match answering {
        Answering::Inside => "inside one organisation, which need not be said".to_owned(),
        Answering::By(paths) if paths.is_empty() => {
            "through another body or post of the organisation that receives it".to_owned()
        }
        Answering::By(paths) => paths.iter().map(in_steps).collect::<Vec<_>>().join("; "),
        Answering::CannotTell => "not stated".to_owned(),
        Answering::No(to) | Answering::Unclear(to) => {
            let to: Vec<String> = to.iter().map(|&id| named(at, id).name).collect();
            format!("no line is entered to {}", listed(&to))
        }
        Answering::NotAsked => String::new(),
    }
}

/// A path as a chain of names.
fn in_steps(path: &Path) -> String {
    let mut words = String::new();
    for (number, step) in path.steps.iter().enumerate() {
        if number == 0 {
            words.push_str(&step.below.name);
        }
        let assumed = if step.assumed.is_some() { " (assumed)" } else { "" };
        words.push_str(&format!(" {} {}{assumed}", step.relation_in_words(), step.above.name));
        if number + 1 < path.steps.len() {
            words.push_str(", which");
        }
    }
    words
}

fn some_words(words: String) -> Value {
    if words.is_empty() {
        Value::Empty
    } else {
        Value::Words(words)
    }
}
