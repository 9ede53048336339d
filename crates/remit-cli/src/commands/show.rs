//! `remit show BODY`: one body, organisation or post whole.

use remit_model::model::{AsAt, NodeAt};
use remit_render::human;

use crate::args::Common;
use crate::exit::{Exit, Trouble};
use crate::output;
use crate::workspace::Workspace;

pub(crate) fn run(key: &str, common: &Common) -> Result<Exit, Trouble> {
    let workspace = Workspace::open(None, common)?;
    let at = workspace.at();
    let page = remit_report::body(&at, &find(&at, key)?);
    let to = common.output.as_deref();
    output::result(&human::page(&page, output::width(to)), to)?;
    Ok(Exit::Clean)
}

/// The body, organisation or post of this id.
pub(crate) fn find<'m, 'v>(at: &'v AsAt<'m>, key: &str) -> Result<NodeAt<'m, 'v>, Trouble> {
    at.node_by_key(key).ok_or_else(|| {
        let named = at.all_nodes().find(|node| node.name().eq_ignore_ascii_case(key));
        if let Some(named) = named {
            return Trouble(format!("name it by its id, which is `{}`", named.key()));
        }
        let near = at
            .model()
            .suggest_node(key)
            .map(|near| format!("; did you mean `{near}`?"));
        Trouble(format!(
            "there is no body, organisation or post `{key}`{}",
            near.unwrap_or_default()
        ))
    })
}
