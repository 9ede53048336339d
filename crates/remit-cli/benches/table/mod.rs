//! The table at the end of the benchmark: each stage at each size, against the yardstick, with growth and memory.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::stages::{self, Compare, Corpus};

/// The variable that tells a fresh process of this program to check one framework and say how much memory that took.
pub(crate) const CHILD: &str = "REMIT_BENCH_FOLDER";

/// How often each stage is timed; the median counts.
const ROUNDS: [(usize, usize); 3] = [(1_000, 15), (10_000, 7), (100_000, 3)];

/// The times of one size, each the median.
struct Times {
    yardstick: Duration,
    read: Duration,
    decode: Duration,
    load: Duration,
    judge: Duration,
    whole: Duration,
    command: Duration,
    compare: Compare,
    memory: Option<u64>,
}

/// Times every stage at every size, and prints what came of it.
pub(crate) fn print(corpora: &[Corpus]) {
    let times: Vec<Times> = corpora.iter().map(measure).collect();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!("\nMedians; {cores} cores. The yardstick is DeTable::parse of the same text on one core.\n");
    heading(
        "",
        corpora
            .iter()
            .map(|corpus| format!("{} bodies", thousands(corpus.bodies))),
    );
    let counted = |what: &str, number: fn(&Corpus) -> usize| {
        row(what, corpora.iter().map(|corpus| thousands(number(corpus))));
    };
    counted("files", |corpus| corpus.files);
    counted("bytes in all", |corpus| corpus.bytes);
    counted("bytes a body, with people and all", |corpus| {
        corpus.bytes / corpus.bodies
    });
    counted("bytes a body, its own table", |corpus| {
        corpus.body_bytes / corpus.bodies
    });
    type Stage = (&'static str, fn(&Times) -> Duration);
    let stages: [Stage; 11] = [
        ("a. yardstick", |times| times.yardstick),
        ("b. read the files", |times| times.read),
        ("c. decode, all cores", |times| times.decode),
        ("d. load: decode and resolve", |times| times.load),
        ("e. judge: every rule", |times| times.judge),
        ("f. the whole check: b, d, e", |times| times.whole),
        ("g. `remit check`, with its output", |times| times.command),
        ("h. two to compare: read and load", |times| times.compare.load),
        ("i. judge both", |times| times.compare.judge),
        ("j. compare, with consequences", |times| times.compare.compare),
        ("k. the whole comparison: h, i, j", |times| times.compare.whole),
    ];
    for (name, time) in stages {
        row(name, times.iter().map(|times| seconds(time(times))));
    }
    let against = |what: &str, one: fn(&Times) -> Duration, other: fn(&Times) -> Duration| {
        let ratio = |times: &Times| format!("{:.2}", one(times).as_secs_f64() / other(times).as_secs_f64());
        row(what, times.iter().map(ratio));
    };
    against("whole against yardstick", |times| times.whole, |times| times.yardstick);
    row(
        "places that differ",
        times.iter().map(|times| thousands(times.compare.changes)),
    );
    against(
        "comparison against one check",
        |times| times.compare.whole,
        |times| times.whole,
    );
    let speed = |time: fn(&Times) -> Duration| {
        let each = move |(corpus, times): (&Corpus, &Times)| {
            #[expect(
                clippy::cast_precision_loss,
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "for people"
            )]
            let speed = (corpus.bodies as f64 / time(times).as_secs_f64()) as usize;
            thousands(speed)
        };
        corpora.iter().zip(&times).map(each)
    };
    row("bodies a second, read", speed(|times| times.read));
    row("bodies a second, load", speed(|times| times.load));
    row("bodies a second, judge", speed(|times| times.judge));
    row("bodies a second, whole", speed(|times| times.whole));
    let memory = |times: &Times| match times.memory {
        // Linux writes kB and means 1,024 bytes.
        Some(kibibytes) => format!("{} MB", kibibytes * 1_024 / 1_000_000),
        None => "not measured".to_owned(),
    };
    row("peak memory, whole", times.iter().map(memory));
    println!("\nGrowth for ten times the bodies (10 is linear):\n");
    heading(
        "",
        times
            .windows(2)
            .zip(corpora.windows(2))
            .map(|(_, pair)| format!("to {}", thousands(pair[1].bodies))),
    );
    for (name, time) in stages {
        let growth = |pair: &[Times]| format!("{:.1}", time(&pair[1]).as_secs_f64() / time(&pair[0]).as_secs_f64());
        row(name, times.windows(2).map(growth));
    }
    println!();
}

fn measure(corpus: &Corpus) -> Times {
    let rounds = ROUNDS
        .iter()
        .find(|(bodies, _)| *bodies == corpus.bodies)
        .map_or(3, |(_, rounds)| *rounds);
    let texts = corpus.texts();
    let altered = corpus.altered();
    let mut compares: Vec<Compare> = Vec::new();
    let mut times: [Vec<Duration>; 7] = Default::default();
    // Round by round, so that what disturbs the machine for a while disturbs all stages alike.
    for _ in 0..rounds {
        let (read, inputs) = timed(|| stages::read(&corpus.folder));
        let (decode, _) = timed(|| stages::decode(&texts));
        let (load, loaded) = timed(|| stages::load(inputs));
        let (judge, _) = timed(|| stages::judge(&loaded));
        drop(loaded);
        let (whole, _) = timed(|| stages::whole(&corpus.folder));
        let (command, ()) = timed(|| command(&corpus.folder));
        let all = [stages::yardstick(&texts), read, decode, load, judge, whole, command];
        for (times, time) in times.iter_mut().zip(all) {
            times.push(time);
        }
        compares.push(stages::compare(&corpus.folder, &altered));
    }
    let [yardstick, read, decode, load, judge, whole, command] = times.map(median);
    Times {
        yardstick,
        read,
        decode,
        load,
        judge,
        whole,
        command,
        compare: middle(compares),
        memory: memory(&corpus.folder),
    }
}

/// How long something takes, and what comes of it: throwing that away is not timed.
fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let result = std::hint::black_box(work());
    (start.elapsed(), result)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// The comparison that took the median time.
fn middle(mut compares: Vec<Compare>) -> Compare {
    compares.sort_unstable_by_key(|compare| compare.whole);
    compares.swap_remove(compares.len() / 2)
}

/// The command as people start it, from the first byte read to the last one printed.
fn command(folder: &Path) {
    let status = Command::new(env!("CARGO_BIN_EXE_remit"))
        .arg("check")
        .arg(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("`remit` was built with this");
    assert_eq!(status.code(), Some(1), "the planted faults are found");
}

/// The most memory that a whole check held at any moment, in kibibytes: in a process of its own, which has done nothing else.
fn memory(folder: &Path) -> Option<u64> {
    let program = std::env::current_exe().ok()?;
    let output = Command::new(program).env(CHILD, folder).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

/// Checks a framework and prints how much memory that took; nothing where the system does not say.
pub(crate) fn child(folder: &Path) {
    let checked = stages::whole(folder);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    drop(std::hint::black_box(checked));
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    println!("{}", peak.map_or("", |peak| peak.trim().trim_end_matches(" kB")));
}

fn heading(first: &str, cells: impl Iterator<Item = String>) {
    let cells: Vec<String> = cells.collect();
    println!(
        "| {first:<34} |{}",
        cells.iter().map(|cell| format!(" {cell:>14} |")).collect::<String>()
    );
    println!(
        "|{}|{}",
        "-".repeat(36),
        format!("{}:|", "-".repeat(15)).repeat(cells.len())
    );
}

fn row(first: &str, cells: impl Iterator<Item = String>) {
    println!(
        "| {first:<34} |{}",
        cells.map(|cell| format!(" {cell:>14} |")).collect::<String>()
    );
}

fn seconds(time: Duration) -> String {
    if time < Duration::from_secs(1) {
        format!("{:.1} ms", time.as_secs_f64() * 1_000.0)
    } else {
        format!("{:.2} s", time.as_secs_f64())
    }
}

/// 1,234,567.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
