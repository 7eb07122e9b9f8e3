import type { AttributionLedger } from '#server/contract/attribution.ts';
import type { SealedAnalysis } from '#server/contract/report-analysis.ts';
import { SUBJECT_DEFINITIONS } from '#server/contract/report-analysis-words.ts';
import type { IsoInstant } from '#server/contract/time.ts';

import { communeWords } from './commune-words.ts';

/** Definitions of the ledger; raised when the same acts would be attributed otherwise. */
const DEFINITIONS = 1;

/** Seals who answers for each recurrence of a point, oldest first. The point is named by its code alone. */
export function sealAttribution(
  { point, items, today }: AttributionLedger,
  dataCutOff: IsoInstant | null,
): SealedAnalysis {
  const oldestFirst = items.toSorted((a, b) => a.number - b.number);
  return {
    format: 1,
    subject: 'attribution',
    definition: SUBJECT_DEFINITIONS.attribution,
    definitions: DEFINITIONS,
    dataCutOff,
    from: null,
    to: today,
    n: [{ what: 'recurrences', count: items.length }],
    parameters: [{ word: 'of_point', value: point.code }],
    columns: ['recurred_on', 'owners', 'basis'],
    rows: oldestFirst.map(({ recurredOn, owners, basis }) => [
      recurredOn,
      owners.length === 0 ? null : owners.map(communeWords).join(', '),
      { word: basis },
    ]),
    rowsLeftOut: 0,
    chart: null,
  };
}
