//! A page a body: what it decides, who sits on it, to whom it answers, drawn; its terms of reference, and what is found and open about
//! it.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::model::NodeKind;
use remit_model::page::Block;
use remit_report::{AroundBody, BodiesOfTier, BodyAt, FoundOf, body_page, tiers_of_bodies, way_up};

use super::{Pages, Written, free};
use crate::commands::sheets::Printer;
use crate::output::Progress;
use crate::workspace::Workspace;

pub(super) fn bodies(
    workspace: &Workspace,
    checked: &remit_rules::Checked,
    public: bool,
    (printer, progress): (&Printer, &Progress),
    taken: &mut BTreeSet<String>,
    files: &mut Vec<Written>,
    pages: &mut Pages,
) -> Vec<BodiesOfTier> {
    let at = workspace.at();
    let found = FoundOf::of(&at, checked);
    let mut told = Vec::new();
    let tiers = tiers_of_bodies(&at);
    let all = tiers.iter().flat_map(|(_, nodes)| nodes);
    let names: BTreeMap<String, String> = all
        .map(|node| {
            let name = free(taken, format!("{}-{}", node.kind().word(), node.key()), "-page");
            (node.key().to_string(), name)
        })
        .collect();
    let pages_with = |ending: &str| -> BTreeMap<String, String> {
        let named = names.iter();
        named
            .map(|(key, name)| (key.clone(), format!("{name}.{ending}")))
            .collect()
    };
    let (in_html, in_markdown) = (pages_with("html"), pages_with("md"));
    for (tier, nodes) in tiers {
        let mut links = Vec::new();
        for node in nodes {
            let Some(name) = names.get(node.key().as_str()) else {
                continue;
            };
            progress.at(&format!("Drawing {}", remit_render::inert::line(node.name())));
            let mut drawn: Vec<Block> = Vec::new();
            if node.kind() == NodeKind::Body
                && let Some(drawing) = way_up(&at, &workspace.loaded.broken, &node, public)
            {
                let sheets = printer.print(&drawing);
                for ((sheet, svg), number) in sheets.drawings.iter().zip(&sheets.drawn).zip(1..) {
                    let picture = match number {
                        1 => name.clone(),
                        number => free(taken, format!("{name}-{number}"), "-sheet"),
                    };
                    let file = format!("{picture}.svg");
                    files.push((file.clone(), svg.svg.clone().into_bytes()));
                    drawn.push(Block::Figure(sheet.title.clone(), sheet.alt.clone(), file));
                }
            }
            let found = (!public).then_some((&found, &*workspace.loaded.sources));
            let page = |addresses| {
                let around = AroundBody {
                    pictures: drawn.clone(),
                    found,
                    pages: addresses,
                };
                body_page(&at, &node, around)
            };
            pages.add_both(name.clone(), page(&in_html), page(&in_markdown));
            links.push(BodyAt {
                key: node.key().to_string(),
                name: node.name().to_string(),
                page: format!("{name}.html"),
            });
        }
        told.push(BodiesOfTier { tier, links });
    }
    told
}
