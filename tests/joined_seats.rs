//! Who sits on bodies that become one, or one that becomes several: votes by organisation, and a quorum that fits no more.

use remit_rules::change::Weight;

use crate::change_rules::between;

const BOARDS: &str = r#"
[framework]
name = "Boards"
as-at = 2026-06-01
complete = ["seats:east", "seats:west"]

[organisation.council]
name = "Council"

[organisation.trust]
name = "Trust"

[body.east]
name = "East"
between = ["council", "trust"]
seats.c = { role = "member", voting = true, nominee-of = "council", count = 2 }
seats.t = { role = "member", voting = true, nominee-of = "trust", count = 2 }
quorum = { members = 3 }

[body.west]
name = "West"
between = ["council", "trust"]
seats.c = { role = "member", voting = true, nominee-of = "council", count = 2 }
seats.t = { role = "member", voting = true, nominee-of = "trust", count = 2 }
quorum = { members = 3 }
"#;

/// What is said of the seats of those that a proposal joins or parts: weight, sentence, remarks.
fn seats(framework: &str, proposal: &str) -> Vec<(Weight, String, Vec<String>)> {
    let proposal = format!("[proposal]\nid = \"p\"\n{proposal}");
    let texts = [("framework.toml", framework), ("proposals/p.toml", proposal.as_str())];
    let day = "2026-06-01".parse().expect("a day");
    let found = between(&texts, (day, &[]), (day, &["p"])).into_iter();
    let shifted = found.filter(|one| one.finding.rule == "membership-shifted");
    let told = shifted.map(|one| (one.weight(), one.finding.message.clone(), one.finding.remarks));
    told.collect()
}

fn joined(quorum: u32) -> String {
    format!(
        "[body.one]\nname = \"One\"\nbetween = [\"council\", \"trust\"]\nquorum.members = {quorum}\n\
         seats.c = {{ role = \"member\", voting = true, nominee-of = \"council\", count = 4 }}\n\
         [end.body.east]\nsuccessor = \"one\"\n[end.body.west]\nsuccessor = \"one\"\n"
    )
}

const TOGETHER: &str = "votes by organisation, taken together: Trust 4 → 0";

#[test]
fn a_quorum_that_one_board_cannot_make_up_is_breaking_where_all_seats_of_both_were_entered() {
    let [(weight, message, remarks)] = &seats(BOARDS, &joined(6))[..] else {
        panic!("one");
    };
    assert_eq!(
        message,
        &format!(
            "One: seats, all with a vote, 4 (East) + 4 (West) = 8 → 4; quorum 3 (East) + 3 (West) → 6; {TOGETHER}"
        )
    );
    assert_eq!(*weight, Weight::Breaking);
    let short = "the quorum is 6, and entered seats with a vote are 4";
    assert_eq!(remarks, &[format!("{short}: before, there were enough")]);
    // What nobody has entered in full may be made up of more.
    let open = BOARDS.replace("complete = [\"seats:east\", \"seats:west\"]\n", "");
    let [(weight, _, remarks)] = &seats(&open, &joined(6))[..] else {
        panic!("one");
    };
    assert_eq!(*weight, Weight::Notable);
    assert_eq!(
        remarks,
        &[format!("{short}; not all may be entered: before, there were enough")]
    );
}

#[test]
fn a_quorum_of_everybody_is_said_to_be_one() {
    let [(weight, _, remarks)] = &seats(BOARDS, &joined(4))[..] else {
        panic!("one");
    };
    assert_eq!(*weight, Weight::Notable);
    let everybody = "the quorum is now all of the 4 seats with a vote that are entered: if one member is missing, nothing can be decided";
    assert_eq!(remarks, &[everybody.to_owned()]);
    assert_eq!(seats(BOARDS, &joined(3))[0].2, Vec::<String>::new());
    // Of a body that stays likewise, and it is no news where it was so before.
    let fewer = "[change.body.east]\nseats.t.count = 1\n";
    let [(weight, _, remarks)] = &seats(BOARDS, fewer)[..] else {
        panic!("one");
    };
    assert_eq!(*weight, Weight::Notable);
    assert_eq!(remarks, &[everybody.replace('4', "3")]);
    let tight = BOARDS.replace("quorum = { members = 3 }", "quorum = { members = 4 }");
    let as_before = "[change.body.east]\nseats.t = { count = 1 }\nquorum.members = 3\n";
    assert_eq!(seats(&tight, as_before)[0].2, Vec::<String>::new());
}

#[test]
fn seats_that_nobody_entered_are_no_seats_less() {
    let split = "[body.a]\nname = \"A\"\nbetween = [\"council\", \"trust\"]\n\
                 seats.c = { role = \"member\", voting = true, nominee-of = \"council\", count = 4 }\n\
                 [body.b]\nname = \"B\"\nbetween = [\"council\", \"trust\"]\n\
                 [end.body.east]\nsuccessor = [\"a\", \"b\"]\n";
    let [(weight, message, _)] = &seats(BOARDS, split)[..] else {
        panic!("one");
    };
    assert_eq!(
        message,
        "A and B: seats, all with a vote, 4 → 4 (A) + none entered (B); quorum 3 → none entered (A) + none entered (B)"
    );
    assert_eq!(*weight, Weight::Notable);
}

/// One that takes another in is told beside both.
#[test]
fn what_is_taken_in_brings_its_votes() {
    let into = "[change.body.east]\nseats.c.count = 3\nseats.t.count = 3\n[end.body.west]\nsuccessor = \"east\"\n";
    let [(_, message, _)] = &seats(BOARDS, into)[..] else {
        panic!("one");
    };
    assert_eq!(
        message,
        "East: seats, all with a vote, 4 (East) + 4 (West) = 8 → 6; quorum 3 (East) + 3 (West) → 3; \
         votes by organisation, taken together: Council 4 → 3, Trust 4 → 3"
    );
}

#[test]
fn one_that_is_taken_in_without_seats_shifts_none() {
    let silent = format!("{BOARDS}\n[body.group]\nname = \"Group\"\nbetween = [\"council\", \"trust\"]\n");
    let into = "[end.body.group]\nsuccessor = \"east\"\n";
    assert_eq!(seats(&silent, into), Vec::new());
}
