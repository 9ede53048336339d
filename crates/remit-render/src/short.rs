//! Findings as one line each, for editors and for `grep`: `path:line:column: level[rule] message`.

use std::collections::BTreeMap;

use remit_model::finding::Finding;
use remit_model::page::sentence;
use remit_model::sources::{FileId, Sources};

use crate::inert;
use crate::place::Lines;

/// A line for each finding, in the order given. What stands nowhere in the text has no place before it. `folder` is set
/// before each path: the framework's folder as seen by whoever follows them, with `/` at its end, or nothing.
///
/// Lines are not wrapped, however narrow the terminal: a finding that takes two is lost to `grep`.
pub fn findings(findings: &[Finding], sources: &Sources, folder: &str) -> String {
    lines(
        findings.iter().map(|finding| (finding.level.word(), finding)),
        sources,
        folder,
    )
}

/// The same, each with the word that says how much it asks: of a consequence its weight.
pub fn lines<'f>(
    findings: impl IntoIterator<Item = (&'f str, &'f Finding)>,
    sources: &Sources,
    folder: &str,
) -> String {
    // A text is split into lines only once, however many findings stand in it.
    let mut texts: BTreeMap<FileId, Lines<'_>> = BTreeMap::new();
    let mut out = String::new();
    for (asks, finding) in findings {
        if let Some(label) = finding.labels.first() {
            let source = sources.get(label.place.file);
            let lines = texts
                .entry(label.place.file)
                .or_insert_with(|| Lines::new(&source.text));
            let (line, column) = lines.line_column(lines.range(label.place).start);
            let folder = if source.shipped { "" } else { folder };
            out.push_str(&format!(
                "{}:{line}:{column}: ",
                inert::line(&format!("{folder}{}", source.path))
            ));
        }
        out.push_str(&format!(
            "{asks}[{}] {}\n",
            finding.rule,
            inert::line(&sentence(&finding.message))
        ));
    }
    out
}

#[cfg(test)]
mod tests {
    use remit_model::finding::Level;

    use super::*;
    use crate::fixture::{HOSTILE, place, sources};

    #[test]
    fn a_finding_is_a_line() {
        let (sources, file) = sources("bodies/jce.toml", "é = 1\r\nname = \"x\"\r\n");
        let found = [
            Finding::new("orphan-body", Level::Must, "body.jce", "the JCE answers\nto nobody")
                .label(place(file, 15, 18), "here")
                .label(place(file, 0, 2), "there")
                .remark("More words."),
            Finding::new("limit", Level::Note, "framework", "too much"),
        ];
        assert_eq!(
            findings(&found, &sources, "models/x/"),
            "models/x/bodies/jce.toml:2:8: must[orphan-body] The JCE answers to nobody\nnote[limit] Too much\n"
        );
        assert_eq!(findings(&[], &sources, ""), "");
    }

    #[test]
    fn hostile_text_stays_on_its_line_and_does_nothing() {
        for name in HOSTILE {
            let (sources, file) = sources(name, name);
            let finding = Finding::new("r", Level::Note, name, name).label(place(file, 0, 900), name);
            let written = findings(&[finding], &sources, name);
            assert_eq!(written.matches('\n').count(), 1, "{written:?}");
            assert!(!written.contains(['\u{1b}', '\u{202e}', '\r']), "{written:?}");
            assert!(written.contains(":1:1: note[r] "), "{written}");
        }
    }
}
