//! A drawing as Graphviz DOT. graphviz-rust never escapes, so every id and every value goes through `quoted`.

use graphviz_rust::dot_structures::{
    Attribute, Edge, EdgeTy, Graph, GraphAttributes, Id, Node, NodeId, Stmt, Subgraph, Vertex,
};
use graphviz_rust::printer::{DotPrinter, PrinterContext};
use remit_model::drawing::{Arrow, ArrowStyle, Box as DrawnBox, Drawing};

use crate::inert;
use crate::sheet::{BoxesUsed, Numbers, box_text, line_text, styles_used, without_table, wrapped};

/// The drawing as DOT text, authority running downwards.
pub fn drawing(drawing: &Drawing) -> String {
    let drawing = without_table(drawing);
    format!("{}\n", graph(&drawing).print(&mut PrinterContext::default()))
}

/// The only way for text to become part of the file: in quotation marks, harmless, with Graphviz's own escapes dead.
fn quoted(text: &str) -> Id {
    let mut out = String::from("\"");
    for c in inert::text(text).chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            // Graphviz reads HTML entities in every label.
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
    out.push('"');
    Id::Escaped(out)
}

fn attributes(pairs: &[(&str, &str)]) -> Vec<Attribute> {
    pairs
        .iter()
        .map(|(name, value)| Attribute(quoted(name), quoted(value)))
        .collect()
}

fn node(id: &str, pairs: &[(&str, &str)]) -> Stmt {
    Stmt::Node(Node::new(NodeId(quoted(id), None), attributes(pairs)))
}

fn edge(tail: &str, head: &str, pairs: &[(&str, &str)]) -> Stmt {
    let end = |id| Vertex::N(NodeId(quoted(id), None));
    Stmt::Edge(Edge {
        ty: EdgeTy::Pair(end(tail), end(head)),
        attributes: attributes(pairs),
    })
}

fn subgraph(id: &str, stmts: Vec<Stmt>) -> Stmt {
    Stmt::Subgraph(Subgraph { id: quoted(id), stmts })
}

fn set(name: &str, value: &str) -> Stmt {
    Stmt::Attribute(Attribute(quoted(name), quoted(value)))
}

fn graph(drawing: &Drawing) -> Graph {
    let numbers = Numbers::new(drawing);
    let title = [drawing.title.as_str(), drawing.subtitle.as_str()];
    let title: Vec<_> = title
        .into_iter()
        .filter(|text| !text.is_empty())
        .map(inert::line)
        .collect();
    let font = ("fontname", "Arial");
    let mut stmts = vec![
        Stmt::GAttribute(GraphAttributes::Graph(attributes(&[
            ("label", &title.join("\n")),
            ("labelloc", "t"),
            ("rankdir", "TB"),
            ("charset", "UTF-8"),
            ("nodesep", "0.4"),
            ("ranksep", "0.7"),
            font,
        ]))),
        Stmt::GAttribute(GraphAttributes::Node(attributes(&[
            font,
            ("fontsize", "10"),
            ("shape", "box"),
        ]))),
        Stmt::GAttribute(GraphAttributes::Edge(attributes(&[font, ("fontsize", "9")]))),
    ];
    stmts.extend(tiers(drawing, &numbers));
    stmts.extend(
        numbers
            .strangers
            .iter()
            .map(|key| node(&numbers.id(key), &[("label", key), ("shape", "plaintext")])),
    );
    stmts.extend(drawing.lines.iter().map(|line| arrow(line, &numbers)));
    stmts.extend(key(drawing));
    Graph::DiGraph {
        id: quoted(&drawing.title),
        strict: false,
        stmts,
    }
}

/// The tiers: the boxes of one on one rank, beside its name; the names keep the tiers in their order. Boxes without a
/// tier go where their lines take them.
fn tiers(drawing: &Drawing, numbers: &Numbers<'_>) -> Vec<Stmt> {
    let mut out = Vec::new();
    let mut above: Option<String> = None;
    for (number, tier) in drawing.tiers.iter().enumerate() {
        let boxes = tier.boxes.iter().map(|drawn| boxed(drawn, numbers));
        if tier.name.is_empty() {
            out.extend(boxes);
            continue;
        }
        let name = format!("tier{number}");
        let mut stmts = vec![set("rank", "same")];
        stmts.push(node(
            &name,
            &[
                ("label", &wrapped(&tier.name).join("\n")),
                ("shape", "plaintext"),
                ("fontsize", "11"),
            ],
        ));
        stmts.extend(boxes);
        out.push(subgraph(&format!("rank{number}"), stmts));
        if let Some(above) = above.replace(name.clone()) {
            out.push(edge(&above, &name, &[("style", "invis")]));
        }
    }
    out
}

fn boxed(drawn: &DrawnBox, numbers: &Numbers<'_>) -> Stmt {
    let label = box_text(drawn).join("\n");
    node(
        &numbers.id(&drawn.key),
        &[
            ("label", &label),
            box_shape(drawn.many),
            box_style(drawn.legal_person, !drawn.standing.is_in_force()),
        ],
    )
}

fn box_shape(many: bool) -> (&'static str, &'static str) {
    ("shape", if many { "box3d" } else { "box" })
}

/// A legal person has a heavy frame, what is not in force a dashed one.
fn box_style(legal_person: bool, proposed: bool) -> (&'static str, &'static str) {
    let style = match (legal_person, proposed) {
        (true, true) => "bold,dashed",
        (true, false) => "bold",
        (false, true) => "dashed",
        (false, false) => "solid",
    };
    ("style", style)
}

/// Dash and arrowhead of a kind.
fn line_style(style: ArrowStyle) -> (&'static str, &'static str) {
    match style {
        ArrowStyle::Accountability => ("solid", "normal"),
        ArrowStyle::Oversight => ("solid", "empty"),
        ArrowStyle::Delegation => ("bold", "diamond"),
        ArrowStyle::Advice => ("dashed", "vee"),
        ArrowStyle::Membership => ("dotted", "none"),
        ArrowStyle::Missing => ("dashed", "tee"),
    }
}

fn arrow(line: &Arrow, numbers: &Numbers<'_>) -> Stmt {
    let label = line_text(line).join("\n");
    let (style, head) = line_style(line.style());
    let color = if !line.standing.is_in_force() {
        "gray35"
    } else {
        "black"
    };
    let (from, to) = (numbers.id(&line.from), numbers.id(&line.to));
    // Who answers stands below whom it answers to: laid out from above, with the head at the tail.
    let (tail, head_at, end, dir) = if line.upward {
        (&to, &from, "arrowtail", "back")
    } else {
        (&from, &to, "arrowhead", "forward")
    };
    let all = [
        ("label", label.as_str()),
        ("style", style),
        (end, head),
        ("dir", dir),
        ("color", color),
    ];
    edge(tail, head_at, &all)
}

/// The key: only what the drawing uses.
fn key(drawing: &Drawing) -> Option<Stmt> {
    let mut stmts = Vec::new();
    for (number, (style, name)) in styles_used(drawing).into_iter().enumerate() {
        let (tail, head) = (format!("key{number}a"), format!("key{number}b"));
        let (style, arrowhead) = line_style(style);
        let end = [("label", ""), ("shape", "point"), ("style", "invis")];
        let ends = vec![set("rank", "same"), node(&tail, &end), node(&head, &end)];
        stmts.push(subgraph(&format!("keyline{number}"), ends));
        let label = wrapped(name).join("\n");
        let all = [
            ("label", label.as_str()),
            ("style", style),
            ("arrowhead", arrowhead),
            ("minlen", "3"),
        ];
        stmts.push(edge(&tail, &head, &all));
        if number > 0 {
            stmts.push(edge(&format!("key{}a", number - 1), &tail, &[("style", "invis")]));
        }
    }
    let used = BoxesUsed::new(drawing);
    let frames = [
        (
            used.legal_person,
            "organisation",
            box_shape(false),
            box_style(true, false),
        ),
        (used.many, "several alike", box_shape(true), box_style(false, false)),
        (used.proposed, "not in force", box_shape(false), box_style(false, true)),
    ];
    for (number, (_, name, shape, style)) in frames.into_iter().enumerate().filter(|(_, frame)| frame.0) {
        stmts.push(node(
            &format!("keybox{number}"),
            &[("label", name), shape, style, ("fontsize", "9")],
        ));
    }
    if stmts.is_empty() {
        return None;
    }
    let mut all = vec![set("label", "Key"), set("style", "solid"), set("color", "gray60")];
    all.append(&mut stmts);
    Some(subgraph("cluster_key", all))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{self, HOSTILE};

    #[test]
    fn parses_to_what_was_meant() {
        for name in HOSTILE.into_iter().chain(["node", "a-b", "", "\\", "\\\"", "\\N"]) {
            let given = fixture::drawing(name);
            let written = drawing(&given);
            assert_eq!(
                graphviz_rust::parse(&written).as_ref(),
                Ok(&graph(&given)),
                "{name:?}\n{written}"
            );
            assert!(!written.contains(['\u{1b}', '\u{202e}', '\r']), "{written:?}");
        }
    }

    #[test]
    fn quotes_what_graphviz_would_read() {
        assert_eq!(
            quoted("a\"b\\N\n&lt;"),
            Id::Escaped(r#""a\"b\\N\n&amp;lt;""#.to_owned())
        );
    }

    #[test]
    fn authority_runs_downwards() {
        let written = drawing(&fixture::drawing("x"));
        assert!(
            written.contains(r#""n0" -> "n1" ["label"="x" "style"="solid" "arrowtail"="normal" "dir"="back""#),
            "{written}"
        );
        assert!(
            written.contains(r#""n0" -> "n1" ["label"="x" "style"="bold" "arrowhead"="diamond" "dir"="forward""#),
            "{written}"
        );
        assert!(written.contains(r#""tier0" -> "tier1" ["style"="invis"]"#), "{written}");
    }

    #[test]
    fn the_key_holds_only_what_is_used() {
        let written = drawing(&fixture::drawing("x"));
        let (_, key) = written.split_once("cluster_key").unwrap();
        for (part, there) in [
            ("accountability", true),
            ("delegation", true),
            ("oversight", false),
            ("several alike", true),
        ] {
            assert_eq!(key.contains(part), there, "{part}");
        }
        assert!(!key.contains("organisation"));
        assert!(!drawing(&Drawing::default()).contains("cluster_key"));
    }

    #[test]
    fn what_is_not_in_force_is_dashed_and_says_so() {
        let written = drawing(&fixture::drawing("x"));
        assert!(
            written.contains(r#""n1"["label"="x\n(proposed)" "shape"="box3d" "style"="dashed"]"#),
            "{written}"
        );
    }
}
