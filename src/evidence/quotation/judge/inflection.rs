//! Forms of one word: dock, docks; go, went. Two words enter; whether they are forms of
//! one leaves. Comparatives and derived words (secure, security) say another thing and
//! are no forms here.

/// Irregular forms, each row behind the word itself.
const IRREGULAR: &str = "be am is are was were been being|have has had having|do does did done|go goes went gone|\
    say said|make made|take took taken|come came|see saw seen|know knew known|get got gotten|give gave given|\
    find found|think thought|tell told|become became|leave left|feel felt|put put|bring brought|begin began begun|\
    keep kept|hold held|write wrote written|stand stood|hear heard|let let|mean meant|set set|meet met|run ran|\
    pay paid|sit sat|speak spoke spoken|lie lay lain|lead led|read read|grow grew grown|lose lost|fall fell fallen|\
    send sent|build built|understand understood|draw drew drawn|break broke broken|spend spent|cut cut|rise rose risen|\
    drive drove driven|buy bought|wear wore worn|choose chose chosen|seek sought|throw threw thrown|catch caught|\
    deal dealt|win won|forget forgot forgotten|lay laid|sell sold|fight fought|bear bore born borne|teach taught|\
    eat ate eaten|sing sang sung|strike struck stricken|hang hung|shake shook shaken|ride rode ridden|fly flew flown|\
    drink drank drunk|swim swam swum|sink sank sunk|spring sprang sprung|shoot shot|sleep slept|sweep swept|bend bent|\
    lend lent|bind bound|wind wound|feed fed|bleed bled|breed bred|flee fled|shed shed|shut shut|hit hit|hurt hurt|\
    cost cost|quit quit|spread spread|split split|swear swore sworn|tear tore torn|steal stole stolen|freeze froze frozen|\
    weave wove woven|wake woke woken|hide hid hidden|bite bit bitten|forgive forgave forgiven|forbid forbade forbidden|\
    undertake undertook undertaken|withdraw withdrew withdrawn|overcome overcame|uphold upheld|withhold withheld|\
    withstand withstood|foresee foresaw foreseen|man men|woman women|child children|person people|foot feet|\
    tooth teeth|mouse mice|goose geese|life lives|wife wives|knife knives|leaf leaves|half halves|self selves|\
    shelf shelves|wolf wolves|thief thieves|crisis crises|basis bases|analysis analyses|hypothesis hypotheses|\
    criterion criteria|phenomenon phenomena|datum data|medium media|forum fora|index indices|appendix appendices|\
    ox oxen|die dying|lie lying|tie tying";

/// Whether two different words, in small letters, are forms of one.
pub(super) fn are_forms(one: &str, other: &str) -> bool {
    let (bases, others) = (bases(one), bases(other));
    bases.iter().any(|base| others.contains(base))
}

/// The words that `word` may be a form of, itself among them.
fn bases(word: &str) -> Vec<String> {
    let mut bases = vec![word.to_owned()];
    for row in IRREGULAR.split('|') {
        let mut forms = row.split_whitespace();
        if let Some(base) = forms.next()
            && (base == word || forms.any(|form| form == word))
        {
            bases.push(base.to_owned());
        }
    }
    for (ending, instead) in
        [("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e")]
    {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() >= 2 && stem.contains(is_vowel)) {
            bases.push(format!("{stem}{instead}"));
            bases.extend(undoubled(stem).filter(|_| matches!(ending, "ed" | "ing")).map(str::to_owned));
        }
    }
    bases
}

/// "stopp" without its second p.
fn undoubled(stem: &str) -> Option<&str> {
    let mut letters = stem.chars().rev();
    let (last, before) = (letters.next()?, letters.next()?);
    (last == before && !is_vowel(last)).then(|| stem.get(..stem.len() - last.len_utf8())).flatten()
}

const fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_told_from_other_words() {
        for (one, other) in [
            ("dock", "docks"),
            ("harbours", "harbour"),
            ("agree", "agreed"),
            ("agrees", "agreeing"),
            ("carry", "carried"),
            ("stop", "stopping"),
            ("make", "making"),
            ("went", "go"),
            ("goes", "gone"),
            ("child", "children"),
            ("watches", "watch"),
            ("planned", "plan"),
            ("crises", "crisis"),
            ("rose", "rise"),
        ] {
            assert!(are_forms(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("secure", "security"),
            ("strong", "stronger"),
            ("develop", "development"),
            ("bring", "br"),
            ("wing", "w"),
            ("public", "publication"),
            ("universe", "university"),
            ("dock", "dot"),
            ("new", "news1"),
            ("economic", "economy"),
        ] {
            assert!(!are_forms(one, other), "{one} {other}");
        }
    }
}
