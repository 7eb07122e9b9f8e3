import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import { watchUse } from './process-use.ts';
import type { Row } from './row.ts';

const CLI = new URL('../../server/cli/main.ts', import.meta.url).pathname;
const STEPS: readonly { begins: string; name: string }[] = [
  { begins: 'Reading', name: 'file read and tiles made' },
  { begins: 'Writing communes', name: 'communes written' },
  { begins: 'Writing roads', name: 'roads written' },
  { begins: 'Writing gazetteer', name: 'gazetteer written' },
  { begins: 'Writing ground', name: 'tiles written' },
];

/**
 * Brings every part of an OSM file into a server database by the command that operators use. Memory is that of the
 * command and of its reader of files together.
 */
export async function importedRows(
  at: Pick<Row, 'suite' | 'subject' | 'case'>,
  databaseUrl: string,
  file: string,
): Promise<Row[]> {
  const start = performance.now();
  const command = spawn(
    process.execPath,
    ['--import', 'tsx', CLI, 'import-osm', file, '--source', 'bench'],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, DATABASE_URL: databaseUrl } },
  );
  const closed = once(command, 'close');
  const use = watchUse(command.pid ?? 0);
  const begun: { name: string; at: number }[] = [];
  for await (const line of createInterface({ input: command.stdout })) {
    const step = STEPS.find(({ begins }) => line.startsWith(begins));
    if (step !== undefined) begun.push({ name: step.name, at: performance.now() });
  }
  const [code] = await closed;
  const { megabytes, seconds } = use.end();
  if (code !== 0) throw new Error(`import-osm ended with ${code}`);
  const end = performance.now();
  return [
    ...begun.map(({ name, at: from }, place) => ({
      ...at,
      metric: name,
      value: ((begun[place + 1]?.at ?? end) - from) / 1_000,
      unit: 's',
    })),
    { ...at, metric: 'in all', value: (end - start) / 1_000, unit: 's' },
    { ...at, metric: 'processor time', value: seconds, unit: 's' },
    { ...at, metric: 'memory at most', value: megabytes, unit: 'MB' },
  ];
}
