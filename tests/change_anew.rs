//! What a change enters anew beside what it ends: lines and holders of one who ends with it, and who comes in the place of one who ends.

use remit_rules::change::Weight;

use crate::change_rules::{brought, told};

/// What a change brings and what it ends may be entered by different hands: a new line to one who ends leads to nobody.
#[test]
fn a_new_body_that_is_to_answer_to_one_who_ends_answers_to_nobody() {
    let framework =
        "[body.old]\nname = \"Old Committee\"\nwithin = \"council\"\nanswers-to.cabinet = { for = [\"*\"] }\n";
    let group = "[body.group]\nname = \"Group\"\nwithin = \"council\"\nanswers-to.old = { for = [\"*\"] }\n\
                 reports-to.old = { every-months = 3 }\n";
    let found = brought(framework, &format!("{group}[end.body.old]\n"));
    let rules = ["left-", "line-", "report-", "successor-", "path-"];
    assert_eq!(
        told(&found, &rules),
        [
            "left-unanswering: Group is to answer to Old Committee, which ends with the same change, and to nobody else",
            "line-cut: Group reports to Old Committee, which ends, and nobody is named in its place",
        ]
    );
    // Whoever takes the place is to be named; of two, one is to be chosen.
    let panel =
        |key: &str| format!("[body.{key}]\nname = \"{key}\"\nwithin = \"council\"\nanswers-to.cabinet = {{}}\n");
    let one = format!("{group}{}[end.body.old]\nsuccessor = \"panel\"\n", panel("panel"));
    assert_eq!(
        told(&brought(framework, &one), &rules),
        [
            "successor-not-named: panel takes the place of Old Committee, and what still names Old Committee is to be rewritten: \
             Group answers to it and Group reports to it"
        ]
    );
    let two = format!(
        "{group}{}{}[end.body.old]\nsuccessor = [\"a\", \"b\"]\n",
        panel("a"),
        panel("b")
    );
    let found = brought(framework, &two);
    assert_eq!(
        told(&found, &["left-"]),
        [
            "left-unanswering: Group is to answer to Old Committee, which is split into a and b with the same change, and to nobody else"
        ]
    );
    // Who answers to another as well is heard.
    let heard = group.replace(
        "reports-to.old = { every-months = 3 }",
        "answers-to.cabinet = { for = [\"*\"] }",
    );
    assert_eq!(
        told(&brought(framework, &format!("{heard}[end.body.old]\n")), &rules),
        Vec::<String>::new()
    );
}

#[test]
fn a_budget_does_not_lose_whom_it_never_had() {
    let framework = "[body.old]\nname = \"Old Committee\"\nwithin = \"council\"\n\
                     [budget.fund]\nname = \"Fund\"\nheld-by = \"cabinet\"\n";
    let given = "[change.budget.fund]\nheld-by = \"old\"\n[end.body.old]\n";
    let found = brought(framework, given);
    assert_eq!(
        told(&found, &["holder-"]),
        ["holder-lost: Fund is entered anew with Old Committee, which holds it, and it ends with the same change"]
    );
    let had = framework.replace("held-by = \"cabinet\"", "held-by = \"old\"");
    let anew = "[change.budget.fund]\nmanager = \"old\"\n[end.body.old]\n";
    assert_eq!(
        told(&brought(&had, anew), &["holder-"]),
        ["holder-lost: Fund loses Old Committee, which holds it: it ends with the change"]
    );
}

/// A key that takes one name cannot be given two.
#[test]
fn of_two_successors_one_is_to_be_named_where_a_key_takes_only_one() {
    let boards = "[body.old]\nname = \"Old\"\nwithin = \"council\"\nanswers-to.cabinet = {}\n";
    let split = "[body.a]\nname = \"A\"\nwithin = \"council\"\nanswers-to.cabinet = {}\n\
                 [body.b]\nname = \"B\"\nwithin = \"council\"\nanswers-to.cabinet = {}\n\
                 [end.body.old]\nsuccessor = [\"a\", \"b\"]\n";
    let help = |what: &str| {
        let found = brought(&format!("{boards}{what}"), split);
        let one = found.into_iter().find(|one| one.finding.rule == "successor-not-named");
        one.expect("it is told").finding.help.join(" ")
    };
    let held = "[budget.fund]\nname = \"Fund\"\nheld-by = \"old\"\n";
    let owned = "[log.q]\nkind = \"question\"\ntext = \"Who?\"\nowner = \"old\"\nabout = [\"old\"]\n";
    let only_one =
        "say which of A and B it is in each, or split the entry, one for each of them; end what is not to go on";
    assert_eq!(help(held), only_one);
    assert_eq!(help(owned), only_one);
    let paid = "[budget.fund]\nname = \"Fund\"\ncontributors = [\"old\"]\n";
    assert_eq!(help(paid), "name A and B in each; end what is not to go on");
    assert_eq!(
        help(&format!("{paid}{owned}")),
        "name A and B in each; where only one can be named (`owner`), say which of them it is, or split the entry, one for each of \
         them; end what is not to go on"
    );
}

/// A way that is a reading in one step may become one in another: that is no way that was a reading anyhow.
#[test]
fn a_further_reading_on_a_way_is_told() {
    let framework = |demand: &str| {
        format!(
            "[body.board]\nname = \"Board\"\nwithin = \"council\"\n\
             [body.board.answers-to.cabinet]\nassumed.all = \"it sits in the town hall\"\n\
             [body.forum]\nname = \"Forum\"\nwithin = \"council\"\nanswers-to.board = {{}}\n{demand}"
        )
    };
    let demand =
        "[requirement.path.up]\ntop-down = [\"cabinet\", \"forum\"]\nby = [\"answers-to\"]\nbecause = \"it must\"\n";
    let read = "[change.body.forum]\nanswers-to.board = { assumed.all = \"so I am told\" }\n";
    let rules = ["path-"];
    assert_eq!(
        told(&brought(&framework(demand), read), &rules),
        ["path-newly-assumed: the way from Forum up to Cabinet, which `path.up` demands, rests on a further reading"]
    );
    let found = brought(&framework(demand), read);
    let one = found
        .iter()
        .find(|one| one.finding.rule == "path-newly-assumed")
        .expect("it is told");
    // Only what is newly read is pointed at.
    assert_eq!(
        one.finding.remarks,
        [
            "Forum answers to Board is assumed: so I am told",
            "demanded because it must"
        ]
    );
    assert_eq!(
        told(&brought(&framework(""), read), &rules),
        ["path-newly-assumed: that Forum answers to Cabinet in the end rests on a further reading"]
    );
    // Another way that rests on what was a reading before is as good as before.
    let beside = "[change.body.forum]\nanswers-to.cabinet = { assumed.all = \"so I am told\" }\n";
    assert_eq!(told(&brought(&framework(demand), beside), &rules), Vec::<String>::new());
}

/// Of several alike who are one entry, some may end: what is entered of all of them is theirs as well.
#[test]
fn of_several_alike_it_is_asked_what_becomes_of_what_those_have_who_end() {
    let areas = "[body.areas]\nname = \"Area Committees\"\nwithin = \"council\"\nmany = true\ncount = 4\nanswers-to.cabinet = {}\n\
                 [budget.fund]\nname = \"Fund\"\nheld-by = \"areas\"\n\
                 [delegation.small]\nname = \"Small grants\"\nfrom = [\"cabinet\"]\nto = \"areas\"\nfunctions = [\"grants\"]\n\
                 [body.board]\nname = \"Board\"\nwithin = \"council\"\n\
                 seats.areas = { role = \"member\", voting = true, ex-officio = \"chair of areas\" }\n";
    let found = brought(areas, "[change.body.areas]\ncount = 1\n");
    assert_eq!(
        told(&found, &["holder-", "membership-"]),
        [
            "membership-shifted: Board: 1 seat, before 4; 1 with a vote, before 4",
            "holder-lost: of the 4 Area Committees 3 end with the change, and what becomes of what those have is not stated: Fund and \
             Small grants",
        ]
    );
    assert!(found.iter().all(|one| one.weight() <= Weight::Notable));
    let shifted = found
        .iter()
        .find(|one| one.finding.rule == "membership-shifted")
        .expect("it is told");
    let labels: Vec<&str> = shifted.finding.labels.iter().map(|label| label.text.as_str()).collect();
    assert_eq!(labels, ["this seat stands for 1 from then on, and stood for 4"]);
    // More of them lose nothing.
    assert_eq!(
        told(&brought(areas, "[change.body.areas]\ncount = 5\n"), &["holder-"]),
        Vec::<String>::new()
    );
}

/// Who answers to the full council answers to the council: an end inside an organisation is no loss of that organisation.
#[test]
fn an_organisation_is_still_heard_where_a_way_ends_in_it() {
    let framework = "[body.full]\nname = \"Full Council\"\nwithin = \"council\"\n\
                     [body.joint]\nname = \"Joint Committee\"\nwithin = \"council\"\nanswers-to.council = {}\n\
                     [body.forum]\nname = \"Forum\"\nwithin = \"council\"\nanswers-to.joint = {}\n";
    let moved = "[change.body.forum]\nanswers-to.full = {}\n[end.body.forum.answers-to.joint]\n";
    let found = brought(framework, moved);
    assert_eq!(
        told(&found, &["path-"]),
        ["path-rerouted: Forum still answers to Exampleshire Council in the end, and over other steps"]
    );
    let one = found
        .iter()
        .find(|one| one.finding.rule == "path-rerouted")
        .expect("it is told");
    assert_eq!(
        one.finding.remarks,
        [
            "before: Forum answers to Joint Committee, which answers to Exampleshire Council",
            "after: Forum answers to Full Council",
        ]
    );
}
