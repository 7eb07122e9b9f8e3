import { describe, expect, inject, it } from 'vitest';

import { createGazetteerMemory } from '#server/addresses/gazetteer-memory.ts';
import { systemClock } from '#server/clock.ts';
import { asSystem } from '#server/db/transaction.ts';
import { importPoints } from '#server/features/point-imports/commands.ts';
import { createTestApp } from '#tests/support/test-app.ts';

const LINES = 2_000;
const HEADER = 'Mã;Tên điểm;Loại;Kinh độ;Vĩ độ;Trạng thái;Ngày đưa vào;Ngày triệt xóa;Số văn bản';

// The embedded database has one session and takes no statistics by itself.
describe.runIf(inject('databaseTemplate').kind === 'server')('a first import', () => {
  it('is planned for all its points, though the server takes statistics that count none of them', async () => {
    const testApp = await createTestApp();
    const { database } = testApp;
    let believed: number | undefined;
    try {
      await testApp.as('analyst');
      const { added } = await importPoints(
        {
          database,
          clock: systemClock,
          gazetteers: createGazetteerMemory(),
          points: { refreshLogged: () => Promise.resolve() },
        },
        { accountId: await readAnalyst(), role: 'analyst', reach: 'city', communeIds: [] },
        { fileName: 'first.csv', bytes: Buffer.from(lines()), mapping: null, choices: [] },
        {
          report: async ({ phase }) => {
            if (phase !== 'placing') return;
            // Another session, to which the new points do not exist yet, as the server's own at any moment.
            await database.sql`analyze (skip_locked) point, point_alias, event`;
            believed = await readBelieved();
          },
          signal: new AbortController().signal,
        },
      );
      expect(added).toBe(LINES);
      expect(believed).toBe(LINES);
    } finally {
      await testApp.close();
    }

    async function readAnalyst(): Promise<string> {
      const [row] = await asSystem(
        database,
        (sql) => sql<{ accountId: string }[]>`
          select account_id from role_assignment where role = 'analyst' limit 1`,
      );
      return row?.accountId ?? '';
    }

    /** Reads how many points the planner reckons with; the number is no part of a transaction. */
    async function readBelieved(): Promise<number | undefined> {
      const [row] = await database.sql<{ points: number }[]>`
        select reltuples::integer as points from pg_class where oid = 'point'::regclass`;
      return row?.points;
    }
  }, 120_000);
});

/** Closed places about 60 m from each other. */
function lines(): string {
  const places = Array.from({ length: LINES }, (_, index) => {
    const longitude = 105.75 + (index % 80) * 0.0006;
    const latitude = 20.98 + Math.floor(index / 80) * 0.0006;
    const at = `${longitude.toFixed(6)};${latitude.toFixed(6)}`;
    return `B${index};Karaoke mẫu ${index};KAR;${at};đã triệt xóa;05/01/2026;01/03/2026;12/KH`;
  });
  return [HEADER, ...places].join('\n');
}
