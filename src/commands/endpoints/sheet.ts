import { column, row, type Table } from '../../card/card.ts';
import { cloudOf } from '../../catalog/endpoints/cloud.ts';
import { featureOf } from '../../catalog/feature.ts';
import { type Language, text } from '../../catalog/text.ts';
import { needWords } from '../ports/words.ts';
import type { EndpointsResult } from './answer.ts';

const titles = [
  text('Host', 'Host'),
  text('Ports', 'Poorten'),
  text('Transport', 'Transport'),
  text('Feature', 'Functie'),
  text('Cloud', 'Cloud'),
  text('Need', 'Noodzaak'),
  text('Condition', 'Voorwaarde'),
  text('Purpose', 'Doel'),
  text('Remark', 'Opmerking'),
  text('Source', 'Bron'),
  text('Place', 'Plaats'),
  text('Date', 'Datum'),
] as const;

/** Endpoints as one flat table, a line each: what an allow list is made from. */
export function endpointsSheet({ endpoints }: EndpointsResult, language: Language): Table {
  return {
    kind: 'table',
    columns: titles.map((title) => column(title[language])),
    rows: endpoints.map(({ pattern, ports, feature, cloud, need, condition, purpose, remark, source }) =>
      row(
        pattern,
        ports.join(', '),
        'tcp',
        featureOf(feature).name[language],
        cloudOf(cloud).name[language],
        needWords[need][language],
        condition[language],
        purpose[language],
        remark[language],
        source.title,
        source.place,
        source.date,
      ),
    ),
  };
}
