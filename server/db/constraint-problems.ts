import { AppError, type ProblemCode } from '#server/contract/problem.ts';

import { isUnreachable } from './unreachable.ts';

/** What a broken constraint means to the person who wrote: the database says it even if the code forgot. */
const PROBLEM_OF_CONSTRAINT: Record<string, ProblemCode> = {
  app_user_username_unique: 'account.username_taken',
  role_assignment_does_not_overlap: 'account.assignment_overlaps',
  role_assignment_commune_fits_role: 'account.commune_required',
  role_assignment_commune_fkey: 'commune.not_found',
  point_geometry_valid: 'point.geometry_invalid',
  point_category_fkey: 'point.category_unknown',
  point_recogniser_is_not_proposer: 'lifecycle.own_proposal',
  point_merge_into_itself: 'point.merge_into_itself',
  point_merged_into_fkey: 'point.not_found',
  event_one_per_seq: 'point.changed_meanwhile',
  event_effective_on_not_in_future: 'lifecycle.future_date',
  cycle_dates_ordered: 'lifecycle.before_earlier_event',
  handover_confirmer_is_not_proposer: 'handover.same_person',
  handover_once_per_attempt: 'handover.already_pending',
  handover_answer_complete: 'handover.not_pending',
  handover_answer_after_proposal: 'lifecycle.before_earlier_event',
  handover_withdrawal_after_proposal: 'lifecycle.before_earlier_event',
  handover_responder_is_not_refuser: 'handover.own_refusal',
  handover_response_after_refusal: 'lifecycle.before_earlier_event',
  handover_response_fits_reason: 'handover.response_mismatch',
  signal_decider_is_not_raiser: 'signal.same_person',
  signal_decision_complete: 'signal.already_decided',
  signal_appeal_one_open: 'signal.appeal_open',
  signal_appeal_answerer_is_not_decider: 'signal.appeal_same_person',
  signal_appeal_answerer_is_not_appellant: 'signal.appeal_same_person',
  signal_appeal_answer_after_appeal: 'lifecycle.before_earlier_event',
  signal_category_fkey: 'point.category_unknown',
  rematch_one_open: 'signal.rematch_open',
  signal_decision_after_occurrence: 'lifecycle.before_earlier_event',
  tip_event_one_per_seq: 'tip.changed_meanwhile',
  tip_event_not_in_future: 'lifecycle.future_date',
  tip_received_not_in_future: 'lifecycle.future_date',
  tip_happened_before_receipt: 'tip.happened_after_receipt',
  tip_stages_ordered: 'lifecycle.before_earlier_event',
  tip_classified_after_verification: 'tip.wrong_stage',
  tip_handled_after_classification: 'tip.wrong_stage',
  tip_category_fkey: 'point.category_unknown',
  tip_commune_fkey: 'commune.not_found',
  tip_source_name_unique: 'tip.source_name_taken',
  deadline_rule_pkey: 'tip.rule_day_taken',
  reply_one_per_seq: 'reply.changed_meanwhile',
  reply_request_fkey: 'reply.not_asked',
  check_record_could_not_check_says_why: 'lifecycle.reason_required',
  check_photo_pkey: 'attachment.id_taken',
  setting_pkey: 'check.schedule_day_taken',
  team_name_unique: 'team.name_taken',
  team_member_account_fkey: 'team.member_unknown',
  shift_template_name_unique: 'team.name_taken',
  route_shift_team_fkey: 'route.team_unknown',
  route_shift_one_per_team: 'route.team_unknown',
  route_edit_pkey: 'route.changed_meanwhile',
  stop_once_per_route: 'route.changed_meanwhile',
  stop_taken_up_once: 'route.changed_meanwhile',
  stop_result_pkey: 'route.result_id_taken',
  weekly_sheet_one_per_version: 'weekly_sheet.signed_meanwhile',
  report_one_per_version: 'report.wrong_state',
  report_one_on_its_way: 'report.wrong_state',
  report_is_frozen: 'report.wrong_state',
  report_approver_is_another: 'report.same_person',
  report_period_is_over: 'report.still_running',
  plan_number_unique: 'plan.year_taken',
  plan_amendment_number_unique: 'plan.year_taken',
  plan_issued_is_frozen: 'plan.issued',
  plan_indicator_target_fits: 'plan.target_mismatch',
  plan_indicator_part_fkey: 'plan.indicator_not_found',
  indicator_result_one_per_version: 'plan.reason_required',
  indicator_result_within_its_whole: 'plan.more_than_whole',
  indicator_result_not_of_the_future: 'lifecycle.future_date',
  allotment_adds_up_or_says_why: 'plan.allotment_differs',
  prevention_content_counts_businesses: 'plan.counts_businesses_only',
  inspection_object_closed_not_in_future: 'lifecycle.future_date',
  inspection_not_in_future: 'lifecycle.future_date',
  inspection_says_why_not: 'lifecycle.reason_required',
  support_service_shelter_hides_address: 'service.shelter_address',
  support_service_confirmed_not_in_future: 'service.confirmed_in_future',
  reminder_preference_address_form: 'request.invalid',
  gazetteer_file_once: 'gazetteer.already_imported',
  gazetteer_entry_lengths: 'import.file_broken',
  boundary_geometry_valid: 'boundary.file_broken',
};

const PROBLEM_OF_STATE: Record<string, ProblemCode> = {
  // Cancelled by statement_timeout; not available within lock_timeout.
  '57014': 'request.timeout',
  '55P03': 'request.timeout',
  // Serialisation failure and dead-lock, when even the repetitions met one.
  '40001': 'request.timeout',
  '40P01': 'request.timeout',
  // A NUL or half a character, from a form or a file, which the door does not read.
  '22021': 'request.malformed',
  '22P05': 'request.malformed',
  // Insufficient privilege: row-level security refused a write.
  '42501': 'permission.denied',
};

/** Seconds until the next attempt, told to a request that finds the database away. */
const AWAY_SECONDS = 5;

type DatabaseError = Error & { code: string; constraint_name?: string };

/** The expected failure behind a database error; null when it is a bug. */
export function constraintProblem(error: unknown): AppError | null {
  if (isUnreachable(error)) return databaseAway(error);
  if (!isDatabaseError(error)) return null;
  const byConstraint = PROBLEM_OF_CONSTRAINT[error.constraint_name ?? ''];
  const code = byConstraint ?? PROBLEM_OF_STATE[error.code];
  return code === undefined ? null : new AppError(code, { cause: error });
}

/** Makes the refusal of a request that finds the database away. */
export function databaseAway(cause: unknown): AppError {
  return new AppError('server.not_ready', { cause, parameters: { seconds: AWAY_SECONDS } });
}

function isDatabaseError(error: unknown): error is DatabaseError {
  return (
    error instanceof Error &&
    error.name === 'PostgresError' &&
    'code' in error &&
    typeof error.code === 'string'
  );
}
