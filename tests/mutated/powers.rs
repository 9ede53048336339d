//! Faults that the rules on powers, of the group `law`, must find.

use super::{Edit, Mutation};

pub(super) const MUTATIONS: &[Mutation] = &[
    Mutation {
        rule: "delegation-without-power",
        edits: &[Edit::More(
            "mutated.toml",
            "[function.mutated]\nname = \"Sample services\"\n\
             [delegation.mutated]\nfrom = [\"ccg\"]\nto = \"gp-care-group\"\nfunctions = [\"mutated\"]\n\
             [delegation.cited]\nfrom = [\"elft\"]\nto = \"ccg\"\nfunctions = [\"mutated\"]\n\
             power = \"nhs-act-2006-sch-7-para-15\"\n",
        )],
        brings: &[
            "delegation-without-power:delegation.cited",
            "delegation-without-power:delegation.mutated",
        ],
    },
    Mutation {
        rule: "power-out-of-era",
        edits: &[Edit::More(
            "mutated.toml",
            "[function.mutated]\nname = \"Sample services\"\n\
             [body.group]\nname = \"Sample group\"\nform = \"officer-group\"\nwithin = \"ccg\"\n\
             answers-to.hwb = { basis = \"statute\", power = \"nhs-act-2006-s65z6\" }\n\
             [delegation.mutated]\nfrom = [\"barts\"]\nto = \"elft\"\nfunctions = [\"mutated\"]\n\
             power = \"nhs-act-2006-s65z5\"\n",
        )],
        brings: &[
            "power-out-of-era:body.group,body.hwb",
            "power-out-of-era:delegation.mutated",
        ],
    },
    Mutation {
        rule: "excluded-function",
        edits: &[Edit::More(
            "mutated.toml",
            "[function.mutated]\nname = \"Sample scrutiny\"\nin-law = \"health-scrutiny\"\nexecutive = false\n\
             [delegation.mutated]\nfrom = [\"lbth\"]\nto = \"hwb\"\nfunctions = [\"mutated\"]\n",
        )],
        brings: &["excluded-function:delegation.mutated"],
    },
    Mutation {
        rule: "executive-council-side",
        edits: &[Edit::More(
            "mutated.toml",
            "[function.mutated]\nname = \"Sample services\"\nexecutive = true\n\
             [body.meeting]\nname = \"Sample council meeting\"\nform = \"full-council\"\nwithin = \"lbth\"\n\
             [body.panel]\nname = \"Specimen committee\"\nform = \"committee\"\nwithin = \"lbth\"\n\
             [delegation.mutated]\nfrom = [\"meeting\"]\nto = \"panel\"\nfunctions = [\"mutated\"]\n",
        )],
        brings: &["executive-council-side:delegation.mutated"],
    },
    Mutation {
        rule: "joint-committee-unavailable",
        edits: &[Edit::More(
            "mutated.toml",
            "[body.mutated]\nname = \"Sample committee of providers\"\nform = \"joint-committee\"\n\
             between = [\"barts\", \"elft\"]\n",
        )],
        brings: &["joint-committee-unavailable:body.mutated"],
    },
    Mutation {
        rule: "scrutiny-separation",
        edits: &[Edit::More(
            "mutated.toml",
            "[function.mutated]\nname = \"Sample services\"\n\
             [body.mutated]\nname = \"Sample commission\"\nform = \"scrutiny-committee\"\nwithin = \"lbth\"\n\
             [delegation.mutated]\nfrom = [\"lbth\"]\nto = \"mutated\"\nfunctions = [\"mutated\"]\n",
        )],
        brings: &["scrutiny-separation:body.mutated"],
    },
    Mutation {
        rule: "liability-mismatch",
        edits: &[Edit::More(
            "mutated.toml",
            "[organisation.nhs-england]\nname = \"NHS England\"\nform = \"nhs-england\"\n\
             [function.mutated]\nname = \"Sample services\"\n\
             [delegation.mutated]\nfrom = [\"nhs-england\"]\nto = \"ccg\"\nfunctions = [\"mutated\"]\n\
             power = \"nhs-act-2006-s13z\"\nliable = [\"ccg\"]\n",
        )],
        brings: &["liability-mismatch:delegation.mutated"],
    },
    Mutation {
        rule: "uncited-power",
        edits: &[Edit::More(
            "mutated.toml",
            "[function.mutated]\nname = \"Sample services\"\n\
             [body.panel]\nname = \"Sample committee\"\nform = \"committee\"\nwithin = \"ccg\"\n\
             [delegation.mutated]\nfrom = [\"ccg\"]\nto = \"panel\"\nfunctions = [\"mutated\"]\n",
        )],
        brings: &["uncited-power:framework"],
    },
    Mutation {
        rule: "law-cannot-tell",
        edits: &[Edit::More(
            "mutated.toml",
            "[function.mutated]\nname = \"Sample services\"\n\
             [organisation.other]\nname = \"Sample organisation\"\n\
             [delegation.mutated]\nfrom = [\"ccg\"]\nto = \"other\"\nfunctions = [\"mutated\"]\n",
        )],
        brings: &["law-cannot-tell:framework"],
    },
];
