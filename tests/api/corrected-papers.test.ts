import { expect, it } from 'vitest';

import { asSystem } from '#server/db/transaction.ts';
import { openCity } from '#tests/support/gamer/city.ts';
import { okProposal, paperOf } from '#tests/support/points/proposal-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';

const TODAY = '2026-11-24';

it('the day of a hand-over that was taken over from older papers is corrected by two', async () => {
  const city = await openCity(TODAY, 'generated');
  try {
    const { database } = city.test;
    const [analyst, coordinator] = ['analyst', 'coordinator'].map(
      (name) => city.players.find((player) => player.name === name)?.client ?? city.reader,
    );
    const [taken] = await database.sql<
      { pointId: number; cycle: number; version: number; eventId: number; recordedOn: string }[]
    >`
      select
        point.id as point_id, point.cycle, point.version, event.id as event_id,
        city_date(event.recorded_at)::text as recorded_on
      from point
      join event on event.point_id = point.id and event.cycle = point.cycle
      where point.status = 'handed_over' and event.kind = 'handover_confirmed'
        and city_date(event.recorded_at) > event.effective_on
        and not exists (
          select from event later where later.point_id = point.id and later.seq > event.seq
        )
      order by point.id limit 1`;
    if (taken === undefined || analyst === undefined || coordinator === undefined)
      throw new Error('none');
    const act = {
      version: taken.version,
      effectiveOn: TODAY,
      documentNumber: '12/BB-UBND',
      note: null,
      reason: 'Đính chính ngày bàn giao.',
      event: { id: taken.eventId, effectiveOn: taken.recordedOn },
    };
    const path = `/api/points/${taken.pointId}/correct`;
    await expectProblem(await analyst.post(path, act), 'proposal.needed');
    const proposal = {
      kind: 'correct',
      pointId: taken.pointId,
      act,
      paperId: await paperOf(analyst),
    };
    const asked = await okProposal(await analyst.post('/api/proposals', proposal));
    const pointVersion = asked.point?.version ?? null;
    await okProposal(
      await coordinator.post(`/api/proposals/${asked.id}/confirm`, { pointVersion }),
    );
    const days = await asSystem(
      database,
      (sql) => sql<{ on: string }[]>`
        select cycle.handed_over_on as on from cycle
        where cycle.point_id = ${taken.pointId} and cycle.number = ${taken.cycle}
        union all
        select handover.proposed_on from handover
        where handover.point_id = ${taken.pointId} and handover.cycle = ${taken.cycle}`,
    );
    expect(new Set(days.map(({ on }) => on))).toEqual(new Set([taken.recordedOn]));
  } finally {
    await city.close();
  }
});
