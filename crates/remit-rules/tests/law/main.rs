//! Each row of the catalogue accepts and rejects what `cases.toml` says, on each side of both its dates.

mod cases;
mod dates;
mod named;
mod powers;
mod reach;
mod rows;
