//! Drawings as PDF: a page of paper each, with text that can be selected and searched.

use krilla::configure::{Accessibility, Configuration, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{Point, Size, Transform};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::tagging::{BBox, ContentTag, Tag, TagGroup, TagTree};
use krilla::{Document, SerializeSettings};
use krilla_svg::{SurfaceExt, SvgSettings};

use super::{LANGUAGE, Refused, Sheet};
use crate::svg::Page;

/// Points for each of the units that SVG counts in.
const POINTS: f32 = 0.75;

/// No reader shows a page with a longer side than this: 200 inches.
const LONGEST: f32 = 14_400.0;

/// The margin around a drawing that is larger than the text of its page, and around one that has no page: a centimetre.
const MARGIN: f32 = 28.35;

/// A drawing that is larger by so much is not: lengths were rounded on their way. In points.
const SAME: f32 = 0.5;

/// The drawings as one PDF, a page each: a sheet of paper as it lies in the pack, the drawing at its true size where text would
/// stand. What is larger gets a page as large as it has to be. Title and language are those of the first. To a reader who can't
/// see it a page is a figure, described by what the `<desc>` of the drawing says.
///
/// # Errors
/// Where a drawing can't be read.
pub fn pdf(svgs: &[&str], page: Page) -> Result<Vec<u8>, Refused> {
    let sheets: Vec<Sheet> = svgs.iter().map(|svg| Sheet::read(svg)).collect::<Result<_, _>>()?;
    // PDF/UA forbids what a drawing may need, a sign for which there is no glyph: that page is still better than none.
    let accessible = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .unwrap_or_default();
    written(&sheets, page, accessible)
        .or_else(|_| written(&sheets, page, Configuration::default()))
        .map_err(|error| Refused(format!("the PDF can't be written: {error}")))
}

fn written(sheets: &[Sheet], page: Page, configuration: Configuration) -> Result<Vec<u8>, krilla::error::KrillaError> {
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    let language = sheets.first().map_or(LANGUAGE, |sheet| &sheet.language);
    let title = sheets.iter().map(named).next().unwrap_or_default();
    let mut tags = TagTree::new().with_lang(Some(language.to_owned()));
    let mut outline = Outline::new();
    for (number, sheet) in sheets.iter().enumerate() {
        let Some(place) = Place::of(sheet, page) else {
            continue;
        };
        let mut page = document.start_page_with(PageSettings::new(place.paper));
        let mut surface = page.surface();
        let content = surface.start_tagged(ContentTag::Other);
        surface.push_transform(&Transform::from_translate(place.left, place.top));
        surface.draw_svg(&sheet.tree, place.drawing, SvgSettings::default());
        surface.pop();
        surface.end_tagged();
        surface.finish();
        page.finish();
        let told = if sheet.description.is_empty() {
            named(sheet)
        } else {
            &sheet.description
        };
        let size = place.drawing;
        let whole = krilla::geom::Rect::from_xywh(place.left, place.top, size.width(), size.height());
        let figure = Tag::Figure(Some(told.to_owned())).with_bbox(whole.map(|rect| BBox::new(number, rect)));
        tags.push(TagGroup::with_children(figure, vec![content.into()]));
        let top = XyzDestination::new(number, Point::from_xy(0.0, 0.0));
        outline.push_child(OutlineNode::new(named(sheet).to_owned(), top));
    }
    // Neither clock nor chance: the same drawings give the same bytes.
    document.set_metadata(
        Metadata::new()
            .title(title.to_owned())
            .language(language.to_owned())
            .creator("Remit".to_owned()),
    );
    document.set_tag_tree(tags);
    document.set_outline(outline);
    document.finish()
}

/// What a sheet is called where it has no title.
fn named(sheet: &Sheet) -> &str {
    if sheet.title.is_empty() {
        "Diagram"
    } else {
        &sheet.title
    }
}

/// A drawing on its sheet of paper, in points.
struct Place {
    paper: Size,
    drawing: Size,
    left: f32,
    top: f32,
}

impl Place {
    /// Where text would stand; what is longer than a page can be is made smaller as a whole.
    fn of(sheet: &Sheet, page: Page) -> Option<Self> {
        let (width, height) = (sheet.tree.size().width() * POINTS, sheet.tree.size().height() * POINTS);
        let given = page.paper().zip(page.size()).map(|(paper, text)| {
            let [paper, text] = [paper, text].map(|(width, height)| (in_points(width), in_points(height)));
            (paper, text)
        });
        let (paper, left, top) = match given {
            Some(((across, down), text)) if width <= text.0 + SAME && height <= text.1 + SAME => {
                ((across, down), (across - width) / 2.0, (down - text.1) / 2.0)
            }
            _ => ((width + 2.0 * MARGIN, height + 2.0 * MARGIN), MARGIN, MARGIN),
        };
        let scale = (LONGEST / paper.0.max(paper.1)).min(1.0);
        Some(Self {
            paper: Size::from_wh(paper.0 * scale, paper.1 * scale)?,
            drawing: Size::from_wh(width * scale, height * scale)?,
            left: left * scale,
            top: top * scale,
        })
    }
}

/// Hundredths of a point as points: no page is so long that digits are lost.
#[expect(clippy::cast_precision_loss, reason = "a page is shorter than a million of them")]
fn in_points(length: remit_layout::Length) -> f32 {
    length as f32 / 100.0
}
