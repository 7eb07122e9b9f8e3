import { keepPreviousData } from '@tanstack/react-query';

import { apiQuery } from '#client/api/api-query.ts';
import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { REPORTS_KEY } from '#client/api/reports.ts';
import type { Once } from '#client/forms/use-write.ts';
import { FOLLOWS_POINTS } from '#client/register/points-changed.ts';
import type { PeriodKind } from '#server/contract/reporting-period.ts';
import type { ReportDocument } from '#server/contract/report.ts';

export type AskedPeriod = {
  kind: PeriodKind;
  year: number;
  number: number;
  /** Null: the whole city. */
  commune: string | null;
};

/** A period of a commune or the city; follows other people's changes as list and map do. */
export function reportQuery({ kind, year, number, commune }: AskedPeriod) {
  return apiQuery(
    [...REPORTS_KEY, kind, year, number, commune],
    api.reports.period.$get,
    {
      query: {
        kind,
        year: String(year),
        number: String(number),
        ...(commune === null ? {} : { commune }),
      },
    },
    { meta: FOLLOWS_POINTS, placeholderData: keepPreviousData },
  );
}

/** The analyses of a report, in its order; in an open one with how they would come out now. */
export function reportAnalysesQuery(reportId: number) {
  return apiQuery(
    [...REPORTS_KEY, 'analyses', reportId],
    api.reports[':id'].analyses.$get,
    { param: { id: String(reportId) } },
    { meta: FOLLOWS_POINTS },
  );
}

/** The file of a report and the name under which it is saved. */
export async function fetchDocument(
  id: number,
  json: ReportDocument,
  once: Once,
): Promise<{ blob: Blob; name: string }> {
  const response = await api.reports[':id'].documents.$post(
    { param: { id: String(id) }, json },
    once,
  );
  if (!response.ok) await call(Promise.resolve(response));
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  return { blob: await response.blob(), name: name ?? `bao-cao.${json.format}` };
}
