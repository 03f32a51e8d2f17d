// Everything by keyboard: arrows from card to card; a card is picked up, moved, made longer or shorter, put down.

import { Target } from "./target.js";

const AN_HOUR = 12;

// Among cards the nearest one in the direction of an arrow.
function neighbour(cards, card, key) {
  const here = card.getBoundingClientRect();
  const sideways = key === "ArrowLeft" || key === "ArrowRight";
  const forward = key === "ArrowRight" || key === "ArrowDown" ? 1 : -1;
  const ranked = cards
    .filter((one) => one !== card)
    .map((one) => {
      const there = one.getBoundingClientRect();
      const [along, across] = sideways
        ? [(there.left - here.left) * forward, Math.abs(there.top - here.top)]
        : [(there.top - here.top) * forward, Math.abs(there.left - here.left)];
      return { one, along, cost: along + across * 3 };
    })
    .filter(({ along }) => along > 4)
    .sort((a, b) => a.cost - b.cost);
  return ranked[0]?.one;
}

export class Keys {
  #held = null; // { card, place, target }

  constructor(editor) {
    this.editor = editor;
    editor.planner.addEventListener("keydown", (event) => this.#onKey(event));
    editor.planner.addEventListener("focusin", (event) => this.#onFocus(event));
    editor.planner.addEventListener("focusout", (event) => {
      if (this.#held && event.relatedTarget && event.relatedTarget !== this.#held.card) this.#giveBack();
    });
  }

  // One stop of the Tab key for the grid and one for the tray; arrows go on from there.
  settle() {
    this.#held = null;
    for (const list of this.#lists()) {
      const cards = [...list.querySelectorAll("[data-card]")].filter((card) => !card.closest("[hidden]"));
      const stop = cards.find((card) => card.tabIndex === 0) ?? cards[0];
      for (const card of cards) card.tabIndex = card === stop ? 0 : -1;
    }
  }

  #lists() {
    return [this.editor.grid.board, this.editor.planner.querySelector("[data-part=tray]")];
  }

  #onFocus(event) {
    const card = event.target.closest("[data-card]");
    if (!card) return;
    const list = this.#lists().find((one) => one.contains(card));
    for (const one of list.querySelectorAll("[data-card]")) one.tabIndex = one === card ? 0 : -1;
  }

  #onKey(event) {
    const card = event.target.closest?.("[data-card]");
    if (!card || event.altKey || event.ctrlKey || event.metaKey) return;
    const done = this.#held ? this.#whileHeld(event) : this.#whileFree(event, card);
    if (done) event.preventDefault();
  }

  #whileFree(event, card) {
    const { key } = event;
    if (key === " " || key === "Enter") this.#pickUp(card);
    else if (key.startsWith("Arrow")) this.#goOn(card, key);
    else if (key === "o" || key === "O") location.assign(card.href);
    else if ((key === "t" || key === "T" || key === "Delete") && card.dataset.y !== undefined) this.editor.toTray(card);
    else return false;
    return true;
  }

  #goOn(card, key) {
    const list = this.#lists().find((one) => one.contains(card));
    const cards = [...list.querySelectorAll("[data-card]")].filter((one) => !one.closest("[hidden]"));
    neighbour(cards, card, key)?.focus();
  }

  #pickUp(card) {
    if (this.editor.busy) return;
    const { grid } = this.editor;
    const place = grid.placeOf(card, this.editor.last);
    this.#held = { card, place, target: new Target(grid, card) };
    this.#show();
    const said = this.editor.words("picked", { title: card.dataset.title, place: this.editor.placeWords(place, card) });
    this.editor.announce(said);
  }

  #show() {
    const { target, place } = this.#held;
    target.show(place);
    target.box.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  #whileHeld(event) {
    const { key, shiftKey } = event;
    const step = shiftKey ? 1 : this.editor.pace;
    const moves = {
      ArrowUp: { y: -step }, ArrowDown: { y: step }, ArrowLeft: { x: -1 }, ArrowRight: { x: 1 },
      PageUp: { y: -AN_HOUR }, PageDown: { y: AN_HOUR }, "+": { h: step }, "=": { h: step }, "-": { h: -step },
    };
    if (moves[key]) this.#move(moves[key]);
    else if (key === "Enter" || key === " ") this.#putDown();
    else if (key === "Escape") this.#giveBack();
    else if (key === "t" || key === "T" || key === "Delete") this.#toTray();
    else if (key === "s" || key === "S") this.#swap();
    else return key !== "Tab";
    return true;
  }

  #move({ x = 0, y = 0, h = 0 }) {
    const { place, card } = this.#held;
    const length = h < 0 ? Math.max(1, place.h + h) : place.h + h;
    this.#held.place = this.editor.grid.within({ x: place.x + x, y: place.y + y, h: length });
    this.#show();
    this.editor.announce(this.editor.placeWords(this.#held.place, card));
  }

  #release() {
    const { card, place, target } = this.#held;
    target.remove();
    this.#held = null;
    return { card, place };
  }

  #putDown() {
    const { card, place } = this.#release();
    this.editor.put(card, place);
  }

  #swap() {
    const { card, place } = this.#release();
    this.editor.swap(card, place);
  }

  #toTray() {
    const { card } = this.#release();
    if (card.dataset.y === undefined) this.editor.announce(this.editor.words("back", { title: card.dataset.title }));
    else this.editor.toTray(card);
  }

  #giveBack() {
    const { card } = this.#release();
    this.editor.announce(this.editor.words("back", { title: card.dataset.title }));
  }
}
