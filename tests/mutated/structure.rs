//! Faults that the rules of the group `structure` must find.

use super::{Edit, Mutation};

pub(super) const MUTATIONS: &[Mutation] = &[Mutation {
    rule: "accountability-cycle",
    edits: &[Edit::More(
        "mutated.toml",
        "[body.one]\nname = \"Sample one\"\nform = \"committee\"\nwithin = \"lbth\"\nanswers-to.two = {}\n\
             [body.two]\nname = \"Specimen two\"\nform = \"committee\"\nwithin = \"lbth\"\nanswers-to.one = {}\n",
    )],
    brings: &["accountability-cycle:body.one,body.two"],
}];
