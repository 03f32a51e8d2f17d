// Text that took long to write is kept in this browser while it is typed, offered back, and forgotten once it is saved.
// For textarea[data-draft] (the value names the text; the address does when it is empty). The words of the offer stand in
// template#draft-offer of the layout.

const PREFIX = "draft:";
const WAIT = 400; // milliseconds after the last key
const MONTH = 30 * 24 * 3600 * 1000;

const keyOf = (area) => `${PREFIX}${location.pathname}:${area.dataset.draft || area.name}`;

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}
function write(key, draft) {
  try {
    localStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // Full or forbidden: typing goes on, only without a copy.
  }
}
function drop(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

function allKeys() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

// A draft that was sent is done with when the page after it says that the deed is done.
function forgetSaved() {
  const saved = document.querySelector(".flashes .notice.good") !== null;
  for (const key of allKeys()) {
    const draft = read(key);
    if (!draft || (saved && draft.sent) || Date.now() - draft.at > MONTH) drop(key);
  }
}

function offer(area, key, draft) {
  const template = document.getElementById("draft-offer");
  if (!template) return;
  const box = template.content.firstElementChild.cloneNode(true);
  const when = box.querySelector("time");
  when.dateTime = new Date(draft.at).toISOString();
  const written = document.documentElement.lang || "en";
  const language = written === "en" ? "en-GB" : written;
  when.textContent = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" }).format(draft.at);
  box.querySelector("[data-draft-use]").addEventListener("click", () => {
    area.value = draft.text;
    area.dispatchEvent(new Event("input", { bubbles: true }));
    box.remove();
    area.focus();
  });
  box.querySelector("[data-draft-drop]").addEventListener("click", () => {
    drop(key);
    box.remove();
    area.focus();
  });
  area.before(box);
}

function keep(area) {
  const key = keyOf(area);
  const first = area.value;
  const draft = read(key);
  if (draft && draft.text !== first) offer(area, key, draft);
  else if (draft && !document.querySelector(".error-summary")) drop(key);

  let waiting;
  const store = (sent) => {
    clearTimeout(waiting);
    if (area.value !== area.defaultValue || sent) write(key, { text: area.value, at: Date.now(), sent });
    else drop(key);
  };
  area.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => store(false), WAIT);
  });
  area.form?.addEventListener("submit", () => {
    if (area.value !== area.defaultValue || read(key)) store(true);
  });
  addEventListener("pagehide", () => {
    if (waiting && !read(key)?.sent && area.value !== area.defaultValue) store(false);
  });
}

forgetSaved();
for (const area of document.querySelectorAll("textarea[data-draft]")) keep(area);
