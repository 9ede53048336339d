//! Our own models drawn: no law of layout is broken on any page, and the figures of every view are golden files beside the
//! models, so that a change for the worse is seen.

use std::fmt::Write;

use rayon::prelude::*;
use remit_layout::Page as Room;
use remit_layout::figures::figures;
use remit_layout::laws::{Law, breaches};
use remit_model::drawing::Drawing;
use remit_model::resolve::Loaded;
use remit_render::svg::{self, Drawn, Page, SheetOptions};

use crate::folder::{from_folder, models};

/// The pages that can be asked for.
const PAGES: [Page; 5] = [Page::A4, Page::A4Landscape, Page::A3, Page::A3Landscape, Page::Free];

/// The most boxes on a sheet of several, as `remit diagram` has it.
const BOXES: usize = 24;

/// Every view that can be asked for, of the framework or of Remit, with its key.
fn views(loaded: &Loaded) -> Vec<(String, Drawing)> {
    let date = loaded.model.framework.as_at.expect("a model of ours has a date");
    let at = loaded.model.at(date, &[]);
    let views = remit_report::views(&at).into_iter().map(|(key, _)| {
        let choice = remit_report::choice(&at, &key).expect("a view that is listed");
        let drawing = remit_report::draw(&at, &loaded.broken, &choice);
        (key, drawing)
    });
    views.collect()
}

/// A drawing on as many sheets as it takes.
fn sheets(drawing: &Drawing, page: Page, house: &SheetOptions) -> Vec<(Drawing, Drawn)> {
    let options = SheetOptions { page, ..house.clone() };
    let draw = |sheet: &Drawing| svg::draw(sheet, &options);
    let sheets = remit_report::sheets(drawing, BOXES, &|sheet| draw(sheet).fits);
    sheets
        .into_iter()
        .map(|sheet| {
            let drawn = draw(&sheet);
            (sheet, drawn)
        })
        .collect()
}

fn house(loaded: &Loaded) -> SheetOptions {
    SheetOptions {
        house: loaded.model.house_style.clone(),
        ..SheetOptions::default()
    }
}

/// A length of the layout as it comes out on paper, in whole millimetres.
fn millimetres(length: i32, drawn: &Drawn) -> i64 {
    (i64::from(length) * i64::from(drawn.type_size) * 254 + 36_000_000) / 72_000_000
}

/// The layout of a sheet, where it has one: a table has none.
fn is_laid_out(sheet: &Drawing) -> bool {
    sheet.matrix.is_none() && !sheet.tiers.is_empty()
}

/// One row for each sheet of each view.
fn table(loaded: &Loaded) -> String {
    let house = house(loaded);
    let rows: Vec<String> = views(loaded)
        .par_iter()
        .map(|(key, drawing)| {
            let mut rows = String::new();
            for ((sheet, drawn), number) in sheets(drawing, Page::A4, &house).iter().zip(1..) {
                let name = format!("{key} {number}");
                let kind = match (&sheet.matrix, sheet.tiers.is_empty()) {
                    (Some(_), _) => Some("a table"),
                    (None, true) => Some("log entries"),
                    (None, false) => None,
                };
                let type_size = format!("{}.{}", drawn.type_size / 100, drawn.type_size % 100 / 10);
                let fits = if drawn.fits { "yes" } else { "no" };
                if let Some(kind) = kind {
                    writeln!(rows, "{name:40} | {kind:66} | {type_size:>4} {fits:>4} |").expect("a text");
                    continue;
                }
                // What the page leaves is known inside only; the laws that depend on it are asked of the sheet.
                let any = Room {
                    width: None,
                    height: None,
                    trees: true,
                    ways: remit_layout::Ways::Either,
                };
                let of = figures(&any, &drawn.graph, &drawn.layout);
                let broken = breaches(&drawn.graph, &drawn.layout).len();
                writeln!(
                    rows,
                    "{name:40} | {:5} {:5} | {:9} {:5} {:5} {:10} | {:5} {:6} {:4} | {type_size:>4} {fits:>4} | {broken:8}",
                    drawn.graph.boxes.len(),
                    drawn.graph.lines.len(),
                    of.crossings,
                    of.bends,
                    of.length * i64::from(drawn.type_size) * 254 / 72_000_000,
                    drawn.unlabelled.len(),
                    millimetres(drawn.layout.width, drawn),
                    millimetres(drawn.layout.height, drawn),
                    of.rows,
                )
                .expect("a text");
            }
            rows
        })
        .collect();
    format!(
        "{:40} | boxes lines | crossings bends    mm unlabelled | wide  high   rows | type fits | breaches\n{}",
        "view and sheet, on A4",
        rows.concat()
    )
}

#[test]
fn figures_of_every_view_are_the_golden_ones() {
    for folder in models() {
        let text = table(&from_folder(&folder));
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(folder.join("golden"));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!("figures", text));
    }
}

/// The width and height that an SVG says it has, in hundredths of a point.
fn measure(svg: &str) -> (f64, f64) {
    let written = svg.split("viewBox=\"").nth(1).and_then(|rest| rest.split('"').next());
    let numbers: Vec<f64> = written
        .expect("a measure")
        .split(' ')
        .map(|number| number.parse().expect("a number"))
        .collect();
    (numbers[2] * 100.0, numbers[3] * 100.0)
}

#[test]
fn every_law_holds_on_every_view_on_every_page() {
    let mut seen = 0;
    for folder in models() {
        let loaded = from_folder(&folder);
        let house = house(&loaded);
        let views = views(&loaded);
        let asked: Vec<_> = views.iter().flat_map(|view| PAGES.map(|page| (view, page))).collect();
        seen += asked
            .par_iter()
            .map(|((key, drawing), page)| {
                let sheets = sheets(drawing, *page, &house);
                for ((sheet, drawn), number) in sheets.iter().zip(1..) {
                    let name = format!("{}: {key}, sheet {number} on {page:?}", folder.display());
                    if is_laid_out(sheet) {
                        assert_eq!(
                            drawn.layout.boxes.len(),
                            sheet.tiers.iter().map(|tier| tier.boxes.len()).sum::<usize>()
                        );
                        let broken = breaches(&drawn.graph, &drawn.layout);
                        assert!(broken.is_empty(), "{name}: {broken:?}");
                    }
                    let (width, height) = measure(&drawn.svg);
                    let within = page
                        .size()
                        .is_none_or(|(most, high)| width <= f64::from(most) + 1.0 && height <= f64::from(high) + 1.0);
                    assert_eq!(drawn.fits, within, "{name} is {width} × {height}");
                    assert!((800..=1_000).contains(&drawn.type_size), "{name}: {}", drawn.type_size);
                }
                sheets.len()
            })
            .sum::<usize>();
    }
    assert!(seen >= 50, "only {seen} sheets were drawn");
}

/// What finds nothing above could find something: a box of a real view that is moved onto another.
#[test]
fn a_box_moved_onto_another_is_seen() {
    let folder = models().into_iter().next().expect("a model");
    let loaded = from_folder(&folder);
    let views = views(&loaded);
    let (_, drawing) = views
        .iter()
        .find(|(_, drawing)| is_laid_out(drawing) && drawing.tiers.iter().any(|tier| tier.boxes.len() > 1))
        .expect("a drawing of several boxes");
    let mut drawn = svg::draw(drawing, &house(&loaded));
    let area = drawn.layout.boxes[0].area;
    drawn.layout.boxes[1].area = area;
    let broken = breaches(&drawn.graph, &drawn.layout);
    assert!(broken.iter().any(|breach| breach.law == Law::BoxOnBox), "{broken:?}");
}
