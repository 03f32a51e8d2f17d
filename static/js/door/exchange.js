// What goes between a phone and the server: scans there, answers and the list back. Sent twice, a scan is one.

const AT_ONCE = 200;
const LONGEST = 30 * 24 * 3600; // seconds, as rules.LONGEST_WAIT

export class Withdrawn extends Error {}

async function ask(path, more = {}) {
  const answer = await fetch(path, { redirect: "error", cache: "no-store", ...more });
  if (answer.status === 404) throw new Withdrawn();
  return answer;
}

export async function fetchList(path) {
  const answer = await ask(path);
  if (!answer.ok) throw new Error(`the list: ${answer.status}`);
  return { ...(await answer.json()), fetched: Date.now() };
}

// A phone says how long ago a scan was, never what time its clock had.
function sentForm(scan, now) {
  const age = Math.min(Math.max(Math.floor((now - scan.at) / 1000), 0), LONGEST);
  return scan.ticket ? { id: scan.id, ticket: scan.ticket, age } : { id: scan.id, registration: scan.person, age };
}

async function sendSome(path, scans) {
  const now = Date.now();
  const answer = await ask(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ scans: scans.map((scan) => sentForm(scan, now)) }),
  });
  if (answer.status === 422 && scans.length > 1) {
    // One of them is no scan to the server: it must not hold up the others.
    const half = Math.ceil(scans.length / 2);
    return [...(await sendSome(path, scans.slice(0, half))), ...(await sendSome(path, scans.slice(half)))];
  }
  if (answer.status === 422) return [{ ...scans[0], heard: { answer: "unknown" } }];
  if (!answer.ok) throw new Error(`scans: ${answer.status}`);
  const { answers } = await answer.json();
  return scans.map((scan, at) => ({ ...scan, heard: answers[at] }));
}

// Send what the server has not heard of yet, a few hundred at a time; what it said is kept with each.
export async function sendWaiting(path, store) {
  const waiting = (await store.scans()).filter((scan) => !scan.heard).sort((one, other) => one.at - other.at);
  for (let at = 0; at < waiting.length; at += AT_ONCE) {
    await store.keepScans(await sendSome(path, waiting.slice(at, at + AT_ONCE)));
  }
}
