//! The names that a text gives in full, so that "Holm" is known as Ada Holm where the
//! text names one Holm only. A text enters; a shorter name is asked for later.

use rustc_hash::FxHashSet;

use super::vocabulary::{is_nobody, is_suffix, is_title};
use super::{PersonName, Sameness, is_particle, key};

/// The people that a text names in full.
#[derive(Debug, Clone, Default)]
pub struct FullNames {
    names: Vec<PersonName>,
}

impl FullNames {
    /// The names with a given name in `text`, each once.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut runs = runs(text);
        let mut known = FxHashSet::default();
        runs.retain(|run| known.insert(run.clone()));
        let mut names: Vec<PersonName> = runs.iter().filter_map(|run| PersonName::parse(run)).collect();
        let mut known = FxHashSet::default();
        names.retain(|name| name.is_full() && known.insert(name.words.clone()));
        Self { names }
    }

    /// The longest form of a name in the text; `None` where it gives no longer one, or
    /// names several people so ("Clinton").
    ///
    /// ```
    /// use glossator::prose::{FullNames, PersonName};
    /// let names = FullNames::of("Ada Holm met Tomas Okafor and Ines Okafor. Holm spoke first.");
    /// let longest = |name| names.longest(&PersonName::parse(name)?).map(ToString::to_string);
    /// assert_eq!(longest("Holm").as_deref(), Some("Ada Holm"));
    /// assert_eq!(longest("Okafor"), None);
    /// ```
    #[must_use]
    pub fn longest(&self, name: &PersonName) -> Option<&PersonName> {
        // Most names share nothing: their comparison need not be finished.
        let may_be = |other: &&PersonName| {
            name.shares_surname(other) && matches!(name.compare(other), Sameness::Same | Sameness::Compatible)
        };
        let longest = self.names.iter().filter(may_be).max_by_key(|other| (other.words.len(), other.written.len()))?;
        let is_one = |other: &PersonName| matches!(longest.compare(other), Sameness::Same | Sameness::Compatible);
        self.names.iter().filter(may_be).all(is_one).then_some(longest)
    }
}

/// The runs of capitalised words, what surely is no part of a name left out.
fn runs(text: &str) -> Vec<String> {
    let mut runs = Vec::new();
    let mut run = String::new();
    for token in text.split_whitespace() {
        let bare = token.trim_matches(|c: char| !c.is_alphanumeric());
        let is_capital = bare.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
        let folded = if is_capital || !run.is_empty() { key(bare) } else { String::new() };
        let opens = !token.starts_with(|c: char| c.is_alphanumeric());
        let joins = if is_capital { !is_nobody(&folded) } else { !opens && !run.is_empty() && is_particle(&folded) };
        if opens || !joins {
            end(&mut run, &mut runs);
        }
        if joins {
            run.push_str(if run.is_empty() { "" } else { " " });
            run.push_str(bare);
            run.push_str(if bare.chars().count() == 1 { "." } else { "" });
        }
        if !run.is_empty() && ends_run(token, bare, &folded) {
            end(&mut run, &mut runs);
        }
    }
    end(&mut run, &mut runs);
    runs
}

/// Keeps a run of several words, and begins another.
fn end(run: &mut String, runs: &mut Vec<String>) {
    if run.contains(' ') {
        runs.push(std::mem::take(run));
    }
    run.clear();
}

/// Whether nothing behind the word belongs to the same name: a mark follows, other than
/// the stop of an initial or a title.
fn ends_run(token: &str, bare: &str, folded: &str) -> bool {
    let is_abbreviation = bare.chars().count() == 1 || is_title(folded) || is_suffix(folded);
    let behind = token.rfind(bare).and_then(|at| token.get(at + bare.len()..)).unwrap_or_default();
    !(behind.is_empty() || behind == "." && is_abbreviation) || bare.ends_with("’s") || bare.ends_with("'s")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn longest(text: &str, name: &str) -> Option<String> {
        FullNames::of(text).longest(&PersonName::parse(name)?).map(ToString::to_string)
    }

    #[test]
    fn finds_the_full_name() {
        let text = "But Sen. Ada M. Holm (Lab.) spoke. Holm’s aide, Tomas van der Berg, did not. Wang Yi and Wang Yiwei \
                    came. Nguyen Phu Trong, too, and Park Geun-hye’s minister.";
        assert_eq!(longest(text, "Holm").as_deref(), Some("Ada M. Holm"));
        assert_eq!(longest(text, "Berg").as_deref(), Some("Tomas van der Berg"));
        assert_eq!(longest(text, "Wang"), None);
        assert_eq!(longest(text, "Wang Yi").as_deref(), Some("Wang Yi"));
        assert_eq!(longest(text, "Trong").as_deref(), Some("Nguyen Phu Trong"));
        assert_eq!(longest(text, "Park").as_deref(), Some("Park Geun-hye"));
        assert_eq!(longest(text, "Okafor"), None);
    }

    #[test]
    fn namesakes_are_not_told_apart_by_the_surname() {
        let text = "Ivo Holm and Ada Holm stood for office.";
        assert_eq!(longest(text, "Holm"), None);
        assert_eq!(longest(text, "Ada Holm").as_deref(), Some("Ada Holm"));
    }
}
