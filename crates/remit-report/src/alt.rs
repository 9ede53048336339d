//! What is said of a drawing in one or two sentences, to whoever can't see it.

use std::collections::BTreeMap;

use remit_model::drawing::{Arrow, Box, Change, Drawing};

use crate::who::{counted, listed};

/// More tiers than this are counted and not named: who listens remembers no longer list.
const MOST_TIERS: usize = 5;
/// A name in an alt text is cut after so many characters; whole it stands in the text equivalent.
const LONGEST: usize = 80;

/// One or two plain sentences: what the drawing shows, how much of it, and what matters most about it.
pub fn alt(drawing: &Drawing) -> String {
    let mut text = format!("{}: {}.", subject(drawing), extent(drawing));
    if let Some(most) = what_matters(drawing) {
        text.push(' ');
        text.push_str(&most);
    }
    text
}

/// "Diagram of the accountability paths, Tower Hamlets Together, as at 1 November 2017".
fn subject(drawing: &Drawing) -> String {
    let what = match drawing.matrix {
        Some(_) => "Table",
        None if is_list(drawing) => "List",
        None => "Diagram",
    };
    let mut parts: Vec<String> = Vec::new();
    for text in [&drawing.title, &drawing.framework] {
        let text = short(text);
        if !text.is_empty() && !parts.contains(&text) {
            parts.push(text);
        }
    }
    let as_at = short(&drawing.as_at);
    if !as_at.is_empty() {
        parts.push(format!("as at {as_at}"));
    }
    if parts.is_empty() {
        return what.to_owned();
    }
    format!("{what}, {}", parts.join(", "))
}

/// Whether it is only what numbers on other sheets stand for.
fn is_list(drawing: &Drawing) -> bool {
    boxes(drawing).next().is_none() && !drawing.notes.is_empty()
}

fn extent(drawing: &Drawing) -> String {
    if is_list(drawing) && drawing.matrix.is_none() {
        return counted(drawing.notes.len(), "entry of the log", "entries of the log");
    }
    if let Some(matrix) = &drawing.matrix {
        let (rows, columns) = (matrix.rows.len(), matrix.columns.len());
        return format!(
            "{} by {}",
            counted(rows, "row", "rows"),
            counted(columns, "column", "columns")
        );
    }
    let tiers: Vec<(String, usize)> = drawing
        .tiers
        .iter()
        .filter(|tier| !tier.boxes.is_empty())
        .map(|tier| (short(&tier.name), tier.boxes.len()))
        .collect();
    let shown = named_kinds(boxes(drawing));
    let lines = match drawing.lines.len() {
        0 => "no relations".to_owned(),
        count => counted(count, "relation", "relations"),
    };
    let named = tiers.iter().filter(|(name, _)| !name.is_empty()).count();
    if named == 0 {
        return format!("{shown}; {lines}");
    }
    if tiers.len() > MOST_TIERS {
        return format!("{shown} in {} tiers; {lines}", tiers.len());
    }
    if let [(name, _)] = tiers.as_slice() {
        return format!("{shown}, all in {name}; {lines}");
    }
    let each: Vec<String> = tiers
        .iter()
        .map(|(name, count)| match name.as_str() {
            "" => format!("{count} without a tier"),
            name => format!("{count} in {name}"),
        })
        .collect();
    format!("{shown}, {}; {lines}", listed(&each))
}

/// The one thing that a reader must not miss: what a comparison marks, before what is demanded and not there, before what is
/// only proposed, before what is vacant, unsettled or assumed.
fn what_matters(drawing: &Drawing) -> Option<String> {
    let names: BTreeMap<&str, &str> = boxes(drawing)
        .map(|drawn| (drawn.key.as_str(), drawn.name.as_str()))
        .collect();
    let name = |key: &str| short(names.get(key).copied().unwrap_or(key));
    if let Some(differs) = what_differs(drawing) {
        return Some(differs);
    }
    let missing: Vec<_> = drawing.lines.iter().filter(|line| line.kind.is_none()).collect();
    if let [first, rest @ ..] = missing.as_slice() {
        let what = if missing.iter().all(|line| line.label.contains("not stated")) {
            "not stated by the documents"
        } else {
            "not there"
        };
        let (from, to) = (name(&first.from), name(&first.to));
        return Some(match rest.len() {
            0 => format!("One demanded step is {what}: from {from} to {to}."),
            more => format!(
                "{} demanded steps are {what}, that from {from} to {to} among them.",
                more + 1
            ),
        });
    }
    let waiting = are(
        drawing,
        |drawn| !drawn.standing.is_in_force(),
        |line| !line.standing.is_in_force(),
    );
    if let Some(waiting) = waiting {
        return Some(format!("{waiting} only proposed or in shadow form."));
    }
    let vacant: Vec<&Box> = boxes(drawing).filter(|drawn| drawn.vacant).collect();
    if let Some(first) = vacant.first() {
        let posts = vacant.iter().filter(|drawn| drawn.post).count();
        return Some(vacancies(&name(&first.key), posts, vacant.len() - posts));
    }
    let unsettled = boxes(drawing).filter(|drawn| drawn.unsettled).collect();
    let assumed = boxes(drawing).filter(|drawn| drawn.assumed).collect();
    let states: [(Vec<&Box>, &str); 2] = [(unsettled, "unsettled by an open question"), (assumed, "assumed")];
    for (these, what) in states {
        let mut these = these.into_iter();
        if let Some(first) = these.next() {
            return Some(match these.count() {
                0 => format!("{} is {what}.", name(&first.key)),
                more => format!("{} and {more} more are {what}.", name(&first.key)),
            });
        }
    }
    let unsure = are(drawing, |_| false, |line| line.unsettled || line.assumed)?;
    Some(format!("{unsure} unsettled or assumed."))
}

/// What a comparison says of a step that is demanded, and is not there on one side or on both: no relation comes or goes.
pub(crate) const MISSING: [(Change, &str); 3] = [
    (Change::Added, "missing now"),
    (Change::Removed, "no longer missing"),
    (Change::Changed, "missing for another reason"),
];

/// What a comparison marks: "1 body and 2 relations are added; 1 relation is removed."
fn what_differs(drawing: &Drawing) -> Option<String> {
    let each = CHANGES.into_iter().filter_map(|what| {
        let is = Some(what);
        let relations = |line: &Arrow| line.change == is && line.kind.is_some();
        let these = are(drawing, |drawn| drawn.change == is, relations)?;
        let words = match what {
            Change::Succeeds => "there in place of others",
            what => change(what),
        };
        Some(format!("{these} {words}"))
    });
    let mut each: Vec<String> = each.collect();
    for (what, now) in MISSING {
        let steps = drawing.lines.iter().filter(|line| line.kind.is_none());
        let count = steps.filter(|line| line.change == Some(what)).count();
        let verb = if count == 1 { "is" } else { "are" };
        let steps = counted(count, "demanded step", "demanded steps");
        each.extend((count > 0).then(|| format!("{steps} {verb} {now}")));
    }
    (!each.is_empty()).then(|| format!("{}.", each.join("; ")))
}

/// So many posts, and chairs of so many bodies, that nobody holds: a body that lacks its chair is not vacant itself.
fn vacancies(first: &str, posts: usize, chairs: usize) -> String {
    match (posts, chairs) {
        (1, 0) => format!("{first} is vacant."),
        (_, 0) => format!("{first} and {} more are vacant.", posts - 1),
        (0, 1) => format!("The chair of {first} is vacant."),
        (0, _) => format!("The chairs of {first} and {} more are vacant.", chairs - 1),
        (posts, chairs) => format!(
            "{} and the {} of {} are vacant.",
            counted(posts, "post", "posts"),
            if chairs == 1 { "chair" } else { "chairs" },
            counted(chairs, "body", "bodies")
        ),
    }
}

/// How many boxes and lines are so: "1 body and 2 relations are".
fn are(drawing: &Drawing, which: impl Fn(&Box) -> bool, lines: impl Fn(&Arrow) -> bool) -> Option<String> {
    let these: Vec<&Box> = boxes(drawing).filter(|drawn| which(drawn)).collect();
    let lines = drawing.lines.iter().filter(|line| lines(line)).count();
    let mut parts = Vec::new();
    if !these.is_empty() {
        parts.push(named_kinds(these.iter().copied()));
    }
    if lines > 0 {
        parts.push(counted(lines, "relation", "relations"));
    }
    let verb = if these.len() + lines == 1 { "is" } else { "are" };
    (!parts.is_empty()).then(|| format!("{} {verb}", parts.join(" and ")))
}

/// How many, and what they are: "12 organisations and bodies".
pub(crate) fn named_kinds<'a>(boxes: impl Iterator<Item = &'a Box>) -> String {
    let (mut organisations, mut bodies, mut posts) = (0, 0, 0);
    for drawn in boxes {
        match (drawn.legal_person, drawn.post) {
            (true, _) => organisations += 1,
            (false, true) => posts += 1,
            (false, false) => bodies += 1,
        }
    }
    let count = organisations + bodies + posts;
    let kinds = [
        (organisations, "organisation", "organisations"),
        (bodies, "body", "bodies"),
        (posts, "post", "posts"),
    ];
    let there: Vec<_> = kinds.into_iter().filter(|(count, ..)| *count > 0).collect();
    match there.as_slice() {
        [] => "nothing".to_owned(),
        [(count, one, more)] => counted(*count, one, more),
        several => {
            let names: Vec<String> = several.iter().map(|(_, _, more)| (*more).to_owned()).collect();
            format!("{count} {}", listed(&names))
        }
    }
}

fn boxes(drawing: &Drawing) -> impl Iterator<Item = &Box> {
    drawing.tiers.iter().flat_map(|tier| &tier.boxes)
}

/// What a comparison can say, in the order in which it is told.
pub(crate) const CHANGES: [Change; 5] = [
    Change::Added,
    Change::Removed,
    Change::Changed,
    Change::Moved,
    Change::Succeeds,
];

/// What a change is called beside a name.
pub(crate) fn change(change: Change) -> &'static str {
    match change {
        Change::Added => "added",
        Change::Removed => "removed",
        Change::Changed => "changed",
        Change::Moved => "moved",
        Change::Succeeds => "successor",
    }
}

/// A name on one line, without a full stop at its end, and no longer than an alt text bears.
pub(crate) fn short(name: &str) -> String {
    let line = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line.trim_end_matches(['.', ' ']);
    if line.chars().count() <= LONGEST {
        return line.to_owned();
    }
    let cut: String = line.chars().take(LONGEST - 1).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use remit_model::document::RelationKind;
    use remit_model::drawing::{Matrix, Note, Standing, Tier};

    use super::*;

    fn drawing() -> Drawing {
        let drawn = |key: &str| Box {
            key: key.to_owned(),
            name: key.to_uppercase(),
            ..Box::default()
        };
        let tier = |name: &str, boxes| Tier {
            name: name.to_owned(),
            boxes,
        };
        let line = Arrow {
            from: "b".to_owned(),
            to: "a".to_owned(),
            kind: Some(RelationKind::AnswersTo),
            ..Arrow::default()
        };
        Drawing {
            title: "Who answers".to_owned(),
            framework: "Small".to_owned(),
            as_at: "1 January 2020".to_owned(),
            tiers: vec![
                tier("Borough", vec![drawn("a")]),
                tier("Locality", vec![drawn("b"), drawn("c")]),
            ],
            lines: vec![line],
            ..Drawing::default()
        }
    }

    #[test]
    fn says_what_there_is() {
        assert_eq!(
            alt(&drawing()),
            "Diagram, Who answers, Small, as at 1 January 2020: 3 bodies, 1 in Borough and 2 in Locality; 1 relation."
        );
        let mut list = Drawing::default();
        list.notes.push(Note {
            number: 1,
            key: "q".to_owned(),
            text: "Question: who?".to_owned(),
        });
        assert_eq!(alt(&list), "List: 1 entry of the log.");
        assert_eq!(alt(&Drawing::default()), "Diagram: nothing; no relations.");
        let table = Drawing {
            title: "Who sits".to_owned(),
            matrix: Some(Matrix {
                columns: vec!["A".to_owned()],
                ..Matrix::default()
            }),
            ..Drawing::default()
        };
        assert_eq!(alt(&table), "Table, Who sits: 0 rows by 1 column.");
    }

    #[test]
    fn says_what_matters_most_and_only_that() {
        let said = |drawing: &Drawing| {
            alt(drawing)
                .split_once("; 1 relation. ")
                .map(|(_, said)| said.to_owned())
        };
        let mut given = drawing();
        assert_eq!(said(&given), None);
        given.tiers[1].boxes[0].vacant = true;
        assert_eq!(said(&given).unwrap(), "The chair of B is vacant.");
        given.tiers[1].boxes[1].vacant = true;
        assert_eq!(said(&given).unwrap(), "The chairs of B and 1 more are vacant.");
        given.tiers[1].boxes[0].post = true;
        assert_eq!(said(&given).unwrap(), "1 post and the chair of 1 body are vacant.");
        given.tiers[1].boxes[1].post = true;
        assert_eq!(said(&given).unwrap(), "B and 1 more are vacant.");
        given.tiers[1].boxes[1].vacant = false;
        assert_eq!(said(&given).unwrap(), "B is vacant.");
        given.tiers[1].boxes.iter_mut().for_each(|drawn| drawn.post = false);
        given.lines[0].standing = Standing::Proposed;
        assert_eq!(said(&given).unwrap(), "1 relation is only proposed or in shadow form.");
        given.tiers[0].boxes[0].standing = Standing::Shadow;
        assert_eq!(
            said(&given).unwrap(),
            "1 body and 1 relation are only proposed or in shadow form."
        );
        given.lines[0].kind = None;
        assert_eq!(said(&given).unwrap(), "One demanded step is not there: from B to A.");
        given.lines[0].label = "not stated".to_owned();
        given.lines[0].to = "gone".to_owned();
        assert_eq!(
            said(&given).unwrap(),
            "One demanded step is not stated by the documents: from B to gone."
        );
    }

    #[test]
    fn says_what_a_comparison_marks_before_all_else() {
        let mut given = drawing();
        given.lines[0].kind = None;
        given.lines[0].change = Some(Change::Removed);
        given.tiers[0].boxes[0].change = Some(Change::Moved);
        given.tiers[1].boxes[0].change = Some(Change::Added);
        given.tiers[1].boxes[1].change = Some(Change::Added);
        let said = alt(&given);
        assert!(
            said.ends_with("; 1 relation. 2 bodies are added; 1 body is moved; 1 demanded step is no longer missing."),
            "{said}"
        );
    }

    #[test]
    fn a_long_or_broken_name_makes_no_broken_sentence() {
        let mut given = drawing();
        given.title = "One\r\n two...".to_owned();
        given.framework = "x".repeat(500);
        let said = alt(&given);
        assert!(said.starts_with("Diagram, One two, x"), "{said}");
        assert!(said.chars().count() < 300 && !said.contains(['\n', '\r']), "{said}");
    }
}
