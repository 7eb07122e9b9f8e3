import { basename, extname, join } from 'node:path';

import { parseAst, type Plugin } from 'vite';

type Module = { code: string | null; importedIds: readonly string[] };
type Modules = { getModuleInfo(id: string): Module | null };

/** Files of the bundle by name, each with the modules that are always needed together, and all that they import. */
const TOGETHER: Readonly<Record<string, readonly string[]>> = {
  // Loaded after every sign-in, see load-signed-in.ts.
  frame: ['client/app/signed-in.tsx', 'client/app/all-routes.tsx'],
  // The home of commune leaders, and what stands in everybody's frame a moment later.
  work: [
    'client/app/worklist/worklist-screen.tsx',
    'client/features/worklist/worklist-badge.tsx',
    'client/app/map/recurrence-counter.tsx',
    'client/features/notices/notice-bell.tsx',
    'client/features/weekly-sheets/due-sheet-card.tsx',
  ],
  // The forms that the work list opens, which other screens have too.
  forms: ['client/app/worklist/work-dialogs.tsx', 'client/features/weekly-sheets/sign-dialog.tsx'],
};
const INDEX_NAMES = ['index.mjs', 'index.js', 'tabler-icons-react.mjs'];

/**
 * Groups of the bundler that put modules which are always needed together into one file: on a poor line each file costs
 * a round trip. What is loaded later keeps files of its own. A module of several groups belongs to the first, and so
 * does all that it imports.
 */
export function filesTogether(projectRoot: string) {
  const fileOf = findFile(projectRoot);
  const names = Object.keys(TOGETHER);
  return names.map((name, at) => ({
    name: (id: string, modules: Modules) => (fileOf(id, modules) === name ? name : null),
    priority: names.length - at,
  }));
}

function findFile(projectRoot: string) {
  let files: (readonly [string, ReadonlySet<string>])[] | null = null;
  return (id: string, modules: Modules): string | null => {
    files ??= Object.entries(TOGETHER).map(([name, entries]) => {
      const paths = entries.map((file) => join(projectRoot, file));
      return [name, closureOf(paths, modules)] as const;
    });
    return files.find(([, closure]) => closure.has(id))?.[0] ?? null;
  };
}

/** Follows static imports from `entries`; through the index of a package only to the names that are imported. */
function closureOf(entries: readonly string[], modules: Modules): Set<string> {
  const found = new Set(entries);
  for (const id of found) {
    const { code, importedIds } = modules.getModuleInfo(id) ?? { code: '', importedIds: [] };
    const names = namesIn(code ?? '');
    for (const imported of importedIds) {
      if (!isIndex(imported)) found.add(imported);
      else for (const file of filesNamed(names, imported, modules)) found.add(file);
    }
  }
  return found;
}

/** Tests for a package's list of all that it has: importing one name from it needs only the file of that name. */
function isIndex(id: string): boolean {
  return id.includes('/node_modules/') && INDEX_NAMES.includes(basename(id));
}

function namesIn(code: string): Set<string> {
  const names = new Set<string>();
  for (const statement of parseAst(code).body) {
    if (statement.type !== 'ImportDeclaration') continue;
    for (const specifier of statement.specifiers) {
      if (specifier.type !== 'ImportSpecifier') continue;
      const { imported } = specifier;
      names.add(plain(imported.type === 'Identifier' ? imported.name : imported.value));
    }
  }
  return names;
}

/** Finds files in the index whose name is one of `names`: `use-list-state.mjs` holds `useListState`. */
function filesNamed(names: ReadonlySet<string>, index: string, modules: Modules): string[] {
  const imported = modules.getModuleInfo(index)?.importedIds ?? [];
  return imported.flatMap((id) => {
    if (isIndex(id)) return filesNamed(names, id, modules);
    return names.has(plain(basename(id, extname(id)))) ? [id] : [];
  });
}

function plain(name: string): string {
  return name.replaceAll('-', '').toLowerCase();
}

/** Files by name, each with the names of the files that it imports at once. */
type Imports = ReadonlyMap<string, readonly string[]>;

/** Finds files that import each other in a circle, the first again at the end; null where there are none. */
export function circleAmong(files: Imports): string[] | null {
  const settled = new Set<string>();
  const path: string[] = [];
  const follow = (name: string): string[] | null => {
    if (settled.has(name)) return null;
    const at = path.indexOf(name);
    if (at >= 0) return [...path.slice(at), name];
    path.push(name);
    for (const imported of files.get(name) ?? []) {
      const circle = follow(imported);
      if (circle !== null) return circle;
    }
    path.pop();
    settled.add(name);
    return null;
  };
  for (const name of files.keys()) {
    const circle = follow(name);
    if (circle !== null) return circle;
  }
  return null;
}

/** Refuses a bundle whose files import each other in a circle: one of them would read another before it has run. */
export function refuseCircles(): Plugin {
  return {
    name: 'dia-ban-no-circles',
    apply: 'build',
    generateBundle(_options, bundle) {
      const files = Object.values(bundle).flatMap((file) =>
        file.type === 'chunk' ? [[file.fileName, file.imports] as const] : [],
      );
      const circle = circleAmong(new Map(files));
      if (circle !== null) this.error(`files in a circle: ${circle.join(' → ')}`);
    },
  };
}
