//! A drawing in which every kind of line and every mark occurs.

use remit_model::document::RelationKind;
use remit_model::drawing::{Arrow, Box as DrawnBox, Change, Detail, Drawing, Note, Standing, Tier};

use crate::fixture::{arrow, drawn};

/// The drawing.
pub(super) fn everything() -> Drawing {
    let boxed = |key: &str, name: &str, change: fn(&mut DrawnBox)| {
        let mut drawn = drawn(key, name);
        change(&mut drawn);
        drawn
    };
    let tier = |name: &str, boxes| Tier {
        name: name.to_owned(),
        boxes,
    };
    let mut lines: Vec<Arrow> = RelationKind::ALL
        .into_iter()
        .enumerate()
        .map(|(number, kind)| {
            let (from, to) = if number % 2 == 0 { ("a1", "b3") } else { ("a3", "b1") };
            arrow(from, to, kind.words(), Some(kind), kind.is_upward())
        })
        .collect();
    lines.push(arrow("b1", "a4", "missing", None, true));
    let marks: [fn(&mut Arrow); 6] = [
        |line| line.standing = Standing::Proposed,
        |line| line.standing = Standing::Shadow,
        |line| line.assumed = true,
        |line| {
            line.unsettled = true;
            line.notes = vec![1, 2];
        },
        |line| line.highlighted = true,
        |line| line.change = Some(Change::Added),
    ];
    for (number, mark) in marks.into_iter().enumerate() {
        let (from, to) = if number % 2 == 0 { ("b1", "c3") } else { ("b3", "c1") };
        let mut line = arrow(from, to, "answers to", Some(RelationKind::AnswersTo), true);
        mark(&mut line);
        lines.push(line);
    }
    for change in [Change::Removed, Change::Changed, Change::Moved] {
        let mut line = arrow("c1", "d3", "oversees", Some(RelationKind::Oversees), false);
        line.change = Some(change);
        lines.push(line);
    }
    Drawing {
        title: "Tower Hamlets Together operating framework 2017-18".to_owned(),
        framework: "Tower Hamlets Together".to_owned(),
        as_at: "1 November 2017".to_owned(),
        version: Some("0.3".to_owned()),
        status: Some("DRAFT".to_owned()),
        alt: "Twelve bodies in four tiers.".to_owned(),
        tiers: vec![
            tier(
                "Borough",
                vec![
                    boxed("a1", "London Borough of Tower Hamlets", |drawn| {
                        drawn.legal_person = true;
                        drawn.details = vec![Detail::Line("council".to_owned())];
                    }),
                    boxed("a2", "Tower Hamlets CCG", |drawn| drawn.legal_person = true),
                    boxed("a3", "Health and Wellbeing Board", |drawn| {
                        drawn.details = vec![Detail::Line("Chair: the Mayor".to_owned())];
                        drawn.highlighted = true;
                    }),
                    boxed("a4", "Director of Integrated Commissioning", |drawn| {
                        drawn.post = true;
                        drawn.vacant = true;
                    }),
                ],
            ),
            tier(
                "Joint",
                vec![
                    boxed("b1", "Joint Commissioning Executive", |drawn| {
                        drawn.unsettled = true;
                        drawn.notes = vec![1, 12];
                    }),
                    boxed("b2", "Provider Alliance", |drawn| drawn.standing = Standing::Proposed),
                    boxed("b3", "Tower Hamlets Together Board", |drawn| {
                        drawn.standing = Standing::Shadow;
                        drawn.assumed = true;
                    }),
                    boxed("b4", "Programme boards", |drawn| {
                        drawn.many = true;
                        drawn.details = vec![Detail::Line("5 of them".to_owned())];
                    }),
                ],
            ),
            tier(
                "Localities",
                vec![
                    boxed("c1", "Locality committees", |drawn| drawn.change = Some(Change::Added)),
                    boxed("c2", "Practices", |drawn| {
                        drawn.collapsed = Some(36);
                        drawn.see = Some("sheet 2".to_owned());
                    }),
                    boxed("c3", "Stakeholder Council", |drawn| drawn.findings = 2),
                ],
            ),
            tier(
                "",
                vec![
                    boxed("d1", "Gone Group", |drawn| drawn.change = Some(Change::Removed)),
                    boxed("d2", "Other Group", |drawn| drawn.change = Some(Change::Changed)),
                    boxed("d3", "Moved Group", |drawn| drawn.change = Some(Change::Moved)),
                ],
            ),
        ],
        lines,
        notes: [
            (
                1,
                "Question: who chairs the Joint Commissioning Executive when both chairs are away?",
            ),
            (2, "Risk: nobody holds the budget."),
            (12, "Question: to whom does it answer for pooled money?"),
        ]
        .map(|(number, text)| Note {
            number,
            key: format!("q{number}"),
            text: text.to_owned(),
        })
        .to_vec(),
        sources: vec![
            "Operating framework 2017-18".to_owned(),
            "Terms of reference of the Health and Wellbeing Board".to_owned(),
        ],
        ..Drawing::default()
    }
}
