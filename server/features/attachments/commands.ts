import {
  MOST_ATTACHMENT_BYTES,
  type Attachment,
  type AttachmentPurpose,
} from '#server/contract/attachment.ts';
import { can, type Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { canSeePoint } from '#server/features/points/queries.ts';
import { hashOfFile } from '#server/workers/hash-of-file.ts';
import { readInWorker } from '#server/workers/read-in-worker.ts';

import { keepContent, readContent } from './content-commands.ts';
import {
  findAttachment,
  insertAttachment,
  isNamedElsewhere,
  mayAttachToRoute,
  mayAttachToTip,
  shown,
  withdraw,
  type StoredAttachment,
} from './queries.ts';
import { recogniseContent } from './formats/recognise-content.ts';
import { isNamedSecret } from './secret-rules.ts';
import type { AttachmentSize } from './shelf-files.ts';

export type Upload = {
  id: string;
  /** One of the three, as the purpose says. */
  pointId: number | null;
  tipId: number | null;
  routeId: number | null;
  purpose: AttachmentPurpose;
  documentNumber: string | null;
  file: File;
};

type Prepared = Pick<
  Attachment,
  'mediaType' | 'width' | 'height' | 'takenOn' | 'removedParts' | 'keptSigned'
> & {
  bytes: Uint8Array;
  thumbnail: Uint8Array | null;
};

/**
 * Takes in a photo or paper of a place, of a tip or of a stop. The same id with the same file again changes nothing.
 * The file is kept before its row: a row without its file would be a lie, a file without a row is set aside one day.
 */
export async function addAttachment(deps: Deps, actor: Actor, upload: Upload): Promise<Attachment> {
  if (upload.tipId !== null && !can(actor.role, 'tips:work')) {
    throw new AppError('permission.denied');
  }
  refuseForbiddenText({ documentNumber: upload.documentNumber });
  if (upload.file.size > MOST_ATTACHMENT_BYTES) throw new AppError('request.too_large');
  const source = new Uint8Array(await upload.file.arrayBuffer());
  const sourceHash = await hashOfFile(source);
  const earlier = await asActor(deps.database, actor, (sql) =>
    findEarlier(sql, actor, upload, sourceHash),
  );
  if (earlier !== null) return shown(earlier);
  const prepared = await prepare(source, upload);
  const content = { ...prepared, contentHash: await hashOfFile(prepared.bytes) };
  await keepContent(deps, content);
  const added = await asActor(deps.database, actor, async (sql) => {
    const inserted = await insertAttachment(sql, {
      ...rowOf(upload, actor),
      ...prepared,
      bytes: prepared.bytes.length,
      contentHash: content.contentHash,
      sourceHash,
      uploadedAt: deps.clock.now(),
    });
    if (!inserted) return findEarlier(sql, actor, upload, sourceHash);
    const row = await findAttachment(sql, upload.id, actor);
    await appendAudit(sql, deps.clock, {
      action: 'attachment.add',
      subjectKind: 'attachment',
      subjectId: upload.id,
      detail: {
        pointId: upload.pointId,
        tipId: upload.tipId,
        routeId: upload.routeId,
        mediaType: prepared.mediaType,
        bytes: prepared.bytes.length,
        documentNumber: upload.documentNumber,
        removedParts: prepared.removedParts,
        keptSigned: prepared.keptSigned,
      },
    });
    return row;
  });
  if (added === null) throw new AppError('attachment.id_taken');
  // Somebody else's clean-up may have run between the file and its row.
  await keepContent(deps, content);
  if (added.pointId !== null && (added.purpose === 'point' || added.eventId !== null)) {
    await deps.points.refresh([added.pointId]);
  }
  return shown(added);
}

function rowOf(upload: Upload, actor: Actor) {
  const { id, pointId, tipId, routeId, purpose, documentNumber } = upload;
  return { id, pointId, tipId, routeId, purpose, documentNumber, uploadedBy: actor.accountId };
}

/** The same upload as it was kept before; null when there is none. Throws when the id is another's. */
async function findEarlier(
  sql: TransactionSql,
  actor: Actor,
  upload: Upload,
  sourceHash: string,
): Promise<StoredAttachment | null> {
  await refuseOutOfReach(sql, upload);
  const found = await findAttachment(sql, upload.id, actor);
  const by = { pointId: upload.pointId, accountId: actor.accountId };
  const same =
    found === null
      ? !(await isNamedElsewhere(sql, upload.id, by))
      : found.sourceHash === sourceHash &&
        found.pointId === upload.pointId &&
        found.tipId === upload.tipId &&
        found.routeId === upload.routeId &&
        found.uploadedById === actor.accountId;
  if (!same) throw new AppError('attachment.id_taken');
  return found;
}

async function refuseOutOfReach(
  sql: TransactionSql,
  { pointId, tipId, routeId }: Upload,
): Promise<void> {
  if (pointId !== null && !(await canSeePoint(sql, pointId))) {
    throw new AppError('point.not_found');
  }
  if (tipId !== null && !(await mayAttachToTip(sql, tipId))) throw new AppError('tip.not_found');
  if (routeId !== null && !(await mayAttachToRoute(sql, routeId))) {
    throw new AppError('route.not_found');
  }
}

/** A row that the asker may see. A planner's reach is the city, and yet tips are none of theirs. */
async function findForReader(
  sql: TransactionSql,
  id: string,
  actor: Actor,
): Promise<StoredAttachment> {
  const found = await findAttachment(sql, id, actor);
  if (found === null || (found.tipId !== null && !can(actor.role, 'tips:read'))) {
    throw new AppError('attachment.not_found');
  }
  return found;
}

async function prepare(source: Uint8Array, upload: Upload): Promise<Prepared> {
  const kind = recogniseContent(source);
  if (kind === null) throw new AppError('attachment.unknown_type');
  if (upload.purpose === 'paper' && upload.documentNumber === null) throw withoutNumber();
  if (kind !== 'pdf') {
    const photo = await readInWorker('photo', { bytes: source, kind });
    return { ...photo, mediaType: 'image/jpeg', removedParts: null, keptSigned: false };
  }
  if (upload.purpose === 'check') throw new AppError('attachment.photo_expected');
  if (upload.documentNumber === null) {
    throw withoutNumber();
  }
  if (isNamedSecret(upload.file.name)) throw new AppError('attachment.secret');
  const paper = await readInWorker('paper', { bytes: source });
  const drawn = { width: null, height: null, thumbnail: null, takenOn: null };
  return { ...paper, ...drawn, mediaType: 'application/pdf' };
}

function withoutNumber(): AppError {
  const code = 'attachment.number_required';
  return new AppError(code, { errors: [{ pointer: '/documentNumber', code }] });
}

/** The content of a photo or paper that the asker may see, made harmless; the look is logged. */
export async function readAttachment(
  deps: Deps,
  actor: Actor,
  id: string,
  size: AttachmentSize,
): Promise<{ attachment: Attachment; bytes: Uint8Array<ArrayBuffer> }> {
  const found = await asActor(deps.database, actor, async (sql) => {
    const stored = await findForReader(sql, id, actor);
    if (stored.withdrawn !== null) throw new AppError('attachment.withdrawn');
    await appendAudit(sql, deps.clock, {
      action: 'attachment.read',
      subjectKind: 'attachment',
      subjectId: id,
      detail: { pointId: stored.pointId, tipId: stored.tipId, routeId: stored.routeId, size },
    });
    return stored;
  });
  // A paper has no small form: it is given as it is.
  const isPaper = found.mediaType === 'application/pdf';
  const bytes = await readContent(deps, found.contentHash, isPaper ? 'full' : size);
  if (!isPaper || found.removedParts !== null) return { attachment: shown(found), bytes };
  // Kept as it came, before papers were cleaned: the file stays, and what is given out is harmless.
  const paper = await readInWorker('paper', { bytes });
  return { attachment: shown(found), bytes: new Uint8Array(paper.bytes) };
}

/** Hides a wrong photo or paper from everybody. It is kept, and the record says who hid it and why. */
export async function withdrawAttachment(
  deps: Deps,
  actor: Actor,
  id: string,
  reason: string,
): Promise<Attachment> {
  refuseForbiddenText({ reason });
  const stored = await writeAsActor(deps.database, actor, async (sql) => {
    const found = await findForReader(sql, id, actor);
    if (found.withdrawn !== null) throw new AppError('attachment.withdrawn');
    if (!found.mayWithdraw) throw new AppError('permission.denied');
    await withdraw(sql, { id, by: actor.accountId, at: deps.clock.now(), reason });
    const after = await findAttachment(sql, id, actor);
    await appendAudit(sql, deps.clock, {
      action: 'attachment.withdraw',
      subjectKind: 'attachment',
      subjectId: id,
      detail: { pointId: found.pointId, tipId: found.tipId, routeId: found.routeId },
    });
    return after ?? found;
  });
  if (stored.pointId !== null) await deps.points.refresh([stored.pointId]);
  return shown(stored);
}
