//! Writing all files of a build, so that nothing that somebody edited is lost, and a run that is stopped half way can be repeated.

use std::fs;
use std::path::Path;

use super::{Written, shown};
use crate::commands::manifest::{self, Manifest};
use crate::exit::Trouble;
use crate::output;

/// Writes the files, unless one of them was edited since an earlier run.
pub(super) fn write(out: &Path, files: &[Written], force: bool) -> Result<(), Trouble> {
    fs::create_dir_all(out).map_err(|error| Trouble::with(out, "could not make the folder", &error))?;
    let before = Manifest::read(out);
    let edited: Vec<&str> = files
        .iter()
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
    let mut after = Manifest::default();
    for (name, bytes) in files {
        after.note(name, bytes);
    }
    // The manifest goes first, and knows what was there as well as what comes: should the run be stopped half way, both are known as
    // Remit's own, and the next run finds nothing edited.
    output::whole(&out.join(manifest::NAME), after.during(&before).as_bytes())?;
    for (name, bytes) in files {
        output::whole(&out.join(name), bytes)?;
    }
    for name in before.left_over(&after) {
        if !name.contains(['/', '\\']) && !before.was_edited(out, name) {
            let _ = fs::remove_file(out.join(name));
        }
    }
    output::whole(&out.join(manifest::NAME), after.text().as_bytes())?;
    output::sweep(out);
    Ok(())
}
