import type { Attachment, AttachmentPurpose } from '#server/contract/attachment.ts';
import type { Actor } from '#server/contract/permission.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

export type StoredAttachment = Attachment & {
  purpose: AttachmentPurpose;
  uploadedById: string;
  contentHash: string;
  sourceHash: string;
};

type Wanted = { id: string } | { pointId: number } | { tipId: number };

/** Selects the attachments that the asker may see; a photo that waits for its check is its sender's alone. */
async function selectAttachments(
  sql: TransactionSql,
  wanted: Wanted,
  actor: Actor,
): Promise<StoredAttachment[]> {
  const chosen =
    'id' in wanted
      ? sql`attachment.id = ${wanted.id}`
      : 'tipId' in wanted
        ? sql`attachment.tip_id = ${wanted.tipId}`
        : sql`attachment.point_id = ${wanted.pointId} and (
            attachment.purpose = 'point' or linked.event_id is not null
          )`;
  return sql<StoredAttachment[]>`
    select
      attachment.id, attachment.point_id, attachment.tip_id, attachment.route_id, linked.event_id,
      attachment.media_type, attachment.bytes, attachment.width, attachment.height, attachment.taken_on, attachment.document_number,
      attachment.removed_parts, attachment.kept_signed, uploader.name as uploaded_by, attachment.uploaded_at,
      case
        when attachment.withdrawn_at is not null
        then jsonb_build_object(
          'by', withdrawer.name, 'at', attachment.withdrawn_at, 'reason', attachment.withdrawn_reason
        )
      end as withdrawn,
      attachment.withdrawn_at is null and (
        attachment.uploaded_by = ${actor.accountId} or ${actor.role} = 'analyst'
      ) as may_withdraw,
      attachment.purpose, attachment.uploaded_by as uploaded_by_id, attachment.content_hash,
      attachment.source_hash
    from attachment
    join app_user uploader on uploader.id = attachment.uploaded_by
    left join app_user withdrawer on withdrawer.id = attachment.withdrawn_by
    left join lateral (
      select check_photo.event_id
      from check_photo
      join event on event.id = check_photo.event_id
      where check_photo.attachment_id = attachment.id
        and check_photo.point_id = attachment.point_id
        and event.actor_id = attachment.uploaded_by
    ) linked on true
    where ${chosen} and (
      attachment.purpose <> 'check' or linked.event_id is not null
      or attachment.uploaded_by = ${actor.accountId}
      or exists (
        select
        from stop_photo
        join stop_result on stop_result.id = stop_photo.result_id
        where stop_photo.attachment_id = attachment.id
          and stop_result.recorded_by = attachment.uploaded_by
      )
    )
    order by attachment.uploaded_at, attachment.id`;
}

/** The photos and papers that stand in the record of a point or of a tip. */
export async function listAttachments(
  sql: TransactionSql,
  of: { pointId: number } | { tipId: number },
  actor: Actor,
): Promise<Attachment[]> {
  return (await selectAttachments(sql, of, actor)).map(shown);
}

/** True when the asker works on a tip, or has just received it. */
export async function mayAttachToTip(sql: TransactionSql, tipId: number): Promise<boolean> {
  const [row] = await sql<{ may: boolean }[]>`select actor_attaches_to_tip(${tipId}) as may`;
  return row?.may === true;
}

/** True when the asker is in a team of the route. */
export async function mayAttachToRoute(sql: TransactionSql, routeId: number): Promise<boolean> {
  const [row] = await sql<{ may: boolean }[]>`
    select actor_reach() = 'routes' and actor_sees_route(${routeId}) as may`;
  return row?.may === true;
}

export async function findAttachment(
  sql: TransactionSql,
  id: string,
  actor: Actor,
): Promise<StoredAttachment | null> {
  const [found] = await selectAttachments(sql, { id }, actor);
  return found ?? null;
}

/** An attachment without what only the server needs. */
export function shown(stored: StoredAttachment): Attachment {
  const { purpose: _1, uploadedById: _2, contentHash: _3, sourceHash: _4, ...attachment } = stored;
  return attachment;
}

/** Adds a row; false where the id is taken. */
export async function insertAttachment(
  sql: TransactionSql,
  given: {
    id: string;
    pointId: number | null;
    tipId: number | null;
    routeId: number | null;
    purpose: AttachmentPurpose;
    mediaType: Attachment['mediaType'];
    bytes: number;
    width: number | null;
    height: number | null;
    takenOn: IsoDate | null;
    contentHash: string;
    sourceHash: string;
    documentNumber: string | null;
    removedParts: Attachment['removedParts'];
    keptSigned: boolean;
    uploadedBy: string;
    uploadedAt: IsoInstant;
  },
): Promise<boolean> {
  // Without `returning`: the policy for reading would have to see the row first.
  const added = await sql`
    insert into attachment (
      id, point_id, tip_id, route_id, purpose, media_type, bytes, width, height, taken_on, content_hash, source_hash,
      document_number, removed_parts, kept_signed, uploaded_by, uploaded_at
    ) values (
      ${given.id}, ${given.pointId}, ${given.tipId}, ${given.routeId}, ${given.purpose},
      ${given.mediaType}, ${given.bytes}, ${given.width}, ${given.height}, ${given.takenOn}, ${given.contentHash}, ${given.sourceHash},
      ${given.documentNumber}, ${given.removedParts}, ${given.keptSigned}, ${given.uploadedBy}, ${given.uploadedAt}
    )
    on conflict on constraint attachment_pkey do nothing`;
  return added.count === 1;
}

export async function withdraw(
  sql: TransactionSql,
  given: { id: string; by: string; at: IsoInstant; reason: string },
): Promise<void> {
  await sql`
    update attachment
    set withdrawn_by = ${given.by}, withdrawn_at = ${given.at}, withdrawn_reason = ${given.reason}
    where id = ${given.id} and withdrawn_at is null`;
}

/** True when a check of another place, or by somebody else, has named this id already. */
export async function isNamedElsewhere(
  sql: TransactionSql,
  id: string,
  by: { pointId: number | null; accountId: string },
): Promise<boolean> {
  const rows = await sql`
    select
    from check_photo
    join event on event.id = check_photo.event_id
    where check_photo.attachment_id = ${id}
      and (
        check_photo.point_id is distinct from ${by.pointId}
        or event.actor_id is distinct from ${by.accountId}
      )`;
  return rows.length > 0;
}

/** Removes photos and papers that no check, result of a stop or proposal has named since an instant; gives how many. */
export async function deleteUnnamedPhotos(
  sql: TransactionSql,
  before: IsoInstant,
): Promise<number> {
  const removed = await sql`
    delete from attachment
    where purpose in ('check', 'paper') and uploaded_at < ${before}
      and not exists (select from proposal where proposal.paper_id = attachment.id)
      and not exists (select from check_photo where check_photo.attachment_id = attachment.id)
      and not exists (select from stop_photo where stop_photo.attachment_id = attachment.id)`;
  return removed.count;
}

/** Those of the hashes that some attachment still has. */
export async function listUsedHashes(
  sql: TransactionSql,
  hashes: readonly string[],
): Promise<string[]> {
  const rows = await sql<{ contentHash: string }[]>`
    select distinct content_hash from attachment where content_hash = any (${[...hashes]}::text[])`;
  return rows.map((row) => row.contentHash);
}

/** Reads the identity of this database. A row that a dump brought in is replaced by an own one. */
export async function readIdentity(sql: TransactionSql): Promise<string> {
  await sql`delete from database_identity where xmin <> transaction::xid`;
  await sql`
    insert into database_identity default values
    on conflict on constraint database_identity_pkey do nothing`;
  const [row] = await sql<{ id: string }[]>`select id from database_identity`;
  if (row === undefined) throw new Error('the database has no identity');
  return row.id;
}
