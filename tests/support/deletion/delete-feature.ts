import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { resolved } from '#tests/support/sources/source-imports.ts';

/** The lists in which a feature stands, each with its import and an entry. */
const LISTS = [
  'server/app-features.ts',
  'server/contract/features/all.ts',
  'client/app/features.ts',
  'client/i18n/catalogue.ts',
];
const ARCHITECTURE = 'server/ARCHITECTURE.md';
/** Lists that name files of features, or addresses of their pages, one a line. */
const NAMING = ['client/api/own-page.ts', 'tests/empty-lists.test.ts', 'tests/support/run/plan.ts'];
/** Rooms in which files of a feature bear its name, in the singular or the plural. */
const NAMED =
  /^(server\/contract|server\/contract\/features|client\/i18n\/words|data\/reference\/settings|tests\/(api|db|e2e\/specs|e2e\/drivers))\/([a-z0-9-]+)\./;

export type Deletion = { deleted: string[]; changed: string[] };

/** Tests for a file that belongs to a feature: one of its folders, or one that bears its name. */
function isOf(feature: string, file: string): boolean {
  if (/^(server|client|tests)\/features\//.test(file)) return file.split('/')[2] === feature;
  const [, , , name = ''] = NAMED.exec(file) ?? [];
  const one = feature.replace(/s$/, '');
  return [one, feature].some((noun) => name === noun || name.startsWith(`${noun}-`));
}

/** Deletes a feature from a copy of the repository: its files, and what imports and names them in the lists. */
export function deleteFeature(root: string, files: readonly string[], feature: string): Deletion {
  const deleted = files.filter((file) => isOf(feature, file));
  const named = [...deleted, ...pagesOf(root, deleted)];
  for (const file of deleted) rmSync(join(root, file));
  const change = (file: string, changed: (text: string) => string) => {
    const path = join(root, file);
    const before = readFileSync(path, 'utf8');
    const after = changed(before);
    if (after !== before) writeFileSync(path, after);
    return after !== before;
  };
  const changed = [
    ...LISTS.filter((list) => change(list, (text) => withoutImports(list, text, new Set(deleted)))),
    ...NAMING.filter((list) => change(list, (text) => withoutLinesOf(text, named))),
  ];
  const architecture = readFileSync(join(root, ARCHITECTURE), 'utf8');
  writeFileSync(join(root, ARCHITECTURE), architecture.replaceAll(` ${feature}/`, ''));
  return { deleted, changed };
}

/** Takes imports of files that have gone out of a list, each with the entries of its names. */
function withoutImports(list: string, text: string, gone: ReadonlySet<string>): string {
  const names: string[] = [];
  const kept = text.split('\n').filter((line) => {
    const [, imported = '', from = ''] = /^import \{ (.*) \} from '([^']+)';$/.exec(line) ?? [];
    if (!gone.has(resolved(list, from))) return true;
    names.push(...imported.split(', '));
    return false;
  });
  return kept.filter((line) => !names.some((name) => line.trim() === `${name},`)).join('\n');
}

/** Reads the addresses of pages that a feature declares, with `$` for every number in them. */
function pagesOf(root: string, deleted: readonly string[]): string[] {
  return deleted
    .filter((file) => /^client\/.*\/feature\.ts$/.test(file))
    .flatMap((file) => [...readFileSync(join(root, file), 'utf8').matchAll(/\bpath: '([^']+)'/g)])
    .map(([, address = '']) => address.replaceAll(/\$\w+/g, '$'));
}

function withoutLinesOf(text: string, named: readonly string[]): string {
  const lines = text.split('\n');
  return lines.filter((line) => !named.some((one) => line.startsWith(`  '${one}'`))).join('\n');
}
