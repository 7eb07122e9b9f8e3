import type { LonLat } from '#server/contract/geo.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { listQuotas } from '#server/features/inspection-objects/inspection-queries.ts';
import { readReinspection } from '#server/features/inspection-objects/inspection-settings.ts';
import {
  type InspectionCandidate,
  listInspectionCandidates,
} from '#server/features/inspection-objects/queries.ts';

import { type CandidateArea, listBusinessPlaces } from './candidate-queries.ts';

/** Facts by which a business is ranked; dates are civil days. */
export type BusinessFacts = Pick<
  InspectionCandidate,
  'code' | 'name' | 'category' | 'lastInspectedOn' | 'reinspectionDueOn' | 'needs'
> & {
  objectId: number;
  place: LonLat;
  commune: { code: string; name: string };
  quota: { quota: number; inspected: number } | null;
};

/** Open businesses of an area, with what the register of inspections says of them and of their communes. */
export async function listBusinessFacts(
  sql: TransactionSql,
  area: CandidateArea,
  today: IsoDate,
): Promise<BusinessFacts[]> {
  const [places, { days: reinspectionDays }] = await Promise.all([
    listBusinessPlaces(sql, area),
    readReinspection(sql, today),
  ]);
  if (places.length === 0) return [];
  const year = Number(today.slice(0, 4));
  const [candidates, quotas] = await Promise.all([
    listInspectionCandidates(sql, { today, reinspectionDays }, { onlyNeeded: false }),
    listQuotas(sql, { year, today, reinspectionDays }),
  ]);
  const quotaOf = new Map(quotas.map((one) => [one.communeId, one] as const));
  const placeOf = new Map(places.map((place) => [place.objectId, place] as const));
  return candidates.flatMap(({ id, position, communeId, ...candidate }) => {
    const place = placeOf.get(id);
    if (place === undefined) return [];
    const { quota = null, inspected = 0 } = quotaOf.get(communeId) ?? {};
    return {
      ...candidate,
      objectId: id,
      place: position,
      commune: { code: place.communeCode, name: place.communeName },
      quota: quota === null ? null : { quota, inspected },
    };
  });
}
