import { GazetteerSection } from '#client/features/geocoding/gazetteer-section.tsx';
import { OsmSection } from '#client/features/osm-imports/osm-section.tsx';
import { RoadSection } from '#client/features/roads/road-section.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { Page } from '#client/ui/page.tsx';

/**
 * Screen of what the product knows of the city: one OSM file for all of it, and the ways in for single files, that is
 * the gazetteers that addresses are found by and the roads that routes are measured along.
 */
export default function GeodataScreen() {
  const { geodata: text } = useText();
  return (
    <Page title={text.title} lead={text.lead}>
      <OsmSection />
      <GazetteerSection />
      <RoadSection />
    </Page>
  );
}
