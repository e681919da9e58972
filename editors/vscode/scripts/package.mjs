// Makes glossator-TARGET.vsix: node scripts/package.mjs [--target TARGET --binary PATH]
//
// Without arguments it builds the server for this machine and packs it. For another
// platform, name the target as VS Code calls it and a server built for it.

import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

const root = resolve("../..");

/** Runs a program and shows what it says; its failure ends this script. */
function run(program, ...parameters) {
  execFileSync(program, parameters, { stdio: "inherit", shell: process.platform === "win32" });
}

/** The target name of this machine, as VS Code calls it. */
function thisMachine() {
  const musl = process.platform === "linux" && !process.report.getReport().header.glibcVersionRuntime;
  return `${musl ? "alpine" : process.platform}-${process.arch === "arm" ? "armhf" : process.arch}`;
}

/** Builds the server for this machine and returns its path. */
function builtServer() {
  run("cargo", "build", "--release", "--locked", "--manifest-path", join(root, "Cargo.toml"));
  const folder = resolve(root, process.env.CARGO_TARGET_DIR ?? "target", "release");
  return join(folder, process.platform === "win32" ? "glossator.exe" : "glossator");
}

const { values } = parseArgs({ options: { target: { type: "string" }, binary: { type: "string" } } });
const target = values.target ?? thisMachine();
if (target !== thisMachine() && values.binary === undefined) {
  console.error(`a package for ${target} needs a server built for it: --binary PATH`);
  process.exit(2);
}
const binary = values.binary ?? builtServer();
const bundled = join("server", target.startsWith("win32") ? "glossator.exe" : "glossator");

rmSync("server", { recursive: true, force: true });
mkdirSync("server");
copyFileSync(binary, bundled);
chmodSync(bundled, 0o755);
copyFileSync(join(root, "LICENSE"), "LICENSE");
run("npm", "run", "--silent", "check");
run("npm", "run", "--silent", "build");
run(
  "npx", "--no-install", "vsce", "package", "--no-dependencies", "--allow-missing-repository",
  "--target", target, "--out", `glossator-${target}.vsix`,
);
