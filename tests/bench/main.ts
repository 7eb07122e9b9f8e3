import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';

import { benchEngine } from './engine.ts';

// npm run bench -- [--points N] [--json FILE]
const { values } = parseArgs({
  options: { points: { type: 'string', default: '1000000' }, json: { type: 'string' } },
});
const rows = await benchEngine(Number(values.points));
for (const { suite, subject, case: name, metric, value, unit } of rows) {
  console.log(
    `${suite}  ${subject}  ${name.padEnd(44)} ${metric.padEnd(24)} ${value.toFixed(2)} ${unit}`,
  );
}
if (values.json !== undefined) {
  const machine = {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    node: process.version,
  };
  writeFileSync(values.json, `${JSON.stringify({ machine, rows }, null, 1)}\n`);
}
