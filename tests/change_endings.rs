//! What a change says when things end: of demands that are about nobody any more, of what is to be rewritten to a successor, of what
//! has nobody left who holds it, and of what a check finds no longer.

use jiff::civil::date;
use remit_diff::Kind;
use remit_model::model::Presence;
use remit_rules::change::{Compared, Weight};
use remit_rules::check;

use crate::change_rules::{brought, told};
use crate::folder::from_texts;

const BOARDS: &str = r#"
[body.board]
name = "Board"
within = "council"
form = "committee"
answers-to.cabinet = { for = ["*"] }

[body.forum]
name = "Forum"
within = "council"
answers-to.board = { for = ["*"] }
reports-to.board = { every-months = 3 }
advises.board = {}
"#;

const NEW_BOARD: &str = r#"
[body.new-board]
name = "New Board"
within = "council"
answers-to.cabinet = { for = ["*"] }

[end.body.board]
successor = "new-board"
"#;

const NEW: [&str; 7] = [
    "requirement-",
    "left-",
    "path-",
    "report-",
    "line-",
    "holder-",
    "successor-",
];

#[test]
fn a_demand_selected_by_form_is_emptied_with_the_last_of_its_kind() {
    let demand = r#"
[requirement.path.heard]
top-down = ["cabinet", "form:committee"]
by = ["answers-to"]
"#;
    let found = brought(&format!("{BOARDS}{demand}"), "[end.body.board]\n");
    assert_eq!(
        told(&found, &["requirement-"]),
        [
            "requirement-emptied: the requirement `path.heard` is about nobody any more: of `form:committee` none is left (Board ends)"
        ]
    );
    assert!(
        found
            .iter()
            .all(|one| one.finding.rule != "requirement-emptied" || one.weight() == Weight::Breaking)
    );
    let other = "[body.other]\nname = \"Other\"\nwithin = \"council\"\nform = \"committee\"\n";
    let found = brought(&format!("{BOARDS}{other}{demand}"), "[end.body.board]\n");
    assert_eq!(told(&found, &["requirement-"]), Vec::<String>::new());
}

#[test]
fn a_place_on_the_way_that_ends_is_told_once() {
    let demand = r#"
[requirement.path.heard]
top-down = ["cabinet", "board", "forum"]
by = ["answers-to"]
"#;
    let found = brought(
        &format!("{BOARDS}{demand}"),
        "[end.body.board]\n[change.body.forum]\nanswers-to.cabinet = { for = [\"*\"] }\n",
    );
    assert_eq!(
        told(&found, &["requirement-", "path-lost", "left-"]),
        ["requirement-emptied: the requirement `path.heard` cannot hold any more as it is written: Board ends"]
    );
}

#[test]
fn what_leads_to_a_successor_is_rewritten_and_not_lost() {
    let demand = "[requirement.path.heard]\ntop-down = [\"cabinet\", \"forum\"]\nby = [\"answers-to\"]\n";
    let found = brought(&format!("{BOARDS}{demand}"), NEW_BOARD);
    assert_eq!(
        told(&found, &NEW),
        [
            "path-lost: Forum has the way up to Cabinet, which `path.heard` demands, only once what still names who ends is rewritten",
            "successor-not-named: New Board takes the place of Board, and what still names Board is to be rewritten: Forum answers to \
             it, Forum reports to it and Forum advises it"
        ]
    );
    assert!(found.iter().all(|one| one.weight() != Weight::Breaking), "{found:#?}");
    // Whoever ends the line means it.
    let ended = format!("{NEW_BOARD}\n[end.body.forum.answers-to.board]\n");
    assert!(
        told(&brought(BOARDS, &ended), &["left-"])
            .contains(&"left-unanswering: Forum answers to nobody any more: before, it answered to Board".to_owned())
    );
    // What is written anew needs no rewriting.
    let lines = "answers-to.new-board = { for = [\"*\"] }\nreports-to.new-board = { every-months = 3 }\nadvises.new-board = {}\n";
    let rewritten = format!("{NEW_BOARD}\n[change.body.forum]\n{lines}");
    assert_eq!(
        told(&brought(BOARDS, &rewritten), &["successor-"]),
        Vec::<String>::new()
    );
}

#[test]
fn a_successor_that_answers_to_nobody_is_a_loss() {
    let alone = NEW_BOARD.replace("answers-to.cabinet = { for = [\"*\"] }\n", "");
    assert_eq!(
        told(&brought(BOARDS, &alone), &["path-", "left-", "successor-"]),
        [
            "left-unanswering: New Board answers to nobody any more: before, it answered to Cabinet",
            "path-lost: in the end Forum no longer answers to Cabinet, and to nobody in its place",
            "successor-not-named: New Board takes the place of Board, and what still names Board is to be rewritten: Forum answers to \
             it, Forum reports to it and Forum advises it",
        ]
    );
}

#[test]
fn what_ends_without_a_successor_leaves_its_lines_and_money_behind() {
    let more = "[budget.pool]\nname = \"Pool\"\nheld-by = \"forum\"\nmanager = \"board\"\n";
    let found = brought(&format!("{BOARDS}{more}"), "[end.body.board]\n");
    assert_eq!(
        told(&found, &NEW),
        [
            "left-unanswering: Forum answers to nobody any more: before, it answered to Board",
            "report-rerouted: Forum reports to nobody any more; before, it reported to Board",
            "line-cut: Forum advises Board, which ends, and nobody is named in its place",
            "holder-lost: Pool loses Board, which manages it: it ends with the change",
        ]
    );
    let weight = |rule: &str| {
        found
            .iter()
            .find(|one| one.finding.rule == rule)
            .map(|one| one.weight())
    };
    assert_eq!(weight("holder-lost"), Some(Weight::Notable));
    // Who takes over is named: nothing is left behind.
    let dealt =
        "[end.body.board]\n[change.body.forum]\nadvises.cabinet = {}\n[change.budget.pool]\nmanager = \"cabinet\"\n";
    let found = brought(&format!("{BOARDS}{more}"), dealt);
    assert_eq!(told(&found, &["line-", "holder-"]), Vec::<String>::new());
}

#[test]
fn a_demand_is_taken_back_by_its_kind_and_id() {
    let demand = "[requirement.path.heard]\ntop-down = [\"cabinet\", \"board\"]\nby = [\"answers-to\"]\n";
    let found = brought(
        &format!("{BOARDS}{demand}"),
        "[end.requirement.path.heard]\n[end.body.board.answers-to.cabinet]\n",
    );
    let found = told(&found, &["requirement-"]);
    assert_eq!(
        found,
        ["requirement-withdrawn: the framework no longer demands `path.heard` of itself"]
    );
    let misspelt = from_texts(&[
        (
            "framework.toml",
            &format!(
                "[framework]\nname = \"F\"\n[organisation.council]\n[body.cabinet]\nwithin = \"council\"\n{}",
                BOARDS.to_owned() + demand
            ),
        ),
        (
            "proposals/p.toml",
            "[proposal]\nid = \"p\"\n[end.requirement.path.herd]\n[end.requirement.cap.seats-of-trusts]\n",
        ),
    ]);
    let messages: Vec<&str> = misspelt
        .findings
        .iter()
        .map(|finding| finding.message.as_str())
        .collect();
    assert_eq!(
        messages,
        [
            "there is no requirement `cap.seats-of-trusts`",
            "there is no requirement `path.herd`; did you mean `path.heard`?"
        ]
    );
}

#[test]
fn what_is_found_no_longer_is_put_right_or_gone() {
    let texts = |proposal: &'static str| {
        [
            (
                "framework.toml",
                "[framework]\nname = \"F\"\n[organisation.council]\nname = \"Council\"\n[body.a]\nname = \"A\"\nwithin = \
                 \"council\"\nanswers-to.b = { for = [\"*\"] }\n[body.b]\nname = \"B\"\nwithin = \"council\"\nanswers-to.a = { for = \
                 [\"*\"] }\n[body.c]\nname = \"C\"\n[requirement.path.heard]\ntop-down = [\"a\", \"c\"]\nby = [\"answers-to\"]\n",
            ),
            ("proposals/p.toml", proposal),
        ]
    };
    let found = |proposal: &'static str| {
        let loaded = from_texts(&texts(proposal));
        let [before, after] = [&[][..], &["p"]].map(|with| loaded.model.at(date(2026, 4, 1), with));
        let [was, is] = [&before, &after].map(|at| check(at, &loaded.broken));
        let compared = Compared::new((&before, &was), (&after, &is));
        let rules = |findings: Vec<&remit_model::finding::Finding>| -> Vec<String> {
            findings.iter().map(|finding| finding.fingerprint()).collect()
        };
        (rules(compared.cleared_findings()), rules(compared.gone_findings()))
    };
    let (cleared, gone) = found("[proposal]\nid = \"p\"\n[end.body.c]\n");
    assert!(gone.iter().any(|one| one.contains("body.c")), "{gone:?}");
    assert!(cleared.iter().all(|one| !one.contains("body.c")), "{cleared:?}");
    let (cleared, gone) = found("[proposal]\nid = \"p\"\n[end.body.b.answers-to.a]\n");
    assert!(
        cleared.iter().any(|one| one.starts_with("accountability-cycle")),
        "{cleared:?}"
    );
    assert_eq!(gone, Vec::<String>::new());
}

#[test]
fn what_is_part_of_an_organisation_ends_with_it() {
    let base = "[framework]\nname = \"F\"\n[organisation.old]\nname = \"Old\"\n[organisation.new]\nname = \"New\"\n[body.board]\n\
                name = \"Board\"\nwithin = \"old\"\n[body.shared]\nname = \"Shared\"\nbetween = [\"old\", \"new\"]\n[post.lead]\nname = \
                \"Lead\"\nwithin = \"old\"\n";
    for (end, presence) in [
        ("[end.organisation.old]\n", Presence::Absent),
        ("[end.organisation.old]\nsuccessor = \"new\"\n", Presence::InForce),
        (
            "[end.organisation.old]\n[change.body.board]\nwithin = \"new\"\n[change.post.lead]\nwithin = \"new\"\n",
            Presence::InForce,
        ),
    ] {
        let loaded = from_texts(&[
            ("framework.toml", base),
            ("proposals/p.toml", &format!("[proposal]\nid = \"p\"\n{end}")),
        ]);
        let [before, after] = [&[][..], &["p"]].map(|with| loaded.model.at(date(2026, 4, 1), with));
        for key in ["board", "lead"] {
            let node = after.node_by_key(key).expect("it is entered");
            assert_eq!(
                (node.presence(), node.exists()),
                (presence, presence == Presence::InForce),
                "{end}"
            );
        }
        assert!(after.node_by_key("shared").expect("it is entered").exists(), "{end}");
        let diff = remit_diff::diff(&before, &after);
        let ended = diff
            .changes
            .iter()
            .any(|change| change.kind == Kind::Ended && change.is_of("body.board"));
        assert_eq!(ended, presence == Presence::Absent, "{end}");
        let said = check(&after, &loaded.broken);
        let in_force = said
            .findings
            .iter()
            .any(|finding| finding.message.contains("Board is entered as in force"));
        assert_eq!(in_force, end.contains("successor"), "{end}");
    }
}

#[test]
fn a_quorum_is_held_against_the_seats_that_are_entered() {
    let seated = r#"
[body.panel]
name = "Panel"
within = "council"
quorum = { members = 3 }
seats.a = { role = "member" }
seats.b = { role = "member" }
seats.c = { role = "member" }
"#;
    let found = brought(seated, "[end.body.panel.seats.c]\n");
    let shifted = found
        .iter()
        .find(|one| one.finding.rule == "membership-shifted")
        .expect("it is told");
    assert_eq!(
        shifted.finding.remarks,
        ["the quorum is 3, and entered seats are 2; not all may be entered: before, there were enough"]
    );
    let found = brought(seated, "[change.body.panel]\nquorum = { members = 2 }\n");
    let shifted = found
        .iter()
        .find(|one| one.finding.rule == "membership-shifted")
        .expect("it is told");
    let labels: Vec<&str> = shifted.finding.labels.iter().map(|label| label.text.as_str()).collect();
    assert_eq!(labels, ["this quorum differs"]);
    assert_eq!(shifted.finding.remarks, Vec::<String>::new());
}

/// To which of several a line goes, nobody has said: it is lost until somebody does.
#[test]
fn what_leads_to_one_that_is_split_is_lost() {
    let demand = "[requirement.path.heard]\ntop-down = [\"cabinet\", \"forum\"]\nby = [\"answers-to\"]\n";
    let below = "[body.group]\nname = \"Group\"\nwithin = \"council\"\nanswers-to.forum = { for = [\"*\"] }\n";
    let framework = format!("{BOARDS}{demand}{below}");
    let split = r#"
[body.adults]
name = "Adults Board"
within = "council"
answers-to.cabinet = { for = ["*"] }

[body.children]
name = "Children Board"
within = "council"
answers-to.cabinet = { for = ["*"] }

[end.body.board]
successor = ["adults", "children"]
"#;
    let found = brought(&framework, split);
    assert_eq!(
        told(&found, &["path-", "left-", "successor-"]),
        [
            "left-unanswering: Forum answers to nobody any more: before, it answered to Board",
            "path-lost: in the end Group no longer answers to Cabinet, and to nobody in its place",
            "path-lost: Forum loses the way up to Cabinet, which `path.heard` demands",
            "successor-not-named: Adults Board and Children Board take the place of Board, and what still names Board is to be rewritten: \
             Forum reports to it and Forum advises it",
        ]
    );
    let left = found.iter().find(|one| one.finding.rule == "left-unanswering");
    let left = &left.expect("it is told").finding;
    assert_eq!(
        left.remarks,
        ["Board is split into Adults Board and Children Board; to which of them it is to answer is not stated"]
    );
    assert_eq!(
        left.help,
        ["say to which of Adults Board and Children Board it is to answer, or end it as well"]
    );
    let said = format!("{split}[change.body.forum]\nanswers-to.adults = {{ for = [\"*\"] }}\n");
    assert_eq!(
        told(&brought(&framework, &said), &["path-lost", "left-"]),
        Vec::<String>::new()
    );
}

#[test]
fn a_post_that_answered_to_one_that_ends_is_told_as_a_body_is() {
    let posts = r#"
[post.chief]
name = "Chief Executive"
within = "council"
answers-to.cabinet = { for = ["*"], basis = "line-management" }

[post.deputy]
name = "Deputy"
within = "council"
answers-to.chief = { for = ["*"], basis = "line-management" }

[post.aide]
name = "Aide"
within = "council"
answers-to.deputy = { for = ["*"], basis = "line-management" }
"#;
    let expected = [
        "left-unanswering: Deputy answers to nobody any more: before, it answered to Chief Executive",
        "path-lost: in the end Aide no longer answers to Cabinet, and to nobody in its place",
    ];
    for ends in ["[end.post.chief]\n", "[end.post.deputy.answers-to.chief]\n"] {
        assert_eq!(told(&brought(posts, ends), &["left-", "path-"]), expected, "{ends}");
    }
}

const TRUSTS: &str = r#"
[organisation.trust]
name = "Trust"
form = "nhs-foundation-trust"

[body.audit]
name = "Audit"
within = "trust"
form = "committee"
in-law = ["audit-committee"]

[body.finance]
name = "Finance"
within = "trust"
form = "committee"

[organisation.icb]
name = "ICB"
form = "icb"

[body.icb-audit]
name = "ICB Audit"
within = "icb"
form = "committee"
in-law = ["icb-audit-committee"]
"#;

/// The weight, sentence and remarks of what is told of a body that the law asks for.
fn by_law(change: &str) -> Vec<(Weight, String, Vec<String>)> {
    let found = brought(TRUSTS, change).into_iter();
    let found = found.filter(|one| one.finding.rule == "statutory-body-ended");
    found
        .map(|one| (one.weight(), one.finding.message, one.finding.remarks))
        .collect()
}

#[test]
fn a_body_that_the_law_asks_for_is_not_ended_in_silence() {
    let [(weight, message, remarks)] = &by_law("[end.body.audit]\n")[..] else {
        panic!("it is told once");
    };
    assert_eq!(*weight, Weight::Breaking, "that another might be the one is no comfort");
    assert_eq!(
        message,
        "Trust must have an audit committee by law: Audit ends, and none is entered after the change"
    );
    assert!(
        remarks.iter().any(|remark| remark.starts_with("NHS Act 2006")),
        "{remarks:?}"
    );
    assert!(
        remarks.contains(&"whether Finance is the one is not stated".to_owned()),
        "{remarks:?}"
    );
    // Practice that was read is no statute.
    let [(weight, message, _)] = &by_law("[end.body.icb-audit]\n")[..] else {
        panic!("it is told once");
    };
    assert_eq!(*weight, Weight::Notable);
    assert_eq!(
        message,
        "ICB should have an audit committee of an integrated care board: ICB Audit ends, and none is entered after the change"
    );
    // Another is named as the one, or the organisation ends as well.
    for sound in [
        "[end.body.audit]\n[change.body.finance]\nin-law = [\"audit-committee\"]\n",
        "[end.body.audit]\n[end.organisation.trust]\n",
        "[end.body.finance]\n",
    ] {
        assert_eq!(by_law(sound), [], "{sound}");
    }
}

#[test]
fn whether_the_successor_is_the_body_that_the_law_asks_for_may_not_be_stated() {
    let [(weight, message, _)] = &by_law("[end.body.audit]\nsuccessor = \"finance\"\n")[..] else {
        panic!("it is told once");
    };
    assert_eq!(*weight, Weight::Notable);
    assert_eq!(
        message,
        "Trust must have an audit committee by law: Audit ends, and whether Finance, which takes its place, is the one is not stated"
    );
}

#[test]
fn a_milestone_that_loses_who_is_to_meet_it_is_told() {
    let plan = "[milestone.plan]\ntext = \"Plan agreed\"\nby = 2026-09-01\nowner = \"board\"\nabout = [\"forum\"]\n";
    let framework = format!("{BOARDS}{plan}");
    assert_eq!(
        told(&brought(&framework, "[end.body.board]\n"), &["entry-"]),
        [
            "entry-orphaned: the milestone \u{201c}Plan agreed\u{201d} is still to be met; it was for Board to meet, which ends"
        ]
    );
    let found = told(&brought(&framework, NEW_BOARD), &["entry-", "successor-"]);
    assert!(
        matches!(&found[..], [one] if one.ends_with("and the milestone \u{201c}Plan agreed\u{201d} is for it to meet")),
        "{found:?}"
    );
    let met = framework.replace("owner =", "met = 2026-03-01\nowner =");
    assert_eq!(
        told(&brought(&met, "[end.body.board]\n"), &["entry-"]),
        Vec::<String>::new()
    );
}

#[test]
fn a_demand_whose_one_is_replaced_is_to_be_rewritten() {
    let demand = "[requirement.path.heard]\ntop-down = [\"cabinet\", \"board\"]\nby = [\"answers-to\"]\n";
    let framework = format!("{BOARDS}{demand}");
    let found = brought(&framework, NEW_BOARD);
    let emptied = found.iter().find(|one| one.finding.rule == "requirement-emptied");
    let emptied = emptied.expect("it is told");
    assert_eq!(emptied.weight(), Weight::Notable);
    assert_eq!(
        emptied.finding.help,
        [
            "take it back in the proposal (`[end.requirement.path.heard]`), and put a new one beside it (`[requirement.path.\u{2026}]`) that \
          names New Board; or only take it back"
        ]
    );
    // What the help says can be done.
    let done = format!(
        "{NEW_BOARD}[end.requirement.path.heard]\n[requirement.path.new-heard]\ntop-down = [\"cabinet\", \"new-board\"]\nby = \
         [\"answers-to\"]\n"
    );
    assert_eq!(
        told(&brought(&framework, &done), &["requirement-emptied"]),
        Vec::<String>::new()
    );
}

#[test]
fn what_was_found_of_somebody_who_ends_is_not_cleared() {
    let text = r#"
[framework]
name = "Hats"

[organisation.icb]
name = "ICB"
form = "icb"

[person.lay]
name = "L. Lay"

[body.board]
name = "Board"
form = "board"
within = "icb"
seats.chair = { role = "chair", person = "lay", voting = true }

[body.audit]
name = "Audit"
form = "committee"
within = "icb"
instrument = "terms"
answers-to.board = { for = ["*"] }
seats.chair = { role = "chair", person = "lay", voting = true }

[instrument.terms]
name = "Audit terms"
kind = "terms-of-reference"
"#;
    let proposal = |change: &str| format!("[proposal]\nid = \"p\"\ntitle = \"P\"\n{change}");
    let rules = |change: &str| {
        let loaded = from_texts(&[("framework.toml", text), ("proposals/p.toml", &proposal(change))]);
        let day = date(2026, 4, 1);
        let (before, after) = (loaded.model.at(day, &[]), loaded.model.at(day, &["p"]));
        let (was, is) = (check(&before, &loaded.broken), check(&after, &loaded.broken));
        let compared = Compared::new((&before, &was), (&after, &is));
        [compared.cleared_findings(), compared.gone_findings()]
            .map(|findings| findings.iter().map(|finding| finding.rule).collect::<Vec<_>>())
    };
    assert_eq!(rules("[end.body.audit]\n"), [vec![], vec!["many-hats", "stale-terms"]]);
    // Taking the second chair away puts it right.
    let [cleared, gone] = rules("[end.body.audit.seats.chair]\n");
    assert!(
        cleared.contains(&"many-hats") && gone.is_empty(),
        "{cleared:?} {gone:?}"
    );
}
