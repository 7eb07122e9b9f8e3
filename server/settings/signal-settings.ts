import {
  PARAMETER_VALUE,
  type MatchingParameters,
  type ParameterKey,
} from '#server/contract/signal-parameters.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import { readSetting } from './queries.ts';

/** Every measure by which signals are matched, as it holds on a day. */
export async function readMatchingParameters(
  sql: TransactionSql,
  on: IsoDate,
): Promise<MatchingParameters> {
  const valueOf = async (key: ParameterKey) => (await readSetting(sql, key, on))?.value;
  return {
    radius: PARAMETER_VALUE['signal.radius'].parse(await valueOf('signal.radius')),
    compatibility: PARAMETER_VALUE['signal.compatibility'].parse(
      await valueOf('signal.compatibility'),
    ),
    window: PARAMETER_VALUE['signal.window'].parse(await valueOf('signal.window')),
    flag: PARAMETER_VALUE['signal.flag'].parse(await valueOf('signal.flag')),
  };
}
