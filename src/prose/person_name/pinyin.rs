//! Whether letters can be a Chinese name in Pinyin. What is no Pinyin ("Yiwi") is a
//! slip; what is may always be somebody else ("Wang Li" beside "Wang Lei").

/// What a syllable may begin with; none of them is a syllable by itself.
const INITIALS: [&str; 23] = [
    "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s", "y",
    "w",
];

/// What may follow, by initial; the first row is for syllables without one.
const FINALS: [(&[&str], &str); 12] = [
    (&[""], "a o e ai ei ao ou an en ang eng er"),
    (&["b", "p", "m"], "a o ai ei ao an en ang eng i ie iao ian in ing u ou iu"),
    (&["f"], "a o ei ou an en ang eng u"),
    (&["d", "t"], "a e ai ei ao ou an en ang eng ong i ia ie iao iu ian ing u uo ui uan un"),
    (&["n", "l"], "a e ai ei ao ou an en ang eng ong i ia ie iao iu ian in iang ing u uo uan un v ve ue"),
    (&["g", "k", "h"], "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang"),
    (&["j", "q", "x"], "i ia ie iao iu ian in iang ing iong u ue uan un"),
    (&["zh", "ch", "sh"], "a e ai ei ao ou an en ang eng ong i u ua uo uai ui uan un uang"),
    (&["r"], "e ao ou an en ang eng ong i u ua uo ui uan un"),
    (&["z", "c", "s"], "a e ai ei ao ou an en ang eng ong i u uo ui uan un"),
    (&["y"], "a e ao ou an ang i in ing ong u ue uan un"),
    (&["w"], "a o ai ei an en ang eng u"),
];

/// Syllables of a given name: one, two, seldom three.
const MOST: usize = 3;

/// Whether `word`, in lower case, can be read as one to three syllables.
pub(crate) fn is_pinyin(word: &str) -> bool {
    reads(word, MOST)
}

fn reads(word: &str, left: usize) -> bool {
    word.is_empty() && left < MOST
        || left > 0
            && (1..=word.len().min(6)).any(|end| {
                let (head, tail) = (word.get(..end), word.get(end..));
                head.is_some_and(is_syllable) && tail.is_some_and(|tail| reads(tail, left - 1))
            })
}

fn is_syllable(letters: &str) -> bool {
    let initial = INITIALS.iter().find(|initial| letters.starts_with(**initial)).copied().unwrap_or_default();
    let rest = letters.strip_prefix(initial).unwrap_or_default();
    FINALS.iter().any(|(initials, finals)| initials.contains(&initial) && finals.split(' ').any(|end| end == rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_pinyin_from_slips() {
        for name in ["yi", "yiwei", "keqiang", "jinping", "jingping", "jiechi", "zhongwei", "anshan", "rongwen", "er"] {
            assert!(is_pinyin(name), "{name}");
        }
        for slip in ["yiwi", "keqaing", "jinpng", "zhongwie", "jeichi", "robert", ""] {
            assert!(!is_pinyin(slip), "{slip}");
        }
    }
}
