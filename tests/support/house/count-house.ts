import { longFunctions } from '#tests/support/sources/function-lengths.ts';
import { isTest } from '#tests/support/sources/source-imports.ts';

import { readModule, type ReadImport, type ReadModule } from './read-modules.ts';
import { repeatsIn } from './repeated-lines.ts';

/** Declarations of features, on the server and in the client, and their contracts. */
const DECLARATION = /\/feature\.ts ←|^server\/contract\/features\//;
const MOST_LINES_OF_CRUMB = 40;
const MOST_LINES_OF_FUNCTION = 60;
const LEAST_LINES_OF_REPEAT = 8;

export type House = {
  lines: number;
  files: number;
  exports: number;
  /** Names that exactly one other file of the product imports, as `file name`. */
  usedOnce: string[];
  /** Files of few lines without a test of their own, each with its only importer. */
  crumbs: string[];
  /** Crumbs among these that declare a feature, and so have the list of their side as their only importer. */
  declarations: number;
  repeats: string[];
  longFunctions: string[];
  /** Product files and tests outside a feature's own that name one of its files, on average of all features. */
  sharedFiles: { product: number; tests: number };
};

/** Counts the product among the files of a repository, given by their paths from its root. */
export function countHouse(texts: ReadonlyMap<string, string>): House {
  const product = [...texts].filter(([file]) => isProduct(file));
  const sources = product.filter(([file]) => /\.tsx?$/.test(file));
  const modules = new Map(
    [...texts]
      .filter(([file]) => /\.tsx?$/.test(file))
      .map(([file, text]) => [file, readModule(file, text)] as const),
  );
  const ofProduct = [...modules].filter(([file]) => isProduct(file));
  const importers = importersOf(ofProduct);
  const exported = ofProduct.flatMap(([file, { exports: names }]) =>
    names.map((name) => ({ file, name })),
  );
  const crumbs = sources.flatMap(([file, text]) => {
    const importing = importers.get(file) ?? [];
    const [only, ...others] = new Set(importing.map(({ from }) => from));
    const isCrumb =
      linesOf(text) < MOST_LINES_OF_CRUMB &&
      only !== undefined &&
      others.length === 0 &&
      importing.every(({ waits }) => !waits) &&
      !['.test.ts', '.test.tsx'].some((end) => texts.has(file.replace(/\.tsx?$/, end)));
    return isCrumb ? [`${file} ← ${only}`] : [];
  });
  return {
    lines: product.reduce((sum, [, text]) => sum + linesOf(text), 0),
    files: sources.length,
    exports: exported.length,
    usedOnce: exported
      .filter(({ file, name }) => usersOf(importers.get(file), name) === 1)
      .map(({ file, name }) => `${file} ${name}`),
    crumbs,
    declarations: crumbs.filter((one) => DECLARATION.test(one)).length,
    // What a landed migration says again can never be put together with what it repeats.
    repeats: repeatsIn(
      product.filter(([file]) => !file.startsWith('server/db/migrations/')),
      LEAST_LINES_OF_REPEAT,
    ),
    longFunctions: sources.flatMap(([file, text]) =>
      longFunctions(file, text, MOST_LINES_OF_FUNCTION).map((name) => `${file} ${name}`),
    ),
    sharedFiles: sharedFilesOf(modules),
  };
}

/** True for what the product runs: not its tests, and not the driver that was taken over from elsewhere. */
function isProduct(file: string): boolean {
  return (
    /^(client|server)\/.*\.(tsx?|css|sql)$/.test(file) &&
    !isTest(file) &&
    !file.startsWith('server/db/driver/')
  );
}

function linesOf(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

type Importer = Omit<ReadImport, 'to'> & { from: string };

function importersOf(modules: Iterable<readonly [string, ReadModule]>): Map<string, Importer[]> {
  const found = new Map<string, Importer[]>();
  for (const [from, { imports }] of modules) {
    for (const { to, ...how } of imports) {
      found.set(to, [...(found.get(to) ?? []), { from, ...how }]);
    }
  }
  return found;
}

function usersOf(importers: readonly Importer[] = [], name: string): number {
  const users = importers.filter(({ names }) => names === null || names.includes(name));
  return new Set(users.map(({ from }) => from)).size;
}

function sharedFilesOf(modules: ReadonlyMap<string, ReadModule>): House['sharedFiles'] {
  const features = new Set(
    [...modules.keys()].flatMap(
      (file) => /^(?:client|server)\/features\/([^/]+)\//.exec(file)?.[1] ?? [],
    ),
  );
  const shared = [...features].flatMap((feature) => {
    const own = new RegExp(
      `(^|/)(features/${feature}[/.]|(contract|problems|words)/${feature}[.-])`,
    );
    const isOwn = (file: string) => own.test(file);
    return [...modules]
      .filter(([file, { imports }]) => !isOwn(file) && imports.some(({ to }) => isOwn(to)))
      .map(([file]) => file);
  });
  const mean = (files: readonly string[]) => files.length / Math.max(features.size, 1);
  return {
    product: mean(shared.filter(isProduct)),
    tests: mean(shared.filter(isTest)),
  };
}
