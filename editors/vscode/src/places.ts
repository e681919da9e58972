// Places as the protocol has them, as VS Code has them, and how one is opened: as a
// preview in the group that is there, with the words selected.

import * as vscode from "vscode";
import type { Location, Range } from "vscode-languageclient/node";

export function asRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** What `vscode.open` takes. As the command of a tree's item it has a click show the
    place, a second one keep it open, and one with the modifier open it to the side. */
export function openArguments({ uri, range }: Location): [vscode.Uri, vscode.TextDocumentShowOptions] {
  return [vscode.Uri.parse(uri), { selection: asRange(range), preview: true }];
}

export async function open(location: Location, focus: boolean): Promise<void> {
  const [uri, options] = openArguments(location);
  await vscode.commands.executeCommand("vscode.open", uri, { ...options, preserveFocus: !focus });
}
