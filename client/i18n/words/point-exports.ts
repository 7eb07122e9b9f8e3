import { both, type Both } from '#client/i18n/both.ts';
import type { PointExportFormat } from '#server/contract/point-export.ts';

/** Points taken out as a file. */
export const pointExports = {
  open: both('Xuất', 'Export'),
  title: both('Xuất danh sách điểm', 'Export points'),
  lead: both(
    'Xuất {count} điểm theo bộ lọc hoặc lựa chọn hiện tại. Tên bạn, mục đích và thời điểm được ghi vào tệp và nhật ký.',
    'Takes out {count} points of the present filter or selection. Your name, the purpose and the time go into the file and the log.',
  ),
  take: both('Tải tệp', 'Download'),
  done: both(
    'Đã xuất tệp, mục đích đã ghi vào nhật ký.',
    'The file is saved; its purpose is logged.',
  ),
  format: both('Định dạng', 'Format'),
  formats: {
    xlsx: both('Excel', 'Excel'),
    csv: both('CSV', 'CSV'),
    geojson: both('GeoJSON', 'GeoJSON'),
    gpkg: both('GPKG', 'GPKG'),
    kml: both('KML', 'KML'),
  } satisfies Record<PointExportFormat, Both>,
  meant: {
    xlsx: both('Bảng tính, cột ngày là ngày thật.', 'A workbook with real dates.'),
    csv: both(
      'Văn bản chia cột, mở được bằng Excel tiếng Việt.',
      'Text in columns for a Vietnamese Excel.',
    ),
    geojson: both('Tọa độ WGS 84, cho phần mềm bản đồ.', 'WGS 84 coordinates, for map software.'),
    gpkg: both('GeoPackage, cho QGIS và ArcGIS.', 'A GeoPackage, for QGIS and ArcGIS.'),
    kml: both('Cho Google Earth.', 'For Google Earth.'),
  } satisfies Record<PointExportFormat, Both>,
};
