import { expect, it } from 'vitest';

import { viewMail } from './view-mail-rules.ts';

it('a mail about watched views says how many came into each, and nothing else', () => {
  const { subject, text } = viewMail([3, 1], '2026-11-23', 'https://dia-ban.example/');
  expect(subject).toBe('Địa Bàn: 2 chế độ xem theo dõi có điểm mới ngày 23/11/2026');
  expect(text.split('\n\n').slice(0, 3)).toEqual([
    'Ngày 23/11/2026, 2 chế độ xem bạn theo dõi có điểm mới vào. Số điểm mới của từng chế độ xem:',
    '  3 điểm\n  1 điểm',
    'Xem ở mục Chế độ xem đã lưu: https://dia-ban.example/',
  ]);
});
