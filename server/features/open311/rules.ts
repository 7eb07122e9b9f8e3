import type { Open311Request, Open311Service } from '#server/contract/open311.ts';
import { TIP_KINDS, type TipKind } from '#server/contract/tip-kind.ts';
import type { IsoDate } from '#server/contract/time.ts';

import type { ReleasedTip } from './queries.ts';

const NAMES: Record<TipKind, string> = {
  crime_denunciation: 'Tố giác về tội phạm',
  crime_information: 'Tin báo về tội phạm',
  prosecution_proposal: 'Kiến nghị khởi tố',
  denunciation: 'Tố cáo',
  complaint: 'Khiếu nại',
  feedback: 'Phản ánh, kiến nghị',
};

/** The kinds of tips as GeoReport's services. */
export function services(): Open311Service[] {
  return TIP_KINDS.map((kind) => ({
    service_code: kind,
    service_name: NAMES[kind],
    description: `${NAMES[kind]} về địa bàn công cộng và cơ sở kinh doanh`,
    metadata: false,
    type: 'batch',
    keywords: 'tin phản ánh',
    group: 'Tin phản ánh',
  }));
}

/** Maps a released tip to a GeoReport request, with only the fields that may be published. */
export function requestOf(tip: ReleasedTip): Open311Request {
  const [long, lat] = tip.centre;
  const type = tip.communeType === 'phuong' ? 'phường' : 'xã';
  return {
    service_request_id: tip.code,
    status: tip.open ? 'open' : 'closed',
    status_notes: null,
    service_name: NAMES[tip.kind],
    service_code: tip.kind,
    description: null,
    agency_responsible: `UBND ${type} ${tip.communeName}`,
    service_notice: null,
    requested_datetime: midnight(tip.receivedIn),
    updated_datetime: tip.handledIn === null ? null : midnight(tip.handledIn),
    expected_datetime: null,
    address: null,
    address_id: null,
    zipcode: null,
    lat,
    long,
    media_url: null,
  };
}

function midnight(day: IsoDate): string {
  return `${day}T00:00:00+07:00`;
}

/** A list of flat records as GeoReport's XML; null is an empty element. */
export function toXml(
  root: string,
  element: string,
  records: readonly Readonly<Record<string, string | number | boolean | null>>[],
): string {
  const lines = records.map((record) => {
    const fields = Object.entries(record).map(([name, value]) =>
      value === null ? `<${name}/>` : `<${name}>${escaped(String(value))}</${name}>`,
    );
    return `<${element}>${fields.join('')}</${element}>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>\n<${root}>${lines.join('')}</${root}>\n`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
