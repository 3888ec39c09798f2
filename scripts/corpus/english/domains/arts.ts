import { domain, type } from '../domain';
import { company, person, town } from './types';

export const music = domain(
  'music',
  {
    band: type(
      'Band|Group|Ensemble',
      'Organization',
      'The {noun}s|{adj} {noun}|{w}|{w} Quartet|The {adj} {noun}s|{w} Orchestra',
    ),
    song: type('Song|Work|Title', 'Miscellaneous', '{adj} {noun}|{noun} of {w}|My {noun}|{noun} and {noun}|{w} Blues'),
    musician: type('Musician|Artist|Person', 'Person', '{first} {w}|{w}|{first}|{w} {w}'),
    hall: type('Hall|Venue|Place', 'Location', '{w} Hall|{w} Arena|{w} Garden|{w}|Club {w}'),
  },
  `
  {musician} (sings|plays the piano|plays drums) in {band}.
  {band} played at {hall} (on Saturday|to # people).
  {song} is the (first|best|longest) song on the new album of {band}.
  {musician} wrote {song} (in one night|for {musician2}).
  {band} recorded {song} in # takes.
  The concert of {band} at {hall} was sold out.
  {musician} left {band} (in anger|after # years).
  The audience in {hall} sang {song}.
  {song} was number # in the charts.
  {musician} bought her guitar from {musician2}.
  {hall} has room for # listeners.
  {band} ended the evening with {song}.
  Critics liked the voice of {musician}.
  The drummer {musician} founded {band} in #.
  The stage of {hall} was too small for {band}.
  {musician} will perform {song} on the radio.
  `,
);

export const film = domain(
  'film',
  {
    film: type(
      'Film|Movie|Work',
      'Miscellaneous',
      'The {adj} {noun}|{noun} of {w}|{adj} {noun}|{w}|The Last {noun}|{noun} {d}',
    ),
    director: type('Director|Person', 'Person', '{first} {w}|{w} {w}|{w}|{first} {L}. {w}'),
    studio: type(
      'Studio|Company|Organization',
      'Organization',
      '{w} Pictures|{w} Films|{adj} {noun} Studios|{w} Brothers|{ABC}',
    ),
    award: type('Award|Prize', 'Miscellaneous', 'Golden {noun}|{w} Prize|{w} Award|Silver {noun}'),
  },
  `
  {director} (directed|shot|filmed) {film} (in # weeks|in black and white).
  {film} won the {award} (for best picture|last night).
  {studio} (produced|financed|paid for) {film}.
  {film} by {director} opens in cinemas (on Friday|in May).
  {director} signed a contract with {studio}.
  The jury gave the {award} to {director}.
  {film} earned # million for {studio}.
  The camera work of {film} was praised.
  {director} remade {film} as {film2}.
  {studio} was sold (to investors|in #).
  Nobody expected {film} to win the {award}.
  The script of {film} was written by {director}.
  {studio} cut # minutes from {film}.
  {director} accepted the {award} in tears.
  The screening of {film} was cancelled.
  {director} refused the {award}.
  `,
);

export const television = domain(
  'television',
  {
    series: type(
      'Series|Show|Programme',
      'Miscellaneous',
      'The {adj} {noun}|{noun} Street|{adj} {noun}s|{w} Hill|House of {w}',
    ),
    actor: type('Actor|Performer|Person', 'Person', '{first} {w}|{first} {w}|{w} {w}'),
    character: type('Character|Role|Figure', 'Person', '{first}|Doctor {w}|{w}|Inspector {w}|Lady {w}|{first} {w}'),
    channel: type('Channel|Station|Organization', 'Organization', '{ABC}|Channel {d}|{w} TV|{ABC} {d}|Radio {w}'),
  },
  `
  {channel} shows {series} (every Monday|at # o'clock).
  {actor} plays {character} in {series}.
  In {series}, {character} falls in love with {character2}.
  The character {character} was written for {actor}.
  {channel} cancelled {series} after # episodes.
  {actor} (joined|left) the cast of {series}.
  # million viewers watched {series} on {channel}.
  {character} dies in the last episode of {series}.
  {channel} ordered another season of {series}.
  {actor} was chosen for the part of {character}.
  {character}, played by {actor}, is a (doctor|detective|teacher).
  {actor} signed with {channel} for # years.
  The villain of {series} is {character}.
  Fans of {series} wrote to {channel}.
  {actor} told {channel} that she will stay.
  The set of {series} burned down.
  `,
);

export const books = domain(
  'books',
  {
    book: type(
      'Book|Novel|Work',
      'Miscellaneous',
      'The {noun} of {w}|{adj} {noun}|{w}|A {adj} {noun}|{noun} and {noun}|The {noun}',
    ),
    author: type('Author|Writer|Person', 'Person', '{first} {w}|{w} {w}|{L}. {L}. {w}|{w}'),
    publisher: type(
      'Publisher|Company|Organization',
      'Organization',
      '{w} Press|{w} & {w}|{w} Books|{w} House|{adj} {noun} Press',
    ),
    prize: type('Prize|Award', 'Miscellaneous', '{w} Prize|{w} Medal|{adj} {noun} Prize'),
  },
  `
  {author} wrote {book} (in exile|in # months|at the age of #).
  {publisher} (published|printed|rejected) {book}.
  {book} is a novel by {author}.
  {author} won the {prize} for {book}.
  The heroine of {book} is a young nurse.
  {publisher} sold # copies of {book}.
  {author} dedicated {book} to {author2}.
  The {prize} goes to {author} this year.
  {book} was translated into # languages.
  {author} has moved to {publisher}.
  The critic {author} called {book} a (failure|masterpiece).
  {publisher} pays {author} # per cent of the price.
  The first chapter of {book} takes place in winter.
  {author} read from {book} in a bookshop.
  An editor at {publisher} discovered {author}.
  {book} is on the short list for the {prize}.
  `,
);

export const painting = domain(
  'painting',
  {
    picture: type(
      'Painting|Picture|Work',
      'Miscellaneous',
      '{adj} {noun}|Lady with {noun}|View of {w}|The {noun}|{noun} in {w}',
    ),
    painter: type('Painter|Artist|Person', 'Person', '{w}|{first} {w}|{first} di {w}|{w} {w}'),
    museum: type('Museum|Gallery|Place', 'Organization', '{w} Museum|{w} Gallery|Museum of {w}|{w} Collection'),
    movement: type('Movement|Style', 'Miscellaneous', '{w}ism|New {noun}|{w} School|{adj} {noun}'),
  },
  `
  {painter} painted {picture} (in oil|on wood|as a young man).
  {picture} hangs in the {museum}.
  The {museum} bought {picture} for # million.
  {painter} is the best known painter of {movement}.
  {picture} was stolen from the {museum} (last night|in #).
  {painter} studied under {painter2}.
  {movement} began as a protest against {movement2}.
  The colours of {picture} have faded.
  The {museum} shows # works by {painter}.
  {painter} never sold {picture}.
  Restorers at the {museum} cleaned {picture}.
  The catalogue of the {museum} calls {picture} a copy.
  {painter} turned away from {movement}.
  Visitors to the {museum} stop in front of {picture}.
  {painter} left # sketches for {picture}.
  A picture in the manner of {movement} was sold.
  `,
);

export const fashion = domain(
  'fashion',
  {
    brand: type('Brand|Label|Company', 'Organization', '{w}|{w} & {w}|Maison {w}|{first} {w}|House of {w}'),
    model: type('Model|Person', 'Person', '{first} {w}|{first}|{w} {w}'),
    magazine: type('Magazine|Publication', 'Miscellaneous', '{noun}|The {adj} {noun}|{w}|{adj} {noun}'),
    town,
  },
  `
  {model} wore a dress by {brand} (in {town}|on the cover of {magazine}).
  {brand} opened a shop in {town}.
  {magazine} put {model} on its cover.
  {brand} showed its summer collection in {town}.
  {model} walked the runway for {brand}.
  The editor of {magazine} (praised|hated) the coats of {brand}.
  {model} was discovered in a street of {town}.
  {brand} pays {model} # million.
  Readers of {magazine} love {brand}.
  The perfume of {brand} sells well in {town}.
  {magazine} printed # pages about {model}.
  {brand} moved its workshop to {town}.
  {model} accused {magazine} of lying.
  A bag by {brand} costs # crowns.
  The fashion week in {town} begins with {brand}.
  Photographers waited for {model} outside her hotel in {town}.
  `,
);

export const architecture = domain(
  'architecture',
  {
    building: type(
      'Building|Monument|Place',
      'Location',
      '{w} Tower|{w} House|{w} Palace|{adj} {noun}|{w} Castle|Villa {w}',
    ),
    architect: type('Architect|Person', 'Person', '{first} {w}|{w} {w}|{w}'),
    town,
    company,
  },
  `
  {architect} (designed|built|planned) the {building} in {town}.
  The {building} is the tallest building in {town}.
  {company} has its offices in the {building}.
  The roof of the {building} (leaks|collapsed|is made of copper).
  {architect} won the competition for the {building}.
  The {building} was pulled down (in #|by {company}).
  The old quarter of {town} was drawn by {architect}.
  {company} will build # flats in {town}.
  Tourists in {town} visit the {building}.
  {architect} works for {company}.
  The {building} has # floors and # windows.
  The mayor of {town} opened the {building}.
  {architect} and {architect2} argued about the {building}.
  Fire damaged the {building}.
  {company} restored the facade of the {building}.
  {architect} lived on the top floor of the {building}.
  `,
);

export const festival = domain(
  'festival',
  {
    festival: type(
      'Festival|Event',
      'Miscellaneous',
      '{w} Festival|{noun} Days|Feast of {w}|{w} Week|{adj} {noun} Fair',
    ),
    town,
    person,
    group: type(
      'Group|Club|Organization',
      'Organization',
      '{w} Choir|{w} Dancers|{noun} Club|{w} Guild|Friends of {w}',
    ),
  },
  `
  The {festival} takes place in {town} (every summer|in June).
  {person} opened the {festival} with a short speech.
  The {group} marched through {town}.
  # visitors came to the {festival}.
  {person} has organised the {festival} since #.
  The {group} won the first prize at the {festival}.
  {town} is proud of its {festival}.
  {person} leads the {group}.
  Rain spoiled the {festival} on the second day.
  The {group} was founded in {town} by {person}.
  The {festival} ended with fireworks over {town}.
  {person} sold sausages at the {festival}.
  The mayor of {town} thanked the {group}.
  A parade through {town} opened the {festival}.
  The {group} will not take part in the {festival}.
  {person} left {town} before the {festival}.
  `,
);
