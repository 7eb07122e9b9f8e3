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
