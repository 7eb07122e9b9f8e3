import { expect, it } from 'vitest';

import { vi } from '#client/i18n/vi.ts';
import { RecordCheckBody } from '#server/contract/check.ts';

import { checkEntry, type CheckContext } from './check-entry.ts';

it('a look is sent to its place, in the lane of its place, after its photos', () => {
  const context = {
    point: { id: 7, code: 'DP-00007', officialName: 'Nhà nghỉ Minh Họa' },
  } as CheckContext;
  const body = RecordCheckBody.parse({ effectiveOn: '2026-03-08', result: 'no_sign' });
  const lines = [{ label: 'Kết quả', value: 'Không có dấu hiệu' }];
  const file = new File(['x'], 'anh.jpg', { type: 'image/jpeg' });
  const entry = checkEntry(context, [{ id: 'p1', file }], { body, lines, text: vi });
  expect(entry).toEqual({
    kind: 'check',
    path: '/api/points/7/checks',
    body,
    lane: 'point:7',
    title: 'Ghi kiểm tra',
    label: 'DP-00007, Nhà nghỉ Minh Họa',
    lines,
    context,
    attachments: [
      { id: 'p1', path: '/api/attachments', fields: { pointId: '7', purpose: 'check' }, file },
    ],
  });
});
