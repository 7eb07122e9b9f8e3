import type { Handover } from '#server/contract/handover.ts';
import type { PointDetail, PointEvent, Signal } from '#server/contract/point.ts';

/** A listed point as the interface gives it, with what a test wants different. */
export function samplePoint(more: Partial<PointDetail> = {}): PointDetail {
  return {
    id: 7,
    code: 'DP-00007',
    officialName: 'Nhà nghỉ Minh Họa',
    kind: 'business',
    category: 'NN',
    status: 'active',
    flags: [],
    cycle: 1,
    recurrences: 0,
    anchor: [105.85, 21.03],
    communes: [{ id: 1, code: '00070', name: 'Hoàn Kiếm', type: 'phuong', lead: true }],
    communeUncertain: false,
    statusSince: '2026-01-10',
    version: 3,
    reply: null,
    answerOverdueDays: null,
    aliases: [],
    geometry: { type: 'Point', coordinates: [105.85, 21.03] },
    locationErrorMetres: null,
    grounds: null,
    proposedBy: null,
    proposedByMe: false,
    acts: {},
    mergedInto: null,
    mergedFrom: [],
    nextCheckOn: null,
    cycles: [],
    attachments: [],
    events: [],
    handovers: [],
    signals: [],
    replies: [],
    ...more,
  };
}

export function sampleEvent(more: Partial<PointEvent> = {}): PointEvent {
  return {
    id: 1,
    seq: 1,
    cycle: 1,
    kind: 'recognised',
    effectiveOn: '2026-01-10',
    recordedAt: '2026-01-10T02:00:00.000Z',
    actorName: 'Cơ quan thường trực',
    actorRole: 'coordinator',
    documentNumber: '46/KH-UBND',
    note: null,
    statusAfter: 'active',
    detail: {},
    correctedBy: null,
    ...more,
  };
}

export function sampleHandover(more: Partial<Handover> = {}): Handover {
  return {
    id: 11,
    cycle: 1,
    attempt: 1,
    commune: { id: 1, code: '00070', name: 'Hoàn Kiếm', type: 'phuong' },
    state: 'pending',
    proposedOn: '2026-03-01',
    proposedBy: 'Cán bộ phân tích',
    proposedByRole: 'analyst',
    proposedByMe: false,
    grounds: null,
    documentNumber: '08/BB-BG',
    successor: null,
    answerDueOn: '2026-03-08',
    answerOverdueDays: null,
    answeredOn: null,
    answeredBy: null,
    answeredByRole: null,
    answerDocumentNumber: null,
    reason: null,
    reasonText: null,
    lapsedOn: null,
    withdrawal: null,
    response: null,
    whyNotAnswer: null,
    whyNotRespond: 'permission.denied',
    whyNotWithdraw: 'permission.denied',
    ...more,
  };
}

export function sampleSignal(more: Partial<Signal> = {}): Signal {
  return {
    id: 21,
    pointId: 7,
    pointCode: 'DP-00007',
    pointName: 'Nhà nghỉ Minh Họa',
    origin: 'found',
    state: 'suspected',
    occurredOn: '2026-04-02',
    recordedAt: '2026-04-02T03:00:00.000Z',
    position: null,
    distanceMetres: null,
    note: null,
    raisedBy: 'Cán bộ phường',
    raisedByMe: false,
    decidedBy: null,
    decidedOn: null,
    decisionReason: null,
    version: 0,
    ...more,
  };
}
