//! All tests of the workspace that are not beside the code: one binary, one module a subject.

#![allow(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "tests read files, start the command and look at the environment"
)]

mod asked;
mod cli;
mod docs;
mod folder;
mod format;
mod generate;
mod hostile;
mod laws;
mod models;
mod mutated;
mod outliving;
mod pages;
mod tidy;
mod tower_hamlets;
