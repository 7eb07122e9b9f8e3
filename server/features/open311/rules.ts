import type { Open311Discovery, Open311Request, Open311Service } from '#server/contract/open311.ts';
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

/** GeoReport v2 names this type for XML. */
export const XML_TYPE = 'text/xml; charset=utf-8';
/** Day on which what is answered here last changed its form. */
const CHANGESET = '2026-11-27T00:00:00+07:00';

/**
 * Tells where GeoReport is answered, in which formats, and how to come by a key.
 * @param address of this installation, without a slash at its end
 */
export function discovery(address: string): Open311Discovery {
  return {
    changeset: CHANGESET,
    contact: `Quản trị hệ thống Địa Bàn, ${address}`,
    key_service:
      'Mã truy cập do người có quyền đọc tin tạo tại Cài đặt của tôi, gửi trong tiêu đề X-Api-Key hoặc Authorization; ' +
      'không nhận mã trong địa chỉ. / An access token of somebody who may read tips, sent in the header X-Api-Key or ' +
      'Authorization; in an address it is refused.',
    endpoints: [
      {
        specification: 'http://wiki.open311.org/GeoReport_v2',
        url: `${address}/api/open311/v2`,
        changeset: CHANGESET,
        type: 'production',
        formats: ['text/xml', 'application/json'],
      },
    ],
  };
}

/** The same in XML: each endpoint with its formats one by one. */
export function discoveryXml({ endpoints, ...head }: Open311Discovery): string {
  const listed = endpoints.map(({ formats, ...endpoint }) => {
    const named = formats.map((format) => element('format', format)).join('');
    return `<endpoint>${fieldsOf(endpoint)}<formats>${named}</formats></endpoint>`;
  });
  return `${XML_HEAD}<discovery>${fieldsOf(head)}<endpoints>${listed.join('')}</endpoints></discovery>\n`;
}

/** The definition of a service in XML; it has no attributes. */
export function definitionXml(code: TipKind): string {
  return `${XML_HEAD}<service_definition>${element('service_code', code)}<attributes/></service_definition>\n`;
}

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

const XML_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n';
type Fields = Readonly<Record<string, string | number | boolean | null>>;

/** A list of flat records as GeoReport's XML; null is an empty element. */
export function toXml(root: string, each: string, records: readonly Fields[]): string {
  const lines = records.map((record) => `<${each}>${fieldsOf(record)}</${each}>`);
  return `${XML_HEAD}<${root}>${lines.join('')}</${root}>\n`;
}

function fieldsOf(record: Fields): string {
  return Object.entries(record)
    .map(([name, value]) => element(name, value))
    .join('');
}

function element(name: string, value: Fields[string]): string {
  return value === null ? `<${name}/>` : `<${name}>${escaped(String(value))}</${name}>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
