//! The methods of the protocol, each in a few lines.
//!
//! Two rules hold here. A notification has no `.await`, so that it is done before
//! the next message is read. The first lines of a request, before any `.await`, take
//! the draft as it stands; the work is done on a blocking thread, and nothing ever
//! waits for the client.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use serde_json::Value;

use crate::corpus::CorpusError;

use super::attestations::{Attestations, AttestationsParams};
use super::leaning::{DraftSources, SourcesParams};
use super::protocol::lsp::{
    CodeActionParams, CodeActionResponse, CompletionItem, CompletionParams, CompletionResponse,
    DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams,
    DocumentDiagnosticParams, DocumentDiagnosticReportResult, DocumentHighlight, DocumentHighlightParams,
    DocumentSymbolParams, DocumentSymbolResponse, ExecuteCommandParams, GotoDefinitionParams, GotoDefinitionResponse,
    Hover, HoverContents, HoverParams, InitializeParams, InitializeResult, InitializedParams, InlayHint,
    InlayHintParams, Location, MarkupContent, MarkupKind, ReferenceParams, SymbolInformation, Url, WorkspaceFolder,
    WorkspaceSymbolParams,
};
use super::protocol::{Error, LanguageServer, Result, async_trait, cancelled, failed};
use super::publish::Wake;
use super::quote::{Quote, QuoteParams};
use super::shared::Shared;
use super::source_text::{TextDocumentContentParams, TextDocumentContentResult};
use super::upkeep::Event;
use super::view::{Cancellation, View};
use super::{
    actions, attestations, capabilities, cards, commands, complete, hints, leaning, navigate, pull, quote, source_text,
    symbols, trial, uri,
};

/// The server as the library calls it.
pub(super) struct Handlers(pub(super) Arc<Shared>);

impl Handlers {
    /// Answers a question about a draft, as it stands now; `None` where the draft is
    /// not open or has no project.
    async fn ask<T: Send + 'static>(
        &self,
        uri: &Url,
        answer: impl FnOnce(&Shared, &View, &dyn Fn() -> bool) -> T + Send + 'static,
    ) -> Result<Option<T>> {
        let Some(open) = self.0.session.get(&uri::key(uri)) else { return Ok(None) };
        self.work(move |shared, stop| shared.view(open).map(|view| answer(shared, &view, stop))).await
    }

    /// Does blocking work; a cancelled request ends it as soon as it asks `stop`.
    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Shared, &dyn Fn() -> bool) -> T + Send + 'static,
    ) -> Result<T> {
        let cancellation = Cancellation::default();
        let (shared, stop) = (self.0.clone(), cancellation.flag());
        let done = tokio::task::spawn_blocking(move || if stop() { None } else { Some(work(&shared, &stop)) });
        // A panic has been logged where it happened.
        done.await.map_err(|_| Error::internal_error())?.ok_or_else(cancelled)
    }

    /// `glossator/attestations`
    pub(super) async fn attestations(&self, params: AttestationsParams) -> Result<Option<Attestations>> {
        let uri = params.text_document.uri.clone();
        let found = self.ask(&uri, move |shared, view, stop| attestations::answer(shared, view, &params, stop));
        answered(found.await?)
    }

    /// `glossator/quote`
    pub(super) async fn quote(&self, params: QuoteParams) -> Result<Option<Quote>> {
        let uri = params.text_document.uri.clone();
        answered(self.ask(&uri, move |shared, view, _| quote::answer(shared, view, &params)).await?)
    }

    /// `glossator/sources`
    pub(super) async fn sources(&self, params: SourcesParams) -> Result<Option<DraftSources>> {
        let found = self.ask(&params.text_document.uri, |shared, view, stop| leaning::answer(shared, view, stop));
        answered(found.await?)
    }

    /// `workspace/textDocumentContent`
    pub(super) async fn source_text(&self, params: TextDocumentContentParams) -> Result<TextDocumentContentResult> {
        self.work(move |shared, _| source_text::answer(shared, &params)).await?
    }

    fn tell(&self, event: Event) {
        // The upkeep task lives as long as the server.
        let _ = self.0.events.send(event);
    }

    fn wake(&self, wake: Wake) {
        if !self.0.editor().pulls {
            // The publishing task lives as long as the server.
            let _ = self.0.publisher.send(wake);
        }
    }
}

/// The answer of a corpus, whose errors are said to the user.
fn answered<T>(found: Option<std::result::Result<Option<T>, CorpusError>>) -> Result<Option<T>> {
    found.transpose().map(Option::flatten).map_err(|error| failed(error.to_string()))
}

#[async_trait]
impl LanguageServer for Handlers {
    async fn initialize(&self, _: InitializeParams) -> Result<InitializeResult> {
        Ok(capabilities::offer(self.0.editor()))
    }

    async fn initialized(&self, _: InitializedParams) {
        self.0.set_ready();
        self.tell(Event::Ready);
    }

    async fn shutdown(&self) -> Result<()> {
        self.0.has_shut_down.store(true, Ordering::SeqCst);
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        let key = self.0.session.open(document.uri, &document.text, document.version);
        self.wake(Wake::Changed(key));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let (document, encoding) = (params.text_document, self.0.editor().encoding);
        let changed = self.0.session.change(&document.uri, document.version, &params.content_changes, encoding);
        if let Some(key) = changed {
            self.wake(Wake::Changed(key));
        } else {
            tracing::warn!(uri = %document.uri, "a draft was changed that is not open");
        }
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        if let Some(closed) = self.0.session.close(&params.text_document.uri) {
            self.wake(Wake::Closed(closed.key, closed.uri));
        }
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        self.tell(Event::Files(uri::path(&params.text_document.uri).into_iter().collect()));
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.tell(Event::Files(params.changes.iter().filter_map(|change| uri::path(&change.uri)).collect()));
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.tell(Event::Settings(params.settings));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let paths = |folders: &[WorkspaceFolder]| folders.iter().filter_map(|folder| uri::path(&folder.uri)).collect();
        self.tell(Event::Folders { removed: paths(&params.event.removed), added: paths(&params.event.added) });
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let at = params.text_document_position_params;
        let hover = self.ask(&at.text_document.uri, move |shared, view, _| {
            let offset = view.ruler().offset(at.position);
            let found = view.engine().hover(&view.analysed.analysis, offset, view.today)?;
            let markdown = shared.editor().markdown_hover;
            let kind = if markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
            let contents = HoverContents::Markup(MarkupContent { kind, value: cards::hover(&found, markdown) });
            Some(Hover { contents, range: Some(view.ruler().range(cards::span(&found))) })
        });
        hover.await.map(Option::flatten)
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let at = params.text_document_position_params;
        let found =
            self.ask(&at.text_document.uri, move |shared, view, _| navigate::definition(shared, view, at.position));
        found.await.map(Option::flatten)
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let at = params.text_document_position;
        self.ask(&at.text_document.uri, move |shared, view, _| navigate::references(shared, view, at.position)).await
    }

    async fn document_highlight(&self, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        let at = params.text_document_position_params;
        self.ask(&at.text_document.uri, move |_, view, _| navigate::highlights(view, at.position)).await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        self.ask(&params.text_document.uri, |shared, view, _| symbols::outline(shared, view)).await
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<Vec<SymbolInformation>>> {
        let named = self.work(move |shared, stop| {
            let projects = shared.projects.all().into_iter().take_while(|_| !stop());
            projects.flat_map(|(_, current)| symbols::named(shared, &current.engine, &params.query)).collect()
        });
        named.await.map(Some)
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let at = params.text_document_position;
        let found =
            self.ask(&at.text_document.uri, move |shared, view, _| complete::complete(shared, view, at.position));
        Ok(found.await?.map(CompletionResponse::List))
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        self.work(|shared, _| complete::resolve(shared, item)).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let uri = params.text_document.uri.clone();
        self.ask(&uri, move |shared, view, _| hints::hints(shared, view, params.range)).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let uri = params.text_document.uri.clone();
        let found = self.ask(&uri, move |shared, view, stop| {
            Some(actions::actions(shared, view, view.checked(stop)?.as_ref(), &params))
        });
        found.await.map(Option::flatten)
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        let ExecuteCommandParams { command, arguments, .. } = params;
        if command == trial::PANIC_AT_ONCE && trial::is_on(self.0.editor()) {
            trial::panic_on_purpose();
        }
        if command == trial::AWAIT_CLIENT && trial::is_on(self.0.editor()) {
            return Ok(self.0.outbound.settings().await);
        }
        let draft = trial::draft_of(&self.0, &command, &arguments);
        let done = self.work(move |shared, stop| {
            trial::execute(shared, &command, draft.as_ref(), stop)
                .unwrap_or_else(|| commands::execute(shared, &command, &arguments))
        });
        done.await?
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let Some(open) = self.0.session.get(&uri::key(&params.text_document.uri)) else { return Ok(pull::empty()) };
        let previous = params.previous_result_id;
        let report = self.work(move |shared, stop| pull::report(shared, open, previous.as_deref(), stop));
        report.await?.ok_or_else(cancelled)
    }
}
