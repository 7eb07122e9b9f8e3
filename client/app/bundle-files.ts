import { basename, extname, join } from 'node:path';

import { parseAst, type Plugin } from 'vite';

type Module = { code: string | null; importedIds: readonly string[] };
type Modules = { getModuleInfo(id: string): Module | null };

const WEEKLY_SHEET = 'client/features/weekly-sheets/weekly-sheet-screen.tsx';
const COMMUNE = 'client/app/commune/commune-home.tsx';
const TIPS = 'client/features/tips/tips-screen.tsx';
const FIELD = 'client/features/routes/field-screen.tsx';
const ROUTES = 'client/features/routes/routes-screen.tsx';
const MAP = 'client/app/map-screen.tsx';
/** The forms that the work list opens, which other screens have too. */
const FORMS = [
  'client/app/worklist/work-dialogs.tsx',
  'client/features/weekly-sheets/sign-dialog.tsx',
];
/** Screens that people go to from the navigation; charts and the map's library keep files of their own. */
const SCREENS = [
  WEEKLY_SHEET,
  COMMUNE,
  TIPS,
  'client/features/plans/plans-screen.tsx',
  'client/features/signals/signals-screen.tsx',
  'client/features/inspection-objects/inspection-objects-screen.tsx',
  FIELD,
  ROUTES,
  'client/features/routes/route-screen.tsx',
  'client/features/overview/overview-screen.tsx',
  MAP,
];
/** Everything that has small parts in common with those screens. */
const USERS = [
  ...SCREENS,
  ...FORMS,
  'client/map/points-map.tsx',
  'client/features/analysis/comparison-screen.tsx',
  'client/features/reports/reports-screen.tsx',
  'client/features/routes/live-day-screen.tsx',
  'client/features/notices/notices-screen.tsx',
  'client/offline/screen/outbox-screen.tsx',
];

type File = { of: readonly string[]; shared?: true };

/**
 * Files of the bundle by name, each with modules that are needed together, and all that they import; of a shared one
 * only what another user has too, so that no screen loads the file of another one for a sign or a table.
 */
const TOGETHER: Readonly<Record<string, File>> = {
  // Loaded after every sign-in, see load-signed-in.ts.
  frame: { of: ['client/app/signed-in.tsx', 'client/app/all-routes.tsx'] },
  // The home of commune leaders, and what stands in everybody's frame a moment later.
  work: {
    of: [
      'client/app/worklist/worklist-screen.tsx',
      'client/features/worklist/worklist-badge.tsx',
      'client/app/map/recurrence-counter.tsx',
      'client/features/notices/notice-bell.tsx',
      'client/features/weekly-sheets/due-sheet-card.tsx',
    ],
  },
  // Words of the catalogue that screens have too: it comes without their parts.
  words: {
    of: ['server/contract/report-analysis-words.ts', 'server/contract/tip-row-text.ts'],
  },
  // The screens beside that home.
  parts: { of: [WEEKLY_SHEET, COMMUNE, TIPS], shared: true },
  forms: { of: FORMS },
  sheet: { of: [WEEKLY_SHEET] },
  commune: { of: [COMMUNE, TIPS] },
  // The home of teams.
  'field-parts': { of: [FIELD], shared: true },
  field: { of: [FIELD] },
  // The home of planners, the map, and the fields that large screens share.
  controls: { of: SCREENS, shared: true },
  planning: { of: [ROUTES] },
  map: { of: [MAP] },
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
  const closures = new Map<string, ReadonlySet<string>>();
  let files: ReturnType<typeof contentsOf> | null = null;
  return (id: string, modules: Modules): string | null => {
    files ??= contentsOf((file) => {
      const closure = closures.get(file) ?? closureOf(join(projectRoot, file), modules);
      closures.set(file, closure);
      return closure;
    });
    return files.find(([, closure]) => closure.has(id))?.[0] ?? null;
  };
}

/** Names the modules of each file, by the closure of each entry; a module counts for the first that holds it. */
function contentsOf(closureOf: (entry: string) => ReadonlySet<string>) {
  return Object.entries(TOGETHER).map(([name, { of, shared = false }]) => {
    const users = shared ? USERS.map(closureOf) : [];
    const ids = of.flatMap((entry) => [...closureOf(entry)]);
    const isOthersToo = (id: string) => users.filter((user) => user.has(id)).length > 1;
    return [name, new Set(shared ? ids.filter(isOthersToo) : ids)] as const;
  });
}

/** Follows static imports from `entry`; through the index of a package only to the names that are imported. */
function closureOf(entry: string, modules: Modules): Set<string> {
  const found = new Set([entry]);
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
