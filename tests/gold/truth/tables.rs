//! Counts by name, and how they are printed.

use std::collections::BTreeMap;

/// How often each of several things was seen.
#[derive(Debug, Default)]
pub(crate) struct Counts(BTreeMap<String, usize>);

impl Counts {
    pub(crate) fn add(&mut self, name: impl Into<String>) {
        *self.0.entry(name.into()).or_default() += 1;
    }

    pub(crate) fn total(&self) -> usize {
        self.0.values().sum()
    }

    pub(crate) fn of(&self, name: &str) -> usize {
        self.0.get(name).copied().unwrap_or_default()
    }

    /// The most frequent first, at most `most`.
    pub(crate) fn print(&self, title: &str, most: usize) {
        println!("{title}");
        let mut counts: Vec<(&String, &usize)> = self.0.iter().collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        for (name, count) in counts.into_iter().take(most) {
            println!("  {count:>6} {:>6.2} %  {name}", share(*count, self.total()));
        }
    }
}

/// A share in hundredths.
pub(crate) fn share(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}
