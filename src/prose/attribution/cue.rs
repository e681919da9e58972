//! The verbs that bring somebody's words, from the list beside this file. A word in
//! small letters enters; which verb form it is leaves.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Where a verb may stand to bring words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CueSet {
    /// Before and behind them.
    Anywhere,
    /// Only before them.
    Before,
}

/// The forms of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// say
    Base,
    /// says
    Third,
    /// said, which may be a past participle, too.
    Past,
    /// saying
    Participle,
    /// written, where it is not the past.
    PastParticiple,
}

/// A form of a verb that brings words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cue {
    pub(super) set: CueSet,
    pub(super) form: Form,
}

impl Cue {
    /// Whether it can be the verb of a clause.
    pub(super) const fn is_finite(self) -> bool {
        matches!(self.form, Form::Third | Form::Past)
    }

    /// Whether it may follow the words it brings.
    pub(super) const fn may_follow(self) -> bool {
        matches!(self.set, CueSet::Anywhere)
    }
}

/// Forms in the order of the list. Where two are the same word, the past stays.
const FORMS: [Form; 5] = [Form::Base, Form::Third, Form::Past, Form::Participle, Form::PastParticiple];

static CUES: LazyLock<FxHashMap<&'static str, Cue>> = LazyLock::new(|| {
    let mut cues = FxHashMap::default();
    let mut set = CueSet::Anywhere;
    for line in include_str!("cues.txt").lines() {
        match line {
            "[after]" => set = CueSet::Anywhere,
            "[before]" => set = CueSet::Before,
            _ if line.starts_with('#') => {}
            _ => cues.extend(line.split_whitespace().zip(FORMS).map(|(word, form)| (word, Cue { set, form }))),
        }
    }
    cues
});

/// The verb form that a word, in small letters, is.
pub(super) fn cue(word: &str) -> Option<Cue> {
    CUES.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_list() {
        let said = cue("said").expect("a cue");
        assert!(said.is_finite() && said.may_follow());
        assert!(cue("calls").is_some_and(|calls| calls.is_finite() && !calls.may_follow()));
        assert_eq!(cue("saying").map(|saying| saying.form), Some(Form::Participle));
        assert_eq!(cue("written").map(|written| written.form), Some(Form::PastParticiple));
        assert_eq!(cue("read").map(|read| read.form), Some(Form::Past));
        assert_eq!(cue("laughed"), None);
    }

    #[test]
    fn no_verb_stands_in_both_sets() {
        let lines = include_str!("cues.txt").lines().filter(|line| !line.starts_with(['#', '[']));
        let words: Vec<&str> = lines.flat_map(|line| line.split_whitespace().take(1)).collect();
        let mut once = words.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(words.len(), once.len());
    }
}
