// A project whose draft, sources and termbase try to run something in whoever reads the page.
// Each attempt would set `window.hostile`.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** @param {string} by @returns {string} */
const attempt = by => `<script>window.hostile='${by}'</script><img src=x onerror=window.hostile='${by}-image'>`;

const files = {
  'glossator.toml': '[corpus]\npaths = ["sources"]\n[termbase]\nfiles = ["terms.toml"]\n',
  'terms.toml': `[[concept]]
id = "harbour-watch"
definition = "Keeps watch over the roads ${attempt('definition')}"
[[concept.term]]
text = "joint harbour watch"
language = "en"
status = "preferred"
from = "2018"
[[concept.term]]
text = "common harbour watch"
language = "en"
status = "superseded"
until = "2017"
`,
  'sources/keynote.md': `---
title: "Keynote ${attempt('title')}"
publisher: "\\"><svg onload=window.hostile='publisher'>"
date: 2018-05-22
url: "javascript:window.hostile='url'"
---

We shall keep two lanes <b onmouseover="window.hostile='source'">of the old</b> harbour open by night. The joint harbour watch has kept its word.
`,
  'sources/pilots.md': '---\ntitle: Pilots\ndate: 2014\n---\n\nThe common harbour watch has met twice.\n',
  'note.md': `---
title: "The harbour ${attempt('heading')}"
date: 2019-02-11
---

# The harbour "><script>window.hostile='attribute'</script>

A *joint harbour watch* ${attempt('draft')} said "We shall keep **three lanes** of the old harbour open by night".[^1"onclick=x]
The common harbour watch went [away](javascript:window.hostile='link') to [[hostile'">]] ![p](https://tracker.example.org/p.png).

<iframe srcdoc="<script>parent.hostile='frame'</script>"></iframe>

| a | &lt;script&gt;window.hostile='entity'&lt;/script&gt; |
|---|---|
| \`</td><script>window.hostile='code'</script>\` | common harbour watch |

\`\`\`html
</pre><script>window.hostile='block'</script>
\`\`\`

[^1"onclick=x]: Note with a turned \u202Etxt.exe name.
`,
};

/** Writes the project. @param {string} folder */
export function writeHostile(folder) {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
