// @vitest-environment happy-dom
import { QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { meQuery } from '#client/api/me.ts';
import { vi as words } from '#client/i18n/vi.ts';
import type { Act } from '#server/contract/life-cycle.ts';
import type { Me } from '#server/contract/account.ts';
import type { PointDetail, PointEvent } from '#server/contract/point.ts';
import {
  sampleEvent,
  sampleHandover,
  samplePoint,
  sampleSignal,
} from '#tests/support/points/sample-point.ts';
import { showForm, type ShownForm } from '#tests/support/browser/shown-form.tsx';

import { ActDialogs } from './act-dialogs.tsx';

const { pointActs: own, register } = words;
const ME: Me = {
  account: { id: '1', username: 'analyst', name: 'Cán bộ phân tích' },
  role: 'analyst',
  communes: [],
  permissions: [],
  demo: false,
  mustChangePassword: false,
  twoFactor: { enabled: false, required: false, byProvider: false },
  restriction: null,
  link: null,
  unsentKey: { kid: 'k', x: 'x'.repeat(43), y: 'y'.repeat(43) },
};

let shown: ShownForm;
/** Address and body of every write. */
let sent: [string, unknown][];
afterEach(() => shown.close());

async function open(act: Act, more: Partial<PointDetail> = {}, event: PointEvent | null = null) {
  sent = [];
  const acts = { [act]: null };
  const point = samplePoint({ acts, ...more });
  const client = new QueryClient();
  client.setQueryData(meQuery.queryKey, ME);
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    if (typeof init?.body === 'string') sent.push([url.pathname, JSON.parse(init.body)]);
    return Response.json(point);
  });
  const handover = point.handovers[0] ?? null;
  shown = await showForm(
    <ActDialogs
      point={point}
      open={event === null ? { form: 'act', act, handover } : { form: 'event', event }}
      onClose={() => undefined}
    />,
    client,
  );
}

async function faultsOf(act: Act, more: Partial<PointDetail> = {}) {
  await open(act, more);
  await shown.send();
  return shown.faults();
}

describe('the dialog of an act', () => {
  it('asks for the document where the record must rest on one', async () => {
    expect(await faultsOf('recognise', { status: 'proposed' })).toEqual([
      `${own.documentNumber} *`,
    ]);
    await shown.type(own.documentNumber, '46/KH-UBND');
    await shown.send();
    expect(sent).toEqual([
      [
        '/api/points/7/recognise',
        expect.objectContaining({ documentNumber: '46/KH-UBND', note: null, version: 3 }),
      ],
    ]);
  });

  it('shows what it will record: the place, the act, the status after it, the person', async () => {
    await open('recognise', { status: 'proposed' });
    const text = document.querySelector('dl')?.textContent ?? '';
    for (const line of [
      'DP-00007, Nhà nghỉ Minh Họa',
      register.act.recognise,
      own.willBe({ from: register.status.proposed, to: register.status.active }),
      ME.account.name,
    ]) {
      expect(text).toContain(line);
    }
  });

  it('asks for a reason where it takes something away', async () => {
    expect(await faultsOf('decline', { status: 'proposed' })).toEqual([`${own.reason} *`]);
  });

  it('refuses a missing day and a day in the future', async () => {
    await open('decline', { status: 'proposed' });
    await shown.type(own.reason, 'Chưa đủ căn cứ');
    await shown.type(own.effectiveOn, '01/01/2999');
    await shown.send();
    expect(shown.faults()).toEqual([`${own.effectiveOn} *`]);
    expect(document.body.textContent).toContain(own.effectiveOnFuture);
    expect(sent).toEqual([]);
  });

  it('needs grounds for a recurrence, and a document unless a recorded sign is decided on', async () => {
    const closed = { status: 'eliminated' as const };
    expect(await faultsOf('mark_recurring', closed)).toEqual([
      `${own.grounds} *`,
      `${own.documentNumber} *`,
    ]);
    shown.close();
    const signals = [sampleSignal({ id: 21, version: 5 })];
    expect(await faultsOf('mark_recurring', { ...closed, signals })).toEqual([`${own.grounds} *`]);
    await shown.type(own.grounds, 'Đã xác minh');
    await shown.send();
    expect(sent).toEqual([
      [
        '/api/signals/21/confirm',
        expect.objectContaining({ reason: 'Đã xác minh', version: 5, documentNumber: null }),
      ],
    ]);
  });

  it('sends the answer to a refusal with the part that it is about', async () => {
    const handovers = [sampleHandover({ id: 11, state: 'refused', reason: 'other' })];
    expect(await faultsOf('respond_refusal', { status: 'eliminated', handovers })).toHaveLength(2);
    await shown.choose(words.handover.responses.contested);
    await shown.type(words.handover.responseText, 'Biên bản đã đủ.');
    await shown.send();
    expect(sent).toEqual([
      [
        '/api/handovers/11/respond',
        expect.objectContaining({ response: 'contested', text: 'Biên bản đã đủ.' }),
      ],
    ]);
  });
});

describe('a correction', () => {
  it('sends only what differs, and says beside a field what cannot be', async () => {
    await open('correct');
    await shown.type(words.placeFacts.officialName, 'N');
    await shown.type(own.correctReason, 'Ghi nhầm tên');
    await shown.send();
    expect(shown.faults()).toEqual([`${words.placeFacts.officialName} *`]);
    await shown.type(words.placeFacts.officialName, 'Nhà nghỉ Bình Minh');
    await shown.send();
    expect(sent).toEqual([
      [
        '/api/points/7/correct',
        expect.objectContaining({
          point: { officialName: 'Nhà nghỉ Bình Minh' },
          reason: 'Ghi nhầm tên',
          version: 3,
        }),
      ],
    ]);
  });

  it('of one event asks for its day, which is not to come', async () => {
    await open('correct', {}, sampleEvent());
    await shown.type(own.correctedNote, 'Đúng là đợt hai');
    await shown.type(own.correctReason, 'Thiếu ghi chú');
    await shown.type(own.correctedDay, '01/01/2999');
    await shown.send();
    expect(shown.faults()).toEqual([`${own.correctedDay} *`]);
    await shown.type(own.correctedDay, '09/01/2026');
    await shown.send();
    expect(sent).toEqual([
      [
        '/api/points/7/correct',
        expect.objectContaining({
          event: { id: 1, effectiveOn: '2026-01-09', note: 'Đúng là đợt hai' },
        }),
      ],
    ]);
  });
});
