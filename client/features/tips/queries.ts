import { keepPreviousData, type QueryClient } from '@tanstack/react-query';

import { apiQuery } from '#client/api/api-query.ts';
import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { pagedQuery } from '#client/api/paged-query.ts';
import { tipKey, TIPS_KEY } from '#client/api/tips.ts';
import type { Once } from '#client/forms/use-write.ts';
import { FOLLOWS_NOTICES } from '#client/register/points-changed.ts';
import type { ReviewTipPaper, TipDetail } from '#server/contract/tip.ts';

import { tipQueryOf, type TipSearch } from './tip-search.ts';

const AN_HOUR = 3_600_000;

/** Tips page by page: open ones by their due day, the oldest overdue first; then the closed. */
export function tipListQuery(search: TipSearch) {
  const query = tipQueryOf(search);
  return pagedQuery([...TIPS_KEY, 'list', query], (page, options) =>
    call(api.tips.$get({ query: { ...query, ...page } }, options)),
  );
}

/** Tips of others that the own commune is asked to take, page by page. */
export const askedTipsQuery = pagedQuery(
  [...TIPS_KEY, 'list', { asked: true }],
  (page, options) => call(api.tips.$get({ query: { asked: 'true', ...page } }, options)),
  { meta: FOLLOWS_NOTICES },
);

/** Numbers of tips by stage and clock, in one commune by its code or in all. */
export function tipCountsQuery(commune?: string) {
  return apiQuery(
    [...TIPS_KEY, 'counts', commune ?? null],
    api.tips.counts.$get,
    { query: { commune } },
    { meta: FOLLOWS_NOTICES, placeholderData: keepPreviousData },
  );
}

export function tipStatisticsQuery(period: { from: string; to: string }) {
  return apiQuery(
    [...TIPS_KEY, 'statistics', period],
    api.tips.statistics.$get,
    { query: period },
    { placeholderData: keepPreviousData },
  );
}

export function tipQuery(id: number) {
  return apiQuery(tipKey(id), api.tips[':id'].$get, { param: { id: String(id) } });
}

/** Says what the paper of a late step shows. */
export function sendTipPaper(id: number, json: ReviewTipPaper, once: Once): Promise<TipDetail> {
  return call(api.tips[':id'].papers.$post({ param: { id: String(id) }, json }, once));
}

/** The rules of the clocks and the days off, by which screens say a due day before it is written. */
export const tipClocksQuery = apiQuery(
  ['tip-clocks'],
  api['tip-clocks'].$get,
  {},
  { staleTime: AN_HOUR },
);

/** After a step: the record is the answer's, and list, counts and figures follow. */
export async function keepTip(client: QueryClient, tip: TipDetail): Promise<void> {
  client.setQueryData(tipQuery(tip.id).queryKey, tip);
  await Promise.all(
    ['list', 'counts', 'statistics'].map((part) =>
      client.invalidateQueries({ queryKey: [...TIPS_KEY, part] }),
    ),
  );
}
