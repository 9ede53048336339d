//! What tiers and lanes are called, in drawings and on pages.

use super::{AsAt, NodeKind};
use crate::page::sentence;
use crate::text::Text;

/// Short forms that are read letter by letter, as they stand in ids, and as they are printed.
const SHORT_FORMS: [(&str, &str); 26] = [
    ("ccg", "CCG"),
    ("ccgs", "CCGs"),
    ("gp", "GP"),
    ("gps", "GPs"),
    ("hosc", "HOSC"),
    ("hwb", "HWB"),
    ("hwbs", "HWBs"),
    ("icb", "ICB"),
    ("icbs", "ICBs"),
    ("icp", "ICP"),
    ("icps", "ICPs"),
    ("ics", "ICS"),
    ("icss", "ICSs"),
    ("josc", "JOSC"),
    ("joscs", "JOSCs"),
    ("la", "LA"),
    ("las", "LAs"),
    ("nhs", "NHS"),
    ("nhse", "NHSE"),
    ("pcn", "PCN"),
    ("pcns", "PCNs"),
    ("pct", "PCT"),
    ("pcts", "PCTs"),
    ("stp", "STP"),
    ("uk", "UK"),
    ("vcse", "VCSE"),
];

impl AsAt<'_> {
    /// What a tier is called in the middle of a sentence: by its name, else by its id in words.
    pub fn tier_name(&self, number: usize) -> Option<String> {
        let framework = &self.model().framework;
        let id = framework.tiers.get(number)?;
        Some(given(&framework.tier_names, number).unwrap_or_else(|| in_words(id)))
    }

    /// The heading of a tier.
    pub fn tier_heading(&self, number: usize) -> Option<String> {
        let named = given(&self.model().framework.tier_names, number);
        named.or_else(|| self.tier_name(number).map(|name| sentence(&name)))
    }

    /// What a lane is called in the middle of a sentence: by its name, else by the organisation whose id it has, else by
    /// its own id in words.
    pub fn lane_name(&self, number: usize) -> Option<String> {
        let id = self.model().framework.lanes.get(number)?;
        Some(self.lane_given(number).unwrap_or_else(|| in_words(id)))
    }

    /// The heading of a lane.
    pub fn lane_heading(&self, number: usize) -> Option<String> {
        let named = self.lane_given(number);
        named.or_else(|| self.lane_name(number).map(|name| sentence(&name)))
    }

    fn lane_given(&self, number: usize) -> Option<String> {
        let framework = &self.model().framework;
        given(&framework.lane_names, number).or_else(|| {
            let node = self.node_by_key(framework.lanes.get(number)?)?;
            (node.kind() == NodeKind::Organisation).then(|| node.name().to_string())
        })
    }
}

fn given(names: &[Option<Text>], number: usize) -> Option<String> {
    names.get(number)?.as_ref().map(Text::to_string)
}

/// An id as words: short forms have their capitals, and part from what follows. What has capitals is meant as it stands.
fn in_words(id: &str) -> String {
    if id.contains(char::is_uppercase) {
        return id.to_owned();
    }
    let mut words = String::new();
    let mut after_short = false;
    for part in id.split_inclusive([' ', '-']) {
        let word = part.trim_end_matches([' ', '-']);
        let short = SHORT_FORMS.iter().find(|(written, _)| *written == word);
        if words.ends_with('-') && (after_short || short.is_some()) {
            words.pop();
            words.push(' ');
        }
        words.push_str(short.map_or(word, |(_, printed)| printed));
        words.push_str(part.get(word.len()..).unwrap_or_default());
        after_short = short.is_some();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn short_forms_have_capitals_and_nothing_else_has() {
        for (id, words) in [
            ("icb", "ICB"),
            ("nhs-trusts", "NHS trusts"),
            ("all-pcns", "all PCNs"),
            ("icb-la", "ICB LA"),
            ("tri-borough", "tri-borough"),
            ("place", "place"),
            ("salad", "salad"),
            ("nhs england", "NHS england"),
            ("NHS England", "NHS England"),
            ("MoU-icb", "MoU-icb"),
            ("", ""),
            ("icb-", "ICB-"),
            ("-", "-"),
        ] {
            assert_eq!(in_words(id), words);
        }
    }
}
