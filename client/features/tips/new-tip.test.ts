import { describe, expect, it } from 'vitest';

import { vi } from '#client/i18n/vi.ts';

import { askedPlace, bodyOf, emptyTip, faultsInTip, tiedTo, type NewTip } from './new-tip.ts';

const TODAY = '2026-06-15';
const SPOT: [number, number] = [105.85, 21.03];
const at = (error: 'exact' | 'address', addressMetres: number | null = null): NewTip['place'] => ({
  kind: 'position',
  position: SPOT,
  error,
  addressMetres,
});
const tip = (more: Partial<NewTip> = {}): NewTip => ({ ...emptyTip(TODAY), ...more });

describe('a new tip', () => {
  it('begins as the usual case of today, or like the one before', () => {
    expect(emptyTip(TODAY)).toMatchObject({
      kind: 'feedback',
      channel: 'hotline',
      receivedOn: TODAY,
      place: { kind: 'none' },
    });
    expect(emptyTip(TODAY, { kind: 'denunciation', channel: 'post' })).toMatchObject({
      kind: 'denunciation',
      channel: 'post',
    });
  });

  it('is sent with a position and its error, or with a commune, never with both', () => {
    expect(bodyOf(tip({ place: at('exact') }))).toMatchObject({
      position: SPOT,
      locationErrorMetres: 20,
      communeId: null,
    });
    expect(bodyOf(tip({ place: at('address', 340) }))).toMatchObject({ locationErrorMetres: 340 });
    const inCommune = bodyOf(tip({ place: { kind: 'commune', communeId: 7 } }));
    expect(inCommune).toMatchObject({ position: null, locationErrorMetres: null, communeId: 7 });
  });

  it('looks for points beside a position as far as its error reaches, and beside a commune for none', () => {
    expect(askedPlace(tip({ place: at('address', 340), category: 'KAR' }))).toEqual({
      geometry: { type: 'Point', coordinates: SPOT },
      errorMetres: 340,
      category: 'KAR',
    });
    expect(askedPlace(tip({ place: { kind: 'commune', communeId: 7 } }))).toBeNull();
    expect(askedPlace(tip())).toBeNull();
  });

  it('about a listed point takes its place, name and category', () => {
    expect(tiedTo({ anchor: SPOT, officialName: 'Nhà A', category: 'KAR' })).toEqual({
      place: at('exact'),
      placeName: 'Nhà A',
      category: 'KAR',
    });
  });

  it('needs a place, was received today at the latest, and tells of what was before', () => {
    const own = vi.tipIntake;
    const faults = (more: Partial<NewTip>) =>
      Object.entries(faultsInTip(tip({ place: at('exact'), ...more }), TODAY, vi)).filter(
        ([, fault]) => fault !== null,
      );
    expect(faults({ occurredOn: TODAY })).toEqual([]);
    expect(faults({ place: { kind: 'none' } })).toEqual([['place', own.placeMissing]]);
    expect(faults({ receivedOn: '2026-06-16' })).toEqual([['receivedOn', own.dayFuture]]);
    expect(faults({ receivedOn: '2026-06-10', occurredOn: '2026-06-11' })).toEqual([
      ['occurredOn', own.afterReceipt],
    ]);
    expect(faults({ receivedOn: null, occurredOn: TODAY })).toEqual([]);
  });
});
