//! The names of people, left out of what is drawn for the public, wherever somebody wrote them.

use remit_model::drawing::{Detail, Drawing};
use remit_model::model::Withheld;

use super::decisions::CORNER;

/// Takes the names of people out of all that is free text: log entries, sources, labels, what stands under names. What
/// bodies, organisations and posts are called stays: that they exist is no secret.
pub(super) fn leave_out_names<'n>(drawing: &mut Drawing, names: impl Iterator<Item = &'n str>) {
    let names = Withheld::of_names(names);
    let clean = |text: &mut String| {
        if let Some(without) = names.without(text) {
            *text = without;
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
