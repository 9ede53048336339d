//! Files within the SVG: the font, and a logo.

use crate::text::{FAMILY, Face};

/// The font, as a style sheet that carries it along.
pub(super) fn font() -> String {
    let each = Face::ALL.map(|face| {
        format!(
            "@font-face{{font-family:\"{FAMILY}\";font-weight:{};src:url({}) format(\"woff2\")}}",
            face.weight(),
            uri("font/woff2", face.woff2())
        )
    });
    each.join("\n")
}

/// The logo as an address that holds it; `None` where it is neither a PNG nor an SVG.
pub(super) fn logo(file: &[u8]) -> Option<String> {
    if file.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some(uri("image/png", file));
    }
    let text = std::str::from_utf8(file)
        .ok()?
        .trim_start_matches('\u{feff}')
        .trim_start();
    let drawn = text.starts_with("<svg") || text.starts_with("<?xml") || text.starts_with("<!");
    (drawn && text.contains("<svg")).then(|| uri("image/svg+xml", file))
}

fn uri(kind: &str, file: &[u8]) -> String {
    format!("data:{kind};base64,{}", base64(file))
}

/// RFC 4648, with padding.
fn base64(file: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(file.len().div_ceil(3) * 4);
    for chunk in file.chunks(3) {
        let byte = |number: usize| chunk.get(number).copied().map_or(0, u32::from);
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4_usize {
            let index = usize::try_from(bits >> (18 - 6 * place) & 63).unwrap_or(0);
            match LETTERS.get(index) {
                Some(letter) if place <= chunk.len() => out.push(char::from(*letter)),
                _ => out.push('='),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        let all = ["", "f", "fo", "foo", "foob", "fooba", "foobar"];
        let written = all.map(|text| base64(text.as_bytes()));
        assert_eq!(
            written,
            ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"]
        );
        assert_eq!(base64(&[255, 254, 253]), "//79");
    }

    #[test]
    fn only_pictures_are_logos() {
        assert!(
            logo(b"\x89PNG\r\n\x1a\n....")
                .unwrap()
                .starts_with("data:image/png;base64,iVBORw0KGgo")
        );
        for svg in [
            "<svg/>",
            "\u{feff}\n<?xml version=\"1.0\"?><svg/>",
            "<!-- made by hand --><svg/>",
        ] {
            assert!(
                logo(svg.as_bytes()).unwrap().starts_with("data:image/svg+xml;base64,"),
                "{svg}"
            );
        }
        for other in [
            &b"GIF89a"[..],
            b"<html><svg/></html>",
            b"",
            b"\xff\xfe",
            b"<?xml version=\"1.0\"?>",
        ] {
            assert_eq!(logo(other), None, "{other:?}");
        }
    }
}
