// The door on a phone: it works with or without network. Without this file the page works with network alone.

import { fetchList, sendWaiting, Withdrawn } from "./exchange.js";
import { keepPage } from "./keep.js";
import { clockOf, peopleOf, timeIn, typedKey } from "./people.js";
import { answerWords, main, part, showAnswer, showFound, showReports, showState, showWithdrawn } from "./screen.js";
import { storeOf } from "./store.js";
import { offerCamera } from "./camera.js";

const EVERY = 15_000; // milliseconds between two looks at the server
const KEPT = 14 * 24 * 3600 * 1000; // milliseconds for which a list of people is kept that nobody renews
const PATIENCE = 1500; // milliseconds that an answer of the server is waited for at the door

const { zone, name, first, last, list: listPath, scans: scansPath } = main.dataset;
const door = { zone, name, first, last, isOfSession: main.dataset.session === "yes" };
const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));

let store;
let isReached = false;
let isKept = true;
let isWithdrawn = false;
let turn = Promise.resolve();
let scanning = Promise.resolve();

const readPeople = async () => {
  const list = await store.list();
  return { list, people: list && peopleOf(door, list, await store.scans()) };
};
const firstOf = (entry) => entry && { time: timeIn(zone, entry.at), door: entry.door };
const heardFirst = (heard) => heard.came && { time: timeIn(zone, heard.came), door: heard.door };

async function showAll() {
  if (isWithdrawn) return;
  const { list, people } = await readPeople();
  const scans = await store.scans();
  const waiting = scans.filter((scan) => !scan.heard).length;
  const time = list && timeIn(zone, list.at);
  showState({ isReached, isKept, size: people?.size, came: people?.came, time, waiting });
  showReports(reportsOf(scans, people));
}

// What turned out otherwise than it was said at the door: the server knew better, or heard of an earlier scan since.
function reportsOf(scans, people) {
  const reports = [];
  for (const scan of scans.filter((one) => one.heard).sort((one, other) => other.at - one.at)) {
    const { heard } = scan;
    const person = people?.get(scan.person);
    const entry = heard.answer === "came in" && person && people.entryOf(person, Date.parse(heard.at));
    const isOvertaken = entry && entry.at < Date.parse(heard.at);
    const answer = isOvertaken ? "here already" : heard.answer;
    if (answer === "came in" || (answer !== "here already" && answer === scan.said)) continue;
    const said = answerWords(answer, isOvertaken ? firstOf(entry) : heardFirst(heard));
    reports.push({ name: heard.name || scan.ticket, text: `${timeIn(zone, heard.at ?? scan.when)}: ${said.title}. ${said.text}` });
  }
  return reports;
}

async function exchange() {
  try {
    await sendWaiting(scansPath, store);
    await store.keepList(await fetchList(listPath));
    isReached = true;
  } catch (error) {
    if (error instanceof Withdrawn) await close();
    isReached = false;
  }
  await showAll();
}

// One exchange after the other, never two at once.
function sync() {
  turn = turn.then(() => (isWithdrawn ? undefined : exchange()));
  return turn;
}

async function close() {
  isWithdrawn = true;
  const waiting = (await store.scans()).filter((scan) => !scan.heard).length;
  await store.forgetList();
  showWithdrawn(waiting);
}

// Scans one after the other, in the order in which they were made.
function check(ticket, chosen) {
  scanning = scanning.then(() => checkNow(ticket, chosen)).catch(() => showAll());
}

async function checkNow(ticket, chosen) {
  const { list, people } = await readPeople();
  const [at, when] = [Date.now(), list ? clockOf(list) : Date.now()];
  const person = chosen ?? (await people?.find(ticket));
  const said = people ? people.answerTo(person, when) : "unknown";
  const entry = person && people.entryOf(person, when);
  const id = crypto.randomUUID();
  await store.keepScans([{ id, ticket, person: person?.id ?? null, at, when, said }]);
  await Promise.race([sync(), wait(PATIENCE)]);
  const { heard } = await store.scan(id);
  if (heard) showAnswer(heard.answer, heard, heardFirst(heard));
  else showAnswer(said === "unknown" ? "not listed" : said, person, firstOf(entry));
  await showAll();
}

async function search(words) {
  const { list, people } = await readPeople();
  if (!people) return;
  const now = clockOf(list);
  const found = people.search(words).map((person) => {
    const answer = people.answerTo(person, now);
    return { person, note: answer === "came in" ? "" : answerWords(answer, firstOf(people.entryOf(person, now))).title };
  });
  showFound(found, words.trim(), (person) => check("", person));
}

function takeForms() {
  const [ticketForm, searchForm] = part("desk").querySelectorAll("form");
  const typed = ticketForm.querySelector("[name=ticket]");
  ticketForm.addEventListener("submit", (event) => {
    event.preventDefault();
    const key = typedKey(typed.value);
    typed.value = "";
    typed.focus();
    if (key) check(key);
  });
  const words = searchForm.querySelector("[name=words]");
  searchForm.addEventListener("submit", (event) => {
    event.preventDefault();
    search(words.value);
  });
  words.addEventListener("input", () => search(words.value));
}

async function begin() {
  store = await storeOf(location.pathname);
  const list = await store.list();
  if (list && Date.now() - list.fetched > KEPT) await store.forgetList();
  takeForms();
  offerCamera((text) => check(typedKey(text)));
  await sync();
  isKept = await keepPage(main.dataset.worker, JSON.parse(main.dataset.keeps));
  await showAll();
  main.dataset.ready = "yes";
  setInterval(sync, EVERY);
  addEventListener("online", sync);
}

// Without a secure address a browser gives neither digests nor a store that lasts: then the page stays as it came.
if (main && globalThis.isSecureContext && globalThis.indexedDB) begin();
