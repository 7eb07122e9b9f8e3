import { describe, expect, it } from 'vitest';

import { digestMail, isOverdue, overdueMail, type WaitingItem } from './rules.ts';

const LINK = 'https://dia-ban.example/';
const item = (more: Partial<WaitingItem> = {}): WaitingItem => ({
  key: 'handover:1',
  kind: 'handover',
  pointCode: 'DP-00001',
  dueOn: '2026-11-24',
  ...more,
});

const work = (items: readonly WaitingItem[]) => ({ items, tipsToTake: [] });

describe('a digest', () => {
  it('counts by kind, names codes due first, and says by how much something is late', () => {
    const { subject, text } = digestMail(
      work([
        item({ pointCode: 'DP-00003', dueOn: '2026-11-30' }),
        item({ pointCode: 'DP-00002', dueOn: '2026-11-21' }),
        item({ pointCode: 'DP-00004', dueOn: '2026-11-24' }),
        item({ kind: 'suspicion', pointCode: 'DP-00009', dueOn: null }),
      ]),
      '2026-11-24',
      LINK,
    );
    expect(subject).toBe('Địa Bàn 24/11/2026: 4 việc đang chờ, 1 quá hạn');
    expect(text.split('\n\n').slice(0, 4)).toEqual([
      'Việc đang chờ bạn vào sáng 24/11/2026:',
      [
        'Đề nghị bàn giao chờ trả lời: 3 (1 quá hạn)',
        '  DP-00002 – quá hạn 3 ngày',
        '  DP-00004 – hạn 24/11/2026',
        '  DP-00003 – hạn 30/11/2026',
      ].join('\n'),
      'Nghi tái hoạt động chờ kiểm tra: 1\n  DP-00009',
      `Xem và xử lý tại: ${LINK}`,
    ]);
  });

  it('names what is due on one day in the order of its codes, and what has no day after all', () => {
    const codes = ['DP-00005', 'DP-00002', 'DP-00009'];
    const sameDay = codes.map((pointCode) => item({ pointCode }));
    const dayless = [item({ pointCode: 'DP-00001', dueOn: null })];
    const { text } = digestMail(work([...dayless, ...sameDay]), '2026-11-24', LINK);
    expect(text.match(/DP-\d+/g)).toEqual(['DP-00002', 'DP-00005', 'DP-00009', 'DP-00001']);
  });

  it('names no more codes than a mail bears', () => {
    const many = Array.from({ length: 23 }, (_, at) => item({ pointCode: `DP-${at + 100}` }));
    const { text } = digestMail(work(many), '2026-11-24', LINK);
    expect(text.match(/DP-/g)).toHaveLength(20);
    expect(text).toContain('và 3 điểm khác');
  });
});

describe('tips of others to take', () => {
  it('are counted and named after the work at places', () => {
    const waiting = { items: [item()], tipsToTake: ['T-00001', 'T-00002'] };
    const { subject, text } = digestMail(waiting, '2026-11-24', LINK);
    expect(subject).toBe('Địa Bàn 24/11/2026: 3 việc đang chờ');
    expect(text).toContain('Tin phản ánh được đề nghị tiếp nhận: 2\n  T-00001\n  T-00002\n\n');
  });

  it('are no more than a mail bears', () => {
    const tipsToTake = Array.from({ length: 23 }, (_, at) => `T-${at + 100}`);
    const { text } = digestMail({ items: [], tipsToTake }, '2026-11-24', LINK);
    expect(text.match(/T-/g)).toHaveLength(20);
    expect(text).toContain('và 3 tin khác');
  });
});

describe('what is overdue', () => {
  it('is what was due before today, never what is due today or on no day', () => {
    expect(isOverdue(item({ dueOn: '2026-11-23' }), '2026-11-24')).toBe(true);
    expect(isOverdue(item(), '2026-11-24')).toBe(false);
    expect(isOverdue(item({ dueOn: null }), '2026-11-24')).toBe(false);
  });

  it('is told in a mail of its own', () => {
    const { subject, text } = overdueMail(
      work([item({ dueOn: '2026-11-23' })]),
      '2026-11-24',
      LINK,
    );
    expect(subject).toBe('Địa Bàn: 1 việc vừa quá hạn');
    expect(text).toContain('DP-00001 – quá hạn 1 ngày');
  });
});
