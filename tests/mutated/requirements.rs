//! Faults that the rules of the group `requirements` must find.

use super::Edit::{Instead, More};
use super::Mutation;

pub(super) const MUTATIONS: &[Mutation] = &[
    // Nothing leads up from the advisers by accountability.
    Mutation {
        rule: "broken-path",
        edits: &[More(
            "mutated.toml",
            "[requirement.path.mutated]\ntop-down = [\"lbth\", \"stakeholder-council\"]\nby = [\"reports-to\"]\n",
        )],
        brings: &["broken-path:requirement.path.mutated"],
    },
    // From the JCE it leads up over the HWB, which now meets every two months: that is nine weeks at worst.
    Mutation {
        rule: "broken-path",
        edits: &[
            Instead(
                "bodies/hwb.toml",
                "not-stated = [\"seats\", \"quorum\", \"meets\", \"instrument\"]",
                "meets = { every-months = 2 }\nnot-stated = [\"seats\", \"quorum\", \"instrument\"]",
            ),
            More(
                "mutated.toml",
                "[requirement.path.slow]\ntop-down = [\"lbth\", \"jce\"]\nby = [\"supports\", \"answers-to\"]\nwithin-weeks = 8\n",
            ),
        ],
        brings: &["broken-path:requirement.path.slow"],
    },
    // The chair of THIPP is named, and all seats on the other body are entered.
    Mutation {
        rule: "broken-link",
        edits: &[
            Instead("framework.toml", "complete = []", "complete = [\"seats:sample\"]"),
            More(
                "mutated.toml",
                "[body.sample]\nname = \"Sample board\"\nform = \"partnership-forum\"\nseats.chair = { role = \"chair\", vacant = true }\n\
                 [requirement.link.mutated]\nchair-of = \"thipp\"\nsits-on = \"sample\"\n\
                 [body.specimen]\nname = \"Group of specimens\"\nform = \"partnership-forum\"\nseats.thipp = { role = \"member\", ex-officio = \"chair of thipp\" }\n\
                 [requirement.link.kept]\nchair-of = \"thipp\"\nsits-on = \"specimen\"\n",
            ),
        ],
        brings: &["broken-link:requirement.link.mutated"],
    },
    // From the JCE it leads up over the HWB. Between the programme boards and the JCE nothing is entered or said.
    Mutation {
        rule: "broken-only",
        edits: &[More(
            "mutated.toml",
            "[requirement.only.mutated]\ntop-down = [\"lbth\", \"jce\"]\nthrough = \"tht-board\"\nby = [\"supports\", \"answers-to\"]\n\
             [requirement.only.kept]\ntop-down = [\"lbth\", \"jce\"]\nthrough = \"hwb\"\nby = [\"supports\"]\n",
        )],
        brings: &["broken-only:requirement.only.mutated"],
    },
    // One person chairs THIPP and the vanguard; the CCG now provides as well.
    Mutation {
        rule: "broken-separate",
        edits: &[More(
            "mutated.toml",
            "[instrument.sample]\nname = \"Sample agreement\"\nparty.ccg = { role = \"provider\" }\n\
             [requirement.separate.chairs]\nsets = [\"thipp\", \"vanguard\"]\nwho = [\"person\"]\n\
             [requirement.separate.capacities]\ncapacities = [\"commissioner\", \"provider\"]\n",
        )],
        brings: &[
            "broken-separate:requirement.separate.capacities",
            "broken-separate:requirement.separate.chairs",
        ],
    },
    // The JCE supports the HWB, which answers to the Council.
    Mutation {
        rule: "broken-forbidden",
        edits: &[More(
            "mutated.toml",
            "[requirement.forbidden.mutated]\nfrom = \"jce\"\nto = \"lbth\"\nby = [\"supports\", \"answers-to\"]\n\
             [requirement.forbidden.kept]\nfrom = \"lbth\"\nto = \"jce\"\nby = [\"supports\"]\n",
        )],
        brings: &["broken-forbidden:requirement.forbidden.mutated"],
    },
    // The JCE approves the JSNA too, and nobody decides on community services.
    Mutation {
        rule: "broken-exactly-one",
        edits: &[
            Instead(
                "bodies/jce.toml",
                "does.manage-contracts",
                "does.also = { verb = \"approve\", function = \"jsna\" }\ndoes.manage-contracts",
            ),
            More(
                "mutated.toml",
                "[requirement.exactly-one.duties]\nfunctions = [\"kind:duty\"]\n\
                 [requirement.exactly-one.nobody]\nfunctions = [\"community-services\"]\n\
                 [requirement.exactly-one.kept]\nfunctions = [\"jhws\", \"bcf\"]\n",
            ),
        ],
        brings: &[
            "broken-exactly-one:requirement.exactly-one.duties,function.jsna",
            "broken-exactly-one:requirement.exactly-one.nobody,function.community-services",
        ],
    },
    Mutation {
        rule: "broken-cap",
        edits: &[
            Instead("framework.toml", "complete = []", "complete = [\"seats:sample\"]"),
            More(
                "mutated.toml",
                "[body.sample]\nname = \"Sample board\"\nform = \"partnership-forum\"\n\
                 seats.trust = { role = \"member\", nominee-of = \"barts\", count = 3 }\n\
                 seats.other = { role = \"member\", nominee-of = \"elft\" }\n\
                 [requirement.cap.number]\non = \"sample\"\norganisation = \"barts\"\nmost = 2\n\
                 [requirement.cap.share]\non = \"sample\"\npercent = 74\n\
                 [requirement.cap.kept]\non = \"sample\"\npercent = 75\n",
            ),
        ],
        brings: &["broken-cap:requirement.cap.number", "broken-cap:requirement.cap.share"],
    },
];
