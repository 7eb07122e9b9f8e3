import { parseSync } from 'vite';

/** An assertion that holds whatever the product does: its line, and why it cannot fail. */
export type Weak = { line: number; why: 'pattern' | 'loop' | 'pause' | 'swallows' };

type Node = { type: string; start: number; end: number } & Record<string, unknown>;

const COMPARING = new Set(['toMatchObject', 'toEqual', 'toStrictEqual', 'toContainEqual']);
/** Without any of these a file is not read any further, which would take most of the time. */
const SUSPECT = /for \(const|new Proxy\(|timers\/promises|[:[] \/\S/;
/** The name by which a file calls a real pause. */
const WAITS = /import \{ setTimeout(?: as (\w+))? \} from 'node:timers\/promises'/;
/** Shorter pauses let a statement be sent; longer ones wait for the clock instead of a state. */
const LONGEST_PAUSE = 250;

/**
 * Finds assertions in a test file that cannot fail: a pattern within `toMatchObject` or `toEqual`, which takes any value;
 * a test all of whose assertions stand in a loop over what may be empty (`some` fails there); a fake that takes any call;
 * and a wait by the clock.
 */
export function weakAssertions(file: string, source: string): Weak[] {
  const found: Weak[] = [];
  const [whole, waits = whole && 'setTimeout'] = WAITS.exec(source) ?? [];
  const textOf = ({ start, end }: Node) => source.slice(start, end);
  const note = ({ start }: Node, why: Weak['why']) =>
    found.push({ line: source.slice(0, start).split('\n').length, why });
  if (!SUSPECT.test(source)) return [];
  walk(parseSync(file, source).program, [], (node) => {
    if (
      node.type === 'NewExpression' &&
      /^new Proxy\b[^]*\?\? \(\(\) => undefined\)/.test(textOf(node))
    ) {
      note(node, 'swallows');
    }
    if (node.type !== 'CallExpression') return;
    const callee = node['callee'] as Node;
    const given = node['arguments'] as Node[];
    if (COMPARING.has(String((callee['property'] as Node | undefined)?.['name']))) {
      for (const pattern of patternsIn(given)) note(pattern, 'pattern');
    }
    if (textOf(callee) === waits && isLongPause(given)) note(node, 'pause');
    if (/^it\b/.test(textOf(callee))) {
      const loops = loopsAround(given, textOf);
      for (const loop of loops) if (mayBeEmpty(loop, source, textOf)) note(loop, 'loop');
    }
  });
  return found;
}

function isLongPause([first, ...more]: readonly Node[]): boolean {
  return (
    more.length === 0 && typeof first?.['value'] === 'number' && first['value'] > LONGEST_PAUSE
  );
}

/** Patterns that are compared as values: those given to a matcher of their own are none. */
function patternsIn(given: readonly Node[]): Node[] {
  const found: Node[] = [];
  walk(given, [], (node, around) => {
    const isOwn = around.some(({ type }) => type === 'CallExpression');
    if (node.type === 'Literal' && node['regex'] !== undefined && !isOwn) found.push(node);
  });
  return found;
}

/** The loops of a test in which all of its assertions stand; none where one stands outside, or in a property. */
function loopsAround(given: readonly Node[], textOf: (node: Node) => string): Node[] {
  const loops = new Set<Node>();
  let isSafe = false;
  walk(given, [], (node, around) => {
    if (node.type !== 'CallExpression' || !textOf(node['callee'] as Node).startsWith('expect'))
      return;
    const loop = around.find(({ type }) => type === 'ForOfStatement');
    const isProperty = around.some((one) => /^(fc\.|reached\(|holds\()/.test(textOf(one)));
    if (loop === undefined || isProperty) isSafe = true;
    else loops.add(loop);
  });
  return isSafe ? [] : [...loops];
}

/** True unless the list stands in the file, is a constant, or `some` has looked at it. */
function mayBeEmpty(loop: Node, source: string, textOf: (node: Node) => string): boolean {
  const list = textOf(loop['right'] as Node);
  if (/^\[|^\(?\[|^some\(|^[A-Z_]+$|^Object\.(entries|keys|values)\((\{|[A-Z_]+\))/.test(list)) {
    return false;
  }
  const [, name = ''] = /^(?:Object\.\w+\()?(\w+)/.exec(list) ?? [];
  const isWritten = new RegExp(`const ${name}(: [^;]+)? = [[{]\\s*[^\\]}\\s]`).test(source);
  // A row of `it.each` is written in the file too.
  return !isWritten && !new RegExp(`\\((\\w+, )*${name}(, \\w+)*\\) => \\{`).test(source);
}

function walk(
  value: unknown,
  around: readonly Node[],
  see: (node: Node, around: readonly Node[]) => void,
) {
  if (Array.isArray(value)) {
    for (const one of value) walk(one, around, see);
    return;
  }
  if (typeof value !== 'object' || value === null || !('type' in value)) return;
  const node = value as Node;
  see(node, around);
  for (const inner of Object.values(node)) walk(inner, [...around, node], see);
}
