import { guessEncoding, previewEncodings, readAs } from '#server/tables/guess-encoding.ts';
import type { TextEncoding } from '#server/tables/vietnamese-encodings.ts';

import type { AttributeValue, LayerText, MapLayer, MapWarning } from './map-file.ts';

const SAMPLES = 2_000;

type DecodedAttributes = {
  properties: Record<string, AttributeValue>[];
  fields: string[];
  encoding: LayerText;
  warnings: MapWarning[];
};

/** The attributes of a layer as Unicode, NFC: in the encoding asked for, declared by the file, or guessed. */
export function decodeAttributes(
  layer: MapLayer<string>,
  wanted: TextEncoding | 'auto',
): DecodedAttributes {
  const samples = textsOf(layer);
  const guess = guessEncoding(samples, layer.text);
  const used = chooseEncoding(layer, wanted, guess.encoding, samples);
  const guessed = wanted === 'auto' && used !== layer.declaredEncoding && !guess.certain;
  const warnings: MapWarning[] = guessed
    ? [{ code: 'encoding_guessed', parameters: { encoding: used } }]
    : [];
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const nameOf = (field: string): string => {
    const known = names.get(field);
    if (known !== undefined) return known;
    const name = freeName(readAs(field, used), taken);
    names.set(field, name);
    taken.add(name);
    return name;
  };
  const properties = layer.features.map((feature, index) => {
    const entries = Object.entries(feature.properties).map(
      ([field, value]): [string, AttributeValue] => [
        nameOf(field),
        typeof value === 'string' ? readAs(value, used) : value,
      ],
    );
    const broken = entries.find(
      ([, value]) => typeof value === 'string' && value.includes('\uFFFD'),
    );
    if (broken)
      warnings.push({ code: 'invalid_text', feature: index, parameters: { field: broken[0] } });
    return Object.fromEntries(entries);
  });
  const previews = previewEncodings(samples, layer.text);
  return { properties, fields: [...taken], encoding: { used, guessed, previews }, warnings };
}

function chooseEncoding(
  layer: MapLayer<string>,
  wanted: TextEncoding | 'auto',
  guess: TextEncoding | 'unicode',
  samples: readonly string[],
): TextEncoding | 'unicode' {
  if (wanted !== 'auto') return wanted === 'utf-8' && layer.text === 'unicode' ? 'unicode' : wanted;
  const declared = layer.declaredEncoding;
  if (declared === null) return guess;
  // Conversion tools write "UTF-8" beside text of the old fonts: believed only where it decodes.
  return samples.some((sample) => readAs(sample, declared).includes('\uFFFD')) ? guess : declared;
}

function textsOf(layer: MapLayer<string>): string[] {
  const texts = new Set<string>();
  for (const feature of layer.features) {
    for (const value of Object.values(feature.properties)) {
      if (typeof value === 'string') texts.add(value);
    }
    if (texts.size > SAMPLES) break;
  }
  return [...texts];
}

/** Two fields whose names read alike must not swallow each other. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let n = 2; taken.has(free); n += 1) free = `${name}_${n}`;
  return free;
}
