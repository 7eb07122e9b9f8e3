import * as z from 'zod';

import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import { readSetting } from './queries.ts';

const ProposalTimes = z.object({
  /** Days in which somebody may decide on a proposal. */
  expiryDays: z.number().int().min(1),
  /** Days in which two people of whom one gave the other a role do not confirm for each other. */
  roleDays: z.number().int().min(1),
  /** Hours between the proposal to shut an administrator out and the clock that does it. */
  disableHours: z.number().int().min(24),
});
export type ProposalTimes = z.infer<typeof ProposalTimes>;

/** Reads the times of what one person proposes and another confirms (`proposal.times`). */
export async function readProposalTimes(sql: TransactionSql, on: IsoDate): Promise<ProposalTimes> {
  return ProposalTimes.parse((await readSetting(sql, 'proposal.times', on))?.value);
}
