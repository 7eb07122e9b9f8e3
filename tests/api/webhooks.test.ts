import { describe, expect, it } from 'vitest';

import { asSystem } from '#server/db/transaction.ts';
import { deliverTo, findDueReceivers } from '#server/features/webhooks/delivery-commands.ts';
import {
  act,
  active,
  handedOver,
  IN_BA_VI,
  newPoint,
  okPoint,
} from '#tests/support/points/register-acts.ts';
import {
  type EventReceiver,
  isSignedWith,
  startReceiver,
} from '#tests/support/processes/event-receiver.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { LIFE, webhookPlace } from '#tests/features/webhooks/webhook-acts.ts';

const place = webhookPlace();
const types = (events: EventReceiver['asked']) => events.map(({ type }) => type);
const typesOf = (...kinds: string[]) => kinds.map((kind) => `diaban.point.${kind}.v1`);

describe('a receiver', () => {
  it('is told of each event in order, once, signed, with day, communes and point alone', async () => {
    const { secret, webhook } = await place.receiver();
    const point = await handedOver(place.by);
    expect((await place.stateOf(webhook.id)).waiting).toBe(0);
    await place.deliver();
    expect(types(place.outside.taken)).toEqual(typesOf(...LIFE));
    expect(place.outside.taken.map(({ data }) => data.day)).toEqual([
      '2026-01-10',
      '2026-03-01',
      '2026-03-05',
      '2026-03-08',
    ]);
    for (const event of place.outside.taken) {
      expect(isSignedWith(secret, event)).toBe(true);
      expect(event.headers['content-type']).toContain('application/cloudevents+json');
      expect(event.headers['webhook-id']).toBe(event.id);
      expect(event.data).toEqual({ day: event.data.day, communes: ['00070'], point: point.code });
    }
    await place.deliver();
    expect(place.outside.taken).toHaveLength(LIFE.length);
    expect(await place.stateOf(webhook.id)).toMatchObject({ waiting: 0, lastOutcome: 'taken' });
  });

  it('of some communes is told of them alone, and without points where it gets events only', async () => {
    const communes = await (await place.by.analyst.get('/api/communes')).json();
    const hoanKiem = communes.items.find(({ code }: { code: string }) => code === '00070').id;
    await place.receiver({ detail: 'events', communeIds: [hoanKiem], kinds: ['recognised'] });
    const elsewhere = newPoint({ geometry: { type: 'Point', coordinates: IN_BA_VI } });
    const proposal = await okPoint(await place.by.analyst.post('/api/points', elsewhere));
    await act(place.by.coordinator, proposal, 'recognise', { effectiveOn: '2026-01-10' });
    await active(place.by);
    await place.deliver();
    expect(place.outside.taken.map(({ data }) => data)).toEqual([
      { day: '2026-01-10', communes: ['00070'] },
    ]);
  });

  it('hears that an event was annulled, by the id it was told', async () => {
    await place.receiver({ kinds: [...LIFE, 'annulled'] });
    const point = await active(place.by);
    const closed = await act(place.by.analyst, point, 'eliminate', { effectiveOn: '2026-03-01' });
    const event = closed.events.find(({ kind }) => kind === 'eliminated');
    const annulled = await place.by.analyst.post(`/api/events/${event?.id}/annul`, {
      reason: 'Ghi nhầm điểm khác.',
      version: closed.version,
    });
    expect(annulled.status).toBe(200);
    await place.deliver();
    expect(types(place.outside.taken)).toEqual(typesOf('recognised', 'eliminated', 'annulled'));
    expect(place.outside.taken[2]?.data.replaces).toBe(place.outside.taken[1]?.id);
  });

  it('is told the same event again until it takes it, and nothing of the next before', async () => {
    const { webhook } = await place.receiver();
    await handedOver(place.by);
    place.outside.behave(500, 503, 204, 429, 204);
    for (let round = 0; round < 4; round += 1) {
      await place.deliver();
      place.after(60);
    }
    const ids = place.outside.asked.map(({ id }) => id);
    expect(ids).toEqual([0, 0, 0, 1, 1, 2, 3].map((at) => place.outside.taken[at]?.id));
    expect(types(place.outside.taken)).toEqual(typesOf(...LIFE));
    const log = await (await place.admin.get(`/api/webhooks/${webhook.id}/attempts`)).json();
    expect(log.items.map(({ status }: { status: number }) => status).toReversed()).toEqual([
      500, 503, 204, 429, 204, 204, 204,
    ]);
  });

  it('that fails holds up no other, and waits longer each time', async () => {
    const { webhook } = await place.receiver();
    const other = await startReceiver();
    try {
      await place.receiver({ address: other.url });
      await active(place.by);
      place.outside.behave(500);
      const waits: number[] = [];
      for (let round = 0; round < 5; round += 1) {
        await place.deliver();
        const { nextAttemptAt } = await place.stateOf(webhook.id);
        waits.push((Date.parse(nextAttemptAt) - Date.parse(place.test.clock.now())) / 1_000);
        place.test.clock.set(nextAttemptAt);
      }
      expect(other.taken).toHaveLength(1);
      expect(place.outside.asked).toHaveLength(5);
      waits.forEach((wait, at) => {
        expect(wait).toBeGreaterThanOrEqual(2 ** at);
        expect(wait).toBeLessThanOrEqual(2 ** (at + 1));
      });
    } finally {
      await other.stop();
    }
  });

  it('is paused after failing for twelve hours, and goes on where it stood', async () => {
    const { webhook } = await place.receiver();
    await active(place.by);
    place.outside.behave(500);
    for (let round = 0; round < 13; round += 1) {
      await place.deliver();
      place.after(3_600);
    }
    expect(await place.stateOf(webhook.id)).toMatchObject({
      state: 'paused',
      pausedBecause: 'failing',
    });
    const asked = place.outside.asked.length;
    await active(place.by);
    await place.deliver();
    expect(place.outside.asked).toHaveLength(asked);
    place.outside.behave(204);
    const resumed = await place.admin.post(`/api/webhooks/${webhook.id}/resume`, {});
    expect(await resumed.json()).toMatchObject({ state: 'active', failures: 0, waiting: 2 });
    await place.deliver();
    expect(place.outside.taken).toHaveLength(2);
    expect(place.outside.taken[0]?.id).toBe(place.outside.asked[0]?.id);
  });

  it('that says it is gone is paused at once', async () => {
    const { webhook } = await place.receiver();
    await active(place.by);
    place.outside.behave(410);
    await place.deliver();
    expect(await place.stateOf(webhook.id)).toMatchObject({
      pausedBecause: 'gone',
      lastStatus: 410,
    });
  });

  it('that is paused by hand gets nothing, and can be sent everything of a day again', async () => {
    const { webhook } = await place.receiver();
    await active(place.by);
    await place.deliver();
    const path = `/api/webhooks/${webhook.id}`;
    expect(await (await place.admin.post(`${path}/pause`)).json()).toMatchObject({
      state: 'paused',
      pausedBecause: 'by_hand',
    });
    await active(place.by);
    await place.deliver();
    expect(place.outside.taken).toHaveLength(1);
    const [first] = place.outside.taken;
    await place.admin.post(`${path}/resume`, { from: '2026-11-24' });
    await place.deliver();
    // Everything noted today, also by the tests before: among it the first one, with the same id.
    expect(place.outside.taken.filter(({ id }) => id === first?.id)).toHaveLength(2);
    expect(place.outside.taken.length).toBeGreaterThan(2);
    const tooOld = await place.admin.post(`${path}/resume`, { from: '2026-01-01' });
    await expectProblem(tooOld, 'webhook.day_too_old');
  });

  it('reads deliveries signed with its old and its new secret for some hours', async () => {
    const { webhook, secret } = await place.receiver();
    const path = `/api/webhooks/${webhook.id}/secret`;
    const renewed = await (await place.admin.post(path, { keepHours: 2 })).json();
    expect(renewed.secret).not.toBe(secret);
    await active(place.by);
    await place.deliver();
    place.after(2 * 3_600 + 1);
    await active(place.by);
    await place.deliver();
    const [during, later] = place.outside.taken;
    if (during === undefined || later === undefined) throw new Error('not delivered');
    expect([secret, renewed.secret].map((one) => isSignedWith(one, during))).toEqual([true, true]);
    expect([secret, renewed.secret].map((one) => isSignedWith(one, later))).toEqual([false, true]);
    const { secret: third } = await (await place.admin.post(path, { keepHours: 0 })).json();
    await active(place.by);
    await place.deliver();
    const last = place.outside.taken.at(-1);
    if (last === undefined) throw new Error('not delivered');
    expect([renewed.secret, third].map((one) => isSignedWith(one, last))).toEqual([false, true]);
  });

  it('is never delivered to by two processes at once', async () => {
    await place.receiver();
    await handedOver(place.by);
    const [due = 0] = await findDueReceivers(place.test.deps);
    await Promise.all([1, 2, 3].map(() => deliverTo(place.test.deps, due)));
    expect(types(place.outside.asked)).toEqual(typesOf(...LIFE));
  });
});

describe('without a receiver', () => {
  it('nothing is noted', async () => {
    await active(place.by);
    const rows = await asSystem(
      place.test.database,
      (sql) => sql`select event_id from outgoing_pending`,
    );
    expect(rows).toEqual([]);
  });
});
