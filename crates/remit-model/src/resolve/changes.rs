//! What changes lie over: the definitions of the framework, with what adopted changes made of them.

use hashbrown::{HashMap, HashSet};

use super::File;
use super::together::Below;
use crate::document::{self as written, Key, Over};
use crate::model::Layer;
use crate::text::Text;

/// The base definitions by key, for changes to lie over; with what adopted changes made of them.
pub(super) struct Base<'a> {
    bodies: Below<'a, written::Body>,
    posts: Below<'a, written::Post>,
}

impl<'a> Base<'a> {
    /// Only what some change lies over is kept. The changes of these proposals are laid over each other.
    pub(super) fn of(files: &[File], together: &'a [Layer]) -> Self {
        let changed = |file: &File| {
            let change = &file.document.change;
            let bodies = change.body.iter().map(|(key, _)| key.0.clone());
            bodies
                .chain(change.post.iter().map(|(key, _)| key.0.clone()))
                .collect::<Vec<_>>()
        };
        let wanted: HashSet<Text> = files.iter().flat_map(changed).collect();
        let mut all_bodies = HashMap::new();
        let mut all_posts = HashMap::new();
        for file in files
            .iter()
            .filter(|file| file.layer == Layer::Base && !wanted.is_empty())
        {
            let bodies = file
                .document
                .body
                .iter()
                .filter(|(key, _)| wanted.contains(key.as_str()));
            all_bodies.extend(bodies.map(|(key, body)| (key.0.clone(), body.clone())));
            let posts = file
                .document
                .post
                .iter()
                .filter(|(key, _)| wanted.contains(key.as_str()));
            all_posts.extend(posts.map(|(key, post)| (key.0.clone(), post.clone())));
        }
        Self {
            bodies: Below::new(all_bodies, together),
            posts: Below::new(all_posts, together),
        }
    }

    /// A change to a body, its seats, lines and decisions each laid over what they change: a key that is left out below
    /// `seats.chair` stays as it was.
    pub(super) fn under_body(&mut self, file: &File, key: &Key, change: &written::Body) -> written::Body {
        let mut change = change.clone();
        let Some(base) = self.bodies.get(file, key.as_str()) else {
            return change;
        };
        lay(&mut change.does, &base.does);
        lay(&mut change.seats, &base.seats);
        lay(&mut change.carries, &base.carries);
        lay(&mut change.answers_to, &base.answers_to);
        lay(&mut change.oversees, &base.oversees);
        lay(&mut change.supports, &base.supports);
        lay(&mut change.reports_to, &base.reports_to);
        lay(&mut change.advises, &base.advises);
        lay(&mut change.challenges, &base.challenges);
        lay(&mut change.scrutinises, &base.scrutinises);
        lay(&mut change.comprises, &base.comprises);
        lay(&mut change.party, &base.party);
        if self.bodies.keeps(file) {
            let whole = change.clone().over(base);
            self.bodies.put(file, &key.0, whole);
        }
        change
    }

    /// The same for a post and its lines.
    pub(super) fn under_post(&mut self, file: &File, key: &Key, change: &written::Post) -> written::Post {
        let mut change = change.clone();
        let Some(base) = self.posts.get(file, key.as_str()) else {
            return change;
        };
        lay(&mut change.answers_to, &base.answers_to);
        lay(&mut change.advises, &base.advises);
        lay(&mut change.oversees, &base.oversees);
        if self.posts.keeps(file) {
            let whole = change.clone().over(base);
            self.posts.put(file, &key.0, whole);
        }
        change
    }
}

fn lay<T: Over + Clone>(over: &mut written::Entries<T>, base: &written::Entries<T>) {
    for (key, entry) in over.iter_mut() {
        if let Some(below) = base.get(key) {
            *entry = entry.clone().over(below);
        }
    }
}
