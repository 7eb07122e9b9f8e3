import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { PointDetail } from '#server/contract/point.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { REFUSE, say } from '#tests/support/points/handover-words.ts';
import {
  DOCUMENT,
  eliminated,
  handoverAsked,
  okPoint,
  people,
  type People,
} from '#tests/support/points/register-acts.ts';
import { telephonePhoto } from '#tests/support/files/photos.ts';
import { photoFile, sendAttachment } from '#tests/support/files/send-attachment.ts';
import { okJson } from '#tests/support/routes/route-acts.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

/** Eliminated on 1 March; the first look is due on the 31st, and it is 24 November. */
const LOOK_ON = '2026-03-20';
const TODAY = '2026-11-24';

let test: TestApp;
let by: People;
beforeAll(async () => {
  test = await createTestApp();
  by = await people(test);
});
afterAll(() => test.close());

const check = (point: PointDetail, more: Record<string, unknown> = {}) =>
  by.leader.post(`/api/points/${point.id}/checks`, {
    result: 'no_sign',
    effectiveOn: LOOK_ON,
    documentNumber: DOCUMENT,
    documentOn: LOOK_ON,
    enteredAt: null,
    ...more,
  });
/** Days on which nobody had looked at the place yet, as the register holds them now. */
const unchecked = async (point: PointDetail) => {
  const [flag] = await test.database.sql<{ toOn: string | null }[]>`
    select to_on from point_flag where point_id = ${point.id} and flag = 'unchecked'`;
  return flag?.toOn;
};
const review = (client: People['analyst'], { id }: PointDetail, eventId: number, verdict: string) =>
  client.post(`/api/points/${id}/papers`, {
    eventId,
    verdict,
    reason: 'Văn bản không nêu việc này.',
  });

describe('a look of an earlier day', () => {
  it('is refused without a paper, unless a device says that it was pressed on that day', async () => {
    const point = await eliminated(by);
    await expectProblem(await check(point, { documentNumber: null }), 'late_entry.paper_missing');
    await expectProblem(await check(point, { documentOn: null }), 'late_entry.paper_missing');
    await expectProblem(
      await check(point, { documentOn: '2026-03-19' }),
      'late_entry.paper_day_wrong',
    );
    const none = { documentNumber: null, documentOn: null };
    const otherDay = { ...none, enteredAt: '2026-03-21T03:00:00.000Z' };
    await expectProblem(await check(point, otherDay), 'late_entry.paper_missing');
    const sent = await okPoint(
      await check(point, { ...none, enteredAt: `${LOOK_ON}T03:00:00.000Z` }),
    );
    expect(sent.events[0]?.late).toMatchObject({ days: 249, documentOn: null, awaited: true });
  });

  it('ends what was owed on the day of its entry, until another person has seen its paper', async () => {
    const point = await eliminated(by);
    const looked = await okPoint(await check(point));
    const [event] = looked.events;
    expect(event).toMatchObject({ kind: 'checked', effectiveOn: LOOK_ON });
    expect(event?.late).toMatchObject({ days: 249, documentOn: LOOK_ON, awaited: true });
    expect(await unchecked(point)).toBe(TODAY);

    const id = event?.id ?? 0;
    await expectProblem(await review(by.leader, point, id, 'seen'), 'permission.denied');
    await expectProblem(await review(by.planner, point, id, 'seen'), 'permission.denied');
    const seen = await okPoint(await review(by.analyst, point, id, 'seen'));
    expect(seen.events[0]?.late?.review).toMatchObject({ verdict: 'seen' });
    expect(await unchecked(point)).toBe(LOOK_ON);
    await expectProblem(
      await review(by.coordinator, point, id, 'refused'),
      'late_entry.already_reviewed',
    );
  });

  it('is marked in lists, files and reports for ever, whoever has seen its paper', async () => {
    const point = await eliminated(by);
    const { events } = await okPoint(await check(point));
    await okPoint(await review(by.analyst, point, events[0]?.id ?? 0, 'seen'));
    await test.deps.points.reload();
    const listed = async (query: string): Promise<number | undefined> => {
      const page = await (await by.leader.get(`/api/points?ids=${point.id}${query}`)).json();
      return page.items[0]?.lateDays;
    };
    expect(await listed('')).toBe(249);
    expect(await listed('&as_of=2026-03-19')).toBe(0);
    const purpose = encodeURIComponent('Giao ban tháng 11');
    const file = await by.leader.get(`/api/points.geojson?ids=${point.id}&purpose=${purpose}`);
    const { features } = await file.json();
    expect(features[0].properties.nhap_muon).toBe(249);
    const report = await by.analyst.get('/api/reports/period?kind=month&number=4&year=2026');
    expect((await report.json()).current.figures.acts_entered_late).toBeGreaterThan(0);
  });

  it('counts from its entry for good where the paper is refused', async () => {
    const point = await eliminated(by);
    const { events } = await okPoint(await check(point));
    const refused = await okPoint(await review(by.analyst, point, events[0]?.id ?? 0, 'refused'));
    expect(refused.events[0]?.late).toMatchObject({
      awaited: false,
      review: { verdict: 'refused' },
    });
    expect(await unchecked(point)).toBe(TODAY);
  });
});

describe('a look', () => {
  const photoOf = async (day: string | null) =>
    telephonePhoto('jpeg', { width: 48, height: 36 }, day);
  /** Of the commune itself, with one photo; `seen` as the record shows it after each step. */
  const lookWithPhoto = async (content: Uint8Array<ArrayBuffer>) => {
    const point = await eliminated(by);
    const id = randomUUID();
    const given = { id, pointId: point.id, purpose: 'check' };
    await okJson(await sendAttachment(by.officer, photoFile(content), given));
    const look = { result: 'no_sign', effectiveOn: TODAY, photoIds: [id] };
    const { events } = await okPoint(await by.officer.post(`/api/points/${point.id}/checks`, look));
    return { point, id, seen: events[0]?.seen };
  };

  it('of the commune itself is seen with a photo of its day, by the camera or else by its upload', async () => {
    expect((await lookWithPhoto(await photoOf(TODAY))).seen).toBe(true);
    expect((await lookWithPhoto(await photoOf(null))).seen).toBe(true);
    expect((await lookWithPhoto(await photoOf('2026-11-23'))).seen).toBe(false);
  });

  it('is stated again once its photo is withdrawn', async () => {
    const { point, id } = await lookWithPhoto(await photoOf(TODAY));
    const reason = { reason: 'Ảnh chụp nhầm địa điểm.' };
    expect((await by.officer.post(`/api/attachments/${id}/withdraw`, reason)).status).toBe(200);
    const { events } = await okPoint(await by.leader.get(`/api/points/${point.id}`));
    expect(events[0]).toMatchObject({ kind: 'checked', seen: false });
    expect(events[1]?.seen).toBeNull();
  });

  const isSeen = async (client: People['leader'], more: Record<string, unknown>) => {
    const point = await eliminated(by);
    const look = { result: 'no_sign', effectiveOn: TODAY, ...more };
    await okPoint(await client.post(`/api/points/${point.id}/checks`, look));
    const [row] = await test.database.sql<{ seen: boolean }[]>`
      select seen from counted_look where point_id = ${point.id}`;
    return row?.seen;
  };
  const position = { position: [105.85, 21.032], accuracyMetres: 10 };

  it('of the commune itself is stated, and seen with a position of the day', async () => {
    expect(await isSeen(by.leader, {})).toBe(false);
    expect(await isSeen(by.officer, position)).toBe(true);
    const late = { effectiveOn: LOOK_ON, documentNumber: DOCUMENT, documentOn: LOOK_ON };
    expect(await isSeen(by.leader, { ...late, ...position })).toBe(false);
  });

  it('is stated with a position that is not at the place, however inaccurate it says it is', async () => {
    const [longitude, latitude] = position.position;
    const at = (east: number, accuracyMetres: number) => ({
      position: [(longitude ?? 0) + east, latitude],
      accuracyMetres,
    });
    // About 155 metres, and then three kilometres.
    expect(await isSeen(by.officer, at(0.0015, 10))).toBe(false);
    expect(await isSeen(by.officer, at(0.0015, 60))).toBe(true);
    expect(await isSeen(by.officer, at(0.03, 100_000))).toBe(false);
  });

  it('of somebody else is seen', async () => {
    expect(await isSeen(by.analyst, {})).toBe(true);
  });
});

describe('an answer to a hand-over of an earlier day', () => {
  it('is recorded at once with a paper, and refused without one', async () => {
    const point = await handoverAsked(by);
    const answer = (more: Record<string, unknown>) =>
      by.leader.post(`/api/handovers/${point.handovers[0]?.id}/confirm`, {
        effectiveOn: '2026-03-08',
        documentNumber: DOCUMENT,
        enteredAt: null,
        ...more,
      });
    await expectProblem(await answer({}), 'late_entry.paper_missing');
    const no = { ...REFUSE, reason: 'other', documentNumber: DOCUMENT, enteredAt: null };
    await expectProblem(await say(by.leader, point, 'refuse', no), 'late_entry.paper_missing');
    const after = await okPoint(await answer({ documentOn: '2026-03-08' }));
    expect(after).toMatchObject({ status: 'handed_over' });
    expect(after.events[0]?.late).toMatchObject({ days: 261, documentOn: '2026-03-08' });
  });
});
