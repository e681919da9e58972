//! A thin service around tower-lsp's, which gives messages the order, the
//! isolation and the cancellation that the library does not.
//!
//! - Every call is polled once on arrival: a notification without an `.await` is
//!   complete, and a request has taken its picture of the draft, before the next
//!   message is read. `$/cancelRequest` so takes effect at once.
//! - What is left of a request runs as a task of its own.
//! - A panic answers its own request with an internal error and ends nothing else.
//! - A request that the library leaves open, one whose method begins with `$/`, is
//!   answered as an unknown one.
//! - The raw parameters of `initialize` are read here, since the library's types
//!   lose some of them; the library gets parameters that always parse.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures::FutureExt;
use serde_json::Value;
use tower::Service;

use super::protocol::{Error, ExitedError, Id, Request, Response, message};

type Outcome = Result<Option<Response>, ExitedError>;

/// The wrapped service. `initialize` is shown the raw parameters of that request
/// before the service is called with it.
pub(super) struct Ordered<S, I> {
    /// The service.
    pub(super) inner: S,
    /// Called with the raw parameters of `initialize`.
    pub(super) initialize: I,
}

impl<S, I> Service<Request> for Ordered<S, I>
where
    S: Service<Request, Response = Option<Response>, Error = ExitedError>,
    S::Future: Send + 'static,
    I: Fn(&Value),
{
    type Response = Option<Response>;
    type Error = ExitedError;
    type Future = Pin<Box<dyn Future<Output = Outcome> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), ExitedError>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let request = self.prepare(request);
        let id = request.id().cloned();
        let mut rest = Box::pin(AssertUnwindSafe(self.inner.call(request)).catch_unwind());
        match ((&mut rest).now_or_never(), id) {
            (Some(outcome), id) => Box::pin(std::future::ready(settled(outcome.ok(), id))),
            (None, Some(id)) => {
                let task = tokio::spawn(rest);
                Box::pin(async move { settled(task.await.ok().and_then(Result::ok), Some(id)) })
            }
            (None, None) => {
                // Nobody waits for a notification, so it holds no place in a queue.
                tokio::spawn(rest);
                Box::pin(std::future::ready(Ok(None)))
            }
        }
    }
}

impl<S, I: Fn(&Value)> Ordered<S, I> {
    fn prepare(&self, request: Request) -> Request {
        let (method, id, params) = request.into_parts();
        let params = match (method.as_ref(), params) {
            ("initialize", params) => {
                (self.initialize)(params.as_ref().unwrap_or(&Value::Null));
                Some(serde_json::json!({"capabilities": {}}))
            }
            (_, params) => params,
        };
        message(method, id, params)
    }
}

/// What goes out for a message; `outcome` is `None` after a panic.
fn settled(outcome: Option<Outcome>, id: Option<Id>) -> Outcome {
    let refuse = |error| Ok(id.map(|id| Response::from_error(id, error)));
    match outcome {
        None => refuse(Error::internal_error()),
        Some(Ok(None)) => refuse(Error::method_not_found()),
        Some(outcome) => outcome,
    }
}
