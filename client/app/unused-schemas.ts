import { parseAst, type Plugin } from 'vite';

const CONTRACT = '/server/contract/';

/**
 * Marks what the contract computes at its top as free of effects, each constant in a function of its own: the bundler
 * leaves out the schemas that nobody uses, and the library of schemas where none is left.
 */
export function unusedSchemas(): Plugin {
  return {
    name: 'dia-ban-unused-schemas',
    apply: 'build',
    enforce: 'post',
    transform(code, id) {
      return id.includes(CONTRACT) ? { code: withPureConstants(code), map: null } : null;
    },
  };
}

/** Wraps each constant that is the answer of a call: a bundler may then leave the call out with it. */
export function withPureConstants(code: string): string {
  const pieces: string[] = [];
  let end = 0;
  for (const statement of parseAst(code).body) {
    const said = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (said?.type !== 'VariableDeclaration') continue;
    for (const { id, init } of said.declarations) {
      if (id.type !== 'Identifier' || init?.type !== 'CallExpression') continue;
      const call = code.slice(init.start, init.end);
      pieces.push(code.slice(end, init.start), `/* @__PURE__ */ (() => ${call})()`);
      end = init.end;
    }
  }
  return [...pieces, code.slice(end)].join('');
}
