//! A quotation of a draft: its hover, where it leads, what is said on request, and how it
//! is completed from its first words.

use serde_json::{Value, json};

use super::client::{Client, Project, capabilities, to_range};

/// Line 2: a changed quotation that holds a term of the termbase. Line 4: words of
/// nobody. Line 6: the words of two sources. Line 8: a quotation that is begun. Line 10:
/// a term in marks. Line 12: a quotation that is begun, between marks, with a slip.
const DRAFT: &str = "# Plan\n\n\
    He said: \"Every joint harbour watch shall count three lanterns by night.\"\n\n\
    She said: \"Every whale shall own two purple lighthouses and a horse.\"\n\n\
    They said: \"A port that sleeps is a wall.\"\n\n\
    It says: \"Every joint harbour watch\n\n\
    The \"joint harbour watch\" works.\n\n\
    It says: \"A port that \"\n";

const MINUTES: &str = "---\ntitle: Minutes\npublisher: Harbour <b>News</b>\ndate: 2018-05-22\n---\n\n\
    Every joint harbour watch shall count two lanterns by night. A port that sleeps is a wall.\n";

const COPY: &str = "---\ntitle: Copy\ndate: 2019\n---\n\nA port that sleeps is a wall.\n";

fn session() -> (Project, Client, String) {
    let project = Project::new();
    project.write("sources/minutes.md", MINUTES);
    project.write("sources/copy.md", COPY);
    let client = Client::with(&[&project], capabilities());
    client.wait(|message| message["method"] == "$/progress" && message["params"]["value"]["kind"] == "end");
    let uri = project.uri("a.md");
    client.open(&uri, DRAFT);
    (project, client, uri)
}

fn hover(client: &Client, uri: &str, line: u32, column: u32) -> (String, Value) {
    let hover = client.at("textDocument/hover", uri, line, column);
    (hover["contents"]["value"].as_str().expect("a text").to_owned(), hover["range"].clone())
}

fn quote(client: &Client, uri: &str, more: Value) -> Value {
    let mut params = json!({"textDocument": {"uri": uri}});
    params.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    client.ask("glossator/quote", params).expect("an answer")
}

#[test]
fn a_hover_says_what_was_changed_and_shows_the_passage() {
    let (project, client, uri) = session();
    let (text, range) = hover(&client, &uri, 2, 50);
    let source = project.uri("sources/minutes.md");
    let card = format!(
        "**altered: the source has other words**\n\n\
         > **Every joint harbour watch shall count two lanterns by night**.  \n\
         > 2018-05-22 · Harbour &lt;b&gt;News&lt;/b&gt; · Minutes · [minutes.md:7](<{source}#L7>)\n\n\
         - \"three\" where the source has \"two\" (a number differs)"
    );
    assert_eq!((text, range), (card, to_range([2, 9, 2, 73])));
}

#[test]
fn an_altered_quotation_is_an_error_that_leads_to_the_passage() {
    let (project, client, uri) = session();
    client.change(&uri, 2, [2, 0, 2, 7], "The minutes [@minutes] say");
    let altered = |params: &Value| {
        let list = params["diagnostics"].as_array();
        list.and_then(|list| list.iter().find(|one| one["code"] == "altered-quotation")).cloned()
    };
    let published = client.published(&uri, |params| params["version"] == 2 && altered(params).is_some());
    let found = altered(&published).expect("a finding");
    assert_eq!((&found["severity"], &found["range"]), (&json!(1), &to_range([2, 67, 2, 72])));
    let message = found["message"].as_str().expect("a message");
    assert!(message.contains("\"three\" where the source has \"two\""), "{message}");
    let passage = &found["relatedInformation"][0];
    let location = json!({"uri": project.uri("sources/minutes.md"), "range": to_range([6, 0, 6, 59])});
    assert_eq!(passage["location"], location);
    assert!(passage["message"].as_str().is_some_and(|said| said.starts_with("the source says: ")), "{passage}");
    let fixes = found["data"]["fixes"].as_array().expect("a list");
    assert!(fixes.contains(&json!("write the source's words")), "{fixes:?}");
}

#[test]
fn a_term_in_a_quotation_stays_within_reach() {
    let (_project, client, uri) = session();
    let (text, range) = hover(&client, &uri, 2, 20);
    assert!(text.starts_with("**altered: ") && text.contains("\n\n---\n\n**joint harbour watch**\n\n"), "{text}");
    assert_eq!(range, to_range([2, 16, 2, 35]));
    let (named, _) = hover(&client, &uri, 10, 10);
    assert!(named.starts_with("**joint harbour watch**\n\nquoted here"), "{named}");
}

#[test]
fn words_of_nobody_are_said_to_be_in_no_source() {
    let (_project, client, uri) = session();
    let (text, _) = hover(&client, &uri, 4, 50);
    assert_eq!(text, "**not in the sources: no passage of the corpus is near these words**");
}

#[test]
fn a_quotation_leads_to_its_places() {
    let (project, client, uri) = session();
    let links = client.at("textDocument/definition", &uri, 2, 50);
    assert_eq!(links[0]["targetUri"], project.uri("sources/minutes.md"));
    assert_eq!(links[0]["targetSelectionRange"], to_range([6, 0, 6, 59]));
    let places = client.at("textDocument/references", &uri, 6, 20);
    assert_eq!(places.as_array().map(Vec::len), Some(2), "{places}");
    let of_term = client.at("textDocument/references", &uri, 2, 20);
    assert!(of_term.as_array().is_some_and(|list| list.len() > 1), "{of_term}");
}

#[test]
fn a_quotation_is_verified_by_range_and_by_text() {
    let (project, client, uri) = session();
    let found = quote(&client, &uri, json!({"range": to_range([2, 50, 2, 50])}));
    assert_eq!((&found["verdict"], &found["headline"]), (&json!("altered"), &json!("altered")));
    assert_eq!(found["range"], to_range([2, 9, 2, 73]));
    let place = &found["places"][0];
    assert_eq!((&place["document"]["id"], &place["cited"]), (&json!("minutes"), &json!(false)));
    assert_eq!(place["differences"], json!(["\"three\" where the source has \"two\" (a number differs)"]));
    let location = json!({"uri": project.uri("sources/minutes.md"), "range": to_range([6, 0, 6, 59])});
    assert_eq!(place["passages"][0]["location"], location);
    let selected = quote(&client, &uri, json!({"range": to_range([2, 16, 2, 47])}));
    assert_eq!(
        (&selected["text"], &selected["verdict"]),
        (&json!("joint harbour watch shall count"), &json!("verbatim"))
    );
    let which = quote(&client, &uri, json!({"text": "“A port that sleeps is a wall.”"}));
    assert_eq!((&which["verdict"], &which["documents"]), (&json!("verbatim"), &json!(2)));
    assert_eq!(which["explanation"], "the words of the source; 2 sources fit equally: which is meant?");
    assert_eq!(quote(&client, &uri, json!({"range": to_range([1, 0, 1, 0])})), Value::Null);
}

/// The edits that are offered at a place, with what is said of each.
fn offered(client: &Client, uri: &str, line: u32, column: u32) -> Vec<(String, Value, String)> {
    let list = client.at("textDocument/completion", uri, line, column);
    let of = |item: &Value| {
        let text = item["textEdit"]["newText"].as_str().expect("a text").to_owned();
        (text, item["textEdit"]["range"].clone(), item["detail"].as_str().unwrap_or_default().to_owned())
    };
    list["items"].as_array().expect("items").iter().map(of).collect()
}

#[test]
fn a_quotation_is_completed_with_the_words_of_its_source() {
    let (_project, client, uri) = session();
    let found = offered(&client, &uri, 8, 35);
    let text = "watch shall count two lanterns by night.\"".to_owned();
    assert_eq!(
        found.first(),
        Some(&(text, to_range([8, 30, 8, 35]), "Harbour <b>News</b>, Minutes, 2018-05-22".to_owned()))
    );
    let found = offered(&client, &uri, 12, 22);
    // The closing mark is there, and both sources go on alike.
    let text = "that sleeps is a wall.".to_owned();
    assert_eq!(found, [(text, to_range([12, 17, 12, 22]), "Harbour <b>News</b>, Minutes, 2018-05-22".to_owned())]);
    assert!(!offered(&client, &uri, 4, 30).iter().any(|(text, ..)| text.contains("lantern")));
}
