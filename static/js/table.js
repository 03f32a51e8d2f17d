// Tables of the workbench: arrow keys go from row to row, one box ticks all that stand on the page, and the bar says how
// many are ticked. Without this file rows are ticked one by one.

const ROWS = ".data-table tbody tr";

function goToNeighbour(event) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const row = event.target.closest(ROWS);
  if (!row || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  const cell = event.target.closest("td, th").cellIndex;
  const next = event.key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling;
  const thing = next?.cells[cell]?.querySelector("a, input") ?? next?.querySelector("th a");
  if (!thing) return;
  event.preventDefault();
  thing.focus();
}

function offerTicks(form) {
  const boxes = [...document.querySelectorAll('[name="pick"][form="picks"]')];
  const all = document.createElement("input");
  all.type = "checkbox";
  const label = document.createElement("label");
  label.append(all, form.dataset.all);
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  form.append(label, said);

  function say() {
    const number = boxes.filter((box) => box.checked).length;
    all.checked = number > 0 && number === boxes.length;
    all.indeterminate = number > 0 && number < boxes.length;
    said.textContent = number ? form.dataset.ticked.replace("{number}", number) : "";
  }
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    say();
  });
  for (const box of boxes) box.addEventListener("change", say);
  addEventListener("pageshow", say); // a page taken from the history of the browser keeps its ticks
  say();
}

document.addEventListener("keydown", goToNeighbour);
const bar = document.querySelector("#picks");
if (bar) offerTicks(bar);
