//! A decision that is reserved, and delegated nevertheless (RULES B12).

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::Effect;
use remit_model::finding::{Finding, Level};
use remit_model::model::{AsAt, Delegation, Doing, Done, Function, Money, NodeId};
use remit_model::text::Text;

use crate::bands::{apart, comparable};
use crate::belonging::{one_organisation, serve_different};
use crate::deciders::{leads_down, lets_decide};
use crate::naming;
use crate::rule::{Check, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "reserved-matter-delegated",
    group: Group::Delegation,
    level: Level::Must,
    page: include_str!("reserved_matter_delegated.md"),
    on: true,
    check: Check::Model(check),
};

/// The delegations that let decide, by the organisation of whoever gives (or the giver, where it has none) and the function.
type Given<'m> = BTreeMap<(NodeId, &'m Text), Vec<&'m Delegation>>;

fn check(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let reserves = |done: &Done| done.reserved && done.effect == Some(Effect::Decide);
    let mut given: Option<Given<'_>> = None;
    for (function, done) in at.doings_of_functions() {
        if !done.iter().any(reserves) {
            continue;
        }
        let mut homes: BTreeMap<NodeId, Vec<Holder<'_>>> = BTreeMap::new();
        for done in done.iter().filter(|done| done.effect == Some(Effect::Decide)) {
            let holder = Holder {
                id: done.by,
                doing: at.doing(done),
            };
            if !at.node(done.by).is_external() {
                homes.entry(home(at, done.by)).or_default().push(holder);
            }
        }
        let given = given.get_or_insert_with(|| delegations(at));
        for (home, holders) in homes {
            if holders.iter().any(|holder| holder.doing.reserved == Some(true)) {
                let given = given.get(&(home, function)).map_or(&[][..], Vec::as_slice);
                let matter = Matter {
                    function,
                    home,
                    holders,
                    given,
                };
                matter.judge(at, findings);
            }
        }
    }
    kept(at, findings);
}

/// What is entered as not devolved, and given to a level below.
fn kept(at: &AsAt<'_>, findings: &mut Vec<Finding>) {
    let kept = |function: &&Function| function.devolved == Some(false);
    let kept: Vec<&Function> = at.current(at.model().functions.rows()).filter(kept).collect();
    if kept.is_empty() {
        return;
    }
    for delegation in at
        .current(at.model().delegations.rows())
        .filter(|row| lets_decide(at, row))
    {
        // Among those at one level it is no devolution; where the levels are not known, it may be none.
        let down = leads_down(at, delegation);
        if down == Some(false) {
            continue;
        }
        let subject = format!("delegation.{}", delegation.key);
        for function in kept.iter().filter(|kept| delegation.functions.contains(&kept.key)) {
            // That it is reserved says the same of the same delegation.
            let key = format!("function.{}", function.key);
            let reserves = |done: &Done| done.reserved && done.effect == Some(Effect::Decide);
            let told = |finding: &Finding| finding.rule == RULE.name && finding.keys.first() == Some(&subject);
            if at.done_with(&function.key).iter().any(reserves) && findings.iter().any(told) {
                continue;
            }
            findings.push(report_kept(at, function, delegation, down.is_some()).key(key));
        }
    }
}

fn report_kept(at: &AsAt<'_>, function: &Function, delegation: &Delegation, known: bool) -> Finding {
    let to = delegation.to.as_ref().map(|to| at.node(to.value).name().to_string());
    let to = to.unwrap_or_else(|| "somebody else".to_owned());
    let message = format!("{} is entered as not devolved, and is delegated to {to}", function.name);
    let assumed = function.statement.assumed("devolved");
    let assumed = assumed.or_else(|| delegation.statement.any_assumed_but_days());
    let level = if assumed.is_some() || !known {
        Level::Should
    } else {
        Level::Must
    };
    let mut finding = Finding::new(RULE.name, level, format!("delegation.{}", delegation.key), message)
        .label(delegation.statement.place, format!("gives it to {to}"))
        .label(function.statement.place, "not devolved");
    if let Some(why) = assumed {
        finding = finding.remark(format!("this rests on a reading: {why}"));
    }
    if !known {
        finding = finding
            .remark("at which tiers they work is not entered: among those at one level it would be no devolution");
    }
    finding.help(
        "take out `devolved = false`, or the delegation; if what is given is to prepare or to recommend, write that as `verbs` of \
         the delegation",
    )
}

fn delegations<'m>(at: &AsAt<'m>) -> Given<'m> {
    let mut given = Given::new();
    for delegation in at
        .current(at.model().delegations.rows())
        .filter(|row| lets_decide(at, row))
    {
        for &from in &delegation.from {
            for function in &delegation.functions {
                given.entry((home(at, from), function)).or_default().push(delegation);
            }
        }
    }
    given
}

fn home(at: &AsAt<'_>, id: NodeId) -> NodeId {
    one_organisation(at, id).unwrap_or(id)
}

/// A body that decides a function.
struct Holder<'m> {
    id: NodeId,
    doing: &'m Doing,
}

/// What one organisation decides of a function that is reserved to a body of it.
struct Matter<'m, 'g> {
    function: &'m Text,
    home: NodeId,
    holders: Vec<Holder<'m>>,
    given: &'g [&'m Delegation],
}

impl<'m> Matter<'m, '_> {
    fn judge(&self, at: &AsAt<'m>, findings: &mut Vec<Finding>) {
        // Of two lines that reserve one function to one body, one is enough.
        let mut seen: BTreeSet<(&Text, NodeId)> = BTreeSet::new();
        // Who is found to hold it against what is reserved: what they pass on goes the same way.
        let mut told: BTreeSet<NodeId> = BTreeSet::new();
        // What the organisation gives away is as good as given away by the body to which it is reserved.
        for holder in self.reserved() {
            for delegation in self.given {
                let from = |id: &NodeId| *id == holder.id || *id == self.home;
                if delegation.from.iter().any(from) && self.is_against(at, holder, delegation) {
                    told.extend(delegation.to.iter().map(|to| to.value));
                    if seen.insert((&delegation.key, holder.id)) {
                        findings.push(report(at, holder, delegation, self.function));
                    }
                }
            }
        }
        let mut pairs: BTreeSet<(NodeId, NodeId)> = BTreeSet::new();
        for other in &self.holders {
            let mut reserved = self.reserved().filter(|holder| decides_the_same(at, holder, other));
            let pair = |holder: &&Holder<'_>| (holder.id.min(other.id), holder.id.max(other.id));
            if told.contains(&other.id) {
                continue;
            }
            if let Some(holder) = reserved.find(|holder| !pairs.contains(&pair(holder))) {
                pairs.insert(pair(&holder));
                told.insert(other.id);
                findings.push(report_other(at, holder, other, self.function));
            }
        }
        for holder in self.reserved() {
            for delegation in self.given {
                let passed_on = delegation.from.iter().any(|from| told.contains(from));
                let reported = seen.contains(&(&delegation.key, holder.id));
                if !passed_on && !reported && self.is_against(at, holder, delegation) {
                    seen.insert((&delegation.key, holder.id));
                    findings.push(report(at, holder, delegation, self.function));
                }
            }
        }
    }

    fn reserved(&self) -> impl Iterator<Item = &Holder<'m>> {
        self.holders.iter().filter(|holder| holder.doing.reserved == Some(true))
    }

    /// Whether what is given is what is reserved.
    fn is_against(&self, at: &AsAt<'_>, holder: &Holder<'_>, delegation: &Delegation) -> bool {
        let to_itself = delegation.to.as_ref().is_some_and(|to| to.value == holder.id);
        let between_areas = delegation.from.iter().all(|&from| serve_different(at, holder.id, from));
        // Nobody gives more than they hold.
        let limit = delegation.limit.as_ref().or_else(|| self.limit_of(holder, delegation));
        !to_itself && !between_areas && !of_other_sums(holder.doing, limit)
    }

    /// Up to how much those who give hold it themselves, where that is not what is reserved.
    fn limit_of(&self, holder: &Holder<'_>, delegation: &Delegation) -> Option<&'m Money> {
        let gives = |id: NodeId| id != holder.id && delegation.from.contains(&id);
        let own = self.holders.iter().filter(|own| gives(own.id));
        let own = own.filter_map(|own| own.doing.limit.as_ref());
        let received = self.given.iter().filter(|earlier| {
            let to = earlier.to.as_ref();
            to.is_some_and(|to| gives(to.value))
        });
        own.chain(received.filter_map(|earlier| earlier.limit.as_ref())).next()
    }
}

/// Whether another body decides what is reserved to the first, as far as is stated.
fn decides_the_same(at: &AsAt<'_>, holder: &Holder<'_>, other: &Holder<'_>) -> bool {
    let open = other.doing.statement.is_not_stated("limit") || other.doing.statement.is_unknown("limit");
    holder.id != other.id
        && !open
        && !of_other_sums(holder.doing, other.doing.limit.as_ref())
        && !serve_different(at, holder.id, other.id)
}

/// Whether what is reserved and what is held are different sums, or sums that cannot be compared.
fn of_other_sums(doing: &Doing, held: Option<&Money>) -> bool {
    match (&doing.limit, held) {
        (Some(reserved), Some(held)) => !comparable(reserved, held) || apart(reserved, held),
        _ => false,
    }
}

/// Why what is reserved is a reading, if it is.
fn reading(doing: &Doing) -> Option<&Text> {
    let keys = ["reserved", "verb", "function"];
    keys.iter().find_map(|key| doing.statement.assumed(key))
}

fn report_other(at: &AsAt<'_>, holder: &Holder<'_>, other: &Holder<'_>, function: &Text) -> Finding {
    let (body, decider) = (at.node(holder.id), at.node(other.id));
    let message = format!(
        "{} is reserved to {}, and is decided by {} as well",
        naming::function(at, function),
        body.name(),
        decider.name()
    );
    let assumed = reading(holder.doing).or_else(|| reading(other.doing));
    let verbs = [holder, other].map(|holder| holder.doing.verb.as_ref().map(|verb| &verb.value));
    // Two verbs that decide may be two steps, and whoever has no limit may hold what the other's leaves.
    let other_verb = verbs[0] != verbs[1];
    let no_limit = holder.doing.limit.is_some() && other.doing.limit.is_none();
    let level = if assumed.is_some() || other_verb || no_limit {
        Level::Should
    } else {
        Level::Must
    };
    let mut finding = Finding::new(RULE.name, level, decider.subject(), message)
        .key(body.subject())
        .key(format!("function.{function}"))
        .label(other.doing.statement.place, format!("decided by {}", decider.name()))
        .label(holder.doing.statement.place, format!("reserved to {}", body.name()));
    if let Some(why) = assumed {
        finding = finding.remark(format!("this rests on a reading: {why}"));
    }
    if let (true, [Some(reserved), Some(verb)]) = (other_verb, verbs) {
        finding = finding.remark(format!(
            "reserved is to {reserved}, the other is to {verb}; both decide"
        ));
    }
    if no_limit {
        finding = finding.remark("what is reserved has a limit, and for the other none is entered");
    }
    finding.help(
        "take it out of the one list or the other; if the other only prepares or recommends, write such a verb; if they decide \
         different sums, enter them (`limit`)",
    )
}

fn report(at: &AsAt<'_>, holder: &Holder<'_>, delegation: &Delegation, function: &Text) -> Finding {
    let (body, doing) = (at.node(holder.id), holder.doing);
    let what = naming::function(at, function);
    let to = delegation.to.as_ref().map(|to| at.node(to.value).name().to_string());
    let to = to.unwrap_or_else(|| "somebody else".to_owned());
    let mut message = format!("{what} is reserved to {}, and is delegated to {to}", body.name());
    // Who gives is said where it is neither the body nor its organisation.
    let own = |id: &NodeId| *id == body.id() || *id == home(at, body.id());
    if !delegation.from.iter().any(own) {
        message.push_str(&format!(" by {}", naming::nodes(at, delegation.from.iter().copied())));
    }
    let verb = doing.verb.as_ref().map(|verb| &verb.value);
    let assumed = reading(doing).or_else(|| delegation.statement.any_assumed());
    // Two verbs that decide may be two steps: approved by one, ratified by the other.
    let other_verb = !delegation.verbs.is_empty() && !verb.is_some_and(|verb| delegation.verbs.contains(verb));
    let level = if assumed.is_some() || other_verb {
        Level::Should
    } else {
        Level::Must
    };
    let mut finding = Finding::new(RULE.name, level, format!("delegation.{}", delegation.key), message)
        .key(body.subject())
        .label(delegation.statement.place, format!("gives it to {to}"))
        .label(doing.statement.place, format!("reserved to {}", body.name()));
    if let Some(why) = assumed {
        finding = finding.remark(format!("this rests on a reading: {why}"));
    }
    if let (true, Some(verb)) = (other_verb, verb) {
        finding = finding.remark(format!(
            "reserved is to {verb}, given is to {}; both decide",
            delegation.verbs.iter().map(Text::as_str).collect::<Vec<_>>().join(", ")
        ));
    }
    finding.help(
        "take it out of the one list or the other; if what is given is to prepare or to recommend, write that as `verbs` of the \
         delegation",
    )
}
