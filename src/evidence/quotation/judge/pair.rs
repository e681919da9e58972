//! What it means that one word stands where the source has another, or none, or that
//! the source has one more.

use super::ChangeClass;
use super::lexicon::are_opposites;
use super::word::{Sort, Word};
use super::{inflection, spelling};

/// One word in the place of another.
pub(super) fn replaced(quoted: &Word<'_>, source: &Word<'_>, knows: &dyn Fn(&str) -> bool) -> ChangeClass {
    if quoted.sort == Sort::Date || source.sort == Sort::Date {
        return ChangeClass::Date;
    }
    let (one, other) = (quoted.text.to_lowercase(), source.text.to_lowercase());
    let is_word = |word: &Word<'_>| word.sort == Sort::Plain;
    if is_word(quoted) && is_word(source) {
        if is_agreed(&one) && is_agreed(&other) {
            return ChangeClass::HouseStyle;
        }
        if [(&one, &other), (&other, &one)].into_iter().any(|(long, short)| long == "because" && short == "cause") {
            return ChangeClass::Contraction;
        }
        if spelling::is_pair(&one, &other) {
            return ChangeClass::Spelling;
        }
        if !source.is_name() && is_slip(&other, &one, knows) {
            return ChangeClass::SlipMended;
        }
    }
    let (sense, other_sense) = (quoted.sense(), source.sense());
    let is_form = is_word(quoted) && is_word(source) && inflection::are_forms(&one, &other);
    let are_months =
        quoted.flags.is_capital() && source.flags.is_capital() && sense.tells_time() && other_sense.tells_time();
    if are_months && !is_form {
        ChangeClass::Date
    } else if sense.denies() != other_sense.denies() {
        ChangeClass::Negation
    } else if is_article(&one) && is_article(&other) {
        ChangeClass::FunctionWord
    } else if (quoted.is_number() || source.is_number()) && !is_form {
        ChangeClass::Number
    } else if (sense.denies() || sense.limits() || other_sense.limits()) && !is_form {
        ChangeClass::Modality
    } else if is_form || quoted.is_clitic() && source.is_clitic() {
        ChangeClass::Inflection
    } else if sense.tells_time() && other_sense.tells_time() {
        ChangeClass::Date
    } else if sense.measures() && other_sense.measures() {
        ChangeClass::Unit
    } else if quoted.is_grammar() && source.is_grammar() && !are_opposites(quoted.key, source.key) {
        ChangeClass::FunctionWord
    } else if quoted.is_name() || source.is_name() {
        ChangeClass::Name
    } else {
        ChangeClass::ContentReplaced
    }
}

/// The word that each house writes in its own way.
fn is_agreed(word: &str) -> bool {
    matches!(word, "ok" | "okay" | "o.k" | "o.k.")
}

/// Articles, with the number that may stand for one.
fn is_article(word: &str) -> bool {
    matches!(word, "a" | "an" | "the" | "one")
}

/// A word that the source does not have.
pub(super) fn added(word: &Word<'_>) -> ChangeClass {
    on_one_side(word, ChangeClass::ContentAdded)
}

/// A word of the source that is left out.
pub(super) fn gone(word: &Word<'_>) -> ChangeClass {
    on_one_side(word, ChangeClass::ContentDropped)
}

fn on_one_side(word: &Word<'_>, content: ChangeClass) -> ChangeClass {
    let sense = word.sense();
    if sense.denies() {
        ChangeClass::Negation
    } else if sense.limits() {
        ChangeClass::Modality
    } else if word.sort == Sort::Date || sense.tells_time() {
        ChangeClass::Date
    } else if word.is_number() {
        ChangeClass::Number
    } else if word.is_clitic() {
        ChangeClass::Inflection
    } else if word.is_grammar() {
        ChangeClass::FunctionWord
    } else {
        content
    }
}

/// Whether `meant` is what a word that nobody else writes was meant for: one letter
/// more or less, another, or two exchanged.
fn is_slip(written: &str, meant: &str, knows: &dyn Fn(&str) -> bool) -> bool {
    written.chars().count() >= 4
        && strsim::osa_distance(written, meant) == 1
        && !written.contains(|c: char| c.is_ascii_digit())
        && !knows(written)
        && knows(meant)
}
