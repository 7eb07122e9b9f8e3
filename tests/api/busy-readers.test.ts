import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ImportProgress } from '#server/contract/point-import.ts';
import type { LaneName } from '#server/workers/tasks.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { telephonePhoto } from '#tests/support/files/photos.ts';
import { newPoint, okPoint } from '#tests/support/points/register-acts.ts';
import { photoFile, sendAttachment } from '#tests/support/files/send-attachment.ts';
import { createTestApp, freshKey, type TestApp } from '#tests/support/test-app.ts';
import { setMaxListeners } from 'node:events';
import { readInWorker } from '#server/workers/read-in-worker.ts';
import { workersAlive } from '#tests/support/processes/workers-alive.ts';

/** Files that may wait for a reader of their lane. */
const ROOM: Readonly<Record<LaneName, number>> = { attachments: 16, imports: 6 };
const ROUTES = [
  ['analyst', '/api/point-imports/preview'],
  ['analyst', '/api/point-imports/refused'],
  ['analyst', '/api/tip-imports/preview'],
  ['analyst', '/api/tip-imports'],
  ['analyst', '/api/tip-imports/refused'],
  ['planner', '/api/inspection-object-imports/preview'],
  ['admin', '/api/boundaries/preview'],
  ['admin', '/api/boundaries'],
  ['admin', '/api/communes/former-names'],
  ['admin', '/api/gazetteers/preview'],
  ['admin', '/api/gazetteers'],
  ['admin', '/api/roads/preview'],
  ['admin', '/api/roads'],
  ['admin', '/api/osm-imports/preview'],
] as const;
const STREAMED = [
  ['analyst', '/api/point-imports'],
  ['planner', '/api/inspection-object-imports'],
  ['admin', '/api/osm-imports'],
] as const;

let test: TestApp;
let pointId: number;
let photo: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  test = await createTestApp();
  const analyst = await test.as('analyst');
  pointId = (await okPoint(await analyst.post('/api/points', newPoint()))).id;
  photo = await telephonePhoto('jpeg', { width: 32, height: 32 });
});
afterAll(() => test.close());

let release: () => Promise<void> = async () => undefined;
const hold = async (lane: LaneName, waiting: number) => {
  release = await holdReaders(lane, { waiting });
};
afterEach(() => release());

let tables = 0;

/** Sends a table that was never sent: for one that was read a moment ago no reader is needed. */
async function sendTable(username: string, path: string): Promise<Response> {
  tables += 1;
  const row = `Nhà nghỉ Minh Họa ${tables};NN;105,8500;21,0320`;
  const body = new FormData();
  body.append('file', new File([`Tên điểm;Loại;Kinh độ;Vĩ độ\r\n${row}\r\n`], 'a.csv'));
  body.append('source', 'thử');
  body.append('format', 'csv');
  const client = await test.as(username);
  return await client.request(path, { method: 'POST', body, headers: freshKey() });
}

async function sendPhoto(): Promise<Response> {
  return await sendAttachment(await test.as('analyst'), photoFile(photo), { pointId });
}

async function expectBusy(response: Response): Promise<void> {
  await expectProblem(response, 'file.readers_busy');
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
}

/**
 * Sends several files at once; gives the answer of the one that does not wait, and a function that awaits the others.
 */
async function sendAtOnce(count: number, send: () => Promise<Response>) {
  const sent = Array.from({ length: count }, () => send());
  const first = await Promise.race(sent);
  const others = async () => (await Promise.all(sent)).filter((answer) => answer !== first);
  return { first, others };
}

describe('a file that finds all readers busy and the queue full', () => {
  it('is refused by every import that waits for its reader, and told when to come again', async () => {
    await hold('imports', ROOM.imports);
    for (const [username, path] of ROUTES) await expectBusy(await sendTable(username, path));
    expect((await sendPhoto()).status).toBe(200);
  });

  it('is refused in the last line by an import that tells its progress', async () => {
    await hold('imports', ROOM.imports);
    for (const [username, path] of STREAMED) {
      const answer = await sendTable(username, path);
      expect(answer.status).toBe(200);
      const last = (await answer.text()).trim().split('\n').at(-1) ?? '';
      expect(JSON.parse(last) as ImportProgress).toMatchObject({
        phase: 'failed',
        code: 'file.readers_busy',
      });
    }
  });

  it('is refused as a photo, whatever imports do', async () => {
    await hold('attachments', ROOM.attachments);
    await expectBusy(await sendPhoto());
    expect((await sendTable('analyst', '/api/point-imports/preview')).status).toBe(200);
  });

  it('waits for its turn while there is room', async () => {
    await hold('imports', ROOM.imports - 1);
    const { first, others } = await sendAtOnce(2, () =>
      sendTable('analyst', '/api/point-imports/preview'),
    );
    await expectBusy(first);
    await release();
    expect((await others()).map(({ status }) => status)).toEqual([200]);
  });
});

describe('the fourth file of one account at once', () => {
  it.each(['analyst', 'planner', 'admin'])(
    'is refused by every import that %s may begin, and the three before are read',
    async (username) => {
      await hold('imports', 0);
      const mine = [...ROUTES, ...STREAMED].filter(([who]) => who === username);
      const preview = mine.find(([, path]) => path.endsWith('/preview'))?.[1] ?? '';
      const { first, others } = await sendAtOnce(4, () => sendTable(username, preview));
      await expectProblem(first, 'import.already_running');
      for (const [, path] of mine) {
        await expectProblem(await sendTable(username, path), 'import.already_running');
      }
      await release();
      const statuses = (await others()).map(({ status }) => status);
      expect(statuses).toHaveLength(3);
      expect(statuses).not.toContain(409);
    },
  );

  it('is to be sent again a little later when it is a photo', async () => {
    await hold('attachments', 0);
    const { first, others } = await sendAtOnce(4, sendPhoto);
    await expectProblem(first, 'request.too_many');
    expect(Number(first.headers.get('retry-after'))).toBeGreaterThan(0);
    await release();
    expect((await others()).map(({ status }) => status)).toEqual([200, 200, 200]);
  });
});

/** Workers of each lane: this many files are read at the same time. */
const WORKERS = 2;
/** A file that no reader accepts: a running worker refuses it at once. */
const SCRAP = Buffer.from('-');
const READ: Readonly<Record<LaneName, (signal?: AbortSignal) => Promise<unknown>>> = {
  attachments: (signal) => readInWorker('paper', { bytes: SCRAP }, { signal }),
  imports: (signal) => readInWorker('formerCommunes', { bytes: SCRAP }, { signal }),
};

/**
 * Stops the workers of a lane, and lets this many more files wait behind them. The processes are suspended by a signal,
 * so that they cost neither time nor memory. Other lanes go on.
 * @returns a function that lets the lane go on
 */
async function holdReaders(
  lane: LaneName,
  { waiting }: { waiting: number },
): Promise<() => Promise<void>> {
  const read = READ[lane];
  // The lane of an idle worker is not known, so all of them are ended: only this lane gets new ones.
  for (const pid of workersAlive()) process.kill(pid, 'SIGKILL');
  while (workersAlive().length < WORKERS) {
    await Promise.allSettled(Array.from({ length: WORKERS }, () => read()));
  }
  for (const pid of workersAlive()) process.kill(pid, 'SIGSTOP');
  const end = new AbortController();
  setMaxListeners(0, end.signal);
  const held = Array.from({ length: WORKERS + waiting }, () => read(end.signal));
  const over = Promise.allSettled(held);
  return async () => {
    end.abort();
    await over;
  };
}
