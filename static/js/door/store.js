// What a phone keeps of a door: the list of people, and every scan until the server has it. In IndexedDB, so that it is
// there after a reload without network. A scan is on the disk before anybody is told of it.

const NAME = "conference-door";

const asked = (request) =>
  new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error));
  });

const done = (transaction) =>
  new Promise((resolve, reject) => {
    transaction.addEventListener("complete", () => resolve());
    transaction.addEventListener("abort", () => reject(transaction.error));
  });

function open() {
  const opening = indexedDB.open(NAME, 1);
  opening.addEventListener("upgradeneeded", () => {
    opening.result.createObjectStore("lists");
    opening.result.createObjectStore("scans", { keyPath: "id" }).createIndex("door", "door");
  });
  return asked(opening);
}

// The store of one door, by the path of its page.
export async function storeOf(door) {
  const base = await open();
  const reading = (name) => base.transaction(name).objectStore(name);
  const writing = async (name, deed) => {
    const transaction = base.transaction(name, "readwrite", { durability: "strict" });
    deed(transaction.objectStore(name));
    await done(transaction);
  };
  return {
    list: () => asked(reading("lists").get(door)),
    keepList: (list) => writing("lists", (lists) => lists.put(list, door)),
    forgetList: () => writing("lists", (lists) => lists.delete(door)),
    scans: () => asked(reading("scans").index("door").getAll(door)),
    scan: (id) => asked(reading("scans").get(id)),
    keepScans: (some) => writing("scans", (scans) => some.forEach((scan) => scans.put({ ...scan, door }))),
  };
}
