import { AppError } from '#server/contract/problem.ts';

/**
 * Refuses an act that names photos of another place or of another sender; those still on their way pass.
 * @param unusable those of its photos that `listUnusablePhotos` gives
 * @throws {AppError} `attachment.not_found` at `/photoIds`
 */
export function refuseForeignPhotos(unusable: readonly string[]): void {
  if (unusable.length === 0) return;
  const code = 'attachment.not_found';
  throw new AppError(code, { errors: [{ pointer: '/photoIds', code }] });
}
