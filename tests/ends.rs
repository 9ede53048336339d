//! What proposals end, by which successor; scenarios; and whether something is there in a view.

use jiff::civil::{Date, date};
use remit_model::document::RelationKind;
use remit_model::model::{AsAt, Presence, Standing};
use remit_model::resolve::Loaded;

use crate::folder::from_texts;

const DAY: Date = date(2024, 6, 1);

const BASE: &str = "[framework]
name = \"F\"
[document.m]
[organisation.council]
name = \"Council\"
[organisation.trust]
[body.board]
name = \"Board\"
within = \"council\"
answers-to.panel = {}
oversees.forum = {}
seats.chair = { role = \"chair\" }
seats.guest = { role = \"in-attendance\" }
does.award = { verb = \"decide\", text = \"awards\" }
carries.cost = { text = \"cost\" }
[body.panel]
within = \"council\"
answers-to.board = {}
[body.forum]
within = \"council\"
[post.lead]
within = \"council\"
advises.board = {}
[person.p]
[function.f]
[budget.pool]
held-by = \"board\"
[instrument.terms]
[instrument.scheme]
[delegation.d]
from = [\"council\"]
to = \"panel\"
functions = [\"f\"]
[log.q]
text = \"?\"
[milestone.m]
text = \"!\"
";

/// The base with one proposal `p`, of which this is the text below `[proposal]`.
fn proposing(text: &str) -> Loaded {
    from_texts(&[
        ("framework.toml", BASE),
        ("proposals/p.toml", &format!("[proposal]\nid = \"p\"\n{text}")),
    ])
}

fn sound(text: &str) -> Loaded {
    let loaded = proposing(text);
    assert_eq!(seen(&loaded), Vec::<String>::new());
    loaded
}

/// What was reported: rule, subject, line and help.
fn seen(loaded: &Loaded) -> Vec<String> {
    let seen = loaded.findings.iter().map(|finding| {
        let places = finding.labels.iter().map(|label| loaded.sources.cite(label.place));
        let places = places.collect::<Vec<_>>().join(" ");
        format!(
            "{} {} {places}: {}",
            finding.rule,
            finding.subject(),
            finding.help.join(" ")
        )
    });
    seen.collect()
}

fn relations(at: &AsAt<'_>) -> Vec<String> {
    let model = at.model();
    let all = model.relations().iter().enumerate();
    all.filter(|(number, line)| line.kind != RelationKind::Within && at.relation_in_force(*number))
        .map(|(_, line)| format!("{} {} {}", model.node_of(line.from).key, line.kind.word(), line.key))
        .collect()
}

#[test]
fn a_body_ends_with_all_that_it_has() {
    let loaded = sound("[end.body.board]\nsuccessor = \"panel\"\n");
    let (without, with) = (loaded.model.at(DAY, &[]), loaded.model.at(DAY, &["p"]));
    let board = |at: &AsAt<'_>| at.node_by_key("board").expect("it is there").standing();
    assert_eq!(
        (board(&without), board(&with)),
        (Standing::InForce, Standing::OtherDate)
    );
    assert_eq!(relations(&with), ["council delegation d"]);
    assert!(with.all_doings().is_empty());
    assert!(with.bodies().all(|body| body.key() != "board"));
    let status = with.node_by_key("board").expect("it is there").status();
    assert!(format!("{status:?}").contains("ended by the proposal p"), "{status:?}");
}

#[test]
fn an_adopted_proposal_ends_it_from_its_day() {
    let text = "adopted = 2024-05-10\nstarts = 2024-06-01\n[end.body.board]\n[end.delegation.d]\n";
    let loaded = sound(text);
    for (day, there) in [(date(2024, 5, 31), true), (date(2024, 6, 1), false)] {
        let at = loaded.model.at(day, &[]);
        assert_eq!(at.node_by_key("board").expect("it is there").exists(), there, "{day}");
        let delegations = loaded.model.delegations.rows();
        assert_eq!(at.current(delegations).count(), usize::from(there), "{day}");
    }
    let at = loaded.model.at(DAY, &[]);
    let last = at.node_by_key("board").and_then(|board| board.last_day());
    assert_eq!(last.map(|(day, _)| day), Some(date(2024, 5, 31)));
    let delegation = loaded.model.delegations.get("d").expect("it is there");
    assert_eq!(at.last_day(&delegation.statement), Some(date(2024, 5, 31)));
    // Before its day the framework is as it was.
    assert_eq!(
        loaded.model.at(date(2024, 5, 31), &[]).last_day(&delegation.statement),
        None
    );
}

#[test]
fn an_end_of_its_own_is_the_last_day() {
    let loaded = sound("[end.body.board]\nends = 2024-06-30\n[end.log.q]\nends = 2024-06-30\n");
    for (day, there) in [(date(2024, 6, 30), true), (date(2024, 7, 1), false)] {
        let at = loaded.model.at(day, &["p"]);
        assert_eq!(at.node_by_key("board").expect("it is there").exists(), there);
        assert_eq!(at.current(loaded.model.log.rows()).count(), usize::from(there));
    }
}

#[test]
fn single_lines_end_and_the_body_goes_on() {
    let text = "[end.body.board]\nsource = \"m: 1\"\nanswers-to.panel = {}\nseats.guest = { note = \"n\" }\n\
                does.award = {}\ncarries.cost = {}\n[end.body.board.oversees.forum]\n[end.post.lead]\nadvises.board = {}\n";
    let loaded = sound(text);
    let at = loaded.model.at(DAY, &["p"]);
    assert_eq!(relations(&at), ["council delegation d", "panel answers-to board"]);
    let board = at.node_by_key("board").expect("it is there");
    assert!(board.exists());
    assert_eq!(
        board.seats().map(|seat| seat.key.as_str()).collect::<Vec<_>>(),
        ["chair"]
    );
    assert_eq!((board.does().count(), board.carries().count()), (0, 0));
    let ends: Vec<String> = loaded.model.ends.iter().map(|end| end.subject()).collect();
    assert_eq!(
        ends,
        [
            "body.board.answers-to.panel",
            "body.board.carries.cost",
            "body.board.does.award",
            "body.board.oversees.forum",
            "body.board.seats.guest",
            "post.lead.advises.board",
        ]
    );
    let origin = loaded.model.ends[0]
        .statement
        .origin
        .as_ref()
        .expect("the source above is inherited");
    assert_eq!((origin.written.as_str(), origin.own), ("m: 1", false));
    assert_eq!(
        loaded.model.ends[4].statement.note().map(|note| note.as_str()),
        Some("n")
    );
    // Without the proposal nothing has changed.
    assert_eq!(relations(&loaded.model.at(DAY, &[])).len(), 5);
}

#[test]
fn every_table_can_end() {
    let text = "[end.organisation.trust]\nsuccessor = [\"council\"]\n[end.person.p]\n[end.function.f]\n[end.budget.pool]\n\
                [end.instrument.terms]\nsuccessor = \"scheme\"\n[end.delegation.d]\n[end.log.q]\n[end.milestone.m]\n\
                [end.post.lead]\n";
    let loaded = sound(text);
    let (model, at) = (&loaded.model, loaded.model.at(DAY, &["p"]));
    assert_eq!(at.current(model.persons.rows()).count(), 0);
    assert_eq!(at.current(model.functions.rows()).count(), 0);
    assert_eq!(at.current(model.budgets.rows()).count(), 0);
    assert_eq!(at.current(model.instruments.rows()).count(), 1);
    assert_eq!(at.current(model.delegations.rows()).count(), 0);
    assert_eq!(at.current(model.log.rows()).count(), 0);
    assert_eq!(at.current(model.milestones.rows()).count(), 0);
    assert!(!at.node_by_key("trust").expect("it is there").exists());
    assert!(relations(&at).iter().all(|line| !line.contains("delegation")));
    let successors: Vec<_> = at.successors("instrument", "terms").map(|s| s.to.as_str()).collect();
    assert_eq!(successors, ["scheme"]);
    assert_eq!(loaded.model.at(DAY, &[]).successors("instrument", "terms").count(), 0);
}

#[test]
fn what_cannot_end_is_named_with_its_place_and_mend() {
    let cases = [
        (
            "[end.body.bord]\n",
            "unresolved-reference name.bord proposals/p.toml:3: did you mean `board`?",
        ),
        (
            "[end.organisation.board]\n",
            "unresolved-reference name.board proposals/p.toml:3: ",
        ),
        (
            "[end.delegation.x]\n",
            "unresolved-reference name.x proposals/p.toml:3: did you mean `d`?",
        ),
        (
            "[end.body.board]\nseats.chiar = {}\n",
            "unresolved-reference end.body.board.seats.chiar proposals/p.toml:4: did you mean `chair`?",
        ),
        (
            "[end.body.board]\nadvises.panel = {}\n",
            "unresolved-reference end.body.board.advises.panel proposals/p.toml:4: end what stands below `advises` there, or \
             take this out",
        ),
        (
            "[end.body.board]\nsuccessor = \"board\"\n",
            "contradiction body.board proposals/p.toml:4: name what takes its place, or take `successor` out",
        ),
        (
            "[end.body.board]\nsuccessor = \"pannel\"\n",
            "unresolved-reference name.pannel proposals/p.toml:4: did you mean `panel`?",
        ),
        (
            "[end.body.board]\nsuccessor = [\"panel\", \"council\"]\n",
            "unresolved-reference name.council proposals/p.toml:4: ",
        ),
        (
            "[end.body.board]\n[change.body.board]\nname = \"B\"\n",
            "contradiction end.body.board proposals/p.toml:3 proposals/p.toml:4: keep one of the two",
        ),
        (
            "[end.delegation.d]\n[change.delegation.d]\nonward = \"permitted\"\n",
            "contradiction end.delegation.d proposals/p.toml:3 proposals/p.toml:4: keep one of the two",
        ),
        (
            "[end.body.board]\nseats.chair = {}\n[change.body.board]\nseats.chair = { voting = true }\n",
            "contradiction end.body.board.seats.chair proposals/p.toml:4 proposals/p.toml:6: keep one of the two",
        ),
        (
            "[body.new]\n[end.body.new]\n",
            "contradiction end.body.new proposals/p.toml:4 proposals/p.toml:3: keep one of the two",
        ),
        (
            "[end.body.board]\nsuccessor = \"panel\"\nseats.chair = {}\n",
            "contradiction end.body.board proposals/p.toml:4 proposals/p.toml:5: keep one of the two: name the lines, each with \
             an `ends` of its own where it needs one, or none of them",
        ),
        (
            "[end.body.board]\nseats = {}\n",
            "wrong-value end.body.board proposals/p.toml:3: name what ends, as in [end.body.board.seats.some-id]; or leave \
             `seats` out, and all of it ends",
        ),
        (
            "[end.body.board]\nsuccessor = 3\n",
            "wrong-value end.body.board.successor proposals/p.toml:4: write successor = \"hwb\"",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(seen(&proposing(text)), [expected], "{text}");
    }
    // A change of other lines stands beside the end of one.
    sound("[end.body.board]\nseats.chair = {}\n[change.body.board]\nseats.guest = { voting = false }\n");
    let starts = seen(&proposing("[end.body.board]\nstarts = 2024-01-01\n"));
    assert!(
        starts[0].starts_with("unknown-key end.body.board proposals/p.toml:4"),
        "{starts:?}"
    );
}

#[test]
fn windows_line_ends_move_no_place() {
    let text = "[proposal]\r\nid = \"p\"\r\n[end.body.bord]\r\n[end.body.board]\r\nseats.x = {}\r\n";
    let loaded = from_texts(&[("framework.toml", BASE), ("p.toml", text)]);
    let places: Vec<String> = seen(&loaded);
    assert!(places.iter().any(|seen| seen.contains("p.toml:3:")), "{places:?}");
    assert!(places.iter().any(|seen| seen.contains("p.toml:5:")), "{places:?}");
}

#[test]
fn an_end_before_its_proposal_counts_is_reported() {
    for starts in ["starts = 2024-06-01", "adopted = 2024-06-01"] {
        let loaded = proposing(&format!("{starts}\n[end.body.board]\nends = 2024-05-30\n"));
        assert_eq!(seen(&loaded).len(), 1, "{starts}");
        assert!(seen(&loaded)[0].starts_with("reversed-dates end.body.board proposals/p.toml:5 proposals/p.toml:3"));
        sound(&format!("{starts}\n[end.body.board]\nends = 2024-05-31\n"));
    }
}

#[test]
fn only_a_proposal_ends_things_and_only_what_the_framework_has() {
    let base = format!("{BASE}[end.body.forum]\n");
    let loaded = from_texts(&[("framework.toml", &base)]);
    assert!(seen(&loaded)[0].starts_with("misplaced-table file framework.toml:"));
    assert!(
        loaded
            .model
            .at(DAY, &[])
            .node_by_key("forum")
            .is_some_and(|forum| forum.exists())
    );
    let loaded = from_texts(&[
        ("framework.toml", BASE),
        (
            "p.toml",
            "[proposal]\nid = \"p\"\n[body.new]\n[change.body.board]\nseats.extra = {}\n",
        ),
        (
            "q.toml",
            "[proposal]\nid = \"q\"\n[end.body.new]\n[end.body.board]\nseats.extra = {}\n",
        ),
    ]);
    let found = seen(&loaded);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found
            .iter()
            .all(|seen| seen.starts_with("unresolved-reference end.body.")),
        "{found:?}"
    );
}

#[test]
fn successions_of_the_framework_and_of_proposals_are_one_list() {
    let base = format!(
        "{BASE}[body.old]\nends = 2020-03-31\nsuccessor = [\"panel\", \"board\"]\n[body.older]\nends = 2019-03-31\n\
         successor = \"old\"\n[organisation.merged]\nformerly = [\"north\", \"south\"]\n"
    );
    let proposal = "[proposal]\nid = \"p\"\n[end.body.board]\nsuccessor = \"panel\"\n[body.next]\n[end.body.forum]\n\
                    successor = \"next\"\n";
    let loaded = from_texts(&[("framework.toml", &base), ("p.toml", proposal)]);
    assert_eq!(seen(&loaded), Vec::<String>::new());
    let all = loaded.model.successions().iter();
    let all: Vec<_> = all
        .map(|s| (s.table, s.from.as_str(), s.to.as_str(), s.renamed))
        .collect();
    let expected = [
        ("body", "board", "panel", false),
        ("body", "forum", "next", false),
        ("body", "old", "board", false),
        ("body", "old", "panel", false),
        ("body", "older", "old", false),
        ("organisation", "north", "merged", true),
        ("organisation", "south", "merged", true),
    ];
    assert_eq!(all, expected);
}

#[test]
fn history_is_checked_as_well() {
    let cases = [
        ("[body.old]\nsuccessor = \"panel\"\n", "missing-key body.old"),
        (
            "[body.old]\nends = 2020-03-31\nsuccessor = \"old\"\n",
            "contradiction body.old",
        ),
        (
            "[body.old]\nends = 2020-03-31\nsuccessor = \"trust\"\n",
            "unresolved-reference name.trust",
        ),
        ("[body.new]\nformerly = [\"new\"]\n", "contradiction body.new"),
        ("[body.new]\nformerly = [\"board\"]\n", "contradiction body.new"),
    ];
    for (text, expected) in cases {
        let found = seen(&from_texts(&[("framework.toml", &format!("{BASE}{text}"))]));
        assert_eq!(found.len(), 1, "{text} {found:?}");
        assert!(found[0].starts_with(expected), "{text} {found:?}");
    }
    // One after the other, or another id that nobody knows: nothing is wrong.
    let text = format!(
        "{BASE}[body.old]\nends = 2020-03-31\n[body.new]\nstarts = 2020-04-01\nformerly = [\"old\", \"gone\"]\n"
    );
    assert_eq!(seen(&from_texts(&[("framework.toml", &text)])), Vec::<String>::new());
    sound("[end.body.board]\n[body.new]\nformerly = [\"board\"]\n");
}

#[test]
fn a_scenario_stands_for_its_proposals() {
    let base = format!(
        "{BASE}[scenario.both]\ntitle = \"Both\"\nproposals = [\"q\", \"p\"]\nreason = \"why\"\n[view.v]\nwith = [\"both\"]\n"
    );
    let files = [
        ("framework.toml", base.as_str()),
        ("p.toml", "[proposal]\nid = \"p\"\n[end.body.board]\n"),
        ("q.toml", "[proposal]\nid = \"q\"\n[end.body.forum]\n"),
    ];
    let loaded = from_texts(&files);
    assert_eq!(seen(&loaded), Vec::<String>::new());
    let model = &loaded.model;
    let of = |name: &str| {
        model
            .proposals_of(name)
            .map(|keys| keys.iter().map(|key| key.to_string()).collect::<Vec<_>>())
    };
    assert_eq!(of("both"), Some(vec!["q".to_owned(), "p".to_owned()]));
    assert_eq!(of("p"), Some(vec!["p".to_owned()]));
    assert_eq!(of("neither"), None);
    let at = model.at(DAY, &["both"]);
    assert_eq!(at.with().len(), 2);
    assert_eq!(
        at.bodies().map(|body| body.key().as_str()).collect::<Vec<_>>(),
        ["panel"]
    );
    let view = model.views.get("v").expect("it is there");
    assert_eq!(view.choice.with.len(), 2);
    assert_eq!(model.suggest_proposal("bth"), Some("both"));
}

#[test]
fn a_scenario_names_proposals_each_once() {
    let cases = [
        (
            "[scenario.p]\nproposals = [\"p\"]\n",
            "defined-twice scenario.p framework.toml:38 proposals/p.toml:2",
        ),
        (
            "[scenario.s]\nproposals = [\"pp\"]\n",
            "unresolved-reference name.pp framework.toml:39",
        ),
        (
            "[scenario.s]\nproposals = [\"p\", \"p\"]\n",
            "contradiction scenario.s framework.toml:39 framework.toml:39",
        ),
        ("[scenario.s]\n", "missing-key scenario.s framework.toml:38"),
        (
            "[scenario.s]\nproposals = [\"t\"]\n[scenario.t]\nproposals = [\"p\"]\n",
            "unresolved-reference name.t framework.toml:39",
        ),
    ];
    for (text, expected) in cases {
        let base = format!("{BASE}{text}");
        let found = seen(&from_texts(&[
            ("framework.toml", &base),
            ("proposals/p.toml", "[proposal]\nid = \"p\"\n"),
        ]));
        assert_eq!(found.len(), 1, "{text} {found:?}");
        assert!(found[0].starts_with(expected), "{text} {found:?}");
    }
    let found = seen(&proposing("[scenario.s]\nproposals = [\"p\"]\n"));
    assert!(
        found[0].starts_with("misplaced-table file proposals/p.toml:3"),
        "{found:?}"
    );
}

#[test]
fn presence_tells_what_is_proposed_from_what_is_not_taken() {
    let base = format!(
        "{BASE}[body.hoped]\nstatus = \"proposed\"\nsupports.board = {{}}\n[body.trial]\nstatus = \"shadow\"\n\
         [body.over]\nends = 2020-03-31\n"
    );
    let proposal = "[proposal]\nid = \"p\"\n[body.new]\nsupports.board = {}\n[end.body.hoped]\n[change.body.forum]\n\
                    supports.board = {}\n";
    let loaded = from_texts(&[("framework.toml", &base), ("p.toml", proposal)]);
    assert_eq!(seen(&loaded), Vec::<String>::new());
    let model = &loaded.model;
    let (without, with) = (model.at(DAY, &[]), model.at(DAY, &["p"]));
    let presence = |key: &str| {
        let of = |at: &AsAt<'_>| at.node_by_key(key).expect("it is there").presence();
        (of(&without), of(&with))
    };
    use Presence::{Absent, InForce, Proposed, Shadow};
    assert_eq!(presence("board"), (InForce, InForce));
    assert_eq!(presence("hoped"), (Proposed, Absent));
    assert_eq!(presence("trial"), (Shadow, Shadow));
    assert_eq!(presence("over"), (Absent, Absent));
    assert_eq!(presence("new"), (Absent, InForce));
    let line = |at: &AsAt<'_>, from: &str| {
        let mut lines = model.relations().iter().enumerate();
        let (number, _) = lines
            .find(|(_, line)| line.kind == RelationKind::Supports && model.node_of(line.from).key == from)
            .expect("the line");
        at.relation_presence(number)
    };
    assert_eq!((line(&without, "hoped"), line(&with, "hoped")), (Proposed, Absent));
    assert_eq!((line(&without, "new"), line(&with, "new")), (Absent, InForce));
    assert_eq!((line(&without, "forum"), line(&with, "forum")), (Absent, InForce));
    assert_eq!(without.present(model.functions.rows()).count(), 1);
}

#[test]
fn who_goes_on_without_a_party_that_a_proposal_ends_is_told_of_its_successor() {
    let base = format!(
        "{BASE}[organisation.next]\nname = \"Next\"\n[instrument.deal]\nname = \"Deal\"\nparty.trust = {{}}\nparty.council = {{}}\n"
    );
    let proposal = "[proposal]\nid = \"p\"\n[end.organisation.trust]\nsuccessor = \"next\"\n";
    let loaded = from_texts(&[("framework.toml", &base), ("p.toml", proposal)]);
    let rule = remit_rules::rule("ended-party").expect("the rule");
    let found = |with: &[&str]| {
        let checked = remit_rules::check_with(&loaded.model.at(DAY, with), &loaded.broken, &[rule]);
        checked.findings
    };
    assert_eq!(found(&[]).len(), 0);
    let with = found(&["p"]);
    assert_eq!(with.len(), 1, "{with:?}");
    assert!(
        with[0].message.ends_with("ends with the proposal `p`"),
        "{}",
        with[0].message
    );
    assert!(
        with[0].help[0].starts_with("re-sign it with Next, or novate it"),
        "{}",
        with[0].help[0]
    );
}

/// What a rule says of a framework on a day, with the proposal `p` taken.
fn said_with_p(rule: &str, text: &str, proposal: &str) -> Vec<String> {
    let base = format!("[framework]\nname = \"F\"\n{text}");
    let proposal = format!("[proposal]\nid = \"p\"\n{proposal}");
    let loaded = from_texts(&[("framework.toml", &base), ("p.toml", &proposal)]);
    assert_eq!(seen(&loaded), Vec::<String>::new());
    let said = |with: &[&str]| -> Vec<String> {
        let checked = remit_rules::check(&loaded.model.at(DAY, with), &loaded.broken);
        let found = checked.findings.iter().filter(|finding| finding.rule == rule);
        found.map(|finding| finding.message.clone()).collect()
    };
    assert_eq!(said(&[]), Vec::<String>::new(), "only the proposal ends it");
    said(&["p"])
}

#[test]
fn a_delegation_is_held_until_the_day_that_a_proposal_ends_it() {
    let text = "[organisation.trust]
[organisation.council]
[organisation.district]
[function.f]
of = [\"trust\"]
[delegation.first]
from = [\"trust\"]
to = \"council\"
functions = [\"f\"]
[delegation.onward]
from = [\"council\"]
to = \"district\"
functions = [\"f\"]
";
    assert_eq!(
        said_with_p(
            "outlives-delegation",
            text,
            "[end.delegation.first]\nends = 2025-03-31\n"
        ),
        ["council passes f on to district with no end, and holds it only until 31 March 2025"]
    );
}

#[test]
fn a_seat_is_lost_with_the_person_that_a_proposal_ends() {
    let text = "[organisation.council]
[body.board]
within = \"council\"
seats.chair = { role = \"chair\", person = \"p\" }
[person.p]
";
    assert_eq!(
        said_with_p("lost-seat", text, "[end.person.p]\nends = 2024-05-31\n"),
        ["board seats p as chair: the person is entered only until 31 May 2024"]
    );
}
