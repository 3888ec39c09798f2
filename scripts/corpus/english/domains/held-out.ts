import { domain, type } from '../domain';
import { company, person, town } from './types';

/** Space, railways and gardens: no sentence of these subjects is trained on. Some of their labels are known from other subjects. */

export const space = domain(
  'space',
  {
    planet: type('Planet', 'Location', '{w}|{w} Prime|{w} {d}|New {w}|{w}'),
    spacecraft: type('Spacecraft', 'Miscellaneous', '{w}|{w} {d}|{adj} {noun}|{w} Explorer|{noun} II'),
    crater: type('Crater', 'Location', '{w} Crater|{w}|Mare {w}|{w} Basin'),
    person,
  },
  `
  The {spacecraft} (landed|touched down) on {planet} (last night|after # days in space).
  The {spacecraft} took pictures of {planet} from orbit.
  {person} was the first to walk on {planet}.
  {planet} has # moons and a thin atmosphere.
  The {spacecraft} crashed into {crater}.
  Astronaut {person} repaired the {spacecraft}.
  {crater} is the deepest crater on {planet}.
  {person} discovered {planet} with a telescope.
  A year on {planet} lasts # days.
  There is ice at the bottom of {crater}.
  {person} commands the {spacecraft}.
  The {spacecraft} is on its way to {planet}.
  Dust storms on {planet} hid {crater}.
  The crater {crater} is named after {person}.
  Radio contact with the {spacecraft} was lost.
  {person} will fly to {planet} on board the {spacecraft}.
  `,
);

export const railway = domain(
  'railway',
  {
    train: type('Train', 'Miscellaneous', '{w} Express|{adj} {noun}|{w} Flyer|{noun} Arrow|{w}'),
    station: type('Station', 'Location', '{w} Central|{w} Junction|{w}|{w} Halt|{w} Road'),
    company,
    person,
  },
  `
  The {train} stops at {station} (at noon|for # minutes).
  The {train} left {station} # minutes late.
  {company} runs the {train}.
  {person} missed the {train} at {station}.
  {station} has # platforms and a waiting room.
  Engine driver {person} stopped the {train} in time.
  {company} will close {station}.
  The {train} goes from {station} to {station2} in # hours.
  {person} has sold tickets at {station} for years.
  A tree fell on the line near {station}.
  {company} bought new carriages for the {train}.
  {person} fell asleep in the {train}.
  The signal at {station} was red.
  {person} is a guard with {company}.
  The dining car of the {train} was full.
  Strikers of {company} blocked {station}.
  `,
);

export const gardens = domain(
  'gardens',
  {
    garden: type('Garden', 'Location', '{w} Garden|{w} Gardens|{adj} {noun} Garden|{w} Park|Villa {w}'),
    plant: type('Plant', 'Miscellaneous', '{w} rose|{w} lily|{adj} {noun}|Queen {w}|{w} fern'),
    gardener: type('Gardener', 'Person', '{first} {w}|{w}|{w} {w}'),
    town,
  },
  `
  {gardener} planted {plant} (in the shade|along the wall).
  {plant} flowers in May in the {garden}.
  The {garden} in {town} is open to visitors.
  {gardener} has cared for the {garden} for # years.
  {plant} needs sun and a dry soil.
  {gardener} waters {plant} every evening.
  The {garden} was laid out by {gardener}.
  Slugs ate {plant} overnight.
  {town} bought the {garden} from {gardener}.
  {gardener} crossed {plant} with {plant2}.
  The glass house of the {garden} was damaged by hail.
  {plant} was brought to {town} from overseas.
  {gardener} won a medal with {plant}.
  The roses of the {garden} are famous beyond {town}.
  {gardener} pruned {plant} in March.
  # people walked through the {garden} on Sunday.
  `,
);
