//! What stands between two elements of a paragraph: commas, dashes, the end of a
//! sentence. The characters between enter; which marks are among them leaves.

/// What stands between an element and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Gap(u8);

impl Gap {
    const COMMA: u8 = 1;
    const DASH: u8 = 1 << 1;
    const COLON: u8 = 1 << 2;
    const STOP: u8 = 1 << 3;
    const BRACKET: u8 = 1 << 4;

    const fn has(self, bit: u8) -> bool {
        self.0 & bit != 0
    }

    pub(super) const fn has_comma(self) -> bool {
        self.has(Self::COMMA)
    }

    pub(super) const fn has_dash(self) -> bool {
        self.has(Self::DASH)
    }

    pub(super) const fn has_bracket(self) -> bool {
        self.has(Self::BRACKET)
    }

    pub(super) const fn has_colon(self) -> bool {
        self.has(Self::COLON)
    }

    /// Whether a sentence ends here.
    pub(super) const fn ends_sentence(self) -> bool {
        self.has(Self::STOP)
    }

    /// Whether words on both sides may belong to one name or phrase.
    pub(super) const fn is_open(self) -> bool {
        self.0 == 0
    }

    /// Whether another clause may begin here.
    pub(super) const fn ends_clause(self) -> bool {
        self.0 & (Self::STOP | Self::COLON) != 0
    }

    /// Reads what stands between two elements. `may_end`: whether a full stop there ends
    /// a sentence.
    pub(super) fn read(between: &str, may_end: bool) -> Self {
        let mut bits = between.chars().fold(0, |bits, c| bits | Self::of(c));
        if between.contains("--") || between.contains(" - ") {
            bits |= Self::DASH;
        }
        if may_end && between.contains('.') && !between.contains(',') {
            bits |= Self::STOP;
        }
        Self(bits)
    }

    const fn of(c: char) -> u8 {
        match c {
            ',' | '，' | '、' => Self::COMMA,
            '\u{2012}'..='\u{2015}' => Self::DASH,
            ':' | ';' | '：' | '；' => Self::COLON,
            '?' | '!' | '。' | '？' | '！' => Self::STOP,
            '(' | ')' | '[' | ']' => Self::BRACKET,
            _ => 0,
        }
    }

    /// The same, and a sentence ends here.
    pub(super) const fn with_stop(self) -> Self {
        Self(self.0 | Self::STOP)
    }
}

/// Whether a full stop behind the word ends no sentence.
pub(super) fn is_abbreviation(word: &str) -> bool {
    const ABBREVIATIONS: [&str; 50] = [
        "Adm", "Amb", "Ala", "Ariz", "Ark", "Assn", "Aug", "Ave", "Brig", "Calif", "Capt", "Col", "Colo", "Conn",
        "Corp", "Dec", "Del", "Dr", "Feb", "Fla", "Gen", "Gov", "Hon", "Inc", "Jan", "Jr", "Lt", "Maj", "Mass",
        "Messrs", "Mich", "Minn", "Mr", "Mrs", "Ms", "Nov", "Oct", "Pa", "Prof", "Rep", "Reps", "Rev", "Sen", "Sens",
        "Sept", "Sgt", "Sr", "St", "Va", "vs",
    ];
    let is_initials = word.chars().count() == 1 && word != "I" || word.contains('.');
    is_initials || ABBREVIATIONS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_what_stands_between() {
        assert!(Gap::read(" ", true).is_open() && Gap::read("-", true).is_open());
        assert!(Gap::read(", ", true).has_comma() && Gap::read(" -- ", true).has_dash());
        assert!(Gap::read(". ", true).ends_sentence() && !Gap::read(". ", false).ends_sentence());
        assert!(Gap::read("? ", false).ends_sentence() && Gap::read("; ", true).ends_clause());
        assert!(!Gap::read(".), ", true).ends_sentence() && Gap::read(" (", true).has_bracket());
    }

    #[test]
    fn knows_stops_that_end_nothing() {
        for word in ["Mr", "Va", "J", "U.S", "Sept"] {
            assert!(is_abbreviation(word), "{word}");
        }
        for word in ["I", "port", "No"] {
            assert!(!is_abbreviation(word), "{word}");
        }
    }
}
