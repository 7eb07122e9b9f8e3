/** Prefix of all queries about tips. Every write invalidates by it. */
export const TIPS_KEY = ['tips'] as const;

/** Key of one tip's record. */
export function tipKey(id: number) {
  return [...TIPS_KEY, 'one', id] as const;
}
