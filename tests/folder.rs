//! Frameworks for tests: from texts, or from a folder on disk.

use std::path::{Path, PathBuf};

use remit_model::resolve::{Input, Loaded, load};

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Loads a framework from paths and texts.
pub(crate) fn from_texts(files: &[(&str, &str)]) -> Loaded {
    let inputs = files.iter().map(|(path, text)| Input {
        path: (*path).to_owned(),
        bytes: text.as_bytes().to_vec(),
    });
    load(remit_law::CATALOGUE, inputs.collect())
}

/// The files of a framework folder, in the order of their paths.
pub(crate) fn files(folder: &Path) -> Vec<Input> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in std::fs::read_dir(&at).expect("the folder can be read") {
            let path = entry.expect("the entry can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "toml") {
                let shown = path
                    .strip_prefix(folder)
                    .expect("below the folder")
                    .to_string_lossy()
                    .replace('\\', "/");
                found.push(Input {
                    path: shown,
                    bytes: std::fs::read(&path).expect("the file can be read"),
                });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// Loads a framework folder.
pub(crate) fn from_folder(folder: &Path) -> Loaded {
    load(remit_law::CATALOGUE, files(folder))
}

/// The folders of our own models.
pub(crate) fn models() -> Vec<PathBuf> {
    let mut models: Vec<PathBuf> = std::fs::read_dir(root().join("models"))
        .expect("models/ exists")
        .map(|entry| entry.expect("the entry can be read").path())
        .filter(|path| path.join("framework.toml").is_file())
        .collect();
    models.sort();
    models
}
