//! The way of the server's own requests to the client, with a fault of tower-lsp mended:
//! where a method takes no parameters it writes `"params": null`, which JSON-RPC forbids.

use futures::StreamExt;
use futures::stream::Map;

use super::protocol::{Loopback, Request, message};

/// Hands on what another loopback yields, without null parameters.
pub(super) struct WithoutNulls<L>(pub(super) L);

impl<L: Loopback> Loopback for WithoutNulls<L> {
    type RequestStream = Map<L::RequestStream, fn(Request) -> Request>;
    type ResponseSink = L::ResponseSink;

    fn split(self) -> (Self::RequestStream, Self::ResponseSink) {
        let (requests, responses) = self.0.split();
        (requests.map(without_null), responses)
    }
}

fn without_null(request: Request) -> Request {
    let (method, id, params) = request.into_parts();
    message(method, id, params)
}
