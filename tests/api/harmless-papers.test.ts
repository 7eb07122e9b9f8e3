import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Attachment } from '#server/contract/attachment.ts';
import type { PointDetail } from '#server/contract/point.ts';
import { folderShelf } from '#server/features/attachments/folder-files.ts';
import {
  HARMFUL_PAPERS,
  PLANTED,
  READ_TEXT,
  sayingsOf,
  signedPaper,
} from '#tests/support/files/harmful-papers.ts';
import { jpegSegments, paper } from '#tests/support/files/photos.ts';
import { photoFile, sendAttachment } from '#tests/support/files/send-attachment.ts';
import { handedOver, people, type People } from '#tests/support/points/register-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { okJson } from '#tests/support/routes/route-acts.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const run = promisify(execFile);
let test: TestApp;
let by: People;
let point: PointDetail;
beforeAll(async () => {
  test = await createTestApp();
  by = await people(test);
  point = await handedOver(by);
});
afterAll(() => test.close());

const send = (content: Uint8Array<ArrayBuffer>, id: string = randomUUID()) =>
  sendAttachment(by.analyst, photoFile(content, 'cong van.pdf'), {
    id,
    pointId: point.id,
    documentNumber: '12/BB-UBND',
  });
const handedOut = async (id: string) => {
  const response = await by.leader.get(`/api/attachments/${id}`);
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
};

/** Everything that qpdf finds in a paper, unpacked. */
async function unpacked(bytes: Uint8Array): Promise<string> {
  const file = await saved(bytes);
  const { stdout } = await run('qpdf', ['--qdf', '--object-streams=disable', file, '-'], {
    encoding: 'latin1',
    maxBuffer: 64 * 1_048_576,
  });
  return stdout;
}

/** Keeps a paper as it was kept before papers were cleaned: as it came, without a word of its parts. */
async function keepAsBefore(content: Uint8Array): Promise<string> {
  const added = await okJson<Attachment>(await send(paper('Bản cũ', randomUUID())));
  const contentHash = createHash('sha256').update(content).digest('hex');
  const shelf = folderShelf(test.deps.config.attachmentsDirectory);
  await shelf.keep({ contentHash, size: 'full', bytes: content });
  await test.database.sql`
    update attachment set removed_parts = null, content_hash = ${contentHash} where id = ${added.id}`;
  return added.id;
}

describe('a paper that acts, carries or tells', () => {
  it.each(Object.entries(HARMFUL_PAPERS))(
    '%s is handed out with its text alone',
    async (_, make) => {
      const source = make();
      const added = await okJson<Attachment>(await send(source));
      expect(added.removedParts).toEqual(expect.arrayContaining(['author']));
      const bytes = await handedOut(added.id);
      const said = `${sayingsOf(bytes)}${await unpacked(bytes)}`;
      expect(PLANTED.filter((word) => said.includes(word))).toEqual([]);
      const { stdout } = await run('qpdf', ['--show-npages', await saved(bytes)]);
      expect(stdout.trim()).toBe('1');
    },
  );

  it('is the same upload when it is sent again, and says what was taken out', async () => {
    const [make = () => paper(READ_TEXT)] = Object.values(HARMFUL_PAPERS);
    const id = randomUUID();
    const added = await okJson<Attachment>(await send(make(), id));
    expect(await okJson<Attachment>(await send(make(), id))).toEqual(added);
    const record = await okJson<PointDetail>(await by.leader.get(`/api/points/${point.id}`));
    expect(record.attachments).toContainEqual(
      expect.objectContaining({ id, removedParts: added.removedParts, keptSigned: false }),
    );
    expect(added.removedParts).toContain('commands');
    const [line] = await test.database.sql<{ parts: string[] }[]>`
      select detail -> 'removedParts' as parts from audit_entry
      where action = 'attachment.add' and subject_id = ${id}`;
    expect(line?.parts).toEqual(added.removedParts);
  });

  it('kept before papers were cleaned stays as it came, and is cleaned when it is handed out', async () => {
    const [make = () => paper(READ_TEXT)] = Object.values(HARMFUL_PAPERS);
    const id = await keepAsBefore(make());
    const bytes = await handedOut(id);
    expect(PLANTED.filter((word) => sayingsOf(bytes).includes(word))).toEqual([]);
    const locked = Buffer.from(make()).toString('latin1').replaceAll('Info', 'Encrypt');
    const other = await keepAsBefore(new Uint8Array(Buffer.from(locked, 'latin1')));
    await expectProblem(await by.leader.get(`/api/attachments/${other}`), 'attachment.unreadable');
  });
});

describe('a paper with a digital signature', () => {
  it('is handed out byte for byte, and the record says so', async () => {
    const source = signedPaper([READ_TEXT]);
    const added = await okJson<Attachment>(await send(source));
    expect(added).toMatchObject({ keptSigned: true, removedParts: [] });
    expect(await handedOut(added.id)).toEqual(source);
  });

  it('and a command is refused', async () => {
    const more = '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>';
    await expectProblem(await send(signedPaper([READ_TEXT], { more })), 'attachment.signed_active');
  });
});

describe('the photo of an iPhone', () => {
  it('arrives as a JPEG without EXIF', async () => {
    const heic = new Uint8Array(await readFile('tests/support/files/heic/telephone.heic'));
    const file = new File([heic], 'IMG_0001.HEIC', { type: 'image/heic' });
    const response = await sendAttachment(by.officer, file, { pointId: point.id });
    const added = await okJson<Attachment>(response);
    expect(added).toMatchObject({ mediaType: 'image/jpeg', width: 240, height: 320 });
    const bytes = await handedOut(added.id);
    expect(jpegSegments(bytes).filter((name) => /^APP[1-9]/.test(name))).toEqual([]);
    expect(Buffer.from(bytes).includes('Dien thoai')).toBe(false);
  });
});

async function saved(bytes: Uint8Array): Promise<string> {
  const file = join(test.deps.config.attachmentsDirectory, `${randomUUID()}.pdf`);
  await writeFile(file, bytes);
  return file;
}
