//! Whether two names may be one person's. Only what the names themselves show counts,
//! and doubt is said: two people may share a name, one may have two.
//!
//! ```text
//! Ada Holm   Ada Holm      same
//! Holm       Ada Holm      compatible
//! Ada Holm   Tomas Okafor  different: two surnames, nothing alike in them
//! Ada Holm   Ivo Holm      unclear: one surname, two given names
//! Wang Yi    Wang Yiwei    unclear; Yi is nobody’s surname in either
//! Zelensky   Zelenskyy     unclear: one name spelt twice
//! ```

use super::PersonName;
use super::order::Order;

/// What two names say of each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sameness {
    /// The same surname and the same given name.
    Same,
    /// The same surname, and a given name is missing or initials agree.
    Compatible,
    /// Two surnames that are not spellings of one.
    Different,
    /// Anything else.
    Unclear,
}

impl PersonName {
    /// Whether `other` may be the same person's name.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Sameness {
        if self.is_in_ideographs() != other.is_in_ideographs() {
            return Sameness::Unclear;
        }
        if self.shares_surname(other) {
            return self.compare_given(other);
        }
        if self.is_regnal || other.is_regnal || self.shares_word(other) || self.is_spelt_like(other) {
            return Sameness::Unclear;
        }
        Sameness::Different
    }

    fn compare_given(&self, other: &Self) -> Sameness {
        if self.suffix.is_some() && other.suffix.is_some() && self.suffix != other.suffix {
            return Sameness::Unclear;
        }
        let (Some(one), Some(two)) = (self.given(), other.given()) else { return Sameness::Compatible };
        let is_initial = |name: &str| name.chars().count() == 1 || name.contains('.');
        let agree = one.chars().next() == two.chars().next();
        match (is_initial(one) || is_initial(two), agree) {
            _ if one == two && self.suffix == other.suffix => Sameness::Same,
            _ if one == two => Sameness::Compatible,
            (true, true) => Sameness::Compatible,
            _ if self.words.len() == 2 && self.is_turned(other) => Sameness::Same,
            _ => Sameness::Unclear,
        }
    }

    /// Whether one surname is the other's, or the name that people of it are called by.
    pub(super) fn shares_surname(&self, other: &Self) -> bool {
        self.surnames().any(|one| other.surnames().any(|two| one == two))
    }

    /// The words that may be written alone for the whole name.
    fn surnames(&self) -> impl Iterator<Item = &str> {
        let called = match self.order {
            Order::FirstCalledByLast | Order::Unclear => 2,
            Order::First | Order::Last => 1,
        };
        let other = if self.family() == self.words.last().map_or("", String::as_str) {
            self.words.first()
        } else {
            self.words.last()
        };
        std::iter::once(self.family()).chain(other.map(String::as_str)).take(called)
    }

    /// Whether the words are the same in another order: "Yi Wang".
    fn is_turned(&self, other: &Self) -> bool {
        self.words.len() == other.words.len() && self.words.iter().all(|word| other.words.contains(word))
    }

    /// Whether any word, or part of a hyphenated one, stands in both. Two names in full
    /// whose order is sure share a surname or nothing: Yi Gang is not Wang Yi.
    fn shares_word(&self, other: &Self) -> bool {
        let parts = |name: &Self| -> Vec<String> {
            let split = name.words.iter().flat_map(|word| word.split('-')).filter(|part| part.chars().count() > 1);
            split.map(str::to_owned).collect()
        };
        let others = parts(other);
        parts(self).iter().any(|part| others.contains(part))
    }

    /// Whether the surnames may be two spellings of one: Zelensky and Zelenskyy, Qaddafi
    /// and Gadhafi, Hormats and Hormatz.
    fn is_spelt_like(&self, other: &Self) -> bool {
        let (one, two) = (self.family(), other.family());
        let is_slip = strsim::osa_distance(one, two) <= one.len().min(two.len()) / 4;
        if !(is_slip || skeleton(one) == skeleton(two)) {
            return false;
        }
        match (self.given(), other.given()) {
            (Some(one), Some(two)) => skeleton(one) == skeleton(two) || strsim::osa_distance(one, two) <= 1 || is_slip,
            _ => true,
        }
    }

    fn is_in_ideographs(&self) -> bool {
        self.written.chars().any(super::is_ideograph)
    }
}

/// The consonants of a name, those that transliterations take for one another made one.
fn skeleton(name: &str) -> String {
    let mut bones = String::with_capacity(name.len());
    for c in name.chars() {
        let bone = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'w' | 'j' | '-' | '\'' | '’' | '.' => continue,
            'c' | 'q' | 'g' | 'x' | 'k' => 'k',
            'z' | 's' => 's',
            'd' | 't' => 't',
            'b' | 'p' => 'p',
            'v' | 'f' => 'f',
            other => other,
        };
        if !bones.ends_with(bone) {
            bones.push(bone);
        }
    }
    bones
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compare(one: &str, two: &str) -> Sameness {
        let name = |text| PersonName::parse(text).expect("a name");
        let (one, two) = (name(one), name(two));
        assert_eq!(one.compare(&two), two.compare(&one), "{one} and {two}");
        one.compare(&two)
    }

    #[test]
    fn says_what_names_show() {
        use Sameness::{Compatible, Different, Same, Unclear};
        let cases = [
            ("Ada Holm", "Dr. Ada Holm", Same),
            ("Ada Holm", "Holm, Ada", Same),
            ("Ada Holm", "Ada M. Holm", Same),
            ("Holm", "Ada Holm", Compatible),
            ("A. Holm", "Ada Holm", Compatible),
            ("Ada Holm", "Ivo Holm", Unclear),
            ("Ada Holm", "Tomas Okafor", Different),
            ("Holm", "Tomas Okafor", Different),
            ("Ada", "Ada Holm", Unclear),
            ("Ivo Holm Jr.", "Ivo Holm", Compatible),
            ("Ivo Holm Jr.", "Ivo Holm Sr.", Unclear),
            ("Ana de la Torre", "Torre", Compatible),
            ("Omar al-Hadid", "Hadid", Compatible),
            ("Ines Ocasio-Cortez", "Ines Cortez", Unclear),
            ("Pope Clement", "Tomas Okafor", Unclear),
        ];
        for (one, two, expected) in cases {
            assert_eq!(compare(one, two), expected, "{one} and {two}");
        }
    }

    #[test]
    fn knows_the_orders_of_names() {
        use Sameness::{Compatible, Different, Same, Unclear};
        let cases = [
            ("Wang Yi", "Wang", Compatible),
            ("Wang Yi", "Foreign Minister Wang Yi", Same),
            ("Wang Yi", "Wang Yiwei", Unclear),
            ("Wang Yi", "Yi Gang", Unclear),
            ("Wang Yi", "Yi", Unclear),
            ("Wang Yi", "Long Zhou", Different),
            ("Lu Wei", "Lu Zhongwei", Unclear),
            ("Li Qiang", "Li Keqiang", Unclear),
            ("Li Qiang", "Long Zhou", Different),
            ("WANG Yi", "Wang Yi", Same),
            ("Yi WANG", "Wang Yi", Same),
            ("Park Geun-hye", "Park", Compatible),
            ("Yoon Suk Yeol", "Yoon Suk-yeol", Unclear),
            ("Park Geun-hye", "Kim Jong-un", Different),
            ("Nguyen Phu Trong", "Trong", Compatible),
            ("Nguyễn Phú Trọng", "Nguyen Phu Trong", Same),
            ("Nguyen Phu Trong", "Vo Van Thuong", Different),
            ("Orbán Viktor", "Viktor Orban", Same),
            ("Orban", "Viktor Orbán", Compatible),
            ("Orbán Viktor", "Szijjártó Péter", Different),
            ("Kishida Fumio", "Fumio Kishida", Same),
            ("王毅", "王毅", Same),
            ("王毅", "Wang Yi", Unclear),
            ("王毅", "龙舟", Different),
        ];
        for (one, two, expected) in cases {
            assert_eq!(compare(one, two), expected, "{one} and {two}");
        }
    }

    #[test]
    fn spellings_of_one_name_are_not_two_people() {
        for (one, two) in [
            ("Zelensky", "Zelenskyy"),
            ("Qaddafi", "Gadhafi"),
            ("Robert Hormats", "Robert Hormatz"),
            ("Lukashenko", "Lukashenka"),
            ("Moon Jae-in", "Mun Jae-in"),
        ] {
            assert_eq!(compare(one, two), Sameness::Unclear, "{one} and {two}");
        }
    }
}
