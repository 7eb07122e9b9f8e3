import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Database } from '#server/db/client.ts';
import { BARE_TABLES, enterRow, refusalOf, undone } from '#tests/support/database/bare-tables.ts';
import { openTestDatabase } from '#tests/support/database/test-database.ts';

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase(BARE_TABLES);
});
afterAll(() => database.close());

describe('what was issued, sent or approved', () => {
  it('is a plan whose rows and indicators stand', async () => {
    await undone(database, async (sql) => {
      await enterRow(sql, 'plan', '{"id": 1, "state": "draft"}');
      await enterRow(sql, 'plan', '{"id": 2, "state": "issued"}');
      await enterRow(sql, 'plan_indicator', '{"id": 1, "plan_id": 1}');
      await enterRow(sql, 'plan_indicator', '{"id": 2, "plan_id": 2}');
      for (const [table, change] of [
        ['plan', "title = 'Mới'"],
        ['plan_indicator', "wording = 'Mới'"],
      ]) {
        for (const act of [`update ${table} set ${change}`, `delete from ${table}`]) {
          expect(await refusalOf(sql, `${act} where id = 1`)).toBeNull();
          expect(await refusalOf(sql, `${act} where id = 2`)).toBe('plan_issued_is_frozen');
        }
      }
    });
  });

  it('is a report: its figures once it is sent, all of it once it is approved', async () => {
    await undone(database, async (sql) => {
      for (const [id, state] of ['draft', 'sent', 'approved', 'returned'].entries()) {
        await enterRow(sql, 'report', JSON.stringify({ id, state, kind: 'week', year: 2026 }));
      }
      const refused = async (change: string) => {
        const ids = [];
        for (const id of [0, 1, 2, 3]) {
          const refusal = await refusalOf(sql, `update report set ${change} where id = ${id}`);
          if (refusal === 'report_is_frozen') ids.push(id);
        }
        return ids;
      };
      expect(await refused("return_reason = 'Sai'")).toEqual([2]);
      for (const change of [
        `content = '{}'`,
        "content_hash = 'x'",
        "as_of = '2026-01-01'",
        "remark = 'x'",
        "drafted_by = 'x'",
        "sent_by = 'x'",
      ]) {
        expect(await refused(change), `after ${change}`).toEqual([1, 2]);
        expect(await refused(`${change}, state = 'approved'`), `after ${change}`).toEqual([1, 2]);
        expect(await refused(`${change}, state = 'returned'`), `after ${change}`).toEqual([2]);
      }
      for (const change of [
        'commune_id = 1',
        "kind = 'x'",
        'year = 1',
        'number = 1',
        'version = 9',
      ]) {
        expect(await refused(change), `after ${change}`).toEqual([0, 1, 2, 3]);
      }
      expect(await refusalOf(sql, 'delete from report where id = 0')).toBe('report_is_frozen');
    });
  });

  it('is an analysis in a report: with it, and its content from the start', async () => {
    await undone(database, async (sql) => {
      for (const [id, state] of ['draft', 'sent', 'approved', 'returned'].entries()) {
        await sql`insert into report (id, state) overriding system value values (${id}, ${state})`;
        await enterRow(sql, 'report_analysis', JSON.stringify({ id, report_id: id, place: 1 }));
      }
      const refused = async (act: string) => {
        const ids = [];
        for (const id of [0, 1, 2, 3]) {
          if ((await refusalOf(sql, `${act} where id = ${id}`)) !== null) ids.push(id);
        }
        return ids;
      };
      expect(await refused('update report_analysis set place = 2')).toEqual([1, 2]);
      expect(await refused('delete from report_analysis')).toEqual([1, 2]);
      for (const change of [
        "content_hash = 'x'",
        "asked = '{}'",
        "put_by = 'x'",
        'put_at = now()',
      ]) {
        expect(await refused(`update report_analysis set ${change}`)).toEqual([0, 1, 2, 3]);
      }
    });
  });

  it('is an inspection, which is only withdrawn, once', async () => {
    await undone(database, async (sql) => {
      const row = {
        object_id: 1,
        kind: 'fire',
        result: 'good',
        inspected_on: '2026-01-01',
        recorded_by: 'lan',
        recorded_at: '2026-01-01',
      };
      await enterRow(sql, 'inspection', JSON.stringify({ ...row, id: 1 }));
      await enterRow(
        sql,
        'inspection',
        JSON.stringify({ ...row, id: 2, withdrawn_at: '2026-01-02' }),
      );
      const change = (set: string, id = 1) =>
        refusalOf(sql, `update inspection set ${set} where id = ${id}`);
      expect(await change("withdrawn_at = now(), withdrawn_reason = 'Nhầm'")).toBeNull();
      expect(await change("withdrawn_reason = 'Khác'", 2)).not.toBeNull();
      for (const set of [
        'object_id = 2',
        "kind = 'x'",
        "result = 'x'",
        "inspected_on = '2026-01-09'",
        "recorded_by = 'x'",
        'recorded_at = now()',
        "obstacle = 'x'",
        "document_number = 'x'",
        "note = 'x'",
      ]) {
        expect(await change(set), `after ${set}`).not.toBeNull();
      }
    });
  });

  it('is a photo or paper of the record; only a photo that nobody uses is removed', async () => {
    await undone(database, async (sql) => {
      const id = (last: number) => `00000000-0000-0000-0000-00000000000${last}`;
      for (const [last, purpose] of ['check', 'check', 'check', 'handover'].entries()) {
        await enterRow(sql, 'attachment', JSON.stringify({ id: id(last), purpose }));
      }
      await sql`insert into check_photo (attachment_id) values (${id(1)})`;
      await sql`insert into stop_photo (result_id, attachment_id) values (${id(9)}, ${id(2)})`;
      const removed = [];
      for (const last of [0, 1, 2, 3]) {
        removed.push(await refusalOf(sql, `delete from attachment where id = '${id(last)}'`));
      }
      expect(removed).toEqual([null, 'append_only', 'append_only', 'append_only']);
    });
  });
});
