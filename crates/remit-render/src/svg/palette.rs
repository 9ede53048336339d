//! Colours: Remit's own, those of a house style, and whether they can be read.

use remit_model::drawing::{Change, Colour, HouseStyle};

/// Text needs so much contrast with its ground (WCAG 2.2, 1.4.3).
pub(super) const TEXT: f64 = 4.5;

/// Lines and edges need so much contrast with theirs (WCAG 2.2, 1.4.11).
pub(super) const GRAPHICS: f64 = 3.0;

const BLACK: Colour = Colour(0, 0, 0);
const WHITE: Colour = Colour(255, 255, 255);

/// The colours of a sheet, all of which can be read.
#[derive(Debug, Clone)]
pub(super) struct Palette {
    /// Text on paper and bands.
    pub(super) ink: Colour,
    /// Text on paper and bands that is not the first to be read.
    pub(super) quiet: Colour,
    /// Lines, and edges of boxes.
    pub(super) line: Colour,
    /// What only parts the sheet, where it can be seen as lines can, and no better.
    pub(super) rule: Colour,
    /// The sheet.
    pub(super) paper: Colour,
    /// The ground of every second tier.
    pub(super) band: Colour,
    /// The ground of bodies and posts.
    pub(super) body: Colour,
    /// Text in them.
    pub(super) on_body: Colour,
    /// The ground of organisations.
    pub(super) organisation: Colour,
    /// Text in them.
    pub(super) on_organisation: Colour,
    /// What is highlighted.
    pub(super) highlight: Colour,
    /// What is missing, and findings.
    pub(super) alert: Colour,
    changes: [Colour; 4],
}

impl Palette {
    /// The colours of a house style, and what had to be changed about them, in words.
    pub(super) fn new(house: &HouseStyle) -> (Self, Vec<String>) {
        let mut said = Vec::new();
        let paper = house.paper.unwrap_or(WHITE);
        let wished = house.ink.unwrap_or(Colour(27, 39, 51));
        let mut band = house.band.unwrap_or(if house.paper.is_some() {
            mixed(paper, wished, 5)
        } else {
            Colour(241, 245, 249)
        });
        if best_of_both(paper, band) < TEXT {
            said.push(format!(
                "No text can be read both on the paper and on the band of the house style ({} and {}): the band is left out.",
                named(paper),
                named(band)
            ));
            band = paper;
        }
        let ink = readable("ink", wished, &[("paper", paper), ("band", band)], TEXT, &mut said);
        let body = house.body.unwrap_or(paper);
        let organisation = house
            .organisation
            .unwrap_or(if house.paper.is_some() || house.ink.is_some() {
                mixed(paper, ink, 12)
            } else {
                Colour(223, 232, 241)
            });
        let on_body = readable("ink", wished, &[("body", body)], TEXT, &mut said);
        let on_organisation = readable("ink", wished, &[("organisation", organisation)], TEXT, &mut said);
        let grounds = [paper, band];
        let or_ink = |colour, needed| {
            if grounds.iter().all(|&ground| contrast(colour, ground) >= needed) {
                colour
            } else {
                ink
            }
        };
        let highlight = match house.highlight {
            None => or_ink(Colour(0, 94, 184), TEXT),
            Some(colour) => {
                let shown = or_ink(colour, GRAPHICS);
                if shown != colour {
                    said.push(format!(
                        "The highlight of the house style ({}) can't be told from its ground, which needs a contrast of 3 to 1: what is highlighted is drawn in ink.",
                        named(colour)
                    ));
                }
                shown
            }
        };
        let palette = Self {
            ink,
            quiet: or_ink(mixed(ink, paper, 28), TEXT),
            line: or_ink(mixed(ink, paper, 15), TEXT),
            rule: [45, 50, 55, 60, 70]
                .map(|hundredths| mixed(paper, ink, hundredths))
                .into_iter()
                .find(|&rule| grounds.iter().all(|&ground| contrast(rule, ground) >= GRAPHICS))
                .unwrap_or(ink),
            paper,
            band,
            body,
            on_body,
            organisation,
            on_organisation,
            highlight,
            alert: or_ink(Colour(176, 32, 24), TEXT),
            changes: [
                or_ink(Colour(22, 112, 58), TEXT),
                or_ink(Colour(176, 32, 24), TEXT),
                or_ink(Colour(140, 84, 0), TEXT),
                or_ink(Colour(106, 62, 160), TEXT),
            ],
        };
        said.dedup();
        (palette, said)
    }

    /// The colour of what a comparison says.
    pub(super) fn change(&self, change: Change) -> Colour {
        let [added, removed, changed, moved] = self.changes;
        match change {
            Change::Added => added,
            Change::Removed => removed,
            Change::Changed => changed,
            Change::Moved | Change::Succeeds => moved,
        }
    }

    /// The ground of a box, and text in it: of an organisation, or of a body or post.
    pub(super) fn boxed(&self, organisation: bool) -> (Colour, Colour) {
        if organisation {
            (self.organisation, self.on_organisation)
        } else {
            (self.body, self.on_body)
        }
    }

    /// A colour of the sheet within a box: itself where it stands out from the ground as it must, else that of text there.
    pub(super) fn within(&self, organisation: bool, colour: Colour, needed: f64) -> Colour {
        let (ground, text) = self.boxed(organisation);
        if contrast(colour, ground) >= needed {
            colour
        } else {
            text
        }
    }

    /// Text on a patch of strong colour.
    pub(super) fn on(&self, patch: Colour) -> Colour {
        [self.paper, self.ink]
            .into_iter()
            .find(|&colour| contrast(colour, patch) >= TEXT)
            .unwrap_or_else(|| black_or_white(&[patch]))
    }
}

/// The colour itself, or black or white where it can't be read on all of these grounds.
fn readable(what: &str, colour: Colour, grounds: &[(&str, Colour)], needed: f64, said: &mut Vec<String>) -> Colour {
    let Some((name, ground)) = grounds.iter().find(|(_, ground)| contrast(colour, *ground) < needed) else {
        return colour;
    };
    let all: Vec<Colour> = grounds.iter().map(|(_, ground)| *ground).collect();
    let instead = black_or_white(&all);
    said.push(format!(
        "The {what} of the house style ({}) can't be read on its {name} ({}): the contrast is {:.1} to 1, and text needs 4.5. Text there is {}.",
        named(colour),
        named(*ground),
        contrast(colour, *ground),
        if instead == BLACK { "black" } else { "white" }
    ));
    instead
}

/// Whichever of black and white stands out more from the ground from which it stands out least.
fn black_or_white(grounds: &[Colour]) -> Colour {
    let least = |colour| {
        grounds
            .iter()
            .map(|&ground| contrast(colour, ground))
            .fold(f64::INFINITY, f64::min)
    };
    if least(BLACK) >= least(WHITE) { BLACK } else { WHITE }
}

fn best_of_both(one: Colour, other: Colour) -> f64 {
    let ink = black_or_white(&[one, other]);
    contrast(ink, one).min(contrast(ink, other))
}

/// The contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio").
pub(super) fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(Colour(red, green, blue): Colour) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

/// So many hundredths of the other colour in one.
fn mixed(Colour(red, green, blue): Colour, other: Colour, hundredths: u8) -> Colour {
    let part = |one: u8, other: u8| {
        let share = u16::from(hundredths.min(100));
        let sum = u16::from(one) * (100 - share) + u16::from(other) * share;
        u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX)
    };
    Colour(part(red, other.0), part(green, other.1), part(blue, other.2))
}

fn named(colour: Colour) -> String {
    super::pen::Hex(colour).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((contrast(BLACK, WHITE) - 21.0).abs() < 0.001);
        assert!((contrast(Colour(0x77, 0x77, 0x77), WHITE) - 4.48).abs() < 0.01);
    }

    #[test]
    fn our_own_colours_can_be_read() {
        let (palette, said) = Palette::new(&HouseStyle::default());
        assert!(said.is_empty(), "{said:?}");
        for ground in [palette.paper, palette.band] {
            for text in [palette.ink, palette.quiet] {
                assert!(contrast(text, ground) >= TEXT, "{text:?} on {ground:?}");
            }
            let changes = palette.changes.into_iter();
            for line in changes.chain([palette.line, palette.highlight, palette.alert, palette.rule]) {
                assert!(contrast(line, ground) >= GRAPHICS, "{line:?} on {ground:?}");
                assert!(contrast(palette.on(line), line) >= TEXT, "on {line:?}");
            }
        }
        assert!(contrast(palette.on_body, palette.body) >= TEXT);
        assert!(contrast(palette.on_organisation, palette.organisation) >= TEXT);
    }

    #[test]
    fn what_cannot_be_read_is_said_and_put_right() {
        let pale = HouseStyle {
            ink: Some(Colour(200, 200, 200)),
            highlight: Some(Colour(250, 250, 210)),
            organisation: Some(Colour(20, 20, 20)),
            ..HouseStyle::default()
        };
        let (palette, said) = Palette::new(&pale);
        assert_eq!((palette.ink, palette.highlight), (BLACK, BLACK));
        // Pale ink is right on a dark organisation.
        assert_eq!(palette.on_organisation, Colour(200, 200, 200));
        assert_eq!(said.len(), 3, "{said:?}");
        assert!(said[0].contains("#c8c8c8") && said[0].contains("1.7 to 1") && said[0].ends_with("black."));
    }

    #[test]
    fn no_choice_of_colours_is_unreadable() {
        let steps = [0, 90, 118, 140, 255];
        for paper in steps.map(|step| Colour(step, step, step)) {
            for other in steps.map(|step| Colour(step, 255 - step, 128)) {
                let house = HouseStyle {
                    paper: Some(paper),
                    band: Some(other),
                    ink: Some(other),
                    body: Some(other),
                    organisation: Some(paper),
                    ..HouseStyle::default()
                };
                let (palette, _) = Palette::new(&house);
                for ground in [palette.paper, palette.band] {
                    assert!(contrast(palette.ink, ground) >= TEXT, "{house:?}");
                    assert!(contrast(palette.quiet, ground) >= TEXT, "{house:?}");
                    assert!(contrast(palette.line, ground) >= GRAPHICS, "{house:?}");
                    assert!(contrast(palette.highlight, ground) >= GRAPHICS, "{house:?}");
                }
                for ground in [palette.paper, palette.band] {
                    assert!(contrast(palette.rule, ground) >= GRAPHICS, "{house:?}");
                }
                for organisation in [false, true] {
                    let (ground, text) = palette.boxed(organisation);
                    assert!(contrast(text, ground) >= TEXT, "{house:?}");
                    for colour in [palette.line, palette.highlight, palette.alert, palette.changes[0]] {
                        let shown = palette.within(organisation, colour, GRAPHICS);
                        assert!(contrast(shown, ground) >= GRAPHICS, "{house:?}");
                    }
                }
            }
        }
    }
}
