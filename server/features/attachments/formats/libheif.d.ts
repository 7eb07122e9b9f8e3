/** The part of libheif's decoder in WebAssembly that is used here; its package declares the functions of C only. */
declare module 'libheif-js/wasm-bundle' {
  export type HeifImage = {
    get_width(): number;
    get_height(): number;
    is_primary(): boolean;
    /** Writes RGBA into the given picture, upright, and hands it on; null where it cannot be decoded. */
    display(
      into: { data: Uint8ClampedArray; width: number; height: number },
      then: (picture: { data: Uint8ClampedArray } | null) => void,
    ): void;
    free(): void;
  };
  const libheif: { HeifDecoder: new () => { decode(bytes: Uint8Array): HeifImage[] } };
  export default libheif;
}
