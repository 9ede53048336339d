//! Decides which addresses a link may lead to: pages beside this one, anchors in it, and https.

/// The address, made safe to stand in an attribute or between angle brackets; nothing where it may not be followed.
pub(crate) fn safe(address: &str) -> Option<String> {
    let address = address.trim();
    // Browsers drop tabs and line breaks inside an address, so that `java\nscript:` would come alive again, and read `\`
    // as `/`, so that `\\host` would leave the folder.
    if address.is_empty() || address.chars().any(|c| c.is_control() || c == '\\') {
        return None;
    }
    let https = address
        .get(..8)
        .is_some_and(|start| start.eq_ignore_ascii_case("https://"));
    let first = address.split(['/', '?', '#']).next().unwrap_or("");
    let relative = !address.starts_with('/') && !first.contains(':');
    (https || relative).then(|| address.chars().map(encoded).collect())
}

/// How an address begins that holds a drawing.
const DRAWING: &str = "data:image/svg+xml;charset=utf-8,";

/// A drawing as an address that holds it, for a page that has no neighbours.
pub fn holding(svg: &str) -> String {
    let mut out = String::from(DRAWING);
    for byte in svg.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/' | b'+' | b'=' | b':' | b';' | b',')
        {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// The address of a picture: one beside this page, or one that holds the drawing itself, in which a browser runs nothing.
pub(crate) fn picture(address: &str) -> Option<String> {
    let kept = |c: char| c.is_ascii_alphanumeric() || "-_./+=:;,%".contains(c);
    if address.strip_prefix(DRAWING).is_some_and(|rest| rest.chars().all(kept)) {
        return Some(address.to_owned());
    }
    safe(address).filter(|safe| !safe.contains("://"))
}

/// An id that may stand in an attribute: letters, digits, hyphen, underscore and full stop.
pub(crate) fn anchor(name: &str) -> Option<String> {
    let kept = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let anchor: String = name.chars().filter(kept).collect();
    (!anchor.is_empty()).then_some(anchor)
}

/// A character as it may stand in an address.
fn encoded(c: char) -> String {
    match c {
        ' ' | '<' | '>' | '"' | '\'' | '`' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '^' | '*' => {
            format!("%{:02X}", u32::from(c))
        }
        c if c.is_ascii() => c.to_string(),
        c => c.to_string().bytes().map(|byte| format!("%{byte:02X}")).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_neighbours_anchors_and_https() {
        for good in [
            "a.html",
            "../a/b.html#c",
            "#here",
            "https://example.org/x?y=1",
            "a/b:c.html",
        ] {
            assert_eq!(safe(good).as_deref(), Some(good));
        }
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "java\nscript:x",
            " data:text/html,x",
            "http://e.org",
            "//e.org",
        ] {
            assert_eq!(safe(bad), None, "{bad:?}");
        }
        for bad in ["", "/etc/passwd", "\\\\e.org", "vbscript:x", "mailto:a@b"] {
            assert_eq!(safe(bad), None, "{bad:?}");
        }
        assert_eq!(
            safe("a b\"><script>.html").as_deref(),
            Some("a%20b%22%3E%3Cscript%3E.html")
        );
        assert_eq!(safe("é\u{202e}.html").as_deref(), Some("%C3%A9%E2%80%AE.html"));
    }

    #[test]
    fn pictures_are_neighbours_or_held() {
        assert_eq!(picture("view.svg").as_deref(), Some("view.svg"));
        let held = holding("<svg onload=\"x\">é</svg>");
        assert_eq!(
            held,
            "data:image/svg+xml;charset=utf-8,%3Csvg%20onload=%22x%22%3E%C3%A9%3C/svg%3E"
        );
        assert_eq!(picture(&held), Some(held));
        for bad in [
            "https://e.org/x.svg",
            "data:text/html,x",
            "data:image/svg+xml;charset=utf-8,\"><script>",
            "javascript:x",
        ] {
            assert_eq!(picture(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn anchors_hold_no_markup() {
        assert_eq!(anchor("body.jce\" onload=\"x").as_deref(), Some("body.jceonloadx"));
        assert_eq!(anchor("\"'"), None);
    }
}
