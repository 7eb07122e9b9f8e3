import { AppError } from '#server/contract/problem.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import {
  askAfterNewAreas,
  askSuccessors,
  type AskedSuccessors,
} from '#server/features/handovers/successor-commands.ts';

/** A point whose ground changes hands, and the communes to which it may go. */
export type Ground = {
  pointId: number;
  /** The commune that follows each, when it is no more. */
  successorOf: ReadonlyMap<number, number>;
  /** The commune in force to which new areas give what each has. */
  neighbourOf: ReadonlyMap<number, number>;
};

/** One of the point's communes is no more from today on, and its successor is asked where it must be. */
export async function succeed(deps: Deps, ground: Ground, choice: number): Promise<void> {
  await changeHands(deps, ground.pointId, choice, ground.successorOf, async (sql, former) => {
    await sql`update commune set valid_to = ${deps.clock.today()} where id = ${former}`;
    return askSuccessors(sql, deps.clock, null, [ground.pointId]);
  });
}

/** New areas put what one of the point's communes has into another one in force, which is asked. */
export async function transfer(deps: Deps, ground: Ground, choice: number): Promise<void> {
  await changeHands(deps, ground.pointId, choice, ground.neighbourOf, (sql) =>
    askAfterNewAreas(sql, deps.clock, null, [ground.pointId]),
  );
}

async function changeHands(
  deps: Deps,
  pointId: number,
  choice: number,
  follows: ReadonlyMap<number, number>,
  ask: (sql: TransactionSql, former: number) => Promise<AskedSuccessors>,
): Promise<void> {
  const { asked } = await asSystem(deps.database, async (sql) => {
    const touched = await sql<{ communeId: number; lead: boolean }[]>`
      select commune_id, lead from point_commune where point_id = ${pointId} order by commune_id`;
    const former = touched[choice % touched.length];
    const next = follows.get(former?.communeId ?? 0);
    if (former === undefined || next === undefined) return { asked: 0 };
    await sql`
      delete from point_commune where point_id = ${pointId} and commune_id = ${former.communeId}`;
    await sql`
      insert into point_commune (point_id, commune_id, lead)
      values (${pointId}, ${next}, ${former.lead})
      on conflict (point_id, commune_id) do update set lead = point_commune.lead or excluded.lead`;
    return ask(sql, former.communeId);
  });
  if (asked === 0) throw new AppError('handover.not_pending');
  await deps.points.refresh([pointId]);
}
