//! Which word of a name is the family’s: the last in most languages, the first in
//! Chinese, Korean, Vietnamese, in Japanese as written officially since 2019, and in
//! Hungarian as written at home. The words of a name enter; where its family name
//! stands leaves, with whether that is sure.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::pinyin::is_pinyin;

/// Where the family name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Order {
    /// Last: Ada Holm.
    Last,
    /// First: Wang Yi.
    First,
    /// First, and people are called by their last name: Nguyen Phu Trong.
    FirstCalledByLast,
    /// It cannot be told: a Japanese or Korean name of two words may stand in either.
    Unclear,
}

const CHINESE: &str = "\
    ai an bai bao bi cai cao chang chen cheng cui dai deng ding dong du duan fan fang feng fu gao ge gong gu guan guo han \
    hao he hong hou hu hua huang ji jia jiang jin kang kong lai lei li lian liang liao lin ling liu long lou lu luo lv ma \
    mao mei meng miao mo mu ni niu ouyang pan pang pei peng qi qian qiao qin qiu qu ren shao shen shi song su sun tan tang \
    tao tian tong wan wang wei wen weng wu xi xia xiang xiao xie xin xing xiong xu xue yan yang yao ye yi yin you yu yuan \
    yue zeng zha zhai zhan zhang zhao zheng zhong zhou zhu zhuang zhuo zou zuo";

const KOREAN: &str = "\
    ahn an bae baek ban cha chang cho choe choi choo chun chung chu gong gu ha han heo ho hong huh hwang hyun im jang \
    jeon jeong ji jin jo joo ju jun jung kang ki kim ko koo kwak kwon lee lim ma min moon na nam noh oh pae paek paik \
    park pak ri rhee roh ryu seo seok seol seong shin sim sin so sohn son song suh sung ri u um wi woo yang yeo yi yim \
    yoo yoon you yu yun";

const VIETNAMESE: &str = "\
    bui cao chu dang dao dinh do doan dong duong ha ho hoang huynh le luong luu ly mai ngo nguyen nong pham phan phung \
    quach ta thai to ton tran trieu trinh truong tu vo vu vuong";

const JAPANESE: &str = "\
    abe aoki arai aso endo fujita fujiwara fukuda goto hamada hara hasegawa hashimoto hatoyama hayashi hirano honda ide \
    iijima ikeda inoue ishiba ishida ishihara ishii ishikawa ito iwasaki kaneko kato kikuchi kimura kishi kishida kobayashi \
    koike koizumi kondo kono kubo kudo maeda matsuda matsui matsumoto matsuno mimura miyazaki mori morita motegi murakami \
    murata nakagawa nakajima nakamura nakano nakasone nakayama nishimura noda nomura obuchi ogawa okada okamoto onishi ono \
    onodera ota ozawa saito sakai sakamoto sakurai sasaki sato shibata shimizu suga sugiyama suzuki takagi takahashi \
    takaichi takeda takeshita tamura tanaka taniguchi uchida ueda ueno wada watanabe yamada yamaguchi yamamoto yamashita \
    yamazaki yokoyama yoshida";

const HUNGARIAN_GIVEN: &str = "\
    adam agnes akos andras anita anna aniko antal attila balazs balint bela bence dezso elemer emil endre erzsebet eszter \
    eva ferenc gabor gabriella gergely gergo geza gyorgy gyula ildiko imre istvan ivan janos jeno jozsef judit julia \
    kalman karoly katalin katinka klara krisztina kristof lajos laszlo lorinc mate maria marton matyas mihaly miklos \
    monika norbert orsolya otto pal peter piroska reka robert sandor tamas tibor viktor vilmos zoltan zsigmond zsofia \
    zsolt zsuzsa zsuzsanna";

/// Where the family name stands among `words`: two or more, folded, hyphens kept.
/// `has_small_second`: whether the last one is a hyphenated word with a small letter
/// behind the hyphen, as given names of Chinese and Korean are written.
pub(super) fn order(words: &[String], has_small_second: bool) -> Order {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Order::Last };
    if is(Language::Vietnamese, first) && words.len() > 2 && words.iter().all(|word| word.len() <= 6) {
        return Order::FirstCalledByLast;
    }
    let is_in_ideographs = first.chars().all(super::is_ideograph);
    if is_in_ideographs
        || words.len() == 2 && has_small_second
        || is(Language::Korean, first) && is_korean_given(words)
        || is_chinese(words)
    {
        return Order::First;
    }
    match (is(Language::Japanese, first), is(Language::Japanese, last)) {
        (true, true) => return Order::Unclear,
        (true, false) => return Order::First,
        _ => {}
    }
    if words.len() == 2 && (is(Language::Korean, first) || is(Language::Vietnamese, first)) {
        return Order::Unclear;
    }
    if is(Language::Hungarian, last) && !is(Language::Hungarian, first) { Order::First } else { Order::Last }
}

/// "Wang Yi", "Li Keqiang": a family name and what can be read as Pinyin.
fn is_chinese(words: &[String]) -> bool {
    let given = words.get(1..).unwrap_or_default();
    words.first().is_some_and(|first| is(Language::Chinese, first))
        && (1..=2).contains(&given.len())
        && given.iter().all(|word| is_pinyin(word))
}

/// "Jong-un", "Suk Yeol": two syllables.
fn is_korean_given(words: &[String]) -> bool {
    let is_syllable = |word: &str| (1..=5).contains(&word.len());
    match words.get(1..).unwrap_or_default() {
        [one] => one.split_once('-').is_some_and(|(first, second)| is_syllable(first) && is_syllable(second)),
        [first, second] => is_syllable(first) && is_syllable(second) && !second.contains('-'),
        _ => false,
    }
}

/// Whose names a list holds: family names, and given names for Hungarian.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Language {
    Chinese = 1,
    Korean = 2,
    Vietnamese = 4,
    Japanese = 8,
    Hungarian = 16,
}

const NAMES: [(Language, &str); 5] = [
    (Language::Chinese, CHINESE),
    (Language::Korean, KOREAN),
    (Language::Vietnamese, VIETNAMESE),
    (Language::Japanese, JAPANESE),
    (Language::Hungarian, HUNGARIAN_GIVEN),
];

/// The languages of each name; most short ones are of several.
static LANGUAGES: LazyLock<FxHashMap<&'static str, u8>> = LazyLock::new(|| {
    let mut languages = FxHashMap::default();
    for (language, names) in NAMES {
        for name in names.split_ascii_whitespace() {
            *languages.entry(name).or_default() |= language as u8;
        }
    }
    languages
});

fn is(language: Language, name: &str) -> bool {
    LANGUAGES.get(name).is_some_and(|languages| languages & language as u8 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_family_name() {
        let cases = [
            ("ada holm", Order::Last),
            ("wang yi", Order::First),
            ("long zhou", Order::First),
            ("lu zhongwei", Order::First),
            ("long john", Order::Last),
            ("kim jong-un", Order::First),
            ("yoon suk yeol", Order::First),
            ("nguyen phu trong", Order::FirstCalledByLast),
            ("to lam", Order::Unclear),
            ("kishida fumio", Order::First),
            ("fumio kishida", Order::Last),
            ("orban viktor", Order::First),
            ("viktor orban", Order::Last),
            ("peter szijjarto", Order::Last),
            ("lee child", Order::Unclear),
        ];
        for (name, expected) in cases {
            let words: Vec<String> = name.split(' ').map(str::to_owned).collect();
            assert_eq!(order(&words, false), expected, "{name}");
        }
    }
}
