//! Names as bylines, credits and titles give them: whether a phrase names a person
//! or an organisation, and whom the title of a speech names as its speaker. Short
//! phrases enter; in doubt nothing leaves, since a wrong author is worse than none.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::one_line;

/// Words of which one is in the name of nearly every publisher.
const ORGANISATION_WORDS: [&str; 62] = [
    "Academy",
    "Agency",
    "Alliance",
    "Association",
    "Assembly",
    "Authority",
    "Board",
    "Broadcasting",
    "Bulletin",
    "Bureau",
    "Bank",
    "Center",
    "Centre",
    "Chronicle",
    "Circle",
    "Club",
    "College",
    "Commission",
    "Committee",
    "Council",
    "Courier",
    "Daily",
    "Department",
    "Embassy",
    "Foundation",
    "Forum",
    "Gazette",
    "Globe",
    "Government",
    "Guardian",
    "Herald",
    "Institute",
    "Institution",
    "Inquirer",
    "Journal",
    "League",
    "Magazine",
    "Mail",
    "Ministry",
    "Mission",
    "Monitor",
    "Nations",
    "Network",
    "News",
    "Observer",
    "Office",
    "Online",
    "Organization",
    "Post",
    "Press",
    "Quarterly",
    "Radio",
    "Review",
    "Secretariat",
    "Society",
    "Standard",
    "Telegraph",
    "Television",
    "Times",
    "Today",
    "Tribune",
    "University",
];

/// Agencies and broadcasters whose names hold none of those words.
const AGENCIES: [&str; 30] = [
    "ABC",
    "AFP",
    "ANI",
    "AP",
    "BBC",
    "BERNAMA",
    "Bernama",
    "Bloomberg",
    "CBS",
    "CCTV",
    "CGTN",
    "CNA",
    "CNN",
    "CRI",
    "DPA",
    "EFE",
    "IANS",
    "Kyodo",
    "NBC",
    "PTI",
    "REUTERS",
    "Reuters",
    "Sputnik",
    "TASS",
    "UPI",
    "VOA",
    "Xinhua",
    "XINHUA",
    "Yonhap",
    "新华社",
];

/// First words that make a section of a site ("World News") of what would be a name.
const SECTION_WORDS: [&str; 14] = [
    "All", "Breaking", "Business", "Featured", "Home", "Latest", "Local", "More", "Other", "PR", "Related", "Sports",
    "Top", "World",
];

/// Small words inside names.
const PARTICLES: [&str; 24] = [
    "al", "and", "at", "bin", "binti", "da", "de", "del", "della", "der", "di", "dos", "du", "el", "for", "in", "la",
    "le", "of", "on", "the", "van", "von", "y",
];

/// Words before a name that say what its bearer is.
const ROLES: [&str; 61] = [
    "Admiral",
    "Ambassador",
    "American",
    "Assistant",
    "Attorney",
    "British",
    "Chairman",
    "Chairperson",
    "Chancellor",
    "Chief",
    "Chinese",
    "Commissioner",
    "Comrade",
    "Councilor",
    "Councillor",
    "Deputy",
    "Director",
    "Dr",
    "Dr.",
    "Excellency",
    "Executive",
    "Foreign",
    "French",
    "General",
    "German",
    "Governor",
    "H.E.",
    "HE",
    "Her",
    "High",
    "His",
    "Honourable",
    "Indian",
    "King",
    "Lord",
    "Madam",
    "Minister",
    "Mr",
    "Mr.",
    "Mrs",
    "Mrs.",
    "Ms",
    "Ms.",
    "Premier",
    "President",
    "Prime",
    "Prince",
    "Princess",
    "Prof.",
    "Professor",
    "Queen",
    "Representative",
    "Russian",
    "Secretary",
    "Secretary-General",
    "Senator",
    "Sir",
    "Spokesperson",
    "State",
    "US",
    "Vice",
];

/// Words that names of persons do not hold, in bylines of nobody ("By Staff Writer").
const NOT_PERSONAL: [&str; 24] = [
    "A",
    "An",
    "Advertisement",
    "Agencies",
    "Asia",
    "Business",
    "Correspondent",
    "Correspondents",
    "Desk",
    "Editor",
    "Editorial",
    "Europe",
    "Opinion",
    "Our",
    "Quick",
    "Reporter",
    "Reporters",
    "Share",
    "Special",
    "Staff",
    "The",
    "This",
    "World",
    "Writer",
];

/// Whether `phrase` names an organisation: capitals throughout, and a word that
/// organisations have.
pub(super) fn is_organisation(phrase: &str) -> bool {
    let words: Vec<&str> = phrase.split_whitespace().collect();
    if AGENCIES.contains(&phrase) {
        return true;
    }
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let is_name_word = |word: &&str| PARTICLES.contains(word) || word.chars().next().is_some_and(char::is_uppercase);
    (2..=10).contains(&words.len())
        && words.iter().all(is_name_word)
        && words.last().is_some_and(|last| !PARTICLES.contains(last))
        && !phrase.contains(['|', ':', '?', '!', ';'])
        && words.first().is_some_and(|first| !SECTION_WORDS.contains(first))
        && words.iter().any(|word| ORGANISATION_WORDS.contains(&bare(word).as_str()))
}

/// What newspapers and journals call themselves.
const MASTHEAD_WORDS: [&str; 24] = [
    "Agency",
    "Bulletin",
    "Chronicle",
    "Courier",
    "Daily",
    "Gazette",
    "Globe",
    "Guardian",
    "Herald",
    "Inquirer",
    "Journal",
    "Magazine",
    "Mail",
    "Monitor",
    "Observer",
    "Online",
    "Post",
    "Press",
    "Quarterly",
    "Review",
    "Telegraph",
    "Times",
    "Today",
    "Tribune",
];

/// Whether `line` can be the name of a paper above the title of an article.
pub(super) fn is_masthead(line: &str) -> bool {
    let last = line.split_whitespace().next_back().unwrap_or_default();
    MASTHEAD_WORDS.contains(&last) && line.split_whitespace().count() <= 5 && is_organisation(line)
}

/// The name in `phrase` where it is the name of one person, without what says who
/// that is ("Ragnhild Osei-Tarn, Minister for ...").
pub(super) fn person(phrase: &str) -> Option<String> {
    let name = one_line(phrase.split([',', '(', '|', '/', '·']).next()?);
    let words: Vec<&str> = name.split(' ').skip_while(|word| ROLES.contains(word)).collect();
    let is_personal = |word: &&str| {
        let letters = word.trim_end_matches('.');
        let is_letter = |c: char| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.');
        let is_capital = letters.chars().next().is_some_and(char::is_uppercase);
        (is_capital || PARTICLES.contains(&letters))
            && letters.chars().all(is_letter)
            && !NOT_PERSONAL.contains(&letters)
    };
    let begins = words.first().is_some_and(|word| word.chars().next().is_some_and(char::is_uppercase));
    let ends = words.last().is_some_and(|word| !PARTICLES.contains(word));
    let is_name = begins && ends && (2..=5).contains(&words.len()) && words.iter().all(is_personal);
    let name = words.join(" ");
    (is_name && !is_organisation(&name)).then_some(name)
}

/// The authors named by a line "By A" or "By A and B, Outlet", or `None` where the
/// line says anything else.
pub(super) fn byline(line: &str) -> Option<String> {
    let rest = BY.find(line).and_then(|by| line.get(by.end()..))?;
    if line.len() > 160 || rest.ends_with(['.', '!', '?']) && !rest.ends_with("Jr.") {
        return None;
    }
    let end = BYLINE_END.find(rest).map_or(rest.len(), |end| end.start());
    let people = rest.get(..end)?.replace(" and ", ", ").replace(" & ", ", ");
    let mut names = Vec::new();
    for part in people.split(", ").filter(|part| !part.trim().is_empty()) {
        match person(part) {
            Some(name) => names.push(name),
            None if names.is_empty() => return None,
            None => break,
        }
    }
    (!names.is_empty()).then(|| names.join(", "))
}

static BY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:By|BY|Written by)\s*:?\s+").expect("the pattern of bylines is well formed"));

/// What may follow the names of a byline.
static BYLINE_END: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\s*(?:[|·(/–—]|\s-\s|\s(?:in|at|for|on)\s|\d|\s{3,})")
        .expect("the pattern after bylines is well formed")
});

/// The speaker that the title of a speech or a press conference names: "Remarks by
/// H.E. A B at ...", "Spokesperson A B's Regular Press Conference on ...".
pub(super) fn speaker_of_title(title: &str) -> Option<String> {
    SPEAKER.captures_iter(title).find_map(|found| {
        let name = found.get(1).or_else(|| found.get(2))?.as_str();
        person(name)
    })
}

static SPEAKER: LazyLock<Regex> = LazyLock::new(|| {
    let speech = r"(?:Remarks|Speech|Address|Statement|Lecture|Message|Toast)";
    let name = r"((?:\p{Lu}[\p{L}.'’-]*)(?:\s+(?:of|the|and|for|bin|al|de|van|von|\p{Lu}[\p{L}.'’-]*))*?)";
    let pattern = format!(
        r"\b{speech}\s+(?:Delivered\s+|Made\s+)?by\s+{name}(?:\s+(?:at|to|on|in|during|before|for|upon)\b|\s*[,:;–—(]|\s*$)|\bSpokesperson\s+{name}['’]s?\s+(?:Regular\s+Press\s+Conference|{speech})\b",
    );
    Regex::new(&pattern).expect("the pattern of speakers is well formed")
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_organisations_from_other_phrases() {
        for phrase in
            ["Xinhua", "Global Times", "Harbour Translators' Circle", "Government Information Office of Sarum"]
        {
            assert!(is_organisation(phrase), "{phrase}");
        }
        for phrase in
            ["Laughter", "World News", "Share the best of The Jakarta Post", "CONTACT US", "Ilse Marrow", "Times"]
        {
            assert!(!is_organisation(phrase), "{phrase}");
        }
    }

    #[test]
    fn reads_bylines() {
        let cases = [
            ("By Noor Adeyemi-Strand", Some("Noor Adeyemi-Strand")),
            ("By Teodora Vancebrook in Port Ellery · 26 October 2023", Some("Teodora Vancebrook")),
            ("By Ann Lee and Omar al Said, Meridian Times", Some("Ann Lee, Omar al Said")),
            ("BY ANN LEE | 3 May 2019", Some("ANN LEE")),
            ("By Staff Writer", None),
            ("By then the ministers had left the room", None),
            ("By Monday the text was ready.", None),
            ("Bystanders", None),
        ];
        for (line, expected) in cases {
            assert_eq!(byline(line).as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn takes_speakers_only_from_unmistakable_titles() {
        let cases = [
            ("Spokesperson Ada Holm's Regular Press Conference on May 11, 2018", Some("Ada Holm")),
            ("Foreign Ministry Spokesperson Ada Holm’s Remarks on Fish", Some("Ada Holm")),
            ("Keynote Address by H.E. Tomas Okafor-Lind at the Forum", Some("Tomas Okafor-Lind")),
            ("A Shared Sea – Remarks by President Ada Holm", Some("Ada Holm")),
            ("Statement by the Ministry on Fish", None),
            ("Statement by Members of the Council on Fish", None),
            ("Speech by Night", None),
            ("How a speech changed the port", None),
        ];
        for (title, expected) in cases {
            assert_eq!(speaker_of_title(title).as_deref(), expected, "{title}");
        }
    }
}
