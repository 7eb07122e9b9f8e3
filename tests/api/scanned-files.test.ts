import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  EICAR,
  type FakeScanner,
  startFakeScanner,
} from '#tests/support/processes/fake-scanner.ts';
import { createTestApp, freshKey, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { some } from '#tests/support/some.ts';

let clamd: FakeScanner;
let testApp: TestApp;
let admin: TestClient;
let analyst: TestClient;
let planner: TestClient;

beforeAll(async () => {
  clamd = await startFakeScanner();
  testApp = await createTestApp({
    environment: { DIABAN_VIRUS_SCANNER: `127.0.0.1:${clamd.port}` },
  });
  await testApp.deps.points.reload();
  admin = await testApp.as('admin');
  analyst = await testApp.as('analyst');
  planner = await testApp.as('planner');
});
afterAll(async () => {
  await testApp.close();
  await clamd.stop();
});
beforeEach(() => clamd.answer(null));

/** Sends a file to each kind of door: a paper of a place, lists, boundaries, a map. */
async function sendEverywhere(content: string): Promise<Response[]> {
  const send = (client: TestClient, path: string, fields: Record<string, string>) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    body.append('file', new File([content], 'a.csv'));
    return client.request(path, { method: 'POST', body, headers: freshKey() });
  };
  const paper = { id: crypto.randomUUID(), purpose: 'point', pointId: '1', documentNumber: '1/A' };
  return [
    await send(analyst, '/api/attachments', paper),
    await send(analyst, '/api/point-imports/preview', {}),
    await send(admin, '/api/boundaries/preview', {}),
    await send(analyst, '/api/point-imports', {}),
    await send(planner, '/api/inspection-object-imports', {}),
    await send(admin, '/api/osm-imports', { source: 'Bản mẫu', parts: 'roads' }),
  ];
}

describe('a file', () => {
  it('with known malicious content is refused wherever files are sent', async () => {
    const answers = await sendEverywhere(`a,b\n${EICAR}`);
    expect(clamd.lastFile().toString()).toContain(EICAR);
    for (const answer of answers) await expectProblem(answer, 'file.malicious');
  });

  it('is refused while nobody can scan it', async () => {
    clamd.answer('');
    for (const answer of some(await sendEverywhere('a,b'))) {
      await expectProblem(answer, 'file.not_scanned');
    }
  });

  it('that is clean goes on to its reader', async () => {
    const [paper, list] = await sendEverywhere('ten,loai\n');
    await expectProblem(paper ?? new Response(), 'point.not_found');
    expect(clamd.lastFile().toString()).toBe('ten,loai\n');
    expect(list?.status).not.toBe(503);
  });
});
