//! What one proposal ends and another newly names: a line to it, a seat for it, a budget that it is to hold.
//!
//! Each proposal is sound by itself, so that neither names anything unknown; taken together, one puts to somebody what the other
//! takes away. What the framework names already is another matter: the change that ends it is told with what still names it.

use std::collections::{BTreeMap, BTreeSet};

use super::File;
use crate::document::{Says, Stating, stated_in};
use crate::model::{Conflict, Layer, Said};
use crate::sources::{Place, Sources};
use crate::text::Text;

/// Organisations, bodies and posts share one space of names.
const NODES: [&str; 3] = ["organisation", "body", "post"];

/// The lines of a body, post or paper whose key is the id of somebody, unless `to` names them.
const LINES: [&str; 9] = [
    "answers-to",
    "oversees",
    "supports",
    "reports-to",
    "advises",
    "challenges",
    "scrutinises",
    "comprises",
    "party",
];

/// The tables of which a key names something. What an entry of the log is about may well be over.
fn tables_named<'t>(table: &'t str, key: &str) -> Vec<&'t str> {
    match key {
        "within" | "between" | "employer" | "to" | "nominee-of" | "ex-officio" | "approved-by" | "of"
        | "contributors" | "host" | "held-by" | "committed-by" | "manager" | "owner" | "owners" | "approvers"
        | "from" | "liable" => NODES.to_vec(),
        "person" | "holder" => vec!["person"],
        "post" => vec!["post"],
        "function" | "functions" | "interests" => vec!["function"],
        "instrument" | "recorded-in" => vec!["instrument"],
        "log" => vec!["log"],
        "successor" if NODES.contains(&table) => NODES.to_vec(),
        "successor" => vec![table],
        _ => Vec::new(),
    }
}

/// The things, as table and key, that something said may name: of a bare name one for each table that may be meant.
fn named(stating: &Stating, others: &[Stating]) -> Vec<String> {
    let table = stating.thing.split_once('.').map_or("", |(table, _)| table);
    let (tables, names): (Vec<&str>, Vec<&str>) = match &stating.says {
        Says::Value(value) => {
            let key = stating.key.rsplit('.').next().unwrap_or_default();
            // Of a value in quotation marks, or a list of such, each second part.
            let names = value.split('"').skip(1).step_by(2);
            let names = names.map(|name| match key {
                "ex-officio" => name.rsplit(" of ").next().unwrap_or_default(),
                _ => name,
            });
            (tables_named(table, key), names.collect())
        }
        Says::Line if !stating.ending => match stating.key.split_once('.') {
            Some((kind, name)) if LINES.contains(&kind) => {
                let to = format!("{}.to", stating.key);
                let elsewhere = others.iter().any(|one| one.thing == stating.thing && one.key == to);
                let names = if elsewhere { Vec::new() } else { vec![name] };
                (NODES.to_vec(), names)
            }
            _ => (Vec::new(), Vec::new()),
        },
        _ => (Vec::new(), Vec::new()),
    };
    let things = names
        .iter()
        .flat_map(|name| tables.iter().map(move |table| format!("{table}.{name}")));
    things.collect()
}

/// Of each thing that some proposals end, what others newly name of it; by thing.
pub(super) fn conflicts(files: &[File], sources: &Sources) -> Vec<Conflict> {
    let proposed = |file: &&File| matches!(file.layer, Layer::Proposal(number) if number != u32::MAX);
    let mut ended: BTreeMap<&str, Vec<(Layer, Place)>> = BTreeMap::new();
    let place = |file: &File, stating: &Stating| Place {
        file: file.id,
        span: stating.span,
    };
    for file in files.iter().filter(proposed) {
        let ends = file.document.stated.iter();
        let ends = ends.filter(|stating| stating.says == Says::Ends && stating.key.is_empty());
        for stating in ends {
            let of = ended.entry(&stating.thing).or_default();
            of.push((file.layer, place(file, stating)));
        }
    }
    if ended.is_empty() {
        return Vec::new();
    }
    // By the thing that is named: who names it, by which key of which thing, and where.
    let mut naming: BTreeMap<String, Vec<(Layer, &Stating, Place)>> = BTreeMap::new();
    for file in files.iter().filter(proposed) {
        for stating in &file.document.stated {
            for thing in named(stating, &file.document.stated) {
                let others = ended.get(thing.as_str()).into_iter().flatten();
                if others.into_iter().any(|(layer, _)| *layer != file.layer) {
                    let of = naming.entry(thing).or_default();
                    of.push((file.layer, stating, place(file, stating)));
                }
            }
        }
    }
    if naming.is_empty() {
        return Vec::new();
    }
    let known = known(files, sources);
    let mut conflicts = Vec::new();
    for (thing, mut names) in naming {
        names.retain(|(_, stating, _)| !known.contains(&(stating.thing.clone(), stating.key.clone(), thing.clone())));
        let enders = ended.get(thing.as_str()).into_iter().flatten();
        let said = |words: &str, layer: Layer, place: Place| Said {
            layer,
            words: Text::from(words),
            place,
        };
        let mut all: Vec<Said> = enders.map(|(layer, place)| said("ends", *layer, *place)).collect();
        all.extend(names.iter().map(|(layer, _, place)| said("names", *layer, *place)));
        all.sort_by_key(|said| (said.layer, said.place));
        all.dedup_by_key(|said| (said.layer, said.place));
        if !names.is_empty() {
            conflicts.push(Conflict {
                thing: Text::from(thing.as_str()),
                key: Text::from(Conflict::NAMED),
                said: all,
            });
        }
    }
    conflicts
}

/// What the framework names already, with what was adopted: the thing and the key that name it, and what is named. Its texts are
/// read once more for it: that two proposals may contradict each other so is rare.
fn known(files: &[File], sources: &Sources) -> BTreeSet<(String, String, String)> {
    let mut known = BTreeSet::new();
    for file in files.iter().filter(|file| file.layer == Layer::Base && !file.shipped) {
        let stated = stated_in(&sources.get(file.id).text);
        for stating in &stated {
            for thing in named(stating, &stated) {
                known.insert((stating.thing.clone(), stating.key.clone(), thing));
            }
        }
    }
    known
}
