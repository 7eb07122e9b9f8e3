import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Database } from '#server/db/client.ts';
import { BARE_TABLES, enterRow, refusalOf, undone } from '#tests/support/database/bare-tables.ts';
import { openTestDatabase } from '#tests/support/database/test-database.ts';

/** Tables whose rows nobody changes or removes, and what has to stand in a row there. */
const FOR_EVER = {
  allotment: '{}',
  allotment_share: '{"allotment_id": 1, "commune_id": 1}',
  audit_entry: '{"seq": 1}',
  check_photo: '{"attachment_id": "00000000-0000-0000-0000-000000000001"}',
  commune_population: '{}',
  event: '{"kind": "proposed", "seq": 1, "point_id": 1}',
  indicator_result: '{}',
  paper_review: '{}',
  prevention_content: '{}',
  published_shift: '{"route_id": 1, "version": 1, "shift_id": 1}',
  published_stop: '{"route_id": 1, "version": 1, "stop_id": 1}',
  question_reply: '{}',
  reply: '{}',
  route_draw: '{}',
  route_edit: '{"route_id": 1, "version": 1}',
  route_message: '{}',
  route_message_read: '{"message_id": 1, "account_id": "lan"}',
  route_version: '{"route_id": 1, "version": 1}',
  stop_photo:
    '{"result_id": "00000000-0000-0000-0000-000000000001", "attachment_id": "00000000-0000-0000-0000-000000000001"}',
  stop_result: '{"id": "00000000-0000-0000-0000-000000000001"}',
  target_amendment: '{"amendment_id": 1, "indicator_id": 1}',
  tip_event: '{"kind": "received", "seq": 1, "tip_id": 1}',
  undone_row: '{}',
  weekly_sheet: '{}',
};
/** Tables that are not emptied at once either. */
const NOT_EMPTIED =
  'attachment audit_entry commune_population event inspection paper_review proposal question_reply reply report report_analysis stop_photo stop_result tip_event undone_row weekly_sheet'.split(
    ' ',
  );
/** Tables of which a request may remove rows, each by its policy. */
const REMOVED_BY_REQUESTS =
  'check_record cycle handover held_result idempotency_record import_claim point_alias point_commune point_flag push_subscription reply_request report_analysis saved_view shift_template signal team_member view_watch'.split(
    ' ',
  );
/** Tables of which a request may change rows. */
const CHANGED_BY_REQUESTS =
  'account_preference account_visit candidate_preference check_record cycle day_off handover idempotency_record import_mapping inspection inspection_object plan plan_indicator point point_alias point_commune point_flag push_subscription record_presence rematch reminder_preference report route route_presence route_recurrence route_recurrence_day route_shift saved_view signal signal_appeal stop support_service team view_watch weekly_sheet_draft'.split(
    ' ',
  );
/** Columns that a request may change where it may not change the rest of the row. */
const CHANGED_COLUMNS = [
  'attachment.withdrawn_at',
  'attachment.withdrawn_by',
  'attachment.withdrawn_reason',
  'import_word.withdrawn_at',
  'import_word.withdrawn_by',
  'notice.read_at',
  'proposal.decided_at',
  'proposal.decided_by',
  'proposal.reason',
  'proposal.state',
  'report_analysis.place',
  'tip.accepted_on',
  'tip.category',
  'tip.classified_on',
  'tip.clock_started_on',
  'tip.counted_handled_on',
  'tip.due_on',
  'tip.extensions_used',
  'tip.forwarded_to',
  'tip.handled_on',
  'tip.kind',
  'tip.outcome',
  'tip.stated_due_on',
  'tip.stated_handled_on',
  'tip.suspended',
  'tip.verified_on',
  'tip.version',
  'tip_transfer.decided_at',
  'tip_transfer.decided_by',
  'tip_transfer.reason',
  'tip_transfer.state',
];

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase(BARE_TABLES);
});
afterAll(() => database.close());

/** Lists tables of which requests have a right, but for those of extensions. */
async function tablesWith(right: string): Promise<string[]> {
  const rows = await database.sql<{ name: string }[]>`
    select relname::text as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v')
      and has_table_privilege('diaban_app', oid, ${right})
    order by relname`;
  return rows.map(({ name }) => name);
}

describe('the record', () => {
  it('is neither changed nor removed, not even by the owner of the tables', async () => {
    await undone(database, async (sql) => {
      const columns = await sql<{ name: string; column: string }[]>`
        select attrelid::regclass::text as name, min(attname) as column from pg_attribute
        where attrelid::regclass::text in ${sql(Object.keys(FOR_EVER))} and attnum > 0
          and not attisdropped and attidentity = '' and attgenerated = ''
        group by attrelid`;
      for (const { name, column } of columns) {
        await enterRow(sql, name, FOR_EVER[name as keyof typeof FOR_EVER]);
        const changed = await refusalOf(sql, `update ${name} set ${column} = ${column}`);
        const removed = await refusalOf(sql, `delete from ${name}`);
        expect({ name, changed, removed }).toEqual({
          name,
          changed: 'append_only',
          removed: 'append_only',
        });
      }
      expect(columns).toHaveLength(Object.keys(FOR_EVER).length);
    });
  });

  it('is not emptied at once', async () => {
    await undone(database, async (sql) => {
      for (const table of NOT_EMPTIED) {
        await sql.unsafe(`alter table ${table} enable trigger user`);
        expect(await refusalOf(sql, `truncate ${table}`), `of ${table}`).toBe('append_only');
      }
    });
  });

  it('is removed and changed by requests only where the list says so', async () => {
    expect(await tablesWith('delete')).toEqual(REMOVED_BY_REQUESTS);
    expect(await tablesWith('update')).toEqual(CHANGED_BY_REQUESTS);
    expect(await tablesWith('truncate')).toEqual([]);
    const columns = await database.sql<{ name: string }[]>`
      select attrelid::regclass || '.' || attname as name
      from pg_attribute, aclexplode(attacl) as granted
      where granted.grantee = 'diaban_app'::regrole and granted.privilege_type = 'UPDATE'
      order by name`;
    expect(columns.map(({ name }) => name)).toEqual(CHANGED_COLUMNS);
  });

  it('loses the proposal of a point or a tip that came in by an import which was undone', async () => {
    await undone(database, async (sql) => {
      await sql`
        insert into import_run (id, undone_at) overriding system value
        values (1, now()), (2, null)`;
      await sql`
        insert into import_row (run_id, line, outcome, point_id, tip_id) values
          (1, 1, 'added', 1, 1), (1, 2, 'unchanged', 2, 2), (2, 3, 'added', 3, 3)`;
      const first = { event: 'proposed', tip_event: 'received' };
      for (const [table, kind] of Object.entries(first)) {
        const subject = table === 'event' ? 'point_id' : 'tip_id';
        for (const id of [1, 2, 3]) {
          await sql.unsafe(
            `insert into ${table} (${subject}, seq, kind) values (${id}, 1, '${kind}')`,
          );
        }
        await sql.unsafe(`insert into ${table} (${subject}, seq, kind) values (1, 2, '${kind}')`);
        await sql.unsafe(`insert into ${table} (${subject}, seq, kind) values (1, 1, 'noted')`);
        await sql.unsafe(`alter table ${table} enable trigger user`);
        const removed = (where: string) =>
          refusalOf(sql, `delete from ${table} where ${subject} = ${where}`);
        expect(await removed(`1 and seq = 1 and kind = '${kind}'`)).toBeNull();
        expect(await removed('1 and seq = 2')).toBe('append_only');
        expect(await removed(`1 and kind = 'noted'`)).toBe('append_only');
        expect(await removed('2')).toBe('append_only');
        expect(await removed('3')).toBe('append_only');
      }
    });
  });
});
