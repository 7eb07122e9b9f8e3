/** One message in both languages, side by side. */
export class Both<M = string> {
  readonly vi: M;
  readonly en: M;

  constructor(vi: M, en: M) {
    this.vi = vi;
    this.en = en;
  }
}

/** Names in a sentence: `count` and `day` of `'{count} points on {day}'`. */
type Names<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;

/** A sentence as it is, or a function of the names in it, whose values are formatted already. */
type Message<Name extends string> = [Name] extends [never]
  ? string
  : (p: Readonly<Record<Name, string>>) => string;

const NAME = /\{(\w+)\}/g;

/**
 * A message: two sentences, in which `{name}` stands for a value, or two functions of the same named parameters where
 * a language has more than one form. Values are formatted already.
 */
export function both<const V extends string, const E extends string>(
  vi: V,
  en: E,
): Both<Message<Names<V> | Names<E>>>;
export function both<P>(
  vi: (p: P) => string,
  en: (p: NoInfer<P>) => string,
): Both<(p: P) => string>;
/* @__NO_SIDE_EFFECTS__ */
export function both(vi: unknown, en: unknown): Both<unknown> {
  const filled = [vi, en].some((one) => typeof one === 'string' && one.search(NAME) !== -1);
  return filled ? new Both(filling(String(vi)), filling(String(en))) : new Both(vi, en);
}

function filling(sentence: string) {
  return (values: Readonly<Record<string, string>>) =>
    sentence.replace(NAME, (_, name: string) => values[name] ?? '');
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
