import type { Entry } from '#client/offline/outbox/entry.ts';
import { civilDate } from '#server/contract/civil-day.ts';
import { INSTANCE_HEADER } from '#server/contract/instance.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { Random } from '#server/generator/random.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Places } from '#tests/support/convergence/places.ts';
import {
  entryOf,
  type Intention,
  intend,
  type Walker,
} from '#tests/support/convergence/street-acts.ts';
import type { TestApp, TestClient } from '#tests/support/test-app.ts';

import { type HostilePhone, submitOn } from './hostile-phone.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Milliseconds by which the clocks of phones are ahead of the server's. */
const AHEAD = [0, 0, 0, 20 * MINUTE, -20 * MINUTE, 3 * HOUR, -2 * HOUR, -30 * HOUR, 72 * HOUR];

/** An act that its author meant to record once, with the day in the city on which it was pressed. */
export type Pressed = Intention & {
  on: IsoDate;
  /** The moment of the press, by the server's clock. */
  milliseconds: number;
  /** True where the phone's clock was wrong then and somebody has set it since: nobody can tell any more how wrong it was. */
  byForgottenClock: boolean;
  phone: HostilePhone;
  /** Milliseconds by which its clock was ahead. */
  ahead: number;
  /** True once nobody can say whether it was recorded, and its author was told so: by a full device, or a newer release. */
  unsure: boolean;
  /** True once somebody saw "sent". */
  shownSent: boolean;
  keys: Set<string>;
};

export type Scene = {
  test: TestApp;
  places: Places;
  phones: readonly { walker: Walker; phone: HostilePhone }[];
  desk: TestClient;
  random: Random;
  nextMarker: () => string;
  met: (what: string) => void;
};

const pick = <Item>(random: Random, items: readonly Item[]): Item =>
  items[random.below(items.length)] as Item;

/** Plays a sequence of presses, kills, clocks and ended sessions while others answer; then all is mended and sent. */
export async function playSequence(scene: Scene): Promise<Pressed[]> {
  const { random, phones, test } = scene;
  const pressed: Pressed[] = [];
  for (const { phone } of phones) phone.line.set(pick(random, [0.3, 0.6, 0.9]));
  const steps = 5 + random.below(6);
  for (let step = 0; step < steps; step += 1) {
    const one = pick(random, phones);
    one.phone.inHand();
    await takeStep(scene, one, pressed);
    if (one.phone.hand.life.isDead()) await one.phone.reopen();
    const minutes = pick(random, [1, 1, 7, 40]);
    test.clock.set(new Date(Date.parse(test.clock.now()) + minutes * MINUTE).toISOString());
  }
  for (const one of phones) {
    one.phone.inHand();
    await settle(scene, one, pressed);
  }
  return pressed;
}

type Street = Scene['phones'][number];

async function takeStep(scene: Scene, street: Street, pressed: Pressed[]): Promise<void> {
  const { random, met } = scene;
  const { phone } = street;
  const what = random.next();
  if (what < 0.42) return press(scene, street, pressed);
  if (what < 0.5) {
    met('another clock');
    return setClock(phone, pick(random, AHEAD), pressed);
  }
  if (what < 0.56) return phone.reopen();
  if (what < 0.6) {
    met('ended session');
    phone.hand.cookie = null;
    return;
  }
  if (what < 0.63) {
    met('act at the desk');
    const { id } = pick(random, scene.places.points);
    const effectiveOn = scene.test.clock.today();
    await scene.desk.post(`/api/points/${id}/checks`, { effectiveOn, result: 'no_sign' });
    return;
  }
  if (what < 0.68) return phone.willDie(2 + random.below(12));
  if (what < 0.71) {
    phone.hand.isFull = random.next() < 0.5;
    return;
  }
  if (what < 0.76) return reads(phone);
  if (what < 0.79) {
    met('newer release');
    await takeOver(scene.test, phone);
    return phone.reopen();
  }
  await phone.signIn();
  for (const { id } of await phone.store.all()) {
    const isWaiting = (await phone.store.get(id))?.state === 'waiting';
    if (isWaiting && !phone.hand.life.isDead())
      await phone.hand.life.lives(phone.outbox().retry(id));
  }
}

/** A newer release begins in the middle: what the earlier one has recorded and not answered yet, it cannot go on with. */
async function takeOver({ database }: TestApp, phone: HostilePhone): Promise<void> {
  const unsent = (await phone.store.all()).filter(({ state }) => state !== 'sent');
  const keys = unsent.map(({ key }) => key);
  await asSystem(
    database,
    (sql) => sql`
      update idempotency_record set status = null, body = null, program = 'earlier'
      where key = any (${keys}::text[])`,
  );
}

function setClock(phone: HostilePhone, ahead: number, pressed: readonly Pressed[]): void {
  if (phone.hand.ahead === ahead) return;
  for (const one of pressed) {
    if (one.phone === phone && one.ahead !== 0) one.byForgottenClock = true;
  }
  phone.hand.ahead = ahead;
  phone.inHand();
}

/** Reads the work list, and fails where the page is given an answer of anybody but the server. */
async function reads(phone: HostilePhone): Promise<void> {
  const answer = await phone.reads('/api/worklist');
  if (answer === null) return;
  const text = await answer.text();
  const isWhole = answer.ok ? /^\{"items":.*\}$/s.test(text) : answer.headers.has(INSTANCE_HEADER);
  if (!isWhole) throw new Error(`a page was given an answer of a stranger: ${text}`);
}

async function press(scene: Scene, { walker, phone }: Street, pressed: Pressed[]): Promise<void> {
  const { random, places, test } = scene;
  const moment = { places, nowMilliseconds: phone.clock.nowMilliseconds() };
  const drawn = { act: random.below(24), place: random.below(2) };
  // A shift that has ended refuses whatever is done at these places after it.
  if (walker === 'inspector' && drawn.act % 8 === 7 && random.next() < 0.9) drawn.act -= 1;
  const milliseconds = Date.parse(test.clock.now());
  for (const intention of intend(walker, scene.nextMarker, drawn, moment)) {
    const one: Pressed = {
      ...intention,
      milliseconds,
      on: civilDate(test.clock.now()),
      byForgottenClock: false,
      phone,
      ahead: phone.hand.ahead,
      unsure: false,
      shownSent: false,
      keys: new Set(),
    };
    pressed.push(one);
    const outcome = await submitOn(phone, intention.entry);
    if (outcome === 'sent') one.shownSent = true;
    if (outcome === 'told') one.unsure = phone.hand.isFull;
    for (const entry of await phone.store.all()) {
      if (entry.label === one.marker) one.keys.add(entry.key);
    }
    if (phone.hand.life.isDead()) return;
  }
}

/** Sends what is left: nobody else answers and somebody is signed in; each refusal is answered by its author. */
async function settle(scene: Scene, { phone }: Street, pressed: readonly Pressed[]): Promise<void> {
  const { clock } = scene.test;
  phone.line.set(0);
  phone.hand.isFull = false;
  await phone.signIn();
  await phone.reopen();
  for (let round = 0; round < 30; round += 1) {
    // Whoever was told to come later comes later.
    clock.set(new Date(Date.parse(clock.now()) + MINUTE).toISOString());
    phone.inHand();
    for (const { id } of await phone.store.all()) {
      // What was refused meanwhile waits for its author.
      const isWaiting = (await phone.store.get(id))?.state === 'waiting';
      if (isWaiting) await phone.outbox().retry(id);
    }
    await phone.outbox().send();
    const open = (await phone.store.all()).filter(({ state }) => state !== 'sent');
    if (open.length === 0 && !(await phone.store.hasSealed(phone.accountId))) break;
    for (const entry of open.filter(({ state }) => state === 'refused')) {
      await answerRefusal(scene, { phone, pressed, entry, isFirst: round < 3 });
    }
  }
  if (await phone.store.hasSealed(phone.accountId)) throw new Error('sealed work was never opened');
  for (const one of pressed) one.shownSent ||= phone.shownSent.has(one.marker);
  for (const { id, label, state, key } of await phone.store.all()) {
    if (state !== 'sent') throw new Error(`${label} was never settled: ${state}`);
    pressed.find(({ marker }) => marker === label)?.keys.add(key);
    await phone.store.remove(id);
  }
  setClock(phone, 0, []);
}

/** Each phone has loaded a class of this error of its own. */
function ignoreGone(error: unknown): void {
  if (!(error instanceof Error) || error.constructor.name !== 'EntryGone') throw error;
}

type Refused = { phone: HostilePhone; pressed: readonly Pressed[]; entry: Entry; isFirst: boolean };

/** Its author dates an act anew that the clock has spoiled, and gives up what the register refuses. */
async function answerRefusal(
  { places, met }: Scene,
  { phone, pressed, entry, isFirst }: Refused,
): Promise<void> {
  const one = pressed.find(({ marker }) => marker === entry.label);
  if (one === undefined) throw new Error(`nobody pressed ${entry.label}`);
  one.keys.add(entry.key);
  met(`refused ${entry.problem?.code ?? ''}`);
  if (entry.problem?.code === 'request.outcome_unknown') one.unsure = true;
  const isOfClock = entry.problem?.code.startsWith('device.clock') === true;
  if (isFirst && isOfClock) {
    const anew = entryOf(one, { places, nowMilliseconds: one.milliseconds });
    await phone.outbox().replace(entry.id, anew).catch(ignoreGone);
    return;
  }
  await phone.outbox().discard(entry.id);
}
