import { useText } from '#client/i18n/use-text.ts';

import classes from './skip-links.module.css';

/** First in the tab order: past the header, and over the map straight to `#list` or `#map`. */
export function SkipLinks({ map }: { map: boolean }) {
  const text = useText();
  return (
    <nav className={classes.links} aria-label={text.common.skipLinks}>
      <a href="#main" onClick={(event) => jump(event, 'main')}>
        {text.common.skipToMain}
      </a>
      {map && (
        <>
          <a href="#list" onClick={(event) => jump(event, 'list')}>
            {text.common.skipToList}
          </a>
          <a href="#map" onClick={(event) => jump(event, 'map')}>
            {text.common.skipToMap}
          </a>
        </>
      )}
    </nav>
  );
}

/** Moves the focus without touching the address, which is the shareable view. */
function jump(event: React.MouseEvent, id: string): void {
  event.preventDefault();
  const target = document.getElementById(id);
  if (target === null) return;
  if (!target.hasAttribute('tabindex')) target.setAttribute('tabindex', '-1');
  target.focus();
}
