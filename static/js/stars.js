// Stars: a reader's choice of sessions, kept in this browser, and a link to "My programme" that carries it.

const all = (selector) => [...document.querySelectorAll(selector)];

function read(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(kept) ? kept.map(String).filter((one) => /^\d{1,9}$/.test(one)) : [];
  } catch {
    return [];
  }
}
function write(key, chosen) {
  try {
    localStorage.setItem(key, JSON.stringify(chosen));
  } catch {
    // A browser that keeps nothing still has the choice on this page, in the link.
  }
}

const addressOf = (path, chosen) => (chosen.length > 0 ? `${path}?${chosen.map((one) => `s=${one}`).join("&")}` : path);

// On the page of one session (`isAlone`) the words are shown; in a list the star alone, with words for who cannot see it.
function starOf(item, place, isAlone) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "star";
  button.setAttribute("aria-pressed", "false");
  const title = item.querySelector("h1, h2, h3, h4")?.textContent.trim() ?? "";
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  icon.setAttribute("class", "icon");
  icon.setAttribute("aria-hidden", "true");
  icon.append(document.createElementNS("http://www.w3.org/2000/svg", "use"));
  const words = document.createElement("span");
  words.textContent = isAlone ? place.dataset.starWords : place.dataset.starLabel.replace("{title}", title);
  if (!isAlone) words.className = "visually-hidden";
  button.append(icon, words);
  return button;
}

function show(button, isOn, sprite) {
  button.setAttribute("aria-pressed", String(isOn));
  button.querySelector("use").setAttribute("href", `${sprite}#${isOn ? "star-fill" : "star"}`);
}

const isSame = (some, others) => some.length === others.length && some.every((one) => others.includes(one));

// What an address holds may be somebody else's choice: it is kept in this browser only when its reader says so.
function offerToKeep(place, key, named) {
  const line = document.createElement("p");
  line.setAttribute("role", "status");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button plain";
  button.textContent = place.dataset.starKeep;
  button.addEventListener("click", () => {
    write(key, named);
    line.textContent = place.dataset.starKept;
  });
  line.append(button);
  place.after(line);
}

// The page of "My programme" opens with what this browser keeps. Its form keeps what is ticked, even if that is nothing.
function follow(place, key) {
  const path = place.dataset.stars;
  const named = [...new Set(new URLSearchParams(location.search).getAll("s"))].filter((one) => /^\d{1,9}$/.test(one));
  const form = document.querySelector(`form[action="${path}"]`);
  form?.addEventListener("submit", () => write(key, new FormData(form).getAll("s")));
  if (!location.search && read(key).length > 0) location.replace(addressOf(path, read(key)));
  else if (!form && named.length > 0 && !isSame(named, read(key))) offerToKeep(place, key, named);
}

export function offerStars() {
  const place = document.querySelector("[data-stars]");
  if (!place) return;
  const path = place.dataset.stars;
  const key = `stars ${path}`;
  if (location.pathname === path) {
    follow(place, key);
    return;
  }
  let chosen = read(key);
  const links = all(`a[href="${path}"]`);
  const point = () => {
    for (const link of links) link.href = addressOf(path, chosen);
  };
  for (const item of all("[data-star]")) {
    const here = item.querySelector("[data-star-here]");
    const button = starOf(item, place, here !== null);
    show(button, chosen.includes(item.dataset.star), place.dataset.starSprite);
    button.addEventListener("click", () => {
      const isOn = !chosen.includes(item.dataset.star);
      chosen = isOn ? [...chosen, item.dataset.star] : chosen.filter((one) => one !== item.dataset.star);
      write(key, chosen);
      show(button, isOn, place.dataset.starSprite);
      point();
    });
    if (here) here.prepend(button);
    else item.append(button);
  }
  point();
}
