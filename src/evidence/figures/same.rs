//! Whether one amount stands for another: rounded as it is printed, or not exact by its
//! own word. Values are compared, not what is counted.

use super::read::Counted;
use crate::prose::Amount;

/// From here on amounts are rounded without a word.
const ROUNDED_FROM: f64 = 1000.0;
/// How far an amount that is said not to be exact may lie from the true one.
const NEAR: f64 = 0.05;
/// How many times the bound an amount may be that is said to lie beyond it: of "more than
/// 3 million" and 3 billion one is wrong.
const BEYOND: f64 = 2.0;

/// What a text says of an amount's exactness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Hedge {
    /// Nothing.
    #[default]
    Exact,
    /// "about", "nearly"
    About,
    /// "more than", "at least"
    AtLeast,
    /// "less than", "up to"
    AtMost,
}

impl Hedge {
    /// The hedge that the words right before an amount are, the nearest first, and how
    /// many words it has.
    pub(super) fn before([one, two, three]: [&str; 3]) -> (Self, usize) {
        let is_denied = matches!(three, "no" | "not");
        match (two, one) {
            ("less" | "fewer", "than") if is_denied => (Self::AtLeast, 3),
            ("more" | "greater", "than") if is_denied => (Self::AtMost, 3),
            ("more" | "greater" | "higher" | "better", "than") | ("at", "least") => (Self::AtLeast, 2),
            ("less" | "fewer" | "lower", "than") | ("at", "most") | ("up", "to") | ("many" | "much", "as") => {
                (Self::AtMost, 2)
            }
            ("close", "to") => (Self::About, 2),
            (_, "over" | "above" | "exceeding" | "exceeds" | "exceeded" | "surpassing" | "surpassed") => {
                (Self::AtLeast, 1)
            }
            (_, "under" | "below") => (Self::AtMost, 1),
            (
                _,
                "about" | "almost" | "approximately" | "around" | "estimated" | "nearly" | "roughly" | "some" | "circa",
            ) => (Self::About, 1),
            _ => (Self::Exact, 0),
        }
    }

    /// The hedge that the words right behind an amount are.
    pub(super) fn behind([one, two]: [&str; 2]) -> Self {
        match (one, two) {
            ("or", "more") => Self::AtLeast,
            ("or", "less" | "fewer") => Self::AtMost,
            ("or", "so") | ("odd", _) => Self::About,
            _ => Self::Exact,
        }
    }
}

/// Whether the draft's amount stands for the source's, whatever they count.
pub(super) fn stands_for(draft: &Counted, source: &Counted) -> bool {
    let (one, other) = (value(draft.amount), value(source.amount));
    if draft.is_place() {
        return draft.amount == source.amount;
    }
    let is_hedged = (draft.hedge, source.hedge) != (Hedge::Exact, Hedge::Exact);
    let (low, high) = (one.min(other), one.max(other));
    if is_rounded(draft.amount, other, is_hedged) || is_hedged && high - low <= high * NEAR {
        return true;
    }
    let is_bound = |bound: Hedge, low: f64, high: f64| match bound {
        Hedge::AtLeast => low <= high && high <= low * BEYOND,
        Hedge::AtMost => high <= low && low <= high * BEYOND,
        _ => false,
    };
    // Two bounds of one kind are compared like amounts: each may be the other's.
    draft.hedge != source.hedge && (is_bound(draft.hedge, one, other) || is_bound(source.hedge, other, one))
}

/// Whether an amount is another one, rounded or cut as it is printed. What is said not to
/// be exact may be rounded below a thousand, too.
fn is_rounded(printed: Amount, exact: f64, is_hedged: bool) -> bool {
    let one = value(printed);
    let is_whole = one < ROUNDED_FROM && !is_hedged;
    let last = 10_f64.powi(i32::from(if is_whole { printed.exponent.min(0) } else { printed.exponent }));
    (exact - one).abs() <= last * (0.5 + 1e-6)
}

#[expect(clippy::cast_precision_loss, reason = "amounts are compared roughly")]
fn value(amount: Amount) -> f64 {
    amount.digits as f64 * 10_f64.powi(i32::from(amount.exponent))
}

#[cfg(test)]
mod tests {
    use super::super::read::Sentence;
    use super::*;

    #[test]
    fn a_rounded_amount_stands_for_the_exact_one() {
        let counted = |text: &str| Sentence::read(text).amounts.into_iter().next().expect("an amount");
        let stands = |draft: &str, source: &str| stands_for(&counted(draft), &counted(source));
        assert!(stands("1,500 ships", "1,482 ships"));
        assert!(stands("$4.8bn", "$4.8 billion"));
        assert!(stands("5 percent", "4.9 percent"));
        assert!(stands("about 40 ships", "37 ships"));
        assert!(stands("40 ships", "more than 37 ships"));
        assert!(stands("more than 200 ships", "213 ships"));
        assert!(stands("up to 30 ships", "28 ships"));
        assert!(stands("some 240 ships", "250 ships"));
        assert!(stands("100 ships", "100 ships"));
        assert!(!stands("40 ships", "37 ships"));
        assert!(!stands("more than 300 ships", "213 ships"));
        assert!(!stands("more than 3 million ships", "3 billion ships"));
        assert!(!stands("more than 300 ships", "more than 200 ships"));
        assert!(!stands("about 30 ships", "about 20 ships"));
        assert!(!stands("$510 million", "$500 million"));
        assert!(!stands("$4.8 million", "$4.8 billion"));
        assert!(!stands("12 ships", "21 ships"));
        assert!(!stands("1,600 ships", "1,482 ships"));
    }
}
