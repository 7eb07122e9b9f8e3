import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { PointDetail } from '#server/contract/point.ts';
import type { Worklist } from '#server/contract/worklist.ts';
import { telephonePhoto } from '#tests/support/files/photos.ts';
import { photoFile, sendAttachment } from '#tests/support/files/send-attachment.ts';
import { CONFIRM, REFUSE, say } from '#tests/support/points/handover-words.ts';
import {
  eliminated,
  handoverAsked,
  IN_BA_VI,
  newPoint,
  okPoint,
  people,
  type People,
} from '#tests/support/points/register-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

let test: TestApp;
let by: People;
let baVi: number;
let hoanKiem: number;

beforeAll(async () => {
  test = await createTestApp();
  by = await people(test);
  const communes = (await (await by.analyst.get('/api/communes')).json()) as {
    items: { id: number; code: string }[];
  };
  const idOf = (wanted: string) => communes.items.find(({ code }) => code === wanted)?.id ?? 0;
  baVi = idOf('09700');
  hoanKiem = idOf('00070');
});
afterAll(() => test.close());

describe('a refusal', () => {
  it('for the wrong commune names whose place it is; the proposer sees it in record and work list', async () => {
    const asked = await handoverAsked(by);
    const body = { ...REFUSE, reason: 'wrong_commune', ownerCommuneId: baVi };
    await okPoint(await say(by.leader, asked, 'refuse', body));
    const seen = await okPoint(await by.analyst.get(`/api/points/${asked.id}`));
    expect(seen.handovers[0]).toMatchObject({
      reason: 'wrong_commune',
      refusalCommune: { code: '09700' },
      refusalPoint: null,
    });
    const list = (await (await by.analyst.get('/api/worklist?limit=500')).json()) as Worklist;
    const item = list.items.find(({ point }) => point.id === asked.id);
    expect(item).toMatchObject({ kind: 'refusal', handover: { refusalCommune: { id: baVi } } });
    // It is named, not carried out: correcting is an act of its own.
    expect(seen.communes).toEqual(asked.communes);
  });

  it('for a duplicate names the other entry of the place', async () => {
    const other = await eliminated(by);
    const asked = await handoverAsked(by);
    const body = { ...REFUSE, reason: 'duplicate', otherPointId: other.id };
    const refused = await okPoint(await say(by.leader, asked, 'refuse', body));
    expect(refused.handovers[0]?.refusalPoint).toEqual({ id: other.id, code: other.code });
  });

  it('does not name a commune that is no more, or not yet', async () => {
    const asked = await handoverAsked(by);
    const body = { ...REFUSE, reason: 'wrong_commune', ownerCommuneId: baVi };
    const { sql } = test.database;
    const [day] = await sql<{ from: string }[]>`
      select valid_from as from from commune where id = ${baVi}`;
    const valid = (from: string, to: string | null) =>
      sql`update commune set valid_from = ${from}, valid_to = ${to} where id = ${baVi}`;
    const first = day?.from ?? '';
    try {
      for (const [from, to] of [
        [first, '2026-11-24'],
        ['2026-11-25', null],
      ] as const) {
        await valid(from, to);
        const problem = await expectProblem(
          await say(by.leader, asked, 'refuse', body),
          'commune.not_found',
        );
        expect(problem.errors).toEqual([{ pointer: '/ownerCommuneId', code: 'commune.not_found' }]);
      }
      await valid('2026-11-24', '2026-11-25');
      await okPoint(await say(by.leader, asked, 'refuse', body));
    } finally {
      await valid(first, null);
    }
  });

  it('needs to name nothing', async () => {
    const asked = await handoverAsked(by);
    const body = { ...REFUSE, reason: 'wrong_commune' };
    const refused = await okPoint(await say(by.leader, asked, 'refuse', body));
    expect(refused.handovers[0]).toMatchObject({ refusalCommune: null, refusalPoint: null });
  });

  it('is not taken with a name that does not fit its reason, is unknown, out of reach or the place itself', async () => {
    const asked = await handoverAsked(by);
    const other = await eliminated(by);
    const officer = await test.as('officer.ba.vi', { role: 'officer', communeCodes: ['09700'] });
    const geometry = { type: 'Point', coordinates: IN_BA_VI };
    const elsewhere = await okPoint(await officer.post('/api/points', newPoint({ geometry })));
    const refuse = (more: object) => say(by.leader, asked, 'refuse', { ...REFUSE, ...more });
    for (const [field, unfit] of [
      ['ownerCommuneId', { reason: 'duplicate', ownerCommuneId: baVi }],
      ['ownerCommuneId', { reason: 'wrong_commune', ownerCommuneId: hoanKiem }],
      ['otherPointId', { reason: 'wrong_commune', otherPointId: other.id }],
      ['otherPointId', { reason: 'duplicate', otherPointId: asked.id }],
    ] as const) {
      const { errors } = await expectProblem(await refuse(unfit), 'handover.response_mismatch');
      expect(errors).toEqual([{ pointer: `/${field}`, code: 'handover.response_mismatch' }]);
    }
    await expectProblem(
      await refuse({ reason: 'wrong_commune', ownerCommuneId: 999_999 }),
      'commune.not_found',
    );
    for (const otherPointId of [999_999, elsewhere.id]) {
      await expectProblem(await refuse({ reason: 'duplicate', otherPointId }), 'point.not_found');
    }
    const unchanged = await okPoint(await by.leader.get(`/api/points/${asked.id}`));
    expect(unchanged.handovers[0]?.state).toBe('pending');
  });

  it('that names what does not fit is refused by the database too', async () => {
    const asked = await handoverAsked(by);
    await okPoint(await say(by.leader, asked, 'refuse', { ...REFUSE, reason: 'other' }));
    await expect(
      test.database.sql`
        update handover set refusal_commune_id = ${baVi} where id = ${asked.handovers[0]?.id ?? 0}`,
    ).rejects.toMatchObject({ constraint_name: 'handover_refusal_names_fit_reason' });
  });
});

describe('a confirmation', () => {
  const send = async (client: TestClient, point: PointDetail, id: string) =>
    sendAttachment(client, photoFile(await telephonePhoto()), {
      id,
      pointId: point.id,
      purpose: 'check',
    });

  it('names its photos, whichever of them arrives first; they stand at its event', async () => {
    const asked = await handoverAsked(by);
    const [before, after] = [randomUUID(), randomUUID()];
    expect((await send(by.leader, asked, before)).status).toBe(200);
    const body = { ...CONFIRM, photoIds: [before, after] };
    const confirmed = await okPoint(await say(by.leader, asked, 'confirm', body));
    const event = confirmed.events.find(({ kind }) => kind === 'handover_confirmed');
    expect(event?.detail).toMatchObject({ photos: 2, complete: true });
    expect((await send(by.leader, asked, after)).status).toBe(200);
    const seen = await okPoint(await by.analyst.get(`/api/points/${asked.id}`));
    expect(Object.fromEntries(seen.attachments.map(({ id, eventId }) => [id, eventId]))).toEqual({
      [before]: event?.id,
      [after]: event?.id,
    });
  });

  it('does not take a photo of another place, or one that was withdrawn', async () => {
    const [asked, elsewhere] = [await handoverAsked(by), await handoverAsked(by)];
    const confirm = (id: string) =>
      say(by.leader, asked, 'confirm', { ...CONFIRM, photoIds: [id] });
    const [foreign, withdrawn] = [randomUUID(), randomUUID()];
    expect((await send(by.leader, elsewhere, foreign)).status).toBe(200);
    const { errors } = await expectProblem(await confirm(foreign), 'attachment.not_found');
    expect(errors).toEqual([{ pointer: '/photoIds', code: 'attachment.not_found' }]);
    expect((await send(by.leader, asked, withdrawn)).status).toBe(200);
    const reason = 'Chụp nhầm nơi.';
    const gone = await by.leader.post(`/api/attachments/${withdrawn}/withdraw`, { reason });
    expect(gone.status).toBe(200);
    await expectProblem(await confirm(withdrawn), 'attachment.not_found');
  });

  it('does not take a photo that another person sent', async () => {
    const asked = await handoverAsked(by);
    const id = randomUUID();
    expect((await send(by.officer, asked, id)).status).toBe(200);
    await expectProblem(
      await say(by.leader, asked, 'confirm', { ...CONFIRM, photoIds: [id] }),
      'attachment.not_found',
    );
  });
});
