//! Faults that the rules on statutory bodies, seats and papers must find.

use super::{Edit, Mutation};

pub(super) const MUTATIONS: &[Mutation] = &[
    Mutation {
        rule: "missing-statutory-body",
        edits: &[
            Edit::Instead(
                "framework.toml",
                "complete = []",
                "complete = [\"bodies:county\", \"bodies:foundation\"]",
            ),
            Edit::More(
                "mutated.toml",
                "[organisation.county]\nname = \"Sample county\"\nform = \"county-council\"\n\
                 [organisation.foundation]\nname = \"Specimen trust\"\nform = \"nhs-foundation-trust\"\n\
                 [organisation.borough]\nname = \"Harmless borough\"\nform = \"london-borough\"\n\
                 [body.scrutiny]\nname = \"Sample scrutiny\"\nform = \"scrutiny-committee\"\nwithin = \"county\"\n\
                 [body.audit]\nname = \"Audit of specimens\"\nform = \"committee\"\nwithin = \"foundation\"\nin-law = [\"audit-committee\"]\n",
            ),
        ],
        brings: &[
            "missing-statutory-body:organisation.county,statutory-body.health-and-wellbeing-board",
            "missing-statutory-body:organisation.foundation,statutory-body.remuneration-committee",
        ],
    },
    // A committee that must decide itself gives to a group of its own; another committee, and advice, are its affair.
    Mutation {
        rule: "sub-group-decides",
        edits: &[Edit::More(
            "mutated.toml",
            "[function.mutated]\nname = \"Sample surgeries\"\nof = [\"ccg\"]\n\
             [body.sample]\nname = \"Sample committee on practices\"\nform = \"committee\"\nwithin = \"ccg\"\n\
             in-law = [\"primary-care-commissioning-committee\"]\n\
             [body.specimen]\nname = \"Committee of specimens\"\nform = \"committee\"\nwithin = \"ccg\"\n\
             [body.group]\nname = \"Panel on practices\"\nform = \"committee\"\nwithin = \"ccg\"\nanswers-to.sample = {}\n\
             [delegation.mutated]\nfrom = [\"sample\"]\nto = \"group\"\nfunctions = [\"mutated\"]\n\
             [delegation.advice]\nfrom = [\"sample\"]\nto = \"group\"\nfunctions = [\"mutated\"]\nverbs = [\"recommend\"]\n\
             [delegation.harmless]\nfrom = [\"specimen\"]\nto = \"group\"\nfunctions = [\"mutated\"]\n",
        )],
        brings: &["sub-group-decides:delegation.mutated,statutory-body.primary-care-commissioning-committee"],
    },
    // A body on which one post brings two offices, and a body of which the seats are not said to be all.
    Mutation {
        rule: "missing-statutory-seat",
        edits: &[
            Edit::Instead("framework.toml", "complete = []", "complete = [\"seats:sample\"]"),
            Edit::More(
                "mutated.toml",
                "[organisation.watch]\nname = \"Sample Healthwatch\"\nform = \"healthwatch-contractor\"\n\
                 [post.people]\nname = \"Director of specimens\"\nwithin = \"lbth\"\n\
                 in-law = [\"director-of-adult-social-services\", \"director-of-childrens-services\"]\n\
                 [body.sample]\nname = \"Sample board\"\nform = \"health-and-wellbeing-board\"\nwithin = \"lbth\"\n\
                 seats.councillors = { role = \"member\", category = \"councillor\", count = 3 }\n\
                 seats.people = { role = \"member\", post = \"people\" }\n\
                 seats.watch = { role = \"member\", nominee-of = \"watch\" }\n\
                 seats.ccg = { role = \"member\", nominee-of = \"ccg\" }\n\
                 [body.specimen]\nname = \"Board of specimens\"\nform = \"health-and-wellbeing-board\"\nwithin = \"lbth\"\n\
                 seats.councillors = { role = \"member\", category = \"councillor\", count = 3 }\n",
            ),
        ],
        brings: &["missing-statutory-seat:body.sample,statutory-seat.hwb-public-health"],
    },
    Mutation {
        rule: "unlawful-seat",
        edits: &[Edit::More(
            "mutated.toml",
            "[body.sample]\nname = \"Sample audit committee\"\nform = \"committee\"\nwithin = \"elft\"\nin-law = [\"audit-committee\"]\n\
             seats.chair = { role = \"chair\", category = \"non-executive\" }\n\
             seats.finance = { role = \"member\", category = \"executive\" }\n\
             seats.guest = { role = \"in-attendance\", category = \"executive\" }\n\
             [body.specimen]\nname = \"Committee of specimens\"\nform = \"committee\"\nwithin = \"elft\"\n\
             seats.finance = { role = \"member\", voting = true, category = \"clinician\" }\n",
        )],
        brings: &["unlawful-seat:body.sample,statutory-seat.ft-audit-non-executive"],
    },
    // A row of the framework's own: what ships with Remit asks this from 2022.
    Mutation {
        rule: "unapproved-member",
        edits: &[Edit::More(
            "mutated.toml",
            "[statutory-seat.own]\nname = \"the chair approves the members\"\non = [\"committee\"]\nof = [\"ccg\"]\nasks = \"approved\"\n\
             approved-by = [\"board-chair\"]\ncitation = \"the constitution\"\nsure = \"read\"\n\
             [post.chair]\nname = \"Sample chair\"\nwithin = \"ccg\"\nin-law = [\"board-chair\"]\n\
             [post.clerk]\nname = \"Sample clerk\"\nwithin = \"ccg\"\nin-law = [\"employee\"]\n\
             [body.sample]\nname = \"Sample committee\"\nform = \"committee\"\nwithin = \"ccg\"\n\
             seats.one = { role = \"member\", approved-by = \"clerk\" }\n\
             [body.specimen]\nname = \"Committee of specimens\"\nform = \"committee\"\nwithin = \"ccg\"\n\
             seats.one = { role = \"member\", approved-by = \"chair\" }\n\
             [body.open]\nname = \"Committee that does not say\"\nform = \"committee\"\nwithin = \"ccg\"\n\
             seats.one = { role = \"member\" }\n",
        )],
        brings: &[
            "unapproved-member:body.sample,statutory-seat.own",
            "unapproved-member:body.open,statutory-seat.own,approved-by",
        ],
    },
    Mutation {
        rule: "unlawful-quorum",
        edits: &[Edit::More(
            "mutated.toml",
            "[body.sample]\nname = \"Sample board\"\nform = \"board\"\nwithin = \"barts\"\n\
             quorum = { members = 4, of-category.non-executive = 2 }\n\
             [body.specimen]\nname = \"Board of specimens\"\nform = \"board\"\nwithin = \"elft\"\n\
             quorum = { members = 4, of-category.non-executive = 2 }\n",
        )],
        brings: &["unlawful-quorum:body.sample,statutory-seat.trust-quorum-executive"],
    },
    Mutation {
        rule: "in-common-without-own-committees",
        edits: &[
            Edit::Instead("framework.toml", "complete = []", "complete = [\"comprises:common\"]"),
            Edit::More(
                "mutated.toml",
                "[body.sample]\nname = \"Sample committee\"\nform = \"committee\"\nwithin = \"barts\"\n\
                 [body.common]\nname = \"Committees of specimens\"\nform = \"committees-in-common\"\nbetween = [\"barts\", \"elft\"]\n\
                 comprises.sample = { extent = \"whole\" }\n\
                 [body.advisory]\nname = \"Harmless group\"\nform = \"advisory-group\"\nbetween = [\"barts\", \"elft\"]\n",
            ),
        ],
        brings: &["in-common-without-own-committees:body.common"],
    },
    Mutation {
        rule: "provider-votes-on-commissioning",
        edits: &[Edit::More(
            "mutated.toml",
            "[instrument.sample]\nname = \"Sample contract\"\nkind = \"contract\"\nparty.barts = { role = \"provider\" }\n\
             [function.sample]\nname = \"Letting of sample contracts\"\nkind = \"contract\"\n\
             [body.sample]\nname = \"Sample committee\"\nform = \"committee\"\nwithin = \"ccg\"\n\
             does.sample = { verb = \"approve\", function = \"sample\" }\n\
             seats.trust = { role = \"member\", voting = true, nominee-of = \"barts\" }\n\
             [body.specimen]\nname = \"Committee of specimens\"\nform = \"committee\"\nwithin = \"ccg\"\n\
             does.sample = { verb = \"advise\", function = \"sample\" }\n\
             seats.trust = { role = \"member\", voting = true, nominee-of = \"barts\" }\n",
        )],
        brings: &["provider-votes-on-commissioning:body.sample,statutory-seat.ccg-provider-interests"],
    },
    Mutation {
        rule: "stale-declaration",
        edits: &[Edit::More(
            "mutated.toml",
            "[person.a-sample]\nname = \"A Sample\"\nof = [\"ccg\"]\ndeclared = 2016-10-31\n\
             [person.b-specimen]\nname = \"B Specimen\"\nof = [\"ccg\"]\ndeclared = 2016-11-01\n\
             [person.c-harmless]\nname = \"C Harmless\"\nof = [\"lbth\"]\ndeclared = 2015-11-01\n",
        )],
        brings: &["stale-declaration:person.a-sample,paper.declaration-of-interests"],
    },
    Mutation {
        rule: "wrong-approver",
        edits: &[Edit::More(
            "mutated.toml",
            "[body.sample]\nname = \"Sample committee\"\nform = \"committee\"\nwithin = \"lbth\"\n\
             [instrument.sample]\nname = \"Sample constitution\"\nkind = \"constitution\"\nparty.lbth = {}\napprovers = [\"sample\"]\n\
             [instrument.specimen]\nname = \"Constitution of specimens\"\nkind = \"constitution\"\nparty.lbth = {}\napprovers = [\"lbth\"]\n",
        )],
        brings: &["wrong-approver:instrument.sample,paper.council-constitution"],
    },
    Mutation {
        rule: "incomplete-pool",
        edits: &[Edit::More(
            "mutated.toml",
            "[instrument.sample]\nname = \"Sample agreement\"\nkind = \"s75-agreement\"\nparty.ccg = {}\nparty.lbth = {}\n\
             [post.sample]\nname = \"Manager of samples\"\nwithin = \"lbth\"\n\
             [budget.sample]\nname = \"Sample pool\"\nkind = \"pooled\"\ninstrument = \"sample\"\nhost = \"barts\"\nmanager = \"sample\"\n\
             [budget.specimen]\nname = \"Pool of specimens\"\nkind = \"pooled\"\ninstrument = \"sample\"\nhost = \"lbth\"\nmanager = \"sample\"\n\
             [budget.harmless]\nname = \"Aligned specimens\"\nkind = \"aligned\"\ninstrument = \"sample\"\n",
        )],
        brings: &["incomplete-pool:budget.sample,paper.s75-pool"],
    },
    Mutation {
        rule: "missing-statutory-report",
        edits: &[Edit::More(
            "mutated.toml",
            "[instrument.sample]\nname = \"Sample agreement\"\nkind = \"s75-agreement\"\nparty.ccg = {}\nparty.lbth = {}\n\
             [instrument.specimen]\nname = \"Agreement on specimens\"\nkind = \"s75-agreement\"\nparty.ccg = {}\nparty.lbth = {}\n\
             [instrument.silent]\nname = \"Agreement that does not say\"\nkind = \"s75-agreement\"\nparty.ccg = {}\nparty.lbth = {}\n\
             [body.sample]\nname = \"Sample group\"\nform = \"officer-group\"\nwithin = \"lbth\"\n\
             reports-to.lbth = { instrument = \"sample\", every-months = 12 }\n\
             reports-to.ccg = { instrument = \"specimen\", every-months = 3 }\n",
        )],
        brings: &["missing-statutory-report:instrument.sample,paper.s75-pool"],
    },
    Mutation {
        rule: "conflicted-quorum",
        edits: &[
            Edit::Instead(
                "framework.toml",
                "complete = []",
                "complete = [\"seats:short\", \"seats:enough\"]",
            ),
            Edit::More(
                "mutated.toml",
                "[function.sample]\nname = \"Lease of samples\"\n\
                 [person.a-sample]\nname = \"A Sample\"\ninterests = [\"sample\"]\n\
                 [body.short]\nname = \"Sample committee\"\nform = \"committee\"\nwithin = \"barts\"\nquorum = { members = 3 }\n\
                 does.sample = { verb = \"approve\", function = \"sample\" }\n\
                 seats.one = { role = \"member\", person = \"a-sample\" }\n\
                 seats.others = { role = \"member\", count = 2 }\n\
                 [body.enough]\nname = \"Committee of specimens\"\nform = \"committee\"\nwithin = \"barts\"\nquorum = { members = 3 }\n\
                 does.sample = { verb = \"approve\", function = \"sample\" }\n\
                 seats.one = { role = \"member\", person = \"a-sample\" }\n\
                 seats.others = { role = \"member\", count = 3 }\n",
            ),
        ],
        brings: &["conflicted-quorum:body.short,function.sample,statutory-seat.trust-interests"],
    },
];
