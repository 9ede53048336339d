//! Faults that the rules of the group `structure` must find.

use super::{Edit, Mutation};

pub(super) const MUTATIONS: &[Mutation] = &[
    Mutation {
        rule: "accountability-cycle",
        edits: &[Edit::More(
            "mutated.toml",
            "[body.one]\nname = \"Sample one\"\nform = \"committee\"\nwithin = \"lbth\"\nanswers-to.two = {}\n\
             [body.two]\nname = \"Specimen two\"\nform = \"committee\"\nwithin = \"lbth\"\nanswers-to.one = {}\n",
        )],
        brings: &["accountability-cycle:body.one,body.two"],
    },
    Mutation {
        rule: "orphan-body",
        edits: &[Edit::More(
            "mutated.toml",
            "[body.loose]\nname = \"Sample group\"\nform = \"officer-group\"\n\
             [body.open]\nname = \"Specimen whose line is open\"\nform = \"officer-group\"\n\
             [log.mutated]\nkind = \"question\"\ntext = \"To whom?\"\nunsettles = [\"open.answers-to\"]\n",
        )],
        brings: &["orphan-body:body.loose"],
    },
    Mutation {
        rule: "unanchored-accountability",
        edits: &[Edit::More(
            "mutated.toml",
            "[body.top]\nname = \"Sample top\"\nform = \"officer-group\"\n\
             [body.low]\nname = \"Specimen low\"\nform = \"committee\"\n\
             answers-to.top = {}\ndoes.award = { verb = \"decide\", text = \"awards grants\" }\n",
        )],
        brings: &["unanchored-accountability:body.top"],
    },
    Mutation {
        rule: "misnamed-form",
        edits: &[Edit::More(
            "mutated.toml",
            "[body.group]\nname = \"Sample Committee\"\nform = \"officer-group\"\nwithin = \"lbth\"\n",
        )],
        brings: &["misnamed-form:body.group"],
    },
    Mutation {
        rule: "mixed-path",
        edits: &[Edit::More(
            "mutated.toml",
            "[body.middle]\nname = \"Sample middle\"\nform = \"committee\"\nwithin = \"lbth\"\nanswers-to.hwb = {}\n\
             [body.bottom]\nname = \"Specimen bottom\"\nform = \"officer-group\"\nreports-to.middle = {}\n\
             [requirement.path.mutated]\ntop-down = [\"hwb\", \"middle\", \"bottom\"]\nby = [\"answers-to\", \"reports-to\"]\n",
        )],
        brings: &["mixed-path:requirement.path.mutated"],
    },
    Mutation {
        rule: "unagreed-accountability",
        edits: &[Edit::More(
            "mutated.toml",
            "[body.group]\nname = \"Sample group\"\nform = \"officer-group\"\nwithin = \"ccg\"\nanswers-to.hwb = { for = [\"*\"] }\n",
        )],
        brings: &["unagreed-accountability:body.group,body.hwb"],
    },
    Mutation {
        rule: "unsplit-accountability",
        edits: &[Edit::More(
            "mutated.toml",
            "[body.group]\nname = \"Sample group\"\nform = \"officer-group\"\nwithin = \"lbth\"\n\
             answers-to.hwb = { for = [\"*\"] }\nanswers-to.tht-board = { for = [\"bcf\"] }\n",
        )],
        brings: &["unsplit-accountability:body.group,body.hwb,body.tht-board"],
    },
    Mutation {
        rule: "near-same-names",
        edits: &[Edit::More(
            "mutated.toml",
            "[body.alliance-again]\nname = \"Provider alliances\"\nform = \"contractual-alliance\"\n",
        )],
        brings: &["near-same-names:body.alliance-again,body.provider-alliance"],
    },
    Mutation {
        rule: "near-same-names",
        edits: &[Edit::More(
            "mutated.toml",
            "[body.jce-again]\nname = \"Joint Comissioning Executive\"\nform = \"partnership-forum\"\n",
        )],
        brings: &["near-same-names:body.jce,body.jce-again"],
    },
    Mutation {
        rule: "conflicting-proposals",
        edits: &[
            Edit::More(
                "proposals/mutated.toml",
                "[proposal]\nid = \"mutated\"\n[end.body.jce]\nsuccessor = \"tht-board\"\n\
                 [end.body.tht-board]\nadvises.jce = {}\n[change.body.hwb]\ntier = \"system\"\n",
            ),
            Edit::More(
                "proposals/again.toml",
                "[proposal]\nid = \"again\"\n[change.body.jce]\nname = \"Executive\"\n\
                 [change.body.tht-board]\nadvises.jce = { taken-into-account = false }\n\
                 [change.body.hwb]\ntier = \"borough\"\n",
            ),
            Edit::More(
                "scenarios.toml",
                "[scenario.together]\nproposals = [\"mutated\", \"again\"]\n\
                 [scenario.apart]\nproposals = [\"mutated\", \"hwb-oversees\"]\n",
            ),
        ],
        brings: &[
            "conflicting-proposals:body.hwb,tier,proposal.again,proposal.mutated,scenario.together",
            "conflicting-proposals:body.jce,end,proposal.again,proposal.mutated,scenario.together",
            "conflicting-proposals:body.tht-board,end.advises.jce,proposal.again,proposal.mutated,scenario.together",
        ],
    },
];
