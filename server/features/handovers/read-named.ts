import { AppError, type ProblemCode } from '#server/contract/problem.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { isCommuneInForce } from '#server/features/communes/queries.ts';

import { findPointCode } from './queries.ts';

const MISMATCH = 'handover.response_mismatch';

/**
 * A commune and a point that a refusal or its answer names, with the fields of the request that name them;
 * `except` is the commune that it cannot be.
 */
export type Named = {
  commune: { id: number | null; field: string; except?: number };
  point: { id: number | null; field: string };
};

/**
 * Checks what a refusal or its answer names against the reason: a commune for `wrong_commune`, a point for
 * `duplicate`. Gives the code of the point, or null where none is named.
 * @throws {AppError} `handover.response_mismatch`, `commune.not_found`, `point.not_found`, each at its field
 */
export async function readNamed(
  sql: TransactionSql,
  { commune, point }: Named,
  part: { reason: string | null; pointId: number; today: IsoDate },
): Promise<string | null> {
  if (commune.id !== null) {
    const fits = part.reason === 'wrong_commune' && commune.id !== commune.except;
    if (!fits) throw faultAt(commune.field, MISMATCH);
    if (!(await isCommuneInForce(sql, commune.id, part.today))) {
      throw faultAt(commune.field, 'commune.not_found');
    }
  }
  if (point.id === null) return null;
  if (part.reason !== 'duplicate' || point.id === part.pointId)
    throw faultAt(point.field, MISMATCH);
  const code = await findPointCode(sql, point.id);
  if (code === null) throw faultAt(point.field, 'point.not_found');
  return code;
}

function faultAt(field: string, code: ProblemCode): AppError {
  return new AppError(code, { errors: [{ pointer: `/${field}`, code }] });
}
