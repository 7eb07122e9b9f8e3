import { setTimeout as pause } from 'node:timers/promises';

import type { Clock } from '#server/clock.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { Database } from '#server/db/client.ts';
import { asSystem, readAsSystem } from '#server/db/transaction.ts';
import { EngineBuilder } from '#server/engine/engine-builder.ts';
import type { Engine } from '#server/engine/engine.ts';

import { listChangedSince, type Moment, readMoment } from './change-queries.ts';
import type { EngineCopies } from './engine-copies.ts';
import { loadEngine } from './engine-load.ts';
import { numbersOn, type Numbers } from './engine-query.ts';
import { readCodes, type CodeRows } from './queries.ts';
import { readChanges } from './read-changes.ts';

/** Changed points after which a new copy is written; a start catches up with so many in well under a second. */
const RENEWED_AFTER_CHANGES = 5_000;
/** Longest wait for a standby to have a commit, and the pause between two looks at it. */
const REACH_MILLISECONDS = 2_000;
const REACH_LOOK_MILLISECONDS = 20;
/** With more points than this, forgetting that they were read costs only another reading. */
const MOST_READ_AGAIN = 1_000;

/** The engine and the numbers of codes at present; either may be replaced during any await. */
type CurrentEngine = {
  readonly engine: Engine;
  /** Numbers by code, of the communes in force today. */
  readonly numbers: Numbers;
  /** When everything committed before was read; null before the load. */
  readonly readAt: IsoInstant | null;
  /** Milliseconds for which commits of others may be missing; null before the load. */
  readonly age: number | null;
  load: () => Promise<void>;
  reload: () => Promise<void>;
  refreshLogged: () => Promise<void>;
  refresh: (pointIds: readonly number[]) => Promise<void>;
  refreshSoon: (pointIds: readonly number[]) => Promise<void>;
  settled: () => Promise<void> | undefined;
  catchUp: () => Promise<void>;
  position: () => Promise<number>;
  reach: (position: number) => Promise<void>;
};

/** Keeps the engine in step with the database, or with its standby. Empty until it is loaded. */
export function createCurrentEngine(given: {
  database: Database;
  replica: Database | undefined;
  clock: Clock;
  copies: EngineCopies | undefined;
  /** Called with the points that have reached the engine. */
  tell: (changed: readonly number[] | 'all') => void;
  /** Called with the reason why points were not read that nobody waits for. */
  notRead: (error: unknown) => void;
}): CurrentEngine {
  const { database: primary, replica, clock, copies, tell, notRead } = given;
  const database = replica ?? primary;
  let engine = new EngineBuilder().finish();
  let codes: CodeRows | null = null;
  /** Numbers of a day; a commune may begin or end at any midnight. */
  let numbers: { day: IsoDate; of: CodeRows | null; byCode: Numbers } | null = null;
  /** Snapshot of the database that the engine holds at least everything of. */
  let seen: string | null = null;
  /** The history of the database that the snapshot belongs to. */
  let history: string | null = null;
  let changesSinceCopy = 0;
  let readAt: IsoInstant | null = null;
  /** Moment on the clock of this process until which everything committed is in the engine. */
  let freshUntil: number | null = null;
  /** Position of the database that everything committed up to is in the engine. */
  let reached = 0;
  let looking: Promise<void> | null = null;
  /** Points that this process has read since its last look at the log, mostly because it wrote them. */
  const readAgain = new Map<number, string>();

  // Readings are serialised: an older one must never overwrite a newer one.
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  }

  async function take(pointIds: readonly number[]): Promise<void> {
    if (pointIds.length === 0) return;
    // Points are entered before the load where nobody waits for it.
    codes ??= await asSystem(database, readCodes);
    const { changes, snapshot } = await readChanges(database, pointIds);
    engine.apply(changes);
    if (readAgain.size + pointIds.length > MOST_READ_AGAIN) readAgain.clear();
    else for (const id of pointIds) readAgain.set(id, snapshot);
    tell(pointIds);
    countChanges(pointIds.length);
  }

  /** Points that wait to be read again, and the reading that will take them all. */
  const asked = new Set<number>();
  let nextReading: Promise<void> | null = null;

  /** Reads the points of all who wait in one turn: one by one, acts of many people would wait for each other. */
  function takeTogether(pointIds: readonly number[]): Promise<void> {
    for (const id of pointIds) asked.add(id);
    nextReading ??= inTurn(() => {
      const ids = [...asked];
      asked.clear();
      nextReading = null;
      return take(ids);
    });
    return nextReading;
  }

  /** Loads a new engine. Its versions continue those of the one before, so that no ETag of this run names two states. */
  async function takeEverything(from: 'copy' | 'database'): Promise<void> {
    // Read first, so that a fail-over in between is noticed the next time.
    const at = clock.now();
    const start = performance.now();
    const now = await asSystem(database, readMoment);
    codes = await asSystem(database, readCodes);
    const version = engine.version + 1;
    const restored = from === 'copy' ? ((await copies?.restore(version)) ?? null) : null;
    const loaded = restored ?? (await loadEngine(database, { version }));
    ({ engine, snapshot: seen } = loaded);
    history = now.history;
    // Snapshots of another history would say nothing.
    readAgain.clear();
    noteRead(at, start, now);
    tell('all');
    changesSinceCopy = 0;
    if (restored === null) keepCopy();
    else countChanges(restored.changes);
  }

  async function catchUp(): Promise<void> {
    if (seen === null) return;
    const since = seen;
    const at = clock.now();
    const start = performance.now();
    // Sent together and done in this order: the snapshot is not older than the moment.
    const { now, changed } = await readAsSystem(database, async (sql) => {
      const [moment, list] = await Promise.all([
        readMoment(sql),
        listChangedSince(sql, since, readAgain),
      ]);
      return { now: moment, changed: list };
    });
    readAgain.clear();
    const { ids, snapshot } = changed;
    if (ids === 'all' || now.history !== history) return takeEverything('database');
    await take(ids);
    seen = snapshot;
    noteRead(at, start, now);
  }

  function noteRead(at: IsoInstant, start: number, { position, behind }: Moment): void {
    readAt = new Date(Date.parse(at) - behind).toISOString();
    freshUntil = start - behind;
    reached = position;
  }

  const position = async () => (await asSystem(primary, readMoment)).position;

  async function reach(wanted: number): Promise<void> {
    // On the primary a commit is seen a moment after its position: what begins from now on sees it.
    if (replica === undefined) return reached > wanted ? undefined : inTurn(catchUp);
    const end = performance.now() + REACH_MILLISECONDS;
    while (reached < wanted && performance.now() < end) {
      // A standby that is away may not even refuse. The map then grows old, which is told elsewhere.
      await Promise.race([look(), pause(end - performance.now(), undefined, { ref: false })]);
      if (reached < wanted) await pause(REACH_LOOK_MILLISECONDS);
    }
  }

  /** One look at the log for all who wait for it; fails silently. */
  function look(): Promise<void> {
    looking ??= inTurn(catchUp)
      .catch(() => undefined)
      .finally(() => {
        looking = null;
      });
    return looking;
  }

  /** Waits for the standby to have what was committed, then goes on; on the primary at once. */
  async function onceWritten(work: () => Promise<void>): Promise<void> {
    if (replica === undefined) return inTurn(work);
    await reach(await position());
  }

  const refresh = (pointIds: readonly number[]) =>
    replica === undefined ? takeTogether(pointIds) : onceWritten(() => take(pointIds));

  /** The latest reading that its writer does not wait for. */
  let coming: Promise<void> | undefined;

  async function refreshSoon(pointIds: readonly number[]): Promise<void> {
    if (replica !== undefined) return refresh(pointIds);
    // Whatever fails, the log of changes names these points too; where that cannot be read either, its follower goes on.
    const reading = refresh(pointIds)
      .catch(() => inTurn(catchUp))
      .catch(notRead)
      .finally(() => {
        if (coming === reading) coming = undefined;
      });
    coming = reading;
  }

  function countChanges(points: number): void {
    changesSinceCopy += points;
    if (changesSinceCopy >= RENEWED_AFTER_CHANGES) keepCopy();
  }

  /** Writes a copy in the background. */
  function keepCopy(): void {
    changesSinceCopy = 0;
    if (copies?.worthIt(engine) !== true) return;
    void copies.keep(() =>
      inTurn(async () => {
        // The engine holds its own process's writes; the snapshot is to see them too, or the next start reads them again.
        await catchUp();
        return { engine, snapshot: seen ?? '' };
      }),
    );
  }

  return {
    get readAt() {
      return readAt;
    },
    get age() {
      return freshUntil === null ? null : performance.now() - freshUntil;
    },
    get engine() {
      return engine;
    },
    get numbers() {
      const day = clock.today();
      if (numbers === null || numbers.day !== day || numbers.of !== codes) {
        const byCode = numbersOn(codes ?? { categories: [], communes: [] }, day);
        numbers = { day, of: codes, byCode };
      }
      return numbers.byCode;
    },
    load: () => inTurn(() => takeEverything('copy')),
    reload: () => onceWritten(() => takeEverything('database')),
    refreshLogged: () =>
      onceWritten(() => (seen === null ? takeEverything('database') : catchUp())),
    refresh,
    refreshSoon,
    settled: () => coming,
    catchUp: () => inTurn(catchUp),
    position,
    reach,
  };
}
