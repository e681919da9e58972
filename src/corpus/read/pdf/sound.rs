//! Makes a document harmless to the library, which follows references without looking
//! back: a form that draws itself, or a page that is its own parent, would end the whole
//! program. Pictures go, since they would be read as if they were text.

use std::collections::BTreeSet;

use pdf_extract::{Dictionary, Document, Object, ObjectId};

/// Pages stand this deep in their tree at most, and forms in one another.
const DEEPEST: usize = 24;

/// Empties pictures, and the forms that draw themselves or stand too deep.
pub(super) fn make(document: &mut Document) {
    let forms: Vec<ObjectId> = forms(document);
    let endless: Vec<ObjectId> = forms.into_iter().filter(|&form| is_endless(document, form, DEEPEST)).collect();
    for (id, object) in &mut document.objects {
        let Object::Stream(stream) = object else { continue };
        if kind(&stream.dict) == Some(b"Image") || endless.binary_search(id).is_ok() {
            stream.set_content(Vec::new());
            stream.dict.remove(b"Filter");
            stream.dict.remove(b"DecodeParms");
        }
    }
}

/// Whether what a page inherits is found in a few steps.
pub(super) fn is_page(document: &Document, page: ObjectId) -> bool {
    let mut at = page;
    for _ in 0..DEEPEST {
        let Ok(dictionary) = document.get_dictionary(at) else { return false };
        match dictionary.get(b"Parent").and_then(Object::as_reference) {
            Ok(parent) => at = parent,
            Err(_) => return true,
        }
    }
    false
}

/// The forms, in order.
fn forms(document: &Document) -> Vec<ObjectId> {
    let is_form = |object: &Object| matches!(object, Object::Stream(stream) if kind(&stream.dict) == Some(b"Form"));
    document.objects.iter().filter(|(_, object)| is_form(object)).map(|(&id, _)| id).collect()
}

fn kind(dictionary: &Dictionary) -> Option<&[u8]> {
    dictionary.get(b"Subtype").and_then(Object::as_name).ok()
}

/// Whether drawing a form does not end within `depth` further forms. One without
/// resources of its own draws with those of its page, which may hold the form itself.
fn is_endless(document: &Document, form: ObjectId, depth: usize) -> bool {
    let mut level = BTreeSet::from([form]);
    for _ in 0..depth {
        level = level.into_iter().flat_map(|form| drawn_by(document, form)).collect();
        if level.is_empty() {
            return false;
        }
    }
    true
}

fn drawn_by(document: &Document, form: ObjectId) -> Vec<ObjectId> {
    let Ok(stream) = document.get_object(form).and_then(Object::as_stream) else { return Vec::new() };
    let Some(resources) = dictionary(document, &stream.dict, b"Resources") else {
        let content = stream.decompressed_content().unwrap_or_default();
        let draws = content.windows(3).any(|three| three == b" Do");
        return if draws { vec![form] } else { Vec::new() };
    };
    let Some(objects) = dictionary(document, resources, b"XObject") else { return Vec::new() };
    let objects = objects.iter().filter_map(|(_, object)| object.as_reference().ok());
    objects.filter(|&id| is_form(document, id)).collect()
}

fn is_form(document: &Document, id: ObjectId) -> bool {
    let object = document.get_object(id).and_then(Object::as_stream);
    object.is_ok_and(|stream| kind(&stream.dict) == Some(b"Form"))
}

/// A dictionary that stands in another, by itself or by reference.
fn dictionary<'d>(document: &'d Document, holder: &'d Dictionary, key: &[u8]) -> Option<&'d Dictionary> {
    match holder.get(key).ok()? {
        Object::Reference(id) => document.get_dictionary(*id).ok(),
        object => object.as_dict().ok(),
    }
}
