//! The table, and the marks that our layout has to reach.

use std::fmt;

use crate::engines::{Engine, Measured};
use crate::ours::OnPage;

/// One graph by every engine.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) lines: usize,
    /// In the order of [`Engine::ALL`]. `None`: that engine failed, or is not there.
    pub(crate) engines: [Option<Measured>; 5],
    /// Ours at the largest type on A4.
    pub(crate) drawn: OnPage,
    /// The same with each line drawn for itself, as the others do.
    pub(crate) single: OnPage,
}

/// The head of the table.
pub(crate) fn head() -> String {
    let names = |width: usize| cells(&Engine::ALL.map(Some), width, |engine| engine.short().to_owned());
    let group = |title: &str, width: usize| format!("{title:width$}");
    format!(
        "{:22} | {:5} | {} | {} | {} | {}\n{:22} | {:5} | {} | {} | {} | {}",
        "",
        "",
        group("crossings", 34),
        group("overlaps", 34),
        group("type size on A4, in brackets with overlaps", 44),
        group("milliseconds", 39),
        "graph",
        "lines",
        names(6),
        names(6),
        names(8),
        names(7),
    )
}

fn cells<T>(engines: &[Option<T>; 5], width: usize, cell: impl Fn(&T) -> String) -> String {
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
        let type_size = |of: &Measured| {
            if of.sound_type < of.type_size {
                format!("({:.1})", of.type_size)
            } else {
                format!("{:.1} ", of.type_size)
            }
        };
        write!(
            out,
            "{:22} | {:5} | {} | {} | {} | {}",
            self.name,
            self.lines,
            cells(&self.engines, 6, |of| of.crossings.to_string()),
            cells(&self.engines, 6, |of| of.overlaps.to_string()),
            cells(&self.engines, 8, type_size),
            cells(&self.engines, 7, |of| format!("{:.1}", of.milliseconds)),
        )
    }
}

impl Row {
    fn others(&self) -> impl Iterator<Item = &Measured> {
        self.engines[1..].iter().flatten()
    }

    fn crossings(&self) -> Option<(usize, usize)> {
        Some((
            self.engines[0]?.crossings,
            self.others().map(|other| other.crossings).min()?,
        ))
    }

    /// Whether ours has more than a tenth more crossings than the best of the others. Where ours failed, it has.
    fn crosses_much(&self) -> bool {
        match self.crossings() {
            Some((ours, best)) => ours * 10 > best * 11,
            None => self.engines[0].is_none(),
        }
    }

    /// How many times as large as that of others our type is; `None` where there is nothing to compare with.
    fn larger(&self, than: Than) -> Option<f64> {
        let most = |of: fn(&Measured) -> f64| self.others().map(of).fold(0.0, f64::max);
        let sound = most(|of| of.sound_type);
        let theirs = match than {
            Than::Sound | Than::SoundSingle => sound,
            Than::SoundAndCramped if sound >= 10.0 => 0.0,
            Than::SoundAndCramped => sound,
            Than::All => most(|of| of.type_size),
            Than::One(engine) => {
                let at = Engine::ALL.iter().position(|other| *other == engine)?;
                self.engines[at]?.type_size
            }
        };
        let ours = if than == Than::SoundSingle {
            self.single
        } else {
            self.drawn
        };
        (theirs > 0.0).then(|| ours.type_size / theirs)
    }
}

/// Whose type ours is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Than {
    /// The largest in a drawing in which nothing lies on anything.
    Sound,
    /// The same, where that has no room for type of 10 points: where size matters.
    SoundAndCramped,
    /// The same, and ours without trees.
    SoundSingle,
    /// The largest, whatever lies on what.
    All,
    /// That of one engine, whatever lies on what.
    One(Engine),
}

/// The ratios of our type to that of others.
#[derive(Debug, Clone, Copy)]
struct Ratios {
    count: usize,
    /// As ratios have it: the root of the product.
    mean: f64,
    least: f64,
    most: f64,
    /// How many are 1.4 or more.
    large: usize,
}

/// How many times the best our type has to be.
const LARGER: f64 = 1.4;

impl fmt::Display for Ratios {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.count == 0 {
            return write!(out, "nothing to compare with");
        }
        write!(
            out,
            "{:.2} times, from {:.2} to {:.2}; {LARGER} times or more in {} of {}",
            self.mean, self.least, self.most, self.large, self.count
        )
    }
}

/// All graphs of one sort together.
#[derive(Debug, Default)]
pub(crate) struct Verdict {
    rows: Vec<Row>,
    /// Whether these are the views of frameworks: no single one of them may be above the best by more than a tenth.
    views: bool,
}

impl Verdict {
    pub(crate) fn new(views: bool) -> Self {
        Self {
            rows: Vec::new(),
            views,
        }
    }

    /// Several sorts as one.
    pub(crate) fn together(sorts: Vec<Self>) -> Self {
        Self {
            rows: sorts.into_iter().flat_map(|sort| sort.rows).collect(),
            views: false,
        }
    }

    /// Our crossings in all, and those of the best of the others in all.
    fn summed(&self) -> Option<(usize, usize)> {
        let sum = self.sum();
        // An engine that failed somewhere has a sum of fewer graphs.
        let whole = |at: usize| self.rows.iter().all(|row| row.engines[at].is_some());
        let others = (1..5).filter(|&at| whole(at)).filter_map(|at| sum.engines[at]);
        Some((
            sum.engines[0].filter(|_| whole(0))?.crossings,
            others.map(|of| of.crossings).min()?,
        ))
    }

    /// Whether ours has no more crossings in all than the best of the others; and in no single view more than a tenth more.
    fn crosses_little(&self) -> bool {
        let in_all = self.summed().is_some_and(|(ours, best)| ours <= best) || self.rows.is_empty();
        in_all && (!self.views || self.crossed().is_empty())
    }

    pub(crate) fn add(&mut self, row: Row) {
        self.rows.push(row);
    }

    fn sum(&self) -> Row {
        let sum = |engine: usize| {
            let all: Vec<Measured> = self.rows.iter().filter_map(|row| row.engines[engine]).collect();
            let count = u32::try_from(all.len()).unwrap_or(u32::MAX);
            let mean = |of: fn(&Measured) -> f64| all.iter().map(of).sum::<f64>() / f64::from(count);
            (count > 0).then(|| Measured {
                crossings: all.iter().map(|of| of.crossings).sum(),
                overlaps: all.iter().map(|of| of.overlaps).sum(),
                against: all.iter().map(|of| of.against).sum(),
                type_size: mean(|of| of.type_size),
                sound_type: mean(|of| of.sound_type),
                milliseconds: all.iter().map(|of| of.milliseconds).sum(),
            })
        };
        Row {
            name: format!("{} (type: mean)", self.rows.len()),
            lines: self.rows.iter().map(|row| row.lines).sum(),
            engines: [0, 1, 2, 3, 4].map(sum),
            drawn: OnPage::default(),
            single: OnPage::default(),
        }
    }

    /// The graphs where ours crosses more than it may.
    fn crossed(&self) -> Vec<&Row> {
        self.rows.iter().filter(|row| row.crosses_much()).collect()
    }

    /// Our overlaps, and our breaches of the laws on the page; none were measured where ours failed, which is as bad.
    fn overlaps(&self) -> (usize, usize) {
        let ours = self
            .rows
            .iter()
            .map(|row| row.engines[0].map_or(1, |ours| ours.overlaps));
        (ours.sum(), self.rows.iter().map(|row| row.drawn.breaches).sum())
    }

    fn ratios(&self, than: Than) -> Ratios {
        let all: Vec<f64> = self.rows.iter().filter_map(|row| row.larger(than)).collect();
        let count = f64::from(u32::try_from(all.len()).unwrap_or(u32::MAX).max(1));
        Ratios {
            count: all.len(),
            mean: (all.iter().map(|ratio| ratio.ln()).sum::<f64>() / count).exp(),
            least: all.iter().copied().fold(f64::INFINITY, f64::min),
            most: all.iter().copied().fold(0.0, f64::max),
            large: all.iter().filter(|ratio| **ratio >= LARGER).count(),
        }
    }

    fn is_larger(&self, than: Than) -> bool {
        let ratios = self.ratios(than);
        ratios.count == 0 || ratios.mean >= LARGER
    }

    /// Whether all marks are reached, type size as compared with drawings in which nothing overlaps.
    ///
    /// The mark of type is for all graphs together.
    pub(crate) fn holds(&self, together: bool) -> bool {
        self.crosses_little() && self.overlaps() == (0, 0) && (!together || self.is_larger(Than::Sound))
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = |holds: bool| if holds { "reached" } else { "missed" };
        writeln!(out, "{}", self.sum())?;

        let crossed = self.crossed();
        let (ours, best) = self.summed().unwrap_or_default();
        writeln!(
            out,
            "Crossings in all, no more than the best of the others{}: {}. {ours}; {best}.",
            if self.views {
                ", and in no view more than a tenth above the best of them there"
            } else {
                ""
            },
            word(self.crosses_little()),
        )?;
        writeln!(
            out,
            "  More than a tenth above the best of all that the others tried, graph by graph: {} of {}.",
            crossed.len(),
            self.rows.len()
        )?;
        if !crossed.is_empty() {
            let named = crossed.iter().map(|row| match row.crossings() {
                Some((ours, best)) => format!("{} ({ours}; {best})", row.name),
                None => format!("{} (failed)", row.name),
            });
            writeln!(out, "  Above it (ours; best): {}", named.collect::<Vec<_>>().join(", "))?;
        }
        let counted: Vec<(usize, usize)> = self.rows.iter().filter_map(Row::crossings).collect();
        let best: usize = counted.iter().map(|(_, best)| best).sum();
        let fewer = counted.iter().filter(|(ours, best)| ours < best).count();
        let equal = counted.iter().filter(|(ours, best)| ours == best).count();
        writeln!(
            out,
            "  The best of the others for each graph, summed: {best}. Ours has fewer than it in {fewer}, as many in {equal}."
        )?;
        let against = |rows: &[&Row]| {
            let sum = |engine: usize| -> usize {
                let of = rows.iter().filter_map(|row| row.engines[engine]);
                of.map(|of| of.against).sum()
            };
            cells(&[0, 1, 2, 3, 4].map(|engine| Some(sum(engine))), 0, usize::to_string)
        };
        let all: Vec<&Row> = self.rows.iter().collect();
        writeln!(
            out,
            "  Lines within a tier that run against their direction ({}): {}; of those, where ours is above: {}",
            Engine::ALL.map(Engine::short).join(" "),
            against(&all),
            against(&crossed),
        )?;

        let (overlaps, breaches) = self.overlaps();
        let unlabelled: usize = self.rows.iter().map(|row| row.drawn.unlabelled).sum();
        writeln!(
            out,
            "Overlaps, none of ours: {}. {overlaps}; in our drawings on A4, breaches of the laws: {breaches}. Lines without \
             their label there: {unlabelled} of {}.",
            word(self.overlaps() == (0, 0)),
            self.rows.iter().map(|row| row.lines).sum::<usize>()
        )?;

        writeln!(out, "Type size on A4, on average {LARGER} times the best:")?;
        for (than, whom) in [
            (Than::Sound, "in which nothing overlaps"),
            (Than::All, "of all, whatever overlaps"),
        ] {
            let (holds, ratios) = (self.is_larger(than), self.ratios(than));
            writeln!(
                out,
                "  the best {whom:29} {}: {ratios}",
                if holds { "so" } else { "not so" }
            )?;
        }
        for (than, whom) in [
            (Than::SoundAndCramped, "without overlaps, where under 10 points"),
            (Than::SoundSingle, "without overlaps, ours without trees"),
            (Than::One(Engine::Elk), Engine::Elk.long()),
            (Than::One(Engine::ElkAtItsBest), Engine::ElkAtItsBest.long()),
            (Than::One(Engine::Dot), Engine::Dot.long()),
            (Than::One(Engine::DotWithRoom), Engine::DotWithRoom.long()),
        ] {
            writeln!(out, "  {whom:46}: {}", self.ratios(than))?;
        }
        let sound = |engine: usize| {
            let engines = self.rows.iter().filter_map(|row| row.engines[engine]);
            engines.filter(|of| of.sound_type > 0.0).count()
        };
        let sound = [0, 1, 2, 3, 4].map(|engine| Some(sound(engine)));
        write!(
            out,
            "  Graphs of which there is a drawing without overlaps ({}): {}",
            Engine::ALL.map(Engine::short).join(" "),
            cells(&sound, 0, usize::to_string)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(crossings: usize, type_size: f64, sound_type: f64) -> Measured {
        Measured {
            crossings,
            type_size,
            sound_type,
            ..Measured::default()
        }
    }

    fn verdict(crossings: usize, overlaps: usize, type_size: f64) -> Verdict {
        let ours = Measured {
            overlaps,
            ..measured(crossings, type_size, type_size)
        };
        let row = Row {
            name: "one".to_owned(),
            lines: 20,
            engines: [
                Some(ours),
                Some(measured(14, 5.0, 5.0)),
                Some(measured(10, 6.0, 6.0)),
                Some(measured(14, 8.0, 0.0)),
                None,
            ],
            drawn: OnPage {
                type_size,
                ..OnPage::default()
            },
            single: OnPage {
                type_size: type_size / 2.0,
                ..OnPage::default()
            },
        };
        Verdict {
            rows: vec![row],
            views: true,
        }
    }

    #[test]
    fn each_mark_can_be_missed() {
        let holds = |verdict: &Verdict| verdict.holds(true);
        assert!(holds(&verdict(10, 0, 8.5)));
        assert!(!holds(&verdict(11, 0, 8.5)), "crossings in all");
        assert!(!holds(&verdict(10, 1, 8.5)), "overlaps");
        assert!(!holds(&verdict(10, 0, 8.3)), "type size");
        assert!(verdict(10, 0, 8.3).holds(false), "type is for all together");
        let mut failed = verdict(10, 0, 8.5);
        failed.rows[0].engines[0] = None;
        assert!(!holds(&failed), "no layout of ours");
        let mut unlawful = verdict(10, 0, 8.5);
        unlawful.rows[0].drawn.breaches = 1;
        assert!(!holds(&unlawful), "laws");
    }

    #[test]
    fn a_view_counts_by_itself_and_a_made_up_graph_does_not() {
        let mut two = verdict(12, 0, 8.5);
        two.rows.extend(verdict(2, 0, 8.5).rows);
        assert_eq!(two.summed(), Some((14, 20)));
        assert!(!two.holds(true), "the first has a fifth more than the best");
        two.views = false;
        assert!(two.holds(true));
    }

    #[test]
    fn type_is_compared_with_whom_it_says() {
        let verdict = verdict(11, 0, 9.0);
        let mean = |than| verdict.ratios(than).mean;
        assert!((mean(Than::Sound) - 1.5).abs() < 1e-9);
        assert!((mean(Than::SoundSingle) - 0.75).abs() < 1e-9);
        assert!((mean(Than::All) - 1.125).abs() < 1e-9);
        assert!((mean(Than::One(Engine::Elk)) - 1.8).abs() < 1e-9);
        assert_eq!(verdict.ratios(Than::One(Engine::DotWithRoom)).count, 0);
        assert_eq!(verdict.ratios(Than::Sound).large, 1);
        assert!(verdict.is_larger(Than::Sound) && !verdict.is_larger(Than::All));
    }
}
