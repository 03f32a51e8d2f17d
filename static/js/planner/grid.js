// The grid of a day as numbers: rooms from 0, rows of five minutes from the grid's first one.

const MINUTES = 5;

export class Grid {
  constructor(planner) {
    this.board = planner.querySelector("[data-board]");
    this.scroller = planner.querySelector("[data-scroller]");
    this.cards = this.board.querySelector(".plan-cards");
    this.first = Number(this.board.dataset.first);
    this.rows = Number(this.board.dataset.rows);
    this.rooms = [...planner.querySelectorAll("[data-room]")].map((item) => ({
      id: item.dataset.room,
      name: item.firstElementChild.textContent,
    }));
  }

  // Height of a row and width of a room, in px.
  get row() {
    return this.board.offsetHeight / this.rows;
  }
  get column() {
    return this.board.clientWidth / this.rooms.length;
  }

  // The place of a card, or where one from the tray begins: `after` the last that was put down.
  placeOf(card, after) {
    const { x, y, h } = card.dataset;
    if (y !== undefined) return { x: Number(x), y: Number(y), h: Number(h) };
    const length = Math.max(1, Math.round(Number(card.dataset.minutes) / MINUTES));
    const start = after && after.y + after.h + length <= this.rows ? { x: after.x, y: after.y + after.h } : this.#opening();
    return this.within({ ...start, h: length });
  }

  #opening() {
    const shade = this.board.querySelector(".plan-shade");
    const style = shade && getComputedStyle(shade);
    const closed = style && Number(style.getPropertyValue("--y")) === 0 ? Number(style.getPropertyValue("--h")) : 0;
    return { x: 0, y: closed < this.rows ? closed : 0 };
  }

  within({ x, y, h }) {
    const length = Math.min(Math.max(1, h), this.rows);
    return {
      x: Math.min(Math.max(0, x), this.rooms.length - 1),
      y: Math.min(Math.max(0, y), this.rows - length),
      h: length,
    };
  }

  // The room and row below a point of the window; null beside the grid.
  at(clientX, clientY) {
    const box = this.board.getBoundingClientRect();
    const seen = this.scroller.getBoundingClientRect();
    if (clientX < seen.left || clientX > seen.right || clientY < seen.top || clientY > seen.bottom) return null;
    return { x: Math.floor((clientX - box.left) / this.column), y: (clientY - box.top) / this.row };
  }

  clock(row) {
    const minutes = (this.first + row) * MINUTES;
    return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  }

  // The other sessions that share room and time with a place.
  others(place, card) {
    return [...this.cards.querySelectorAll("[data-card]")]
      .filter((one) => one.dataset.card !== card.dataset.card && Number(one.dataset.x) === place.x)
      .filter((one) => Number(one.dataset.y) < place.y + place.h && place.y < Number(one.dataset.y) + Number(one.dataset.h));
  }

  // What a form would send for a place on `day`; a grid that ends at midnight reaches into no other day.
  values(place, day) {
    return { starts: `${day}T${this.clock(place.y)}`, minutes: place.h * MINUTES, room: this.rooms[place.x].id };
  }
}
