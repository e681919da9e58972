//! Counting right, missed and wrong: truth and what was found enter, a table leaves.

#![allow(clippy::cast_precision_loss, reason = "rough figures")]

use std::collections::BTreeMap;

/// The counts of one rule or kind.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Score {
    /// In the truth and found.
    matched: usize,
    /// In the truth and not found.
    missed: usize,
    /// Found and not in the truth.
    wrong: usize,
}

impl Score {
    /// Counts one place: `matched`, `missed` or anything else for wrong.
    pub(crate) fn add(&mut self, of: &str) {
        match of {
            "matched" => self.matched += 1,
            "missed" => self.missed += 1,
            _ => self.wrong += 1,
        }
    }
}

/// What stands in both, in the truth alone, in what was found alone.
pub(crate) fn compared<T>(
    truth: Vec<T>,
    mut found: Vec<T>,
    agree: impl Fn(&T, &T) -> bool,
) -> (Vec<T>, Vec<T>, Vec<T>) {
    let (mut matched, mut missed) = (Vec::new(), Vec::new());
    for one in truth {
        match found.iter().position(|other| agree(&one, other)) {
            Some(at) => matched.push(found.swap_remove(at)),
            None => missed.push(one),
        }
    }
    (matched, missed, found)
}

/// A line for each name.
pub(crate) fn print(of: &str, scores: &BTreeMap<String, Score>) {
    println!("{of:<24} truth found wrong  precision  recall");
    for (name, Score { matched, missed, wrong }) in scores {
        let (truth, found) = (matched + missed, matched + wrong);
        let (precision, recall) = (share(*matched, found), share(*matched, truth));
        println!("{name:<24} {truth:>5} {matched:>5} {wrong:>5}  {precision:>9}  {recall:>6}");
    }
}

/// A share in per cent; a dash where there is nothing to share.
pub(crate) fn share(part: usize, whole: usize) -> String {
    if whole == 0 { "-".to_owned() } else { format!("{:.1}", 100.0 * part as f64 / whole as f64) }
}
