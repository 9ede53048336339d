//! Faults that the rules of the group `law` must find.

use super::{Edit, Mutation};

pub(super) const MUTATIONS: &[Mutation] = &[
    Mutation {
        rule: "onward-by-law",
        // A committee may go on to a sub-committee, and a sub-committee to no other; what the CCG keeps inside is not passed on.
        edits: &[Edit::More(
            "mutated.toml",
            "[function.mutated]\nname = \"Sample licences\"\nof = [\"lbth\"]\nexecutive = false\n\
             [body.one]\nname = \"Sample committee\"\nform = \"committee\"\nwithin = \"lbth\"\n\
             [body.two]\nname = \"Specimen panel\"\nform = \"sub-committee\"\nwithin = \"lbth\"\n\
             [body.three]\nname = \"Last of the panels\"\nform = \"sub-committee\"\nwithin = \"lbth\"\n\
             [delegation.first]\nfrom = [\"lbth\"]\nto = \"one\"\nfunctions = [\"mutated\"]\npower = \"lga-1972-s101\"\n\
             [delegation.second]\nfrom = [\"one\"]\nto = \"two\"\nfunctions = [\"mutated\"]\npower = \"lga-1972-s101\"\n\
             [delegation.mutated]\nfrom = [\"two\"]\nto = \"three\"\nfunctions = [\"mutated\"]\npower = \"lga-1972-s101\"\n",
        )],
        brings: &["onward-by-law:delegation.mutated,delegation.second"],
    },
    Mutation {
        rule: "outlives-power",
        edits: &[Edit::More(
            "mutated.toml",
            "[organisation.sample]\nname = \"Sample commissioning board\"\nform = \"nhs-england\"\n\
             [function.mutated]\nname = \"Sample services\"\nof = [\"sample\"]\n\
             [delegation.mutated]\nfrom = [\"sample\"]\nto = \"ccg\"\nfunctions = [\"mutated\"]\n\
             power = \"nhs-act-2006-s13z\"\nstarts = 2017-04-01\nends = 2023-03-31\n\
             [delegation.harmless]\nfrom = [\"sample\"]\nto = \"ccg\"\nfunctions = [\"mutated\"]\n\
             power = \"nhs-act-2006-s13z\"\nstarts = 2017-04-01\nends = 2022-06-30\n",
        )],
        brings: &["outlives-power:delegation.mutated,power.nhs-act-2006-s13z"],
    },
];
