// Usage: node read-calendar.mjs FILE   What an independent parser reads in an iCalendar file, as JSON: an object an event.
import fs from 'node:fs';
import ICAL from 'ical.js';

const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(process.argv[2], 'utf8')));
const events = calendar.getAllSubcomponents('vevent').map(component => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    stamp: component.getFirstPropertyValue('dtstamp').toString(),
    starts: event.startDate.toString(),
    ends: event.endDate.toString(),
    wholeDay: event.startDate.isDate && event.endDate.isDate,
    summary: event.summary,
    description: event.description,
  };
});
console.log(JSON.stringify(events));
