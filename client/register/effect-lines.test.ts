import { expect, it } from 'vitest';

import { makeFormat } from '#client/i18n/format.ts';
import { vi } from '#client/i18n/vi.ts';

import { countedLines, effectWords } from './effect-lines.ts';

const words = { text: vi, format: makeFormat('vi', vi.common) };
const communes = [{ id: 1, name: 'Hoàn Kiếm', type: 'phuong' as const }];

it('what follows at many points is said once, with the number of the points', () => {
  const opened = { effects: [{ kind: 'cycle_opened' as const, cycle: 1 }] };
  const asked = { effects: [{ kind: 'handover_asked' as const, communeIds: [1] }] };
  expect(effectWords([asked, opened, opened], communes, words)).toBe(
    'Mở chu kỳ 1 (2 điểm). Đề nghị nhận bàn giao: phường Hoàn Kiếm (1 điểm)',
  );
});

it('a hand-over that falls away is named with the number of its proposal, where it has one', () => {
  const cancelled = (documentNumber: string | null) => ({
    effects: [
      { kind: 'handover_cancelled' as const, handoverIds: [5], communeIds: [1], documentNumber },
    ],
  });
  expect(effectWords([cancelled('77/CV')], communes, words)).toBe(
    'Đề nghị bàn giao đang chờ bị hủy: phường Hoàn Kiếm, văn bản số 77/CV (1 điểm)',
  );
  expect(effectWords([cancelled(null)], communes, words)).not.toContain('văn bản');
});

it('of many different sentences the six most frequent are shown, and the number of the rest', () => {
  const lines = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'h'];
  const shown = countedLines(lines, words);
  expect(shown[0]).toBe('h (2 điểm)');
  expect(shown).toHaveLength(7);
  expect(shown.at(-1)).toBe('2 nội dung khác, xem ở từng điểm');
});
