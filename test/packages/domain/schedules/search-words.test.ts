import { expect, test } from 'vitest';
import { searchWords } from '#domain/schedules/search-words.ts';

test.each([
  ['São Paulo/Guarulhos', ['sao', 'paulo', 'guarulhos']],
  ['  FRA  ', ['fra']],
  ['Köln/Bonn "Konrad Adenauer"', ['koln', 'bonn', 'konrad', 'adenauer']],
  ['Gießen Łódź Ærø', ['giessen', 'lodz', 'aero']],
  ['Nice Côte d’Azur', ['nice', 'cote', 'd', 'azur']],
  ['Paris PARIS paris', ['paris']],
  ['東京 ΑΘΗΝΑ', ['東京', 'αθηνα']],
  ['1st, 2nd', ['1st', '2nd']],
  ['.*^$()', []],
  ['', []],
])('searchWords(%j) is %j', (text, words) => {
  expect(searchWords(text)).toEqual(words);
});
