import { daysBetween } from '#server/contract/civil-day.ts';

import { closingDays } from './insert-figures.ts';
import {
  PERIOD,
  type Entry,
  type GivenAct,
  type GivenCity,
  type GivenPart,
  type GivenPlace,
  type GivenTip,
} from './random-figures.ts';

/** Counts by “source figure commune”; what is 0 is left out. */
export type Figures = Map<string, number>;

const { from, to } = PERIOD;
const within = (day: string | null) => day !== null && from <= day && day <= to;
/** The day of an entry that counts: as typed once a second person has seen its paper, else that of its recording. */
const countedOn = ({ on, enteredOn, verdict }: Entry) => (verdict === 'seen' ? on : enteredOn);
const lateDays = ({ on, enteredOn }: Entry) => daysBetween(on, enteredOn);
const MEASURED = ['checked', 'handover_confirmed', 'handover_refused'];

const NAMED = 'recurrences_confirmed recurrences_unanswered handovers_overdue signals_open';

/** Every figure of a drawn city that the register prints by commune, counted one by one, as slowly as it is plain. */
export function naiveFigures(city: GivenCity): Figures {
  const figures: Figures = new Map();
  const count: Count = (name, commune, by = 1) => {
    const key = `${name} ${commune}`;
    if (by > 0) figures.set(key, (figures.get(key) ?? 0) + by);
  };
  for (const place of city.places) {
    // A mistaken act stands beside the figures also where its place was merged: else a merge would hide it.
    conductOfActs(place, city, count);
    if (place.merged) continue;
    const own: Figures = new Map();
    placeFigures(place, (name, commune, by) => {
      count(name, commune, by);
      own.set(`${name} ${commune}`, commune);
    });
    // A sheet names a place once, however often it counts.
    for (const name of NAMED.split(' ')) {
      for (const commune of [place.lead, ...place.touches]) {
        if (own.has(`sheet ${name} ${commune}`)) count(`sheet places of ${name}`, commune);
      }
    }
  }
  for (const tip of city.tips) tipFigures(tip, city, count);
  return figures;
}

type Count = (name: string, commune: number, by?: number) => void;

/** Counts a place: what happens to it for the commune that leads it, its presence for each commune that it touches. */
function placeFigures(place: GivenPlace, count: Count): void {
  const { lead, touches, openings, signals, acts } = place;
  for (const commune of [lead, ...touches]) count(`analysis status ${place.status}`, commune);
  for (const [i, { openedOn, eliminatedOn, replyDueOn, replies }] of openings.entries()) {
    const again = i > 0;
    const filed = replyDueOn !== null && replies.some(({ state }) => state === 'filed');
    const filedByThen = filed && replies.some(({ state, on }) => state === 'filed' && on <= to);
    if (within(openedOn)) {
      const figure = again ? 'recurrences' : 'new_points';
      count(`report ${figure}`, lead);
      count(`plan ${figure}`, lead);
      if (again) count('report listed', lead);
      else count('analysis new', lead);
      if (filed) count(`analysis replied ${figure}`, lead);
      if (again) count('sheet recurrences_confirmed', lead);
      if (again && filedByThen) count('sheet recurrences_replied', lead);
    }
    if (again && openedOn <= to && replyDueOn !== null && !filedByThen)
      count('sheet recurrences_unanswered', lead);
    if (within(eliminatedOn)) {
      count('report eliminations', lead);
      count('plan eliminations', lead);
    }
    if (replyDueOn !== null && !filed) {
      count('duty reply', lead);
      if (replyDueOn < to) count('duty reply late', lead);
    }
  }
  for (const act of acts) {
    const proposed = act.kind === 'proposed' && within(act.on);
    if (proposed) count('analysis proposals', lead);
    if (proposed && place.status !== 'proposed') count('analysis proposals decided', lead);
    const inForce = act.correctedTo ?? act.on;
    if (MEASURED.includes(act.kind) && !act.annulled && within(inForce) && inForce < act.enteredOn)
      count('report acts_entered_late', lead);
  }
  for (const { answer } of place.parts) {
    if (answer !== null && within(answer.on) && lateDays(answer) > 0)
      count('report acts_entered_late', lead);
  }
  for (const signal of signals) signalFigures(signal, place, count);
  for (const look of place.looks) lookFigures(look, place, count);
  for (const part of place.parts) partFigures(part, place, count);
}

function signalFigures(
  { state, occurredOn, decidedOn }: GivenPlace['signals'][number],
  { lead, touches }: GivenPlace,
  count: Count,
): void {
  const told = (figure: string) => {
    count(`report signals_${figure}`, lead);
    for (const commune of [lead, ...touches]) count(`sheet signals_${figure}`, commune);
  };
  if (within(occurredOn)) {
    told('raised');
    count('analysis signals', lead);
    if (state !== 'suspected') count('analysis signals decided', lead);
  }
  if (within(decidedOn) && (state === 'confirmed' || state === 'rejected')) told(state);
  if (occurredOn <= to && (decidedOn === null || decidedOn > to)) told('open');
  if (state === 'suspected') count('duty conclude', lead);
}

/** By a person of the commune, a look without photo and position at the place is stated and not seen. */
function lookFigures(
  look: GivenPlace['looks'][number],
  { lead, touches }: GivenPlace,
  count: Count,
): void {
  if (within(look.on) && lateDays(look) > 0) count('report acts_entered_late', lead);
  if (!within(look.on)) return;
  const everybody = [lead, ...touches];
  for (const commune of everybody) {
    if (look.result === 'could_not_check') count('sheet checks_in_vain', commune);
    else count('sheet checks_done', commune);
    if (look.result !== 'could_not_check')
      count(`sheet checks_${look.own ? 'stated' : 'seen'}`, commune);
    if (look.result === 'signs') count('sheet checks_with_signs', commune);
  }
  if (look.result === 'could_not_check') return;
  count('report checks_done', lead);
  if (!look.own) count('report checks_seen', lead);
  if (look.result === 'signs') count('report checks_with_signs', lead);
}

/** A part of a hand-over counts for the commune that is asked, whoever leads the place. */
function partFigures(part: GivenPart, place: GivenPlace, count: Count): void {
  const { commune, state, answer } = part;
  for (const of of within(part.answeredOn) ? ['report', 'sheet'] : [])
    count(`${of} handovers_${state}`, commune);
  if (within(part.proposedOn)) count('sheet handovers_asked', commune);
  if (state === 'pending') {
    count('duty handover', commune);
    if (part.dueOn < to) count('duty handover late', commune);
  }
  if (part.proposedOn > to) return;
  const typedEnd = part.answeredOn ?? part.withdrawnOn;
  if (state === 'pending' || (typedEnd !== null && typedEnd > to))
    count('report handovers_pending', commune);
  const closedOn = endOfPart(part, place);
  if (closedOn !== null && closedOn <= to) return;
  count('sheet handovers_pending', commune);
  if (part.dueOn >= to) return;
  const awaits = answer !== null && answer.verdict === null && answer.on <= part.dueOn;
  count(`sheet handovers_${awaits ? 'awaiting_paper' : 'overdue'}`, commune);
}

function endOfPart(part: GivenPart, { parts, openings }: GivenPlace): string | null {
  switch (part.state) {
    case 'pending':
      return null;
    case 'withdrawn':
      return part.withdrawnOn;
    case 'cancelled': {
      const refusals = parts.flatMap(({ state, answeredOn }) =>
        state === 'refused' && answeredOn !== null ? [answeredOn] : [],
      );
      return refusals.toSorted()[0] ?? openings[1]?.openedOn ?? part.proposedOn;
    }
    case 'confirmed':
    case 'refused':
      return part.answer === null ? part.answeredOn : countedOn(part.answer);
  }
}

const ACTS: Record<string, string[]> = {
  recurrences: ['recurrence_confirmed'],
  new_points: ['recognised'],
  eliminations: ['eliminated'],
  signals: ['recurrence_suspected', 'suspicion_rejected'],
  register: [
    'recognised',
    'eliminated',
    'handover_confirmed',
    'handover_refused',
    'recurrence_confirmed',
    'suspicion_rejected',
    'delisted',
  ],
};
const WITH_LOOKS = ['recurrences', 'signals', 'register'];
const OF_SIGNALS = ['recurrence_suspected', 'recurrence_confirmed', 'suspicion_rejected'];

/** Counts the cases behind each figure, and those among them that are late, own, unseen, under a new rule or mistaken. */
function conductOfActs(place: GivenPlace, city: GivenCity, count: Count): void {
  const { lead, merged } = place;
  const answers: GivenAct[] = place.parts.flatMap(({ state, answer }) => {
    const kind = state === 'refused' ? 'handover_refused' : 'handover_confirmed';
    return answer === null ? [] : [{ ...answer, kind, annulled: false, correctedTo: null }];
  });
  for (const [figure, kinds] of Object.entries(ACTS)) {
    const looks = WITH_LOOKS.includes(figure);
    const note = (part: string) => count(`conduct ${figure} ${part}`, lead);
    for (const act of [...place.acts, ...answers]) {
      const known = kinds.includes(act.kind) || (looks && act.kind === 'checked');
      if (!known) continue;
      if (act.annulled && within(act.on)) note('annulled');
      if (act.annulled || merged) continue;
      const measured = MEASURED.includes(act.kind);
      const on = act.correctedTo ?? act.on;
      const counted = measured && on < act.enteredOn ? act.enteredOn : on;
      if (!within(on) && !within(counted)) continue;
      note('cases');
      if (measured && on < act.enteredOn) note('late');
      if (OF_SIGNALS.includes(act.kind) && ruledSince(city.signalRule, on)) note('ruled');
    }
    if (!looks || merged) continue;
    for (const look of place.looks) {
      if (!within(look.on) && !within(countedOn(look))) continue;
      const told = look.result !== 'could_not_check';
      note('cases');
      if (told) note('weighed');
      if (told) note(look.own ? 'stated' : 'seen');
      if (look.own) note('own');
      if (told && look.own) note('unseen');
      if (lateDays(look) > 0) note('late');
      if (ruledSince(city.schedule, look.on)) note('ruled');
    }
  }
}

const ruledSince = (rule: string | null, day: string) =>
  within(rule) && rule !== null && day >= rule;

const timeliness = (tip: GivenTip, closed: boolean, soon: number) => {
  const days = closingDays(tip);
  const dueOn = tip.suspended && days === null ? null : tip.dueOn;
  if (days !== null && closed) {
    if (dueOn === null || days.counted <= dueOn) return 'closed_on_time';
    return days.stated > dueOn ? 'closed_late' : 'awaiting_paper';
  }
  if (dueOn !== null && dueOn < to) return 'overdue';
  if (tip.suspended) return 'suspended';
  if (dueOn === null) return 'not_started';
  return daysBetween(to, dueOn) <= soon ? 'due_soon' : 'running';
};

function tipFigures(tip: GivenTip, city: GivenCity, count: Count): void {
  const { commune, steps } = tip;
  const days = closingDays(tip);
  const closing = steps.find(({ kind }) => kind === 'handled' || kind === 'forwarded');
  // The third commune has nobody of its own.
  const own = closing !== undefined && closing.own && steps[0]?.own === true && commune < 2;
  if (days === null) {
    count('duty tip', commune);
    if (!tip.suspended && tip.dueOn !== null && tip.dueOn < to) count('duty tip late', commune);
  }
  if (!within(tip.receivedOn)) return;
  count('report tips_received', commune);
  const then = timeliness(tip, days !== null && days.typed <= to, 0);
  const reported = {
    closed_on_time: 'tips_on_time',
    closed_late: 'tips_late',
    overdue: 'tips_late',
    awaiting_paper: 'tips_awaiting_paper',
  } as Record<string, string>;
  if (reported[then] !== undefined) count(`report ${reported[then]}`, commune);
  if (then === 'closed_on_time' && own) count('report tips_own', commune);
  const lateSteps = steps.filter((step) => lateDays(step) > 0);
  if (lateSteps.some(({ kind, on }) => kind !== 'received' && on <= to))
    count('report tips_entered_late', commune);
  count(`plan tips ${timeliness(tip, true, 0)}${own ? ' own' : ''}`, commune);
  count(`statistics ${timeliness(tip, true, 3)} ${days?.counted ?? 'open'}`, commune);
  if (own) count('statistics own', commune);
  for (const kind of ['verified', 'classified'] as const) {
    const step = steps.find((one) => one.kind === kind);
    if (step !== undefined) count(`statistics ${kind} ${countedOn(step)}`, commune);
  }
  const unread = (step: GivenTip['steps'][number]) => step.own && step.verdict !== 'seen';
  const others = steps.some((step) => !unread(step));
  const passedOn = steps.some((step) => step.kind === 'forwarded' && unread(step));
  const renamed = steps.some((step) => step.namedKind === 'complaint' && unread(step));
  for (const figure of ['tips', 'register']) {
    const note = (part: string) => count(`conduct ${figure} ${part}`, commune);
    note('cases');
    if (days !== null) note('weighed');
    if (own) note('own');
    if ((own && !others) || passedOn || renamed) note('unseen');
    if (lateSteps.some((step) => step.kind !== 'received' || step.own)) note('late');
    if (ruledSince(city.deadline, tip.receivedOn)) note('ruled');
  }
}
