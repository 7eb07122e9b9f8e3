import { POINT_STATUSES, type PointStatus } from '#server/contract/point.ts';
import { STATUS_COLOURS } from '#server/contract/status-look.ts';

import { READ_ONLY } from './collections.ts';
import { type Sign, signSize, signSvg } from './sign-svg.ts';

/** Words of the statuses in a legend. */
export type StatusWords = Readonly<Record<PointStatus, string>>;
type Geometry = 'point' | 'line' | 'polygon';
type Rule = { sign: Sign; geometry: Geometry; label: string };

/** A pixel of CSS, millimetres. */
const PIXEL = 25.4 / 96;
/** Number of EPSG:4326 in the list that QGIS comes with; without it QGIS reads no `authid`, and draws nothing. */
const WGS84_IN_QGIS = 3452;
/** QGIS keeps notes as HTML. */
const NOTE = ` <userNotes value="${escaped(`<p>${READ_ONLY}</p>`)}"/>`;
const DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>";

/**
 * Writes a style of QGIS 3 for the points: one rule a status and, where a recurrence is suspected, a second one. A layer
 * of QGIS draws one type of geometry; lines and areas have the same sign in their middle. A note of the layer, which QGIS
 * marks in its tree, says why the layer cannot be edited.
 */
export function qml(words: StatusWords, geometry: Geometry): string {
  return `${DOCTYPE}\n<qgis version="3.40" styleCategories="Symbology|Notes">\n${renderer(words, geometry)}\n${NOTE}\n</qgis>\n`;
}

/**
 * Writes a layer definition of QGIS: the collection at its address with the style. Each point comes as one position, so
 * that none is left out of the layer. It holds no password. It is read only, and a note says why.
 */
export function qlr(words: StatusWords, { base, title }: { base: string; title: string }): string {
  const id = 'dia_ban_points';
  const source = escaped(`url='${base}?shape=anchor' typename='points' pagingEnabled='enabled'`);
  const name = escaped(title);
  return `${DOCTYPE}
<qlr>
 <layer-tree-group name="" checked="Qt::Checked" expanded="1">
  <layer-tree-layer id="${id}" name="${name}" providerKey="OAPIF" source="${source}" checked="Qt::Checked" expanded="1"/>
 </layer-tree-group>
 <maplayers>
  <maplayer type="vector" geometry="Point" readOnly="1" styleCategories="AllStyleCategories">
   <id>${id}</id>
   <datasource>${source}</datasource>
   <layername>${name}</layername>
   <srs><spatialrefsys><srsid>${WGS84_IN_QGIS}</srsid><authid>EPSG:4326</authid></spatialrefsys></srs>
   <provider encoding="">OAPIF</provider>
   <resourceMetadata><abstract>${escaped(READ_ONLY)}</abstract></resourceMetadata>
${renderer(words, 'point')}
${NOTE}
  </maplayer>
 </maplayers>
</qlr>
`;
}

function renderer(words: StatusWords, geometry: Geometry): string {
  const rules = POINT_STATUSES.flatMap((status): Rule[] =>
    [false, true].map((suspected) => ({
      sign: { status, suspected },
      geometry,
      label: suspected ? `${words[status]}, nghi tái hoạt động` : words[status],
    })),
  );
  return ` <renderer-v2 type="RuleRenderer" symbollevels="1" forceraster="0" referencescale="-1" enableorderby="0">
  <rules key="{root}">
${rules.map(ruleOf).join('\n')}
  </rules>
  <symbols>
${rules.map(symbolOf).join('\n')}
  </symbols>
 </renderer-v2>`;
}

function ruleOf({ sign, label }: Rule, at: number): string {
  const flagged = `${sign.suspected ? '' : 'NOT '}coalesce("suspected", false)`;
  const filter = escaped(`"status" = '${sign.status}' AND ${flagged}`);
  return `   <rule key="{rule${at}}" symbol="${at}" filter="${filter}" label="${escaped(label)}"/>`;
}

function symbolOf({ sign, geometry }: Rule, at: number): string {
  const marker = svgMarker(sign, drawnAbove(sign));
  switch (geometry) {
    case 'point':
      return symbol(String(at), 'marker', marker);
    case 'line': {
      const middle = layer('MarkerLine', 0, { placements: 'CentralPoint' }, `@${at}@1`, marker);
      return symbol(String(at), 'line', lineOf(sign) + middle);
    }
    case 'polygon': {
      const middle = layer('CentroidFill', 0, { point_on_surface: '1' }, `@${at}@1`, marker);
      return symbol(String(at), 'fill', areaOf(sign) + middle);
    }
  }
}

/** A recurrence lies above a suspicion, and both above the rest, as on the map. */
function drawnAbove({ status, suspected }: Sign): number {
  if (status === 'recurring') return 2;
  return suspected ? 1 : 0;
}

function svgMarker(sign: Sign, pass: number): string {
  return layer('SvgMarker', pass, {
    name: `base64:${Buffer.from(signSvg(sign)).toString('base64')}`,
    size: millimetres(signSize(sign)),
    size_unit: 'MM',
  });
}

/** Lines and edges as the map draws them from its zoom of true shapes on. */
const lineOf = (sign: Sign) =>
  layer('SimpleLine', 0, {
    line_color: colour(sign, 255),
    line_width: millimetres(widthOf(sign)),
    line_width_unit: 'MM',
    capstyle: 'round',
    joinstyle: 'round',
  });

const areaOf = (sign: Sign) =>
  layer('SimpleFill', 0, {
    color: colour(sign, 41),
    outline_color: colour(sign, 255),
    outline_width: millimetres(widthOf(sign)),
    outline_width_unit: 'MM',
    joinstyle: 'round',
  });

const widthOf = ({ status }: Sign) => (status === 'recurring' ? 4 : 2.5);
const millimetres = (pixels: number) => (pixels * PIXEL).toFixed(3);

/** A colour as QGIS writes it: red, green, blue, opacity of 255. */
function colour({ status }: Sign, opacity: number): string {
  const number = Number.parseInt(STATUS_COLOURS.light.status[status].slice(1), 16);
  return [number >> 16, (number >> 8) & 255, number & 255, opacity].join(',');
}

function symbol(name: string, type: string, layers: string): string {
  return `   <symbol name="${name}" type="${type}" alpha="1" clip_to_extent="1" force_rhr="0">${layers}</symbol>`;
}

function layer(
  kind: string,
  pass: number,
  options: Readonly<Record<string, string>>,
  inner?: string,
  innerLayers = '',
): string {
  const written = Object.entries(options)
    .map(([name, value]) => `<Option name="${name}" type="QString" value="${escaped(value)}"/>`)
    .join('');
  const nested = inner === undefined ? '' : symbol(inner, 'marker', innerLayers);
  return `<layer class="${kind}" enabled="1" locked="0" pass="${pass}"><Option type="Map">${written}</Option>${nested}</layer>`;
}

/** Text within an attribute or element of XML. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
