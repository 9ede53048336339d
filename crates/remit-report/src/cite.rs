//! Places as `path:line`, for pages that cite many: each text is looked through only once.

use std::collections::BTreeMap;

use remit_model::sources::{FileId, Place, Sources};

/// Where the lines of the texts begin that were cited so far.
pub(crate) struct Citations<'s> {
    sources: &'s Sources,
    lines: BTreeMap<FileId, Vec<usize>>,
}

impl<'s> Citations<'s> {
    pub(crate) fn new(sources: &'s Sources) -> Self {
        Self {
            sources,
            lines: BTreeMap::new(),
        }
    }

    /// `path:line` of a place: as [`Sources::cite`] has it.
    pub(crate) fn cite(&mut self, place: Place) -> String {
        let source = self.sources.get(place.file);
        let breaks = self.lines.entry(place.file).or_insert_with(|| {
            let bytes = source.text.bytes().enumerate();
            bytes.filter(|&(_, byte)| byte == b'\n').map(|(at, _)| at).collect()
        });
        let start = place.span.start as usize;
        let line = breaks.partition_point(|&at| at < start) + 1;
        format!("{}:{line}", source.path)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use remit_model::document::Span;
    use remit_model::sources::Source;

    use super::*;

    #[test]
    fn it_cites_as_the_sources_do() {
        let mut sources = Sources::default();
        let text = "a = 1\r\né = 2\n\nb = 3";
        let file = sources.add(Source {
            path: "a.toml".to_owned(),
            text: Arc::from(text),
            shipped: false,
        });
        let mut citations = Citations::new(&sources);
        for start in 0..=20 {
            let span = Span { start, end: start };
            let place = Place { file, span };
            assert_eq!(citations.cite(place), sources.cite(place), "{start}");
        }
    }
}
