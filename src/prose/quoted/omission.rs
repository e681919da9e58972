//! The signs for words left out: `...`, `. . .`, `....`, `…`, `[...]`, `(…)`. The rest
//! of a text enters, the length of the sign it begins with leaves.

/// The bytes of the sign that `rest`, which begins with `c`, begins with.
pub(super) fn length_at(rest: &str, c: char) -> Option<usize> {
    match c {
        '.' | '…' | '⋯' => dots(rest),
        '[' => within(rest, ']'),
        '(' => within(rest, ')'),
        _ => None,
    }
}

/// Three dots or more, each with at most one space before it; the one sign for three
/// may stand among them.
fn dots(rest: &str) -> Option<usize> {
    let (mut count, mut end, mut at) = (0, 0, 0);
    let mut is_after_space = false;
    for c in rest.chars() {
        at += c.len_utf8();
        match c {
            '.' => count += 1,
            '…' | '⋯' => count += 3,
            _ if c.is_whitespace() && !is_after_space => {
                is_after_space = true;
                continue;
            }
            _ => break,
        }
        is_after_space = false;
        end = at;
    }
    (count >= 3).then_some(end)
}

/// Dots alone in brackets.
fn within(rest: &str, close: char) -> Option<usize> {
    let inside = rest.get(1..)?;
    let start = inside.trim_start();
    let len = dots(start)?;
    let after = start.get(len..)?.trim_start();
    after.starts_with(close).then(|| rest.len() - after.len() + close.len_utf8())
}
