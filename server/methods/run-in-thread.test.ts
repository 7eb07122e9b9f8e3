import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { expect, it } from 'vitest';

import { runInThread } from './run-in-thread.ts';

// The product runs so in development; tests of what threads do start them from a bundle.
it('runs a source of TypeScript in a thread', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'diaban-thread-'));
  try {
    const source = join(folder, 'double.ts');
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    await writeFile(
      source,
      `import { parentPort, workerData } from 'node:worker_threads';
       const { given } = workerData as { given: number };
       parentPort?.postMessage({ result: 2 * given });`,
    );
    expect(await runInThread(pathToFileURL(source), 21)).toBe(42);
  } finally {
    await rm(folder, { recursive: true });
  }
});
