//! Faults that the rules of the group `membership` must find.

use super::{Edit, Mutation};

pub(super) const MUTATIONS: &[Mutation] = &[
    Mutation {
        rule: "both-sides",
        edits: &[Edit::More(
            "mutated.toml",
            "[body.sample]\nname = \"Sample alliance\"\nform = \"contractual-alliance\"\nparty.ccg = { capacity = \"commissioner\" }\n",
        )],
        brings: &["both-sides:body.sample,organisation.ccg"],
    },
    Mutation {
        rule: "both-sides",
        edits: &[Edit::More(
            "mutated.toml",
            "[body.sample]\nname = \"Sample forum\"\nform = \"partnership-forum\"\ncomprises.sfic = { extent = \"whole\" }\n\
             advises.sfic = { taken-into-account = true }\n",
        )],
        brings: &["both-sides:body.sample,body.sfic"],
    },
    // The trust commissions under a paper in force; the paper by which the others would be on both sides has ended.
    Mutation {
        rule: "both-sides",
        edits: &[Edit::More(
            "mutated.toml",
            "[body.sample]\nname = \"Sample alliance\"\nform = \"contractual-alliance\"\nparty.barts = { capacity = \"provider\" }\n\
             [instrument.sample]\nname = \"Sample contract\"\nkind = \"contract\"\nparty.barts = { role = \"commissioner\" }\n\
             [instrument.specimen]\nname = \"Former contract\"\nkind = \"contract\"\nends = 2016-11-01\n\
             party.ccg = { role = \"provider\" }\nparty.elft = { role = \"commissioner\" }\n",
        )],
        brings: &["both-sides:organisation.barts"],
    },
    Mutation {
        rule: "many-hats",
        edits: &[Edit::More(
            "mutated.toml",
            "[person.a-sample]\nname = \"A Sample\"\n\
             [body.sample]\nname = \"Sample board\"\nform = \"partnership-forum\"\nseats.chair = { role = \"chair\", person = \"a-sample\" }\n\
             [body.specimen]\nname = \"Group of specimens\"\nform = \"partnership-forum\"\nseats.lead = { role = \"co-chair\", person = \"a-sample\" }\n",
        )],
        brings: &["many-hats:person.a-sample"],
    },
    Mutation {
        rule: "lost-seat",
        edits: &[Edit::Instead(
            "bodies/partners-2016.toml",
            "seats.chair = { role = \"chair\", person = \"p-bennett-richards\", source = \"blog: author note\", quote = \"chair of THIPP and Tower \
             Hamlets Together\", not-stated",
            "seats.chair = { role = \"chair\", person = \"p-bennett-richards\", term-ends = 2017-10-31, source = \"blog: author note\", quote = \
             \"chair of THIPP and Tower Hamlets Together\", not-stated",
        )],
        brings: &["lost-seat:body.thipp,seat.chair"],
    },
    Mutation {
        rule: "lost-seat",
        edits: &[
            Edit::Instead(
                "people.toml",
                "[person.p-bennett-richards]\n",
                "[person.p-bennett-richards]\nof = [\"gp-care-group\"]\ncategories = [\"clinician\"]\n",
            ),
            Edit::Instead(
                "people.toml",
                "holder = \"p-bennett-richards\"\n",
                "holder = \"p-bennett-richards\"\nends = 2017-03-31\n",
            ),
            Edit::More(
                "mutated.toml",
                "[person.a-sample]\nname = \"A Sample\"\nends = 2017-09-30\n\
                 [body.sample]\nname = \"Sample board\"\nform = \"partnership-forum\"\n\
                 seats.post = { role = \"member\", post = \"gp-care-group-clinical-director\" }\n\
                 seats.left = { role = \"member\", person = \"a-sample\" }\n\
                 seats.ward = { role = \"member\", category = \"councillor\", person = \"p-bennett-richards\" }\n\
                 seats.clinic = { role = \"member\", category = \"clinician\", person = \"p-bennett-richards\" }\n\
                 seats.council = { role = \"member\", nominee-of = \"lbth\", person = \"p-bennett-richards\" }\n\
                 seats.practices = { role = \"member\", nominee-of = \"gp-care-group\", person = \"p-bennett-richards\", term-ends = 2017-11-01 }\n\
                 seats.vacant = { role = \"member\", vacant = true, term-ends = 2016-01-01 }\n",
            ),
        ],
        brings: &[
            "lost-seat:body.sample,seat.post",
            "lost-seat:body.sample,seat.left",
            "lost-seat:body.sample,seat.ward",
            "lost-seat:body.sample,seat.council",
        ],
    },
    Mutation {
        rule: "excluding-seats",
        edits: &[Edit::Instead(
            "bodies/tht-board.toml",
            "[body.tht-board.seats.programme-chairs]\n",
            "[body.tht-board.seats.practices]\nrole = \"in-attendance\"\nperson = \"p-bennett-richards\"\n\
             [body.tht-board.seats.director]\nrole = \"member\"\npost = \"gp-care-group-clinical-director\"\n\
             [body.tht-board.seats.programme-chairs]\n",
        )],
        brings: &["excluding-seats:body.tht-board,person.p-bennett-richards"],
    },
    Mutation {
        rule: "excluding-seats",
        edits: &[Edit::More(
            "mutated.toml",
            "[person.a-sample]\nname = \"A Sample\"\n\
                 [body.sample]\nname = \"Sample board\"\nform = \"partnership-forum\"\n\
                 seats.chair = { role = \"chair\", voting = true, person = \"a-sample\" }\n\
                 seats.deputy = { role = \"vice-chair\", voting = true, person = \"a-sample\" }\n\
                 [body.specimen]\nname = \"Group of specimens\"\nform = \"partnership-forum\"\n\
                 seats.named = { role = \"member\", voting = true, person = \"a-sample\" }\n\
                 seats.office = { role = \"member\", voting = true, ex-officio = \"chair of sample\" }\n\
                 [body.harmless]\nname = \"Harmless meeting\"\nform = \"partnership-forum\"\n\
                 seats.named = { role = \"member\", voting = true, person = \"a-sample\" }\n\
                 seats.office = { role = \"member\", voting = false, ex-officio = \"chair of sample\" }\n",
        )],
        brings: &[
            "excluding-seats:body.sample,person.a-sample",
            "excluding-seats:body.specimen,person.a-sample",
        ],
    },
    // Two posts in one hand: both seats vote on the first, one of them only attends the second.
    Mutation {
        rule: "excluding-seats",
        edits: &[Edit::More(
            "mutated.toml",
            "[person.a-sample]\nname = \"A Sample\"\n\
                 [post.adults]\nname = \"Director of adults\"\nwithin = \"lbth\"\nholder = \"a-sample\"\n\
                 [post.children]\nname = \"Director of children\"\nwithin = \"lbth\"\nholder = \"a-sample\"\n\
                 [body.sample]\nname = \"Sample board\"\nform = \"partnership-forum\"\n\
                 seats.adults = { role = \"member\", voting = true, post = \"adults\" }\n\
                 seats.children = { role = \"member\", voting = true, post = \"children\" }\n\
                 [body.specimen]\nname = \"Group of specimens\"\nform = \"partnership-forum\"\n\
                 seats.adults = { role = \"member\", voting = true, post = \"adults\" }\n\
                 seats.children = { role = \"in-attendance\", post = \"children\" }\n",
        )],
        brings: &["excluding-seats:body.sample,person.a-sample"],
    },
    Mutation {
        rule: "unclear-chair",
        edits: &[
            Edit::Instead("framework.toml", "complete = []", "complete = [\"seats:third\"]"),
            Edit::More(
                "mutated.toml",
                "[person.a-sample]\nname = \"A Sample\"\n\
                 [body.first]\nname = \"Sample board\"\nform = \"partnership-forum\"\n\
                 seats.chair = { role = \"chair\", person = \"a-sample\" }\n\
                 seats.guest = { role = \"in-attendance\", person = \"a-sample\" }\n\
                 [body.second]\nname = \"Group of specimens\"\nform = \"partnership-forum\"\n\
                 seats.chair = { role = \"chair\", person = \"a-sample\" }\n\
                 seats.other = { role = \"chair\", nominee-of = \"lbth\" }\n\
                 seats.vacant = { role = \"chair\", vacant = true }\n\
                 [body.third]\nname = \"Harmless meeting\"\nform = \"partnership-forum\"\n\
                 seats.members = { role = \"member\", count = 4 }\n\
                 [body.fourth]\nname = \"Entered in part\"\nform = \"partnership-forum\"\n\
                 seats.members = { role = \"member\", count = 4 }\n",
            ),
        ],
        brings: &[
            "unclear-chair:body.first,seat.chair,seat.guest",
            "unclear-chair:body.second,seat.chair,seat.other",
            "unclear-chair:body.third",
        ],
    },
    Mutation {
        rule: "missing-vice-chair",
        edits: &[
            Edit::Instead("framework.toml", "complete = []", "complete = [\"seats:thipp\"]"),
            Edit::More(
                "mutated.toml",
                "[body.sample]\nname = \"Sample board\"\nform = \"partnership-forum\"\nseats.chair = { role = \"chair\" }\n",
            ),
        ],
        brings: &["missing-vice-chair:body.thipp"],
    },
    Mutation {
        rule: "unreachable-quorum",
        edits: &[
            Edit::Instead(
                "framework.toml",
                "complete = []",
                "complete = [\"seats:short\", \"seats:without\", \"seats:open\", \"seats:enough\"]",
            ),
            Edit::More(
                "mutated.toml",
                "[body.short]\nname = \"Sample board\"\nform = \"partnership-forum\"\nquorum = { members = 5 }\n\
                 seats.chair = { role = \"chair\", voting = true }\n\
                 seats.members = { role = \"member\", voting = true, count = 3 }\n\
                 seats.vacant = { role = \"member\", voting = true, vacant = true, count = 2 }\n\
                 seats.silent = { role = \"member\", voting = false, count = 2 }\n\
                 [body.without]\nname = \"Group of specimens\"\nform = \"partnership-forum\"\nquorum = { members = 2, of-category.councillor = 1 }\n\
                 seats.lay = { role = \"member\", category = \"lay\", count = 2 }\n\
                 seats.guest = { role = \"in-attendance\", category = \"councillor\" }\n\
                 [body.open]\nname = \"Harmless meeting\"\nform = \"partnership-forum\"\nquorum = { members = 3 }\n\
                 seats.chair = { role = \"chair\", voting = true }\n\
                 seats.members = { role = \"member\", count = 2 }\n\
                 [body.enough]\nname = \"Enough of them\"\nform = \"partnership-forum\"\nquorum = { members = 4, of-category.lay = 2 }\n\
                 seats.chair = { role = \"chair\" }\n\
                 seats.lay = { role = \"member\", category = \"lay\", count = 3 }\n\
                 [body.partly]\nname = \"Entered in part\"\nform = \"partnership-forum\"\nquorum = { members = 9 }\n\
                 seats.chair = { role = \"chair\" }\n",
            ),
        ],
        brings: &[
            "unreachable-quorum:body.short",
            "unreachable-quorum:body.without,category.councillor",
            "unreachable-quorum:body.open",
        ],
    },
];
