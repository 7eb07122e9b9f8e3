import * as z from 'zod';

import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type {
  SheetCommune,
  SheetMap,
  WeeklyDraft,
  WeeklyFigures,
  WeeklySheet,
  WeeklySignatures,
} from '#server/contract/weekly-sheet.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { readSetting } from '#server/settings/queries.ts';

const Week = z.object({ firstWeekday: z.number().int().min(1).max(7) });

/** The commune of a code that is in force on a day; null when there is none. */
export async function findSheetCommune(
  sql: TransactionSql,
  code: string,
  on: IsoDate,
): Promise<SheetCommune | null> {
  const [row] = await sql<SheetCommune[]>`
    select id, code, name, type from commune
    where code = ${code} and valid_from <= ${on} and (valid_to is null or valid_to > ${on})`;
  return row ?? null;
}

type SheetKey = { communeId: number; firstOn: IsoDate };

/** Signed versions, latest first; `intact` is for the caller to find out. */
export async function listVersions(
  sql: TransactionSql,
  { communeId, firstOn }: SheetKey,
): Promise<Omit<WeeklySheet, 'intact'>[]> {
  return sql<Omit<WeeklySheet, 'intact'>[]>`
    select
      weekly_sheet.id, weekly_sheet.version, weekly_sheet.as_of, weekly_sheet.figures,
      weekly_sheet.figures_hash as hash, weekly_sheet.remark, weekly_sheet.reason,
      preparer.name as prepared_by, signer.name as signed_by, weekly_sheet.signed_at
    from weekly_sheet
    join app_user signer on signer.id = weekly_sheet.signed_by
    left join app_user preparer on preparer.id = weekly_sheet.prepared_by
    where weekly_sheet.commune_id = ${communeId} and weekly_sheet.first_on = ${firstOn}
    order by weekly_sheet.version desc`;
}

export async function findDraft(
  sql: TransactionSql,
  { communeId, firstOn }: SheetKey,
): Promise<(WeeklyDraft & { preparedById: string }) | null> {
  const [row] = await sql<(WeeklyDraft & { preparedById: string })[]>`
    select
      weekly_sheet_draft.remark, weekly_sheet_draft.prepared_by as prepared_by_id,
      app_user.name as prepared_by, weekly_sheet_draft.prepared_at
    from weekly_sheet_draft
    join app_user on app_user.id = weekly_sheet_draft.prepared_by
    where weekly_sheet_draft.commune_id = ${communeId}
      and weekly_sheet_draft.first_on = ${firstOn}`;
  return row ?? null;
}

export async function saveDraft(
  sql: TransactionSql,
  draft: SheetKey & { remark: string | null; preparedBy: string; preparedAt: IsoInstant },
): Promise<void> {
  await sql`
    insert into weekly_sheet_draft (commune_id, first_on, remark, prepared_by, prepared_at)
    values (
      ${draft.communeId}, ${draft.firstOn}, ${draft.remark}, ${draft.preparedBy},
      ${draft.preparedAt}
    )
    on conflict on constraint weekly_sheet_draft_pkey do update
    set
      remark = excluded.remark, prepared_by = excluded.prepared_by,
      prepared_at = excluded.prepared_at`;
}

/** Appends a version; `weekly_sheet_one_per_version` is the lock against two signatures at once. */
export async function insertVersion(
  sql: TransactionSql,
  sheet: SheetKey & {
    lastOn: IsoDate;
    version: number;
    asOf: IsoDate;
    figures: WeeklyFigures;
    hash: string;
    remark: string | null;
    preparedBy: string | null;
    reason: string | null;
    signedBy: string;
    signedAt: IsoInstant;
  },
): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into weekly_sheet (
      commune_id, first_on, last_on, version, as_of, figures, figures_hash, remark, prepared_by,
      reason, signed_by, signed_at
    ) values (
      ${sheet.communeId}, ${sheet.firstOn}, ${sheet.lastOn}, ${sheet.version}, ${sheet.asOf},
      ${JSON.stringify(sheet.figures)}::text::jsonb, ${sheet.hash}, ${sheet.remark},
      ${sheet.preparedBy}, ${sheet.reason}, ${sheet.signedBy}, ${sheet.signedAt}
    )
    returning id`;
  if (row === undefined) throw new Error('a signed sheet returned no id');
  return row.id;
}

/** About 20 m: less than a line is wide on the drawing. */
const SIMPLIFIED_DEGREES = 0.0002;

/** The area of a commune by the boundary set in force, and the positions of points by their codes. */
export async function findSheetMap(
  sql: TransactionSql,
  { communeId, codes }: { communeId: number; codes: readonly string[] },
): Promise<SheetMap> {
  const [area] = await sql<{ polygons: SheetMap['outline'][] }[]>`
    select
      st_asgeojson(
        st_multi(st_simplifypreservetopology(boundary.geom, ${SIMPLIFIED_DEGREES}::float8)), 5
      )::jsonb -> 'coordinates' as polygons
    from boundary_set
    join boundary on boundary.set_id = boundary_set.id
    where boundary_set.active and boundary.commune_id = ${communeId}`;
  const places = await sql<{ code: string; longitude: number; latitude: number }[]>`
    select code, st_x(anchor) as longitude, st_y(anchor) as latitude from point
    where code = any (${[...codes]}::text[])
    order by code`;
  return {
    outline: area?.polygons.flat() ?? [],
    places: places.map(({ code, longitude, latitude }) => ({ code, place: [longitude, latitude] })),
  };
}

type SignatureRow = SheetCommune & {
  version: number | null;
  asOf: IsoDate;
  signedBy: string;
  signedAt: IsoInstant;
};

/** The communes of a day, those of `communeIds` or all, each with its latest signature of a week. */
export async function listSignatures(
  sql: TransactionSql,
  wanted: { firstOn: IsoDate; on: IsoDate; communeIds: readonly number[] | null },
): Promise<WeeklySignatures['items']> {
  const { communeIds } = wanted;
  const rows = await sql<SignatureRow[]>`
    select
      commune.id, commune.code, commune.name, commune.type, latest.version, latest.as_of,
      app_user.name as signed_by, latest.signed_at
    from commune
    left join lateral (
      select version, as_of, signed_by, signed_at from weekly_sheet
      where weekly_sheet.commune_id = commune.id and weekly_sheet.first_on = ${wanted.firstOn}
      order by version desc
      limit 1
    ) as latest on true
    left join app_user on app_user.id = latest.signed_by
    where commune.valid_from <= ${wanted.on}
      and (commune.valid_to is null or commune.valid_to > ${wanted.on})
      and (
        ${communeIds === null} or commune.id = any (${[...(communeIds ?? [])]}::integer[])
      )
    order by latest.version is not null, commune.code`;
  return rows.map(({ id, code, name, type, version, ...signed }) => ({
    commune: { id, code, name, type },
    signed: version === null ? null : { version, ...signed },
  }));
}

/** Lists the communes whose sheet of a week nobody has signed. */
export async function listUnsigned(
  sql: TransactionSql,
  communeIds: readonly number[],
  firstOn: IsoDate,
): Promise<number[]> {
  const rows = await sql<{ communeId: number }[]>`
    select given.commune_id
    from unnest(${[...communeIds]}::integer[]) given (commune_id)
    where not exists (
      select from weekly_sheet
      where weekly_sheet.commune_id = given.commune_id and weekly_sheet.first_on = ${firstOn}
    )`;
  return rows.map(({ communeId }) => communeId);
}

/** On which weekday a reported week begins (1 Monday … 7 Sunday), and who says so (`weekly_sheet.week`). */
export async function readSheetWeek(
  sql: TransactionSql,
  on: IsoDate,
): Promise<{ firstWeekday: number; origin: string }> {
  const setting = await readSetting(sql, 'weekly_sheet.week', on);
  return { ...Week.parse(setting?.value), origin: setting?.origin ?? '' };
}
