// The filter of the tray works while one types; without this file it is a form that asks for the page again.

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

// Gives a function that filters what is in the tray now.
export function filterTray(planner, afterwards) {
  const form = planner.querySelector("[data-tray] form");
  const apply = () => {
    const words = fold(form.elements.search.value).split(/\s+/).filter(Boolean);
    const items = [...planner.querySelectorAll(".tray-cards > li")];
    for (const item of items) {
      const { text, format, theme } = item.dataset;
      item.hidden = !(
        words.every((word) => text.includes(word)) &&
        [form.elements.format.value || format, form.elements.theme.value || theme].join() === [format, theme].join()
      );
    }
    const none = planner.querySelector("[data-tray-none]");
    if (none) none.hidden = items.some((item) => !item.hidden);
  };
  const applyAndSettle = () => {
    apply();
    afterwards();
  };
  form.addEventListener("input", applyAndSettle);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    applyAndSettle();
  });
  return apply;
}
