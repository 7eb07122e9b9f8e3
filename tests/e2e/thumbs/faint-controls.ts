import { contrastOf, frameOf, groundOf, isSeen, laidOver, nameOf } from './in-page.ts';

/** Controls whose edge or sign is fainter than `least` to 1 in one of the two themes, one line each. */
export function faintControls(least: number, excepted: string): string[] {
  const root = document.documentElement;
  const name = 'data-mantine-color-scheme';
  const present = root.getAttribute(name) ?? 'light';
  const still = new CSSStyleSheet();
  still.replaceSync('*, *::before, *::after { transition: none !important; }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
  const found = new Set<string>();
  for (const scheme of ['light', 'dark']) {
    root.setAttribute(name, scheme);
    for (const { control, contrast, what } of [...edges(), ...signs()]) {
      if (control.closest(excepted) !== null || contrast >= least - 0.005) continue;
      found.add(`${what} of ${contrast.toFixed(2)} : 1 in the ${scheme}: ${nameOf(control)}`);
    }
  }
  root.setAttribute(name, present);
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== still);
  return [...found];
}

/** Fields, rings, squares and switches with the contrast of their edge, or of their ground, to what lies around them. */
export function edges(): { control: Element; contrast: number; what: string }[] {
  const all =
    'input:not([type=hidden], [type=file], [type=range], [role=switch]), textarea, select, .mantine-Switch-track';
  return [...document.querySelectorAll(all)].filter(isSeen).map((control) => {
    const framed = frameOf(control);
    const around = groundOf(framed.parentElement);
    const { borderBottomColor, backgroundColor } = getComputedStyle(framed);
    const contrasts = [borderBottomColor, backgroundColor].map((colour) =>
      contrastOf(laidOver(colour, around), around),
    );
    return { control, contrast: Math.max(...contrasts), what: 'edge' };
  });
}

/** Signs that stand alone on a control, with their contrast to what lies under them. */
export function signs(): { control: Element; contrast: number; what: string }[] {
  const all = [...document.querySelectorAll('button svg, a[href] svg, summary svg')];
  return all.filter(isSeen).flatMap((sign) => {
    const control = sign.closest('button, a[href], summary');
    const shown = [...(control?.querySelectorAll('*') ?? [])].filter(
      (part) =>
        part.closest('svg') === null && isSeen(part) && (part.textContent ?? '').trim() !== '',
    );
    if (control === null || shown.length > 0 || !isSeen(control)) return [];
    const { color, opacity } = getComputedStyle(sign);
    const under = groundOf(control);
    const ink = laidOver(color, under).map(
      (part, at) => part * Number(opacity) + (under[at] ?? 0) * (1 - Number(opacity)),
    );
    return [{ control, contrast: contrastOf(ink, under), what: 'sign' }];
  });
}
