// The schedule editor: moves go to the server one by one, and what it answers takes the place of what is shown.
// Without this file every card leads to the form that places its session.

import { Grid } from "./grid.js";
import { Keys } from "./keys.js";
import { Pointer } from "./pointer.js";
import { filterTray } from "./tray.js";

const PACE = "planner-pace";

function randomKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function read(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

class Editor {
  busy = false;
  last = null; // where a session was put down last: the next one from the tray begins there

  constructor(planner) {
    this.planner = planner;
    this.grid = new Grid(planner);
    this.live = planner.querySelector("[data-live]");
    this.choice = planner.querySelector("[data-pace]");
    this.choice.value = read(PACE) ?? this.choice.value;
    this.choice.addEventListener("change", () => {
      try {
        localStorage.setItem(PACE, this.choice.value);
      } catch {
        // Not remembered, then.
      }
    });
    this.keys = new Keys(this);
    this.pointer = new Pointer(this);
    planner.classList.add("is-live");
    planner.addEventListener("submit", (event) => this.#onSubmit(event));
    document.addEventListener("keydown", (event) => this.#onShortcut(event));
    this.tray = filterTray(planner, () => this.keys.settle());
  }

  start() {
    const { scroller, cards, row } = this.grid;
    const first = Math.min(...[...cards.querySelectorAll("[data-card]")].map((card) => Number(card.dataset.y)));
    if (!location.hash && Number.isFinite(first)) scroller.scrollTop = (first - 3) * row;
    this.#settle();
  }

  // How many rows an arrow key or a drag moves at once.
  get pace() {
    return Number(this.choice.value) || 3;
  }

  words(name, values) {
    const template = this.planner.dataset[`say${name[0].toUpperCase()}${name.slice(1)}`];
    return template.replace(/\{(\w+)\}/g, (_all, key) => values[key]);
  }

  placeWords(place, card) {
    const { grid } = this;
    const values = { start: grid.clock(place.y), end: grid.clock(place.y + place.h), room: grid.rooms[place.x].name };
    const words = this.words("place", values);
    const others = grid.others(place, card).map((one) => one.dataset.title);
    return others.length ? this.words("over", { place: words, others: others.join(", ") }) : words;
  }

  // What the last answer said is over as soon as something else is said.
  announce(sentence) {
    this.live.textContent = sentence;
    if (sentence) this.planner.querySelector("[data-part=said]").replaceChildren();
  }

  put(card, place) {
    const before = this.grid.placeOf(card);
    const isSame = card.dataset.y !== undefined && ["x", "y", "h"].every((name) => before[name] === place[name]);
    if (isSame) return this.announce(this.words("back", { title: card.dataset.title }));
    this.last = place;
    return this.#move(card, this.grid.values(place, this.planner.dataset.day));
  }

  // The session changes places with the first one that stands where it was put.
  swap(card, place) {
    const [other] = this.grid.others(place, card);
    if (!other) return this.put(card, place);
    card.classList.add("is-held");
    const values = { other: other.dataset.card, seen: card.dataset.mark, seen_other: other.dataset.mark };
    return this.#send(card.dataset.swap, values, card.dataset.card);
  }

  toTray(card) {
    return this.#move(card, { starts: "", minutes: "", room: "" });
  }

  #move(card, values) {
    card.classList.add("is-held");
    return this.#send(card.dataset.move, { ...values, seen: card.dataset.mark }, card.dataset.card);
  }

  #onSubmit(event) {
    if (!event.target.matches("[data-step]")) return;
    event.preventDefault();
    event.stopPropagation();
    this.#send(event.target.action, {}, null, event.target.dataset.step);
  }

  #onShortcut(event) {
    if (!(event.ctrlKey || event.metaKey) || event.target.matches("input, textarea, select")) return;
    const key = event.key.toLowerCase();
    const deed = key === "z" ? (event.shiftKey ? "redo" : "undo") : key === "y" ? "redo" : "";
    const form = deed && this.planner.querySelector(`[data-step="${deed}"]`);
    if (!form) return;
    event.preventDefault();
    const focused = document.activeElement?.dataset?.card ?? null;
    this.#send(form.action, {}, focused);
  }

  async #send(address, values, focus, button) {
    if (this.busy) return;
    this.#setBusy(true);
    const { csrf, day } = this.planner.dataset;
    const body = new URLSearchParams({ csrf_token: csrf, form_key: randomKey(), day, ...values });
    try {
      const answer = await fetch(address, { method: "POST", body, headers: { "Conference-Parts": "yes" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!page.querySelector("[data-part=board]")) throw new Error("no parts");
      this.#replace(page);
    } catch {
      this.#lose();
    }
    this.#setBusy(false);
    this.#settle();
    this.#focus(focus, button);
  }

  #setBusy(isBusy) {
    this.busy = isBusy;
    this.planner.setAttribute("aria-busy", String(isBusy));
  }

  #replace(page) {
    const { scrollLeft, scrollTop } = this.grid.scroller;
    for (const part of page.querySelectorAll("[data-part]")) {
      this.planner.querySelector(`[data-part="${part.dataset.part}"]`)?.replaceChildren(...part.childNodes);
    }
    this.announce(""); // what was said while it was carried is over: the answer says where it is now
    this.grid = new Grid(this.planner);
    this.grid.scroller.scrollTo({ left: scrollLeft, top: scrollTop, behavior: "instant" });
  }

  #lose() {
    for (const card of this.planner.querySelectorAll(".is-held")) card.classList.remove("is-held");
    const note = document.createElement("p");
    note.className = "notice bad";
    note.textContent = this.words("lost", {});
    this.planner.querySelector("[data-part=said]").replaceChildren(note);
  }

  #settle() {
    this.tray();
    this.keys.settle();
  }

  #focus(slug, button) {
    const card = slug && this.planner.querySelector(`[data-card="${CSS.escape(slug)}"]`);
    const found = card && !card.closest("[hidden]") ? card : null;
    const next = button && this.planner.querySelector(`[data-step="${button}"] button:not(:disabled)`);
    (found ?? next ?? (button ? this.planner.querySelector("[data-step] button:not(:disabled)") : null))?.focus();
  }
}

const planner = document.querySelector("[data-planner]");
if (planner) new Editor(planner).start();
