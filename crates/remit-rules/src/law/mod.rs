//! What the law asks, on the date.
