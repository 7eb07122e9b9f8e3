import type { PaperReview } from '#server/contract/late-entry.ts';
import { MEASURED_EVENTS } from '#server/contract/point.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** The record that a late entry belongs to, each by the column of `paper_review` that names it. */
export type LateSubject = 'tip_event_id' | 'event_id' | 'inspection_id';

/** Look at the paper of a late entry, as {@link paperColumns} reads it. */
export type PaperRow = {
  lateDays: number;
  documentOn: IsoDate | null;
  verdict: PaperReview['verdict'] | null;
  reviewedBy: string | null;
  reviewedAt: IsoInstant | null;
  reviewReason: string | null;
};

/** Columns of the look at a paper, for a statement that joins {@link paperJoin}. */
export function paperColumns(sql: TransactionSql) {
  return sql`
    paper_review.verdict, reviewer.name as reviewed_by, paper_review.reviewed_at,
    paper_review.reason as review_reason`;
}

/** Joins the look at the paper of each row of a table; `id` is the row's. */
export function paperJoin(sql: TransactionSql, subject: LateSubject, table: string) {
  return sql`
    left join paper_review on ${sql(`paper_review.${subject}`)} = ${sql(`${table}.id`)}
    left join app_user reviewer on reviewer.id = paper_review.reviewed_by`;
}

/**
 * The most days by which an event of a point, for which its communes are measured, was entered after its day until a day;
 * 0 where none was. For a statement that reads `point`.
 */
export function lateDaysOfPoint(sql: TransactionSql, on: IsoDate) {
  return sql`
    coalesce((
      select max(late_days(event.effective_on, event.recorded_at))
      from event_in_force event
      where event.point_id = point.id and event.kind = any (${[...MEASURED_EVENTS]}::text[])
        and event.annulled_by is null and event.effective_on <= ${on}
    ), 0)`;
}

/** Appends the look of a second person. The table refuses a second look, and one by whoever made the entry. */
export async function insertPaperReview(
  sql: TransactionSql,
  subject: LateSubject,
  id: number,
  review: PaperReview & { reviewedBy: string; reviewedAt: IsoInstant },
): Promise<void> {
  await sql`
    insert into paper_review (${sql(subject)}, verdict, reason, reviewed_by, reviewed_at)
    values (${id}, ${review.verdict}, ${review.reason}, ${review.reviewedBy}, ${review.reviewedAt})`;
}
