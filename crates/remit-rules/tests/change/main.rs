//! Rules on changes, beside what their pages show.

mod approvals;
mod consequences;
mod endings;

use jiff::civil::Date;
use remit_model::resolve::{Input, Loaded, load};
use remit_rules::change::Compared;

/// A framework of one file and, where one is given, what one proposal changes.
fn loaded(text: &str, proposal: Option<&str>) -> Loaded {
    let mut inputs = vec![("framework.toml", text.to_owned())];
    let head = "[proposal]\nid = \"it\"\ntitle = \"It\"\n";
    inputs.extend(proposal.map(|change| ("proposals/it.toml", format!("{head}{change}\n"))));
    let inputs = inputs.into_iter().map(|(path, text)| Input {
        path: path.to_owned(),
        bytes: text.into_bytes(),
    });
    let loaded = load(remit_law::CATALOGUE, inputs.collect());
    let mistakes: Vec<_> = loaded.findings.iter().map(|finding| &finding.message).collect();
    assert!(mistakes.is_empty(), "{proposal:?}\n{mistakes:#?}");
    loaded
}

/// What a look at two frameworks on a day says of the step from one to the other, the second with its proposal.
fn compared<T>((old, new): (&Loaded, &Loaded), day: Date, look: impl Fn(&Compared<'_, '_>) -> T) -> T {
    let [before, after] = [old.model.at(day, &[]), new.model.at(day, &["it"])];
    let found_before = remit_rules::check(&before, &old.broken);
    let found_after = remit_rules::check(&after, &new.broken);
    look(&Compared::new((&before, &found_before), (&after, &found_after)))
}
