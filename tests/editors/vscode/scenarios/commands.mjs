// The commands for when something seems wrong.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { serversIn } from '../driver/code-server.mjs';
import { eventually, step } from '../driver/report.mjs';

/** @param {import('./all.mjs').Session} session */
export async function commands({ workbench, home, out }) {
  await workbench.show('drafts/clean-note.md', 'Two points remain.');
  /** @param {number} before @returns {Promise<number>} */
  const replaced = before => eventually(() => {
    const [now, ...more] = serversIn(home);
    if (!now || now === before || more.length > 0) throw new Error(`servers ${[now, ...more]} after ${before}`);
    return now;
  });

  await step('the index can be updated by command', async () => {
    await workbench.command('Glossator: Update the Index of the Sources');
    await eventually(() => assert.match(readFileSync(path.join(out, 'session.jsonl'), 'utf8'), /"glossator\.reindex"/));
  });

  const first = await replaced(0);
  await step('after "Restart Server" another server answers', async () => {
    await workbench.command('Glossator: Restart Server');
    await replaced(first);
    await workbench.page.keyboard.type('A community of common destiny. ');
    await eventually(async () =>
      assert.deepEqual((await workbench.findings()).map(finding => finding.words), ['community of common destiny']));
  });
  await step('a server that is killed is started again and knows the draft', async () => {
    const second = await replaced(first);
    process.kill(second, 'SIGKILL');
    await replaced(second);
    await workbench.page.keyboard.type('One Belt, One Road. ');
    await eventually(async () => assert.deepEqual((await workbench.findings()).map(finding => finding.words),
      ['community of common destiny', 'One Belt, One Road']));
  });
  await step('the log opens, and tells which program was started', async () => {
    await workbench.command('Glossator: Show Log');
    await workbench.output.filter({ hasText: /starting\s.*glossator/ }).first().waitFor();
  });
  await step('debug information names versions, program and project', async () => {
    await workbench.command('Glossator: Show Debug Information');
    await eventually(async () => {
      const text = await workbench.text();
      for (const part of [/code-server 1\.\d+/, /extension \d+\.\d+/, /server .*glossator/, /14 documents|1[4-9] documents/]) assert.match(text, part);
    });
  });
  await workbench.picture('debug-information');
}
