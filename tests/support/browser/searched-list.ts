import { act } from 'react';
import { expect, vi } from 'vitest';

import { marked } from '#tests/support/faults/marked-answers.ts';

/** A server that answers a search (`q`) when it is told to, and the list of options below the field that asked. */
export function searchedList(itemsFor: (words: string) => readonly unknown[]) {
  /** Answers that the server still owes, by the words that were asked. */
  const owed = new Map<string, () => void>();
  vi.stubGlobal(
    'fetch',
    marked(async (asked: Request | string | URL) => {
      const url = new URL(asked instanceof Request ? asked.url : asked, 'http://localhost');
      const words = url.searchParams.get('q') ?? '';
      await new Promise<void>((resolve) => owed.set(words, resolve));
      return Response.json({ items: itemsFor(words) });
    }),
  );

  /** Waits until an expectation holds, and draws the page meanwhile. */
  const until = (expectation: () => void) =>
    vi.waitFor(async () => {
      await act(() => new Promise((resolve) => setTimeout(resolve, 10)));
      expectation();
    });

  return {
    until,
    options: () => [...document.querySelectorAll<HTMLElement>('[role="option"]')],
    answers: async (asked: string) => {
      await until(() => expect([...owed.keys()]).toContain(asked));
      await act(async () => owed.get(asked)?.());
    },
    press: async (key: string) => {
      const pressed = { key, code: key, bubbles: true, cancelable: true };
      await act(async () => {
        document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', pressed));
      });
    },
  };
}
