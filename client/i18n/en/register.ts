import type { register as vi } from '#client/i18n/vi/register.ts';

const status: typeof vi.status = {
  proposed: 'Proposed',
  not_recognised: 'Not recognised',
  active: 'Active',
  eliminated: 'Eliminated',
  handed_over: 'Handed over',
  recurring: 'Recurring',
  delisted: 'Delisted',
};

const flag: typeof vi.flag = {
  handover_pending: 'Hand-over pending',
  handover_refused: 'Hand-over refused',
  suspected: 'Suspected recurrence',
  check_due: 'Check due soon',
  check_overdue: 'Check overdue',
  under_watch: 'Under watch',
  unchecked: 'Never checked since',
};

const flagMeaning: typeof vi.flagMeaning = {
  handover_pending: 'A commune has yet to answer the hand-over; it counts for neither side.',
  handover_refused: 'The commune refused it; the proposer’s side has not answered.',
  suspected: 'Unverified signs. Does not count as a recurrence.',
  check_due: 'The next check is due soon.',
  check_overdue: 'The next check is overdue.',
  under_watch: 'Within the watch period after the hand-over.',
  unchecked: 'Closed, and nobody has looked since: unknown, not a success.',
};

const kind: typeof vi.kind = {
  business: 'Business',
  public_area: 'Public area',
};

const role: typeof vi.role = {
  analyst: 'Police analyst',
  leader: 'Commune leader',
  officer: 'Commune officer',
  planner: 'Inspection planner',
  inspector: 'Team 178 member',
  coordinator: 'Standing agency',
  admin: 'Administrator',
  auditor: 'Log auditor',
};

const event: typeof vi.event = {
  proposed: 'Proposed',
  recognised: 'Recognised',
  declined: 'Declined',
  eliminated: 'Eliminated',
  handover_proposed: 'Hand-over proposed',
  handover_confirmed: 'Hand-over confirmed',
  handover_refused: 'Hand-over refused',
  refusal_answered: 'Refusal answered',
  handover_withdrawn: 'Hand-over withdrawn',
  handover_reopened: 'Hand-over ended: the place lies in other communes',
  successor_asked: 'Successor asked anew',
  successor_refused: 'Successor refused',
  checked: 'Checked',
  recurrence_suspected: 'Recurrence suspected',
  suspicion_rejected: 'Suspicion rejected',
  suspicion_lapsed: 'Suspicion lapsed',
  suspicion_restored: 'Rejection taken back',
  recurrence_confirmed: 'Recurrence confirmed',
  recurrence_withdrawn: 'Confirmed recurrence taken back',
  signal_appealed: 'Commune objected',
  appeal_answered: 'Objection answered',
  delisted: 'Delisted',
  corrected: 'Corrected',
  merged: 'Merged',
  merge_undone: 'Merge undone',
};

const act: typeof vi.act = {
  recognise: 'Recognise',
  decline: 'Decline',
  eliminate: 'Record elimination',
  propose_handover: 'Propose hand-over',
  confirm_handover: 'Confirm hand-over',
  refuse_handover: 'Refuse hand-over',
  respond_refusal: 'Answer the refusal',
  withdraw_handover: 'Withdraw the proposal',
  check: 'Record a check',
  mark_recurring: 'Confirm recurrence',
  reject_suspicion: 'Reject the suspicion',
  delist: 'Delist',
  correct: 'Correct',
  merge: 'Merge into another',
  undo_merge: 'Undo the merge',
};

const handover: typeof vi.handover = {
  pending: 'Pending',
  confirmed: 'Confirmed',
  refused: 'Refused',
  cancelled: 'Cancelled',
  recorded: 'Taken over from papers',
  withdrawn: 'Withdrawn',
  successor_asked: 'Successor asked instead',
};

export const register: typeof vi = {
  status,
  flag,
  flagMeaning,
  kind,
  role,
  event,
  act,
  handover,
};
