import { lazy } from 'react';

import MapWorkspace from '#client/app/map/map-workspace.tsx';
import { SearchBox } from '#client/search/search-box.tsx';
import { ChangesStrip } from '#client/features/visits/changes-strip.tsx';

const TimeSlider = lazy(() =>
  import('#client/features/time-slider/time-slider.tsx').then((module) => ({
    default: module.TimeSlider,
  })),
);

/** The map with the search and the time slider upon it: features that know nothing of each other. */
export default function MapScreen() {
  return (
    <MapWorkspace
      searchBox={(onChoose) => <SearchBox onChoose={onChoose} />}
      timeSlider={(props) => <TimeSlider {...props} />}
      news={<ChangesStrip />}
    />
  );
}
