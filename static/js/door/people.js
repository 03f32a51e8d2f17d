// Who a scan is about and what it comes to, from the list on the phone. The server decides the same by the same rules
// (domain/attendance/rules.py) when it hears of the scan.

const FOUND = 20;

// As rules.typed_key.
export const typedKey = (text) =>
  text.replace(/[\s-]/g, "").toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1").slice(0, 100);

export async function digestOf(text) {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Day and time of an instant in the zone of the event.
export const dayIn = (zone, at) => new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(new Date(at));
export const timeIn = (zone, at) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" }).format(new Date(at));

// What time it is there, whatever the clock of the phone says: it counts on from when the list came.
export const clockOf = (list) => Date.parse(list.at) + (Date.now() - list.fetched);

// `door`: {zone, name, first, last, isOfSession}. `list`: as the server gave it; `scans`: those of this phone.
export function peopleOf(door, list, scans) {
  const byTicket = new Map(list.people.map((person) => [person.ticket, person]));
  const byId = new Map(list.people.map((person) => [person.id, person]));
  const slotOf = (id, at) => (door.isOfSession ? `${id}` : `${id} ${dayIn(door.zone, at)}`);
  const entries = new Map();
  const note = (id, at, by) => {
    const slot = slotOf(id, at);
    if (!entries.has(slot) || at < entries.get(slot).at) entries.set(slot, { at, door: by });
  };
  for (const person of list.people) if (person.came) note(person.id, Date.parse(person.came), person.door);
  for (const scan of scans) if (scan.said === "came in" && !scan.heard) note(scan.person, scan.when, door.name);

  const entryOf = (person, at) => entries.get(slotOf(person.id, at));
  return {
    size: list.people.filter((person) => person.answer === "came in").length,
    came: entries.size,
    find: async (ticket) => byTicket.get(await digestOf(ticket)),
    get: (id) => byId.get(id),
    entryOf,
    answerTo(person, at) {
      if (!person) return "unknown";
      const day = dayIn(door.zone, at);
      if (person.answer !== "came in") return person.answer;
      if (day < door.first || day > door.last) return "other day";
      return entryOf(person, at) ? "here already" : "came in";
    },
    search(words) {
      const wanted = words.trim().toLowerCase();
      const holds = (person) => `${person.name} ${person.organisation}`.toLowerCase().includes(wanted);
      return wanted ? list.people.filter(holds).slice(0, FOUND) : [];
    },
  };
}
