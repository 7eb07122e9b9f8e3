// @vitest-environment happy-dom
import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, it } from 'vitest';

import { vi as words } from '#client/i18n/vi.ts';
import type { ReportVersion, ReportView } from '#server/contract/report.ts';
import { showForm, type ShownForm } from '#tests/support/browser/shown-form.tsx';

import { ReportActs } from './report-acts.tsx';

const { reports: own } = words;
let shown: ShownForm;
afterEach(() => shown.close());

/** The headings, verbs and remarks that a reader is given for a report. */
async function acts(latest: Partial<ReportVersion> | null, more: Partial<ReportView> = {}) {
  const versions =
    latest === null ? [] : [{ id: 5, version: 1, remark: null, asOf: null, ...latest }];
  const report = {
    commune: { code: '00070', name: 'Hoàn Kiếm', type: 'phuong' },
    period: { kind: 'month', year: 2026, number: 3 },
    currentHash: 'b',
    versions,
    whyNotDraft: null,
    whyNotSend: null,
    whyNotApprove: null,
    ...more,
  } as unknown as ReportView;
  const asksNothing = new QueryClient({ defaultOptions: { queries: { enabled: false } } });
  shown = await showForm(<ReportActs report={report} />, asksNothing);
  const texts = (selector: string) =>
    [...document.querySelectorAll(selector)].map(({ textContent }) => textContent);
  return { titles: texts('h2, h3'), verbs: texts('button'), lines: texts('p') };
}

it('a report that nobody has begun is drafted, and cannot be sent yet', async () => {
  const { titles, verbs } = await acts(null, { whyNotSend: 'report.wrong_state' });
  expect([titles, verbs]).toEqual([[own.draft], [own.save]]);
});

it('a draft is saved again or sent', async () => {
  expect((await acts({ state: 'draft' })).verbs).toEqual([own.save, own.send]);
});

it('a draft whose words were changed is saved before it is sent', async () => {
  await acts({ state: 'draft', remark: 'Nhận xét cũ' });
  await shown.type(own.remark, 'Nhận xét mới');
  const buttons = [...document.querySelectorAll('button')].map(({ textContent }) => textContent);
  expect(buttons).toEqual([own.save]);
  expect(document.body.textContent).toContain(own.saveFirst);
});

it('a draft of a period that still runs waits, and says so', async () => {
  const { verbs, lines } = await acts({ state: 'draft' }, { whyNotSend: 'report.still_running' });
  expect(verbs).toEqual([own.save]);
  expect(lines).toContain(own.stillRunning);
});

it('a returned report is drafted anew, not sent as it is', async () => {
  expect((await acts({ state: 'returned' })).verbs).toEqual([own.save]);
});

it('an approved report is restated with a reason, once the register tells something else', async () => {
  const { titles } = await acts({ state: 'approved', hash: 'a' });
  expect(titles).toEqual([own.restate]);
  await shown.send();
  expect(shown.faults().map((label) => label?.replace(/ \*$/, ''))).toEqual([own.restateReason]);
  shown.close();
  expect(await acts({ state: 'approved', hash: 'b' })).toEqual({
    titles: [],
    verbs: [],
    lines: [],
  });
});

it('a sent report is approved or returned by who may, and waits for everybody else', async () => {
  expect((await acts({ state: 'sent' })).verbs).toEqual([own.approve, own.giveBack]);
  shown.close();
  const same = await acts({ state: 'sent' }, { whyNotApprove: 'report.same_person' });
  expect([same.verbs, same.lines]).toEqual([[], [own.samePerson]]);
  shown.close();
  const others = await acts({ state: 'sent' }, { whyNotApprove: 'permission.denied' });
  expect([others.verbs, others.lines]).toEqual([[], [own.waitsMore]]);
});

it('who may not draft is given nothing to press', async () => {
  const { verbs } = await acts({ state: 'draft' }, { whyNotDraft: 'report.other_commune' });
  expect(verbs).toEqual([]);
});
