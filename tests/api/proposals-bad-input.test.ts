import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  askAnnulment as ask,
  codeOf,
  confirmProposal as confirm,
  recurringPoint,
} from '#tests/support/points/annulment-proposals.ts';
import { openAnnulments } from '#tests/support/points/annul-acts.ts';
import { okProposal } from '#tests/support/points/proposal-acts.ts';
import { act } from '#tests/support/points/register-acts.ts';

let opened: Awaited<ReturnType<typeof openAnnulments>>;
beforeAll(async () => {
  opened = await openAnnulments();
});
afterAll(() => opened.test.close());

const recurring = () => recurringPoint(opened);

describe('bad input', () => {
  const counts = async () => {
    const [row] = await opened.test.database.sql<{ events: number; decided: number }[]>`
      select
        (select count(*)::integer from event) as events,
        (select count(*)::integer from proposal where state <> 'waiting') as decided`;
    return row;
  };

  it('a confirmation by the asker, after the withdrawal, twice: one sentence each, nothing written', async () => {
    const { by } = opened;
    const point = await recurring();
    const asked = await okProposal(await ask(by.coordinator, point));
    const before = await counts();
    const own = await confirm(by.coordinator, asked);
    expect([own.status, await codeOf(own)]).toEqual([403, 'proposal.own']);
    const twin = await ask(by.coordinator, point);
    expect([twin.status, await codeOf(twin)]).toEqual([409, 'proposal.waits_already']);
    expect(await counts()).toEqual(before);
    const reason = 'Cần xem lại hồ sơ.';
    const foreign = await by.analyst.post(`/api/proposals/${asked.id}/withdraw`, { reason });
    expect(await codeOf(foreign)).toBe('proposal.not_yours');
    await okProposal(await by.coordinator.post(`/api/proposals/${asked.id}/withdraw`, { reason }));
    const withdrawn = await counts();
    const late = await confirm(by.analyst, asked);
    expect([late.status, await codeOf(late)]).toEqual([409, 'proposal.withdrawn']);
    expect(await counts()).toEqual(withdrawn);
    const again = await okProposal(await ask(by.coordinator, point));
    await okProposal(await confirm(by.analyst, again));
    const done = await counts();
    const twice = await confirm(by.otherAnalyst, again);
    expect([twice.status, await codeOf(twice)]).toEqual([409, 'proposal.decided_already']);
    expect(await counts()).toEqual(done);
  });

  it('from two tabs at once it is carried out once', async () => {
    const { by } = opened;
    const asked = await okProposal(await ask(by.coordinator, await recurring()));
    const answers = await Promise.all([confirm(by.analyst, asked), confirm(by.analyst, asked)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const annulled = await opened.test.database.sql`
      select from event where point_id = ${asked.point?.id ?? 0} and kind = 'annulled'
        and detail -> 'with' is null`;
    expect(annulled).toHaveLength(1);
  });

  it('of a disabled account, by whom or to whom it was asked, changes nothing', async () => {
    const { by, test } = opened;
    const leaving = await test.as('coordinator.leaving', { role: 'coordinator' });
    const point = await recurring();
    const asked = await okProposal(await ask(leaving, point));
    await test.database.sql`
      update app_user set disabled_at = now() where username = 'coordinator.leaving'`;
    const before = await counts();
    const response = await confirm(by.analyst, asked);
    expect([response.status, await codeOf(response)]).toEqual([409, 'proposal.asker_gone']);
    const retired = await test.as('analyst.leaving', { role: 'analyst' });
    const second = await okProposal(await ask(by.coordinator, await recurring()));
    await test.database.sql`
      update app_user set disabled_at = now() where username = 'analyst.leaving'`;
    const atAll = await confirm(retired, second);
    expect([401, 403]).toContain(atAll.status);
    expect((await counts())?.decided).toBe(before?.decided);
  });

  it('of a place that changed meanwhile is refused, and waits on', async () => {
    const { by } = opened;
    const point = await recurring();
    const asked = await okProposal(await ask(by.coordinator, point));
    await act(by.analyst, point, 'eliminate', { effectiveOn: '2026-11-23', way: 'raid' });
    const stale = await confirm(by.analyst, asked);
    expect([stale.status, await codeOf(stale)]).toEqual([409, 'point.changed_meanwhile']);
    const seen = await okProposal(await by.analyst.get(`/api/proposals/${asked.id}`));
    expect(seen).toMatchObject({ state: 'waiting', hindrance: 'annulment.acts_stand_on_it' });
    const now = await confirm(by.analyst, seen);
    expect(await codeOf(now)).toBe('annulment.acts_stand_on_it');
  });

  it('past its time is refused', async () => {
    const { by, test } = opened;
    const asked = await okProposal(await ask(by.coordinator, await recurring()));
    const now = test.clock.now();
    test.clock.set(new Date(Date.parse(now) + 31 * 86_400_000).toISOString());
    expect(await codeOf(await confirm(by.analyst, asked))).toBe('proposal.expired');
    test.clock.set(now);
  });
});
