//! What holds of every drawing: it is well-formed, its names are text, nothing stands out of its box, no grey hides anything.

use std::collections::{BTreeMap, BTreeSet};

use remit_layout::Rect;
use remit_model::document::RelationKind;
use remit_model::drawing::{Arrow, Box as DrawnBox, Change, Colour, Drawing, Standing, Tier};
use roxmltree::{Document, Node};

use super::palette::{GRAPHICS, TEXT, contrast};
use super::pen::Pen;
use super::plan::Plan;
use super::sample::everything;
use super::*;
use crate::fixture::{self, HOSTILE, arrow, drawn};
use crate::inert;
use crate::text::{self, Face};

mod contrast;
mod crowded;
mod sheet;
mod words;

fn naively(drawing: &Drawing, page: Page) -> Drawn {
    let options = SheetOptions {
        page,
        ..SheetOptions::default()
    };
    draw_with(drawing, &options, &naive::lay_out)
}

fn really(drawing: &Drawing, page: Page) -> Drawn {
    let options = SheetOptions {
        page,
        ..SheetOptions::default()
    };
    draw(drawing, &options)
}

fn number(node: Node<'_, '_>, name: &str) -> f64 {
    node.attribute(name).and_then(|value| value.parse().ok()).unwrap_or(0.0)
}

fn colour(node: Node<'_, '_>, name: &str) -> Option<Colour> {
    let hex = node.attribute(name)?.strip_prefix('#')?;
    let part = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
    Some(Colour(part(0), part(2), part(4)))
}

/// Where the origin of an element's own measure lies on the sheet, and how large its points are.
fn measure(node: Node<'_, '_>) -> (f64, f64, f64) {
    let (mut x, mut y, mut scale) = (0.0, 0.0, 1.0);
    let mut above: Vec<Node<'_, '_>> = node
        .ancestors()
        .filter(|node| node.has_attribute("transform"))
        .collect();
    above.reverse();
    for node in above {
        for step in node.attribute("transform").unwrap().split(')') {
            let Some((name, numbers)) = step.trim().split_once('(') else {
                continue;
            };
            let numbers: Vec<f64> = numbers.split(' ').map(|number| number.parse().unwrap()).collect();
            match name {
                "translate" => {
                    x += numbers[0] * scale;
                    y += numbers[1] * scale;
                }
                "scale" => scale *= numbers[0],
                // Whatever is turned is short, and looked at where it begins.
                "rotate" => {}
                other => panic!("{other}"),
            }
        }
    }
    (x, y, scale)
}

#[test]
fn hostile_names_stay_names() {
    for name in HOSTILE
        .into_iter()
        .chain(["", "\u{ffff}", "x".repeat(3_000).as_str(), "委員会"])
    {
        let mut given = fixture::drawing(name);
        given.notes = everything().notes;
        given.sources = vec![name.to_owned()];
        given.status = Some(name.to_owned());
        given.lanes = vec![name.to_owned()];
        given.tiers[0].boxes[0].see = Some(name.to_owned());
        for made in [
            naively(&given, Page::A4),
            really(&given, Page::A4),
            really(&given, Page::Free),
        ] {
            let document = Document::parse(&made.svg).unwrap_or_else(|error| panic!("{name:?}: {error}"));
            let mut names: BTreeSet<&str> = document.descendants().map(|node| node.tag_name().name()).collect();
            names.remove("");
            let known = ["circle", "desc", "g", "path", "rect", "style", "svg", "text", "title"];
            assert!(names.iter().all(|name| known.contains(name)), "{names:?}");
            assert!(!made.svg.contains(['\u{1b}', '\u{202e}', '\r']));
            let title = document.descendants().find(|node| node.has_tag_name("title")).unwrap();
            let shown = inert::line(name).replace('\u{ffff}', "\u{fffd}");
            assert_eq!(title.text().unwrap_or_default(), shown);
        }
    }
}

#[test]
fn ids_are_unique_and_made_from_keys() {
    let mut given = everything();
    let twice = given.tiers[0].boxes[0].clone();
    given.tiers[1].boxes.push(twice);
    let made = really(&given, Page::A4);
    let document = Document::parse(&made.svg).unwrap();
    let ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
    let unique: BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(ids.len(), unique.len());
    for id in ["title", "desc", "box-a1", "box-a1-2", "box-d3", "line-a1-b3"] {
        assert!(ids.contains(&id), "{id}");
    }
    let svg = document.root_element();
    assert_eq!(svg.attribute("aria-labelledby"), Some("title"));
    assert_eq!(svg.attribute("viewBox").unwrap().split(' ').nth(2), Some("453.54"));
    assert_eq!(svg.attribute("width"), Some("160mm"));
    let desc = document.descendants().find(|node| node.has_tag_name("desc")).unwrap();
    assert_eq!(desc.text(), Some("Twelve bodies in four tiers."));
}

/// The text in a group, its lines with spaces between.
fn text_of(group: Node<'_, '_>) -> String {
    let texts = group.descendants().filter(|node| node.has_tag_name("text"));
    texts.filter_map(|node| node.text()).collect::<Vec<_>>().join(" ")
}

fn group<'d, 'x>(document: &'d Document<'x>, id: &str) -> Node<'d, 'x> {
    document
        .descendants()
        .find(|node| node.attribute("id") == Some(id))
        .unwrap_or_else(|| panic!("{id} is not drawn"))
}

#[test]
fn names_and_labels_are_text() {
    let given = everything();
    for made in [
        naively(&given, Page::A4),
        really(&given, Page::A4),
        really(&given, Page::Free),
    ] {
        let document = Document::parse(&made.svg).unwrap();
        for drawn in given.tiers.iter().flat_map(|tier| &tier.boxes) {
            let shown = text_of(group(&document, &format!("box-{}", drawn.key)));
            assert!(shown.contains(&drawn.name), "{shown}");
            for detail in &drawn.details {
                assert!(shown.contains(detail.text()), "{shown}");
            }
        }
        let labels = made.layout.strokes.iter().filter(|stroke| stroke.label.is_some());
        let labelled: BTreeSet<usize> = labels.flat_map(|stroke| stroke.lines.iter().copied()).collect();
        assert!(made.unlabelled.len() <= given.lines.len() - labelled.len());
        let all = text_of(document.root_element());
        for number in labelled {
            assert!(all.contains(&given.lines[number].label));
        }
        for tier in given.tiers.iter().filter(|tier| !tier.name.is_empty()) {
            assert!(all.contains(&tier.name), "{}", tier.name);
        }
        for said in [given.title.as_str(), &given.as_at, "DRAFT", "version 0.3"] {
            assert!(all.replace('\u{a0}', " ").contains(said), "{said}");
        }
    }
}

#[test]
fn boxes_are_read_by_tier_and_row() {
    let made = really(&everything(), Page::A4);
    let document = Document::parse(&made.svg).unwrap();
    let order: Vec<char> = document
        .descendants()
        .filter_map(|node| node.attribute("id")?.strip_prefix("box-")?.chars().next())
        .collect();
    assert_eq!(order.len(), 14);
    assert!(order.is_sorted(), "{order:?}");
    // The name of a tier stands before its own boxes, and after those of the tier above.
    let read = |made: &Drawn| {
        let document = Document::parse(&made.svg).unwrap();
        let name = |node: Node<'_, '_>| {
            let turned = node.attribute("transform")?.contains("rotate");
            let names = ["Borough", "Joint", "Localities"];
            let tier = names.iter().position(|name| turned && node.text() == Some(name))?;
            "abc".chars().nth(tier).map(|tier| (tier, false))
        };
        let boxed = |node: Node<'_, '_>| Some((node.attribute("id")?.strip_prefix("box-")?.chars().next()?, true));
        let found = document.descendants().filter_map(|node| name(node).or(boxed(node)));
        found.collect::<Vec<(char, bool)>>()
    };
    for page in [Page::A4, Page::Free] {
        let read = read(&really(&everything(), page));
        assert_eq!(read.len(), 17, "{read:?}");
        assert!(read.is_sorted(), "{read:?}");
    }
    let line = group(&document, "line-a1-b3");
    let title = line.children().find(|node| node.has_tag_name("title")).unwrap();
    assert_eq!(
        title.text(),
        Some("London Borough of Tower Hamlets answers to Tower Hamlets Together Board")
    );
}

#[test]
fn the_same_bytes_twice() {
    for page in [Page::A4, Page::A3Landscape, Page::Free] {
        assert_eq!(really(&everything(), page).svg, really(&everything(), page).svg);
    }
}

#[test]
fn nothing_stands_out_of_its_box() {
    let mut given = everything();
    given.tiers[2].boxes[0].name =
        "Antidisestablishmentarianism-and-more Donaudampfschifffahrtsgesellschaftskapitänsmütze".to_owned();
    given.tiers[1].boxes[1].notes = (1..40).collect();
    given.tiers[1].boxes[3].name = "Antidisestablishment".to_owned();
    for made in [
        naively(&given, Page::A4),
        really(&given, Page::A4),
        really(&given, Page::Free),
    ] {
        let document = Document::parse(&made.svg).unwrap();
        let boxes = given.tiers.iter().flat_map(|tier| &tier.boxes);
        for (drawn, placed) in boxes.zip(&made.layout.boxes) {
            let size = made.graph.boxes.iter().flat_map(|node| &node.sizes);
            assert!(size.clone().all(|size| size.width > 0 && size.height > 0));
            let inside = |left: f64, top: f64, right: f64, bottom: f64, what: &str| {
                let Rect { x, y, width, height } = placed.area;
                let [x, y, width, height] = [x, y, width, height].map(|length| f64::from(length) / 100.0);
                assert!(
                    left >= x - 0.01 && top >= y - 0.01 && right <= x + width + 0.01 && bottom <= y + height + 0.01,
                    "{what} of {} at {left} {top} {right} {bottom} in {:?}",
                    drawn.name,
                    placed.area
                );
            };
            for node in group(&document, &format!("box-{}", drawn.key)).descendants() {
                let half = number(node, "stroke-width") / 2.0;
                match node.tag_name().name() {
                    "text" => {
                        let size = number(node, "font-size");
                        let face = if node.has_attribute("font-weight") {
                            Face::Bold
                        } else {
                            Face::Regular
                        };
                        #[expect(clippy::cast_possible_truncation)]
                        let hundredths = (size * 100.0).round() as Length;
                        let words = node.text().unwrap();
                        let wide = f64::from(text::width(words, face, hundredths)) / 100.0;
                        let left = number(node, "x")
                            - if node.has_attribute("text-anchor") {
                                wide / 2.0
                            } else {
                                0.0
                            };
                        let foot = number(node, "y");
                        inside(left, foot - size * 0.75, left + wide, foot + size * 0.22, words);
                        let front = boxes::front(drawn, placed.area);
                        let right = f64::from(front.right()) / 100.0 - 3.0;
                        assert!(left + wide <= right, "{words} comes too near to the edge");
                    }
                    "rect" => {
                        let (x, y) = (number(node, "x") - half, number(node, "y") - half);
                        let (width, height) = (number(node, "width"), number(node, "height"));
                        inside(x, y, x + width + 2.0 * half, y + height + 2.0 * half, "a rectangle");
                    }
                    "circle" => {
                        let (x, y, r) = (number(node, "cx"), number(node, "cy"), number(node, "r") + half);
                        inside(x - r, y - r, x + r, y + r, "a circle");
                    }
                    "path" => {
                        let way = node
                            .attribute("d")
                            .unwrap()
                            .replace(|c: char| c.is_ascii_alphabetic(), " ");
                        let numbers: Vec<f64> = way.split_whitespace().map(|number| number.parse().unwrap()).collect();
                        for pair in numbers.chunks(2) {
                            inside(pair[0], pair[1], pair[0], pair[1], "a path");
                        }
                    }
                    _ => {}
                }
            }
        }
    }
}

/// What is drawn, without colours, places and words: elements, weights, dashes and the shapes of paths.
fn greyed(svg: &str) -> Vec<String> {
    let whole = format!("<svg>{svg}</svg>");
    let document = Document::parse(&whole).unwrap();
    let elements = document
        .descendants()
        .filter(|node| node.is_element() && !node.has_tag_name("svg"));
    elements
        .map(|node| {
            let kept = [
                "stroke-width",
                "stroke-dasharray",
                "stroke-linecap",
                "text-decoration",
                "font-weight",
            ];
            let kept = kept.map(|name| node.attribute(name).unwrap_or_default());
            let way = node.attribute("d").unwrap_or_default();
            let way: String = way.chars().filter(char::is_ascii_alphabetic).collect();
            let round = node.has_attribute("rx");
            format!("{} {kept:?} {way} {round}", node.tag_name().name())
        })
        .collect()
}

/// What a mark is called, and how something gets it.
type Mark<T> = (&'static str, fn(&mut T));

fn all_differ(of: &str, drawn: &[(&str, Vec<String>)]) {
    let mut seen: BTreeMap<&Vec<String>, &str> = BTreeMap::new();
    for (name, grey) in drawn {
        if let Some(other) = seen.insert(grey, name) {
            panic!("In grey, {name} looks like {other} on a {of}: {grey:#?}");
        }
    }
}

#[test]
fn no_two_marks_of_boxes_look_alike_in_grey() {
    let marks: [Mark<DrawnBox>; 16] = [
        ("nothing", |_| {}),
        ("organisation", |drawn| drawn.legal_person = true),
        ("post", |drawn| drawn.post = true),
        ("many", |drawn| drawn.many = true),
        ("proposed", |drawn| drawn.standing = Standing::Proposed),
        ("shadow", |drawn| drawn.standing = Standing::Shadow),
        ("vacant", |drawn| drawn.vacant = true),
        ("unsettled", |drawn| drawn.unsettled = true),
        ("assumed", |drawn| drawn.assumed = true),
        ("highlighted", |drawn| drawn.highlighted = true),
        ("findings", |drawn| drawn.findings = 1),
        ("collapsed", |drawn| drawn.collapsed = Some(3)),
        ("added", |drawn| drawn.change = Some(Change::Added)),
        ("removed", |drawn| drawn.change = Some(Change::Removed)),
        ("changed", |drawn| drawn.change = Some(Change::Changed)),
        ("moved", |drawn| drawn.change = Some(Change::Moved)),
    ];
    let (palette, _) = Palette::new(&HouseStyle::default());
    let grey = marks.map(|(name, mark)| {
        let mut boxed = drawn("a", "A board");
        mark(&mut boxed);
        let types = types::Types::new(1_000, true);
        let contents = boxes::contents(&boxed, &types);
        let mut pen = Pen::default();
        let area = Rect {
            x: 0,
            y: 0,
            width: contents[0].size.width,
            height: contents[0].size.height,
        };
        boxes::shape(&mut pen, &boxed, area, &palette);
        contents[0].draw(&mut pen, &boxed, area, &types, &palette);
        (name, greyed(&pen.finish()))
    });
    all_differ("box", &grey);
    // What marks the whole of a box shows in its edge alone.
    let edges = [0, 1, 3, 4, 5, 9, 12, 13, 14, 15].map(|number| {
        let (name, mark) = marks[number];
        let mut boxed = drawn("a", "A board");
        mark(&mut boxed);
        let mut pen = Pen::default();
        let area = Rect {
            x: 0,
            y: 0,
            width: 9_000,
            height: 4_000,
        };
        boxes::shape(&mut pen, &boxed, area, &palette);
        (name, greyed(&pen.finish()))
    });
    all_differ("box", &edges);
}

#[test]
fn no_two_marks_of_lines_look_alike_in_grey() {
    let marks: [Mark<Arrow>; 10] = [
        ("nothing", |_| {}),
        ("proposed", |line| line.standing = Standing::Proposed),
        ("shadow", |line| line.standing = Standing::Shadow),
        ("unsettled", |line| line.unsettled = true),
        ("assumed", |line| line.assumed = true),
        ("highlighted", |line| line.highlighted = true),
        ("added", |line| line.change = Some(Change::Added)),
        ("removed", |line| line.change = Some(Change::Removed)),
        ("changed", |line| line.change = Some(Change::Changed)),
        ("moved", |line| line.change = Some(Change::Moved)),
    ];
    for kind in RelationKind::ALL.into_iter().map(Some).chain([None]) {
        let grey = marks.map(|(name, mark)| {
            let mut line = arrow("a", "b", "x", kind, false);
            mark(&mut line);
            let tier = Tier {
                name: String::new(),
                boxes: vec![drawn("a", "Wide enough for a label"), drawn("b", "B")],
            };
            let given = Drawing {
                tiers: vec![tier],
                lines: vec![line],
                ..Drawing::default()
            };
            let plan = Plan::new(&given, 1_000, None, true, &Letters::default());
            let layout = naive::lay_out(
                &plan.graph,
                &remit_layout::Page {
                    width: None,
                    height: None,
                    trees: true,
                    ways: remit_layout::Ways::Either,
                },
            );
            assert!(layout.strokes[0].label.is_some());
            let (palette, _) = Palette::new(&HouseStyle::default());
            let mut pen = Pen::default();
            lines::draw(&mut pen, &plan, &layout, &palette, &mut ids::Ids::new(""));
            (name, greyed(&pen.finish()))
        });
        all_differ("line", &grey);
    }
}

#[test]
fn the_key_has_what_is_used_and_no_more() {
    let entries = |drawing: &Drawing| {
        let made = naively(drawing, Page::A4);
        let document = Document::parse(&made.svg).unwrap();
        let key = document
            .descendants()
            .find(|node| node.attribute("aria-label") == Some("Key"));
        key.map_or(Vec::new(), |key| {
            let items = key.children().filter(|node| node.attribute("role") == Some("listitem"));
            items.map(text_of).collect::<Vec<String>>()
        })
    };
    assert!(entries(&Drawing::default()).is_empty());
    let mut given = Drawing {
        tiers: vec![Tier {
            name: String::new(),
            boxes: vec![drawn("a", "A"), drawn("b", "B")],
        }],
        ..Drawing::default()
    };
    assert!(entries(&given).is_empty());
    given
        .lines
        .push(arrow("a", "b", "oversees", Some(RelationKind::Oversees), false));
    given.tiers[0].boxes[0].vacant = true;
    assert_eq!(
        entries(&given),
        ["oversees", "vacant: nobody holds the post, or the chair"]
    );
    given.lines[0].standing = Standing::Shadow;
    assert_eq!(
        entries(&given),
        [
            "oversees",
            "shadow: tried out, without powers",
            "vacant: nobody holds the post, or the chair"
        ]
    );
    // Twelve kinds of line, four shapes of boxes, twelve marks.
    assert_eq!(entries(&everything()).len(), 28);
}

#[test]
fn a_house_style_is_kept_to_as_far_as_it_can_be_read() {
    let house = HouseStyle {
        ink: Some(Colour(0, 48, 135)),
        highlight: Some(Colour(255, 255, 0)),
        font: Some("Frutiger'; } <b>".to_owned()),
        footer: Some("Clerk & Co".to_owned()),
        ..HouseStyle::default()
    };
    let options = |logo: &[u8]| SheetOptions {
        house: house.clone(),
        logo: Some(logo.to_vec()),
        id_prefix: "s1-".to_owned(),
        ..SheetOptions::default()
    };
    let made = draw(&everything(), &options(b"\x89PNG\r\n\x1a\n"));
    let document = Document::parse(&made.svg).unwrap();
    let svg = document.root_element();
    assert_eq!(
        svg.attribute("font-family"),
        Some("'Frutiger  b', 'Remit Sans', Arial, Helvetica, sans-serif")
    );
    assert_eq!(svg.attribute("aria-labelledby"), Some("s1-title"));
    assert!(text_of(svg).ends_with("Clerk & Co"));
    assert!(made.svg.contains("#003087") && made.svg.contains("data:image/png;base64,"));
    assert_eq!(made.messages.len(), 1, "{:?}", made.messages);
    let made = draw(&everything(), &options(b"GIF89a"));
    assert!(!made.svg.contains("<image"));
    assert!(made.messages[1].contains("logo"), "{:?}", made.messages);
}
#[test]
fn odd_drawings_are_drawn() {
    let mut odd = fixture::drawing("Board");
    odd.lanes = vec!["Commissioners".to_owned(), String::new()];
    odd.tiers.insert(1, Tier::default());
    odd.tiers[0].boxes[0].lane = Some(7);
    odd.tiers[2].boxes[0].collapsed = Some(usize::MAX);
    for (from, to) in [
        ("body.a", "body.a"),
        ("nobody", "body.a"),
        ("", "nobody"),
        ("body.b", "body.b"),
    ] {
        odd.lines.push(arrow(from, to, "", Some(RelationKind::Advises), true));
    }
    odd.lines
        .push(arrow("body.a", "body.b", &"very long ".repeat(300), None, false));
    for page in [Page::A4, Page::A4Landscape, Page::A3, Page::Free] {
        let made = really(&odd, page);
        let document = Document::parse(&made.svg).unwrap();
        // What no box stands for gets one.
        assert!(text_of(group(&document, "box-nobody")).contains("nobody"));
        group(&document, "box-");
        let drawn: BTreeSet<usize> = made
            .layout
            .strokes
            .iter()
            .flat_map(|stroke| stroke.lines.clone())
            .collect();
        assert!(drawn.is_superset(&BTreeSet::from([0, 1, 3, 4, 6])), "{drawn:?}");
    }
    let nothing = really(&Drawing::default(), Page::A4);
    assert!(nothing.fits);
    Document::parse(&nothing.svg).unwrap();
}
