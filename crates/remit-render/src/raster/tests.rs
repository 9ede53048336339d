//! What pictures and pages hold, read back from their bytes.

use std::collections::BTreeMap;
use std::io::Read;

use super::*;
use crate::svg::Page;
use crate::text;
use resvg::usvg::Node;

fn sheet(inside: &str) -> String {
    format!(
        "<svg xmlns=\"{SVG}\" xml:lang=\"en-GB\" role=\"img\" width=\"144pt\" height=\"72pt\" viewBox=\"0 0 144 72\">\
         <title>Who answers &amp; to whom</title><desc>A board answers to a council.</desc>{inside}</svg>"
    )
}

fn words(text: &str, weight: u16, size: f64) -> String {
    format!(
        "<text x=\"4\" y=\"30\" font-family=\"'{FAMILY}'\" font-weight=\"{weight}\" font-size=\"{size}\">{text}</text>"
    )
}

/// Width, height and rows of red, green and blue.
fn read(png: &[u8]) -> (u32, u32, Vec<u8>, ::png::Info<'static>) {
    let mut reader = ::png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
    let mut dots = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut dots).unwrap();
    let info = reader.info().clone();
    (info.width, info.height, dots, info)
}

fn the_text(group: &usvg::Group) -> Option<&usvg::Text> {
    group.children().iter().find_map(|node| match node {
        Node::Text(text) => Some(&**text),
        Node::Group(group) => the_text(group),
        _ => None,
    })
}

fn dark(dots: &[u8]) -> usize {
    dots.chunks(3).filter(|dot| dot.iter().all(|part| *part < 128)).count()
}

#[test]
fn text_is_as_wide_as_it_was_measured() {
    for face in Face::ALL {
        for words in [
            "Tower Hamlets Together Board",
            "Tower",
            "AVATAR To We. Yes, Ty 11,711 r.v.",
            "Ŵyr a ŷd: Llŷn",
            "Health and Wellbeing Board – “decides” on £5m (A/V) → 24/7",
            "Συμβούλιο Совет",
        ] {
            let tree = Sheet::read(&sheet(&self::words(words, face.weight(), 10.0)))
                .unwrap()
                .tree;
            let drawn = the_text(tree.root()).expect("it is drawn");
            // The box of a text runs from its start to where the next letter would stand; in SVG's units, of which there are 96 to the inch.
            let drawn = f64::from(drawn.bounding_box().width());
            let measured = f64::from(text::width(words, face, 1000)) / 100.0;
            assert!((drawn / measured - 1.0).abs() < 0.005, "{words}: {drawn} {measured}");
        }
    }
}

#[test]
fn a_picture_has_its_size_and_says_it() {
    let svg = sheet(&words("Board", 400, 20.0));
    let (width, height, dots, info) = read(&png(&svg, 300).unwrap());
    assert_eq!((width, height), (600, 300));
    assert_eq!(info.pixel_dims.unwrap().xppu, 11_811);
    assert!(dark(&dots) > 500, "the words are drawn");
    let bold = read(&png(&sheet(&words("Board", 700, 20.0)), 300).unwrap()).2;
    assert!(dark(&bold) > dark(&dots) * 5 / 4, "bold is heavier");
    assert_eq!(dark(&read(&png(&sheet(""), 300).unwrap()).2), 0, "and nothing else is");
}

#[test]
fn text_in_no_font_that_we_have_is_still_drawn() {
    let other = "<text x=\"4\" y=\"30\" font-family=\"Gill Sans\">Board</text>";
    assert!(dark(&read(&png(&sheet(other), 96).unwrap()).2) > 20);
}

#[test]
fn an_image_is_drawn_where_it_stands_in_the_file_and_no_other_is_looked_for() {
    // A PNG of one black dot.
    let dot = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==";
    let image = |href: &str| sheet(&format!("<image href=\"{href}\" width=\"72\" height=\"72\"/>"));
    assert!(dark(&read(&png(&image(dot), 72).unwrap()).2) >= 72 * 72 - 300);
    assert!(pdf(&[&image(dot)], Page::A4).unwrap().len() > 500);
    let svg = "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSI5IiBoZWlnaHQ9IjkiPjxyZWN0IHdpZHRoPSI5IiBoZWlnaHQ9IjkiLz48L3N2Zz4=";
    assert!(dark(&read(&png(&image(svg), 72).unwrap()).2) >= 72 * 72 - 300);
    // The second is a picture that is there.
    for elsewhere in [
        "https://example.org/x.png",
        concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/images/lines.svg"),
    ] {
        assert_eq!(dark(&read(&png(&image(elsewhere), 600).unwrap()).2), 0);
    }
}

#[test]
fn what_is_too_large_is_refused_with_a_way_out() {
    let svg = sheet("");
    let error = png(&svg, 20_000).unwrap_err().to_string();
    assert_eq!(
        error,
        "at 20000 dots per inch the picture would have more than 80 million dots; ask for at most 6324, or for SVG or PDF, which have none"
    );
    assert!(png(&svg, u32::MAX).is_err() && png(&svg, 0).is_err());
    assert!(
        png("<svg", 96)
            .unwrap_err()
            .to_string()
            .starts_with("the drawing can't be read")
    );
    assert!(pdf(&["not one"], Page::A4).is_err());
}

#[test]
fn a_pdf_has_its_pages_and_the_same_bytes_twice() {
    let first = sheet(&words("Board", 700, 10.0));
    let second = sheet(&words("Council", 400, 10.0)).replace("144", "288");
    let written = pdf(&[&first, &second], Page::A4Landscape).unwrap();
    assert_eq!(written, pdf(&[&first, &second], Page::A4Landscape).unwrap());
    let raw = String::from_utf8_lossy(&written);
    for said in [
        "/MediaBox[0 0 841.89 595.28]",
        "/Lang(en-GB)",
        "(Who answers & to whom)",
        "/Alt(A board answers to a council.)",
        "pdfuaid:part",
        "/FontName",
    ] {
        assert!(raw.contains(said), "{said}");
    }
    for never in ["CreationDate", "ModDate", "CreateDate"] {
        assert!(!raw.contains(never), "{never}");
    }
}

#[test]
fn a_page_of_a_pdf_is_a_sheet_of_paper_with_margins() {
    let boxes = |width: &str, height: &str, page: Page| {
        let svg = sheet(&words("Board", 400, 10.0))
            .replace("144pt", width)
            .replace("72pt", height);
        let written = pdf(&[&svg], page).unwrap();
        let raw = String::from_utf8_lossy(&written).into_owned();
        ["/MediaBox", "/BBox"].map(|name| {
            let (_, rest) = raw.split_once(name).unwrap();
            let numbers = rest.trim_start_matches([' ', '[']).split_once(']').unwrap().0;
            let numbers = numbers
                .split(' ')
                .map(|number| number.parse::<f64>().unwrap() * 25.4 / 72.0);
            numbers.map(|length| length.round()).collect::<Vec<f64>>()
        })
    };
    let paper = |width: &str, height: &str, page: Page| boxes(width, height, page)[0][2..].to_vec();
    assert_eq!(paper("160mm", "100mm", Page::A4), [210.0, 297.0]);
    assert_eq!(paper("160mm", "247mm", Page::A4), [210.0, 297.0]);
    assert_eq!(paper("247mm", "160mm", Page::A4Landscape), [297.0, 210.0]);
    assert_eq!(paper("247mm", "160mm", Page::A3), [297.0, 420.0]);
    assert_eq!(paper("370mm", "247mm", Page::A3Landscape), [420.0, 297.0]);
    // Larger than the page, or for none: as large as it is, and a centimetre around it.
    assert_eq!(paper("160mm", "300mm", Page::A4), [180.0, 320.0]);
    assert_eq!(paper("100mm", "100mm", Page::Free), [120.0, 120.0]);
    // 2.5 cm from the left and from the top, where text begins. PDF counts from below.
    assert_eq!(boxes("160mm", "100mm", Page::A4)[1], [25.0, 172.0, 185.0, 272.0]);
}

#[test]
fn a_sign_without_a_glyph_costs_the_seal_and_not_the_page() {
    let written = pdf(&[&sheet(&words("委員会", 400, 10.0))], Page::A4).unwrap();
    assert!(!String::from_utf8_lossy(&written).contains("pdfuaid:part"));
}

#[test]
fn a_huge_drawing_has_a_page_that_readers_show() {
    let huge = sheet("").replace(
        "width=\"144pt\" height=\"72pt\"",
        "width=\"28800pt\" height=\"14400pt\"",
    );
    let written = pdf(&[&huge], Page::Free).unwrap();
    assert!(String::from_utf8_lossy(&written).contains("/MediaBox[0 0 14400 7"));
    assert!(png(&huge, 300).is_err());
}

/// What somebody copies out of a PDF of one font: each glyph that it shows, as the character that the font says it is.
fn copied(pdf: &[u8]) -> String {
    let inflated = |start: usize| -> Option<String> {
        let mut bytes = Vec::new();
        flate2::read::ZlibDecoder::new(&pdf[start..])
            .read_to_end(&mut bytes)
            .ok()?;
        Some(bytes.into_iter().map(char::from).collect())
    };
    let begins = b"stream\n";
    let starts = (0..pdf.len()).filter(|at| pdf[*at..].starts_with(begins));
    let streams: Vec<String> = starts.filter_map(|at| inflated(at + begins.len())).collect();
    let mut characters = BTreeMap::new();
    for line in streams
        .iter()
        .flat_map(|stream| stream.lines())
        .filter(|line| line.starts_with('<'))
    {
        let hex: Vec<&str> = line.split(['<', '>', ' ']).filter(|part| part.len() == 4).collect();
        if let [glyph, character] = hex[..] {
            let number = |hex| u32::from_str_radix(hex, 16).unwrap();
            characters
                .entry(number(glyph))
                .or_insert(char::from_u32(number(character)).unwrap());
        }
    }
    let shown = streams.iter().flat_map(|stream| stream.split("Tm(").skip(1));
    shown
        .map(|rest| {
            let octal = rest.split(')').next().unwrap().trim_start_matches("\\000\\");
            characters[&u32::from_str_radix(octal, 8).unwrap()]
        })
        .collect()
}

#[test]
fn the_text_of_a_pdf_can_be_copied() {
    assert_eq!(
        copied(&pdf(&[&sheet(&words("Bwrdd Ŵy", 400, 10.0))], Page::A4).unwrap()),
        "Bwrdd Ŵy"
    );
}
