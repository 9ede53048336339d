//! Turns the SVG of a drawing into what papers take: PNG with dots, PDF with pages.
//!
//! Only the bundled font is used, and no file is read: a drawing looks the same on every machine.

use std::fmt;
use std::sync::{Arc, LazyLock};

use resvg::usvg::{self, fontdb, roxmltree};

use crate::text::{FAMILY, Face};

mod pdf;
mod png;

pub use pdf::pdf;
pub use png::png;

/// Why a drawing can't be had in this format: a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused(String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

/// The language of what doesn't say.
const LANGUAGE: &str = "en-GB";

/// A sheet as it was read from its SVG.
struct Sheet {
    /// What its `<title>` says.
    title: String,
    /// What its `<desc>` tells who can't see it.
    description: String,
    /// Its language.
    language: String,
    tree: usvg::Tree,
}

impl Sheet {
    fn read(svg: &str) -> Result<Self, Refused> {
        let unreadable = |error: &dyn fmt::Display| Refused(format!("the drawing can't be read as an SVG: {error}"));
        let document = roxmltree::Document::parse(svg).map_err(|error| unreadable(&error))?;
        let root = document.root_element();
        let told = |name: &str| -> String {
            let child = root.children().find(|child| child.has_tag_name((SVG, name)));
            child
                .and_then(|child| child.text())
                .unwrap_or_default()
                .trim()
                .to_owned()
        };
        let language = root
            .attribute((roxmltree::NS_XML_URI, "lang"))
            .or_else(|| root.attribute("lang"));
        Ok(Self {
            title: told("title"),
            description: told("desc"),
            language: language.unwrap_or(LANGUAGE).to_owned(),
            tree: usvg::Tree::from_xmltree(&document, &options()).map_err(|error| unreadable(&error))?,
        })
    }
}

const SVG: &str = "http://www.w3.org/2000/svg";

fn options() -> usvg::Options<'static> {
    static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
        let mut fonts = fontdb::Database::new();
        for face in Face::ALL {
            fonts.load_font_source(fontdb::Source::Binary(Arc::new(face.ttf())));
        }
        // Text in any other family, in a logo for example, is set in this one rather than lost.
        fonts.set_serif_family(FAMILY);
        fonts.set_sans_serif_family(FAMILY);
        fonts.set_monospace_family(FAMILY);
        fonts.set_cursive_family(FAMILY);
        fonts.set_fantasy_family(FAMILY);
        Arc::new(fonts)
    });
    usvg::Options {
        font_family: FAMILY.to_owned(),
        fontdb: Arc::clone(&FONTS),
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: usvg::ImageHrefResolver::default_data_resolver(),
            // An image stands in the drawing itself, or nowhere.
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    }
}

#[cfg(test)]
mod tests;
