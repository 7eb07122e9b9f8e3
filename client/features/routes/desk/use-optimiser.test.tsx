// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';

import { vi as words } from '#client/i18n/vi.ts';
import type { OptimiseProgress } from '#server/contract/route-edit.ts';
import type { RouteDetail } from '#server/contract/route.ts';
import { showForm, type ShownForm } from '#tests/support/browser/shown-form.tsx';
import { marked } from '#tests/support/faults/marked-answers.ts';

import { ServiceNote } from './route-bar.tsx';
import { useOptimiser } from './use-optimiser.ts';

const { outsideOptimiser } = words.routes;
const orders = [{ shiftId: 7, stopIds: [2, 1] }];
const told = (phase: OptimiseProgress['phase'], service: OptimiseProgress['service']) => ({
  phase,
  service,
  orders,
  share: 1,
  metres: 900,
  seconds: 300,
  version: 3,
  dropped: [],
  source: 'own',
  code: null,
});

let shown: ShownForm;
afterEach(() => shown.close());

const state = () => document.querySelector('p')?.textContent;

/** Looks for an order and gives the edits that came of it; the server tells `lines`. */
async function search(...lines: object[]) {
  const edits = await begin(async () => null, ...lines);
  await vi.waitFor(() => expect(state()).toBe('rests'));
  return edits;
}

/** A route whose stops stand with these teams. */
const routeOf = (...shiftIds: (number | null)[]) =>
  ({ id: 5, version: 3, stops: shiftIds.map((shiftId, id) => ({ id, shiftId })) }) as RouteDetail;

/** Begins to look for an order; `stored` resolves once the server has it. */
async function begin(stored: () => Promise<RouteDetail | null>, ...lines: object[]) {
  const edits: unknown[] = [];
  const editor = {
    edit: () => undefined,
    editAndWait: (...operations: unknown[]) => {
      edits.push(...operations);
      return stored();
    },
    restore: () => undefined,
    restorable: { before: false, after: false },
    pending: false,
    said: null,
    error: null,
  };
  function Bar() {
    const optimiser = useOptimiser(routeOf(1, 1, 2), editor);
    return (
      <form
        onSubmit={(event) => {
          event.preventDefault();
          optimiser.start({ kind: 'everything' });
        }}
      >
        <ServiceNote best={optimiser.best} />
        <b>{optimiser.teamChanges}</b>
        <p>{optimiser.running ? 'searching' : 'rests'}</p>
      </form>
    );
  }
  vi.stubGlobal(
    'fetch',
    marked(async () => {
      const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
      return new Response(text, { headers: { 'content-type': 'application/x-ndjson' } });
    }),
  );
  shown = await showForm(<Bar />);
  await shown.send();
  return edits;
}

const note = () => document.querySelector('output')?.textContent ?? null;

it('the best order becomes one edit, and beside it stands what became of asking outside', async () => {
  const edits = await search(told('searching', 'waiting'), told('done', 'broke_rules'));
  expect(edits).toEqual([{ kind: 'arrange', orders }]);
  expect(note()).toBe(outsideOptimiser.broke_rules);
});

it('goes on until the order that it found is stored', async () => {
  let store: (() => void) | undefined;
  const stored = new Promise<null>((resolve) => (store = () => resolve(null)));
  const edits = await begin(() => stored, told('searching', null), told('done', null));
  await vi.waitFor(() => expect(edits).toHaveLength(1));
  await new Promise(setImmediate);
  expect(state()).toBe('searching');
  store?.();
  await vi.waitFor(() => expect(state()).toBe('rests'));
});

it('where nobody outside is asked, nothing is said about it', async () => {
  expect(await search(told('done', null))).toEqual([{ kind: 'arrange', orders }]);
  expect(note()).toBeNull();
});

it('a search that failed changes nothing', async () => {
  expect(await search(told('searching', 'waiting'), told('failed', null))).toEqual([]);
});

it('says how many stops change their team by it, and how many lose their team', async () => {
  await begin(async () => routeOf(1, 2, null), told('done', null));
  const said = words.routes.teamDay.changedAndLeft({ count: '1', left: '1' });
  await vi.waitFor(() => expect(document.body.textContent).toContain(said));
});
