//! The language of a text as a BCP 47 tag: what is declared, else what the words
//! show. A short or mixed-up text has none.

/// Bytes of the text whose scripts are looked at.
const SAMPLE: usize = 4_000;

/// Bytes of it from which a language is told; more takes longer and tells no more.
const TRIGRAM_SAMPLE: usize = 1_200;

/// Fewest letters from which a language is told.
const FEWEST_LETTERS: usize = 60;

/// The tag for what a page declares: a tag ("en", `en_GB`) or the English or own
/// name of a language.
pub(super) fn declared_language(value: &str) -> Option<String> {
    let value = value.trim().replace('_', "-");
    let named = whatlang::Lang::all().iter().find(|language| {
        language.eng_name().eq_ignore_ascii_case(&value) || language.name().eq_ignore_ascii_case(&value)
    });
    if let Some(language) = named {
        return Some(tag(*language).to_owned());
    }
    if matches!(value.as_str(), "Chinese" | "中文") {
        return Some("zh".to_owned());
    }
    let mut parts = value.split('-');
    let is_tag = parts.next().is_some_and(|first| (2..=3).contains(&first.len()) && is_ascii_letters(first))
        && parts.all(|part| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric()));
    is_tag.then_some(value)
}

fn is_ascii_letters(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_alphabetic())
}

/// The language that the words of `text` show: "zh" by its characters, "mul" where
/// Chinese and another script share the text.
pub(super) fn language_of_words(text: &str) -> Option<&'static str> {
    let sample = text.get(..text.floor_char_boundary(SAMPLE)).unwrap_or(text);
    let (mut han, mut kana, mut other) = (0_usize, 0_usize, 0_usize);
    for c in sample.chars() {
        match c {
            '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' => han += 1,
            '\u{3040}'..='\u{30FF}' => kana += 1,
            _ if c.is_alphabetic() => other += 1,
            _ => {}
        }
    }
    if 3 * han + kana + other < FEWEST_LETTERS {
        return None;
    }
    // A Chinese character says about as much as three letters.
    let weight = 3 * han * 100 / (3 * han + kana + other).max(1);
    match weight {
        _ if kana * 10 > han && kana > FEWEST_LETTERS => Some("ja"),
        80.. => Some("zh"),
        15.. => Some("mul"),
        _ => by_trigrams(sample),
    }
}

fn by_trigrams(sample: &str) -> Option<&'static str> {
    let sample = sample.get(..sample.floor_char_boundary(TRIGRAM_SAMPLE)).unwrap_or(sample);
    if is_plainly_english(sample) {
        return Some("en");
    }
    let found = whatlang::detect(sample)?;
    found.is_reliable().then(|| tag(found.lang()))
}

/// Whether "the" and "of" are as frequent as in English only. Trigrams tell the
/// same, but their table costs more than all the rest of reading a file.
fn is_plainly_english(sample: &str) -> bool {
    let (mut words, mut articles, mut others) = (0, 0, 0);
    for word in sample.split_ascii_whitespace() {
        words += 1;
        articles += usize::from(word == "the");
        others += usize::from(matches!(word, "of" | "and" | "to" | "that" | "with" | "for"));
    }
    words >= 40 && articles * 33 >= words && others * 15 >= words
}

/// The shortest BCP 47 tag: two letters where ISO 639-1 has them.
fn tag(language: whatlang::Lang) -> &'static str {
    let code = language.code();
    TWO_LETTERS.iter().find(|(three, _)| *three == code).map_or(code, |(_, two)| two)
}

/// ISO 639-3 codes of the languages that whatlang tells apart and their ISO 639-1
/// codes, which BCP 47 prefers.
const TWO_LETTERS: [(&str, &str); 69] = [
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_declared_languages_as_tags() {
        let cases = [("en", "en"), ("en_GB", "en-GB"), ("zh-Hans-CN", "zh-Hans-CN"), ("English", "en"), ("中文", "zh")];
        for (value, expected) in cases {
            assert_eq!(declared_language(value).as_deref(), Some(expected), "{value}");
        }
        for value in ["", "a language", "x"] {
            assert_eq!(declared_language(value), None, "{value}");
        }
    }

    #[test]
    fn tells_languages_by_their_words() {
        let english = "The ministers agreed on the ferry timetable and on a text about the sea routes.";
        let chinese = "港口的译者每天都要面对同一个问题：旧稿里的译法，今天还能不能用？".repeat(2);
        assert_eq!(language_of_words(english), Some("en"));
        assert_eq!(language_of_words(&chinese), Some("zh"));
        assert_eq!(language_of_words(&format!("{english}{chinese}")), Some("mul"));
        assert_eq!(language_of_words("Yes."), None);
    }
}
