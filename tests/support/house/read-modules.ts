import { parseSync } from 'vite';

import { resolved } from '#tests/support/sources/source-imports.ts';

/** Import of a file; `names` is null where all of its exports may be used, `waits` where it is fetched when needed. */
export type ReadImport = { to: string; names: readonly string[] | null; waits: boolean };
export type ReadModule = { imports: readonly ReadImport[]; exports: readonly string[] };

type Name = { kind: string; name: string | null };

/** Reads what a file of TypeScript imports and exports, with paths from the root of the repository. */
export function readModule(file: string, text: string): ReadModule {
  const { staticImports, staticExports, dynamicImports } = parseSync(file, text).module;
  const entries = staticExports.flatMap((statement) => statement.entries);
  const imported = [
    ...staticImports.map(({ moduleRequest, entries: taken }) => ({
      request: moduleRequest.value,
      names: taken.map(({ importName }) => importName),
    })),
    ...entries.flatMap(({ moduleRequest, importName }) =>
      moduleRequest === null ? [] : [{ request: moduleRequest.value, names: [importName] }],
    ),
  ];
  const waiting = dynamicImports.map(({ moduleRequest }) =>
    text.slice(moduleRequest.start + 1, moduleRequest.end - 1),
  );
  return {
    imports: [
      ...imported.map(({ request, names }) => ({
        to: resolved(file, request),
        names: names.some(isWhole) ? null : names.map(nameOf),
        waits: false,
      })),
      ...waiting.map((request) => ({ to: resolved(file, request), names: null, waits: true })),
    ],
    exports: entries.map(({ exportName }) => nameOf(exportName)),
  };
}

const isWhole = ({ kind, name }: Name) => kind !== 'Default' && name === null;
const nameOf = ({ name }: Name) => name ?? 'default';
