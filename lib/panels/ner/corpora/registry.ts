import { type BuiltInCorpus, readCorpus } from './contract';

/** All built-in corpora, in the order of the picker. A new one is a JSON file and an entry here, which repeats its words only. */
export const corpora: readonly BuiltInCorpus[] = [
  {
    id: 'news-desk',
    title: 'News desk',
    about:
      'Short reports of the news desk of Veldany, a country that does not exist: politics, courts, sport, culture, weather and trade.',
    load: async () => readCorpus((await import('./news-desk.json')).default),
  },
  {
    id: 'theatre-archive',
    title: 'Theatre archive',
    about:
      'Notes, letters, reviews and catalogue entries on the plays, operas and ballets of Karrow, a city that does not exist.',
    load: async () => readCorpus((await import('./theatre-archive.json')).default),
  },
  {
    id: 'harbour-log',
    title: 'Harbour log',
    about:
      'Notes on ships and harbours, written by a program. Loupe NER was trained on this subject, and on none of these names.',
    isTrainedSubject: true,
    load: async () => readCorpus((await import('./harbour-log.json')).default),
  },
];
