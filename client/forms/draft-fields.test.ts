import { expect, it } from 'vitest';

import { changedFields, fitDraft } from './draft-fields.ts';

it('offers for copying what was typed, and no moment that a press has set', () => {
  const opened = { note: '', checkedAt: null };
  const killed = { note: 'Cửa khóa', checkedAt: '2026-12-03T04:42:18.492Z' };
  const draft = { at: 0, key: 'k', fields: changedFields(opened, killed), left: [] };
  const pressedAgain = { note: 'Đã mở cửa', checkedAt: '2026-12-03T04:43:05.000Z' };
  expect(fitDraft(draft, pressedAgain)).toEqual({
    back: {},
    left: [{ label: '', text: 'Cửa khóa' }],
  });
  expect(fitDraft(draft, opened).back).toEqual(killed);
});
