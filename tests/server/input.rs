//! Input that is no message.

use serde_json::{Value, json};

use super::client::{Client, capabilities};

#[test]
fn garbage_is_answered_and_the_session_goes_on() {
    let client = Client::with(&[], capabilities());
    for (garbage, code) in [
        (b"Content-Length: 9\r\n\r\n{not json".as_slice(), -32700),
        (b"Content-Length: 3\r\n\r\n\xff\xfe\xfd", -32700),
        (b"\xff\xfe: \xfd\r\n\r\n", -32700),
        (b"Content-Length: minus one\r\n\r\n", -32700),
        (b"Content-Length: 2\r\n\r\n[]", -32600),
    ] {
        client.write(garbage);
        let answer = client.wait(|message| message.get("id") == Some(&Value::Null));
        assert_eq!(answer["error"]["code"], code, "{}", String::from_utf8_lossy(garbage));
    }
    assert!(client.run("glossator.debugInformation", json!([])).is_ok());
}

#[test]
fn unknown_methods_and_bad_parameters_are_answered() {
    let client = Client::with(&[], capabilities());
    assert_eq!(client.ask("textDocument/telepathy", json!({})).expect_err("refused")["code"], -32601);
    assert_eq!(client.ask("textDocument/hover", json!({"position": 3})).expect_err("refused")["code"], -32602);
    client.notify("$/unheardOf", json!({}));
    client.notify("textDocument/didChange", json!({"nonsense": true}));
    client.change("file:///never/opened.md", 1, [0, 0, 0, 0], "x");
    client.close("file:///never/opened.md");
    assert!(client.run("glossator.debugInformation", json!([])).is_ok());
}

#[test]
fn an_unknown_command_is_named() {
    let client = Client::with(&[], capabilities());
    let error = client.run("glossator.makeCoffee", json!([])).expect_err("refused");
    assert!(error["message"].as_str().is_some_and(|message| message.contains("glossator.makeCoffee")), "{error}");
}
