import { parseSync } from 'vite';

/** A regular expression that stands in a source file, and how it is used. */
export type WrittenExpression = { place: string; expression: RegExp; splits: boolean };

type Node = { type: string; start: number; end: number } & Record<string, unknown>;

/** Finds every regular expression of a file. Throws where one is put together from what only a run would tell. */
export function writtenExpressions(file: string, source: string): WrittenExpression[] {
  const { program } = parseSync(file, source);
  const constants = new Map<string, Node>();
  const found: WrittenExpression[] = [];
  const placeOf = ({ start }: Node) => `${file}:${source.slice(0, start).split('\n').length}`;

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

  walk(program as unknown as Node, (node) => {
    const { type, id, init } = node as Node & { id?: Node; init?: Node | null };
    if (type === 'VariableDeclarator' && id?.['name'] !== undefined && init != null) {
      constants.set(id['name'] as string, init);
    }
  });
  walk(program as unknown as Node, (node, parent) => {
    const { regex, callee } = node as { regex?: { pattern: string; flags: string }; callee?: Node };
    const splits =
      ((parent?.['callee'] as Node | undefined)?.['property'] as Node | undefined)?.['name'] ===
      'split';
    if (regex !== undefined) {
      found.push({
        place: placeOf(node),
        expression: new RegExp(regex.pattern, regex.flags),
        splits,
      });
    } else if (callee?.['name'] === 'RegExp') {
      const [pattern, flags] = node['arguments'] as Node[];
      if (pattern === undefined) return;
      const expression = new RegExp(textOf(pattern), flags === undefined ? '' : textOf(flags));
      found.push({ place: placeOf(node), expression, splits });
    }
  });
  return found;
}

function walk(
  node: Node,
  visit: (node: Node, parent: Node | null) => void,
  parent: Node | null = null,
): void {
  visit(node, parent);
  for (const [key, value] of Object.entries(node)) {
    if (key === 'regex') continue;
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child === 'object' && child !== null && 'type' in child) {
        walk(child as Node, visit, node);
      }
    }
  }
}
