import { readFileSync } from 'node:fs';

import { FILES } from '#tests/support/sources/source-imports.ts';

import { countHouse } from './count-house.ts';

/** Prints the numbers of the house; `crumbs`, `repeats`, `usedOnce` or `longFunctions` lists what was counted. */
const house = countHouse(
  new Map(
    FILES.filter((file) => /\.(tsx?|css|sql)$/.test(file)).map((file) => [
      file,
      readFileSync(file, 'utf8'),
    ]),
  ),
);
const share = Math.round((house.usedOnce.length / house.exports) * 1000) / 10;
console.log(`product lines                       ${house.lines}
product files of TypeScript         ${house.files}
exports used by one file            ${house.usedOnce.length} of ${house.exports} (${share} %)
crumbs (one importer, < 40 lines)   ${house.crumbs.length}
repeats of 8 lines or more          ${house.repeats.length}
functions over 60 lines             ${house.longFunctions.length}
shared files to delete a feature    ${house.sharedFiles.product.toFixed(1)} of the product, ${house.sharedFiles.tests.toFixed(1)} tests`);
const [list] = process.argv.slice(2);
if (list === 'crumbs' || list === 'repeats' || list === 'usedOnce' || list === 'longFunctions') {
  console.log(house[list].join('\n'));
}
