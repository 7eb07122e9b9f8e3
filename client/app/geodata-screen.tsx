import { GazetteerSection } from '#client/features/gazetteers/gazetteer-section.tsx';
import { RoadSection } from '#client/features/roads/road-section.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { Page } from '#client/ui/page.tsx';

/**
 * Screen of the gazetteers that addresses are found by and the roads that routes are measured along: two features.
 */
export default function GeodataScreen() {
  const { geodata: text } = useText();
  return (
    <Page title={text.title} lead={text.lead}>
      <GazetteerSection />
      <RoadSection />
    </Page>
  );
}
