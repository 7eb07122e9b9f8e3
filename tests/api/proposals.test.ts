import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ProposalList } from '#server/contract/proposal.ts';
import {
  annulBody,
  askAnnulment as ask,
  codeOf,
  confirmProposal as confirm,
  recurringPoint,
} from '#tests/support/points/annulment-proposals.ts';
import { latest, openAnnulments } from '#tests/support/points/annul-acts.ts';
import { okProposal, paperOf } from '#tests/support/points/proposal-acts.ts';
import {
  act,
  active,
  DOCUMENT,
  eliminated,
  handedOver,
} from '#tests/support/points/register-acts.ts';
import type { TestClient } from '#tests/support/test-app.ts';

let opened: Awaited<ReturnType<typeof openAnnulments>>;
beforeAll(async () => {
  opened = await openAnnulments();
});
afterAll(() => opened.test.close());

const recurring = () => recurringPoint(opened);
const recordOf = (point: { id: number }) => opened.on.recordOf(point);

describe('a confirmed recurrence', () => {
  it('does not vanish by one hand: five requests of a coordinator change nothing', async () => {
    const { by } = opened;
    for (const point of [await recurring(), await recurring(), await recurring()]) {
      const response = await by.coordinator.post(
        `/api/events/${latest(point, 'recurrence_confirmed')}/annul`,
        annulBody(point),
      );
      expect([response.status, await codeOf(response)]).toEqual([409, 'proposal.needed']);
      expect(await recordOf(point)).toMatchObject({ status: 'recurring', version: point.version });
    }
    const closed = await handedOver(by);
    const suspected = await act(by.officer, await handedOver(by), 'checks', {
      effectiveOn: '2026-11-20',
      documentNumber: null,
      result: 'signs',
    });
    for (const point of [closed, suspected]) {
      const response = await by.coordinator.post(`/api/points/${point.id}/delist`, {
        effectiveOn: '2026-11-23',
        documentNumber: DOCUMENT,
        reason: 'Đã ổn định.',
        version: point.version,
      });
      expect([response.status, await codeOf(response)]).toEqual([409, 'proposal.needed']);
      expect(await recordOf(point)).toMatchObject({
        status: 'handed_over',
        version: point.version,
      });
    }
  });

  it('is annulled once an analyst confirms what a coordinator asked, in one step', async () => {
    const { by } = opened;
    const point = await recurring();
    const asked = await okProposal(await ask(by.coordinator, point));
    expect(asked).toMatchObject({
      state: 'waiting',
      mine: true,
      why: 'proposal.own',
      hindrance: null,
    });
    expect(await recordOf(point)).toMatchObject({ status: 'recurring', version: point.version });
    const list = (await (await by.analyst.get('/api/proposals')).json()) as ProposalList;
    expect(list.items.find(({ id }) => id === asked.id)).toMatchObject({ why: null, mine: false });
    const seen = await okProposal(await by.analyst.get(`/api/proposals/${asked.id}`));
    expect(seen.effects.map(({ kind }) => kind)).toContain('cycle_removed');
    const done = await okProposal(await confirm(by.analyst, seen));
    expect(done).toMatchObject({
      state: 'confirmed',
      decidedBy: { name: 'Tài khoản thử analyst' },
    });
    const after = await recordOf(point);
    expect(after.status).toBe('handed_over');
    const annulled = after.events.find(({ kind }) => kind === 'annulled');
    expect(annulled).toMatchObject({
      actorName: 'Tài khoản thử coordinator',
      detail: { confirmedBy: { name: 'Tài khoản thử analyst' } },
    });
  });

  it('tells whoever decided the first time, those who may decide, and the asker', async () => {
    const { by } = opened;
    const point = await recurring();
    const asked = await okProposal(await ask(by.coordinator, point));
    const told = async (client: TestClient, kind: string) => {
      const { items } = (await (await client.get('/api/me/notices')).json()) as {
        items: { kind: string; targetId: number }[];
      };
      return items.some((one) => one.kind === kind && one.targetId === asked.id);
    };
    // The analyst confirmed the recurrence, and may decide now.
    expect(await told(by.analyst, 'proposal_on_own')).toBe(true);
    expect(await told(by.otherAnalyst, 'proposal_waits')).toBe(true);
    expect(await told(by.coordinator, 'proposal_waits')).toBe(false);
    await okProposal(await confirm(by.otherAnalyst, asked));
    expect(await told(by.coordinator, 'proposal_decided')).toBe(true);
    expect(await told(by.analyst, 'proposal_decided')).toBe(true);
  });

  it('is never annulled by two people of one role, or without the paper as a file', async () => {
    const { by } = opened;
    const point = await recurring();
    const bare = await ask(by.coordinator, point, { paperId: null });
    expect([bare.status, await codeOf(bare)]).toEqual([400, 'proposal.paper_required']);
    const foreign = await ask(by.coordinator, point, { paperId: await paperOf(by.analyst) });
    expect([foreign.status, await codeOf(foreign)]).toEqual([400, 'proposal.paper_unfit']);
    const asked = await okProposal(await ask(by.otherAnalyst, point));
    const another = await confirm(by.analyst, asked);
    expect([another.status, await codeOf(another)]).toEqual([404, 'proposal.not_found']);
    await okProposal(await confirm(by.coordinator, asked));
    expect((await recordOf(point)).status).toBe('handed_over');
  });
});

describe('a confirmed hand-over', () => {
  it('is annulled and delisted by a coordinator and an analyst together', async () => {
    const { by } = opened;
    const first = await handedOver(by);
    const kind = 'handover_confirmed';
    const refused = await by.otherAnalyst.post(
      `/api/events/${latest(first, kind)}/annul`,
      annulBody(first),
    );
    expect(await codeOf(refused)).toBe('proposal.needed');
    const annulment = await okProposal(await ask(by.otherAnalyst, first, { kind }));
    await okProposal(await confirm(by.coordinator, annulment));
    expect((await recordOf(first)).status).toBe('eliminated');

    const second = await handedOver(by);
    const delisting = await okProposal(
      await by.coordinator.post('/api/proposals', {
        kind: 'delist',
        pointId: second.id,
        act: {
          effectiveOn: '2026-11-01',
          documentNumber: DOCUMENT,
          reason: 'Đã ổn định.',
          version: second.version,
        },
        paperId: await paperOf(by.coordinator),
      }),
    );
    expect(delisting.effects.map(({ kind: effect }) => effect)).toEqual(['status']);
    await okProposal(await confirm(by.analyst, delisting));
    const gone = await recordOf(second);
    expect(gone.status).toBe('delisted');
    // Nobody had decided it before the confirmation.
    expect(gone.events.find((event) => event.kind === 'delisted')?.effectiveOn).toBe(
      opened.test.clock.today(),
    );
  });

  it('that never was takes two as well where looks are owed; what takes one is no proposal', async () => {
    const { by } = opened;
    const point = await eliminated(by);
    const body = {
      kind: 'delist',
      pointId: point.id,
      act: {
        effectiveOn: '2026-11-01',
        documentNumber: DOCUMENT,
        reason: 'Đã ổn định.',
        version: point.version,
      },
      paperId: await paperOf(by.coordinator),
    };
    await okProposal(await by.coordinator.post('/api/proposals', body));
    const listed = await active(by);
    const renamed = {
      kind: 'correct',
      pointId: listed.id,
      act: {
        effectiveOn: '2026-11-01',
        documentNumber: DOCUMENT,
        reason: 'Sai tên.',
        version: listed.version,
        point: { officialName: 'Nhà nghỉ Đúng Tên' },
      },
      paperId: await paperOf(by.coordinator),
    };
    expect(await codeOf(await by.coordinator.post('/api/proposals', renamed))).toBe(
      'proposal.not_needed',
    );
  });

  it('of a place that is not there is no proposal', async () => {
    const { by } = opened;
    const act = { effectiveOn: '2026-11-01', documentNumber: DOCUMENT, reason: 'Ổn.', version: 1 };
    const paperId = await paperOf(by.coordinator);
    const body = { kind: 'delist', pointId: 999_999, act, paperId };
    const response = await by.coordinator.post('/api/proposals', body);
    expect([response.status, await codeOf(response)]).toEqual([404, 'point.not_found']);
  });
});

describe('siblings of an annulment', () => {
  it('a merge, a day that a figure counts and another leading commune take two', async () => {
    const { by } = opened;
    const point = await handedOver(by);
    const into = await recurring();
    const merge = await by.analyst.post(`/api/points/${point.id}/merge`, {
      effectiveOn: '2026-11-23',
      documentNumber: DOCUMENT,
      reason: 'Trùng điểm.',
      intoPointId: into.id,
      version: point.version,
    });
    expect(await codeOf(merge)).toBe('proposal.needed');
    const redate = await by.coordinator.post(`/api/points/${into.id}/correct`, {
      effectiveOn: '2026-11-23',
      documentNumber: DOCUMENT,
      reason: 'Ghi nhầm ngày.',
      version: into.version,
      event: { id: latest(into, 'recurrence_confirmed'), effectiveOn: '2026-11-21' },
    });
    expect(await codeOf(redate)).toBe('proposal.needed');
    const move = await by.coordinator.post(`/api/points/${into.id}/correct`, {
      effectiveOn: '2026-11-23',
      documentNumber: DOCUMENT,
      reason: 'Sai vị trí.',
      version: into.version,
      point: { geometry: { type: 'Point', coordinates: [105.342, 21.058] } },
    });
    expect(await codeOf(move)).toBe('proposal.needed');
    // Places of another kind recur at another rate, by which communes are compared.
    const asKind = (category: string) =>
      by.coordinator.post(`/api/points/${into.id}/correct`, {
        effectiveOn: '2026-11-23',
        documentNumber: DOCUMENT,
        reason: 'Sai loại hình.',
        version: into.version,
        point: { category },
      });
    expect(await codeOf(await asKind(into.category === 'KAR' ? 'NN' : 'KAR'))).toBe(
      'proposal.needed',
    );

    for (const one of [point, into]) {
      expect(await recordOf(one)).toMatchObject({ version: one.version, status: one.status });
    }
  });

  it('so does a move of a new place to others, whom nobody has asked to explain it', async () => {
    const { by } = opened;
    const listed = await active(by);
    const moved = (coordinates: [number, number]) =>
      by.coordinator.post(`/api/points/${listed.id}/correct`, {
        effectiveOn: '2026-11-23',
        documentNumber: DOCUMENT,
        reason: 'Sai vị trí.',
        version: listed.version,
        point: { geometry: { type: 'Point', coordinates } },
      });
    expect(await codeOf(await moved([105.342, 21.058]))).toBe('proposal.needed');
    expect((await moved([105.8502, 21.0322])).status).toBe(200);
  });
});
