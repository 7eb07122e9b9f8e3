import type { FeatureDeclaration } from './declaration.ts';

/** Problems with files: papers and photos, boundaries of communes, lists of points. */
export const FILE = {
  problems: {
    'boundary.not_a_boundary_file': {
      status: 422,
      vi: 'Đây không phải tệp địa giới. Hãy chọn tệp GeoJSON, GeoPackage, KML, KMZ, MIF, hoặc Shapefile, MapInfo TAB nén ZIP.',
      en: 'This is not a boundary file. Choose GeoJSON, GeoPackage, KML, KMZ, MIF, or a zipped Shapefile or MapInfo TAB.',
    },
    'boundary.file_broken': {
      status: 422,
      vi: 'Tệp địa giới bị hỏng hoặc thiếu phần, chưa nhập gì. Hãy xuất lại tệp từ phần mềm bản đồ rồi thử lại.',
      en: 'The boundary file is damaged or incomplete; nothing was imported. Export it again and retry.',
      constraints: ['boundary_geometry_valid'],
    },
    'boundary.file_empty': {
      status: 422,
      vi: 'Tệp địa giới không có vùng nào. Hãy kiểm tra lại lớp dữ liệu khi xuất tệp.',
      en: 'The boundary file holds no features. Check the layer that was exported.',
    },
    'boundary.no_polygons': {
      status: 422,
      vi: 'Tệp không có vùng (polygon) nào, chỉ có điểm hoặc đường. Hãy chọn lớp địa giới dạng vùng.',
      en: 'The file holds no polygons, only points or lines. Choose the layer of areas.',
    },
    'boundary.several_layers': {
      status: 422,
      vi: 'Tệp có nhiều lớp vùng[: {names}]. Hãy chọn lớp phường, xã ở ô “Lớp”.',
      en: 'The file holds several layers of areas[: {names}]. Choose the layer of the communes in the field “Layer”.',
    },
    'boundary.crs_unknown': {
      status: 422,
      vi: 'Không nhận ra hệ tọa độ của tệp. Hãy chọn hệ tọa độ (WGS 84 hoặc VN-2000) khi nhập, hoặc thêm tệp .prj.',
      en: 'The coordinate system of the file is unknown. Choose it (WGS 84 or VN-2000) when importing, or add the .prj file.',
    },
    'boundary.zip_too_large': {
      status: 422,
      vi: 'Tệp nén bung ra quá lớn nên bị từ chối, chưa nhập gì. Hãy chỉ nén các tệp của lớp địa giới.',
      en: 'The archive unpacks to more than allowed and was refused; nothing was imported. Pack only the files of the boundary layer.',
    },
    'boundary.too_many_vertices': {
      status: 422,
      vi: 'Địa giới có quá nhiều đỉnh[ (tối đa {limit})]. Hãy giản lược hình rồi nhập lại.',
      en: 'The boundaries have too many vertices[ (at most {limit})]. Simplify them and import again.',
    },
    'boundary.nothing_matched': {
      status: 422,
      vi: 'Không vùng nào khớp với phường, xã hiện hành. Hãy kiểm tra cột mã hoặc cột tên đơn vị trong tệp.',
      en: 'No area matches a present commune. Check the column of codes or names in the file.',
    },
    'boundary.duplicate_match': {
      status: 422,
      vi: 'Có nhiều vùng cùng khớp một phường, xã[: {names}]. Hãy gộp các vùng ấy hoặc sửa mã trong tệp.',
      en: 'Several areas match one commune[: {names}]. Join them or correct their codes in the file.',
    },
    'boundary.communes_missing': {
      status: 422,
      vi: 'Tệp thiếu một số phường, xã[: {names}], chưa nhập gì. Hãy bổ sung, hoặc chọn giữ địa giới hiện có cho các đơn vị thiếu.',
      en: 'The file lacks some communes[: {names}]; nothing was imported. Add them, or choose to keep the present areas of those that are missing.',
    },
    'boundary.nothing_to_undo': {
      status: 409,
      vi: 'Không có bộ địa giới trước đó để quay lại.',
      en: 'There is no earlier set of boundaries to go back to.',
    },
    'boundary.set_not_found': {
      status: 404,
      vi: 'Không tìm thấy bộ địa giới này. Hãy tải lại danh sách.',
      en: 'There is no such set of boundaries. Reload the list.',
    },
    'osm.not_osm': {
      status: 422,
      vi: 'Đây không phải dữ liệu OpenStreetMap. Hãy chọn tệp Overpass (JSON), OSM XML hoặc PBF.',
      en: 'This is no OpenStreetMap data. Choose an Overpass answer (JSON), an OSM XML or a PBF file.',
    },
    'osm.file_broken': {
      status: 422,
      vi: 'Tệp OpenStreetMap bị hỏng hoặc thiếu phần, chưa nhập gì. Hãy tải hoặc xuất lại tệp rồi thử lần nữa.',
      en: 'The OpenStreetMap file is damaged or incomplete; nothing was imported. Download or export it again and retry.',
    },
    'osm.way_too_long': {
      status: 422,
      vi: 'Tệp có đường hoặc vùng quá dài[ ({reason})], không phải bản đồ thật; chưa nhập gì. Hãy lấy lại dữ liệu từ nguồn khác.',
      en: 'The file holds an element that is too long to be of a real map[ ({reason})]; nothing was imported. Take the data from another source.',
    },
    'osm.text_unsafe': {
      status: 422,
      vi: 'Tên trong tệp có ký tự điều khiển hoặc mã lệnh[ ({reason})], chưa nhập gì. Hãy sửa tên ấy hoặc lấy tệp từ nguồn khác.',
      en: 'A name in the file holds control characters or program code[ ({reason})]; nothing was imported. Correct it or take the file from another source.',
    },
    'osm.unpacks_too_large': {
      status: 422,
      vi: 'Tệp PBF bung ra quá lớn so với dữ liệu thật nên bị từ chối, chưa nhập gì. Hãy lấy lại tệp từ nguồn tin cậy.',
      en: 'The PBF file unpacks to far more than real data does and was refused; nothing was imported. Take the file again from a source that you trust.',
    },
    'osm.empty': {
      status: 422,
      vi: 'Tệp không có đường, địa điểm hay địa giới nào. Hãy lấy lại dữ liệu của khu vực.',
      en: 'The file holds no street, place or border. Take the data of the area again.',
    },
    'osm.no_positions': {
      status: 422,
      vi: 'Tệp có đường nhưng thiếu tọa độ các nút, chưa nhập gì. Hãy xuất lại kèm các nút (trong Overpass: thêm “>; out;”).',
      en: 'The file has ways without the positions of their nodes; nothing was imported. Export it again with its nodes (in Overpass: add “>; out;”).',
    },
    'osm.outside_city': {
      status: 422,
      vi: 'Dữ liệu trong tệp nằm ngoài thành phố, chưa nhập gì. Hãy lấy tệp của đúng khu vực.',
      en: 'The data of the file lie outside the city; nothing was imported. Take a file of the right area.',
    },
    'osm.nothing_to_bring': {
      status: 422,
      vi: 'Không còn phần nào của tệp để nhập: mỗi phần hoặc không có trong tệp, hoặc đang giữ theo quyết định trước. Hãy chọn phần cần nhập.',
      en: 'Nothing of the file is left to bring in: each part is missing from it or kept as decided before. Choose the parts to bring in.',
    },
    'osm.nothing_to_undo': {
      status: 409,
      vi: 'Không có lượt nhập OpenStreetMap nào để quay lại.',
      en: 'There is no import of OpenStreetMap data to go back from.',
    },
    'roads.none': {
      status: 422,
      vi: 'Tệp không có đường nào xe đi được. Hãy lấy lại dữ liệu có các đường (highway) của khu vực.',
      en: 'The file holds no road that a vehicle could use. Take an extract with the roads (highway) of the area.',
    },
    'roads.nothing_to_undo': {
      status: 409,
      vi: 'Không có mạng đường nào đang dùng để quay lại.',
      en: 'There is no road network in force to go back from.',
    },
    'ground.none': {
      status: 404,
      vi: 'Chưa có nền bản đồ. Hãy đề nghị quản trị viên nhập một tệp OpenStreetMap.',
      en: 'There is no ground of the map yet. Ask an administrator to import an OpenStreetMap file.',
    },
    'ground.nothing_in_file': {
      status: 422,
      vi: 'Tệp không có đường, sông hồ hay khu đất nào ở Hà Nội để vẽ nền bản đồ. Hãy chọn tệp OpenStreetMap của thành phố.',
      en: 'The file holds no street, water or land in the city for the ground of the map. Choose an OpenStreetMap file of the city.',
    },
    'ground.nothing_to_undo': {
      status: 409,
      vi: 'Không có nền bản đồ nào trước đó để quay lại. Hãy nhập lại tệp OpenStreetMap cần dùng.',
      en: 'There is no earlier ground of the map to go back to. Import the OpenStreetMap file again that should be used.',
    },
    'gazetteer.not_found': {
      status: 404,
      vi: 'Không tìm thấy bảng địa danh này. Hãy tải lại danh sách.',
      en: 'There is no such gazetteer. Reload the list.',
    },
    'gazetteer.already_imported': {
      status: 409,
      vi: 'Tệp này đã được nhập và đang dùng. Hãy ngừng dùng bảng địa danh cũ trước nếu muốn nhập lại.',
      en: 'This file has been imported and is in use. Put the old gazetteer aside first to import it again.',
      constraints: ['gazetteer_file_once'],
    },
    'file.took_too_long': {
      status: 422,
      vi: 'Đọc tệp mất quá lâu[ (quá {limit} giây)] nên đã dừng, chưa ghi gì. Hãy chia nhỏ hoặc lưu lại tệp dưới định dạng khác rồi thử lần nữa.',
      en: 'Reading the file took too long[ (more than {limit} seconds)] and was stopped; nothing was written. Split it or save it in another format and try again.',
    },
    'file.too_large': {
      status: 422,
      vi: 'Tệp mở ra chiếm quá nhiều bộ nhớ[ (quá {limit} MB)] nên đã dừng đọc, chưa ghi gì. Hãy chia nhỏ hoặc giản lược tệp rồi thử lần nữa.',
      en: 'The file takes too much memory once it is opened[ (more than {limit} MB)], so reading was stopped; nothing was written. Split or simplify it and try again.',
    },
    'file.reading_failed': {
      status: 422,
      vi: 'Không đọc được tệp này: chương trình đọc đã dừng giữa chừng, chưa ghi gì. Hãy mở tệp, lưu lại rồi thử lần nữa.',
      en: 'This file cannot be read: the reading program stopped half-way; nothing was written. Open the file, save it again and retry.',
    },
    'file.readers_busy': {
      status: 503,
      vi: 'Máy chủ đang đọc nhiều tệp khác, chưa nhận tệp này. Hãy đợi [{seconds} giây ]rồi gửi lại.',
      en: 'The server is reading many other files and has not taken this one. Wait [{seconds} seconds ]and send it again.',
    },
  },
} as const satisfies FeatureDeclaration;
