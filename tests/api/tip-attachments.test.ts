import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Attachment } from '#server/contract/attachment.ts';
import type { TipDetail, TipReceipt } from '#server/contract/tip.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { jpegSegments, paper, telephonePhoto } from '#tests/support/files/photos.ts';
import { people, type People } from '#tests/support/points/register-acts.ts';
import { okJson } from '#tests/support/routes/route-acts.ts';
import { sendAttachment } from '#tests/support/files/send-attachment.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

let test: TestApp;
let by: People;
let photo: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  test = await createTestApp();
  by = await people(test);
  photo = await telephonePhoto();
});
afterAll(() => test.close());

/** In the commune of the officer and the leader. */
const HOME: [number, number] = [105.852, 21.031];
/** In the commune of the other leader. */
const ELSEWHERE: [number, number] = [105.342, 21.058];

function tipAt(client: TestClient, position: [number, number]): Promise<TipReceipt> {
  return okJson(
    client.post('/api/tips', {
      kind: 'feedback',
      channel: 'in_person',
      receivedOn: test.deps.clock.today(),
      position,
      locationErrorMetres: 20,
    }),
  );
}

function send(
  client: TestClient,
  tipId: number,
  content: BlobPart,
  more: Record<string, string> = {},
) {
  const file = new File([content], 'tep.bin');
  return sendAttachment(client, file, { tipId, purpose: 'tip', ...more });
}
const kept = (response: Response) => okJson<Attachment>(response);
const detailOf = async (client: TestClient, id: number) =>
  (await (await client.get(`/api/tips/${id}`)).json()) as TipDetail;

describe('a photo or paper of a tip', () => {
  it('is kept without metadata, stands in its record, and is given as inert as the others', async () => {
    const tip = await tipAt(by.officer, HOME);
    const added = await kept(await send(by.officer, tip.id, photo));
    expect(added).toMatchObject({ tipId: tip.id, pointId: null, mediaType: 'image/jpeg' });
    const pdf = paper('Công văn số 12');
    const number = { documentNumber: '12/CV-UBND' };
    const document = await kept(await send(by.leader, tip.id, pdf, number));
    const listed = (await detailOf(by.analyst, tip.id)).attachments.map(({ id }) => id);
    expect(new Set(listed)).toEqual(new Set([added.id, document.id]));
    const shown = await by.leader.get(`/api/attachments/${added.id}`);
    const bytes = new Uint8Array(await shown.arrayBuffer());
    expect(jpegSegments(bytes).filter((name) => /^APP[1-9]/.test(name))).toEqual([]);
    const saved = await by.analyst.get(`/api/attachments/${document.id}`);
    expect(Object.fromEntries(saved.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': expect.stringMatching(
        /^attachment; filename="tin-\d+-[0-9a-f]+\.pdf"/,
      ),
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/default-src 'none'.*sandbox/),
      'cache-control': 'private, no-store',
    });
    const [logged] = await test.database.sql<{ looks: number }[]>`
      select count(*)::integer as looks from audit_entry
      where action = 'attachment.read' and subject_id in (${added.id}, ${document.id})
        and (detail ->> 'tipId')::integer = ${tip.id}`;
    expect(logged?.looks).toBe(2);
  });

  it('is what its bytes say, numbered if it is a paper, and never a secret one', async () => {
    const { id } = await tipAt(by.officer, HOME);
    await expectProblem(await send(by.officer, id, '<script/>'), 'attachment.unknown_type');
    const pdf = paper('Công văn');
    await expectProblem(await send(by.officer, id, pdf), 'attachment.number_required');
    const secret = paper('TỐI MẬT', 'Báo cáo');
    const number = { documentNumber: '1/BC' };
    await expectProblem(await send(by.officer, id, secret, number), 'attachment.secret');
  });

  it('comes with a tip for another commune until somebody there works on it', async () => {
    const tip = await tipAt(by.officer, ELSEWHERE);
    const sent = { id: randomUUID() };
    const added = await kept(await send(by.officer, tip.id, photo, sent));
    await kept(await send(by.officer, tip.id, photo, sent));
    const detail = await detailOf(by.otherLeader, tip.id);
    expect(detail.attachments.map(({ id }) => id)).toEqual([added.id]);
    const verified = await by.otherLeader.post(`/api/tips/${tip.id}/verify`, {
      version: detail.version,
      effectiveOn: test.deps.clock.today(),
    });
    expect(verified.status).toBe(200);
    await expectProblem(await send(by.officer, tip.id, photo), 'tip.not_found');
    await expectProblem(
      await by.officer.get(`/api/attachments/${added.id}`),
      'attachment.not_found',
    );
    expect((await by.otherLeader.get(`/api/attachments/${added.id}`)).status).toBe(200);
  });

  it('is nothing to other communes, to planners, and to who only looks at tips', async () => {
    const tip = await tipAt(by.officer, HOME);
    const added = await kept(await send(by.officer, tip.id, photo));
    const address = `/api/attachments/${added.id}`;
    await expectProblem(await by.otherLeader.get(address), 'attachment.not_found');
    await expectProblem(await send(by.otherLeader, tip.id, photo), 'tip.not_found');
    await expectProblem(await by.planner.get(address), 'attachment.not_found');
    await expectProblem(await send(by.planner, tip.id, photo), 'permission.denied');
    const coordinator = await test.as('coordinator');
    expect((await coordinator.get(address)).status).toBe(200);
    await expectProblem(await send(coordinator, tip.id, photo), 'permission.denied');
    await expectProblem(await send(by.officer, 999_999, photo), 'tip.not_found');
  });

  it('belongs to a tip or to a point, never to both or to neither', async () => {
    const { id } = await tipAt(by.officer, HOME);
    await expectProblem(await send(by.officer, id, photo, { pointId: '1' }), 'request.invalid');
    await expectProblem(await send(by.officer, id, photo, { purpose: 'point' }), 'request.invalid');
  });

  it('is hidden with a reason by its sender, and stays in the record', async () => {
    const tip = await tipAt(by.officer, HOME);
    const added = await kept(await send(by.officer, tip.id, photo));
    const address = `/api/attachments/${added.id}`;
    await expectProblem(
      await by.leader.post(`${address}/withdraw`, { reason: 'Không phải của tôi.' }),
      'permission.denied',
    );
    const hidden = await by.officer.post(`${address}/withdraw`, { reason: 'Chụp nhầm nơi.' });
    expect(hidden.status).toBe(200);
    await expectProblem(await by.leader.get(address), 'attachment.withdrawn');
    expect((await detailOf(by.leader, tip.id)).attachments[0]?.withdrawn?.reason).toBe(
      'Chụp nhầm nơi.',
    );
  });
});
