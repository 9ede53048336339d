//! All tests of the workspace that are not beside the code: one binary, one module a subject.

#![allow(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "tests read files, start the command and look at the environment"
)]

mod adopted;
mod agreement;
mod asked;
mod carrying;
mod chains;
mod change_anew;
mod change_endings;
mod change_laws;
mod change_papers;
mod change_partners;
mod change_rules;
mod choice;
mod cli;
mod compared;
mod contradicting;
mod decisions;
mod diagram;
mod diff;
mod diff_laws;
mod docs;
mod drawings;
mod ends;
mod figures;
mod folder;
mod format;
mod formats;
mod generate;
mod hostile;
mod joined_seats;
mod law;
mod laws;
mod left_open;
mod left_out;
mod levels;
mod merging;
mod models;
mod mutated;
mod outliving;
mod pack;
mod pages;
mod powers;
mod published;
mod recording;
mod register_rows;
mod registers;
mod requirement_laws;
mod review;
mod sides;
mod telling;
mod tidy;
mod together;
mod tower_hamlets;
mod tower_hamlets_proposals;
mod tower_hamlets_through_time;
mod validate;
mod views;
mod who;
mod who_agrees;
mod who_command;
mod who_decides;
mod worked;
