//! How rules speak of lists and keys, so that all speak alike.

use remit_model::document::RelationKind;

/// "a", "a and b", "a, b and c".
pub(crate) fn list(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [start @ .., last] => format!("{} and {last}", start.join(", ")),
    }
}

/// "a", "a or b", "a, b or c".
pub(crate) fn either(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [start @ .., last] => format!("{} or {last}", start.join(", ")),
    }
}

/// What a key of a line that is not stated leaves unsaid: "how much of the Executive it comprises".
pub(crate) fn line_silence(kind: RelationKind, key: &str, other: &str) -> String {
    match (kind, key) {
        (_, "extent") => format!("how much of {other} it comprises"),
        (RelationKind::Party, "by") => format!("by what paper {other} belong to it"),
        (RelationKind::Party, "capacity") => format!("in what capacity {other} belongs to it"),
        (RelationKind::Supports, "for") => format!("in which matters it supports {other}"),
        (RelationKind::Advises, "for") => format!("on which matters it advises {other}"),
        (_, "for") => format!("for which matters it {} {other}", kind.words()),
        (_, "taken-into-account") => format!("whether {other} must take its advice into account"),
        (_, "basis") => format!("on what basis it {} {other}", kind.words()),
        (_, "every-months") => format!("how often it {} {other}", kind.words()),
        (_, "starts") => format!("since when it {} {other}", kind.words()),
        (_, "ends") => format!("until when it {} {other}", kind.words()),
        (_, key) => format!("the {} with which it {} {other}", key.replace('-', " "), kind.words()),
    }
}

/// What a key of a delegation that is not stated leaves unsaid: "under which power the council delegates to it".
pub(crate) fn delegation_silence(key: &str, givers: &[String], delegate: &str) -> String {
    let from = list(givers);
    match key {
        "functions" => format!("what {from} {delegate} to it"),
        "power" => format!("under which power {from} {delegate} to it"),
        "instrument" => format!("by what paper {from} {delegate} to it"),
        "recorded-in" => format!("where the delegation from {from} is recorded"),
        "limit" => format!("up to how much it may decide for {from}"),
        "onward" => format!("whether it may pass on what {from} {delegate} to it"),
        "verbs" => format!("what it may do with what {from} {delegate} to it"),
        "consent" => format!("where the consent to the delegation from {from} is recorded"),
        "review-due" => format!("when the delegation from {from} is to be reviewed"),
        "starts" => format!("since when {from} {delegate} to it"),
        "ends" => format!("until when {from} {delegate} to it"),
        "from" => "who delegates to it".to_owned(),
        key => format!("the {} of the delegation from {from}", key.replace('-', " ")),
    }
}

/// What several keys of the same delegations leave unsaid, in one: "the terms on which the council delegates to it (under which
/// power, up to how much)". `None` where one of the keys is not one of its terms.
pub(crate) fn delegation_silences(keys: &[&str], givers: &[String], delegate: &str) -> Option<String> {
    let term = |key: &&str| {
        Some(match *key {
            "functions" => "what",
            "power" => "under which power",
            "instrument" => "by what paper",
            "recorded-in" => "where that is recorded",
            "limit" => "up to how much",
            "onward" => "whether it may be passed on",
            "verbs" => "to do what",
            "consent" => "where the consent is recorded",
            "review-due" => "when it is to be reviewed",
            "starts" => "since when",
            "ends" => "until when",
            _ => return None,
        })
    };
    let terms: Vec<&str> = keys.iter().map(term).collect::<Option<_>>()?;
    let from = list(givers);
    Some(format!(
        "the terms on which {from} {delegate} to it ({})",
        terms.join(", ")
    ))
}

/// What a key that is not stated leaves unsaid, in a sentence "… is not stated".
pub fn silence(key: &str) -> String {
    match key {
        "form" => "its legal form".to_owned(),
        "within" => "which organisation it is part of".to_owned(),
        "between" => "which organisations share it".to_owned(),
        "answers-to" => "to whom it answers".to_owned(),
        "reports-to" => "to whom it reports".to_owned(),
        "oversees" => "whom it oversees".to_owned(),
        "supports" => "whom it supports".to_owned(),
        "advises" => "whom it advises".to_owned(),
        "challenges" => "whom it challenges".to_owned(),
        "scrutinises" => "whom it scrutinises".to_owned(),
        "contributors" => "who pays in".to_owned(),
        "held-by" => "who holds it".to_owned(),
        "committed-by" => "who may commit it".to_owned(),
        "owners" => "whose it is".to_owned(),
        "onward" => "whether it may be passed on".to_owned(),
        "recorded-in" => "where it is recorded".to_owned(),
        "verbs" => "what may be done with it".to_owned(),
        "functions" => "what it gives".to_owned(),
        "of" => "whose it is".to_owned(),
        "seats" => "who chairs it and who sits on it".to_owned(),
        "instrument" => "its terms of reference".to_owned(),
        "quorum" => "its quorum".to_owned(),
        "meets" => "how often it meets".to_owned(),
        "count" => "how many there are".to_owned(),
        "covers" => "the area or population it serves".to_owned(),
        "starts" => "when it began".to_owned(),
        "ends" => "when it ended or is to end".to_owned(),
        "does" => "what it decides or does".to_owned(),
        "comprises" => "what it is made up of".to_owned(),
        "party" => "who its parties are".to_owned(),
        "carries" => "which risks it carries".to_owned(),
        "tier" => "the level it works at".to_owned(),
        "purpose" => "what it is for".to_owned(),
        "to" => "to whom it is given or leads".to_owned(),
        "from" => "by whom it is given".to_owned(),
        "name" => "its full name".to_owned(),
        other => format!("its {}", other.replace('-', " ")),
    }
}
