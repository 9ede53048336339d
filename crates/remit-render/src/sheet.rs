//! What DOT and Mermaid share: numbered boxes, the words on boxes and lines, and the key to the styles in use.

use std::borrow::Cow;
use std::collections::BTreeMap;

use remit_model::document::RelationKind;
use remit_model::drawing::{Arrow, ArrowStyle, Box as DrawnBox, Change, Detail, Drawing, Standing, Tier};

use crate::{inert, wrap};

/// Text in boxes and on lines is broken after about so many characters.
const WRAP: usize = 24;

/// The kinds of line in the order of the key, with what they are called there.
const STYLES: [(ArrowStyle, &str); 6] = [
    (ArrowStyle::Accountability, "accountability"),
    (ArrowStyle::Oversight, "oversight, scrutiny"),
    (ArrowStyle::Delegation, "delegation"),
    (ArrowStyle::Advice, "advice, support, challenge, reporting"),
    (ArrowStyle::Membership, "made up of, belongs to"),
    (ArrowStyle::Missing, "demanded, and not there"),
];

/// A number for each box, so that no key has to be an id in a format.
pub(crate) struct Numbers<'a> {
    by_key: BTreeMap<&'a str, usize>,
    /// Keys that a line leads to although no box has them. They get a box, since a line left out would be a relation
    /// kept from the reader.
    pub(crate) strangers: Vec<&'a str>,
}

impl<'a> Numbers<'a> {
    /// Numbers the boxes, top to bottom.
    pub(crate) fn new(drawing: &'a Drawing) -> Self {
        let mut numbers = Self {
            by_key: BTreeMap::new(),
            strangers: Vec::new(),
        };
        for drawn in drawing.tiers.iter().flat_map(|tier| &tier.boxes) {
            numbers.add(&drawn.key);
        }
        for key in drawing.lines.iter().flat_map(|line| [&line.from, &line.to]) {
            if numbers.add(key) {
                numbers.strangers.push(key);
            }
        }
        numbers
    }

    fn add(&mut self, key: &'a str) -> bool {
        let next = self.by_key.len();
        let mut new = false;
        self.by_key.entry(key).or_insert_with(|| {
            new = true;
            next
        });
        new
    }

    /// The id of the box with this key: `n0`, `n1`…
    pub(crate) fn id(&self, key: &str) -> String {
        self.by_key
            .get(key)
            .map_or_else(|| "n".to_owned(), |number| format!("n{number}"))
    }
}

/// A table as boxes and lines, for formats that have no tables: each row a box, each column a box, each cell that is not empty a
/// line between the two. What the short words mean is told under the title.
pub(crate) fn without_table(drawing: &Drawing) -> Cow<'_, Drawing> {
    let Some(matrix) = &drawing.matrix else {
        return Cow::Borrowed(drawing);
    };
    let boxed = |kind: &str, number: usize, name: &str| DrawnBox {
        key: format!("{kind}{number}"),
        name: name.to_owned(),
        ..DrawnBox::default()
    };
    let rows = matrix.rows.iter().enumerate();
    let columns = matrix.columns.iter().enumerate();
    let tier = |name: &str, boxes| Tier {
        name: name.to_owned(),
        boxes,
    };
    let cells = rows.clone().flat_map(|(row, (_, cells))| {
        let cells = cells.iter().take(matrix.columns.len()).enumerate();
        cells
            .filter(|(_, cell)| !cell.trim().is_empty())
            .map(move |(column, cell)| Arrow {
                from: format!("row{row}"),
                to: format!("column{column}"),
                kind: Some(RelationKind::Party),
                label: cell.clone(),
                ..Arrow::default()
            })
    });
    let key: Vec<String> = matrix
        .key
        .iter()
        .map(|(short, long)| format!("{short}: {long}"))
        .collect();
    let told = [drawing.subtitle.clone(), key.join("; ")];
    let told: Vec<String> = told.into_iter().filter(|text| !text.is_empty()).collect();
    Cow::Owned(Drawing {
        subtitle: told.join(". "),
        lanes: Vec::new(),
        tiers: vec![
            tier(
                &matrix.corner,
                rows.map(|(number, (name, _))| boxed("row", number, name)).collect(),
            ),
            tier(
                "",
                columns.map(|(number, name)| boxed("column", number, name)).collect(),
            ),
        ],
        lines: cells.collect(),
        matrix: None,
        ..drawing.clone()
    })
}

/// The lines of text in a box.
pub(crate) fn box_text(drawn: &DrawnBox) -> Vec<String> {
    let details = drawn.details.iter().map(|detail| match detail {
        Detail::Line(text) => text.clone(),
        Detail::Bullet(text) => format!("• {text}"),
    });
    let marks = marks(drawn.standing, drawn.assumed, drawn.change);
    let texts = std::iter::once(drawn.name.clone()).chain(details).chain(marks);
    texts.flat_map(|text| wrapped(&text)).collect()
}

/// The lines of text on a line.
pub(crate) fn line_text(line: &Arrow) -> Vec<String> {
    let texts = std::iter::once(line.label.clone()).chain(marks(line.standing, line.assumed, line.change));
    wrapped(&texts.collect::<Vec<_>>().join(" "))
}

/// What is not in force, is a reading, or differs from what was, says so in words: these formats have too few kinds of line
/// for it.
fn marks(standing: Standing, assumed: bool, change: Option<Change>) -> impl Iterator<Item = String> {
    let standing = match standing {
        Standing::InForce => None,
        Standing::Proposed => Some("(proposed)"),
        Standing::Shadow => Some("(shadow)"),
    };
    let change = change.map(|change| match change {
        Change::Added => "(added)",
        Change::Removed => "(removed)",
        Change::Changed => "(changed)",
        Change::Moved => "(moved)",
        Change::Succeeds => "(successor)",
    });
    let marks = standing.into_iter().chain(assumed.then_some("(assumed)")).chain(change);
    marks.map(str::to_owned)
}

/// Text broken into lines, harmless.
pub(crate) fn wrapped(text: &str) -> Vec<String> {
    wrap::lines(&inert::line(text), WRAP)
}

/// The kinds of line that a drawing uses, with their names, in a fixed order.
pub(crate) fn styles_used(drawing: &Drawing) -> Vec<(ArrowStyle, &'static str)> {
    STYLES
        .into_iter()
        .filter(|(style, _)| drawing.lines.iter().any(|line| line.style() == *style))
        .collect()
}

/// The kinds of box that a drawing uses beyond the plain one.
pub(crate) struct BoxesUsed {
    /// A legal person.
    pub(crate) legal_person: bool,
    /// One that stands for several.
    pub(crate) many: bool,
    /// One that is not in force.
    pub(crate) proposed: bool,
}

impl BoxesUsed {
    /// What a drawing uses.
    pub(crate) fn new(drawing: &Drawing) -> Self {
        let any = |is: fn(&DrawnBox) -> bool| drawing.tiers.iter().flat_map(|tier| &tier.boxes).any(is);
        Self {
            legal_person: any(|b| b.legal_person),
            many: any(|b| b.many),
            proposed: any(|b| !b.standing.is_in_force()),
        }
    }
}

#[cfg(test)]
mod tests {
    use remit_model::drawing::Matrix;

    use super::*;
    use crate::fixture::{arrow, drawing, drawn};

    #[test]
    fn what_is_not_in_force_says_so() {
        let mut plan = drawn("body.a", "A proposed board");
        plan.standing = Standing::Proposed;
        plan.details.push(Detail::Line("4 of them".to_owned()));
        plan.details.push(Detail::Bullet("The plan".to_owned()));
        assert_eq!(
            box_text(&plan),
            ["A proposed board", "4 of them", "• The plan", "(proposed)"]
        );
        let mut line = arrow("a", "b", "answers to", Some(RelationKind::AnswersTo), true);
        assert_eq!(line_text(&line), ["answers to"]);
        line.standing = Standing::Shadow;
        line.assumed = true;
        assert_eq!(line_text(&line), ["answers to (shadow)", "(assumed)"]);
    }

    #[test]
    fn a_table_keeps_its_cells_where_there_are_no_tables() {
        let table = Drawing {
            title: "Who is on what".to_owned(),
            subtitle: "As at 1 November 2017".to_owned(),
            matrix: Some(Matrix {
                corner: "Who".to_owned(),
                columns: vec!["Board".to_owned(), "Cabinet".to_owned()],
                rows: vec![
                    (
                        "Council".to_owned(),
                        vec!["C".to_owned(), " ".to_owned(), "lost".to_owned()],
                    ),
                    ("Mayor".to_owned(), vec![String::new(), "2 M".to_owned()]),
                ],
                key: vec![
                    ("C".to_owned(), "chair".to_owned()),
                    ("M".to_owned(), "member".to_owned()),
                ],
            }),
            ..Drawing::default()
        };
        let graph = without_table(&table);
        let lines: Vec<_> = graph
            .lines
            .iter()
            .map(|line| (&*line.from, &*line.to, &*line.label))
            .collect();
        assert_eq!(lines, [("row0", "column0", "C"), ("row1", "column1", "2 M")]);
        assert_eq!(graph.subtitle, "As at 1 November 2017. C: chair; M: member");
        let dot = crate::dot::drawing(&table);
        let mermaid = crate::mermaid::drawing(&table);
        for word in ["Council", "Mayor", "Board", "Cabinet", "2 M", "chair", "Who"] {
            assert!(dot.contains(word) && mermaid.contains(word), "{word}\n{dot}\n{mermaid}");
        }
        assert!(graphviz_rust::parse(&dot).is_ok());
        // A drawing without a table is what it was.
        assert!(matches!(without_table(&drawing("x")), Cow::Borrowed(_)));
        let empty = Drawing {
            matrix: Some(Matrix::default()),
            ..Drawing::default()
        };
        assert!(!crate::dot::drawing(&empty).is_empty() && !crate::mermaid::drawing(&empty).is_empty());
    }

    #[test]
    fn no_line_is_lost() {
        let mut drawing = drawing("x");
        drawing
            .lines
            .push(arrow("body.b", "body.gone", "y", Some(RelationKind::Advises), false));
        let numbers = Numbers::new(&drawing);
        assert_eq!(numbers.strangers, ["body.gone"]);
        assert_eq!(numbers.id("body.gone"), "n2");
    }
}
