import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { FOLLOWS_POINTS } from '#client/register/points-changed.ts';
import type { PeriodKind } from '#server/contract/reporting-period.ts';
import type {
  DraftReport,
  ReportDocument,
  ReportList,
  ReportView,
  SetPeriods,
} from '#server/contract/report.ts';

export const REPORTS_KEY = ['reports'] as const;

export const reportsQuery = queryOptions({
  queryKey: REPORTS_KEY,
  meta: FOLLOWS_POINTS,
  queryFn: ({ signal }): Promise<ReportList> => call(api.reports.$get({}, { init: { signal } })),
});

export type AskedPeriod = {
  kind: PeriodKind;
  year: number;
  number: number;
  /** Null: the whole city. */
  commune: string | null;
};

/** A period of a commune or the city; follows other people's changes as list and map do. */
export function reportQuery({ kind, year, number, commune }: AskedPeriod) {
  return queryOptions({
    queryKey: [...REPORTS_KEY, kind, year, number, commune],
    meta: FOLLOWS_POINTS,
    queryFn: ({ signal }): Promise<ReportView> =>
      call(
        api.reports.period.$get(
          {
            query: {
              kind,
              year: String(year),
              number: String(number),
              ...(commune === null ? {} : { commune }),
            },
          },
          { init: { signal } },
        ),
      ),
    placeholderData: keepPreviousData,
  });
}

export type ReportAct =
  | { act: 'draft'; json: DraftReport }
  | { act: 'send' | 'approve'; id: number; hash: string }
  | { act: 'return'; id: number; reason: string };

export function useReportAct() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (given: ReportAct): Promise<ReportView> => sendAct(given),
    // After a refusal too: what was refused is seldom what is on the screen now.
    onSettled: () => queryClient.invalidateQueries({ queryKey: REPORTS_KEY }),
  });
}

function sendAct(given: ReportAct): Promise<ReportView> {
  if (given.act === 'draft') return call(api.reports.drafts.$post({ json: given.json }));
  const param = { id: String(given.id) };
  const report = api.reports[':id'];
  switch (given.act) {
    case 'send':
      return call(report.send.$post({ param, json: { hash: given.hash } }));
    case 'approve':
      return call(report.approve.$post({ param, json: { hash: given.hash } }));
    case 'return':
      return call(report.return.$post({ param, json: { reason: given.reason } }));
  }
}

/** From a day on, lets reporting months begin on another day. */
export async function setPeriods(json: SetPeriods): Promise<void> {
  await call(api.reports.periods.$post({ json }));
}

/** The file of a report and the name under which it is saved. */
export async function fetchDocument(
  id: number,
  json: ReportDocument,
): Promise<{ blob: Blob; name: string }> {
  const response = await api.reports[':id'].documents.$post({ param: { id: String(id) }, json });
  if (!response.ok) await call(Promise.resolve(response));
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  return { blob: await response.blob(), name: name ?? `bao-cao.${json.format}` };
}
