import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { PointDetail } from '#server/contract/point.ts';
import type { Worklist, WorkItem, WorkKind } from '#server/contract/worklist.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  act,
  active,
  DOCUMENT,
  handedOver,
  handoverAsked,
  okPoint,
  people,
  type People,
} from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

const TODAY = '2026-11-24';

let testApp: TestApp;
let by: People;
beforeAll(async () => {
  testApp = await createTestApp();
  by = await people(testApp);
});
afterAll(() => testApp.close());

async function worklist(client: TestClient, query = '?limit=500'): Promise<Worklist> {
  const answer = await client.get(`/api/worklist${query}`);
  expect(answer.status).toBe(200);
  return answer.json();
}

async function itemsOf(client: TestClient, pointId: number): Promise<WorkItem[]> {
  return (await worklist(client)).items.filter(({ point }) => point.id === pointId);
}

async function kindsOf(client: TestClient, pointId: number): Promise<WorkKind[]> {
  return (await itemsOf(client, pointId)).map(({ kind }) => kind).toSorted();
}

function confirm(client: TestClient, id: number | undefined) {
  const body = { effectiveOn: '2026-03-08', documentNumber: DOCUMENT };
  return client.post(`/api/handovers/${id}/confirm`, body);
}

function refuse(client: TestClient, id: number | undefined, more: Record<string, unknown> = {}) {
  const body = { effectiveOn: '2026-03-08', reason: 'duplicate', ...more };
  return client.post(`/api/handovers/${id}/refuse`, body);
}

describe('what waits for a commune', () => {
  it('a hand-over with its evidence and its day, for the leader to answer', async () => {
    const point = await handoverAsked(by);
    const [item] = (await itemsOf(by.leader, point.id)).filter(({ kind }) => kind === 'handover');
    expect(item).toMatchObject({
      kind: 'handover',
      mayAnswer: true,
      dueOn: '2026-03-12',
      handover: {
        proposedOn: '2026-03-05',
        documentNumber: DOCUMENT,
        eliminatedOn: '2026-03-01',
        othersPending: 0,
      },
    });
    expect(item?.since).toBe('2026-03-05');
    const [seen] = (await itemsOf(by.officer, point.id)).filter(({ kind }) => kind === 'handover');
    expect(seen).toMatchObject({ mayAnswer: false });
  });

  it('leaves when it is answered, and the count with it', async () => {
    const point = await handoverAsked(by);
    const before = await worklist(by.leader);
    await okPoint(await confirm(by.leader, point.handovers[0]?.id));
    const after = await worklist(by.leader);
    expect(after.waiting).toBe(before.waiting - 1);
    expect(await kindsOf(by.leader, point.id)).not.toContain('handover');
  });

  it('a check that is overdue or that nobody has ever made, until somebody looks', async () => {
    const point = await handedOver(by);
    const [check] = (await itemsOf(by.officer, point.id)).filter(({ kind }) => kind === 'check');
    expect(check).toMatchObject({ dueOn: '2026-03-08', check: { lastOn: null } });
    await act(by.officer, point, 'checks', {
      documentNumber: null,
      effectiveOn: TODAY,
      result: 'no_sign',
    });
    expect(await kindsOf(by.officer, point.id)).not.toContain('check');
  });

  it('a suspicion until the place has been looked at; then the conclusion waits for others', async () => {
    const point = await handedOver(by);
    await act(by.analyst, point, 'checks', {
      documentNumber: null,
      effectiveOn: '2026-11-01',
      result: 'signs',
    });
    // A look that found signs is itself the look: the commune waits for the conclusion.
    expect(await kindsOf(by.leader, point.id)).toContain('signal');
    await testApp.database.sql`
      update check_record set checked_on = '2026-10-30' where point_id = ${point.id}`;
    expect(await kindsOf(by.leader, point.id)).toContain('suspicion');
  });

  it('the last look of this closure, and what was found, with the note of its finder', async () => {
    const over = await handedOver(by);
    const look = (point: PointDetail, effectiveOn: string, more: object) =>
      act(by.officer, point, 'checks', { documentNumber: null, effectiveOn, ...more });
    const seen = await look(over, '2026-04-01', { result: 'no_sign' });
    await look(seen, '2026-03-20', { result: 'could_not_check', obstacle: 'closed' });
    const [check] = (await itemsOf(by.officer, over.id)).filter(({ kind }) => kind === 'check');
    expect(check).toMatchObject({ check: { lastOn: '2026-04-01', lastResult: 'no_sign' } });
    const marked = await act(
      by.analyst,
      await okPoint(await by.analyst.get(`/api/points/${over.id}`)),
      'mark-recurring',
      {
        effectiveOn: '2026-05-01',
        grounds: 'Bắt quả tang.',
      },
    );
    const closed = await act(by.analyst, marked, 'eliminate', { effectiveOn: '2026-06-01' });
    const [anew] = (await itemsOf(by.officer, over.id)).filter(({ kind }) => kind === 'check');
    expect(anew).toMatchObject({ check: { lastOn: null, lastResult: null } });
    await look(closed, '2026-06-02', {
      result: 'signs',
      note: 'Đèn sáng.',
      position: [105.85, 21.042],
      accuracyMetres: 10,
    });
    const [found] = (await itemsOf(by.officer, over.id)).filter(({ kind }) => kind === 'signal');
    expect(found).toMatchObject({
      signal: {
        origin: 'found',
        occurredOn: '2026-06-02',
        note: 'Đèn sáng.',
        raisedBy: 'Tài khoản thử officer',
      },
    });
    const { distanceMetres } = found?.kind === 'signal' ? found.signal : { distanceMetres: null };
    expect(distanceMetres).toBeCloseTo(1_107, -1);
  });

  it('a reply until it is filed; a draft is mentioned', async () => {
    const point = await active(by);
    const [asked] = (await itemsOf(by.leader, point.id)).filter(({ kind }) => kind === 'reply');
    expect(asked).toMatchObject({
      reply: { cycle: 1, askedFor: 'recognised', happenedOn: '2026-01-10', drafted: false },
    });
    const body = { cycle: 1, words: 'Đã rà soát khu vực và lập chốt trực.', after: 0 };
    await by.officer.post(`/api/points/${point.id}/replies`, { ...body, state: 'draft' });
    const [reply] = (await itemsOf(by.leader, point.id)).filter(({ kind }) => kind === 'reply');
    expect(reply).toMatchObject({ dueOn: '2026-12-08', reply: { cycle: 1, drafted: true } });
    await by.leader.post(`/api/points/${point.id}/replies`, { ...body, state: 'filed', after: 1 });
    expect(await kindsOf(by.leader, point.id)).not.toContain('reply');
  });

  it('no reply where the place lies in the commune too, but another one is in the lead', async () => {
    const point = await active(by);
    const [communeId] = by.otherLeader.account?.communeIds ?? [];
    await testApp.database.sql`
      insert into point_commune (point_id, commune_id, lead)
      values (${point.id}, ${communeId ?? 0}, false)`;
    expect((await by.otherLeader.get(`/api/points/${point.id}`)).status).toBe(200);
    expect(await kindsOf(by.otherLeader, point.id)).not.toContain('reply');
    expect(await kindsOf(by.leader, point.id)).toContain('reply');
  });

  it('nothing of another commune', async () => {
    await handoverAsked(by);
    expect(await worklist(by.otherLeader)).toMatchObject({ items: [], total: 0, waiting: 0 });
  });

  it('stands place by place: hand-overs first, then the earliest due, what waits for others last', async () => {
    const { items, waiting, overdue, places } = await worklist(by.leader);
    const own = items.filter(({ kind }) => kind !== 'signal');
    const cards = cardsOf(items);
    // Each place once, with all that waits there.
    expect(new Set(cards.map(({ id }) => id)).size).toBe(cards.length);
    const ranks = cards.map(({ works }) => {
      const mine = works.filter(({ kind }) => kind !== 'signal');
      const asked = mine.filter(({ kind }) => kind === 'handover');
      const first = [asked, mine, works].find((some) => some.length > 0) ?? [];
      const [day] = first.map(({ dueOn }) => dueOn ?? TODAY).toSorted();
      return [mine.length > 0 ? 0 : 1, asked.length > 0 ? 0 : 1, day].join(' ');
    });
    expect(ranks).toEqual(ranks.toSorted());
    for (const { works } of cards) {
      const handovers = works.filter(({ kind }) => kind === 'handover');
      expect(works.slice(0, handovers.length)).toEqual(handovers);
    }
    expect(waiting).toBe(own.length);
    expect(overdue).toBe(own.filter(({ dueOn }) => dueOn !== null && dueOn < TODAY).length);
    const waitingPlaces = new Set(own.map(({ point }) => point.id)).size;
    expect(places).toEqual({ waiting: waitingPlaces, others: cards.length - waitingPlaces });
  });

  it('is paged by places without a gap or a repetition, for all and for one kind', async () => {
    for (const kind of [undefined, 'handover', 'reply']) {
      const narrowed = kind === undefined ? '' : `&kind=${kind}`;
      const whole = await worklist(by.leader, `?limit=500${narrowed}`);
      const paged: string[] = [];
      let cursor = '';
      for (let page = 0; page < 100; page += 1) {
        const part = await worklist(by.leader, `?limit=2${narrowed}${cursor}`);
        expect(cardsOf(part.items).length).toBeLessThanOrEqual(2);
        paged.push(...part.items.map((item) => `${item.kind} ${item.id}`));
        expect(part.total).toBe(whole.items.length);
        if (part.next === null) break;
        cursor = `&cursor=${part.next}`;
      }
      expect(paged).toEqual(whole.items.map((item) => `${item.kind} ${item.id}`));
    }
  });
});

/** The places of a list in its order, each with what waits there next to each other. */
function cardsOf(items: readonly WorkItem[]): { id: number; works: WorkItem[] }[] {
  const cards: { id: number; works: WorkItem[] }[] = [];
  for (const item of items) {
    const last = cards.at(-1);
    if (last?.id === item.point.id) last.works.push(item);
    else cards.push({ id: item.point.id, works: [item] });
  }
  return cards;
}

describe('what waits for the proposer', () => {
  it('a refusal with its reason, and not for another analyst', async () => {
    const point = await handoverAsked(by);
    await okPoint(await refuse(by.leader, point.handovers[0]?.id));
    const [item] = await itemsOf(by.analyst, point.id);
    expect(item).toMatchObject({
      kind: 'refusal',
      handover: {
        proposedBy: 'Tài khoản thử analyst',
        answeredOn: '2026-03-08',
        answeredBy: 'Tài khoản thử leader',
        refusalReason: 'duplicate',
        refusalText: null,
      },
    });
    expect(await kindsOf(by.otherAnalyst, point.id)).toEqual([]);
  });

  it('a hand-over past its day, which is not counted as waiting', async () => {
    const point = await handoverAsked(by);
    const list = await worklist(by.analyst);
    expect(list.items.find((item) => item.point.id === point.id)?.kind).toBe('unanswered');
    const refusals = list.counts.find(({ kind }) => kind === 'refusal')?.total ?? 0;
    expect(list.waiting).toBe(refusals);
  });
});

describe('two devices on one hand-over', () => {
  it('one wins; the other is told, and finds who answered and when', async () => {
    const point = await handoverAsked(by);
    const id = point.handovers[0]?.id;
    const [yes, no] = await Promise.all([confirm(by.leader, id), refuse(by.leader, id)]);
    expect([yes.status, no.status].toSorted((a, b) => a - b)).toEqual([200, 409]);
    await expectProblem(yes.status === 409 ? yes : no, 'handover.not_pending');
    const { handovers } = await okPoint(await by.leader.get(`/api/points/${point.id}`));
    expect(handovers[0]).toMatchObject({
      answeredOn: '2026-03-08',
      answeredBy: expect.any(String),
    });
  });
});

describe('the worklist is refused', () => {
  it('to whom nothing can wait', async () => {
    for (const client of [by.planner, await testApp.as('admin'), await testApp.as('auditor')]) {
      await expectProblem(await client.get('/api/worklist'), 'permission.denied');
    }
    await expectProblem(await testApp.anonymous.get('/api/worklist'), 'session.missing');
  });

  it('for a kind or a cursor that there is not', async () => {
    for (const query of ['kind=tea', 'cursor=x', 'limit=0']) {
      await expectProblem(await by.leader.get(`/api/worklist?${query}`), 'request.invalid');
    }
  });
});
