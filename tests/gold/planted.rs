//! Changes planted in a passage, one of each kind, each beside its legitimate twin: what
//! an editor may do in the same place. A passage enters; quotations of it leave, with
//! what should be said of them.
//!
//! The places are chosen by the passage itself, so that every run plants the same.

#![expect(
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a place is a word of the passage, found there; a wrong one must fail the test"
)]

use glossator::evidence::quotation::ChangeClass;
use glossator::prose::figure_at;
use glossator::text::{Span, is_function_word, tokenize};

/// A quotation of a passage that was changed in one place.
pub(crate) struct Planted {
    /// The kind of change; none for what an editor may do.
    pub(crate) class: Option<ChangeClass>,
    /// What the planted change is called.
    pub(crate) name: &'static str,
    /// The words between the quotation marks.
    pub(crate) quotation: String,
    /// The passages of the source that its segments stand at, in order.
    pub(crate) source: Vec<String>,
    /// What stands in the source before each.
    pub(crate) omitted: Vec<String>,
    /// A word of the source that stands nowhere else.
    pub(crate) slip: Option<String>,
}

/// A place in a passage: bytes, and the word there.
#[derive(Clone, Copy)]
struct Word<'t> {
    start: usize,
    end: usize,
    text: &'t str,
}

/// A passage with its words.
struct Passage<'t> {
    text: &'t str,
    words: Vec<Word<'t>>,
    /// Bytes of its amounts and ordinals.
    figures: Vec<Span>,
}

/// One word changed for another: in the source, in the quotation.
type Swap = (&'static str, &'static str);

const MODALS: [Swap; 14] = [
    ("must", "may"),
    ("may", "must"),
    ("can", "could"),
    ("will", "would"),
    ("should", "must"),
    ("would", "will"),
    ("could", "can"),
    ("all", "some"),
    ("some", "all"),
    ("many", "most"),
    ("most", "some"),
    ("always", "often"),
    ("only", "always"),
    ("every", "any"),
];
const SMALL_WORDS: [Swap; 13] = [
    ("the", "a"),
    ("a", "the"),
    ("of", "for"),
    ("in", "at"),
    ("that", "which"),
    ("this", "that"),
    ("their", "our"),
    ("by", "through"),
    ("on", "upon"),
    ("we", "they"),
    ("it", "this"),
    ("an", "the"),
    ("these", "those"),
];
const TENSES: [Swap; 8] = [
    ("are", "were"),
    ("is", "was"),
    ("has", "had"),
    ("were", "are"),
    ("was", "is"),
    ("said", "says"),
    ("have", "had"),
    ("made", "makes"),
];
const NUMBERS: [Swap; 12] = [
    ("one", "two"),
    ("two", "three"),
    ("three", "four"),
    ("four", "five"),
    ("five", "six"),
    ("six", "seven"),
    ("seven", "eight"),
    ("ten", "twelve"),
    ("first", "third"),
    ("second", "first"),
    ("third", "second"),
    ("dozen", "hundred"),
];
const FIGURES: [Swap; 9] = [
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("ten", "10"),
    ("first", "1st"),
    ("third", "3rd"),
];
const DATES: [Swap; 13] = [
    ("January", "March"),
    ("February", "June"),
    ("March", "July"),
    ("April", "October"),
    ("May", "August"),
    ("June", "May"),
    ("September", "November"),
    ("October", "December"),
    ("November", "January"),
    ("December", "April"),
    ("Monday", "Friday"),
    ("Tuesday", "Thursday"),
    ("Wednesday", "Sunday"),
];
const SPELLINGS: [Swap; 16] = [
    ("harbour", "harbor"),
    ("harbours", "harbors"),
    ("defence", "defense"),
    ("labour", "labor"),
    ("favour", "favor"),
    ("organise", "organize"),
    ("centre", "center"),
    ("programme", "program"),
    ("towards", "toward"),
    ("dialogue", "dialog"),
    ("neighbours", "neighbors"),
    ("honour", "honor"),
    ("behaviour", "behavior"),
    ("recognise", "recognize"),
    ("specialise", "specialize"),
    ("civilisation", "civilization"),
];
const CONTRACTIONS: [Swap; 18] = [
    ("it is", "it's"),
    ("do not", "don't"),
    ("does not", "doesn't"),
    ("is not", "isn't"),
    ("are not", "aren't"),
    ("we have", "we've"),
    ("they are", "they're"),
    ("we are", "we're"),
    ("will not", "won't"),
    ("did not", "didn't"),
    ("cannot", "can't"),
    ("I have", "I've"),
    ("that is", "that's"),
    ("there is", "there's"),
    ("we will", "we'll"),
    ("was not", "wasn't"),
    ("could not", "couldn't"),
    ("must not", "mustn't"),
];
const VERBS_THAT_DENY: [&str; 14] =
    ["is", "are", "was", "were", "will", "must", "can", "should", "would", "may", "has", "have", "had", "could"];
const OTHER_NAMES: [&str; 3] = ["Velmar", "Okonjo", "Brindle"];
const OTHER_CONTENT: [&str; 5] = ["penguins", "orchard", "velvet", "thunder", "marble"];
const ADDITIONS: [&str; 5] = ["secret", "doubtful", "historic", "hostile", "generous"];

/// All changes that the passage has a place for, and their twins.
pub(crate) fn planted(text: &str) -> Vec<Planted> {
    let tokens = tokenize(text);
    let words = (0..tokens.len()).map(|at| tokens.span(at));
    let words = words.map(|span| Word { start: span.start, end: span.end, text: span.slice(text) }).collect();
    let figures = (0..tokens.len()).filter_map(|word| figure_at(text, &tokens, word)).map(|figure| figure.span);
    let passage = Passage { text, words, figures: figures.collect() };
    let mut all = vec![passage.untouched("untouched", text.to_owned())];
    passage.swaps(&mut all);
    passage.words_of_weight(&mut all);
    passage.negations(&mut all);
    passage.print(&mut all);
    passage.speech(&mut all);
    passage.omissions(&mut all);
    all
}

impl<'t> Passage<'t> {
    fn plant(&self, class: Option<ChangeClass>, name: &'static str, quotation: String) -> Planted {
        let (source, omitted) = (vec![self.text.to_owned()], vec![String::new()]);
        Planted { class, name, quotation, source, omitted, slip: None }
    }

    fn untouched(&self, name: &'static str, quotation: String) -> Planted {
        self.plant(None, name, quotation)
    }

    /// The passage with `words` in the place of those from `first` to `last`.
    fn with(&self, first: Word<'_>, last: Word<'_>, words: &str) -> String {
        format!("{}{words}{}", &self.text[..first.start], &self.text[last.end..])
    }

    /// One of the words that `is` holds for, not always the first.
    fn one(&self, is: impl Fn(&Word<'t>) -> bool) -> Option<Word<'t>> {
        let found: Vec<Word<'t>> = self.words.iter().copied().filter(is).collect();
        found.get((self.text.len() / 7) % found.len().max(1)).copied()
    }

    /// The first of the swaps whose word the passage has, done.
    fn swapped(&self, swaps: &[Swap]) -> Option<String> {
        swaps.iter().cycle().skip(self.text.len() % swaps.len()).take(swaps.len()).find_map(|(from, to)| {
            let mut starts = self.text.match_indices(from).map(|(at, _)| at);
            let start = starts.find(|at| {
                let is_word = self.words.iter().any(|word| word.start == *at);
                let is_whole = !goes_on_an_amount(self.text[at + from.len()..].trim_start());
                is_word && is_whole && !self.text[..*at].ends_with(['-', '–']) && self.ends_at(at + from.len())
            })?;
            Some(format!("{}{to}{}", &self.text[..start], &self.text[start + from.len()..]))
        })
    }

    /// A word ends at `end` and nothing is tied to it.
    fn ends_at(&self, end: usize) -> bool {
        let is_free = !self.text[end..].starts_with(['\'', '’', '-', '–', '.', '%']);
        is_free && self.words.iter().any(|word| word.end == end)
    }

    fn is_free(&self, word: &Word<'_>) -> bool {
        let before = self.text[..word.start].chars().next_back();
        before.is_none_or(char::is_whitespace) && self.ends_at(word.end)
    }

    /// A word of weight in small letters with nothing tied to it.
    fn is_content(&self, word: &Word<'_>) -> bool {
        word.text.len() > 4
            && word.text.bytes().all(|byte| byte.is_ascii_lowercase())
            && !is_function_word(word.text)
            && !CARRYING.contains(&word.text)
            && !word.text.ends_with("teenth")
            && !word.text.ends_with("tieth")
            && !self.is_counted(word)
            && self.is_free(word)
            && self.words.first().is_some_and(|first| first.start < word.start)
            && self.words.last().is_some_and(|last| last.start > word.start)
    }

    /// Whether it is part of an amount.
    fn is_counted(&self, word: &Word<'_>) -> bool {
        self.figures.iter().any(|figure| figure.overlaps(Span::new(word.start, word.end)))
    }

    /// A name: a capital inside a sentence.
    fn is_name(&self, word: &Word<'_>) -> bool {
        let ahead = self.text[..word.start].trim_end();
        word.text.len() > 3
            && word.text.starts_with(char::is_uppercase)
            && word.text.bytes().skip(1).all(|byte| byte.is_ascii_lowercase())
            && ahead.ends_with(|c: char| c.is_ascii_lowercase())
            && !DATES.iter().any(|(date, other)| date == &word.text || other == &word.text)
            && !CARRYING.contains(&word.text.to_lowercase().as_str())
            && self.is_free(word)
    }

    /// Whether a month stands within two words.
    fn is_in_date(&self, word: &Word<'_>) -> bool {
        let at = self.words.iter().position(|other| other.start == word.start).unwrap_or_default();
        let near = self.words.iter().skip(at.saturating_sub(2)).take(5);
        let is_month = |near: &str, month: &str| near.len() > 2 && month.starts_with(near);
        near.into_iter()
            .any(|near| DATES.iter().any(|(one, other)| is_month(near.text, one) || is_month(near.text, other)))
    }

    fn swaps(&self, all: &mut Vec<Planted>) {
        use ChangeClass::{Contraction, Date, FunctionWord, Modality, Number, Spelling};
        let tables: [(ChangeClass, &'static str, &[Swap]); 7] = [
            (Modality, "modal changed", &MODALS),
            (FunctionWord, "small word changed", &SMALL_WORDS),
            (ChangeClass::Inflection, "tense changed", &TENSES),
            (Number, "number changed", &NUMBERS),
            (Date, "date changed", &DATES),
            (Spelling, "spelling changed", &SPELLINGS),
            (Contraction, "contracted", &CONTRACTIONS),
        ];
        for (class, name, swaps) in tables {
            all.extend(self.swapped(swaps).map(|quotation| self.plant(Some(class), name, quotation)));
        }
        all.extend(self.swapped(&FIGURES).map(|quotation| self.untouched("twin: number in figures", quotation)));
        let figure = self.one(|word| {
            word.text.len() > 1
                && word.text.bytes().all(|byte| byte.is_ascii_digit())
                && self.is_free(word)
                && !self.is_in_date(word)
        });
        if let Some(word) = figure {
            let other =
                format!("{}{}", word.text.bytes().next().map_or(1, |digit| (digit - b'0') % 9 + 1), &word.text[1..]);
            all.push(self.plant(Some(Number), "figure changed", self.with(word, word, &other)));
        }
        if let Some(word) = self.one(|word| self.is_name(word)) {
            let other = OTHER_NAMES[self.text.len() % OTHER_NAMES.len()];
            all.push(self.plant(Some(ChangeClass::Name), "name changed", self.with(word, word, other)));
            all.push(self.untouched("twin: name in brackets", self.with(word, word, &format!("[{other}]"))));
        }
    }

    fn words_of_weight(&self, all: &mut Vec<Planted>) {
        use ChangeClass::{ContentAdded, ContentDropped, ContentReplaced, Inflection, Order};
        let Some(word) = self.one(|word| self.is_content(word)) else { return };
        let other = OTHER_CONTENT[self.text.len() % OTHER_CONTENT.len()];
        let more = ADDITIONS[self.text.len() % ADDITIONS.len()];
        all.push(self.plant(Some(ContentReplaced), "word replaced", self.with(word, word, other)));
        all.push(self.untouched("twin: word in brackets", self.with(word, word, &format!("[{other}]"))));
        all.push(self.plant(Some(ContentAdded), "word added", self.with(word, word, &format!("{more} {}", word.text))));
        all.push(self.untouched("twin: added in brackets", self.with(word, word, &format!("[{more}] {}", word.text))));
        if self.text[..word.start].ends_with(' ') {
            let start = Word { start: word.start - 1, ..word };
            all.push(self.plant(Some(ContentDropped), "word dropped", self.with(start, word, "")));
        }
        if !word.text.ends_with(['s', 'd', 'g', 'y', 'h', 'x']) {
            let form = format!("{}s", word.text);
            all.push(self.plant(Some(Inflection), "form changed", self.with(word, word, &form)));
            all.push(self.untouched("twin: form in brackets", self.with(word, word, &format!("{}[s]", word.text))));
        }
        let pairs = self.words.windows(3).find(|three| {
            three[1].text == "and"
                && self.is_content(&three[0])
                && self.is_content(&three[2])
                && three[0].text != three[2].text
                && self.text[three[0].end..three[1].start].trim().is_empty()
        });
        if let Some([one, _, other]) = pairs {
            let turned = format!("{} and {}", other.text, one.text);
            all.push(self.plant(Some(Order), "order changed", self.with(*one, *other, &turned)));
        }
    }

    fn negations(&self, all: &mut Vec<Planted>) {
        let negation = Some(ChangeClass::Negation);
        if let Some(word) = self.one(|word| VERBS_THAT_DENY.contains(&word.text) && self.is_free(word)) {
            let next = self.words.iter().find(|next| next.start > word.start);
            if next.is_some_and(|next| !matches!(next.text, "not" | "never" | "no")) {
                all.push(self.plant(negation, "negation added", self.with(word, word, &format!("{} not", word.text))));
            }
        }
        let denial = self.one(|word| matches!(word.text, "not" | "never") && self.is_free(word));
        if let Some(word) = denial.filter(|word| self.text[..word.start].ends_with(' ')) {
            let start = Word { start: word.start - 1, ..word };
            all.push(self.plant(negation, "negation dropped", self.with(start, word, "")));
        }
    }

    fn print(&self, all: &mut Vec<Planted>) {
        let marks = self.text.replace(['“', '”'], "\"").replace('’', "'").replace(" – ", "—").replace(' ', "\u{A0}");
        all.push(self.untouched("twin: print", marks));
        let bare = self.text.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '%');
        all.push(self.untouched("twin: last mark dropped", bare.to_owned()));
        let mut letters = self.text.chars();
        if let Some(first) = letters.next().filter(|c| c.is_alphabetic()) {
            let other =
                if first.is_uppercase() { first.to_lowercase().to_string() } else { first.to_uppercase().to_string() };
            all.push(self.untouched("twin: first letter", format!("{other}{}", letters.as_str())));
            all.push(self.untouched("twin: first letter in brackets", format!("[{other}]{}", letters.as_str())));
        }
        all.push(self.untouched("twin: note", format!("{} [emphasis added]", self.text)));
        let Some(word) = self.one(|word| self.is_content(word)) else { return };
        all.push(self.untouched("twin: sic", self.with(word, word, &format!("{} [sic]", word.text))));
        let noted = self.with(word, word, &format!("{}[4]", word.text));
        all.push(Planted {
            source: vec![noted],
            ..self.untouched("twin: note mark of the source", self.text.to_owned())
        });
    }

    /// What stands in the source and a quotation leaves out or mends.
    fn speech(&self, all: &mut Vec<Planted>) {
        let Some(word) = self.one(|word| self.is_content(word)) else { return };
        for filler in ["um,", "you know,", word.text] {
            let source = self.with(word, word, &format!("{filler} {}", word.text));
            let plant = self.plant(Some(ChangeClass::Disfluency), "filler dropped", self.text.to_owned());
            all.push(Planted { source: vec![source], ..plant });
        }
        let mut letters: Vec<char> = word.text.chars().collect();
        letters.swap(2, 3);
        let slip: String = letters.into_iter().collect();
        if slip != word.text {
            let source = vec![self.with(word, word, &slip)];
            let mended = self.plant(Some(ChangeClass::SlipMended), "slip mended", self.text.to_owned());
            all.push(Planted { source: source.clone(), slip: Some(slip), ..mended });
            let other = self.plant(Some(ChangeClass::ContentReplaced), "like a slip, and a word", self.text.to_owned());
            all.push(Planted { source, ..other });
        }
    }

    /// Words in the middle left out, or put in brackets.
    fn omissions(&self, all: &mut Vec<Planted>) {
        let count = self.words.len();
        if count < 14 {
            return;
        }
        let (from, to) = (count / 2 - 1, count / 2 + 2);
        let (first, last) = (self.words[from], self.words[to]);
        let cut = &self.text[first.start..last.end];
        if !tokenize(cut).keys().is_empty() && !turns(cut) && !goes_on_an_amount(cut) {
            for dots in ["...", "…", "[...]", ". . ."] {
                all.push(self.elided(None, "twin: words left out", dots, cut, first.start, last.end));
            }
        }
        for (turn, name) in
            [("never", "negation left out"), ("unless asked", "condition left out"), ("allegedly", "source left out")]
        {
            let longer = format!("{turn} {cut}");
            all.push(self.elided(Some(ChangeClass::OmissionTurns), name, "...", &longer, first.start, last.end));
        }
        let long = "and so on through the winter and the spring of the year ".repeat(6);
        all.push(self.elided(Some(ChangeClass::OverElided), "much left out", "...", &long, first.start, last.end));
        let is_whole = [14, 19].iter().all(|after| {
            let ends = [self.words.get(after - 1), self.words.get(*after)].into_iter().flatten();
            ends.into_iter().all(|word| !self.is_counted(word) && !self.is_in_date(word))
        });
        if count >= 26 && is_whole && !turns(&self.text[self.words[8].start..self.words[18].end]) {
            let wide = self.with(self.words[8], self.words[18], "[so it is]");
            all.push(self.plant(Some(ChangeClass::BracketTooWide), "bracket for many words", wide));
            let narrow = self.with(self.words[8], self.words[13], "[so it is]");
            all.push(self.untouched("twin: bracket for a few words", narrow));
        }
        all.push(self.plant(Some(ChangeClass::EdgeOmission), "dots at the edge", format!("... {}", self.text)));
    }

    fn elided(
        &self,
        class: Option<ChangeClass>,
        name: &'static str,
        dots: &str,
        omitted: &str,
        start: usize,
        end: usize,
    ) -> Planted {
        let (head, tail) = (self.text[..start].trim_end(), self.text[end..].trim_start());
        Planted {
            class,
            name,
            quotation: format!("{head} {dots} {tail}"),
            source: vec![head.to_owned(), tail.to_owned()],
            omitted: vec![String::new(), format!(" {omitted} ")],
            slip: None,
        }
    }
}

/// Words of weight that do more than name: changing them is of another kind.
const CARRYING: [&str; 107] = [
    "tonight",
    "couple",
    "whatever",
    "amongst",
    "either",
    "cannot",
    "sometimes",
    "night",
    "afternoon",
    "become",
    "becoming",
    "maybe",
    "probably",
    "possibly",
    "merely",
    "single",
    "tomorrow",
    "yesterday",
    "whether",
    "having",
    "along",
    "towards",
    "beyond",
    "rather",
    "itself",
    "themselves",
    "ourselves",
    "himself",
    "herself",
    "yourself",
    "myself",
    "anything",
    "everyone",
    "dozens",
    "thousands",
    "quite",
    "still",
    "until",
    "toward",
    "doing",
    "millions",
    "around",
    "although",
    "certainly",
    "hardly",
    "solely",
    "mainly",
    "nobody",
    "everything",
    "anybody",
    "everybody",
    "something",
    "because",
    "since",
    "other",
    "forty",
    "twenty",
    "eleven",
    "fewer",
    "another",
    "while",
    "whoever",
    "where",
    "decade",
    "century",
    "month",
    "whose",
    "never",
    "always",
    "often",
    "every",
    "without",
    "unless",
    "should",
    "would",
    "could",
    "might",
    "shall",
    "least",
    "least",
    "several",
    "almost",
    "nearly",
    "perhaps",
    "likely",
    "double",
    "dozen",
    "hundred",
    "thousand",
    "million",
    "billion",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "seven",
    "eight",
    "three",
    "years",
    "months",
    "weeks",
    "hours",
    "today",
    "nothing",
    "percent",
    "enough",
];

/// Whether what stands before the words is a number that they are part of: "60 per cent".
fn goes_on_an_amount(words: &str) -> bool {
    ["hundred", "thousand", "million", "billion", "trillion", "per cent", "percent", "cent"]
        .iter()
        .any(|it| words.starts_with(it))
}

/// Whether the words hold one that denies, excepts or names a source.
fn turns(words: &str) -> bool {
    const TURNS: [&str; 31] = [
        "save",
        "nobody",
        "nowhere",
        "cannot",
        "not",
        "no",
        "never",
        "nor",
        "without",
        "unless",
        "except",
        "if",
        "until",
        "only",
        "said",
        "says",
        "told",
        "claims",
        "argued",
        "according",
        "although",
        "though",
        "however",
        "none",
        "nothing",
        "neither",
        "t",
        "believes",
        "thought",
        "argues",
        "subject",
    ];
    words.split(|c: char| !c.is_alphanumeric()).any(|word| TURNS.contains(&word.to_lowercase().as_str()))
}
