// What the session saw, in the lines that tests/editors/run reads, and the one way to
// wait: look again until it is so or a deadline is over. Knows no editor.

/** The longest a look may take: a loaded machine is slow, a fault must still be told. */
const deadline = 30_000;
const pause = 100;

let failures = 0;

/**
 * One thing a writer sees or does. Rethrows what went wrong, after it was told.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} see
 * @returns {Promise<T>}
 */
export async function step(what, see) {
  try {
    const seen = await see();
    console.log(`ok - ${what}`);
    return seen;
  } catch (error) {
    failures += 1;
    console.log(`not ok - ${what}`);
    remark(error instanceof Error ? error.message : String(error));
    throw error;
  }
}

/** A figure or an explanation beside the steps. @param {string} text */
export function remark(text) {
  for (const line of text.split('\n')) console.log(`# ${line}`);
}

/** @returns {boolean} whether every step so far was good */
export const isGood = () => failures === 0;

/**
 * Looks again until `look` throws no more, and gives what it saw.
 * @template T
 * @param {() => T | Promise<T>} look
 * @returns {Promise<T>}
 */
export async function eventually(look) {
  const end = Date.now() + deadline;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await new Promise(resolve => setTimeout(resolve, pause));
  }
}
