//! Faults that the rules of the group `delegation` must find.

use super::{Edit, Mutation};

pub(super) const MUTATIONS: &[Mutation] = &[
    Mutation {
        rule: "form-not-stated",
        edits: &[Edit::More(
            "mutated.toml",
            "[body.group]\nname = \"Sample group\"\nwithin = \"lbth\"\ndoes.award = { verb = \"decide\", text = \"grants\" }\n",
        )],
        brings: &["form-not-stated:body.group"],
    },
    Mutation {
        rule: "advisory-holds-decision",
        edits: &[Edit::Instead(
            "bodies/tht-board.toml",
            "verb = \"lead\"",
            "verb = \"approve\"",
        )],
        brings: &["advisory-holds-decision:body.tht-board"],
    },
    Mutation {
        rule: "advisory-holds-decision",
        edits: &[Edit::More(
            "mutated.toml",
            "[delegation.mutated]\nfrom = [\"ccg\"]\nto = \"stakeholder-council\"\nfunctions = [\"bcf\"]\n\
             [delegation.harmless]\nfrom = [\"ccg\"]\nto = \"vanguard\"\nfunctions = [\"bcf\"]\nverbs = [\"recommend\"]\n",
        )],
        brings: &["advisory-holds-decision:body.stakeholder-council"],
    },
    Mutation {
        rule: "unanswered-delegation",
        // The council is answered to, through the Health and Wellbeing Board; the CCG is not, and the JCE's silence is taken out.
        edits: &[
            Edit::Instead(
                "bodies/jce.toml",
                "not-stated = [\"form\", \"answers-to\", \"seats\", \"instrument\", \"quorum\", \"meets\"]\nnote = \"A reading",
                "not-stated = [\"form\", \"seats\", \"instrument\", \"quorum\", \"meets\"]\nanswers-to.hwb = { for = [\"bcf\"] }\nnote = \"A reading",
            ),
            Edit::More(
                "mutated.toml",
                "[delegation.mutated]\nfrom = [\"ccg\", \"lbth\"]\nto = \"jce\"\nfunctions = [\"bcf\"]\n",
            ),
        ],
        brings: &["unanswered-delegation:delegation.mutated,organisation.ccg"],
    },
    Mutation {
        rule: "onward-delegation",
        edits: &[Edit::More(
            "mutated.toml",
            "[delegation.mutated-one]\nfrom = [\"ccg\"]\nto = \"elft\"\nfunctions = [\"community-services\"]\nonward = \"prohibited\"\n\
             [delegation.mutated-two]\nfrom = [\"elft\"]\nto = \"barts\"\nfunctions = [\"community-services\"]\n",
        )],
        brings: &["onward-delegation:delegation.mutated-two,delegation.mutated-one"],
    },
    Mutation {
        rule: "outlives-delegation",
        // The first step was renewed in time, for one of the two that rest on it.
        edits: &[Edit::More(
            "mutated.toml",
            "[function.mutated]\nname = \"Sample equipment\"\nof = [\"ccg\"]\n\
             [function.other]\nname = \"Specimen of a service\"\nof = [\"ccg\"]\n\
             [delegation.first]\nfrom = [\"ccg\"]\nto = \"elft\"\nfunctions = [\"mutated\", \"other\"]\nends = 2018-03-31\n\
             [delegation.again]\nfrom = [\"ccg\"]\nto = \"elft\"\nfunctions = [\"other\"]\nstarts = 2018-04-01\nends = 2019-03-31\n\
             [delegation.harmless]\nfrom = [\"elft\"]\nto = \"barts\"\nfunctions = [\"other\"]\nends = 2019-03-31\n\
             [delegation.mutated]\nfrom = [\"elft\"]\nto = \"barts\"\nfunctions = [\"mutated\"]\nends = 2019-03-31\n",
        )],
        brings: &["outlives-delegation:delegation.mutated,delegation.first,organisation.elft"],
    },
    Mutation {
        rule: "reserved-matter-delegated",
        edits: &[
            Edit::Instead(
                "bodies/hwb.toml",
                "function = \"bcf\", quote",
                "function = \"bcf\", reserved = true, quote",
            ),
            Edit::More(
                "mutated.toml",
                "[post.mutated]\nname = \"Sample director\"\nwithin = \"lbth\"\n\
                 [delegation.mutated]\nfrom = [\"lbth\"]\nto = \"mutated\"\nfunctions = [\"bcf\"]\n\
                 [delegation.harmless]\nfrom = [\"lbth\"]\nto = \"mutated\"\nfunctions = [\"bcf\"]\nverbs = [\"prepare\"]\n",
            ),
        ],
        brings: &["reserved-matter-delegated:delegation.mutated,body.hwb"],
    },
    Mutation {
        rule: "unowned-decision",
        edits: &[Edit::Instead(
            "bodies/hwb.toml",
            "does.approve-bcf = { verb = \"approve\"",
            "does.approve-bcf = { verb = \"endorse\"",
        )],
        brings: &["unowned-decision:function.bcf,approve"],
    },
    Mutation {
        rule: "doubled-decision",
        edits: &[Edit::More(
            "mutated.toml",
            "[body.group]\nname = \"Sample cabinet\"\nform = \"executive\"\nwithin = \"lbth\"\n\
             does.bcf = { verb = \"approve\", function = \"bcf\" }\n\
             [body.other]\nname = \"Specimen of another organisation\"\nform = \"governing-body\"\nwithin = \"ccg\"\n\
             does.bcf = { verb = \"approve\", function = \"bcf\" }\n",
        )],
        brings: &["doubled-decision:function.bcf,approve,body.group,body.hwb"],
    },
    Mutation {
        rule: "excess-limit",
        edits: &[Edit::More(
            "mutated.toml",
            "[body.group]\nname = \"Sample cabinet\"\nform = \"executive\"\nwithin = \"lbth\"\n\
             does.award = { verb = \"decide\", function = \"commissioning\", limit = { amount = 100, per = \"decision\" } }\n\
             [post.mutated]\nname = \"Sample director\"\nwithin = \"lbth\"\n\
             [delegation.mutated]\nfrom = [\"group\"]\nto = \"mutated\"\nfunctions = [\"commissioning\"]\n\
             limit = { amount = 101, per = \"decision\" }\n",
        )],
        brings: &["excess-limit:delegation.mutated,body.group"],
    },
    Mutation {
        rule: "excess-limit",
        // The second step repeats no limit, and has that of the first.
        edits: &[Edit::More(
            "mutated.toml",
            "[body.group]\nname = \"Sample cabinet\"\nform = \"executive\"\nwithin = \"lbth\"\n\
             [post.director]\nname = \"Sample director\"\nwithin = \"lbth\"\n\
             [post.manager]\nname = \"Specimen manager\"\nwithin = \"lbth\"\n\
             [post.other]\nname = \"Frugal manager\"\nwithin = \"lbth\"\n\
             [delegation.first]\nfrom = [\"lbth\"]\nto = \"group\"\nfunctions = [\"commissioning\"]\n\
             limit = { amount = 100, per = \"decision\" }\n\
             [delegation.second]\nfrom = [\"group\"]\nto = \"director\"\nfunctions = [\"commissioning\"]\n\
             [delegation.mutated]\nfrom = [\"director\"]\nto = \"manager\"\nfunctions = [\"commissioning\"]\n\
             limit = { amount = 101, per = \"decision\" }\n\
             [delegation.harmless]\nfrom = [\"director\"]\nto = \"other\"\nfunctions = [\"commissioning\"]\n\
             limit = { amount = 100, per = \"decision\" }\n",
        )],
        brings: &["excess-limit:delegation.mutated,post.director"],
    },
    Mutation {
        rule: "limit-gap",
        edits: &[Edit::More(
            "mutated.toml",
            "[body.group]\nname = \"Sample cabinet\"\nform = \"executive\"\nwithin = \"lbth\"\n\
             does.award = { verb = \"decide\", function = \"commissioning\", limit = { above = 201 } }\n\
             [post.mutated]\nname = \"Sample director\"\nwithin = \"lbth\"\n\
             [delegation.mutated]\nfrom = [\"lbth\"]\nto = \"mutated\"\nfunctions = [\"commissioning\"]\nlimit = { amount = 199 }\n",
        )],
        brings: &["limit-gap:function.commissioning,decide,delegation.mutated,body.group"],
    },
    Mutation {
        rule: "unrecorded-delegation",
        edits: &[Edit::More(
            "mutated.toml",
            "[instrument.mutated]\nname = \"Sample terms\"\nkind = \"terms-of-reference\"\n\
             [body.group]\nname = \"Sample panel\"\nform = \"committee\"\nwithin = \"lbth\"\ninstrument = \"mutated\"\n\
             [delegation.mutated]\nfrom = [\"lbth\"]\nto = \"group\"\nfunctions = [\"commissioning\"]\nrecorded-in = [\"mutated\"]\n\
             [delegation.harmless]\nfrom = [\"group\"]\nto = \"other\"\nfunctions = [\"commissioning\"]\nrecorded-in = [\"mutated\"]\n\
             [body.other]\nname = \"Specimen panel\"\nform = \"committee\"\nwithin = \"lbth\"\n",
        )],
        brings: &["unrecorded-delegation:delegation.mutated"],
    },
    Mutation {
        rule: "expired-delegation",
        edits: &[Edit::More(
            "mutated.toml",
            "[instrument.mutated]\nname = \"Sample scheme\"\nkind = \"scheme-of-delegation\"\nends = 2017-10-31\n\
             [delegation.mutated]\nfrom = [\"lbth\"]\nto = \"hwb\"\nfunctions = [\"commissioning\"]\ninstrument = \"mutated\"\n\
             review-due = 2017-10-31\n\
             [delegation.over]\nfrom = [\"lbth\"]\nto = \"hwb\"\nfunctions = [\"outcomes-framework\"]\nends = 2017-10-31\n",
        )],
        brings: &[
            "expired-delegation:delegation.mutated,instrument.mutated",
            "expired-delegation:delegation.mutated,review-due",
            "expired-delegation:delegation.over,body.hwb",
        ],
    },
    Mutation {
        rule: "ended-party",
        edits: &[
            Edit::Instead(
                "organisations.toml",
                "form = \"ccg\"",
                "form = \"ccg\"\nends = 2017-10-31",
            ),
            Edit::More(
                "mutated.toml",
                "[budget.mutated]\nname = \"Sample fund\"\nkind = \"pooled\"\nhost = \"lbth\"\ncontributors = [\"lbth\", \"ccg\"]\n",
            ),
        ],
        brings: &[
            "ended-party:body.sfic,organisation.ccg",
            "ended-party:budget.mutated,organisation.ccg",
        ],
    },
    Mutation {
        rule: "ended-party",
        edits: &[Edit::More(
            "mutated.toml",
            "[organisation.gone]\nname = \"Sample trust that was dissolved\"\nform = \"nhs-trust\"\nends = 2017-10-31\n\
             [body.group]\nname = \"Specimen board\"\nform = \"board\"\nwithin = \"gone\"\n\
             [organisation.coming]\nname = \"Specimen authority to come\"\nform = \"nhs-trust\"\nstarts = 2018-04-01\n\
             [body.early]\nname = \"Early panel\"\nform = \"board\"\nwithin = \"coming\"\nstarts = 2017-04-01\n\
             [body.in-time]\nname = \"Punctual committee\"\nform = \"board\"\nwithin = \"coming\"\n\
             [organisation.come]\nname = \"Newly made authority\"\nform = \"nhs-trust\"\nstarts = 2017-04-01\n\
             [delegation.before]\nfrom = [\"lbth\"]\nto = \"come\"\nfunctions = [\"commissioning\"]\nstarts = 2016-04-01\n\
             [delegation.harmless]\nfrom = [\"lbth\"]\nto = \"come\"\nfunctions = [\"commissioning\"]\nstarts = 2017-04-01\n",
        )],
        brings: &[
            "ended-party:body.early,organisation.coming",
            "ended-party:body.group,organisation.gone",
            "ended-party:delegation.before,organisation.come,starts",
        ],
    },
    Mutation {
        rule: "ended-party",
        // The group may give until its form ends in law, and no longer.
        edits: &[Edit::More(
            "mutated.toml",
            "[delegation.mutated]\nfrom = [\"ccg\"]\nto = \"lbth\"\nfunctions = [\"commissioning\"]\nends = 2026-03-31\n\
             [delegation.more]\nfrom = [\"ccg\"]\nto = \"lbth\"\nfunctions = [\"outcomes-framework\"]\nends = 2024-03-31\n\
             [delegation.harmless]\nfrom = [\"lbth\"]\nto = \"ccg\"\nfunctions = [\"commissioning\"]\nends = 2022-06-30\n",
        )],
        brings: &["ended-party:organisation.ccg,form.ccg"],
    },
    Mutation {
        rule: "unanswered-delegation",
        // One trust answers through a post; the other has nobody who does.
        edits: &[Edit::More(
            "mutated.toml",
            "[organisation.one]\nname = \"Sample trust\"\nform = \"nhs-trust\"\n\
             [organisation.two]\nname = \"Specimen of a hospital\"\nform = \"nhs-trust\"\n\
             [post.mutated]\nname = \"Director who answers\"\nwithin = \"one\"\nanswers-to.ccg = { for = [\"bcf\"], basis = \"contract\" }\n\
             [delegation.mutated-one]\nfrom = [\"ccg\"]\nto = \"one\"\nfunctions = [\"bcf\"]\n\
             [delegation.mutated-two]\nfrom = [\"ccg\"]\nto = \"two\"\nfunctions = [\"bcf\"]\n",
        )],
        brings: &["unanswered-delegation:delegation.mutated-two,organisation.ccg"],
    },
    Mutation {
        rule: "reserved-matter-delegated",
        edits: &[
            Edit::Instead(
                "bodies/hwb.toml",
                "function = \"bcf\", quote",
                "function = \"bcf\", reserved = true, quote",
            ),
            Edit::More(
                "mutated.toml",
                "[body.group]\nname = \"Sample cabinet\"\nform = \"executive\"\nwithin = \"lbth\"\n\
                 does.bcf = { verb = \"approve\", function = \"bcf\" }\n\
                 [body.other]\nname = \"Specimen of another organisation\"\nform = \"governing-body\"\nwithin = \"ccg\"\n\
                 does.bcf = { verb = \"approve\", function = \"bcf\" }\n\
                 [post.mutated]\nname = \"Director who is given it\"\nwithin = \"lbth\"\n\
                 [delegation.passed-on]\nfrom = [\"group\"]\nto = \"mutated\"\nfunctions = [\"bcf\"]\n\
                 [delegation.mutated]\nfrom = [\"panel\"]\nto = \"mutated\"\nfunctions = [\"bcf\"]\n\
                 [body.panel]\nname = \"Panel that gives it away\"\nform = \"committee\"\nwithin = \"lbth\"\n",
            ),
        ],
        brings: &[
            "reserved-matter-delegated:body.group,body.hwb,function.bcf",
            "reserved-matter-delegated:delegation.mutated,body.hwb",
        ],
    },
    Mutation {
        rule: "doubled-decision",
        // Two that serve different areas are parted; a third that serves one of them doubles it.
        edits: &[Edit::More(
            "mutated.toml",
            "[function.mutated]\nname = \"Sample applications\"\n\
             [body.north]\nname = \"Northern panel\"\nform = \"committee\"\nwithin = \"lbth\"\ncovers = \"North\"\n\
             does.it = { verb = \"determine\", function = \"mutated\" }\n\
             [body.south]\nname = \"Southern committee\"\nform = \"committee\"\nwithin = \"lbth\"\ncovers = \"South\"\n\
             does.it = { verb = \"determine\", function = \"mutated\" }\n\
             [body.again]\nname = \"Second thoughts\"\nform = \"committee\"\nwithin = \"lbth\"\ncovers = \"south\"\n\
             does.it = { verb = \"determine\", function = \"mutated\" }\n",
        )],
        brings: &["doubled-decision:function.mutated,determine,body.again,body.south"],
    },
];
