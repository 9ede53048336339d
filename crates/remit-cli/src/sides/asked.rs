//! What can be typed for a side of a comparison, and what it asks for.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::exit::Trouble;

/// The word for the framework without any proposal.
const BASE: &str = "base";

/// Where the files of a side lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// In the framework that the command works on.
    Here,
    /// In another folder, as typed.
    Folder(PathBuf),
    /// In a revision of the repository of the framework that the command works on.
    Git(String),
}

/// What is asked for by what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    /// As typed; empty where nothing was.
    pub(super) label: String,
    pub(super) place: Place,
    /// The names of proposals, in the order typed.
    pub(super) with: Vec<String>,
    /// Whether `--with` does not count: the side says that it has no proposals but its own.
    pub(super) alone: bool,
    pub(super) date: Option<Date>,
    /// Where it was taken for a folder and may be meant as proposals: their names.
    pub(super) or_proposals: Vec<String>,
}

impl Asked {
    /// The framework as it is: what a side is that was not typed.
    pub(super) fn as_it_is() -> Self {
        Self {
            label: String::new(),
            place: Place::Here,
            with: Vec::new(),
            alone: false,
            date: None,
            or_proposals: Vec::new(),
        }
    }

    /// What was typed. `is_folder` says whether there is such a folder.
    ///
    /// # Errors
    /// Where nothing was typed, a date is none, or a name is missing beside a `+`.
    pub(super) fn parse(label: &str, is_folder: impl Fn(&Path) -> bool) -> Result<Self, Trouble> {
        let asked = Self {
            label: label.to_owned(),
            ..Self::as_it_is()
        };
        let folder = |path: &str| Place::Folder(PathBuf::from(path));
        if let Some(revision) = label.strip_prefix("git:") {
            let (revision, date) = dated(revision)?;
            let place = Place::Git(revision.to_owned());
            return Ok(Self { place, date, ..asked });
        }
        if label == "." || label == ".." || label.contains(std::path::is_separator) {
            let (path, date) = if is_folder(Path::new(label)) {
                (label, None)
            } else {
                dated(label)?
            };
            let place = folder(path);
            return Ok(Self { place, date, ..asked });
        }
        let (names, date) = match label.split_once('@') {
            Some((names, day)) => (names, Some(date(day)?)),
            None => (label, None),
        };
        if names.is_empty() {
            return match date {
                Some(_) => Ok(Self { date, ..asked }),
                None => Err(Trouble(
                    "a side of a comparison is a folder, a proposal, a date as in @2018-04-01, or a revision as in git:main"
                        .to_owned(),
                )),
            };
        }
        let mut with: Vec<String> = names.split('+').map(str::to_owned).collect();
        if with.iter().any(String::is_empty) {
            return Err(Trouble(format!(
                "`{label}`: write the id of a proposal on either side of each `+`"
            )));
        }
        let alone = with.first().is_some_and(|first| first == BASE);
        if alone {
            with.remove(0);
        } else if is_folder(Path::new(names)) {
            let place = folder(names);
            return Ok(Self {
                place,
                date,
                or_proposals: with,
                ..asked
            });
        }
        Ok(Self {
            with,
            alone,
            date,
            ..asked
        })
    }

    /// What it is compared with where no other side is typed, and whether that comes first: a proposal is compared with
    /// the framework without it, anything else with the framework as it is.
    pub(super) fn other(&self) -> (Self, bool) {
        let proposal = !self.with.is_empty();
        let other = Self {
            alone: proposal && self.alone,
            date: self.date.filter(|_| proposal),
            ..Self::as_it_is()
        };
        (other, proposal)
    }
}

/// A folder or revision, and the date behind its last `@`, where a date is meant: both may have an `@` of their own.
fn dated(text: &str) -> Result<(&str, Option<Date>), Trouble> {
    let meant = |day: &str| {
        let figures = |character: char| character.is_ascii_digit() || character == '-';
        day.starts_with(|first: char| first.is_ascii_digit()) && day.chars().all(figures)
    };
    match text.rsplit_once('@') {
        Some((place, day)) if meant(day) => Ok((place, Some(date(day)?))),
        _ => Ok((text, None)),
    }
}

fn date(text: &str) -> Result<Date, Trouble> {
    crate::args::date(text).map_err(|help| Trouble(format!("`@{text}` is no date; {help}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(label: &str) -> Asked {
        let folders = ["old", "../other@2018-04-01", "p+q"];
        let is_folder = |path: &Path| folders.iter().any(|folder| Path::new(folder) == path);
        Asked::parse(label, is_folder).expect("it is a side")
    }

    fn trouble(label: &str) -> String {
        Asked::parse(label, |_| false).expect_err("it is none").0
    }

    fn day() -> Option<Date> {
        Some(jiff::civil::date(2018, 4, 1))
    }

    #[test]
    fn every_way_to_name_a_side() {
        let at = |label: &str| {
            let asked = parse(label);
            assert_eq!(asked.label, label);
            (asked.place, asked.with.join(" "), asked.alone, asked.date)
        };
        let folder = |path: &str| Place::Folder(PathBuf::from(path));
        let git = |revision: &str| Place::Git(revision.to_owned());
        let none = String::new;
        assert_eq!(at("@2018-04-01"), (Place::Here, none(), false, day()));
        assert_eq!(at("base"), (Place::Here, none(), true, None));
        assert_eq!(at("base@2018-04-01"), (Place::Here, none(), true, day()));
        assert_eq!(at("p1"), (Place::Here, "p1".to_owned(), false, None));
        assert_eq!(at("p1+p2@2018-04-01"), (Place::Here, "p1 p2".to_owned(), false, day()));
        assert_eq!(at("base+old"), (Place::Here, "old".to_owned(), true, None));
        assert_eq!(at("git:main"), (git("main"), none(), false, None));
        assert_eq!(at("git:feature/x@2018-04-01"), (git("feature/x"), none(), false, day()));
        assert_eq!(at("git:main@{1}"), (git("main@{1}"), none(), false, None));
        assert_eq!(
            at("git:HEAD@{2018-04-01}"),
            (git("HEAD@{2018-04-01}"), none(), false, None)
        );
        assert_eq!(at("."), (folder("."), none(), false, None));
        assert_eq!(at("./p1"), (folder("./p1"), none(), false, None));
        assert_eq!(at("../new@2018-04-01"), (folder("../new"), none(), false, day()));
        assert_eq!(
            at("../other@2018-04-01"),
            (folder("../other@2018-04-01"), none(), false, None),
            "a folder of that very name"
        );
        assert_eq!(at("old@2018-04-01"), (folder("old"), none(), false, day()));
        assert_eq!(parse("old").or_proposals, ["old"], "it may be a proposal as well");
        assert_eq!(parse("p+q").or_proposals, ["p", "q"]);
    }

    #[test]
    fn what_is_no_side() {
        for label in [
            "@yesterday",
            "p1@",
            "@",
            "git:main@2018-13-01",
            "../x@2018",
            "p1@2018-02-30",
        ] {
            assert!(
                trouble(label).contains("is no date; write the date as"),
                "{}",
                trouble(label)
            );
        }
        assert!(trouble("").contains("a side of a comparison is"));
        for label in ["p1+", "+p1", "p1++p2", "+"] {
            assert!(trouble(label).contains("either side of each `+`"), "{label}");
        }
    }

    #[test]
    fn what_a_lone_side_is_compared_with() {
        let (other, first) = parse("p1@2018-04-01").other();
        assert!(first && other.date == day() && !other.alone);
        assert!(parse("base+p1").other().0.alone);
        for label in ["@2018-04-01", "git:main@2018-04-01", "old", "base"] {
            let (other, first) = parse(label).other();
            assert!(!first && other == Asked::as_it_is(), "{label}");
        }
    }
}
