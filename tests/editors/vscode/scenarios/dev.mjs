export async function dev({ workbench }) {
  const sleep = ms => new Promise(r=>setTimeout(r,ms));
  for (const [before, undo] of [[0,false],[0,true],[2000,true]]) {
  await workbench.show('drafts/shared-future-briefing.md', 'community of common destiny', { empty: true });
  const orig = await workbench.text();
  if (undo) {
    await (await workbench.quickFix('replace with "')).click();
    while (await workbench.text() === orig) await sleep(50);
    await workbench.page.keyboard.press('Control+z');
    while (await workbench.text() !== orig) await sleep(50);
  }
  await sleep(before);
  await workbench.command('Fix All');
  await sleep(100);
  await workbench.picture(`dev-${before}-${undo}`);
  await sleep(1500);
  console.log(before, undo, await workbench.text() !== orig);
  await workbench.calm();
  await sleep(1000);
  }
}
