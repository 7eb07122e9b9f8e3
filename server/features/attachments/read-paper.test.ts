import { deflateSync } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { paper, paperOf } from '#tests/support/photos.ts';

import { refuseSecretPaper } from './read-paper.ts';

describe('a paper', () => {
  it('is taken when its text layer carries no stamp', async () => {
    await expect(
      refuseSecretPaper(paper('Biên bản kiểm tra', 'Bảo mật thông tin', 'bí mật')),
    ).resolves.toBeUndefined();
  });

  it.each(['MẬT', 'TỐI MẬT', 'TUYỆT MẬT'])('is refused when it is stamped %s', async (stamp) => {
    await expect(refuseSecretPaper(paper('Kế hoạch', stamp))).rejects.toMatchObject({
      code: 'attachment.secret',
    });
  });

  it('is refused when it is no paper inside, or unpacks to far more than it is', async () => {
    const unreadable = { code: 'attachment.unreadable' };
    const rubbish = new Uint8Array(Buffer.from('%PDF-1.7 nothing'));
    await expect(refuseSecretPaper(rubbish)).rejects.toMatchObject(unreadable);
    const bomb = deflateSync(Buffer.alloc(80 * 1_048_576, ' '));
    await expect(
      refuseSecretPaper(paperOf(bomb, { filter: '/Filter /FlateDecode' })),
    ).rejects.toMatchObject(unreadable);
    const twice = deflateSync(bomb);
    await expect(
      refuseSecretPaper(paperOf(twice, { filter: '/Filter [/FlateDecode /FlateDecode]' })),
    ).rejects.toMatchObject(unreadable);
  });
});
