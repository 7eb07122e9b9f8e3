import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  MATCH_SHARES,
  pointChange,
  pointRecords,
  recordsAndQuery,
  noteMatches,
} from '#tests/support/engine/engine-arbitraries.ts';
import { finished } from '#tests/support/engine/finished.ts';
import { naiveMatches } from '#tests/support/engine/naive-engine.ts';
import { expectEqual } from '#tests/support/expect-equal.ts';
import { reached } from '#tests/support/reached.ts';

import { encodeTile } from './encode-tile.ts';
import { EngineBytesError, engineAsBytes, openEngineBytes } from './engine-bytes.ts';
import { Engine } from './engine.ts';
import { buildEngine } from './engine-builder.ts';
import { tallyEvents } from './event-tally.ts';
import { IdBitset } from './point-ids.ts';
import { countMatches, listMatches } from './match-queries.ts';
import type { EngineQuery } from './query.ts';
import { queryTile } from './tile-query.ts';

const SMALL = { leafPoints: 4, snapshotBytes: 64 };

const changes = fc.array(pointChange, { maxLength: 12 });

function bytesOf(engine: Engine, label = ''): Uint8Array {
  return new Uint8Array(Buffer.concat([...engineAsBytes(engine, label)]));
}

function restored(engine: Engine): Engine {
  return openEngineBytes(bytesOf(engine)).restore({ snapshotBytes: 64 });
}

/** Everything that can be asked: tiles, counts, the list, what happened, and each point by itself. */
function answers(engine: Engine, query: EngineQuery) {
  const ids = Array.from({ length: 42 }, (_, id) => id);
  const known = query.knownAt ?? null;
  return {
    tiles: [
      encodeTile(queryTile(engine, { z: 0, x: 0, y: 0 }, query)),
      encodeTile(queryTile(engine, { z: 0, x: 0, y: 0 }, query, 0)),
      encodeTile(queryTile(engine, { z: 10, x: 813, y: 450 }, query)),
    ].map((bytes) => Buffer.from(bytes).toString('hex')),
    counts: countMatches(engine, query),
    list: listMatches(engine, query, { limit: 20 }),
    tally: finished(tallyEvents(engine, query)),
    states: ids.map((id) => engine.stateOf(id, query.asOf, known)),
    since: ids.map((id) => engine.statusSince(id, query.asOf, known)),
  };
}

describe('an engine restored from its bytes', () => {
  it('answers like the original, and goes on to after the same changes', () => {
    reached(MATCH_SHARES, (seen) => {
      fc.assert(
        fc.property(
          recordsAndQuery,
          changes,
          fc.array(changes, { maxLength: 3 }),
          ({ records, query: { ids, ...rest } }, before, batches) => {
            const query = { ...rest, ids: ids === undefined ? undefined : new IdBitset(ids) };
            noteMatches(seen, naiveMatches(records, { ...rest, ids }));
            const original = buildEngine(records, SMALL);
            original.apply(before);
            const copy = restored(original);
            expectEqual(answers(copy, query), answers(original, query));
            expectEqual(copy.leaves, original.leaves);
            for (const batch of batches) {
              original.apply(batch);
              copy.apply(batch);
              expectEqual(answers(copy, query), answers(original, query));
            }
            expect(Buffer.compare(bytesOf(copy), bytesOf(original))).toBe(0);
          },
        ),
        { numRuns: 150 },
      );
    });
  }, 60_000);

  it('says of every point what its records say', () => {
    reached(MATCH_SHARES, (seen) => {
      fc.assert(
        fc.property(recordsAndQuery, ({ records, query }) => {
          const copy = restored(buildEngine(records, SMALL));
          const matches = naiveMatches(records, query);
          noteMatches(seen, matches);
          const { ids, ...rest } = query;
          const asked = { ...rest, ids: ids === undefined ? undefined : new IdBitset(ids) };
          expect(countMatches(copy, asked).total).toBe(matches.size);
        }),
        { numRuns: 100 },
      );
    });
  });

  it('keeps what it was labelled with, and an engine without points', () => {
    const opened = openEngineBytes(bytesOf(new Engine(), 'từ ngày 25/11'));
    expect(opened.label).toBe('từ ngày 25/11');
    expect(opened.restore().size).toBe(0);
  });

  it('is as the original was when the writing began', () => {
    fc.assert(
      fc.property(pointRecords, changes, (records, meanwhile) => {
        const engine = buildEngine(records, SMALL);
        const whole = bytesOf(engine);
        const parts = engineAsBytes(engine, '');
        const first = parts.next();
        engine.apply(meanwhile);
        const rest = [...parts];
        expect(Buffer.concat([first.value ?? new Uint8Array(), ...rest]).equals(whole)).toBe(true);
      }),
    );
  });
});

describe('bytes that are not as they were written', () => {
  const someBytes = fc
    .tuple(pointRecords, fc.string())
    .map(([records, label]) => bytesOf(buildEngine(records, SMALL), label));

  /** Ten places in one engine: making another for each would take most of the time. */
  const places = fc.array(fc.nat(), { minLength: 10, maxLength: 10 });

  it('are refused when any one bit is another', () => {
    fc.assert(
      fc.property(someBytes, places, (bytes, chosen) => {
        for (const place of chosen) {
          const bit = place % (8 * bytes.length);
          const changed = bytes.slice();
          changed[bit >>> 3] = (bytes[bit >>> 3] ?? 0) ^ (1 << (bit & 7));
          expect(() => openEngineBytes(changed)).toThrow(EngineBytesError);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('are refused when some are missing at the end, or some were added', () => {
    fc.assert(
      fc.property(someBytes, places, (bytes, chosen) => {
        for (const place of chosen) {
          const shorter = bytes.subarray(0, place % bytes.length);
          expect(() => openEngineBytes(shorter)).toThrow(EngineBytesError);
          const longer = new Uint8Array(bytes.length + 1 + (place % 64));
          longer.set(bytes);
          expect(() => openEngineBytes(longer)).toThrow(EngineBytesError);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('are refused when they are of another format, or nothing', () => {
    const bytes = bytesOf(new Engine());
    new Uint32Array(bytes.buffer, 0, 2)[1] = 1;
    expect(() => openEngineBytes(bytes)).toThrow('of another format');
    expect(() => openEngineBytes(new Uint8Array())).toThrow('cut off');
  });

  it('are read wherever they lie in memory, as a file gives them too', () => {
    fc.assert(
      fc.property(pointRecords, fc.nat(9), (records, before) => {
        const engine = buildEngine(records, SMALL);
        const bytes = bytesOf(engine);
        const shifted = Buffer.alloc(before + bytes.length);
        shifted.set(bytes, before);
        const copy = openEngineBytes(shifted.subarray(before)).restore();
        // Nor does the engine hold on to them.
        shifted.fill(0);
        expectEqual(copy.leaves, engine.leaves);
      }),
    );
  });
});
