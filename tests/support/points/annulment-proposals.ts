import type { PointDetail } from '#server/contract/point.ts';
import type { ProposalDetail } from '#server/contract/proposal.ts';
import type { TestClient } from '#tests/support/test-app.ts';

import { latest, type openAnnulments, REASON } from './annul-acts.ts';
import { paperOf } from './proposal-acts.ts';
import { DOCUMENT } from './register-acts.ts';

export const codeOf = async (response: Response) =>
  ((await response.json()) as { code?: string }).code;

export const annulBody = (point: PointDetail) => ({
  version: point.version,
  reason: REASON,
  documentNumber: DOCUMENT,
});

/** Asks for the annulment of what two persons made, with a paper of its own where none is given. */
export async function askAnnulment(
  client: TestClient,
  point: PointDetail,
  more: { kind?: 'recurrence_confirmed' | 'handover_confirmed'; paperId?: string | null } = {},
): Promise<Response> {
  const { kind = 'recurrence_confirmed', paperId = await paperOf(client) } = more;
  const eventId = latest(point, kind);
  return client.post('/api/proposals', { kind: 'annul', eventId, act: annulBody(point), paperId });
}

export const confirmProposal = (client: TestClient, { id, point }: ProposalDetail) =>
  client.post(`/api/proposals/${id}/confirm`, { pointVersion: point?.version ?? null });

type Opened = Awaited<ReturnType<typeof openAnnulments>>;

/** A place whose recurrence was confirmed. */
export async function recurringPoint({ on }: Opened): Promise<PointDetail> {
  const confirmed = on.acts['recurrence_confirmed'];
  if (confirmed === undefined) throw new Error('nobody confirms a recurrence');
  return confirmed.act(await confirmed.ready());
}
