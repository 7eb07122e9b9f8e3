import {
  PARAMETER_VALUE,
  type MatchingParameters,
  type ParameterKey,
} from '#server/contract/signal-parameters.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import { readSettings } from './queries.ts';

/** Every measure by which signals are matched, as it holds on a day. */
export async function readMatchingParameters(
  sql: TransactionSql,
  on: IsoDate,
): Promise<MatchingParameters> {
  const keys = Object.keys(PARAMETER_VALUE) as ParameterKey[];
  const values = await readSettings(sql, keys, on);
  return {
    radius: PARAMETER_VALUE['signal.radius'].parse(values.get('signal.radius')),
    compatibility: PARAMETER_VALUE['signal.compatibility'].parse(
      values.get('signal.compatibility'),
    ),
    window: PARAMETER_VALUE['signal.window'].parse(values.get('signal.window')),
    flag: PARAMETER_VALUE['signal.flag'].parse(values.get('signal.flag')),
  };
}
