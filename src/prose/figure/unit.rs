//! What an amount counts, where a sign or a word beside it says so: money, shares.

use crate::text::{Gap, Tokens, fold};

/// What an amount counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FigureUnit {
    /// Nothing that is known here.
    None,
    /// A place in an order: "third".
    Ordinal,
    /// Hundredths.
    Percent,
    /// A distance between two percentages.
    PercentagePoint,
    /// Dollars, of the United States unless other words say otherwise.
    Dollar,
    /// Euros.
    Euro,
    /// Pounds, of money or weight.
    Pound,
    /// Yuan, renminbi.
    Yuan,
    /// Yen.
    Yen,
    /// Rupees.
    Rupee,
}

impl FigureUnit {
    /// Whether a sign or a word beside the number says what is counted.
    #[must_use]
    pub const fn is_told(self) -> bool {
        !matches!(self, Self::None | Self::Ordinal)
    }
}

/// A unit before its number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before {
    pub(super) unit: FigureUnit,
    /// The byte where it begins.
    pub(super) start: usize,
    /// The first word of the number.
    pub(super) number: usize,
}

/// A unit after its number.
#[derive(Debug, Clone, Copy)]
pub(super) struct After {
    pub(super) unit: FigureUnit,
    /// The byte where it ends.
    pub(super) end: usize,
    /// The word that follows.
    pub(super) next: usize,
}

/// The unit at `index` before a number: "$5", "US$5", "RMB 5".
pub(super) fn before(text: &str, tokens: &Tokens, index: usize) -> Option<Before> {
    let span = tokens.span(index);
    if tokens.flags(index).is_number() {
        let ahead = text.get(..span.start)?;
        let sign = ahead.trim_end_matches(' ').chars().next_back()?;
        let start = ahead.trim_end_matches(' ').len() - sign.len_utf8();
        return Some(Before { unit: sign_of_money(sign)?, start, number: index });
    }
    if index + 1 >= tokens.len() || !tokens.flags(index + 1).is_number() {
        return None;
    }
    let between = text.get(span.end..tokens.span(index + 1).start)?.trim();
    let unit = match (span.slice(text), between) {
        ("US", "$") | ("USD", "") => FigureUnit::Dollar,
        ("EUR", "") => FigureUnit::Euro,
        ("GBP", "") => FigureUnit::Pound,
        ("CNY" | "RMB", "") => FigureUnit::Yuan,
        ("JPY", "") => FigureUnit::Yen,
        _ => return None,
    };
    Some(Before { unit, start: span.start, number: index + 1 })
}

const fn sign_of_money(sign: char) -> Option<FigureUnit> {
    Some(match sign {
        '$' | '＄' => FigureUnit::Dollar,
        '€' => FigureUnit::Euro,
        '£' => FigureUnit::Pound,
        '¥' | '￥' => FigureUnit::Yen,
        '₹' => FigureUnit::Rupee,
        _ => return None,
    })
}

/// The unit after the word before `next`: "%", "per cent", "US dollars".
pub(super) fn after(text: &str, tokens: &Tokens, next: usize) -> Option<After> {
    let end = tokens.span(next.checked_sub(1)?).end;
    let rest = text.get(end..)?;
    let sign = rest.trim_start_matches([' ', '\u{A0}', '\u{202F}']);
    if let Some(c @ ('%' | '％' | '€' | '£')) = sign.chars().next() {
        let unit = sign_of_money(c).unwrap_or(FigureUnit::Percent);
        return Some(After { unit, end: end + (rest.len() - sign.len()) + c.len_utf8(), next });
    }
    let word = |at: usize| {
        let follows = at < tokens.len() && tokens.flags(at).gap() <= Gap::Hyphen;
        if follows { fold(tokens.span(at).slice(text)) } else { String::new() }
    };
    let (unit, count) = match (word(next).as_str(), word(next + 1).as_str()) {
        ("percentage", "point" | "points") => (FigureUnit::PercentagePoint, 2),
        ("per", "cent") | ("us", "dollar" | "dollars") => {
            (if word(next) == "per" { FigureUnit::Percent } else { FigureUnit::Dollar }, 2)
        }
        ("percent" | "pct", _) => (FigureUnit::Percent, 1),
        ("dollar" | "dollars", _) => (FigureUnit::Dollar, 1),
        ("euro" | "euros", _) => (FigureUnit::Euro, 1),
        ("pound" | "pounds", _) => (FigureUnit::Pound, 1),
        ("yuan" | "renminbi" | "rmb", _) => (FigureUnit::Yuan, 1),
        ("yen", _) => (FigureUnit::Yen, 1),
        ("rupee" | "rupees", _) => (FigureUnit::Rupee, 1),
        _ => return None,
    };
    Some(After { unit, end: tokens.span(next + count - 1).end, next: next + count })
}
