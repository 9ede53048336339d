//! `remit init DIR`: a small commented framework, with its schema beside it.

use std::fs;
use std::path::Path;

use super::schema;
use crate::exit::{Exit, Trouble};
use crate::output;

/// The files of the small framework.
const FILES: [(&str, &str); 4] = [
    ("framework.toml", include_str!("init/framework.toml")),
    ("bodies.toml", include_str!("init/bodies.toml")),
    ("log.toml", include_str!("init/log.toml")),
    ("proposals/quorum.toml", include_str!("init/quorum.toml")),
];

pub(crate) fn run(folder: &Path) -> Result<Exit, Trouble> {
    fs::create_dir_all(folder).map_err(|error| Trouble::with(folder, "could not make the folder", &error))?;
    let schema = schema::text();
    let files = FILES.into_iter().chain([("remit.schema.json", schema.as_str())]);
    let there: Vec<&str> = files
        .clone()
        .map(|(name, _)| name)
        .filter(|name| folder.join(name).exists())
        .collect();
    if !there.is_empty() {
        return Err(Trouble(format!(
            "{} already holds {}; nothing was written. Name a new folder",
            folder.display(),
            there.join(", ")
        )));
    }
    let proposals = folder.join("proposals");
    fs::create_dir_all(&proposals).map_err(|error| Trouble::with(&proposals, "could not make the folder", &error))?;
    for (name, text) in files {
        output::whole(&folder.join(name), text.as_bytes())?;
    }
    output::talk(&format!(
        "A small framework is in {0}. Look at framework.toml, then run: remit check {0}",
        folder.display()
    ));
    Ok(Exit::Clean)
}
