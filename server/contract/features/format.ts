import type { FeatureDeclaration } from './declaration.ts';

/** Files of a known format that is not read: what each is, and how to turn it into one that is. */
export const FORMAT = {
  problems: {
    'format.dgn': {
      status: 422,
      vi: 'Đây là bản vẽ MicroStation (DGN), chưa đọc được. Hãy mở bằng QGIS và lưu lớp cần nhập thành GeoPackage hoặc MapInfo MIF.',
      en: 'This is a MicroStation drawing (DGN), which cannot be read. Open it in QGIS and save the layer as GeoPackage or MapInfo MIF.',
    },
    'format.dwg': {
      status: 422,
      vi: 'Đây là bản vẽ AutoCAD (DWG), chưa đọc được. Hãy dùng AutoCAD lưu thành DXF, mở bằng QGIS rồi lưu thành GeoPackage hoặc KML.',
      en: 'This is an AutoCAD drawing (DWG), which cannot be read. Save it as DXF in AutoCAD, open that in QGIS and save it as GeoPackage or KML.',
    },
    'format.dxf': {
      status: 422,
      vi: 'Đây là bản vẽ DXF, chưa đọc được. Hãy mở bằng QGIS, đặt hệ tọa độ rồi lưu lớp cần nhập thành GeoPackage hoặc KML.',
      en: 'This is a DXF drawing, which cannot be read. Open it in QGIS, set its coordinate system and save the layer as GeoPackage or KML.',
    },
    'format.geodatabase': {
      status: 422,
      vi: 'Đây là Geodatabase của ArcGIS (GDB), chưa đọc được. Hãy dùng ArcGIS hoặc QGIS xuất lớp cần nhập thành GeoPackage hoặc Shapefile nén ZIP.',
      en: 'This is an ArcGIS geodatabase (GDB), which cannot be read. Export the layer from ArcGIS or QGIS as GeoPackage or zipped Shapefile.',
    },
    'format.access': {
      status: 422,
      vi: 'Đây là tệp Access (MDB), chưa đọc được. Hãy xuất bảng thành XLSX hoặc CSV; nếu là bản đồ, hãy xuất thành Shapefile nén ZIP.',
      en: 'This is an Access file (MDB), which cannot be read. Export the table as XLSX or CSV; a map as zipped Shapefile.',
    },
    'format.xls': {
      status: 422,
      vi: 'Đây là tệp Excel kiểu cũ (XLS) hoặc nhị phân (XLSB), chưa đọc được. Hãy mở bằng Excel và chọn Lưu thành (Save As) → Excel Workbook (.xlsx).',
      en: 'This is an old (XLS) or binary (XLSB) Excel file, which cannot be read. Open it in Excel and choose Save As → Excel Workbook (.xlsx).',
    },
    'format.open_document': {
      status: 422,
      vi: 'Đây là tệp OpenDocument (LibreOffice), chưa đọc được. Hãy mở bằng LibreOffice và lưu thành XLSX hoặc CSV.',
      en: 'This is an OpenDocument file (LibreOffice), which cannot be read. Open it in LibreOffice and save it as XLSX or CSV.',
    },
    'format.word': {
      status: 422,
      vi: 'Đây là văn bản Word, chưa đọc được. Hãy sao chép bảng trong văn bản sang Excel và lưu thành XLSX.',
      en: 'This is a Word document, which cannot be read. Copy its table into Excel and save it as XLSX.',
    },
    'format.presentation': {
      status: 422,
      vi: 'Đây là bài trình chiếu PowerPoint, chưa đọc được. Hãy sao chép bảng sang Excel và lưu thành XLSX.',
      en: 'This is a PowerPoint presentation, which cannot be read. Copy its table into Excel and save it as XLSX.',
    },
    'format.pdf': {
      status: 422,
      vi: 'Đây là tệp PDF, không đọc được thành bảng hay bản đồ. Hãy xin tệp gốc (XLSX, Shapefile…), hoặc sao chép bảng sang Excel.',
      en: 'This is a PDF file, which cannot be read as a table or map. Ask for the original (XLSX, Shapefile …) or copy the table into Excel.',
    },
    'format.picture': {
      status: 422,
      vi: 'Đây là ảnh, không đọc được thành bảng hay bản đồ. Hãy xin tệp gốc (XLSX, Shapefile…) hoặc nhập lại số liệu vào Excel.',
      en: 'This is a picture, which cannot be read as a table or map. Ask for the original (XLSX, Shapefile …) or enter the figures in Excel.',
    },
    'format.web_page': {
      status: 422,
      vi: 'Đây là trang web (HTML), chưa đọc được. Hãy mở trang, sao chép bảng sang Excel và lưu thành XLSX.',
      en: 'This is a web page (HTML), which cannot be read. Open it, copy its table into Excel and save it as XLSX.',
    },
    'format.gml': {
      status: 422,
      vi: 'Đây là tệp GML, chưa đọc được. Hãy mở bằng QGIS và lưu lớp cần nhập thành GeoPackage hoặc GeoJSON.',
      en: 'This is a GML file, which cannot be read. Open it in QGIS and save the layer as GeoPackage or GeoJSON.',
    },
    'format.flatgeobuf': {
      status: 422,
      vi: 'Đây là tệp FlatGeobuf, chưa đọc được. Hãy mở bằng QGIS và lưu thành GeoPackage hoặc GeoJSON.',
      en: 'This is a FlatGeobuf file, which cannot be read. Open it in QGIS and save it as GeoPackage or GeoJSON.',
    },
    'format.topojson': {
      status: 422,
      vi: 'Đây là tệp TopoJSON, chưa đọc được. Hãy mở bằng QGIS và lưu thành GeoJSON.',
      en: 'This is a TopoJSON file, which cannot be read. Open it in QGIS and save it as GeoJSON.',
    },
    'format.esri_json': {
      status: 422,
      vi: 'Đây là tệp Esri JSON, chưa đọc được. Hãy mở bằng QGIS và lưu thành GeoJSON; trên máy chủ ArcGIS, hãy chọn f=geojson.',
      en: 'This is an Esri JSON file, which cannot be read. Open it in QGIS and save it as GeoJSON; from an ArcGIS server choose f=geojson.',
    },
    'format.osm': {
      status: 422,
      vi: 'Đây là dữ liệu OpenStreetMap. Hãy nhập ở mục “Nhập từ OpenStreetMap”, hoặc dùng QGIS lưu lớp cần nhập thành GeoPackage.',
      en: 'This is OpenStreetMap data. Import it on the page for OpenStreetMap, or save the layer as GeoPackage in QGIS.',
    },
    'format.bare_shapefile': {
      status: 422,
      vi: 'Đây chỉ là tệp .shp, thiếu các tệp đi kèm. Hãy nén các tệp .shp, .dbf, .shx và .prj cùng tên vào một tệp ZIP rồi gửi lại.',
      en: 'This is a .shp file without its companions. Pack .shp, .dbf, .shx and .prj of the same name into one ZIP file and send that.',
    },
    'format.bare_tab': {
      status: 422,
      vi: 'Đây chỉ là tệp .tab, thiếu các tệp đi kèm. Hãy nén các tệp .tab, .dat, .map và .id cùng tên vào một tệp ZIP rồi gửi lại.',
      en: 'This is a .tab file without its companions. Pack .tab, .dat, .map and .id of the same name into one ZIP file and send that.',
    },
    'format.linked_tab': {
      status: 422,
      vi: 'Bảng MapInfo này chỉ trỏ tới tệp khác. Hãy mở bằng MapInfo và lưu bản sao (Save Copy As), hoặc chạy ogr2ogr -f "MapInfo File" moi.mif cu.tab.',
      en: 'This MapInfo table only points at another file. Save a copy in MapInfo (Save Copy As), or run ogr2ogr -f "MapInfo File" new.mif old.tab.',
    },
    'format.other_archive': {
      status: 422,
      vi: 'Đây là tệp nén RAR, 7z hoặc GZ, chưa đọc được. Hãy giải nén rồi nén lại thành ZIP.',
      en: 'This is a RAR, 7z or GZ archive, which cannot be read. Unpack it and pack it again as ZIP.',
    },
    'format.locked_archive': {
      status: 422,
      vi: 'Tệp nén có mật khẩu nên không đọc được. Hãy nén lại mà không đặt mật khẩu.',
      en: 'The archive has a password and cannot be read. Pack it again without one.',
    },
    'format.packed_table': {
      status: 422,
      vi: 'Bảng nằm trong tệp nén. Hãy giải nén rồi gửi riêng tệp XLSX hoặc CSV.',
      en: 'The table is inside an archive. Unpack it and send the XLSX or CSV file itself.',
    },
  },
} as const satisfies FeatureDeclaration;

export const FORMAT_CODES = Object.keys(FORMAT.problems) as (keyof typeof FORMAT.problems)[];
