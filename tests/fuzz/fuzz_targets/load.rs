//! Any bytes as a framework of up to three files: they load, and what came out can be asked about.
//!
//! `cargo +nightly fuzz run --fuzz-dir tests/fuzz load`. A form feed (which TOML has no use for) ends a file.

#![no_main]

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use remit_model::document::RelationKind;
use remit_model::model::NodeId;
use remit_model::resolve::{Input, load};

fuzz_target!(|bytes: &[u8]| {
    let files = bytes.splitn(3, |&byte| byte == b'\x0C').enumerate();
    let inputs = files.map(|(number, bytes)| Input {
        path: format!("{number}.toml"),
        bytes: bytes.to_vec(),
    });
    let loaded = load(remit_law::CATALOGUE, inputs.collect());
    for label in loaded.findings.iter().flat_map(|finding| &finding.labels) {
        loaded.sources.line_column(label.place);
    }
    let proposals: Vec<&str> = loaded.model.proposals.iter().map(|proposal| proposal.key.as_str()).collect();
    for with in [&[][..], &proposals[..]] {
        let view = loaded.model.at(date(2017, 11, 1), with);
        let ids: Vec<NodeId> = view.all_nodes().map(|node| node.id()).take(4).collect();
        for node in view.all_nodes().take(4) {
            let _ = (node.name(), node.form(), node.within(), node.between(), node.silences(), node.place());
            let _ = (node.seats().count(), node.does().count(), node.acts().count());
        }
        view.ladder(&[ids.clone(), ids.clone(), ids.clone()], &RelationKind::ALL);
        for &a in &ids {
            view.trace(a, *ids.last().unwrap_or(&a), &RelationKind::ALL, 10);
        }
        view.cycles(RelationKind::AnswersTo);
    }
});
