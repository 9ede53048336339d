//! The names of people, left out of what is drawn for the public, wherever somebody wrote them.

use remit_model::drawing::{Detail, Drawing};

use super::decisions::CORNER;

/// What stands where a name stood.
const LEFT_OUT: &str = "[name left out]";

/// Takes the names of people out of all that is free text: log entries, sources, labels, what stands under names. What
/// bodies, organisations and posts are called stays: that they exist is no secret.
pub(super) fn leave_out_names<'n>(drawing: &mut Drawing, names: impl Iterator<Item = &'n str>) {
    let mut names: Vec<&str> = names.map(str::trim).filter(|name| !name.is_empty()).collect();
    // The longest first: "Dr A. Smith-Jones" before "Dr A. Smith".
    names.sort_unstable_by_key(|name| (std::cmp::Reverse(name.len()), *name));
    if names.is_empty() {
        return;
    }
    let clean = |text: &mut String| {
        for name in &names {
            if text.contains(name) {
                *text = without(text, name);
            }
        }
    };
    drawing.notes.iter_mut().for_each(|note| clean(&mut note.text));
    drawing.sources.iter_mut().for_each(clean);
    drawing.lines.iter_mut().for_each(|line| clean(&mut line.label));
    // Beside names, the rows of a table of decisions say what bodies do in words of their own.
    let decisions = drawing.matrix.iter_mut().filter(|matrix| matrix.corner == CORNER);
    for (heading, _) in decisions.flat_map(|matrix| &mut matrix.rows) {
        clean(heading);
    }
    let boxes = drawing.tiers.iter_mut().flat_map(|tier| &mut tier.boxes);
    for detail in boxes.flat_map(|drawn| &mut drawn.details) {
        match detail {
            Detail::Line(text) | Detail::Bullet(text) => clean(text),
        }
    }
}

/// The text without a name, where that stands as words of its own: a person called May is not the month in "Mayor".
fn without(text: &str, name: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(name) {
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let last = before.chars().next_back().or_else(|| out.chars().next_back());
        out.push_str(before);
        out.push_str(if word(last) || word(after.chars().next()) {
            name
        } else {
            LEFT_OUT
        });
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use remit_model::drawing::{Arrow, Box, Note, Tier};

    use super::*;

    #[test]
    fn names_go_from_everything_that_somebody_wrote() {
        let said = || "Dr A. Smith chairs; so does Dr A. Smith-Jones, not Dr A. Smithson".to_owned();
        let mut drawing = Drawing {
            notes: vec![Note {
                number: 1,
                key: "q".to_owned(),
                text: said(),
            }],
            sources: vec![said()],
            lines: vec![Arrow {
                label: said(),
                ..Arrow::default()
            }],
            tiers: vec![Tier {
                name: String::new(),
                boxes: vec![Box {
                    name: "Practice of Dr A. Smith".to_owned(),
                    details: vec![Detail::Line(said()), Detail::Bullet(said())],
                    ..Box::default()
                }],
            }],
            ..Drawing::default()
        };
        leave_out_names(&mut drawing, ["Dr A. Smith", " ", "Dr A. Smith-Jones"].into_iter());
        let left = "[name left out] chairs; so does [name left out], not Dr A. Smithson";
        let drawn = &drawing.tiers[0].boxes[0];
        for text in [
            &drawing.notes[0].text,
            &drawing.sources[0],
            &drawing.lines[0].label,
            drawn.details[0].text(),
            drawn.details[1].text(),
        ] {
            assert_eq!(text, left);
        }
        assert_eq!(drawn.name, "Practice of Dr A. Smith");
    }
}
