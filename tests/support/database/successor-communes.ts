import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** A commune in force from a day on, without an area of its own; gives its id. */
export async function addSuccessorCommune(
  sql: TransactionSql,
  code: string,
  validFrom: IsoDate,
): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into commune (code, valid_from, name, type, centre)
    values (
      ${code}, ${validFrom}, ${`Kế Thừa ${code}`}, 'phuong',
      st_setsrid(st_makepoint(105.85, 21.03), 4326)
    )
    returning id`;
  if (row === undefined) throw new Error('the commune was not added');
  return row.id;
}

/** The place lies in this one commune from now on, as a new boundary file would say. */
export async function giveTo(
  sql: TransactionSql,
  pointId: number,
  communeId: number,
): Promise<void> {
  await sql`delete from point_commune where point_id = ${pointId}`;
  await sql`
    insert into point_commune (point_id, commune_id, lead) values (${pointId}, ${communeId}, true)`;
}
