import { describe, expect, it } from 'vitest';

import { refuseForbiddenText } from './screened-text.ts';

const refusalOf = (texts: Record<string, string | null>): string => {
  try {
    refuseForbiddenText(texts);
    return 'taken';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('text that is refused before it is saved', () => {
  it.each(['12/TM-CAHN', '12/TTM-CAHN', '3/M-UBND', '3/m-UBND', '07/2026/M-PC02'])(
    'carries the letter of a secret paper in its number (%s)',
    (documentNumber) => expect(refusalOf({ documentNumber })).toBe('text.secret_marking'),
  );

  it.each(['12/KH-UBND', '12/MTTQ-BTT', 'M-12/KH'])(
    'is no number of an ordinary paper (%s)',
    (documentNumber) => expect(refusalOf({ documentNumber })).toBe('taken'),
  );

  it.each(['Mật', 'mật', 'Tối mật', 'MẬT: kế hoạch', 'Kế hoạch (Tuyệt mật)'])(
    'is marked secret, however short it is (%s)',
    (note) => expect(refusalOf({ note })).toBe('text.secret_marking'),
  );

  it.each([
    'Độ mật',
    'Mật, gửi đội',
    'Mật – gửi đội',
    'Mật. Gửi đội',
    'Kế hoạch ( mật )',
    `${'kế hoạch '.repeat(20)}(mật)`,
  ])('is marked secret in other ways of writing (%s)', (note) =>
    expect(refusalOf({ note })).toBe('text.secret_marking'),
  );

  it.each(['bí mật', 'mật độ dân cư', 'Mật ong rừng', 'giữ kín (mật độ)'])(
    'is not taken for secret because of an ordinary word (%s)',
    (note) => expect(refusalOf({ note })).toBe('taken'),
  );

  it.each(['documentNumbers', 'documentNumbers/1', 'number', 'policeNumber'])(
    'is read as the number of a paper in the field %s',
    (field) => {
      expect(refusalOf({ [field]: '12/TM-CA' })).toBe('text.secret_marking');
      expect(refusalOf({ [field]: 'Mật' })).toBe('taken');
    },
  );

  it('tells which field carries the marking', () => {
    const call = () => refuseForbiddenText({ note: null, reason: '', place: 'Tối mật' });
    expect(call).toThrow(
      expect.objectContaining({
        errors: [{ pointer: '/place', code: 'text.secret_marking' }],
      }),
    );
  });

  it('says which of several fields speaks of a person, and where', () => {
    const call = () => refuseForbiddenText({ note: 'gặp ông Nam', reason: 'đủ', other: null });
    expect(call).toThrow(
      expect.objectContaining({
        code: 'text.personal_data',
        errors: [{ pointer: '/note', code: 'text.personal_data' }],
        parameters: { marked: { note: [{ start: 4, end: 11, kind: 'person' }] } },
      }),
    );
  });
});
