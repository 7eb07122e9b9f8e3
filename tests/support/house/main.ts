import { readFileSync, writeFileSync } from 'node:fs';

import { FILES } from '#tests/support/sources/source-imports.ts';

import { countHouse } from './count-house.ts';
import { MOST, risen, sharesOf, type Shares } from './shares.ts';

/**
 * Prints the numbers of the house; `crumbs`, `repeats`, `usedOnce` or `longFunctions` lists what was counted. `--check`
 * fails where a share has risen, and `--keep` writes the shares of today into the file that they are held to.
 */
const house = countHouse(
  new Map(
    FILES.filter((file) => /\.(tsx?|css|sql)$/.test(file)).map((file) => [
      file,
      readFileSync(file, 'utf8'),
    ]),
  ),
);
const shares = sharesOf(house);
console.log(`product lines                       ${house.lines}
product files of TypeScript         ${house.files}
exports used by one file            ${house.usedOnce.length} of ${house.exports} (${shares.usedOncePercent} %)
crumbs (one importer, < 40 lines)   ${house.crumbs.length}, of them ${house.declarations} declarations of a feature
repeats of 8 lines or more          ${house.repeats.length}
functions over 60 lines             ${house.longFunctions.length}
shared files to delete a feature    ${shares.sharedProductFiles} of the product, ${shares.sharedTests} tests`);
const [word] = process.argv.slice(2);
if (word === 'crumbs' || word === 'repeats' || word === 'usedOnce' || word === 'longFunctions') {
  console.log(house[word].join('\n'));
}
if (word === '--keep') writeFileSync(MOST, `${JSON.stringify(shares, null, 2)}\n`);
if (word === '--check') {
  const found = risen(shares, JSON.parse(readFileSync(MOST, 'utf8')) as Shares);
  for (const one of found) console.error(one);
  process.exitCode = found.length === 0 ? 0 : 1;
}
