// Counts in words.

/** "1 document", "14 documents". */
export function many(count: number, word: string): string {
  return `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;
}
