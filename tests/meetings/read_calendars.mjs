// Reads calendar messages with ical.js, a reader that is not ours: texts in as JSON, what it understood out as JSON.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const told = JSON.parse(readFileSync(0, "utf8")).map((text) => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const event = new ICAL.Event(calendar.getFirstSubcomponent("vevent"));
  return {
    method: calendar.getFirstPropertyValue("method"),
    uid: event.uid,
    sequence: event.sequence,
    status: event.component.getFirstPropertyValue("status"),
    summary: event.summary,
    location: event.location,
    description: event.description,
    organizer: event.organizer,
    attendees: event.attendees.map((one) => [one.getFirstValue(), one.getParameter("partstat")]),
    zone: event.startDate.zone.tzid,
    wall: event.startDate.toString(),
    starts: event.startDate.toJSDate().toISOString(),
    ends: event.endDate.toJSDate().toISOString(),
  };
});
process.stdout.write(JSON.stringify(told));
