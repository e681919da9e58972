//! Words around names and words that are none: titles, suffixes, what makes a phrase an
//! institution or a place. Lists of their own, kept by hand; each word in small letters.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Titles, ranks and forms of address; they stand before a name.
const TITLES: &str = "\
    mr mrs ms miss mx madam madame sir dame lady lord dr doctor prof professor mme herr frau señor signor comrade hon \
    honourable honorable excellency h.e he messrs \
    president vice-president vice premier negotiator prime minister ministers deputy secretary secretary-general undersecretary \
    under-secretary state defense defence treasury security chancellor commissioner commissioners ambassador envoy consul \
    chargé governor gov senator sen sens representative rep reps congressman congresswoman delegate assemblyman \
    assemblywoman mp mep mayor councillor councilor councilman councilwoman speaker leader chairman chairwoman chairperson \
    chair director director-general spokesman spokeswoman spokesperson officer chief commander judge justice attorney \
    general gen lt lieutenant col colonel maj major capt captain sgt sergeant adm admiral brig brigadier cmdr marshal rev \
    reverend father fr sister bishop archbishop cardinal rabbi imam sheikh sheik ayatollah hojatoleslam coordinator \
    adviser advisor counsel counselor counsellor candidate nominee incumbent former then-president ex-president \
    ex-minister co-chair co-chairman vice-minister vice-chair vice-chairman manager founder ceo cfo coo editor \
    correspondent reporter moderator host anchor pollster strategist economist analyst historian author writer actor \
    actress coach lawyer columnist";

/// Titles under which somebody goes by another name than his own.
const REGNAL: &str = "pope king queen prince princess emperor empress sultan emir tsar duke duchess saint st patriarch";

/// Titles that are surnames as well, so a name may end in them.
const SURNAMES_TOO: &str = "major judge bishop king prince pope cardinal marshal saint father sister";

/// What follows a name and belongs to it.
const SUFFIXES: &str = "jr sr ii iii iv";

/// What follows a name and does not.
const POST_NOMINALS: &str = "phd ph.d md m.d esq cbe obe mbe kbe qc kc mp mep frs dphil llm jd mba cpa";

/// Small words that belong to a surname.
const PARTICLES: &str = "\
    al bin bint ibn ben da das de del della den der di do dos du el la le lo ten ter van von und y e zu af av";

/// Words that say where somebody is from, before a title or a name.
const ADJECTIVES: &str = "\
    republican democrat democratic independent conservative liberal labour american british chinese russian french german \
    japanese korean indian iranian israeli italian spanish turkish ukrainian polish hungarian vietnamese canadian mexican \
    brazilian australian european u.s us uk house senate white-house foreign finance interior press state chief national \
    federal commerce great former acting late veteran longtime fellow retired";

/// Words that no person’s name holds: institutions, groups, places, titles of works.
const NO_PERSON: &str = "\
    academy administration affairs agency airlines alliance army assembly association authority bank board broadcasting \
    bulletin bureau business cabinet campaign capitol center central centre chamber city club coalition college commission \
    committee company conference congress convention corporation corp council country county court daily department \
    embassy federation force forces forum foundation fund gazette globe government group guardian herald hill hospital \
    house inc inquirer institute institution intelligence international journal kingdom law league llc ltd magazine media \
    ministry mission monitor movement museum nation nations navy network news newspaper observer office online \
    organization organisation palace parliament party pentagon police politburo post press project quarterly radio \
    reserve review school secretariat senate service services society square staff states street studio supreme team \
    telegraph television times today tower tribune trust tv union united university wire world \
    officials official sources source critics aides experts supporters opponents analysts researchers \
    others people voters republicans democrats conservatives liberals americans russians europeans israelis \
    palestinians residents lawmakers senators reporters journalists prosecutors investigators authorities officers \
    scientists students teachers parents workers activists advocates protesters economists historians scholars \
    diplomats delegates members leaders ministers both everyone everybody nobody somebody someone anyone one another \
    some many most few several north south east west northern southern eastern western new saudi hong san los great \
    costa sri puerto latin soviet middle washington beijing moscow london paris berlin brussels tokyo seoul pyongyang \
    delhi tehran ankara kyiv kiev jerusalem geneva vienna taipei hanoi budapest china russia america britain england \
    france germany japan korea india iran iraq israel italy spain turkey ukraine poland hungary vietnam canada mexico \
    brazil australia europe africa asia taiwan syria egypt pakistan afghanistan indonesia malaysia singapore thailand \
    cuba venezuela nato asean brics twitter facebook google microsoft apple reuters bloomberg xinhua politico \
    politifact breitbart axios \
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september \
    october november december yesterday today tomorrow \
    i he she they we it you this that these those there here what who how why when where which yes no not the a an and \
    or but if in on at by for from with to of as so then now also still even under over after before during since until \
    through between among against about per via within without toward towards across into onto upon above below despite \
    while because unless although though whether once than just like meanwhile however our my his her their its your \
    question answer interviewer moderator audience male female unidentified unknown operator crowd narrator voice all";

/// What a word can be; one word can be several.
const KINDS: [(u8, &str); 8] = [
    (SURNAME, SURNAMES_TOO),
    (TITLE, TITLES),
    (REGNAL_TITLE, REGNAL),
    (SUFFIX, SUFFIXES),
    (POST_NOMINAL, POST_NOMINALS),
    (PARTICLE, PARTICLES),
    (ADJECTIVE, ADJECTIVES),
    (NOBODY, NO_PERSON),
];
const TITLE: u8 = 1;
const REGNAL_TITLE: u8 = 1 << 1;
const SUFFIX: u8 = 1 << 2;
const POST_NOMINAL: u8 = 1 << 3;
const PARTICLE: u8 = 1 << 4;
const ADJECTIVE: u8 = 1 << 5;
const NOBODY: u8 = 1 << 6;
const SURNAME: u8 = 1 << 7;

static WORDS: LazyLock<FxHashMap<&'static str, u8>> = LazyLock::new(|| {
    let mut words = FxHashMap::default();
    for (kind, list) in KINDS {
        for word in list.split_ascii_whitespace() {
            *words.entry(word).or_default() |= kind;
        }
    }
    words
});

fn is(word: &str, kind: u8) -> bool {
    WORDS.get(word).is_some_and(|kinds| kinds & kind != 0)
}

pub(super) fn is_title(word: &str) -> bool {
    is(word, TITLE)
}

/// Whether a name cannot end in this word: "EU Commissioner".
pub(super) fn is_only_title(word: &str) -> bool {
    is(word, TITLE) && !is(word, SURNAME)
}

pub(super) fn is_regnal(word: &str) -> bool {
    is(word, REGNAL_TITLE)
}

pub(super) fn is_suffix(word: &str) -> bool {
    is(word, SUFFIX)
}

pub(super) fn is_post_nominal(word: &str) -> bool {
    is(word, POST_NOMINAL)
}

/// Whether a word, in small letters, belongs to the surname behind it: van, de, bin.
pub(crate) fn is_particle(word: &str) -> bool {
    is(word, PARTICLE)
}

pub(super) fn is_adjective(word: &str) -> bool {
    is(word, ADJECTIVE)
}

pub(super) fn is_nobody(word: &str) -> bool {
    is(word, NOBODY)
}
