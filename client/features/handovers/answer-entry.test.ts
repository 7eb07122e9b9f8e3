import { expect, it } from 'vitest';

import { vi } from '#client/i18n/vi.ts';
import type { Handover } from '#server/contract/handover.ts';
import { sampleHandover, samplePoint } from '#tests/support/points/sample-point.ts';

import { answerEntry, answerItem, type AnswerContext } from './answer-entry.ts';

it('an answer counts the other communes that have not answered, and takes the closure of its own cycle', () => {
  const part = sampleHandover({ id: 12, cycle: 2 });
  const cycle = { openedOn: '2026-01-10', openedBy: 'recognised', handedOverOn: null } as const;
  const point = samplePoint({
    cycles: [
      { ...cycle, number: 1, eliminatedOn: '2026-01-20' },
      { ...cycle, number: 2, eliminatedOn: '2026-02-25' },
    ],
    handovers: [
      part,
      sampleHandover({ id: 13, cycle: 2 }),
      sampleHandover({ id: 14, cycle: 2, state: 'confirmed' }),
    ],
  });
  expect(answerItem(point, part)).toMatchObject({
    id: 12,
    handover: { othersPending: 1, eliminatedOn: '2026-02-25' },
  });
});

it('an answer shows the proposal and its refusal as the record has them', () => {
  const refusalCommune = { id: 2, code: '09700', name: 'Ba Vì', type: 'xa' } as const;
  const part: Handover = sampleHandover({
    id: 12,
    attempt: 2,
    state: 'refused',
    grounds: 'Đủ hồ sơ',
    answerDocumentNumber: '9/CV',
    answeredOn: '2026-03-06',
    answeredBy: 'Lãnh đạo phường',
    reason: 'wrong_commune',
    reasonText: 'Thuộc xã bên',
    refusalCommune,
    refusalPoint: { id: 9, code: 'DP-00009' },
  });
  expect(answerItem(samplePoint({ handovers: [part] }), part)).toEqual({
    id: 12,
    point: { id: 7, code: 'DP-00007', officialName: 'Nhà nghỉ Minh Họa', status: 'active' },
    handover: {
      commune: { id: 1, code: '00070', name: 'Hoàn Kiếm', type: 'phuong' },
      cycle: 1,
      attempt: 2,
      proposedOn: '2026-03-01',
      proposedBy: 'Cán bộ phân tích',
      documentNumber: '08/BB-BG',
      grounds: 'Đủ hồ sơ',
      answerDueOn: '2026-03-08',
      eliminatedOn: null,
      othersPending: 0,
      answeredOn: '2026-03-06',
      answeredBy: 'Lãnh đạo phường',
      refusalReason: 'wrong_commune',
      refusalText: 'Thuộc xã bên',
      refusalCommune,
      refusalPoint: { id: 9, code: 'DP-00009' },
    },
  });
});

it('an answer is sent to its part of the hand-over, in the lane of its place, after its photos', () => {
  const part = sampleHandover({ id: 12 });
  const item = answerItem(samplePoint({ handovers: [part] }), part);
  const context = { act: 'confirm_handover', item } as AnswerContext;
  const file = new File(['x'], 'anh.jpg', { type: 'image/jpeg' });
  const lines = [{ label: 'Việc', value: 'Xác nhận bàn giao' }];
  const body = { effectiveOn: '2026-03-08' };
  const sent = { verb: 'confirm', body, lines, text: vi };
  expect(answerEntry(context, [{ id: 'p1', file }], sent)).toEqual({
    kind: 'handover-answer',
    path: '/api/handovers/12/confirm',
    body,
    lane: 'point:7',
    title: 'Xác nhận bàn giao',
    label: 'DP-00007, Nhà nghỉ Minh Họa',
    lines,
    context,
    attachments: [
      { id: 'p1', path: '/api/attachments', fields: { pointId: '7', purpose: 'check' }, file },
    ],
  });
});
