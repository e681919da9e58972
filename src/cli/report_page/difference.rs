//! A quotation against its source, word by word: what the draft has struck out, what the
//! source has put in.

use crate::engine::{Deviation, Gravity};
use crate::text::{Span, one_line};

/// A part of a quotation as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// Words that both have, or that an editor may change.
    Same(String),
    /// Words of the draft, and those of the source in their place; either may be none.
    Changed(String, String),
}

/// The parts of a quotation, in order; none where nothing differs that matters.
pub(super) fn parts(text: &str, deviations: &[Deviation]) -> Vec<Part> {
    let mut telling: Vec<&Deviation> = deviations.iter().filter(|one| is_telling(one, text)).collect();
    telling.sort_by_key(|one| (one.quoted.start, one.quoted.end));
    let (mut parts, mut at) = (Vec::new(), 0);
    for deviation in telling.into_iter().filter(|one| one.quoted.end <= text.len()) {
        let Span { start, end } = deviation.quoted;
        if start < at {
            continue;
        }
        parts.push(Part::Same(one_line_between(text, at, start)));
        parts.push(Part::Changed(one_line(deviation.quoted.slice(text)), deviation.source.clone()));
        at = end;
    }
    if !parts.is_empty() {
        parts.push(Part::Same(one_line_between(text, at, text.len())));
    }
    parts
}

/// Whether a change can be shown in its place. What dots stand for is told beside it, and so
/// is a part that stands in another place, which has none here.
fn is_telling(deviation: &Deviation, text: &str) -> bool {
    let quoted = deviation.quoted.slice(text);
    let are_dots = !quoted.is_empty() && !quoted.contains(char::is_alphanumeric);
    let has_words = !quoted.is_empty() || !deviation.source.is_empty();
    deviation.gravity > Gravity::Silent && deviation.quoted != Span::default() && has_words && !are_dots
}

/// Words on one line that keep the blanks at their ends.
fn one_line_between(text: &str, start: usize, end: usize) -> String {
    let part = Span::new(start, end).slice(text);
    let blank = |is_there: bool| if is_there { " " } else { "" };
    let line = one_line(part);
    if line.is_empty() {
        return blank(!part.is_empty()).to_owned();
    }
    let (first, last) = (part.starts_with(char::is_whitespace), part.ends_with(char::is_whitespace));
    format!("{}{line}{}", blank(first), blank(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deviation(quoted: Span, source: &str, gravity: Gravity) -> Deviation {
        Deviation { told: String::new(), gravity, quoted, source: source.to_owned() }
    }

    #[test]
    fn shows_what_differs_in_its_place() {
        let deviations = [
            deviation(Span::new(5, 10), "two", Gravity::Error),
            deviation(Span::new(0, 4), "Keep", Gravity::Silent),
            deviation(Span::at(17), "not ", Gravity::Error),
        ];
        let same = |words: &str| Part::Same(words.to_owned());
        let changed = |draft: &str, source: &str| Part::Changed(draft.to_owned(), source.to_owned());
        let expected =
            [same("keep "), changed("three", "two"), same(" lanes\u{20}"), changed("", "not "), same("open")];
        assert_eq!(parts("keep three lanes open", &deviations), expected);
        assert_eq!(parts("keep", &[deviation(Span::new(0, 4), "Keep", Gravity::Silent)]), []);
        assert_eq!(parts("a … b", &[deviation(Span::new(2, 5), "c d e", Gravity::Warning)]), []);
    }

    #[test]
    fn places_outside_the_quotation_are_left_out() {
        assert_eq!(parts("a", &[deviation(Span::new(4, 9), "b", Gravity::Error)]), []);
    }
}
