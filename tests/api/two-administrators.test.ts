import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { Account } from '#server/contract/account.ts';
import type { ProposalDetail } from '#server/contract/proposal.ts';
import { runClock } from '#server/features/proposals/proposal-jobs.ts';
import { byTwo, confirmLink, openByLink } from '#tests/support/accounts/access-link.ts';
import { okProposal } from '#tests/support/points/proposal-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { TEST_NOW } from '#tests/support/test-constants.ts';

let test: TestApp;
let a: TestClient;
let b: TestClient;
let auditor: TestClient;

beforeAll(async () => {
  test = await createTestApp({ now: TEST_NOW });
  a = await test.as('admin.a', { role: 'admin' });
  b = await test.as('admin.b', { role: 'admin' });
  auditor = await test.as('auditor');
});
afterAll(() => test.close());

const ADMIN = { role: 'admin', communeIds: [], validFrom: '2026-11-24', validTo: null } as const;
const idOf = ({ account }: TestClient) => account?.accountId ?? '';
const ask = (client: TestClient, proposal: object) => client.post('/api/proposals', proposal);
const confirm = (client: TestClient, { id }: ProposalDetail) =>
  client.post(`/api/proposals/${id}/confirm`, {});
async function accountOf(client: TestClient, id: string): Promise<Account> {
  const { items } = (await (await client.get('/api/accounts')).json()) as { items: Account[] };
  return Account.parse(items.find((one) => one.id === id));
}
const told = async (client: TestClient, kind: string, id: number) => {
  const { items } = (await (await client.get('/api/me/notices')).json()) as {
    items: { kind: string; targetId: number }[];
  };
  return items.some((one) => one.kind === kind && one.targetId === id);
};

describe('one administrator', () => {
  it('is not two: a helper gets no office by one hand, and nobody is shut out', async () => {
    const helper = await openByLink(a, { username: 'helper', role: 'inspector' });
    await confirmLink(b, helper.account.id);
    const x = helper.account.id;
    await expectProblem(await a.post(`/api/accounts/${x}/assignments`, ADMIN), 'proposal.needed');
    const asked = await okProposal(await ask(a, { kind: 'role', accountId: x, act: ADMIN }));
    expect((await accountOf(a, x)).role).toBe('inspector');
    await expectProblem(await confirm(a, asked), 'proposal.own');
    await expectProblem(await a.post(`/api/accounts/${idOf(b)}/disable`), 'proposal.needed');
    const away = { ...ADMIN, role: 'auditor' };
    await expectProblem(
      await a.post(`/api/accounts/${idOf(b)}/assignments`, away),
      'proposal.needed',
    );
    expect((await b.get('/api/accounts')).status).toBe(200);
    expect(await told(b, 'proposal_waits', asked.id)).toBe(true);
    expect(await told(auditor, 'proposal_on_own', asked.id)).toBe(true);
    const seen = await okProposal(await auditor.get(`/api/proposals/${asked.id}`));
    expect(seen).toMatchObject({ why: 'proposal.not_yours', askedBy: { id: idOf(a) } });
  });

  it('lowers and ends roles alone', async () => {
    const leader = await test.as('leader.lowered', { role: 'leader' });
    const communeIds = leader.account?.communeIds ?? [];
    const body = { role: 'officer', communeIds, validFrom: '2026-11-24', validTo: '2026-12-31' };
    const lowered = await a.post(`/api/accounts/${idOf(leader)}/assignments`, body);
    expect(Account.parse(await lowered.json()).role).toBe('officer');
    const [other] = await test.database.sql<{ id: number }[]>`
      select id from commune where code = '09700'`;
    for (const more of [
      { role: 'leader' },
      { validTo: null },
      { communeIds: [...communeIds, other?.id] },
    ]) {
      await expectProblem(
        await a.post(`/api/accounts/${idOf(leader)}/assignments`, { ...body, ...more }),
        'proposal.needed',
      );
    }
  });
});

describe('two administrators', () => {
  it('give an office together, and its holder confirms nothing for the asker within thirty days', async () => {
    const made = await test.as('made.admin', { role: 'planner' });
    await byTwo(a, b, { kind: 'role', accountId: idOf(made), act: ADMIN });
    const creature = await test.as('made.admin');
    const friend = await test.as('friend', { role: 'planner' });
    const act = { ...ADMIN, role: 'coordinator' };
    const asked = await okProposal(await ask(a, { kind: 'role', accountId: idOf(friend), act }));
    const refused = await expectProblem(await confirm(creature, asked), 'proposal.role_from_asker');
    expect(refused.detail).toContain('30 ngày');
    // Nor the other way round, nor by a link.
    await a.post(`/api/proposals/${asked.id}/withdraw`, { reason: 'Thử chiều ngược lại.' });
    const back = await okProposal(
      await ask(creature, { kind: 'role', accountId: idOf(friend), act }),
    );
    await expectProblem(await confirm(a, back), 'proposal.role_from_asker');
    const linked = await openByLink(a, { username: 'linked' });
    await expectProblem(
      await creature.post(`/api/accounts/${linked.account.id}/link/confirm`),
      'proposal.role_from_asker',
    );
    expect((await accountOf(a, idOf(friend))).role).toBe('planner');
    await okProposal(await confirm(b, back));
    expect((await accountOf(a, idOf(friend))).role).toBe('coordinator');
  });

  it('shut a third one out at once', async () => {
    const third = await test.as('third', { role: 'admin' });
    const asked = await okProposal(await ask(a, { kind: 'disable', accountId: idOf(third) }));
    expect(Date.parse(asked.dueAt ?? '') - Date.parse(test.clock.now())).toBe(24 * 3_600_000);
    await expectProblem(await confirm(third, asked), 'proposal.own_case');
    expect(await told(third, 'proposal_on_own', asked.id)).toBe(true);
    await okProposal(await confirm(b, asked));
    expect((await accountOf(a, idOf(third))).disabledAt).not.toBeNull();
    await expectProblem(await a.post(`/api/accounts/${idOf(third)}/enable`), 'proposal.needed');
  });

  it('who are the only ones are shut out by the clock, a day after all were told', async () => {
    const last = await test.as('last', { role: 'admin' });
    const asked = await okProposal(await ask(a, { kind: 'disable', accountId: idOf(last) }));
    await runClock(test.deps);
    expect((await accountOf(a, idOf(last))).disabledAt).toBeNull();
    test.clock.set('2026-11-25T03:00:01.000Z');
    await runClock(test.deps);
    expect((await accountOf(a, idOf(last))).disabledAt).not.toBeNull();
    const done = await okProposal(await b.get(`/api/proposals/${asked.id}`));
    expect(done).toMatchObject({ state: 'confirmed', decidedBy: null });
    test.clock.set(TEST_NOW);
  });

  it('see that nobody else is there who could confirm', async () => {
    const lonely = await createTestApp({ now: TEST_NOW });
    try {
      const only = await lonely.as('admin');
      const person = await lonely.as('planner');
      const asked = await okProposal(
        await ask(only, { kind: 'role', accountId: idOf(person), act: ADMIN }),
      );
      expect(asked).toMatchObject({ state: 'waiting', deciders: 0, dueAt: null });
    } finally {
      await lonely.close();
    }
  });
});
