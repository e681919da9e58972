//! American and British spellings of one word. Two words enter; whether they are one
//! word in the spellings of two countries leaves.
//!
//! The pairs are rules of ours over whole words, stems and endings, not a dictionary:
//! the common families (-ise, -our, -re, -ll-, -ogue, -ae-, -ce) and the words that
//! stand alone. What is missing here is told as another word, never the other way round.

/// Words spelt in two ways, British first; endings may follow.
const STEMS: &str = "colour color|favour favor|honour honor|labour labor|neighbour neighbor|behaviour behavior|\
    harbour harbor|humour humor|rumour rumor|flavour flavor|vapour vapor|odour odor|savour savor|endeavour endeavor|\
    armour armor|candour candor|clamour clamor|demeanour demeanor|fervour fervor|glamour glamor|parlour parlor|\
    rancour rancor|rigour rigor|saviour savior|splendour splendor|succour succor|tumour tumor|valour valor|\
    vigour vigor|ardour ardor|arbour arbor|mould mold|smoulder smolder|plough plow|sceptic skeptic|\
    centre center|centring centering|theatre theater|metre meter|litre liter|fibre fiber|calibre caliber|lustre luster|\
    meagre meager|sabre saber|sombre somber|spectre specter|manoeuvre maneuver|manoeuvring maneuvering|ochre ocher|\
    travell travel|cancell cancel|labell label|levell level|modell model|signall signal|totall total|fuell fuel|\
    counsell counsel|channell channel|marshall marshal|quarrell quarrel|rivall rival|diall dial|equall equal|\
    panell panel|pedall pedal|shovell shovel|tunnell tunnel|duell duel|funnell funnel|jewell jewel|wooll wool|\
    marvell marvel|chisell chisel|gruell gruel|initiall initial|libell libel|parcell parcel|pencill pencil|\
    skilful skillful|wilful willful|fulfil fulfill|enrol enroll|instal install|distil distill|instil instill|\
    enthral enthrall|appal appall|instalment installment|enrolment enrollment|fulfilment fulfillment|\
    catalogue catalog|dialogue dialog|analogue analog|monologue monolog|prologue prolog|epilogue epilog|\
    anaem anem|paediatr pediatr|encyclopaed encycloped|foet fet|oestrogen estrogen|mediaeval medieval|\
    archaeolog archeolog|aesthet esthet|haem hem|leukaem leukem|orthopaed orthoped|diarrhoea diarrhea|\
    gynaecolog gynecolog|palaeo paleo|caesar cesar|anaesthe anesthe|oedema edema|homoeopath homeopath|\
    defence defense|offence offense|licence license|pretence pretense|practise practice|grey gray|programme program|\
    cheque check|tyre tire|storey story|kerb curb|gaol jail|aluminium aluminum|ageing aging|judgement judgment|\
    acknowledgement acknowledgment|likeable likable|sizeable sizable|moveable movable|moustache mustache|\
    pyjama pajama|draught draft|artefact artifact|sulph sulf|yoghurt yogurt|tonne ton|enquir inquir|adviser advisor|\
    focuss focus|benefitt benefit|biass bias|cosy cozy|doughnut donut|omelette omelet|mum mom|aeroplane airplane|\
    carburettor carburetor|councillor councilor|counsellor counselor|connexion connection|inflexion inflection|\
    despatch dispatch|furore furor|glycerine glycerin|gramme gram|kilogramme kilogram|\
    mollusc mollusk|pedlar peddler|phoney phony|speciality specialty|\
    titbit tidbit|whisky whiskey|woollen woolen|worshipp worship|kidnapp kidnap|disc disk|cypher cipher|gypsy gipsy|\
    jewellery jewelry|kerosene kerosine|lacklustre lackluster|liquorice licorice|\
    tranquillity tranquility|tranquillise tranquilize|carat karat|annexe annex";

/// Whole words spelt in two ways.
const WORDS: &str = "learnt learned|burnt burned|spelt spelled|dreamt dreamed|leapt leaped|spoilt spoiled|\
    leant leaned|spilt spilled|smelt smelled|knelt kneeled|whilst while|amongst among|amidst amid|towards toward|\
    afterwards afterward|backwards backward|forwards forward|upwards upward|downwards downward|inwards inward|\
    outwards outward|okay ok|ok o.k.|orientated oriented|proven proved|maths math|\
    anticlockwise counterclockwise|grammes grams";

/// Endings in which a British s, or an American z, may stand.
const Z_ENDINGS: [&str; 15] = [
    "ise",
    "ised",
    "ises",
    "ising",
    "iser",
    "isers",
    "isation",
    "isations",
    "isable",
    "isational",
    "yse",
    "ysed",
    "yses",
    "ysing",
    "yser",
];

/// Words that end so and are never written with a z.
const NEVER_Z: [&str; 8] = ["advis", "revis", "supervis", "televis", "exercis", "surpris", "compris", "promis"];

/// Whether two different words, in small letters, are one word in two spellings.
pub(super) fn is_pair(one: &str, other: &str) -> bool {
    without_accents(one) == without_accents(other) || is_whole_pair(one, other) || common(one) == common(other)
}

/// Whether the words differ in their accents and nothing else.
fn without_accents(word: &str) -> String {
    let plain = |c: char| match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => 'e',
        'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ō' | 'ø' => 'o',
        'ú' | 'ù' | 'û' | 'ü' | 'ū' | 'ů' => 'u',
        'ç' | 'ć' | 'č' => 'c',
        'ñ' | 'ń' | 'ň' => 'n',
        'š' | 'ś' | 'ş' => 's',
        'ž' | 'ź' | 'ż' => 'z',
        'ý' | 'ÿ' => 'y',
        'ğ' => 'g',
        'ł' => 'l',
        'ř' => 'r',
        other => other,
    };
    word.chars().map(plain).collect()
}

fn is_whole_pair(one: &str, other: &str) -> bool {
    WORDS
        .split('|')
        .filter_map(|row| row.trim().split_once(' '))
        .any(|(british, american)| (one, other) == (british, american) || (other, one) == (british, american))
}

/// The word in its American spelling, as far as the rules reach.
fn common(word: &str) -> String {
    with_z(&with_american_stem(word))
}

/// The first stem that the word begins with, or has behind a prefix, in American.
fn with_american_stem(word: &str) -> String {
    const PREFIXES: [&str; 12] = ["", "un", "dis", "re", "mis", "over", "inter", "pre", "non", "kilo", "multi", "self"];
    for (british, american) in STEMS.split('|').filter_map(|row| row.trim().split_once(' ')) {
        for prefix in PREFIXES {
            if let Some(ending) = word.strip_prefix(prefix).and_then(|rest| rest.strip_prefix(british)) {
                // An American stem that the British one begins with ("fulfil") is there already.
                let is_there =
                    american.starts_with(british) && word.get(prefix.len()..).is_some_and(|w| w.starts_with(american));
                return if is_there { word.to_owned() } else { format!("{prefix}{american}{ending}") };
            }
        }
    }
    word.to_owned()
}

fn with_z(word: &str) -> String {
    for ending in Z_ENDINGS {
        if let Some(stem) = word.strip_suffix(ending) {
            let is_never = NEVER_Z.iter().any(|never| word.starts_with(never) || word.ends_with("wise"));
            if stem.len() >= 3 && !is_never {
                return format!("{stem}{}", ending.replacen('s', "z", 1));
            }
        }
    }
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_spellings_of_one_word_are_a_pair() {
        let pairs = [
            ("organise", "organize"),
            ("organisations", "organizations"),
            ("analysed", "analyzed"),
            ("colour", "color"),
            ("neighbouring", "neighboring"),
            ("unfavourable", "unfavorable"),
            ("centre", "center"),
            ("centred", "centerd"),
            ("theatres", "theaters"),
            ("travelling", "traveling"),
            ("cancelled", "canceled"),
            ("fulfil", "fulfill"),
            ("enrolment", "enrollment"),
            ("dialogue", "dialog"),
            ("paediatric", "pediatric"),
            ("defence", "defense"),
            ("grey", "gray"),
            ("programmes", "programs"),
            ("judgement", "judgment"),
            ("learnt", "learned"),
            ("towards", "toward"),
            ("naïve", "naive"),
            ("São", "Sao"),
            ("sceptical", "skeptical"),
            ("labour", "labor"),
        ];
        for (one, other) in pairs {
            assert!(is_pair(one, other) && is_pair(other, one), "{one} {other}");
        }
    }

    #[test]
    fn two_words_are_no_pair() {
        let words = [
            ("four", "for"),
            ("mourning", "morning"),
            ("fourth", "forth"),
            ("filled", "filed"),
            ("course", "coarse"),
            ("source", "sauce"),
            ("advice", "advise"),
            ("principal", "principle"),
            ("affect", "effect"),
            ("price", "prize"),
            ("rise", "size"),
            ("statue", "statute"),
            ("peace", "piece"),
            ("planning", "planing"),
        ];
        for (one, other) in words {
            assert!(!is_pair(one, other), "{one} {other}");
        }
    }
}
