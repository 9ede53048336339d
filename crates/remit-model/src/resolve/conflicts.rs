//! What proposals say against each other: held together as they are written, key by key.

use std::collections::BTreeMap;

use super::File;
use crate::document::Says;
use crate::model::{Conflict, Layer, Said};
use crate::sources::Place;
use crate::text::Text;

/// What is said of a key: by which proposal, in which words, where.
type Sayings<'f> = Vec<(Layer, &'f str, Place)>;

/// The keys of which two proposals or more do not say the same, in the order of things and keys. What was adopted is part
/// of the framework, and each later proposal may well change it.
pub(super) fn of(files: &[File]) -> Vec<Conflict> {
    let mut values: BTreeMap<(&str, &str, bool), Sayings<'_>> = BTreeMap::new();
    let mut changes: BTreeMap<(&str, &str), Sayings<'_>> = BTreeMap::new();
    let mut ends: BTreeMap<(&str, &str), Sayings<'_>> = BTreeMap::new();
    let proposed = |file: &&File| matches!(file.layer, Layer::Proposal(number) if number != u32::MAX);
    for file in files.iter().filter(proposed) {
        for stating in &file.document.stated {
            let (thing, key) = (stating.thing.as_str(), stating.key.as_str());
            let place = Place {
                file: file.id,
                span: stating.span,
            };
            if let Says::Value(value) = &stating.says {
                let said = values.entry((thing, key, stating.ending)).or_default();
                said.push((file.layer, value, place));
            }
            if stating.says == Says::Ends {
                ends.entry((thing, key)).or_default().push((file.layer, "ends", place));
            } else if !stating.ending {
                let said = changes.entry((thing, key)).or_default();
                said.push((file.layer, "changes", place));
            }
        }
    }
    let mut conflicts = Vec::new();
    for ((thing, key, ending), said) in values {
        let key = if ending { format!("end.{key}") } else { key.to_owned() };
        conflicts.extend(conflict(thing, key, said));
    }
    for ((thing, line), mut said) in ends {
        let all = changes.range((thing, "")..).take_while(|((of, _), _)| *of == thing);
        if line.is_empty() {
            said.extend(all.flat_map(|(_, said)| said));
        } else {
            let below = format!("{line}.");
            let within = changes.range((thing, below.as_str())..);
            let within = within.take_while(|((of, key), _)| *of == thing && key.starts_with(&below));
            said.extend(changes.get(&(thing, line)).into_iter().flatten());
            said.extend(within.flat_map(|(_, said)| said));
        }
        let key = if line.is_empty() {
            "end".to_owned()
        } else {
            format!("end.{line}")
        };
        conflicts.extend(conflict(thing, key, said));
    }
    conflicts.sort_by(|a, b| (&a.thing, &a.key).cmp(&(&b.thing, &b.key)));
    conflicts
}

/// A conflict, where not all say the same. Of what one proposal says of a key in many places, the first counts.
fn conflict(thing: &str, key: String, mut said: Sayings<'_>) -> Option<Conflict> {
    said.sort_by_key(|(layer, _, place)| (*layer, *place));
    said.dedup_by_key(|(layer, ..)| *layer);
    let (_, first, _) = said.first()?;
    if said.iter().all(|(_, words, _)| words == first) {
        return None;
    }
    let said = said.into_iter().map(|(layer, words, place)| Said {
        layer,
        words: Text::from(words),
        place,
    });
    Some(Conflict {
        thing: Text::from(thing),
        key: Text::from(key.as_str()),
        said: said.collect(),
    })
}
