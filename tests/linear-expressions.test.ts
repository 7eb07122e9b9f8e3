import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { attacksOn, textOf } from './support/sources/adversarial-texts.ts';
import { parseSync } from 'vite';

const MOST_MILLISECONDS = 50;
/** Grows slowly at first: an expression that takes exponential time would never end at the full length. */
const LENGTHS = [
  12, 16, 20, 24, 26, 28, 30, 34, 40, 50, 65, 80, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000,
];

const files = execFileSync('git', ['ls-files', 'server', 'client'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file));
const written = files.flatMap((file) => writtenExpressions(file, readFileSync(file, 'utf8')));

/** Uses an expression as its code does: at once, at every place, or to cut the text. */
function use({ expression, splits }: WrittenExpression, text: string): void {
  if (splits) text.split(expression);
  else if (expression.global) text.replace(expression, '');
  else {
    expression.lastIndex = 0;
    expression.test(text);
  }
}

function processorMilliseconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

const isSlow = (milliseconds: number) => milliseconds > MOST_MILLISECONDS;

/** Finds the shortest text, of growing ones, at which an expression takes too long in each of three tries. */
function slowText(one: WrittenExpression, lengths: readonly number[] = LENGTHS): string | null {
  for (const attack of attacksOn(one.expression)) {
    for (const length of lengths) {
      const text = textOf(attack, length);
      const measure = () => processorMilliseconds(() => use(one, text));
      let least = measure();
      // Once may be an accident, but not ten times as much.
      for (
        let tries = 1;
        tries < 3 && isSlow(least) && least < 10 * MOST_MILLISECONDS;
        tries += 1
      ) {
        least = Math.min(least, measure());
      }
      if (isSlow(least)) {
        return `${one.place} ${String(one.expression)}: ${least.toFixed(0)} ms for ${length} characters of ${JSON.stringify(attack)}`;
      }
    }
  }
  return null;
}

describe('the regular expressions of server and client', () => {
  it('are found, those put together from constants too', () => {
    expect(written.length).toBeGreaterThan(400);
  });

  it('take at most 50 ms of the processor for 100,000 characters made against them', () => {
    const byUse = written.map((one) => [`${String(one.expression)} ${one.splits}`, one] as const);
    const different = [...new Map(byUse).values()];
    expect(different.flatMap((one) => slowText(one) ?? [])).toEqual([]);
  }, 60_000);

  it('would not pass if they were cubic or quadratic', () => {
    const slow = [/a\s*\s*\s*b/, /\s+$/];
    // In small steps: the first length that takes too long takes little more.
    const lengths = LENGTHS.flatMap((length) =>
      [1, 1.25, 1.6, 2].map((more) => Math.ceil(more * length)),
    );
    const found = slow.filter(
      (expression) => slowText({ place: '', expression, splits: false }, lengths) !== null,
    );
    expect(found).toEqual(slow);
  }, 60_000);
});

/** A regular expression that stands in a source file, and how it is used. */
type WrittenExpression = { place: string; expression: RegExp; splits: boolean };

type Node = { type: string; start: number; end: number } & Record<string, unknown>;

/** Reads the texts of expressions that are put together from constants of the file. */
function textsOf(constants: ReadonlyMap<string, Node>, placeOf: (node: Node) => string) {
  function textOf(node: Node): string {
    switch (node.type) {
      case 'Literal':
        return String(node['value']);
      case 'Identifier': {
        const value = constants.get(node['name'] as string);
        if (value !== undefined) return textOf(value);
        break;
      }
      case 'TemplateLiteral':
        return joined(node, 'cooked');
      case 'TaggedTemplateExpression':
        return joined(node['quasi'] as Node, 'raw');
      case 'MemberExpression':
        return sourceOf(node);
    }
    throw new Error(`${placeOf(node)}: write this regular expression out of constants`);
  }
  function joined(template: Node, how: 'raw' | 'cooked'): string {
    const quasis = template['quasis'] as { value: { raw: string; cooked: string } }[];
    const values = template['expressions'] as Node[];
    return quasis
      .map(({ value }, index) => {
        const next = values[index];
        return value[how] + (next === undefined ? '' : textOf(next));
      })
      .join('');
  }
  /** `NAME.source` of a regular expression. */
  function sourceOf({ object }: Node): string {
    const value = constants.get((object as Node)['name'] as string);
    const { pattern } = (value?.['regex'] ?? {}) as { pattern?: string };
    if (pattern === undefined) throw new Error(`${placeOf(object as Node)}: what is its source?`);
    return pattern;
  }
  return textOf;
}

/** Finds every regular expression of a file. Throws where one is put together from what only a run would tell. */
function writtenExpressions(file: string, source: string): WrittenExpression[] {
  const { program } = parseSync(file, source);
  const constants = new Map<string, Node>();
  const written: { node: Node; splits: boolean }[] = [];
  walk(program as unknown as Node, null, (node, parent) => {
    const { type, id, init } = node as Node & { id?: Node; init?: Node | null };
    if (type === 'VariableDeclarator' && id?.['name'] !== undefined && init != null) {
      constants.set(id['name'] as string, init);
    }
    if (node['regex'] === undefined && nameOf(node['callee']) !== 'RegExp') return;
    const splits = nameOf((parent?.['callee'] as Node | undefined)?.['property']) === 'split';
    written.push({ node, splits });
  });
  const placeOf = ({ start }: Node) => `${file}:${source.slice(0, start).split('\n').length}`;
  const textOf = textsOf(constants, placeOf);
  return written.flatMap(({ node, splits }) => {
    const { regex } = node as { regex?: { pattern: string; flags: string } };
    const place = placeOf(node);
    if (regex !== undefined) {
      return { place, expression: new RegExp(regex.pattern, regex.flags), splits };
    }
    const [pattern, flags] = node['arguments'] as Node[];
    if (pattern === undefined) return [];
    const expression = new RegExp(textOf(pattern), flags === undefined ? '' : textOf(flags));
    return { place, expression, splits };
  });
}

function nameOf(node: unknown): unknown {
  return (node as Node | null | undefined)?.['name'];
}

type Visit = (node: Node, parent: Node | null) => void;

/** Visits every part of a program. There are millions: no lists are made of them. */
function walk(node: Node, parent: Node | null, visit: Visit): void {
  visit(node, parent);
  for (const key in node) {
    if (key === 'regex') continue;
    const value = node[key];
    if (Array.isArray(value)) for (const child of value) walkPart(child, node, visit);
    else walkPart(value, node, visit);
  }
}

function walkPart(value: unknown, parent: Node, visit: Visit): void {
  if (typeof value === 'object' && value !== null && 'type' in value) {
    walk(value as Node, parent, visit);
  }
}
