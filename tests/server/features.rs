//! Hover, definition, references and the other questions about a place.

use serde_json::{Value, json};

use super::client::{Client, Project, capabilities, to_range};

const DRAFT: &str =
    "# Plan\n\nA 😀 joint harbour watch.\n\n## Steps\n\nThe common harbour watch. He said in the hall.\n";

/// A project with an index, and an open draft.
fn session(capabilities: Value) -> (Project, Client, String) {
    let project = Project::new();
    let client = Client::with(&[&project], capabilities);
    let uri = project.uri("a.md");
    client.open(&uri, DRAFT);
    client.wait(|message| message["method"] == "$/progress" && message["params"]["value"]["kind"] == "end");
    (project, client, uri)
}

fn markdown(hover: &Value) -> &str {
    assert_eq!(hover["contents"]["kind"], "markdown");
    hover["contents"]["value"].as_str().expect("a text")
}

#[test]
fn a_term_is_explained_with_its_attestations() {
    let (project, client, uri) = session(capabilities());
    let hover = client.at("textDocument/hover", &uri, 2, 8);
    assert_eq!(hover["range"], to_range([2, 5, 2, 24]));
    let (source, terms) = (project.uri("sources/keynote.txt"), project.uri("terms.toml"));
    let card = [
        "**joint harbour watch**",
        "preferred (since 2018), as of 2020",
        "A watch kept together.",
        "Once in the sources, 2019",
        "> \u{201C}The **joint harbour watch** &lt;b&gt;begins&lt;/b&gt; with \\[trust\\](http\\://evil.example) 😀,\u{201D} \
         she said in the hall.  ",
        "> 2019-03-01 · [keynote.txt:6](<SOURCE#L6>)",
        "- joint harbour watch: preferred since 2018",
        "- common harbour watch: superseded until 2017",
        "Termbase: harbours · [terms.toml:2](<TERMS#L2>)",
    ];
    let shown: Vec<String> = markdown(&hover)
        .replace(&source, "SOURCE")
        .replace(&terms, "TERMS")
        .lines()
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect();
    assert_eq!(shown, card);
}

#[test]
fn a_label_is_told_with_what_the_sources_list() {
    let project = Project::new();
    let head = "TITLE\n\nThey met here again in spring and heard the crews.\n\n";
    project.write("sources/a.txt", &format!("{head}We keep four harbour aims: calm, rope, tea, and *ink*.\n"));
    project.write("sources/b.txt", &format!("{head}We keep four aims: salt; sail; and soap.\n"));
    let client = Client::with(&[&project], capabilities());
    let uri = project.uri("d.md");
    client.open(&uri, "We know the four aims: calm, boats, seas, and birds.\n");
    client.wait(|message| message["method"] == "$/progress" && message["params"]["value"]["kind"] == "end");
    let hover = client.at("textDocument/hover", &uri, 0, 14);
    let text = markdown(&hover).replace(&project.uri("sources"), "SOURCES");
    let card = "**four aims**\n\nin the sources, not in the termbase\n\n\
        > **four harbour aims**  \n> date unknown \u{B7} [a.txt:5](<SOURCES/a.txt#L5>)\n\n\
        1. calm\n2. rope\n3. tea\n4. ink\n\n\
        > **four aims**  \n> date unknown \u{B7} [b.txt:5](<SOURCES/b.txt#L5>)\n\n\
        1. salt\n2. sail\n3. soap\n\n1 of 4 are not listed there";
    assert_eq!(text, card);
    let item = client.at("textDocument/hover", &uri, 0, 24);
    let item = markdown(&item);
    assert!(item.starts_with("**calm**\n\nin the sources, not in the termbase") && !item.contains("soap"), "{item}");
}

#[test]
fn an_old_rendering_is_told_what_to_write() {
    let (_project, client, uri) = session(capabilities());
    let hover = client.at("textDocument/hover", &uri, 6, 8);
    let text = markdown(&hover);
    let verdict = "superseded (until 2017), as of 2020; preferred: **joint harbour watch**";
    assert!(text.starts_with(&format!("**common harbour watch**\n\n{verdict}\n")), "{text}");
}

#[test]
fn the_words_of_a_source_make_no_link_and_no_html() {
    let (_project, client, uri) = session(capabilities());
    for (line, column) in [(2, 8), (6, 31)] {
        let hover = client.at("textDocument/hover", &uri, line, column);
        let options = pulldown_cmark::Options::all();
        for event in pulldown_cmark::Parser::new_ext(markdown(&hover), options) {
            use pulldown_cmark::{Event, Tag};
            match event {
                Event::Html(_) | Event::InlineHtml(_) | Event::Code(_) | Event::Start(Tag::Image { .. }) => {
                    panic!("{event:?} in {hover}")
                }
                Event::Start(Tag::Link { dest_url, .. }) => assert!(dest_url.starts_with("file:///"), "{dest_url}"),
                _ => {}
            }
        }
    }
}

#[test]
fn a_phrase_of_the_sources_is_cited() {
    let (_project, client, uri) = session(capabilities());
    let hover = client.at("textDocument/hover", &uri, 6, 31);
    let text = markdown(&hover);
    assert!(text.contains("in the hall") && text.contains("keynote"), "{text}");
}

#[test]
fn plain_text_for_a_client_that_reads_no_markdown() {
    let mut capabilities = capabilities();
    capabilities["textDocument"]["hover"] = json!({"contentFormat": ["plaintext"]});
    let (_project, client, uri) = session(capabilities);
    let hover = client.at("textDocument/hover", &uri, 2, 8);
    assert_eq!(hover["contents"]["kind"], "plaintext");
    let text = hover["contents"]["value"].as_str().expect("a text");
    assert!(text.contains("<b>begins</b>") && !text.contains("**"), "{text}");
}

#[test]
fn a_definition_leads_to_the_words_in_the_source() {
    let (project, client, uri) = session(capabilities());
    let links = client.at("textDocument/definition", &uri, 2, 8);
    assert_eq!(links[0]["targetUri"], project.uri("sources/keynote.txt"));
    assert_eq!(links[0]["targetSelectionRange"], to_range([5, 5, 5, 24]));
    assert_eq!(links[0]["originSelectionRange"], to_range([2, 5, 2, 24]));
}

#[test]
fn a_client_without_links_gets_locations() {
    let mut capabilities = capabilities();
    capabilities["textDocument"]["definition"] = json!({});
    let (project, client, uri) = session(capabilities);
    let locations = client.at("textDocument/definition", &uri, 2, 8);
    assert_eq!(locations[0]["uri"], project.uri("sources/keynote.txt"));
    let references = client.at("textDocument/references", &uri, 2, 8);
    let attested = json!({"uri": project.uri("sources/keynote.txt"), "range": to_range([5, 5, 5, 24])});
    assert!(references.as_array().is_some_and(|list| list.contains(&attested)), "{references}");
}

#[test]
fn highlights_show_the_concept_in_every_rendering() {
    let (_project, client, uri) = session(capabilities());
    let highlights = client.at("textDocument/documentHighlight", &uri, 2, 8);
    let ranges: Vec<&Value> =
        highlights.as_array().expect("a list").iter().map(|highlight| &highlight["range"]).collect();
    assert_eq!(ranges, [&to_range([2, 5, 2, 24]), &to_range([6, 4, 6, 24])]);
}

#[test]
fn headings_are_nested_symbols() {
    let (_project, client, uri) = session(capabilities());
    let symbols = client.ask("textDocument/documentSymbol", json!({"textDocument": {"uri": uri}})).expect("symbols");
    assert_eq!(symbols[0]["name"], "Plan");
    assert_eq!(symbols[0]["children"][0]["name"], "Steps");
    assert_eq!(symbols[0]["children"][0]["range"]["start"], json!({"line": 4, "character": 0}));
}

#[test]
fn concepts_and_documents_are_workspace_symbols() {
    let (project, client, _) = session(capabilities());
    let found = client.ask("workspace/symbol", json!({"query": "harbour"})).expect("symbols");
    let uris: Vec<&str> =
        found.as_array().expect("a list").iter().filter_map(|symbol| symbol["location"]["uri"].as_str()).collect();
    assert!(uris.contains(&project.uri("terms.toml").as_str()), "{found}");
    let found = client.ask("workspace/symbol", json!({"query": "keynote"})).expect("symbols");
    assert_eq!(found[0]["location"]["uri"], project.uri("sources/keynote.txt"), "{found}");
}

#[test]
fn a_client_that_announces_nothing_gets_what_every_client_knows() {
    let project = Project::new();
    let client = Client::with(&[&project], json!({}));
    let uri = project.uri("a.md");
    client.open(&uri, "joint harb");
    // What is asked before the project is open has no answer yet.
    client.published(&uri, |_| true);
    let found = client.ask("workspace/symbol", json!({"query": "harbour"})).expect("symbols");
    let kinds = found.as_array().expect("a list").iter().map(|symbol| symbol["kind"].as_u64());
    let kinds: Vec<u64> = kinds.flatten().collect();
    assert!(!kinds.is_empty() && kinds.iter().all(|kind| *kind <= 18), "{found}");
    let item = client.at("textDocument/completion", &uri, 0, 10)["items"][0].clone();
    let resolved = client.ask("completionItem/resolve", item).expect("an item");
    assert!(resolved["documentation"].is_string(), "{resolved}");
}

#[test]
fn completion_replaces_what_was_typed_and_explains_itself_later() {
    let (_project, client, uri) = session(capabilities());
    client.change(&uri, 2, [6, 0, 6, 99], "😀 joint harb");
    let list = client.at("textDocument/completion", &uri, 6, 13);
    let item = &list["items"][0];
    assert_eq!(item["label"], "joint harbour watch");
    assert_eq!(item["textEdit"], json!({"range": to_range([6, 3, 6, 13]), "newText": "joint harbour watch"}));
    assert_eq!(item["documentation"], Value::Null);
    let resolved = client.ask("completionItem/resolve", item.clone()).expect("an item");
    let documentation = resolved["documentation"]["value"].as_str().expect("a text");
    assert!(documentation.contains("A watch kept together"), "{documentation}");
}

#[test]
fn a_completion_is_explained_at_the_date_of_the_draft() {
    let (project, client, _) = session(capabilities());
    let uri = project.uri("dated.md");
    client.open(&uri, "---\ndate: 2019-05-01\n---\n\nThe joint harb\n");
    let item = client.at("textDocument/completion", &uri, 4, 14)["items"][0].clone();
    let resolved = client.ask("completionItem/resolve", item).expect("an item");
    let documentation = resolved["documentation"]["value"].as_str().expect("a text");
    assert!(documentation.contains("as of 2019-05-01"), "{documentation}");
}
