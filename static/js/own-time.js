// The reader's own time, second to the event's, on every time[data-own-time]. The choice is remembered in this browser.

const KEY = "own-time";
const DAY = { weekday: "short" };
const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const written = document.documentElement.lang || "en";
const language = written === "en" ? "en-GB" : written;

const remembered = () => {
  try {
    return localStorage.getItem(KEY) === "yes";
  } catch {
    return false;
  }
};
const remember = (on) => {
  try {
    localStorage.setItem(KEY, on ? "yes" : "no");
  } catch {
    // A browser that keeps nothing shows the choice again next time.
  }
};

// Minutes east of UTC: in an ISO text such as 2022-09-08T10:00+01:00, and here at that instant.
function offsetIn(iso) {
  const found = /([+-])(\d\d):?(\d\d)$/.exec(iso);
  return found ? Number(`${found[1]}1`) * (Number(found[2]) * 60 + Number(found[3])) : 0;
}
const offsetHere = (iso) => -new Date(iso).getTimezoneOffset();
const differs = (time) => offsetIn(time.dateTime) !== offsetHere(time.dateTime);

// "Thu 19:00 to 20:30"; the day stands only where it is another day than at the event.
function inOwnTime(time) {
  const start = new Date(time.dateTime);
  const clock = new Intl.DateTimeFormat(language, CLOCK);
  const there = time.dateTime.slice(0, 10);
  const here = [start.getFullYear(), start.getMonth() + 1, start.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  const day = there === here ? "" : `${new Intl.DateTimeFormat(language, DAY).format(start)} `;
  const until = time.dataset.end ? `\u2013${clock.format(new Date(time.dataset.end))}` : "";
  return `${day}${clock.format(start)}${until}`;
}

function setShown(times, on) {
  for (const time of times) {
    time.parentElement.querySelector(":scope > .own-time")?.remove();
    if (!on) continue;
    const own = document.createElement("span");
    own.className = "own-time";
    own.textContent = `${inOwnTime(time)} ${document.body.dataset.ownTimeLabel ?? ""}`.trim();
    time.parentElement.append(own);
  }
}

function offerChoice(line, times) {
  const label = document.createElement("label");
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = remembered();
  box.addEventListener("change", () => {
    remember(box.checked);
    setShown(times, box.checked);
  });
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone?.replaceAll("_", " ");
  label.append(box, zone ? `${line.dataset.labelOwn} (${zone})` : line.dataset.labelOwn);
  line.append(" ", label);
}

export function showOwnTimes() {
  const times = [...document.querySelectorAll("time[data-own-time]")].filter(differs);
  if (times.length === 0) return;
  for (const line of document.querySelectorAll("[data-zone-choice]")) offerChoice(line, times);
  setShown(times, remembered());
}
