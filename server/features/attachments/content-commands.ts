import { AppError } from '#server/contract/problem.ts';
import type { Deps } from '#server/deps.ts';
import { StoreError } from '#server/object-store/store-error.ts';
import { hashOfFile } from '#server/workers/hash-of-file.ts';

import { folderShelf } from './folder-files.ts';
import type { AttachmentShelf, AttachmentSize } from './shelf-files.ts';
import { storeShelf } from './store-files.ts';

type World = Pick<Deps, 'config' | 'objectStore'>;

/** The shelves of the installation: new contents go to the first, and each is read from where it lies. */
export function shelvesOf({ config, objectStore }: World): [AttachmentShelf, ...AttachmentShelf[]] {
  const folder = folderShelf(config.attachmentsDirectory);
  return objectStore === null ? [folder] : [storeShelf(objectStore), folder];
}

type Content = {
  contentHash: string;
  bytes: Uint8Array;
  thumbnail: Uint8Array | null;
};

/**
 * Keeps a content and its small form. Returns after both can be read back.
 * @throws {AppError} `attachment.not_kept` where the store does not take them: nothing was promised, send it again
 */
export async function keepContent(
  deps: World & Pick<Deps, 'log'>,
  content: Content,
): Promise<void> {
  const { contentHash, bytes, thumbnail } = content;
  const [shelf] = shelvesOf(deps);
  try {
    await shelf.keep({ contentHash, size: 'full', bytes });
    if (thumbnail !== null) await shelf.keep({ contentHash, size: 'thumbnail', bytes: thumbnail });
  } catch (cause) {
    if (!(cause instanceof StoreError)) throw cause;
    deps.log.warn({ err: cause }, 'an attachment was not kept');
    throw new AppError('attachment.not_kept', { cause });
  }
}

/**
 * Reads a content from where it lies. The full content is checked by its hash, the small form by the store's.
 * @throws {AppError} `attachment.content_away` where no shelf gives it, or gives other bytes
 */
export async function readContent(
  deps: World & Pick<Deps, 'log'>,
  contentHash: string,
  size: AttachmentSize,
): Promise<Uint8Array<ArrayBuffer>> {
  const reasons: unknown[] = [];
  for (const shelf of shelvesOf(deps)) {
    try {
      const bytes = await shelf.read(contentHash, size);
      if (bytes === null) continue;
      if (size === 'thumbnail' || (await hashOfFile(bytes)) === contentHash) return bytes;
      reasons.push(`${shelf.name} has other bytes`);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      reasons.push(error.message);
    }
  }
  deps.log.error({ contentHash, size, reasons }, 'the content of an attachment is not there');
  throw new AppError('attachment.content_away');
}
