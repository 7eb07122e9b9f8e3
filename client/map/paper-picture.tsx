import { useMap } from '@vis.gl/react-maplibre';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/**
 * Shows a picture of the map while the page is printed: what a graphics card has drawn is gone by the time a browser
 * lays out paper.
 */
export function PaperPicture({ label }: { label: string }) {
  const { current } = useMap();
  const [picture, setPicture] = useState<string | null>(null);
  useEffect(
    function takeBeforePrint() {
      const map = current?.getMap();
      if (map === undefined) return undefined;
      const before = () => {
        // The drawing can be read until this task ends.
        map.redraw();
        const taken = map.getCanvas().toDataURL('image/png');
        flushSync(() => setPicture(taken));
      };
      const after = () => setPicture(null);
      globalThis.addEventListener('beforeprint', before);
      globalThis.addEventListener('afterprint', after);
      return () => {
        globalThis.removeEventListener('beforeprint', before);
        globalThis.removeEventListener('afterprint', after);
      };
    },
    [current],
  );
  return picture === null ? null : <img className="map-paper" src={picture} alt={label} />;
}
