import { parseSync } from 'vite';

type Node = { type: string; start: number; end: number } & Record<string, unknown>;

/** A function of a source file by the name that it is declared, bound, kept or handed over under. */
export type FunctionLength = { name: string; lines: number };

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
 * Lists the functions of a file with their lengths. The body of a `describe` or `test.describe` is a chapter and
 * no function that somebody calls: it is not counted, and each test inside it is.
 */
export function functionLengths(file: string, source: string): FunctionLength[] {
  const found: FunctionLength[] = [];
  const visit = (node: Node, name: string) => {
    let called = name;
    if (FUNCTIONS.has(node.type)) {
      called = textOf(node['id'], source) ?? name;
      const lines = source.slice(node.start, node.end).split('\n').length;
      if (!/^(test\.)?describe\b/.test(called)) found.push({ name: called, lines });
    }
    const naming = NAMING[node.type];
    const inner = (naming === undefined ? null : textOf(node[naming], source)) ?? called;
    for (const child of childrenOf(node)) visit(child, inner);
  };
  visit(parseSync(file, source).program as unknown as Node, '');
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
