//! Nothing is hard to see: text, lines, and what stands in boxes, on whatever grounds a house has.

use super::*;

/// House styles that are hard to draw in: dark grounds, grounds of the colour of ink, and grounds between dark and pale.
fn houses() -> Vec<HouseStyle> {
    let grounds = |body: Colour, organisation: Colour| HouseStyle {
        body: Some(body),
        organisation: Some(organisation),
        ..HouseStyle::default()
    };
    vec![
        HouseStyle::default(),
        grounds(Colour(0, 48, 135), Colour(0, 94, 184)),
        grounds(Colour(27, 39, 51), Colour(12, 12, 12)),
        grounds(Colour(119, 119, 119), Colour(80, 80, 80)),
        HouseStyle {
            highlight: Some(Colour(176, 32, 24)),
            ink: Some(Colour(0, 48, 135)),
            ..grounds(Colour(176, 32, 24), Colour(0, 48, 135))
        },
        HouseStyle {
            paper: Some(Colour(20, 24, 32)),
            ink: Some(Colour(240, 240, 240)),
            ..grounds(Colour(250, 250, 250), Colour(200, 200, 200))
        },
    ]
}

/// Everything, and every mark on organisations too.
fn on_organisations_too() -> Drawing {
    let mut given = everything();
    let more = given.tiers.iter().flat_map(|tier| &tier.boxes).map(|drawn| DrawnBox {
        key: format!("o-{}", drawn.key),
        legal_person: true,
        post: false,
        ..drawn.clone()
    });
    let boxes = more.collect();
    given.tiers.push(Tier {
        name: "Organisations".to_owned(),
        boxes,
    });
    given
}

#[test]
fn everything_can_be_read() {
    for house in houses() {
        let (palette, _) = Palette::new(&house);
        for page in [Page::A4, Page::A4Landscape, Page::Free] {
            let options = SheetOptions {
                page,
                house: house.clone(),
                ..SheetOptions::default()
            };
            can_be_read(&draw(&on_organisations_too(), &options).svg, &palette);
        }
    }
}

/// Holds every text to its contrast with whatever is painted under it, and every stroke and sign to its own.
fn can_be_read(svg: &str, palette: &Palette) {
    let document = Document::parse(svg).unwrap();
    // What is painted so far, in the order of the file: area and colour.
    let mut painted: Vec<([f64; 4], Colour)> = Vec::new();
    let (mut texts, mut lines, mut marks) = (0, 0, 0);
    let sheet = [palette.paper, palette.band];
    for node in document.descendants().filter(Node::is_element) {
        let (x, y, scale) = measure(node);
        let at = |name: &str, origin: f64| origin + number(node, name) * scale;
        let under = |x: f64, y: f64| {
            let inside =
                |[left, top, right, bottom]: [f64; 4]| (left..=right).contains(&x) && (top..=bottom).contains(&y);
            let ground = painted.iter().rev().find(|(area, _)| inside(*area));
            ground.unwrap_or_else(|| panic!("nothing is painted at {x} {y}")).1
        };
        if let ("text", Some(fill)) = (node.tag_name().name(), colour(node, "fill")) {
            let size = number(node, "font-size") * scale;
            assert!(size >= 8.0 - 0.001, "{size} for {:?}", node.text());
            let ground = under(at("x", x), at("y", y) - size / 4.0);
            assert!(
                contrast(fill, ground) >= TEXT,
                "{:?}: {fill:?} on {ground:?}",
                node.text()
            );
            texts += 1;
        }
        let boxed = node
            .ancestors()
            .any(|above| above.attribute("id").is_some_and(|id| id.starts_with("box-")));
        let (fill, stroke) = (colour(node, "fill"), colour(node, "stroke"));
        // The edge of a box has a ground of its own, and stands on the sheet; so does a line. What is within a box stands on
        // what is painted there.
        let edge = node.has_tag_name("rect") && fill.is_some() && stroke.is_some();
        if let Some(stroke) = stroke.filter(|_| edge || !boxed) {
            // A stroke in the colour of the sheet is a gap.
            if !sheet.contains(&stroke) {
                for ground in sheet {
                    assert!(
                        contrast(stroke, ground) >= GRAPHICS,
                        "{stroke:?} on {ground:?}: {node:?}"
                    );
                }
                lines += 1;
            }
        }
        if boxed && !edge && !node.has_tag_name("text") {
            let (left, top) = a_point(node);
            // A patch under a symbol, and the ground of a box within its edge, need not stand out themselves.
            let ground_of_box = fill == Some(palette.organisation) || fill == Some(palette.body);
            let patch = node.has_tag_name("rect") && (node.has_attribute("rx") || ground_of_box);
            for paint in [stroke, fill.filter(|_| !patch)].into_iter().flatten() {
                let ground = under(x + left * scale, y + top * scale);
                assert!(contrast(paint, ground) >= GRAPHICS, "{paint:?} on {ground:?}: {node:?}");
                marks += 1;
            }
        }
        let Some(fill) = fill else {
            continue;
        };
        let width = number(node, "width") * scale;
        let height = number(node, "height") * scale;
        match node.tag_name().name() {
            "rect" => painted.push(([at("x", x), at("y", y), at("x", x) + width, at("y", y) + height], fill)),
            "circle" => {
                let (x, y, r) = (at("cx", x), at("cy", y), number(node, "r") * scale);
                painted.push(([x - r, y - r, x + r, y + r], fill));
            }
            _ => {}
        }
    }
    assert!(texts > 80 && lines > 80 && marks > 40, "{texts} {lines} {marks}");
}

/// A place where an element paints, on its own measure.
fn a_point(node: Node<'_, '_>) -> (f64, f64) {
    match node.tag_name().name() {
        "path" => {
            let way = node.attribute("d").unwrap();
            let numbers = way.split(|c: char| c.is_ascii_alphabetic() || c == ' ');
            let numbers = numbers.filter(|number| !number.is_empty());
            let numbers: Vec<f64> = numbers.map(|number| number.parse().unwrap()).collect();
            ((numbers[0] + numbers[2]) / 2.0, (numbers[1] + numbers[3]) / 2.0)
        }
        "circle" => (number(node, "cx"), number(node, "cy")),
        _ => (
            number(node, "x") + number(node, "width") / 2.0,
            number(node, "y") + number(node, "height") / 2.0,
        ),
    }
}

#[test]
fn the_bar_of_an_organisation_and_an_edge_that_says_something_do_not_sink_into_its_ground() {
    for house in houses() {
        let (palette, _) = Palette::new(&house);
        for marked in [
            |_: &mut DrawnBox| {},
            |drawn: &mut DrawnBox| drawn.highlighted = true,
            |drawn: &mut DrawnBox| drawn.standing = Standing::Proposed,
            |drawn: &mut DrawnBox| drawn.many = true,
        ] {
            let mut boxed = drawn("a", "A");
            boxed.legal_person = true;
            marked(&mut boxed);
            let mut pen = Pen::default();
            let area = Rect {
                x: 0,
                y: 0,
                width: 9_000,
                height: 4_000,
            };
            boxes::shape(&mut pen, &boxed, area, &palette);
            let svg = format!("<svg>{}</svg>", pen.finish());
            let document = Document::parse(&svg).unwrap();
            let shapes: Vec<Node<'_, '_>> = document
                .descendants()
                .filter(|node| node.has_tag_name("rect"))
                .collect();
            let (bar, sheets) = shapes.split_last().unwrap();
            let ground = colour(sheets[sheets.len() - 1], "fill").unwrap();
            assert!(contrast(colour(*bar, "fill").unwrap(), ground) >= GRAPHICS, "{house:?}");
            assert!(
                number(*bar, "y") + number(*bar, "height") < 6.0,
                "it comes near the text"
            );
            let plain = !boxed.highlighted && !boxed.many && boxed.standing.is_in_force();
            for edge in sheets.iter().filter(|node| node.has_attribute("stroke")) {
                let (stroke, within) = (colour(*edge, "stroke").unwrap(), colour(*edge, "fill").unwrap());
                assert!(plain || contrast(stroke, within) >= GRAPHICS, "{house:?} {boxed:?}");
            }
        }
    }
}
