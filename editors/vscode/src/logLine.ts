// One line of the server's standard error, for VS Code's log: the server writes
// "2026-01-31T12:00:00.000000Z  WARN glossator::server: text".

export type Level = "error" | "warn" | "info" | "debug" | "trace";

/** Level and text of a line; a line without a level goes on from the one before. */
export function readLogLine(line: string, before: Level): { level: Level; text: string } {
  const [, level, text] = /^\S+Z\s+(ERROR|WARN|INFO|DEBUG|TRACE)\s+(.*)$/.exec(line) ?? [];
  return level === undefined || text === undefined
    ? { level: before, text: line }
    : { level: level.toLowerCase() as Level, text };
}
