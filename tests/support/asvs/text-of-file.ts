import { existsSync, readFileSync } from 'node:fs';

const texts = new Map<string, string | null>();

/** Text of a file of the repository, read once; null where there is none. */
export function textOfFile(file: string): string | null {
  const known = texts.get(file);
  if (known !== undefined) return known;
  const text = existsSync(file) ? readFileSync(file, 'utf8') : null;
  texts.set(file, text);
  return text;
}
