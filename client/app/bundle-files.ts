import { basename, extname, join } from 'node:path';

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
  ],
};
/** A package's list of all that it has: importing one name from it needs only the file of that name. */
const INDEX = /\/node_modules\/.*\/(index|tabler-icons-react)\.m?js$/;
const NAMES = /\bimport\s*\{([^}]*)\}\s*from/g;

/**
 * Puts modules that are always needed together into one file, for the bundler: on a poor line each file costs a round
 * trip. What is loaded later keeps files of its own. A module of several belongs to the first.
 */
export function fileOf(projectRoot: string) {
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
      if (!INDEX.test(imported)) found.add(imported);
      else for (const file of filesNamed(names, imported, modules)) found.add(file);
    }
  }
  return found;
}

function namesIn(code: string): Set<string> {
  const lists = [...code.matchAll(NAMES)].flatMap(([, list = '']) => list.split(','));
  return new Set(lists.map((item) => plain(item.trim().split(/\s/)[0] ?? '')));
}

/** Finds files in the index whose name is one of `names`: `use-list-state.mjs` holds `useListState`. */
function filesNamed(names: ReadonlySet<string>, index: string, modules: Modules): string[] {
  const imported = modules.getModuleInfo(index)?.importedIds ?? [];
  return imported.flatMap((id) => {
    if (INDEX.test(id)) return filesNamed(names, id, modules);
    return names.has(plain(basename(id, extname(id)))) ? [id] : [];
  });
}

function plain(name: string): string {
  return name.replaceAll('-', '').toLowerCase();
}
