import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Longest difference of the clocks, as S3 has it. */
const MOST_SKEW_MILLISECONDS = 15 * 60_000;
const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;

export type Keys = { keyId: string; secret: string; region: string };

/**
 * Verifies a request as S3 does, computed from the description of AWS Signature Version 4
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html) and from nothing of the product.
 * @returns the code of the refusal; null for a request that is signed as it must be
 */
export function whyRefused(request: IncomingMessage, body: Buffer, keys: Keys): string | null {
  const { headers } = request;
  const parsed = AUTHORIZATION.exec(headers.authorization ?? '');
  if (parsed === null) return 'AccessDenied';
  const [, keyId = '', day = '', region = '', signed = '', signature = ''] = parsed;
  const moment = String(headers['x-amz-date']);
  const stated = String(headers['x-amz-content-sha256']);
  if (keyId !== keys.keyId) return 'InvalidAccessKeyId';
  if (region !== keys.region) return 'AuthorizationHeaderMalformed';
  const at = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(moment);
  if (at === null || !moment.startsWith(day)) return 'AccessDenied';
  const [, year, month, date, hour, minute, second] = at.map(Number);
  const sent = Date.UTC(year ?? 0, (month ?? 1) - 1, date, hour, minute, second);
  if (Math.abs(Date.now() - sent) > MOST_SKEW_MILLISECONDS) return 'RequestTimeTooSkewed';
  const names = signed.split(';');
  const mustBeSigned = [
    'host',
    ...Object.keys(headers).filter((name) => name.startsWith('x-amz-')),
  ];
  if (mustBeSigned.some((name) => !names.includes(name))) return 'AccessDenied';
  if (sha256(body) !== stated) return 'XAmzContentSHA256Mismatch';
  const canonical = [
    request.method,
    canonicalPath(request.url ?? ''),
    canonicalQuery(request.url ?? ''),
    ...names.map((name) => `${name}:${String(headers[name]).trim().replaceAll(/\s+/g, ' ')}`),
    '',
    signed,
    stated,
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', moment, scope, sha256(canonical)].join('\n');
  const key = [day, region, 's3', 'aws4_request'].reduce<Buffer | string>(
    (before, part) => hmac(before, part),
    `AWS4${keys.secret}`,
  );
  return hmac(key, toSign).toString('hex') === signature ? null : 'SignatureDoesNotMatch';
}

const sha256 = (content: Buffer | string) => createHash('sha256').update(content).digest('hex');
const hmac = (key: Buffer | string, text: string) =>
  createHmac('sha256', key).update(text).digest();

/** Encodes every byte but letters, digits and `-._~`, as RFC 3986 has it. */
function encoded(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => {
      const letter = String.fromCharCode(byte);
      if (/[A-Za-z0-9\-._~]/.test(letter)) return letter;
      return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}

function canonicalPath(address: string): string {
  const [path = ''] = address.split('?');
  return path
    .split('/')
    .map((part) => encoded(decodeURIComponent(part)))
    .join('/');
}

function canonicalQuery(address: string): string {
  const [, query = ''] = address.split('?');
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', value = ''] = pair.split('=');
      return `${encoded(decodeURIComponent(name))}=${encoded(decodeURIComponent(value))}`;
    })
    .toSorted((a, b) => (a < b ? -1 : 1))
    .join('&');
}
