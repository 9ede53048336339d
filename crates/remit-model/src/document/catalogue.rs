//! The tables of the catalogue that ships with Remit: forms, powers, offices, and what statute fixes. A framework may add
//! rows of its own, and a row of its own takes the place of one that ships under the same key.

use super::body::words;
use super::statement::statements;
use super::{At, Capacity, Day, Entries, Key, List, Role, Status};
use crate::text::Text;

statements! {
    /// A legal form: what a body or organisation is in law, apart from its name.
    pub struct Form {
        /// Its name.
        pub name: Option<At<Text>>,
        /// Whether it is a legal person, part of one, or shared between several.
        pub place: Option<At<FormPlace>>,
        /// Whether a body of this form can hold a delegated decision.
        pub holds_decisions: Option<At<bool>>,
        /// Whether the law that makes a body of this form gives it a function of its own.
        pub own_function: Option<At<bool>>,
        /// Whether no other body of its organisation stands above one of this form.
        pub highest: Option<At<bool>>,
        /// Whether each organisation that shares a body of this form needs a committee of its own, which decides for it.
        pub own_committees: Option<At<bool>>,
        /// Families that it belongs to, so that a row can speak of all of them: local-authority, nhs-body, committee.
        pub family: List<At<Key>>,
        /// The words that people rightly use for it: "committee", "board".
        pub called: List<At<Text>>,
        /// The first day on which the form existed in law.
        pub since: Option<At<Day>>,
        /// The last day on which it existed.
        pub until: Option<At<Day>>,
        /// The statute and section, or the guidance, that it rests on.
        pub citation: Option<At<Text>>,
        /// How sure the entry is.
        pub sure: Option<At<Sureness>>,
    }

    /// A legal power to give a function to somebody, to share it, or to carry it out with somebody.
    ///
    /// Lists of kinds name forms, families of forms, or offices.
    pub struct Power {
        /// Its name.
        pub name: Option<At<Text>>,
        /// The statute and section.
        pub citation: Option<At<Text>>,
        /// What it permits, in one sentence.
        pub permits: Option<At<Text>>,
        /// What it is for: to delegate, to act jointly, to appoint a body, to pay.
        pub carries: Option<At<Carriage>>,
        /// Who may give to whom: a row for each pairing.
        pub gives: Entries<Giving>,
        /// To whom the one that receives may pass it on: a row for each pairing.
        pub passes: Entries<Passing>,
        /// Whether what was given may be passed on.
        pub onward: Option<At<PassingOn>>,
        /// The statutory functions that it carries, where it carries no others.
        pub only: List<At<Key>>,
        /// The statutory functions that it does not carry.
        pub excludes: List<At<Key>>,
        /// Whether it carries functions of a council's executive alone (true), or none of them (false). Left out: both.
        pub executive: Option<At<bool>>,
        /// Who is liable for what is done under it.
        pub liable: Option<At<Liable>>,
        /// Whether the one that gives may still act.
        pub concurrent: Option<At<bool>>,
        /// The first day in force.
        pub since: Option<At<Day>>,
        /// The year from which it is in force, where the day is not known.
        #[schemars(range(min = 1, max = 9999))]
        pub since_year: Option<At<u32>>,
        /// The year of the Act or order in which it stands: it was not in force earlier. When it began is then not known:
        /// `since`, or the end of `since-year`, is when it had begun at the latest.
        #[schemars(range(min = 1, max = 9999))]
        pub not_before: Option<At<u32>>,
        /// Whether the law of the time before its first day was not read for what it carries: that nothing else is found then
        /// says nothing.
        pub earlier_unread: Option<At<bool>>,
        /// The last day in force.
        pub until: Option<At<Day>>,
        /// The year in which it ended, where the day is not known.
        #[schemars(range(min = 1, max = 9999))]
        pub until_year: Option<At<u32>>,
        /// What has amended it.
        pub amended_by: List<At<Text>>,
        /// Where its text was read: addresses.
        pub read_at: List<At<Text>>,
        /// How sure the entry is.
        pub sure: Option<At<Sureness>>,
    }

    /// A pairing of who gives and who receives.
    pub struct Giving {
        /// Who may give: kinds of organisation, or of body.
        pub from: List<At<Key>>,
        /// Who may receive: kinds of body, organisation or office.
        pub to: List<At<Key>>,
        /// Whether the one that receives is a part of the one that gives: its body, or its officer.
        pub inside: Option<At<bool>>,
        /// Whether the one that gives must be of these kinds itself. Otherwise a body may give for its organisation.
        pub itself: Option<At<bool>>,
        /// For a body that several share: the kinds of organisation that may share it, and no others.
        pub between: List<At<Key>>,
        /// For a body that several share: kinds of organisation of which at least one must share it.
        pub with: List<At<Key>>,
    }

    /// A pairing of who holds by delegation and to whom that one may pass it on.
    pub struct Passing {
        /// Who holds it: kinds.
        pub from: List<At<Key>>,
        /// Who may have it next: kinds.
        pub to: List<At<Key>>,
    }

    /// An office: what the holder of a post is in law.
    pub struct Office {
        /// Its name.
        pub name: Option<At<Text>>,
        /// The kinds of organisation that have it. Left out: any.
        pub of: List<At<Key>>,
        /// Families that it belongs to: officer, director.
        pub family: List<At<Key>>,
        /// The statute and section, or the guidance, that it rests on.
        pub citation: Option<At<Text>>,
        /// The first day on which it existed in law.
        pub since: Option<At<Day>>,
        /// The last day on which it existed.
        pub until: Option<At<Day>>,
        /// Where its text was read: addresses.
        pub read_at: List<At<Text>>,
        /// How sure the entry is.
        pub sure: Option<At<Sureness>>,
    }

    /// A function that statute fixes: whose it is, who exercises it, to whom it may pass.
    pub struct StatutoryFunction {
        /// Its name.
        pub name: Option<At<Text>>,
        /// The kinds of organisation whose function it is.
        pub of: List<At<Key>>,
        /// The kinds of body that exercise it by force of the statute: nobody need give it to them.
        pub exercised_by: List<At<Key>>,
        /// To whom those bodies may pass it on: kinds.
        pub passes_to: List<At<Key>>,
        /// Whether the organisation may exercise it at the same time.
        pub concurrent: Option<At<bool>>,
        /// The statute and section.
        pub citation: Option<At<Text>>,
        /// The first day in force.
        pub since: Option<At<Day>>,
        /// The last day in force.
        pub until: Option<At<Day>>,
        /// Where its text was read: addresses.
        pub read_at: List<At<Text>>,
        /// How sure the entry is.
        pub sure: Option<At<Sureness>>,
    }

    /// A body that an organisation must have by law.
    pub struct StatutoryBody {
        /// Its name.
        pub name: Option<At<Text>>,
        /// The kinds of organisation that must have it.
        pub of: List<At<Key>>,
        /// The forms in which it comes. A body is this one where it says so (`in-law`), or where no other has its form.
        pub forms: List<At<Key>>,
        /// Whether its form alone says that it is this one.
        pub by_form: Option<At<bool>>,
        /// Whether organisations share it, each with the others of its kind: they need one together.
        pub shared: Option<At<bool>>,
        /// The kinds of body of its own to which it may not give what it decides.
        pub keeps_from: List<At<Key>>,
        /// The statute and section.
        pub citation: Option<At<Text>>,
        /// The first day in force.
        pub since: Option<At<Day>>,
        /// The last day in force.
        pub until: Option<At<Day>>,
        /// Where its text was read: addresses.
        pub read_at: List<At<Text>>,
        /// How sure the entry is.
        pub sure: Option<At<Sureness>>,
    }

    /// Who must, or must not, sit on a body by law.
    ///
    /// A seat is meant where all is so that the row says of it; where it asks that there be no others, where any is.
    pub struct StatutorySeat {
        /// What it asks, in one sentence.
        pub name: Option<At<Text>>,
        /// The bodies that it is about: statutory bodies, or forms.
        pub on: List<At<Key>>,
        /// The kinds of organisation whose bodies it is about. Left out: any.
        pub of: List<At<Key>>,
        /// The bodies that it leaves alone, among those: statutory bodies, or forms.
        pub exempt: List<At<Key>>,
        /// Whether only bodies that hold a delegation are meant.
        pub holding: Option<At<bool>>,
        /// The statutory functions of which a body must decide one to be meant. Left out: whatever it decides.
        pub deciding: List<At<Key>>,
        /// Whether a body that decides a contract is meant as if it decided one of those.
        pub contracts: Option<At<bool>>,
        /// What must be so of the seats that are meant.
        pub asks: Option<At<SeatAsks>>,
        /// How many, where it asks for at least so many.
        #[schemars(range(min = 1, max = 1_000))]
        pub least: Option<At<u32>>,
        /// One in how many members, where it asks for a share of them to be present.
        #[schemars(range(min = 1, max = 100))]
        pub one_in: Option<At<u32>>,
        /// The categories of the seats that are meant: any of them.
        pub category: List<At<Key>>,
        /// The offices of those who hold the seats that are meant: any of them.
        pub office: List<At<Key>>,
        /// Bodies of the same organisation whose chairs are meant as if that were an office: statutory bodies, or forms.
        pub chairs_of: List<At<Key>>,
        /// The kinds of organisation that name the holders: any of them.
        pub nominee_of: List<At<Key>>,
        /// As what the organisations of the holders take part in the framework: any of them.
        pub capacity: List<At<Capacity>>,
        /// Who approves the holders, where it asks for that: kinds of body, or offices.
        pub approved_by: List<At<Key>>,
        /// Whether each organisation of those kinds, that belongs to the body's partners, names one.
        pub each: Option<At<bool>>,
        /// The role of the seats that are meant.
        pub role: Option<At<Role>>,
        /// Whether only voting seats are meant.
        pub voting: Option<At<bool>>,
        /// Whether it is a recommendation, to follow or to explain.
        pub comply_or_explain: Option<At<bool>>,
        /// The statute and section.
        pub citation: Option<At<Text>>,
        /// The first day in force.
        pub since: Option<At<Day>>,
        /// The last day in force.
        pub until: Option<At<Day>>,
        /// Where its text was read: addresses.
        pub read_at: List<At<Text>>,
        /// How sure the entry is.
        pub sure: Option<At<Sureness>>,
    }

    /// A kind of paper that law or practice knows, and who approves a change of it.
    pub struct Paper {
        /// Its name.
        pub name: Option<At<Text>>,
        /// The kinds of instrument that it is (`kind` of `[instrument]`).
        pub kinds: List<At<Key>>,
        /// The kinds of organisation whose paper it is. Left out: any.
        pub of: List<At<Key>>,
        /// Who approves a change: kinds of organisation or body.
        pub approved_by: List<At<Key>>,
        /// Whether every party to it approves.
        pub all_parties: Option<At<bool>>,
        /// What it must have by law: a pool must have a host and a manager, reports must come so often.
        pub needs: List<At<PaperNeed>>,
        /// Months between the reports, or declarations, that it needs.
        #[schemars(range(min = 1, max = 600))]
        pub report_months: Option<At<u32>>,
        /// The statute and section, or the guidance.
        pub citation: Option<At<Text>>,
        /// The first day in force.
        pub since: Option<At<Day>>,
        /// The last day in force.
        pub until: Option<At<Day>>,
        /// Where its text was read: addresses.
        pub read_at: List<At<Text>>,
        /// How sure the entry is.
        pub sure: Option<At<Sureness>>,
    }
}

words! {
    /// Where a form stands with regard to legal persons.
    pub enum FormPlace {
        /// It is a legal person.
        LegalPerson = "legal-person",
        /// It is part of one legal person.
        Within = "within",
        /// It is shared between several.
        Between = "between",
    }

    /// How sure an entry of the catalogue is.
    pub enum Sureness {
        /// The text of the law was read.
        Read = "read",
        /// Guidance or published practice was read.
        Guidance = "guidance",
        /// From memory: not verified.
        Memory = "memory",
    }

    /// What a power is for.
    pub enum Carriage {
        /// One gives a function, and another exercises it.
        Delegation = "delegation",
        /// A function is carried out together, and given to nobody.
        JointExercise = "joint-exercise",
        /// A joint committee, or a fund, through which several exercise a function.
        JointCommittee = "joint-committee",
        /// The statute itself gives the function: nobody need delegate it.
        Statute = "statute",
        /// A body is appointed; functions come to it under another power.
        Appointment = "appointment",
        /// Money passes, and no function.
        Payment = "payment",
        /// People are lent, and no function.
        Staff = "staff",
        /// One watches over another.
        Oversight = "oversight",
    }

    /// Whether what a power gave may be passed on.
    pub enum PassingOn {
        /// It may, unless the terms forbid it.
        UnlessForbidden = "unless-forbidden",
        /// As the constitution and scheme of the one that gives say.
        AsConstituted = "as-constituted",
        /// As the agreement says.
        AsAgreed = "as-agreed",
        /// It may not.
        Never = "never",
    }

    /// Who is liable for what is done under a power.
    pub enum Liable {
        /// The one that gives, as before.
        Giver = "giver",
        /// The one that exercises the function, and no other.
        Receiver = "receiver",
        /// Each for its own.
        Each = "each",
        /// All of them, jointly and severally.
        Jointly = "jointly",
    }

    /// What must be so of seats.
    pub enum SeatAsks {
        /// There are at least so many of them.
        AtLeast = "at-least",
        /// There are no others.
        Only = "only",
        /// There are none of them.
        None = "none",
        /// At least so many of them are present when the body decides.
        Present = "present",
        /// Somebody approved their holders.
        Approved = "approved",
        /// The interests of their holders are recorded: worth knowing, and no breach.
        Recorded = "recorded",
        /// Whoever has an interest in a matter does not vote on it.
        Withdraw = "withdraw",
    }

    /// What a paper must have.
    pub enum PaperNeed {
        /// A pool of money names the partner that hosts it.
        Host = "host",
        /// A pool of money names the officer who manages it.
        Manager = "manager",
        /// Reports come to the partners.
        Reports = "reports",
        /// Interests are declared anew.
        Declarations = "declarations",
    }
}
