import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

import { breachesOf, type SeenWeakness, weaknessesIn } from './weaknesses.ts';

/**
 * Asks the registry for known weaknesses of the packages that run in production, and compares them with those that the
 * maintainers have noted. Exits 1 where one is not noted or was not mended in time, and where the registry says nothing.
 */
const asked = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
  encoding: 'utf8',
  maxBuffer: 100_000_000,
});
const seen = JSON.parse(
  readFileSync('tests/support/packages/seen-weaknesses.json', 'utf8'),
) as SeenWeakness[];
const found = weaknessesIn(JSON.parse(asked.stdout));
const breaches = breachesOf(found, seen, Date.now());
console.log(`${found.length} known weaknesses, ${breaches.length} beyond the time to mend them`);
for (const breach of breaches) console.error(breach);
process.exitCode = breaches.length === 0 ? 0 : 1;
