import { randomUUID } from 'node:crypto';

import type { ProposalDetail } from '#server/contract/proposal.ts';
import { sendAttachment } from '#tests/support/files/send-attachment.ts';
import type { TestClient } from '#tests/support/test-app.ts';

/** The smallest paper that is one: a PDF of one empty page. */
const PDF =
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';

export async function okProposal(response: Response): Promise<ProposalDetail> {
  const body: unknown = await response.json();
  if (!response.ok) throw new Error(`refused with ${response.status}: ${JSON.stringify(body)}`);
  return body as ProposalDetail;
}

/** Sends the paper of a proposal; gives its id. */
export async function paperOf(client: TestClient): Promise<string> {
  const id = randomUUID();
  const file = new File([PDF], 'van-ban.pdf', { type: 'application/pdf' });
  const fields = { id, purpose: 'paper', documentNumber: '12/BC-CAT' };
  const response = await sendAttachment(client, file, fields);
  if (!response.ok) throw new Error(`the paper was refused: ${await response.text()}`);
  return id;
}

const SECONDS = new WeakMap<TestClient, readonly TestClient[]>();

/** Names the people who confirm what a person proposes, the likeliest first. */
export function addSeconds(client: TestClient, seconds: readonly TestClient[]): void {
  SECONDS.set(client, seconds);
}

/**
 * Lets a second person confirm what its first one may not do alone.
 * @param after the answer to give once it is done; by default the record of the place, or that of the confirmation
 * @returns that, or the answer where one was enough or it was refused for another reason
 */
export async function withSecond(
  client: TestClient,
  response: Response,
  proposal: object,
  after?: () => Promise<Response>,
): Promise<Response> {
  const said = (await response.clone().json()) as { code?: string };
  if (said.code !== 'proposal.needed') return response;
  const paperId = await paperOf(client);
  const asked = await client.post('/api/proposals', { ...proposal, paperId });
  if (!asked.ok) return asked;
  const { id, point } = await okProposal(asked);
  let confirmed = asked;
  for (const second of SECONDS.get(client) ?? []) {
    confirmed = await second.post(`/api/proposals/${id}/confirm`, {
      pointVersion: point?.version ?? null,
    });
    if (!confirmed.ok) continue;
    if (after !== undefined) return after();
    return point === null ? confirmed : client.get(`/api/points/${point.id}`);
  }
  return confirmed;
}

/** Lets a previewed measure of the matching hold, as two persons do. */
export async function applyByTwo(client: TestClient, rematchId: number): Promise<Response> {
  const path = `/api/signal-rematches/${rematchId}`;
  const answer = await client.post(`${path}/apply`);
  const proposal = { kind: 'signal_parameter', rematchId };
  return withSecond(client, answer, proposal, () => client.get(path));
}
