//! Citations as an editor sees them: cards, places, offers, and insertion.

use serde_json::{Value, json};

use super::client::{Client, Project, SETTINGS, capabilities, to_range};

const BIB: &str = "@online{harbour-news-2019,\n  author = {{Harbour News}},\n  title = {A keynote},\n  \
    date = {2019-03-01},\n  file = {sources/keynote.txt}\n}\n@book{venn2001, author = {Venn, Orla}, title = {On Harbours}, \
    year = 2001}\n@book{broken, title = \n";

const DRAFT: &str = "# Plan\n\nShe said so [@harbour-news-2019, p. 3] and again [@harbour-news-2019].[^1]\n\n\
    As [@ven2001] has it, a watch \u{201C}begins with trust\u{201D} there. See [a keynote](sources/keynote.txt).\n\n\
    [^1]: See @venn2001 [chap. 2].\n";

/// A project with a bibliography and an index, and an open draft.
fn session(insert: &str) -> (Project, Client, String) {
    let project = Project::new();
    project.write("refs.bib", BIB);
    project.write(
        "glossator.toml",
        &format!("{SETTINGS}[citations]\nbibliography = [\"refs.bib\"]\ninsert = \"{insert}\"\n"),
    );
    project.write(
        "sources/trust.md",
        "---\ntitle: On trust\nauthor: Orla Venn\ndate: 2018-04-02\nurl: https://harbour.example/on-trust\n---\n\
         The joint watch begins with trust and ends with it.\n",
    );
    let client = Client::with(&[&project], capabilities());
    let uri = project.uri("a.md");
    client.open(&uri, DRAFT);
    client.wait(|message| message["method"] == "$/progress" && message["params"]["value"]["kind"] == "end");
    (project, client, uri)
}

fn hover(client: &Client, uri: &str, line: u32, column: u32) -> String {
    let hover = client.at("textDocument/hover", uri, line, column);
    hover["contents"]["value"].as_str().expect("a card").to_owned()
}

fn lines(places: &Value) -> Vec<(String, u64)> {
    let place = |place: &Value| {
        let uri = place["targetUri"].as_str().or(place["uri"].as_str()).expect("an address");
        let range = if place["targetRange"].is_null() { &place["range"] } else { &place["targetRange"] };
        (uri.rsplit('/').next().unwrap_or_default().to_owned(), range["start"]["line"].as_u64().expect("a line"))
    };
    places.as_array().expect("places").iter().map(place).collect()
}

#[test]
fn a_citation_shows_its_reference_and_its_source() {
    let (_project, client, uri) = session("footnote");
    let card = hover(&client, &uri, 2, 16);
    let first: Vec<&str> = card.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(first[0], "**&#64;harbour-news-2019**");
    assert_eq!(first[1], "Harbour News, \u{201C}A Keynote,\u{201D} March 1, 2019, 3.");
    assert!(first[2].starts_with("In the corpus: 2019-03-01 · [keynote.txt:1](<file:///"), "{card}");
    assert!(first[3].starts_with("Bibliography · [refs.bib:1](<file:///"), "{card}");
    assert!(hover(&client, &uri, 4, 6).contains("no bibliography and no source has this key"));
    let note = hover(&client, &uri, 2, 72);
    assert!(note.starts_with("**\\[^1\\]**") && note.contains("Orla Venn, On Harbours (2001), chap. 2."), "{note}");
    let link = hover(&client, &uri, 4, 80);
    assert!(link.contains("In the corpus: 2019-03-01"), "{link}");
}

#[test]
fn a_citation_leads_to_its_entry_its_note_or_its_source() {
    let (_project, client, uri) = session("footnote");
    let definition = |line, column| lines(&client.at("textDocument/definition", &uri, line, column));
    assert_eq!(definition(2, 16), [("refs.bib".to_owned(), 0)]);
    assert_eq!(definition(2, 72), [("a.md".to_owned(), 6)]);
    assert_eq!(definition(4, 80), [("keynote.txt".to_owned(), 0)]);
    assert_eq!(definition(6, 14), [("refs.bib".to_owned(), 6)]);
    let params = json!({
        "textDocument": {"uri": uri}, "position": {"line": 2, "character": 16},
        "context": {"includeDeclaration": true}
    });
    let references = client.ask("textDocument/references", params).expect("references");
    // A link to the same source is one of them.
    assert_eq!(lines(&references), [2, 2, 4].map(|line| ("a.md".to_owned(), line)));
}

#[test]
fn an_unknown_key_is_told_with_the_nearest_and_a_broken_entry_with_its_line() {
    let (project, client, uri) = session("footnote");
    let published = client.published(&uri, |params| params["diagnostics"].to_string().contains("unknown-citation"));
    let found = &published["diagnostics"].as_array().expect("findings")[0];
    assert_eq!(found["message"], "no bibliography and no source has \"ven2001\"; did you mean \"venn2001\"?");
    let bibliography = project.uri("refs.bib");
    let published = client.published(&bibliography, |params| params["diagnostics"] != json!([]));
    let fault = &published["diagnostics"][0];
    assert_eq!(
        (&fault["range"]["start"]["line"], &fault["message"]),
        (&json!(7), &json!("\"broken\" is never closed; add the missing brace"))
    );
}

#[test]
fn keys_and_labels_are_offered() {
    let (_project, client, uri) = session("footnote");
    client.change(&uri, 2, [0, 6, 0, 6], " [@ven and @harb [^");
    let labels = |column: u32| {
        let found = client.at("textDocument/completion", &uri, 0, column);
        let items = found["items"].as_array().expect("items").clone();
        items.iter().map(|item| item["label"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(labels(12), ["venn2001", "trust"]);
    // First those whose key begins so, then those with the letters in their title.
    assert_eq!(labels(22), ["harbour-news-2019", "venn2001"]);
    assert_eq!(labels(25), ["1"]);
    let found = client.at("textDocument/completion", &uri, 0, 12);
    let item = &found["items"][0];
    assert_eq!(
        (&item["detail"], &item["textEdit"]["newText"]),
        (&json!("Venn, On Harbours, 2001"), &json!("venn2001"))
    );
    let resolved = client.ask("completionItem/resolve", item.clone()).expect("an item");
    assert_eq!(resolved["documentation"]["value"], "Orla Venn, On Harbours (2001).");
}

/// The edits of the only action that cites the quotation, as `line:column text`.
fn cited(insert: &str) -> Vec<String> {
    let (_project, client, uri) = session(insert);
    let params = json!({
        "textDocument": {"uri": uri}, "range": to_range([4, 40, 4, 40]), "context": {"diagnostics": []}
    });
    let answer = client.ask("textDocument/codeAction", params).expect("actions");
    let is_cite = |action: &&Value| action["kind"] == "refactor.glossator.cite";
    let actions: Vec<&Value> = answer.as_array().expect("actions").iter().filter(is_cite).collect();
    assert_eq!(actions.len(), 1, "{answer}");
    assert_eq!(actions[0]["title"], "Cite \"On trust\", 2018-04-02");
    let edits = actions[0]["edit"]["documentChanges"][0]["edits"].as_array().expect("edits");
    let edit = |edit: &Value| {
        let start = &edit["range"]["start"];
        format!("{}:{} {}", start["line"], start["character"], edit["newText"].as_str().unwrap_or_default())
    };
    edits.iter().map(edit).collect()
}

#[test]
fn a_citation_is_inserted_as_the_project_cites() {
    let url = "https://harbour.example/on-trust#:~:text=begins%20with%20trust";
    assert_eq!(
        cited("footnote"),
        [
            "4:49 [^2]".to_owned(),
            format!("6:30 \n[^2]: Orla Venn, \u{201C}On Trust,\u{201D} April 2, 2018, <{url}>.\n"),
        ]
    );
    assert_eq!(cited("citekey"), ["4:49  [@trust]"]);
    assert_eq!(cited("link"), ["4:31 [".to_owned(), format!("4:48 ]({url})")]);
}

#[test]
fn an_address_is_known_however_it_is_spelt_and_is_cited_once() {
    let (project, client, _) = session("footnote");
    let uri = project.uri("b.md");
    let draft = "A watch \u{201C}begins with trust\u{201D} (http://www.Harbour.example/on-trust/?utm_source=x#top), or \
        <https://harbour.example/other>.\n";
    client.open(&uri, draft);
    let card = hover(&client, &uri, 0, 40);
    assert!(card.contains("Orla Venn, \u{201C}On Trust,\u{201D} April 2, 2018"), "{card}");
    assert!(card.contains("(<https://harbour.example/on-trust#:~:text=begins%20with%20trust>)"), "{card}");
    assert_eq!(client.at("textDocument/hover", &uri, 0, 100), Value::Null);
    let params = json!({
        "textDocument": {"uri": uri}, "range": to_range([0, 12, 0, 12]),
        "context": {"diagnostics": [], "only": ["refactor.glossator.cite"]}
    });
    assert_eq!(client.ask("textDocument/codeAction", params).expect("actions"), json!([]));
}
