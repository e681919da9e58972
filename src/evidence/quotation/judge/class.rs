//! The kinds of change between a quotation and its source, how grave each is under
//! the practice of a house, and what it is called before a writer.

/// Whose practice decides what an editor may do inside quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Practice {
    /// Newspapers: house abbreviations and capitals are the editor's.
    #[default]
    News,
    /// The editorial manual of the United Nations: nothing but the first letter, the
    /// last mark, notes and plain slips.
    UnitedNations,
    /// Courts and scholars: even a first letter is changed in brackets.
    Legal,
}

/// How much a change matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Gravity {
    /// An editor may do it; worth a word where somebody asks.
    Silent,
    /// Worth knowing.
    Hint,
    /// The words are not the source's.
    Warning,
    /// The source says another thing.
    Error,
}

/// One kind of change. The order is that of weight: of two changes in one place the
/// later gives the place its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChangeClass {
    /// One word written as two, or broken by a hyphen at a line's end, or the other way
    /// round.
    WordDivision,
    /// Commas, colons, brackets inside the quotation.
    Punctuation,
    /// The mark after the last word.
    FinalPunctuation,
    /// The case of the first letter of the quotation or of a part of it.
    FirstLetter,
    /// The case of letters elsewhere.
    LetterCase,
    /// A note mark, paragraph number, page line or stage direction of the source is gone.
    SourceNote,
    /// Marked brackets: words put in, or put in the place of a few of the source's.
    Bracket,
    /// Words are left out where dots say so.
    Omission,
    /// The same word, number, title, unit or date in another dress: cooperation,
    /// co-operation; 5, five; Sen., Senator.
    HouseStyle,
    /// Dots before the first word or after the last.
    EdgeOmission,
    /// A plain slip of the source is mended.
    SlipMended,
    /// More words than an editor's bracket may stand for.
    BracketTooWide,
    /// A bracket stands in the place of words that deny, or denies itself.
    BracketDenies,
    /// Dots stand for a negation, an exception, a condition or a source.
    OmissionTurns,
    /// Dots stand for more than a reader expects.
    OverElided,
    /// American for British spelling, or the other way round; accents.
    Spelling,
    /// A filler or a repeated word is gone, or was put in.
    Disfluency,
    /// "I have" for "I've", or the other way round.
    Contraction,
    /// Another form of the same word.
    Inflection,
    /// A word of grammar is another, new or gone.
    FunctionWord,
    /// The same words in another order.
    Order,
    /// A word of weight is gone without dots.
    ContentDropped,
    /// A word of weight was put in without brackets.
    ContentAdded,
    /// A word of weight is another.
    ContentReplaced,
    /// A name is another.
    Name,
    /// A day, month or weekday is another.
    Date,
    /// What is counted or measured is another.
    Unit,
    /// A number is another, new or gone.
    Number,
    /// What may, must or will be, how many or how often, is another.
    Modality,
    /// A negation came or went.
    Negation,
}

impl ChangeClass {
    /// How grave a change of this kind is under `practice`.
    #[must_use]
    pub const fn gravity(self, practice: Practice) -> Gravity {
        match self {
            Self::WordDivision | Self::SourceNote | Self::Bracket | Self::Omission => Gravity::Silent,
            Self::FirstLetter | Self::FinalPunctuation => match practice {
                Practice::Legal => Gravity::Hint,
                Practice::News | Practice::UnitedNations => Gravity::Silent,
            },
            Self::Punctuation | Self::LetterCase | Self::HouseStyle => match practice {
                Practice::News => Gravity::Silent,
                Practice::UnitedNations | Practice::Legal => Gravity::Hint,
            },
            Self::EdgeOmission | Self::SlipMended => Gravity::Hint,
            Self::BracketTooWide | Self::BracketDenies | Self::OmissionTurns | Self::OverElided => Gravity::Warning,
            Self::Spelling | Self::Disfluency | Self::Contraction | Self::Inflection | Self::FunctionWord => {
                Gravity::Warning
            }
            Self::Order
            | Self::ContentDropped
            | Self::ContentAdded
            | Self::ContentReplaced
            | Self::Name
            | Self::Date
            | Self::Unit
            | Self::Number
            | Self::Modality
            | Self::Negation => Gravity::Error,
        }
    }

    /// The change in plain words: "a number differs".
    #[must_use]
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::WordDivision => "a word is divided otherwise",
            Self::Punctuation => "punctuation differs",
            Self::FinalPunctuation => "the last mark differs",
            Self::FirstLetter => "the first letter is in another case",
            Self::LetterCase => "letters are in another case",
            Self::SourceNote => "a note mark of the source is left out",
            Self::Bracket => "brackets stand in the place of words",
            Self::Omission => "words are left out where dots say so",
            Self::HouseStyle => "the same is written in another way",
            Self::EdgeOmission => "dots stand at the edge of the quotation",
            Self::SlipMended => "a slip of the source is mended",
            Self::BracketTooWide => "brackets stand for many words",
            Self::BracketDenies => "brackets turn what the source denies or affirms",
            Self::OmissionTurns => "words left out turn the sense",
            Self::OverElided => "much is left out",
            Self::Spelling => "the spelling differs",
            Self::Disfluency => "a filler or a repeated word differs",
            Self::Contraction => "a contraction differs",
            Self::Inflection => "a word has another form",
            Self::FunctionWord => "a small word differs",
            Self::Order => "the words stand in another order",
            Self::ContentDropped => "words are left out without dots",
            Self::ContentAdded => "words are put in without brackets",
            Self::ContentReplaced => "words differ",
            Self::Name => "a name differs",
            Self::Date => "a date differs",
            Self::Unit => "a unit differs",
            Self::Number => "a number differs",
            Self::Modality => "what may, must or will be, or how much, differs",
            Self::Negation => "a negation differs",
        }
    }

    /// Whether a quotation with such a change still has its source's words.
    pub(super) const fn keeps_the_words(self) -> bool {
        matches!(
            self,
            Self::WordDivision
                | Self::Punctuation
                | Self::FinalPunctuation
                | Self::FirstLetter
                | Self::LetterCase
                | Self::SourceNote
                | Self::EdgeOmission
        )
    }

    /// Whether editors make such a change and say so.
    pub(super) const fn adapts(self) -> bool {
        matches!(self, Self::Bracket | Self::Omission | Self::HouseStyle | Self::SlipMended | Self::OverElided)
    }

    /// Whether it counts against the passage's being the one quoted. Another spelling
    /// does not, nor fillers.
    pub(super) fn counts(self) -> bool {
        self >= Self::Inflection
    }

    /// Whether it is told of dots, where the quotation has no words.
    pub(super) const fn is_about_dots(self) -> bool {
        matches!(self, Self::Omission | Self::EdgeOmission | Self::OmissionTurns | Self::OverElided)
    }
}
