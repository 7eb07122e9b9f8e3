import type { Feature } from '#server/feature.ts';

import { readPastRecord, readRecord, readRecordIn } from './read-record.ts';

export const pointRecord = {
  uses: ['attachments', 'handovers', 'life-cycle', 'points', 'replies', 'signals'],
  joins: { readRecord, readRecordIn, readPastRecord },
} as const satisfies Feature;
