import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';

import { git } from './landed-states.ts';

/** Kept between runs: a state of the past does not change. */
const DUMPS = resolve('.test-output/landed-states');
const TREE = join(DUMPS, 'tree');

/** A backup that the program of a commit has taken, or its data folder where it took no backups yet. */
export type Dump = { kind: 'backup' | 'folder'; path: string };

/** The program of a commit cannot start: a file was missing in it, for example. Nobody has a database of it. */
export class ProgramDoesNotRun extends Error {
  override name = 'ProgramDoesNotRun';
}

/**
 * Has the program of a commit make a register with its reference data and its demonstration, as far as it could tell
 * it, and save it. Takes about a minute, the first time after a change of the packages two.
 * @throws ProgramDoesNotRun
 */
export function takeDump(commit: string): Dump {
  const takesBackups = git('ls-tree', commit, 'server/cli/backup.ts') !== '';
  const kind = takesBackups ? 'backup' : 'folder';
  const path = join(DUMPS, `${commit.slice(0, 8)}.${kind}`);
  if (existsSync(path)) return { kind, path };
  checkOut(commit);
  const folder = join(DUMPS, 'data');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const run = (...command: string[]) =>
    execFileSync(process.execPath, ['--import', 'tsx', ...command], {
      cwd: TREE,
      env: { PATH: process.env['PATH'], DIABAN_DATA_DIR: folder, TZ: 'UTC' },
      stdio: ['ignore', 'inherit', 'ignore'],
      timeout: 300_000,
    });
  copyFileSync(join(import.meta.dirname, 'fill-register.mjs'), join(TREE, 'fill-register.mjs'));
  try {
    run('fill-register.mjs');
  } catch (cause) {
    throw new ProgramDoesNotRun('its program does not run', { cause });
  }
  if (takesBackups) {
    run('server/cli/main.ts', 'backup', `${path}.new`);
    renameSync(`${path}.new`, path);
  } else {
    renameSync(folder, path);
  }
  return { kind, path };
}

/** Changes the one tree of the past to a commit, and its packages where these are others. */
function checkOut(commit: string): void {
  if (!existsSync(TREE)) git('worktree', 'add', '--quiet', '--force', '--detach', TREE, commit);
  git('-C', TREE, 'checkout', '--quiet', '--force', '--detach', commit);
  const mark = join(TREE, 'node_modules/.lock-of-packages');
  const lock = readFileSync(join(TREE, 'package-lock.json'), 'utf8');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return;
  const install = ['ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
  execFileSync('npm', install, { cwd: TREE, stdio: 'ignore' });
  writeFileSync(mark, lock);
}

/** Removes the tree of the past; the dumps stay. */
export function removeTree(): void {
  if (existsSync(TREE)) git('worktree', 'remove', '--force', TREE);
}
