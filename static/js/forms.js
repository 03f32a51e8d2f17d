// Forms that cannot be sent twice by a double click, and menus that close as people expect.

const AGAIN_AFTER = 10_000; // milliseconds: a lost answer must not lock the form for ever

function allowAgain(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[type=submit]")) button.removeAttribute("aria-disabled");
}

export function guardForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    for (const button of form.querySelectorAll("[type=submit]")) button.setAttribute("aria-disabled", "true");
    setTimeout(() => allowAgain(form), AGAIN_AFTER);
  });
  // A page taken from the history of the browser comes back as it was left: sent.
  addEventListener("pageshow", (event) => {
    if (event.persisted) for (const form of document.querySelectorAll("form[data-sent]")) allowAgain(form);
  });
}

const MENUS = "details:is(.account-menu, .switcher, .rail-phone)[open]";

export function closeMenus() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const inner = event.target.closest?.(MENUS);
    for (const menu of inner ? [inner] : document.querySelectorAll(MENUS)) {
      menu.open = false;
      if (menu === inner) menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll(MENUS)) {
      if (!menu.contains(event.target) && !menu.matches(".switcher")) menu.open = false;
    }
  });
}

// After a refusal the reader, and the screen reader, start at what is wrong.
export function focusErrors() {
  document.querySelector(".error-summary")?.focus();
}
