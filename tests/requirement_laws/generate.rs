//! Frameworks made up at random for the laws of requirements: small, with silences, proposals, and one requirement of
//! each kind.

use std::fmt::Write;

use crate::generate::Dice;

const BODIES: usize = 5;
const SELECTORS: [&str; 6] = ["b0", "b1", "b2", "b3", "b4", "tier:low"];
const BY: [&str; 3] = [
    "[\"answers-to\"]",
    "[\"answers-to\", \"oversees\"]",
    "[\"answers-to\", \"oversees\", \"delegation\"]",
];

/// A framework, as one file.
pub(super) fn framework(dice: &mut Dice<'_>) -> String {
    // First, so that shrinking leaves them something to be made of.
    let mut demands = String::new();
    requirements(dice, &mut demands);
    let mut text = String::from("[framework]\nname = \"Made up\"\ntiers = [\"top\", \"low\"]\ncomplete = [");
    for body in 0..BODIES {
        if dice.chance(13) {
            let _ = write!(text, "\"seats:b{body}\", ");
        }
    }
    text.push_str("]\n[organisation.o0]\n[organisation.o1]\n");
    // An organisation that is no more.
    text.push_str("[organisation.o2]\nends = 2016-03-31\n");
    for person in 0..3 {
        let _ = writeln!(text, "[person.q{person}]");
        let of = match dice.roll(20) {
            0..=4 => "[]",
            5..=11 => "[\"o0\"]",
            12..=15 => "[\"o1\"]",
            16 | 17 => "[\"o0\", \"o1\"]",
            18 => "[\"o0\", \"o9\"]",
            _ => "[\"o9\"]",
        };
        let _ = writeln!(text, "of = {of}");
        let _ = writeln!(
            text,
            "categories = {}",
            dice.pick(&["[]", "[\"lay\"]", "[\"clinician\"]", "[\"clinician\", \"lay\"]"])
        );
    }
    for post in 0..2 {
        let _ = writeln!(text, "[post.p{post}]");
        text.push_str(dice.pick(&[
            "",
            "within = \"o0\"\n",
            "between = [\"o0\", \"o1\"]\n",
            "employer = \"o1\"\n",
        ]));
        text.push_str(dice.pick(&["", "", "", "", "ends = 2016-01-01\n"]));
        match dice.roll(6) {
            0..=2 => {
                let _ = writeln!(text, "holder = \"q{}\"", dice.roll(3));
            }
            3 => text.push_str("vacant = true\n"),
            4 => text.push_str("not-stated = [\"holder\"]\n"),
            _ => {}
        }
    }
    text.push_str("[post.p2]\nwithin = \"o1\"\nends = 2016-01-01\n");
    text.push_str("[function.f0]\nkind = \"duty\"\n[function.f1]\nkind = \"power\"\n[function.f2]\nkind = \"matter\"\nends = 2016-01-01\n");
    for number in 0..BODIES {
        body(dice, number, &mut text);
    }
    for number in 0..dice.roll(3) {
        delegation(dice, &format!("[delegation.g{number}]"), &mut text);
    }
    chain(dice, &mut text);
    for number in 0..dice.roll(3) {
        let _ = write!(
            text,
            "[instrument.i{number}]\nparty.o{} = {{ {} }}\n",
            dice.roll(3),
            capacity(dice, "role")
        );
        text.push_str(dice.pick(&["", "", "ends = 2016-01-01\n", "status = \"proposed\"\n"]));
    }
    text + &demands
}

fn capacity(dice: &mut Dice<'_>, key: &str) -> String {
    match dice.roll(6) {
        0 => String::new(),
        roll => format!("{key} = \"{}\"", ["commissioner", "provider", "member"][roll % 3]),
    }
}

/// Whether a line is in force: mostly.
fn state(dice: &mut Dice<'_>) -> &'static str {
    match dice.roll(14) {
        9 => ", status = \"proposed\"",
        10 => ", status = \"shadow\"",
        11 => ", ends = 2016-01-01",
        12 => ", starts = 2018-01-01",
        13 => ", starts = 2017-11-01, ends = 2017-11-01",
        _ => "",
    }
}

fn body(dice: &mut Dice<'_>, number: usize, text: &mut String) {
    let _ = writeln!(text, "[body.b{number}]");
    let _ = writeln!(text, "tier = \"{}\"", dice.pick(&["top", "low"]));
    text.push_str(dice.pick(&[
        "",
        "within = \"o0\"\n",
        "between = [\"o0\", \"o2\"]\n",
        "between = [\"o1\"]\n",
    ]));
    text.push_str(dice.pick(&[
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "many = true\n",
        "many = true\ncount = 1\n",
        "count = 3\n",
        "external = true\n",
    ]));
    text.push_str(dice.pick(&[
        "",
        "meets.every-weeks = 2\n",
        "meets.every-weeks = 9\n",
        "meets.every-months = 1\n",
        "meets.every-months = 3\n",
    ]));
    text.push_str(match dice.roll(30) {
        1 => "ends = 2016-01-01\n",
        2 => "status = \"proposed\"\n",
        _ => "",
    });
    let mut silent = Vec::new();
    for key in ["answers-to", "oversees", "seats", "between", "party", "does"] {
        if dice.roll(24) == 1 {
            silent.push(format!("\"{key}\""));
        }
    }
    let _ = writeln!(text, "not-stated = [{}]", silent.join(", "));
    for line in 0..dice.roll(4) {
        let kind = dice.pick(&["answers-to", "oversees"]);
        let other = if dice.roll(50) == 1 { 9 } else { dice.roll(BODIES) };
        let _ = writeln!(text, "{kind}.k{line} = {{ to = \"b{other}\"{} }}", state(dice));
    }
    for line in 0..dice.roll(4) {
        let role = ["chair", "member"][dice.roll(2)];
        let filled = match dice.roll(18) {
            0 => String::new(),
            1 => "vacant = true".to_owned(),
            2 => format!("vacant = true, nominee-of = \"o{}\"", dice.roll(2)),
            3 | 4 => format!("nominee-of = \"{}\"", dice.pick(&["o0", "o1", "b0", "p0"])),
            5 => format!("post = \"p{}\"", dice.roll(2)),
            6 => format!("ex-officio = \"chair of {}\"", dice.pick(&["b0", "b1", "tier:low"])),
            7 => format!("person = \"q{}\", nominee-of = \"o{}\"", dice.roll(3), dice.roll(3)),
            8 => "person = \"nobody\"".to_owned(),
            _ => format!("person = \"q{}\"", dice.roll(3)),
        };
        let comma = if filled.is_empty() { "" } else { ", " };
        let category = dice.pick(&["", ", category = \"lay\"", ", category = \"executive\""]);
        let voting = dice.pick(&[", voting = true", ", voting = true", ", voting = false", ""]);
        let count = dice.pick(&["", "", "", ", count = 2"]);
        let _ = writeln!(
            text,
            "seats.s{line} = {{ role = \"{role}\"{comma}{filled}{category}{voting}{count}{} }}",
            state(dice)
        );
    }
    for line in 0..dice.roll(3) {
        let said = capacity(dice, ", capacity");
        let _ = writeln!(
            text,
            "party.k{line} = {{ to = \"o{}\"{said}{} }}",
            dice.roll(3),
            state(dice)
        );
    }
    for line in 0..dice.roll(3) {
        let verb = match dice.roll(24) {
            1 => "",
            2 => "not-stated = [\"verb\"], ",
            3 => "verb = \"aprove\", ",
            4..=14 => "verb = \"approve\", ",
            _ => "verb = \"advise\", ",
        };
        let function = if dice.roll(40) == 1 {
            "f9".to_owned()
        } else {
            format!("f{}", dice.roll(3))
        };
        let _ = writeln!(
            text,
            "does.d{line} = {{ {verb}function = \"{function}\"{} }}",
            state(dice)
        );
    }
}

fn delegation(dice: &mut Dice<'_>, heading: &str, text: &mut String) {
    let _ = writeln!(text, "{heading}");
    match dice.roll(10) {
        1 => text.push_str("not-stated = [\"from\"]\n"),
        2 => text.push_str("from = [\"b9\"]\n"),
        3 => text.push_str("from = [\"o2\"]\n"),
        _ => {
            let _ = writeln!(text, "from = [\"{}\"]", dice.pick(&["b0", "b1", "b2", "o0"]));
        }
    }
    match dice.roll(10) {
        1 => text.push_str("to = \"b9\"\n"),
        // The keys that are not stated are one list.
        2 if !text.ends_with("\"from\"]\n") => text.push_str("not-stated = [\"to\"]\n"),
        _ => {
            let _ = writeln!(text, "to = \"{}\"", dice.pick(&["b1", "b2", "b3", "p0", "p2"]));
        }
    }
    match dice.roll(12) {
        1 => text.push_str("functions = [\"f9\"]\n"),
        2 if !text.contains(&format!("{heading}\nnot-stated")) && !text.ends_with("\"to\"]\n") => {
            text.push_str("not-stated = [\"functions\"]\n");
        }
        _ => {
            let _ = writeln!(text, "functions = [\"f{}\"]", dice.roll(2));
        }
    }
    text.push_str(dice.pick(&[
        "",
        "",
        "verbs = [\"approve\", \"advise\"]\n",
        "verbs = [\"advise\"]\n",
        "verbs = [\"aprove\"]\n",
    ]));
    text.push_str(dice.pick(&["", "", "", "limit = { amount = 5 }\n"]));
    text.push_str(dice.pick(&["", "", "", "ends = 2016-01-01\n", "status = \"proposed\"\n"]));
}

/// A function given on, step by step: by some as a whole, by some only in part.
fn chain(dice: &mut Dice<'_>, text: &mut String) {
    for (number, pair) in ["o0", "b1", "b2", "b3"].windows(2).enumerate() {
        if dice.chance(5) {
            let limit = dice.pick(&["", "", "limit = { amount = 5 }\n"]);
            let _ = writeln!(
                text,
                "[delegation.chain{number}]\nfrom = [\"{}\"]\nto = \"{}\"\nfunctions = [\"f1\"]\n{limit}",
                pair[0], pair[1]
            );
        }
    }
}

fn requirements(dice: &mut Dice<'_>, text: &mut String) {
    let place = |dice: &mut Dice<'_>| dice.pick(&SELECTORS).to_owned();
    let places = |dice: &mut Dice<'_>| {
        let mut places = vec![place(dice), place(dice)];
        if dice.chance(5) {
            places.push(place(dice));
        }
        format!("{places:?}")
    };
    let _ = writeln!(
        text,
        "[requirement.path.r]\ntop-down = {}\nby = {}",
        places(dice),
        dice.pick(&BY)
    );
    // Sums of what bodies may wait, and a little less and more.
    for weeks in [2, 4, 5, 9, 11, 14, 16, 18] {
        let places = format!("[\"b{}\", \"b{}\"]", dice.roll(BODIES), dice.roll(BODIES));
        let by = BY[1];
        let _ = writeln!(
            text,
            "[requirement.path.in-{weeks}]\ntop-down = {places}\nby = {by}\nwithin-weeks = {weeks}"
        );
    }
    for number in 0..4 {
        let _ = writeln!(
            text,
            "[requirement.only.r{number}]\ntop-down = {}\nthrough = \"b{}\"\nby = {}",
            places(dice),
            dice.roll(BODIES),
            dice.pick(&BY)
        );
    }
    let _ = writeln!(
        text,
        "[requirement.forbidden.r]\nfrom = \"{}\"\nto = \"{}\"\nby = {}",
        place(dice),
        place(dice),
        dice.pick(&BY)
    );
    for (key, role) in [("chair", ""), ("member", "role = \"member\"\n")] {
        let _ = writeln!(
            text,
            "[requirement.link.{key}]\nchair-of = \"{}\"\nsits-on = \"b{}\"\n{role}",
            place(dice),
            dice.roll(BODIES)
        );
    }
    let who = dice.pick(&[
        "",
        "[\"person\"]",
        "[\"post\"]",
        "[\"organisation\"]",
        "[\"person\", \"post\"]",
    ]);
    let set = |dice: &mut Dice<'_>| {
        dice.pick(&["b0", "b1", "b2", "b3", "b4", "tier:low", "o0", "p0", "within:o1"])
            .to_owned()
    };
    text.push_str("[requirement.separate.sets]\n");
    if !who.is_empty() {
        let _ = writeln!(text, "who = {who}");
    }
    let _ = writeln!(text, "sets = [\"{}\", \"{}\"]", set(dice), set(dice));
    text.push_str("[requirement.separate.capacities]\ncapacities = [\"commissioner\", \"provider\"]\n");
    let functions = dice.pick(&[
        "[\"f0\"]",
        "[\"f1\"]",
        "[\"*\"]",
        "[\"kind:duty\"]",
        "[\"f2\"]",
        "[\"f0\", \"f1\"]",
    ]);
    let _ = writeln!(text, "[requirement.exactly-one.r]\nfunctions = {functions}");
    let most = match dice.roll(4) {
        0 => "most = 1".to_owned(),
        1 => format!("most = {}", dice.roll(3)),
        2 => "percent = 50".to_owned(),
        _ => format!("percent = {}", [0, 25, 34, 100][dice.roll(4)]),
    };
    let of = dice.pick(&["", "organisation = \"o0\"\n", "category = \"lay\"\n"]);
    let voting = dice.pick(&["", "voting = true\n"]);
    let _ = writeln!(
        text,
        "[requirement.cap.r]\non = \"{}\"\n{most}\n{of}{voting}",
        place(dice)
    );
}

/// A proposal, which is not adopted: nothing in it counts.
pub(super) fn proposal(dice: &mut Dice<'_>) -> String {
    let mut text = "[proposal]\nid = \"more\"\n".to_owned();
    let from = dice.roll(BODIES);
    let _ = writeln!(
        text,
        "[change.body.b{from}]\n{}.more = {{ to = \"b{}\" }}\nseats.more = {{ role = \"chair\", person = \"q0\", voting = true }}\n\
         does.more = {{ verb = \"approve\", function = \"f0\" }}\nparty.more = {{ to = \"o0\", capacity = \"provider\" }}",
        dice.pick(&["answers-to", "oversees"]),
        dice.roll(BODIES)
    );
    delegation(dice, "[delegation.more]", &mut text);
    text
}
