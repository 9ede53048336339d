//! What a drawing shows: the views of the framework, and the whole.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::RelationKind;
use remit_model::drawing::{self, Arrow, Box, Detail, Drawing, Tier};
use remit_model::model::{AsAt, Demand, Gap, NodeAt, NodeId, NodeKind, Selector, Standing};
use remit_model::page::day_in_words;

/// A drawing and the name of its file.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// The key of the view, or `framework` for the whole.
    pub key: String,
    /// What is drawn.
    pub drawing: Drawing,
}

/// The whole framework, and each of its views.
pub fn drawings(at: &AsAt<'_>) -> Vec<Drawn> {
    let model = at.model();
    let everything: BTreeSet<NodeId> = at.nodes().map(|node| node.id()).collect();
    let mut drawn = vec![Drawn {
        key: "framework".to_owned(),
        drawing: draw(at, "The whole framework", &everything, &RelationKind::ALL),
    }];
    for view in model.views.iter().filter(|view| view.key != "framework") {
        let mut then = model.at(view.as_at.unwrap_or(at.date()), &[]);
        for proposal in at.with().into_iter().chain(&view.with) {
            then = then.and_with(proposal);
        }
        let shown: BTreeSet<NodeId> = if view.show.is_empty() {
            then.nodes().map(|node| node.id()).collect()
        } else {
            view.show.iter().flat_map(|selector| chosen(&then, selector)).collect()
        };
        let kinds = if view.lines.is_empty() {
            &RelationKind::ALL[..]
        } else {
            &view.lines
        };
        drawn.push(Drawn {
            key: view.key.to_string(),
            drawing: draw(&then, &view.title, &shown, kinds),
        });
    }
    drawn
}

/// What a selector shows: a body named by itself is shown even where it is only proposed.
fn chosen(at: &AsAt<'_>, selector: &Selector) -> Vec<NodeId> {
    let visible = |id: &NodeId| at.node(*id).standing() != Standing::OtherDate;
    selector.select(at).into_iter().filter(visible).collect()
}

fn draw(at: &AsAt<'_>, title: &str, shown: &BTreeSet<NodeId>, kinds: &[RelationKind]) -> Drawing {
    let with: Vec<&str> = at.with().into_iter().map(|key| key.as_str()).collect();
    let mut subtitle = format!("{}, as at {}", at.model().framework.name, day_in_words(at.date()));
    if !with.is_empty() {
        subtitle.push_str(&format!(", with what is proposed by {}", with.join(", ")));
    }
    let mut lines = Vec::new();
    for &id in shown {
        for (relation, standing) in at.lines_of(id) {
            let wanted = kinds.contains(&relation.kind) && shown.contains(&relation.to);
            if wanted && standing <= Standing::Shadow && at.has_layer(relation.statement.layer) {
                let proposal = at.model().proposal_of(relation.statement.layer);
                let mark = if proposal.is_some() || standing == Standing::Proposed {
                    " (proposed)"
                } else if standing == Standing::Shadow {
                    " (shadow)"
                } else {
                    ""
                };
                lines.push(Arrow {
                    from: at.node(relation.from).key().to_string(),
                    to: at.node(relation.to).key().to_string(),
                    label: format!("{}{mark}", relation.kind.words()),
                    kind: Some(relation.kind),
                    upward: relation.kind.is_upward(),
                    standing: drawn_standing(standing, proposal.is_some()),
                    assumed: relation.assumed().is_some(),
                    ..Arrow::default()
                });
            }
        }
    }
    lines.extend(missing(at, shown, kinds));
    Drawing {
        title: title.to_owned(),
        subtitle,
        framework: at.model().framework.name.to_string(),
        as_at: day_in_words(at.date()),
        tiers: tiers(at, shown),
        lines,
        ..Drawing::default()
    }
}

/// The steps of demanded paths that are missing or not stated, where both ends are shown and such steps are drawn.
fn missing(at: &AsAt<'_>, shown: &BTreeSet<NodeId>, kinds: &[RelationKind]) -> Vec<Arrow> {
    let mut arrows = Vec::new();
    for requirement in at.current(at.model().requirements.rows()) {
        let Demand::Path { top_down, by, .. } = &requirement.demand else {
            continue;
        };
        if !by.iter().any(|kind| kinds.contains(kind)) {
            continue;
        }
        let places: Vec<Vec<NodeId>> = top_down.iter().map(|(selector, _)| selector.select(at)).collect();
        let ladder = at.ladder(&places, by);
        for (rung, pair) in ladder.rungs.iter().zip(places.windows(2)) {
            let [above, below] = pair else {
                continue;
            };
            let what = match rung.gap {
                Gap::NotStated => "not stated",
                Gap::Absent => "missing",
                _ => continue,
            };
            for (&above, &below) in above
                .iter()
                .flat_map(|above| below.iter().map(move |below| (above, below)))
            {
                if shown.contains(&above) && shown.contains(&below) {
                    arrows.push(Arrow {
                        from: at.node(below).key().to_string(),
                        to: at.node(above).key().to_string(),
                        label: what.to_owned(),
                        upward: true,
                        ..Arrow::default()
                    });
                }
            }
        }
    }
    arrows
}

fn tiers(at: &AsAt<'_>, shown: &BTreeSet<NodeId>) -> Vec<Tier> {
    let mut tiers: BTreeMap<usize, Vec<NodeAt<'_, '_>>> = BTreeMap::new();
    let untiered = at.model().framework.tiers.len();
    for &id in shown {
        let node = at.node(id);
        tiers
            .entry(node.tier().map_or(untiered, |(number, _)| number))
            .or_default()
            .push(node);
    }
    tiers
        .into_iter()
        .map(|(number, mut nodes)| {
            nodes.sort_by_key(|node| (node.lane().map_or(usize::MAX, |(lane, _)| lane), node.key().clone()));
            Tier {
                name: at
                    .model()
                    .framework
                    .tiers
                    .get(number)
                    .map(|tier| tier.to_string())
                    .unwrap_or_default(),
                boxes: nodes.iter().map(boxed).collect(),
            }
        })
        .collect()
}

fn boxed(node: &NodeAt<'_, '_>) -> Box {
    let several = node.many().map(|count| {
        Detail::Line(count.map_or("several, number not stated".to_owned(), |count| {
            format!("{count} of them")
        }))
    });
    Box {
        key: node.key().to_string(),
        name: node.name().to_string(),
        details: several.into_iter().collect(),
        legal_person: node.kind() == NodeKind::Organisation,
        post: node.kind() == NodeKind::Post,
        many: node.many().is_some(),
        standing: drawn_standing(node.standing(), false),
        ..Box::default()
    }
}

/// A node of another date is drawn, where it is drawn at all, like one that is not in force.
fn drawn_standing(standing: Standing, by_proposal: bool) -> drawing::Standing {
    match standing {
        Standing::Shadow => drawing::Standing::Shadow,
        Standing::InForce if !by_proposal => drawing::Standing::InForce,
        _ => drawing::Standing::Proposed,
    }
}
