import type { Page } from '@playwright/test';

import * as faint from '#tests/e2e/thumbs/faint-controls.ts';
import * as covered from '#tests/e2e/thumbs/covered.ts';
import * as keyboard from '#tests/e2e/thumbs/behind-keyboard.ts';
import * as inPage from '#tests/e2e/thumbs/in-page.ts';
import * as reach from '#tests/e2e/thumbs/out-of-reach.ts';
import * as targets from '#tests/e2e/thumbs/small-targets.ts';
import * as texts from '#tests/e2e/thumbs/small-text.ts';

/** Least sizes on a phone, CSS pixels, and the least contrast of a control to what lies around it. */
const LEAST = { text: 14, target: 44, contrast: 3 };

/** Parts that may be smaller or fainter, each with its reason. */
const EXCEPTED = {
  // Source of the map and its scale: a legal line that must not cover the map.
  // Names on the drawing of a sheet: they are drawn for paper, and the sheet shows what will be printed.
  text: ['.maplibregl-ctrl', 'svg[data-for-paper]'],
  // The links to skip the head are for the keyboard, and appear only with it.
  target: ['.maplibregl-ctrl-attrib', '[class*=skipLinks]'],
  contrast: ['.maplibregl-ctrl'],
  // Marks and signs of a map or chart lie over each other where their places do.
  covered: ['[class*=skipLinks]', '.maplibregl-map', '.mantine-ScrollArea-root', 'svg *'],
};

/** Pixels of a screen of 740 that the keyboard of a phone leaves free. */
const ABOVE_KEYBOARD = 400;

const SOURCES = [inPage, texts, targets, faint, reach, keyboard, covered].flatMap((module) =>
  Object.values(module),
);

/** Judges a screen by the thumb that uses it in the street: letters, targets and the edges of controls. */
export function thumbsDriver(page: Page) {
  return {
    /** Every text, target and control of the screen that is too small, too faint in one of the themes or out of reach, one line each. */
    async faults(): Promise<string[]> {
      const asked = [
        ['smallTexts', LEAST.text, EXCEPTED.text],
        ['smallTargets', LEAST.target, EXCEPTED.target],
        ['faintControls', LEAST.contrast, EXCEPTED.contrast],
      ] as const;
      const questions = asked.map(
        ([name, least, excepted]) => `...${name}(${least}, ${JSON.stringify(excepted.join(', '))})`,
      );
      return ask(page, `[${questions.join(', ')}, ...outOfReach()]`);
    },
    /** Every part of the screen that something floats over, that is cut off, or that is dead without a word; one line each. */
    async hidden(): Promise<string[]> {
      const excepted = JSON.stringify(EXCEPTED.covered.join(', '));
      return ask(page, `[...coveredParts(${excepted}), ...cutWords(), ...dumbControls()]`);
    },
    /** Parts of a room that are not on the screen whole, one line each; both by selectors. */
    async outOfSight(room: string, parts: string): Promise<string[]> {
      return ask(page, `outOfSight(${JSON.stringify(room)}, ${JSON.stringify(parts)})`);
    },
    /** Puts one part of each fault on the screen, and a dialog whose field and button a keyboard hides. */
    async plantsFaults() {
      await page.evaluate(plant);
    },
    /** Fields of an open dialog or sheet that a keyboard hides, or whose buttons it hides, one line each. */
    async hiddenByKeyboard(): Promise<string[]> {
      if (!(await ask<boolean>(page, 'openRooms().length > 0'))) return [];
      const size = page.viewportSize();
      if (size === null) throw new Error('the screen has no size');
      await page.setViewportSize({ width: size.width, height: ABOVE_KEYBOARD });
      await page.waitForFunction((height) => innerHeight === height, ABOVE_KEYBOARD);
      const found = await ask(page, 'behindKeyboard()');
      await page.setViewportSize(size);
      return found;
    },
  };
}

/** Answers a question of the folder `thumbs` inside the page. */
function ask<Answer = string[]>(page: Page, question: string): Promise<Answer> {
  const sources = SOURCES.map(String).join('\n');
  return page.evaluate<Answer>(`(() => { ${sources}\nreturn ${question}; })()`);
}

/** Runs in the page. */
function plant(): void {
  const add = (tag: string, words: string, style: string, to: Element = document.body) => {
    const part = to.appendChild(document.createElement(tag));
    part.textContent = words;
    part.style.cssText = `position: fixed; z-index: 9999; left: 20px; ${style}`;
    return part;
  };
  add('p', 'Chữ nhỏ', 'top: 60px; font-size: 12px');
  add('button', 'Nút', 'top: 100px; font-size: 14px; width: 60px; height: 30px');
  add('textarea', '', 'top: 160px; font-size: 14px; height: 50px; border: 1px solid #eee');
  const dialog = add('div', '', 'top: 230px; width: 300px; height: 400px; background: #fff');
  dialog.setAttribute('role', 'dialog');
  const low = 'top: 500px; font-size: 14px; height: 50px; border: 1px solid #000';
  add('textarea', '', low, dialog).setAttribute('aria-label', 'Ô bị che');
  const record = add('button', 'Ghi', `${low}; left: 200px; width: 60px`, dialog);
  record.dataset['variant'] = 'filled';
  const middle = 'top: 300px; font-size: 14px; width: 60px; height: 50px';
  add('button', 'Bị đè', middle, dialog);
  add('div', '', `${middle}; background: #fff`, dialog).className = 'float';
  const dead = add('button', 'Chết', `${middle}; left: 100px`, dialog);
  dead.setAttribute('disabled', '');
  add(
    'p',
    'Chữ bị cắt mất',
    `${middle}; left: 200px; overflow: hidden; white-space: nowrap`,
    dialog,
  );
}
