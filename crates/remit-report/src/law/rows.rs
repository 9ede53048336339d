//! The rows of the catalogue, whichever table they stand in.

use remit_model::model::{
    Form, Layer, Model, Office, Paper, Power, Row, Statement, StatutoryBody, StatutoryFunction, StatutorySeat, Validity,
};

/// The tables of the law, in the order in which they are told.
pub const TABLES: [&str; 7] = [
    "power",
    "form",
    "office",
    "statutory-function",
    "statutory-body",
    "statutory-seat",
    "paper",
];

/// A row of the catalogue, or of a framework's own law.
#[derive(Debug, Clone, Copy)]
pub enum LawRow<'m> {
    /// A legal power.
    Power(&'m Power),
    /// A legal form.
    Form(&'m Form),
    /// An office.
    Office(&'m Office),
    /// A function that statute fixes.
    Function(&'m StatutoryFunction),
    /// A body that an organisation must have.
    Body(&'m StatutoryBody),
    /// Who must sit on a body.
    Seat(&'m StatutorySeat),
    /// A kind of paper.
    Paper(&'m Paper),
}

impl<'m> LawRow<'m> {
    /// The table that it stands in.
    pub fn table(self) -> &'static str {
        match self {
            Self::Power(_) => "power",
            Self::Form(_) => "form",
            Self::Office(_) => "office",
            Self::Function(_) => "statutory-function",
            Self::Body(_) => "statutory-body",
            Self::Seat(_) => "statutory-seat",
            Self::Paper(_) => "paper",
        }
    }

    /// Its key.
    pub fn key(self) -> &'m str {
        match self {
            Self::Power(row) => row.key(),
            Self::Form(row) => row.key(),
            Self::Office(row) => row.key(),
            Self::Function(row) => row.key(),
            Self::Body(row) => row.key(),
            Self::Seat(row) => row.key(),
            Self::Paper(row) => row.key(),
        }
    }

    /// Its name; of a seat, what it asks.
    pub fn name(self) -> &'m str {
        match self {
            Self::Power(row) => &row.name,
            Self::Form(row) => &row.name,
            Self::Office(row) => &row.name,
            Self::Function(row) => &row.name,
            Self::Body(row) => &row.name,
            Self::Seat(row) => &row.name,
            Self::Paper(row) => &row.name,
        }
    }

    /// The common part.
    pub fn statement(self) -> &'m Statement {
        match self {
            Self::Power(row) => row.statement(),
            Self::Form(row) => row.statement(),
            Self::Office(row) => row.statement(),
            Self::Function(row) => row.statement(),
            Self::Body(row) => row.statement(),
            Self::Seat(row) => row.statement(),
            Self::Paper(row) => row.statement(),
        }
    }

    /// On what it rests, and when.
    pub fn validity(self) -> Validity {
        match self {
            Self::Power(row) => row.validity.clone(),
            Self::Form(row) => Validity {
                citation: row.citation.clone(),
                since: row.since,
                until: row.until,
                sure: row.sure,
                ..Validity::default()
            },
            Self::Office(row) => row.validity.clone(),
            Self::Function(row) => row.validity.clone(),
            Self::Body(row) => row.validity.clone(),
            Self::Seat(row) => row.validity.clone(),
            Self::Paper(row) => row.validity.clone(),
        }
    }
}

/// All rows that are not part of a proposal, table by table in the order of their keys.
pub fn rows(model: &Model) -> Vec<LawRow<'_>> {
    let mut rows: Vec<LawRow<'_>> = Vec::new();
    rows.extend(model.powers.iter().map(LawRow::Power));
    rows.extend(model.forms.iter().map(LawRow::Form));
    rows.extend(model.offices.iter().map(LawRow::Office));
    rows.extend(model.statutory_functions.iter().map(LawRow::Function));
    rows.extend(model.statutory_bodies.iter().map(LawRow::Body));
    rows.extend(model.statutory_seats.iter().map(LawRow::Seat));
    rows.extend(model.papers.iter().map(LawRow::Paper));
    rows.retain(|row| row.statement().layer == Layer::Base);
    rows
}
