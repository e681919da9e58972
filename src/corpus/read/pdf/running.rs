//! Running heads and page numbers: lines at the top or the foot of a page that stand
//! there on other pages, too, but for their figures.

use std::collections::BTreeMap;

use super::page::Page;

/// Longest running head in characters.
const LONGEST: usize = 120;

/// Lines from either end of a page that may be running heads.
const DEPTH: usize = 2;

/// For each page, the indexes of its lines that are running heads or page numbers.
pub(super) fn running_heads(pages: &[Page]) -> Vec<Vec<usize>> {
    let edges: Vec<Vec<(usize, String)>> = pages.iter().map(edge_lines).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for page in &edges {
        let mut different: Vec<&str> = page.iter().map(|(_, key)| key.as_str()).collect();
        different.sort_unstable();
        different.dedup();
        for key in different {
            *counts.entry(key).or_default() += 1;
        }
    }
    let is_running = |key: &str| {
        let count = counts.get(key).copied().unwrap_or(0);
        count >= 3 || count == 2 && pages.len() <= 4 || pages.len() > 1 && is_page_number(key)
    };
    let on_page =
        |page: Vec<(usize, String)>| page.into_iter().filter(|(_, key)| is_running(key)).map(|(index, _)| index);
    let mut heads: Vec<Vec<usize>> = Vec::with_capacity(pages.len());
    for page in edges.iter().cloned() {
        heads.push(on_page(page).collect());
    }
    heads
}

/// The lines nearest to the top and to the foot, each with what it is compared by.
fn edge_lines(page: &Page) -> Vec<(usize, String)> {
    let mut bases: Vec<f64> = page.lines.iter().map(|line| line.base).collect();
    bases.sort_by(f64::total_cmp);
    bases.dedup_by(|one, other| (*one - *other).abs() < 3.0);
    let depth = DEPTH.min(bases.len() / 2);
    let top = depth.checked_sub(1).and_then(|last| bases.get(last)).copied();
    let foot = bases.get(bases.len() - depth).copied();
    let is_edge = |base: f64| top.is_some_and(|top| base < top + 3.0) || foot.is_some_and(|foot| base > foot - 3.0);
    let lines = (0..).zip(&page.lines).filter(|(_, line)| is_edge(line.base) && line.text.chars().count() <= LONGEST);
    lines.map(|(index, line)| (index, key(&line.text))).collect()
}

/// A line without case, spaces and figures.
fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace()) {
        let c = if c.is_numeric() { '#' } else { c };
        if c != '#' || !key.ends_with('#') {
            key.push(c);
        }
    }
    key
}

/// "12", "- 12 -", "page 12 of 40", "xiv".
fn is_page_number(key: &str) -> bool {
    let bare = key.trim_matches(|c: char| !c.is_alphanumeric() && c != '#');
    let is_roman = !bare.is_empty() && bare.len() <= 6 && bare.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l'));
    matches!(bare, "#" | "page#" | "page#of#" | "#/#" | "#of#" | "p.#" | "seite#" | "第#页") || is_roman
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_page_numbers() {
        for text in ["12", "- 12 -", "Page 12 of 40", "xiv", "12/40"] {
            assert!(is_page_number(&key(text)), "{text}");
        }
        for text in ["Article 12", "", "2019 report", "livid", "12 ships"] {
            assert!(!is_page_number(&key(text)), "{text}");
        }
    }
}
