// In a live programme: a mark on what is on now, and a line across the grid at this minute.

const EVERY = 30_000; // milliseconds

// Where a moment stands in the grid, in px from its top: between the edges of the sessions around it.
function heightOf(slots, now) {
  const edges = slots
    .flatMap(({ start, end, item }) => [[start, item.offsetTop], [end, item.offsetTop + item.offsetHeight]])
    .sort((a, b) => a[0] - b[0]);
  const next = edges.findIndex(([moment]) => moment > now);
  if (next < 1) return null;
  const [before, top] = edges[next - 1];
  const [after, bottom] = edges[next];
  return top + ((bottom - top) * (now - before)) / (after - before);
}

// The site may run on another clock (the demo does): data-clock-offset says by how many seconds.
const clockOf = (grid) => () => Date.now() + Number(grid.dataset.clockOffset ?? 0) * 1000;

// The time of the event's own zone ("14:05"), read from the offset of one of its times.
function clockThere(now, iso) {
  const [, sign, hours, minutes] = /([+-])(\d\d):?(\d\d)$/.exec(iso) ?? [null, "+", 0, 0];
  const offset = Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  return new Date(now + offset).toISOString().slice(11, 16);
}

export function followNow(grid) {
  const slots = [...grid.querySelectorAll("[data-start][data-end]")].map((item) => ({
    item,
    start: Date.parse(item.dataset.start),
    end: Date.parse(item.dataset.end),
  }));
  const line = document.createElement("div");
  line.className = "now-line";
  line.setAttribute("aria-hidden", "true");
  line.append(document.createElement("span"));
  const clock = clockOf(grid);

  const draw = () => {
    const now = clock();
    for (const { item, start, end } of slots) item.classList.toggle("is-now", start <= now && now < end);
    const top = heightOf(slots, now);
    if (top === null) {
      line.remove();
      return;
    }
    line.style.top = `${top}px`;
    line.firstChild.textContent = clockThere(now, slots[0].item.dataset.start);
    grid.append(line);
  };
  draw();
  setInterval(draw, EVERY);
  addEventListener("resize", draw);
}
