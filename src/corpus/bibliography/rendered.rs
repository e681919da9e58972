//! Citation styles by the `hayagriva` library, behind one function: it is young and its
//! makers say that they have little time for it, so nothing else knows it.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, OnceLock, PoisonError};

use hayagriva::archive::{ArchivedStyle, locales};
use hayagriva::citationberg::taxonomy;
use hayagriva::citationberg::{IndependentStyle, Locale, Style, json::Item};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, BufWriteFormat, CitationItem, CitationRequest, LocatorPayload,
    SpecificLocator,
};
use serde_json::{Map, Value};

use crate::prose::{Locator, LocatorUnit};

/// Whether there is a citation style of this name.
#[must_use]
pub fn is_style(name: &str) -> bool {
    ArchivedStyle::by_name(name).is_some()
}

/// An item in a style, or `None` where the library fails on it.
pub(super) fn rendered(item: Map<String, Value>, locator: Option<&Locator>, style: &str) -> Option<String> {
    let item = readable(item)?;
    let style = independent(style)?;
    let render = || {
        let mut driver = BibliographyDriver::new();
        let at = |locator: &Locator| unit(locator.unit);
        let place = locator.map(|found| SpecificLocator(at(found), LocatorPayload::Str(&found.value)));
        let items = vec![CitationItem::with_locator(&item, place)];
        driver.citation(CitationRequest::from_items(items, style, locale()));
        let request = BibliographyRequest { style, locale: None, locale_files: locale() };
        let citation = driver.finish(request).citations.into_iter().next()?.citation;
        let mut text = String::new();
        citation.write_buf(&mut text, BufWriteFormat::Plain).ok()?;
        Some(text)
    };
    // What a bibliography may hold is without end; a reference that the library cannot
    // bear must not take the editor's server down.
    catch_unwind(AssertUnwindSafe(render)).ok().flatten().filter(|text| !text.trim().is_empty())
}

/// The fields that the library can read; it refuses the item for one that it cannot.
fn readable(item: Map<String, Value>) -> Option<Item> {
    let fields = item.into_iter().filter_map(|(name, value)| Some((name, serde_json::from_value(value).ok()?)));
    let fields: BTreeMap<_, _> = fields.filter(|(name, _)| name != "file" && name != "abstract").collect();
    (!fields.is_empty()).then_some(Item(fields))
}

/// A style, read when it is first asked for: some 5 ms. The few styles of one run are
/// kept to its end.
fn independent(name: &str) -> Option<&'static IndependentStyle> {
    static STYLES: Mutex<BTreeMap<String, &'static IndependentStyle>> = Mutex::new(BTreeMap::new());
    let mut styles = STYLES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(style) = styles.get(name) {
        return Some(style);
    }
    let Style::Independent(style) = ArchivedStyle::by_name(name)?.get() else { return None };
    let style: &'static IndependentStyle = Box::leak(Box::new(style));
    styles.insert(name.to_owned(), style);
    Some(style)
}

/// The words of English in styles ("accessed", "and"); reading all languages of the
/// archive takes some 40 ms, once.
fn locale() -> &'static [Locale] {
    static ENGLISH: OnceLock<Vec<Locale>> = OnceLock::new();
    ENGLISH.get_or_init(|| {
        let is_english = |locale: &Locale| locale.lang.as_ref().is_some_and(|code| code.0 == "en-US");
        locales().into_iter().filter(is_english).collect()
    })
}

const fn unit(unit: LocatorUnit) -> taxonomy::Locator {
    match unit {
        LocatorUnit::Article => taxonomy::Locator::ArticleLocator,
        LocatorUnit::Book => taxonomy::Locator::Book,
        LocatorUnit::Chapter => taxonomy::Locator::Chapter,
        LocatorUnit::Column => taxonomy::Locator::Column,
        LocatorUnit::Figure => taxonomy::Locator::Figure,
        LocatorUnit::Folio => taxonomy::Locator::Folio,
        LocatorUnit::Line => taxonomy::Locator::Line,
        LocatorUnit::Note => taxonomy::Locator::Note,
        LocatorUnit::Number => taxonomy::Locator::Issue,
        LocatorUnit::Opus => taxonomy::Locator::Opus,
        LocatorUnit::Page => taxonomy::Locator::Page,
        LocatorUnit::Paragraph => taxonomy::Locator::Paragraph,
        LocatorUnit::Part => taxonomy::Locator::Part,
        LocatorUnit::Section => taxonomy::Locator::Section,
        LocatorUnit::SubVerbo => taxonomy::Locator::SubVerbo,
        LocatorUnit::Verse => taxonomy::Locator::Verse,
        LocatorUnit::Volume => taxonomy::Locator::Volume,
    }
}
