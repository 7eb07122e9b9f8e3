import { describe, expect, it } from 'vitest';

import type { DatedCommune } from '#server/contract/attribution.ts';

import { attribute, type AttributionFacts, type ReceivingPart } from './rules.ts';

const MERGER = '2025-07-01';
/** Two communes with one code: the second took it over from the first on the day of the merger. */
const TRUNG_HOA = commune(1, '00175', '2025-01-01', MERGER);
const YEN_HOA = commune(2, '00175', MERGER, null);
const CAU_GIAY = commune(3, '00166', MERGER, null);

function commune(
  id: number,
  code: string,
  validFrom: string,
  validTo: string | null,
): DatedCommune {
  return { id, code, validFrom, validTo, name: `Phường ${id}`, type: 'phuong' };
}

function part(more: Partial<ReceivingPart> = {}): ReceivingPart {
  return {
    attempt: 1,
    commune: YEN_HOA,
    state: 'confirmed',
    successor: null,
    proposedOn: '2026-03-05',
    answeredOn: '2026-03-08',
    lapsedOn: null,
    ...more,
  };
}

/** A place of Yên Hòa that was handed over to it and came back in May 2026. */
function facts(more: Partial<AttributionFacts> = {}): AttributionFacts {
  return {
    recurredOn: '2026-05-01',
    handedOverOn: '2026-03-08',
    parts: [part()],
    touched: [{ commune: YEN_HOA, lead: true, chosen: false }],
    near: [],
    communeUncertain: false,
    ...more,
  };
}

const ids = (communes: readonly DatedCommune[]) => communes.map(({ id }) => id);

describe('a recurrence is attributed', () => {
  it('to the commune that had received the place', () => {
    const { basis, owners, answersNow, notes, neighbours } = attribute(facts());
    expect([basis, ids(owners), answersNow?.id, notes, neighbours]).toEqual([
      'received',
      [2],
      2,
      [],
      [],
    ]);
  });

  it('to no commune while nobody had received it, and says what stood in the way', () => {
    const refused = attribute(facts({ handedOverOn: null, parts: [part({ state: 'refused' })] }));
    expect([refused.basis, refused.owners, refused.notes]).toEqual([
      'not_received',
      [],
      ['refused_before'],
    ]);
    const cancelled = attribute(
      facts({ handedOverOn: null, parts: [part({ state: 'cancelled', answeredOn: null })] }),
    );
    expect([cancelled.basis, cancelled.notes]).toEqual(['not_received', ['still_pending']]);
    expect(attribute(facts({ handedOverOn: null, parts: [] })).basis).toBe('not_received');
  });

  it('to no commune where the hand-over was completed only after the place had come back', () => {
    expect(attribute(facts({ handedOverOn: '2026-05-02' })).basis).toBe('not_received');
  });

  it('to the commune that received the place on the very day on which it came back', () => {
    const { basis, owners } = attribute(facts({ handedOverOn: '2026-05-01' }));
    expect([basis, ids(owners)]).toEqual(['received', [2]]);
  });

  it('to the commune that received, though a neighbour begins within the radius', () => {
    const near = [{ commune: CAU_GIAY, metres: 40 }];
    const { owners, notes, neighbours } = attribute(facts({ near }));
    expect([ids(owners), notes, neighbours]).toEqual([[2], ['border_inside_radius'], near]);
  });

  it('to every commune that received a place across a border, the lead first', () => {
    const { owners, notes } = attribute(
      facts({
        parts: [part({ commune: CAU_GIAY }), part()],
        touched: [
          { commune: YEN_HOA, lead: true, chosen: true },
          { commune: CAU_GIAY, lead: false, chosen: false },
        ],
      }),
    );
    expect([ids(owners), notes]).toEqual([
      [2, 3],
      ['crosses_border', 'lead_chosen'],
    ]);
  });

  it('by the latest attempt: a refusal before it does not count', () => {
    const parts = [part({ state: 'refused', commune: CAU_GIAY }), part({ attempt: 2 })];
    expect(ids(attribute(facts({ parts })).owners)).toEqual([2]);
  });

  it('with a note where nobody can be certain of the commune', () => {
    expect(attribute(facts({ communeUncertain: true })).notes).toEqual(['commune_uncertain']);
  });
});

describe('where communes were merged, a recurrence is attributed', () => {
  const asked = part({
    commune: TRUNG_HOA,
    state: 'successor_asked',
    proposedOn: '2025-03-05',
    answeredOn: '2025-03-08',
    lapsedOn: MERGER,
  });
  const successor = (more: Partial<ReceivingPart>) =>
    part({ successor: 'after_handover', proposedOn: MERGER, ...more });
  const merged = { handedOverOn: '2025-03-08' };

  it('to the commune of that day, though it has ended and its code is another commune’s now', () => {
    const { basis, owners, answersNow, notes } = attribute(
      facts({
        ...merged,
        recurredOn: '2025-05-01',
        parts: [asked, successor({ answeredOn: '2025-07-04' })],
      }),
    );
    expect([basis, ids(owners), answersNow?.id, notes]).toEqual([
      'received',
      [1],
      2,
      ['ended_since'],
    ]);
  });

  it('to the successor that accepted on the very day on which the commune before it ended', () => {
    const parts = [asked, successor({ answeredOn: MERGER })];
    const { basis, owners } = attribute(facts({ ...merged, recurredOn: MERGER, parts }));
    expect([basis, ids(owners)]).toEqual(['successor_received', [2]]);
    const before = attribute(facts({ ...merged, recurredOn: '2025-06-30', parts }));
    expect([before.basis, ids(before.owners)]).toEqual(['received', [1]]);
  });

  it('to the successor once it has accepted for itself', () => {
    const parts = [asked, successor({ answeredOn: '2025-07-04' })];
    const { basis, owners } = attribute(facts({ ...merged, recurredOn: '2025-09-01', parts }));
    expect([basis, ids(owners)]).toEqual(['successor_received', [2]]);
  });

  it.each([
    ['waits', successor({ state: 'pending', answeredOn: null })],
    ['fell away with the recurrence', successor({ state: 'cancelled', answeredOn: null })],
    ['came later', successor({ answeredOn: '2025-10-01' })],
  ])('by area where the answer of the successor %s', (_, answer) => {
    const parts = [asked, answer];
    const { basis, owners } = attribute(facts({ ...merged, recurredOn: '2025-09-01', parts }));
    expect([basis, ids(owners)]).toEqual(['successor_by_area', [2]]);
  });

  it('by area where nobody has asked the successor yet', () => {
    const parts = [
      part({ commune: TRUNG_HOA, proposedOn: '2025-03-05', answeredOn: '2025-03-08' }),
    ];
    const { basis, owners } = attribute(facts({ ...merged, recurredOn: '2025-09-01', parts }));
    expect([basis, ids(owners)]).toEqual(['successor_by_area', [2]]);
  });
});
