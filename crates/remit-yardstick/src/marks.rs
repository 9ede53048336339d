//! The table, and the marks that our layout has to reach.

use std::fmt;

/// What was measured of one graph by one engine.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measured {
    pub(crate) crossings: usize,
    pub(crate) overlaps: usize,
    /// Lines within a tier that run against their direction.
    pub(crate) against: usize,
    pub(crate) type_size: f64,
    pub(crate) milliseconds: f64,
}

/// One graph: ours, elkrs, dot. `None`: that engine failed, or is not there.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) lines: usize,
    pub(crate) engines: [Option<Measured>; 3],
}

/// The head of the table.
pub(crate) const HEAD: [&str; 2] = [
    "                       |       | crossings         | overlaps          | type size on A4   | milliseconds",
    "graph                  | lines |  ours elkrs   dot |  ours elkrs   dot |  ours elkrs   dot |   ours  elkrs    dot",
];

fn cells(engines: &[Option<Measured>; 3], width: usize, cell: impl Fn(&Measured) -> String) -> String {
    let cells = engines
        .iter()
        .map(|engine| engine.as_ref().map_or_else(|| "–".to_owned(), &cell));
    cells
        .map(|cell| format!("{cell:>width$}"))
        .collect::<Vec<_>>()
        .join(" ")
}

impl fmt::Display for Row {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{:22} | {:5} | {} | {} | {} | {}",
            self.name,
            self.lines,
            cells(&self.engines, 5, |of| of.crossings.to_string()),
            cells(&self.engines, 5, |of| of.overlaps.to_string()),
            cells(&self.engines, 5, |of| format!("{:.1}", of.type_size)),
            cells(&self.engines, 6, |of| format!("{:.1}", of.milliseconds)),
        )
    }
}

impl Row {
    fn others(&self) -> impl Iterator<Item = &Measured> {
        self.engines[1..].iter().flatten()
    }

    /// Whether ours has at most a tenth more crossings than the best of the others.
    fn crosses_little(&self) -> bool {
        let Some(ours) = &self.engines[0] else { return false };
        self.others().all(|other| ours.crossings * 10 <= other.crossings * 11)
    }

    /// The largest type of the others: of all, or of those on whose drawing nothing overlaps.
    fn best_type(&self, of: Others) -> f64 {
        let others = self.others().filter(|other| of == Others::All || other.overlaps == 0);
        others.map(|other| other.type_size).fold(0.0, f64::max)
    }

    /// How many times as large as the best of the others our type is.
    fn larger(&self, of: Others) -> Option<f64> {
        let best = self.best_type(of);
        let counts = best > 0.0 && (of != Others::SoundAndCramped || best < 10.0);
        counts.then(|| self.engines[0].map_or(0.0, |ours| ours.type_size) / best)
    }
}

/// Whose type ours is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Others {
    /// All engines, whatever lies on what in their drawings.
    All,
    /// Those in whose drawing nothing lies on anything.
    Sound,
    /// The same, where none of them has room for type of 10 points: where size matters.
    SoundAndCramped,
}

/// All graphs together.
#[derive(Debug, Default)]
pub(crate) struct Verdict {
    rows: Vec<Row>,
}

impl Verdict {
    pub(crate) fn add(&mut self, row: Row) {
        self.rows.push(row);
    }

    fn sum(&self) -> Row {
        let sum = |engine: usize| {
            let all: Vec<Measured> = self.rows.iter().filter_map(|row| row.engines[engine]).collect();
            let count = u32::try_from(all.len()).unwrap_or(u32::MAX);
            (count > 0).then(|| Measured {
                crossings: all.iter().map(|of| of.crossings).sum(),
                overlaps: all.iter().map(|of| of.overlaps).sum(),
                against: all.iter().map(|of| of.against).sum(),
                type_size: all.iter().map(|of| of.type_size).sum::<f64>() / f64::from(count),
                milliseconds: all.iter().map(|of| of.milliseconds).sum(),
            })
        };
        Row {
            name: format!("{} (type: mean)", self.rows.len()),
            lines: self.rows.iter().map(|row| row.lines).sum(),
            engines: [sum(0), sum(1), sum(2)],
        }
    }

    /// The graphs where ours crosses more than it may.
    fn crossed(&self) -> Vec<&str> {
        let crossed = self.rows.iter().filter(|row| !row.crosses_little());
        crossed.map(|row| row.name.as_str()).collect()
    }

    /// Our overlaps; none were measured where ours failed, which is as bad.
    fn overlaps(&self) -> usize {
        self.rows
            .iter()
            .map(|row| row.engines[0].map_or(1, |ours| ours.overlaps))
            .sum()
    }

    /// How many times as large our type is: the mean of the ratios, as ratios have it, and the least of them.
    fn larger(&self, of: Others) -> (f64, f64) {
        let all: Vec<f64> = self.rows.iter().filter_map(|row| row.larger(of)).collect();
        let count = f64::from(u32::try_from(all.len()).unwrap_or(u32::MAX).max(1));
        let mean = (all.iter().map(|ratio| ratio.ln()).sum::<f64>() / count).exp();
        (mean, all.iter().copied().fold(f64::INFINITY, f64::min))
    }

    /// Whether all marks are reached.
    pub(crate) fn holds(&self) -> bool {
        self.crossed().is_empty() && self.overlaps() == 0 && self.larger(Others::All).0 >= 1.4
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = |holds: bool| if holds { "reached" } else { "missed" };
        let (crossed, overlaps, (mean, least)) = (self.crossed(), self.overlaps(), self.larger(Others::All));
        writeln!(out, "{}\n", self.sum())?;
        writeln!(
            out,
            "Crossings, nowhere more than 10 % above the best: {}. Above it: {}",
            word(crossed.is_empty()),
            if crossed.is_empty() {
                "none".to_owned()
            } else {
                crossed.join(", ")
            }
        )?;
        let against = |engine: usize| self.sum().engines[engine].map_or(0, |of| of.against);
        let of_crossed = |engine: usize| -> usize {
            let crossed = self.rows.iter().filter(|row| !row.crosses_little());
            crossed.filter_map(|row| row.engines[engine]).map(|of| of.against).sum()
        };
        writeln!(
            out,
            "  lines within a tier that run against their direction, ours, elkrs, dot: {}, {}, {}; in those views: {}, {}, {}",
            against(0),
            against(1),
            against(2),
            of_crossed(0),
            of_crossed(1),
            of_crossed(2),
        )?;
        writeln!(out, "Overlaps, none: {}. Ours: {overlaps}", word(overlaps == 0))?;
        write!(
            out,
            "Type size on A4, 1.4 times the best: {}. On average {mean:.2} times, at least {least:.2} times",
            word(mean >= 1.4)
        )?;
        for (of, whom) in [
            (Others::Sound, "of engines in whose drawing nothing overlaps"),
            (
                Others::SoundAndCramped,
                "of those, where they have no room for 10 points",
            ),
        ] {
            let (mean, least) = self.larger(of);
            write!(out, "\n  the best {whom}: {mean:.2} times, at least {least:.2} times")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(ours: (usize, usize, f64)) -> Verdict {
        let measured = |(crossings, overlaps, type_size)| {
            Some(Measured {
                crossings,
                overlaps,
                against: 0,
                type_size,
                milliseconds: 1.0,
            })
        };
        let mut verdict = Verdict::default();
        verdict.add(Row {
            name: "one".to_owned(),
            lines: 20,
            engines: [measured(ours), measured((10, 0, 6.0)), measured((14, 9, 7.0))],
        });
        verdict
    }

    #[test]
    fn each_mark_can_be_missed() {
        assert!(verdict((11, 0, 9.8)).holds());
        assert!(!verdict((12, 0, 9.8)).holds(), "crossings");
        assert!(!verdict((11, 1, 9.8)).holds(), "overlaps");
        assert!(!verdict((11, 0, 9.7)).holds(), "type size");
        let mut failed = verdict((11, 0, 9.8));
        failed.rows[0].engines[0] = None;
        assert!(!failed.holds(), "no layout of ours");
    }
}
