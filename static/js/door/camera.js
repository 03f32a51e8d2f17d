// Reading tickets with the camera of the phone: by the browser's own detector where it has one, else by a library in a
// worker, which alone may compile WebAssembly (its own security policy says so; that of the page does not).

import { main, part } from "./screen.js";

const EVERY = 200; // milliseconds between two looks
const AGAIN_AFTER = 4000; // milliseconds in which the same ticket, still before the camera, is one scan
const WIDTH = 800; // pixels of the picture that is looked at

async function ownDetector() {
  if (!globalThis.BarcodeDetector) return null;
  const formats = await BarcodeDetector.getSupportedFormats().catch(() => []);
  if (!formats.includes("qr_code")) return null;
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  return async (picture) => (await detector.detect(picture)).map((found) => found.rawValue);
}

function workerDetector() {
  const reader = new Worker(main.dataset.reader);
  return (picture) =>
    new Promise((resolve, reject) => {
      reader.addEventListener("message", ({ data }) => resolve(data), { once: true });
      reader.addEventListener("error", () => reject(new Error("the reader does not run")), { once: true });
      reader.postMessage(picture, { transfer: [picture.data.buffer] });
    });
}

const canvas = document.createElement("canvas");
function pictureOf(video) {
  const scale = Math.min(1, WIDTH / video.videoWidth);
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

function once(take) {
  const seen = new Map();
  return (text) => {
    const now = Date.now();
    const isNew = now - (seen.get(text) ?? 0) > AGAIN_AFTER;
    seen.set(text, now);
    if (isNew) take(text);
  };
}

async function look(video, detect, take) {
  while (!video.hidden) {
    if (video.videoWidth > 0) for (const text of await detect(pictureOf(video))) take(text);
    await new Promise((resolve) => setTimeout(resolve, EVERY));
  }
}

function stop(video) {
  video.hidden = true;
  for (const track of video.srcObject?.getTracks() ?? []) track.stop();
  video.srcObject = null;
}

export function offerCamera(take) {
  const [button, video, fault] = ["camera", "video", "camera-fault"].map(part);
  if (!navigator.mediaDevices?.getUserMedia) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const isOn = !video.hidden;
    button.setAttribute("aria-pressed", String(!isOn));
    fault.hidden = true;
    if (isOn) {
      stop(video);
      return;
    }
    try {
      video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      video.hidden = false;
      await video.play();
      await look(video, (await ownDetector()) ?? workerDetector(), once(take));
    } catch {
      stop(video);
      button.setAttribute("aria-pressed", "false");
      fault.hidden = false;
    }
  });
}
