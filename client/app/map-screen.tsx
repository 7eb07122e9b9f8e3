import MapWorkspace from '#client/features/points/map-workspace.tsx';
import { SearchBox } from '#client/features/search/search-box.tsx';

/** The map with the search upon it: two features that know nothing of each other. */
export default function MapScreen() {
  return <MapWorkspace searchBox={(onChoose) => <SearchBox onChoose={onChoose} />} />;
}
