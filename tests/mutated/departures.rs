//! Faults that the rules of the group `departures` must find.

use super::{Edit, Mutation};

pub(super) const MUTATIONS: &[Mutation] = &[
    Mutation {
        rule: "expired-departure",
        edits: &[Edit::More(
            "departures.toml",
            "[departure.forum]\nrule = \"misnamed-form\"\nsubject = \"body.tht-board\"\nreason = \"the slide's own word\"\n\
             accepted-by = \"jce\"\nuntil = 2017-10-31\n",
        )],
        brings: &["expired-departure:departure.forum"],
    },
    Mutation {
        rule: "unused-departure",
        edits: &[Edit::More(
            "departures.toml",
            "[departure.forum]\nrule = \"misnamed-form\"\nsubject = \"body.jce\"\nreason = \"the slide's own word\"\n\
             accepted-by = \"jce\"\nuntil = 2018-03-31\n",
        )],
        brings: &["unused-departure:departure.forum"],
    },
    Mutation {
        rule: "wide-departure",
        edits: &[Edit::More(
            "departures.toml",
            "[departure.forum]\nrule = \"misnamed-form\"\nsubject = \"body.tht-board\"\nreason = \"the slide's own word\"\n\
             accepted-by = \"jce\"\n",
        )],
        brings: &["wide-departure:departure.forum,until"],
    },
    Mutation {
        rule: "unexplained-departure",
        edits: &[Edit::More(
            "departures.toml",
            "[departure.forum]\nrule = \"misnamed-form\"\nsubject = \"body.tht-board\"\nuntil = 2018-03-31\n",
        )],
        brings: &["unexplained-departure:departure.forum"],
    },
    Mutation {
        rule: "unknown-rule",
        edits: &[Edit::More(
            "departures.toml",
            "[departure.forum]\nrule = \"misnamed\"\nsubject = \"body.tht-board\"\nreason = \"the slide's own word\"\n\
             accepted-by = \"jce\"\nuntil = 2018-03-31\n",
        )],
        brings: &["unknown-rule:departure.forum"],
    },
];
