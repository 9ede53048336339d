//! The words of made-up frameworks, and the dice that choose among them.

/// Numbers that look random and are the same on every machine (splitmix64).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `sides`.
    pub(crate) fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % sides as u64).unwrap_or(0)
    }

    pub(crate) fn shuffle<T>(&mut self, things: &mut [T]) {
        for at in (1..things.len()).rev() {
            things.swap(at, self.below(at + 1));
        }
    }
}

const PLACES: [&str; 20] = [
    "Northwick",
    "Eastmere",
    "Southdale",
    "Westbrook",
    "Ashford",
    "Millbridge",
    "Stonehaven",
    "Riverside",
    "Oakham",
    "Fairfield",
    "Kingsmead",
    "Brookvale",
    "Hillcrest",
    "Lakeview",
    "Marshgate",
    "Newtown",
    "Overton",
    "Parkside",
    "Queensway",
    "Redcliffe",
];

const TOPICS: [&str; 20] = [
    "quality",
    "finance",
    "audit",
    "safety",
    "workforce",
    "estates",
    "digital",
    "research",
    "maternity",
    "children",
    "cancer",
    "urgent-care",
    "primary-care",
    "mental-health",
    "prevention",
    "equality",
    "medicines",
    "planning",
    "community",
    "remuneration",
];

const FUNCTIONS: [&str; 10] = [
    "annual plan",
    "quality account",
    "workforce plan",
    "digital strategy",
    "estates strategy",
    "winter plan",
    "safeguarding policy",
    "research programme",
    "prevention programme",
    "financial plan",
];

const SURNAMES: [&str; 20] = [
    "Adams", "Begum", "Clarke", "Davies", "Evans", "Fraser", "Green", "Hussain", "Iqbal", "Jones", "Khan", "Lewis",
    "Morris", "Nowak", "Owen", "Patel", "Quinn", "Roberts", "Singh", "Taylor",
];

/// The words of an area.
pub(crate) struct Words {
    pub(crate) place: &'static str,
    pub(crate) slug: String,
}

impl Words {
    pub(crate) fn of_area(number: usize) -> Self {
        let place = PLACES[number % PLACES.len()];
        Self {
            place,
            slug: place.to_lowercase(),
        }
    }

    pub(crate) fn topic(&self, body: usize) -> &'static str {
        TOPICS[body % TOPICS.len()]
    }

    pub(crate) fn topic_in_words(&self, body: usize) -> String {
        let topic = self.topic(body).replace('-', " ");
        let (first, rest) = topic.split_at(1);
        format!("{}{rest}", first.to_uppercase())
    }

    pub(crate) fn function(&self, function: usize) -> &'static str {
        FUNCTIONS[function % FUNCTIONS.len()]
    }

    pub(crate) fn person(&self, person: usize) -> String {
        let initial = char::from(b'A' + u8::try_from(person % 26).unwrap_or(0));
        format!("{initial} {}", SURNAMES[person % SURNAMES.len()])
    }

    pub(crate) fn person_slug(&self, person: usize) -> String {
        self.person(person).to_lowercase().replace(' ', "-")
    }
}
