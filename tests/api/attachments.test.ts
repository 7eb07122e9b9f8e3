import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { MOST_ATTACHMENT_BYTES, type Attachment } from '#server/contract/attachment.ts';
import type { PointDetail } from '#server/contract/point.ts';
import { setOrphansAside } from '#server/features/attachments/orphan-jobs.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { jpegSegments, paper, pngBomb, telephonePhoto } from '#tests/support/files/photos.ts';
import { handedOver, okPoint, people, type People } from '#tests/support/points/register-acts.ts';
import { okJson } from '#tests/support/routes/route-acts.ts';
import { photoFile, sendAttachment } from '#tests/support/files/send-attachment.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

let test: TestApp;
let by: People;
let point: PointDetail;
let photo: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  test = await createTestApp();
  by = await people(test);
  point = await handedOver(by);
  photo = await telephonePhoto();
});
afterAll(() => test.close());

function send(
  client: TestClient,
  content: BlobPart,
  { name, ...fields }: Readonly<Record<string, string>> = {},
) {
  return sendAttachment(client, photoFile(content, name), { pointId: point.id, ...fields });
}
const kept = (response: Response) => okJson<Attachment>(response);

const readRecord = async (client: TestClient) =>
  okPoint(await client.get(`/api/points/${point.id}`));
const countRows = async () =>
  (await test.database.sql<{ n: number }[]>`select count(*)::integer as n from attachment`)[0]?.n;

describe('a photo of a place', () => {
  it('is kept redrawn, and given to those who see the place, logged, inert and uncached', async () => {
    const added = await kept(await send(by.officer, photo));
    expect(added).toMatchObject({ mediaType: 'image/jpeg', width: 480, height: 640 });
    const response = await by.leader.get(`/api/attachments/${added.id}`);
    expect(response.status).toBe(200);
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect(bytes.length).toBe(added.bytes);
    expect(jpegSegments(bytes).filter((name) => /^APP[1-9]/.test(name))).toEqual([]);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'; "),
      'content-disposition': expect.stringMatching(/^inline; filename="diem-/),
      'cache-control': 'private, no-store',
    });
    const small = await by.leader.get(`/api/attachments/${added.id}?size=thumbnail`);
    expect((await small.arrayBuffer()).byteLength).toBeLessThan(bytes.length);
    const looks = await test.database.sql`
      select account_id, detail ->> 'size' as size from audit_entry
      where action = 'attachment.read' and subject_id = ${added.id} order by seq`;
    expect([...looks]).toEqual([
      { accountId: by.leader.account?.accountId, size: 'full' },
      { accountId: by.leader.account?.accountId, size: 'thumbnail' },
    ]);
    expect((await readRecord(by.leader)).attachments).toContainEqual(
      expect.objectContaining({ id: added.id, eventId: null, mayWithdraw: false }),
    );
  });

  it('is kept once, however often it is sent, and its id stands for nothing else', async () => {
    const id = randomUUID();
    const [first, second] = await Promise.all([
      send(by.officer, photo, { id }),
      send(by.officer, photo, { id }),
    ]);
    expect(await kept(first)).toEqual(await kept(second));
    const before = await countRows();
    await kept(await send(by.officer, photo, { id }));
    expect(await countRows()).toBe(before);
    const other = await telephonePhoto('png');
    await expectProblem(await send(by.officer, other, { id }), 'attachment.id_taken');
    await expectProblem(await send(by.leader, photo, { id }), 'attachment.id_taken');
  });

  it('is not there for another commune, nor can it be added to a place out of reach', async () => {
    const added = await kept(await send(by.officer, photo));
    const address = `/api/attachments/${added.id}`;
    await expectProblem(await by.otherLeader.get(address), 'attachment.not_found');
    await expectProblem(
      await by.otherLeader.post(`${address}/withdraw`, { reason: 'Không thuộc nơi này.' }),
      'attachment.not_found',
    );
    await expectProblem(await send(by.otherLeader, photo), 'point.not_found');
    await expectProblem(await send(by.planner, photo), 'permission.denied');
    await expectProblem(await test.anonymous.get(address), 'session.missing');
    const admin = await test.as('admin');
    await expectProblem(await admin.get(address), 'permission.denied');
    await expectProblem(
      await by.officer.get(`/api/attachments/${randomUUID()}`),
      'attachment.not_found',
    );
  });

  it.each([
    ['a drawing with a script', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'],
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['a film', '\u0000\u0000\u0000\u0018ftypisom'],
    ['nothing', ''],
  ])('is refused when it is %s under the name of a photo', async (_, content) => {
    const before = await countRows();
    await expectProblem(
      await send(by.officer, content, { name: 'anh.jpg' }),
      'attachment.unknown_type',
    );
    expect(await countRows()).toBe(before);
  });

  it('is refused when it is too heavy, has too many pixels, or cannot be read', async () => {
    const heavy = new Uint8Array(MOST_ATTACHMENT_BYTES + 1);
    await expectProblem(await send(by.officer, heavy), 'request.too_large');
    await expectProblem(
      await send(by.officer, pngBomb(30_000, 30_000)),
      'attachment.too_many_pixels',
    );
    await expectProblem(await send(by.officer, photo.slice(0, 5_000)), 'attachment.unreadable');
    const heic = new Uint8Array(Buffer.from('\0\0\0\x18ftypheic\0\0\0\0heicmif1 and no picture'));
    const problem = await expectProblem(await send(by.officer, heic), 'attachment.unreadable');
    expect(problem.detail).toContain('HEIC');
  });

  it('that is wrong is withdrawn by its sender or an analyst, hidden and kept', async () => {
    const added = await kept(await send(by.officer, photo));
    const address = `/api/attachments/${added.id}`;
    const reason = 'Nhầm địa điểm.';
    await expectProblem(
      await by.leader.post(`${address}/withdraw`, { reason }),
      'permission.denied',
    );
    await expectProblem(
      await by.officer.post(`${address}/withdraw`, { reason: 'Gọi 0912 345 678.' }),
      'text.personal_data',
    );
    expect(await kept(await by.analyst.post(`${address}/withdraw`, { reason }))).toMatchObject({
      withdrawn: { reason },
      mayWithdraw: false,
    });
    await expectProblem(await by.officer.get(address), 'attachment.withdrawn');
    await expectProblem(
      await by.officer.post(`${address}/withdraw`, { reason }),
      'attachment.withdrawn',
    );
    const [row] = await test.database.sql<{ contentHash: string }[]>`
      select content_hash from attachment where id = ${added.id}`;
    expect(files()).toContain(`${row?.contentHash}.full`);
  });
});

describe('a paper of a place', () => {
  it('is kept with its number and without the name of its file', async () => {
    const content = paper('Biên bản bàn giao');
    const added = await kept(
      await send(by.analyst, content, { documentNumber: '12/BB-UBND', name: 'ban giao.pdf' }),
    );
    expect(added).toMatchObject({
      mediaType: 'application/pdf',
      documentNumber: '12/BB-UBND',
      removedParts: [],
      keptSigned: false,
    });
    const response = await by.leader.get(`/api/attachments/${added.id}`);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="diem-/);
    expect((await response.arrayBuffer()).byteLength).toBe(added.bytes);
  });

  it('is refused without a number, and when it is marked secret anywhere', async () => {
    const content = paper('Biên bản');
    const documentNumber = '12/BB-UBND';
    await expectProblem(await send(by.analyst, content), 'attachment.number_required');
    await expectProblem(
      await send(by.analyst, paper('Kế hoạch', 'TỐI MẬT'), { documentNumber }),
      'attachment.secret',
    );
    await expectProblem(
      await send(by.analyst, content, { documentNumber, name: 'MẬT - kế hoạch.pdf' }),
      'attachment.secret',
    );
    await expectProblem(
      await send(by.analyst, content, { documentNumber: '3/TM-CA' }),
      'text.secret_marking',
    );
    await expectProblem(
      await send(by.analyst, content, { documentNumber, purpose: 'check' }),
      'attachment.photo_expected',
    );
  });
});

describe('the photo of a check', () => {
  const check = (client: TestClient, photoIds: string[]) =>
    client.post(`/api/points/${point.id}/checks`, {
      effectiveOn: '2026-11-20',
      checkedAt: '2026-11-20T02:30:00.000Z',
      result: 'no_sign',
      photoIds,
    });

  it('waits unseen until its check names it, or finds its check already there', async () => {
    const early = await kept(await send(by.officer, photo, { purpose: 'check' }));
    await expectProblem(
      await by.leader.get(`/api/attachments/${early.id}`),
      'attachment.not_found',
    );
    const late = randomUUID();
    const after = await okPoint(await check(by.officer, [early.id, late]));
    expect(after.attachments.find(({ id }) => id === early.id)?.eventId).toBe(after.events[0]?.id);
    expect(after.events[0]?.detail).toMatchObject({ photos: 2 });
    expect((await by.leader.get(`/api/attachments/${early.id}`)).status).toBe(200);
    await kept(await send(by.officer, photo, { purpose: 'check', id: late }));
    expect((await readRecord(by.leader)).attachments.map(({ id }) => id)).toContain(late);
  });

  it('is nobody else’s, and belongs to one check', async () => {
    const mine = await kept(await send(by.officer, photo, { purpose: 'check' }));
    await expectProblem(await check(by.leader, [mine.id]), 'attachment.not_found');
    const standing = await kept(await send(by.officer, photo));
    await expectProblem(await check(by.officer, [standing.id]), 'attachment.not_found');
    await okPoint(await check(by.officer, [mine.id]));
    await expectProblem(await check(by.officer, [mine.id]), 'attachment.id_taken');
    const announced = randomUUID();
    await okPoint(await check(by.officer, [announced]));
    await expectProblem(
      await send(by.leader, photo, { purpose: 'check', id: announced }),
      'attachment.id_taken',
    );
  });

  it('is never removed once it is linked; what no check came to name goes after two weeks', async () => {
    const linked = await kept(await send(by.officer, photo, { purpose: 'check' }));
    await okPoint(await check(by.officer, [linked.id]));
    await expect(
      test.database.sql`delete from attachment where id = ${linked.id}`,
    ).rejects.toMatchObject({ constraint_name: 'append_only' });
    const unnamed = await telephonePhoto('webp', { width: 300, height: 200 });
    const waiting = await kept(await send(by.officer, unnamed, { purpose: 'check' }));
    expect(await setOrphansAside(test.deps)).toMatchObject({ photos: 0 });
    const now = test.clock.now();
    test.clock.set('2026-12-20T03:00:00.000Z');
    expect(await setOrphansAside(test.deps)).toMatchObject({ photos: 1 });
    test.clock.set(now);
    await expectProblem(
      await by.officer.get(`/api/attachments/${waiting.id}`),
      'attachment.not_found',
    );
    expect((await by.officer.get(`/api/attachments/${linked.id}`)).status).toBe(200);
  });
});

function files(): string[] {
  return readdirSync(test.deps.config.attachmentsDirectory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.includes('.'))
    .map((name) => name.slice(name.lastIndexOf('/') + 1));
}
