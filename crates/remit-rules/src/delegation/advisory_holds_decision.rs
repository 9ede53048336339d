//! A body whose legal form cannot hold a decision, and which holds one (RULES B3).

use std::collections::BTreeMap;

use remit_model::document::{Effect, FunctionKind, Sureness};
use remit_model::finding::{Finding, Level, Verdict};
use remit_model::model::{AsAt, Delegation, Doing, Form, Known, NodeAt, NodeId, NodeKind};

use crate::deciders::lets_decide;
use crate::law::scrutiny_separation::Overseers;
use crate::lawful::form_in_words;
use crate::naming;
use crate::rule::{Check, Group, Rule};
use crate::wording::list;

pub(crate) static RULE: Rule = Rule {
    name: "advisory-holds-decision",
    group: Group::Delegation,
    level: Level::Must,
    page: include_str!("advisory_holds_decision.md"),
    on: true,
    check: Check::Model(check),
};

/// Of what a body holds, so much is shown.
const SHOWN: usize = 6;

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let mut given: BTreeMap<NodeId, Vec<&Delegation>> = BTreeMap::new();
    for delegation in at
        .current(at.model().delegations.rows())
        .filter(|row| lets_decide(at, row))
    {
        if let Some(to) = &delegation.to {
            given.entry(to.value).or_default().push(delegation);
        }
    }
    let decides = |doing: &Doing| doing.effect == Some(Effect::Decide);
    let doings = at
        .all_doings()
        .iter()
        .filter(|done| done.effect == Some(Effect::Decide));
    let mut holders: Vec<NodeId> = doings.map(|done| done.by).chain(given.keys().copied()).collect();
    holders.sort_unstable();
    holders.dedup();
    // What a scrutiny committee is given, the rule about scrutiny tells.
    let overseers = Overseers::of(at);
    // Each form is looked up once, not for each body.
    let mut forms: BTreeMap<u32, Option<&Form>> = BTreeMap::new();
    for id in holders {
        let body = at.node(id);
        let Known::Stated(fact) = body.form_fact() else {
            continue;
        };
        let advisory = |form: &&Form| form.holds_decisions == Some(false);
        let form = forms
            .entry(*fact.value)
            .or_insert_with(|| body.form().stated().filter(advisory));
        if let Some(form) = form.filter(|_| body.kind() == NodeKind::Body && body.exists() && !body.is_external()) {
            let own = body.does().filter(|doing| decides(doing));
            let (own, light): (Vec<&Doing>, Vec<&Doing>) = own.partition(|doing| is_for_another(at, form, doing));
            let told = overseers.about(at, id).is_some();
            let given = given.get(&id).filter(|_| !told).map_or(&[][..], Vec::as_slice);
            if own.is_empty() && light.is_empty() && given.is_empty() {
                continue;
            }
            findings.push(if own.is_empty() && given.is_empty() {
                remark(at, &body, form, &light)
            } else {
                judge(at, &body, form, &own, given)
            });
        }
    }
}

/// Whether what is decided is an organisation's, or somebody's in law, rather than the body's own business.
fn is_for_another(at: &AsAt<'_>, form: &Form, doing: &Doing) -> bool {
    let function = doing.function.as_ref();
    let Some(function) = function.and_then(|key| at.model().functions.get(&key.value)) else {
        return false;
    };
    let own_by_statute = form.own_function;
    match function.kind {
        Some(FunctionKind::Contract) => true,
        Some(FunctionKind::Duty | FunctionKind::Power) => !own_by_statute,
        Some(FunctionKind::Matter) => !function.of.is_empty(),
        None => !function.of.is_empty() && !own_by_statute,
    }
}

/// The decisions of a body that may well be its own.
fn remark(at: &AsAt<'_>, body: &NodeAt<'_, '_>, form: &Form, own: &[&Doing]) -> Finding {
    let message = format!(
        "{} is {}, which can hold no decision for others, and {}",
        body.name(),
        naming::form(form),
        decided(at, own)
    );
    let mut finding = Finding::new(RULE.name, Level::Note, body.subject(), message).verdict(Verdict::Remark);
    for doing in own.iter().take(SHOWN) {
        finding = finding.label(doing.statement.place, said(at, doing));
    }
    let own_by_statute = form.own_function;
    if own_by_statute && own.iter().any(|doing| doing.function.is_some()) {
        if let Some(row) = form_in_words(form) {
            finding = finding.remark(format!("what is said of the form rests on {row}"));
        }
        return finding
            .help("check that this is the function that the statute gives it. Check with your legal adviser");
    }
    finding.help(
        "see that what it decides is its own business, such as its work plan; if it is an organisation's, enter it as a function \
         with `of`, and who decides it",
    )
}

/// What a body decides: "decides x, y and more".
fn decided(at: &AsAt<'_>, own: &[&Doing]) -> String {
    let what: Vec<String> = own.iter().take(3).map(|doing| matter(at, doing)).collect();
    let more = if own.len() > what.len() { " and more" } else { "" };
    format!("decides {}{more}", list(&what))
}

/// A decision as it is shown: "approve: the plan".
fn said(at: &AsAt<'_>, doing: &Doing) -> String {
    let verb = doing.verb.as_ref().map_or("decides", |verb| verb.value.as_str());
    let assumed = doing.statement.assumed("verb").is_some();
    let read = if assumed { " (as read)" } else { "" };
    format!("{verb}: {}{read}", matter(at, doing))
}

fn judge(at: &AsAt<'_>, body: &NodeAt<'_, '_>, form: &Form, own: &[&Doing], given: &[&Delegation]) -> Finding {
    let fact = match body.form_fact() {
        Known::Stated(fact) => Some(fact),
        _ => None,
    };
    let reading = fact.and_then(|fact| fact.assumed().map(ToString::to_string));
    let row_is_reading = form.statement.assumed("holds-decisions");
    let remembered = form.sure == Some(Sureness::Memory);
    let stated = own.iter().any(|doing| doing.statement.assumed("verb").is_none())
        || given
            .iter()
            .any(|delegation| delegation.statement.any_assumed().is_none());
    let level = if remembered {
        Level::Note
    } else if row_is_reading.is_some() || reading.is_some() || !stated {
        Level::Should
    } else {
        Level::Must
    };
    let mut holdings: Vec<String> = Vec::new();
    if !own.is_empty() {
        holdings.push(decided(at, own));
    }
    if !given.is_empty() {
        let functions: Vec<_> = given.iter().flat_map(|delegation| &delegation.functions).collect();
        holdings.push(if functions.is_empty() {
            "holds a delegation".to_owned()
        } else {
            format!("holds a delegation of {}", naming::functions(at, functions))
        });
    }
    let message = format!(
        "{} is {}, which can hold no decision, and {}",
        body.name(),
        naming::form(form),
        list(&holdings)
    );
    let mut finding = Finding::new(RULE.name, level, body.subject(), message);
    for doing in own.iter().take(SHOWN) {
        finding = finding.label(doing.statement.place, said(at, doing));
    }
    for delegation in given.iter().take(SHOWN) {
        finding = finding.label(delegation.statement.place, "gives it the decision");
    }
    if let Some(fact) = fact {
        finding = finding.label(fact.place, format!("recorded as {}", naming::form(form)));
    }
    if let Some(why) = &reading {
        finding = finding.remark(format!("its form is a reading: {why}"));
    }
    if let Some(row) = form_in_words(form) {
        finding = finding.remark(format!("what is said of the form rests on {row}"));
    }
    if let Some(why) = row_is_reading {
        finding = finding.remark(format!("that the form holds no decisions is a reading: {why}"));
    }
    if remembered && form.citation.is_none() {
        finding = finding.remark("what is said of the form is from memory, not verified");
    }
    finding.help(
        "if it only recommends, write a verb such as `recommend` or `endorse`, and who decides; if it is in law another kind \
         of body, correct its `form`; otherwise give the decision to a committee, an organisation or a post that can hold it. \
         Check with your legal adviser",
    )
}

/// What a decision is about.
fn matter(at: &AsAt<'_>, doing: &Doing) -> String {
    match (&doing.function, &doing.text) {
        (Some(function), _) => naming::function(at, &function.value),
        (None, Some(text)) => text.to_string(),
        (None, None) => doing.key.to_string(),
    }
}
