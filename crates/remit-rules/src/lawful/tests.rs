//! The comparison, on a small catalogue.

use jiff::civil::{Date, date};
use remit_model::model::Model;
use remit_model::resolve::{Input, load};

use super::{Answers, Fit, Fixed, Given, Spoken, answers, fit, fixed, obstacle_in_words, open_to};

const CATALOGUE: &str = r#"
[form.council]
place = "legal-person"
family = ["local-authority"]
[form.board]
place = "legal-person"
family = ["health-body"]
[form.firm]
place = "legal-person"
[form.trader]
place = "legal-person"
[form.meeting]
place = "within"
highest = true
[form.cabinet]
place = "within"
[form.committee]
place = "within"
[form.sub-committee]
place = "within"
[form.wellbeing-board]
place = "within"
[form.joint-committee]
place = "between"

[office.officer]
name = "Officer"
[office.director]
name = "Director"
family = ["officer"]
[office.councillor]
name = "Councillor"

[statutory-function.needs]
name = "Needs assessment"
exercised-by = ["wellbeing-board"]
passes-to = ["sub-committee"]
since = 2013-04-01
[statutory-function.scrutiny]
name = "Health scrutiny"
[statutory-function.care]
name = "Care"

[power.inside]
carries = "delegation"
gives.inside = { from = ["local-authority"], to = ["committee", "sub-committee", "officer"], inside = true }
gives.another = { from = ["local-authority"], to = ["local-authority"] }
passes.committee = { from = ["committee"], to = ["sub-committee", "officer"] }
passes.sub-committee = { from = ["sub-committee"], to = ["officer"] }
executive = false
excludes = ["scrutiny"]
since-year = 1974
sure = "read"

[power.side]
carries = "delegation"
gives.cabinet = { from = ["cabinet"], to = ["committee", "officer"], inside = true }
executive = true
since = 2012-05-04
sure = "read"

[power.old]
carries = "delegation"
gives.any = { from = ["health-body"], to = ["health-body"] }
until = 2022-06-30
sure = "read"

[power.new]
carries = "delegation"
gives.any = { from = ["health-body"], to = ["health-body", "local-authority"] }
since = 2022-07-01
sure = "read"

[power.joint]
carries = "joint-committee"
gives.all = { from = ["health-body", "local-authority"], to = ["joint-committee"], between = ["health-body", "local-authority"], with = ["health-body"] }
passes.all = { from = ["joint-committee"], to = ["sub-committee"] }
since = 2022-07-01
sure = "read"

[power.anybody]
carries = "delegation"
gives.any = { from = ["local-authority"], to = ["firm"] }
only = ["care"]
sure = "read"

[power.lost]
carries = "delegation"
gives.any = { from = ["trader"], to = ["trader"] }
since-year = 2000
not-stated = ["until"]
sure = "read"

[power.past]
carries = "delegation"
gives.any = { from = ["trader"], to = ["board"] }
until-year = 2007
sure = "read"

[power.payment]
carries = "payment"
sure = "memory"
"#;

const FRAMEWORK: &str = r#"
[framework]
name = "A test"
[organisation.council]
form = "council"
[organisation.other-council]
form = "council"
[organisation.board]
form = "board"
[organisation.other-board]
form = "board"
[organisation.firm]
form = "firm"
[organisation.trader]
form = "trader"
[organisation.other-trader]
form = "trader"
[organisation.dark]
name = "Dark"

[body.council-meeting]
form = "meeting"
within = "council"
[body.cabinet]
form = "cabinet"
within = "council"
[body.panel]
form = "committee"
within = "council"
[body.sub-panel]
form = "sub-committee"
within = "council"
[body.wellbeing]
form = "wellbeing-board"
within = "council"
[body.own-panel]
form = "committee"
within = "board"
[body.own-sub-panel]
form = "sub-committee"
within = "board"
[body.dark-panel]
form = "committee"
within = "dark"
[body.dark-sub-panel]
form = "sub-committee"
within = "dark"
[body.loose]
form = "committee"
[body.unclear]
within = "council"
[body.their-panel]
form = "committee"
within = "other-council"
[body.joint]
form = "joint-committee"
between = ["council", "board"]
[body.joint-with-firm]
form = "joint-committee"
between = ["council", "board", "firm"]
[body.joint-councils]
form = "joint-committee"
between = ["council", "other-council"]
[body.joint-dark]
form = "joint-committee"
between = ["board", "dark"]
[body.joint-sub]
form = "sub-committee"
between = ["council", "board"]

[post.director]
within = "council"
in-law = ["director"]
[post.lent]
within = "board"
in-law = ["director"]
answers-to.panel = {}
[post.member]
within = "council"
in-law = ["councillor"]
[post.nameless]
within = "council"

[function.plain]
executive = false
[function.executive]
executive = true
[function.open]
[function.needs]
in-law = "needs"
[function.scrutiny]
in-law = "scrutiny"
executive = false
[function.care]
in-law = "care"
"#;

fn model(more: &str) -> Model {
    let input = |text: String| Input {
        path: "framework.toml".to_owned(),
        bytes: text.into_bytes(),
    };
    let loaded = load(
        &[("catalogue.toml", CATALOGUE)],
        vec![input(format!("{FRAMEWORK}{more}"))],
    );
    let mistakes: Vec<&str> = loaded.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert!(mistakes.is_empty(), "{mistakes:?}");
    loaded.model
}

/// Asks what comes of a delegation from some to one of a function, on a day.
fn ask<T>(from: &[&str], to: &str, function: &str, on: Date, answer: impl FnOnce(&Model, &Given<'_>) -> T) -> T {
    let model = model(&format!(
        "[delegation.asked]\nfrom = {from:?}\nto = {to:?}\nfunctions = [{function:?}]\n"
    ));
    let at = model.at(on, &[]);
    let delegation = model.delegations.get("asked").expect("it is there");
    let given = Given::of(&at, delegation).expect("both ends are known");
    answer(&model, &given)
}

/// What one power says: "fits", what is not known, or what stands in the way.
fn said(power: &str, from: &[&str], to: &str, function: &str, on: Date) -> String {
    ask(from, to, function, on, |model, given| {
        let power = model.powers.get(power).expect("there is such a power");
        match fit(power, given) {
            Fit::Fits => "fits".to_owned(),
            Fit::CannotTell(lacks) => format!("unknown: {lacks:?}"),
            Fit::Fails(obstacles) => {
                let words: Vec<String> = obstacles
                    .iter()
                    .map(|obstacle| obstacle_in_words(power, obstacle))
                    .collect();
                words.join("; ")
            }
        }
    })
}

const THEN: Date = date(2017, 11, 1);
const NOW: Date = date(2023, 4, 1);

#[test]
fn an_organisation_gives_to_its_own() {
    let inside = |to| said("inside", &["council"], to, "plain", NOW);
    assert_eq!(inside("panel"), "fits");
    assert_eq!(inside("sub-panel"), "fits");
    assert_eq!(inside("director"), "fits", "a director is of the family of officers");
    assert_eq!(
        inside("lent"),
        "fits",
        "who answers to a committee of the council is lent to it"
    );
    assert_eq!(inside("member"), "member is not among those who may receive under it");
    assert_eq!(inside("cabinet"), "cabinet is not among those who may receive under it");
    assert_eq!(inside("firm"), "firm is not among those who may receive under it");
    assert_eq!(inside("nameless"), "unknown: [Office(\"nameless\")]");
    assert_eq!(inside("unclear"), "unknown: [Form(\"unclear\")]");
    assert_eq!(inside("loose"), "unknown: [Homes(\"loose\")]");
    assert_eq!(inside("other-council"), "fits");
    assert_eq!(inside("their-panel"), "fits", "it exercises what its council received");
}

#[test]
fn the_highest_body_acts_for_its_organisation_and_others_pass_on() {
    let inside = |from: &str, to| said("inside", &[from], to, "plain", NOW);
    assert_eq!(inside("council-meeting", "panel"), "fits");
    assert_eq!(inside("panel", "sub-panel"), "fits");
    assert_eq!(inside("panel", "director"), "fits");
    assert_eq!(inside("sub-panel", "director"), "fits");
    assert_eq!(
        inside("sub-panel", "panel"),
        "panel is not among those who may receive under it"
    );
    assert_eq!(
        inside("cabinet", "panel"),
        "cabinet is not among those who may give under it"
    );
    assert_eq!(
        inside("board", "panel"),
        "board is not among those who may give under it"
    );
    assert_eq!(inside("unclear", "panel"), "unknown: [Form(\"unclear\")]");
    assert_eq!(inside("dark", "other-council"), "unknown: [Form(\"Dark\")]");
    assert_eq!(said("joint", &["joint"], "joint-sub", "plain", NOW), "fits");
    assert_eq!(
        said("joint", &["joint"], "sub-panel", "plain", NOW),
        "fits",
        "a part of one of those who share it is inside"
    );
    assert_eq!(
        said("inside", &["panel"], "joint-sub", "plain", NOW),
        "it reaches only bodies and officers of council itself"
    );
}

#[test]
fn only_a_part_of_an_organisation_that_the_power_reaches_passes_on() {
    let passes = |power: &str, from: &str, to: &str| said(power, &[from], to, "plain", NOW);
    assert_eq!(passes("inside", "panel", "sub-panel"), "fits");
    assert_eq!(
        passes("inside", "own-panel", "own-sub-panel"),
        "own-panel is not among those who may give under it"
    );
    assert_eq!(
        passes("inside", "dark-panel", "dark-sub-panel"),
        "unknown: [Form(\"Dark\")]"
    );
    assert_eq!(passes("joint", "joint", "joint-sub"), "fits");
    assert_eq!(
        passes("joint", "joint-with-firm", "sub-panel"),
        "joint-with-firm is not among those who may give under it",
        "all who share it must be such as may"
    );
}

#[test]
fn a_power_has_its_days() {
    let said = |power: &str, on| said(power, &["board"], "other-board", "plain", on);
    assert_eq!(said("old", date(2022, 6, 30)), "fits");
    assert_eq!(
        said("old", date(2022, 7, 1)),
        "it was no longer in force (in force until 30 June 2022)"
    );
    assert_eq!(
        said("new", date(2022, 6, 30)),
        "it was not yet in force (in force from 1 July 2022)"
    );
    assert_eq!(said("new", date(2022, 7, 1)), "fits");
    let inside = |on| super::tests::said("inside", &["council"], "panel", "plain", on);
    assert_eq!(
        inside(date(1973, 12, 31)),
        "it was not yet in force (in force from 1974 (day not known))"
    );
    assert_eq!(inside(date(1974, 6, 1)), "unknown: [Since(\"inside\")]");
    assert_eq!(inside(date(1975, 1, 1)), "fits");
}

#[test]
fn nobody_is_pointed_to_a_power_that_may_have_gone() {
    let past = |on| said("past", &["trader"], "board", "plain", on);
    assert_eq!(past(date(2006, 12, 31)), "fits");
    assert_eq!(past(date(2007, 3, 1)), "unknown: [Until(\"past\")]");
    assert_eq!(
        past(date(2008, 1, 1)),
        "it was no longer in force (in force until 2007 (day not known))"
    );
    ask(&["trader"], "other-trader", "plain", NOW, |model, given| {
        let answers = answers(model, given);
        assert!(answers.fitting.is_empty());
        let perhaps: Vec<_> = answers.perhaps.iter().map(|(power, _)| power.key.as_str()).collect();
        assert_eq!(perhaps, ["lost"], "its end is not known");
        let open = open_to(model, &given.from[0], given);
        assert!(open.is_empty(), "{open:?}");
    });
}

#[test]
fn a_shared_body_has_the_right_parties() {
    let joint = |from: &[&str], to| said("joint", from, to, "plain", NOW);
    assert_eq!(joint(&["council", "board"], "joint"), "fits");
    assert_eq!(
        joint(&["council", "board"], "joint-with-firm"),
        "firm is not among those who may share a body under it"
    );
    assert_eq!(
        joint(&["council"], "joint-councils"),
        "none of those who share the body is of a kind that must"
    );
    assert_eq!(
        joint(&["other-council"], "joint"),
        "other-council does not share the body that receives"
    );
    assert_eq!(joint(&["board"], "joint-dark"), "unknown: [Form(\"Dark\")]");
    assert_eq!(
        joint(&["board"], "panel"),
        "panel is not among those who may receive under it"
    );
}

#[test]
fn a_power_carries_its_functions() {
    let inside = |function| said("inside", &["council"], "panel", function, NOW);
    assert_eq!(
        inside("executive"),
        "it does not carry executive functions, and executive is one"
    );
    assert_eq!(inside("open"), "unknown: [Executive(\"open\")]");
    assert_eq!(inside("scrutiny"), "scrutiny is kept from it by law");
    let side = |function| said("side", &["cabinet"], "director", function, NOW);
    assert_eq!(side("executive"), "fits");
    assert_eq!(side("plain"), "it carries executive functions alone, and plain is none");
    let few = |function| said("anybody", &["council"], "firm", function, NOW);
    assert_eq!(few("care"), "fits");
    assert_eq!(few("needs"), "needs is not among the functions that it carries");
    assert_eq!(few("plain"), "unknown: [InLaw(\"plain\")]");
    assert_eq!(
        said("payment", &["council"], "board", "plain", NOW),
        "it moves money, and gives no function"
    );
}

#[test]
fn answers_change_with_the_day() {
    let on = |day| {
        ask(&["council", "board"], "joint", "plain", day, |model, given| {
            let answers = answers(model, given);
            let keys = |answers: &Answers<'_>| {
                answers
                    .fitting
                    .iter()
                    .map(|power| power.key.to_string())
                    .collect::<Vec<_>>()
            };
            (keys(&answers), answers.nearest.map(|(power, _)| power.key.to_string()))
        })
    };
    assert_eq!(
        on(THEN),
        (vec![], Some("joint".to_owned())),
        "only the day stands in the way of it"
    );
    assert_eq!(on(NOW).0, vec!["joint".to_owned()]);
}

#[test]
fn a_power_for_a_few_functions_is_told_apart() {
    ask(&["council"], "firm", "plain", NOW, |model, given| {
        let answers = answers(model, given);
        assert!(answers.fitting.is_empty());
        assert_eq!(
            answers.for_few().map(|power| power.key.as_str()).collect::<Vec<_>>(),
            ["anybody"]
        );
        assert_eq!(answers.open().count(), 0);
    });
}

#[test]
fn what_both_sides_of_a_council_may_give_needs_no_side() {
    // The council's meeting may give it if it is not executive; whether it is, is open, and no power of the other side is asked.
    ask(&["council-meeting"], "director", "open", NOW, |model, given| {
        let answers = answers(model, given);
        assert!(!answers.either_way());
        assert_eq!(answers.open().count(), 1);
    });
    let own = "[power.own]\ncarries = \"delegation\"\nexecutive = true\n\
               gives.any = { from = [\"local-authority\"], to = [\"officer\"], inside = true }\n\
               [delegation.asked]\nfrom = [\"council-meeting\"]\nto = \"director\"\nfunctions = [\"open\"]\n";
    let model = model(own);
    let at = model.at(NOW, &[]);
    let given = Given::of(&at, model.delegations.get("asked").expect("it is there")).expect("both ends are known");
    assert!(answers(&model, &given).either_way());
}

#[test]
fn what_statute_gives_to_a_body_goes_where_statute_says() {
    let said = |to: &str, function: &str, on| {
        ask(&["council"], to, function, on, |model, given| {
            match fixed(model, given.functions[0], given) {
                Fixed::Free => "free",
                Fixed::Allowed(_) => "allowed",
                Fixed::Forbidden(_) => "forbidden",
                Fixed::CannotTell(_) => "unknown",
            }
        })
    };
    assert_eq!(said("wellbeing", "needs", THEN), "allowed");
    assert_eq!(said("sub-panel", "needs", THEN), "allowed");
    assert_eq!(said("director", "needs", THEN), "forbidden");
    assert_eq!(said("nameless", "needs", THEN), "unknown");
    assert_eq!(said("director", "needs", date(2013, 3, 31)), "free");
    assert_eq!(
        said("director", "scrutiny", THEN),
        "free",
        "statute keeps it from a power, and gives it to nobody"
    );
}

#[test]
fn of_whom_the_catalogue_does_not_speak_it_says_nothing() {
    let spoken = |from: &str, to: &str| {
        ask(&[from], to, "plain", NOW, |model, given| {
            Spoken::of(model).about(&given.from[0], &given.to)
        })
    };
    assert_eq!(spoken("council", "panel"), Some(true));
    assert_eq!(spoken("council", "director"), Some(true));
    assert_eq!(spoken("council", "firm"), Some(true));
    assert_eq!(spoken("panel", "sub-panel"), Some(true));
    assert_eq!(spoken("board", "other-board"), Some(true));
    assert_eq!(
        spoken("board", "own-panel"),
        Some(false),
        "how a board gives to its own is not said"
    );
    assert_eq!(
        spoken("own-panel", "own-sub-panel"),
        Some(false),
        "nor how its parts pass on: a committee of a council may, and this is none"
    );
    assert_eq!(spoken("joint", "joint-sub"), Some(true));
    assert_eq!(spoken("firm", "panel"), Some(false));
    assert_eq!(spoken("dark", "panel"), None);
}
