import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';

import { hasSameEffect, type Migration } from '#server/db/migrate.ts';

const FOLDER = 'server/db/migrations/';

/** A commit with other migrations than all before it, and why no database of it is expected, where none is. */
export type LandedState = {
  commit: string;
  migrations: number;
  /** Null where its databases must be upgraded. */
  leftOut: string | null;
};

/**
 * Lists the states of the migrations in the history of the branch, the oldest first. A state is left out where a later
 * commit has put a migration before its last one, or has changed one that is applied: the program refuses such
 * databases in words, and it was a step within the work on a version.
 * @param own the migrations of the present program, in order
 */
export function listLandedStates(own: readonly Migration[]): LandedState[] {
  const seen = new Set<string>();
  const states: LandedState[] = [];
  const commits = git('log', '--reverse', '--format=%H', '--', FOLDER).trim().split('\n');
  for (const commit of commits) {
    const files = filesOf(commit);
    const key = JSON.stringify(files);
    if (seen.has(key)) continue;
    seen.add(key);
    states.push({ commit, migrations: files.length, leftOut: whyLeftOut(commit, files, own) });
  }
  return states;
}

type File = { name: string; blob: string };

function filesOf(commit: string): File[] {
  return git('ls-tree', commit, FOLDER)
    .trim()
    .split('\n')
    .flatMap((line) => {
      const found = /^\d+ blob ([0-9a-f]+)\t.*\/([^/]+\.sql)$/.exec(line);
      return found === null ? [] : [{ blob: found[1] ?? '', name: found[2] ?? '' }];
    });
}

function whyLeftOut(
  commit: string,
  files: readonly File[],
  own: readonly Migration[],
): string | null {
  for (const [index, { name }] of files.entries()) {
    const expected = own[index];
    if (expected?.name !== name) return `${expected?.name} came later, before ${name}`;
    const text = git('show', `${commit}:${FOLDER}${name}`).replaceAll('\r\n', '\n');
    const checksum = createHash('sha256').update(text).digest('hex');
    if (!hasSameEffect(expected, checksum)) return `${name} was changed later`;
  }
  return null;
}

/** Runs git in the project and gives what it prints. */
export function git(...parameters: readonly string[]): string {
  return execFileSync('git', parameters, { encoding: 'utf8', maxBuffer: 64 * 1_048_576 });
}
