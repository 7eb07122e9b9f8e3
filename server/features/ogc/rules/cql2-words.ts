import { AppError } from '#server/contract/problem.ts';

/** One word of CQL2 text, with its place for messages. */
export type Word = {
  kind: 'name' | 'quoted' | 'text' | 'number' | 'sign' | 'end';
  value: string;
  at: number;
};

/** Longest filter in characters. */
export const MOST_CHARACTERS = 20_000;

const SPACE = /\s+/y;
const PATTERNS: readonly (readonly [Word['kind'], RegExp])[] = [
  ['number', /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y],
  ['name', /[\p{L}_:][\p{L}\p{N}_:.]*/uy],
  ['quoted', /"(?:[^"]|"")*"/y],
  ['text', /'(?:\\'|''|[^'])*'/y],
  ['sign', /<=|>=|<>|[=<>(),+*/%^-]/y],
];

/** Splits CQL2 text into words; the last one is `end`. Throws `ogc.filter_invalid` with the place. */
export function readWords(text: string): Word[] {
  if (text.length > MOST_CHARACTERS) {
    throw new AppError('ogc.filter_too_long', { parameters: { most: MOST_CHARACTERS } });
  }
  const words: Word[] = [];
  let at = skipSpace(text, 0);
  while (at < text.length) {
    const word = wordAt(text, at);
    if (word === null) throw filterInvalid(at);
    words.push({ ...word, value: unquoted(word) });
    at = skipSpace(text, at + word.value.length);
  }
  return [...words, { kind: 'end', value: '', at: text.length }];
}

/** Makes the problem of a filter that cannot be read, with the place of the first wrong character, from 1. */
export function filterInvalid(at: number): AppError {
  return new AppError('ogc.filter_invalid', { parameters: { place: at + 1 } });
}

function wordAt(text: string, at: number): Word | null {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const value = pattern.exec(text)?.[0];
    if (value !== undefined) return { kind, value, at };
  }
  return null;
}

function skipSpace(text: string, at: number): number {
  SPACE.lastIndex = at;
  return at + (SPACE.exec(text)?.[0].length ?? 0);
}

function unquoted({ kind, value }: Word): string {
  // A quote within a text is written twice, or behind a backslash.
  if (kind === 'text') return value.slice(1, -1).replaceAll(/''|\\'/g, "'");
  return kind === 'quoted' ? value.slice(1, -1).replaceAll('""', '"') : value;
}
