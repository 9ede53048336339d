//! What was written into an output folder, with a fingerprint of each file: so that nothing edited since is lost.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

/// The name of the manifest.
pub(crate) const NAME: &str = "manifest.json";

/// The word for an edition that anybody may read.
const PUBLIC: &str = "public";

/// Names of files, each with the fingerprint of what was written.
#[derive(Debug, Default)]
pub(crate) struct Manifest {
    files: BTreeMap<String, String>,
    /// What an earlier run wrote, where a later one was stopped before it was done.
    before: BTreeMap<String, String>,
    /// Whether it is made for the public; nothing where that is not known.
    public: Option<bool>,
}

impl Manifest {
    /// The manifest of an earlier run; empty where there is none, or it cannot be read.
    pub(crate) fn read(folder: &Path) -> Self {
        let text = fs::read_to_string(folder.join(NAME)).unwrap_or_default();
        let value: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
        let named = |key: &str| -> BTreeMap<String, String> {
            let files = value.get(key).and_then(|files| files.as_object()).into_iter().flatten();
            files
                .filter_map(|(name, hash)| Some((name.clone(), hash.as_str()?.to_owned())))
                .collect()
        };
        let audience = value.get("audience").and_then(|audience| audience.as_str());
        Self {
            files: named("files"),
            before: named("before"),
            public: audience.map(|audience| audience == PUBLIC),
        }
    }

    /// One with nothing in it yet, for the public or not.
    pub(crate) fn of(public: bool) -> Self {
        Self {
            public: Some(public),
            ..Self::default()
        }
    }

    /// Whether what an earlier run wrote is for the public; nothing where nothing says so.
    pub(crate) fn is_public(&self) -> Option<bool> {
        self.public
    }

    /// Whether a file is there and is not what an earlier run wrote. What can't be read is somebody else's.
    pub(crate) fn was_edited(&self, folder: &Path, name: &str) -> bool {
        match fs::read(folder.join(name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => true,
            Ok(bytes) => {
                let found = fingerprint(&bytes);
                ![&self.files, &self.before]
                    .iter()
                    .any(|known| known.get(name) == Some(&found))
            }
            Err(_) => false,
        }
    }

    /// Files of an earlier run that this one no longer writes.
    pub(crate) fn left_over<'a>(&'a self, written: &'a Self) -> impl Iterator<Item = &'a String> {
        let known = self
            .files
            .keys()
            .chain(self.before.keys().filter(|name| !self.files.contains_key(*name)));
        known.filter(|name| !written.files.contains_key(*name))
    }

    /// Notes what is written.
    pub(crate) fn note(&mut self, name: &str, bytes: &[u8]) {
        self.files.insert(name.to_owned(), fingerprint(bytes));
    }

    /// The manifest as text, while the files are being written: with what earlier runs wrote.
    pub(crate) fn during(&self, earlier: &Self) -> String {
        let mut before = earlier.before.clone();
        before.extend(earlier.files.clone());
        self.written(&[("files", &self.files), ("before", &before)])
    }

    /// The manifest as text.
    pub(crate) fn text(&self) -> String {
        self.written(&[("files", &self.files)])
    }

    fn written(&self, parts: &[(&str, &BTreeMap<String, String>)]) -> String {
        let mut value = serde_json::json!({ "remit": 1 });
        if let Some(public) = self.public {
            value["audience"] = if public { PUBLIC } else { "internal" }.into();
        }
        for (name, files) in parts {
            value[*name] = serde_json::json!(files);
        }
        format!("{}\n", serde_json::to_string_pretty(&value).unwrap_or_default())
    }
}

fn fingerprint(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
