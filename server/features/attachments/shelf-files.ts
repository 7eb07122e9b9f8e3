/** Size in which an attachment is read: as it is kept, or small enough for a row of them. */
export type AttachmentSize = 'full' | 'thumbnail';

export type KeptFile = {
  /** Name on its shelf, unique there. */
  name: string;
  /** Hash of the attachment that it is a size of; null for a file that was never finished. */
  contentHash: string | null;
  /** Time when it was last written or marked as used, ms since 1970. */
  usedAt: number;
};

/** A place where the contents of attachments lie, each under the hash of the full content. */
export type AttachmentShelf = {
  /** For messages. */
  readonly name: string;
  /** Keeps a content whole or not at all; one that is there already is marked as used now, so that no clean-up takes it. */
  keep(file: { contentHash: string; size: AttachmentSize; bytes: Uint8Array }): Promise<void>;
  /** Null where the shelf has none. */
  read(contentHash: string, size: AttachmentSize): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Lists contents and unfinished files, without those set aside. */
  list(): Promise<KeptFile[]>;
  /** Moves a file where it is not listed. */
  setAside(file: KeptFile): Promise<void>;
  /** Lists what was set aside and may be removed for good one day; a folder leaves that to a person and lists nothing. */
  listAside(): Promise<KeptFile[]>;
  /** Moves a file that was set aside to its place again. */
  takeBack(file: KeptFile): Promise<void>;
  /** Removes a file that was set aside, for good. */
  remove(file: KeptFile): Promise<void>;
  /** Reads the identity of the database that the shelf belongs to; null where it names none. */
  readMark(): Promise<string | null>;
  writeMark(identity: string): Promise<void>;
};
