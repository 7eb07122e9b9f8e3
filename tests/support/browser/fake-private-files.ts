/** The private files of a browser's origin in memory, as a service worker can use them. */
export function fakePrivateFiles() {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  let isFull = false;
  const handleOf = (name: string) => ({
    getFile: async () => new Blob([files.get(name) ?? new Uint8Array(0)]),
    createWritable: async () => {
      if (isFull) throw new DOMException('the disk is full', 'QuotaExceededError');
      let written = new Uint8Array(0);
      return {
        write: async (bytes: Uint8Array<ArrayBuffer>) => void (written = bytes.slice()),
        close: async () => void files.set(name, written),
      };
    },
  });
  const directory = {
    async getFileHandle(name: string, { create = false } = {}) {
      if (!files.has(name) && !create) throw new DOMException('no file', 'NotFoundError');
      if (!files.has(name)) files.set(name, new Uint8Array(0));
      return handleOf(name);
    },
    removeEntry: async (name: string) => void files.delete(name),
  };
  return {
    storage: { getDirectory: async () => directory },
    /** The bytes of a file; null where there is none. */
    bytes: (name: string) => files.get(name) ?? null,
    /** From here on nothing can be written. */
    fill: () => {
      isFull = true;
    },
  };
}
