import type { Life } from './recorded-life.ts';

/** Least shares of the random lives in which each of these things must have happened. */
export const LEAST = {
  'a hand-over that stands': 0.15,
  'a hand-over that waits': 0.5,
  'a refusal answered': 0.05,
  'a successor asked': 0.1,
  'another commune asked for new areas': 0.06,
  'a hand-over ended by a correction': 0.02,
  'a proposal withdrawn by a correction': 0.02,
  'an imported place': 0.07,
  'a table accepted by another person': 0.05,
  'a table refused to who imported it': 0.01,
  'a merge': 0.15,
  'a merge refused that would hide a status': 0.08,
  'a recurrence': 0.15,
  'a recurrence taken back': 0.02,
  'a delisting': 0.01,
  'an act annulled': 0.25,
  'an act that others stand on': 0.05,
  'an act refused because one person may not do it alone': 0.15,
};
export type Met = keyof typeof LEAST;
const ALONE: readonly string[] = [
  'lifecycle.own_proposal',
  'handover.same_person',
  'handover.own_refusal',
  'signal.same_person',
  'import.own_claims',
];

/** Names the things that happened by an act, by the life before and after it. */
export function metBy(act: string, refusal: string | null, before: Life, after: Life): Met[] {
  const fresh = after.events.slice(before.events.length).map(({ kind }) => kind);
  const met: Record<Met, boolean> = {
    'a hand-over that stands': after.status === 'handed_over',
    'a hand-over that waits': after.flagsToday.includes('handover_pending'),
    'a refusal answered': fresh.includes('refusal_answered'),
    'a successor asked': act === 'succeed' && fresh.includes('successor_asked'),
    'another commune asked for new areas': act === 'transfer' && fresh.includes('successor_asked'),
    'a hand-over ended by a correction': act === 'move' && fresh.includes('handover_reopened'),
    'a proposal withdrawn by a correction': act === 'move' && fresh.includes('handover_withdrawn'),
    'an imported place': false,
    'a table accepted by another person': act === 'accept' && refusal === null,
    'a table refused to who imported it': refusal === 'import.own_claims',
    'a merge': fresh.includes('merged'),
    'a merge refused that would hide a status': refusal === 'point.merge_hides_status',
    'a recurrence': fresh.includes('recurrence_confirmed'),
    'a recurrence taken back': fresh.includes('recurrence_withdrawn'),
    'a delisting': fresh.includes('delisted'),
    'an act annulled': fresh.includes('annulled'),
    'an act that others stand on': refusal === 'annulment.acts_stand_on_it',
    'an act refused because one person may not do it alone':
      refusal !== null && ALONE.includes(refusal),
  };
  return MET.filter((name) => met[name]);
}
export const MET = Object.keys(LEAST) as Met[];
