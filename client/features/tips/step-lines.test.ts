import { describe, expect, it, vi as timers } from 'vitest';

import { makeFormat } from '#client/i18n/format.ts';
import { vi } from '#client/i18n/vi.ts';
import type { Me } from '#server/contract/account.ts';
import type { TipDetail, TipStep } from '#server/contract/tip.ts';
import { RULES } from '#tests/support/clock-facts.ts';

import { stepLines } from './step-lines.ts';
import { emptyStep, type StepValues } from './step-values.ts';

const me: Me = {
  account: { id: '1', username: 'thu', name: 'Tài khoản thử' },
  role: 'leader',
  communes: [],
  permissions: [],
  demo: false,
  mustChangePassword: false,
  twoFactor: { enabled: false, required: false, byProvider: false },
  restriction: null,
  link: null,
  unsentKey: { kid: 'k', x: 'x'.repeat(43), y: 'y'.repeat(43) },
};
const TIP: TipDetail = {
  id: 1,
  code: 'TT-000001',
  kind: 'crime_information',
  channel: 'hotline',
  stage: 'received',
  timeliness: 'running',
  commune: { id: 1, code: '00070', name: 'Hoàn Kiếm', type: 'phuong' },
  position: null,
  locationErrorMetres: null,
  placeName: null,
  category: 'KAR',
  occurredOn: null,
  receivedOn: '2026-03-02',
  // Twenty days after Monday, 2 March.
  dueOn: '2026-03-23',
  remainingDays: 20,
  countsWorkingDays: false,
  handledOn: null,
  outcome: null,
  forwardedTo: null,
  lateDays: 0,
  transfer: null,
  answers: null,
  version: 1,
  policeNumber: null,
  channelNumber: null,
  acceptedOn: null,
  verifiedOn: null,
  classifiedOn: null,
  extensionsUsed: 0,
  receivedBy: 'Tài khoản thử',
  rule: RULES.find(({ kind }) => kind === 'crime_information') ?? null,
  events: [],
  attachments: [],
  steps: {} as TipDetail['steps'],
};

function said(
  step: TipStep,
  more: Partial<StepValues> = {},
  given: { tip?: Partial<TipDetail>; communeTo?: string; withoutClocks?: true } = {},
): Record<string, unknown> {
  const tip = { ...TIP, ...given.tip };
  const values = { ...emptyStep(tip), effectiveOn: '2026-03-03', ...more };
  // Entered on its day.
  timers.setSystemTime(`${values.effectiveOn ?? '2026-03-03'}T05:00:00.000Z`);
  const lines = stepLines(tip, step, values, {
    clocks: given.withoutClocks ? undefined : { rules: RULES, daysOff: [] },
    communeTo: given.communeTo ?? null,
    text: vi,
    format: makeFormat('vi', vi.common),
    me,
  });
  return Object.fromEntries(lines.map(({ label, value }) => [label, value]));
}

describe('what a step of a tip will write', () => {
  it('names the tip, the step, its day, its paper and who records it', () => {
    expect(said('verified', { documentNumber: '12/BC', note: 'đã xem' })).toEqual({
      Tin: 'TT-000001',
      Bước: 'Xác minh',
      Ngày: '03/03/2026',
      'Số văn bản': '12/BC',
      'Ghi chú': 'đã xem',
      'Hạn xử lý sau bước này': '23/03/2026 (không đổi)',
      'Người ghi': 'Tài khoản thử, Lãnh đạo UBND phường, xã',
    });
  });

  it('leaves out what is empty or blank', () => {
    const lines = said('verified', { documentNumber: '  ', note: '', effectiveOn: null });
    expect(Object.keys(lines)).toEqual(['Tin', 'Bước', 'Người ghi']);
  });

  it('tells each step what it alone has', () => {
    const all = {
      outcome: 'substantiated',
      authority: 'Thanh tra thành phố',
      kind: 'complaint',
    } as const;
    const own = ['Loại tin sau khi phân loại', 'Kết quả', vi.tips.authority, 'Đề nghị chuyển đến'];
    const of = (step: TipStep) =>
      Object.keys(said(step, all, { communeTo: 'Ba Vì' })).filter((label) => own.includes(label));
    expect(of('classified')).toEqual(['Loại tin sau khi phân loại']);
    expect(of('handled')).toEqual(['Kết quả']);
    expect(of('forwarded')).toEqual([vi.tips.authority]);
    expect(of('transfer_asked')).toEqual(['Đề nghị chuyển đến']);
    expect(of('verified')).toEqual([]);
  });

  it('says where a choice is still missing', () => {
    expect(said('handled')['Kết quả']).toBe('chưa chọn');
    expect(said('transfer_asked')['Đề nghị chuyển đến']).toBe('chưa chọn');
    expect(said('transfer_asked', {}, { communeTo: 'Ba Vì' })['Đề nghị chuyển đến']).toBe('Ba Vì');
  });

  it('names who approves the extension that comes next', () => {
    const approver = 'Người phê duyệt gia hạn';
    expect(said('extended')[approver]).toBe('Thủ trưởng cơ quan điều tra');
    expect(said('extended', {}, { tip: { extensionsUsed: 1 } })[approver]).toBe(
      'Viện trưởng Viện kiểm sát',
    );
    expect(said('extended', {}, { tip: { extensionsUsed: 2 } })).not.toHaveProperty(approver);
    expect(said('verified')).not.toHaveProperty(approver);
  });
});

describe('the due day after a step', () => {
  const DUE = 'Hạn xử lý sau bước này';

  it('stands still while the tip is suspended, and waits where no clock runs', () => {
    expect(said('suspended')[DUE]).toBe('dừng cho đến khi phục hồi');
    const complaint = { tip: { kind: 'denunciation', dueOn: null } } as const;
    expect(said('verified', {}, complaint)[DUE]).toBe('chưa có');
    expect(said('accepted', {}, complaint)[DUE]).toBe('02/04/2026');
  });

  it('follows from the kind that the tip is classified as', () => {
    // Ten working days after Monday, 2 March.
    expect(said('classified', { kind: 'feedback' })[DUE]).toBe('16/03/2026');
    expect(said('verified', { kind: 'feedback' })[DUE]).toBe('23/03/2026 (không đổi)');
  });

  it('is in time until its last day, and late from the day after', () => {
    expect(said('handled', { effectiveOn: '2026-03-23' })[DUE]).toBe('đúng hạn');
    expect(said('handled', { effectiveOn: '2026-03-24' })[DUE]).toBe('quá hạn');
  });

  it('of what is passed on is that for passing it on', () => {
    expect(said('forwarded', { effectiveOn: '2026-03-03' })[DUE]).toBe('đúng hạn');
    expect(said('forwarded', { effectiveOn: '2026-03-09' })[DUE]).toBe('quá hạn');
  });

  it('is not told without the rules or the day', () => {
    expect(said('verified', {}, { withoutClocks: true })).not.toHaveProperty(DUE);
    expect(said('verified', { effectiveOn: null })).not.toHaveProperty(DUE);
  });
});
