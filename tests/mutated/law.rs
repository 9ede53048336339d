//! Faults that the rules of the group `law` must find.

use super::{Edit, Mutation};

pub(super) const MUTATIONS: &[Mutation] = &[
    Mutation {
        rule: "onward-by-law",
        // A foundation trust gives to a committee or to an executive director; neither may pass it on.
        edits: &[Edit::More(
            "mutated.toml",
            "[function.mutated]\nname = \"Sample policy\"\nof = [\"elft\"]\n\
             [function.other]\nname = \"Specimen of a procedure\"\nof = [\"elft\"]\n\
             [body.one]\nname = \"Sample committee\"\nform = \"committee\"\nwithin = \"elft\"\n\
             [post.two]\nname = \"Specimen director\"\nwithin = \"elft\"\nin-law = [\"executive-director\"]\n\
             [delegation.first]\nfrom = [\"elft\"]\nto = \"one\"\nfunctions = [\"mutated\"]\n\
             power = \"nhs-act-2006-sch-7-para-15\"\n\
             [delegation.harmless]\nfrom = [\"elft\"]\nto = \"two\"\nfunctions = [\"other\"]\n\
             power = \"nhs-act-2006-sch-7-para-15\"\n\
             [delegation.mutated]\nfrom = [\"one\"]\nto = \"two\"\nfunctions = [\"mutated\"]\n\
             power = \"nhs-act-2006-sch-7-para-15\"\n",
        )],
        brings: &["onward-by-law:delegation.mutated,delegation.first"],
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
