//! `remit review --record`: a small file in the framework that says when it was reviewed, who signed, and what was found then.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use remit_model::finding::Level;
use remit_model::model::Reviewed;
use remit_model::review::{FilesSince, Shares};
use remit_report::review::Rested;
use sha2::{Digest, Sha256};

use crate::args::{Common, Review};
use crate::exit::{Exit, Trouble};
use crate::git;
use crate::output;
use crate::workspace::{self, Workspace};

/// The folder of records, within the framework.
const FOLDER: &str = "reviews";
/// How many bytes of a SHA-256 tell the text of a file from another: enough that nobody meets two that agree by chance.
const FINGERPRINT: usize = 16;

pub(super) fn run(asked: &Review, common: &Common) -> Result<Exit, Trouble> {
    if common.output.is_some() {
        return Err(Trouble(
            "the record goes into the framework itself; leave out -o, or print the review without --record".to_owned(),
        ));
    }
    if asked.signed.iter().all(|who| who.trim().is_empty()) {
        return Err(Trouble(
            "say who signed, as in --signed \"Ann Sample, Chair\"".to_owned(),
        ));
    }
    if !common.with.is_empty() {
        return Err(Trouble(
            "a record is of the framework as it is: leave out --with".to_owned(),
        ));
    }
    let workspace = Workspace::open(None, common)?;
    super::of_which_day(&workspace, common);
    let mut mistakes = workspace
        .loaded
        .findings
        .iter()
        .filter(|finding| finding.level == Level::Must);
    if let Some(first) = mistakes.next() {
        let at = first
            .labels
            .first()
            .map(|label| workspace.loaded.sources.cite(label.place));
        return Err(Trouble(format!(
            "a review is recorded of a framework that could be read whole, and this one has mistakes: {}{}. `remit check` lists them",
            at.map_or(String::new(), |at| format!("{at}: ")),
            first.message
        )));
    }
    let folder = workspace.folder.join(FOLDER);
    let path = folder.join(format!("{}.toml", workspace.date));
    let name = format!("{FOLDER}/{}.toml", workspace.date);
    let known = workspace.loaded.model.reviews.iter();
    let known = known
        .filter(|review| review.on == Some(workspace.date))
        .map(|review| review.statement.place);
    let sources = &workspace.loaded.sources;
    // What stands in another file would count beside the new record.
    if let Some(place) = known.clone().find(|place| sources.get(place.file).path != name) {
        return Err(Trouble(format!(
            "the review of {} is recorded already, at {}: take it out there first, if another is to be recorded",
            workspace.date,
            sources.cite(place)
        )));
    }
    if !asked.force {
        if let Some(place) = known.clone().next() {
            return Err(Trouble(format!(
                "the review of {} is recorded already, at {}; --force writes over {name}",
                workspace.date,
                sources.cite(place)
            )));
        }
        if path.exists() {
            return Err(Trouble(format!("{name} is there already; --force writes over it")));
        }
    }
    let text = text(asked, &workspace)?;
    fs::create_dir_all(&folder).map_err(|error| Trouble::with(&folder, "could not make the folder", &error))?;
    output::whole(&path, text.as_bytes())?;
    output::talk(&format!("{name} records the review; the next one starts from it"));
    Ok(Exit::Clean)
}

fn text(asked: &Review, workspace: &Workspace) -> Result<String, Trouble> {
    let at = workspace.at();
    let checked = workspace.check();
    let rested = Rested::of(&at);
    let schema = workspace.folder.join("remit.schema.json").exists();
    let mut out = String::new();
    if schema {
        out.push_str("#:schema ../remit.schema.json\n\n");
    }
    // What is written into memory is always written.
    let date = workspace.date;
    let _ = writeln!(out, "# Written by `remit review --record`.");
    let _ = writeln!(out, "[review.{date}]\non = {date}");
    let signed = asked.signed.iter().map(|who| who.trim()).filter(|who| !who.is_empty());
    let signed: Vec<String> = signed.map(quoted).collect();
    let _ = writeln!(out, "signed-by = [{}]", signed.join(", "));
    if let Some(minute) = &asked.minute {
        let _ = writeln!(out, "minute = {}", quoted(minute.trim()));
    }
    let _ = writeln!(out, "files = [");
    for (path, fingerprint) in files(workspace)? {
        let _ = writeln!(out, "  {},", quoted(&format!("{fingerprint} {path}")));
    }
    let _ = writeln!(out, "]");
    if let Some(revision) = git::revision_of(&workspace.folder, FOLDER) {
        let _ = writeln!(out, "revision = {}", quoted(&revision));
    }
    let mut found: Vec<String> = checked
        .findings
        .iter()
        .map(remit_model::finding::Finding::fingerprint)
        .collect();
    found.sort();
    found.dedup();
    let _ = writeln!(out, "findings = [");
    for fingerprint in &found {
        let _ = writeln!(out, "  {},", quoted(fingerprint));
    }
    let _ = writeln!(out, "]\nstatements = {}", rested_in_words(&rested.all));
    for (key, shares) in &rested.each {
        let _ = writeln!(out, "of.{key} = {}", rested_in_words(shares));
    }
    Ok(out)
}

fn rested_in_words(shares: &Shares) -> String {
    format!(
        "{{ own = {}, inherited = {}, assumption = {}, nothing = {}, readings = {}, silences = {} }}",
        shares.own, shares.inherited, shares.assumed, shares.nothing, shares.readings, shares.silent
    )
}

/// A string as TOML writes it: JSON's way is one of TOML's ways.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}

/// The files of the framework by path, each with its fingerprint, but for the records of reviews: a record doesn't change what was reviewed.
/// How lines end doesn't count: git writes them otherwise on another machine.
fn files(workspace: &Workspace) -> Result<BTreeMap<String, String>, Trouble> {
    let inputs = workspace::files(&workspace.folder)?.inputs.into_iter();
    let reviewed = inputs.filter(|input| !input.path.starts_with(&format!("{FOLDER}/")));
    let files = reviewed.map(|input| {
        let text = String::from_utf8_lossy(&input.bytes).replace("\r\n", "\n");
        let digest = Sha256::digest(text.as_bytes());
        let letters = digest.iter().take(FINGERPRINT).map(|byte| format!("{byte:02x}"));
        (input.path.clone(), letters.collect())
    });
    Ok(files.collect())
}

/// Which files are not what they were when a review was recorded; nothing where it doesn't say what they were.
pub(super) fn since(workspace: &Workspace, recorded: &Reviewed) -> Result<Option<FilesSince>, Trouble> {
    if recorded.files.is_empty() {
        return Ok(None);
    }
    let mut now = files(workspace)?;
    let mut since = FilesSince::default();
    for then in &recorded.files {
        let (fingerprint, path) = then.split_once(' ').unwrap_or(("", then.as_str()));
        match now.remove(path) {
            None => since.gone.push(path.to_owned()),
            Some(now) if now != fingerprint => since.changed.push(path.to_owned()),
            Some(_) => {}
        }
    }
    since.new = now.into_keys().collect();
    Ok(Some(since))
}
