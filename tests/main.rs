//! All tests of the workspace that are not beside the code: one binary, one module a subject.

mod cli;
mod docs;
mod folder;
mod format;
mod generate;
mod hostile;
mod laws;
mod models;
mod pages;
mod tidy;
mod tower_hamlets;
