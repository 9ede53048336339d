//! `[function]`, `[budget]`, `[instrument]` and `[delegation]`: what is held, under which paper, and given to whom.

use super::body::words;
use super::statement::statements;
use super::{At, Capacity, Day, Entries, Key, List, Status};
use crate::text::Text;

statements! {
    /// A power or duty of an organisation in law, or a matter that somebody must hold.
    pub struct Function {
        /// Its name.
        pub name: Option<At<Text>>,
        /// What it is: a duty or power in law, a contract to be managed, or another matter.
        pub kind: Option<At<FunctionKind>>,
        /// The organisations that it belongs to in law.
        pub of: List<At<Key>>,
        /// Verbs that somebody must hold for it.
        pub needs: List<At<Key>>,
        /// Whether it is an executive function of a council.
        pub executive: Option<At<bool>>,
        /// Whether the decision is devolved, given to a level below: false, where the source says that it has been kept. Who
        /// has been given it is a delegation.
        pub devolved: Option<At<bool>>,
        /// What it is in law: a statutory function of the catalogue.
        pub in_law: Option<At<Key>>,
    }

    /// Pooled, aligned, shadow or delegated money.
    pub struct Budget {
        /// Its name.
        pub name: Option<At<Text>>,
        /// What kind of money.
        pub kind: Option<At<BudgetKind>>,
        /// How much.
        pub amount: Option<At<Money>>,
        /// Who pays in: organisations.
        pub contributors: List<At<Key>>,
        /// The organisation that keeps it.
        pub host: Option<At<Key>>,
        /// The body or organisation that holds it.
        pub held_by: Option<At<Key>>,
        /// The body, organisation or post that may commit it.
        pub committed_by: Option<At<Key>>,
        /// The post that manages it.
        pub manager: Option<At<Key>>,
        /// The paper that makes it so.
        pub instrument: Option<At<Key>>,
    }

    /// A paper that makes something so: constitution, scheme, terms of reference, agreement, contract.
    pub struct Instrument {
        /// Its name.
        pub name: Option<At<Text>>,
        /// What kind of paper: constitution, scheme-of-delegation, terms-of-reference, s75-agreement, mou, contract.
        pub kind: Option<At<Key>>,
        /// The organisations that are party to it, each in a role.
        pub party: Entries<InstrumentParty>,
        /// Who must agree to a change.
        pub owners: List<At<Key>>,
        /// Who approved it: bodies or organisations.
        pub approvers: List<At<Key>>,
        /// The day on which it was approved.
        pub approved_on: Option<At<Day>>,
        /// The day by which it must be reviewed.
        pub review_due: Option<At<Day>>,
    }

    /// A party to a paper.
    pub struct InstrumentParty {
        /// As what.
        pub role: Option<At<Capacity>>,
    }

    /// A function given by one organisation or body to another.
    pub struct Delegation {
        /// Its name.
        pub name: Option<At<Text>>,
        /// Who gives.
        pub from: List<At<Key>>,
        /// Who receives: a body, organisation or post.
        pub to: Option<At<Key>>,
        /// What is given.
        pub functions: List<At<Key>>,
        /// Under which legal power.
        pub power: Option<At<Key>>,
        /// By which paper.
        pub instrument: Option<At<Key>>,
        /// Where it is recorded: instruments.
        pub recorded_in: List<At<Key>>,
        /// Up to how much.
        pub limit: Option<At<Money>>,
        /// Whether it may be passed on. Left out is not stated.
        pub onward: Option<At<Onward>>,
        /// What may be done with what is given: verbs. Left out means all that can be done with it.
        pub verbs: List<At<Key>>,
        /// Who is recorded as liable for what is done under it: organisations.
        pub liable: List<At<Key>>,
        /// Where the consent is recorded, for what was passed on and needed consent: a minute, a letter.
        pub consent: Option<At<Text>>,
        /// The day by which it must be reviewed.
        pub review_due: Option<At<Day>>,
    }

    /// A sum of money.
    pub struct Money {
        /// Up to how much, in whole units of the currency.
        #[schemars(range(min = 0))]
        pub amount: Option<At<i64>>,
        /// More than how much, where this is one band of several. Left out means from nothing.
        #[schemars(range(min = 0))]
        pub above: Option<At<i64>>,
        /// The currency, as in GBP.
        pub currency: Option<At<Text>>,
        /// For what: decision, year, lifetime.
        pub per: Option<At<Text>>,
    }
}

words! {
    /// What a function is.
    pub enum FunctionKind {
        /// Must be done, by law.
        Duty = "duty",
        /// May be done, by law.
        Power = "power",
        /// A contract, or contracts, to be let or managed.
        Contract = "contract",
        /// Anything else that somebody must hold.
        Matter = "matter",
    }

    /// What kind of money a budget is.
    pub enum BudgetKind {
        /// Paid into one pot.
        Pooled = "pooled",
        /// Kept apart and planned together.
        Aligned = "aligned",
        /// Shown, without being held.
        Shadow = "shadow",
        /// Given to be spent.
        Delegated = "delegated",
    }

    /// Whether what was delegated may be passed on.
    pub enum Onward {
        /// It may.
        Permitted = "permitted",
        /// It may not.
        Prohibited = "prohibited",
        /// With the consent of the one who gave it.
        WithConsent = "with-consent",
    }
}
