import type { IsoDate } from '#server/contract/time.ts';

import { apiQuery } from './api-query.ts';
import { api } from './client.ts';

const A_MINUTE = 60_000;

/** Prefix of all queries about signals. */
export const SIGNALS_KEY = ['signals'] as const;

/** The recurrences that a figure counts: of one point or commune, on some days, or those that stand today. */
export type SensitivityScope = {
  point?: number;
  commune?: string | undefined;
  from?: IsoDate | undefined;
  to?: IsoDate | undefined;
  standing?: true;
};

/** A figure of recurrences by other radii and windows. */
export function sensitivityQuery({ point, commune, from, to, standing }: SensitivityScope) {
  const query = {
    ...(point === undefined ? {} : { point: String(point) }),
    ...(commune === undefined ? {} : { commune }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(standing === true ? { standing: 'true' as const } : {}),
  };
  return apiQuery(
    [...SIGNALS_KEY, 'sensitivity', query],
    api.signals.sensitivity.$get,
    { query },
    { staleTime: A_MINUTE },
  );
}
