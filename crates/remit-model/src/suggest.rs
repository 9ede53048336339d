//! "Did you mean …?"

/// The candidate nearest to what was written, if one is near enough to be meant.
///
/// The comparison is bounded: very long words and more than 200,000 candidates are not tried, so that a hostile file
/// costs no more than a large one.
pub fn did_you_mean<'c>(written: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    const LONGEST: usize = 100;
    if written.is_empty() || written.len() > LONGEST {
        return None;
    }
    let allowed = (written.chars().count() / 3).max(1);
    let letters = letters(written);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates.take(200_000) {
        if candidate.len().abs_diff(written.len()) > allowed + 2 || candidate.len() > LONGEST {
            continue;
        }
        // One that is further off than the best so far cannot win.
        let most = best.map_or(allowed, |(distance, _)| distance);
        let distance = match written.strip_suffix("ies") {
            // A plural for a singular (`bodies` for `body`) is a frequent slip, and further off than its letters say.
            Some(stem) if candidate.strip_suffix('y') == Some(stem) => 1,
            _ if differ_by_more(&letters, candidate, most) => continue,
            _ => strsim::osa_distance(written, candidate),
        };
        if distance > 0 && distance <= most && best.is_none_or(|best| (distance, candidate) < best) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How often each letter occurs, or rather each of 32 groups of letters; of ASCII alone, where a letter is a byte.
fn letters(word: &str) -> Option<[u8; 32]> {
    let mut letters = [0u8; 32];
    for byte in word.bytes() {
        if !byte.is_ascii() {
            return None;
        }
        letters[usize::from(byte & 31)] += 1;
    }
    Some(letters)
}

/// Whether the letters alone show that it takes more edits than so many: each edit adds, drops or changes one letter.
fn differ_by_more(written: &Option<[u8; 32]>, candidate: &str, most: usize) -> bool {
    let (Some(written), Some(other)) = (written, letters(candidate)) else {
        return false;
    };
    let (mut more, mut fewer) = (0, 0);
    for (&a, b) in written.iter().zip(other) {
        more += usize::from(a.saturating_sub(b));
        fewer += usize::from(b.saturating_sub(a));
    }
    more.max(fewer) > most
}
