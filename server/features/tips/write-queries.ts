import type { LonLat } from '#server/contract/geo.ts';
import type { TipKind } from '#server/contract/tip-kind.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import type { TipRow } from './queries.ts';

export type NewTip = {
  id: number;
  kind: TipKind;
  channel: string;
  communeId: number;
  position: LonLat | null;
  locationErrorMetres: number | null;
  placeName: string | null;
  category: string | null;
  occurredOn: IsoDate | null;
  receivedOn: IsoDate;
  policeNumber: string | null;
  channelNumber: string | null;
  receivedBy: string;
  recordedAt: IsoInstant;
  /** The hotline or portal that handed it in by itself; null for a person. */
  sourceId: number | null;
  clockStartedOn: IsoDate | null;
  dueOn: IsoDate | null;
};

/** Drawn beforehand: whoever takes in a tip for another commune cannot read it back. */
export async function drawTipNumber(sql: TransactionSql): Promise<{ id: number; code: string }> {
  const [row] = await sql<{ id: number; code: string }[]>`
    select
      nextval('tip_id_seq')::integer as id,
      'TT-' || lpad(nextval('tip_code_sequence')::text, 6, '0') as code`;
  if (row === undefined) throw new Error('a sequence gave no number');
  return row;
}

/** Broken when a channel's number comes a second time. */
export const CHANNEL_NUMBER_CONSTRAINT = 'tip_channel_number_unique';

/** Plainly: to skip a known number the database would want to show it, which the taker may not see. */
export async function insertTip(
  sql: TransactionSql,
  tip: NewTip & { code: string },
): Promise<void> {
  const [longitude, latitude] = tip.position ?? [null, null];
  await sql`
    insert into tip (
      id, code, kind, channel, commune_id, position, location_error_metres, place_name, category,
      occurred_on, received_on, police_number, channel_number, received_by, recorded_at, source_id,
      clock_started_on, due_on, stated_due_on
    )
    overriding system value
    values (
      ${tip.id}, ${tip.code}, ${tip.kind}, ${tip.channel}, ${tip.communeId},
      st_setsrid(st_makepoint(${longitude}::float8, ${latitude}::float8), 4326),
      ${tip.locationErrorMetres}, ${tip.placeName}, ${tip.category}, ${tip.occurredOn},
      ${tip.receivedOn}, ${tip.policeNumber}, ${tip.channelNumber}, ${tip.receivedBy},
      ${tip.recordedAt}, ${tip.sourceId}, ${tip.clockStartedOn}, ${tip.dueOn},
      ${tip.dueOn}
    )`;
}

/** Finds the answer to a channel's number when it came for the first time; whatever the asker's reach. */
export async function findKnownTip(
  sql: TransactionSql,
  channel: string,
  channelNumber: string,
): Promise<{ id: number; code: string; communeId: number; dueOn: IsoDate | null } | null> {
  const [row] = await sql<{ id: number; code: string; communeId: number; dueOn: IsoDate | null }[]>`
    select id, code, commune_id, due_on from known_tip(${channel}, ${channelNumber})`;
  return row ?? null;
}

export type TipChange = Pick<
  TipRow,
  | 'kind'
  | 'category'
  | 'acceptedOn'
  | 'verifiedOn'
  | 'classifiedOn'
  | 'handledOn'
  | 'outcome'
  | 'forwardedTo'
  | 'clockStartedOn'
  | 'dueOn'
  | 'extensionsUsed'
  | 'suspended'
  | 'statedDueOn'
  | 'countedHandledOn'
  | 'statedHandledOn'
>;

/** Writes what a step changed and what follows from it; false when somebody was faster. */
export async function updateTip(
  sql: TransactionSql,
  tipId: number,
  version: number,
  change: TipChange,
): Promise<boolean> {
  const rows = await sql`
    update tip
    set
      kind = ${change.kind}, category = ${change.category}, accepted_on = ${change.acceptedOn},
      verified_on = ${change.verifiedOn}, classified_on = ${change.classifiedOn},
      handled_on = ${change.handledOn}, outcome = ${change.outcome},
      forwarded_to = ${change.forwardedTo},
      clock_started_on = ${change.clockStartedOn}, due_on = ${change.dueOn},
      extensions_used = ${change.extensionsUsed}, suspended = ${change.suspended},
      stated_due_on = ${change.statedDueOn}, counted_handled_on = ${change.countedHandledOn},
      stated_handled_on = ${change.statedHandledOn},
      version = version + 1
    where id = ${tipId} and version = ${version}
    returning id`;
  return rows.length === 1;
}
