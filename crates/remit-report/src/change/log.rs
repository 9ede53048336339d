//! What becomes of questions, risks and the rest of the log.

use std::collections::BTreeMap;

use remit_model::answer::Named;
use remit_model::comparison::{Becomes, Logged};
use remit_model::model::{AsAt, LogEntry};
use remit_rules::change::Compared;

/// What is answered, opened or no longer there: in this order, each in the order of keys.
pub(super) fn becoming(compared: &Compared<'_, '_>) -> Vec<Logged> {
    let [before, after] = [compared.before, compared.after].map(entries);
    let mut all = Vec::new();
    for (key, entry) in &after {
        let was_open = before.get(key).is_some_and(|was| compared.before.is_open(was));
        match (was_open, compared.after.is_open(entry)) {
            (true, false) => all.push(logged(entry, Becomes::Answered)),
            (false, true) => all.push(logged(entry, Becomes::Opened)),
            _ => {}
        }
    }
    for (key, entry) in &before {
        if !after.contains_key(key) && compared.before.is_open(entry) {
            all.push(logged(entry, Becomes::Dropped));
        }
    }
    all.sort_by(|a, b| (a.becomes, &a.entry).cmp(&(b.becomes, &b.entry)));
    all
}

fn entries<'m>(at: &AsAt<'m>) -> BTreeMap<&'m str, &'m LogEntry> {
    at.current(at.model().log.rows())
        .map(|entry| (entry.key.as_str(), entry))
        .collect()
}

fn logged(entry: &LogEntry, becomes: Becomes) -> Logged {
    Logged {
        entry: Named {
            table: "log",
            key: entry.key.to_string(),
            name: entry.text.to_string(),
        },
        kind: entry.kind.map_or("entry", |kind| kind.word()),
        becomes,
    }
}
