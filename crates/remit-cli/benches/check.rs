//! How fast Remit reads and checks large frameworks, and how much memory that takes: `cargo bench`.
//!
//! The yardstick is `DeTable::parse` of the same text on one core, in the same run. Before anything is timed, the check must
//! find exactly the faults that [`generator`] planted. The figures and what they mean are in `docs/performance.md`.

#![allow(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    clippy::print_stdout,
    missing_docs,
    reason = "a benchmark reads files, asks the clock, starts programs and prints"
)]

mod generator;
mod stages;
mod table;

use std::path::PathBuf;
use std::sync::OnceLock;

use divan::counter::ItemsCount;
use stages::Corpus;

/// The sizes in bodies.
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
/// Where the frameworks are written while the benchmark runs, the first size first.
static CORPORA: OnceLock<Vec<Corpus>> = OnceLock::new();

fn main() {
    if let Some(folder) = std::env::var_os(table::CHILD) {
        return table::child(&PathBuf::from(folder));
    }
    // `cargo test --benches` and its like only want to know that this builds.
    let told = |word: &str| std::env::args().any(|argument| argument == word);
    if !told("--bench") || told("--test") || told("--list") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder for the frameworks");
    let corpora = SIZES.map(|bodies| Corpus::write(bodies, folder.path()));
    for corpus in &corpora {
        corpus.verify();
    }
    let corpora = CORPORA.get_or_init(|| corpora.into());
    table::print(corpora);
    divan::main();
}

/// What divan times again and again: the largest size is in the table alone, so that all is done within minutes.
const REPEATED: [usize; 2] = [1_000, 10_000];

fn corpus(bodies: usize) -> &'static Corpus {
    let corpora = CORPORA.get().expect("written before divan starts");
    corpora
        .iter()
        .find(|corpus| corpus.bodies == bodies)
        .expect("one of the sizes")
}

#[divan::bench(args = REPEATED, sample_count = 10, sample_size = 1)]
fn a_yardstick(bencher: divan::Bencher<'_, '_>, bodies: usize) {
    let texts = corpus(bodies).texts();
    bencher
        .counter(ItemsCount::new(bodies))
        .bench(|| stages::yardstick(&texts));
}

#[divan::bench(args = REPEATED, sample_count = 10, sample_size = 1)]
fn b_read(bencher: divan::Bencher<'_, '_>, bodies: usize) {
    let corpus = corpus(bodies);
    bencher
        .counter(ItemsCount::new(bodies))
        .bench(|| stages::read(&corpus.folder));
}

#[divan::bench(args = REPEATED, sample_count = 10, sample_size = 1)]
fn c_decode(bencher: divan::Bencher<'_, '_>, bodies: usize) {
    let texts = corpus(bodies).texts();
    bencher
        .counter(ItemsCount::new(bodies))
        .bench(|| stages::decode(&texts));
}

#[divan::bench(args = REPEATED, sample_count = 10, sample_size = 1)]
fn d_load(bencher: divan::Bencher<'_, '_>, bodies: usize) {
    let corpus = corpus(bodies);
    bencher
        .counter(ItemsCount::new(bodies))
        .with_inputs(|| stages::read(&corpus.folder))
        .bench_values(stages::load);
}

#[divan::bench(args = REPEATED, sample_count = 10, sample_size = 1)]
fn e_judge(bencher: divan::Bencher<'_, '_>, bodies: usize) {
    let loaded = stages::load(stages::read(&corpus(bodies).folder));
    bencher
        .counter(ItemsCount::new(bodies))
        .bench(|| stages::judge(&loaded));
}

#[divan::bench(args = REPEATED, sample_count = 10, sample_size = 1)]
fn f_whole(bencher: divan::Bencher<'_, '_>, bodies: usize) {
    let corpus = corpus(bodies);
    bencher
        .counter(ItemsCount::new(bodies))
        .bench(|| stages::whole(&corpus.folder));
}

#[divan::bench(args = REPEATED, sample_count = 10, sample_size = 1)]
fn g_compare(bencher: divan::Bencher<'_, '_>, bodies: usize) {
    let loaded = stages::load(stages::with_a_proposal(&corpus(bodies).folder));
    let both = stages::Both::of(&loaded);
    bencher.counter(ItemsCount::new(bodies)).bench(|| both.compare());
}
