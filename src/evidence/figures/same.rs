//! Whether one amount stands for another: rounded as it is printed, or not exact by its
//! own word.

use super::read::Counted;
use crate::prose::Amount;

/// From here on amounts are rounded without a word.
const ROUNDED_FROM: f64 = 1000.0;
/// How far an amount that is said not to be exact may lie from the true one.
const HEDGE: f64 = 0.5;

/// Whether the draft's amount stands for the source's, whatever they count.
pub(super) fn stands_for(draft: &Counted, source: &Counted) -> bool {
    let (one, other) = (value(draft.amount), value(source.amount));
    let apart = (one - other).abs();
    if draft.is_hedged || source.is_hedged {
        return apart <= one.max(other) * HEDGE;
    }
    apart <= precision(draft.amount).max(precision(source.amount)) / 2.0
}

#[expect(clippy::cast_precision_loss, reason = "amounts are compared roughly")]
fn value(amount: Amount) -> f64 {
    amount.digits as f64 * 10_f64.powi(i32::from(amount.exponent))
}

/// What the last digit that is printed counts.
fn precision(amount: Amount) -> f64 {
    let is_round = value(amount) >= ROUNDED_FROM;
    let exponent = if is_round { amount.exponent } else { amount.exponent.min(0) };
    10_f64.powi(i32::from(exponent)) * if exponent >= 0 && !is_round { 0.9 } else { 1.0 }
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
        assert!(!stands("40 ships", "37 ships"));
        assert!(!stands("$4.8 million", "$4.8 billion"));
        assert!(!stands("12 ships", "21 ships"));
        assert!(!stands("1,600 ships", "1,482 ships"));
    }
}
