//! Who chairs bodies of some kinds: looked up by the one who does, since an organisation may have thousands of them.

use std::collections::{BTreeMap, BTreeSet};

use remit_model::document::Role;
use remit_model::model::{AsAt, Filled, NodeId, Seat, Selector, StatutorySeat};
use remit_model::text::Text;

use super::kinds::{is_by_form, is_one};
use crate::belonging::{one_organisation, organisations};
use crate::membership::holding::{Holder, leads, role};

/// The seats that lead bodies, each with its body and the organisation that this is of.
pub(super) type Leading<'m> = Vec<(NodeId, NodeId, &'m Seat)>;

/// Who chairs the bodies that one row names under `chairs-of`.
#[derive(Debug, Default)]
pub(super) struct Chairing<'m> {
    /// The bodies of an organisation that somebody chairs, by who that is.
    by_holder: BTreeMap<(NodeId, (bool, &'m str)), Vec<NodeId>>,
    /// The bodies of an organisation of which it is known who chairs them.
    known: BTreeMap<NodeId, Vec<NodeId>>,
    /// The roles in which the bodies of an organisation are chaired.
    roles: BTreeSet<(NodeId, NodeId, Role)>,
}

impl<'m> Chairing<'m> {
    /// Of those that lead bodies, those whose bodies a row names.
    pub(super) fn of(at: &AsAt<'m>, row: &StatutorySeat, leading: &Leading<'m>) -> Self {
        let mut chairing = Self::default();
        for &(home, body, seat) in leading {
            if is_one(at, body, &row.chairs_of) != Some(true) {
                continue;
            }
            chairing.roles.extend(role(seat).map(|role| (home, body, role)));
            if let Some(holder) = Holder::of(at, seat) {
                let identity = holder.identity();
                enter(chairing.by_holder.entry((home, identity)).or_default(), body);
                enter(chairing.known.entry(home).or_default(), body);
            }
        }
        chairing
    }

    /// Whether the holder of a seat chairs another body of the organisations that this body is of. None where that is known
    /// of nobody there, or not of this one.
    pub(super) fn is_chair(&self, at: &AsAt<'m>, body: NodeId, seat: &'m Seat) -> Option<bool> {
        if self.roles.is_empty() {
            return None;
        }
        let homes = organisations(at, body);
        if let Filled::ExOfficio(office) = &seat.filled
            && let Some((wanted, Selector::Node(id))) = at.office(&office.value)
            && id != body
            && homes.iter().any(|&home| self.roles.contains(&(home, id, wanted)))
        {
            return Some(true);
        }
        let identity = Holder::of(at, seat)?.identity();
        let mut own = homes.iter().filter_map(|&home| self.by_holder.get(&(home, identity)));
        if own.any(|chaired| is_another(chaired, body)) {
            return Some(true);
        }
        let mut known = homes.iter().filter_map(|home| self.known.get(home));
        known.any(|chaired| is_another(chaired, body)).then_some(false)
    }
}

/// Enters a body once: they come body by body.
fn enter(bodies: &mut Vec<NodeId>, body: NodeId) {
    if bodies.last() != Some(&body) {
        bodies.push(body);
    }
}

/// Whether any of these is another than this body.
fn is_another(chaired: &[NodeId], body: NodeId) -> bool {
    chaired.iter().any(|id| *id != body)
}

/// The seats that lead the bodies of some kinds.
pub(super) fn leading<'m>(at: &AsAt<'m>, chaired: &[Text]) -> Leading<'m> {
    let mut all = Vec::new();
    let forms = at.model().forms.iter();
    let by_form: BTreeSet<&Text> = forms
        .filter(|form| is_by_form(at.model(), form, chaired))
        .map(|form| &form.key)
        .collect();
    for body in at.bodies() {
        // Most bodies are told apart by their form, before any seat of theirs is looked at.
        let known = || body.form().stated().is_some_and(|form| by_form.contains(&form.key));
        let is_chaired = match body.in_law().next() {
            Some(_) => is_one(at, body.id(), chaired) == Some(true),
            None => known(),
        };
        if let (true, Some(home)) = (is_chaired, one_organisation(at, body.id())) {
            let leading = body.seats().filter(|seat| role(seat).is_some_and(leads));
            all.extend(leading.map(|seat| (home, body.id(), seat)));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use remit_model::resolve::{Input, load};

    use super::*;

    const CATALOGUE: &str = r#"
[form.trust]
place = "legal-person"
[form.board]
place = "within"
[form.committee]
place = "within"
[statutory-seat.row]
name = "nobody who chairs a board"
on = ["committee"]
asks = "none"
chairs-of = ["board"]
since = 2000-01-01
"#;

    /// Whether the holder of this seat of a body chairs another board of its organisations, in such a framework.
    fn is_chair(framework: &str, body: &str, seat: &str) -> Option<bool> {
        let people = "[person.a]\nname = \"A\"\n[person.b]\nname = \"B\"\n[post.p]\nname = \"P\"\nwithin = \"one\"\nholder = \"a\"\n";
        let trusts = "[organisation.one]\nform = \"trust\"\n[organisation.other]\nform = \"trust\"\n";
        let input = Input {
            path: "framework.toml".to_owned(),
            bytes: format!("[framework]\nname = \"F\"\n{people}{trusts}{framework}").into_bytes(),
        };
        let loaded = load(&[("catalogue.toml", CATALOGUE)], vec![input]);
        let mistakes: Vec<&str> = loaded.findings.iter().map(|finding| finding.message.as_str()).collect();
        assert!(mistakes.is_empty(), "{mistakes:?}");
        let at = loaded.model.at(date(2020, 1, 1), &[]);
        let row = loaded.model.statutory_seats.get("row").expect("the row");
        let chairing = Chairing::of(&at, row, &leading(&at, &row.chairs_of));
        let body = at.node_by_key(body).expect("the body");
        let seat = body.seats().find(|own| own.key.as_str() == seat).expect("the seat");
        chairing.is_chair(&at, body.id(), seat)
    }

    /// A body of some organisation, with one seat of each kind: chaired so, and with a member so.
    fn body(key: &str, form: &str, home: &str, chair: &str, member: &str) -> String {
        format!(
            "[body.{key}]\nname = \"{key}\"\nform = \"{form}\"\n{home}\nseats.chair = {{ role = \"chair\", {chair} }}\n\
             seats.member = {{ role = \"member\", {member} }}\n"
        )
    }

    const ONE: &str = "within = \"one\"";
    const OTHER: &str = "within = \"other\"";
    const A: &str = "person = \"a\"";
    const B: &str = "person = \"b\"";
    const NOBODY: &str = "category = \"lay\"";

    #[test]
    fn whoever_chairs_a_board_of_the_organisation_is_found() {
        let board = body("board", "board", ONE, A, NOBODY);
        let with = |member: &str| format!("{board}{}", body("committee", "committee", ONE, NOBODY, member));
        assert_eq!(is_chair(&with(A), "committee", "member"), Some(true));
        assert_eq!(is_chair(&with("post = \"p\""), "committee", "member"), Some(true));
        assert_eq!(
            is_chair(&with("ex-officio = \"chair of board\""), "committee", "member"),
            Some(true)
        );
        assert_eq!(is_chair(&with(B), "committee", "member"), Some(false));
    }

    #[test]
    fn of_an_unknown_holder_it_cannot_be_told() {
        let known = body("board", "board", ONE, A, NOBODY) + &body("committee", "committee", ONE, NOBODY, NOBODY);
        assert_eq!(is_chair(&known, "committee", "member"), None);
        // Nor where nobody is known to chair; one chair that is known is enough.
        let unknown = body("board", "board", ONE, NOBODY, A) + &body("committee", "committee", ONE, NOBODY, A);
        assert_eq!(is_chair(&unknown, "committee", "member"), None);
        let one = unknown + &body("second", "board", ONE, B, NOBODY);
        assert_eq!(is_chair(&one, "committee", "member"), Some(false));
    }

    #[test]
    fn the_body_itself_and_other_organisations_do_not_count() {
        let own = body("board", "board", ONE, A, NOBODY);
        assert_eq!(is_chair(&own, "board", "chair"), None);
        let two = format!("{own}{}", body("second", "board", ONE, B, A));
        assert_eq!(is_chair(&two, "board", "chair"), Some(false));
        assert_eq!(is_chair(&two, "second", "member"), Some(true));
        let elsewhere = format!("{own}{}", body("committee", "committee", OTHER, NOBODY, A));
        assert_eq!(is_chair(&elsewhere, "committee", "member"), None);
        let shared = "between = [\"one\", \"other\"]";
        let shared = format!("{own}{}", body("committee", "committee", shared, NOBODY, A));
        assert_eq!(is_chair(&shared, "committee", "member"), Some(true));
    }
}
