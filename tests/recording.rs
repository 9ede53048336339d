//! Recording a review, and the review that starts from it.

use std::fs;

use tempfile::TempDir;

use crate::cli::{code, err, out, remit, small};

/// A framework that is reviewed every three months.
fn folder() -> TempDir {
    let folder = small();
    let path = folder.path().join("framework.toml");
    let text = fs::read_to_string(&path).expect("the framework");
    let (head, rest) = text.split_once("[framework]\n").expect("its table");
    let review = "review = { every-months = 3 }\n";
    fs::write(&path, format!("{head}[framework]\n{review}{rest}")).expect("written");
    folder
}

fn record(folder: &TempDir, day: &str, more: &[&str]) -> std::process::Output {
    let args = [
        "review",
        "--record",
        "--as-at",
        day,
        "--signed",
        "Ann \"A.\" Sample, Chair",
    ];
    remit(folder.path(), &[&args, more].concat())
}

#[test]
fn the_next_review_starts_from_the_one_that_is_recorded() {
    let folder = folder();
    let made = record(&folder, "2018-01-10", &["--minute", "item 5"]);
    assert_eq!(code(&made), 0, "{}", err(&made));
    let text = fs::read_to_string(folder.path().join("reviews/2018-01-10.toml")).expect("the record");
    assert!(
        text.contains(r#"signed-by = ["Ann \"A.\" Sample, Chair"]"#) && text.contains(r#"minute = "item 5""#),
        "{text}"
    );
    // Nothing changed but the record: it is read without a mistake, and nothing is new.
    let review = out(&remit(folder.path(), &["review", "--as-at", "2018-04-02"]));
    assert!(
        review.contains("Against what was recorded on 10 January 2018: 0 new, 0 no longer found"),
        "{review}"
    );
    assert!(
        review.contains("The last review was signed by Ann \"A.\" Sample, Chair."),
        "{review}"
    );
    // The next is due three months later, whatever date the framework itself has.
    let due = out(&remit(
        folder.path(),
        &["review", "--as-at", "2018-04-02", "--format", "json"],
    ));
    let due: serde_json::Value = serde_json::from_str(&due).expect("JSON");
    let next = due["due"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|due| due["kind"] == "framework-review");
    assert_eq!(next.expect("the framework")["on"], "2018-04-10");
    assert_eq!(due["since"], "10 January 2018");
    let told = |review: &str, words: &str| {
        assert!(
            review.split_whitespace().collect::<Vec<_>>().join(" ").contains(words),
            "{review}"
        )
    };
    told(
        &review,
        "The files are what they were when the review of 10 January 2018 was recorded",
    );
    // A body that is entered later, without a day, is found all the same, and the file is named.
    let later = folder.path().join("later.toml");
    fs::write(&later, "[body.later]\nname = \"Later Board\"\n").expect("written");
    let review = out(&remit(folder.path(), &["review", "--as-at", "2018-04-02"]));
    assert!(!review.contains(": 0 new, 0 no longer found"), "{review}");
    told(&review, "New: later.toml");
    // How lines end is no difference; a word is.
    let framework = folder.path().join("framework.toml");
    let text = fs::read_to_string(&framework).expect("the framework");
    fs::write(&framework, text.replace('\n', "\r\n")).expect("written");
    let review = out(&remit(folder.path(), &["review", "--as-at", "2018-04-02"]));
    assert!(!review.contains("Changed: framework"), "{review}");
    fs::write(&framework, format!("{text}# a word\n")).expect("written");
    let review = out(&remit(folder.path(), &["review", "--as-at", "2018-04-02"]));
    told(&review, "Changed: framework.toml");
    // A later record counts from then on, and not before its day.
    assert_eq!(code(&record(&folder, "2018-04-09", &[])), 0);
    let of = |day: &str| out(&remit(folder.path(), &["review", "--as-at", day]));
    assert!(of("2018-05-01").contains("recorded on 9 April 2018: 0 new"));
    assert!(of("2018-04-09").contains("recorded on 10 January 2018"));
}

/// What a review in JSON says of what was found then.
fn beside(folder: &TempDir, day: &str) -> serde_json::Value {
    let review = out(&remit(folder.path(), &["review", "--as-at", day, "--format", "json"]));
    let mut review: serde_json::Value = serde_json::from_str(&review).expect("JSON");
    review["beside"].take()
}

#[test]
fn what_is_cleared_or_departed_from_is_told_apart() {
    let folder = folder();
    let later = folder.path().join("later.toml");
    fs::write(&later, "[body.later]\nname = \"Later Board\"\n").expect("written");
    assert_eq!(code(&record(&folder, "2018-01-10", &[])), 0);
    // Departing from a finding doesn't clear it.
    let departure =
        "[departure.later]\nrule = \"orphan-body\"\nsubject = \"body.later\"\nreason = \"new\"\nuntil = 2018-04-30\n";
    fs::write(&later, format!("[body.later]\nname = \"Later Board\"\n{departure}")).expect("written");
    let of = |beside: &serde_json::Value| {
        let mut gone = beside["gone"].as_array().expect("a list").iter();
        let gone = gone.find(|gone| gone["fingerprint"] == "orphan-body:body.later");
        gone.map(|gone| gone["stands"].as_str().expect("a word").to_owned())
    };
    let then = beside(&folder, "2018-04-02");
    assert_eq!(of(&then).as_deref(), Some("departed-from"), "{then:#}");
    assert_eq!(then["files"]["changed"], serde_json::json!(["later.toml"]));
    // Once it has run out, the finding is back: as before, since the record knows it.
    assert_eq!(of(&beside(&folder, "2018-05-02")), None);
    // It is found no longer, and nobody accepted it.
    fs::remove_file(&later).expect("gone");
    let then = beside(&folder, "2018-04-02");
    assert_eq!(of(&then).as_deref(), Some("cleared"), "{then:#}");
    assert_eq!(then["files"]["gone"], serde_json::json!(["later.toml"]));
    let review = out(&remit(folder.path(), &["review", "--as-at", "2018-04-02"]));
    assert!(
        review.contains("body.later"),
        "told by its key, since the files no longer tell its words: {review}"
    );
}

/// Runs git in a folder.
fn git(folder: &TempDir, args: &[&str]) {
    let who = [
        "-c",
        "user.name=Sample",
        "-c",
        "user.email=sample@example.org",
        "-c",
        "commit.gpgsign=false",
    ];
    let done = std::process::Command::new("git")
        .arg("-C")
        .arg(folder.path())
        .args(who)
        .args(args)
        .output();
    let done = done.expect("git runs");
    assert!(
        done.status.success(),
        "{args:?}: {}",
        String::from_utf8_lossy(&done.stderr)
    );
}

#[test]
fn a_review_in_a_repository_is_compared_with_the_files_as_they_were() {
    let folder = folder();
    git(&folder, &["init", "--quiet"]);
    let body = folder.path().join("body.toml");
    let text = "[organisation.c]\nname = \"C\"\nform = \"county-council\"\n\n[body.quorate]\nname = \"Quorate Board\"\nform = \"committee\"\nwithin = \"c\"\n";
    fs::write(&body, format!("{text}quorum = {{ members = 6 }}\n")).expect("written");
    // What is not committed is in no revision.
    assert_eq!(code(&record(&folder, "2018-01-10", &[])), 0);
    let recorded = || fs::read_to_string(folder.path().join("reviews/2018-01-10.toml")).expect("the record");
    assert!(!recorded().contains("revision"), "{}", recorded());
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "-m", "first"]);
    assert_eq!(code(&record(&folder, "2018-01-10", &["--force"])), 0);
    assert!(recorded().contains("revision = \""), "{}", recorded());
    // No day stands beside the new quorum: the files of then show that it is one.
    fs::write(&body, format!("{text}quorum = {{ members = 2 }}\n")).expect("written");
    let review = out(&remit(folder.path(), &["review", "--as-at", "2018-04-02"]));
    let review: String = review.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(review.contains("What changed since 10 January 2018"), "{review}");
    assert!(review.contains("quorum members (6) members (2)"), "{review}");
    assert!(review.contains("Changed: body.toml"), "{review}");
    // Where the revision is gone, the days of the files are all there is.
    fs::remove_dir_all(folder.path().join(".git")).expect("gone");
    let review = out(&remit(folder.path(), &["review", "--as-at", "2018-04-02"]));
    assert!(
        !review.contains("members (6)") && review.contains("--since git:"),
        "{review}"
    );
}

#[test]
fn a_review_with_a_proposal_says_so() {
    let folder = folder();
    let proposal = "[proposal]\nid = \"bold\"\ntitle = \"A bold step\"\n\n[body.bold]\nname = \"Bold Board\"\n";
    fs::write(folder.path().join("bold.toml"), proposal).expect("written");
    let told = out(&remit(
        folder.path(),
        &["review", "--with", "bold", "--format", "markdown"],
    ));
    assert_eq!(
        told.matches("as if \u{201c}A bold step\u{201d} were adopted, which nobody has done")
            .count(),
        2,
        "{told}"
    );
    let plain = out(&remit(folder.path(), &["review", "--format", "markdown"]));
    assert!(!plain.contains("as if"), "{plain}");
}

#[test]
fn a_build_compares_with_the_last_review() {
    let folder = folder();
    let page = || fs::read_to_string(folder.path().join("out/review.md")).expect("the page");
    assert_eq!(code(&remit(folder.path(), &["build", "--as-at", "2018-04-02"])), 0);
    assert!(page().contains("No earlier review is recorded"), "{}", page());
    assert_eq!(code(&record(&folder, "2018-01-10", &[])), 0);
    assert_eq!(code(&remit(folder.path(), &["build", "--as-at", "2018-04-02"])), 0);
    assert!(
        page().contains("Against what was recorded on 10 January 2018"),
        "{}",
        page()
    );
    assert!(!page().contains("No earlier review"), "{}", page());
}

#[test]
fn a_record_is_no_change_of_the_framework() {
    let folder = folder();
    assert_eq!(code(&record(&folder, "2018-01-10", &[])), 0);
    let first = fs::read_to_string(folder.path().join("reviews/2018-01-10.toml")).expect("the record");
    let other = folder.path().join("reviews/2018-01-10.toml");
    fs::remove_file(&other).expect("gone");
    assert_eq!(code(&record(&folder, "2018-01-10", &[])), 0);
    let files = |text: &str| {
        let (_, rest) = text.split_once("files = [").expect("the files");
        rest.split_once(']').expect("their end").0.to_owned()
    };
    assert!(files(&first).contains(" framework.toml\""), "{first}");
    assert!(!files(&first).contains("reviews/"), "{first}");
    let second = fs::read_to_string(&other).expect("the record");
    assert_eq!(
        files(&first),
        files(&second),
        "what is said of the files doesn't hang on records"
    );
    let diff = out(&remit(folder.path(), &["diff", "@2018-01-09", "@2018-01-11"]));
    assert!(diff.contains("Nothing that is stated differs"), "{diff}");
}

#[test]
fn what_cannot_be_recorded_is_said_with_its_mend() {
    let folder = folder();
    assert_eq!(code(&record(&folder, "2018-01-10", &[])), 0);
    let again = record(&folder, "2018-01-10", &[]);
    assert_eq!(code(&again), 2);
    assert!(
        err(&again).contains("reviews/2018-01-10.toml:2; --force"),
        "{}",
        err(&again)
    );
    assert_eq!(code(&record(&folder, "2018-01-10", &["--force"])), 0);
    let unsigned = remit(folder.path(), &["review", "--record", "--as-at", "2018-02-10"]);
    assert_eq!(code(&unsigned), 2);
    assert!(
        err(&unsigned).contains("--signed \"Ann Sample, Chair\""),
        "{}",
        err(&unsigned)
    );
    let alone = remit(folder.path(), &["review", "--signed", "A"]);
    assert_eq!(code(&alone), 2);
    // What stands elsewhere would count beside the new record, whatever is forced.
    let framework = folder.path().join("framework.toml");
    let text = fs::read_to_string(&framework).expect("the framework");
    fs::write(&framework, format!("{text}\n[review.2018-03-01]\non = 2018-03-01\n")).expect("written");
    for more in [&[][..], &["--force"]] {
        let elsewhere = record(&folder, "2018-03-01", more);
        assert_eq!(code(&elsewhere), 2, "{more:?}");
        assert!(
            err(&elsewhere).contains("take it out there first"),
            "{}",
            err(&elsewhere)
        );
    }
    // Of what could not be read nobody knows what a check finds.
    fs::write(folder.path().join("broken.toml"), "[body.half\n").expect("written");
    let broken = record(&folder, "2018-04-01", &["--force"]);
    assert_eq!(code(&broken), 2);
    assert!(err(&broken).contains("broken.toml:1"), "{}", err(&broken));
    assert!(!folder.path().join("reviews/2018-04-01.toml").exists());
    // A folder in which nothing can be written: the file stands where the folder should be.
    let folder = self::folder();
    fs::write(folder.path().join("reviews"), "in the way").expect("written");
    let blocked = record(&folder, "2018-01-10", &[]);
    assert_eq!(code(&blocked), 2);
    assert!(err(&blocked).contains("could not make the folder"), "{}", err(&blocked));
}
