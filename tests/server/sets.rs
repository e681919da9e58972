//! Counted sets in the editor: items offered behind a label, numbers before listed
//! items, the card on a label and an item, the attribution of a label that names several.

use serde_json::{Value, json};

use super::client::{Client, Project, SETTINGS, capabilities, to_range};

/// Two sets of one label, one of them with a second label of its own, and two whose items
/// are the same.
const SETS: &str = r#"
[[set]]
id = "venn-principles"
labels = ["four principles", "Tarn principles"]
topics = ["harbour", "Tarn"]
count = 4
items = [
  ["respect for harbour law", "respecting harbour law"],
  "maintenance of docks and cranes",
  "openness to trade",
  "training of crews",
]
speaker = "Orla Venn"
forum = "the Tarn Forum"
date = "2019-03-01"
source = "Harbour News, 2 March 2019"
[[set]]
id = "council-principles"
labels = ["four principles"]
topics = ["harbour"]
count = 4
items = ["quiet", "order", "light", "depth"]
speaker = "Kit Osei"
forum = "the Port Council"
date = "2018-05"
source = "Minutes of the Port Council"
[[set]]
id = "pilot-aims"
labels = ["three aims"]
count = 3
items = ["caution", "patience", "speed"]
forum = "the Pilots' Charter"
[[set]]
id = "keeper-aims"
labels = ["three aims"]
count = 3
items = ["caution", "patience", "speed"]
forum = "the Keepers' Charter"
"#;

const LABEL: &str = "The harbour has four principles";

fn project() -> Project {
    let project = Project::empty();
    project.write("glossator.toml", &SETTINGS.replace("paths = [\"sources\"]\n", ""));
    project.write("terms.toml", SETS);
    project
}

/// An open draft whose findings are there.
fn opened(project: &Project, capabilities: Value, settings: Value, text: &str) -> (Client, String) {
    let client = Client::set(&[project], capabilities, settings);
    let uri = project.uri("a.md");
    client.open(&uri, text);
    client.published(&uri, |_| true);
    (client, uri)
}

/// The completions where "|" stands, as "label | detail | range | text".
fn offered(text: &str) -> Vec<String> {
    let (project, text, at) = (project(), text.replace('|', ""), place(text));
    let (client, uri) = opened(&project, capabilities(), json!({}), &text);
    items(&client, &uri, at).iter().map(drawn).collect()
}

fn place(text: &str) -> [u32; 2] {
    let before = text.split_once('|').expect("a cursor").0;
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().unwrap_or_default().encode_utf16().count();
    [line, column].map(|number| u32::try_from(number).expect("a short text"))
}

fn items(client: &Client, uri: &str, [line, column]: [u32; 2]) -> Vec<Value> {
    client.at("textDocument/completion", uri, line, column)["items"].as_array().expect("a list").clone()
}

fn drawn(item: &Value) -> String {
    let range = &item["textEdit"]["range"];
    let width = range["end"]["character"].as_u64().zip(range["start"]["character"].as_u64());
    let width = width.map_or(0, |(end, start)| end - start);
    let text = item["textEdit"]["newText"].as_str().expect("a text");
    format!("{} | {} | {width} | {text}", item["label"].as_str().unwrap_or(""), item["detail"].as_str().unwrap_or(""))
}

fn texts(text: &str) -> Vec<String> {
    offered(text).iter().map(|line| line.rsplit(" | ").next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn the_items_of_a_label_are_offered_in_order() {
    let found = offered("The Tarn principles: |\n");
    let of = "Orla Venn, the Tarn Forum, 2019-03-01";
    let all = "respect for harbour law; maintenance of docks and cranes; openness to trade; and training of crews";
    assert_eq!(
        found,
        [
            format!("all 4: {} | all 4 items · {of} | 0 | {all}", all.replace("; and ", "; ")),
            format!("respect for harbour law | item 1 of 4 · {of} | 0 | respect for harbour law"),
            format!("maintenance of docks and cranes | item 2 of 4 · {of} | 0 | maintenance of docks and cranes"),
            format!("openness to trade | item 3 of 4 · {of} | 0 | openness to trade"),
            format!("training of crews | item 4 of 4 · {of} | 0 | training of crews"),
        ]
    );
}

#[test]
fn what_is_listed_is_not_offered_again() {
    let expected = [
        "maintenance of docks and cranes; openness to trade; and training of crews",
        "maintenance of docks and cranes",
        "openness to trade",
        "training of crews",
    ];
    assert_eq!(texts("The Tarn principles, namely respecting harbour law; |"), expected);
    assert_eq!(
        texts("Tarn principles: openness to trade, |"),
        ["training of crews", "respect for harbour law", "maintenance of docks and cranes"]
    );
    assert_eq!(texts("Tarn principles: whale songs; |"), Vec::<String>::new());
}

#[test]
fn a_list_is_offered_as_lines() {
    let lines = "maintenance of docks and cranes\n2. openness to trade";
    let found = texts("The Tarn principles:\n\n1. |\n");
    assert_eq!(found[0], format!("respect for harbour law\n2. {}\n4. training of crews", lines.replace("2.", "3.")));
    let found = texts("The Tarn principles:\r\n- Respect for harbour law\r\n- |");
    assert_eq!(found[0], "Maintenance of docks and cranes\r\n- Openness to trade\r\n- Training of crews");
    assert_eq!(found[1], "Maintenance of docks and cranes");
    let found = texts("A note.[^1]\n\n[^1]: The Tarn principles:\n\n    - openness to trade\n    - |");
    assert_eq!(found[0], "training of crews");
    // Where items follow, only what is missing between.
    let found = texts("Tarn principles:\n\n1. respect for harbour law\n2. |\n3. openness to trade\n");
    assert_eq!(found, ["maintenance of docks and cranes", "training of crews"]);
}

#[test]
fn what_is_typed_is_gone_on_with_in_its_own_wording() {
    assert_eq!(
        offered("Tarn principles: Respecting h|")[1].rsplit(" | ").take(2).collect::<Vec<_>>(),
        ["Respecting harbour law", "12"]
    );
    let found = offered("Tarn principles: respect for harbour law, maintenance of docks and cr|");
    assert!(found[1].ends_with("| 27 | maintenance of docks and cranes"), "{found:?}");
    assert_eq!(texts("Tarn principles:|")[1], " respect for harbour law");
    assert!(texts("The Tarn principles |")[0].starts_with("(respect for harbour law; "));
}

#[test]
fn all_sets_that_fit_are_offered_with_their_sources() {
    let found = offered(&format!("{LABEL}: |"));
    let whose = |line: &String| line.contains("Kit Osei, the Port Council, 2018-05");
    assert_eq!((found.len(), found.iter().filter(|line| whose(line)).count()), (10, 5), "{found:#?}");
    assert!(found[..2].iter().all(|line| line.starts_with("all 4: ")) && found[..2].iter().any(whose), "{found:#?}");
}

#[test]
fn nothing_is_offered_where_it_would_harm() {
    for text in [
        "The Tarn principles|",
        "The Tarn principles: res|pect",
        "The Tarn principles: `|",
        "He said: \u{201C}The Tarn principles: |\u{201D}",
        "> The Tarn principles: |",
        "The Tarn principles: x. Then, |",
        "The Tarn principles:\n\n```\n- |\n```\n",
        "The Tarn principles [are](|)",
        "The Tarn principles:\n\n    - |",
    ] {
        assert_eq!(texts(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn edits_replace_what_was_typed_in_every_encoding() {
    let text = "A \u{1F600} \u{547D} of the Tarn principles: respecting h";
    let typed = "respecting h".len();
    for (encoding, end) in [("utf-8", text.len()), ("utf-16", text.encode_utf16().count())] {
        let mut capabilities = capabilities();
        capabilities["general"] = json!({"positionEncodings": [encoding]});
        let project = project();
        let (client, uri) = opened(&project, capabilities, json!({}), text);
        let found = items(&client, &uri, [0, u32::try_from(end).expect("short")]);
        let [start, end] = [end - typed, end].map(|column| u32::try_from(column).expect("short"));
        assert_eq!(found[0]["textEdit"]["range"], to_range([0, start, 0, end]), "{encoding}");
        assert_eq!(found[0]["insertTextFormat"], Value::Null);
    }
}

#[test]
fn an_offered_item_explains_its_set() {
    let project = project();
    let (client, uri) = opened(&project, capabilities(), json!({}), "Tarn principles: ");
    let item = items(&client, &uri, [0, 17])[1].clone();
    let resolved = client.ask("completionItem/resolve", item).expect("an item");
    let card = resolved["documentation"]["value"].as_str().expect("a text");
    for part in ["Orla Venn, the Tarn Forum", "2. maintenance of docks", "Harbour News, 2 March 2019", "terms.toml:2"] {
        assert!(card.contains(part), "{part} in {card}");
    }
}

/// The hints of a draft in some lines, as "line:column label".
fn hints(client: &Client, uri: &str, lines: [u32; 2]) -> Vec<String> {
    let range = to_range([lines[0], 0, lines[1], 0]);
    let found = client.ask("textDocument/inlayHint", json!({"textDocument": {"uri": uri}, "range": range}));
    let found = found.expect("hints");
    let drawn = |hint: &Value| {
        let at = &hint["position"];
        format!("{}:{} {}", at["line"], at["character"], hint["label"].as_str().unwrap_or_default())
    };
    found.as_array().expect("a list").iter().map(drawn).collect()
}

const LISTED: &str = "\u{1F600} four Tarn principles: openness to trade; respect for harbour law; training of crews.\n\n\
    The four Tarn principles:\n\n1. respect for harbour law\n2. openness to trade\n\n\
    Three aims: caution, patience and speed.\n\n\
    Four suggestions follow. First, go on. Second, stay. Third, rest. Last but not least, sleep.\n\n\
    He has two rules:\n\n- walk\n- run\n\nOthers:\n\n- a\n- b\n";

#[test]
fn items_are_numbered_where_the_text_does_not() {
    let project = project();
    let (client, uri) = opened(&project, capabilities(), json!({}), LISTED);
    assert_eq!(client.offer["capabilities"]["inlayHintProvider"], true);
    assert_eq!(hints(&client, &uri, [0, 1]), ["0:25 3/4", "0:44 1/4", "0:69 4/4"]);
    // The first shows its own number; the second another one.
    assert_eq!(hints(&client, &uri, [2, 6]), ["5:3 3/4"]);
    assert_eq!(hints(&client, &uri, [7, 8]), ["7:12 1/3", "7:21 2/3", "7:34 3/3"]);
    assert_eq!(hints(&client, &uri, [9, 10]), ["9:66 4"]);
    assert_eq!(hints(&client, &uri, [10, 20]), ["13:2 1", "14:2 2"]);
}

#[test]
fn a_hint_says_which_item_it_is() {
    let project = project();
    let (client, uri) = opened(&project, capabilities(), json!({}), LISTED);
    let tooltip = |line: u32| {
        let range = to_range([line, 0, line + 1, 0]);
        let found = client.ask("textDocument/inlayHint", json!({"textDocument": {"uri": uri}, "range": range}));
        found.expect("hints")[0]["tooltip"].as_str().expect("a text").to_owned()
    };
    let of = "(Orla Venn, the Tarn Forum, 2019-03-01)";
    assert_eq!(tooltip(0), format!("item 3 of four principles {of}: openness to trade"));
    assert_eq!(tooltip(7).lines().count(), 2, "one for each set that has these items");
    assert_eq!(tooltip(9), "item 4 of \"Four suggestions\"");
}

#[test]
fn hints_are_switched_off_and_asked_for_again() {
    let mut capabilities = capabilities();
    capabilities["workspace"]["inlayHint"] = json!({"refreshSupport": true});
    let project = project();
    let (client, uri) = opened(&project, capabilities, json!({"inlayHints": false}), LISTED);
    assert_eq!(hints(&client, &uri, [0, 20]), Vec::<String>::new());
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"glossator": {"inlayHints": true}}}));
    client.expect("workspace/inlayHint/refresh");
    assert_eq!(hints(&client, &uri, [0, 1]).len(), 3);
    project.write("terms.toml", &SETS.replace("[\"four principles\", \"Tarn principles\"]", "[\"nine rules\"]"));
    client.touched(&project.uri("terms.toml"));
    client.expect("workspace/inlayHint/refresh");
    assert_eq!(hints(&client, &uri, [0, 1]), Vec::<String>::new());
}

#[test]
fn a_client_that_cannot_be_told_is_not() {
    let project = project();
    let (client, uri) = opened(&project, capabilities(), json!({}), LISTED);
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"glossator": {"inlayHints": false}}}));
    client.published(&uri, |_| true);
    assert_eq!(client.unread("workspace/inlayHint/refresh"), Vec::<Value>::new());
}

fn card(client: &Client, uri: &str, line: u32, column: u32) -> String {
    let hover = client.at("textDocument/hover", uri, line, column);
    hover["contents"]["value"].as_str().unwrap_or_else(|| panic!("no card at {line}:{column}")).to_owned()
}

#[test]
fn a_label_and_an_item_show_the_set() {
    let project = project();
    let (client, uri) = opened(&project, capabilities(), json!({}), &format!("{LISTED}\n{LABEL}.\n"));
    let label = card(&client, &uri, 2, 6);
    let parts = ["Orla Venn, the Tarn Forum, 2019-03-01", "1. respect for harbour law\n2. ", "Source: Harbour News"];
    for part in parts {
        assert!(label.contains(part), "{part} in {label}");
    }
    assert!(card(&client, &uri, 5, 6).contains("item 3 of four principles"));
    // Several sets fit: of the label alone, of the items that are those of two, of one item.
    for (line, column) in [(21, 18), (7, 3), (7, 14)] {
        let card = card(&client, &uri, line, column);
        assert!(card.contains("may be any of 2 sets"), "{line}:{column} {card}");
    }
    assert!(card(&client, &uri, 21, 18).contains("Kit Osei, the Port Council"));
}

#[test]
fn a_label_that_names_several_sets_gets_an_attribution() {
    let project = project();
    let text = "Harbours \u{1F600} keep the four principles.\n";
    let (client, uri) = opened(&project, capabilities(), json!({}), text);
    let range = to_range([0, 25, 0, 25]);
    let params = json!({"textDocument": {"uri": uri}, "range": range, "context": {"diagnostics": []}});
    let found = client.ask("textDocument/codeAction", params).expect("actions");
    let write = |action: &&Value| action["title"].as_str().is_some_and(|title| title.starts_with("write "));
    let found: Vec<&Value> = found.as_array().expect("a list").iter().filter(write).collect();
    let titles: Vec<&Value> = found.iter().map(|action| &action["title"]).collect();
    assert_eq!(
        titles,
        [
            "write \"four principles of Orla Venn at the Tarn Forum in 2019\"",
            "write \"four principles of Kit Osei at the Port Council in 2018\"",
        ]
    );
    let edit = &found[1]["edit"]["documentChanges"][0]["edits"][0];
    assert_eq!(
        edit,
        &json!({"range": to_range([0, 36, 0, 36]), "newText": " of Kit Osei at the Port Council in 2018"})
    );
    assert_eq!(found[1]["diagnostics"][0]["code"], "ambiguous-set");
}
