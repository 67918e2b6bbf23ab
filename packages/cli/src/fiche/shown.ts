/** A text of a file as a terminal may show it: without HTML, nor what could move a terminal's cursor or turn its text around. */
export function shown(text: string): string {
  return text
    .replace(/<[^<>]*>/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
