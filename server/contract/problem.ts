import * as z from 'zod';

/**
 * Every expected failure and its HTTP status. Codes are stable and only ever added;
 * the reader's sentence for each stands in the client's catalogues under the same code.
 */
export const PROBLEM_STATUS = {
  'request.invalid': 422,
  'request.malformed': 400,
  'request.too_large': 413,
  'request.unsupported_media_type': 415,
  'request.not_found': 404,
  'request.method_not_allowed': 405,
  'request.timeout': 503,
  'request.too_many': 429,
  'request.idempotency_key_missing': 400,
  'request.idempotency_key_reused': 422,
  'request.outcome_unknown': 409,
  'request.cross_site': 403,
  'server.internal': 500,
  'server.not_ready': 503,
  'session.missing': 401,
  'session.revoked': 401,
  'session.other_account': 403,
  'session.wrong_credentials': 401,
  'session.wrong_code': 401,
  'session.second_factor_required': 403,
  'session.password_change_required': 403,
  'session.not_found': 404,
  'permission.denied': 403,
  'account.not_found': 404,
  'account.disabled': 403,
  'account.username_taken': 409,
  'account.weak_password': 422,
  'account.wrong_password': 422,
  'account.last_admin': 409,
  'account.commune_required': 422,
  'account.own_account': 409,
  'account.assignment_overlaps': 409,
  'account.second_factor_on': 409,
  'account.second_factor_off': 409,
  'point.not_found': 404,
  'point.changed_meanwhile': 409,
  'point.event_not_correctable': 422,
  'point.geometry_invalid': 422,
  'point.lead_not_touched': 422,
  'point.outside_city': 422,
  'point.outside_own_communes': 403,
  'point.category_unknown': 422,
  'point.kind_mismatch': 422,
  'point.merged': 409,
  'point.merge_into_itself': 422,
  'point.not_merged': 409,
  'lifecycle.wrong_status': 409,
  'lifecycle.future_date': 422,
  'lifecycle.before_earlier_event': 422,
  'lifecycle.after_later_event': 422,
  'lifecycle.own_proposal': 403,
  'lifecycle.reason_required': 422,
  'lifecycle.document_required': 422,
  'handover.not_found': 404,
  'handover.not_pending': 409,
  'handover.already_pending': 409,
  'handover.same_person': 403,
  'handover.other_commune': 403,
  'handover.commune_abolished': 409,
  'handover.refusal_unanswered': 409,
  'handover.not_refused': 409,
  'handover.already_responded': 409,
  'handover.own_refusal': 403,
  'handover.response_mismatch': 422,
  'signal.not_found': 404,
  'signal.already_decided': 409,
  'signal.same_person': 403,
  'tip.not_found': 404,
  'tip.changed_meanwhile': 409,
  'tip.closed': 409,
  'tip.suspended': 409,
  'tip.not_suspended': 409,
  'tip.wrong_stage': 409,
  'tip.no_clock': 409,
  'tip.no_extension': 409,
  'tip.happened_after_receipt': 422,
  'tip.rule_day_taken': 409,
  'tip.same_commune': 422,
  'tip.source_name_taken': 409,
  'tip.source_not_found': 404,
  'tip.token_not_found': 404,
  'tip.token_invalid': 401,
  'tip.number_missing': 400,
  'reply.not_asked': 404,
  'reply.other_commune': 403,
  'reply.changed_meanwhile': 409,
  'check.schedule_in_past': 422,
  'check.schedule_day_taken': 409,
  'attachment.not_found': 404,
  'attachment.id_taken': 409,
  'attachment.unknown_type': 415,
  'attachment.unreadable': 422,
  'attachment.too_many_pixels': 422,
  'attachment.photo_expected': 422,
  'attachment.secret': 422,
  'attachment.number_required': 422,
  'attachment.withdrawn': 410,
  'weekly_sheet.other_commune': 403,
  'weekly_sheet.week_not_begun': 422,
  'weekly_sheet.figures_changed': 409,
  'weekly_sheet.signed_meanwhile': 409,
  'weekly_sheet.reason_required': 422,
  'weekly_sheet.nothing_changed': 409,
  'job.not_found': 404,
  'plan.not_found': 404,
  'plan.year_taken': 409,
  'plan.issued': 409,
  'plan.draft': 409,
  'plan.signed_in_future': 422,
  'plan.indicator_not_found': 422,
  'plan.target_mismatch': 422,
  'plan.allotment_differs': 422,
  'plan.commune_twice': 422,
  'plan.computed': 409,
  'plan.result_outside': 422,
  'plan.result_overlaps': 409,
  'plan.reason_required': 422,
  'plan.more_than_whole': 422,
  'plan.other_commune': 403,
  'plan.counts_businesses_only': 422,
  'inspection_object.not_found': 404,
  'inspection_object.changed_meanwhile': 409,
  'inspection_object.closed': 409,
  'inspection_object.not_closed': 409,
  'inspection_object.not_a_business': 422,
  'inspection.not_found': 404,
  'service.not_found': 404,
  'service.changed_meanwhile': 409,
  'service.shelter_address': 422,
  'service.confirmed_in_future': 422,
  'analysis.other_commune': 403,
  'analysis.period_invalid': 422,
  'text.personal_data': 422,
  'text.secret_marking': 422,
  'commune.not_found': 404,
  'boundary.not_a_boundary_file': 422,
  'boundary.file_broken': 422,
  'boundary.file_empty': 422,
  'boundary.no_polygons': 422,
  'boundary.crs_unknown': 422,
  'boundary.zip_too_large': 422,
  'boundary.too_many_vertices': 422,
  'boundary.nothing_matched': 422,
  'boundary.duplicate_match': 422,
  'boundary.communes_missing': 422,
  'boundary.nothing_to_undo': 409,
  'boundary.set_not_found': 404,
  'osm.not_osm': 422,
  'osm.file_broken': 422,
  'gazetteer.not_found': 404,
  'gazetteer.already_imported': 409,
  'import.not_a_table': 422,
  'import.file_broken': 422,
  'import.empty': 422,
  'import.too_many_rows': 422,
  'import.zip_too_large': 422,
  'import.mapping_incomplete': 422,
  'import.rows_invalid': 422,
  'import.not_found': 404,
  'import.cancelled': 409,
  'import.already_running': 409,
  'import.nothing_to_write': 422,
  'tile.out_of_range': 404,
  'generator.register_not_empty': 409,
  'database.folder_locked': 503,
} as const satisfies Record<string, number>;

export type ProblemCode = keyof typeof PROBLEM_STATUS;

export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEM_STATUS, code);
}

/** One thing wrong with one field: a JSON pointer into the request and a code for the catalogue. */
export const FieldProblem = z.object({ pointer: z.string(), code: z.string() });
export type FieldProblem = z.infer<typeof FieldProblem>;

/** RFC 9457 problem details, with a stable code. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    requestId: z.string(),
    errors: z.array(FieldProblem).optional(),
    /** What the sentence for the code needs: dates, names, positions in a text. */
    parameters: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

/** An expected failure. Anything else that is thrown is a bug and becomes `server.internal`. */
export class AppError extends Error {
  readonly code: ProblemCode;
  readonly errors: readonly FieldProblem[];
  readonly parameters: Readonly<Record<string, unknown>>;

  constructor(
    code: ProblemCode,
    more: {
      errors?: readonly FieldProblem[];
      parameters?: Record<string, unknown>;
      cause?: unknown;
    } = {},
  ) {
    super(code, { cause: more.cause });
    this.name = 'AppError';
    this.code = code;
    this.errors = more.errors ?? [];
    this.parameters = more.parameters ?? {};
  }
}
