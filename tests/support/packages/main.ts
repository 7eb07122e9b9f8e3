import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

import { isTooYoung, type Lock, newVersions } from './package-age.ts';

/**
 * Asks the registry when each new version of a package was published: new is what the lock file of a commit (the
 * argument, `origin/main` without one) does not have. Exits 1 where one is younger than seven days.
 */
const commit = process.argv[2] ?? 'origin/main';
const run = (program: string, ...args: string[]) =>
  execFileSync(program, args, { encoding: 'utf8', maxBuffer: 100_000_000 });

const before = JSON.parse(run('git', 'show', `${commit}:package-lock.json`)) as Lock;
const now = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
const added = newVersions(before, now);
const young = added.filter(({ name, version }) => {
  const times = JSON.parse(run('npm', 'view', name, 'time', '--json')) as Record<string, string>;
  return isTooYoung(times[version], Date.now());
});
console.log(
  `${added.length} new versions since ${commit}, ${young.length} younger than seven days`,
);
for (const { name, version } of young) console.error(`too young: ${name}@${version}`);
process.exitCode = young.length === 0 ? 0 : 1;
