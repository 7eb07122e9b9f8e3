import { parseSync } from 'vite';

type Span = { start: number; end: number };
type Node = Span & { type: string } & Record<string, unknown>;

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);
/** Parts of a node in which the function inside goes by the node's own name. */
const NAMING: Readonly<Record<string, string>> = {
  VariableDeclarator: 'id',
  Property: 'key',
  PropertyDefinition: 'key',
  MethodDefinition: 'key',
  CallExpression: 'callee',
  NewExpression: 'callee',
};

/**
 * Lists the functions of a file of more lines than `most`, each by the name that it is declared, bound, kept or handed
 * over under. The body of a `describe` or `test.describe` is a chapter and no function that somebody calls: it is not
 * counted, and each test inside it is.
 */
export function longFunctions(file: string, source: string, most: number): string[] {
  const isLong = ({ start, end }: Span) => source.slice(start, end).split('\n').length > most;
  if (!isLong({ start: 0, end: source.length })) return [];
  const found: string[] = [];
  const visit = (node: Node, name: string) => {
    let called = name;
    if (FUNCTIONS.has(node.type)) {
      called = textOf(node['id'], source) ?? name;
      if (!/^(test\.)?describe\b/.test(called)) found.push(called);
    }
    const naming = NAMING[node.type];
    const inner = (naming === undefined ? null : textOf(node[naming], source)) ?? called;
    // Nothing in a short part can be long: most of a file is not looked at.
    for (const child of childrenOf(node).filter(isLong)) visit(child, inner);
  };
  const program = parseSync(file, source).program as unknown as Node;
  visit(program, '');
  return found;
}

function textOf(part: unknown, source: string): string | null {
  if (!isNode(part)) return null;
  return source.slice(part.start, part.end).split(/[\s(]/, 1)[0] ?? null;
}

function childrenOf(node: Node): Node[] {
  return Object.values(node).flat().filter(isNode);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}
