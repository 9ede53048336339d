//! A page as one HTML file that needs nothing else: no script, no font, no picture from anywhere.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use remit_model::finding::Level;
use remit_model::page::{Block, Cell, Inline, Line, Page, Table};

use crate::{address, inert, plain};

/// Nothing may be loaded or run but pictures beside the page. (A page that is opened from a disk has no self that all
/// browsers agree on, so that files are named.) The styles stand in the page itself, and no text of the user's comes near
/// them.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file: data:; base-uri 'none'; form-action 'none'";

/// What filters the lists of a page as somebody types: our own, and let in by its fingerprint alone.
const SCRIPT: &str = include_str!("search.js");
/// The SHA-256 of [`SCRIPT`] in base 64, as the policy names it. A test holds it to the script.
const SCRIPT_HASH: &str = "Q7g44j9Lzmeb5rDggOif8mPGghd6BnvGYCQg8aQoIoo=";

/// Our own, so it may go in as it is.
const STYLE: &str = include_str!("html.css");

/// With so many columns a table is given the whole width of the window, and of a page that lies across.
const WIDE: usize = 8;

/// A page of so many chapters begins with a list of them. With more it would be a page by itself.
const LONG: std::ops::RangeInclusive<usize> = 7..=30;

/// What stands around a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HtmlOptions {
    /// The language of the page, as in `lang`.
    pub lang: String,
    /// The pages of the set: title, address.
    pub nav: Vec<(String, String)>,
    /// The address of this page among them.
    pub current: String,
    /// What stands at the foot; may be empty.
    pub footer: String,
    /// Whether its lists can be filtered: by a field that a script shows, so that the page is whole without.
    pub filter: bool,
}

impl Default for HtmlOptions {
    fn default() -> Self {
        Self {
            lang: "en".to_owned(),
            nav: Vec::new(),
            current: String::new(),
            footer: String::new(),
            filter: false,
        }
    }
}

/// The page as an HTML5 document.
pub fn page(page: &Page, options: &HtmlOptions) -> String {
    let policy = match options.filter {
        true => format!("{POLICY}; script-src 'sha256-{SCRIPT_HASH}'"),
        false => POLICY.to_owned(),
    };
    let is_wide = |block: &Block| matches!(block, Block::Table(table) if table.columns.len() > WIDE);
    let wide = page.blocks.iter().any(is_wide).then_some("wide");
    let document = html! {
        (DOCTYPE)
        html lang=(address::anchor(&options.lang).unwrap_or_else(|| "en".to_owned())) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                title { (inert::line(&page.title)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { "Skip to the content" }
                (navigation(options))
                header class=[wide] {
                    h1 { (inert::line(&page.title)) }
                    @if !page.summary.is_empty() { p.summary { (inert::line(&page.summary)) } }
                }
                main #main class=[wide] tabindex="-1" {
                    @if !options.filter { (chapters(&page.blocks)) }
                    @if options.filter {
                        p #search role="search" hidden {
                            label for="filter" { "Show only what has these words: " }
                            input #filter type="search" autocomplete="off";
                            " "
                            span #count role="status" {}
                        }
                    }
                    @for block in &page.blocks { (written(block)) "\n" }
                }
                @if !options.footer.is_empty() { footer { p { (inert::line(&options.footer)) } } }
                @if options.filter { script { (PreEscaped(SCRIPT)) } }
            }
        }
    };
    format!("{}\n", document.into_string())
}

fn navigation(options: &HtmlOptions) -> Markup {
    html! {
        @if !options.nav.is_empty() {
            nav aria-label="Pages" {
                ul {
                    @for (title, to) in &options.nav {
                        li {
                            @match address::safe(to) {
                                Some(href) => {
                                    a href=(href) aria-current=[(*to == options.current).then_some("page")] {
                                        (inert::line(title))
                                    }
                                }
                                None => { (inert::line(title)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The chapters of a long page, to go to.
fn chapters(blocks: &[Block]) -> Markup {
    let chapters: Vec<(&str, String)> = blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading(2, text, anchor) => Some((text.as_str(), address::anchor(anchor)?)),
            _ => None,
        })
        .collect();
    html! {
        @if LONG.contains(&chapters.len()) {
            nav.chapters aria-label="On this page" {
                ul { @for (text, anchor) in chapters { li { a href={ "#" (anchor) } { (inert::line(text)) } } } }
            }
        }
    }
}

fn written(block: &Block) -> Markup {
    match block {
        Block::Heading(level, text, anchor) => {
            let (id, text) = (address::anchor(anchor), inert::line(text));
            match level {
                0..=2 => html! { h2 id=[id] { (text) } },
                3 => html! { h3 id=[id] { (text) } },
                4 => html! { h4 id=[id] { (text) } },
                5 => html! { h5 id=[id] { (text) } },
                _ => html! { h6 id=[id] { (text) } },
            }
        }
        Block::Paragraph(text) => html! { p { (line(text)) } },
        Block::List(true, lines) => html! { ol { @for text in lines { li { (line(text)) } } } },
        Block::List(false, lines) => html! { ul { @for text in lines { li { (line(text)) } } } },
        Block::Table(table) => written_table(table),
        Block::Mark(level, heading, more) => mark(*level, heading, more),
        Block::Figure(caption, alt, to) => html! {
            figure {
                @if let Some(src) = address::picture(to) { img src=(src) alt=(inert::line(alt)); }
                figcaption { (inert::line(caption)) }
            }
        },
        Block::Text(text, _) => html! {
            div.scroll role="region" aria-label="Text as it is written" tabindex="0" {
                pre { code { (inert::text(text)) } }
            }
        },
    }
}

fn mark(level: Level, heading: &Line, more: &Line) -> Markup {
    let (symbol, words) = plain::level(level);
    html! {
        p.mark {
            span.level.(level.word()) { span aria-hidden="true" { (symbol) " " } (words) }
            " " strong { (line(heading)) }
            @if !more.is_empty() { " " (line(more)) }
        }
    }
}

fn written_table(table: &Table) -> Markup {
    let caption = inert::line(&table.caption);
    let label = if caption.is_empty() { "Table" } else { &caption };
    html! {
        // A wide table scrolls inside its own region; being focusable, it scrolls by keyboard too.
        div.scroll role="region" aria-label=(label) tabindex="0" {
            table {
                @if !caption.is_empty() { caption { (caption) } }
                thead { tr { @for column in &table.columns { th scope="col" { (inert::line(column)) } } } }
                tbody {
                    @for row in &table.rows {
                        tr { @for column in 0..table.columns.len() { (cell(row.get(column).unwrap_or(&Cell::Empty))) } }
                    }
                }
            }
        }
    }
}

fn cell(cell: &Cell) -> Markup {
    match cell {
        Cell::Empty => html! { td {} },
        Cell::Words(words) => html! { td { (line(words)) } },
        Cell::Date(date) => html! { td { time datetime=(date) { (plain::cell(cell)) } } },
        Cell::Number(_) | Cell::Money(..) => html! { td.figure { (plain::cell(cell)) } },
    }
}

fn line(line: &Line) -> Markup {
    html! { @for part in line { (inline(part)) } }
}

fn inline(part: &Inline) -> Markup {
    match part {
        Inline::Words(text) => html! { (inert::line(text)) },
        Inline::Strong(text) => html! { strong { (inert::line(text)) } },
        Inline::Quote(text) => html! { q { (inert::line(text)) } },
        Inline::Code(text) => html! { code { (inert::line(text)) } },
        Inline::Link(words, to) => match address::safe(to) {
            Some(href) => html! { a href=(href) { (inert::line(words)) } },
            None => html! { (inert::line(words)) },
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{self, HOSTILE};

    #[test]
    fn a_long_page_begins_with_its_chapters() {
        let of = |chapters: usize| {
            let heading = |number: usize| Block::Heading(2, format!("Chapter <{number}>"), format!("chapter-{number}"));
            let written = Page {
                title: "Page".to_owned(),
                summary: String::new(),
                blocks: (0..chapters).map(heading).collect(),
            };
            page(&written, &options())
        };
        assert!(!of(LONG.start() - 1).contains("On this page"));
        assert!(!of(LONG.end() + 1).contains("On this page"));
        let long = of(*LONG.start());
        assert!(
            long.contains("<nav class=\"chapters\" aria-label=\"On this page\">"),
            "{long}"
        );
        assert!(
            long.contains("<li><a href=\"#chapter-0\">Chapter &lt;0&gt;</a></li>"),
            "{long}"
        );
    }

    #[test]
    fn a_table_of_many_columns_lies_across() {
        let of = |columns: usize| {
            let table = Table {
                caption: String::new(),
                columns: vec!["Name".to_owned(); columns],
                rows: Vec::new(),
            };
            let written = Page {
                title: "Page".to_owned(),
                summary: String::new(),
                blocks: vec![Block::Table(table)],
            };
            page(&written, &options())
        };
        assert!(!of(WIDE).contains("class=\"wide\""));
        let wide = of(WIDE + 1);
        assert!(
            wide.contains("<main id=\"main\" class=\"wide\"") && wide.contains("<header class=\"wide\">"),
            "{wide}"
        );
    }

    fn options() -> HtmlOptions {
        let page = |title: &str, to: &str| (title.to_owned(), to.to_owned());
        HtmlOptions {
            nav: vec![
                page("Home", "index.html"),
                page("Here", "here.html"),
                page("Evil", "javascript:alert(1)"),
            ],
            current: "here.html".to_owned(),
            footer: "Made by Remit".to_owned(),
            ..HtmlOptions::default()
        }
    }

    #[test]
    fn has_what_a_reader_without_eyes_or_mouse_needs() {
        let written = page(&fixture::page("Board"), &options());
        for part in [
            "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">",
            "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';",
            "<title>Board</title>",
            "name=\"viewport\"",
            "<a class=\"skip\" href=\"#main\">",
            "<main id=\"main\"",
            "<a href=\"here.html\" aria-current=\"page\">Here</a>",
            "<a href=\"index.html\">Home</a>",
            "<li>Evil</li>",
            "<caption>Board</caption>",
            "<th scope=\"col\">Board</th>",
            "role=\"region\" aria-label=\"Board\" tabindex=\"0\"",
            "<h2 id=\"Board\">Board</h2>",
            "</span>must resolve</span>",
            "<footer><p>Made by Remit</p></footer>",
        ] {
            assert!(written.contains(part), "{part}\n---\n{written}");
        }
        assert!(!STYLE.contains('<'), "the style is not escaped");
    }

    #[test]
    fn only_its_own_script_may_run_and_only_where_there_is_one() {
        use sha2::Digest as _;
        let digest: Vec<u8> = sha2::Sha256::digest(SCRIPT).to_vec();
        let letters: Vec<char> = ('A'..='Z')
            .chain('a'..='z')
            .chain('0'..='9')
            .chain(['+', '/'])
            .collect();
        let mut encoded = String::new();
        for three in digest.chunks(3) {
            let bits = three
                .iter()
                .chain([&0; 2])
                .take(3)
                .fold(0usize, |bits, byte| bits << 8 | usize::from(*byte));
            for place in 0..4 {
                let letter = letters[bits >> (18 - 6 * place) & 63];
                encoded.push(if place > three.len() { '=' } else { letter });
            }
        }
        assert_eq!(encoded, SCRIPT_HASH);
        let plain = page(&fixture::page("Board"), &options());
        assert!(!plain.contains("<script") && !plain.contains("script-src"), "{plain}");
        let filter = HtmlOptions {
            filter: true,
            ..options()
        };
        let filtered = page(&fixture::page("Board"), &filter);
        assert_eq!(filtered.matches("<script").count(), 1);
        assert!(filtered.contains(&format!("script-src 'sha256-{SCRIPT_HASH}'")));
        assert!(filtered.contains("<label for=\"filter\">"));
        assert!(!SCRIPT.contains("</"), "it would end too early");
    }

    #[test]
    fn hostile_text_does_nothing() {
        // The tags of a page do not depend on what stands in it; only links and pictures may fall away.
        let tags = |html: &str| -> Vec<String> {
            let parts = html
                .split('<')
                .skip(1)
                .map(|part| part.split([' ', '>']).next().unwrap_or("").to_owned());
            parts
                .filter(|tag| !matches!(tag.as_str(), "a" | "/a" | "img"))
                .collect()
        };
        let harmless = tags(&page(&fixture::page("Board"), &options()));
        for name in HOSTILE {
            let mut options = options();
            options.footer = name.to_owned();
            options.lang = name.to_owned();
            let written = page(&fixture::page(name), &options);
            assert_eq!(tags(&written), harmless, "{name:?}");
            assert!(!written.contains(['\u{1b}', '\u{202e}', '\r']), "{name:?}");
            assert!(!written.contains("href=\"javascript"), "{name:?}");
        }
    }

    #[test]
    fn text_reaches_the_contrast_that_is_asked() {
        let lightness = |hex: &str| {
            let part = |at: usize| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
            let linear = |c: f64| {
                if c <= 0.04045 {
                    c / 12.92
                } else {
                    ((c + 0.055) / 1.055).powf(2.4)
                }
            };
            0.2126 * linear(part(0)) + 0.7152 * linear(part(2)) + 0.0722 * linear(part(4))
        };
        let scheme = |block: &str, name: &str| {
            let from = block.find(&format!("--{name}: #")).unwrap() + name.len() + 5;
            lightness(&block[from..from + 6])
        };
        let dark = STYLE.find("prefers-color-scheme").unwrap();
        for block in [&STYLE[..dark], &STYLE[dark..]] {
            for back in ["back", "soft"] {
                for text in ["text", "link", "must", "should", "note"] {
                    let (a, b) = (scheme(block, text), scheme(block, back));
                    let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
                    assert!(contrast >= 4.5, "{text} on {back}: {contrast}");
                }
            }
        }
    }
}
