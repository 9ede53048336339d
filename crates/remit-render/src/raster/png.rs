//! A drawing as PNG.

use resvg::tiny_skia::{Pixmap, Transform};

use super::{Refused, Sheet};

/// More dots than this are refused: they need a third of a gigabyte of memory. An A3 page has 70 million at 600 to the inch.
const DOTS: f64 = 80_000_000.0;

/// The dots to the inch of the units that SVG counts in.
const SVG_DPI: f64 = 96.0;

/// The drawing as PNG, with so many dots to the inch; the file says how many, so that it is placed at its true size. Opaque: what the
/// drawing leaves open is white.
///
/// # Errors
/// Where the drawing can't be read, or would need more memory than a picture is worth.
pub fn png(svg: &str, dots_per_inch: u32) -> Result<Vec<u8>, Refused> {
    let sheet = Sheet::read(svg)?;
    let size = sheet.tree.size();
    let scale = f64::from(dots_per_inch) / SVG_DPI;
    let (width, height) = (f64::from(size.width()) * scale, f64::from(size.height()) * scale);
    let dots = width.ceil() * height.ceil();
    if dots_per_inch == 0 || dots > DOTS {
        return Err(refused(
            f64::from(size.width()),
            f64::from(size.height()),
            dots_per_inch,
        ));
    }
    let no_room = || Refused("there is not enough memory for the picture".to_owned());
    let mut picture = Pixmap::new(whole(width), whole(height)).ok_or_else(no_room)?;
    picture.fill(resvg::tiny_skia::Color::WHITE);
    let across = f64::from(picture.width()) / f64::from(size.width());
    let down = f64::from(picture.height()) / f64::from(size.height());
    // Stretched by less than a dot, so that the drawing fills the picture.
    let transform = Transform::from_scale(single(across), single(down));
    resvg::render(&sheet.tree, transform, &mut picture.as_mut());
    encoded(&picture, dots_per_inch).map_err(|error| Refused(format!("the picture can't be written: {error}")))
}

/// A count of dots, at least one. What is too large was refused.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 1 and 80 million"
)]
fn whole(length: f64) -> u32 {
    // A thousandth of a dot is not a dot.
    (length - 0.001).ceil().clamp(1.0, DOTS) as u32
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a scale, of which seven digits are enough"
)]
fn single(value: f64) -> f32 {
    value as f32
}

fn refused(width: f64, height: f64, dots_per_inch: u32) -> Refused {
    if dots_per_inch == 0 {
        return Refused("a picture needs at least one dot per inch".to_owned());
    }
    let most = (DOTS / (width * height)).sqrt() * SVG_DPI;
    let large = format!(
        "at {dots_per_inch} dots per inch the picture would have more than {} million dots",
        DOTS / 1e6
    );
    Refused(if most >= 1.0 {
        format!(
            "{large}; ask for at most {}, or for SVG or PDF, which have none",
            most.floor()
        )
    } else {
        format!("{large}, and so it would at any resolution; ask for SVG or PDF, which have none")
    })
}

fn encoded(picture: &Pixmap, dots_per_inch: u32) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, picture.width(), picture.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    // Dots per metre: an inch has 2.54 cm.
    let per_metre = u32::try_from((u64::from(dots_per_inch) * 10_000 + 127) / 254).unwrap_or(u32::MAX);
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: per_metre,
        yppu: per_metre,
        unit: png::Unit::Meter,
    }));
    let mut writer = encoder.write_header()?;
    // Everything lies on white, so no dot lets anything through.
    let mut dots = Vec::with_capacity(picture.data().len() / 4 * 3);
    for [red, green, blue, _] in picture.data().as_chunks().0 {
        dots.extend_from_slice(&[*red, *green, *blue]);
    }
    writer.write_image_data(&dots)?;
    writer.finish()?;
    Ok(bytes)
}
