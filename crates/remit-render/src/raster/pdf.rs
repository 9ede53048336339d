//! Drawings as PDF: a page each, with text that can be selected and searched.

use krilla::configure::{Accessibility, Configuration, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{Point, Size};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::tagging::{BBox, ContentTag, Tag, TagGroup, TagTree};
use krilla::{Document, SerializeSettings};
use krilla_svg::{SurfaceExt, SvgSettings};

use super::{LANGUAGE, Refused, Sheet};

/// Points for each of the units that SVG counts in.
const POINTS: f32 = 0.75;

/// No reader shows a page with a longer side than this: 200 inches.
const LONGEST: f32 = 14_400.0;

/// The drawings as one PDF, a page each, of the size of the drawing. Title and language are those of the first. To a reader who can't see
/// it a page is a figure, described by what the `<desc>` of the drawing says.
///
/// # Errors
/// Where a drawing can't be read.
pub fn pdf(svgs: &[&str]) -> Result<Vec<u8>, Refused> {
    let sheets: Vec<Sheet> = svgs.iter().map(|svg| Sheet::read(svg)).collect::<Result<_, _>>()?;
    // PDF/UA forbids what a drawing may need, a sign for which there is no glyph: that page is still better than none.
    let accessible = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .unwrap_or_default();
    written(&sheets, accessible)
        .or_else(|_| written(&sheets, Configuration::default()))
        .map_err(|error| Refused(format!("the PDF can't be written: {error}")))
}

fn written(sheets: &[Sheet], configuration: Configuration) -> Result<Vec<u8>, krilla::error::KrillaError> {
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    let language = sheets.first().map_or(LANGUAGE, |sheet| &sheet.language);
    let title = sheets.iter().map(named).next().unwrap_or_default();
    let mut tags = TagTree::new().with_lang(Some(language.to_owned()));
    let mut outline = Outline::new();
    for (number, sheet) in sheets.iter().enumerate() {
        let (Some(size), Some(settings)) = (page_size(sheet), page_size(sheet).map(PageSettings::new)) else {
            continue;
        };
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        let content = surface.start_tagged(ContentTag::Other);
        surface.draw_svg(&sheet.tree, size, SvgSettings::default());
        surface.end_tagged();
        surface.finish();
        page.finish();
        let told = if sheet.description.is_empty() {
            named(sheet)
        } else {
            &sheet.description
        };
        let whole = krilla::geom::Rect::from_xywh(0.0, 0.0, size.width(), size.height());
        let figure = Tag::Figure(Some(told.to_owned())).with_bbox(whole.map(|rect| BBox::new(number, rect)));
        tags.push(TagGroup::with_children(figure, vec![content.into()]));
        let place = XyzDestination::new(number, Point::from_xy(0.0, 0.0));
        outline.push_child(OutlineNode::new(named(sheet).to_owned(), place));
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

/// The size of its page, in points. What is longer than a page can be is made smaller as a whole.
fn page_size(sheet: &Sheet) -> Option<Size> {
    let (width, height) = (sheet.tree.size().width() * POINTS, sheet.tree.size().height() * POINTS);
    let scale = (LONGEST / width.max(height)).min(1.0);
    Size::from_wh(width * scale, height * scale)
}
