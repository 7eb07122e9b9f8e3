import type { NamedCommunes } from '#server/contract/act-batch.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import type { PointState } from './rules.ts';

type StatePart = PointState['handovers'][number] & { cycle: number; documentNumber: string | null };

export type StateRow = Omit<PointState, 'handovers' | 'openSuspicionsRaisedBy'> & {
  id: number;
  code: string;
  officialName: string;
  version: number;
  eliminatedOn: IsoDate | null;
  handovers: StatePart[] | null;
  /** Communes in which it lies, the lead first. */
  communes: NamedCommunes;
  openSuspicionsRaisedBy: string[] | null;
};

/** Reads the facts that the rules for acts need, of many points at once, in no order, without those out of reach. */
export async function listPointStates(
  sql: TransactionSql,
  pointIds: readonly number[],
  on: IsoDate,
): Promise<StateRow[]> {
  return sql<StateRow[]>`
    select
      point.id, point.code, point.official_name, point.version, point.status, point.cycle,
      point.merged_into is not null as merged, point.proposed_by,
      coalesce(point.merged_into = point.id, false) as removed,
      point.status_since as last_status_on,
      (
        select cycle.eliminated_on from cycle
        where cycle.point_id = point.id and cycle.number = point.cycle
      ),
      ${partsOfCycle(sql, on)} as handovers,
      ${communesOf(sql)} as communes,
      (
        select array_agg(raiser)
        from (
          select signal.raised_by as raiser
          from signal
          where signal.point_id = point.id and signal.state = 'suspected'
          union
          select visitor
          from signal
          cross join lateral signal_visitors(signal.id) as visitor
          where signal.point_id = point.id and signal.state = 'suspected'
        ) raised
      ) as open_suspicions_raised_by
    from point
    where point.id = any (${pointIds as number[]}::integer[])`;
}

/** The parts of the hand-overs of the present cycle. */
function partsOfCycle(sql: TransactionSql, on: IsoDate) {
  return sql`
    (
      select jsonb_agg(
        jsonb_build_object(
          'id', handover.id, 'communeId', handover.commune_id, 'attempt', handover.attempt,
          'state', handover.state, 'proposedBy', handover.proposed_by,
          'proposedOn', handover.proposed_on, 'answeredBy', handover.answered_by,
          'respondedOn', handover.responded_on, 'cycle', handover.cycle,
          'documentNumber', handover.document_number,
          'abolished', coalesce(commune.valid_to <= ${on}::date, false)
        )
        order by handover.attempt, handover.id
      )
      from handover
      join commune on commune.id = handover.commune_id
      where handover.point_id = point.id and handover.cycle = point.cycle
    )`;
}

function communesOf(sql: TransactionSql) {
  return sql`
    (
      select coalesce(
        jsonb_agg(
          jsonb_build_object(
            'id', commune.id, 'code', commune.code, 'name', commune.name, 'type', commune.type
          )
          order by point_commune.lead desc, commune.code
        ),
        '[]'
      )
      from point_commune
      join commune on commune.id = point_commune.commune_id
      where point_commune.point_id = point.id
    )`;
}
