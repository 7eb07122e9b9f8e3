import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';

import { parseAst, type Plugin } from 'vite';

import { mapLibraryShared } from '#client/map/maplibre-sources.ts';

type Module = { code: string | null; importedIds: readonly string[] };
type Modules = { getModuleInfo(id: string): Module | null };

const FEATURES = 'client/features';
const COMMUNE = 'client/app/commune/commune-home.tsx';
const MAP = 'client/app/map-screen.tsx';
const MAP_PANEL = 'client/app/map/panel/points-panel.tsx';
const POINTS_MAP = 'client/map/points-map.tsx';
const WORK_DIALOGS = 'client/app/worklist/work-dialogs.tsx';

/**
 * Names that several features have, or that have their place below: the files of the bundle, `screens` that people go to
 * from the navigation, and `others` that have small parts in common with those. Charts and the map's library keep files
 * of their own.
 */
const OF_MANY = [
  'work',
  'parts',
  'forms',
  'commune',
  'field-parts',
  'field',
  'planning',
  'screens',
  'others',
];

/** Files of features by what they say of them in their `bundle.json`: the name of a file of the bundle, or a list below. */
type OfFeatures = Readonly<Record<string, readonly string[]>>;
type File = { of: readonly string[]; shared?: true; without?: RegExp };

/** Reads what every feature says of its own files. */
function readFeatures(projectRoot: string): OfFeatures {
  const found: Record<string, string[]> = {};
  for (const feature of readdirSync(join(projectRoot, FEATURES)).toSorted()) {
    const path = join(projectRoot, FEATURES, feature, 'bundle.json');
    if (!existsSync(path)) continue;
    const said = JSON.parse(readFileSync(path, 'utf8')) as OfFeatures;
    for (const [name, files] of Object.entries(said)) {
      (found[name] ??= []).push(...files.map((file) => `${FEATURES}/${feature}/${file}`));
    }
  }
  return found;
}

/**
 * Files of the bundle by name, each with modules that are needed together, and all that they import; of a shared one
 * only what another user has too, so that no screen loads the file of another one for a sign or a table.
 */
function filesOf(features: OfFeatures): {
  together: Readonly<Record<string, File>>;
  users: readonly string[];
} {
  const said = (name: string) => features[name] ?? [];
  const forms = [WORK_DIALOGS, ...said('forms')];
  const screens = [COMMUNE, ...said('screens'), MAP, MAP_PANEL];
  const own = Object.entries(features).filter(([name]) => !OF_MANY.includes(name));
  const together = {
    // Loaded after every sign-in, see load-signed-in.ts.
    frame: {
      of: ['client/app/mantine.tsx', 'client/app/signed-in.tsx', 'client/app/all-routes.tsx'],
    },
    // The home of commune leaders, and what stands in everybody's frame a moment later.
    work: {
      of: [
        'client/app/worklist/worklist-screen.tsx',
        'client/app/map/recurrence-counter.tsx',
        ...said('work'),
      ],
    },
    // Words of the catalogue that screens have too: it comes without their parts.
    words: {
      of: ['server/contract/report-analysis-words.ts', 'server/contract/tip-row-text.ts'],
    },
    // The screens beside that home.
    parts: { of: [COMMUNE, ...said('parts')], shared: true as const },
    // The map, which on a poor line stands before its panel, shares nothing else with other screens.
    'map-parts': { of: [MAP, POINTS_MAP], shared: true as const, without: mapLibraryShared.test },
    // The forms that the work list opens, which other screens have too.
    forms: { of: forms },
    ...Object.fromEntries(own.map(([name, of]) => [name, { of }])),
    commune: { of: [COMMUNE, ...said('commune')] },
    // The home of teams.
    'field-parts': { of: said('field-parts'), shared: true as const },
    field: { of: said('field') },
    // The home of planners, and the fields that large screens share.
    controls: { of: screens, shared: true as const },
    planning: { of: said('planning') },
    map: { of: [MAP] },
    'map-panel': { of: [MAP_PANEL] },
  };
  const users = [
    ...screens,
    ...forms,
    ...said('others'),
    POINTS_MAP,
    'client/offline/screen/outbox-screen.tsx',
  ];
  return { together, users };
}
const INDEX_NAMES = ['index.mjs', 'index.js', 'tabler-icons-react.mjs'];

/**
 * Groups of the bundler that put modules which are always needed together into one file: on a poor line each file costs
 * a round trip. What is loaded later keeps files of its own. A module of several groups belongs to the first, and so
 * does all that it imports.
 */
export function filesTogether(projectRoot: string) {
  const files = filesOf(readFeatures(projectRoot));
  const fileOf = findFile(projectRoot, files);
  const names = Object.keys(files.together);
  return names.map((name, at) => ({
    name: (id: string, modules: Modules) => (fileOf(id, modules) === name ? name : null),
    priority: names.length - at,
  }));
}

function findFile(projectRoot: string, bundle: ReturnType<typeof filesOf>) {
  const closures = new Map<string, ReadonlySet<string>>();
  let files: ReturnType<typeof contentsOf> | null = null;
  return (id: string, modules: Modules): string | null => {
    files ??= contentsOf(bundle, (file) => {
      const closure = closures.get(file) ?? closureOf(resolve(projectRoot, file), modules);
      closures.set(file, closure);
      return closure;
    });
    return files.find(([, closure]) => closure.has(id))?.[0] ?? null;
  };
}

/** Names the modules of each file, by the closure of each entry; a module counts for the first that holds it. */
function contentsOf(
  { together, users: all }: ReturnType<typeof filesOf>,
  closureOf: (entry: string) => ReadonlySet<string>,
) {
  return Object.entries(together).map(([name, { of, shared = false, without }]) => {
    const users = shared ? all.map(closureOf) : [];
    const ids = of.flatMap((entry) => [...closureOf(entry)]);
    const isOthersToo = (id: string) => users.filter((user) => user.has(id)).length > 1;
    const isOwn = (id: string) =>
      without === undefined || ![...closureOf(id)].some((needed) => without.test(needed));
    return [name, new Set((shared ? ids.filter(isOthersToo) : ids).filter(isOwn))] as const;
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

const namesByCode = new Map<string, Set<string>>();

function namesIn(code: string): Set<string> {
  const known = namesByCode.get(code);
  if (known !== undefined) return known;
  const names = new Set<string>();
  namesByCode.set(code, names);
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

const PRELOADS = `const scriptRel = 'modulepreload'`;
const PRELOADS_COMPILED = `const scriptRel = navigator.serviceWorker?.controller ? 'preload' : 'modulepreload'`;

/**
 * Lets the browser take later files as it has compiled them at earlier starts, once a worker serves the page.
 *
 * Chromium keeps what it has compiled, but compiles a module anew that it has fetched as one (seen in 156). Fetched before
 * as a script, by a preload, it is taken as it was kept. On a first visit nothing is kept yet, and a module that is
 * fetched as one is compiled while it still comes.
 */
export function keepCompiled(): Plugin {
  return {
    name: 'dia-ban-keep-compiled',
    apply: 'build',
    transform(code, id) {
      if (!id.endsWith('vite/preload-helper.js')) return null;
      if (!code.includes(PRELOADS)) this.error('the bundler preloads modules in another way');
      return { code: code.replace(PRELOADS, PRELOADS_COMPILED), map: null };
    },
  };
}
