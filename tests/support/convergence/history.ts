import * as fc from 'fast-check';

import type { Entry } from '#client/offline/outbox/entry.ts';
import { ApiProblem } from '#client/api/problem.ts';

import { answerRefusals } from './answer-refusals.ts';
import { LINE_FAULTS } from './faulty-line.ts';
import type { Phone, PhonePlan } from './phone.ts';
import type { Places } from './places.ts';
import { type Intention, intend, type Walker } from './street-acts.ts';

/** One step of a person or a browser. */
export type Step = { phone: number; alongside: boolean } & (
  | { do: 'write'; act: number; place: number; stays: boolean; tabs: number }
  | { do: 'send'; tabs: number }
  | { do: 'answer_refusal'; how: number }
  | { do: 'reopen' }
  | { do: 'end_session' }
  | { do: 'change_password' }
  | { do: 'set_clock'; hours: number }
  | { do: 'new_release' }
);
export type History = {
  walkers: readonly Walker[];
  plans: readonly PhonePlan[];
  steps: readonly Step[];
};

const on = { phone: fc.nat(2), alongside: fc.boolean() };
const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      ...on,
      do: fc.constant('write' as const),
      act: fc.nat(23),
      place: fc.nat(1),
      stays: fc.boolean(),
      tabs: fc.integer({ min: 1, max: 2 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      ...on,
      do: fc.constant('send' as const),
      tabs: fc.integer({ min: 1, max: 2 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ ...on, do: fc.constant('answer_refusal' as const), how: fc.nat(2) }),
  },
  { weight: 2, arbitrary: fc.record({ ...on, do: fc.constant('reopen' as const) }) },
  { weight: 1, arbitrary: fc.record({ ...on, do: fc.constant('end_session' as const) }) },
  { weight: 1, arbitrary: fc.record({ ...on, do: fc.constant('change_password' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      ...on,
      do: fc.constant('set_clock' as const),
      hours: fc.constantFrom(-24 * 40, -30, -2, 0, 3, 72),
    }),
  },
  { weight: 1, arbitrary: fc.record({ ...on, do: fc.constant('new_release' as const) }) },
);
const plan: fc.Arbitrary<PhonePlan> = fc.record({
  line: fc.array(fc.constantFrom('none' as const, 'none' as const, ...LINE_FAULTS), {
    maxLength: 9,
  }),
  kills: fc.array(fc.integer({ min: 2, max: 30 }), { maxLength: 3 }),
});

/** Histories of three phones; where two belong to one account, that has two phones. */
export const histories: fc.Arbitrary<History> = fc.record({
  walkers: fc.constantFrom<readonly Walker[]>(
    ['leader', 'leader', 'inspector'],
    ['leader', 'officer', 'inspector'],
    ['leader', 'leader', 'officer'],
    ['inspector', 'inspector', 'leader'],
  ),
  plans: fc.array(plan, { minLength: 3, maxLength: 3 }),
  steps: fc.array(step, { minLength: 8, maxLength: 24 }),
});

/** Account of an act that its author meant to record once. */
export type Meant = Intention & {
  walker: Walker;
  phone: number;
  /** True once the device has stored it. */
  kept: boolean;
  /** True once its author has given it up, or got it back with the reason. */
  givenUp: boolean;
  /** True once given up while nobody knew whether the server had it, which the outbox says before. */
  unsure: boolean;
};

const NOT_YET = { kept: false, givenUp: false, unsure: false };

/** Everything around one history. */
export type Scene = {
  phones: readonly Phone[];
  places: Places;
  meant: Map<string, Meant>;
  nextMarker: () => string;
  passTime: (minutes: number) => void;
  endSession: (phone: Phone) => Promise<void>;
  changePassword: (phone: Phone) => Promise<void>;
  /** Called with each entry that its author finds in conflict. */
  onConflict: (entry: Entry) => Promise<void>;
  met: (what: string) => void;
};

/**
 * Follows the steps. Those of one phone follow each other, each with up to two tabs; a step that runs alongside does not
 * wait for the other phones.
 */
export async function follow(scene: Scene, { steps }: History): Promise<void> {
  const queues = new Map<number, Promise<void>>();
  for (const one of steps) {
    const ends = one.do === 'end_session' || one.do === 'change_password';
    // A session is ended from elsewhere, while the phone may be in the middle of anything.
    const before = ends ? Promise.resolve() : queues.get(one.phone);
    const taken = Promise.resolve(before).then(() => take(scene, one));
    queues.set(
      one.phone,
      Promise.all([queues.get(one.phone), taken]).then(() => undefined),
    );
    if (!one.alongside) await Promise.all(queues.values());
    scene.passTime(1);
  }
  await Promise.all(queues.values());
}

async function take(scene: Scene, one: Step): Promise<void> {
  const phone = scene.phones[one.phone];
  if (phone === undefined) return;
  switch (one.do) {
    case 'write':
      await write(scene, phone, one);
      break;
    case 'send': {
      const { outbox, life } = await phone.tab();
      const second = one.tabs > 1 ? phone.openTab() : null;
      await life.lives(outbox.send());
      await second;
      break;
    }
    case 'answer_refusal':
      await answerRefusals(scene, phone, one.how);
      break;
    case 'reopen':
      phone.closeTabs();
      await phone.tab();
      break;
    case 'end_session':
      await scene.endSession(phone);
      break;
    case 'change_password':
      await scene.changePassword(phone);
      break;
    case 'set_clock':
      scene.met('clock_set');
      phone.setClock(one.hours);
      break;
    case 'new_release':
      await phone.comesFromEarlierRelease();
      break;
  }
  if (one.do !== 'end_session' && one.do !== 'change_password') await phone.leaveIfEnded();
}

async function write(
  scene: Scene,
  phone: Phone,
  { act, place, stays, tabs, phone: at }: Extract<Step, { do: 'write' }>,
): Promise<void> {
  const { outbox, life } = await phone.tab();
  const moment = { places: scene.places, nowMilliseconds: phone.now() };
  const { walker } = phone;
  const intentions = intend(walker, scene.nextMarker, { act, place }, moment);
  const all = intentions.map((intention): Meant => ({
    ...intention,
    walker,
    phone: at,
    ...NOT_YET,
  }));
  for (const one of all) scene.meant.set(one.marker, one);
  const second = tabs > 1 ? phone.openTab() : null;
  const [first] = all;
  try {
    if (all.length > 1) await life.lives(outbox.submitAll(all.map(({ entry }) => entry)));
    else if (first !== undefined) await life.lives(outbox.submit(first.entry, () => stays));
  } catch (error) {
    // The refusal stands before its author, who leaves it.
    if (!(error instanceof ApiProblem) || first === undefined) throw error;
    first.givenUp = true;
  }
  await second;
}

/** In the end all lines are good, all are signed in, and each refusal is changed once and given up when it comes again. */
export async function settle(scene: Scene): Promise<void> {
  for (const phone of scene.phones) {
    phone.mend();
    phone.setClock(0);
  }
  for (let round = 0; round < 12; round += 1) {
    let open = 0;
    for (const phone of scene.phones) {
      await phone.asksWhoIsThere();
      const { outbox, life } = await phone.tab();
      await life.lives(outbox.send());
      await phone.leaveIfEnded();
      await answerRefusals(scene, phone, round < 2 ? 1 : 2);
      const entries = await phone.entries();
      open +=
        entries.filter(({ state }) => state !== 'sent').length + Number(await phone.hasSealed());
    }
    if (open === 0 && round > 0) return;
    scene.passTime(10);
  }
  throw new Error('something was never settled');
}
