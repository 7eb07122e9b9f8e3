import { readFileSync } from 'node:fs';

import { checkEvidence, type Verdict } from './check-evidence.ts';
import { KNOWN_OPEN } from './known-open.ts';
import { OF_LEVEL_2, REQUIRED } from './required.ts';
import { textOfFile } from './text-of-file.ts';

const STATES = ['test', 'file', 'n/a', 'open'] as const;
const { lines, faults } = checkEvidence(readFileSync('server/deploy/ASVS.md', 'utf8'), textOfFile);

const count = (state: Verdict['lines'][number]['state']) =>
  lines.filter((line) => line.state === state).length;
for (const { number, what, state, evidence } of lines) {
  console.log(`${number.padEnd(8)} ${state.padEnd(5)} ${what}\n         ${evidence}`);
}
console.log(
  `\nOWASP ASVS 5.0.0: ${OF_LEVEL_2} requirements of levels 1 and 2 without V17, ${REQUIRED.length - OF_LEVEL_2} more of level 3.`,
);
console.log(STATES.map((state) => `${state}: ${count(state)}`).join(', '));
console.log(`Known open: ${KNOWN_OPEN.join(', ') || 'none'}`);
for (const fault of faults) console.error(`FAULT ${fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;
