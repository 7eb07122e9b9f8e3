import type { LonLat } from '#server/contract/geo.ts';

import { CommuneNames, type KnownCommune } from './commune-names.ts';
import { parseAddress, streetName } from './parse-address.ts';
import type { Door, HouseNumber, ParsedAddress } from './parsed-address.ts';
import { TermIndex, type TermMatch } from './term-index.ts';

/** One line of a gazetteer: a door, a stretch of a street, or a place with a name. */
export type GazetteerEntry = {
  id: number;
  /** The gazetteer it comes from. */
  setId: number;
  name: string | null;
  street: string | null;
  /** `12A`, `6-8`; only together with a street. */
  houseNumber: string | null;
  /** From the street inwards, `34/5`. */
  alleys: string | null;
  /** Words for where it lies: commune or district, as the gazetteer has them. */
  locality: string | null;
  /** WGS 84; a single position, or a line along the street. */
  line: readonly LonLat[];
  errorMetres: number | null;
};

/** A mention of a term by an entry; the position of a line is its middle vertex. */
export type Mention = {
  entry: GazetteerEntry;
  position: LonLat;
  errorMetres: number;
  door: Door | null;
  role: 'street' | 'name' | 'aside';
  /** The communes and towns in which the entry says it lies, spelt by {@link CommuneNames.spellingOf}. */
  areas: readonly string[];
};

export type JunctionMention = { terms: readonly [number, number]; mention: Mention };

/** Metres that "opposite", "before" and "beyond" add to the error of an entry's place. */
const RELATION_METRES = { at: 0, opposite: 30, before: 40, beyond: 40, near: 60 } as const;

const CLEARLY_LESS = 0.12;
/** "28,45" and "cột 3" are numbers of something, not names. */
const NAMELIKE = /\p{L}{2}/u;

/** All gazetteers in memory: names with their mentions. Building 100,000 entries takes about a second. */
export class GazetteerIndex {
  readonly terms = new TermIndex();
  readonly junctions: JunctionMention[] = [];
  readonly #mentions: Mention[][] = [];
  readonly communes: CommuneNames;
  #entries = 0;

  constructor(communes: readonly KnownCommune[]) {
    this.communes = new CommuneNames(communes);
  }

  get size(): number {
    return this.#entries;
  }

  add(entry: GazetteerEntry): void {
    this.#entries += 1;
    const position = entry.line[Math.floor(entry.line.length / 2)];
    if (position === undefined) return;
    const parsed = entry.name === null ? null : parseAddress(entry.name);
    const errorMetres = errorOf(entry, parsed);
    const base = { entry, position, errorMetres, areas: this.#areasOf(entry, parsed) };
    const given = doorOf(entry);
    if (entry.street !== null) {
      this.#mention(entry.street, { ...base, door: given, role: 'street' });
    }
    if (parsed === null || entry.name === null) return;
    if (given === null && entry.street === null) {
      for (const door of parsed.doors) {
        this.#mention(door.street, { ...base, door, role: 'street' });
      }
      for (const street of parsed.streets) {
        this.#mention(street, { ...base, door: null, role: 'street' });
      }
    }
    for (const name of new Set([entry.name, ...parsed.names])) {
      if (!NAMELIKE.test(name)) continue;
      const aside = name !== entry.name && name !== parsed.subject;
      this.#mention(name, { ...base, door: null, role: aside ? 'aside' : 'name' });
    }
    for (const pair of parsed.junctions) {
      const [one, other] = pair.map((street) => {
        this.#mention(street, { ...base, door: null, role: 'street' });
        return this.terms.add(street);
      });
      if (one === undefined || other === undefined) continue;
      this.junctions.push({
        terms: [one, other],
        mention: { ...base, door: null, role: 'name' },
      });
    }
  }

  mentionsOf(term: number): readonly Mention[] {
    return this.#mentions[term] ?? [];
  }

  /**
   * Names nearest to the one asked; a street is looked for with and without the word for it. Who writes a name
   * that is known means no other; of names that are only like it, those clearly less like it are left out.
   */
  find(name: string, limit: number): TermMatch[] {
    const best = new Map<number, TermMatch>();
    for (const spelling of new Set([streetName(name), name])) {
      for (const match of this.terms.find(spelling, limit)) {
        if (match.similarity > (best.get(match.term)?.similarity ?? 0)) best.set(match.term, match);
      }
    }
    const matches = [...best.values()];
    const likest = Math.max(0, ...matches.map(({ similarity }) => similarity));
    const known = matches.some(({ exact }) => exact);
    return matches
      .filter(({ similarity, exact }) => (known ? exact : similarity >= likest - CLEARLY_LESS))
      .toSorted((a, b) => b.similarity - a.similarity || a.term - b.term)
      .slice(0, limit);
  }

  #areasOf(entry: GazetteerEntry, parsed: ParsedAddress | null): string[] {
    const areas = parsed?.areas ?? [];
    const said = [...areas.map((area) => this.communes.nameOf(area)), ...(parsed?.names ?? [])];
    const locality = entry.locality?.split(/[,;]/) ?? [];
    const known = [...said, ...locality].filter((name) => this.communes.has(name));
    const cities = areas.filter(({ kind }) => kind === 'city').map(({ name }) => name);
    return [...known, ...cities].map((name) => this.communes.spellingOf(name));
  }

  #mention(name: string, mention: Mention): void {
    // Both spellings lead to it, with and without the word for a street.
    for (const spelling of new Set([streetName(name), name])) {
      if (!/[\p{L}\p{N}]/u.test(spelling)) continue;
      const term = this.terms.add(spelling);
      const list = (this.#mentions[term] ??= []);
      if (list.at(-1)?.entry !== mention.entry || mention.door !== null) list.push(mention);
    }
  }
}

function doorOf(entry: GazetteerEntry): Door | null {
  if (entry.street === null) return null;
  const house = entry.houseNumber === null ? null : readHouse(entry.houseNumber);
  const alleys = entry.alleys?.split('/') ?? [];
  if (house === null && alleys.length === 0) return null;
  return { house, alleys, street: entry.street };
}

/** `12`, `12A`, `6-8`; null for anything else. */
export function readHouse(text: string): HouseNumber | null {
  const [, digits, suffix = '', upTo] =
    /^\s*(\d{1,5})\s*([A-Za-z]?\d{0,2})(?:\s*[-–;,&]\s*(\d{1,5})\S*)?/.exec(text) ?? [];
  if (digits === undefined) return null;
  return {
    number: Number(digits),
    suffix: suffix.toUpperCase(),
    upTo: upTo === undefined ? null : Number(upTo),
  };
}

function errorOf(entry: GazetteerEntry, parsed: ParsedAddress | null): number {
  const named = parsed === null ? 0 : RELATION_METRES[parsed.relation] + (parsed.offsetMetres ?? 0);
  return (entry.errorMetres ?? 10) + named;
}
