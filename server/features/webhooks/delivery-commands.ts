import { hostname } from 'node:os';

import { baseUrlOf } from '#server/authentication/authentication.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import { OUTGOING_EVENT_KINDS } from '#server/contract/webhook.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { Sent } from '#server/outside/webhook-sender.ts';
import { signatureOf } from '#server/outside/webhook-signature.ts';

import {
  findReceiver,
  type HeldReceiver,
  hasNotedEvents,
  holdReceiver,
  insertAttempt,
  listDueReceivers,
  numberEvents,
  readNextEvents,
  recordFailure,
  recordTaken,
  releaseReceiver,
} from './delivery-queries.ts';
import {
  cloudEvent,
  nextAttemptAfter,
  type OutgoingEvent,
  pauseAfter,
  testEvent,
} from './rules.ts';

type Tried = Sent | { outcome: 'secret_unreadable'; status: null };

const EVENTS_AT_ONCE = 1_000;
const PAGE = 50;
/** Far longer than one attempt: a process that is still sending keeps its receiver. */
const HOLD_MILLISECONDS = 60_000;

type Delivery = Pick<Deps, 'authentication' | 'clock' | 'config' | 'database' | 'log' | 'webhooks'>;

/** Gives the noted events their numbers, and lists the receivers that are due. */
export async function findDueReceivers(deps: Delivery): Promise<number[]> {
  if (await asSystem(deps.database, hasNotedEvents)) {
    const work = { kinds: OUTGOING_EVENT_KINDS, limit: EVENTS_AT_ONCE };
    while ((await asSystem(deps.database, (sql) => numberEvents(sql, work))) === EVENTS_AT_ONCE);
  }
  return asSystem(deps.database, (sql) => listDueReceivers(sql, deps.clock.now()));
}

/**
 * Tells one receiver of its events, one after the other, until all are taken or one is not. The next event is sent only
 * once it is recorded that the one before was taken. A process that dies in between leaves that one as the next, so it
 * is sent again with the same id.
 * @param stopping true: no further event is begun
 */
export async function deliverTo(
  deps: Delivery,
  id: number,
  stopping: () => boolean = () => false,
): Promise<void> {
  const holder = `${hostname()} ${process.pid} ${Math.random().toString(36).slice(2, 10)}`;
  const now = deps.clock.now();
  const claim = { id, holder, now, until: later(now, HOLD_MILLISECONDS) };
  const receiver = await asSystem(deps.database, (sql) => holdReceiver(sql, claim));
  if (receiver === null) return;
  try {
    const secrets = await openSecrets(deps, receiver);
    for (;;) {
      const page = await asSystem(deps.database, (sql) =>
        readNextEvents(sql, { id, holder, limit: PAGE }),
      );
      if (page.length === 0) return;
      for (const event of page) {
        if (stopping() || !(await deliver(deps, { receiver, secrets, holder }, event))) return;
      }
    }
  } finally {
    await asSystem(deps.database, (sql) => releaseReceiver(sql, { id, holder }));
  }
}

type Recipient = { receiver: HeldReceiver; secrets: string[] | null; holder: string };

/** Sends one event and records what came of it. True where the next one may follow. */
async function deliver(
  deps: Delivery,
  { receiver, secrets, holder }: Recipient,
  event: OutgoingEvent,
): Promise<boolean> {
  const body = cloudEvent(event, receiver, sourceOf(deps));
  const { sent, milliseconds } = await send(deps, receiver, secrets, { id: event.id, body });
  const now = deps.clock.now();
  const attempt = {
    receiverId: receiver.id,
    eventId: event.id,
    kind: event.kind,
    at: now,
    milliseconds,
    ...sent,
  };
  const held = { id: receiver.id, holder };
  if (sent.outcome === 'taken') {
    const { number } = event;
    receiver.failures = 0;
    receiver.failingSince = null;
    return asSystem(deps.database, async (sql) => {
      await insertAttempt(sql, attempt);
      const until = later(now, HOLD_MILLISECONDS);
      return recordTaken(sql, { ...held, number, status: sent.status, now, until });
    });
  }
  const failures = receiver.failures + 1;
  const since = receiver.failingSince ?? now;
  const pause = pauseAfter(sent.outcome, { failures, since }, now);
  const nextAttemptAt = nextAttemptAfter(now, failures, Math.random());
  await asSystem(deps.database, async (sql) => {
    await insertAttempt(sql, attempt);
    await recordFailure(sql, { ...held, ...sent, failures, since, nextAttemptAt, pause, now });
  });
  if (pause !== null) deps.log.warn({ receiver: receiver.id, pause }, 'a receiver was paused');
  return false;
}

/** Sends a test event outside of the order, and records it among the attempts; null where there is no such receiver. */
export async function sendTest(
  deps: Delivery & Pick<Deps, 'newId'>,
  id: number,
): Promise<(Tried & { eventId: string; at: IsoInstant; milliseconds: number }) | null> {
  const now = deps.clock.now();
  const receiver = await asSystem(deps.database, (sql) => findReceiver(sql, { id, now }));
  if (receiver === null) return null;
  const eventId = deps.newId();
  const body = testEvent(eventId, now, sourceOf(deps));
  const secrets = await openSecrets(deps, receiver);
  const { sent, milliseconds } = await send(deps, receiver, secrets, { id: eventId, body });
  const attempt = { receiverId: id, eventId, kind: 'test', at: now, milliseconds, ...sent };
  await asSystem(deps.database, (sql) => insertAttempt(sql, attempt));
  return { ...sent, eventId, at: now, milliseconds };
}

async function send(
  deps: Delivery,
  receiver: HeldReceiver,
  secrets: string[] | null,
  { id, body }: { id: string; body: string },
): Promise<{ sent: Tried; milliseconds: number }> {
  if (secrets === null) {
    return { sent: { outcome: 'secret_unreadable', status: null }, milliseconds: 0 };
  }
  const timestamp = Math.floor(Date.parse(deps.clock.now()) / 1_000);
  const headers = {
    'content-type': 'application/cloudevents+json; charset=utf-8',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatureOf(secrets, { id, timestamp, body }),
  };
  const start = performance.now();
  const sent = await deps.webhooks.send(receiver.address, headers, body);
  return { sent, milliseconds: Math.round(performance.now() - start) };
}

/** Null where the server has another secret than the one that encrypted them. */
async function openSecrets(deps: Delivery, { secrets }: HeldReceiver): Promise<string[] | null> {
  const opened = await Promise.all(secrets.map((one) => deps.authentication.unseal(one)));
  const readable = opened.filter((one) => one !== null);
  return readable.length === secrets.length ? readable : null;
}

function sourceOf({ config }: Pick<Deps, 'config'>): string {
  return baseUrlOf(config);
}

function later(instant: IsoInstant, milliseconds: number): IsoInstant {
  return new Date(Date.parse(instant) + milliseconds).toISOString();
}
