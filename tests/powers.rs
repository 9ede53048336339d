//! One framework on two days, and what the rules on powers keep quiet about.

use jiff::civil::{Date, date};
use remit_rules::{Group, RULES, Rule, check_with};

use crate::folder::from_texts;

const THEN: Date = date(2017, 11, 1);
const NOW: Date = date(2023, 4, 1);

/// Trusts, a council and a company; `form` and `between` are of the body that they share.
const PARTNERS: &str = r#"
[organisation.trust]
name = "Exampleshire Foundation Trust"
form = "nhs-foundation-trust"
[organisation.community]
name = "Exampleshire Community Trust"
form = "nhs-trust"
[organisation.gp-company]
name = "Exampleshire GP Federation"
form = "company"
[organisation.nhs-england]
name = "NHS England"
form = "nhs-england"
[body.trust-committee]
name = "Committee of the Foundation Trust"
form = "committee"
within = "trust"
[body.nhs-england-committee]
name = "Committee of NHS England"
form = "committee"
within = "nhs-england"
[post.head]
name = "Head of Contracts"
within = "trust"
in-law = ["employee"]
[post.other]
name = "Contracts Officer"
within = "trust"
in-law = ["employee"]
[function.community-services]
name = "Community services"
of = ["trust", "community"]
"#;

/// What the rules of the group find at a date, as fingerprints.
fn found(text: &str, on: Date) -> Vec<String> {
    let framework = if text.contains("[framework]") {
        ""
    } else {
        "[framework]\nname = \"Powers\"\n"
    };
    let loaded = from_texts(&[("framework.toml", &format!("{PARTNERS}{text}{framework}"))]);
    let mistakes: Vec<&str> = loaded.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert!(mistakes.is_empty(), "{mistakes:?}");
    let rules: Vec<&'static Rule> = RULES.iter().copied().filter(|rule| rule.group == Group::Law).collect();
    let checked = check_with(&loaded.model.at(on, &[]), &loaded.broken, &rules);
    checked.findings.iter().map(|finding| finding.fingerprint()).collect()
}

fn shared(between: &str, power: &str) -> String {
    format!(
        "[body.shared]\nname = \"Shared committee\"\nform = \"joint-committee\"\nbetween = {between}\n\
         [delegation.given]\nfrom = [\"trust\", \"community\"]\nto = \"shared\"\nfunctions = [\"community-services\"]\n{power}\n"
    )
}

#[test]
fn trusts_share_a_committee_since_july_2022_and_a_company_never_does() {
    let trusts = shared(r#"["trust", "community"]"#, "");
    assert_eq!(found(&trusts, THEN), ["joint-committee-unavailable:body.shared"]);
    assert_eq!(found(&trusts, NOW), ["uncited-power:framework"]);
    assert_eq!(found(&trusts, date(2022, 6, 30)), found(&trusts, THEN));
    assert_eq!(found(&trusts, date(2022, 7, 1)), found(&trusts, NOW));
    let company = shared(r#"["trust", "community", "gp-company"]"#, "");
    assert_eq!(found(&company, THEN), ["joint-committee-unavailable:body.shared"]);
    assert_eq!(found(&company, NOW), ["joint-committee-unavailable:body.shared"]);
}

#[test]
fn where_a_power_is_cited_one_finding_is_about_the_delegation() {
    let cited = r#"power = "nhs-act-2006-s65z6""#;
    let trusts = shared(r#"["trust", "community"]"#, cited);
    assert_eq!(found(&trusts, THEN), ["power-out-of-era:delegation.given"]);
    assert!(found(&trusts, NOW).is_empty());
    let company = shared(r#"["trust", "community", "gp-company"]"#, cited);
    assert_eq!(found(&company, THEN), ["power-out-of-era:delegation.given"]);
    assert_eq!(found(&company, NOW), ["delegation-without-power:delegation.given"]);
}

#[test]
fn committees_side_by_side_are_lawful_on_both_days() {
    let own = "[delegation.given]\nfrom = [\"trust\"]\nto = \"trust-committee\"\nfunctions = [\"community-services\"]\n\
               power = \"nhs-act-2006-sch-7-para-15\"\n";
    assert!(found(own, THEN).is_empty());
    assert!(found(own, NOW).is_empty());
}

#[test]
fn the_law_can_be_turned_off_or_left_to_the_framework() {
    let given = "[delegation.given]\nfrom = [\"trust\"]\nto = \"gp-company\"\nfunctions = [\"community-services\"]\n";
    let framework = |law: &str| format!("{given}[framework]\nname = \"Powers\"\nlaw = \"{law}\"\n");
    assert_eq!(found(given, NOW), ["delegation-without-power:delegation.given"]);
    assert_eq!(
        found(&framework("shipped"), NOW),
        ["delegation-without-power:delegation.given"]
    );
    assert!(found(&framework("off"), NOW).is_empty());
    let cited = given.replace("[delegation.given]\n", "[delegation.given]\npower = \"local\"\n");
    let own = "[power.local]\nname = \"Local Act\"\ncitation = \"Exampleshire Act 1931 s4\"\nsure = \"read\"\n";
    assert!(
        found(&format!("{cited}{own}"), NOW).is_empty(),
        "a row of one's own is taken at its word"
    );
    assert_eq!(
        found(&format!("{given}{own}"), NOW),
        ["delegation-without-power:delegation.given"],
        "what is not cited carries nothing"
    );
}

#[test]
fn what_the_catalogue_does_not_speak_of_is_no_breach() {
    let own = "[delegation.given]\nfrom = [\"nhs-england\"]\nto = \"nhs-england-committee\"\nfunctions = [\"community-services\"]\n";
    assert_eq!(found(own, NOW), ["law-cannot-tell:framework"]);
    let staff = "[delegation.given]\nfrom = [\"head\"]\nto = \"other\"\nfunctions = [\"community-services\"]\n";
    assert!(
        found(staff, NOW).is_empty(),
        "how work is done within an organisation is no matter of powers"
    );
}
