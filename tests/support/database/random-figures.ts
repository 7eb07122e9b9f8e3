import { addDays, type IsoDate } from '#server/contract/time.ts';
import { seededRandom } from '#server/generator/random.ts';

/** First and last day of the period that figures are asked for. */
export const PERIOD = { from: '2026-03-02', to: '2026-03-29' };
/** Days on both sides of each edge, and within. */
const DAYS = ['2026-02-10', '2026-03-01', '2026-03-02', '2026-03-15', '2026-03-29', '2026-03-30'];

/** Day, recording and author of an entry, and the verdict of a second person on its paper. */
export type Entry = {
  on: IsoDate;
  enteredOn: IsoDate;
  /** Entered at 00:30 of the city; else at 23:30. */
  early: boolean;
  /** Entered by somebody of the commune that is measured. */
  own: boolean;
  verdict: 'seen' | 'refused' | null;
};
export type GivenAct = Entry & { kind: string; annulled: boolean; correctedTo: IsoDate | null };
export type GivenLook = Entry & { result: 'no_sign' | 'signs' | 'could_not_check' };
export type GivenOpening = {
  openedOn: IsoDate;
  eliminatedOn: IsoDate | null;
  /** Due day of the reply that is asked for; null: none is. */
  replyDueOn: IsoDate | null;
  replies: { state: 'draft' | 'filed'; on: IsoDate; early: boolean }[];
};
export type GivenPart = {
  commune: number;
  state: 'pending' | 'confirmed' | 'refused' | 'withdrawn' | 'cancelled';
  proposedOn: IsoDate;
  dueOn: IsoDate;
  answeredOn: IsoDate | null;
  withdrawnOn: IsoDate | null;
  /** The answer as it was entered; null for one that is older than the log. */
  answer: Entry | null;
};
export type GivenSignal = {
  state: 'suspected' | 'confirmed' | 'rejected' | 'lapsed';
  occurredOn: IsoDate;
  decidedOn: IsoDate | null;
};
export type GivenPlace = {
  lead: number;
  touches: number[];
  merged: boolean;
  status: 'proposed' | 'active' | 'eliminated' | 'handed_over' | 'recurring';
  openings: GivenOpening[];
  acts: GivenAct[];
  looks: GivenLook[];
  parts: GivenPart[];
  signals: GivenSignal[];
};
export type GivenStep = Entry & { kind: string; namedKind: string | null };
export type GivenTip = {
  commune: number;
  receivedOn: IsoDate;
  dueOn: IsoDate | null;
  suspended: boolean;
  steps: GivenStep[];
};
export type GivenCity = {
  places: GivenPlace[];
  tips: GivenTip[];
  /** First days of a new schedule of checks, a new rule of signals, a new deadline of feedback. */
  schedule: IsoDate | null;
  signalRule: IsoDate | null;
  deadline: IsoDate | null;
};

const COMMUNES = [0, 1, 2];
const ACTS = [
  'proposed',
  'recognised',
  'eliminated',
  'handover_confirmed',
  'recurrence_suspected',
  'suspicion_rejected',
  'recurrence_confirmed',
  'delisted',
  'checked',
];

/** Draws what a city is made of, always the same for one seed. */
function drawing(seed: number) {
  const random = seededRandom(seed);
  const one = <T>(of: readonly T[]): T => of[random.below(of.length)] as T;
  const often = (share: number) => random.next() < share;
  const after = (day: IsoDate) => addDays(day, one([0, 1, 13, 14, 27, 28]));
  return {
    one,
    often,
    after,
    day: () => one(DAYS),
    some: <T>(most: number, draw: () => T): T[] =>
      Array.from({ length: random.below(most + 1) }, draw),
    maybe: <T>(value: T) => (often(0.5) ? value : null),
    /** An entry of that day, made on it or later. */
    entry: (on: IsoDate): Entry => ({
      on,
      enteredOn: often(0.5) ? on : after(on),
      early: often(0.5),
      own: often(0.5),
      verdict: one([null, null, 'seen', 'refused'] as const),
    }),
  };
}
type Drawing = ReturnType<typeof drawing>;

/** Draws a small city: communes that share places, mistaken acts, merged entries, days that were typed later. */
export function drawFigures(seed: number): GivenCity {
  const draw = drawing(seed);
  return {
    places: Array.from({ length: 8 }, () => drawPlace(draw)),
    tips: Array.from({ length: 8 }, () => drawTip(draw)),
    schedule: draw.maybe(draw.day()),
    signalRule: draw.maybe(draw.day()),
    deadline: draw.maybe(draw.day()),
  };
}

function drawPlace(draw: Drawing): GivenPlace {
  const { one, often, some } = draw;
  const lead = one(COMMUNES);
  const touches = COMMUNES.filter((commune) => commune !== lead && often(0.5));
  const openings = some(3, () => drawOpening(draw));
  return {
    lead,
    touches,
    merged: often(0.2),
    status:
      openings.length === 0
        ? 'proposed'
        : one(['active', 'eliminated', 'handed_over', 'recurring'] as const),
    openings,
    acts: some(4, () => drawAct(draw)),
    looks: some(3, () => ({
      ...draw.entry(draw.day()),
      result: one(['no_sign', 'signs', 'could_not_check'] as const),
    })),
    parts: [lead, ...touches].filter(() => often(0.6)).map((commune) => drawPart(draw, commune)),
    signals: some(2, () => {
      const occurredOn = draw.day();
      const state = one(['suspected', 'confirmed', 'rejected', 'lapsed'] as const);
      const decidedOn = state === 'suspected' ? null : draw.after(occurredOn);
      return { state, occurredOn, decidedOn };
    }),
  };
}

function drawOpening({ one, often, some, maybe, day, after }: Drawing): GivenOpening {
  const openedOn = day();
  return {
    openedOn,
    eliminatedOn: maybe(after(openedOn)),
    replyDueOn: maybe(day()),
    replies: some(2, () => ({
      state: one(['draft', 'filed'] as const),
      on: day(),
      early: often(0.5),
    })),
  };
}

function drawAct({ one, often, day, entry }: Drawing): GivenAct {
  const entered = entry(day());
  const kind = one(ACTS);
  // Looks that stand are drawn by themselves. Nothing is corrected to a day after its entry.
  const mistaken = { kind, annulled: kind === 'checked' || often(0.3) };
  const to = day();
  const corrected = kind !== 'checked' && to <= entered.enteredOn && often(0.4);
  return { ...entered, ...mistaken, correctedTo: corrected ? to : null };
}

function drawPart({ one, often, day, after, entry }: Drawing, commune: number): GivenPart {
  const state = one(['pending', 'confirmed', 'refused', 'withdrawn', 'cancelled'] as const);
  const proposedOn = day();
  const on = after(proposedOn);
  const answered = state === 'confirmed' || state === 'refused';
  return {
    commune,
    state,
    proposedOn,
    dueOn: after(proposedOn),
    answeredOn: answered ? on : null,
    withdrawnOn: state === 'withdrawn' ? on : null,
    answer: answered && often(0.8) ? { ...entry(on), own: true } : null,
  };
}

function drawTip({ one, often, maybe, day, after, entry }: Drawing): GivenTip {
  const receivedOn = day();
  const closing = one([null, null, 'handled', 'handled', 'forwarded'] as const);
  const steps: GivenStep[] = [
    { ...entry(receivedOn), kind: 'received', namedKind: 'feedback', verdict: null },
    { ...entry(receivedOn), kind: 'verified', namedKind: null },
    { ...entry(receivedOn), kind: 'classified', namedKind: one(['feedback', 'complaint']) },
  ];
  if (closing !== null) steps.push({ ...entry(after(receivedOn)), kind: closing, namedKind: null });
  const dueOn = maybe(after(receivedOn));
  return { commune: one(COMMUNES), receivedOn, dueOn, suspended: often(0.2), steps };
}
