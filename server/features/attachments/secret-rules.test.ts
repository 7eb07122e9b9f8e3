import { describe, expect, it } from 'vitest';

import { hasSecretStamp, isNamedSecret } from './secret-rules.ts';

describe('a secrecy stamp', () => {
  it.each([
    'MẬT',
    'TỐI MẬT',
    ' Tuyệt mật ',
    'M Ậ T',
    'ĐỘ MẬT: TỐI MẬT',
    '(MẬT)',
    'MẬT'.normalize('NFD'),
  ])('is seen when %j stands alone', (line) =>
    expect(hasSecretStamp(['Biên bản', line])).toBe(true),
  );

  it.each([
    'bí mật',
    'mật',
    'Mật độ dân cư',
    'bảo mật thông tin',
    'Danh mục tài liệu độ Tuyệt mật',
  ])('is not seen in %j', (line) => expect(hasSecretStamp([line])).toBe(false));
});

describe('the name of a file', () => {
  it.each(['MẬT - kế hoạch.pdf', 'ke hoach TUYET MAT.pdf', 'kh_toi_mat.pdf', 'KH 12 (Mật).pdf'])(
    'says that %j is secret',
    (name) => expect(isNamedSecret(name)).toBe(true),
  );

  it.each([
    'bảo mật.pdf',
    'cơ sở bí mật.pdf',
    'mat bang tang 1.pdf',
    'mật độ.pdf.jpg'.replace('mật độ', 'matdo'),
  ])('says nothing of it: %j', (name) => expect(isNamedSecret(name)).toBe(false));
});
