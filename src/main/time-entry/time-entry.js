// Dates, times of day and durations as people type them, and what a field says about it. The same as TimeEntry.java;
// time-entries.tsv says for both what comes out. The build puts this file beside Rapport's pages and beside the forms in
// Tasklist, for one takes a script and one a module.
(() => {
  'use strict';

  const WORDS = {
    heute: 0, today: 0, jetzt: 0, now: 0, morgen: 1, tomorrow: 1, übermorgen: 2, uebermorgen: 2,
    'day after tomorrow': 2, 'the day after tomorrow': 2, gestern: -1, yesterday: -1, vorgestern: -2,
    'day before yesterday': -2, 'the day before yesterday': -2
  };
  const numbered = (...names) => new Map(names.flatMap((line, index) => line.split(' ').map(name => [name, index + 1])));
  const WEEKDAYS = numbered(
    'mo montag mon monday', 'di dienstag tu tue tues tuesday', 'mi mittwoch we wed wednesday',
    'do donnerstag th thu thur thurs thursday', 'fr freitag fri friday', 'sa samstag sonnabend sat saturday',
    'so sonntag su sun sunday');
  const MONTHS = numbered(
    'januar jänner jaenner jan january', 'februar feber feb february', 'märz maerz mär mrz mar march', 'april apr',
    'mai may', 'juni jun june', 'juli jul july', 'august aug', 'september sep sept', 'oktober okt october oct',
    'november nov', 'dezember dez december dec');
  const UNITS = {
    days: ['t', 'tag', 'tage', 'tagen', 'd', 'day', 'days'],
    weeks: ['w', 'woche', 'wochen', 'week', 'weeks'],
    months: ['monat', 'monate', 'monaten', 'month', 'months']
  };
  const LAST = ['letzten', 'letzter', 'last', 'vergangenen', 'vergangener', 'vorigen', 'voriger'];
  const LONGEST = 60;
  const YEARS = 8;
  const RECENT_DAYS = 90;
  const YEARS_AHEAD = 10;
  const LONGEST_MINUTES = 24 * 60 - 1;

  const BLANK = {};
  const of = value => ({value});
  const not = problem => ({problem});

  // ---- days: a date is {year, month, day} ----

  const two = number => String(number).padStart(2, '0');
  const iso = date => `${String(date.year).padStart(4, '0')}-${two(date.month)}-${two(date.day)}`;
  const utc = date => {
    const midnight = new Date(0);
    midnight.setUTCFullYear(date.year, date.month - 1, date.day);
    return midnight;
  };
  const parts = midnight => ({year: midnight.getUTCFullYear(), month: midnight.getUTCMonth() + 1, day: midnight.getUTCDate()});
  const parsed = text => {
    const [year, month, day] = text.split('-').map(Number);
    return {year, month, day};
  };
  const plusDays = (date, days) => parts(utc({...date, day: date.day + days}));
  const monthLength = (year, month) => parts(utc({year, month: month + 1, day: 0})).day;
  const plusMonths = (date, months) => {
    const first = parts(utc({year: date.year, month: date.month + months, day: 1}));
    return {...first, day: Math.min(date.day, monthLength(first.year, first.month))};
  };
  const weekdayOf = date => utc(date).getUTCDay() || 7;
  const today = reader => parsed(reader.now.slice(0, 10));

  // ---- texts ----

  const edgeless = text => text.replace(/^[ ,;]+|[ ,;]+$/g, '');
  const tidy = typed => edgeless((typed ?? '').normalize('NFC').replace(/\p{Cf}/gu, '').replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\p{Z}\s]+/gu, ' ').toLowerCase());
  const refused = (text, kind) => {
    if (!text) {
      return BLANK;
    }
    if ([...text].length > LONGEST) {
      return not(kind);
    }
    return /\p{Nd}/u.test(text.replace(/[0-9]/g, '')) ? not('digits') : undefined;
  };
  const whole = (pattern, text, flags = 'u') => new RegExp(`^(?:${pattern})$`, flags).exec(text);

  // ---- dates ----

  const chosen = (last, next, reader) => {
    const recent = iso(last) >= iso(plusDays(today(reader), -RECENT_DAYS));
    return of(iso(reader.toward === 'back' || (reader.toward === 'either' && recent) ? last : next));
  };

  const nearest = (candidates, reader) => {
    const now = iso(today(reader));
    return [candidates.filter(date => iso(date) <= now).at(-1), candidates.find(date => iso(date) >= now)];
  };

  const withoutYear = (month, day, reader) => {
    const {year} = today(reader);
    const candidates = Array.from({length: 2 * YEARS + 1}, (_, index) => ({year: year - YEARS + index, month, day}))
      .filter(date => day <= monthLength(date.year, month));
    return chosen(...nearest(candidates, reader), reader);
  };

  const dayOfMonth = (day, reader) => {
    if (day < 1 || day > 31) {
      return not('no-such-day');
    }
    const first = {...today(reader), day: 1};
    const candidates = [-2, -1, 0, 1, 2].map(months => ({...plusMonths(first, months), day}))
      .filter(date => day <= monthLength(date.year, date.month));
    const [last, next] = nearest(candidates, reader);
    return reader.toward === 'either' ? of(iso(next)) : chosen(last, next, reader);
  };

  const dateOf = (yearText, monthText, dayText, reader) => {
    const month = Number(monthText);
    const day = Number(dayText);
    if (month < 1 || month > 12) {
      return not('no-such-month');
    }
    if (day < 1 || day > monthLength(2024, month)) {
      return not('no-such-day');
    }
    if (!yearText) {
      return withoutYear(month, day, reader);
    }
    let year = Number(yearText);
    if (yearText.length === 2) {
      year += year + 2000 > today(reader).year + YEARS_AHEAD ? 1900 : 2000;
    }
    return day > monthLength(year, month) ? not('no-such-day') : of(iso({year, month, day}));
  };
  const inOrder = (first, second, year, reader) =>
    reader.english ? dateOf(year, first, second, reader) : dateOf(year, second, first, reader);

  const written = (text, reader) => {
    let date = whole('(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})', text);
    if (date) {
      return dateOf(date[1], date[3], date[4], reader);
    }
    date = whole('(\\d{1,2})\\. ?(\\d{1,2})(?:(?:\\. ?| )(\\d{4}|\\d{2})|\\.)?', text);
    if (date) {
      return dateOf(date[3], date[2], date[1], reader);
    }
    date = whole('(\\d{1,2})([-/])(\\d{1,2})(?:\\2(\\d{4}|\\d{2}))?', text);
    if (date) {
      return inOrder(date[1], date[3], date[4], reader);
    }
    date = whole('(\\d{1,2})(?:\\.|st|nd|rd|th)? ?(?:of )?(\\p{L}+)\\.?,?(?: (\\d{4}|\\d{2}))?', text);
    if (date && MONTHS.has(date[2])) {
      return dateOf(date[3], MONTHS.get(date[2]), date[1], reader);
    }
    date = whole('(\\p{L}+)\\.? (\\d{1,2})(?:\\.|st|nd|rd|th)?(?:,? (\\d{4}))?', text);
    if (date && MONTHS.has(date[1])) {
      return dateOf(date[3], MONTHS.get(date[1]), date[2], reader);
    }
    date = whole('((?:19|20)\\d{2})(\\d{2})(\\d{2})', text);
    const compact = date && dateOf(date[1], date[2], date[3], reader);
    if (compact?.value) {
      return compact;
    }
    date = whole('(\\d{2})(\\d{2})(\\d{4}|\\d{2})?', text);
    if (date) {
      return inOrder(date[1], date[2], date[3], reader);
    }
    date = whole('(\\d{1,2})\\.?', text);
    return date ? dayOfMonth(Number(date[1]), reader) : not('date');
  };

  const later = (reader, amount, unit) => {
    if (UNITS.days.includes(unit)) {
      return plusDays(today(reader), amount);
    }
    if (UNITS.weeks.includes(unit)) {
      return plusDays(today(reader), 7 * amount);
    }
    return UNITS.months.includes(unit) ? plusMonths(today(reader), amount) : undefined;
  };
  const number = text => (/^\d/.test(text) ? Number(text) : 1);

  const spoken = (text, reader) => {
    if (Object.hasOwn(WORDS, text)) {
      return plusDays(today(reader), WORDS[text]);
    }
    let found = whole('([+-]) ?(\\d{1,4})(?: ?(\\p{L}+))?', text);
    if (found) {
      return later(reader, (found[1] === '-' ? -1 : 1) * Number(found[2]), found[3] ?? 't');
    }
    found = whole('(in|vor) (\\d{1,4}|einem|einer|a|one) (\\p{L}+)', text);
    if (found) {
      return later(reader, (found[1] === 'vor' ? -1 : 1) * number(found[2]), found[3]);
    }
    found = whole('(\\d{1,4}|a|one) (\\p{L}+) ago', text);
    if (found) {
      return later(reader, -number(found[1]), found[2]);
    }
    found = whole('(?:(am|on|diesen|dieser|this|kommenden|kommender|nächsten|nächster|naechsten|naechster|next'
      + '|letzten|letzter|last|vergangenen|vergangener|vorigen|voriger) )?(\\p{L}+)\\.?', text);
    if (found && WEEKDAYS.has(found[2])) {
      const days = (WEEKDAYS.get(found[2]) - weekdayOf(today(reader)) + 7) % 7;
      const last = !found[1] || found[1] === 'am' || found[1] === 'on' ? reader.toward === 'back' : LAST.includes(found[1]);
      return plusDays(today(reader), last ? days - 7 : days || 7);
    }
    return undefined;
  };

  const readDate = (text, reader) => {
    const said = spoken(text, reader);
    if (said) {
      return of(iso(said));
    }
    const read = written(text, reader);
    if (read.problem !== 'date') {
      return read;
    }
    const both = whole('(\\p{L}+)\\.?,? (?:(?:den|the) )?(\\d.*|\\p{L}+\\.? \\d.*)', text);
    if (both && WEEKDAYS.has(both[1])) {
      const date = written(both[2], reader);
      return date.value && weekdayOf(parsed(date.value)) !== WEEKDAYS.get(both[1]) ? not('weekday') : date;
    }
    return read;
  };

  // ---- times of day and durations ----

  const clock = (hour, minute) => {
    if (hour === 24 && minute === 0) {
      return not('midnight');
    }
    if (hour > 23) {
      return not('no-such-hour');
    }
    return minute > 59 ? not('no-such-minute') : of(`${two(hour)}:${two(minute)}`);
  };

  const readTime = (typed, reader) => {
    const text = typed.replace(/^(um|at|ab|gegen) /, '').replace(/ ?uhr$/, '');
    if (text === 'jetzt' || text === 'now') {
      return of(reader.now.slice(11, 16));
    }
    if (['mittag', 'mittags', 'noon'].includes(text)) {
      return clock(12, 0);
    }
    if (text === 'mitternacht' || text === 'midnight') {
      return not('midnight');
    }
    const half = whole('(\\d{1,2})(?:[:.](\\d{2}))? ?([ap])\\.? ?m\\.?', text);
    if (half) {
      const hour = Number(half[1]);
      return hour < 1 || hour > 12 ? not('no-such-hour') : clock((hour % 12) + (half[3] === 'p' ? 12 : 0), Number(half[2] ?? 0));
    }
    const hour = whole('(\\d{1,2})(?: ?h)?', text);
    if (hour) {
      return clock(Number(hour[1]), 0);
    }
    const time = whole('(\\d{1,2})(?: ?[:.,h] ?| uhr | )?(\\d{2})(?::00)?', text);
    return time ? clock(Number(time[1]), Number(time[2])) : not('time');
  };

  const SPOKEN = {
    viertelstunde: 15, 'eine viertelstunde': 15, 'quarter of an hour': 15, 'halbe stunde': 30, 'eine halbe stunde': 30,
    'half an hour': 30, dreiviertelstunde: 45, 'eine dreiviertelstunde': 45, 'eine stunde': 60, 'an hour': 60, 'one hour': 60,
    'anderthalb stunden': 90, 'eineinhalb stunden': 90
  };
  const HOURS = '(?:h|std|stunde|stunden|hr|hrs|hour|hours)\\.?';
  const MINUTES = "(?:m|min|mins|minute|minuten|minutes|')\\.?";

  const lasting = (hours, minutes) => {
    const total = hours * 60 + minutes;
    return total > LONGEST_MINUTES ? not('too-long') : of(`${two(Math.floor(total / 60))}:${two(total % 60)}`);
  };
  const hoursAndMinutes = (hours, minutes) =>
    Number(minutes) > 59 ? not('no-such-minute') : lasting(Number(hours), Number(minutes));
  const decimal = (hours, fraction) => {
    const pieces = fraction.length === 1 ? 10 : 100;
    return lasting(Number(hours), Math.floor((Number(fraction) * 120 + pieces) / (2 * pieces)));
  };
  const fractions = text => text.replace(/(\d) ?½/g, '$1,5').replace(/(\d) ?¼/g, '$1,25').replace(/(\d) ?¾/g, '$1,75')
    .replaceAll('½', '0,5').replaceAll('¼', '0,25').replaceAll('¾', '0,75');

  const readDuration = typed => {
    const text = fractions(typed);
    if (Object.hasOwn(SPOKEN, text)) {
      return lasting(0, SPOKEN[text]);
    }
    if (text.startsWith('-')) {
      return not('negative');
    }
    if (whole('0\\d{3}', text)) {
      return hoursAndMinutes(text.slice(0, 2), text.slice(2));
    }
    const minutes = whole('\\d{1,4}', text) ?? whole(`(?:\\d{1,4}) ?${MINUTES}`, text);
    if (minutes) {
      return lasting(0, parseInt(text, 10));
    }
    const pair = whole(`(\\d{0,2}):(\\d{2})(?::00)?(?: ?${HOURS})?`, text) ?? whole('(\\d{1,2})\\.(\\d{2})', text)
      ?? whole(`(\\d{1,2}) ?${HOURS}(?: und| and|,)? ?(\\d{1,2})(?: ?${MINUTES})?`, text);
    if (pair) {
      return hoursAndMinutes(pair[1], pair[2]);
    }
    const hours = whole(`(\\d{1,2})(?:[.,](\\d{1,2}))? ?${HOURS}`, text) ?? whole('(\\d{1,2})(?:,(\\d{1,2})|\\.(\\d))', text);
    return hours ? decimal(hours[1], hours[2] ?? hours[3] ?? '0') : not('duration');
  };

  // ---- date and time together ----

  /** Whether the clocks of a zone skip this local time; without a zone nobody knows. */
  const skipped = (start, zone) => {
    if (!zone) {
      return false;
    }
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23'
    });
    const local = instant => format.format(instant).replace(' ', 'T');
    const wanted = Date.parse(`${start}Z`);
    // whatever the offset is, it is one of those around
    return ![-24, 0, 24].some(hours => {
      const around = wanted + hours * 3600000;
      const offset = Date.parse(`${local(around)}Z`) - around;
      return local(wanted - offset) === start;
    });
  };

  const joined = (date, time, reader) => {
    if (!date.value || !time.value) {
      return date.value ? time : date;
    }
    const start = `${date.value}T${time.value}`;
    return skipped(start, reader.zone) ? not('gap') : of(start);
  };

  const readDateTime = (text, reader) => {
    const exact = whole('(\\d{4}-\\d{2}-\\d{2})t(\\d{2}:\\d{2})(?::00)?', text);
    if (exact) {
      return joined(readDate(exact[1], reader), readTime(exact[2], reader), reader);
    }
    if (readDate(text, reader).value) {
      return not('time-missing');
    }
    if (readTime(text, reader).value) {
      return not('date-missing');
    }
    let best = not('datetime');
    for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) {
      const before = edgeless(text.slice(0, at));
      if (whole('\\d+\\.?', before)) {
        continue;
      }
      const date = readDate(before, reader);
      const time = readTime(text.slice(at + 1).replace(/^(um|at|ab|gegen) /, ''), reader);
      if (date.value && time.value) {
        return joined(date, time, reader);
      }
      if (date.value && time.problem !== 'time') {
        best = time;
      } else if (time.value && date.problem !== 'date' && best.problem === 'datetime') {
        best = date;
      }
    }
    return best;
  };

  const entry = (kind, reads) => (typed, reader) => {
    const text = tidy(typed);
    return refused(text, kind) ?? reads(text, reader);
  };
  const READS = {
    date: entry('date', readDate),
    time: entry('time', readTime),
    duration: entry('duration', readDuration),
    datetime: entry('datetime', readDateTime)
  };

  /**
   * What a text in a field means.
   *
   * @param kind date, time, duration or datetime
   * @param reader {now: local date and time of the business zone, zone, english, toward: 'ahead', 'back' or 'either'}
   * @returns {value}: ISO-8601, {problem}: why there is none, or neither for a blank text
   */
  const read = (kind, typed, reader) => READS[kind](typed, reader);

  /** Whether it means something else on another day. */
  const isRelative = (kind, typed, reader) =>
    read(kind, typed, reader).value !== read(kind, typed, {...reader, now: `${iso(plusDays(today(reader), 1234))}T11:11`}).value;

  // ---- what fields show ----

  /** A value as a field shows it before anybody types. */
  const shown = (value, english) => {
    const [, year, month, day, rest] = /^(\d{4})-(\d{2})-(\d{2})(?:T(.*))?$/.exec(value) ?? [];
    if (!year) {
      return value;
    }
    const date = english ? `${month}/${day}/${year}` : `${day}.${month}.${year}`;
    return rest ? `${date} ${rest}` : date;
  };

  const DE = ['Mo.', 'Di.', 'Mi.', 'Do.', 'Fr.', 'Sa.', 'So.'];
  const EN = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  const EN_MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

  /** A value as a person is told what was understood: "Do., 31.12.2026". */
  const told = (kind, value, english) => {
    if (kind === 'duration') {
      return `${value} ${english ? 'h' : 'Std.'}`;
    }
    if (kind === 'time') {
      return english ? value : `${value} Uhr`;
    }
    const date = parsed(value.slice(0, 10));
    const day = english
      ? `${EN[weekdayOf(date) - 1]}, ${EN_MONTHS[date.month - 1]} ${date.day}, ${date.year}`
      : `${DE[weekdayOf(date) - 1]}, ${shown(iso(date), false)}`;
    return kind === 'date' ? day : `${day}, ${told('time', value.slice(11), english)}`;
  };

  // as in messages/shared.properties; a test compares them
  const SENTENCES = {
    de: {
      date: 'Kein gültiges Datum. Möglich sind z. B. 31.12., morgen, +3 oder Mo',
      time: 'Keine gültige Uhrzeit. Möglich sind z. B. 9, 930 oder 9:30',
      duration: 'Keine gültige Dauer. Möglich sind z. B. 20 (Minuten), 1:30 oder 1,5 h',
      datetime: 'Kein gültiges Datum mit Uhrzeit. Möglich sind z. B. 31.12. 9:30 oder morgen 9',
      digits: 'Bitte mit den Ziffern 0 bis 9 schreiben',
      weekday: 'Wochentag und Datum passen nicht zusammen',
      'no-such-month': 'Diesen Monat gibt es nicht',
      'no-such-day': 'Diesen Tag gibt es nicht',
      'no-such-hour': 'Diese Uhrzeit gibt es nicht, der Tag endet um 23:59',
      'no-such-minute': 'Eine Stunde hat nur die Minuten 00 bis 59',
      midnight: '24:00 gibt es hier nicht: Mitternacht ist 00:00 am nächsten Tag',
      'date-missing': 'Bitte auch das Datum angeben',
      'time-missing': 'Bitte auch die Uhrzeit angeben',
      negative: 'Eine Dauer ist nie negativ',
      'too-long': 'Höchstens 23:59 Stunden',
      gap: 'Diese Uhrzeit gibt es an diesem Tag nicht (Beginn der Sommerzeit)'
    },
    en: {
      date: 'Not a valid date. Try 12/31, tomorrow, +3 or Mon',
      time: 'Not a valid time. Try 9, 9am, 930 or 9:30',
      duration: 'Not a valid duration. Try 20 (minutes), 1:30 or 1.5 h',
      datetime: 'Not a valid date and time. Try 12/31 9:30 or tomorrow 9am',
      digits: 'Please use the digits 0 to 9',
      weekday: 'The day of the week does not match the date',
      'no-such-month': 'There is no such month',
      'no-such-day': 'There is no such day',
      'no-such-hour': 'There is no such time, the day ends at 23:59',
      'no-such-minute': 'An hour has the minutes 00 to 59 only',
      midnight: 'There is no 24:00 here: midnight is 00:00 of the next day',
      'date-missing': 'Please give the date as well',
      'time-missing': 'Please give the time as well',
      negative: 'A duration is never negative',
      'too-long': '23:59 hours at most',
      gap: 'This time does not exist on that day (start of summer time)'
    }
  };
  const sentence = (problem, english) => SENTENCES[english ? 'en' : 'de'][problem];

  globalThis.rapportTimeEntry = Object.freeze({read, isRelative, shown, told, sentence, SENTENCES});
})();
