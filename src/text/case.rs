//! The letter case a wording is written in, and how to write another wording the
//! same way: a mend keeps the capital of a sentence start, of a title, of a
//! heading in capitals.

/// How a phrase is capitalised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CasePattern {
    /// As it comes; a replacement is left as the termbase writes it.
    AsWritten,
    /// Only the first letter is a capital where the term's own is not.
    FirstCapital,
    /// Every word of weight is capitalised, as in a heading.
    Title,
    /// Capitals throughout.
    Capitals,
}

impl CasePattern {
    /// The pattern of `found`, judged against the way the termbase writes the
    /// same words in `known`.
    #[must_use]
    pub fn of(found: &str, known: &str) -> Self {
        let letters = || found.chars().filter(|c| c.is_alphabetic());
        if letters().count() > 1 && letters().all(char::is_uppercase) && !known.chars().all(|c| !c.is_lowercase()) {
            return Self::Capitals;
        }
        let weighty = |text: &str| -> Vec<bool> {
            text.split_whitespace()
                .filter(|word| !super::is_function_word(word) && word.chars().any(char::is_alphabetic))
                .map(|word| word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase))
                .collect()
        };
        let (in_found, in_known) = (weighty(found), weighty(known));
        let starts_upper = |text: &str| text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
        if in_found.len() > 1 && in_found.iter().all(|&upper| upper) && !in_known.iter().all(|&upper| upper) {
            Self::Title
        } else if starts_upper(found) && !starts_upper(known) {
            Self::FirstCapital
        } else {
            Self::AsWritten
        }
    }

    /// `wording` written in this pattern.
    #[must_use]
    pub fn write(self, wording: &str) -> String {
        match self {
            Self::AsWritten => wording.to_owned(),
            Self::FirstCapital => capitalised(wording),
            Self::Capitals => wording.to_uppercase(),
            Self::Title => {
                let mut words = wording.split(' ').enumerate();
                let mut written = String::with_capacity(wording.len());
                for (index, word) in &mut words {
                    if index > 0 {
                        written.push(' ');
                    }
                    if index > 0 && super::is_function_word(word) {
                        written.push_str(word);
                    } else {
                        written.push_str(&capitalised(word));
                    }
                }
                written
            }
        }
    }
}

/// `wording` with its first letter a capital, the others as they are.
#[must_use]
pub fn capitalised(wording: &str) -> String {
    let mut chars = wording.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(found: &str, known: &str, replacement: &str) -> String {
        CasePattern::of(found, known).write(replacement)
    }

    #[test]
    fn keeps_the_case_of_what_was_found() {
        let (known, new) = ("community of common destiny", "community with a shared future");
        assert_eq!(rewritten("community of common destiny", known, new), new);
        assert_eq!(rewritten("Community of common destiny", known, new), "Community with a shared future");
        assert_eq!(rewritten("Community of Common Destiny", known, new), "Community with a Shared Future");
        assert_eq!(rewritten("COMMUNITY OF COMMON DESTINY", known, new), "COMMUNITY WITH A SHARED FUTURE");
    }

    #[test]
    fn leaves_names_as_the_termbase_writes_them() {
        assert_eq!(
            rewritten("One Belt, One Road", "One Belt, One Road", "Belt and Road Initiative"),
            "Belt and Road Initiative"
        );
        assert_eq!(rewritten("OBOR", "OBOR", "Belt and Road Initiative"), "Belt and Road Initiative");
    }
}
