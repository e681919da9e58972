//! The server's copy of the text is the client's, in every encoding.

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::json;

use super::client::{Client, capabilities, to_range};

const URI: &str = "untitled:Untitled-1";

fn client(encoding: &str) -> Client {
    let mut capabilities = capabilities();
    capabilities["general"]["positionEncodings"] = json!([encoding]);
    let client = Client::with(&[], capabilities);
    assert_eq!(client.offer["capabilities"]["positionEncoding"], encoding);
    client
}

#[test]
fn columns_are_counted_as_negotiated() {
    for (encoding, column) in [("utf-8", 7), ("utf-16", 4), ("utf-32", 3)] {
        let client = client(encoding);
        client.open(URI, "é😀z!\n");
        client.change(URI, 2, [0, column, 0, column + 1], "?");
        assert_eq!(client.text(URI), ("é😀z?\n".to_owned(), 2), "{encoding}");
    }
}

#[test]
fn positions_that_do_not_exist_are_brought_into_the_text() {
    let client = client("utf-16");
    client.open(URI, "a😀\r\nb");
    // Inside the surrogate pair; past the end of the line; past the last line.
    client.change(URI, 2, [0, 2, 0, 2], "1");
    client.change(URI, 3, [0, 99, 0, 99], "2");
    client.change(URI, 4, [9, 9, 9, 9], "3");
    assert_eq!(client.text(URI).0, "a1😀2\r\nb3");
}

#[test]
fn changes_of_one_message_are_applied_in_their_order() {
    let client = client("utf-16");
    client.open(URI, "one\rtwo\u{2028}three");
    let changes = json!([
        {"text": "new"},
        {"range": to_range([0, 3, 0, 3]), "text": "\nline"},
        {"range": to_range([1, 0, 1, 4]), "text": "😀"},
        {"range": to_range([1, 2, 1, 2]), "text": "!"},
    ]);
    let document = json!({"uri": URI, "version": 9});
    client.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    assert_eq!(client.text(URI), ("new\n😀!".to_owned(), 9));
}

#[test]
fn spellings_of_one_address_are_one_draft() {
    let client = client("utf-16");
    client.open("file:///c%3A/a%20b.md", "x");
    client.change("file:///C:/a%20b.md", 2, [0, 0, 0, 1], "y");
    assert_eq!(client.text("file:///c:/a%20b.md").0, "y");
}

/// The columns of a character.
type Width = fn(char) -> usize;

/// A position in a text by a plain walk over its characters.
fn position(text: &str, offset: usize, width: Width) -> (u32, u32) {
    let (mut line, mut column) = (0, 0);
    let mut characters = text[..offset].chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' | '\n' => (line, column) = (line + 1, 0),
            other => column += width(other),
        }
    }
    (line, u32::try_from(column).expect("a short text"))
}

/// The places of a text that a position can mean.
fn places(text: &str) -> Vec<usize> {
    let splits_line_end = |at: usize| text[..at].ends_with('\r') && text[at..].starts_with('\n');
    (0..=text.len()).filter(|&at| text.is_char_boundary(at) && !splits_line_end(at)).collect()
}

#[test]
fn any_edits_leave_both_sides_with_one_text() {
    let encodings: [(&str, Width); 3] = [("utf-8", char::len_utf8), ("utf-16", char::len_utf16), ("utf-32", |_| 1)];
    let edit = (any::<prop::sample::Index>(), 0_usize..4, "[aé漢😀\r\n\u{2028}]{0,3}");
    let edits = prop::collection::vec(edit, 1..12);
    for (encoding, width) in encodings {
        let client = client(encoding);
        let mut runner = TestRunner::new(ProptestConfig::with_cases(40));
        let outcome = runner.run(&("[a-cé😀\r\n\u{2028}]{0,30}", &edits), |(text, edits)| {
            client.open(URI, &text);
            let mut model = text;
            for (version, (at, len, new)) in (2..).zip(edits) {
                let places = places(&model);
                let from = at.index(places.len());
                let (start, end) = (places[from], places[(from + len).min(places.len() - 1)]);
                let ((line, column), (last, until)) = (position(&model, start, width), position(&model, end, width));
                client.change(URI, version, [line, column, last, until], &new);
                model.replace_range(start..end, &new);
            }
            prop_assert_eq!(client.text(URI).0, model);
            client.close(URI);
            Ok(())
        });
        assert!(outcome.is_ok(), "{encoding}: {outcome:?}");
    }
}
