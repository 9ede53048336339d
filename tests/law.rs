//! `remit law` and what `remit explain` says of the law: golden answers in two eras, each power on each side of its dates, and
//! what is said when something is named badly.

use std::collections::BTreeSet;
use std::fs;

use jiff::civil::{Date, date};
use remit_model::answer::{Answer, Value};
use remit_model::document::Carriage;
use remit_model::model::{Giving, Model, Power};
use remit_model::page::day_in_words;
use remit_model::resolve::{Loaded, load};
use remit_report::{answer_page, law};

use crate::cli::{code, err, out, remit};

/// The two eras that are shown.
const DATES: [&str; 2] = ["2017-11-01", "2023-04-01"];

/// The answer to a question in both eras, as it is piped.
fn in_both_eras(between: &[&str]) -> String {
    let nowhere = tempfile::tempdir().expect("a folder");
    let mut text = String::new();
    for date in DATES {
        let args = [&["law", "--between"], between, &["--as-at", date]].concat();
        let output = remit(nowhere.path(), &args);
        assert_eq!(code(&output), 0, "{args:?}: {}", err(&output));
        text.push_str(&format!("$ remit {}\n\n{}\n", args.join(" "), out(&output)));
    }
    text
}

#[test]
fn what_a_ccg_could_give_to_a_joint_committee_with_a_trust_is_golden() {
    insta::assert_snapshot!(in_both_eras(&[
        "ccg",
        "joint-committee",
        "--shared-by",
        "ccg,nhs-trust"
    ]));
}

#[test]
fn what_a_ccg_could_give_to_any_joint_committee_is_golden() {
    insta::assert_snapshot!(in_both_eras(&["ccg", "joint-committee"]));
}

#[test]
fn what_an_icb_could_give_to_a_joint_committee_is_golden() {
    insta::assert_snapshot!(in_both_eras(&["icb", "joint-committee"]));
}

#[test]
fn what_a_foundation_trust_could_give_to_a_joint_committee_is_golden() {
    insta::assert_snapshot!(in_both_eras(&["nhs-foundation-trust", "joint-committee"]));
}

#[test]
fn what_a_foundation_trust_could_give_to_a_joint_committee_with_an_icb_is_golden() {
    let parties = "nhs-foundation-trust,icb,council";
    insta::assert_snapshot!(in_both_eras(&[
        "nhs-foundation-trust",
        "joint-committee",
        "--shared-by",
        parties
    ]));
}

#[test]
fn what_a_ccg_could_give_to_a_company_is_golden() {
    insta::assert_snapshot!(in_both_eras(&["ccg", "company"]));
}

#[test]
fn what_a_council_could_give_to_an_officer_is_golden() {
    insta::assert_snapshot!(in_both_eras(&["council", "officer"]));
}

#[test]
fn what_a_council_could_give_to_a_councillor_is_golden() {
    insta::assert_snapshot!(in_both_eras(&["council", "councillor"]));
}

fn catalogue() -> Loaded {
    load(remit_law::CATALOGUE, Vec::new())
}

fn ask(model: &Model, on: Date, from: &str, to: &str, shared_by: &[String]) -> Answer {
    let asked = law::Asked::of(model, [from, to], shared_by, None).unwrap_or_else(|mistake| panic!("{mistake}"));
    law::between(&model.at(on, &[]), &asked)
}

/// The powers in a group of an answer.
fn powers(answer: &Answer, group: &str) -> BTreeSet<String> {
    let rows = answer.group(group).into_iter().flat_map(|group| &group.rows);
    rows.filter_map(|row| match row.values.first() {
        Some(Value::Id(id)) => Some(id.clone()),
        _ => None,
    })
    .collect()
}

/// Those that share a body under a pairing: the giver, and the kinds that must or may.
fn parties(model: &Model, from: &str, giving: &Giving) -> Option<Vec<String>> {
    if giving.between.is_empty() && giving.with.is_empty() {
        return Some(Vec::new());
    }
    if !law::Kind::find(model, from).ok()?.is_legal_person(model) {
        return None;
    }
    let more = giving.with.first().or(giving.between.first())?;
    Some(vec![from.to_owned(), more.to_string()])
}

/// The first and the last day of a power on which its first pairing can be asked about, as far as they are known.
fn days(power: &Power) -> Vec<(Date, bool)> {
    let mut days = Vec::new();
    if let Some(since) = power.validity.since {
        days.push((since, true));
        days.push((since.yesterday().expect("a day before"), false));
    }
    if let Some(until) = power.validity.until {
        days.push((until, true));
        days.push((until.tomorrow().expect("a day after"), false));
    }
    days
}

#[test]
fn every_power_is_an_answer_on_its_dates_and_on_no_other() {
    let loaded = catalogue();
    let model = &loaded.model;
    let mut asked = 0;
    for power in model.powers.rows() {
        let gives = matches!(
            power.carries,
            Some(Carriage::Delegation | Carriage::JointCommittee | Carriage::Statute)
        );
        for giving in power.gives.iter().filter(|_| gives) {
            let (from, to) = (&giving.from[0], &giving.to[0]);
            let Some(parties) = parties(model, from, giving) else {
                continue;
            };
            let parties = if law::Kind::find(model, to).expect("a kind").is_shared(model) {
                parties
            } else {
                Vec::new()
            };
            for (day, stands) in days(power) {
                let answer = ask(model, day, from, to, &parties);
                let told = powers(&answer, "fits").contains(power.key.as_str())
                    || powers(&answer, "may").contains(power.key.as_str());
                assert_eq!(told, stands, "{} from {from} to {to} on {day}", power.key);
                asked += 1;
            }
        }
    }
    assert!(asked >= 40, "only {asked} days were asked about");
}

#[test]
fn the_days_on_which_the_answer_changes_are_those_on_which_it_does() {
    let loaded = catalogue();
    let model = &loaded.model;
    let questions: [(&str, &str, &[&str]); 6] = [
        ("ccg", "joint-committee", &["ccg"]),
        ("ccg", "joint-committee", &[]),
        ("icb", "council", &[]),
        ("council", "officer", &[]),
        ("nhs-body", "joint-committee", &[]),
        ("nhs-england", "joint-committee", &["nhs-england", "ccg"]),
    ];
    for (from, to, shared_by) in questions {
        let shared_by: Vec<String> = shared_by.iter().map(|&kind| kind.to_owned()).collect();
        let answer = ask(model, date(2020, 1, 1), from, to, &shared_by);
        let changes = &answer.group("changes").expect("it changes").rows;
        let spell = |row: &remit_model::answer::Row| match (&row.values[0], &row.values[1]) {
            (Value::Day(from), Value::Day(until)) => (Some(*from), Some(*until)),
            (Value::Day(from), _) => (Some(*from), None),
            (_, Value::Day(until)) => (None, Some(*until)),
            _ => (None, None),
        };
        for row in changes {
            let (first, last) = spell(row);
            for day in [first, last].into_iter().flatten() {
                let there = ask(model, day, from, to, &shared_by);
                let both = |answer: &Answer| (powers(answer, "fits"), powers(answer, "may"));
                let (fits, may) = both(&there);
                let told: BTreeSet<String> = changes
                    .iter()
                    .filter(|other| spell(other) == (first, last))
                    .filter_map(|row| match &row.values[3] {
                        Value::Id(id) => Some(id.clone()),
                        _ => None,
                    })
                    .collect();
                let all: BTreeSet<String> = fits.union(&may).cloned().collect();
                assert_eq!(told, all, "{from} to {to} on {day}");
            }
            // A day earlier, it was otherwise.
            if let Some(first) = first {
                let before = ask(model, first.yesterday().expect("a day"), from, to, &shared_by);
                let now = ask(model, first, from, to, &shared_by);
                assert_ne!(
                    before.says[0].split(": ").nth(1),
                    now.says[0].split(": ").nth(1),
                    "{from} to {to}: {first}"
                );
            }
        }
    }
}

#[test]
fn a_function_that_statute_gives_to_a_body_goes_nowhere_else() {
    let loaded = catalogue();
    let model = &loaded.model;
    let at = model.at(date(2023, 4, 1), &[]);
    let fits = |to: &str| {
        let function = Some("joint-strategic-needs-assessment");
        let asked = law::Asked::of(model, ["health-and-wellbeing-board", to], &[], function).expect("it can be asked");
        let answer = law::between(&at, &asked);
        (powers(&answer, "fits"), answer.says.join(" "))
    };
    let (officer, says) = fits("officer");
    assert!(officer.is_empty(), "{officer:?}");
    assert!(says.contains("none of these"), "{says}");
    let (sub_committee, _) = fits("sub-committee");
    assert!(sub_committee.contains("hsca-2012-s196"), "{sub_committee:?}");
}

#[test]
fn what_carries_only_a_few_functions_is_no_answer_for_all() {
    let loaded = catalogue();
    let model = &loaded.model;
    let on = date(2023, 4, 1);
    let any = ask(model, on, "council", "company", &[]);
    assert!(powers(&any, "fits").is_empty());
    assert_eq!(powers(&any, "may"), BTreeSet::from(["care-act-2014-s79".to_owned()]));
    let function = |key: &str| {
        let asked = law::Asked::of(model, ["council", "company"], &[], Some(key)).expect("it can be asked");
        powers(&law::between(&model.at(on, &[]), &asked), "fits")
    };
    assert!(function("care-and-support").contains("care-act-2014-s79"));
    assert!(function("safeguarding-adults").is_empty());
}

#[test]
fn what_is_named_badly_is_answered_in_a_sentence() {
    let nowhere = tempfile::tempdir().expect("a folder");
    let cases: [(&[&str], &str); 10] = [
        (
            &["law", "--between", "counci", "officer"],
            "there is no form, family or office `counci`; did you mean `council`?",
        ),
        (
            &["law", "--between", "ccg", "Joint committee"],
            "name it by its key, which is `joint-committee`",
        ),
        (
            &["law", "--between", "ccg", "zzzzzzzzzz"],
            "there is no form, family or office `zzzzzzzzzz`; there are: ",
        ),
        (
            &["law", "--between", "ccg", "joint-committee", "--shared-by", "nhs-trust"],
            "who gives to a shared body shares it: name `ccg` in --shared-by too",
        ),
        (
            &["law", "--between", "ccg", "company", "--shared-by", "ccg"],
            "`company` is nothing that organisations share; leave out --shared-by",
        ),
        (
            &[
                "law",
                "--between",
                "ccg",
                "joint-committee",
                "--shared-by",
                "ccg,officer",
            ],
            "`officer` is no organisation, and only organisations share a body",
        ),
        (
            &["law", "--function", "health-scruting"],
            "there is no statutory function `health-scruting`; did you mean `health-scrutiny`?",
        ),
        (
            &["law", "--all", "--format", "json"],
            "--all is a page for people: ask for it as human or markdown",
        ),
        (
            &["explain", "orphan-bodies"],
            "there is no rule or row of the law `orphan-bodies`; did you mean `orphan-body`?",
        ),
        (
            &["explain", "nhs-act-2006-s65z7"],
            "there is no rule or row of the law `nhs-act-2006-s65z7`; did you mean `nhs-act-2006-s65z5`?",
        ),
    ];
    for (args, wanted) in cases {
        let output = remit(nowhere.path(), args);
        assert_eq!(code(&output), 2, "{args:?}: {}", out(&output));
        assert!(out(&output).is_empty());
        assert!(err(&output).contains(wanted), "{args:?}: {}", err(&output));
    }
    for args in [
        &["law", "--between", "ccg"][..],
        &["law", "--shared-by", "ccg"],
        &["law", "--all", "--between", "ccg", "company"],
    ] {
        assert_eq!(code(&remit(nowhere.path(), args)), 2, "{args:?}");
    }
}

#[test]
fn the_page_is_as_wide_as_it_may_be_and_says_what_the_json_says() {
    let loaded = catalogue();
    let model = &loaded.model;
    for on in [date(2017, 11, 1), date(2023, 4, 1)] {
        let answers = [
            law::in_force(&model.at(on, &[]), None).expect("it can be asked"),
            ask(model, on, "ccg", "joint-committee", &[]),
            ask(model, on, "nhs-body", "local-authority", &[]),
        ];
        for answer in answers {
            for width in [40, 60, 100] {
                let text = remit_render::human::page(&answer_page(&answer, &loaded.sources), width);
                let wide: Vec<&str> = text.lines().filter(|line| line.chars().count() > width).collect();
                assert!(wide.is_empty(), "at {width}: {wide:?}");
                assert!(text.trim_end().ends_with("legal adviser."), "at {width}: {text}");
            }
            let page = remit_render::markdown::page(&answer_page(&answer, &loaded.sources));
            let json: serde_json::Value =
                serde_json::from_str(&remit_render::json::answer(&answer, &loaded.sources)).expect("JSON");
            assert!(json["remit"].is_number());
            assert!(
                json["ends"]
                    .as_str()
                    .expect("an end")
                    .ends_with("Check with your legal adviser.")
            );
            for group in json["groups"].as_array().expect("groups") {
                for row in group["rows"].as_array().expect("rows") {
                    if let Some(power) = row["values"]["power"].as_str() {
                        assert!(page.contains(&format!("`{power}`")), "{power} is in the JSON alone");
                    }
                }
            }
        }
    }
}

#[test]
fn a_frameworks_own_rows_count_and_it_is_said_whose_they_are() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |law: &str| {
        let text = format!(
            "[framework]\nname = \"Exampleshire\"\nas-at = 2025-01-01\n{law}\
             [function.parks]\nname = \"Parks\"\nexecutive = false\n\
             [power.local-act]\nname = \"Local Act\"\ncitation = \"Exampleshire Act 1990 s4\"\ncarries = \"delegation\"\n\
             gives.it = {{ from = [\"council\"], to = [\"company\"] }}\nsince = 1990-05-01\nsure = \"read\"\n"
        );
        fs::write(folder.path().join("framework.toml"), text).expect("written");
    };
    let ask = |args: &[&str]| {
        let output = remit(folder.path(), &[&["law"], args].concat());
        assert_eq!(code(&output), 0, "{}", err(&output));
        out(&output).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    write("");
    let said = ask(&["--between", "council", "company"]);
    assert!(
        said.contains("Exampleshire, as at 1 January 2025 (the framework's own date)."),
        "{said}"
    );
    assert!(
        said.contains("On 1 January 2025: 1 power carries it (Exampleshire Act 1990 s4)"),
        "{said}"
    );
    assert!(said.contains("with 1 row of the framework's own"), "{said}");
    let before = ask(&["--between", "council", "company", "--as-at", "1990-04-30"]);
    assert!(
        before.contains("On 30 April 1990: no power of the catalogue carries it. From 1 May 1990: 1 power"),
        "{before}"
    );
    let parks = ask(&["--function", "parks"]);
    assert!(
        parks.contains("lga-1972-s101 ") && !parks.contains("lga-2000-s9e "),
        "{parks}"
    );
    let explained = out(&remit(folder.path(), &["explain", "local-act"]));
    assert!(explained.contains("Exampleshire Act 1990 s4"), "{explained}");
    assert!(explained.contains("framework.toml:"), "{explained}");
    write("law = \"own\"\n");
    let own = ask(&[]);
    assert!(own.contains("The framework asks its own law alone: 1 row"), "{own}");
    assert!(!own.contains("lga-1972-s101"), "{own}");
    write("law = \"off\"\n");
    assert!(ask(&[]).contains("The framework has turned law off"));
}

#[test]
fn without_a_framework_it_is_asked_of_today_or_of_a_date() {
    let nowhere = tempfile::tempdir().expect("a folder");
    let dated = out(&remit(nowhere.path(), &["law", "--as-at", "2017-11-01"]));
    let (old, new) = ("nhs-act-2006-s14z3-2a", "nhs-act-2006-s65z5");
    assert!(dated.contains("As at 1 November 2017 (as asked)."), "{dated}");
    assert!(dated.contains(old) && !dated.contains(new), "{dated}");
    let later = out(&remit(nowhere.path(), &["law", "--as-at", "2023-04-01"]));
    assert!(later.contains(new) && !later.contains(old), "{later}");
    let today = out(&remit(nowhere.path(), &["law"]));
    assert!(today.contains(" (today)."), "{today}");
    assert!(!today.contains("mistake"), "{today}");
    let missing = remit(nowhere.path(), &["law", "-C", "nowhere"]);
    assert_eq!(code(&missing), 2, "a folder that was named must be there");
}

#[test]
fn every_row_is_explained_whole() {
    let loaded = catalogue();
    let mut rows = 0;
    for row in law::rows(&loaded.model) {
        let page = law::explained(&loaded.model, row, &loaded.sources);
        let text = remit_render::human::page(&page, 400)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let said = |words: &str| {
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(text.contains(&words), "{}.{}: {words}\n{text}", row.table(), row.key());
        };
        let validity = row.validity();
        validity.citation.iter().for_each(|citation| said(citation));
        validity.read_at.iter().for_each(|address| said(address));
        validity.amended_by.iter().for_each(|by| said(by));
        validity.since.iter().for_each(|day| said(&day_in_words(*day)));
        validity.until.iter().for_each(|day| said(&day_in_words(*day)));
        row.statement()
            .note()
            .iter()
            .for_each(|note| said(&note.replace('`', "")));
        row.statement().assumptions().iter().for_each(|(_, why)| said(why));
        said("Check with your legal adviser.");
        if let law::LawRow::Power(power) = row {
            power.permits.iter().for_each(|permits| said(permits));
            assert!(power.gives.is_empty() || text.contains("Who to whom"), "{}", power.key);
        }
        rows += 1;
    }
    assert!(rows >= 100, "only {rows} rows");
    let nowhere = tempfile::tempdir().expect("a folder");
    let explained = |name: &str| out(&remit(nowhere.path(), &["explain", name]));
    insta::assert_snapshot!(
        [
            explained("nhs-act-2006-s65z6"),
            explained("relevant-body"),
            explained("officer")
        ]
        .join("\n")
    );
    // One word, two rows; with its table, one.
    assert!(explained("health-and-wellbeing-board").contains("(statutory-body.health-and-wellbeing-board)"));
    assert!(!explained("form.health-and-wellbeing-board").contains("(statutory-body."));
    assert!(
        explained("orphan-body").starts_with("# orphan-body"),
        "rules are explained as before"
    );
}

#[test]
fn where_the_catalogue_does_not_reach_that_none_is_found_says_nothing() {
    let nowhere = tempfile::tempdir().expect("a folder");
    let said = |from: &str, to: &str, date: &str| {
        let output = remit(nowhere.path(), &["law", "--between", from, to, "--as-at", date]);
        assert_eq!(code(&output), 0, "{}", err(&output));
        out(&output).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    for (from, to, date, caveat) in [
        (
            "strategic-health-authority",
            "nhs-trust",
            "2012-06-01",
            "holds no powers of “Strategic health authority” on this date",
        ),
        (
            "nhs-trust",
            "employee",
            "2017-11-01",
            "does not say by which power NHS trust gives to an officer of its own",
        ),
        (
            "nhs-england",
            "committee",
            "2017-11-01",
            "does not say by which power NHS England gives to a body of its own",
        ),
        (
            "nhs-trust",
            "council",
            "1999-12-31",
            "What there was before Health Act 1999 s31",
        ),
    ] {
        let said = said(from, to, date);
        assert!(said.contains(caveat), "{from} to {to}: {said}");
        assert!(
            said.contains("does not reach that (not verified)"),
            "{from} to {to}: {said}"
        );
    }
    // What was read and carries nothing is said flatly.
    let said = said("ccg", "company", "2017-11-01");
    assert!(!said.contains("does not reach"), "{said}");
}

#[test]
fn a_section_that_is_named_alone_finds_its_row() {
    let nowhere = tempfile::tempdir().expect("a folder");
    let output = remit(nowhere.path(), &["explain", "s65z6"]);
    assert_eq!(code(&output), 2);
    assert!(
        err(&output).contains("did you mean `nhs-act-2006-s65z6`?"),
        "{}",
        err(&output)
    );
}
