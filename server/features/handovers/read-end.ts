import type { ProblemCode } from '#server/contract/problem.ts';
import type { TransactionSql } from '#server/db/client.ts';

import { findEndOfPart } from './queries.ts';

/** Explains to the writer who came second who was faster (role and commune, no name), with which act, and when. */
export function explainEnd(handoverId: number) {
  return async (refusal: ProblemCode, sql: TransactionSql): Promise<Record<string, unknown>> => {
    if (refusal !== 'handover.not_pending') return {};
    const end = await findEndOfPart(sql, handoverId);
    if (end === null) return {};
    const { kind, recordedAt: at, actorRole: role } = end;
    const commune = `${end.communeType === 'xa' ? 'xã' : 'phường'} ${end.communeName ?? ''}`;
    switch (kind) {
      case 'handover_confirmed':
        return { outcome: 'confirmed', role, confirmedBy: commune, at };
      case 'handover_refused':
      case 'successor_refused':
        return { outcome: 'refused', role, refusedBy: commune, at };
      case 'handover_withdrawn':
        return { outcome: 'withdrawn', role, withdrawnAt: at };
      case 'successor_asked':
        return { outcome: 'successor_asked', role, lapsedCommune: commune, at };
    }
  };
}
