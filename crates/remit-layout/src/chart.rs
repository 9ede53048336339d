//! Rows of boxes and of lines that pass between them, and what leads through each channel between two rows.

use std::collections::BTreeMap;

use crate::geometry::Length;
use crate::graph::Graph;
use crate::nets::{Limb, Net, limbs};

/// A box of the graph (by its number), or after all boxes the place where a limb passes through a row.
pub(crate) type Item = usize;

/// Where a line leaves a channel: at a box, or at a row that it passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mouth {
    /// At this port.
    Port(usize),
    /// Through this passing item.
    Pass(Item),
}

/// A place where a limb touches a box.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Port {
    /// The box.
    pub(crate) item: Item,
    /// Whether it is on its top edge.
    pub(crate) top: bool,
    /// Where, from the left of the page.
    pub(crate) x: Length,
}

/// What one limb does in one channel: it joins its trunk with the others.
#[derive(Debug, Clone)]
pub(crate) struct Link {
    /// The limb.
    pub(crate) limb: usize,
    /// The end on the side of the hub.
    pub(crate) trunk: Mouth,
    /// The ends at the upper row, the trunk among them where it is there.
    pub(crate) tops: Vec<Mouth>,
    /// The ends at the lower row, likewise.
    pub(crate) bottoms: Vec<Mouth>,
}

/// Rows, and what runs between them. Channel `n` lies above row `n`; the last one below the last row.
#[derive(Debug, Clone)]
pub(crate) struct Chart {
    /// How many items are boxes.
    pub(crate) boxes: usize,
    /// The items of each row, left to right.
    pub(crate) rows: Vec<Vec<Item>>,
    /// The tier of each row.
    pub(crate) tier_of: Vec<usize>,
    /// The row of each item.
    pub(crate) row_of: Vec<usize>,
    /// The width of each item; passing lines have none.
    pub(crate) width: Vec<Length>,
    /// The column of each item: where it must be, for a box; where it would be, for a passing line.
    pub(crate) lane: Vec<usize>,
    /// The limbs.
    pub(crate) limbs: Vec<Limb>,
    /// The limb that each passing item, counted from the first, belongs to.
    pub(crate) pass_limb: Vec<usize>,
    /// The ports.
    pub(crate) ports: Vec<Port>,
    /// For each limb the port at its hub, and those at its leaves in their order.
    pub(crate) limb_ports: Vec<(usize, Vec<usize>)>,
    /// What runs in each channel.
    pub(crate) channels: Vec<Vec<Link>>,
}

impl Chart {
    /// The chart of boxes in rows. The order of boxes in `rows` is kept; what passes comes after them.
    pub(crate) fn new(graph: &Graph, nets: &[Net], rows: Vec<Vec<usize>>, lanes: &[usize]) -> Self {
        let boxes = graph.boxes.len();
        let mut row_of = vec![0; boxes];
        for (number, row) in rows.iter().enumerate() {
            for &item in row {
                row_of[item] = number;
            }
        }
        let tier_of = rows
            .iter()
            .map(|row| row.first().map_or(0, |&item| graph.boxes[item].tier))
            .collect();
        let limbs = limbs(nets, &row_of);
        let mut chart = Self {
            boxes,
            channels: vec![Vec::new(); rows.len() + 1],
            rows,
            tier_of,
            row_of,
            width: vec![0; boxes],
            lane: lanes.to_vec(),
            pass_limb: Vec::new(),
            ports: Vec::new(),
            limb_ports: Vec::new(),
            limbs: Vec::new(),
        };
        for (number, limb) in limbs.iter().enumerate() {
            chart.add(number, limb);
        }
        chart.limbs = limbs;
        chart
    }

    fn add(&mut self, number: usize, limb: &Limb) {
        let hub_port = self.port(limb.hub, !limb.down);
        // Equal lines of one tree share their port.
        let mut port_of: BTreeMap<Item, usize> = BTreeMap::new();
        let mut leaf_ports = Vec::with_capacity(limb.leaves.len());
        for &(_, leaf) in &limb.leaves {
            let level = self.row_of[leaf] == limb.hub_row;
            let port = match port_of.get(&leaf) {
                Some(&port) => port,
                None => self.port(leaf, if level { !limb.down } else { limb.down }),
            };
            port_of.insert(leaf, port);
            leaf_ports.push(port);
        }
        // A trunk with several leaves belongs to its hub's column, a single line to that of its other end.
        let lane_of = if limb.leaves.len() > 1 {
            limb.hub
        } else {
            limb.leaves.first().map_or(limb.hub, |&(_, leaf)| leaf)
        };
        let lane = self.lane.get(lane_of).copied().unwrap_or(0);
        let mut trunk = Mouth::Port(hub_port);
        let mut near_row = limb.hub_row;
        let steps = limb.hub_row.abs_diff(limb.far_row).max(1);
        for _ in 0..steps {
            let far_row = match (limb.hub_row == limb.far_row, limb.down) {
                (true, _) => near_row,
                (false, true) => near_row + 1,
                (false, false) => near_row - 1,
            };
            let channel = if limb.down { near_row + 1 } else { near_row };
            let mut near = vec![trunk];
            let mut far = Vec::new();
            for (&leaf, &port) in &port_of {
                if self.row_of[leaf] == limb.hub_row {
                    if near_row == limb.hub_row {
                        near.push(Mouth::Port(port));
                    }
                } else if self.row_of[leaf] == far_row {
                    far.push(Mouth::Port(port));
                }
            }
            let mut next = trunk;
            if far_row != limb.far_row {
                let item = self.row_of.len();
                self.row_of.push(far_row);
                self.width.push(0);
                self.lane.push(lane);
                self.pass_limb.push(number);
                self.rows[far_row].push(item);
                next = Mouth::Pass(item);
                far.push(next);
            }
            let (tops, bottoms) = if limb.down { (near, far) } else { (far, near) };
            self.channels[channel].push(Link {
                limb: number,
                trunk,
                tops,
                bottoms,
            });
            trunk = next;
            near_row = far_row;
        }
        self.limb_ports.push((hub_port, leaf_ports));
    }

    fn port(&mut self, item: Item, top: bool) -> usize {
        self.ports.push(Port { item, top, x: 0 });
        self.ports.len() - 1
    }

    /// Whether an item is a box, and not a passing line.
    pub(crate) fn is_box(&self, item: Item) -> bool {
        item < self.boxes
    }

    /// The item that a mouth is at.
    pub(crate) fn item(&self, mouth: Mouth) -> Item {
        match mouth {
            Mouth::Port(port) => self.ports[port].item,
            Mouth::Pass(item) => item,
        }
    }

    /// How many ports each box has on its top and its bottom edge.
    pub(crate) fn port_counts(&self) -> Vec<(usize, usize)> {
        let mut counts = vec![(0, 0); self.boxes];
        for port in &self.ports {
            if port.top {
                counts[port.item].0 += 1;
            } else {
                counts[port.item].1 += 1;
            }
        }
        counts
    }
}
