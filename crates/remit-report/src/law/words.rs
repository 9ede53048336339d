//! What the rows of the catalogue say, in words.

use remit_model::document::{Carriage, FormPlace, Liable, PaperNeed, PassingOn, Sureness};
use remit_model::model::{Giving, Model, Power, Validity};
use remit_model::text::Text;

use remit_model::page::sentence;

use remit_rules::lawful::in_words;

use super::kinds::{kind_plainly, kinds_in_words};
use super::rows::LawRow;

/// The kinds of thing that powers are for, in the order in which they are told.
pub(super) const CARRIAGES: [Carriage; 8] = [
    Carriage::Delegation,
    Carriage::JointCommittee,
    Carriage::Statute,
    Carriage::JointExercise,
    Carriage::Appointment,
    Carriage::Staff,
    Carriage::Payment,
    Carriage::Oversight,
];

/// What a power is for, for programs and as a heading.
pub(super) fn carriage(carries: Option<Carriage>) -> (&'static str, &'static str) {
    match carries {
        Some(Carriage::Delegation) => ("delegation", "To give a function to somebody"),
        Some(Carriage::JointCommittee) => (
            "joint-committee",
            "To exercise functions through a body that several share",
        ),
        Some(Carriage::Statute) => (
            "statute",
            "Functions that statute itself gives: nobody need delegate them",
        ),
        Some(Carriage::JointExercise) => ("joint-exercise", "To carry functions out together; nobody is given one"),
        Some(Carriage::Appointment) => ("appointment", "To set up a body; no function passes"),
        Some(Carriage::Staff) => ("staff", "To lend people; no function passes"),
        Some(Carriage::Payment) => ("payment", "To pay; no function passes"),
        Some(Carriage::Oversight) => ("oversight", "To watch over somebody; no function passes"),
        None => ("other", "What they are for is not entered"),
    }
}

/// How sure a row is.
pub(super) fn sure(sure: Option<Sureness>) -> &'static str {
    match sure {
        Some(Sureness::Read) => "the law was read",
        Some(Sureness::Guidance) => "guidance was read, not the law",
        Some(Sureness::Memory) | None => "from memory: not verified",
    }
}

/// The statute and section, or a word for its absence.
pub(super) fn citation(validity: &Validity) -> String {
    let citation = validity.citation.as_ref().map(|text| text.to_string());
    citation.unwrap_or_else(|| "no section is entered".to_owned())
}

/// When a row was in force; and where nobody has noted until when, that.
pub(super) fn dates(row: LawRow<'_>) -> String {
    let validity = row.validity();
    let open = validity.until.is_none() && validity.until_year.is_none();
    let open = open && row.statement().is_not_stated("until");
    let open = if open {
        "; its last day is not in the catalogue"
    } else {
        ""
    };
    format!("{}{open}", in_words(&validity))
}

/// Which functions a power carries, where it does not carry any.
pub(super) fn functions(model: &Model, power: &Power) -> String {
    let named = |keys: &[Text]| -> String {
        let name = |key: &Text| {
            model
                .statutory_functions
                .get(key)
                .map_or(key, |row| &row.name)
                .to_string()
        };
        keys.iter().map(name).collect::<Vec<_>>().join("; ")
    };
    let mut parts = Vec::new();
    if !power.only.is_empty() {
        parts.push(format!("only: {}", named(&power.only)));
    }
    match power.executive {
        Some(true) => parts.push("only functions of a council's executive".to_owned()),
        Some(false) => parts.push("no functions of a council's executive".to_owned()),
        None => {}
    }
    if !power.excludes.is_empty() {
        parts.push(format!("not: {}", named(&power.excludes)));
    }
    parts.iter().map(|part| sentence(part)).collect::<Vec<_>>().join(". ")
}

/// What a pairing asks beyond who gives and who receives.
pub(super) fn limits(model: &Model, giving: &Giving) -> String {
    let mut parts = Vec::new();
    if giving.inside {
        parts.push("the one that receives is part of the one that gives".to_owned());
    }
    if giving.itself {
        parts.push("the one that gives is of these kinds itself".to_owned());
    }
    parts.extend(sharing(model, giving));
    parts.join("; ")
}

/// Who may share the body that receives.
pub(super) fn sharing(model: &Model, giving: &Giving) -> Option<String> {
    sharing_by(giving, |keys| kinds_in_words(model, keys))
}

/// The same, for a line in which nothing is marked as to be typed.
pub(super) fn sharing_plainly(model: &Model, giving: &Giving) -> Option<String> {
    sharing_by(giving, |keys| {
        let words: Vec<String> = keys.iter().map(|key| kind_plainly(model, key)).collect();
        words.join(", ")
    })
}

fn sharing_by(giving: &Giving, kinds: impl Fn(&[Text]) -> String) -> Option<String> {
    let mut parts = Vec::new();
    if !giving.between.is_empty() {
        parts.push(format!("only these share it: {}", kinds(&giving.between)));
    }
    if !giving.with.is_empty() {
        parts.push(format!("at least one of them is among these: {}", kinds(&giving.with)));
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// Whether what was given may be passed on.
pub(super) fn onward(onward: PassingOn) -> &'static str {
    match onward {
        PassingOn::UnlessForbidden => "yes, unless the terms forbid it",
        PassingOn::AsConstituted => "as the constitution and scheme of the one that gives say",
        PassingOn::AsAgreed => "as the agreement says",
        PassingOn::Never => "no",
    }
}

/// Who is liable.
pub(super) fn liable(liable: Liable) -> &'static str {
    match liable {
        Liable::Giver => "the one that gives, as before",
        Liable::Receiver => "the one that exercises the function, and no other",
        Liable::Each => "each for its own",
        Liable::Jointly => "all of them, jointly and severally",
    }
}

/// Where a form stands.
pub(super) fn place(place: FormPlace) -> &'static str {
    match place {
        FormPlace::LegalPerson => "a legal person",
        FormPlace::Within => "part of one legal person",
        FormPlace::Between => "shared by several legal persons",
    }
}

/// What a paper must have.
pub(super) fn need(need: PaperNeed) -> &'static str {
    match need {
        PaperNeed::Host => "the partner that hosts a pool",
        PaperNeed::Manager => "the officer who manages a pool",
        PaperNeed::Reports => "reports to the partners",
        PaperNeed::Declarations => "declarations of interests, made anew",
    }
}

/// Yes or no.
pub(super) fn flag(flag: bool) -> &'static str {
    if flag { "yes" } else { "no" }
}
