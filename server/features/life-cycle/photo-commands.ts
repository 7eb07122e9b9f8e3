import { AppError } from '#server/contract/problem.ts';

import type { Change } from './change-commands.ts';
import { listUnusablePhotos } from './photo-queries.ts';

/**
 * Refuses an act that names photos of another place or of another sender; those still on their way pass.
 * @throws {AppError} `attachment.not_found` at `/photoIds`
 */
export async function refuseForeignPhotos(
  change: Change,
  photoIds: readonly string[],
): Promise<void> {
  const { accountId } = change.actor;
  const wanted = { photoIds, pointId: change.point.id, accountId };
  if ((await listUnusablePhotos(change.sql, wanted)).length === 0) return;
  const code = 'attachment.not_found';
  throw new AppError(code, { errors: [{ pointer: '/photoIds', code }] });
}
