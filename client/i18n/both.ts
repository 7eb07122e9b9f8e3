/** One message in both languages, side by side. */
export class Both<M = string> {
  readonly vi: M;
  readonly en: M;

  constructor(vi: M, en: M) {
    this.vi = vi;
    this.en = en;
  }
}

/** A message: two sentences, or two functions of the same named parameters, which are already formatted. */
export function both(vi: string, en: string): Both;
export function both<P>(
  vi: (p: P) => string,
  en: (p: NoInfer<P>) => string,
): Both<(p: P) => string>;
/* @__NO_SIDE_EFFECTS__ */
export function both(vi: unknown, en: unknown): Both<unknown> {
  return new Both(vi, en);
}

/** The shape of a catalogue as the reader of one language has it. */
export type Words<T> = T extends Both<infer M> ? M : { [K in keyof T]: Words<T[K]> };

/** Takes one language out of a catalogue. */
export function inLanguage<T>(catalogue: T, language: 'vi' | 'en'): Words<T> {
  return taken(catalogue, language) as Words<T>;
}

function taken(part: unknown, language: 'vi' | 'en'): unknown {
  if (part instanceof Both) return part[language];
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [key, taken(value, language)]),
  );
}
