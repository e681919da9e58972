//! The words of an item that say what it is, without what is said about it further on.
//! An item and the text it stands in enter, the bytes of those words leave.

use super::{Form, Item};
use crate::prose::sentences;
use crate::text::{Span, Tokens};

impl Item {
    /// The words that say what the item is: without its ordinal, to the end of the first
    /// sentence, to a colon or a dash. `text` is that of its unit.
    #[must_use]
    pub fn gist(&self, form: Form, text: &str, tokens: &Tokens) -> Span {
        let start = self.ordinal.map_or(self.span.start, |ordinal| ordinal.span.end).max(self.span.start);
        let body = Span::new(start, self.span.end.max(start));
        let span = if form == Form::Series { body } else { head(text, body) };
        let words = tokens.within(span);
        if words.is_empty() { span } else { tokens.cover(words) }
    }
}

fn head(text: &str, body: Span) -> Span {
    let text = body.slice(text);
    let first = sentences(text).into_iter().next().map_or(text, |sentence| sentence.slice(text));
    let marks = [": ", ":\n", " — ", " – ", " -- ", "; "];
    let end = marks.iter().filter_map(|mark| first.find(mark)).filter(|at| *at > 2).min().unwrap_or(first.len());
    let start = first.as_ptr() as usize - text.as_ptr() as usize;
    Span::new(body.start + start, body.start + start + end)
}
