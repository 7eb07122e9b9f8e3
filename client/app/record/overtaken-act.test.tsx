// @vitest-environment happy-dom
import { QueryClient, useQuery } from '@tanstack/react-query';
import { afterEach, expect, it, vi } from 'vitest';

import { meQuery } from '#client/api/me.ts';
import { vi as words } from '#client/i18n/vi.ts';
import { pointQuery } from '#client/register/record-queries.ts';
import type { Me } from '#server/contract/account.ts';
import { sampleEvent, samplePoint } from '#tests/support/points/sample-point.ts';
import { showForm, type ShownForm } from '#tests/support/browser/shown-form.tsx';
import { marked } from '#tests/support/faults/marked-answers.ts';

import { ActDialogs } from './act-dialogs.tsx';

const { pointActs: own, register } = words;
const OTHER = 'Cán bộ phân tích khác';
const seen = samplePoint({ acts: { eliminate: null }, events: [sampleEvent()] });
const eliminated = sampleEvent({ id: 2, seq: 2, kind: 'eliminated', actorName: OTHER });
const now = samplePoint({
  version: 4,
  status: 'eliminated',
  acts: { eliminate: 'lifecycle.wrong_status' },
  events: [eliminated, sampleEvent()],
});
const REFUSAL = {
  type: 'about:blank',
  title: 'changed',
  status: 409,
  code: 'point.changed',
  requestId: 'r',
};

let shown: ShownForm;
afterEach(() => shown.close());

/** The dialog over a record that is read anew as on the screen. */
function OpenDialog() {
  const { data: point } = useQuery(pointQuery(seen.id));
  if (point === undefined) return null;
  return (
    <ActDialogs
      point={point}
      open={{ form: 'act', act: 'eliminate', handover: null }}
      onClose={() => undefined}
    />
  );
}

it('an act that somebody was faster with is not written: the dialog says who did what, and can only be left', async () => {
  const client = new QueryClient();
  client.setQueryData(meQuery.queryKey, { account: { name: 'Tôi' } } as Me);
  client.setQueryData(pointQuery(seen.id).queryKey, seen);
  const writes: string[] = [];
  vi.stubGlobal(
    'fetch',
    marked(async (input: RequestInfo | URL, init?: RequestInit) => {
      if (init?.method !== 'POST') return Response.json(now);
      writes.push(new URL(input instanceof Request ? input.url : String(input)).pathname);
      return Response.json(REFUSAL, {
        status: 409,
        headers: { 'content-type': 'application/problem+json' },
      });
    }),
  );
  shown = await showForm(<OpenDialog />, client);
  await shown.type(own.documentNumber, '12/BB-CAP');
  await shown.send();
  const told = await vi.waitFor(() => {
    const alert = document.querySelector('[role="alert"]');
    if (alert === null) throw new Error('nothing is said yet');
    return alert.textContent;
  });
  expect(told).toContain(own.changedTitle);
  expect(told).toContain(register.event.eliminated);
  expect(told).toContain(OTHER);
  expect(told).toContain(register.status.active);
  const verb = document.querySelector<HTMLButtonElement>('button[type="submit"]');
  expect(verb?.disabled).toBe(true);
  expect(writes).toEqual(['/api/points/7/eliminate']);
});
