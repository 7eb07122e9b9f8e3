// @vitest-environment happy-dom
import { notifications } from '@mantine/notifications';
import { QueryClient } from '@tanstack/react-query';
import { act } from 'react';
import { afterEach, expect, it, vi } from 'vitest';

import { routeQuery } from '#client/features/routes/queries.ts';
import { vi as words } from '#client/i18n/vi.ts';
import type { EditRoute } from '#server/contract/route-edit.ts';
import type { RouteDetail } from '#server/contract/route.ts';
import { showForm, type ShownForm } from '#tests/support/browser/shown-form.tsx';
import { marked } from '#tests/support/faults/marked-answers.ts';

import { useRouteEditor, type RouteEditor } from './use-route-editor.ts';

const LOCK = { kind: 'lock' as const, stopId: 1, team: true };

let shown: ShownForm;
afterEach(() => {
  shown.close();
  vi.restoreAllMocks();
});

/** Opens a route, whose server answers an edit as soon as `answer` is called; each makes the next version. */
async function open(route: Partial<RouteDetail>, randomShare = { wanted: 0, drawn: 0 }) {
  const client = new QueryClient();
  client.setQueryData(routeQuery(5).queryKey, route as RouteDetail);
  const sent: EditRoute[] = [];
  const waiting: (() => void)[] = [];
  vi.stubGlobal(
    'fetch',
    marked(async (_: unknown, init?: RequestInit) => {
      const edit = JSON.parse(init?.body as string) as EditRoute;
      sent.push(edit);
      await new Promise<void>((resolve) => waiting.push(resolve));
      const [first] = edit.operations;
      const undone = first?.kind === 'restore' && first.side === 'before';
      const version = edit.version + 1;
      const next = { id: 5, version, stops: [], shifts: [], randomShare };
      const made = undone ? { undo: null, redo: first.version } : { undo: version, redo: null };
      return Response.json({
        route: { ...next, ...made },
        merged: false,
        added: 0,
        passedOver: 0,
      });
    }),
  );
  let editor: RouteEditor | null = null;
  function Desk() {
    editor = useRouteEditor(route as RouteDetail);
    return null;
  }
  shown = await showForm(<Desk />, client);
  return {
    sent,
    editor: () => editor as unknown as RouteEditor,
    answer: async () => {
      await vi.waitFor(() => expect(waiting).not.toHaveLength(0));
      await act(async () => waiting.shift()?.());
    },
  };
}

it('an undo that is asked for while an edit is under way runs after it, and takes that edit back', async () => {
  const { sent, editor, answer } = await open({ id: 5, version: 3, undo: 2, redo: null });
  await act(async () => editor().edit(LOCK));
  expect(editor().restorable).toEqual({ before: true, after: false });
  await act(async () => editor().restore('before'));
  expect(sent).toEqual([{ version: 3, operations: [LOCK] }]);
  await answer();
  await answer();
  expect(sent[1]).toEqual({
    version: 4,
    operations: [{ kind: 'restore', version: 4, side: 'before' }],
  });
});

it('sends nothing where nothing is left to undo by then', async () => {
  const { sent, editor, answer } = await open({ id: 5, version: 3, undo: 2, redo: null });
  await act(async () => editor().restore('before'));
  await act(async () => editor().restore('before'));
  await answer();
  await vi.waitFor(() => expect(editor().pending).toBe(false));
  expect(sent.map(({ operations }) => operations)).toEqual([
    [{ kind: 'restore', version: 2, side: 'before' }],
  ]);
});

it('says that a random stop is missing, and where to draw another, once one is taken out', async () => {
  const show = vi.spyOn(notifications, 'show').mockReturnValue('');
  const lack = { wanted: 2, drawn: 1 };
  const { editor, answer } = await open({ id: 5, version: 3, undo: null, redo: null }, lack);
  await act(async () => editor().edit(LOCK));
  await answer();
  expect(show).not.toHaveBeenCalled();
  await act(async () => editor().edit({ kind: 'remove', stopIds: [1] }));
  await answer();
  const message = words.routes.randomLack({ count: '1' });
  expect(show).toHaveBeenCalledExactlyOnceWith({ message });
  expect(message).toContain(words.routes.randomDraw);
});

it('offers neither undo nor redo where a press would do nothing', async () => {
  const { editor } = await open({ id: 5, version: 3, undo: null, redo: null });
  expect(editor().restorable).toEqual({ before: false, after: false });
});
