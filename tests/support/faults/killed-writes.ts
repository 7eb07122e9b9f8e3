import { randomUUID } from 'node:crypto';

import { civilDate } from '#server/contract/civil-day.ts';
import type { PointDetail } from '#server/contract/point.ts';
import type { Stop } from '#server/contract/route.ts';

import { DOCUMENT, IN_BA_VI, newPoint } from '#tests/support/points/register-acts.ts';
import { TEST_NOW } from '#tests/support/test-constants.ts';
import { resultAt, VISIT } from '#tests/support/routes/route-acts.ts';

export type Write = {
  who: string;
  path: string;
  body: Record<string, unknown>;
  key: string;
  /** A text that the register must hold exactly once after the write was acknowledged. */
  trace: string;
};
/** One person's work: each write builds on the answer to the one before. */
export type Line = Generator<Write, void, unknown>;

export type Tally = {
  sent: number;
  acknowledged: number;
  /** Kinds of the writes that ran at a kill and were sent again, each with its number. */
  again: Map<string, number>;
  /** Writes running at a kill whose repetition got the stored answer. */
  replayed: number;
  done: number;
  refused: string[];
  traces: string[];
};

export function newTally(): Tally {
  const counts = { sent: 0, acknowledged: 0, replayed: 0, done: 0 };
  return { ...counts, again: new Map(), refused: [], traces: [] };
}

/** Takes a place from its proposal to the hand-over and a check of it, again and again. */
export function* lifeOfPoints(line: number): Line {
  for (let number = 1; ; number += 1) {
    const name = `Quán bị ngắt ${line}.${number}`;
    let point = (yield write(
      'officer',
      '/api/points',
      newPoint({ officialName: name }),
      `proposed ${name}`,
    )) as PointDetail;
    const act = (who: string, path: string, body: Record<string, unknown>, kind: string) =>
      write(who, path, { documentNumber: DOCUMENT, ...body }, `${kind} ${name}`);
    const step = (who: string, verb: string, more: Record<string, unknown>, kind: string) =>
      act(who, `/api/points/${point.id}/${verb}`, { version: point.version, ...more }, kind);
    const on = (effectiveOn: string) => ({ effectiveOn });
    point = (yield step('coordinator', 'recognise', on('2026-01-10'), 'recognised')) as PointDetail;
    point = (yield step('analyst', 'eliminate', on('2026-03-01'), 'eliminated')) as PointDetail;
    point = (yield step(
      'analyst',
      'handovers',
      on('2026-03-05'),
      'handover_proposed',
    )) as PointDetail;
    const path = `/api/handovers/${point.handovers[0]?.id}/confirm`;
    const pressed = (day: string) => ({ ...on(day), enteredAt: `${day}T05:00:00.000Z` });
    point = (yield act('leader', path, pressed('2026-03-08'), 'handover_confirmed')) as PointDetail;
    yield step('officer', 'checks', { ...pressed('2026-11-20'), result: 'no_sign' }, 'checked');
  }
}

/** Writes a team's results at the stops of a published route, and then at stops that nobody had planned. */
export function* resultsOnRoute(
  route: { id: number; shiftId: number },
  stops: readonly Pick<Stop, 'id' | 'objectId'>[],
): Line {
  for (const { id: stopId, objectId } of stops) {
    const inspection = objectId === null ? null : 'warning';
    const body = resultAt(stopId, { inspection });
    yield write('inspector', `/api/routes/${route.id}/results`, body, `result ${stopId}`);
  }
  for (let number = 1; ; number += 1) {
    const name = `Điểm ngoài kế hoạch ${number}`;
    const { finishedAt } = VISIT;
    const result = { resultId: randomUUID(), finishedAt, result: 'no_sign', note: null };
    const stop = { key: randomUUID(), shiftId: route.shiftId, name, place: [105.85, 21.03] };
    yield write(
      'inspector',
      `/api/routes/${route.id}/unplanned`,
      { ...stop, result },
      `unplanned ${name}`,
    );
  }
}

/** Writes visits of a business, each with words of its own: only the key shows a repetition. */
export function* visitsOf(objectId: number): Line {
  for (let number = 1; ; number += 1) {
    const note = `Lần kiểm tra ${objectId}.${number}`;
    const enteredAt = '2026-11-20T05:00:00.000Z';
    const visit = { kind: 'regular', result: 'no_violation', inspectedOn: '2026-11-20' };
    const body = { ...visit, enteredAt, note };
    yield write(
      'planner',
      `/api/inspection-objects/${objectId}/inspections`,
      body,
      `visited ${note}`,
    );
  }
}

export function* tipsTakenIn(): Line {
  for (let number = 1; ; number += 1) {
    const placeName = `Chỗ được báo ${number}`;
    // Of another commune a tip is received today.
    const receivedOn = civilDate(TEST_NOW);
    const told = { kind: 'feedback', channel: 'hotline', receivedOn, placeName };
    const body = { ...told, position: IN_BA_VI, locationErrorMetres: 20 };
    yield write('officer', '/api/tips', body, `told ${placeName}`);
  }
}

function write(who: string, path: string, body: Record<string, unknown>, trace: string): Write {
  return { who, path, body, key: randomUUID(), trace };
}

/** Works along a line: sends each write, and keeps a write without an answer to be sent again. */
export class KilledWriter {
  readonly #line: Line;
  readonly #cookies: Readonly<Record<string, string>>;
  readonly #tally: Tally;
  #next: Write | null = null;
  #again = false;

  constructor(line: Line, cookies: Readonly<Record<string, string>>, tally: Tally) {
    this.#line = line;
    this.#cookies = cookies;
    this.#tally = tally;
    this.#advance(undefined);
  }

  /** True when nobody knows whether the last write was done; it is sent again first. */
  get inDoubt(): boolean {
    return this.#again;
  }

  /**
   * Works until the server or its database is gone, something was refused, or `goOn` is false and no write is in doubt.
   */
  async work(address: string, goOn: () => boolean, onAnswer: () => void): Promise<void> {
    while (this.#next !== null && (this.#again || goOn())) {
      const write = this.#next;
      if (!this.#again) this.#tally.sent += 1;
      const answer = await this.#send(address, write);
      if (answer === null) {
        this.#again = true;
        return;
      }
      onAnswer();
      this.#note(write, answer);
      this.#again = false;
      if (answer.status >= 300) this.#next = null;
      else this.#advance(answer.body);
    }
  }

  #note(write: Write, answer: { status: number; replayed: boolean; body: unknown }): void {
    const tally = this.#tally;
    if (answer.status >= 300) {
      tally.refused.push(`${write.trace}: ${answer.status} ${JSON.stringify(answer.body)}`);
      return;
    }
    tally.traces.push(write.trace);
    if (!this.#again) {
      tally.acknowledged += 1;
      return;
    }
    const [kind = ''] = write.trace.split(' ');
    tally.again.set(kind, (tally.again.get(kind) ?? 0) + 1);
    if (answer.replayed) tally.replayed += 1;
    else tally.done += 1;
  }

  #advance(answer: unknown): void {
    const { value, done } = this.#line.next(answer);
    this.#next = done === true ? null : value;
  }

  async #send(address: string, { who, path, body, key }: Write) {
    try {
      const response = await fetch(`${address}${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': key,
          cookie: this.#cookies[who] ?? '',
        },
        body: JSON.stringify(body),
      });
      const replayed = response.headers.get('idempotency-replayed') === 'true';
      const answer = (await response.json()) as { code?: string };
      if (answer.code === 'server.not_ready') return null;
      return { status: response.status, replayed, body: answer as unknown };
    } catch {
      return null;
    }
  }
}
