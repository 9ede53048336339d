//! A framework as it was in a revision of its git repository. Git is only asked what it holds: nothing is checked out,
//! fetched, locked or run.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio};

use remit_model::limits;
use remit_model::suggest::did_you_mean;

use crate::exit::Trouble;
use crate::reading::{self, Entry, Files, Kind, Shelf};

/// The framework in a folder as it was in a revision: a branch, a tag, a commit, or whatever else git calls one.
///
/// # Errors
/// Where git is not installed, the folder is in no repository, there is no such revision, or the folder was not in it.
pub(crate) fn of_revision(folder: &Path, revision: &str) -> Result<Files, Trouble> {
    if revision.is_empty() {
        return Err(Trouble("say which revision: git:main, for example".to_owned()));
    }
    if revision.starts_with('-') {
        return Err(Trouble(format!(
            "`{revision}` is no revision: none begins with a hyphen"
        )));
    }
    let prefix = one_line(folder, &["rev-parse", "--show-prefix"])?.map_err(|said| {
        Trouble(format!(
            "{} is in no git repository that can be read, so it has no revision `{revision}`; git says: {said}",
            folder.display()
        ))
    })?;
    let commit = format!("{revision}^{{commit}}");
    let commit =
        one_line(folder, &["rev-parse", "--verify", "--quiet", &commit])?.map_err(|_| unknown(folder, revision))?;
    let tree = format!("{commit}:{prefix}");
    let tree = one_line(folder, &["rev-parse", "--verify", "--quiet", &tree])?;
    let missing = || {
        Trouble(format!(
            "the framework's folder {} is not in the revision `{revision}`: there is no {} in it",
            folder.display(),
            prefix.trim_end_matches('/')
        ))
    };
    let tree = tree.map_err(|_| missing())?;
    let listed = ask(folder, &["ls-tree", "-r", "-t", "-z", "-l", "--full-tree", &tree])?;
    if !listed.status.success() {
        let said = String::from_utf8_lossy(&listed.stderr).into_owned();
        return Err(Trouble(format!(
            "git could not list the revision `{revision}`: {}",
            said.trim()
        )));
    }
    let shelf = Revision::new(folder, &listed.stdout).map_err(|error| not_run(&error))?;
    Ok(reading::of(shelf, String::new()))
}

/// The revision in which a folder is as it lies there, but for what is below one of its own folders; nothing where it lies in no repository,
/// or has something in it that no revision has.
pub(crate) fn revision_of(folder: &Path, but: &str) -> Option<String> {
    let but = format!(":(exclude){but}");
    let changed = ask(
        folder,
        &["status", "--porcelain", "--untracked-files=all", "--", "*.toml", &but],
    )
    .ok()?;
    if !changed.status.success() || !changed.stdout.is_empty() {
        return None;
    }
    one_line(folder, &["rev-parse", "--verify", "--quiet", "HEAD^{commit}"])
        .ok()?
        .ok()
}

/// What to say of a revision that there is not.
fn unknown(folder: &Path, revision: &str) -> Trouble {
    let names = ["for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags"];
    let names = ask(folder, &names).map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    let near = names.as_deref().unwrap_or("");
    let near = did_you_mean(revision, near.lines()).map(|near| format!("; did you mean `{near}`?"));
    Trouble(format!(
        "there is no revision `{revision}` in the git repository of {}{}",
        folder.display(),
        near.unwrap_or_default()
    ))
}

/// Git, asked something about the repository that a folder is in.
fn git<S: AsRef<OsStr>>(folder: &Path, args: &[S]) -> Command {
    let mut command = Command::new("git");
    command
        .args(["--no-pager", "-c", "core.fsmonitor=false", "-C"])
        .arg(folder)
        .args(args)
        .env("LC_ALL", "C")
        .env("GIT_OPTIONAL_LOCKS", "0")
        // Nothing is written, nothing is fetched, and nobody is asked for a password.
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_TERMINAL_PROMPT", "0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    // Set where a hook of git starts Remit; it is the folder that says which repository is meant.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    command
}

/// All that git answers.
fn ask(folder: &Path, args: &[&str]) -> Result<Output, Trouble> {
    git(folder, args).output().map_err(|error| not_run(&error))
}

/// The line that git answers, or what it says instead.
fn one_line(folder: &Path, args: &[&str]) -> Result<Result<String, String>, Trouble> {
    let output = ask(folder, args)?;
    let first = |bytes: &[u8]| String::from_utf8_lossy(bytes).lines().next().unwrap_or("").to_owned();
    Ok(if output.status.success() {
        Ok(first(&output.stdout))
    } else {
        Err(first(&output.stderr))
    })
}

fn not_run(error: &io::Error) -> Trouble {
    Trouble(if error.kind() == io::ErrorKind::NotFound {
        "git is not installed, or not where programs are looked for (the PATH); without it no revision can be read"
            .to_owned()
    } else {
        format!("git could not be run: {error}")
    })
}

/// The folder of a framework in a revision.
struct Revision {
    /// What is in each folder, by the folder's path from the framework's: each name, with what it is and the number by
    /// which git finds its text.
    folders: BTreeMap<String, BTreeMap<String, (Kind, String)>>,
    reader: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

impl Revision {
    /// Out of what `git ls-tree -r -t -z -l` lists: `mode type number size`, a tab, the path, and a zero byte.
    fn new(folder: &Path, listed: &[u8]) -> io::Result<Self> {
        let mut folders: BTreeMap<String, BTreeMap<String, (Kind, String)>> = BTreeMap::new();
        for line in listed.split(|&byte| byte == 0) {
            let line = String::from_utf8_lossy(line);
            let Some((about, path)) = line.split_once('\t') else {
                continue;
            };
            let mut about = about.split_ascii_whitespace();
            let (Some(mode), Some(_), Some(number), Some(size)) =
                (about.next(), about.next(), about.next(), about.next())
            else {
                continue;
            };
            let (above, name) = path.rsplit_once('/').unwrap_or(("", path));
            let kind = match mode {
                "040000" => Kind::Folder { framework: false },
                "100644" | "100755" | "100664" => Kind::File(size.parse().unwrap_or(usize::MAX)),
                "120000" => Kind::Link,
                // A repository of its own: its files are in none of this one's revisions.
                _ => Kind::Other,
            };
            let of = |above: &str| above.to_owned();
            folders
                .entry(of(above))
                .or_default()
                .insert(name.to_owned(), (kind, number.to_owned()));
        }
        let frameworks: Vec<String> = folders
            .iter()
            .filter(|(_, entries)| entries.contains_key("framework.toml"))
            .map(|(path, _)| path.clone())
            .collect();
        for path in frameworks {
            let (above, name) = path.rsplit_once('/').unwrap_or(("", &path));
            if let Some((kind, _)) = folders.get_mut(above).and_then(|entries| entries.get_mut(name)) {
                *kind = Kind::Folder { framework: true };
            }
        }
        let mut reader = git(folder, &["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let piped = (reader.stdin.take(), reader.stdout.take());
        let (Some(to), Some(from)) = piped else {
            return Err(io::Error::other("it has no pipes"));
        };
        Ok(Self {
            folders,
            reader,
            to,
            from: BufReader::new(from),
        })
    }

    /// The text of a number: git is told the number in a line, and answers with a line `number type size`, the bytes, and
    /// an end of line.
    fn text(&mut self, number: &str) -> io::Result<Vec<u8>> {
        writeln!(self.to, "{number}")?;
        self.to.flush()?;
        let mut about = String::new();
        self.from.read_line(&mut about)?;
        let size = about
            .split_ascii_whitespace()
            .nth(2)
            .and_then(|size| size.parse::<usize>().ok());
        let size = size.filter(|&size| size <= limits::FILE_BYTES);
        let Some(size) = size else {
            return Err(io::Error::other("git does not have it here"));
        };
        let mut bytes = vec![0; size + 1];
        self.from.read_exact(&mut bytes)?;
        bytes.pop();
        Ok(bytes)
    }
}

impl Shelf for Revision {
    /// The path from the framework's folder.
    type At = String;

    fn entries(&mut self, folder: &String) -> io::Result<Vec<Entry<String>>> {
        let entries = self.folders.get(folder).into_iter().flatten();
        let entry = |(name, (kind, number)): (&String, &(Kind, String))| Entry {
            name: name.clone(),
            kind: *kind,
            at: match kind {
                Kind::Folder { .. } if folder.is_empty() => name.clone(),
                Kind::Folder { .. } => format!("{folder}/{name}"),
                _ => number.clone(),
            },
        };
        Ok(entries.map(entry).collect())
    }

    fn bytes(&mut self, file: &String) -> io::Result<Vec<u8>> {
        self.text(file)
    }
}

impl Drop for Revision {
    fn drop(&mut self) {
        // It waits for more numbers, and there are none.
        let _ = self.reader.kill();
        let _ = self.reader.wait();
    }
}
