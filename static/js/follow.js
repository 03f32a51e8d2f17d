// A page that shows how far some work is: only that part is fetched anew, and the whole page once the work has ended.

const EVERY = 1500; // milliseconds

async function fetchPart() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("[data-follow]");
}

// `data-follow` may say how many seconds there are between two looks.
export function followWork(part) {
  const every = Number(part.dataset.follow) * 1000 || EVERY;
  const look = async () => {
    try {
      const newer = await fetchPart();
      if (newer === null) {
        location.reload();
        return;
      }
      part.replaceChildren(...newer.childNodes);
    } catch {
      // The server is away for a moment: the next look tells.
    }
    setTimeout(look, every);
  };
  setTimeout(look, every);
}
