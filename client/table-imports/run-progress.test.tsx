// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest';

import { vi as words } from '#client/i18n/vi.ts';
import type { ImportProgress } from '#server/contract/point-import.ts';
import { showForm, type ShownForm } from '#tests/support/browser/shown-form.tsx';

import { RunProgress } from './run-progress.tsx';

const { imports } = words;
let shown: ShownForm;
afterEach(() => shown.close());

it.each([
  [{ phase: 'reading' }, '5', imports.phaseReading],
  [
    { phase: 'writing', done: 1_500, total: 3_000 },
    '47.5',
    imports.phaseWriting({ done: '1.500', total: '3.000' }),
  ],
  [{ phase: 'placing', total: 3_000 }, '90', imports.phasePlacing({ total: '3.000' })],
])('an import that is %o tells how far it is, as a bar and in words', async (at, share, said) => {
  shown = await showForm(
    <RunProgress progress={at as ImportProgress} stopping={false} onStop={() => undefined} />,
  );
  const bar = document.querySelector('[role="progressbar"]');
  expect(bar?.getAttribute('aria-label')).toBe(imports.running);
  expect(bar?.getAttribute('aria-valuenow')).toBe(share);
  expect(document.querySelector('p + output')?.previousElementSibling?.textContent).toBe(said);
});
