//! "Did you mean …?"

/// The candidate nearest to what was written, if one is near enough to be meant.
///
/// The comparison is bounded: very long words and more than 200,000 candidates are not tried, so that a hostile file
/// costs no more than a large one.
pub(crate) fn did_you_mean<'c>(written: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    const LONGEST: usize = 100;
    if written.is_empty() || written.len() > LONGEST {
        return None;
    }
    let allowed = (written.chars().count() / 3).max(1);
    candidates
        .take(200_000)
        .filter(|candidate| candidate.len().abs_diff(written.len()) <= allowed + 2 && candidate.len() <= LONGEST)
        // A plural for a singular (`bodies` for `body`) is a frequent slip, and further off than its letters say.
        .map(|candidate| match written.strip_suffix("ies") {
            Some(stem) if candidate.strip_suffix('y') == Some(stem) => (1, candidate),
            _ => (strsim::osa_distance(written, candidate), candidate),
        })
        .filter(|&(distance, _)| distance > 0 && distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}
