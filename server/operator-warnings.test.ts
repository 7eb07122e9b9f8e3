import { Registry } from 'prom-client';
import { expect, it } from 'vitest';

import { createOperatorWarnings } from './operator-warnings.ts';

it('a subject has one warning at a time, which goes when it is solved, and the metric counts those that stand', async () => {
  const registry = new Registry();
  const warnings = createOperatorWarnings(registry);
  const counted = async () =>
    /^diaban_operator_warnings (\d+)$/m.exec(await registry.metrics())?.[1];
  expect([warnings.list(), await counted()]).toEqual([[], '0']);
  warnings.set('store', 'store.unreachable');
  warnings.set('store', 'store.refused');
  warnings.set('attachments', 'attachments.too_many_unknown');
  expect(warnings.list()).toEqual(['store.refused', 'attachments.too_many_unknown']);
  expect(await counted()).toBe('2');
  warnings.set('store', null);
  expect(warnings.list()).toEqual(['attachments.too_many_unknown']);
  warnings.set('attachments', null);
  expect([warnings.list(), await counted()]).toEqual([[], '0']);
});

it('the metric shows the warnings of the program that runs, also after a restart in the same process', async () => {
  const registry = new Registry();
  createOperatorWarnings(registry).set('store', 'store.refused');
  createOperatorWarnings(registry);
  expect(await registry.metrics()).toContain('\ndiaban_operator_warnings 0');
});
