import { parse } from 'csv-parse/sync';
import { parseAst } from 'vite';

import { csvText } from '#server/tables/csv-text.ts';

/** One sentence in both languages: its file, and the names that lead to it there. */
export type Row = { file: string; key: string; vi: string; en: string };

type Literal = { start: number; end: number; value: string };
type Found = { key: string; vi: Literal; en: Literal };
type Node = { type: string; start: number; end: number; [part: string]: unknown };

const HEADINGS = ['file', 'key', 'vi', 'en'] as const;
const NAME = /\{\w+\}/g;

/** Lists the sentences of some files; messages that are functions have more than one form and stay in the code. */
export function rowsOf(files: ReadonlyMap<string, string>): Row[] {
  return [...files].flatMap(([file, code]) =>
    sentencesIn(code).map(({ key, vi, en }) => ({ file, key, vi: vi.value, en: en.value })),
  );
}

/** Writes sentences as one table, for a program of tables that people use: UTF-8 with its mark, commas. */
export function tableOf(rows: readonly Row[]): string {
  const lines = [HEADINGS, ...rows.map((row) => HEADINGS.map((name) => row[name]))];
  const text = lines.map((cells) => cells.map((cell) => csvText(cell, ',')).join(',')).join('\r\n');
  return `\uFEFF${text}\r\n`;
}

/**
 * Takes a table back: the files that change, with their new text.
 * Throws one error with every row that names no sentence, or whose values in `{…}` are not those of the sentence.
 */
export function filesWith(table: string, files: ReadonlyMap<string, string>): Map<string, string> {
  const rows = parse(table, { bom: true, columns: true, skip_empty_lines: true }) as Row[];
  const faults: string[] = [];
  const changed = new Map<string, string>();
  for (const file of new Set(rows.map((row) => row.file))) {
    const ofFile = rows.filter((row) => row.file === file);
    const code = files.get(file);
    const known = new Map(sentencesIn(code ?? '').map((found) => [found.key, found]));
    const edits = ofFile.flatMap((row) => {
      const found = known.get(row.key);
      if (found === undefined) faults.push(`${file} ${row.key}: there is no such sentence`);
      return found === undefined ? [] : editsOf(row, found, faults);
    });
    if (code !== undefined && edits.length > 0) changed.set(file, edited(code, edits));
  }
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return changed;
}

function editsOf(row: Row, found: Found, faults: string[]): Literal[] {
  return (['vi', 'en'] as const).flatMap((language) => {
    const { value, start, end } = found[language];
    // A cell that began like a formula was given with a mark before it.
    const text = row[language].replace(/^'(?=[=+\-@])/, '').normalize('NFC');
    if (text === value) return [];
    if (namesIn(text) !== namesIn(value)) {
      faults.push(`${row.file} ${row.key} (${language}): keep ${namesIn(value)}`);
    }
    return [{ start, end, value: text }];
  });
}

const namesIn = (sentence: string) =>
  [...new Set(sentence.match(NAME) ?? [])].toSorted().join(' ') || 'no {name}';

function edited(code: string, edits: readonly Literal[]): string {
  const fromTheEnd = edits.toSorted((one, other) => other.start - one.start);
  return fromTheEnd.reduce(
    (text, { start, end, value }) =>
      `${text.slice(0, start)}'${value.replaceAll(/[\\']/g, String.raw`\$&`)}'${text.slice(end)}`,
    code,
  );
}

/** Sentences of `both(…, …)` and of `{ vi, en }`, in the order of the file. */
function sentencesIn(code: string): Found[] {
  const found: Found[] = [];
  visit(parseAst(code, { lang: 'ts' }), [], found);
  return found;
}

function visit(part: unknown, path: readonly string[], found: Found[]): void {
  if (typeof part !== 'object' || part === null) return;
  const within = isNode(part) ? [...path, ...nameOf(part)] : path;
  const sides = isNode(part) ? sidesOf(part) : null;
  if (sides !== null) found.push({ key: within.join('.'), ...sides });
  else for (const inner of Object.values(part)) visit(inner, within, found);
}

function sidesOf(node: Node): Pick<Found, 'vi' | 'en'> | null {
  const of = (vi: unknown, en: unknown) => (isSentence(vi) && isSentence(en) ? { vi, en } : null);
  if (
    node.type === 'CallExpression' &&
    isNode(node['callee']) &&
    Array.isArray(node['arguments'])
  ) {
    const [vi, en] = node['arguments'];
    return node['callee']['name'] === 'both' ? of(vi, en) : null;
  }
  if (node.type !== 'ObjectExpression' || !Array.isArray(node['properties'])) return null;
  const side = (language: string) =>
    (node['properties'] as unknown[]).filter(isNode).find((one) => nameOf(one)[0] === language)?.[
      'value'
    ];
  return of(side('vi'), side('en'));
}

/** The name that a node adds to the way to what stands in it. */
function nameOf({ type, id, key }: Node): string[] {
  const named = type === 'VariableDeclarator' ? id : type === 'Property' ? key : null;
  if (!isNode(named)) return [];
  return [String(named['name'] ?? named['value'])];
}

function isSentence(part: unknown): part is Node & Literal {
  return isNode(part) && part.type === 'Literal' && typeof part['value'] === 'string';
}

function isNode(part: unknown): part is Node {
  return typeof part === 'object' && part !== null && 'type' in part && 'start' in part;
}
