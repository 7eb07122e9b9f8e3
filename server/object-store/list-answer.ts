import { StoreError } from './store-error.ts';

/** An object of the store: key without the prefix of the installation, size, and when it was last written (ms since 1970). */
export type StoredObject = { key: string; bytes: number; writtenAt: number };

/**
 * Reads an answer to ListObjectsV2 (https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html), whose
 * elements have no attributes and are nested in one way only.
 * @returns the objects, and the token of the next page; null on the last one
 * @throws {StoreError} `damaged` when it is no such answer
 */
export function readListAnswer(text: string): { objects: StoredObject[]; next: string | null } {
  if (!text.includes('<ListBucketResult') || !text.includes('</ListBucketResult>')) {
    throw new StoreError('damaged', 'the list is no ListBucketResult');
  }
  const [, ...entries] = text.split('<Contents>');
  const objects = entries.map((entry) => {
    const key = textOf(entry, 'Key');
    const bytes = Number(textOf(entry, 'Size') ?? Number.NaN);
    const writtenAt = Date.parse(textOf(entry, 'LastModified') ?? '');
    if (key === null || Number.isNaN(bytes) || Number.isNaN(writtenAt)) {
      throw new StoreError('damaged', 'an object of the list lacks key, size or time');
    }
    return { key, bytes, writtenAt };
  });
  if (textOf(text, 'IsTruncated') !== 'true') return { objects, next: null };
  const next = textOf(text, 'NextContinuationToken');
  if (next === null) throw new StoreError('damaged', 'the list breaks off without a next page');
  return { objects, next };
}

/** Text of the first element of a name; null where there is none. */
function textOf(xml: string, name: string): string | null {
  const start = xml.indexOf(`<${name}>`);
  const end = xml.indexOf(`</${name}>`, start);
  if (start === -1 || end === -1) return null;
  return xml
    .slice(start + name.length + 2, end)
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
