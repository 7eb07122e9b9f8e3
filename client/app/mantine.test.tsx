// @vitest-environment happy-dom
import { Select } from '@mantine/core';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, it, vi } from 'vitest';

import { Mantine } from './mantine.tsx';

it('says in a searchable choice that no option matches, and Enter keeps the words', () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const root = createRoot(document.body.appendChild(document.createElement('div')));
  act(() =>
    root.render(
      <Mantine>
        <Select searchable data={['Ba Đình']} searchValue="hoàn kiếm" />
      </Mantine>,
    ),
  );
  const field = document.querySelector<HTMLInputElement>('[role="combobox"]');
  if (field === null) throw new Error('no field');
  act(() => field.focus());
  expect(document.querySelector('[role="listbox"]')?.textContent).toBe(
    'Không có lựa chọn nào khớp.',
  );
  const enter = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
  act(() => void field.dispatchEvent(enter));
  expect(enter.defaultPrevented).toBe(true);
  act(() => root.unmount());
  vi.unstubAllGlobals();
});
