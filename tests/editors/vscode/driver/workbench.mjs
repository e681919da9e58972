// One window of VS Code, as a writer uses it: keys, mouse, what is on the screen. Where
// the screen is no sure witness, `ask` looks through VS Code's own API.
//
// The class names of the page are VS Code's own, not an interface; all of them that the
// tests rely on stand in this file.
import assert from 'node:assert/strict';
import path from 'node:path';
import { eventually } from './report.mjs';

/** @typedef {import('playwright-core').Locator} Locator */

export class Workbench {
  /**
   * @param {import('playwright-core').Page} page
   * @param {import('./probe.mjs').Ask} ask
   * @param {string} folder
   * @param {string} out where screenshots go
   */
  constructor(page, ask, folder, out) {
    this.page = page;
    this.ask = ask;
    this.folder = folder;
    this.out = out;
    this.editor = page.locator('.editor-instance .monaco-editor').first();
    this.toasts = page.locator('.notification-toast .notification-list-item-message');
    this.peek = page.locator('.zone-widget .peekview-widget');
    this.suggestions = page.locator('.suggest-widget.visible .monaco-list-row');
    this.actions = page.locator('.action-widget .monaco-list-row.action');
    this.output = page.locator('.part.panel .view-lines');
  }

  /**
   * Opens a file by a double click in the explorer. @param {...string} names folders, file
   */
  async openFromExplorer(...names) {
    for (const name of names) {
      const row = this.page.locator('.explorer-folders-view .monaco-list-row').filter({
        has: this.page.getByText(name, { exact: true }),
      });
      await (name === names.at(-1) ? row.dblclick() : row.click());
    }
    await this.isOpen(names.at(-1) ?? '');
  }

  /** Waits until a file is the active editor. @param {string} name */
  async isOpen(name) {
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
  }

  /**
   * Shows a file of the folder, with some of its words selected, in the middle.
   * @param {string} file relative to the folder
   * @param {string} [words]
   * @param {{after?: string, empty?: boolean}} [where] words: the first after these;
   *   empty: the cursor inside them instead of a selection
   */
  async show(file, words = '', where = {}) {
    const { line, column } = await eventually(() => this.ask(async (vscode, { path, words, after, empty }) => {
      // Not by openTextDocument, which keeps a document open for minutes.
      await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(path), { preview: false });
      const editor = vscode.window.activeTextEditor;
      if (editor?.document.uri.fsPath !== path) throw new Error(`${path} is not open`);
      const { document } = editor;
      const text = document.getText();
      const start = text.indexOf(words, after ? text.indexOf(after) + after.length : 0);
      if (start < 0) throw new Error(`"${words}" does not stand in ${path}`);
      const end = document.positionAt(start + words.length);
      const cursor = empty ? document.positionAt(start + (words.length >> 1)) : end;
      editor.selection = new vscode.Selection(empty ? cursor : document.positionAt(start), cursor);
      editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenter);
      return { line: cursor.line + 1, column: cursor.character + 1 };
    }, { path: path.resolve(this.folder, file), words, ...where }));
    await this.isOpen(path.basename(file));
    // The editor follows the API late; what is typed before that goes elsewhere.
    await this.hasFocus();
    await this.page.locator('.part.statusbar').getByText(new RegExp(`^Ln ${line}, Col ${column}\\b`)).waitFor();
  }

  /** Waits until a tab that shows no text is the active one. @param {string} title */
  async hasTab(title) {
    await this.page.locator('.tab.active', { hasText: title }).waitFor();
  }

  /** Closes the active tab. */
  async closeTab() {
    await this.ask(async vscode => { await vscode.commands.executeCommand('workbench.action.closeActiveEditor'); });
  }

  /** Waits until what is typed goes into the text. */
  async hasFocus() {
    await this.page.locator('.editor-instance .monaco-editor.focused').waitFor();
  }

  /** Presses a button of the message that is shown. @param {string} name */
  async toastButton(name) {
    await this.page.locator('.notification-toast').getByRole('button', { name, exact: true }).click();
  }

  /** The text of the active editor. @returns {Promise<string>} */
  text() {
    return this.ask(vscode => vscode.window.activeTextEditor?.document.getText() ?? '');
  }

  /** The words selected in the active editor. @returns {Promise<string>} */
  selected() {
    return this.ask(vscode => {
      const editor = vscode.window.activeTextEditor;
      return editor?.document.getText(editor.selection) ?? '';
    });
  }

  /** What kind of address the active editor shows. @returns {Promise<string>} */
  scheme() {
    return this.ask(vscode => vscode.window.activeTextEditor?.document.uri.scheme ?? '');
  }

  /**
   * Waits until the active editor stands at a place: VS Code puts the cursor before the
   * words it jumps to, and does not select them.
   * @param {string} file its name
   * @param {number} line from 1
   * @param {string} words that begin at the cursor, where they matter
   */
  async isAt(file, line, words = '') {
    await this.isOpen(file);
    await eventually(async () => {
      const place = await this.ask((vscode, length) => {
        const { document, selection } = vscode.window.activeTextEditor ?? {};
        const start = selection?.start ?? new vscode.Position(0, 0);
        const end = document?.positionAt(document.offsetAt(start) + length) ?? start;
        return { line: start.line + 1, words: document?.getText(new vscode.Range(start, end)) };
      }, words.length);
      assert.deepEqual(place, { line, words });
    });
  }

  /**
   * Runs a command by its title in the palette. The list there is filled late, and an
   * editor that is still opening closes it: Enter is pressed only once the command is the
   * chosen one.
   * @param {string} title
   */
  async command(title) {
    await eventually(async () => {
      await this.page.keyboard.press('F1');
      await this.page.locator('.quick-input-widget input').fill(`>${title}`, { timeout: 3000 });
      await this.#picks(title).and(this.page.locator('.focused')).waitFor({ timeout: 3000 });
    });
    await this.page.keyboard.press('Enter');
  }

  /** Chooses an entry of a pick list that is open. @param {string} label */
  async pick(label) {
    await this.#picks(label).first().click();
  }

  /**
   * Waits for a pick list under a title, with rows that hold some words.
   * @param {string} title @param {string[]} words
   */
  async picks(title, words) {
    const list = this.page.locator('.quick-input-widget');
    await list.locator('.quick-input-title', { hasText: title }).waitFor();
    for (const some of words) await list.locator('.monaco-list-row', { hasText: some }).first().waitFor();
  }

  /**
   * Accepts the file that a dialog proposes. @param {string} title @param {string} expected
   */
  async fileDialog(title, expected) {
    const dialog = this.page.locator('.quick-input-widget', { hasText: title });
    await eventually(async () => assert.equal(await dialog.locator('input').first().inputValue(), expected));
    await this.page.keyboard.press('Enter');
  }

  /** @param {string} label @returns {Locator} */
  #picks(label) {
    return this.page.locator('.quick-input-widget .monaco-list-row', {
      has: this.page.getByText(label, { exact: true }),
    });
  }

  /**
   * Points the mouse at words on the screen until a card with `expected` is shown.
   * @param {string} words on one line of the screen
   * @param {string} expected
   * @returns {Promise<Locator>} the card
   */
  async hover(words, expected) {
    const card = this.#cards(expected);
    await eventually(async () => {
      // A card that is shown stays as it is while the pointer stays near.
      await this.unhover();
      const { x, y } = await this.#middleOf(words);
      await this.page.mouse.move(x, y);
      await card.waitFor({ timeout: 2000 });
    });
    return card;
  }

  /**
   * A card that is shown for what the mouse is on. @param {string} expected
   * @returns {Promise<Locator>}
   */
  async card(expected) {
    await this.#cards(expected).waitFor();
    return this.#cards(expected);
  }

  /** @param {string} expected @returns {Locator} */
  #cards(expected) {
    return this.page.locator('.monaco-hover:not(.hidden) .hover-contents', { hasText: expected }).first();
  }

  /** Takes the mouse away, so that no card is in the way. */
  async unhover() {
    await this.page.mouse.move(1270, 5);
    await this.page.keyboard.press('Escape');
  }

  /**
   * The middle of words on the screen: a line is many elements, whose spaces are hard.
   * @param {string} words @returns {Promise<{x: number, y: number}>}
   */
  #middleOf(words) {
    return this.editor.evaluate((editor, words) => {
      for (const line of editor.querySelectorAll('.view-line')) {
        const at = (line.textContent ?? '').replaceAll('\u00a0', ' ').indexOf(words);
        if (at < 0) continue;
        const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        const middle = at + (words.length >> 1);
        for (let passed = 0, node; (node = walk.nextNode()); passed += node.textContent?.length ?? 0) {
          const inside = middle - passed;
          if (inside >= (node.textContent?.length ?? 0)) continue;
          const range = document.createRange();
          range.setStart(node, inside);
          range.setEnd(node, inside + 1);
          const box = range.getBoundingClientRect();
          return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
        }
      }
      throw new Error(`"${words}" is not on the screen`);
    }, words);
  }

  /** Opens the light bulb's menu and chooses an entry. @param {string} title */
  async quickFix(title) {
    await eventually(async () => {
      await this.page.keyboard.press('Escape');
      await this.page.keyboard.press('Control+.');
      await this.actions.filter({ hasText: title }).first().waitFor({ timeout: 3000 });
    });
    return this.actions.filter({ hasText: title }).first();
  }

  /** The rows of the Problems panel, which it opens. @returns {Promise<Locator>} */
  async problems() {
    const panel = this.page.locator('.markers-panel');
    if (!(await panel.isVisible())) await this.command('View: Focus Problems');
    await panel.waitFor();
    return panel.locator('.monaco-list-row');
  }

  /** Makes the bottom panel larger, by its upper edge. */
  async enlargePanel() {
    const panel = await this.page.locator('.part.panel').boundingBox();
    if (!panel) throw new Error('no panel is open');
    const middle = panel.x + panel.width / 2;
    await this.page.mouse.move(middle, panel.y - 2);
    await this.page.mouse.down();
    await this.page.mouse.move(middle, 360, { steps: 5 });
    await this.page.mouse.up();
    await this.page.mouse.move(middle, 5);
  }

  /** The rows of the view "Sources", which it opens. @returns {Promise<Locator>} */
  async sourcesView() {
    const view = this.page.locator('.part.sidebar .pane', { has: this.page.getByRole('tree', { name: 'Sources' }) });
    if (!(await view.isVisible())) await this.page.locator('.activitybar').getByRole('tab', { name: 'Glossator' }).click();
    await view.waitFor();
    return view.locator('.monaco-list-row');
  }

  /** Opens the language status and waits for a text in it. @param {RegExp} expected */
  async languageStatus(expected) {
    const status = this.page.locator('.hover-language-status', { hasText: expected }).first();
    await eventually(async () => {
      await this.page.mouse.move(640, 300);
      await this.page.locator('[id="status.languageStatus"]').hover();
      await status.waitFor({ timeout: 2000 });
    });
  }

  /** Changes a setting of the user. @param {string} name @param {unknown} [value] none: it is taken back */
  async set(name, value) {
    await this.ask((vscode, { name, value }) =>
      vscode.workspace.getConfiguration().update(name, value, vscode.ConfigurationTarget.Global), { name, value });
  }

  /** Whether the extension is running. @returns {Promise<boolean>} */
  isActive() {
    return this.ask(vscode => vscode.extensions.getExtension('glossator.glossator')?.isActive ?? false);
  }

  /** The names of the active document's symbols, in order, of all levels. @returns {Promise<string[]>} */
  symbols() {
    return this.ask(async vscode => {
      /** @typedef {import('vscode').DocumentSymbol[]} Symbols */
      /** @type {Symbols | undefined} */
      const symbols = await vscode.commands.executeCommand(
        'vscode.executeDocumentSymbolProvider', vscode.window.activeTextEditor?.document.uri);
      /** @type {(some: Symbols) => string[]} */
      const names = some => some.flatMap(symbol => [symbol.name, ...names(symbol.children)]);
      return names(symbols ?? []);
    });
  }

  /**
   * What VS Code knows to be found in the active draft, in the order of the text.
   * @returns {Promise<{rule: unknown, severity: string, message: string, words: string,
   *   start: number[], end: number[]}[]>} places as line and column, from 1
   */
  findings() {
    return this.ask(vscode => {
      const document = vscode.window.activeTextEditor?.document;
      if (!document) return [];
      const found = vscode.languages.getDiagnostics(document.uri).filter(one => one.source === 'glossator');
      return found.map(one => ({
        rule: typeof one.code === 'object' ? one.code.value : one.code,
        severity: ['error', 'warning', 'info', 'hint'][one.severity] ?? 'unknown',
        message: one.message,
        start: [one.range.start.line + 1, one.range.start.character + 1],
        end: [one.range.end.line + 1, one.range.end.character + 1],
        words: document.getText(one.range),
      }));
    });
  }

  /**
   * The places that the findings of the active draft lead to.
   * @returns {Promise<{message: string, file: string, words: string}[]>}
   */
  related() {
    return this.ask(async vscode => {
      const uri = vscode.window.activeTextEditor?.document.uri;
      const found = uri ? vscode.languages.getDiagnostics(uri) : [];
      return Promise.all(found.flatMap(one => one.relatedInformation ?? []).map(async ({ message, location }) => {
        const document = await vscode.workspace.openTextDocument(location.uri);
        return { message, file: location.uri.path.split('/').pop() ?? '', words: document.getText(location.range) };
      }));
    });
  }

  /**
   * The document inside a webview whose tab is active.
   * @returns {import('playwright-core').FrameLocator}
   */
  webview() {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  /** @param {string} name of the picture, which tells what it shows */
  async picture(name) {
    await this.page.screenshot({ animations: 'disabled', path: path.join(this.out, `${name}.png`) });
  }

  /** Back to an empty window: no editor, no panel, no message; unsaved changes are gone. */
  async calm() {
    await this.unhover();
    await this.ask(async vscode => {
      for (const command of [
        'notifications.clearAll', 'workbench.action.closePanel', 'workbench.view.explorer',
      ]) await vscode.commands.executeCommand(command);
      const unsaved = () => vscode.workspace.textDocuments.find(document => document.isDirty);
      for (let document = unsaved(); document; document = unsaved()) {
        await vscode.window.showTextDocument(document);
        await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      }
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    });
  }
}
