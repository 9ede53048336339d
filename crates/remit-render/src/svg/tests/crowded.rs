//! A sheet on which there is little room for what lines say.

use super::*;

/// Twenty-four boxes in four tiers, and as many lines between them as a sheet can bear; two of three say of how many they are
/// true, as lines do that lead to boxes which stand for several.
fn crowded(lines: usize, seed: usize) -> Drawing {
    let kinds = [
        RelationKind::AnswersTo,
        RelationKind::Oversees,
        RelationKind::Supports,
        RelationKind::Advises,
        RelationKind::ReportsTo,
    ];
    let tiers = (0..4).map(|tier| Tier {
        name: format!("Tier {tier}"),
        boxes: (0..6)
            .map(|number| drawn(&format!("b{tier}{number}"), &format!("Programme Board {tier}{number}")))
            .collect(),
    });
    let mut seed = seed;
    let mut next = |below: usize| {
        seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
        seed / 65_536 % below
    };
    let lines = (0..lines).map(|number| {
        let kind = kinds[next(kinds.len())];
        let (above, from, to) = (next(3), next(6), next(6));
        let label = match number % 3 {
            0 => kind.words().to_owned(),
            part => format!("{} ({part} of {})", kind.words(), 3 + next(3)),
        };
        let ends = [format!("b{above}{from}"), format!("b{}{to}", above + 1)];
        let [from, to] = if kind.is_upward() {
            [&ends[1], &ends[0]]
        } else {
            [&ends[0], &ends[1]]
        };
        arrow(from, to, &label, Some(kind), kind.is_upward())
    });
    let lines = lines.collect();
    Drawing {
        title: "A crowded sheet".to_owned(),
        tiers: tiers.collect(),
        lines,
        ..Drawing::default()
    }
}

/// The single small letters among the texts of a part of a sheet.
fn letters_in(part: Node<'_, '_>) -> BTreeSet<char> {
    let texts = part.descendants().filter(|node| node.has_tag_name("text"));
    let letters = texts.filter_map(|node| {
        let mut chars = node.text()?.chars();
        let letter = chars.next().filter(char::is_ascii_lowercase)?;
        chars.next().is_none().then_some(letter)
    });
    letters.collect()
}

#[test]
fn of_how_many_a_line_is_true_is_said_on_a_crowded_sheet_too() {
    let (mut left_out, mut alone, mut lettered) = (0, 0, 0);
    for (lines, seed) in [(50, 977), (60, 2 * 977), (60, 6 * 977), (60, 8 * 977)] {
        let made = really(&crowded(lines, seed), Page::A4);
        assert!(made.fits);
        left_out += made.unlabelled.len();
        let document = Document::parse(&made.svg).unwrap();
        let root = document.root_element();
        let texts = root.descendants().filter(|node| node.has_tag_name("text"));
        alone += texts.filter(|node| node.text() == Some("1\u{a0}of\u{a0}3")).count();
        // Every letter of the key stands on a line, and none stands there that the key does not have.
        let key = document
            .descendants()
            .find(|node| node.attribute("aria-label") == Some("Key"));
        let of_key = letters_in(key.unwrap());
        let lines = document
            .descendants()
            .filter(|node| node.attribute("id").is_some_and(|id| id.starts_with("line-")));
        let on_lines: BTreeSet<char> = lines.flat_map(letters_in).collect();
        assert_eq!(of_key, on_lines);
        lettered += of_key.len();
    }
    assert!(left_out <= 15, "{left_out} lines don't say of how many they are true");
    assert!(alone > 0 && lettered > 0, "{alone} {lettered}");
}
