import type { Plugin } from 'vite';

const WEIGHTS = ['400', '500', '600'];

/** Writes the faces of `fonts.css`, which stand there in one weight, in each weight that the product has. */
export function fontWeights(): Plugin {
  return {
    name: 'dia-ban-font-weights',
    enforce: 'pre',
    transform(css, id) {
      if (!id.endsWith('/client/ui/fonts.css')) return null;
      const faces = WEIGHTS.map((weight) => css.replaceAll(/400(?=;|-normal)/g, weight));
      return { code: faces.join('\n'), map: null };
    },
  };
}
