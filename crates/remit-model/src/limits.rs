//! The stated limits of what is read. Each has a message, and a test that meets it.

/// Bytes in one file.
pub const FILE_BYTES: usize = 16 * 1024 * 1024;
/// Bytes in all files together.
pub const TOTAL_BYTES: usize = 512 * 1024 * 1024;
/// Files in one framework.
pub const FILES: usize = 50_000;
/// Folders within folders.
pub const FOLDER_DEPTH: usize = 32;
/// Mistakes reported for one file; beyond them it only says that there are more.
pub const MISTAKES_PER_FILE: usize = 100;
/// A file with a syntax error is read on to find the others only up to this size, because each takes memory.
pub const RECOVERY_BYTES: usize = 256 * 1024;
/// Characters in an id.
pub const ID_CHARS: usize = 100;
/// Bytes in one text.
pub const TEXT_BYTES: usize = 20_000;
/// Values in one list.
pub const LIST_ITEMS: usize = 10_000;
/// Proposals in one framework.
pub const PROPOSALS: usize = 1_000;
/// Scenarios in one framework.
pub const SCENARIOS: usize = 1_000;
