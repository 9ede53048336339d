//! Remit's legal catalogue: legal forms, powers and verbs as TOML text, and nothing else.
//!
//! The files under `catalogue/` are written for a lawyer to review. This crate hands their text on. It never interprets
//! it: reading is the work of the model, judging that of the rules. A change in the law is a change in those files alone.

/// Every file of the catalogue, as its name and its text.
pub const CATALOGUE: &[(&str, &str)] = &[
    ("catalogue/forms.toml", include_str!("../catalogue/forms.toml")),
    ("catalogue/powers.toml", include_str!("../catalogue/powers.toml")),
    ("catalogue/statute.toml", include_str!("../catalogue/statute.toml")),
    ("catalogue/verbs.toml", include_str!("../catalogue/verbs.toml")),
];
