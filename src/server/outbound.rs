//! All that the server sends of its own accord. This is the only file that holds
//! the library's handle to the client.
//!
//! Requests are put here and never waited for by a handler: a client may answer
//! late, in another order, or never, and a handler that waits for it can stop the
//! reading of messages for good. Each request has a time-out.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use serde_json::Value;

use super::protocol::Client;
use super::protocol::lsp::notification::{Notification, Progress};
use super::protocol::lsp::request::{
    ApplyWorkspaceEdit, InlayHintRefreshRequest, RegisterCapability, Request, UnregisterCapability,
    WorkDoneProgressCreate, WorkspaceConfiguration, WorkspaceDiagnosticRefresh,
};
use super::protocol::lsp::{
    ApplyWorkspaceEditParams, ConfigurationItem, ConfigurationParams, Diagnostic, MessageType, NumberOrString,
    ProgressParams, ProgressParamsValue, Registration, RegistrationParams, Unregistration, UnregistrationParams, Url,
    WorkDoneProgress, WorkDoneProgressCreateParams, WorkspaceEdit,
};
use super::status::{self, ServerStatus};

/// How long a client may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// The way to the client. Copies lead to the same client.
#[derive(Clone)]
pub(super) struct Outbound {
    client: Client,
    /// 0: no refresh under way; 1: one; 2: one, and another wanted after it.
    refreshing: Arc<AtomicU8>,
}

impl Outbound {
    /// The way to `client`.
    pub(super) fn new(client: Client) -> Self {
        Self { client, refreshing: Arc::default() }
    }

    /// Asks and waits for the answer, for tasks that nobody waits for. `None` when
    /// the client refuses or does not answer in time.
    async fn ask<R: Request>(&self, params: R::Params) -> Option<R::Result> {
        match tokio::time::timeout(PATIENCE, self.client.send_request::<R>(params)).await {
            Ok(Ok(answer)) => Some(answer),
            Ok(Err(error)) => {
                tracing::warn!(method = R::METHOD, %error, "the client refused");
                None
            }
            Err(_) => {
                tracing::warn!(method = R::METHOD, "the client did not answer");
                None
            }
        }
    }

    /// Asks in the background.
    fn put<R>(&self, params: R::Params)
    where
        R: Request,
        R::Params: Send + 'static,
        R::Result: Send + 'static,
    {
        let outbound = self.clone();
        tokio::spawn(async move { outbound.ask::<R>(params).await });
    }

    async fn tell<N: Notification>(&self, params: N::Params) {
        self.client.send_notification::<N>(params).await;
    }

    /// Sends diagnostics of one document.
    pub(super) async fn publish(&self, uri: Url, diagnostics: Vec<Diagnostic>, version: Option<i32>) {
        self.client.publish_diagnostics(uri, diagnostics, version).await;
    }

    /// Shows a message to the user.
    pub(super) async fn show(&self, kind: MessageType, message: String) {
        self.client.show_message(kind, message).await;
    }

    /// Writes a line into the client's log of this server.
    pub(super) async fn log(&self, message: String) {
        self.client.log_message(MessageType::INFO, message).await;
    }

    /// The same in the background, for threads that cannot wait.
    pub(super) fn put_log(&self, message: String) {
        let outbound = self.clone();
        tokio::spawn(async move { outbound.log(message).await });
    }

    /// Tells how the projects are.
    pub(super) async fn status(&self, status: ServerStatus) {
        self.tell::<status::Notification>(status).await;
    }

    /// Has the client apply an edit.
    pub(super) fn apply(&self, label: String, edit: WorkspaceEdit) {
        let outbound = self.clone();
        tokio::spawn(async move {
            let params = ApplyWorkspaceEditParams { label: Some(label), edit };
            match outbound.ask::<ApplyWorkspaceEdit>(params).await {
                Some(answer) if !answer.applied => {
                    let reason = answer.failure_reason.unwrap_or_else(|| "the editor gave no reason".to_owned());
                    outbound.show(MessageType::WARNING, format!("the edit was not applied: {reason}")).await;
                }
                _ => {}
            }
        });
    }

    /// Registers a capability under `id`.
    pub(super) fn register(&self, id: String, method: &str, options: Option<Value>) {
        let registration = Registration { id, method: method.to_owned(), register_options: options };
        self.put::<RegisterCapability>(RegistrationParams { registrations: vec![registration] });
    }

    /// Takes a registration back.
    pub(super) fn unregister(&self, id: String, method: &str) {
        let unregisterations = vec![Unregistration { id, method: method.to_owned() }];
        self.put::<UnregisterCapability>(UnregistrationParams { unregisterations });
    }

    /// Has the client ask for diagnostics again. Calls while one is under way become
    /// one more.
    pub(super) fn refresh(&self) {
        let before = self.refreshing.fetch_update(Ordering::AcqRel, Ordering::Acquire, |n| Some((n + 1).min(2)));
        if before != Ok(0) {
            return;
        }
        let outbound = self.clone();
        tokio::spawn(async move {
            loop {
                outbound.ask::<WorkspaceDiagnosticRefresh>(()).await;
                if outbound.refreshing.fetch_sub(1, Ordering::AcqRel) == 1 {
                    return;
                }
            }
        });
    }

    /// Has the client ask for inlay hints again.
    pub(super) fn refresh_hints(&self) {
        self.put::<InlayHintRefreshRequest>(());
    }

    /// The client's settings for this server; `None` when it does not say.
    pub(super) async fn settings(&self) -> Option<Value> {
        let item = ConfigurationItem { scope_uri: None, section: Some("glossator".to_owned()) };
        let answer = self.ask::<WorkspaceConfiguration>(ConfigurationParams { items: vec![item] }).await?;
        answer.into_iter().next().filter(|settings| !settings.is_null())
    }

    /// Opens a progress display; `false` when the client will have none.
    pub(super) async fn open_progress(&self, token: &str) -> bool {
        let params = WorkDoneProgressCreateParams { token: NumberOrString::String(token.to_owned()) };
        self.ask::<WorkDoneProgressCreate>(params).await.is_some()
    }

    /// Tells how far something has come.
    pub(super) async fn progress(&self, token: &str, state: WorkDoneProgress) {
        let token = NumberOrString::String(token.to_owned());
        self.tell::<Progress>(ProgressParams { token, value: ProgressParamsValue::WorkDone(state) }).await;
    }
}
