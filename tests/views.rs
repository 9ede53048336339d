//! Views: what a drawing is given to show, and the mistakes of whoever writes one.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::drawing::{Arrow, Box as DrawnBox, Detail, Drawing, Standing};
use remit_model::model::{Choice, Selector};
use remit_model::resolve::Loaded;
use remit_report::{choice, draw, drawings, views};

use super::folder::{from_folder, from_texts, models, root};

/// A council, a trust, and bodies within and between them.
const FRAMEWORK: &str = r#"
[framework]
name = "Borough framework"
as-at = 2024-10-01
version = "2.1"
tiers = ["borough", "programme", "locality"]
lanes = ["commissioners", "joint", "providers"]

[document.book]
title = "Handbook"
author = "Partnership Office"
date = 2024-04-01

[document.guess]
title = "Undated note"
date = 2024-05-01
assumed.date = "undated"

[document.secret]
title = "Exempt paper"
audience = "internal"

[organisation.council]
name = "The Council"
form = "london-borough"
tier = "borough"
lane = "commissioners"
source = "book: page 1"

[organisation.trust]
name = "The Trust"
form = "nhs-trust"
tier = "borough"
lane = "providers"
source = "guess: page 3"

[person.p-person]
name = "Pat Person"
of = ["council"]

[post.director]
name = "Director"
within = "council"
tier = "borough"
vacant = true

[function.plan]
name = "The plan"
kind = "matter"

[function.grants]
name = "The grants"
kind = "power"
of = ["council"]

[body.board]
name = "Partnership Board"
form = "partnership-forum"
between = ["council", "trust"]
tier = "borough"
lane = "joint"
meets = { every-months = 3 }
source = "book: page 2"
assumed.form = "called a board"
does.plan = { verb = "decide", function = "plan" }
seats.chair = { role = "chair", person = "p-person" }
answers-to.council = { assumed.all = "a reading" }
oversees.ageing = {}
oversees.living = {}

[body.ageing]
name = "Ageing Well"
form = "programme-board"
tier = "programme"
lane = "joint"
tags = ["life-course"]
not-stated = ["seats", "meets"]
supports.board = {}

[body.growing]
name = "Growing Well"
form = "programme-board"
tier = "programme"
lane = "joint"
tags = ["life-course"]

[body.living]
name = "Living Well"
form = "programme-board"
tier = "programme"
lane = "joint"
tags = ["life-course"]
supports.board = {}
seats.chair = { role = "chair", vacant = true }

[body.exempt-panel]
name = "Exempt Panel"
within = "council"
tier = "programme"
lane = "commissioners"
audience = "internal"
source = "secret: page 1"
advises.board = {}

[body.localities]
name = "Locality groups"
tier = "locality"
lane = "joint"
many = true
not-stated = ["answers-to"]

[delegation.grants]
name = "Grants"
from = ["council"]
to = "board"
functions = ["grants"]

[requirement.path.down]
top-down = ["council", "board", "localities"]
by = ["answers-to", "oversees"]

[log.who-oversees]
kind = "question"
text = "Who oversees living well?"
about = ["board", "living"]
unsettles = ["board.oversees"]

[log.form]
kind = "issue"
text = "What is the board? asks Pat Person"
about = ["board"]
unsettles = ["board.form"]

[log.money]
kind = "risk"
text = "The money may run out"
about = ["board"]

[log.done]
kind = "question"
text = "Is it done?"
about = ["board"]
answered = 2024-01-01
"#;

const PROPOSAL: &str = r#"
[proposal]
id = "forum"
title = "A forum"

[body.forum]
name = "Forum"
form = "programme-board"
tier = "programme"
lane = "joint"
supports.board = {}

[change.body.board]
oversees.localities = {}
"#;

fn loaded(view: &str) -> Loaded {
    let loaded = from_texts(&[
        ("framework.toml", FRAMEWORK),
        ("forum.toml", PROPOSAL),
        ("views.toml", view),
    ]);
    assert!(loaded.findings.is_empty(), "{:#?}", loaded.findings);
    loaded
}

/// The view `v` of the framework, drawn.
fn drawn(view: &str) -> Drawing {
    let loaded = loaded(&format!("[view.v]\n{view}"));
    view_of(&loaded, "v")
}

fn view_of(loaded: &Loaded, key: &str) -> Drawing {
    let date = loaded.model.framework.as_at.expect("the framework has a date");
    let at = loaded.model.at(date, &[]);
    let choice = choice(&at, key).unwrap_or_else(|| panic!("there is no view {key}"));
    draw(&at, &BTreeSet::new(), &choice)
}

fn boxes(drawing: &Drawing) -> BTreeMap<&str, &DrawnBox> {
    let boxes = drawing.tiers.iter().flat_map(|tier| &tier.boxes);
    boxes.map(|drawn| (drawn.key.as_str(), drawn)).collect()
}

fn keys(drawing: &Drawing) -> Vec<&str> {
    boxes(drawing).into_keys().collect()
}

fn line<'d>(drawing: &'d Drawing, from: &str, label: &str, to: &str) -> &'d Arrow {
    let found = drawing
        .lines
        .iter()
        .find(|line| (line.from.as_str(), line.label.as_str(), line.to.as_str()) == (from, label, to));
    found.unwrap_or_else(|| panic!("no line {from} {label} {to} in {:#?}", drawing.lines))
}

fn details(drawn: &DrawnBox) -> Vec<&str> {
    drawn.details.iter().map(Detail::text).collect()
}

#[test]
fn a_misspelt_selector_is_a_mistake_wherever_it_stands() {
    for view in [
        "show = [\"bord\"]",
        "around = \"bord\"",
        "hide = [\"bord\"]",
        "collapse = [\"bord\"]",
        "highlight = { path = [\"council\", \"bord\"] }",
        "highlight = { around = \"bord\" }",
    ] {
        let view = format!("[view.v]\n{view}");
        let loaded = from_texts(&[("framework.toml", FRAMEWORK), ("views.toml", &view)]);
        let [finding] = loaded.findings.as_slice() else {
            panic!("{view}: {:#?}", loaded.findings);
        };
        assert_eq!(finding.rule, "unresolved-reference", "{view}");
        assert!(finding.message.contains("did you mean `board`?"), "{}", finding.message);
        let place = finding.labels[0].place;
        let text = &loaded.sources.get(place.file).text;
        let shown = &text[place.span.start as usize..place.span.end as usize];
        assert_eq!(shown, "\"bord\"", "{view}");
    }
}

#[test]
fn a_word_that_a_view_does_not_take_is_a_mistake() {
    for (view, mend) in [
        ("kind = \"matrx\"", "did you mean \"matrix\"?"),
        ("columns = \"lanes\"", "did you mean \"lane\"?"),
        (
            "columns = \"tier\"",
            "leave `columns` out; or write kind = \"decisions\" for a table of who decides what at each tier",
        ),
        (
            "kind = \"matrix\"\ncolumns = \"tier\"",
            "leave `columns` out; or write kind = \"decisions\" for a table of who decides what at each tier",
        ),
        ("boxes = [\"forms\"]", "did you mean \"form\"?"),
        ("audience = \"publik\"", "did you mean \"public\"?"),
        ("highlight = { finding = true }", "did you mean `findings`?"),
        (
            "depth = 2",
            "write whose surroundings are meant, as in around = \"hwb\"",
        ),
        (
            "highlight = { depth = 2 }",
            "write whose surroundings are meant, as in around = \"hwb\"",
        ),
    ] {
        let view = format!("[view.v]\n{view}");
        let loaded = from_texts(&[("framework.toml", FRAMEWORK), ("views.toml", &view)]);
        let [finding] = loaded.findings.as_slice() else {
            panic!("{view}: {:#?}", loaded.findings);
        };
        assert_eq!(finding.help, [mend], "{view}");
        assert!(!finding.labels.is_empty(), "{view}");
    }
    let far = "[view.v]\naround = \"board\"\ndepth = 21";
    let loaded = from_texts(&[("framework.toml", FRAMEWORK), ("views.toml", far)]);
    assert_eq!(loaded.findings[0].message, "`depth` takes a whole number from 0 to 20");
}

#[test]
fn lanes_are_columns_where_boxes_stand_in_two() {
    let all = drawn("");
    assert_eq!(all.lanes, ["Commissioners", "Joint", "Providers"]);
    let tiers: Vec<&str> = all.tiers.iter().map(|tier| tier.name.as_str()).collect();
    assert_eq!(
        tiers,
        ["Borough", "Programme", "Locality"],
        "headings begin with a capital"
    );
    assert_eq!(boxes(&all)["trust"].lane, Some(2));
    assert_eq!(boxes(&all)["director"].lane, None, "it stands in no lane");
    let narrow = drawn("show = [\"lane:joint\"]");
    assert!(narrow.lanes.is_empty(), "one lane makes no columns");
    let asked = drawn("show = [\"lane:joint\", \"trust\"]");
    assert_eq!(asked.lanes, ["Joint", "Providers"], "only the lanes in use");
    assert_eq!(boxes(&asked)["trust"].lane, Some(1));
    let asked = drawn("show = [\"lane:joint\"]\ncolumns = \"lane\"");
    assert_eq!(asked.lanes, ["Joint"]);
    let none = drawn("columns = \"none\"");
    assert!(none.lanes.is_empty());
    assert!(boxes(&none).values().all(|drawn| drawn.lane.is_none()));
}

#[test]
fn tiers_and_lanes_have_names() {
    let named = r#"tiers = ["borough", "programme", "locality"]
tier-names = { borough = "The whole borough", programme = "eHealth" }"#;
    let with = |framework: &str, lanes: &str| {
        let framework = FRAMEWORK
            .replace("tiers = [\"borough\", \"programme\", \"locality\"]", framework)
            .replace("lanes = [\"commissioners\", \"joint\", \"providers\"]", lanes)
            .replace("lane = \"commissioners\"", "lane = \"council\"")
            .replace("lane = \"joint\"", "lane = \"icb-la\"");
        from_texts(&[("framework.toml", framework.as_str())])
    };
    let lanes = "lanes = [\"council\", \"icb-la\", \"providers\"]";
    let loaded = with(named, lanes);
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
    let drawing = view_of(&loaded, "framework");
    let tiers: Vec<&str> = drawing.tiers.iter().map(|tier| tier.name.as_str()).collect();
    assert_eq!(tiers, ["The whole borough", "eHealth", "Locality"]);
    assert_eq!(drawing.lanes, ["The Council", "ICB LA", "Providers"]);
    // A name that is given goes before all others.
    let loaded = with(
        named,
        &format!("{lanes}\nlane-names = {{ council = \"Members\", icb-la = \"Joint\" }}"),
    );
    assert_eq!(view_of(&loaded, "framework").lanes, ["Members", "Joint", "Providers"]);
    // A name for nothing is a mistake.
    let loaded = with(&named.replace("programme = \"e", "programmes = \"e"), lanes);
    let help: Vec<&str> = loaded
        .findings
        .iter()
        .filter_map(|finding| finding.help.first().map(String::as_str))
        .collect();
    assert_eq!(help, ["did you mean `programme`?"]);
}

#[test]
fn organisations_are_columns_with_what_lies_between_in_their_midst() {
    let drawing = drawn("columns = \"organisation\"");
    assert_eq!(drawing.lanes, ["The Council", "Between organisations", "The Trust"]);
    let lane = |key: &str| boxes(&drawing)[key].lane;
    assert_eq!([lane("council"), lane("director"), lane("exempt-panel")], [Some(0); 3]);
    assert_eq!([lane("board"), lane("trust"), lane("ageing")], [Some(1), Some(2), None]);
    // An organisation that is not shown has a column all the same, if something of it is.
    let drawing = drawn("show = [\"director\", \"ageing\"]\ncolumns = \"organisation\"");
    assert_eq!(drawing.lanes, ["The Council"]);
}

#[test]
fn that_one_is_part_of_another_is_drawn_once() {
    let framework = FRAMEWORK.replace("advises.board = {}", "advises.board = {}\nanswers-to.council = {}");
    let within = |view: &str| {
        let view = format!("[view.v]\n{view}");
        let loaded = from_texts(&[("framework.toml", &framework), ("views.toml", &view)]);
        let lines = view_of(&loaded, "v").lines.into_iter();
        let within = lines.filter(|line| line.label == "is part of").map(|line| line.from);
        within.collect::<Vec<_>>()
    };
    assert_eq!(
        within(""),
        ["director"],
        "the panel answers to the council, which says it"
    );
    assert_eq!(within("lines = [\"within\"]"), ["director", "exempt-panel"]);
    assert!(within("columns = \"organisation\"").is_empty(), "the column says it");
    assert_eq!(within("columns = \"organisation\"\nlines = [\"within\"]").len(), 2);
}

#[test]
fn boxes_say_what_is_asked() {
    let plain = drawn("");
    assert!(details(boxes(&plain)["board"]).is_empty());
    assert_eq!(details(boxes(&plain)["localities"]), ["several, number not stated"]);
    let full = drawn("boxes = [\"form\", \"chair\", \"meets\", \"decides\"]");
    assert_eq!(
        details(boxes(&full)["board"]),
        [
            "Partnership forum (assumed)",
            "Shared by The Council and The Trust",
            "Chair: Pat Person",
            "Meets every 3 months",
            "Decides:",
            "The plan",
            "The grants, by delegation from The Council",
        ]
    );
    let bullets = |drawn: &DrawnBox| {
        drawn
            .details
            .iter()
            .filter(|detail| matches!(detail, Detail::Bullet(_)))
            .count()
    };
    assert_eq!(bullets(boxes(&full)["board"]), 2);
    assert_eq!(
        details(boxes(&full)["ageing"]),
        [
            "Programme board",
            "Chair not stated",
            "How often it meets is not stated"
        ]
    );
    assert_eq!(details(boxes(&full)["living"]), ["Programme board", "Chair: vacant"]);
    assert!(boxes(&full)["living"].vacant && boxes(&full)["director"].vacant);
    assert!(!boxes(&full)["board"].vacant);
    assert_eq!(details(boxes(&full)["director"]), ["Vacant"]);
}

#[test]
fn organisations_that_no_source_names_are_one_entry() {
    let groups = "[organisation.groups]\nname = \"Partner groups\"\nform = \"ccg\"\nmany = true\ncount = 5\ntier = \"borough\"\n\
        [body.joint]\nname = \"Joint group\"\nform = \"partnership-forum\"\nbetween = [\"council\", \"groups\"]\ntier = \"borough\"\n";
    let loaded = loaded(&format!(
        "{groups}[view.v]\nshow = [\"groups\", \"joint\"]\nboxes = [\"form\"]\n"
    ));
    let drawing = view_of(&loaded, "v");
    let boxes = boxes(&drawing);
    assert!(boxes["groups"].many && boxes["groups"].legal_person);
    assert!(details(boxes["groups"]).contains(&"5 of them"));
    assert!(details(boxes["joint"]).contains(&"Shared by The Council and Partner groups"));
}

#[test]
fn who_shares_a_body_is_said_as_far_as_may_be_told() {
    let owners = |count: usize| {
        let mut text = String::new();
        let mut keys = Vec::new();
        for number in 0..count {
            let audience = if number == 0 { "internal" } else { "public" };
            text.push_str(&format!(
                "[organisation.o{number}]\nname = \"O{number}\"\naudience = \"{audience}\"\n"
            ));
            keys.push(format!("\"o{number}\""));
        }
        format!("{text}[body.x]\nname = \"X\"\nbetween = [{}]\n", keys.join(", "))
    };
    let said = |count: usize, view: &str| {
        let drawing = view_of(
            &loaded(&format!(
                "{}[view.v]\nshow = [\"x\"]\nboxes = [\"form\"]\n{view}",
                owners(count)
            )),
            "v",
        );
        details(boxes(&drawing)["x"]).join("; ")
    };
    assert_eq!(said(3, ""), "Shared by O0, O1 and O2");
    assert_eq!(said(9, ""), "Shared by 9 organisations");
    assert_eq!(said(3, "audience = \"public\""), "Shared by O1, O2 and 1 more");
    let words = remit_report::text_equivalent(&drawn("boxes = [\"form\"]"));
    assert!(format!("{words:?}").contains("Shared by The Council and The Trust"));
}

#[test]
fn a_body_without_a_chair_is_not_vacant_itself() {
    let drawing = drawn("show = [\"living\", \"director\"]");
    let boxes = boxes(&drawing);
    assert_eq!(boxes["living"].vacancy(), Some("chair vacant"));
    assert_eq!(boxes["director"].vacancy(), Some("vacant"));
    let vacancy = |seats: &str| {
        let text =
            format!("[body.pair]\nname = \"Pair\"\nform = \"partnership-forum\"\n{seats}\n[view.v]\nshow = [\"pair\"]");
        let loaded = loaded(&text);
        self::boxes(&view_of(&loaded, "v"))["pair"].vacancy()
    };
    let [co_chair, held, chair] = [
        "seats.a = { role = \"co-chair\", vacant = true }\n",
        "seats.b = { role = \"co-chair\", person = \"p-person\" }\n",
        "seats.c = { role = \"chair\", vacant = true }\n",
    ];
    assert_eq!(vacancy(&format!("{co_chair}{held}")), Some("co-chair vacant"));
    assert_eq!(vacancy(&format!("{co_chair}{chair}")), Some("chair vacant"));
    assert_eq!(vacancy(held), None);
    let words = format!("{:?}", remit_report::text_equivalent(&drawing));
    assert!(
        words.contains("(chair vacant") && words.contains("(post, vacant"),
        "{words}"
    );
    let matrix = drawn("kind = \"matrix\"").matrix.expect("a matrix");
    let cells: Vec<&String> = matrix.rows.iter().flat_map(|(_, cells)| cells).collect();
    assert!(cells.iter().any(|cell| *cell == "C vacant"), "{cells:?}");
    assert!(matrix.key.iter().any(|(short, _)| short == "C vacant"));
}

#[test]
fn the_title_of_a_path_says_in_words_what_stands_at_its_ends() {
    for (written, title) in [
        ("form:programme-board", "the programme boards"),
        ("form:partnership-forum", "Partnership Board"),
        ("tier:programme", "the level programme"),
        ("lane:joint", "the lane joint"),
        ("within:council", "what is part of The Council"),
        ("tag:life-course", "what is labelled life course"),
    ] {
        let framework = FRAMEWORK.replace(
            "top-down = [\"council\", \"board\", \"localities\"]",
            &format!("top-down = [\"council\", \"{written}\"]"),
        );
        let loaded = from_texts(&[("framework.toml", &framework)]);
        assert!(loaded.findings.is_empty(), "{:#?}", loaded.findings);
        let path = view_of(&loaded, "path-down");
        assert_eq!(path.title, format!("From The Council to {title}"));
    }
}

#[test]
fn a_drawing_for_the_public_names_nobody_and_tells_nothing_internal() {
    let said = "boxes = [\"form\", \"chair\", \"meets\", \"decides\", \"log\"]";
    let internal = format!("{:?}", drawn(said));
    let public = drawn(&format!("{said}\naudience = \"public\""));
    let text = format!("{public:?}");
    for hidden in [
        "Pat Person",
        "Partnership Office",
        "Exempt Panel",
        "The money may run out",
        "Exempt paper",
    ] {
        assert!(internal.contains(hidden), "{hidden} is not there to be hidden");
        assert!(!text.contains(hidden), "{hidden}");
    }
    assert!(text.contains("Chair: vacant") && text.contains("What is the board? asks [name left out]"));
    assert!(!keys(&public).contains(&"exempt-panel"));
    assert!(public.lines.iter().all(|line| line.from != "exempt-panel"));
}

#[test]
fn a_path_stands_out_with_what_leads_along_it() {
    let drawing = drawn("highlight = { path = [\"council\", \"board\", \"localities\"] }");
    let marked: Vec<&str> = boxes(&drawing)
        .into_iter()
        .filter(|(_, drawn)| drawn.highlighted)
        .map(|(key, _)| key)
        .collect();
    assert_eq!(marked, ["board", "council", "localities"]);
    assert!(line(&drawing, "board", "answers to", "council").highlighted);
    // Nobody oversees the localities, unless a proposal is adopted.
    assert!(line(&drawing, "localities", "not in force", "board").highlighted);
    assert!(!line(&drawing, "ageing", "supports", "board").highlighted);
    // Where the places are further apart, what lies between belongs to the path.
    let drawing = drawn("highlight = { path = [\"council\", \"ageing\"] }");
    assert!(boxes(&drawing)["board"].highlighted);
    assert!(line(&drawing, "board", "oversees", "ageing").highlighted);
    assert!(!line(&drawing, "board", "oversees", "living").highlighted);
    // Where the proposal is shown, its own line is the step.
    let drawing = drawn("with = [\"forum\"]\nhighlight = { path = [\"board\", \"localities\"] }");
    assert!(line(&drawing, "board", "oversees", "localities").highlighted);
    assert!(drawing.lines.iter().all(|line| line.kind.is_some()));
    // Where there is none, the step is as the documents leave it.
    let loaded = from_texts(&[("framework.toml", FRAMEWORK)]);
    assert!(
        line(&view_of(&loaded, "framework"), "localities", "not stated", "board")
            .kind
            .is_none()
    );
    // A place that is not shown is no mistake, and marks nothing.
    let drawing = drawn("show = [\"council\"]\nhighlight = { path = [\"trust\", \"ageing\"] }");
    assert!(!boxes(&drawing)["council"].highlighted);
}

#[test]
fn surroundings_stand_out_or_are_shown_to_a_depth() {
    let drawing = drawn("highlight = { around = \"council\" }");
    assert!(boxes(&drawing)["board"].highlighted && !boxes(&drawing)["ageing"].highlighted);
    assert!(line(&drawing, "board", "answers to", "council").highlighted);
    assert!(!line(&drawing, "ageing", "supports", "board").highlighted);
    let drawing = drawn("highlight = { around = \"council\", depth = 2 }");
    assert!(boxes(&drawing)["ageing"].highlighted);
    let shown = "lines = [\"answers-to\", \"supports\"]\naround = \"council\"";
    assert_eq!(keys(&drawn(shown)), ["board", "council"]);
    assert_eq!(keys(&drawn(&format!("{shown}\ndepth = 0"))), ["council"]);
    let far = format!("{shown}\ndepth = 2\nshow = [\"trust\"]\nhide = [\"living\"]");
    assert_eq!(keys(&drawn(&far)), ["ageing", "board", "council", "trust"]);
}

#[test]
fn findings_stand_out_where_they_ask_for_something() {
    let drawing = drawn("highlight = { findings = true }");
    let boxes = boxes(&drawing);
    let found: Vec<&&str> = boxes
        .iter()
        .filter(|(_, drawn)| drawn.findings > 0)
        .map(|(key, _)| key)
        .collect();
    assert!(!found.is_empty());
    assert!(boxes.values().all(|drawn| drawn.highlighted == (drawn.findings > 0)));
    let loaded = loaded("");
    let at = loaded.model.at(loaded.model.framework.as_at.expect("a date"), &[]);
    let checked = remit_rules::check(&at, &BTreeSet::new());
    for (key, drawn) in boxes {
        let subject = at.node_by_key(key).expect("a node").subject();
        let about = checked
            .findings
            .iter()
            .filter(|finding| finding.keys.contains(&subject));
        let asking = about.filter(|finding| finding.level > remit_model::finding::Level::Note);
        assert_eq!(drawn.findings, asking.count(), "{key}");
    }
    assert!(self::boxes(&drawn("")).values().all(|drawn| drawn.findings == 0));
}

#[test]
fn what_is_collapsed_is_one_box_that_says_how_much_of_it_a_line_is_true_of() {
    let drawing = drawn("collapse = [\"form:programme-board\"]");
    let boxes = boxes(&drawing);
    let one = boxes["form:programme-board"];
    assert_eq!((one.name.as_str(), one.collapsed), ("+3 programme boards", Some(3)));
    assert!(!boxes.contains_key("ageing") && !boxes.contains_key("living"));
    let tier = drawing
        .tiers
        .iter()
        .find(|tier| tier.boxes.iter().any(|drawn| drawn.key == one.key));
    assert_eq!(tier.expect("a tier").name, "Programme");
    assert_eq!(one.lane, Some(1), "they all stand in that lane");
    let supports: Vec<&Arrow> = drawing
        .lines
        .iter()
        .filter(|line| line.label.starts_with("supports"))
        .collect();
    assert_eq!(supports.len(), 1);
    assert_eq!(supports[0].label, "supports (2 of 3)");
    assert_eq!(supports[0].from, "form:programme-board");
    let oversees = line(&drawing, "board", "oversees (2 of 3)", "form:programme-board");
    assert!(oversees.unsettled && !oversees.notes.is_empty());
    // Of which end it is true of some only is said where both stand for several.
    let both = |show: &str| {
        let drawing = drawn(&format!(
            "{show}\ncollapse = [\"form:programme-board\", \"within:council\"]"
        ));
        let between = drawing
            .lines
            .into_iter()
            .filter(|line| line.from.contains(':') && line.to.contains(':'));
        between.map(|line| line.label).collect::<Vec<_>>()
    };
    assert_eq!(both(""), ["supports (2 of 3 to 1 of 3)", "oversees (1 of 3 to 2 of 3)"]);
    let few = "show = [\"ageing\", \"living\", \"board\", \"exempt-panel\"]";
    assert_eq!(both(few), ["supports (all 2 to 1 of 2)", "oversees (1 of 2 to all 2)"]);
    // A label of one's own that reads as a plural; one that doesn't; and one alone, which stays as it is.
    let tag = drawn("collapse = [\"tag:life-course\"]");
    assert_eq!(self::boxes(&tag)["tag:life-course"].name, "+3 bodies (life course)");
    let alone = drawn("collapse = [\"tier:locality\"]");
    assert!(keys(&alone).contains(&"localities"));
}

#[test]
fn what_is_proposed_is_neither_collapsed_nor_drawn_as_in_force() {
    let drawing = drawn("with = [\"forum\"]\ncollapse = [\"form:programme-board\"]");
    let boxes = boxes(&drawing);
    assert_eq!(boxes["form:programme-board"].collapsed, Some(3));
    assert_eq!(boxes["form:programme-board"].standing, Standing::InForce);
    assert_eq!(boxes["forum"].standing, Standing::Proposed);
    assert_eq!(
        line(&drawing, "forum", "supports", "board").standing,
        Standing::Proposed
    );
    assert_eq!(
        line(&drawing, "board", "oversees", "localities").standing,
        Standing::Proposed
    );
    let without = drawn("");
    assert!(!keys(&without).contains(&"forum"));
    // Named by itself it is shown, as what it is.
    let named = drawn("show = [\"forum\", \"board\"]");
    assert_eq!(self::boxes(&named)["forum"].standing, Standing::Proposed);
}

#[test]
fn marks_are_no_part_of_a_label() {
    let drawing = drawn("with = [\"forum\"]");
    assert!(line(&drawing, "board", "answers to", "council").assumed);
    assert!(
        drawing
            .lines
            .iter()
            .all(|line| !line.label.contains("assumed") && !line.label.contains("proposed"))
    );
    assert!(!line(&drawing, "ageing", "supports", "board").assumed);
    line(&drawing, "council", "delegates: The grants", "board");
}

#[test]
fn open_entries_are_numbered_as_a_reader_meets_them() {
    let drawing = drawn("");
    let numbers: Vec<usize> = drawing.notes.iter().map(|note| note.number).collect();
    assert_eq!(numbers, [1, 2, 3]);
    assert!(drawing.notes.iter().all(|note| note.key != "done"), "it was answered");
    assert_eq!(boxes(&drawing)["board"].notes, [1, 2, 3]);
    let question = drawing
        .notes
        .iter()
        .find(|note| note.key == "who-oversees")
        .expect("it is open");
    assert_eq!(question.text, "Question: Who oversees living well?");
    assert_eq!(boxes(&drawing)["living"].notes, [question.number]);
    // It leaves the line to what it is about open, and no other.
    let oversees = line(&drawing, "board", "oversees", "living");
    assert!(oversees.unsettled);
    assert_eq!(oversees.notes, [question.number]);
    assert!(!line(&drawing, "board", "oversees", "ageing").unsettled);
    assert!(boxes(&drawing)["board"].unsettled, "its form is open");
    assert!(!boxes(&drawing)["living"].unsettled);
    let none = drawn("notes = false");
    assert!(none.notes.is_empty() && boxes(&none)["board"].notes.is_empty());
    assert!(boxes(&none)["board"].unsettled, "the mark stays");
    let form = drawn("boxes = [\"form\"]");
    assert!(boxes(&form)["board"].notes.is_empty());
    assert_eq!(form.notes.len(), 1, "lines keep their numbers");
}

#[test]
fn the_sheet_says_what_it_is() {
    let drawing = drawn("title = \"A title\"\nsheet-status = \"DRAFT\"\nas-at = 2024-11-02");
    assert_eq!(drawing.title, "A title");
    assert_eq!(drawing.framework, "Borough framework");
    assert_eq!(drawing.as_at, "2 November 2024");
    assert_eq!(drawing.version.as_deref(), Some("2.1"));
    assert_eq!(drawing.status.as_deref(), Some("DRAFT"));
    assert_eq!(
        drawing.sources,
        [
            "Handbook, Partnership Office, 1 April 2024",
            "Undated note (date taken to be 1 May 2024)",
            "Exempt paper"
        ]
    );
    assert_eq!(drawing.subtitle, "Borough framework, as at 2 November 2024");
    assert_eq!(
        drawn("with = [\"forum\"]").subtitle,
        "Borough framework, as at 1 October 2024, with the proposal “A forum”"
    );
    assert_eq!(
        drawn("with = [\"forum\"]").status,
        None,
        "showing a proposal makes no draft"
    );
}

#[test]
fn every_framework_has_views() {
    let loaded = loaded("");
    let at = loaded.model.at(loaded.model.framework.as_at.expect("a date"), &[]);
    let named: Vec<String> = views(&at).into_iter().map(|(key, _)| key).collect();
    let expected = [
        "framework",
        "path-down",
        "delegations",
        "membership",
        "decisions",
        "organisation-council",
        "organisation-trust",
    ];
    assert_eq!(named, expected);
    let built: Vec<String> = drawings(&at, &BTreeSet::new())
        .into_iter()
        .map(|drawn| drawn.key)
        .collect();
    assert_eq!(built, expected);
    assert_eq!(
        keys(&view_of(&loaded, "organisation-trust")),
        ["board", "council", "trust"]
    );
    let path = view_of(&loaded, "path-down");
    assert_eq!(keys(&path), ["board", "council", "localities"]);
    assert_eq!(path.title, "From The Council to Locality groups");
    assert!(boxes(&path).values().all(|drawn| drawn.highlighted));
    let delegations = view_of(&loaded, "delegations");
    assert_eq!(keys(&delegations), ["board", "council"]);
    assert_eq!(delegations.lines.len(), 1);
    assert!(view_of(&loaded, "membership").matrix.is_some());
    assert!(choice(&at, "organisation-board").is_none(), "it is a body");
    assert!(choice(&at, "path-nowhere").is_none());
}

#[test]
fn a_delegation_that_a_finding_is_about_stands_out_and_no_other() {
    let loaded = crate::folder::from_folder(&crate::folder::root().join("models/worked-two-dates"));
    let standing_out = |view: &str| -> Vec<String> {
        let drawing = view_of(&loaded, view);
        let lines = drawing.lines.iter().filter(|line| line.highlighted);
        lines.map(|line| line.label.clone()).collect()
    };
    assert_eq!(
        standing_out("in-2017"),
        ["delegates: Clinics", "delegates: Home visits", "delegates: Clinics"],
        "Clinics are given by two"
    );
    assert_eq!(standing_out("in-2023"), ["delegates: Home visits"]);
    assert!(standing_out("delegations").is_empty(), "that view does not ask for it");
}

#[test]
fn delegations_that_only_a_proposal_makes_are_drawn_when_it_is_asked_for() {
    let framework = r#"
[framework]
name = "Exampleshire framework"

[organisation.council]
name = "Exampleshire Council"
form = "county-council"

[body.committee]
name = "Roads Committee"
form = "committee"
within = "council"
"#;
    let proposal = r#"
[proposal]
id = "give"
title = "The council gives"

[delegation.roads]
from = ["council"]
to = "committee"
"#;
    let loaded = from_texts(&[("framework.toml", framework), ("give.toml", proposal)]);
    assert!(loaded.findings.is_empty(), "{:#?}", loaded.findings);
    let date = jiff::civil::date(2024, 4, 1);
    let has = |with: &[&str]| {
        let at = loaded.model.at(date, with);
        assert_eq!(
            views(&at).iter().any(|(key, _)| key == "delegations"),
            choice(&at, "delegations").is_some(),
            "what is listed can be drawn"
        );
        choice(&at, "delegations").is_some()
    };
    assert!(!has(&[]), "nobody has given anything");
    assert!(has(&["give"]));
}

#[test]
fn a_view_of_ones_own_takes_the_place_of_such_a_one() {
    let loaded = loaded("[view.framework]\ntitle = \"Ours\"\nshow = [\"council\"]");
    let at = loaded.model.at(loaded.model.framework.as_at.expect("a date"), &[]);
    let titles = views(&at);
    assert_eq!(titles.iter().filter(|(key, _)| key == "framework").count(), 1);
    assert_eq!(titles[0], ("framework".to_owned(), "Ours".to_owned()));
    assert!(
        titles.iter().any(|(key, _)| key == "path-down"),
        "the others can still be asked for"
    );
    let built = drawings(&at, &BTreeSet::new());
    assert_eq!(built.len(), 1, "only what was written is built");
    assert_eq!(keys(&built[0].drawing), ["council"]);
}

#[test]
fn a_choice_needs_no_file() {
    let loaded = loaded("");
    let at = loaded.model.at(loaded.model.framework.as_at.expect("a date"), &[]);
    let mut choice = Choice::new("By hand");
    choice.show = vec![Selector::parse("form:programme-board", &loaded.model).expect("a selector")];
    choice.as_at = Some(jiff::civil::date(2025, 1, 1));
    let drawing = draw(&at, &BTreeSet::new(), &choice);
    assert_eq!(keys(&drawing), ["ageing", "growing", "living"]);
    assert_eq!(drawing.as_at, "1 January 2025");
}

#[test]
fn the_house_style_is_read_once_and_checked() {
    let style = "[house-style]\nink = \"#1A2b3c\"\nfont = \"Arial\"\nlogo = \"pictures/logo.svg\"\nfooter = \"Office\"";
    let loaded = loaded(style);
    let read = &loaded.model.house_style;
    assert_eq!(read.ink, Some(remit_model::drawing::Colour(0x1a, 0x2b, 0x3c)));
    assert_eq!(read.paper, None);
    assert_eq!(read.font.as_deref(), Some("Arial"));
    assert_eq!(read.logo.as_deref(), Some("pictures/logo.svg"));
    assert_eq!(read.footer.as_deref(), Some("Office"));
    for (written, message) in [
        ("ink = \"red\"", "`ink` takes a colour, not \"red\""),
        ("paper = \"#fff\"", "`paper` takes a colour, not \"#fff\""),
        ("band = \"#12345g\"", "`band` takes a colour, not \"#12345g\""),
        ("body = \"123456\"", "`body` takes a colour, not \"123456\""),
        ("organisation = \"#ééé\"", "`organisation` takes a colour, not \"#ééé\""),
        (
            "highlight = \"#1234567\"",
            "`highlight` takes a colour, not \"#1234567\"",
        ),
        (
            "logo = \"../logo.png\"",
            "`logo` takes a PNG or SVG file in the folder of the framework, not \"../logo.png\"",
        ),
        (
            "logo = \"/etc/logo.png\"",
            "`logo` takes a PNG or SVG file in the folder of the framework, not \"/etc/logo.png\"",
        ),
        (
            "logo = \"logo.gif\"",
            "`logo` takes a PNG or SVG file in the folder of the framework, not \"logo.gif\"",
        ),
    ] {
        let style = format!("[house-style]\n{written}");
        let loaded = from_texts(&[("framework.toml", FRAMEWORK), ("style.toml", &style)]);
        let [finding] = loaded.findings.as_slice() else {
            panic!("{written}: {:#?}", loaded.findings);
        };
        assert_eq!((finding.rule, finding.message.as_str()), ("wrong-value", message));
        assert!(finding.help.len() == 1 && finding.labels.len() == 1, "{written}");
        assert_eq!(loaded.model.house_style, remit_model::drawing::HouseStyle::default());
    }
}

#[test]
fn a_house_style_stands_once_and_in_no_proposal() {
    let style = "[house-style]\nink = \"#000000\"";
    let twice = from_texts(&[("a.toml", style), ("b.toml", style), ("framework.toml", FRAMEWORK)]);
    let rules: Vec<&str> = twice.findings.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, ["defined-twice"]);
    assert_eq!(twice.findings[0].labels.len(), 2);
    let proposed = format!("{PROPOSAL}\n{style}");
    let proposed = from_texts(&[("forum.toml", &proposed), ("framework.toml", FRAMEWORK)]);
    let rules: Vec<&str> = proposed.findings.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, ["misplaced-table"]);
    assert_eq!(proposed.model.house_style.ink, None);
}

#[test]
fn every_view_of_every_model_is_whole() {
    for folder in models() {
        let loaded = from_folder(&folder);
        let at = loaded.model.at(loaded.model.framework.as_at.expect("a date"), &[]);
        for (key, _) in views(&at) {
            let choice = choice(&at, &key).unwrap_or_else(|| panic!("{key} is listed, and not there"));
            let drawing = draw(&at, &loaded.broken, &choice);
            assert_eq!(
                format!("{drawing:?}"),
                format!("{:?}", draw(&at, &loaded.broken, &choice)),
                "{key}"
            );
            if drawing.matrix.is_some() {
                continue;
            }
            let boxes = boxes(&drawing);
            assert!(!boxes.is_empty(), "{key} shows nothing");
            for line in &drawing.lines {
                assert!(boxes.contains_key(line.from.as_str()), "{key}: {}", line.from);
                assert!(boxes.contains_key(line.to.as_str()), "{key}: {}", line.to);
            }
            assert!(
                boxes
                    .values()
                    .all(|drawn| drawn.lane.is_none_or(|lane| lane < drawing.lanes.len()))
            );
            let used = boxes.values().flat_map(|drawn| &drawn.notes);
            let used: BTreeSet<usize> = used
                .chain(drawing.lines.iter().flat_map(|line| &line.notes))
                .copied()
                .collect();
            let listed: BTreeSet<usize> = drawing.notes.iter().map(|note| note.number).collect();
            assert_eq!(used, listed, "{key}");
            for tier in drawing.tiers.split_last().map_or(&[][..], |(_, above)| above) {
                assert!(!tier.name.is_empty(), "{key}: only the last tier may have no name");
            }
        }
    }
    assert!(root().join("models").is_dir());
}

#[test]
fn a_change_lies_over_what_is_not_in_force_too() {
    let later = "starts = 2026-01-01";
    for written in ["status = \"shadow\"", "status = \"proposed\"", later] {
        let body = format!(
            "[body.b]\nname = \"Beta Committee\"\nform = \"programme-board\"\nwithin = \"council\"\ntier = \"programme\"\n{written}\n"
        );
        let proposal = "[proposal]\nid = \"p\"\ntitle = \"P\"\nstarts = 2024-04-01\n\
            [change.body.b]\nmeets = { every-months = 1 }\n";
        let loaded = from_texts(&[("framework.toml", FRAMEWORK), ("b.toml", &body), ("p.toml", proposal)]);
        assert!(loaded.findings.is_empty(), "{:#?}", loaded.findings);
        let at = loaded.model.at("2024-10-01".parse().expect("a day"), &["p"]);
        let node = at.node_by_key("b").expect("the body");
        assert_eq!(node.name().as_str(), "Beta Committee", "{written}");
        assert_eq!(node.tier().map(|(number, _)| number), Some(1), "{written}");
        assert!(
            node.form().stated().is_some() && node.within().stated().is_some(),
            "{written}"
        );
        assert_eq!(
            node.meets().map(|meets| meets.words()).as_deref(),
            Some("every month"),
            "{written}"
        );
        assert!(!node.exists(), "{written}");
        // Without the proposal, its change is not there.
        let without = loaded.model.at(at.date(), &[]);
        assert!(
            without.node_by_key("b").expect("the body").meets().is_none(),
            "{written}"
        );
    }
}

#[test]
fn what_the_framework_has_as_proposed_or_shadow_is_drawn_as_such() {
    let more = "[body.planned]\nname = \"Planned\"\nform = \"programme-board\"\nwithin = \"trust\"\nlane = \"providers\"\n\
        status = \"proposed\"\nanswers-to.board = {}\n\
        [body.trial]\nname = \"Trial\"\nform = \"programme-board\"\nwithin = \"trust\"\nlane = \"providers\"\n\
        status = \"shadow\"\nanswers-to.board = {}\n\
        [body.over]\nname = \"Over\"\nform = \"programme-board\"\nwithin = \"trust\"\nlane = \"providers\"\nends = 2024-01-01\n\
        [body.given-up]\nname = \"Given up\"\nform = \"programme-board\"\nwithin = \"trust\"\nstatus = \"shadow\"\nends = 2024-01-01\n\
        [body.later]\nname = \"Later\"\nform = \"programme-board\"\nwithin = \"trust\"\nlane = \"providers\"\nstarts = 2025-01-01\n";
    let of = |view: &str| {
        let loaded = loaded(&format!("{more}[view.v]\n{view}"));
        view_of(&loaded, "v")
    };
    for view in [
        "",
        "show = [\"form:programme-board\"]",
        "show = [\"lane:providers\"]",
        "show = [\"within:trust\"]",
        "around = \"board\"",
    ] {
        let drawing = of(view);
        let boxes = boxes(&drawing);
        assert_eq!(boxes["planned"].standing, Standing::Proposed, "{view}");
        assert_eq!(boxes["trial"].standing, Standing::Shadow, "{view}");
        for out in ["over", "given-up", "later", "forum"] {
            assert!(!boxes.contains_key(out), "{view}: {out}");
        }
    }
    let drawing = of("");
    assert_eq!(
        line(&drawing, "planned", "answers to", "board").standing,
        Standing::Proposed
    );
    assert_eq!(
        line(&drawing, "trial", "answers to", "board").standing,
        Standing::Shadow
    );
    assert_eq!(
        keys(&of("show = [\"within:trust\"]\nhide = [\"form:programme-board\"]")),
        ["board"]
    );
    let loaded = loaded(more);
    let whole = keys(&view_of(&loaded, "framework")).join(" ");
    assert!(whole.contains("planned") && whole.contains("trial"), "{whole}");
    assert_eq!(
        keys(&view_of(&loaded, "organisation-trust")),
        ["board", "council", "planned", "trial", "trust"]
    );
}
