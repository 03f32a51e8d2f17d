// What stands on the screen of a door. All words come from the page.

const main = document.querySelector("[data-door]");
const part = (name) => main.querySelector(`[data-part="${name}"]`);
const words = (name, values = {}) =>
  part(`words-${name}`).content.textContent.trim().replace(/\{(\w+)\}/g, (_all, key) => String(values[key] ?? ""));
const copy = (name) => part(name).content.firstElementChild.cloneNode(true);

function fill(element, values) {
  for (const [name, text] of Object.entries(values)) {
    const place = element.querySelector(`[data-is="${name}"]`);
    place.textContent = text ?? "";
    place.hidden = !text;
  }
}

// `answer`: a word of rules.Answer, or "not listed"; `who`: {name, organisation}; `first`: {time, door} of the entry.
export function answerWords(answer, first) {
  const found = main.querySelector(`template[data-answer="${answer}"]`);
  const text = found.content.textContent.trim().replace("{time}", first?.time ?? "").replace("{door}", first?.door ?? "");
  return { title: found.dataset.title, tone: found.dataset.tone, text };
}

export function showAnswer(answer, who, first) {
  const said = answerWords(answer, first);
  const panel = copy("panel");
  panel.classList.add(said.tone);
  fill(panel, { title: said.title, name: who?.name, organisation: who?.organisation, text: said.text });
  part("answer").replaceChildren(panel);
  panel.scrollIntoView({ block: "nearest" });
  navigator.vibrate?.(said.tone === "good" ? 60 : [90, 60, 90]);
}

export function showState({ isReached, isKept, size, came, time, waiting }) {
  const line = part("state");
  const sentences = [words(isReached ? "reached" : "alone", { time })];
  if (size !== undefined) sentences.push(words("list", { size, came, time }));
  if (waiting > 0) sentences.push(words("waiting", { waiting }));
  if (!isKept) sentences.push(words("not-kept"));
  line.textContent = sentences.join(" ");
  line.hidden = false;
  line.classList.toggle("is-alone", !isReached);
  main.dataset.waiting = String(waiting);
  main.dataset.reached = String(isReached);
}

export function showWithdrawn(waiting) {
  part("answer").replaceChildren();
  part("desk").hidden = true;
  part("state").textContent = words("withdrawn", { waiting });
  part("state").hidden = false;
}

// `reports`: list of {name, text}, the newest first.
export function showReports(reports) {
  part("report-list").replaceChildren(
    ...reports.map(({ name, text }) => {
      const item = copy("report");
      fill(item, { name, text });
      return item;
    }),
  );
  part("reports").hidden = reports.length === 0;
  main.dataset.reports = String(reports.length);
}

// `people`: list of {person, note}: a note where nobody may come in.
export function showFound(people, typed, comeIn) {
  const list = part("found");
  list.replaceChildren(
    ...people.map(({ person, note }) => {
      const item = copy("person");
      fill(item, { name: person.name, organisation: person.organisation, note });
      const button = item.querySelector("button");
      button.hidden = Boolean(note);
      button.querySelector("[data-is=who]").textContent = person.name;
      button.addEventListener("click", () => comeIn(person));
      return item;
    }),
  );
  if (people.length === 0 && typed) list.textContent = words("nobody", { words: typed });
  list.hidden = false;
}

export { main, part };
