//! The one place where tower-lsp is named, apart from the wrapper around its
//! service ([`super::ordered`]): its types under short names, so that a change of
//! library is a day's work.

pub(super) use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response, Result};
pub(super) use tower_lsp::lsp_types as lsp;
pub(super) use tower_lsp::{
    Client, ExitedError, LanguageServer, Loopback, LspService, Server as Transport, async_trait,
};

use std::borrow::Cow;

use serde_json::Value;

/// A request, or a notification where there is no id; without parameters where these
/// are null, which the library would write and not read.
pub(super) fn message(method: Cow<'static, str>, id: Option<Id>, params: Option<Value>) -> Request {
    let mut built = Request::build(method);
    if let Some(id) = id {
        built = built.id(id);
    }
    if let Some(params) = params.filter(|params| !params.is_null()) {
        built = built.params(params);
    }
    built.finish()
}

/// "Request cancelled", where a handler ends itself.
pub(super) fn cancelled() -> Error {
    Error::request_cancelled()
}

/// A request that cannot be carried out, with the reason for the user.
pub(super) fn failed(message: impl Into<String>) -> Error {
    Error { code: ErrorCode::ServerError(-32803), message: message.into().into(), data: None }
}
