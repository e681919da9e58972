import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { chooseBinary, type Surroundings } from "../src/binary";

/** A machine with these programs, and a folder `/w/tools`. */
function machine(programs: string[], configured = ""): Surroundings {
  return {
    configured,
    folders: ["/w", "/w2"],
    home: "/home/ada",
    extension: "/ext",
    path: "/usr/bin:/opt/bin",
    windows: false,
    look: (path) => {
      const at = path.replaceAll("\\", "/");
      return programs.includes(at) ? "program" : at === "/w/tools" ? "folder" : "nothing";
    },
  };
}

const bundled = "/ext/server/glossator";

test("the bundled server comes before the PATH", () => {
  assert.deepEqual(chooseBinary(machine([bundled, "/usr/bin/glossator"])), { path: join(bundled), origin: "bundled" });
  assert.deepEqual(chooseBinary(machine(["/opt/bin/glossator"])), { path: join("/opt/bin/glossator"), origin: "PATH" });
});

test("a path that is set may be of the home, of a folder, or a name on the PATH", () => {
  for (const [configured, path] of [
    ["~/bin/glossator", "/home/ada/bin/glossator"],
    ["target/release/glossator", "/w2/target/release/glossator"],
    ["/abs/glossator", "/abs/glossator"],
    ["my-glossator", "/opt/bin/my-glossator"],
  ] as const) {
    assert.equal(chooseBinary(machine([path, bundled], configured)).path, path, configured);
  }
});

test("a path that is set and wrong is said, not passed over", () => {
  const problem = (configured: string) => {
    const binary = chooseBinary(machine([bundled], configured));
    return binary.path === undefined ? binary.problem : "";
  };
  assert.match(problem("/gone/glossator"), /"\/gone\/glossator", which does not exist/);
  assert.match(problem("tools/"), /"tools\/", which is a folder/);
  assert.match(problem("glosator"), /"glosator", which is not on the PATH/);
});

test("says that there is none at all", () => {
  assert.match(JSON.stringify(chooseBinary(machine([]))), /neither in this extension nor on the PATH/);
});

test("on Windows the program has its ending", () => {
  const windows = { ...machine([]), windows: true, path: "C:/bin", look: (path: string) => (path.endsWith("glossator.exe") && !path.includes("ext") ? "program" as const : "nothing" as const) };
  assert.equal(chooseBinary(windows).path, join("C:/bin", "glossator.exe"));
});
