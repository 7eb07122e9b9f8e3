import { describe, expect, it } from 'vitest';

import { SERVER } from '#tests/support/faults/account-key.ts';
import { device } from '#tests/support/faults/faulty-device.ts';
import { storedTexts } from '#tests/support/faults/stored-texts.ts';

import { closeUnsent, keepKeyAndOpen } from './seal.ts';

const ARRIVAL = { name: 'route-arrival-12', value: '2026-03-02T01:00:00.000Z', at: 1 };

describe('a note of a screen on the device', () => {
  it('lies sealed, and is the person’s alone', async () => {
    const { store, name, keys } = await device([], true);
    await keys.begin('inspector');
    await store.putNote('inspector', ARRIVAL);
    expect(await storedTexts(name)).not.toMatch(/route-arrival|2026-03-02/);
    expect(await store.notesOf('inspector')).toEqual(new Map([[ARRIVAL.name, ARRIVAL.value]]));
    expect(await store.notesOf('officer')).toEqual(new Map());
  });

  it('takes the place of the one before, and goes when it is dropped', async () => {
    const { store, keys } = await device([], true);
    await keys.begin('inspector');
    await store.putNote('inspector', ARRIVAL);
    await store.putNote('inspector', { ...ARRIVAL, value: 'later', at: 2 });
    await store.putNote('inspector', { ...ARRIVAL, name: 'another' });
    expect(await store.notesOf('inspector')).toEqual(
      new Map([
        [ARRIVAL.name, 'later'],
        ['another', ARRIVAL.value],
      ]),
    );
    await store.dropNote('inspector', ARRIVAL.name);
    expect([...(await store.notesOf('inspector')).keys()]).toEqual(['another']);
  });

  it('cannot be read after the session, and is there again after the next sign-in', async () => {
    const { store, keys } = await device([], true);
    await keys.begin('inspector');
    await store.putNote('inspector', ARRIVAL);
    await keepKeyAndOpen(store, 'inspector', SERVER.for('inspector'));
    await closeUnsent(store);
    expect(await store.notesOf('inspector')).toEqual(new Map());
    await keepKeyAndOpen(store, 'inspector', SERVER.for('inspector'));
    expect(await store.notesOf('inspector')).toEqual(new Map([[ARRIVAL.name, ARRIVAL.value]]));
    await store.forgetAccount('inspector');
    expect(await store.notesOf('inspector')).toEqual(new Map());
  });
});
