import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { vi } from 'vitest';

import { loadText } from '#client/i18n/use-text.ts';
import { theme } from '#client/ui/theme.ts';

/** A form on a page of its own (happy-dom), filled in and sent by its words. */
export type ShownForm = Awaited<ReturnType<typeof showForm>>;

export async function showForm(form: ReactNode, client = new QueryClient()) {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  await loadText('vi');
  Element.prototype.scrollIntoView = () => undefined;
  // Fields that grow with their words listen to fonts, which this document does not have.
  Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
  const root = createRoot(document.body.appendChild(document.createElement('div')));
  await act(async () =>
    root.render(
      <MantineProvider theme={theme} env="test">
        <QueryClientProvider client={client}>{form}</QueryClientProvider>
      </MantineProvider>,
    ),
  );
  return {
    close() {
      act(() => root.unmount());
      document.body.replaceChildren();
      vi.unstubAllGlobals();
    },
    field,
    async type(label: string, words: string) {
      const input = field(label);
      await act(async () => {
        // React listens to what the browser sets, not to what a script does.
        const prototype = Object.getPrototypeOf(input) as object;
        Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(input, words);
        input.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }));
      });
    },
    async choose(label: string) {
      await act(async () => field(label).click());
    },
    /** Presses the verb, and waits for what becomes of it. */
    async send() {
      await act(async () => document.querySelector('form')?.requestSubmit());
      await act(async () => {
        await vi.waitFor(() => {
          if (client.isMutating() > 0) throw new Error('is still being sent');
        });
      });
    },
    /** Labels of the fields that are marked as wrong, in their order on the page. */
    faults: () =>
      [...document.querySelectorAll('[aria-invalid="true"], [data-faulty="true"]')].map(
        (one) =>
          (one.matches('[aria-invalid]') ? labelOf(one) : one.querySelector('label'))?.textContent,
      ),
  };
}

function labelOf(field: Element): Element | undefined {
  return [...document.querySelectorAll('label')].find(({ htmlFor }) => htmlFor === field.id);
}

/** Finds an input by the words of its label, without the asterisk. */
function field(label: string): HTMLInputElement | HTMLTextAreaElement {
  const found = [...document.querySelectorAll('input, textarea')].find(
    (one) =>
      (one.getAttribute('aria-label') ?? labelOf(one)?.textContent.replace(/ \*$/, '')) === label,
  );
  if (found instanceof HTMLInputElement || found instanceof HTMLTextAreaElement) return found;
  throw new Error(`no field ${label}`);
}
