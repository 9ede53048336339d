//! Who must agree to a change (RULES D3).

/// How high an approval is. In rising order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Approval {
    /// Nobody has to: it is noted.
    Note,
    /// A committee, or the group whose terms change.
    Committee,
    /// A board or governing body; of a council its executive.
    Board,
    /// The full council, or the members of a company, charity or group of practices.
    Members,
    /// NHS England.
    NhsEngland,
    /// All partners, each for itself.
    Partners,
}

impl Approval {
    /// All of them, in rising order.
    pub const ALL: [Self; 6] = [
        Self::Note,
        Self::Committee,
        Self::Board,
        Self::Members,
        Self::NhsEngland,
        Self::Partners,
    ];

    /// The words that stand for it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Note => "to note",
            Self::Committee => "committee",
            Self::Board => "board",
            Self::Members => "full council or members",
            Self::NhsEngland => "NHS England",
            Self::Partners => "partners jointly",
        }
    }
}
