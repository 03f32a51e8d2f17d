// The outline of where a session would stand, and the hatching over the times at which its people cannot come.

export class Target {
  constructor(grid, card) {
    this.grid = grid;
    this.card = card;
    this.item = document.createElement("li");
    this.box = document.createElement("div");
    this.box.className = "plan-card plan-target";
    this.when = document.createElement("span");
    this.when.className = "plan-when";
    const title = document.createElement("span");
    title.className = "plan-title";
    title.textContent = card.dataset.title;
    this.box.append(this.when, title);
    this.item.append(this.box);
    this.item.setAttribute("aria-hidden", "true");
    this.hatching = (card.dataset.away ?? "").split(" ").filter(Boolean).map((run) => {
      const [y, h] = run.split("+");
      const shade = document.createElement("div");
      shade.className = "plan-away";
      shade.style.setProperty("--y", y);
      shade.style.setProperty("--h", h);
      return shade;
    });
    grid.board.append(...this.hatching);
    card.classList.add("is-held");
  }

  show(place) {
    const { style, classList } = this.box;
    for (const [name, value] of Object.entries(place)) style.setProperty(`--${name}`, value);
    this.when.textContent = `${this.grid.clock(place.y)}–${this.grid.clock(place.y + place.h)}`;
    classList.toggle("is-short", place.h < 5);
    classList.toggle("is-over", this.grid.others(place, this.card).length > 0);
    if (!this.item.isConnected) this.grid.cards.append(this.item);
  }

  hide() {
    this.item.remove();
  }

  remove() {
    this.hide();
    for (const shade of this.hatching) shade.remove();
    this.card.classList.remove("is-held");
  }
}
