import { readFile } from 'node:fs/promises';

import { parseAst, type Plugin } from 'vite';

import type { Language } from './first-text.ts';

/** The files that take one language out of a catalogue. */
const TAKES_ONE = /\/client\/i18n\/(?:everyday-|first-)?(vi|en)\.ts$/;
const WORDS =
  /\/(client\/i18n\/(catalogue|everyday|first-catalogue|words\/[^/]+)|server\/contract\/(problems|features)\/[^/]+)\.ts$/;
/** Declarations of features carry sentences, which nobody reads outside the catalogue. */
const DECLARES = /\/server\/contract\/features\/[^/]+\.ts$/;
const ONLY = /\?only=(vi|en)$/;

/**
 * Builds the catalogue twice, once in each language, so that nobody loads the words of the other: what `vi.ts`
 * imports has `'Lưu'` where the source has `both('Lưu', 'Save')`, and what `en.ts` imports has `'Save'`.
 */
export function oneLanguage(): Plugin {
  return {
    name: 'dia-ban-one-language',
    apply: 'build',
    enforce: 'pre',
    async resolveId(source, importer) {
      const language = importer === undefined ? null : languageOf(importer);
      if (language === null) return null;
      const found = await this.resolve(source, importer?.replace(ONLY, ''), { skipSelf: true });
      return found !== null && WORDS.test(found.id) ? `${found.id}?only=${language}` : found;
    },
    async load(id) {
      const language = languageOf(id);
      if (!ONLY.test(id) && !DECLARES.test(id)) return null;
      const code = await readFile(id.replace(ONLY, ''), 'utf8');
      return { code: inOneLanguage(code, language), moduleType: 'ts' };
    },
  };
}

function languageOf(id: string): Language | null {
  const [, language] = TAKES_ONE.exec(id) ?? ONLY.exec(id) ?? [];
  return isLanguage(language) ? language : null;
}

function isLanguage(name: unknown): name is Language {
  return name === 'vi' || name === 'en';
}

/**
 * Leaves one language of each message: its part of `both(…)`, and its sentence of a declared problem or notice; without
 * a language no sentence.
 */
export function inOneLanguage(code: string, language: Language | null): string {
  const pieces: string[] = [];
  let end = 0;
  for (const edit of editsIn(parseAst(code, { lang: 'ts' }), { code, language })) {
    pieces.push(code.slice(end, edit.start), edit.text);
    end = edit.end;
  }
  return [...pieces, code.slice(end)].join('');
}

type Span = { start: number; end: number };
/** A stretch of the code, and what stands there afterwards. */
type Edit = Span & { text: string };
type Node = Span & { type: string; [part: string]: unknown };
type Of = { code: string; language: Language | null };

/** Edits in the order of the text; none lies inside another. */
function editsIn(part: unknown, of: Of): Edit[] {
  if (typeof part !== 'object' || part === null) return [];
  if (isNode(part)) {
    const { type, start, end, callee, key, value } = part;
    if (type === 'CallExpression' && isNode(callee) && callee['name'] === 'both') {
      const sides = Array.isArray(part['arguments']) ? part['arguments'].filter(isNode) : [];
      const kept = sides[of.language === 'vi' ? 0 : 1];
      if (kept !== undefined) return [{ start, end, text: messageOf(kept, sides, of.code) }];
    }
    const name = type === 'Property' && isNode(key) ? key['name'] : null;
    const isOther = isLanguage(name) && name !== of.language;
    if (isOther && isNode(value) && value.type === 'Literal') {
      return [{ start: value.start, end: value.end, text: "''" }];
    }
  }
  return Object.values(part).flatMap((inner) => editsIn(inner, of));
}

/** The kept side as it is, or as the function that `both` makes of sentences with names in them. */
function messageOf(kept: Node, sides: readonly Node[], code: string): string {
  const isFilled = sides.some(({ value }) => typeof value === 'string' && /\{\w+\}/.test(value));
  const { value } = kept;
  if (!isFilled || typeof value !== 'string') return `(${code.slice(kept.start, kept.end)})`;
  const template = value.replaceAll(/[\\`]|\$(?=\{)/g, '\\$&').replaceAll(/\{(\w+)\}/g, '${p.$1}');
  return `((p) => \`${template}\`)`;
}

function isNode(part: unknown): part is Node {
  return typeof part === 'object' && part !== null && 'type' in part && 'start' in part;
}
