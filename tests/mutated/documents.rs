//! Faults that the rules of the group `documents` must find.

use super::{Edit, Mutation};

pub(super) const MUTATIONS: &[Mutation] = &[
    Mutation {
        rule: "silences",
        edits: &[
            Edit::Instead(
                "organisations.toml",
                "[organisation.elft]\n",
                "[organisation.elft]\nnot-stated = [\"covers\"]\n",
            ),
            Edit::More(
                "mutated.toml",
                "[body.sample]\nname = \"Sample board\"\nform = \"committee\"\nwithin = \"ccg\"\n\
                 [delegation.sample]\nfrom = [\"ccg\"]\nto = \"sample\"\nfunctions = [\"commissioning\"]\nnot-stated = [\"onward\"]\n\
                 [body.specimen]\nname = \"Group of specimens\"\nform = \"committee\"\nwithin = \"ccg\"\n\
                 seats.lead = { role = \"chair\", not-stated = [\"person\"] }\n\
                 [body.said]\nname = \"Harmless meeting\"\nform = \"committee\"\nwithin = \"ccg\"\n\
                 seats.lead = { role = \"chair\", person = \"p-bennett-richards\", voting = true, not-stated = [\"person\", \"voting\"] }\n",
            ),
        ],
        brings: &[
            "silences:organisation.elft",
            "silences:body.sample",
            "silences:body.specimen",
        ],
    },
    Mutation {
        rule: "unsettled-accountability",
        edits: &[Edit::Instead(
            "log.toml",
            "[log.recommendations-and-contracts]\n",
            "[log.recommendations-and-contracts]\nunsettles = [\"jce.answers-to\"]\n",
        )],
        brings: &["unsettled-accountability:body.jce,log.recommendations-and-contracts"],
    },
    Mutation {
        rule: "unsettled-role",
        edits: &[Edit::Instead(
            "log.toml",
            "[log.recommendations-and-contracts]\n",
            "[log.recommendations-and-contracts]\nunsettles = [\"jce.does\"]\n",
        )],
        brings: &["unsettled-role:body.jce,log.recommendations-and-contracts"],
    },
    Mutation {
        rule: "review-due",
        edits: &[
            Edit::Beforehand("framework.toml", "every-months = 3, ", ""),
            Edit::Instead("framework.toml", "review = { ", "review = { every-months = 6, "),
        ],
        brings: &["review-due:framework"],
    },
    Mutation {
        rule: "stale-terms",
        edits: &[
            Edit::Instead(
                "instruments.toml",
                "[instrument.alliance-contract]\n",
                "[instrument.alliance-contract]\nreview-due = 2017-10-31\n",
            ),
            Edit::Instead(
                "bodies/jce.toml",
                "[body.jce]\n",
                "[body.jce]\ninstrument = \"jce-terms\"\n",
            ),
            Edit::More(
                "mutated.toml",
                "[instrument.jce-terms]\nname = \"Terms of the JCE\"\napprovers = [\"ccg\", \"lbth\"]\napproved-on = 2016-10-31\n\
                 [instrument.sample]\nname = \"Terms of the forum\"\nkind = \"terms-of-reference\"\n\
                 [instrument.young]\nname = \"Young terms\"\nkind = \"terms-of-reference\"\napproved-on = 2016-11-01\n\
                 [instrument.said]\nname = \"Terms that are silent\"\nkind = \"terms-of-reference\"\napproved-on = 2010-11-01\nnot-stated = [\"review-due\"]\n\
                 [instrument.draft]\nname = \"Draft terms\"\nkind = \"terms-of-reference\"\nstatus = \"proposed\"\nreview-due = 2016-01-01\n\
                 [instrument.mou]\nname = \"Memorandum\"\nkind = \"mou\"\napproved-on = 2010-11-01\n\
                 [body.sample]\nname = \"Sample board\"\nform = \"committee\"\nwithin = \"lbth\"\ninstrument = \"articles\"\n\
                 [instrument.articles]\nname = \"Constitution\"\nkind = \"constitution\"\napproved-on = 2010-11-01\n\
                 [body.specimen]\nname = \"Group of specimens\"\nform = \"committee\"\nwithin = \"lbth\"\nends = 2016-11-01\ninstrument = \"left\"\n\
                 [instrument.left]\nname = \"Terms of specimens\"\nkind = \"terms-of-reference\"\napproved-on = 2010-11-01\n",
            ),
        ],
        brings: &[
            "stale-terms:instrument.alliance-contract",
            "stale-terms:instrument.jce-terms",
            "stale-terms:instrument.sample",
        ],
    },
    Mutation {
        rule: "self-approval",
        edits: &[
            Edit::Instead(
                "bodies/tht-board.toml",
                "[body.tht-board]\n",
                "[body.tht-board]\ninstrument = \"board-terms\"\n",
            ),
            Edit::More(
                "mutated.toml",
                "[instrument.board-terms]\nname = \"Terms of the board\"\napprovers = [\"tht-board\"]\n\
                 [instrument.half]\nname = \"Memorandum\"\nkind = \"mou\"\nowners = [\"ccg\", \"lbth\"]\napprovers = [\"hwb\"]\n\
                 [instrument.whole]\nname = \"Agreement\"\nkind = \"s75-agreement\"\nowners = [\"ccg\", \"lbth\"]\napprovers = [\"hwb\", \"ccg\"]\n\
                 [instrument.orders]\nname = \"Standing orders\"\napprovers = [\"sample\"]\n\
                 [body.sample]\nname = \"Sample board\"\nform = \"board\"\nwithin = \"barts\"\ninstrument = \"orders\"\n",
            ),
        ],
        brings: &["self-approval:instrument.board-terms", "self-approval:instrument.half"],
    },
    Mutation {
        rule: "stale-question",
        edits: &[
            Edit::Instead(
                "log.toml",
                "[log.sfic-meaning]\n",
                "[log.sfic-meaning]\nraised = 2017-04-30\n",
            ),
            Edit::Instead(
                "log.toml",
                "[log.hwb-outcomes]\n",
                "[log.hwb-outcomes]\nraised = 2017-05-01\n",
            ),
            Edit::Instead(
                "log.toml",
                "[log.performance-management]\n",
                "[log.performance-management]\nraised = 2015-05-01\n",
            ),
            Edit::Instead(
                "log.toml",
                "[log.hwb-devolution]\n",
                "[log.hwb-devolution]\nraised = 2015-05-01\nanswered = 2017-11-01\n",
            ),
        ],
        brings: &["stale-question:log.sfic-meaning"],
    },
    Mutation {
        rule: "unowned-entries",
        edits: &[
            Edit::Beforehand(
                "log.toml",
                "not-stated = [\"owner\", \"due\"]",
                "owner = \"hwb\"\nnot-stated = [\"due\"]",
            ),
            Edit::More(
                "mutated.toml",
                "[log.sample]\nkind = \"question\"\ntext = \"Who chairs it?\"\nabout = [\"hwb\"]\n",
            ),
        ],
        brings: &["unowned-entries:framework"],
    },
    Mutation {
        rule: "unsourced",
        edits: &[Edit::Instead(
            "organisations.toml",
            "source = \"blog: paragraph on the CCG\"\n",
            "",
        )],
        brings: &["unsourced:framework"],
    },
    Mutation {
        rule: "approval-after-deadline",
        edits: &[Edit::More(
            "mutated.toml",
            "[route.plan]\nfunction = \"bcf\"\ndeadline = 2018-02-01\nsource = \"of: framework slide\"\nstep.approve = { body = \"hwb\", verb = \"approve\", on = 2018-02-20 }\n",
        )],
        brings: &["approval-after-deadline:route.plan,route.plan.step.approve"],
    },
    Mutation {
        rule: "approval-after-deadline",
        edits: &[Edit::More(
            "mutated.toml",
            "[route.plan]\nfunction = \"bcf\"\ndeadline = 2018-02-01\nsource = \"of: framework slide\"\nstep.advise = { body = \"jce\", verb = \"recommend\", on = 2018-01-20 }\n",
        )],
        brings: &["approval-after-deadline:route.plan"],
    },
    Mutation {
        rule: "approval-after-deadline",
        edits: &[Edit::More(
            "mutated.toml",
            "[route.plan]\nfunction = \"bcf\"\ndeadline = 2018-02-01\nsource = \"of: framework slide\"\nstep.advise = { body = \"jce\", verb = \"recommend\", on = 2018-02-20 }\nstep.approve = { body = \"hwb\", verb = \"approve\", after = [\"advise\"] }\n",
        )],
        brings: &["approval-after-deadline:route.plan,route.plan.step.advise"],
    },
    Mutation {
        rule: "steps-out-of-order",
        edits: &[Edit::More(
            "mutated.toml",
            "[route.plan]\nfunction = \"bcf\"\nsource = \"of: framework slide\"\nstep.advise = { body = \"jce\", verb = \"recommend\", on = 2018-02-20 }\nstep.between = { body = \"jce\", verb = \"oversee\", after = [\"advise\"] }\nstep.approve = { body = \"hwb\", verb = \"approve\", on = 2018-02-01, after = [\"between\"] }\n",
        )],
        brings: &["steps-out-of-order:route.plan,route.plan.step.approve"],
    },
    Mutation {
        rule: "step-without-body",
        edits: &[Edit::More(
            "mutated.toml",
            "[route.plan]\nfunction = \"bcf\"\nsource = \"of: framework slide\"\nstep.advise = { body = \"vanguard\", verb = \"recommend\", on = 2018-06-20 }\n",
        )],
        brings: &["step-without-body:route.plan,route.plan.step.advise"],
    },
    Mutation {
        rule: "steps-out-of-order",
        edits: &[Edit::More(
            "mutated.toml",
            "[route.plan]\nfunction = \"bcf\"\nsource = \"of: framework slide\"\nstep.advise = { body = \"jce\", verb = \"recommend\", on = 2018-02-20 }\nstep.approve = { body = \"hwb\", verb = \"approve\", on = 2018-02-01, after = [\"advise\"] }\n",
        )],
        brings: &["steps-out-of-order:route.plan,route.plan.step.approve"],
    },
    Mutation {
        rule: "told-to-all",
        edits: &[Edit::More(
            "mutated.toml",
            "[log.chair-s-health]\nkind = \"issue\"\ntext = \"The chair is ill\"\naudience = \"internal\"\nowner = \"hwb\"\n\n[milestone.bennett]\ntext = \"Bennett-Richards decides whether to stay\"\nby = 2018-03-01\nsource = \"blog: author note\"\n",
        )],
        brings: &["told-to-all:milestone.bennett"],
    },
    Mutation {
        rule: "late-report",
        edits: &[Edit::More(
            "mutated.toml",
            "[body.sample]\nname = \"Sample board\"\nform = \"committee\"\nwithin = \"lbth\"\nmeets = { every-months = 2 }\n\
             [body.seldom]\nname = \"Group of specimens\"\nform = \"committee\"\nwithin = \"lbth\"\nmeets = { every-weeks = 5 }\n\
             reports-to.sample = { every-months = 1 }\n\
             [body.often]\nname = \"Meeting of many\"\nform = \"committee\"\nwithin = \"lbth\"\n\
             reports-to.sample = { every-months = 1 }\nreports-to.again = { to = \"sample\", every-months = 1 }\n\
             [body.even]\nname = \"Harmless meeting\"\nform = \"committee\"\nwithin = \"lbth\"\nmeets = { every-weeks = 8 }\n\
             reports-to.sample = { every-months = 2 }\nreports-to.hwb = { every-months = 2 }\n",
        )],
        brings: &[
            "late-report:body.seldom,body.sample",
            "late-report:body.often,body.sample",
            "late-report:body.often,body.sample,reports-to.again",
        ],
    },
];
