import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { seededRandom } from '#server/generator/random.ts';
import { FILES } from '#tests/support/sources/source-imports.ts';

import { deleteFeature } from './delete-feature.ts';

/**
 * Deletes features, each from a copy of the repository, and has what is left checked:
 * `npm run deletions -- webhooks weekly-sheets`; `--types` asks the compiler alone, `--unit` lint and the unit tests too,
 * and nothing asks every test that is left. `--draw` draws two more features by `DIABAN_DELETION_SEED`.
 */
/** Features of which no other one needs anything: the others would take something with them. */
const DELETABLE = ['open311', 'questions', 'webhooks', 'weekly-sheets'];
/** Compiles anew: what the compiler has saved of deleted files keeps it from coming to an end. */
const TYPES = 'npx tsc -p tsconfig.json --incremental false --tsBuildInfoFile null'.split(' ');
const LINT: readonly string[] = ['npm', 'run', '--silent', 'lint'];
const UNIT: readonly string[] = ['npx', 'vitest', 'run', '--reporter=dot', '--project', 'unit'];
const REST: readonly string[] = ['npx', 'vitest', 'run', '--project', 'db', '--project', 'api'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { types: { type: 'boolean' }, unit: { type: 'boolean' }, draw: { type: 'boolean' } },
});
const steps =
  values.types === true
    ? [TYPES]
    : values.unit === true
      ? [TYPES, LINT, UNIT]
      : [TYPES, LINT, UNIT, REST];
const features = [...positionals, ...(values.draw === true ? drawTwo(positionals) : [])];
for (const feature of features) {
  const root = copyOfRepository();
  try {
    const { deleted, changed } = deleteFeature(root, FILES, feature);
    console.log(`${feature}: ${deleted.length} files deleted, ${changed.join(' ')} changed`);
    for (const step of steps) run(root, step);
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** Draws two features that no other one uses, and says by which seed. */
function drawTwo(without: readonly string[]): string[] {
  const seed = Number(process.env['DIABAN_DELETION_SEED'] ?? Date.now() % 1_000_000);
  const random = seededRandom(seed);
  const free = DELETABLE.filter((feature) => !without.includes(feature));
  const drawn = [0, 1].flatMap(() => free.splice(random.below(free.length), 1));
  console.log(`seed ${seed} draws ${drawn.join(' and ')}`);
  return drawn;
}

/** Copies all files of the repository; installed packages are linked. */
function copyOfRepository(): string {
  const root = mkdtempSync(join(tmpdir(), 'diaban-without-'));
  for (const file of FILES) cpSync(file, join(root, file));
  symlinkSync(join(process.cwd(), 'node_modules'), join(root, 'node_modules'));
  // Tests ask the history which files there are.
  execFileSync('git', ['init', '--quiet'], { cwd: root });
  appendFileSync(join(root, '.git/info/exclude'), 'node_modules\n');
  execFileSync('git', ['add', '--all'], { cwd: root });
  return root;
}

function run(root: string, [command = '', ...parameters]: readonly string[]): void {
  const { status } = spawnSync(command, parameters, { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${command} ${parameters.join(' ')} ended with ${status}`);
}
