import { domain, type } from '../domain';
import { company, country, person, town } from './types';

export const football = domain(
  'football',
  {
    team: type(
      'Team|Club|Organization',
      'Organization',
      '{w} United|{w} City|FC {w}|{w} Rovers|Sporting {w}|{w}|{w} {noun}s',
    ),
    player: type('Player|Athlete|Person', 'Person', '{first} {w}|{w}|{w} {w}|{w}inho'),
    stadium: type('Stadium|Venue|Place', 'Location', '{w} Park|{w} Stadium|{w} Road|{w} Arena|Estadio {w}'),
    cup: type('Cup|Competition|Event', 'Miscellaneous', '{w} Cup|{w} League|{adj} {noun} Cup|Cup of {w}'),
  },
  `
  {team} (beat|lost to|drew with) {team2} (2-1|at {stadium}|in the {cup}).
  {player} scored (twice|the winning goal) for {team}.
  {team} won the {cup} (after extra time|for the first time).
  {player} moved from {team} to {team2} for # million.
  The final of the {cup} will be played at {stadium}.
  {player} missed a penalty at {stadium}.
  The coach of {team} praised {player}.
  # fans came to {stadium}.
  {player} was sent off in the # th minute.
  {team} plays its home games at {stadium}.
  {player} broke his leg in training.
  The draw for the {cup} paired {team} with {team2}.
  Goalkeeper {player} saved the day for {team}.
  {team} bought {player} from {team2}.
  {player} hopes to play in the {cup}.
  The grass at {stadium} is wet.
  `,
);

export const games = domain(
  'games',
  {
    player: type('Player|Champion|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
    opening: type('Opening|Variation|Strategy', 'Miscellaneous', '{w} Gambit|{w} Defence|{w} Opening|{w} Attack'),
    tournament: type(
      'Tournament|Competition|Event',
      'Miscellaneous',
      '{w} Open|{w} Masters|{w} Memorial|{town} Cup'.replace('{town}', '{w}'),
    ),
    club: type('Club|Organization|Group', 'Organization', '{w} Chess Club|{adj} {noun}|{noun} and {noun}|{w} Club'),
  },
  `
  {player} won the {tournament} (with # points|without a loss).
  {player} answered with the {opening}.
  {player} beat {player2} in # moves.
  The {tournament} is organised by {club}.
  {player} plays for {club}.
  In the {opening}, White gives up a pawn.
  {player} resigned after a blunder in the {opening}.
  {club} has # members.
  The third round of the {tournament} was drawn.
  {player} wrote a book about the {opening}.
  {club} won the team match at the {tournament}.
  Grandmaster {player} did not come to the {tournament}.
  {player} learned chess at {club}.
  The {opening} is out of fashion.
  {player} offered {player2} a draw.
  {club} banned {player} for cheating.
  `,
);

export const videoGames = domain(
  'video-games',
  {
    game: type('Game|Title|Work', 'Miscellaneous', '{adj} {noun}|{w} Quest|{noun} of {w}|{w} {d}|Super {w}'),
    studio: type(
      'Studio|Developer|Company',
      'Organization',
      '{w} Games|{adj} {noun}|{w}soft|{w} Entertainment|{noun} Works',
    ),
    console: type('Console|Device|Product', 'Miscellaneous', '{w} {d}|{w}Box|{w}Station|{ABC}-{dd}|{w} Mini'),
    designer: type('Designer|Developer|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
  },
  `
  {studio} released {game} for the {console}.
  {designer} designed {game} (at {studio}|in # months).
  {game} runs slowly on the {console}.
  # million copies of {game} were sold.
  {designer} left {studio} to work alone.
  The {console} costs # crowns.
  In {game}, the player builds a castle.
  {studio} was bought by {studio2}.
  The graphics of {game} are better on the {console}.
  {designer} of {studio} announced {game2}.
  The {console} has # games.
  {studio} cancelled {game}.
  {game} took {designer} # years.
  Fans wait for a sequel to {game}.
  The controller of the {console} breaks easily.
  {designer} plays {game} every evening.
  `,
);

export const food = domain(
  'food',
  {
    restaurant: type(
      'Restaurant|Place|Business',
      'Organization',
      'Chez {first}|The {adj} {noun}|{w}|Café {w}|{noun} and {noun}|Trattoria {w}',
    ),
    dish: type('Dish|Food|Recipe', 'Miscellaneous', '{w} soup|{w} stew|{w}elli|Poulet {w}|{noun} à la {w}|{w}'),
    chef: type('Chef|Cook|Person', 'Person', '{first} {w}|{first}|{w}|{w} {w}'),
    town,
  },
  `
  {chef} cooks at {restaurant} (in {town}|every evening).
  {restaurant} serves {dish} (on Fridays|with rice).
  {dish} is a speciality of {town}.
  {chef} learned to make {dish} from his aunt.
  {restaurant} has # tables.
  We ate {dish} at {restaurant}.
  {chef} opened {restaurant} in #.
  {dish} is made of fish, onions and cream.
  The best {dish} in {town} is made by {chef}.
  A guide gave {restaurant} two stars.
  {chef} puts too much salt in the {dish}.
  {restaurant} in {town} is always full.
  Guests of {restaurant} complained about the waiter.
  {chef} was born in {town}.
  {chef} sold {restaurant} to {chef2}.
  Leave the {dish} in the oven for # minutes.
  `,
);

export const wine = domain(
  'wine',
  {
    wine: type('Wine|Drink|Product', 'Miscellaneous', 'Château {w}|{w} Red|{w} Reserve|{w}ano|{adj} {noun}'),
    vineyard: type('Vineyard|Estate|Place', 'Location', '{w} Estate|Domaine {w}|{w} Hill|{w} Slope|{w}'),
    grower: type('Grower|Winemaker|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
    region: type('Region|Area|Location', 'Location', '{w}|Upper {w}|{w} Valley|Côte {w}'),
  },
  `
  {grower} makes {wine} on the {vineyard}.
  {wine} comes from {region}.
  A bottle of {wine} costs # crowns.
  The {vineyard} lies in the hills of {region}.
  {grower} planted # vines on the {vineyard}.
  {wine} tastes of plums and smoke.
  Frost ruined the harvest in {region}.
  {grower} bought the {vineyard} from {grower2}.
  {wine} goes well with fish.
  The cellar of {grower} is under the {vineyard}.
  {region} is known for its white grapes.
  {grower} pours {wine} for the guests.
  Critics gave {wine} # points.
  The soil of the {vineyard} is chalk.
  {grower} left {region} when the crop failed.
  We drank {wine} in a tavern.
  `,
);

export const travel = domain(
  'travel',
  {
    hotel: type('Hotel|Inn|Building', 'Organization', 'Hotel {w}|{w} Inn|Grand {w}|The {adj} {noun}|{w} Lodge'),
    beach: type('Beach|Coast|Location', 'Location', '{w} Beach|{w} Sands|{w}|Playa {w}|{w} Cove'),
    guest: type('Guest|Traveller|Person', 'Person', '{first} {w}|{first}|{w}|{w} {w}'),
    country,
  },
  `
  {guest} stayed at the {hotel} (for # nights|with her family).
  The {hotel} is close to {beach}.
  {guest} swam at {beach} every morning.
  {beach} is the longest beach of {country}.
  {guest} travelled to {country} by train.
  A room at the {hotel} costs # crowns.
  {country} requires a visa.
  The pool of the {hotel} is closed.
  {guest} lost her passport in {country}.
  {guest} complained to the manager of the {hotel}.
  Surfers love {beach}.
  The porter of the {hotel} carried the bags of {guest}.
  {country} is hot and dry in summer.
  {guest} sent a postcard from {beach}.
  Sharks were seen off {beach}.
  {guest} met {guest2} in the bar of the {hotel}.
  `,
);

export const cycling = domain(
  'cycling',
  {
    rider: type('Rider|Cyclist|Person', 'Person', '{first} {w}|{w}|{w} {w}'),
    race: type('Race|Event|Competition', 'Miscellaneous', 'Tour of {w}|{w} Classic|{w}–{w}|Grand Prix {w}'),
    team: type('Team|Squad|Organization', 'Organization', '{w} Cycling|Team {w}|{w}-{w}|{ABC}'),
    pass: type('Pass|Climb|Location', 'Location', 'Col de {w}|{w} Pass|{w}|Passo {w}|{w} Hill'),
  },
  `
  {rider} won the # th stage of the {race}.
  {rider} attacked on the {pass}.
  {team} dropped {rider} from the {race}.
  The {race} crosses the {pass} (twice|in the snow).
  {rider} rides for {team}.
  {team} starts the {race} with # riders.
  {rider} punctured at the foot of the {pass}.
  {rider} caught {rider2} on the descent.
  The {pass} is closed to traffic.
  The {race} begins on Saturday.
  {team} was thrown out of the {race}.
  {rider} lost # minutes on the {pass}.
  Doctors of {team} treated {rider}.
  The sprint was won by {rider}.
  {rider} has signed for {team}.
  The {pass} rises for # kilometres.
  `,
);

export const toys = domain(
  'toys',
  {
    toy: type('Toy|Product|Object', 'Miscellaneous', '{w} {noun}|{adj} {noun}|Mr {w}|{w}bot|Baby {w}'),
    company,
    child: type('Child|Boy|Girl|Person', 'Person', '{first}|{first} {w}|little {first}'),
    shop: type('Shop|Store|Business', 'Organization', "{w}'s|{w} & Sons|{noun} House|The {adj} {noun}|{w} Market"),
    person,
  },
  `
  {child} got a {toy} for her birthday.
  {company} makes the {toy}.
  The {toy} is sold at {shop}.
  {child} broke the {toy} (at once|in anger).
  {person} bought the {toy} at {shop}.
  {company} sold # of the {toy} before Christmas.
  {person} owns {shop}.
  {shop} has no more of the {toy}.
  {child} and {child2} quarrelled over the {toy}.
  {person} invented the {toy} for {company}.
  The window of {shop} shows the {toy}.
  The batteries of the {toy} are empty.
  {child} wished for a {toy}.
  {company} delivers to {shop} once a week.
  {person}, the mother of {child}, went to {shop}.
  {shop} closes at # o'clock.
  `,
);
