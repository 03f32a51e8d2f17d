// Dragging with a mouse, a pen or a finger: to another time and room, by the lower edge to another length, to the tray.

import { Target } from "./target.js";

const FAR_ENOUGH = 4; // px before a press becomes a drag
const HOLD = 350; // milliseconds that a finger rests before it drags: before that it scrolls
const EDGE = 36; // px from the edge of the grid within which it scrolls on
const LOWER_EDGE = 8; // px of a card that change its length

const ignore = (event) => event.preventDefault();

// How far a point lies within the edge, towards which the grid scrolls.
const pull = (at, low, high) => (at < low + EDGE ? at - low - EDGE : at > high - EDGE ? at - high + EDGE : 0);

export class Pointer {
  #drag = null;

  constructor(editor) {
    this.editor = editor;
    const { planner } = editor;
    planner.addEventListener("pointerdown", (event) => this.#down(event));
    planner.addEventListener("dragstart", (event) => {
      if (event.target.closest?.("[data-card]")) event.preventDefault();
    });
    planner.addEventListener("contextmenu", (event) => {
      if (this.#drag?.isMoving) event.preventDefault();
    });
    planner.addEventListener("touchmove", (event) => {
      if (this.#drag?.isMoving) event.preventDefault();
    }, { passive: false });
    addEventListener("pointermove", (event) => this.#move(event));
    addEventListener("pointerup", (event) => this.#up(event));
    addEventListener("pointercancel", () => this.#stop());
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.#drag) this.#stop();
    });
  }

  #down(event) {
    const card = event.target.closest("[data-card]");
    if (!card || event.button !== 0 || this.editor.busy || this.#drag) return;
    const box = card.getBoundingClientRect();
    const isOnGrid = card.dataset.y !== undefined;
    this.#drag = {
      card, x: event.clientX, y: event.clientY, isMoving: false, isTouch: event.pointerType === "touch",
      isResizing: isOnGrid && event.clientY > box.bottom - LOWER_EDGE,
      grip: isOnGrid ? (event.clientY - box.top) / this.editor.grid.row : 0,
    };
    if (this.#drag.isTouch) this.#drag.timer = setTimeout(() => this.#begin(), HOLD);
  }

  #begin() {
    const drag = this.#drag;
    const { grid, planner } = this.editor;
    drag.isMoving = true;
    drag.first = grid.placeOf(drag.card);
    drag.target = new Target(grid, drag.card);
    drag.chip = document.createElement("div");
    drag.chip.className = "plan-chip";
    drag.chip.textContent = drag.card.dataset.title;
    planner.classList.add("is-moving");
    this.#follow(drag.x, drag.y);
    this.#scrollOn();
  }

  #move(event) {
    const drag = this.#drag;
    if (!drag) return;
    const isFar = Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > FAR_ENOUGH;
    if (!drag.isMoving && isFar) {
      if (drag.isTouch) return this.#stop();
      this.#begin();
    }
    if (drag.isMoving) this.#follow(event.clientX, event.clientY);
  }

  #follow(clientX, clientY) {
    const drag = this.#drag;
    const { grid, planner } = this.editor;
    Object.assign(drag, { clientX, clientY });
    const at = grid.at(clientX, clientY);
    drag.place = at && this.#placeAt(at);
    const tray = planner.querySelector("[data-tray]");
    const box = tray.getBoundingClientRect();
    drag.isOverTray = !at && clientX >= box.left && clientX <= box.right && clientY >= box.top && clientY <= box.bottom;
    tray.classList.toggle("is-open-to-drop", drag.isOverTray && drag.card.dataset.y !== undefined);
    if (drag.place) {
      drag.target.show(drag.place);
      drag.chip.remove();
    } else {
      drag.target.hide();
      drag.chip.style.translate = `${clientX + 12}px ${clientY + 12}px`;
      planner.append(drag.chip);
    }
  }

  #placeAt({ x, y }) {
    const { first, isResizing, grip } = this.#drag;
    const { grid, pace } = this.editor;
    const snap = (row) => {
      const whole = grid.first + row;
      return Math.round(whole / pace) * pace - grid.first;
    };
    if (isResizing) return { ...first, h: Math.min(Math.max(1, snap(y) - first.y), grid.rows - first.y) };
    return grid.within({ x, y: snap(y - grip), h: first.h });
  }

  // Near an edge the grid scrolls on by itself.
  #scrollOn() {
    const drag = this.#drag;
    if (!drag?.isMoving) return;
    const { scroller } = this.editor.grid;
    const box = scroller.getBoundingClientRect();
    if (drag.place) {
      const [left, top] = [scroller.scrollLeft, scroller.scrollTop];
      scroller.scrollBy(pull(drag.clientX, box.left, box.right) / 4, pull(drag.clientY, box.top + EDGE, box.bottom) / 4);
      if (left !== scroller.scrollLeft || top !== scroller.scrollTop) this.#follow(drag.clientX, drag.clientY);
    }
    requestAnimationFrame(() => this.#scrollOn());
  }

  #up(event) {
    const drag = this.#drag;
    if (!drag) return;
    const { card, place, isMoving, isOverTray } = drag;
    this.#stop();
    if (!isMoving) return;
    event.preventDefault();
    // The click that follows a drag leads nowhere.
    addEventListener("click", ignore, { once: true, capture: true });
    setTimeout(() => removeEventListener("click", ignore, { capture: true }), 50);
    if (place && event.shiftKey) this.editor.swap(card, place);
    else if (place) this.editor.put(card, place);
    else if (isOverTray && card.dataset.y !== undefined) this.editor.toTray(card);
  }

  #stop() {
    const drag = this.#drag;
    this.#drag = null;
    if (!drag) return;
    clearTimeout(drag.timer);
    drag.target?.remove();
    drag.chip?.remove();
    this.editor.planner.classList.remove("is-moving");
    this.editor.planner.querySelector("[data-tray]").classList.remove("is-open-to-drop");
  }
}
