// The frame of the panel: a page without any text of a source, under a policy that
// lets nothing run or load but the extension's own script and style.

import { randomBytes } from "node:crypto";
import * as vscode from "vscode";

/** The folders a panel may load from. */
export function panelResources(extension: vscode.Uri): vscode.Uri[] {
  return ["media", "out"].map((folder) => vscode.Uri.joinPath(extension, folder));
}

export function page(webview: vscode.Webview, extension: vscode.Uri): string {
  const nonce = randomBytes(24).toString("base64");
  const address = (...path: string[]) => webview.asWebviewUri(vscode.Uri.joinPath(extension, ...path)).toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${address("media", "attestations.css")}">
<title>Attestations</title>
</head>
<body>
<header>
  <form id="search" role="search">
    <input id="phrase" type="search" aria-label="Words to look for in the sources" placeholder="Words to look for in the sources" maxlength="1000">
    <button type="submit">Look Up</button>
  </form>
  <p id="count" role="status"></p>
  <div id="orders" role="group" aria-label="Order of the attestations" hidden>
    <button type="button" data-order="date" aria-pressed="true">By date</button>
    <button type="button" data-order="source" aria-pressed="false">By source</button>
  </div>
</header>
<main>
  <section id="lines" aria-label="Attestations"></section>
  <aside id="usage" aria-label="Renderings by year" hidden></aside>
</main>
<script nonce="${nonce}" src="${address("out", "attestations.js")}"></script>
</body>
</html>`;
}
