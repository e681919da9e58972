// Bundles the extension and the script of the panel into out/; with `--tests`, the
// unit tests into out/test/. Types are not checked here: `npm run check` does that.

import { readdirSync, rmSync } from "node:fs";
import { build } from "esbuild";

const forNode = { bundle: true, platform: "node", target: "node20", format: "cjs", logLevel: "warning" };

if (process.argv.includes("--tests")) {
  rmSync("out/test", { recursive: true, force: true });
  const entryPoints = readdirSync("test").map((file) => `test/${file}`);
  await build({ ...forNode, entryPoints, outdir: "out/test", sourcemap: "inline" });
} else {
  await build({
    ...forNode,
    entryPoints: ["src/extension.ts"],
    external: ["vscode"],
    minify: true,
    outfile: "out/extension.js",
  });
  await build({
    entryPoints: { attestations: "src/webview/attestations.ts" },
    bundle: true,
    platform: "browser",
    target: "es2023",
    format: "iife",
    minify: true,
    outdir: "out",
    logLevel: "warning",
  });
}
