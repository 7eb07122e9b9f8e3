import * as z from 'zod';

import invented from '#data/demo/support-services.json' with { type: 'json' };
import { AddSupportServiceBody } from '#server/contract/support-service.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { addReferenceServices } from '#server/features/services/queries.ts';

const Services = z.array(AddSupportServiceBody.extend({ key: z.string() }));

/** Invented entries of the directory, each marked as such. */
export async function listInventedServices(
  sql: TransactionSql,
  writtenAt: IsoInstant,
): Promise<void> {
  await addReferenceServices(sql, Services.parse(invented.services), { invented: true, writtenAt });
}
