import * as z from 'zod';

import type { InspectionObjectPage } from '#server/contract/inspection-object.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { readSetting } from '#server/settings/queries.ts';

const Reinspection = z.object({ days: z.number().int().positive() });

/** After how many days a business with findings is inspected again (`inspection.reinspection`). */
export async function readReinspection(
  sql: TransactionSql,
  on: IsoDate,
): Promise<InspectionObjectPage['reinspection']> {
  const setting = await readSetting(sql, 'inspection.reinspection', on);
  const { days } = Reinspection.parse(setting?.value);
  return { days, origin: setting?.origin ?? '', validFrom: setting?.validFrom ?? on };
}
