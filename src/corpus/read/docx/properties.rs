//! The properties of a Word document (its `core.xml`): title, creator, language.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;

use super::super::properties::Properties;

/// Reads the properties; what is broken is unknown.
pub(super) fn read(part: &str) -> Properties {
    let mut reader = Reader::from_str(part);
    let mut properties = Properties::default();
    let mut element = String::new();
    while let Ok(event) = reader.read_event() {
        let text = match event {
            Event::Start(tag) => {
                tag.local_name().as_ref().clone_into(&mut element);
                continue;
            }
            Event::End(_) => {
                element.clear();
                continue;
            }
            Event::Eof => break,
            Event::Text(text) => text.xml10_content().into_owned(),
            Event::GeneralRef(reference) => {
                unescape(&format!("&{};", &*reference)).map(Cow::into_owned).unwrap_or_default()
            }
            _ => continue,
        };
        match element.as_str() {
            "title" => properties.title.push_str(&text),
            "creator" => properties.creator.push_str(&text),
            "language" => properties.language.push_str(&text),
            _ => {}
        }
    }
    properties
}
