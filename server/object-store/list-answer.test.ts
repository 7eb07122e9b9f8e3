import { describe, expect, it } from 'vitest';

import { readListAnswer } from './list-answer.ts';

const object = (key: string) =>
  `<Contents><Key>${key}</Key><LastModified>2026-11-24T03:00:00.000Z</LastModified><ETag>&quot;x&quot;</ETag><Size>7</Size></Contents>`;
const list = (inside: string) =>
  `<?xml version="1.0"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inside}</ListBucketResult>`;

describe('a list of the store', () => {
  it('gives key, size and time of each object, and the next page', () => {
    const text = list(
      `<IsTruncated>true</IsTruncated><NextContinuationToken>a&amp;lt;b</NextContinuationToken>${object('a&lt;&amp;b')}${object('c')}`,
    );
    const writtenAt = Date.parse('2026-11-24T03:00:00.000Z');
    expect(readListAnswer(text)).toEqual({
      objects: [
        { key: 'a<&b', bytes: 7, writtenAt },
        { key: 'c', bytes: 7, writtenAt },
      ],
      next: 'a&lt;b',
    });
    expect(readListAnswer(list('<IsTruncated>false</IsTruncated>'))).toEqual({
      objects: [],
      next: null,
    });
  });

  it.each([
    ['a page of a proxy', '<html><body>Welcome</body></html>'],
    ['a list that breaks off', list(object('a')).slice(0, -5)],
    ['an object without its time', list('<Contents><Key>a</Key><Size>1</Size></Contents>')],
    ['a next page without its token', list('<IsTruncated>true</IsTruncated>')],
  ])('is refused where it is %s', (_, text) => {
    expect(() => readListAnswer(text)).toThrow(/object store: /);
  });
});
