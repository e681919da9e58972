//! Abbreviations that need no introduction: a list that comes with the program, and
//! what a project adds to it.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

static WELL_KNOWN: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("well_known_abbreviations.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

/// Whether an abbreviation, in the singular, needs no introduction.
pub(super) fn is_well_known(name: &str, of_project: &[String]) -> bool {
    WELL_KNOWN.contains(name) || of_project.iter().any(|known| known == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_its_list_and_the_project_s() {
        let of_project = ["CAICT".to_owned()];
        assert!(["EU", "UN", "IP", "US", "GMT", "CNY", "R&D"].iter().all(|name| is_well_known(name, &[])));
        assert!(is_well_known("CAICT", &of_project) && !is_well_known("CAICT", &[]));
        assert!(!is_well_known("#", &[]) && !is_well_known("NSA", &of_project));
    }
}
