import type { PointDetail } from '#server/contract/point.ts';
import type { TestClient } from '#tests/support/test-app.ts';

import { DOCUMENT } from './register-acts.ts';

/** Bodies of a refusal, to which a reason is added, and of a confirmation. */
export const REFUSE = { effectiveOn: '2026-03-09', reasonText: 'Xem lại địa chỉ' };
export const CONFIRM = { effectiveOn: '2026-03-08', documentNumber: DOCUMENT };

/** Sends an answer (`confirm`, `refuse`, `respond`, …) to the latest part of a point's hand-over. */
export const say = (client: TestClient, point: PointDetail, word: string, body: object) =>
  client.post(`/api/handovers/${point.handovers[0]?.id}/${word}`, body);
