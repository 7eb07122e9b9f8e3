import { compactVerify, importJWK, type JWK } from 'jose';
import type { ZodType } from 'zod';

import type { SignedKind } from './log-keys.ts';

/**
 * Reads what one of the keys has signed. @returns null where the text is no signed text of that kind, where none of the
 * keys has signed it, or where it says something else than its kind does
 */
export async function readSigned<Value>(
  kind: SignedKind,
  schema: ZodType<Value>,
  text: string,
  keys: readonly JWK[],
): Promise<Value | null> {
  try {
    const { payload } = await compactVerify(
      text.trim(),
      async ({ kid, typ }) => {
        const key = keys.find((one) => one.kid === kid);
        if (typ !== kind || key === undefined) throw new Error('another kind, or an unknown key');
        return await importJWK(key, 'EdDSA');
      },
      { algorithms: ['EdDSA'] },
    );
    return schema.parse(JSON.parse(new TextDecoder().decode(payload)));
  } catch {
    return null;
  }
}
