import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { WebhookDetail, WebhookOutcome } from '#server/contract/webhook.ts';
import { bandOf, type CountBand } from '#server/methods/count-bands.ts';

const FIRST_WAIT_MILLISECONDS = 2_000;
const LONGEST_WAIT_MILLISECONDS = 15 * 60_000;
/** A receiver is paused once it has failed so often and for so long. */
const FAILURES_BEFORE_PAUSE = 10;
const FAILING_BEFORE_PAUSE_MILLISECONDS = 12 * 3_600_000;

/** Statuses whose counts leave, by commune. */
export const FIGURE_STATUSES = ['active', 'eliminated', 'handed_over', 'recurring'] as const;
type FigureStatus = (typeof FIGURE_STATUSES)[number];
/** Counts of a commune on an evening, as they may leave. */
export type CommuneFigures = {
  id: number;
  code: string;
  counts: Record<FigureStatus, CountBand>;
};

/** One event of the log, with the communes by id and code. `replaces`: the event that this one corrects or takes back. */
export type OutgoingEvent = {
  number: number;
  id: string;
  kind: string;
  onDay: IsoDate;
  notedAt: IsoInstant;
  pointCode: string | null;
  replaces: string | null;
  communes: { id: number; code: string }[];
  figures: CommuneFigures[] | null;
};

export type ReceiverReach = { detail: WebhookDetail; communeIds: readonly number[] };

/** Puts the counts of every commune in force into their bands. */
export function figuresOf(
  communes: readonly { id: number; code: string }[],
  countOf: (status: FigureStatus, code: string) => number,
): CommuneFigures[] {
  return communes.map(({ id, code }) => ({
    id,
    code,
    counts: {
      active: bandOf(countOf('active', code)),
      eliminated: bandOf(countOf('eliminated', code)),
      handed_over: bandOf(countOf('handed_over', code)),
      recurring: bandOf(countOf('recurring', code)),
    },
  }));
}

/**
 * Writes an event as CloudEvents 1.0 in structured JSON, cut to the reach of its receiver: communes of its reach alone,
 * and the code of the point only for a receiver of points. A position, a note or a person is in none.
 * @param source address of this server
 */
export function cloudEvent(event: OutgoingEvent, reach: ReceiverReach, source: string): string {
  const within = ({ id }: { id: number }) =>
    reach.communeIds.length === 0 || reach.communeIds.includes(id);
  const head = {
    specversion: '1.0',
    id: event.id,
    source,
    type: typeOf(event),
    time: new Date(event.notedAt).toISOString(),
    datacontenttype: 'application/json',
  };
  const data =
    event.figures === null
      ? {
          day: event.onDay,
          communes: event.communes.filter(within).map(({ code }) => code),
          ...(event.replaces !== null && { replaces: event.replaces }),
          ...(reach.detail === 'points' && { point: event.pointCode }),
        }
      : {
          day: event.onDay,
          communes: event.figures.filter(within).map(({ code, counts }) => ({ code, counts })),
        };
  return JSON.stringify({ ...head, data });
}

function typeOf({ kind, figures }: OutgoingEvent): string {
  return figures === null ? `diaban.point.${kind}.v1` : `diaban.${kind}.v1`;
}

/** Writes the event with which an administrator tries a receiver. */
export function testEvent(id: string, now: IsoInstant, source: string): string {
  return JSON.stringify({
    specversion: '1.0',
    id,
    source,
    type: 'diaban.test.v1',
    time: now,
    datacontenttype: 'application/json',
    data: {},
  });
}

/**
 * Time of the next attempt after the `failures`-th failure: 2, 4, 8 … seconds later, at most 15 minutes, each shortened
 * by up to a half so that receivers that failed together are not asked again together.
 * @param draw in [0, 1)
 */
export function nextAttemptAfter(now: IsoInstant, failures: number, draw: number): IsoInstant {
  const wait = Math.min(FIRST_WAIT_MILLISECONDS * 2 ** (failures - 1), LONGEST_WAIT_MILLISECONDS);
  return new Date(Date.parse(now) + wait * (1 - draw / 2)).toISOString();
}

/** Tells why a receiver is paused after a failure; null where it is tried again. */
export function pauseAfter(
  outcome: WebhookOutcome,
  failing: { failures: number; since: IsoInstant },
  now: IsoInstant,
): 'gone' | 'failing' | null {
  if (outcome === 'gone') return 'gone';
  const long = Date.parse(now) - Date.parse(failing.since) >= FAILING_BEFORE_PAUSE_MILLISECONDS;
  return long && failing.failures >= FAILURES_BEFORE_PAUSE ? 'failing' : null;
}
