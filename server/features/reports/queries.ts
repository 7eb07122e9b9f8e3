import type { ReportContent, ReportList, ReportVersion } from '#server/contract/report.ts';
import type { ReportingPeriod } from '#server/contract/reporting-period.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

const MOST_LISTED = 500;

export type ReportKey = { communeId: number | null; period: ReportingPeriod };
export type ReportRow = ReportVersion & {
  communeId: number | null;
  period: ReportingPeriod;
  draftedById: string;
  sentById: string | null;
};

function reportColumns(sql: TransactionSql) {
  return sql`
    report.id, report.commune_id, report.version, report.state, report.as_of, report.content,
    report.content_hash as hash, report.remark, report.reason, report.return_reason,
    report.drafted_by as drafted_by_id, drafter.name as drafted_by, report.drafted_at,
    report.sent_by as sent_by_id, sender.name as sent_by, report.sent_at,
    decider.name as decided_by, report.decided_at,
    jsonb_build_object(
      'kind', report.kind, 'year', report.year, 'number', report.number,
      'firstOn', report.first_on, 'lastOn', report.last_on
    ) as period`;
}

function withPeople(sql: TransactionSql) {
  return sql`
    join app_user drafter on drafter.id = report.drafted_by
    left join app_user sender on sender.id = report.sent_by
    left join app_user decider on decider.id = report.decided_by`;
}

/** The versions of a report that the asker may read, latest first. */
export async function listReportVersions(
  sql: TransactionSql,
  { communeId, period }: ReportKey,
): Promise<ReportRow[]> {
  return sql<ReportRow[]>`
    select ${reportColumns(sql)}
    from report
    ${withPeople(sql)}
    where report.commune_id is not distinct from ${communeId}::integer
      and report.kind = ${period.kind} and report.year = ${period.year}
      and report.number = ${period.number}
    order by report.version desc`;
}

export async function findReport(sql: TransactionSql, id: number): Promise<ReportRow | null> {
  const [row] = await sql<ReportRow[]>`
    select ${reportColumns(sql)}
    from report
    ${withPeople(sql)}
    where report.id = ${id}`;
  return row ?? null;
}

/** Keeps a report from being carried on by two people at once. */
export async function lockReport(sql: TransactionSql, id: number): Promise<void> {
  await sql`select from report where report.id = ${id} for update`;
}

/** The reports within reach, latest period first. */
export async function listReports(sql: TransactionSql): Promise<ReportList['items']> {
  return sql<ReportList['items']>`
    select
      report.id, report.version, report.state,
      case
        when commune.id is not null then jsonb_build_object(
          'code', commune.code, 'name', commune.name, 'type', commune.type
        )
      end as commune,
      jsonb_build_object(
        'kind', report.kind, 'year', report.year, 'number', report.number,
        'firstOn', report.first_on, 'lastOn', report.last_on
      ) as period,
      coalesce(report.decided_at, report.sent_at, report.drafted_at) as changed_at
    from report
    left join commune on commune.id = report.commune_id
    order by report.first_on desc, report.id desc
    limit ${MOST_LISTED}`;
}

export async function insertReport(
  sql: TransactionSql,
  { communeId, period }: ReportKey,
  given: {
    version: number;
    remark: string | null;
    reason: string | null;
    draftedBy: string;
    draftedAt: IsoInstant;
  },
): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into report (
      commune_id, kind, year, number, first_on, last_on, version, state, remark, reason,
      drafted_by, drafted_at
    ) values (
      ${communeId}, ${period.kind}, ${period.year}, ${period.number}, ${period.firstOn},
      ${period.lastOn}, ${given.version}, 'draft', ${given.remark}, ${given.reason},
      ${given.draftedBy}, ${given.draftedAt}
    )
    returning id`;
  if (row === undefined) throw new Error('the report gave no number');
  return row.id;
}

/** Writes a draft anew; one that was returned is a draft again, of whoever writes it. */
export async function redraftReport(
  sql: TransactionSql,
  id: number,
  given: {
    remark: string | null;
    reason: string | null;
    draftedBy: string;
    draftedAt: IsoInstant;
  },
): Promise<void> {
  await sql`
    update report
    set
      state = 'draft', remark = ${given.remark}, reason = ${given.reason},
      drafted_by = ${given.draftedBy}, drafted_at = ${given.draftedAt}, return_reason = null,
      decided_by = null, decided_at = null
    where id = ${id}`;
}

export async function sendDraft(
  sql: TransactionSql,
  id: number,
  given: {
    content: ReportContent;
    hash: string;
    asOf: IsoDate;
    sentBy: string;
    sentAt: IsoInstant;
  },
): Promise<void> {
  await sql`
    update report
    set
      state = 'sent', content = ${JSON.stringify(given.content)}::text::jsonb,
      content_hash = ${given.hash}, as_of = ${given.asOf}, sent_by = ${given.sentBy},
      sent_at = ${given.sentAt}
    where id = ${id}`;
}

export async function approveSent(
  sql: TransactionSql,
  id: number,
  given: { decidedBy: string; decidedAt: IsoInstant },
): Promise<void> {
  await sql`
    update report
    set state = 'approved', decided_by = ${given.decidedBy}, decided_at = ${given.decidedAt}
    where id = ${id}`;
}

/** Back to whoever drafted it: what was sent is not kept, for it never counted. */
export async function returnSent(
  sql: TransactionSql,
  id: number,
  given: { decidedBy: string; decidedAt: IsoInstant; reason: string },
): Promise<void> {
  await sql`
    update report
    set
      state = 'returned', return_reason = ${given.reason}, decided_by = ${given.decidedBy},
      decided_at = ${given.decidedAt}, content = null, content_hash = null, as_of = null,
      sent_by = null, sent_at = null
    where id = ${id}`;
}

export async function insertPeriodRule(
  sql: TransactionSql,
  given: {
    validFrom: IsoDate;
    firstDay: number;
    origin: string;
    setBy: string;
    setAt: IsoInstant;
  },
): Promise<void> {
  await sql`
    insert into setting (key, valid_from, value, origin, set_by, set_at)
    values (
      'report.periods', ${given.validFrom}, jsonb_build_object('firstDay', ${given.firstDay}::integer),
      ${given.origin}, ${given.setBy}, ${given.setAt}
    )`;
}
