//! ELK's layered layout, as ported to Rust.

use std::panic::catch_unwind;

use remit_layout::{Graph, Point, Rect, Size};
use serde_json::{Value, json};

use crate::outcome::Outcome;
use crate::{is_upward, length, points};

/// How hard it tries.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Effort {
    /// How often it seeks an order; `None`: as often as it does by itself.
    thoroughness: Option<u32>,
    /// How boxes of a tier are put above each other.
    layering: &'static str,
    /// How boxes are put across the page.
    placement: &'static str,
    /// Whether it may pass over fewer crossings to keep the order in which boxes and lines are given.
    keeps_order: bool,
}

impl Effort {
    /// What was best of what we tried, at the thoroughness that it has by itself.
    pub(crate) const USUAL: Self = Self {
        thoroughness: None,
        layering: "LONGEST_PATH",
        placement: "BRANDES_KOEPF",
        keeps_order: false,
    };
    /// For drawings that change little.
    pub(crate) const CALM: Self = Self {
        keeps_order: true,
        ..Self::USUAL
    };
    /// All that are tried for its best.
    pub(crate) const ALL: [Self; 5] = [
        Self::USUAL,
        Self {
            thoroughness: Some(30),
            ..Self::USUAL
        },
        Self {
            layering: "NETWORK_SIMPLEX",
            ..Self::USUAL
        },
        Self {
            thoroughness: Some(30),
            layering: "NETWORK_SIMPLEX",
            ..Self::USUAL
        },
        // Narrower, most often: for the type size.
        Self {
            thoroughness: Some(30),
            layering: "NETWORK_SIMPLEX",
            placement: "NETWORK_SIMPLEX",
            ..Self::USUAL
        },
    ];
}

pub(crate) fn lay_out(graph: &Graph, effort: Effort) -> Option<Outcome> {
    let mut input = input(graph, effort);
    if let Some(thoroughness) = effort.thoroughness {
        input["layoutOptions"]["elk.layered.thoroughness"] = json!(thoroughness.to_string());
    }
    if effort.keeps_order {
        input["layoutOptions"]["elk.layered.considerModelOrder.strategy"] = json!("NODES_AND_EDGES");
    }
    let input = input.to_string();
    let laid_out = catch_unwind(|| elkrs::create_elk().layout_json(&input)).ok()?.ok()?;
    read(graph, &laid_out)
}

fn input(graph: &Graph, effort: Effort) -> Value {
    // Boxes in the order of tiers: cycles are broken by it.
    let mut order: Vec<usize> = (0..graph.boxes.len()).collect();
    order.sort_by_key(|number| graph.boxes[*number].tier);
    let children: Vec<Value> = order
        .into_iter()
        .map(|number| {
            let node = &graph.boxes[number];
            let size = node.sizes.first().copied().unwrap_or_default();
            json!({
                "id": format!("n{number}"),
                "width": points(size.width),
                "height": points(size.height),
                "layoutOptions": { "elk.partitioning.partition": node.tier.to_string() },
            })
        })
        .collect();
    let edges: Vec<Value> = graph
        .lines
        .iter()
        .enumerate()
        .map(|(number, line)| {
            let (above, below) = if is_upward(graph, line) {
                (line.to, line.from)
            } else {
                (line.from, line.to)
            };
            let labels: Vec<Value> = line
                .labels
                .first()
                .map(|size| json!({ "text": "label", "width": points(size.width), "height": points(size.height) }))
                .into_iter()
                .collect();
            json!({
                "id": format!("e{number}"),
                "sources": [format!("n{above}")],
                "targets": [format!("n{below}")],
                "labels": labels,
            })
        })
        .collect();
    json!({
        "id": "graph",
        "layoutOptions": {
            "elk.algorithm": "layered",
            "elk.direction": "DOWN",
            "elk.edgeRouting": "ORTHOGONAL",
            "elk.partitioning.activate": "true",
            "elk.separateConnectedComponents": "false",
            "elk.edgeLabels.placement": "CENTER",
            "elk.layered.cycleBreaking.strategy": "MODEL_ORDER",
            "elk.layered.layering.strategy": effort.layering,
            "elk.layered.nodePlacement.strategy": effort.placement,
            "elk.layered.nodePlacement.bk.fixedAlignment": "BALANCED",
            "elk.padding": "[top=0,left=0,bottom=0,right=0]",
            "elk.spacing.nodeNode": "10",
            "elk.spacing.edgeNode": "6",
            "elk.spacing.edgeEdge": "6",
            "elk.spacing.edgeLabel": "1",
            "elk.layered.spacing.nodeNodeBetweenLayers": "10",
            "elk.layered.spacing.edgeNodeBetweenLayers": "6",
            "elk.layered.spacing.edgeEdgeBetweenLayers": "6",
        },
        "children": children,
        "edges": edges,
    })
}

fn place(value: &Value) -> Option<Point> {
    Some(Point {
        x: length(value["x"].as_f64()?),
        y: length(value["y"].as_f64()?),
    })
}

fn area(value: &Value) -> Option<Rect> {
    let at = place(value)?;
    let size = Size {
        width: length(value["width"].as_f64()?),
        height: length(value["height"].as_f64()?),
    };
    Some(Rect {
        x: at.x,
        y: at.y,
        width: size.width,
        height: size.height,
    })
}

fn read(graph: &Graph, laid_out: &Value) -> Option<Outcome> {
    let mut outcome = Outcome {
        width: length(laid_out["width"].as_f64()?),
        height: length(laid_out["height"].as_f64()?),
        boxes: vec![Rect::default(); graph.boxes.len()],
        routes: vec![Vec::new(); graph.lines.len()],
        labels: vec![None; graph.lines.len()],
    };
    let number = |value: &Value| value["id"].as_str()?.get(1..)?.parse::<usize>().ok();
    for child in laid_out["children"].as_array()? {
        *outcome.boxes.get_mut(number(child)?)? = area(child)?;
    }
    for edge in laid_out["edges"].as_array()? {
        let number = number(edge)?;
        let section = &edge["sections"][0];
        let bends = section["bendPoints"].as_array().map(Vec::as_slice).unwrap_or_default();
        let places = [&section["startPoint"]]
            .into_iter()
            .chain(bends)
            .chain([&section["endPoint"]]);
        *outcome.routes.get_mut(number)? = places.map(place).collect::<Option<_>>()?;
        outcome.labels[number] = area(&edge["labels"][0]);
    }
    Some(outcome)
}
