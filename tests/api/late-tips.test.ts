import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Comparison } from '#server/contract/comparison.ts';
import type { TipStatistics } from '#server/contract/tip-statistics.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { detail, done, receive, step } from '#tests/support/signals/tip-acts.ts';

/** Tuesday. A tip of feedback that came on 2 March was due on the 16th. */
const TODAY = '2026-11-24';

let test: TestApp;
let leader: TestClient;
let analyst: TestClient;
let coordinator: TestClient;
beforeAll(async () => {
  test = await createTestApp();
  leader = await test.as('leader', { communeCodes: ['00070'] });
  analyst = await test.as('analyst');
  coordinator = await test.as('coordinator');
});
afterAll(() => test.close());

const statistics = async (from = '2026-01-01', to = TODAY) =>
  (await (await analyst.get(`/api/tips/statistics?from=${from}&to=${to}`)).json()) as TipStatistics;

/** The row of the commune in the comparison of late tips. */
async function rowOfHere() {
  const query = `measure=late_tips&from=2026-01-01&to=${TODAY}`;
  const answer = await analyst.get(`/api/analysis/comparison?${query}`);
  const { communes } = (await answer.json()) as Comparison;
  return communes.find(({ commune }) => commune.code === '00070');
}

/** Takes a tip through to its outcome on the day given; without a paper where none is given. */
async function closed(on: string, more: Record<string, unknown> = {}, receivedOn = '2026-03-02') {
  const { id } = await receive(leader, { receivedOn });
  const given = { effectiveOn: on, ...more };
  await done(await step(leader, { id, version: 1 }, 'verify', given));
  await done(await step(leader, { id, version: 2 }, 'classify', { kind: 'feedback', ...given }));
  const outcome = { outcome: 'unsubstantiated' };
  return done(await step(leader, { id, version: 3 }, 'handle', { ...outcome, ...given }));
}

describe('a leader who types an earlier day', () => {
  it('is refused without a paper, and with one of a day that cannot tell of it', async () => {
    const { id } = await receive(leader);
    const at = { id, version: 1 };
    const noPaper = { documentNumber: null, documentOn: null };
    await expectProblem(await step(leader, at, 'verify', noPaper), 'late_entry.paper_missing');
    await expectProblem(
      await step(leader, at, 'verify', { documentOn: null }),
      'late_entry.paper_missing',
    );
    for (const documentOn of ['2026-03-02', '2026-11-25']) {
      await expectProblem(
        await step(leader, at, 'verify', { documentOn }),
        'late_entry.paper_day_wrong',
      );
    }
    expect((await detail(leader, id)).events).toHaveLength(1);
    const now = { ...noPaper, effectiveOn: TODAY };
    expect((await done(await step(leader, at, 'verify', now))).events.at(-1)?.late).toBeNull();
  });

  it('changes no rate: the tip is neither in time nor late until another person has seen the paper', async () => {
    const before = (await statistics()).all;
    const rowBefore = await rowOfHere();
    const tip = await closed('2026-03-12');
    expect(tip).toMatchObject({
      timeliness: 'awaiting_paper',
      lateDays: 267,
      handledOn: '2026-03-12',
    });
    expect(tip.events.at(-1)?.late).toEqual({
      days: 257,
      documentOn: '2026-03-12',
      awaited: true,
      review: null,
      mayReview: false,
    });
    const waiting = (await statistics()).all;
    expect(waiting).toEqual({ ...before, awaiting: before.awaiting + 1 });
    const compared = (await rowOfHere())?.onTime;
    expect(compared).toEqual({
      ...rowBefore?.onTime,
      awaiting: (rowBefore?.onTime?.awaiting ?? 0) + 1,
    });
    const listed = await (await leader.get('/api/tips?timeliness=awaiting_paper')).json();
    expect(listed.items.map(({ code }: { code: string }) => code)).toEqual([tip.code]);

    const { seq } = tip.events.at(-1) ?? { seq: 0 };
    const review = (by: TestClient, more: Record<string, unknown> = {}) =>
      by.post(`/api/tips/${tip.id}/papers`, { seq, verdict: 'seen', ...more });
    await expectProblem(await review(leader), 'permission.denied');
    await expectProblem(await review(coordinator, { seq: 99 }), 'late_entry.not_found');
    await expectProblem(await review(coordinator, { verdict: 'refused' }), 'request.invalid');
    const seen = await done(await review(coordinator));
    expect(seen.timeliness).toBe('closed_on_time');
    expect(seen.events.at(-1)?.late).toMatchObject({ awaited: false, review: { verdict: 'seen' } });
    await expectProblem(await review(analyst), 'late_entry.already_reviewed');
    const after = (await statistics()).all;
    expect(after).toMatchObject({ onTime: before.onTime + 1, awaiting: before.awaiting });
  });

  it('is late where the other person refuses the paper, and the mark stays', async () => {
    const tip = await closed('2026-03-12');
    const { seq } = tip.events.at(-1) ?? { seq: 0 };
    const reason = 'Văn bản không nêu việc này.';
    const refused = await done(
      await coordinator.post(`/api/tips/${tip.id}/papers`, { seq, verdict: 'refused', reason }),
    );
    expect(refused).toMatchObject({ timeliness: 'closed_late', lateDays: 267 });
    expect(refused.events.at(-1)?.late?.review).toMatchObject({ verdict: 'refused', reason });
  });

  it('is late at once where the day that was typed is late too, and took until the day of entry', async () => {
    const late = await closed('2026-03-20', {}, '2026-03-03');
    expect(late.timeliness).toBe('closed_late');
    const { stages } = await statistics('2026-03-03', '2026-03-03');
    expect(stages.map(({ medianDays }) => medianDays)).toEqual([266, 266, 266]);
  });

  it('loosens no clock by an extension or a suspension before the due day', async () => {
    const early = { effectiveOn: '2026-11-10', documentNumber: '9/QĐ' };
    const crime = await receive(leader, { kind: 'crime_information', receivedOn: '2026-11-01' });
    const extended = await done(await step(analyst, { id: crime.id, version: 1 }, 'extend', early));
    expect(extended).toMatchObject({ dueOn: '2026-11-23', timeliness: 'awaiting_paper' });
    const { id } = await receive(leader, { receivedOn: '2026-11-09' });
    const paused = await done(await step(analyst, { id, version: 1 }, 'suspend', early));
    expect(paused).toMatchObject({ dueOn: '2026-11-23', timeliness: 'awaiting_paper' });
    const seen = await done(
      await coordinator.post(`/api/tips/${id}/papers`, { seq: 2, verdict: 'seen' }),
    );
    expect(seen).toMatchObject({ dueOn: null, timeliness: 'suspended' });
  });
});

describe('the paper of a late entry', () => {
  it('is never looked at by whoever made the entry', async () => {
    const { id } = await receive(analyst);
    await done(await step(analyst, { id, version: 1 }, 'verify'));
    const review = { seq: 2, verdict: 'seen' };
    expect((await detail(analyst, id)).events.at(-1)?.late?.mayReview).toBe(false);
    expect((await detail(coordinator, id)).events.at(-1)?.late?.mayReview).toBe(true);
    await expectProblem(
      await analyst.post(`/api/tips/${id}/papers`, review),
      'late_entry.same_person',
    );
  });

  it('is asked of no step that no figure takes', async () => {
    const { id } = await receive(analyst, { kind: 'denunciation' });
    const { events } = await done(await step(analyst, { id, version: 1 }, 'accept'));
    expect(events.at(-1)?.late).toMatchObject({ days: 266, awaited: false, mayReview: false });
    const review = { seq: 2, verdict: 'seen' };
    await expectProblem(
      await coordinator.post(`/api/tips/${id}/papers`, review),
      'late_entry.not_found',
    );
  });

  it('is looked at once by two at once', async () => {
    const tip = await closed('2026-03-12');
    const look = (by: TestClient) =>
      by.post(`/api/tips/${tip.id}/papers`, { seq: 4, verdict: 'seen' });
    const answers = await Promise.all([look(coordinator), look(analyst)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  });
});
