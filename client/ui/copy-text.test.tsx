// @vitest-environment happy-dom
import { Notifications, notifications } from '@mantine/notifications';
import { act } from 'react';
import { afterEach, expect, it, vi } from 'vitest';

import { vi as vietnamese } from '#client/i18n/vi.ts';
import { showForm, type ShownForm } from '#tests/support/browser/shown-form.tsx';

import { CopyButton } from './copy-text.tsx';

let shown: ShownForm;
afterEach(() => {
  notifications.clean();
  shown.close();
});

async function presses(writeText: () => Promise<void>) {
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
  shown = await showForm(
    <>
      <Notifications />
      <CopyButton value="http://127.0.0.1/?id=7" />
    </>,
  );
  // Notices of other tests have buttons too.
  const buttons = [...document.querySelectorAll('button')];
  const copy = buttons.find(({ textContent }) => textContent === vietnamese.common.copy);
  await act(async () => copy?.click());
  return document.body.textContent;
}

it('says that a text was copied', async () => {
  const write = vi.fn<() => Promise<void>>(() => Promise.resolve());
  const said = await presses(write);
  expect(write).toHaveBeenCalledWith('http://127.0.0.1/?id=7');
  expect(said).toContain(vietnamese.common.copied);
  expect(said).not.toContain('?id=7');
});

it('shows the text to be copied by hand where the browser refuses', async () => {
  const said = await presses(() => Promise.reject(new DOMException('no', 'NotAllowedError')));
  expect(said).toContain(vietnamese.common.copyRefused);
  expect(said).toContain('http://127.0.0.1/?id=7');
});
