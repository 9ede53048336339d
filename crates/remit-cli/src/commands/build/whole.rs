//! Writing all files of a build, so that nothing that somebody edited is lost, and a run that is stopped half way can be repeated.

use std::fs;
use std::path::Path;

use super::{Written, shown};
use crate::commands::manifest::{self, Manifest};
use crate::exit::Trouble;
use crate::output;

/// Writes the files, unless one of them was edited since an earlier run.
pub(super) fn write(out: &Path, files: &[Written], public: bool, force: bool) -> Result<(), Trouble> {
    fs::create_dir_all(out).map_err(|error| Trouble::with(out, "could not make the folder", &error))?;
    let before = Manifest::read(out);
    if before.is_public().is_some_and(|was| was != public) {
        let (there, this) = if public {
            ("internal", "public")
        } else {
            ("public", "internal")
        };
        return Err(Trouble(format!(
            "{} holds the {there} edition: write the {this} one into a folder of its own (--out)",
            shown(out)
        )));
    }
    // What is there already, word for word, is nobody's loss.
    let same = |(name, bytes): &&Written| fs::read(out.join(name)).is_ok_and(|there| there == *bytes);
    let edited: Vec<&str> = files
        .iter()
        .filter(|file| !same(file))
        .map(|(name, _)| name.as_str())
        .filter(|name| before.was_edited(out, name))
        .collect();
    if !force && !edited.is_empty() {
        return Err(Trouble(format!(
            "edited since Remit wrote them, or not written by Remit, in {}: {}. Move them away, or overwrite them with --force",
            shown(out),
            edited.join(", ")
        )));
    }
    let mut after = Manifest::of(public);
    for (name, bytes) in files {
        after.note(name, bytes);
    }
    // The manifest goes first, and knows what was there as well as what comes: should the run be stopped half way, both are known as
    // Remit's own, and the next run finds nothing edited.
    output::whole(&out.join(manifest::NAME), after.during(&before).as_bytes())?;
    for (name, bytes) in files {
        output::whole(&out.join(name), bytes)?;
    }
    let mut kept: Vec<&str> = Vec::new();
    for name in before.left_over(&after).filter(|name| !name.contains(['/', '\\'])) {
        if before.was_edited(out, name) {
            kept.push(name);
        } else {
            let _ = fs::remove_file(out.join(name));
        }
    }
    if !kept.is_empty() {
        output::talk(&format!(
            "no longer part of it, edited since Remit wrote them, and left where they are: {}",
            kept.join(", ")
        ));
    }
    output::whole(&out.join(manifest::NAME), after.text().as_bytes())?;
    output::sweep(out);
    Ok(())
}
