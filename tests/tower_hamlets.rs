//! What a truthful check says of the Tower Hamlets framework: ten points, each by rule and key, and each with a copy of
//! the framework in which one edit takes exactly that finding away.

use std::collections::BTreeMap;

use jiff::civil::date;
use remit_model::finding::{Level, Verdict};
use remit_model::resolve::{Input, Loaded, load};
use remit_rules::check;

use crate::folder::{files, from_folder, root};

fn original() -> Vec<Input> {
    files(&root().join("models/tower-hamlets-together"))
}

/// The findings by fingerprint, at the framework's own date.
fn findings(loaded: &Loaded, with: &[&str]) -> BTreeMap<String, (Level, Verdict)> {
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
    let at = loaded.model.at(date(2017, 11, 1), with);
    let checked = check(&at, &loaded.broken);
    checked
        .findings
        .iter()
        .map(|finding| (finding.fingerprint(), (finding.level, finding.verdict)))
        .collect()
}

fn truth() -> BTreeMap<String, (Level, Verdict)> {
    findings(&load(remit_law::CATALOGUE, original()), &[])
}

/// The framework with one edit: in one file, what is written replaced by something else.
fn edited(path: &str, written: &str, instead: &str) -> Loaded {
    let mut inputs = original();
    let input = inputs
        .iter_mut()
        .find(|input| input.path == path)
        .expect("the file exists");
    let text = String::from_utf8(input.bytes.clone())
        .expect("UTF-8")
        .replace("\r\n", "\n");
    assert!(text.contains(written), "{path} does not say {written:?}");
    input.bytes = text.replace(written, instead).into_bytes();
    load(remit_law::CATALOGUE, inputs)
}

/// The finding is there, and the edit takes it away and nothing else, and brings nothing new.
#[track_caller]
fn one_edit_removes(fingerprint: &str, level: Level, verdict: Verdict, path: &str, written: &str, instead: &str) {
    one_edit_exchanges(fingerprint, level, verdict, (path, written, instead), &[]);
}

/// The finding is there, and the edit takes it away and nothing else, and brings these.
#[track_caller]
fn one_edit_exchanges(fingerprint: &str, level: Level, verdict: Verdict, edit: (&str, &str, &str), brings: &[&str]) {
    let (path, written, instead) = edit;
    let before = truth();
    assert_eq!(
        before.get(fingerprint),
        Some(&(level, verdict)),
        "{fingerprint} in {:#?}",
        before.keys()
    );
    let after = findings(&edited(path, written, instead), &[]);
    let gone: Vec<&String> = before.keys().filter(|key| !after.contains_key(*key)).collect();
    let new: Vec<&String> = after.keys().filter(|key| !before.contains_key(*key)).collect();
    assert_eq!(gone, [fingerprint], "what the edit takes away");
    assert_eq!(new, brings, "what the edit brings");
}

const PATH: &str = "broken-path:requirement.path.hwb-to-localities";

#[test]
fn point_1_the_path_does_not_hold() {
    // It then holds by oversight at one step, which is no accountability, and is said to.
    one_edit_exchanges(
        PATH,
        Level::Must,
        Verdict::Broken,
        (
            "bodies/tht-board.toml",
            "advises.jce]",
            "answers-to.hwb]\nfor = [\"*\"]\n[body.tht-board.oversees.locality-committees]\n[body.tht-board.advises.jce]",
        ),
        &["mixed-path:requirement.path.hwb-to-localities"],
    );
}

#[test]
fn point_1_step_one_is_proposed_and_step_two_not_stated() {
    let loaded = from_folder(&root().join("models/tower-hamlets-together"));
    let at = loaded.model.at(date(2017, 11, 1), &[]);
    let checked = check(&at, &loaded.broken);
    let finding = checked
        .findings
        .iter()
        .find(|finding| finding.fingerprint() == PATH)
        .expect("the path is judged");
    use remit_model::path::StepStatus;
    let statuses: Vec<&StepStatus> = finding
        .paths
        .iter()
        .flat_map(|path| &path.steps)
        .map(|step| &step.status)
        .collect();
    assert_eq!(
        statuses,
        [
            &StepStatus::Proposed(Some("hwb-oversees".to_owned())),
            &StepStatus::NotStated
        ]
    );
    let ends: Vec<(&str, &str)> = finding
        .paths
        .iter()
        .flat_map(|path| &path.steps)
        .map(|step| (step.below.key.as_str(), step.above.key.as_str()))
        .collect();
    assert_eq!(ends, [("tht-board", "hwb"), ("locality-committees", "tht-board")]);
}

#[test]
fn point_1_adoption_alone_does_not_close_the_path() {
    let loaded = from_folder(&root().join("models/tower-hamlets-together"));
    let after = findings(&loaded, &["hwb-oversees"]);
    // Step one is supplied, as oversight; step two is still not stated: it cannot be told, and it does not hold.
    assert_eq!(after.get(PATH), Some(&(Level::Note, Verdict::CannotTell)));
    let at = loaded.model.at(date(2017, 11, 1), &["hwb-oversees"]);
    let checked = check(&at, &loaded.broken);
    let finding = checked
        .findings
        .iter()
        .find(|finding| finding.fingerprint() == PATH)
        .expect("the path is judged");
    let first = &finding.paths[0].steps[0];
    assert_eq!(first.relation, "is overseen by");
    assert_eq!(
        first.status,
        remit_model::path::StepStatus::AsIfAdopted("hwb-oversees".to_owned())
    );
    assert!(first.assumed.is_some(), "that it is oversight is a reading");
}

#[test]
fn point_1_a_line_that_the_document_does_not_state_is_named_as_assumed() {
    let loaded = edited(
        "bodies/tht-board.toml",
        "advises.jce]",
        "answers-to.hwb]\nassumed.all = \"a reading\"\n[body.tht-board.oversees.locality-committees]\nassumed.all = \"a \
         reading\"\n[body.tht-board.advises.jce]",
    );
    assert_eq!(findings(&loaded, &[]).get(PATH), Some(&(Level::Note, Verdict::Remark)));
}

#[test]
fn point_2_called_a_committee_recorded_as_a_forum() {
    one_edit_removes(
        "misnamed-form:body.tht-board",
        Level::Note,
        Verdict::Remark,
        "bodies/tht-board.toml",
        "called = \"committee\"\n",
        "",
    );
}

#[test]
fn point_3_the_form_of_the_joint_executive_is_not_stated() {
    // A joint committee of a council and a CCG could then only manage a partnership arrangement, and this one does more.
    one_edit_exchanges(
        "form-not-stated:body.jce",
        Level::Should,
        Verdict::Broken,
        (
            "bodies/jce.toml",
            "between = [\"ccg\", \"lbth\"]",
            "between = [\"ccg\", \"lbth\"]\nform = \"joint-committee\"",
        ),
        &["joint-committee-unavailable:body.jce"],
    );
}

/// Everything that is said of a finding beside its places: the message, the remarks and the help.
#[track_caller]
fn said(rule: &str, body: &str, on: jiff::civil::Date) -> String {
    let loaded = from_folder(&root().join("models/tower-hamlets-together"));
    let at = loaded.model.at(on, &[]);
    let checked = check(&at, &loaded.broken);
    let fingerprint = format!("{rule}:body.{body}");
    let found = checked
        .findings
        .iter()
        .find(|finding| finding.fingerprint() == fingerprint);
    let found = found.expect("it is found");
    let mut said = vec![found.message.clone()];
    said.extend(found.remarks.iter().cloned());
    said.extend(found.help.iter().cloned());
    said.join("\n")
}

#[track_caller]
fn says(said: &str, parts: &[&str]) {
    for part in parts {
        assert!(said.contains(part), "{part:?} is not in:\n{said}");
    }
}

#[test]
fn point_2_says_what_the_parties_would_have_needed() {
    let said = said("misnamed-form", "tht-board", date(2017, 11, 1));
    says(
        &said,
        &[
            "no delegation to it is recorded",
            "Thriving places",
            "guidance",
            "no power in force on 1 November 2017 was found for that",
            "the nearest is",
            "in force",
            "no line of accountability from it is entered",
            "Barts Health NHS Trust (board of an organisation)",
            "Tower Hamlets GP Care Group is not among those who may share a body under it",
            "Check with your legal adviser",
        ],
    );
}

#[test]
fn point_3_says_who_bears_the_risk_and_which_lines_are_missing() {
    let said = said("form-not-stated", "jce", date(2017, 11, 1));
    says(
        &said,
        &[
            "is no legal person",
            "Tower Hamlets Clinical Commissioning Group and London Borough of Tower Hamlets, and they bear the risk",
            "no line of accountability from it is entered",
            "(governing body)",
            "executive of a council",
            "1 November 2017",
            "SI 2000/617 reg 10",
            "in force from 2000",
            "Check with your legal adviser",
        ],
    );
}

#[test]
fn point_3_the_law_of_another_day_is_another() {
    let now = said("form-not-stated", "jce", date(2023, 4, 1));
    assert_ne!(now, said("form-not-stated", "jce", date(2017, 11, 1)));
    says(&now, &["1 April 2023"]);
}

#[test]
fn point_4_the_ccg_is_in_an_alliance_of_providers() {
    one_edit_removes(
        "both-sides:body.chs-alliance,organisation.ccg",
        Level::Note,
        Verdict::Remark,
        "bodies/alliances.toml",
        "party.ccg = { capacity = \"commissioner\"",
        "party.ccg = { capacity = \"member\"",
    );
}

#[test]
fn point_4_the_council_commissions_and_provides() {
    one_edit_removes(
        "both-sides:organisation.lbth",
        Level::Note,
        Verdict::Remark,
        "bodies/jce.toml",
        "between = [\"ccg\", \"lbth\"]",
        "between = [\"ccg\"]",
    );
}

#[test]
fn point_4_the_board_recommends_to_what_it_comprises() {
    one_edit_removes(
        "both-sides:body.tht-board,body.jce",
        Level::Note,
        Verdict::Remark,
        "bodies/tht-board.toml",
        "[body.tht-board.advises.jce]",
        "[body.tht-board.advises.ccg]",
    );
}

#[test]
fn point_5_silences_are_one_note_a_body() {
    let silent = |body: &str| format!("silences:body.{body}");
    let bodies = [
        "hwb",
        "jce",
        "tht-board",
        "provider-alliance",
        "chs-alliance",
        "stakeholder-council",
        "born-and-growing-well",
        "living-well",
        "ageing-well",
        "locality-committees",
    ];
    let before = truth();
    for body in bodies {
        assert_eq!(
            before.get(&silent(body)),
            Some(&(Level::Note, Verdict::CannotTell)),
            "{body}"
        );
    }
    one_edit_removes(
        &silent("locality-committees"),
        Level::Note,
        Verdict::CannotTell,
        "bodies/locality-committees.toml",
        "not-stated = [\"form\", \"count\", \"answers-to\", \"seats\", \"instrument\", \"quorum\", \"meets\"]",
        "form = \"committee\"\nwithin = \"lbth\"",
    );
}

#[test]
fn point_5_every_group_is_silent_on_its_chair_and_terms_of_reference() {
    let loaded = from_folder(&root().join("models/tower-hamlets-together"));
    let at = loaded.model.at(date(2017, 11, 1), &[]);
    for key in [
        "jce",
        "provider-alliance",
        "chs-alliance",
        "stakeholder-council",
        "living-well",
        "locality-committees",
    ] {
        let body = at.node_by_key(key).expect("the body exists");
        assert!(body.is_not_stated("seats") && body.is_not_stated("instrument"), "{key}");
    }
    let localities = at.node_by_key("locality-committees").expect("the body exists");
    assert!(localities.is_not_stated("count") && localities.is_not_stated("answers-to"));
    assert_eq!(localities.many(), Some(None));
}

#[test]
fn point_6_scrutiny_by_the_stakeholder_council_is_a_question() {
    one_edit_removes(
        "unsettled-role:body.stakeholder-council,log.stakeholder-scrutiny",
        Level::Note,
        Verdict::CannotTell,
        "log.toml",
        "unsettles = [\"stakeholder-council.scrutinises\"]\n",
        "",
    );
}

#[test]
fn point_6_no_rule_about_statutory_scrutiny_speaks() {
    // Statute keeps the board's functions from scrutiny; what is asked of the Stakeholder Council is not that.
    let loaded = from_folder(&root().join("models/tower-hamlets-together"));
    for (day, with) in [
        (date(2017, 11, 1), vec![]),
        (date(2017, 11, 1), vec!["hwb-oversees"]),
        (date(2023, 4, 1), vec![]),
    ] {
        let found = findings(&loaded, &[]);
        assert!(found.contains_key("misnamed-form:body.tht-board"), "the rules ran");
        let checked = check(&loaded.model.at(day, &with), &loaded.broken);
        let of_scrutiny = checked
            .findings
            .iter()
            .filter(|finding| finding.rule == "scrutiny-separation");
        assert_eq!(of_scrutiny.count(), 0, "on {day}, with {with:?}");
    }
}

#[test]
fn point_7_the_link_of_the_programme_chairs_cannot_be_told() {
    // The same demand, made of two bodies whose chair is named and the same, holds.
    one_edit_removes(
        "broken-link:requirement.link.programme-chairs",
        Level::Note,
        Verdict::CannotTell,
        "requirements.toml",
        "chair-of = \"form:programme-board\"\nsits-on = \"tht-board\"",
        "chair-of = \"thipp\"\nsits-on = \"vanguard\"",
    );
}

#[test]
fn point_8_one_person_had_several_parts_in_2016() {
    one_edit_removes(
        "many-hats:person.p-bennett-richards",
        Level::Note,
        Verdict::Remark,
        "bodies/partners-2016.toml",
        "role = \"chair\", person = \"p-bennett-richards\"",
        "role = \"chair\"",
    );
    let loaded = from_folder(&root().join("models/tower-hamlets-together"));
    let at = loaded.model.at(date(2017, 11, 1), &[]);
    let board = at.node_by_key("tht-board").expect("the board exists");
    assert_eq!(
        board.seats_of(remit_model::document::Role::Chair).count(),
        0,
        "who chairs it in 2017-18 is not stated"
    );
    for finding in check(&at, &loaded.broken).findings {
        assert!(
            !finding.message.to_lowercase().contains("conflict"),
            "people are named neutrally"
        );
    }
}

#[test]
fn point_9_the_review_falls_due_every_three_months() {
    one_edit_removes(
        "review-due:framework",
        Level::Note,
        Verdict::Remark,
        "framework.toml",
        "every-months = 3",
        "note = \"no interval\"",
    );
    let loaded = from_folder(&root().join("models/tower-hamlets-together"));
    let questions = loaded
        .model
        .log
        .iter()
        .filter(|entry| entry.kind == Some(remit_model::document::LogKind::Question));
    assert!(questions.count() >= 13, "the questions of the document are in the log");
}

#[test]
fn point_10_the_arrangements_to_hold_it_to_account_are_unsettled() {
    one_edit_removes(
        "unsettled-accountability:body.tht-board,log.hold-tht-to-account",
        Level::Should,
        Verdict::Broken,
        "log.toml",
        "unsettles = [\"tht-board.answers-to\"]\n",
        "",
    );
}

#[test]
fn nothing_proposed_is_in_force() {
    let loaded = from_folder(&root().join("models/tower-hamlets-together"));
    let at = loaded.model.at(date(2017, 11, 1), &[]);
    let hwb = loaded.model.node_id("hwb").expect("the board exists");
    let oversees = |at: &remit_model::model::AsAt<'_>| {
        at.relations_from(hwb)
            .any(|line| line.kind == remit_model::document::RelationKind::Oversees)
    };
    assert!(!oversees(&at));
    assert!(oversees(&at.and_with("hwb-oversees")));
    let alliance = at.node_by_key("provider-alliance").expect("the alliance exists");
    let joined = alliance.acts().any(|line| loaded.model.node_of(line.to).key == "lbth");
    assert!(!joined, "the council is to join the alliance; it has not");
}
