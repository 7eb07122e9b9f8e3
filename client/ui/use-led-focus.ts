import { useEffect } from 'react';

const CONTROLS = 'a[href], button, input, select, textarea, summary';

/** Marks parts of which one takes the place of the other when that has gone: `<section {...goesOn('stop')}>`. */
export function goesOn(name: string): { 'data-goes-on': string } {
  return { 'data-goes-on': name };
}

/**
 * Leads the focus on when an act has taken away what had it: to the part that takes its place, or to the control that
 * stood after it, and never to the beginning of the page. A record leads to its own heading.
 */
export function useLedFocus(): void {
  useEffect(function leadFocus() {
    let last: Element | null = null;
    let after: HTMLElement[] = [];
    const note = ({ target }: FocusEvent) => {
      if (!(target instanceof Element) || target.closest('#main, #edge') === null) return;
      last = target;
      after = [...document.querySelectorAll<HTMLElement>(`#main :is(${CONTROLS})`)].filter(
        (control) => follows(control, target),
      );
    };
    const lead = () => {
      if (last === null || last.isConnected || document.activeElement !== document.body) return;
      const name = last.closest('[data-goes-on]')?.getAttribute('data-goes-on');
      const inPlace = document.querySelector<HTMLElement>(`#main [data-goes-on="${name}"] button`);
      const next =
        inPlace ?? after.find((one) => one.isConnected && one.matches(':enabled, a, summary'));
      if (last.closest('aside') === null) next?.focus({ preventScroll: true });
      last = null;
    };
    const observer = new MutationObserver(lead);
    observer.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusin', note);
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', note);
    };
  }, []);
}

const follows = (control: Element, one: Element) =>
  (one.compareDocumentPosition(control) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
