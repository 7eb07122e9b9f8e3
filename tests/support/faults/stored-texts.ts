import { openDB } from 'idb';

/**
 * Everything that a database of the browser holds, as text: strings as they are, and bytes read as UTF-8 and as UTF-16.
 */
export async function storedTexts(name: string): Promise<string> {
  const database = await openDB(name);
  const texts: string[] = [];
  for (const store of database.objectStoreNames) {
    for (const row of await database.getAll(store)) collectTexts(row, texts);
  }
  database.close();
  return texts.join('\n');
}

function collectTexts(value: unknown, into: string[]): void {
  if (typeof value === 'string' || typeof value === 'number') into.push(String(value));
  else if (value instanceof ArrayBuffer) collectBytes(new Uint8Array(value), into);
  else if (value instanceof Uint8Array) collectBytes(value, into);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(value)) {
      into.push(key);
      collectTexts(part, into);
    }
  }
}

function collectBytes(bytes: Uint8Array, into: string[]): void {
  into.push(new TextDecoder().decode(bytes));
  for (const from of [0, 1]) into.push(new TextDecoder('utf-16le').decode(bytes.subarray(from)));
}
