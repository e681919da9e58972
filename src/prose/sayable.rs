//! Whether letters can be said as a word: "AUKUS", "NEMO", "KEYWORDS" can, "NSA" and
//! "JCPOA" cannot. What can be said is often a name, a brand or a word in capitals, and
//! nobody can tell by its letters. English only, and by rule of thumb.

const STARTS: [&str; 29] = [
    "BL", "BR", "CH", "CL", "CR", "DR", "DW", "FL", "FR", "GL", "GR", "KL", "KN", "KR", "PH", "PL", "PR", "SC", "SH",
    "SK", "SL", "SM", "SN", "SP", "ST", "SW", "TH", "TR", "TW",
];
const ENDS: [&str; 42] = [
    "CK", "CT", "DS", "FT", "GH", "GS", "KS", "LD", "LF", "LK", "LL", "LM", "LP", "LS", "LT", "MP", "MS", "NC", "ND",
    "NG", "NK", "NS", "NT", "NX", "PS", "PT", "RC", "RD", "RK", "RL", "RM", "RN", "RP", "RS", "RT", "SH", "SK", "SM",
    "SS", "ST", "TH", "TS",
];

/// Whether `letters`, all capitals, can be said as a word.
#[must_use]
pub fn is_sayable(letters: &str) -> bool {
    let is_vowel = |c: &char| matches!(c, 'A' | 'E' | 'I' | 'O' | 'U' | 'Y' | 'Ä' | 'Ö' | 'Ü');
    let shape: Vec<char> = letters.chars().collect();
    let vowels = shape.iter().filter(|c| is_vowel(c)).count();
    if shape.len() < 3 || vowels == 0 {
        return false;
    }
    if let [first, middle, last] = shape.as_slice() {
        return !is_vowel(first) && is_vowel(middle) && !is_vowel(last);
    }
    let begins = |pairs: &[&str]| letters.get(..2).is_some_and(|pair| pairs.contains(&pair));
    let ends =
        |pairs: &[&str]| letters.get(letters.len().saturating_sub(2)..).is_some_and(|pair| pairs.contains(&pair));
    let consonants = |pair: &[char]| pair.iter().all(|c| !is_vowel(c));
    let is_three_at_start = ["STR", "SPR", "SCR", "SPL", "THR", "SHR"].iter().any(|start| letters.starts_with(start));
    let of_three = shape
        .windows(3)
        .skip(usize::from(is_three_at_start))
        .any(|three| consonants(three) || three.iter().all(is_vowel));
    let starts_well = shape.get(..2).is_some_and(|pair| !consonants(pair)) || begins(&STARTS);
    let ends_well = shape.get(shape.len() - 2..).is_some_and(|pair| !consonants(pair)) || ends(&ENDS);
    starts_well && ends_well && (!of_three || letters.len() > 6)
}

#[cfg(test)]
mod tests {
    use super::is_sayable;

    #[test]
    fn tells_words_from_letters() {
        for word in ["AUKUS", "NEMO", "KEYWORDS", "MAX", "START", "PRISM", "FOCAC", "LUMPUR", "COMMENT", "STRIVE"] {
            assert!(is_sayable(word), "{word}");
        }
        for letters in ["NSA", "JCPOA", "SCO", "BRI", "PLA", "CSIS", "KCNA", "RCEP", "IRGC", "PIPL", "USTR", "CD", ""] {
            assert!(!is_sayable(letters), "{letters}");
        }
    }
}
