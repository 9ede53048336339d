//! Kinds that somebody names: a form, an office, or a family of them.

use std::collections::BTreeSet;

use jiff::civil::Date;
use remit_model::document::FormPlace;
use remit_model::model::{InForce, Model};
use remit_model::suggest::did_you_mean;
use remit_model::text::Text;

/// A form, an office, or a family of them.
#[derive(Debug, Clone)]
pub struct Kind {
    /// As it is written.
    pub key: String,
    /// As it is called in a sentence.
    pub name: String,
    /// The forms and offices that it is: one, or those of the family.
    pub members: Vec<Text>,
}

impl Kind {
    /// The kind of this key. The mistake, in a sentence, where there is none.
    pub fn find(model: &Model, written: &str) -> Result<Self, String> {
        let written = written.trim();
        if let Some(name) = name(model, written) {
            return Ok(Self {
                key: written.to_owned(),
                name: name.to_owned(),
                members: vec![Text::from(written)],
            });
        }
        let members = members(model, written);
        if !members.is_empty() {
            return Ok(Self {
                key: written.to_owned(),
                name: kind_plainly(model, written),
                members,
            });
        }
        let lower = written.to_lowercase();
        let named = model.forms.iter().map(|form| (&form.key, &form.name));
        let mut named = named.chain(model.offices.iter().map(|office| (&office.key, &office.name)));
        if let Some((key, _)) = named.find(|(_, name)| name.to_lowercase() == lower) {
            return Err(format!("name it by its key, which is `{key}`"));
        }
        let known = keys(model);
        Err(match did_you_mean(written, known.iter().map(|key| key.as_str())) {
            Some(near) => format!("there is no form, family or office `{written}`; did you mean `{near}`?"),
            None => {
                let known: Vec<&str> = known.iter().map(|key| key.as_str()).collect();
                format!(
                    "there is no form, family or office `{written}`; there are: {}",
                    known.join(", ")
                )
            }
        })
    }

    /// Whether it is something that several organisations share.
    pub fn is_shared(&self, model: &Model) -> bool {
        self.members.iter().all(|key| is_at(model, key, FormPlace::Between))
    }

    /// Whether it is a legal person.
    pub fn is_legal_person(&self, model: &Model) -> bool {
        self.members.iter().all(|key| is_at(model, key, FormPlace::LegalPerson))
    }

    /// Those of its members that there were on a date.
    pub(super) fn on<'k>(&'k self, model: &Model, date: Date) -> Vec<&'k Text> {
        self.members.iter().filter(|key| there_was(model, key, date)).collect()
    }
}

fn is_at(model: &Model, key: &str, place: FormPlace) -> bool {
    model.forms.get(key).is_some_and(|form| form.place == Some(place))
}

/// Whether law knew a form or office on a date. Where its dates are not known it is taken to have been there.
fn there_was(model: &Model, key: &str, date: Date) -> bool {
    if let Some(form) = model.forms.get(key) {
        return form.since.is_none_or(|since| since <= date) && form.until.is_none_or(|until| date <= until);
    }
    let office = model.offices.get(key);
    office.is_none_or(|office| matches!(office.validity.on(date), InForce::Yes | InForce::CannotTell))
}

fn name<'m>(model: &'m Model, key: &str) -> Option<&'m str> {
    let form = model.forms.get(key).map(|form| form.name.as_str());
    form.or_else(|| model.offices.get(key).map(|office| office.name.as_str()))
}

/// The forms and offices of a family, in the order of their keys.
pub(super) fn members(model: &Model, family: &str) -> Vec<Text> {
    let belongs = |of: &[Text]| of.iter().any(|own| own.as_str() == family);
    let forms = model
        .forms
        .iter()
        .filter(|form| belongs(&form.family))
        .map(|form| &form.key);
    let offices = model.offices.iter().filter(|office| belongs(&office.family));
    let all: BTreeSet<&Text> = forms.chain(offices.map(|office| &office.key)).collect();
    all.into_iter().cloned().collect()
}

/// All families, in their order.
pub(super) fn families(model: &Model) -> BTreeSet<&Text> {
    let forms = model.forms.iter().flat_map(|form| &form.family);
    forms
        .chain(model.offices.iter().flat_map(|office| &office.family))
        .collect()
}

/// The keys of all forms, families and offices.
pub(super) fn keys(model: &Model) -> BTreeSet<&Text> {
    let forms = model.forms.iter().map(|form| &form.key);
    let offices = model.offices.iter().map(|office| &office.key);
    forms.chain(offices).chain(families(model)).collect()
}

/// A kind as a row names it, in words: a form or office by its name, a family as any of those that belong to it. What
/// stands between backticks is to be typed.
pub(super) fn kind_in_words(model: &Model, key: &str) -> String {
    let members = members(model, key);
    let few = members.len() <= SPELLED_OUT;
    match name(model, key) {
        Some(name) if members.is_empty() => name.to_owned(),
        Some(name) if few => format!("{name} (or {}, `{key}`)", names(model, &members).join(", ")),
        Some(name) => format!("{name} (or any other `{key}`)"),
        None if few => format!("any of: {} (`{key}`)", names(model, &members).join(", ")),
        None => format!("any `{key}`"),
    }
}

/// A family of so many is told by those who belong to it, in a table as elsewhere.
const SPELLED_OUT: usize = 2;

fn names(model: &Model, keys: &[Text]) -> Vec<String> {
    keys.iter().map(|key| plain_name(model, key)).collect()
}

/// The name of a form or office.
pub(super) fn plain_name(model: &Model, key: &str) -> String {
    name(model, key).unwrap_or(key).to_owned()
}

/// The same, where nothing can be marked as to be typed.
pub(super) fn kind_plainly(model: &Model, key: &str) -> String {
    match name(model, key) {
        Some(name) => name.to_owned(),
        // A family of two reads well in the middle of a sentence. Of a larger one the page says elsewhere who belongs to it.
        None => match names(model, &members(model, key)).as_slice() {
            [one, other] => format!("{one} or {other}"),
            _ => format!("any {}", key.replace('-', " ")),
        },
    }
}

/// Several of them.
pub(super) fn kinds_in_words(model: &Model, keys: &[Text]) -> String {
    let words: Vec<String> = keys.iter().map(|key| kind_in_words(model, key)).collect();
    words.join(", ")
}

/// Several of them that there were on a date, with families by the names of those who belong to them.
pub(super) fn spelled_out(model: &Model, keys: &[Text], on: Date) -> String {
    let mut names: Vec<&str> = Vec::new();
    for key in keys {
        let members = members(model, key);
        for key in std::iter::once(key).chain(&members) {
            if let Some(name) = name(model, key)
                && there_was(model, key, on)
                && !names.contains(&name)
            {
                names.push(name);
            }
        }
    }
    names.join(", ")
}
